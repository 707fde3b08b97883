/// Edges as they are found, in any order, with one record each: what
/// ``CSRBuilder`` sorts and merges.
///
/// Memory: 49 bytes an edge. Reserve when the number is known.
public struct EdgeList: Sendable {
    /// Attributes and record together: the builder fetches them in random
    /// order, and 40 bytes lie in one or two cache lines.
    struct Row: Sendable, BitwiseCopyable {
        var attributes: EdgeAttributes
        var record: UInt32
    }

    private(set) var from: [UInt32] = []
    private(set) var to: [UInt32] = []
    private(set) var kind: [UInt8] = []
    private(set) var rows: [Row] = []

    public init() {}

    /// Number of edges appended.
    public var count: Int { rows.count }

    /// Makes room for `count` edges in all.
    public mutating func reserveCapacity(_ count: Int) {
        from.reserveCapacity(count)
        to.reserveCapacity(count)
        kind.reserveCapacity(count)
        rows.reserveCapacity(count)
    }

    /// Adds one edge that one record states. Ends and kind are checked by
    /// ``CSRBuilder/build(_:nodeCount:)``.
    public mutating func append(
        from: NodeID, to: NodeID, kind: EdgeKind, attributes: EdgeAttributes = EdgeAttributes(), record: RecordID
    ) {
        self.from.append(from.rawValue)
        self.to.append(to.rawValue)
        self.kind.append(kind.rawValue)
        rows.append(Row(attributes: attributes, record: record.rawValue))
    }

    /// Adds all edges of another list.
    public mutating func append(contentsOf other: EdgeList) {
        from.append(contentsOf: other.from)
        to.append(contentsOf: other.to)
        kind.append(contentsOf: other.kind)
        rows.append(contentsOf: other.rows)
    }

    /// Replaces provisional numbers of both ends by final ones.
    ///
    /// - Precondition: `node` has an entry for every end.
    mutating func renumber(_ node: [UInt32]) {
        let node = node.span
        for index in from.indices { from[index] = node[Int(from[index])] }
        for index in to.indices { to[index] = node[Int(to[index])] }
    }

    /// The rows, once ends and kinds are in sort keys: their memory is given
    /// back.
    consuming func takeRows() -> [Row] { rows }
}
