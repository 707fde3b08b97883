/// Width folding and trimming of one cell's bytes, without allocating.
///
/// A cell is a `Span<UInt8>` of what ought to be UTF-8; nothing here trusts
/// that it is.
enum CellBytes {
    /// The byte that stands for "not an ASCII character, even when folded".
    static let notASCII: UInt8 = 0xFF

    /// The character at `index` with its width folded to ASCII: full-width
    /// forms, the ideographic and the no-break space, and every dash.
    ///
    /// - Returns: the ASCII byte, or ``notASCII``, and the number of bytes that
    ///   the character takes (1 for a stray byte), never past the end.
    @inline(__always)
    static func folded(_ bytes: Span<UInt8>, at index: Int) -> (byte: UInt8, width: Int) {
        let first = bytes[index]
        if first < 0x80 { return (first, 1) }
        return foldedWide(bytes, at: index)
    }

    private static func foldedWide(_ bytes: Span<UInt8>, at index: Int) -> (byte: UInt8, width: Int) {
        let first = bytes[index]
        let left = bytes.count - index
        if first == 0xC2, left >= 2, bytes[index + 1] == 0xA0 { return (0x20, 2) }
        if first < 0xC2 { return (notASCII, 1) }
        if first < 0xE0 { return (notASCII, min(2, left)) }
        if first >= 0xF0 { return (notASCII, min(4, left)) }
        guard left >= 3 else { return (notASCII, left) }
        let (second, third) = (bytes[index + 1], bytes[index + 2])
        switch (first, second) {
        case (0xEF, 0xBC) where third >= 0x81: return (third - 0x60, 3)  // ！…＿
        case (0xEF, 0xBD) where third <= 0x9E: return (third - 0x20, 3)  // ｀…～
        case (0xE3, 0x80) where third == 0x80: return (0x20, 3)
        case (0xE2, 0x80) where third >= 0x90 && third <= 0x95: return (0x2D, 3)  // ‐…―
        case (0xE2, 0x88) where third == 0x92: return (0x2D, 3)  // −
        case (0xEF, 0xB9) where third == 0x98 || third == 0xA3: return (0x2D, 3)
        default: return (notASCII, 3)
        }
    }

    /// The cell without surrounding white space: ASCII white space, U+3000,
    /// U+00A0, the byte order mark and the zero-width characters.
    static func trimmed(_ bytes: Span<UInt8>) -> Range<Int> {
        var start = 0
        var end = bytes.count
        while start < end {
            let width = spaceWidth(bytes, startingAt: start, end: end)
            if width == 0 { break }
            start += width
        }
        while end > start {
            let width = spaceWidth(bytes, endingAt: end, start: start)
            if width == 0 { break }
            end -= width
        }
        return start..<end
    }

    @inline(__always)
    private static func spaceWidth(_ bytes: Span<UInt8>, startingAt index: Int, end: Int) -> Int {
        let first = bytes[index]
        if first > 0x20 && first < 0x80 { return 0 }
        if isASCIISpace(first) { return 1 }
        if first == 0xC2, end - index >= 2, bytes[index + 1] == 0xA0 { return 2 }
        guard first == 0xE2 || first == 0xE3 || first == 0xEF, end - index >= 3 else { return 0 }
        return isWideSpace(first, bytes[index + 1], bytes[index + 2]) ? 3 : 0
    }

    @inline(__always)
    private static func spaceWidth(_ bytes: Span<UInt8>, endingAt end: Int, start: Int) -> Int {
        let last = bytes[end - 1]
        if last > 0x20 && last < 0x80 { return 0 }
        if isASCIISpace(last) { return 1 }
        if last == 0xA0, end - start >= 2, bytes[end - 2] == 0xC2 { return 2 }
        guard last >= 0x80, end - start >= 3 else { return 0 }
        return isWideSpace(bytes[end - 3], bytes[end - 2], last) ? 3 : 0
    }

    @inline(__always)
    private static func isASCIISpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    @inline(__always)
    private static func isWideSpace(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
        switch (a, b) {
        case (0xE3, 0x80): c == 0x80  // ideographic space
        case (0xEF, 0xBB): c == 0xBF  // byte order mark
        case (0xE2, 0x80): c >= 0x8B && c <= 0x8D  // zero-width space, non-joiner, joiner
        case (0xE2, 0x81): c == 0xA0  // word joiner
        default: false
        }
    }

    /// Appends the cell with its width folded and its dashes unified;
    /// everything else stays as it is.
    static func appendFolded(_ bytes: Span<UInt8>, to result: inout [UInt8]) {
        var index = 0
        while index < bytes.count {
            let (byte, width) = folded(bytes, at: index)
            if byte != notASCII {
                result.append(byte)
            } else {
                for offset in 0..<width { result.append(bytes[index + offset]) }
            }
            index += width
        }
    }

    /// The cell folded as identifiers are compared: width folded, upper case,
    /// without inner spaces.
    static func identifier(_ bytes: Span<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let (byte, width) = folded(bytes, at: index)
            if byte == notASCII {
                for offset in 0..<width { result.append(bytes[index + offset]) }
            } else if !isASCIISpace(byte) {
                result.append(upper(byte))
            }
            index += width
        }
        return result
    }

    @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    @inline(__always) static func isLatin(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    @inline(__always) static func upper(_ byte: UInt8) -> UInt8 { byte &- 0x61 < 26 ? byte & 0xDF : byte }
    @inline(__always) static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
