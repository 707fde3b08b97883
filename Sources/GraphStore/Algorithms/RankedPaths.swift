/// The shortest simple paths by weight between two nodes, the best first.
///
/// Idea: a search by distance from each end (``MeetingSearches``). When the two
/// have come as far as r and s, every path shorter than r + s leads through nodes
/// that one of them has settled. Of these only such matter as lie on some simple path
/// between the ends (``PathRegion``); among them the paths are found one after
/// the other (``YenSearch``). Once the last path wanted is shorter than r + s,
/// there are no better ones.
///
/// Conventions: as of ``WeightedPaths``. A path passes no node twice; between
/// two nodes it takes the lightest edge, of equally light ones the lowest. Of
/// equally long paths found the one with the lower nodes comes first.
///
/// Complexity: that of the two searches, and O(count · hops) searches among the
/// nodes that matter. Memory: that of two scratches, and about 100 bytes an entry
/// examined while a question is answered.
public struct RankedPaths: Sendable, Equatable {
    /// By length, the shortest first.
    public var paths: [Ranked]
    /// The bound that ended the search before as many paths as asked for were
    /// found, or before they were known to be the best.
    public var stopped: OmissionReason?
    /// No path shorter than this is missing, unless as many better ones as
    /// asked for are there.
    public var searchedLength: Double
    /// Nodes that were settled, and entries examined, those of the search among
    /// paths too.
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
    ///   - maxExcess: nor are such that are longer than the shortest by more.
    ///   - filter: edges followed from the source on.
    ///   - core: of this graph; without it, dead ends are searched too.
    ///   - budget: of entries and time; half of the entries may go into finding
    ///     the nodes that matter.
    ///   - scratch: working memory.
    ///   - weight: of an edge, not negative; asked for often.
    ///   - leastWeight: no entry of the node weighs less. Where it is greater
    ///     than zero, the node's row is read only when a path may come as far.
    /// - Returns: the paths, and how far they are known to be the best.
    /// - Precondition: no weight is negative or NaN; the nodes belong to the
    ///   graph.
    public func rankedPaths(
        from source: NodeID, to target: NodeID, count: Int, maxLength: Double = .infinity,
        maxExcess: Double = .infinity, filter: EdgeFilter, core: PathCore? = nil, budget: Budget = .unlimited,
        scratch: inout TraversalScratch, weight: (EdgeID) -> Double,
        leastWeight: (NodeID) -> Double = { _ in 0 }
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
        var distances = MeetingSearches.Distances()
        swap(&distances.forward, &scratch.distances)
        swap(&distances.backward, &back.distances)
        defer {
            swap(&distances.forward, &scratch.distances)
            swap(&distances.backward, &back.distances)
        }
        let passage = core.map { Passage($0, between: source, and: target) }
        var slots = scratch.slots.mutableSpan
        var backSlots = back.slots.mutableSpan
        var searches = MeetingSearches(
            DijkstraSearch(
                AdjacencyView(self), CompiledFilter(filter, self), budget: searchBudget, stamp: stamp,
                maxDistance: maxLength, targets: nil, meetingFrom: target, through: passage),
            DijkstraSearch(
                AdjacencyView(self), CompiledFilter(filter.reversed, self), budget: searchBudget, stamp: backStamp,
                maxDistance: maxLength, targets: nil, meetingFrom: source, through: passage),
            maxEntries: searchBudget.maxEntries, maxLength: maxLength, maxExcess: maxExcess)
        searches.begin(from: source, to: target, &slots, &backSlots, &distances, weight, leastWeight)
        // Not far beyond a direct relation at first.
        var wanted = min(maxLength, RankedPaths.firstLength)
        var known = maxLength
        var spent = 0
        while true {
            searches.run(to: wanted, &slots, &backSlots, &distances, weight, leastWeight)
            let reach = searches.reach
            answer = RankedPaths(after: searches, keeping: answer.paths)
            let settled = SettledNodes(
                searches, slots.span, backSlots.span, maxLength: min(known, searches.limit))
            let region = PathRegion(searches, settled, from: source.rawValue, to: target.rawValue)
            if let region { search(region, count, searches.limit, budget, &spent, &answer) }
            answer.keep(within: maxExcess)
            if answer.stopped != nil || searches.areDone { return answer }
            if answer.paths.count == count, let last = answer.paths.last {
                if last.length < reach { return answer }
                (known, wanted) = (last.length, last.length)
            } else {
                wanted = reach * RankedPaths.growth
            }
        }
    }

    /// Finds paths in a region. `spent` counts the entries of all regions.
    private func search(
        _ region: PathRegion, _ count: Int, _ maxLength: Double, _ budget: Budget, _ spent: inout Int,
        _ answer: inout RankedPaths
    ) {
        var meter = BudgetMeter(budget)
        let searched = answer.explored.entries
        answer.stopped = meter.add(searched + spent) ?? answer.stopped
        var search = YenSearch(region, meter: meter)
        let found = search.run(count: count, maxLength: maxLength * MeetingSearches.roundingSlack)
        // A search that was stopped may not have come to what an earlier one found.
        answer.paths = search.stopped == nil ? found : RankedPaths.best(count, of: found, answer.paths)
        answer.explored.entries = search.meter.entries
        spent = search.meter.entries - searched
        guard let reason = search.stopped else { return }
        answer.stopped = reason
        answer.searchedLength = min(answer.searchedLength, answer.paths.last?.length ?? 0)
    }
}

extension RankedPaths {
    /// What two searches tell before more paths are looked for.
    fileprivate init(after searches: borrowing MeetingSearches, keeping paths: [Ranked]) {
        self.init(
            paths: paths, stopped: searches.stopped, searchedLength: min(searches.limit, searches.reach),
            explored: Exploration(
                nodes: searches.forward.reached.count + searches.backward.reached.count, entries: searches.entries),
            omitted: searches.forward.omitted.omissions)
    }

    /// The shortest of two lists, each path once.
    fileprivate static func best(_ count: Int, of found: [Ranked], _ earlier: [Ranked]) -> [Ranked] {
        let known = Set(found.map(\.path))
        let all = found + earlier.filter { !known.contains($0.path) }
        return Array(all.sorted { $0.length < $1.length }.prefix(count))
    }

    /// Leaves out paths that are longer than the shortest by more: which one that
    /// is may become known late.
    fileprivate mutating func keep(within excess: Double) {
        guard let first = paths.first else { return }
        let limit = first.length + excess
        paths.removeAll { $0.length > limit * MeetingSearches.roundingSlack }
        searchedLength = min(searchedLength, limit)
    }
}

extension RankedPaths {
    /// A direct relation has a length of about one.
    fileprivate static let firstLength = 1.0
    /// Each time nearly all is found anew.
    fileprivate static let growth = 2.0
}

extension EdgeFilter {
    /// The same edges, followed the other way.
    fileprivate var reversed: EdgeFilter {
        var filter = self
        (filter.outward, filter.inward) = (inward, outward)
        return filter
    }
}
