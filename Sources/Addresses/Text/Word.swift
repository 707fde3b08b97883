/// A piece of folded text, character by character: unlike `String` it knows
/// nothing of combining characters, which folded addresses do not have, and is
/// compared at once.
struct Word: Hashable, Sendable, ExpressibleByStringLiteral {
    var units: [UInt16]

    init(_ units: some Sequence<UInt16>) { self.units = Array(units) }
    init(stringLiteral text: String) { units = Array(text.utf16) }

    var count: Int { units.count }
    var isEmpty: Bool { units.isEmpty }
    var last: UInt16? { units.last }

    func hasSuffix(_ other: Word) -> Bool {
        count >= other.count && units.suffix(other.count).elementsEqual(other.units)
    }
    func hasPrefix(_ other: Word) -> Bool { units.starts(with: other.units) }
    func contains(_ other: Word) -> Bool { firstRange(of: other) != nil }
    func dropLast(_ count: Int) -> Word { Word(units.dropLast(count)) }
    func suffix(_ count: Int) -> Word { Word(units.suffix(count)) }

    /// Where another word begins in this one.
    func firstRange(of other: Word) -> Range<Int>? {
        guard let first = other.units.first, count >= other.count else { return nil }
        for start in 0...(count - other.count) where units[start] == first {
            if units[start..<start + other.count].elementsEqual(other.units) { return start..<start + other.count }
        }
        return nil
    }

    /// The word with the first place of another replaced.
    func replacing(_ other: Word, with new: Word) -> Word {
        guard let range = firstRange(of: other) else { return self }
        return Word(units[..<range.lowerBound] + new.units + units[range.upperBound...])
    }

    static func + (a: Word, b: Word) -> Word { Word(a.units + b.units) }
}

extension Word {
    /// Words that a text lists with spaces between.
    static func list(_ text: String) -> [Word] { text.split(separator: " ").map { Word($0.utf16) } }
}

extension String {
    init(_ word: Word) { self.init(decoding: word.units, as: UTF16.self) }
}
