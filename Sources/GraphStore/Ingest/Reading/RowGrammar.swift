/// The grammar of a file's rows, whichever format it has.
enum RowGrammar {
    case csv(CSVGrammar)
    case ndjson(JSONLinesGrammar)

    /// Chooses by the format, or by the first character where none is given,
    /// and learns delimiter and line ends from the beginning of the text.
    init(text: [UInt8], format: InputItem.Format?) {
        let first = text.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        let isObject = first == UInt8(ascii: "{")
        if format == .ndjson || (format == nil && isObject) {
            self = .ndjson(JSONLinesGrammar())
        } else {
            let span = text.span
            self = .csv(
                CSVGrammar(
                    delimiter: CSVGrammar.delimiter(ofHeader: span), loneCREndsLine: CSVGrammar.endsLinesInCR(span),
                    columnCount: nil))
        }
    }

    var format: InputItem.Format {
        switch self {
        case .csv: .csv
        case .ndjson: .ndjson
        }
    }

    /// The byte that ends every line.
    var lineEnd: UInt8 {
        if case .csv(let grammar) = self, grammar.loneCREndsLine { 0x0D } else { 0x0A }
    }

    /// Reads all whole rows; see ``CSVGrammar/parse(_:from:final:rowsMax:into:)``.
    mutating func parse(
        _ text: Span<UInt8>, from start: Int, final: Bool, rowsMax: Int, into table: inout RowTable
    ) -> Int {
        switch self {
        case .csv(var grammar):
            defer { self = .csv(grammar) }
            return grammar.parse(text, from: start, final: final, rowsMax: rowsMax, into: &table)
        case .ndjson(var grammar):
            // The columns are arrays and dictionaries: hold them once only.
            self = .ndjson(JSONLinesGrammar())
            defer { self = .ndjson(grammar) }
            return grammar.parse(text, from: start, final: final, rowsMax: rowsMax, into: &table)
        }
    }

    /// Counts a row and a line for a row that is too long to be parsed.
    mutating func beginOverlongRow() -> RowBatch.Row {
        var row = RowBatch.Row(
            firstField: 0, fieldCount: 0, rawStart: 0, rawEnd: 0, line: 0, number: 0, flags: .tooLong)
        switch self {
        case .csv(var grammar):
            grammar.rowCount += 1
            (row.line, row.number) = (grammar.line, grammar.rowCount)
            grammar.line += 1
            self = .csv(grammar)
        case .ndjson(var grammar):
            grammar.rowCount += 1
            (row.line, row.number) = (grammar.line, grammar.rowCount)
            grammar.line += 1
            self = .ndjson(grammar)
        }
        return row
    }
}
