/// An immutable typed multigraph as compressed sparse rows, readable in both
/// directions.
///
///     node v ─► row offsets[v] ..< offsets[v + 1]
///     entry i   targets[i]  the node at the other end
///               marks[i]    kind << 1 | direction (0: v is `from`)
///               edges[i]    the row of ``table`` that holds its attributes
///
/// `offsets.count == nodeCount + 1`; `targets`, `marks` and `edges` have
/// `2 · edgeCount` entries. Within a row, entries are strictly ascending by
/// (mark, target, edge): grouped by kind, outward before inward, and in an
/// order that depends on nothing but the graph.
///
/// Conventions: each edge has two entries, one in the row of each end. A
/// self-loop has both in the one row, out and in, and so adds 2 to the degree.
/// Parallel edges keep an entry each.
///
/// Memory: 18 bytes an edge and 4 a node, besides ``table``.
public struct CSRGraph: Sendable {
    /// Start of each node's row, and one last entry: the end of the last row.
    public let offsets: Column<UInt32>
    /// Node at the other end.
    public let targets: Column<UInt32>
    /// ``EdgeMark/rawValue``.
    public let marks: Column<UInt8>
    /// ``EdgeID/rawValue``.
    public let edges: Column<UInt32>
    /// The edges with their attributes.
    public let table: EdgeTable
    /// Edges beside the table. The four columns above know nothing of them;
    /// rows, entries and all questions do.
    public let added: AddedEdges

    /// Takes columns as they are. What comes from a file must pass
    /// ``validateBounds()`` (and, in tests, ``validate()``) before any kernel
    /// reads it.
    ///
    /// - Precondition: `offsets` has at least one entry.
    public init(
        offsets: Column<UInt32>, targets: Column<UInt32>, marks: Column<UInt8>, edges: Column<UInt32>,
        table: EdgeTable
    ) {
        self.init(offsets: offsets, targets: targets, marks: marks, edges: edges, table: table, added: .none)
    }

    init(
        offsets: Column<UInt32>, targets: Column<UInt32>, marks: Column<UInt8>, edges: Column<UInt32>,
        table: EdgeTable, added: AddedEdges
    ) {
        precondition(!offsets.isEmpty, "a graph's offsets need one entry more than it has nodes")
        (self.offsets, self.targets, self.marks, self.edges) = (offsets, targets, marks, edges)
        (self.table, self.added) = (table, added)
    }

    /// Number of nodes: ids are `0 ..< nodeCount`.
    public var nodeCount: Int { offsets.count - 1 }
    /// Number of edges; a self-loop is one.
    public var edgeCount: Int { table.count }
}

extension CSRGraph {
    /// One entry of a row.
    public struct Entry: Hashable, Sendable {
        public let target: NodeID
        public let edge: EdgeID
        public let mark: EdgeMark

        @inline(__always) init(target: UInt32, edge: UInt32, mark: UInt8) {
            self.target = NodeID(rawValue: target)
            self.edge = EdgeID(rawValue: edge)
            self.mark = EdgeMark(rawValue: mark)
        }
    }

    /// Positions of the node's entries.
    ///
    /// - Precondition: the node is one of this graph.
    public func row(of node: NodeID) -> Range<Int> {
        precondition(node.index < nodeCount, "node \(node.index) outside 0..<\(nodeCount)")
        guard added.nodes.contains(node.index) else {
            return Int(offsets[node.index])..<Int(offsets[node.index + 1])
        }
        let place = node.index - added.nodes.lowerBound
        return targets.count + Int(added.offsets[place])..<targets.count + Int(added.offsets[place + 1])
    }

    /// Number of entries at the node: edges of all kinds in both directions, a
    /// self-loop twice.
    public func degree(of node: NodeID) -> Int { row(of: node).count }

    /// The entry at a position of a row.
    public func entry(at position: Int) -> Entry {
        guard position >= targets.count else {
            return Entry(target: targets[position], edge: edges[position], mark: marks[position])
        }
        let place = position - targets.count
        return Entry(target: added.targets[place], edge: added.edges[place], mark: added.marks[place])
    }

    /// The node's entries, ascending by (mark, target, edge).
    ///
    /// - Complexity: O(degree), allocates. ``readNeighbours(of:into:)`` does not.
    public func entries(of node: NodeID) -> [Entry] { row(of: node).map(entry(at:)) }

    /// Positions of the entries of one mark: they are contiguous.
    ///
    /// - Complexity: O(log degree).
    public func row(of node: NodeID, mark: EdgeMark) -> Range<Int> {
        let row = row(of: node)
        let marks = EntryColumn(marks.span, added.marks.span)
        let start = marks.lowerBound(mark.rawValue, in: row)
        guard mark.rawValue < .max else { return start..<row.upperBound }
        return start..<marks.lowerBound(mark.rawValue + 1, in: start..<row.upperBound)
    }
}
