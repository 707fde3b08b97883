/// Byte strings, each given a dense number on first sight: the builder's map
/// from identifiers to provisional entities.
///
/// Open addressing over 8-byte slots (32 bits of the hash, which also place it,
/// and the number), texts in one arena: about 40 bytes a string of 20.
package struct IdentifierTable: Sendable {
    private var slots: [UInt64]
    private var mask: Int
    private var offsets: [UInt32] = [0]
    package private(set) var arena: [UInt8] = []

    package var count: Int { offsets.count - 1 }

    package init(capacity: Int = 1 << 12) {
        var size = 1 << 12
        while size * 2 < capacity * 3 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        mask = size - 1
    }

    /// The number of a string, given one if it is new.
    ///
    /// - Returns: the number, and whether it is new.
    /// - Precondition: all strings together stay below 4 GiB.
    package mutating func intern(_ text: Span<UInt8>) -> (number: Int, isNew: Bool) {
        if (count + 1) * 3 > slots.count * 2 { grow() }
        let (slot, tag, known) = place(of: text)
        if let known { return (known, false) }
        let number = count
        precondition(arena.count + text.count < Int(UInt32.max), "identifier texts exceed 4 GiB")
        arena.append(text)
        offsets.append(UInt32(arena.count))
        slots[slot] = tag << 32 | UInt64(number + 1)
        return (number, true)
    }

    /// The number of a string; nil when it has none.
    package func find(_ text: Span<UInt8>) -> Int? { place(of: text).number }

    /// The slot where a string is or would be put, the part of its hash that
    /// the slot keeps, and its number if it has one.
    @inline(__always)
    private func place(of text: Span<UInt8>) -> (slot: Int, tag: UInt64, number: Int?) {
        let tag = ByteHash.hash(text) >> 32
        var slot = Int(tag) & mask
        while slots[slot] != 0 {
            if slots[slot] >> 32 == tag {
                let number = Int(slots[slot] & 0xffff_ffff) - 1
                if matches(number, text) { return (slot, tag, number) }
            }
            slot = (slot + 1) & mask
        }
        return (slot, tag, nil)
    }

    package func range(_ number: Int) -> Range<Int> { Int(offsets[number])..<Int(offsets[number + 1]) }

    private func matches(_ number: Int, _ text: Span<UInt8>) -> Bool {
        let start = Int(offsets[number])
        guard Int(offsets[number + 1]) - start == text.count else { return false }
        return arena.span.extracting(start..<start + text.count).isEqual(to: text)
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        mask = slots.count - 1
        for entry in old where entry != 0 {
            var slot = Int(entry >> 32) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = entry
        }
    }
}
