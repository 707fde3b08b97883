internal import GraphStore

/// The mentions of one name with their keys, and the pairs among them that are
/// worth a comparison. Reused from block to block.
struct BlockSearch {
    /// Mentions of a key within a name that all others with the key are compared
    /// with: the first by id. Bounds the pairs of a name that thousands bear.
    static let compared = 64
    /// A post that more mentions than this share have is no reason to compare.
    static let roleShareMax = 1.0 / 16

    /// Mentions of the block, by place.
    private(set) var mentions: [MentionKeys] = []
    /// Persons of the block, ascending.
    private(set) var persons: [Int] = []
    /// Pairs with a common key that were not compared because of ``compared``.
    private(set) var omittedCount = 0
    /// Pairs of places, ascending, each once.
    private(set) var pairs: [UInt64] = []
    private var entries: [UInt64] = []

    /// Takes the members of a name.
    mutating func load(_ name: Int, from source: MentionSource) {
        let block = source.names.block(name)
        persons.removeAll(keepingCapacity: true)
        while mentions.count < block.count { mentions.append(MentionKeys()) }
        for place in block {
            let person = source.names.member(place)
            source.gather(person, into: &mentions[persons.count])
            persons.append(person)
        }
    }

    /// Finds the pairs that share a key of which one may hope something, or,
    /// with `isNameEnough`, all.
    ///
    /// - Complexity: O(k log k + pairs) for k keys; at most ``compared`` pairs
    ///   for each key of each mention.
    mutating func findPairs(_ scorer: PairScorer, isNameEnough: Bool) {
        pairs.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        for place in persons.indices {
            if isNameEnough { entries.append(UInt64(UInt32.max) << 32 | UInt64(place)) }
            for key in mentions[place].keys where Self.isReason(key, scorer) {
                entries.append(UInt64(key) << 32 | UInt64(place))
            }
        }
        entries.sort()
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end] >> 32 == entries[start] >> 32 { end += 1 }
            addPairs(start..<end)
            start = end
        }
        pairs.sort()
        var count = 0
        for index in pairs.indices where count == 0 || pairs[index] != pairs[count - 1] {
            pairs[count] = pairs[index]
            count += 1
        }
        pairs.removeLast(pairs.count - count)
    }

    private mutating func addPairs(_ run: Range<Int>) {
        let heads = run.prefix(Self.compared)
        for first in heads {
            for second in first + 1..<max(first + 1, run.upperBound) {
                pairs.append((entries[first] & 0xFFFF_FFFF) << 32 | entries[second] & 0xFFFF_FFFF)
            }
        }
        let rest = run.count - heads.count
        omittedCount += rest * max(0, rest - 1) / 2
    }

    /// Whether mentions that share the key are compared for it.
    static func isReason(_ key: UInt32, _ scorer: PairScorer) -> Bool {
        switch scorer.space.kind(of: key) {
        case .start: false
        case .role:
            Double(Int(scorer.counts[Int(key)]) + scorer.added) <= roleShareMax * Double(scorer.mentionCount)
        default: true
        }
    }
}
