/// Texts, document numbers, addresses, company codes, persons and contacts.
extension CellReader {
    /// Reads a text; `folding` folds its width and unifies its dashes (document
    /// numbers), `collapsing` makes one space of control characters and breaks.
    func readText(_ text: Span<UInt8>, folding: Bool, collapsing: Bool, into payload: inout ByteBuilder) -> CellResult {
        let scan = TextScan(text)
        if let offset = scan.invalidOffset { return .failed(.encoding(offset: offset)) }
        var notes = CellNotes()
        if scan.hasReplacement { notes.findings.insert(.replacementCharacter) }
        if collapsing && (scan.hasControl || scan.hasLineBreak) {
            return finish(Self.collapsed(text), delivered: text, notes, into: &payload)
        }
        if scan.hasControl { notes.findings.insert(.controlCharacters) }
        if folding && scan.mayFold {
            var folded: [UInt8] = []
            folded.reserveCapacity(text.count)
            CellBytes.appendFolded(text, to: &folded)
            return finish(folded, delivered: text, notes, into: &payload)
        }
        if checksText, let failure = failure(ofText: text, characterCount: scan.characterCount) {
            return .failed(failure)
        }
        JSONText.append(text, needsEscape: scan.needsEscape, to: &payload)
        return .value(notes)
    }

    /// Checks and appends a text that was changed.
    private func finish(
        _ canonical: [UInt8], delivered: Span<UInt8>, _ delivery: CellNotes, into payload: inout ByteBuilder
    ) -> CellResult {
        var notes = delivery
        let whole = canonical.span
        let text = whole.extracting(CellBytes.trimmed(whole))
        // What was hidden by control characters or full-width forms counts too.
        if Placeholders.contains(text), text.isEmpty || !column.keepsPlaceholders { return missing(into: &payload) }
        notes.altered = !text.isEqual(to: delivered)
        let scan = TextScan(text)
        if checksText, let failure = failure(ofText: text, characterCount: scan.characterCount) {
            return .failed(failure)
        }
        JSONText.append(text, needsEscape: scan.needsEscape, to: &payload)
        return .value(notes)
    }

    /// Runs of control characters (C0, DEL, C1) with the spaces around them
    /// as one space.
    private static func collapsed(_ text: Span<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let byte = text[index]
            let isC1 = byte == 0xC2 && index + 1 < text.count && text[index + 1] < 0xA0
            if byte < 0x20 || byte == 0x7F || isC1 {
                while result.last == 0x20 { result.removeLast() }
                result.append(0x20)
                index += isC1 ? 2 : 1
                while index < text.count && text[index] == 0x20 { index += 1 }
            } else {
                result.append(byte)
                index += 1
            }
        }
        return result
    }

    // MARK: Company codes

    /// The longest text that is kept as a code of unknown form, in bytes.
    private static let codeByteCountMax = 64

    func readCompanyCode(_ text: Span<UInt8>, into payload: inout ByteBuilder) -> CellResult {
        var isClean = true
        for index in text.indices where !(CellBytes.isDigit(text[index]) || text[index] &- 0x41 < 26) {
            isClean = false
            break
        }
        if isClean { return finishCompanyCode(text, isAltered: false, into: &payload) }
        let scan = TextScan(text)
        if let offset = scan.invalidOffset { return .failed(.encoding(offset: offset)) }
        let folded = CellBytes.identifier(text)
        if Placeholders.contains(folded.span) { return missing(into: &payload) }
        let isAltered = !folded.span.isEqual(to: text)
        return finishCompanyCode(folded.span, isAltered: isAltered, into: &payload)
    }

    private func finishCompanyCode(_ code: Span<UInt8>, isAltered: Bool, into payload: inout ByteBuilder) -> CellResult
    {
        guard code.count <= Self.codeByteCountMax else { return .failed(.noCode) }
        if Self.isRepeated(code) {
            return isRequired ? .failed(.required) : null(.placeholderCode, into: &payload)
        }
        var notes = CellNotes()
        notes.altered = isAltered
        (notes.codeForm, notes.codeChecks) = CompanyCode.classify(code)
        notes.findings = Self.findings(of: code, notes.codeForm, notes.codeChecks)
        let isDashed = notes.codeForm == .organisation && code.count == 10
        let start = payload.count
        if isDashed {
            var plain = InlineArray<9, UInt8>(repeating: 0)
            notes.altered = true
            for index in 0..<9 { plain[index] = code[index < 8 ? index : 9] }
            JSONText.append(plain.span, needsEscape: false, to: &payload)
        } else {
            // Only a code of no known form can hold what JSON must escape.
            JSONText.append(code, needsEscape: notes.codeForm == .other, to: &payload)
        }
        if let failure = checkAppended(from: start, in: &payload, quoted: true) { return .failed(failure) }
        return .value(notes)
    }

    private static func isRepeated(_ code: Span<UInt8>) -> Bool {
        guard code.count >= 6 else { return false }
        for index in 1..<code.count where code[index] != code[0] { return false }
        return true
    }

    private static func findings(
        of code: Span<UInt8>, _ form: CompanyCode.Form, _ checks: CompanyCode.Checks
    ) -> CellFindings {
        var findings: CellFindings = []
        switch form {
        case .unified:
            if !checks.contains(.uscOK) { findings.insert(.uscCheckDigitWrong) }
            if !checks.contains(.orgOK) { findings.insert(.organisationCheckDigitWrong) }
        case .organisation:
            if !checks.contains(.orgOK) { findings.insert(.organisationCheckDigitWrong) }
        case .registrationNumber:
            if !checks.contains(.registrationOK) { findings.insert(.registrationNumberCheckDigitWrong) }
        case .cooperativeNumber, .foreignRegister: break
        case .other:
            findings.insert(.codeFormatUnknown)
            for index in code.indices where code[index] == 0x2A { findings.insert(.maskedIdentifier) }
            guard code.count == 18 else { break }
            if CompanyCode.suggestedCorrection(code) != nil { findings.insert(.correctionAvailable) }
            var number: [UInt8] = []
            number.append(code)
            if let resident = PersonDocument.residentID(number), !resident.isDoubtful {
                findings.insert(.residentIDShaped)
            }
        }
        return findings
    }

    // MARK: Persons

    func readPersonID(_ text: Span<UInt8>, into payload: inout ByteBuilder) -> CellResult {
        let scan = TextScan(text)
        if let offset = scan.invalidOffset { return .failed(.encoding(offset: offset)) }
        guard let keyring else { return .failed(.noKey) }
        switch PersonDocument.read(text) {
        case .unreadable: return .failed(.noPersonID)
        case .masked: return null(.maskedIdentifier, into: &payload)
        case .placeholder:
            return isRequired ? .failed(.required) : null(.placeholderCode, into: &payload)
        case .document(let document):
            if checksText {
                let number = document.number.span
                let count = TextScan(number).characterCount
                if let failure = failure(ofText: number, characterCount: count) { return .failed(failure) }
            }
            payload.append(0x22)
            keyring.appendHash(of: document, to: &payload)
            payload.append(0x7C)
            if let year = document.birthYear {
                payload.append("\(year)".utf8Span.span)
            } else {
                payload.append(0x2D)
            }
            payload.append(0x7C)
            payload.append(document.sex == .male ? 0x4D : document.sex == .female ? 0x46 : 0x2D)
            payload.append(0x7C)
            payload.append(document.lastFour.span)
            payload.append(0x22)
            var notes = CellNotes()
            notes.altered = true
            if document.isDoubtful { notes.findings = .invalidPersonIDCheckDigit }
            return .value(notes)
        }
    }

    // MARK: Contacts

    func readPhone(_ text: Span<UInt8>, into payload: inout ByteBuilder) -> CellResult {
        let start = payload.count
        var notes = CellNotes()
        if ContactReading.isPlainMobile(text) {
            JSONText.append(text, needsEscape: false, to: &payload)
        } else {
            var numbers: [UInt8] = []
            switch ContactReading.phones(text, into: &numbers) {
            case .unreadable: return .failed(.noPhone)
            case .masked: return null(.maskedIdentifier, into: &payload)
            case .placeholder:
                return isRequired ? .failed(.required) : null(.placeholderCode, into: &payload)
            case .numbers: break
            }
            notes.altered = !numbers.span.isEqual(to: text)
            JSONText.append(numbers.span, needsEscape: false, to: &payload)
        }
        if let failure = checkAppended(from: start, in: &payload, quoted: true) { return .failed(failure) }
        return .value(notes)
    }

    func readEmail(_ text: Span<UInt8>, into payload: inout ByteBuilder) -> CellResult {
        var addresses: [UInt8] = []
        addresses.reserveCapacity(text.count)
        guard ContactReading.emails(text, into: &addresses) else { return .failed(.noEmail) }
        let start = payload.count
        var notes = CellNotes()
        notes.altered = !addresses.span.isEqual(to: text)
        JSONText.append(addresses.span, needsEscape: false, to: &payload)
        if let failure = checkAppended(from: start, in: &payload, quoted: true) { return .failed(failure) }
        return .value(notes)
    }
}
