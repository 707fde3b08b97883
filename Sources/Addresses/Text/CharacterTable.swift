internal import Foundation
internal import SimplifiedChinese

/// What each character of the Basic Multilingual Plane folds to in addresses.
///
/// Derived once from OpenCC's dictionaries and Foundation's compatibility forms;
/// only classes of punctuation are written by hand.
struct CharacterTable: Sendable {
    /// Indexed by scalar value.
    let targets: [UInt16]
    /// Classes of folded units.
    let classes: [CharacterClass]

    static let dropped: UInt16 = 0
    /// Several units, or a rare character: ``expansion(of:)`` tells.
    static let thorough: UInt16 = 0xFFFF
    /// Stands for what is no character.
    static let other: UInt16 = 0xFFFD

    static let shared = CharacterTable()

    private init() {
        var targets = [UInt16](repeating: Self.thorough, count: 0x10000)
        for value in 0..<0x80 { targets[value] = Self.folded(ascii: UInt16(value)) }
        for value in 0xFF01...0xFF5E { targets[value] = targets[value - 0xFEE0] }
        for value in [0x3400...0x4DBF, 0x4E00...0x9FFF].joined() {
            targets[value] = SimplifiedForms.form(of: UInt16(value))
        }
        // Stalls in Hong Kong's spelling, which OpenCC leaves alone.
        targets[0x8216] = 0x94FA
        // Spaces, marks without width, 〓, and the dots within 花样年·喜年中心.
        let unseen = [0x3000, 0xA0, 0xFEFF, 0x200B, 0x2002, 0x2003, 0x3013, 0xE5E5] + [0xB7, 0x30FB, 0x2022, 0x25CF]
        for value in unseen { targets[value] = Self.dropped }
        for scalar in "（【［〔｛「『〈《﹙(".unicodeScalars { targets[Int(scalar.value)] = Char.open }
        for scalar in "）】］〕｝」』〉》﹚)".unicodeScalars { targets[Int(scalar.value)] = Char.close }
        for scalar in "－—–―‐‑‒﹣～~─━".unicodeScalars { targets[Int(scalar.value)] = Char.dash }
        for scalar in "、，；﹑,;".unicodeScalars { targets[Int(scalar.value)] = Char.comma }
        for scalar in "“”‘’\"'`：:。！!？?…﹒．".unicodeScalars { targets[Int(scalar.value)] = Char.dot }
        // People type the circle ○ for the zero 〇.
        (targets[0x25CB], targets[0x3007]) = (0x3007, 0x3007)
        targets[0xFFFD] = Self.other
        self.targets = targets
        var classes = [CharacterClass](repeating: [], count: 0x10000)
        for value in 0x30...0x39 { classes[value] = [.digit, .code] }
        for value in 0x41...0x5A { classes[value] = [.code] }
        for scalar in "〇零一二三四五六七八九十百千廿两壹贰叁肆伍陆柒捌玖拾佰".unicodeScalars {
            classes[Int(scalar.value)].insert(.numeral)
        }
        for scalar in "甲乙丙丁戊己".unicodeScalars { classes[Int(scalar.value)].insert(.stem) }
        for scalar in "东西南北中前后左右".unicodeScalars { classes[Int(scalar.value)].insert(.direction) }
        for scalar in "东西南北中".unicodeScalars { classes[Int(scalar.value)].insert(.side) }
        for unit in [Char.open, Char.close, Char.comma, Char.dot, Char.slash] {
            classes[Int(unit)].insert(.punctuation)
        }
        self.classes = classes
    }

    private static func folded(ascii value: UInt16) -> UInt16 {
        switch value {
        case 0x61...0x7A: value - 0x20
        case 0x30...0x39, 0x41...0x5A, UInt16(ascii: "#"), UInt16(ascii: "/"), UInt16(ascii: "-"), UInt16(ascii: "+"),
            UInt16(ascii: "&"), UInt16(ascii: "@"):
            value
        case UInt16(ascii: "("), UInt16(ascii: "["), UInt16(ascii: "{"), UInt16(ascii: "<"): Char.open
        case UInt16(ascii: ")"), UInt16(ascii: "]"), UInt16(ascii: "}"), UInt16(ascii: ">"): Char.close
        case UInt16(ascii: ","), UInt16(ascii: ";"): Char.comma
        case UInt16(ascii: "~"), UInt16(ascii: "_"): Char.dash
        case UInt16(ascii: "."): Char.dot
        default: dropped
        }
    }

    /// Compatibility form of a rare character, in upper case, without what is not
    /// seen.
    func expansion(of value: UInt32) -> [UInt16] {
        guard let scalar = Unicode.Scalar(value) else { return [Self.other] }
        let text = String(Character(scalar)).precomposedStringWithCompatibilityMapping.uppercased()
        return text.unicodeScalars.flatMap { scalar -> [UInt16] in
            let isSeen = !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
            guard isSeen, scalar.value < 0x10000 else { return isSeen ? Array(scalar.utf16) : [] }
            let target = targets[Int(scalar.value)]
            if target == Self.dropped { return [] }
            return [target == Self.thorough ? UInt16(scalar.value) : target]
        }
    }
}

/// What a folded unit may be part of.
struct CharacterClass: OptionSet, Sendable {
    let rawValue: UInt8
    /// 0 to 9.
    static let digit = CharacterClass(rawValue: 1)
    /// A digit, or a letter from A to Z.
    static let code = CharacterClass(rawValue: 4)
    /// A Chinese numeral.
    static let numeral = CharacterClass(rawValue: 8)
    /// 甲乙丙丁.
    static let stem = CharacterClass(rawValue: 16)
    /// 东西南北中 and what else tells a side.
    static let direction = CharacterClass(rawValue: 32)
    /// Brackets, commas and the like.
    static let punctuation = CharacterClass(rawValue: 64)
    /// 东西南北中.
    static let side = CharacterClass(rawValue: 128)
}

/// Punctuation as ``CharacterTable`` folds it.
enum Char {
    static var open: UInt16 { UInt16(ascii: "(") }
    static var close: UInt16 { UInt16(ascii: ")") }
    static var dash: UInt16 { UInt16(ascii: "-") }
    /// 、, which stands for every sign between items.
    static var comma: UInt16 { 0x3001 }
    static var dot: UInt16 { UInt16(ascii: ".") }
    static var slash: UInt16 { UInt16(ascii: "/") }
}

extension UInt16 {
    @inline(__always) init(ascii scalar: Unicode.Scalar) { self = UInt16(truncatingIfNeeded: scalar.value) }
}
