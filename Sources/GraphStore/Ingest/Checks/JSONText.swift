/// Writes JSON strings byte by byte (RFC 8259 §7).
enum JSONText {
    private static let hex: [UInt8] = Array("0123456789abcdef".utf8)

    /// Appends `text` as a JSON string.
    ///
    /// - Parameters:
    ///   - text: valid UTF-8.
    ///   - needsEscape: false promises that no byte is below 0x20, a quote or
    ///     a backslash.
    static func append(_ text: Span<UInt8>, needsEscape: Bool, to payload: inout [UInt8]) {
        if needsEscape { return appendEscaped(text, to: &payload) }
        payload.append(0x22)
        payload.append(text)
        payload.append(0x22)
    }

    private static func appendEscaped(_ text: Span<UInt8>, to payload: inout [UInt8]) {
        payload.reserveCapacity(payload.count + text.count + 16)
        payload.append(0x22)
        for index in text.indices {
            let byte = text[index]
            switch byte {
            case 0x22, 0x5C:
                payload.append(0x5C)
                payload.append(byte)
            case 0x0A: payload.append(contentsOf: [0x5C, 0x6E])
            case 0x0D: payload.append(contentsOf: [0x5C, 0x72])
            case 0x09: payload.append(contentsOf: [0x5C, 0x74])
            case 0..<0x20:
                payload.append(contentsOf: [0x5C, 0x75, 0x30, 0x30, hex[Int(byte >> 4)], hex[Int(byte & 15)]])
            default: payload.append(byte)
            }
        }
        payload.append(0x22)
    }

    /// Appends `null`.
    static func appendNull(to payload: inout [UInt8]) {
        payload.append(contentsOf: [0x6E, 0x75, 0x6C, 0x6C])
    }
}
