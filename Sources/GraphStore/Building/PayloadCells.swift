/// Splits a record's payload (a JSON array of strings, numbers and nulls, with
/// an object at the end where there is one) into its cells, without copying.
///
/// Cells are ranges of the buffer that holds the payload. The ranges of strings
/// leave out the quotes; a string with escapes is decoded to the end of the
/// buffer, and its decoded range stands beside the escaped one.
struct PayloadCells {
    struct Cell: BitwiseCopyable {
        private var jsonStart: UInt32
        private var jsonEnd: UInt32
        private var textStart: UInt32
        private var textEnd: UInt32
        var kind: Kind

        enum Kind: UInt8 { case null, string, number }

        /// - Precondition: the ranges end below 4 GiB.
        init(json: Range<Int>, text: Range<Int>, kind: Kind) {
            (jsonStart, jsonEnd) = (UInt32(json.lowerBound), UInt32(json.upperBound))
            (textStart, textEnd) = (UInt32(text.lowerBound), UInt32(text.upperBound))
            self.kind = kind
        }

        /// As it stands in the JSON, between the quotes of a string.
        var json: Range<Int> { Int(jsonStart)..<Int(jsonEnd) }
        /// The decoded text; equal to ``json`` where nothing was escaped.
        var text: Range<Int> {
            get { Int(textStart)..<Int(textEnd) }
            set { (textStart, textEnd) = (UInt32(newValue.lowerBound), UInt32(newValue.upperBound)) }
        }
        static let null = Cell(json: 0..<0, text: 0..<0, kind: .null)
        var isNull: Bool { kind == .null }
    }

    private(set) var cells: [Cell] = []

    /// - Parameters:
    ///   - range: the payload within `buffer`.
    ///   - count: number of cells before the optional object.
    /// - Returns: false when the bytes are no such array: the store is damaged.
    mutating func split(_ buffer: inout [UInt8], _ range: Range<Int>, count: Int) -> Bool {
        cells.removeAll(keepingCapacity: true)
        guard range.count >= 2, buffer[range.lowerBound] == UInt8(ascii: "[") else { return false }
        var escaped = false
        let complete = Self.scan(buffer.span, range, count: count, into: &cells, anyEscape: &escaped)
        if escaped { decodeEscapes(&buffer) }
        return complete
    }

    private static func scan(
        _ bytes: Span<UInt8>, _ range: Range<Int>, count: Int, into cells: inout [Cell], anyEscape: inout Bool
    ) -> Bool {
        var at = range.lowerBound + 1
        let end = range.upperBound - 1
        while cells.count < count {
            guard at < end else { return false }
            switch bytes[at] {
            case UInt8(ascii: "\""):
                let start = at + 1
                at = start
                var hasEscape = false
                while true {
                    at = ByteSearch.quoteOrBackslash(in: bytes, at..<end)
                    guard at < end else { return false }
                    if bytes[at] == UInt8(ascii: "\"") { break }
                    hasEscape = true
                    at = min(at + 2, end)
                }
                // An empty text range marks "still to decode"; decodeEscapes fills it.
                cells.append(Cell(json: start..<at, text: hasEscape ? start..<start : start..<at, kind: .string))
                if hasEscape { anyEscape = true }
                at += 1
            case UInt8(ascii: "n"):
                cells.append(.null)
                at += 4
            default:
                let start = at
                while at < end, bytes[at] != UInt8(ascii: ",") { at += 1 }
                cells.append(Cell(json: start..<at, text: start..<at, kind: .number))
            }
            if cells.count < count {
                guard at < end, bytes[at] == UInt8(ascii: ",") else { return false }
            }
            at += 1
        }
        return true
    }

    private mutating func decodeEscapes(_ buffer: inout [UInt8]) {
        for index in cells.indices
        where cells[index].kind == .string && cells[index].text.isEmpty && !cells[index].json.isEmpty {
            let start = buffer.count
            // Its own copy: a second holder of the buffer would make each
            // append copy all of it.
            let escaped = Array(buffer[cells[index].json])
            JSONEscapes.decode(escaped, escaped.indices, to: &buffer)
            cells[index].text = start..<buffer.count
        }
    }
}

/// Reads the escapes that our own writer makes in JSON strings.
enum JSONEscapes {
    /// Appends the decoded text. Escapes that our writer never makes
    /// (surrogate pairs) become U+FFFD.
    static func decode(_ source: [UInt8], _ range: Range<Int>, to output: inout [UInt8]) {
        var at = range.lowerBound
        while at < range.upperBound {
            guard source[at] == UInt8(ascii: "\\"), at + 1 < range.upperBound else {
                output.append(source[at])
                at += 1
                continue
            }
            at += 2
            switch source[at - 1] {
            case UInt8(ascii: "n"): output.append(0x0a)
            case UInt8(ascii: "r"): output.append(0x0d)
            case UInt8(ascii: "t"): output.append(0x09)
            case UInt8(ascii: "b"): output.append(0x08)
            case UInt8(ascii: "f"): output.append(0x0c)
            case UInt8(ascii: "u"):
                let digits = String(decoding: source[at..<min(at + 4, range.upperBound)], as: UTF8.self)
                let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{fffd}"
                output.append(contentsOf: Array(String(Character(scalar)).utf8))
                at += 4
            default: output.append(source[at - 1])
            }
        }
    }
}
