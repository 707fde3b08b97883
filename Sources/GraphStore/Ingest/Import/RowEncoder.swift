/// Turns the rows of one file into records as they are stored, or into refused
/// rows with their reasons. One for each file, on the reading thread.
struct RowEncoder {
    private let theme: Theme
    private let options: ImportOptions
    private let readers: [CellReader]
    private let isNDJSON: Bool
    private let themeSeed: UInt64
    private var header: [String] = []
    /// Position in the header of each column of the theme; -1 for none.
    private var positions: [Int] = []
    private var service: [HeaderMapping.ServiceColumn: Int] = [:]
    /// Positions of headers that are kept under their own name, with the name
    /// as a JSON string.
    private var unknown: [(position: Int, name: [UInt8])] = []
    private var quarantinePosition: Int?
    private var sourceNumbers: [[UInt8]: UInt16] = [:]
    private var departmentNumbers: [[UInt8]: UInt16] = [:]

    // Of the row at hand.
    private var cells: [Range<Int>] = []
    private var days: [Int32] = []
    private var raw: [UInt8] = []
    private var other: [UInt8] = []
    private var findings: [UInt8] = []
    private var codeCheck = EncodedRow.noCode

    init(theme: Theme, options: ImportOptions, hasher: PersonIDHasher, isNDJSON: Bool) {
        self.theme = theme
        self.options = options
        self.isNDJSON = isNDJSON
        readers = theme.columns.map { CellReader(column: $0, keyring: hasher) }
        themeSeed = ByteHash.hash(Array(theme.id.utf8).span)
    }

    /// Headers of return files that are not data.
    static let returnColumns: Set<String> = ["_quarantine", "_reason", "_column", "_message"]

    /// - Throws: ``IngestError`` `headerInvalid` when a required column is missing.
    mutating func setHeader(_ header: [String], file: String) throws(IngestError) {
        self.header = header
        let mapping = theme.mapping(header: header)
        // An NDJSON line leaves out what it has nothing to say on.
        if !isNDJSON, let missing = mapping.missingRequired.first {
            let column = theme.columns[missing]
            throw IngestError(
                .headerInvalid,
                "the header has no column \(column.id) (\(column.title.zh)), which theme \(theme.id) requires; "
                    + "name it so, or give the right theme with --theme", file: file, line: 1)
        }
        positions = [Int](repeating: -1, count: theme.columns.count)
        for (position, column) in mapping.columns.enumerated() { if let column { positions[column] = position } }
        service = mapping.service
        unknown = []
        quarantinePosition = nil
        for position in (mapping.unknown + mapping.duplicates).sorted() {
            let name = header[position]
            if name == "_quarantine" { quarantinePosition = position }
            guard !Self.returnColumns.contains(name) else { continue }
            var text: [UInt8] = []
            JSONText.append(Array(name.utf8).span, needsEscape: true, to: &text)
            unknown.append((position, text))
        }
    }

    /// Appends the rows of a batch to `output`.
    mutating func encode(_ batch: RowBatch, into output: inout EncodedBatch) {
        let bytes = batch.bytes.span
        for row in batch.rows {
            if let problem = structuralProblem(row) {
                refuse(row, batch, column: nil, reason: problem.reason, message: problem.message, into: &output)
                continue
            }
            let start = output.bytes.count
            if let failure = encodeRow(row, batch, bytes, into: &output) {
                output.bytes.removeSubrange(start...)
                refuse(
                    row, batch, column: failure.column, reason: failure.reason, message: failure.message, into: &output)
            }
        }
    }

    // MARK: Whole rows

    private struct Refusal {
        var column: String?
        var reason: String
        var message: String
    }

    private func structuralProblem(_ row: RowBatch.Row) -> (reason: String, message: String)? {
        if row.flags.contains(.invalidEncoding) {
            return ("row.encoding", "字节不属于文件的编码 bytes are not of the file's encoding")
        }
        if row.flags.contains(.tooLong) { return ("row.too_long", "行过长 the row is longer than 8 MiB") }
        if row.flags.contains(.invalidJSON) { return ("row.json", "不是 JSON 对象 the line is no JSON object") }
        let expected = header.count
        let isShort = Int(row.fieldCount) < expected && !isNDJSON
        guard isShort || Int(row.fieldCount) > expected else { return nil }
        return (
            "row.field_count",
            "应有 \(expected) 个字段，实有 \(row.fieldCount) 个 expected \(expected) fields, found \(row.fieldCount)"
        )
    }

    private mutating func refuse(
        _ row: RowBatch.Row, _ batch: RowBatch, column: String?, reason: String, message: String,
        into output: inout EncodedBatch
    ) {
        // A row with the wrong number of fields has its names in the wrong places.
        let trusted = reason.hasPrefix("row.") ? nil : row
        output.refused.append(
            RefusedRow(
                row: UInt32(truncatingIfNeeded: row.number), line: row.line, column: column, reason: reason,
                message: message, original: batch.original(row),
                source: sourceNumber(trusted, batch, into: &output),
                department: departmentNumber(trusted, batch, into: &output),
                mends: trusted.map { mends($0, batch) } ?? 0))
    }

    private func field(_ position: Int, _ row: RowBatch.Row, _ batch: RowBatch) -> Range<Int> {
        guard position >= 0, position < Int(row.fieldCount) else { return 0..<0 }
        return batch.fields[Int(row.firstField) + position].range
    }

    private mutating func encodeRow(
        _ row: RowBatch.Row, _ batch: RowBatch, _ bytes: Span<UInt8>, into output: inout EncodedBatch
    ) -> Refusal? {
        raw.removeAll(keepingCapacity: true)
        other.removeAll(keepingCapacity: true)
        findings.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
        days.removeAll(keepingCapacity: true)
        codeCheck = EncodedRow.noCode
        if row.flags.contains(.unbalancedQuote) { note("row", "row.unbalanced_quote") }
        if row.flags.contains(.mayHideRows) { note("row", "row.may_hide_rows") }
        let start = output.bytes.count
        output.bytes.append(UInt8(ascii: "["))
        for column in theme.columns.indices {
            if column > 0 { output.bytes.append(UInt8(ascii: ",")) }
            let cellStart = output.bytes.count
            let delivered = field(positions[column], row, batch)
            if let refusal = encodeCell(column, bytes.extracting(delivered), into: &output.bytes) { return refusal }
            cells.append(cellStart..<output.bytes.count)
        }
        if let refusal = checkDateOrder() { return refusal }
        encodeUnknown(row, batch, bytes)
        appendTrailer(to: &output.bytes)
        output.bytes.append(UInt8(ascii: "]"))
        return finishRow(row, batch, bytes, payload: start..<output.bytes.count, into: &output)
    }

    private mutating func encodeCell(_ column: Int, _ cell: Span<UInt8>, into payload: inout [UInt8]) -> Refusal? {
        let result = readers[column].read(cell, into: &payload)
        switch result {
        case .missing:
            days.append(Day.unknownRawValue)
        case .value(let notes):
            days.append(notes.day)
            if notes.altered, theme.columns[column].personal != .identifier { keepRaw(column, cell) }
            if !notes.findings.isEmpty {
                for reason in notes.findings.reasonCodes { note(theme.columns[column].id, reason) }
            }
            if notes.codeForm != .other || !notes.codeChecks.isEmpty, column == theme.subject?.code {
                codeCheck = notes.codeChecks.rawValue & 7
            }
        case .failed(let failure):
            let definition = theme.columns[column]
            guard definition.onFailure == .finding, !definition.required, failure.code != .encodingInvalid else {
                return Refusal(
                    column: definition.id, reason: failure.code.rawValue, message: "\(failure.zh) \(failure.en)")
            }
            JSONText.appendNull(to: &payload)
            days.append(Day.unknownRawValue)
            keepRaw(column, cell)
            note(definition.id, failure.code.rawValue)
        }
        return nil
    }

    private mutating func note(_ column: String, _ finding: String) {
        if !findings.isEmpty { findings.append(UInt8(ascii: ",")) }
        findings += Array(column.utf8) + [UInt8(ascii: ":")] + Array(finding.utf8)
    }

    /// Keeps the delivered text beside a canonical value that differs from it.
    private mutating func keepRaw(_ column: Int, _ cell: Span<UInt8>) {
        raw += raw.isEmpty ? [UInt8(ascii: "\"")] : Array(",\"".utf8)
        raw += Array(theme.columns[column].id.utf8)
        raw += Array("\":".utf8)
        JSONText.append(cell.extracting(CellBytes.trimmed(cell)), needsEscape: true, to: &raw)
    }

    private mutating func encodeUnknown(_ row: RowBatch.Row, _ batch: RowBatch, _ bytes: Span<UInt8>) {
        for (position, name) in unknown {
            let text = bytes.extracting(field(position, row, batch))
            guard !text.isEmpty else { continue }
            if !other.isEmpty { other.append(UInt8(ascii: ",")) }
            other += name
            other.append(UInt8(ascii: ":"))
            JSONText.append(text, needsEscape: true, to: &other)
        }
    }

    private func appendTrailer(to payload: inout [UInt8]) {
        guard !raw.isEmpty || !other.isEmpty else { return }
        payload += Array(",{".utf8)
        if !raw.isEmpty { payload += Array("\"raw\":{".utf8) + raw + Array("}".utf8) }
        if !other.isEmpty {
            if !raw.isEmpty { payload.append(UInt8(ascii: ",")) }
            payload += Array("\"other\":{".utf8) + other + Array("}".utf8)
        }
        payload.append(UInt8(ascii: "}"))
    }

    private mutating func checkDateOrder() -> Refusal? {
        for (column, definition) in theme.columns.enumerated() {
            guard let earlier = definition.check.notBefore, days[column] != Day.unknownRawValue,
                days[earlier] != Day.unknownRawValue, days[column] < days[earlier]
            else { continue }
            let before = theme.columns[earlier]
            if definition.onFailure == .finding {
                note(definition.id, CellFailure.Code.dateOrder.rawValue)
                continue
            }
            return Refusal(
                column: definition.id, reason: CellFailure.Code.dateOrder.rawValue,
                message: "不得早于\(before.title.zh) must not be before \(before.id)")
        }
        return nil
    }

    // MARK: Keys and service columns

    private mutating func finishRow(
        _ row: RowBatch.Row, _ batch: RowBatch, _ bytes: Span<UInt8>, payload: Range<Int>,
        into output: inout EncodedBatch
    ) -> Refusal? {
        if let subject = theme.subject {
            let naming = [subject.code, subject.name, subject.personID].compactMap { $0 }
            guard naming.contains(where: { !isNull(output.bytes.span, $0) }) else {
                return Refusal(
                    column: naming.first.map { theme.columns[$0].id }, reason: "subject.missing",
                    message: "未指明主体 the row names no subject: give one of "
                        + naming.map { theme.columns[$0].id }.joined(separator: ", "))
            }
        }
        let source = sourceNumber(row, batch, into: &output)
        let department = departmentNumber(row, batch, into: &output)
        var deletes = false
        if let position = service[.operation] {
            let text = String(decoding: Array(batch.bytes[field(position, row, batch)]), as: UTF8.self).lowercased()
            switch text {
            case "", "upsert", "insert", "update": break
            case "delete": deletes = true
            default:
                return Refusal(
                    column: "op", reason: "choice.unknown", message: "应为 upsert 或 delete expected upsert or delete")
            }
        }
        let sourceSeed = ByteHash.hash(Array(output.sources[Int(source)].utf8).span, seed: themeSeed)
        let key = keyHash(output.bytes.span, payload: payload, seed: sourceSeed)
        let content = ByteHash.hash(output.bytes.span.extracting(payload), seed: UInt64(department))
        let date = theme.date.map { days[$0] } ?? Day.unknownRawValue
        let subject = subjectRange(output.bytes.span)
        let findingsRange = output.bytes.count..<output.bytes.count + findings.count
        output.bytes += findings
        var received = output.bytes.count..<output.bytes.count
        if let position = service[.receivedAt] {
            output.bytes += batch.bytes[field(position, row, batch)]
            received = received.lowerBound..<output.bytes.count
        }
        output.rows.append(
            EncodedRow(
                payload: payload, subject: subject, findings: findingsRange, received: received, key: key,
                content: content, date: date, row: UInt32(truncatingIfNeeded: row.number), source: source,
                department: department, codeCheck: codeCheck, deletes: deletes, mends: mends(row, batch)))
        return nil
    }

    /// The quarantine entry that a row of a return file answers, or 0.
    private func mends(_ row: RowBatch.Row, _ batch: RowBatch) -> Int64 {
        guard let quarantinePosition else { return 0 }
        return Int64(String(decoding: Array(batch.bytes[field(quarantinePosition, row, batch)]), as: UTF8.self)) ?? 0
    }

    /// Hash of the key columns' canonical values, else of the fallback's, else
    /// of the whole payload.
    private func keyHash(_ bytes: Span<UInt8>, payload: Range<Int>, seed: UInt64) -> UInt64 {
        var columns = theme.key
        if let first = columns.first, isNull(bytes, first), !theme.keyFallback.isEmpty { columns = theme.keyFallback }
        guard columns.contains(where: { !isNull(bytes, $0) }) else {
            return ByteHash.hash(bytes.extracting(payload), seed: seed &+ 1)
        }
        var hash = seed
        // The column's number keeps (a, nothing) apart from (nothing, a).
        for column in columns { hash = ByteHash.hash(bytes.extracting(cells[column]), seed: hash &+ UInt64(column)) }
        return hash
    }

    private func isNull(_ bytes: Span<UInt8>, _ column: Int) -> Bool {
        bytes[cells[column].lowerBound] == UInt8(ascii: "n")
    }

    /// The subject's code, else its name, as it stands in the payload.
    private func subjectRange(_ bytes: Span<UInt8>) -> Range<Int> {
        guard let subject = theme.subject else { return 0..<0 }
        for column in [subject.code, subject.name] {
            guard let column, !isNull(bytes, column), cells[column].count > 2 else { continue }
            return cells[column].lowerBound + 1..<cells[column].upperBound - 1
        }
        return 0..<0
    }

    private mutating func sourceNumber(_ row: RowBatch.Row?, _ batch: RowBatch, into output: inout EncodedBatch)
        -> UInt16
    {
        let text = serviceText(.sourceSystem, row, batch) ?? Array((options.source ?? theme.source).utf8)
        return Self.number(text, &sourceNumbers, &output.sources)
    }

    private mutating func departmentNumber(
        _ row: RowBatch.Row?, _ batch: RowBatch, into output: inout EncodedBatch
    ) -> UInt16 {
        let text = serviceText(.department, row, batch) ?? Array((options.department ?? theme.department).utf8)
        return Self.number(text, &departmentNumbers, &output.departments)
    }

    private func serviceText(
        _ column: HeaderMapping.ServiceColumn, _ row: RowBatch.Row?, _ batch: RowBatch
    ) -> [UInt8]? {
        guard let row, let position = service[column] else { return nil }
        let range = field(position, row, batch)
        let text = batch.bytes.span.extracting(range)
        let trimmed = CellBytes.trimmed(text)
        return trimmed.isEmpty
            ? nil : Array(batch.bytes[range.lowerBound + trimmed.lowerBound..<range.lowerBound + trimmed.upperBound])
    }

    private static func number(_ text: [UInt8], _ known: inout [[UInt8]: UInt16], _ list: inout [String]) -> UInt16 {
        if let number = known[text] { return number }
        let number = UInt16(truncatingIfNeeded: list.count)
        known[text] = number
        list.append(String(decoding: text, as: UTF8.self))
        return number
    }
}
