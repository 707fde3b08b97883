/// A piece of folded text, character by character: unlike `String` it knows
/// nothing of combining characters, which folded addresses do not have, and is
/// compared at once. Cutting copies nothing.
struct Word: Hashable, Sendable, ExpressibleByStringLiteral {
    private(set) var units: ArraySlice<UInt16>

    init(_ units: ArraySlice<UInt16>) { self.units = units }
    init(_ units: some Sequence<UInt16>) { self.units = Array(units)[...] }
    init(stringLiteral text: String) { self.init(text.utf16) }

    var count: Int { units.count }
    var isEmpty: Bool { units.isEmpty }

    func hasSuffix(_ other: Word) -> Bool {
        count >= other.count && units.suffix(other.count).elementsEqual(other.units)
    }
    func hasPrefix(_ other: Word) -> Bool { units.starts(with: other.units) }
    func contains(_ other: Word) -> Bool { firstIndex(of: other) != nil }
    func dropLast(_ count: Int) -> Word { Word(units.dropLast(count)) }
    func dropFirst(_ count: Int) -> Word { Word(units.dropFirst(count)) }
    func prefix(_ count: Int) -> Word { Word(units.prefix(count)) }
    func suffix(_ count: Int) -> Word { Word(units.suffix(count)) }

    /// How many characters stand before another word in this one.
    private func firstIndex(of other: Word) -> Int? {
        guard let first = other.units.first, count >= other.count else { return nil }
        for place in 0...(count - other.count) where units[units.startIndex + place] == first {
            if units.dropFirst(place).starts(with: other.units) { return place }
        }
        return nil
    }

    /// The word with the first place of another replaced.
    func replacing(_ other: Word, with new: Word) -> Word {
        guard let place = firstIndex(of: other) else { return self }
        return Word(Array(units.prefix(place)) + new.units + units.dropFirst(place + other.count))
    }

    static func + (a: Word, b: Word) -> Word { Word(Array(a.units) + b.units) }
}

extension Word {
    /// Words that a text lists with spaces between.
    static func list(_ text: String) -> [Word] { text.split(separator: " ").map { Word($0.utf16) } }

    /// Appends the word in UTF-8.
    func append(to bytes: inout [UInt8]) {
        var high: UInt32 = 0
        for unit in units {
            if unit & 0xFC00 == 0xD800 {
                high = UInt32(unit & 0x3FF)
            } else if unit & 0xFC00 == 0xDC00 {
                let scalar = 0x10000 + high << 10 + UInt32(unit & 0x3FF)
                for shift in [UInt32(18), 12, 6, 0] {
                    bytes.append(UInt8(shift == 18 ? 0xF0 | scalar >> 18 : 0x80 | scalar >> shift & 0x3F))
                }
            } else if unit < 0x80 {
                bytes.append(UInt8(unit))
            } else if unit < 0x800 {
                bytes.append(UInt8(0xC0 | unit >> 6))
                bytes.append(UInt8(0x80 | unit & 0x3F))
            } else {
                bytes.append(UInt8(0xE0 | unit >> 12))
                bytes.append(UInt8(0x80 | unit >> 6 & 0x3F))
                bytes.append(UInt8(0x80 | unit & 0x3F))
            }
        }
    }
}
