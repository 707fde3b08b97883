/// Turns the rows of one file into records as they are stored, or into refused
/// rows with their reasons. One for each file, on the reading thread.
struct RowEncoder: ~Copyable {
    private let theme: Theme
    private let options: ImportOptions
    private let readers: CalledObjects<CellReader>
    private let columns: [ColumnPlan]
    /// Pairs of date columns of which one must not be before the other.
    private let dateOrders: [DateOrder]
    /// Columns of which at least one names the subject; empty when there is none.
    private let subjectColumns: [Int]
    /// The subject's code and name.
    private let subjectTextColumns: [Int]
    private let isNDJSON: Bool
    private var header: [String] = []
    /// Position in the header of each column of the theme; -1 for none.
    private var positions: [Int] = []
    // Positions of the service columns; -1 for none.
    private var sourcePosition = -1
    private var departmentPosition = -1
    private var operationPosition = -1
    private var receivedPosition = -1
    /// Positions of headers that are kept under their own name, with the name
    /// as a JSON string.
    private var unknown: [(position: Int, name: [UInt8])] = []
    private var quarantinePosition: Int?
    private var sources: WordNumbers
    private var departments: WordNumbers

    // Of the row at hand.
    private var payload = ByteBuilder(capacity: 4096)
    private var cells: [EncodedCell] = []
    private var raw = ByteBuilder(capacity: 256)
    private var other = ByteBuilder(capacity: 256)
    private var findings = ByteBuilder(capacity: 256)
    private var codeCheck = EncodedRow.noCode

    init(theme: Theme, options: ImportOptions, hasher: PersonIDHasher, isNDJSON: Bool) {
        self.theme = theme
        self.options = options
        self.isNDJSON = isNDJSON
        readers = CalledObjects(theme.columns.map { CellReader(column: $0, keyring: hasher) })
        columns = theme.columns.enumerated().map { ColumnPlan($1, isSubjectCode: $0 == theme.subject?.code) }
        dateOrders = theme.columns.enumerated().compactMap { column, definition in
            definition.check.notBefore.map {
                DateOrder(column: column, earlier: $0)
            }
        }
        subjectTextColumns = [theme.subject?.code, theme.subject?.name].compactMap { $0 }
        subjectColumns = subjectTextColumns + [theme.subject?.personID].compactMap { $0 }
        let seed = ByteHash.hash(Array(theme.id.utf8).span)
        sources = WordNumbers(usual: options.source ?? theme.source, seed: seed)
        departments = WordNumbers(usual: options.department ?? theme.department, seed: seed)
    }

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
                    + "name it so, or give the right theme with \(options.themeOption)", file: file, line: 1)
        }
        positions = [Int](repeating: -1, count: theme.columns.count)
        for (position, column) in mapping.columns.enumerated() { if let column { positions[column] = position } }
        sourcePosition = mapping.service[.sourceSystem] ?? -1
        departmentPosition = mapping.service[.department] ?? -1
        operationPosition = mapping.service[.operation] ?? -1
        receivedPosition = mapping.service[.receivedAt] ?? -1
        unknown = []
        quarantinePosition = nil
        for position in (mapping.unknown + mapping.duplicates).sorted() {
            let name = header[position]
            if ReturnColumns.numbers.contains(name) { quarantinePosition = position }
            guard !ReturnColumns.all.contains(name) else { continue }
            var text = ByteBuilder(capacity: name.utf8.count + 2)
            JSONText.append(name.utf8Span.span, to: &text)
            unknown.append((position, text.bytes))
        }
    }

    /// Appends the rows of a batch to `output`.
    mutating func encode(_ batch: RowBatch, into output: inout EncodedBatch) {
        let bytes = batch.bytes.span
        defer { (output.sources, output.departments) = (sources.list, departments.list) }
        for row in batch.rows {
            if let problem = structuralProblem(row) {
                refuse(row, batch, column: nil, reason: problem.reason, message: problem.message, into: &output)
                continue
            }
            if let failure = encodeRow(row, batch, bytes, into: &output) {
                refuse(
                    row, batch, column: failure.column, reason: failure.reason, message: failure.message, into: &output)
            }
        }
    }

    /// Appends a statement that no row can be made of, of the given source
    /// system and department; empty ones stand for the usual.
    mutating func refuse(
        _ statement: RefusedRow, source: String, department: String, into output: inout EncodedBatch
    ) {
        var refused = statement
        refused.source = source.isEmpty ? sources.usualNumber() : sources.number(of: Array(source.utf8).span)
        refused.department =
            department.isEmpty ? departments.usualNumber() : departments.number(of: Array(department.utf8).span)
        output.refused.append(refused)
        (output.sources, output.departments) = (sources.list, departments.list)
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
        let number = UInt32(truncatingIfNeeded: row.number)
        // Rows of one number are of one long text (BODS), which is kept once.
        let sameText = output.refused.last.flatMap { $0.row == number ? $0.original : nil }
        output.refused.append(
            RefusedRow(
                row: number, line: row.line, column: column, reason: reason,
                message: message, original: sameText ?? batch.original(row),
                source: Self.number(field(sourcePosition, trusted, batch), batch, in: &sources),
                department: Self.number(field(departmentPosition, trusted, batch), batch, in: &departments),
                mends: trusted.map { mends($0, batch) } ?? 0))
    }

    /// Where a field lies in the batch's bytes; empty for a position of -1.
    private func field(_ position: Int, _ row: RowBatch.Row?, _ batch: RowBatch) -> Range<Int> {
        guard let row, position >= 0, position < Int(row.fieldCount) else { return 0..<0 }
        return batch.fields[Int(row.firstField) + position].range
    }

    private mutating func encodeRow(
        _ row: RowBatch.Row, _ batch: RowBatch, _ bytes: Span<UInt8>, into output: inout EncodedBatch
    ) -> Refusal? {
        payload.truncate(to: 0)
        raw.truncate(to: 0)
        other.truncate(to: 0)
        findings.truncate(to: 0)
        cells.removeAll(keepingCapacity: true)
        codeCheck = EncodedRow.noCode
        if row.flags.contains(.unbalancedQuote) { note("row", "row.unbalanced_quote") }
        if row.flags.contains(.mayHideRows) { note("row", "row.may_hide_rows") }
        if row.flags.contains(.unknownDirectness) { note("row", "bods.directness_unknown") }
        if row.flags.contains(.rangeLeftOut) { note("row", "bods.range_left_out") }
        payload.append(UInt8(ascii: "["))
        for column in columns.indices {
            if column > 0 { payload.append(UInt8(ascii: ",")) }
            let start = payload.count
            let cell = bytes.extracting(field(positions[column], row, batch))
            let result = readers.withObject(column) { $0.read(cell, into: &payload) }
            let day: Int32
            switch result {
            case .missing: day = Day.unknownRawValue
            case .value(let notes):
                day = notes.day
                keep(notes, of: column, cell)
            case .failed(let failure):
                if let refusal = keep(failure, of: column, cell) { return refusal }
                day = Day.unknownRawValue
            }
            cells.append(EncodedCell(start: start, end: payload.count, day: day))
        }
        if let refusal = checkDateOrder(row, batch, bytes) { return refusal }
        encodeUnknown(row, batch, bytes)
        appendTrailer()
        payload.append(UInt8(ascii: "]"))
        return finishRow(row, batch, bytes, into: &output)
    }

    /// Keeps what is worth knowing about a cell's value beside itself.
    private mutating func keep(_ notes: CellNotes, of column: Int, _ cell: Span<UInt8>) {
        if notes.altered, !columns[column].hidesDelivered { keepRaw(column, cell) }
        if !notes.findings.isEmpty {
            for reason in notes.findings.reasonCodes { note(theme.columns[column].id, reason) }
        }
        if columns[column].isSubjectCode, notes.codeForm != .other || !notes.codeChecks.isEmpty {
            codeCheck = notes.codeChecks.rawValue & 7
        }
    }

    /// Leaves out a cell that failed, with a finding, where the column lets it.
    ///
    /// - Returns: why the row is refused, else.
    private mutating func keep(_ failure: CellFailure, of column: Int, _ cell: Span<UInt8>) -> Refusal? {
        guard columns[column].keepsRow, failure.code != .encodingInvalid else {
            return Refusal(
                column: theme.columns[column].id, reason: failure.code.rawValue, message: "\(failure.zh) \(failure.en)")
        }
        JSONText.appendNull(to: &payload)
        keepRaw(column, cell)
        note(theme.columns[column].id, failure.code.rawValue)
        return nil
    }

    private mutating func note(_ column: String, _ finding: String) {
        if !findings.isEmpty { findings.append(UInt8(ascii: ",")) }
        findings.append(column.utf8Span.span)
        findings.append(UInt8(ascii: ":"))
        findings.append(finding.utf8Span.span)
    }

    /// Keeps the delivered text beside a canonical value that differs from it.
    private mutating func keepRaw(_ column: Int, _ cell: Span<UInt8>) {
        if !raw.isEmpty { raw.append(UInt8(ascii: ",")) }
        raw.append(UInt8(ascii: "\""))
        raw.append(theme.columns[column].id.utf8Span.span)
        raw.append("\":")
        JSONText.append(cell.extracting(CellBytes.trimmed(cell)), to: &raw)
    }

    private mutating func encodeUnknown(_ row: RowBatch.Row, _ batch: RowBatch, _ bytes: Span<UInt8>) {
        for (position, name) in unknown {
            let text = bytes.extracting(field(position, row, batch))
            guard !text.isEmpty else { continue }
            if !other.isEmpty { other.append(UInt8(ascii: ",")) }
            other.append(name.span)
            other.append(UInt8(ascii: ":"))
            JSONText.append(text, to: &other)
        }
    }

    private mutating func appendTrailer() {
        guard !raw.isEmpty || !other.isEmpty else { return }
        payload.append(",{")
        if !raw.isEmpty {
            payload.append("\"raw\":{")
            payload.append(raw)
            payload.append(UInt8(ascii: "}"))
        }
        if !other.isEmpty {
            if !raw.isEmpty { payload.append(UInt8(ascii: ",")) }
            payload.append("\"other\":{")
            payload.append(other)
            payload.append(UInt8(ascii: "}"))
        }
        payload.append(UInt8(ascii: "}"))
    }

    /// Finds dates before one that they have to follow.
    private mutating func checkDateOrder(
        _ row: RowBatch.Row, _ batch: RowBatch, _ bytes: Span<UInt8>
    ) -> Refusal? {
        for order in dateOrders {
            let (day, earlier) = (cells[order.column].day, cells[order.earlier].day)
            guard day != Day.unknownRawValue, earlier != Day.unknownRawValue, day < earlier else { continue }
            let column = theme.columns[order.column]
            guard columns[order.column].keepsRow else {
                let before = theme.columns[order.earlier]
                return Refusal(
                    column: column.id, reason: CellFailure.Code.dateOrder.rawValue,
                    message: "不得早于\(before.title.zh) must not be before \(before.id)")
            }
            // What was delivered otherwise than as the value is kept already.
            let cell = bytes.extracting(field(positions[order.column], row, batch))
            let value = cells[order.column].start + 1..<cells[order.column].end - 1
            if cell.extracting(CellBytes.trimmed(cell)).isEqual(to: payload.span.extracting(value)) {
                keepRaw(order.column, cell)
            }
            forget(order.column)
            note(column.id, CellFailure.Code.dateOrder.rawValue)
        }
        return nil
    }

    /// Makes the value of a column unknown after all: rare, so that it may copy
    /// what follows.
    private mutating func forget(_ column: Int) {
        let (start, end) = (cells[column].start, cells[column].end)
        let rest = Array(payload.bytes[end...])
        payload.truncate(to: start)
        JSONText.appendNull(to: &payload)
        let shift = payload.count - end
        payload.append(rest.span)
        cells[column] = EncodedCell(start: start, end: end + shift, day: Day.unknownRawValue)
        for index in cells.indices.dropFirst(column + 1) {
            let cell = cells[index]
            cells[index] = EncodedCell(start: cell.start + shift, end: cell.end + shift, day: cell.day)
        }
    }

    // MARK: Keys and service columns

    private mutating func finishRow(
        _ row: RowBatch.Row, _ batch: RowBatch, _ bytes: Span<UInt8>, into output: inout EncodedBatch
    ) -> Refusal? {
        if !subjectColumns.isEmpty, allNull(subjectColumns) {
            return Refusal(
                column: theme.columns[subjectColumns[0]].id, reason: "subject.missing",
                message: "未指明主体 the row names no subject: give one of "
                    + subjectColumns.map { theme.columns[$0].id }.joined(separator: ", "))
        }
        let source = Self.number(field(sourcePosition, row, batch), batch, in: &sources)
        let department = Self.number(field(departmentPosition, row, batch), batch, in: &departments)
        var deletes = false
        if operationPosition >= 0 {
            let range = field(operationPosition, row, batch)
            let text = String(decoding: batch.bytes[range], as: UTF8.self).lowercased()
            switch text {
            case "", "upsert", "insert", "update": break
            case "delete": deletes = true
            default:
                return Refusal(
                    column: "op", reason: "choice.unknown", message: "应为 upsert 或 delete expected upsert or delete")
            }
        }
        let mends = mends(row, batch)
        if mends > 0 { output.returned.append(batch.original(row)) }
        let start = output.bytes.count
        let subject = subjectRange()
        output.bytes.append(payload.span)
        let payloadEnd = output.bytes.count
        output.bytes.append(findings.span)
        let findingsEnd = output.bytes.count
        if receivedPosition >= 0 { output.bytes.append(bytes.extracting(field(receivedPosition, row, batch))) }
        output.rows.append(
            EncodedRow(
                payload: start..<payloadEnd, subject: start + subject.lowerBound..<start + subject.upperBound,
                findings: payloadEnd..<findingsEnd, received: findingsEnd..<output.bytes.count,
                key: keyHash(seed: sources.hash(of: source)),
                content: ByteHash.hash(payload.span, seed: UInt64(department)),
                date: theme.date.map { cells[$0].day } ?? Day.unknownRawValue,
                row: UInt32(truncatingIfNeeded: row.number), source: source, department: department,
                codeCheck: codeCheck, deletes: deletes, mends: mends))
        return nil
    }

    /// The quarantine entry that a row of a return file answers, or 0.
    private func mends(_ row: RowBatch.Row, _ batch: RowBatch) -> Int64 {
        guard let quarantinePosition else { return 0 }
        return Int64(String(decoding: Array(batch.bytes[field(quarantinePosition, row, batch)]), as: UTF8.self)) ?? 0
    }

    /// Hash of the key columns' canonical values, else of the fallback's, else
    /// of the whole payload.
    private func keyHash(seed: UInt64) -> UInt64 {
        var columns = theme.key
        if let first = columns.first, isNull(first), !theme.keyFallback.isEmpty { columns = theme.keyFallback }
        if allNull(columns) { return ByteHash.hash(payload.span, seed: seed &+ 1) }
        var hash = seed
        // The column's number keeps (a, nothing) apart from (nothing, a).
        for column in columns {
            let value = payload.span.extracting(cells[column].start..<cells[column].end)
            hash = ByteHash.hash(value, seed: hash &+ UInt64(column))
        }
        return hash
    }

    private func allNull(_ columns: [Int]) -> Bool {
        for column in columns where !isNull(column) { return false }
        return true
    }

    private func isNull(_ column: Int) -> Bool { payload.span[cells[column].start] == UInt8(ascii: "n") }

    /// The subject's code, else its name, as it stands in the payload.
    private func subjectRange() -> Range<Int> {
        for column in subjectTextColumns where !isNull(column) && !cells[column].isEmptyText {
            return cells[column].start + 1..<cells[column].end - 1
        }
        return 0..<0
    }

    /// The number of a word that stands in `range`, or of the usual one.
    private static func number(_ range: Range<Int>, _ batch: RowBatch, in words: inout WordNumbers) -> UInt16 {
        let text = batch.bytes.span.extracting(range)
        let word = text.extracting(CellBytes.trimmed(text))
        return word.isEmpty ? words.usualNumber() : words.number(of: word)
    }
}
