/// An address as the parser reads it: width, case and punctuation folded,
/// traditional characters simplified, one UTF-16 unit a character, each with its
/// place in the source.
struct AddressText: Sendable {
    /// Folded units.
    private(set) var units: [UInt16] = []
    /// For each unit the byte of the source where its character begins, and one
    /// entry more: the end.
    private(set) var sources: [UInt32] = []

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
            let target = scalar < 0x10000 ? table.targets[Int(scalar)] : CharacterTable.other
            if target == CharacterTable.thorough {
                for unit in table.expansion(of: scalar) { append(unit, i) }
            } else if target != CharacterTable.dropped {
                append(target, i)
            }
            i += length
        }
        sources.append(UInt32(bytes.count))
    }

    private mutating func append(_ unit: UInt16, _ source: Int) {
        // Two dashes are one.
        if unit == Char.dash, units.last == Char.dash { return }
        units.append(unit)
        sources.append(UInt32(source))
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
