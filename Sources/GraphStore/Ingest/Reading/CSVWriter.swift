/// Writes CSV (RFC 4180, lines ended by CRLF) as UTF-8 bytes: return files,
/// exports, test data.
///
/// ``DeliveryReader`` reads back exactly the fields that were written.
///
/// ```swift
/// var csv = CSVWriter()
/// csv.row(["name", "address"])
/// csv.field("甲公司")
/// csv.field("中山路1号, \"B\"座")
/// csv.endRow()   // csv.bytes: name,address␍␊甲公司,"中山路1号, ""B""座"␍␊
/// ```
public struct CSVWriter: Sendable {
    /// What is written so far; may be taken and emptied between rows.
    public var bytes: [UInt8] = []
    public let delimiter: UInt8
    private var fieldCount = 0
    private var rowStart = 0

    /// - Parameters:
    ///   - delimiter: One byte other than a quote or line end.
    ///   - byteOrderMark: Begin with U+FEFF, by which spreadsheet programs
    ///     recognise UTF-8.
    public init(delimiter: UInt8 = UInt8(ascii: ","), byteOrderMark: Bool = false) {
        precondition(
            delimiter != UInt8(ascii: "\"") && delimiter != 0x0A && delimiter != 0x0D && delimiter < 0x80,
            "delimiter \(delimiter)")
        self.delimiter = delimiter
        if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
        rowStart = bytes.count
    }

    /// Writes a field of UTF-8 text, quoted where it has to be.
    ///
    /// - Complexity: O(length).
    public mutating func field(_ text: Span<UInt8>) {
        if fieldCount > 0 { bytes.append(delimiter) }
        if fieldCount == 0 { rowStart = bytes.count }
        fieldCount += 1
        let quote = UInt8(ascii: "\"")
        guard needsQuotes(text) else {
            bytes.append(text)
            return
        }
        bytes.append(quote)
        for index in text.indices {
            if text[index] == quote { bytes.append(quote) }
            bytes.append(text[index])
        }
        bytes.append(quote)
    }

    /// Writes a field of UTF-8 bytes.
    public mutating func field(_ text: [UInt8]) { field(text.span) }

    /// Writes a field of text.
    public mutating func field(_ text: String) { field(Array(text.utf8)) }

    /// Ends the row. A row of one empty field is written as `""`, since an
    /// empty line is no row; a row without fields is not written.
    public mutating func endRow() {
        if fieldCount == 0 { return }
        if bytes.count == rowStart { bytes += [UInt8(ascii: "\""), UInt8(ascii: "\"")] }
        bytes += [0x0D, 0x0A]
        fieldCount = 0
        rowStart = bytes.count
    }

    /// Writes a whole row.
    public mutating func row(_ fields: [String]) {
        for text in fields { field(text) }
        endRow()
    }

    /// Quotes, delimiters and line ends need quotes; so do spaces at either
    /// end, which programs strip, and U+FEFF at the start, which would be
    /// taken for a byte order mark.
    private func needsQuotes(_ text: Span<UInt8>) -> Bool {
        guard let last = text.indices.last else { return false }
        if text[0] <= 0x20 || text[last] <= 0x20 { return true }
        if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { return true }
        for index in text.indices {
            let byte = text[index]
            if byte == delimiter || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D { return true }
        }
        return false
    }
}
