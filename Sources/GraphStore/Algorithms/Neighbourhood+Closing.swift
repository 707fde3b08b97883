extension CSRGraph {
    /// Adds the edges between two nodes at exactly `hops` hops, which the search
    /// does not cross: who sees two entities expects to see what joins them.
    ///
    /// They come behind the other edges, ascending. Nodes of few entries are
    /// examined first, because either end of an edge shows it.
    ///
    /// - Parameters:
    ///   - found: what ``neighbourhood(of:hops:entriesPerNode:filter:budget:scratch:)``
    ///     found.
    ///   - hops: those that it was found with.
    ///   - filter: the same.
    ///   - entriesMax: entries examined at most; nodes that are then left are
    ///     counted as omitted.
    ///   - edgesMax: edges of the answer at most.
    /// - Returns: the same nodes with more edges.
    /// - Complexity: O(entries examined).
    public func closing(
        _ found: Neighbourhood, hops: Int, filter: EdgeFilter = EdgeFilter(), entriesMax: Int = 1_000_000,
        edgesMax: Int = .max
    ) -> Neighbourhood {
        let outermost = zip(found.nodes, found.hops).filter { $0.1 == hops }.map(\.0)
        guard hops > 0, !outermost.isEmpty else { return found }
        let members = Set(outermost)
        var closed = found
        var edges: Set<EdgeID> = []
        var entryCount = 0
        var left = outermost.sorted { (degree(of: $0), $0) < (degree(of: $1), $1) }[...]
        while let node = left.first, entryCount + degree(of: node) <= entriesMax {
            left.removeFirst()
            entryCount += degree(of: node)
            let page = page(from: ExpansionCursor(node: node), limit: max(1, degree(of: node)), filter: filter)
            for entry in page.entries where members.contains(entry.target) { edges.insert(entry.edge) }
        }
        let added = edges.sorted().prefix(max(0, edgesMax - found.edges.count))
        closed.edges += added
        closed.explored.entries += entryCount
        // Of one node alone only a loop can be missing.
        if left.count > 1 {
            closed.omitted.append(Omission(kind: EdgeKind(rawValue: 0), reason: .entryBudget, count: left.count))
        }
        if added.count < edges.count {
            let count = edges.count - added.count
            closed.omitted.append(Omission(kind: EdgeKind(rawValue: 0), reason: .edgeBudget, count: count))
        }
        return closed
    }
}
