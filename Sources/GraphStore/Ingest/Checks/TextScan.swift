/// What one pass over a text found: whether it is UTF-8, how long it is, and
/// whether anything in it needs more than copying.
///
/// - Complexity: O(bytes), no allocation.
struct TextScan {
    /// Offset of the first byte that is not UTF-8; nil when all of it is.
    var invalidOffset: Int?
    /// Number of Unicode scalars.
    var characterCount = 0
    /// A quote, a backslash or a byte below 0x20: JSON must escape.
    var needsEscape = false
    /// A control character other than tab, line feed and carriage return.
    var hasControl = false
    /// A tab or a line break.
    var hasLineBreak = false
    /// U+FFFD: somebody decoded this text wrongly before us.
    var hasReplacement = false
    /// A lead byte under which characters lie that width folding changes.
    var mayFold = false

    init(_ bytes: Span<UInt8>) {
        var index = 0
        let end = bytes.count
        while index < end {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F { note(ascii: byte) }
                index += 1
            } else if byte >= 0xE3 && byte <= 0xEC, end - index >= 3,
                bytes[index + 1] & 0xC0 == 0x80, bytes[index + 2] & 0xC0 == 0x80
            {
                // The bulk of Chinese text: U+3000…U+CFFF.
                if byte == 0xE3 { mayFold = true }
                index += 3
            } else {
                let width = noteWide(bytes, at: index)
                if width == 0 {
                    invalidOffset = index
                    return
                }
                index += width
            }
            characterCount += 1
        }
    }

    private mutating func note(ascii byte: UInt8) {
        if byte == 0x7F {
            hasControl = true
            return
        }
        needsEscape = true
        if byte == 0x09 || byte == 0x0A || byte == 0x0D {
            hasLineBreak = true
        } else if byte < 0x20 {
            hasControl = true
        }
    }

    /// - Returns: the number of bytes of the character, 0 when it is not UTF-8
    ///   (Unicode 15, table 3-7: no overlong forms, no surrogates).
    private mutating func noteWide(_ bytes: Span<UInt8>, at index: Int) -> Int {
        let first = bytes[index]
        let left = bytes.count - index
        guard first >= 0xC2, first <= 0xF4, left >= 2 else { return 0 }
        let second = bytes[index + 1]
        guard second & 0xC0 == 0x80 else { return 0 }
        if first < 0xE0 {
            if first == 0xC2 { (mayFold, hasControl) = (true, hasControl || second < 0xA0) }
            return 2
        }
        guard left >= 3, bytes[index + 2] & 0xC0 == 0x80 else { return 0 }
        if first < 0xF0 {
            if first == 0xE0 && second < 0xA0 || first == 0xED && second > 0x9F { return 0 }
            if first == 0xE2 || first == 0xEF { mayFold = true }
            if first == 0xEF && second == 0xBF && bytes[index + 2] == 0xBD { hasReplacement = true }
            return 3
        }
        guard left >= 4, bytes[index + 3] & 0xC0 == 0x80 else { return 0 }
        if first == 0xF0 && second < 0x90 || first == 0xF4 && second > 0x8F { return 0 }
        return 4
    }
}
