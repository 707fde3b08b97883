import GraphStore

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
        let first = BinarySearch.firstIndex(in: entries.indices) { entries[$0] >> 32 >= UInt64(key) }
        return entries[first...].prefix(limit).prefix { $0 >> 32 == UInt64(key) }.map { Int($0 & 0xFFFF_FFFF) }
    }
}
