internal import COpenCC

/// Simplified forms of traditional Chinese characters, by the dictionaries of
/// OpenCC (`t2s`).
///
/// Characters one by one, never phrases: keys of names and addresses have to fold
/// a character alike whatever stands beside it (乾縣 and 乾县 both become 干县).
///
/// - Complexity: one dictionary is read at first use, about 0.02 s; 54 KiB are kept.
public enum SimplifiedForms {
    /// CJK Extension A and the Unified Ideographs.
    public static let characters: ClosedRange<UInt16> = 0x3400...0x9FFF

    /// By character, from the first of ``characters`` on: its simplified form, or
    /// itself where it has none of this range. Folding twice changes nothing.
    public static let forms: [UInt16] = stable(converted())

    /// The form of a character of the Basic Multilingual Plane.
    @inline(__always)
    public static func form(of character: UInt16) -> UInt16 {
        characters.contains(character) ? forms[Int(character - characters.lowerBound)] : character
    }

    /// One character a line, so that no two are taken for a phrase.
    private static func converted() -> [UInt16] {
        let lines = characters.map { String(decoding: [$0], as: UTF16.self) }.joined(separator: "\n")
        let simple = simplified(lines).split(separator: "\n", omittingEmptySubsequences: false)
        precondition(simple.count == characters.count, "OpenCC changed the number of lines to \(simple.count)")
        return zip(characters, simple).map { from, to in
            let units = Array(to.utf16)
            return units.count == 1 && characters.contains(units[0]) ? units[0] : from
        }
    }

    /// Follows forms of forms until they stay the same.
    private static func stable(_ forms: [UInt16]) -> [UInt16] {
        func next(_ form: UInt16) -> UInt16 { forms[Int(form - characters.lowerBound)] }
        return zip(characters, forms).map { character, form in
            // Four steps end every chain; a cycle keeps the character itself.
            var form = form
            for _ in 0..<4 { form = next(form) }
            return next(form) == form ? form : character
        }
    }

    /// - Precondition: OpenCC's dictionaries are installed. They come with its
    ///   library; without them neither names nor addresses can be compared, so that
    ///   no program of ours may go on.
    private static func simplified(_ text: String) -> String {
        let converter = unsafe opencc_open("t2s.json")
        guard Int(bitPattern: converter) != -1, let converter = unsafe converter else {
            fatalError("OpenCC's dictionary t2s.json is not there (Debian package libopencc-data): \(lastError)")
        }
        defer { unsafe _ = opencc_close(converter) }
        guard let bytes = unsafe opencc_convert_utf8(converter, text, text.utf8.count) else {
            fatalError("OpenCC could not read its own dictionary: \(lastError)")
        }
        defer { unsafe opencc_convert_utf8_free(bytes) }
        return unsafe String(cString: bytes)
    }

    private static var lastError: String {
        unsafe opencc_error().map { unsafe String(cString: $0) } ?? "no reason told"
    }
}
