import Foundation
import SimplifiedChinese

/// What each character of the Basic Multilingual Plane folds to.
///
/// Derived once, at first use, from OpenCC's dictionaries and Foundation's
/// compatibility forms: nothing of it is written by hand but the classes of
/// characters.
struct FoldTable: Sendable {
    /// Indexed by scalar value; a scalar, ``dropped`` or
    /// ``needsThoroughFolding``.
    let targets: [UInt16]

    /// The character leaves no trace in the key.
    static let dropped: UInt16 = 0
    /// The whole text must be normalised, because the character changes under
    /// NFKC, has upper case, or combines with its neighbours.
    static let needsThoroughFolding: UInt16 = 0xFFFF

    static let shared = FoldTable()

    private init() {
        var targets = [UInt16](repeating: FoldTable.needsThoroughFolding, count: 0x10000)
        for value in UInt16(0)..<0x80 { targets[Int(value)] = FoldTable.foldedASCII(value) }
        for value in 0xFF01...0xFF5E { targets[value] = targets[value - 0xFEE0] }
        // Middle dots and general and Chinese punctuation.
        for value in [0xB7, 0x30FB] + Array(0x2000...0x206F) + Array(0x3000...0x303F) {
            if let scalar = Unicode.Scalar(UInt32(value)), !FoldTable.isWritten(scalar) {
                targets[value] = FoldTable.dropped
            }
        }
        for value in [0x3005, 0x3006, 0x3007] { targets[value] = UInt16(value) }
        // People type the circle ○ for the zero 〇 of 二〇〇八.
        targets[0x25CB] = 0x3007
        for block in FoldTable.tabledHanBlocks {
            for value in block { targets[Int(value)] = SimplifiedForms.form(of: UInt16(value)) }
        }
        self.targets = targets
    }

    /// CJK Extension A and the Unified Ideographs.
    static let tabledHanBlocks: [ClosedRange<UInt32>] = [0x3400...0x4DBF, 0x4E00...0x9FFF]

    @inline(__always)
    static func isTabledHan(_ value: UInt32) -> Bool {
        (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value)
    }

    /// CJK Extensions B and later, without the compatibility ideographs that
    /// stand for others.
    @inline(__always)
    static func isSupplementaryHan(_ value: UInt32) -> Bool {
        (0x20000...0x3FFFD).contains(value) && !(0x2F800...0x2FA1F).contains(value)
    }

    /// Whether a character of any script is a Chinese one.
    @inline(__always)
    static func isHan(_ value: UInt32) -> Bool {
        isTabledHan(value) || isSupplementaryHan(value) || value == 0x3007
    }

    private static func foldedASCII(_ value: UInt16) -> UInt16 {
        switch value {
        case 0x30...0x39, 0x61...0x7A: value
        case 0x41...0x5A: value + 0x20
        default: dropped
        }
    }

    /// Whether a character says something in a name: letters, marks, digits,
    /// also unassigned and private ones, which stand for rare characters in
    /// older files. Punctuation, symbols, spaces and invisible characters do
    /// not.
    static func isWritten(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint { return false }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark,
            .decimalNumber, .letterNumber, .otherNumber, .privateUse, .unassigned:
            return true
        default:
            return false
        }
    }

    /// NFKC.
    static func compatibilityForm(_ text: String) -> String { text.precomposedStringWithCompatibilityMapping }
}
