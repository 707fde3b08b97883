/// Some of a graph's nodes, a bit each: what to ask of nodes that are come by in
/// no order.
///
/// Memory: a bit for each node up to the greatest one that may be in it.
package struct NodeSet: Sendable {
    @usableFromInline var words: [UInt64]

    /// An empty set that nodes below a number may be put into.
    package init(nodeCount: Int) { words = [UInt64](repeating: 0, count: (nodeCount + 63) / 64) }

    /// - Precondition: the node is below the number that the set was made for.
    package mutating func insert(_ node: UInt32) { words[Int(node >> 6)] |= 1 << UInt64(node & 63) }

    /// Whether a node is in it; one beyond the number is not.
    ///
    /// - Complexity: O(1), without hashing.
    @inlinable @inline(__always) package func contains(_ node: UInt32) -> Bool {
        let word = Int(node >> 6)
        return word < words.count && words[word] >> UInt64(node & 63) & 1 != 0
    }
}
