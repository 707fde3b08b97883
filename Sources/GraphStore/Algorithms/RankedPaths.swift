/// The shortest simple paths by weight between two nodes, the best first.
///
/// Idea: a search by distance from each end, a node at a time, the one that has
/// examined less first (T. A. J. Nicholson 1966). When the two have come as far
/// as r and s, every path shorter than r + s leads through nodes that one of
/// them has settled. Of these only such matter as lie on some simple path
/// between the ends (``PathRegion``); among them the paths are found one after
/// the other (``YenSearch``). Once the last path wanted is shorter than r + s,
/// there are no better ones.
///
/// Conventions: as of ``WeightedPaths``. A path passes no node twice; between
/// two nodes it takes the lightest edge, of equally light ones the lowest. Of
/// equally long paths found the one with the lower nodes comes first.
///
/// Complexity: that of the two searches, and O(count · hops) searches among the
/// nodes that matter.
public struct RankedPaths: Sendable, Equatable {
    /// By length, the shortest first.
    public var paths: [Ranked]
    /// The bound that ended the search before as many paths as asked for were
    /// found, or before they were known to be the best.
    public var stopped: OmissionReason?
    /// No path shorter than this is missing, unless as many better ones as
    /// asked for are there.
    public var searchedLength: Double
    /// Nodes that were settled, and entries of their rows.
    public var explored: Exploration
    /// Entries at hubs and excluded nodes, seen from the source.
    public var omitted: [Omission]

    /// A path and its length.
    public struct Ranked: Sendable, Equatable {
        /// From the source to the target.
        public var path: GraphPath
        /// The sum of its weights.
        public var length: Double
    }
}

extension CSRGraph {
    /// The `count` shortest simple paths between two nodes.
    ///
    /// - Parameters:
    ///   - source: where paths begin.
    ///   - target: where they end.
    ///   - count: of paths, at most.
    ///   - maxLength: longer paths are not looked for.
    ///   - filter: edges followed from the source on.
    ///   - budget: of entries and time; half of the entries may go into finding
    ///     the nodes that matter.
    ///   - scratch: working memory.
    ///   - weight: of an edge, not negative; asked for often.
    /// - Returns: the paths, and how far they are known to be the best.
    /// - Precondition: no weight is negative or NaN; the nodes belong to the
    ///   graph.
    public func rankedPaths(
        from source: NodeID, to target: NodeID, count: Int, maxLength: Double = .infinity, filter: EdgeFilter,
        budget: Budget = .unlimited, scratch: inout TraversalScratch, weight: (EdgeID) -> Double
    ) -> RankedPaths {
        for node in [source, target] {
            precondition(node.index < nodeCount, "node \(node.index) outside 0..<\(nodeCount)")
        }
        var answer = RankedPaths(
            paths: [], stopped: nil, searchedLength: maxLength, explored: Exploration(), omitted: [])
        guard source != target, count > 0 else { return answer }
        var back = scratch.takeSecond()
        defer { scratch.giveBack(second: back) }
        var searchBudget = budget
        if budget.maxEntries < .max { searchBudget.maxEntries = budget.maxEntries / 2 }
        let (stamp, backStamp) = (scratch.begin(nodeCount: nodeCount), back.begin(nodeCount: nodeCount))
        scratch.reserveDistances(nodeCount: nodeCount)
        back.reserveDistances(nodeCount: nodeCount)
        var (distances, backDistances): ([Double], [Double]) = ([], [])
        swap(&distances, &scratch.distances)
        swap(&backDistances, &back.distances)
        defer {
            swap(&distances, &scratch.distances)
            swap(&backDistances, &back.distances)
        }
        var slots = scratch.slots.mutableSpan
        var backSlots = back.slots.mutableSpan
        var forward = DijkstraSearch(
            AdjacencyView(self), CompiledFilter(filter, self), budget: searchBudget, stamp: stamp,
            maxDistance: maxLength, targets: nil)
        var backward = DijkstraSearch(
            AdjacencyView(self), CompiledFilter(filter.reversed, self), budget: searchBudget, stamp: backStamp,
            maxDistance: maxLength, targets: nil)
        forward.begin(at: source)
        backward.begin(at: target)
        // The ends are ways even where nothing else may pass them.
        _ = forward.settleNext(&slots, &distances, weight)
        _ = backward.settleNext(&backSlots, &backDistances, weight)
        var shortest = Double.infinity
        // Not beyond the shortest path at first.
        var wanted = min(maxLength, RankedPaths.firstLength)
        while true {
            let reach = forward.nextDistance + backward.nextDistance
            let isWhole = reach > maxLength || reach == .infinity
            answer.stopped = forward.stopped ?? backward.stopped
            if answer.stopped == nil, forward.meter.entries + backward.meter.entries >= searchBudget.maxEntries {
                answer.stopped = .entryBudget
            }
            if answer.stopped == nil, !isWhole, reach <= max(wanted, min(shortest, maxLength)) {
                let settled: NodeID?
                if forward.meter.entries <= backward.meter.entries {
                    _ = forward.settleNext(&slots, &distances, weight)
                    settled = forward.reached.last?.node
                } else {
                    _ = backward.settleNext(&backSlots, &backDistances, weight)
                    settled = backward.reached.last?.node
                }
                if let node = settled?.index, slots[node].stamp == stamp, backSlots[node].stamp == backStamp {
                    let there = forward.reached[Int(slots[node].value)].distance
                    shortest = min(shortest, there + backward.reached[Int(backSlots[node].value)].distance)
                }
                continue
            }
            answer.explored = Exploration(
                nodes: forward.reached.count + backward.reached.count,
                entries: forward.meter.entries + backward.meter.entries)
            answer.omitted = forward.omitted.omissions
            answer.searchedLength = min(maxLength, reach)
            let settled = forward.reached.map(\.node.rawValue) + backward.reached.map(\.node.rawValue)
            let stopped = answer.stopped
            search(settled, from: source, to: target, count, maxLength, filter, budget, weight, &answer)
            if stopped != nil || answer.stopped != nil || isWhole { return answer }
            if answer.paths.count == count, let last = answer.paths.last, last.length < reach { return answer }
            wanted = answer.paths.count == count ? answer.paths[count - 1].length : reach * RankedPaths.growth
        }
    }

    /// Finds paths among settled nodes.
    private func search(
        _ settled: [UInt32], from source: NodeID, to target: NodeID, _ count: Int, _ maxLength: Double,
        _ filter: EdgeFilter, _ budget: Budget, _ weight: (EdgeID) -> Double, _ answer: inout RankedPaths
    ) {
        answer.paths = []
        guard
            let region = PathRegion(
                AdjacencyView(self), CompiledFilter(filter, self), Set(settled), from: source.rawValue,
                to: target.rawValue, weight)
        else { return }
        var meter = BudgetMeter(budget)
        answer.stopped = meter.add(answer.explored.entries) ?? answer.stopped
        var search = YenSearch(region, meter: meter)
        answer.paths = search.run(count: count, maxLength: maxLength)
        answer.explored.entries = search.meter.entries
        guard let reason = search.stopped else { return }
        answer.stopped = reason
        answer.searchedLength = min(answer.searchedLength, answer.paths.last?.length ?? 0)
    }
}

extension RankedPaths {
    /// A direct relation has a length of about one.
    fileprivate static let firstLength = 1.0
    /// Half as far again reaches a few times the nodes.
    fileprivate static let growth = 1.5
}

extension EdgeFilter {
    /// The same edges, followed the other way.
    fileprivate var reversed: EdgeFilter {
        var filter = self
        (filter.outward, filter.inward) = (inward, outward)
        return filter
    }
}
