/// The folded form in which headers, titles and file names are compared: width
/// and case do not matter, blanks and invisible marks do not count.
enum HeaderText {
    /// - Complexity: O(characters); meant for headers, once per file.
    static func folded(_ text: some StringProtocol) -> String {
        var folded = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E:
                // Full-width ASCII.
                if let ascii = Unicode.Scalar(scalar.value - 0xFEE0) { folded.unicodeScalars.append(ascii) }
            case 0xFEFF, 0x200B...0x200F, 0x2060:
                // Byte-order mark, zero-width and direction marks.
                continue
            default:
                if scalar.properties.isWhitespace { continue }
                folded.unicodeScalars.append(scalar)
            }
        }
        return folded.lowercased()
    }
}
