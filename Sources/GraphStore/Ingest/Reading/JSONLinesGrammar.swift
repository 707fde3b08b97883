/// NDJSON: one JSON object a line, its keys the columns.
///
/// The first object sets the order of the columns, later objects may add
/// some. Strings are unescaped, numbers and booleans kept as written, arrays
/// and objects kept as JSON text, `null` is an empty field. A line that is no
/// object becomes a row without fields that says why.
struct JSONLinesGrammar {
    /// Keys of one file; a theme has dozens of columns.
    static let columnCountMax = 1024

    /// Column names in the order of their columns.
    private(set) var columns: [[UInt8]] = []
    private var columnOfKey: [[UInt8]: Int] = [:]
    /// Field of each column in the current object; nil for absent ones.
    private var cells: [RowBatch.Field?] = []
    /// Line of the next unread byte, from 1.
    var line = 1
    /// Rows so far.
    var rowCount = 0

    /// Reads all whole lines of `text` from `start` on.
    ///
    /// - Returns: Index of the first byte that was not read.
    mutating func parse(
        _ text: Span<UInt8>, from start: Int, final: Bool, rowsMax: Int = .max, into table: inout RowTable
    ) -> Int {
        var index = start
        var rowsLeft = rowsMax
        while index < text.count, rowsLeft > 0 {
            var end = index
            while end < text.count, text[end] != 0x0A { end += 1 }
            if end == text.count, !final { return index }
            var contentEnd = end
            if contentEnd > index, text[contentEnd - 1] == 0x0D { contentEnd -= 1 }
            var scanner = JSONScanner(from: index, to: contentEnd)
            scanner.skipSpace(text)
            if scanner.index < contentEnd {
                row(text, index..<contentEnd, scanner, into: &table)
                rowsLeft -= 1
            }
            line += 1
            index = min(end + 1, text.count)
        }
        return index
    }

    private mutating func row(
        _ text: Span<UInt8>, _ range: Range<Int>, _ scanner: JSONScanner, into table: inout RowTable
    ) {
        rowCount += 1
        var row = RowBatch.Row(
            firstField: UInt32(truncatingIfNeeded: table.fields.count), fieldCount: 0,
            rawStart: UInt32(truncatingIfNeeded: range.lowerBound),
            rawEnd: UInt32(truncatingIfNeeded: range.upperBound), line: line, number: rowCount)
        let unescapedCount = table.unescaped.count
        let knownColumns = columns.count
        for column in cells.indices { cells[column] = nil }
        do throws(JSONScanner.Failure) {
            try object(text, scanner, into: &table)
            for cell in cells { table.fields.append(cell ?? RowBatch.Field(start: 0, end: 0)) }
            row.fieldCount = UInt32(truncatingIfNeeded: cells.count)
        } catch {
            table.unescaped.removeLast(table.unescaped.count - unescapedCount)
            forgetColumns(from: knownColumns)
            row.flags.insert(.invalidJSON)
            row.problem = error.problem
            row.problemOffset = UInt32(truncatingIfNeeded: error.offset - range.lowerBound)
        }
        table.rows.append(row)
    }

    /// A broken line adds no columns.
    private mutating func forgetColumns(from count: Int) {
        for key in columns[count...] { columnOfKey[key] = nil }
        columns.removeLast(columns.count - count)
        cells.removeLast(cells.count - count)
    }

    private mutating func object(
        _ text: Span<UInt8>, _ start: JSONScanner, into table: inout RowTable
    ) throws(JSONScanner.Failure) {
        var scanner = start
        guard scanner.next(text) == UInt8(ascii: "{") else { throw scanner.failure(.notAnObject) }
        scanner.index += 1
        scanner.skipSpace(text)
        if scanner.next(text) == UInt8(ascii: "}") {
            scanner.index += 1
        } else {
            var expected = 0
            while true {
                try member(text, &scanner, expected: &expected, into: &table)
                scanner.skipSpace(text)
                if scanner.next(text) == UInt8(ascii: "}") {
                    scanner.index += 1
                    break
                }
                try scanner.expect(UInt8(ascii: ","), text)
            }
        }
        scanner.skipSpace(text)
        if scanner.index < scanner.end { throw scanner.failure(.textAfterObject) }
    }

    /// One key and value. Keys mostly come in the order of the columns, so
    /// `expected` is tried first.
    private mutating func member(
        _ text: Span<UInt8>, _ scanner: inout JSONScanner, expected: inout Int, into table: inout RowTable
    ) throws(JSONScanner.Failure) {
        scanner.skipSpace(text)
        let keyOffset = scanner.index
        let key = try scanner.string(text)
        let column =
            if !key.hasEscapes, expected < columns.count, matches(text, key.range, columns[expected]) {
                expected
            } else {
                try column(text, key.range, hasEscapes: key.hasEscapes, offset: keyOffset)
            }
        expected = column + 1
        guard cells[column] == nil else { throw .init(problem: .duplicateKey, offset: keyOffset) }
        scanner.skipSpace(text)
        try scanner.expect(UInt8(ascii: ":"), text)
        scanner.skipSpace(text)
        cells[column] = try cell(text, &scanner, into: &table)
    }

    private func matches(_ text: Span<UInt8>, _ range: Range<Int>, _ key: [UInt8]) -> Bool {
        guard range.count == key.count else { return false }
        for index in key.indices where text[range.lowerBound + index] != key[index] { return false }
        return true
    }

    private mutating func column(
        _ text: Span<UInt8>, _ range: Range<Int>, hasEscapes: Bool, offset: Int
    ) throws(JSONScanner.Failure) -> Int {
        var key: [UInt8] = []
        if hasEscapes {
            try JSONScanner.unescape(text, range, into: &key)
        } else {
            key.append(text.extracting(range))
        }
        if let known = columnOfKey[key] { return known }
        guard columns.count < Self.columnCountMax else { throw .init(problem: .tooManyKeys, offset: offset) }
        columnOfKey[key] = columns.count
        columns.append(key)
        cells.append(nil)
        return columns.count - 1
    }

    private func cell(
        _ text: Span<UInt8>, _ scanner: inout JSONScanner, into table: inout RowTable
    ) throws(JSONScanner.Failure) -> RowBatch.Field {
        let start = scanner.index
        guard scanner.next(text) == UInt8(ascii: "\"") else {
            try scanner.value(text)
            let isNull = text[start] == UInt8(ascii: "n")
            return field(start, isNull ? start : scanner.index)
        }
        let string = try scanner.string(text)
        guard string.hasEscapes else { return field(string.range.lowerBound, string.range.upperBound) }
        let unescapedStart = table.unescaped.count
        try JSONScanner.unescape(text, string.range, into: &table.unescaped)
        return field(table.unescapedBase + unescapedStart, table.unescapedBase + table.unescaped.count)
    }

    private func field(_ start: Int, _ end: Int) -> RowBatch.Field {
        RowBatch.Field(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
    }
}
