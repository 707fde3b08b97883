/// The keys of a name that very many bear, so that a new mention finds its
/// fellows without reading them all.
///
///     entries   key << 32 | place in the block, ascending; no months
struct BlockIndex: Sendable {
    /// Blocks up to this size are read whole: that takes less than a millisecond.
    static let blockSizeMax = 256

    private let entries: [UInt64]

    init(_ mentions: ArraySlice<MentionKeys>, _ space: KeySpace) {
        var entries: [UInt64] = []
        for (place, mention) in mentions.enumerated() {
            for key in mention.keys where key < space.months { entries.append(UInt64(key) << 32 | UInt64(place)) }
        }
        entries.sort()
        self.entries = entries
    }

    /// The first places, ascending, of mentions that bear a key.
    ///
    /// - Complexity: O(log entries + places).
    func places(of key: UInt32, limit: Int) -> [Int] {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = low + (high - low) / 2
            if entries[middle] >> 32 < UInt64(key) { low = middle + 1 } else { high = middle }
        }
        return entries[low...].prefix(limit).prefix { $0 >> 32 == UInt64(key) }.map { Int($0 & 0xFFFF_FFFF) }
    }
}
