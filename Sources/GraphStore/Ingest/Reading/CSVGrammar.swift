/// CSV (RFC 4180) as departments really write it, over bytes.
///
/// Beyond the standard: a delimiter other than the comma, LF or CR alone as
/// line end, empty lines (passed over, but counted), and quotes that do not
/// balance. A quote inside an unquoted field is text. A field that begins
/// with a quote is quoted only if the quote closes before a delimiter or line
/// end, within ``quotedByteCountMax`` and ``quotedLineCountMax``; otherwise
/// it is read literally to the next delimiter and its row is marked. A record
/// that spans lines and has another number of fields than the header is taken
/// for such a stray quote too: only its first line becomes a row, and the
/// following lines are read on their own, so that no row is swallowed.
struct CSVGrammar {
    /// Text of one field beyond this is a stray quote that swallows the file.
    static let quotedByteCountMax = 1 << 20
    /// A business scope or a court's finding has dozens of lines at most.
    static let quotedLineCountMax = 256
    /// Looked for in the header, in this order where they are equally
    /// frequent.
    static let delimiters: [UInt8] = [
        UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|"),
    ]

    var delimiter: UInt8
    /// Lines end in CR alone (old Macintosh files); otherwise such a CR is a
    /// stray control character.
    var loneCREndsLine: Bool
    /// Fields of the header; nil while the header itself is read.
    var columnCount: Int?
    /// Line of the next unread byte, from 1.
    var line = 1
    /// Rows so far.
    var rowCount = 0

    private static let quote = UInt8(ascii: "\"")
    private static let lf = UInt8(ascii: "\n")
    private static let cr = UInt8(ascii: "\r")
    private static let tab = UInt8(ascii: "\t")

    /// Reads all whole rows of `text` from `start` on.
    ///
    /// - Parameters:
    ///   - final: The file ends with `text`; otherwise a row without its line
    ///     end is left unread.
    ///   - rowsMax: Stop after so many rows.
    /// - Returns: Index of the first byte that was not read.
    mutating func parse(
        _ text: Span<UInt8>, from start: Int, final: Bool, rowsMax: Int = .max, into table: inout RowTable
    ) -> Int {
        var index = start
        var rowsLeft = rowsMax
        while index < text.count, rowsLeft > 0 {
            let byte = text[index]
            if byte == Self.lf {
                index += 1
                line += 1
                continue
            }
            if byte == Self.cr {
                let next = lineEnd(text, at: index, final: final)
                if next == Self.unknown { return index }
                if next > 0 {
                    index = next
                    line += 1
                    continue
                }
            }
            guard let next = row(text, from: index, final: final, into: &table) else { return index }
            index = next
            rowsLeft -= 1
        }
        return index
    }

    /// Reads one row; nil when it is not complete.
    private mutating func row(
        _ text: Span<UInt8>, from start: Int, final: Bool, into table: inout RowTable
    ) -> Int? {
        let mark = (fields: table.fields.count, unescaped: table.unescaped.count)
        guard var record = record(text, from: start, final: final, linesMax: Self.quotedLineCountMax, into: &table)
        else {
            table.drop(toFields: mark.fields, unescaped: mark.unescaped)
            return nil
        }
        if record.lineEnds > 0, let columnCount, table.fields.count - mark.fields != columnCount {
            table.drop(toFields: mark.fields, unescaped: mark.unescaped)
            guard let literal = self.record(text, from: start, final: final, linesMax: 0, into: &table) else {
                table.drop(toFields: mark.fields, unescaped: mark.unescaped)
                return nil
            }
            record = literal
        }
        rowCount += 1
        table.rows.append(
            RowBatch.Row(
                firstField: UInt32(truncatingIfNeeded: mark.fields),
                fieldCount: UInt32(truncatingIfNeeded: table.fields.count - mark.fields),
                rawStart: UInt32(truncatingIfNeeded: start), rawEnd: UInt32(truncatingIfNeeded: record.end),
                line: line, number: rowCount, flags: record.flags))
        line += record.lineEnds + 1
        return record.next
    }

    /// A record's extent.
    private struct Record {
        /// Index of its line end.
        var end: Int
        /// Index of the next line's first byte.
        var next: Int
        /// Line ends inside quotes.
        var lineEnds = 0
        var flags: RowBatch.Flags = []
    }

    private func record(
        _ text: Span<UInt8>, from start: Int, final: Bool, linesMax: Int, into table: inout RowTable
    ) -> Record? {
        let count = text.count
        let delimiter = delimiter
        var index = start
        var record = Record(end: start, next: start)
        while true {
            // One field a turn.
            let fieldStart = index
            var isQuoted = false
            if index < count, text[index] == Self.quote {
                switch quoted(text, at: index, final: final, linesMax: linesMax) {
                case .incomplete: return nil
                case .literal: record.flags.insert(.unbalancedQuote)
                case .closed(let field):
                    isQuoted = true
                    index = field.end + 1
                    record.lineEnds += field.lineEnds
                    record.flags.formUnion(field.flags)
                    appendQuoted(text, fieldStart + 1, field, into: &table)
                }
            }
            if !isQuoted {
                while index < count {
                    let byte = text[index]
                    if byte == delimiter { break }
                    if byte < 0x20 {
                        if byte == Self.lf { break }
                        if byte == Self.cr {
                            let next = lineEnd(text, at: index, final: final)
                            if next == Self.unknown { return nil }
                            if next > 0 { break }
                        }
                        if byte != Self.tab { record.flags.insert(.controlCharacter) }
                    }
                    index += 1
                }
                if index == count, !final { return nil }
                table.append(fieldStart, index)
            }
            // At a delimiter, a line end or the end.
            if index < count, text[index] == delimiter {
                index += 1
                continue
            }
            record.end = index
            record.next = index == count ? count : max(lineEnd(text, at: index, final: final), index + 1)
            return record
        }
    }

    private static let unknown = -1

    /// Index after the line end at `index`; 0 when there is none, `unknown`
    /// when the next byte decides and is not there yet.
    @inline(__always)
    private func lineEnd(_ text: Span<UInt8>, at index: Int, final: Bool) -> Int {
        if text[index] == Self.lf { return index + 1 }
        guard text[index] == Self.cr else { return 0 }
        if index + 1 == text.count { return final ? index + 1 : Self.unknown }
        if text[index + 1] == Self.lf { return index + 2 }
        return loneCREndsLine ? index + 1 : 0
    }
}

extension CSVGrammar {
    /// A field's text between its quotes.
    private struct QuotedField {
        /// Index of the closing quote.
        var end: Int
        var hasEscapes = false
        var lineEnds = 0
        var flags: RowBatch.Flags = []
    }

    private enum Quoted {
        case closed(QuotedField)
        /// The quote opens nothing.
        case literal
        case incomplete
    }

    private func quoted(_ text: Span<UInt8>, at start: Int, final: Bool, linesMax: Int) -> Quoted {
        var field = QuotedField(end: start)
        var lineDelimiters = 0
        let bound = min(text.count, start + 1 + Self.quotedByteCountMax)
        var index = start + 1
        while index < bound {
            let byte = text[index]
            if byte == Self.quote {
                if index + 1 == text.count, !final { return .incomplete }
                if index + 1 < text.count, text[index + 1] == Self.quote {
                    field.hasEscapes = true
                    index += 2
                    continue
                }
                field.end = index
                if field.lineEnds > 0, mayBeRow(lineDelimiters) { field.flags.insert(.mayHideRows) }
                return closing(text, at: index + 1, final: final, field)
            }
            if byte == delimiter {
                lineDelimiters += 1
            } else if byte < 0x20, byte != Self.tab {
                if byte == Self.cr, index + 1 == text.count, !final { return .incomplete }
                let isPair = byte == Self.cr && index + 1 < text.count && text[index + 1] == Self.lf
                if byte == Self.lf || (byte == Self.cr && loneCREndsLine && !isPair) {
                    if field.lineEnds > 0, mayBeRow(lineDelimiters) { field.flags.insert(.mayHideRows) }
                    lineDelimiters = 0
                    field.lineEnds += 1
                    if field.lineEnds > linesMax { return .literal }
                } else if byte != Self.cr {
                    field.flags.insert(.controlCharacter)
                }
            }
            index += 1
        }
        return bound < text.count || final || bound - start > Self.quotedByteCountMax ? .literal : .incomplete
    }

    /// Whether the byte after a quote lets it close its field.
    private func closing(_ text: Span<UInt8>, at index: Int, final: Bool, _ field: QuotedField) -> Quoted {
        if index == text.count || text[index] == delimiter { return .closed(field) }
        let next = lineEnd(text, at: index, final: final)
        if next == Self.unknown { return .incomplete }
        return next > 0 ? .closed(field) : .literal
    }

    private func mayBeRow(_ delimiters: Int) -> Bool {
        guard let columnCount, columnCount > 2 else { return false }
        return delimiters == columnCount - 1
    }

    private func appendQuoted(
        _ text: Span<UInt8>, _ start: Int, _ field: QuotedField, into table: inout RowTable
    ) {
        guard field.hasEscapes else { return table.append(start, field.end) }
        let unescapedStart = table.unescaped.count
        var index = start
        while index < field.end {
            table.unescaped.append(text[index])
            index += text[index] == Self.quote ? 2 : 1
        }
        table.appendUnescaped(from: unescapedStart)
    }

    /// The most frequent delimiter outside quotes on the header line; a comma
    /// when there is none.
    static func delimiter(ofHeader text: Span<UInt8>) -> UInt8 {
        var counts = [Int](repeating: 0, count: delimiters.count)
        var isQuoted = false
        var sawText = false
        for index in text.indices {
            let byte = text[index]
            if byte == quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == lf || byte == cr {
                if sawText { break }
                continue
            }
            sawText = true
            if let place = delimiters.firstIndex(of: byte) { counts[place] += 1 }
        }
        var best = 0
        for place in delimiters.indices where counts[place] > counts[best] { best = place }
        return delimiters[best]
    }

    /// Whether CR is the only line end of a text's beginning.
    static func endsLinesInCR(_ text: Span<UInt8>) -> Bool {
        var sawCR = false
        for index in text.indices {
            if text[index] == lf { return false }
            if text[index] == cr { sawCR = true }
        }
        return sawCR
    }
}

extension RowTable {
    /// Forgets the fields of a row that is read again.
    mutating func drop(toFields fieldCount: Int, unescaped unescapedCount: Int) {
        fields.removeLast(fields.count - fieldCount)
        unescaped.removeLast(unescaped.count - unescapedCount)
    }
}
