/// Edges that no record states and no table holds, laid over a graph: what is
/// found by rules, such as mentions of one person, can be walked without
/// building the graph again.
///
/// All ends lie in one range of nodes. The rows of these nodes are held here
/// once more, with the added entries in their places; positions from the base's
/// entry count on are ours. Edge ids from the table's count on are those of
/// ``list``.
///
/// Memory: 9 bytes for each entry of the rows, 4 a node, and the list.
public struct AddedEdges: Sendable {
    /// An edge and how much it says.
    public struct Edge: Hashable, Sendable {
        /// The smaller end.
        public var from: NodeID
        /// The greater one.
        public var to: NodeID
        /// A kind that means the same in both directions.
        public var kind: EdgeKind
        /// 0…1.
        public var probability: Double

        /// The order of the ends means nothing.
        public init(_ a: NodeID, _ b: NodeID, kind: EdgeKind, probability: Double) {
            (from, to, self.kind, self.probability) = (min(a, b), max(a, b), kind, probability)
        }
    }

    /// The edges, in the order of their ids.
    public let list: [Edge]
    /// Nodes whose rows are here.
    let nodes: Range<Int>
    let offsets: Column<UInt32>
    let targets: Column<UInt32>
    let marks: Column<UInt8>
    let edges: Column<UInt32>

    /// No edges.
    static let none = AddedEdges(
        list: [], nodes: 0..<0, offsets: Column([0]), targets: Column([]), marks: Column([]), edges: Column([]))
}

extension CSRGraph {
    /// The graph with more edges between some of its nodes.
    ///
    /// - Parameters:
    ///   - list: the edges, none of them a loop.
    ///   - nodes: a range that all ends lie in.
    /// - Returns: a graph that shares all columns with this one.
    /// - Complexity: O(entries of the nodes' rows + edges · log).
    /// - Precondition: no edges were added before.
    public func adding(_ list: [AddedEdges.Edge], within nodes: Range<Int>) -> CSRGraph {
        precondition(added.list.isEmpty, "edges can be added once")
        var halves: [(node: UInt32, mark: UInt8, target: UInt32, edge: UInt32)] = []
        halves.reserveCapacity(2 * list.count)
        for (index, edge) in list.enumerated() {
            precondition(
                nodes.contains(edge.from.index) && nodes.contains(edge.to.index) && edge.from != edge.to,
                "an added edge with an end outside of \(nodes), or a loop")
            let id = UInt32(table.count + index)
            halves.append((edge.from.rawValue, EdgeMark(edge.kind, .out).rawValue, edge.to.rawValue, id))
            halves.append((edge.to.rawValue, EdgeMark(edge.kind, .in).rawValue, edge.from.rawValue, id))
        }
        halves.sort { $0 < $1 }
        var (offsets, targets, marks, edges): ([UInt32], [UInt32], [UInt8], [UInt32]) = ([0], [], [], [])
        let count = Int(self.offsets[nodes.upperBound] - self.offsets[nodes.lowerBound]) + halves.count
        targets.reserveCapacity(count)
        marks.reserveCapacity(count)
        edges.reserveCapacity(count)
        offsets.reserveCapacity(nodes.count + 1)
        var next = 0
        for node in nodes {
            var row = row(of: NodeID(node))
            func takeBase(_ position: Int) {
                targets.append(self.targets[position])
                marks.append(self.marks[position])
                edges.append(self.edges[position])
            }
            while next < halves.count, Int(halves[next].node) == node {
                let half = halves[next]
                while let position = row.first,
                    (self.marks[position], self.targets[position]) <= (half.mark, half.target)
                {
                    takeBase(position)
                    row = row.dropFirst()
                }
                targets.append(half.target)
                marks.append(half.mark)
                edges.append(half.edge)
                next += 1
            }
            for position in row { takeBase(position) }
            offsets.append(UInt32(targets.count))
        }
        return CSRGraph(
            offsets: self.offsets, targets: self.targets, marks: self.marks, edges: self.edges, table: table,
            added: AddedEdges(
                list: list, nodes: nodes, offsets: Column(offsets), targets: Column(targets), marks: Column(marks),
                edges: Column(edges)))
    }

    /// The added edge of an id; nil for one of the table.
    public func addedEdge(_ edge: EdgeID) -> AddedEdges.Edge? {
        edge.index < table.count ? nil : added.list[edge.index - table.count]
    }

    /// The ends of an edge of the table or an added one.
    @inline(__always) func ends(of edge: UInt32) -> (from: UInt32, to: UInt32) {
        if Int(edge) < table.count { return (table.from[Int(edge)], table.to[Int(edge)]) }
        let added = added.list[Int(edge) - table.count]
        return (added.from.rawValue, added.to.rawValue)
    }

    /// The kind of an edge of the table or an added one.
    func kind(of edge: UInt32) -> UInt8 {
        Int(edge) < table.count ? table.kind[Int(edge)] : added.list[Int(edge) - table.count].kind.rawValue
    }
}
