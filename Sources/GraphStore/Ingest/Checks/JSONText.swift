/// Writes JSON strings byte by byte (RFC 8259 §7): the one place that knows how
/// they are escaped.
package enum JSONText {
    private static let hex: [UInt8] = Array("0123456789abcdef".utf8)

    /// Appends `text` as a JSON string.
    ///
    /// - Parameters:
    ///   - text: valid UTF-8.
    ///   - needsEscape: false promises that no byte is below 0x20, a quote or
    ///     a backslash.
    ///   - payload: the bytes to append to.
    static func append(_ text: Span<UInt8>, needsEscape: Bool, to payload: inout ByteBuilder) {
        if needsEscape { return append(text, to: &payload) }
        payload.append(0x22)
        payload.append(text)
        payload.append(0x22)
    }

    /// Appends `text` as a JSON string.
    ///
    /// - Parameters:
    ///   - text: valid UTF-8.
    ///   - forScripts: escapes, beside what JSON asks for, `<`, `>`, `&`, DEL and
    ///     the line separators, because the text may be pasted into a page's
    ///     script, and U+FEFF, because some readers (Foundation) drop it.
    ///   - bytes: the bytes to append to.
    /// - Complexity: O(bytes); what needs no escape is copied in runs.
    package static func append(_ text: Span<UInt8>, forScripts: Bool = false, to bytes: inout ByteBuilder) {
        bytes.append(0x22)
        var start = 0
        for index in text.indices {
            let byte = text[index]
            let isPlain = byte >= 0x20 && byte != 0x22 && byte != 0x5C
            if isPlain, !forScripts { continue }
            let scalar = isPlain ? special(text, at: index) : UInt32(byte)
            guard let scalar else { continue }
            bytes.append(text.extracting(start..<index))
            start = index + (scalar > 0x7F ? 3 : 1)
            append(escaped: scalar, to: &bytes)
        }
        bytes.append(text.extracting(start..<text.count))
        bytes.append(0x22)
    }

    private static func append(escaped scalar: UInt32, to bytes: inout ByteBuilder) {
        bytes.append(0x5C)
        switch scalar {
        case 0x22, 0x5C: bytes.append(UInt8(scalar))
        case 0x0A: bytes.append(0x6E)
        case 0x0D: bytes.append(0x72)
        case 0x09: bytes.append(0x74)
        default:
            bytes.append(0x75)
            for shift in stride(from: UInt32(12), through: 0, by: -4) { bytes.append(hex[Int(scalar >> shift & 15)]) }
        }
    }

    /// The scalar that begins at the byte, if scripts want it escaped.
    private static func special(_ text: Span<UInt8>, at index: Int) -> UInt32? {
        switch text[index] {
        case 0x26, 0x3C, 0x3E, 0x7F: return UInt32(text[index])
        case 0xE2, 0xEF:
            guard index + 2 < text.count else { return nil }
            let scalar =
                UInt32(text[index] & 15) << 12 | UInt32(text[index + 1] & 63) << 6 | UInt32(text[index + 2] & 63)
            return [0x2028, 0x2029, 0xFEFF].contains(scalar) ? scalar : nil
        default: return nil
        }
    }

    /// Whether a text is its own JSON: no quote, no backslash, nothing below
    /// 0x20. (Read to its end without a branch, several bytes at a time.)
    package static func isPlain(_ text: Span<UInt8>) -> Bool {
        var found: UInt8 = 0
        for index in text.indices {
            let byte = text[index]
            found |= (byte < 0x20 ? 1 : 0) | (byte == 0x22 ? 1 : 0) | (byte == 0x5C ? 1 : 0)
        }
        return found == 0
    }

    /// Appends `null`.
    static func appendNull(to payload: inout ByteBuilder) {
        payload.append("null")
    }
}
