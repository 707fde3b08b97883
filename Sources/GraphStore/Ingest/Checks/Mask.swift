/// A shape that a text must fit: `#` a digit, `@` a Latin letter, `?` any
/// character, `*` any run, everything else itself. Brackets of all kinds
/// (`〔〕 [] （） 【】`) are one, and width does not matter.
struct Mask: Sendable {
    private let pattern: [UInt32]
    /// As it stands in the catalogue.
    let text: String

    private static let digit: UInt32 = 0x11_0000
    private static let letter: UInt32 = 0x11_0001
    private static let any: UInt32 = 0x11_0002
    private static let run: UInt32 = 0x11_0003

    init(_ text: String) {
        self.text = text
        var pattern: [UInt32] = []
        for scalar in text.unicodeScalars {
            switch scalar {
            case "#": pattern.append(Self.digit)
            case "@": pattern.append(Self.letter)
            case "?": pattern.append(Self.any)
            case "*": if pattern.last != Self.run { pattern.append(Self.run) }
            default: pattern.append(Self.folded(scalar.value))
            }
        }
        self.pattern = pattern
    }

    /// Whether the whole text fits.
    ///
    /// Only the last `*` is ever tried again, which is enough: what matched
    /// before it can only have matched earlier.
    ///
    /// - Parameter text: valid UTF-8.
    /// - Complexity: O(text · mask), no allocation.
    func fits(_ text: Span<UInt8>) -> Bool {
        let pattern = self.pattern.span
        var (textIndex, maskIndex) = (0, 0)
        var (retryText, retryMask) = (0, -1)
        while textIndex < text.count {
            if maskIndex < pattern.count && pattern[maskIndex] == Self.run {
                maskIndex += 1
                (retryText, retryMask) = (textIndex, maskIndex)
                continue
            }
            let (scalar, width) = Self.scalar(text, at: textIndex)
            if maskIndex < pattern.count && Self.matches(scalar, pattern[maskIndex]) {
                textIndex += width
                maskIndex += 1
            } else if retryMask >= 0 {
                retryText += Self.scalar(text, at: retryText).width
                (textIndex, maskIndex) = (retryText, retryMask)
            } else {
                return false
            }
        }
        while maskIndex < pattern.count && pattern[maskIndex] == Self.run { maskIndex += 1 }
        return maskIndex == pattern.count
    }

    @inline(__always)
    private static func matches(_ scalar: UInt32, _ token: UInt32) -> Bool {
        switch token {
        case digit: scalar &- 0x30 < 10
        case letter: (scalar | 0x20) &- 0x61 < 26
        case any: true
        default: folded(scalar) == token
        }
    }

    private static func scalar(_ text: Span<UInt8>, at index: Int) -> (value: UInt32, width: Int) {
        let (byte, width) = CellBytes.folded(text, at: index)
        if byte != CellBytes.notASCII { return (UInt32(byte), width) }
        let lead: UInt32 = width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07
        var value = UInt32(text[index]) & lead
        for offset in 1..<max(width, 1) { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
        return (value, width)
    }

    private static func folded(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x5B, 0x3014, 0xFF08, 0x3010, 0xFF3B: 0x28  // [ 〔 （ 【 ［
        case 0x5D, 0x3015, 0xFF09, 0x3011, 0xFF3D: 0x29  // ] 〕 ） 】 ］
        case 0x2010...0x2015, 0x2212: 0x2D
        case 0xFF01...0xFF5E: scalar - 0xFEE0
        default: scalar
        }
    }
}
