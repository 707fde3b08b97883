/// Serialising rows: RFC 4180 and NDJSON, on bytes.
enum CSVText {
    private static let quote = UInt8(ascii: "\"")

    /// Appends the row with its line ending.
    static func append(_ row: borrowing RowBuffer, lineEnding: String, to out: inout [UInt8]) {
        let bytes = row.bytes.span
        var start = 0
        for (index, end) in row.ends.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            var special = false
            for i in start..<end {
                let byte = bytes[i]
                // Quote, comma, line feed and carriage return are all below 0x2D.
                if byte < 0x2D, byte == quote || byte == 0x2C || byte == 0x0A || byte == 0x0D {
                    special = true
                    break
                }
            }
            if special {
                appendQuoted(row.bytes[start..<end], to: &out)
            } else {
                out.append(contentsOf: row.bytes[start..<end])
            }
            start = end
        }
        out.append(contentsOf: lineEnding.utf8)
    }

    /// Appends one quoted field.
    static func appendQuoted(_ field: ArraySlice<UInt8>, to out: inout [UInt8]) {
        out.append(quote)
        for byte in field {
            if byte == quote { out.append(quote) }
            out.append(byte)
        }
        out.append(quote)
    }

    /// Appends the row as one JSON object; unknown values are left out.
    static func appendJSON(_ row: borrowing RowBuffer, keys: [[UInt8]], to out: inout [UInt8]) {
        out.append(UInt8(ascii: "{"))
        var first = true
        for index in row.ends.indices where !row.field(index).isEmpty {
            if !first { out.append(UInt8(ascii: ",")) }
            first = false
            // A shifted row has one field more than there are keys.
            out.append(contentsOf: index < keys.count ? keys[index] : Array("\"_extra\":".utf8))
            out.append(quote)
            for byte in row.field(index) { appendEscaped(byte, to: &out) }
            out.append(quote)
        }
        out.append(contentsOf: "}\n".utf8)
    }

    private static func appendEscaped(_ byte: UInt8, to out: inout [UInt8]) {
        switch byte {
        case quote, UInt8(ascii: "\\"): out.append(contentsOf: [UInt8(ascii: "\\"), byte])
        case 0x0A: out.append(contentsOf: "\\n".utf8)
        case 0x0D: out.append(contentsOf: "\\r".utf8)
        case 0x09: out.append(contentsOf: "\\t".utf8)
        default: out.append(byte)
        }
    }
}
