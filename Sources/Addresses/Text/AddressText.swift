/// An address as the parser reads it: width, case and punctuation folded,
/// traditional characters simplified, in UTF-16 units, each with the bytes of its
/// character in the source.
struct AddressText: Sendable {
    /// Folded units.
    private(set) var units: [UInt16] = []
    /// For each unit the bytes of its character in the source; several units may
    /// have the same.
    private(set) var sources: [Range<UInt32>] = []

    var count: Int { units.count }

    /// Reads another address; the memory is kept. Bytes that are no UTF-8 become
    /// the replacement character.
    ///
    /// - Complexity: O(bytes).
    mutating func read(_ bytes: Span<UInt8>) {
        units.removeAll(keepingCapacity: true)
        sources.removeAll(keepingCapacity: true)
        let table = CharacterTable.shared
        var i = 0
        while i < bytes.count {
            let (scalar, length) = Self.scalar(bytes, i)
            let source = UInt32(i)..<UInt32(i + length)
            let target = scalar < 0x10000 ? table.targets[Int(scalar)] : CharacterTable.thorough
            if target == CharacterTable.thorough {
                for unit in table.expansion(of: scalar) { append(unit, source) }
            } else if target != CharacterTable.dropped {
                append(target, source)
            }
            i += length
        }
    }

    private mutating func append(_ unit: UInt16, _ source: Range<UInt32>) {
        // Two dashes are one.
        if unit == Char.dash, units.last == Char.dash { return }
        units.append(unit)
        sources.append(source)
    }

    /// Bytes of the source that a range of units stands for.
    func bytes(of range: Range<Int>) -> Range<Int> {
        Int(sources[range.lowerBound].lowerBound)..<Int(sources[range.upperBound - 1].upperBound)
    }

    /// A text as units alone.
    static func folded(_ text: String) -> Word {
        var folded = AddressText()
        folded.read(Array(text.utf8).span)
        return Word(folded.units)
    }

    /// The scalar that begins at a byte; U+FFFD of length 1 for what is no UTF-8.
    @inline(__always) private static func scalar(
        _ bytes: Span<UInt8>, _ i: Int
    ) -> (UInt32, Int) {
        let first = UInt32(bytes[i])
        if first < 0x80 { return (first, 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
        guard length > 0, first < 0xF5, i + length <= bytes.count else { return (0xFFFD, 1) }
        var value = first & (0x7F >> UInt32(length))
        for k in 1..<length {
            let next = UInt32(bytes[i + k])
            guard next & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            value = value << 6 | next & 0x3F
        }
        return (value, length)
    }
}
