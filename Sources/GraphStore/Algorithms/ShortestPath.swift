/// A walk through the graph without repeated nodes.
public struct GraphPath: Hashable, Sendable {
    /// From one end to the other, both included.
    public var nodes: [NodeID]
    /// The edges between them; of parallel edges, the first in row order.
    public var edges: [EdgeID]
    /// Number of edges.
    public var hops: Int { edges.count }

    public init(nodes: [NodeID], edges: [EdgeID]) { (self.nodes, self.edges) = (nodes, edges) }
}

/// How a search for paths ended.
public enum PathOutcome<Value: Sendable & Equatable>: Sendable, Equatable {
    /// What was looked for.
    case found(Value)
    /// There is no path that the filter lets through. Look at the omissions for
    /// hubs that were in the way.
    case none
    /// A bound of the budget was met first: nothing is known.
    case stopped(OmissionReason)
}

/// A shortest path, and what was passed over to find it.
///
/// ``omitted`` counts, by kind, the entries examined that lead to a node which
/// was not passed through: reasons ``OmissionReason/hub`` and
/// ``OmissionReason/excludedNode``.
public struct PathSearch: Sendable, Equatable {
    public var outcome: PathOutcome<GraphPath>
    public var explored: Exploration
    public var omitted: [Omission]
}

/// A shortest path between two nodes under a filter.
///
/// Idea: bidirectional breadth-first search, level by level, always the smaller
/// frontier; the backward side follows marks reversed (I. Pohl, "Bi-directional
/// search", Machine Intelligence 6, 1971). All levels up to i and j having been
/// expanded without a meeting, no path has i + j edges or fewer, so the first
/// meeting, at i + j + 1, is a shortest path.
///
/// Conventions: every edge is one hop. Hubs and excluded nodes are absent from
/// the graph that is searched, except as the two ends. Which one of several
/// shortest paths is returned depends on the graph and the question only.
///
/// Complexity: O(entries examined) time; no memory beside scratch and answer.
extension CSRGraph {
    /// - Returns: found with zero hops when both ends are the same node.
    /// - Precondition: both nodes belong to the graph.
    public func shortestPath(
        from start: NodeID, to end: NodeID, filter: EdgeFilter = EdgeFilter(), budget: Budget = .unlimited,
        scratch: inout TraversalScratch
    ) -> PathSearch {
        precondition(start.index < nodeCount, "node \(start.index) outside 0..<\(nodeCount)")
        precondition(end.index < nodeCount, "node \(end.index) outside 0..<\(nodeCount)")
        guard start != end else {
            let path = GraphPath(nodes: [start], edges: [])
            return PathSearch(outcome: .found(path), explored: Exploration(nodes: 1), omitted: [])
        }
        let (outcome, explored, omitted) = meet(
            from: start, to: end, wholeLevel: false, filter: filter, budget: budget, scratch: &scratch
        ) { _, meetings, slots in .found(path(through: meetings[0], start, end, slots)) }
        return PathSearch(outcome: outcome, explored: explored, omitted: omitted)
    }

    /// Follows the positions of discovering entries from the meeting to both
    /// ends.
    private func path(
        through meeting: UInt32, _ start: NodeID, _ end: NodeID,
        _ slots: borrowing MutableSpan<TraversalScratch.Slot>
    ) -> GraphPath {
        func parent(_ entry: UInt32) -> (node: UInt32, edge: UInt32) {
            let found = self.entry(at: Int(entry))
            let ends = ends(of: found.edge.rawValue)
            // The entry stands in the parent's row: an out-entry's parent is
            // the edge's `from`.
            return (found.mark.direction == .out ? ends.from : ends.to, found.edge.rawValue)
        }
        var (nodes, crossed): ([NodeID], [EdgeID]) = ([NodeID(rawValue: meeting)], [])
        var node = meeting
        while node != start.rawValue {
            let step = parent(slots[Int(node)].value)
            node = step.node
            nodes.append(NodeID(rawValue: node))
            crossed.append(EdgeID(rawValue: step.edge))
        }
        nodes.reverse()
        crossed.reverse()
        node = meeting
        while node != end.rawValue {
            let step = parent(slots[Int(node)].backValue)
            node = step.node
            nodes.append(NodeID(rawValue: node))
            crossed.append(EdgeID(rawValue: step.edge))
        }
        return GraphPath(nodes: nodes, edges: crossed)
    }
}
