/// Everything within k hops of some nodes.
///
/// The idea: breadth-first search that returns the edges it crosses. Nodes come
/// in the order in which they are reached, edges in the order in which they are
/// crossed; rows are sorted, so the same question has the same answer, byte for
/// byte.
///
/// Conventions. An edge is returned when it passes the filter and one of its
/// ends lies less than k hops away: edges between two nodes at exactly k hops
/// are not crossed. Parallel edges are returned each, a self-loop once.
///
/// What is left out is counted in *entries*: an edge seen from a node whose row
/// it is in. Every entry that the filter's kinds and directions follow, in the
/// row of every node returned less than k hops away, either belongs to a
/// returned edge or is counted in exactly one ``Omission``:
///
///     entries to follow = entries of returned edges + sum of omissions
///
/// Complexity: O(entries examined) time, and O(nodes + edges returned) memory
/// beside the scratch; examining stops at the budget.
public struct Neighbourhood: Sendable, Equatable {
    /// In the order reached; the starting nodes first.
    public var nodes: [NodeID]
    /// Hops from the nearest starting node, for each of ``nodes``.
    public var hops: [Int]
    /// In the order crossed, each once.
    public var edges: [EdgeID]
    /// Nodes whose rows go on behind the page, and where.
    public var cursors: [ExpansionCursor]
    public var explored: Exploration
    public var omitted: [Omission]
}

/// Where the row of a node is to be read on. Valid within one snapshot.
public struct ExpansionCursor: Hashable, Sendable {
    public let node: NodeID
    /// Entries of the row already read, of whatever kind.
    public let offset: Int

    public init(node: NodeID, offset: Int = 0) { (self.node, self.offset) = (node, offset) }
}

extension CSRGraph {
    /// Everything within `hops` of the starting nodes.
    ///
    /// - Parameters:
    ///   - starts: where to begin; repetitions are dropped. Always returned,
    ///     whatever the budget, and expanded even when excluded or a hub.
    ///   - hops: 0 returns the starts alone.
    ///   - entriesPerNode: followed entries examined at each node before the
    ///     rest is left to a cursor (reason ``OmissionReason/page``).
    /// - Precondition: starts belong to the graph; `hops` and `entriesPerNode`
    ///   are not negative.
    public func neighbourhood(
        of starts: [NodeID], hops: Int, entriesPerNode: Int = .max,
        filter: EdgeFilter = EdgeFilter(), budget: Budget = .unlimited, scratch: inout TraversalScratch
    ) -> Neighbourhood {
        precondition(hops >= 0, "a neighbourhood of \(hops) hops")
        precondition(entriesPerNode >= 0, "\(entriesPerNode) entries a node")
        for start in starts { precondition(start.index < nodeCount, "node \(start.index) outside 0..<\(nodeCount)") }
        var search = NeighbourhoodSearch(
            AdjacencyView(self), CompiledFilter(filter, self), hops: hops, entriesPerNode: entriesPerNode,
            budget: budget, stamp: scratch.begin(nodeCount: nodeCount))
        var slots = scratch.slots.mutableSpan
        search.begin(starts, &slots)
        search.run(&slots)
        search.countUnexamined()
        search.discountReturned(self, slots)
        return search.result()
    }

    /// One page of a node's row: how a hub is looked through bit by bit.
    ///
    /// Reading from offset 0 by the returned cursors meets every followed entry
    /// once. Counts what the filter refuses within the page, and all followed
    /// entries behind it as ``OmissionReason/page`` (or as the budget that ended
    /// it); the in-entry of a self-loop whose out-entry is followed is passed
    /// over.
    ///
    /// - Parameter limit: entries returned at most.
    /// - Returns: entries in row order; the cursor is nil at the row's end.
    /// - Precondition: the cursor belongs to this graph; `limit` is positive.
    public func page(
        from cursor: ExpansionCursor, limit: Int, filter: EdgeFilter = EdgeFilter(), budget: Budget = .unlimited
    ) -> ExpansionPage {
        let row = row(of: cursor.node)
        precondition(limit > 0, "a page of \(limit) entries")
        precondition(
            cursor.offset >= 0 && cursor.offset <= row.count,
            "offset \(cursor.offset) in a row of \(row.count) entries")
        let view = AdjacencyView(self)
        let compiled = CompiledFilter(filter, self)
        var meter = BudgetMeter(budget)
        var omitted = OmissionCounter()
        var entries: [Entry] = []
        var position = row.lowerBound + cursor.offset
        var reasonToStop = OmissionReason.page
        while position < row.upperBound, entries.count < limit {
            if let reason = meter.refusal() {
                reasonToStop = reason
                break
            }
            let (mark, target, edge) = (view.marks[position], view.targets[position], view.edges[position])
            position += 1
            guard compiled.followed.contains(mark) else { continue }
            let isSecondOfLoop = target == cursor.node.rawValue && mark & 1 == 1 && compiled.followed.contains(mark ^ 1)
            if isSecondOfLoop { continue }
            if let reason = compiled.refusal(ofEdge: edge, mark: mark)
                ?? (compiled.excluded.contains(NodeID(rawValue: target)) ? .excludedNode : nil)
            {
                omitted.add(mark: mark, reason)
            } else {
                entries.append(Entry(target: target, edge: edge, mark: mark))
            }
        }
        omitted.addFollowed(position..<row.upperBound, of: view, compiled.followed, reasonToStop)
        let next = ExpansionCursor(node: cursor.node, offset: position - row.lowerBound)
        return ExpansionPage(
            entries: entries, next: position < row.upperBound ? next : nil,
            explored: Exploration(nodes: 1, entries: meter.entries), omitted: omitted.omissions)
    }
}

/// Part of a node's row.
public struct ExpansionPage: Sendable, Equatable {
    public var entries: [CSRGraph.Entry]
    /// Where to go on; nil at the end of the row.
    public var next: ExpansionCursor?
    public var explored: Exploration
    public var omitted: [Omission]
}

extension OmissionCounter {
    /// Counts the followed entries of a part of a row, a group of equal marks
    /// at a time: O(kinds · log entries).
    mutating func addFollowed(
        _ range: Range<Int>, of view: borrowing AdjacencyView, _ followed: MarkSet, _ reason: OmissionReason
    ) {
        var start = range.lowerBound
        while start < range.upperBound {
            let mark = view.marks[start]
            let rest = start..<range.upperBound
            let end = mark == .max ? rest.upperBound : view.marks.lowerBound(mark + 1, in: rest)
            if followed.contains(mark) { add(mark: mark, reason, end - start) }
            start = end
        }
    }
}
