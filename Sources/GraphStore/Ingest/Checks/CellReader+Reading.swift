extension CellReader {
    /// Reads one cell and appends its canonical JSON value (a string, number,
    /// boolean or `null`) to `payload`; appends nothing when it fails.
    ///
    /// - Parameters:
    ///   - cell: the field's bytes, unquoted; need not be UTF-8.
    ///   - payload: the bytes to append to.
    /// - Returns: what came of it.
    /// - Complexity: O(bytes · masks), no allocation for clean cells.
    func read(_ cell: Span<UInt8>, into payload: inout ByteBuilder) -> CellResult {
        let text = cell.extracting(CellBytes.trimmed(cell))
        if text.isEmpty { return missing(into: &payload) }
        if let choices, let index = choices.index(of: text) {
            return choice(index, of: choices, delivered: text, into: &payload)
        }
        if Placeholders.contains(text), !column.keepsPlaceholders { return missing(into: &payload) }
        let start = payload.count
        let result = readValue(text, into: &payload)
        if case .failed(let failure) = result {
            payload.truncate(to: start)
            // A text that is no UTF-8 fails for that reason first.
            if failure.code != .encodingInvalid, let offset = TextScan(text).invalidOffset {
                return .failed(.encoding(offset: offset))
            }
        }
        return result
    }

    func missing(into payload: inout ByteBuilder) -> CellResult {
        if isRequired { return .failed(.required) }
        JSONText.appendNull(to: &payload)
        return .missing
    }

    func choice(
        _ index: Int, of choices: ChoiceTable, delivered: Span<UInt8>, into payload: inout ByteBuilder
    ) -> CellResult {
        var notes = CellNotes()
        notes.altered = choices.append(index, delivered: delivered, to: &payload)
        return .value(notes)
    }

    /// Reads a text that is trimmed and no placeholder, by the column's type.
    func readValue(_ text: Span<UInt8>, into payload: inout ByteBuilder) -> CellResult {
        switch kind {
        case .text: readText(text, folding: false, collapsing: false, into: &payload)
        case .code: readText(text, folding: true, collapsing: false, into: &payload)
        case .address: readText(text, folding: false, collapsing: true, into: &payload)
        case .companyCode: readCompanyCode(text, into: &payload)
        case .personID: readPersonID(text, into: &payload)
        case .date: readDate(text, into: &payload)
        case .integer, .decimal, .percent: readNumber(text, into: &payload)
        case .money: readMoney(text, into: &payload)
        case .phone: readPhone(text, into: &payload)
        case .email: readEmail(text, into: &payload)
        case .boolean, .choice: .failed(choiceFailure)
        }
    }

    /// The result of something delivered that is not a value.
    func null(_ finding: CellFindings, into payload: inout ByteBuilder) -> CellResult {
        JSONText.appendNull(to: &payload)
        var notes = CellNotes()
        (notes.altered, notes.isNull, notes.findings) = (true, true, finding)
        return .value(notes)
    }
}
