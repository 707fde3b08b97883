/// The shortest simple paths by weight between two nodes, the best first.
///
/// Idea: every node of a path of length 2r is within r of one of its ends. So
/// two searches of radius r (E. W. Dijkstra 1959) bound all that matters; inside,
/// partial paths are continued in the order of their length so far and the exact
/// distance that is left (P. E. Hart, N. J. Nilsson, B. Raphael 1968). When that
/// finds fewer paths than asked for, the radius grows.
///
/// Conventions: as of ``WeightedPaths``. A path passes no node twice; between
/// two nodes it takes the lightest edge, of equally light ones the lowest. Of
/// equally long paths the one with the lower nodes comes first.
///
/// Complexity: that of the two searches, and O(length · degree · log) a path,
/// but for graphs in which many partial paths block themselves.
public struct RankedPaths: Sendable, Equatable {
    /// By length, the shortest first.
    public var paths: [Ranked]
    /// The bound that ended the search before as many paths as asked for were
    /// found. What ``paths`` holds are the best all the same.
    public var stopped: OmissionReason?
    /// Over all searches; nodes of the last two.
    public var explored: Exploration
    /// Entries at hubs and excluded nodes, of the last two searches.
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
    ///   - budget: of entries and time, over all searches.
    ///   - scratch: working memory.
    ///   - weight: of an edge, above zero; asked for often.
    /// - Returns: the paths, and whether a bound ended the search.
    /// - Precondition: no weight is negative or NaN; the nodes belong to the
    ///   graph.
    public func rankedPaths(
        from source: NodeID, to target: NodeID, count: Int, maxLength: Double = .infinity, filter: EdgeFilter,
        budget: Budget = .unlimited, scratch: inout TraversalScratch, weight: (EdgeID) -> Double
    ) -> RankedPaths {
        var answer = RankedPaths(paths: [], stopped: nil, explored: Exploration(), omitted: [])
        guard source != target, count > 0 else { return answer }
        var radius = RankedPathSearch.firstRadius
        while true {
            let bound = min(radius, maxLength / 2)
            let forward = weightedPaths(
                from: source, maxDistance: bound, filter: filter, budget: budget, scratch: &scratch, weight: weight)
            let backward = weightedPaths(
                from: target, maxDistance: bound, filter: filter.reversed, budget: budget, scratch: &scratch,
                weight: weight)
            answer.explored.nodes = forward.explored.nodes + backward.explored.nodes
            answer.explored.entries += forward.explored.entries + backward.explored.entries
            answer.omitted = forward.omitted
            answer.stopped = forward.stopped ?? backward.stopped
            // A ball that does not grow holds every path there is.
            let isWhole =
                bound >= maxLength / 2
                || isClosed(forward, from: source, filter, &scratch, weight)
                || isClosed(backward, from: target, filter.reversed, &scratch, weight)
            var search = RankedPathSearch(
                self, nodes: forward.reached.map(\.node.rawValue) + backward.reached.map(\.node.rawValue),
                filter: filter, ends: [source, target], budget: budget, entries: answer.explored.entries)
            answer.paths = search.run(
                from: source, to: target, count: count, maxLength: isWhole ? maxLength : 2 * bound, weight)
            answer.explored.entries = search.meter.entries
            answer.stopped = answer.stopped ?? search.stopped
            if answer.paths.count >= count || isWhole || answer.stopped != nil { return answer }
            radius *= RankedPathSearch.growth
        }
    }

    /// Whether a search has reached all that it can reach at any distance.
    private func isClosed(
        _ ball: WeightedPaths, from source: NodeID, _ filter: EdgeFilter, _ scratch: inout TraversalScratch,
        _ weight: (EdgeID) -> Double
    ) -> Bool {
        let further = weightedPaths(
            from: source, filter: filter, budget: Budget(maxNodes: ball.reached.count + 1), scratch: &scratch,
            weight: weight)
        return further.stopped == nil && further.reached.count <= ball.reached.count
    }
}

extension EdgeFilter {
    /// The same edges, followed the other way.
    fileprivate var reversed: EdgeFilter {
        var filter = self
        (filter.outward, filter.inward) = (inward, outward)
        return filter
    }
}

/// Looks for paths among the nodes that two searches have reached.
private struct RankedPathSearch: ~Escapable {
    /// A direct relation has a length of about one.
    static let firstRadius = 2.0
    /// A radius of half as much again reaches a few times the nodes.
    static let growth = 1.5

    /// A path as far as it goes.
    private struct Partial {
        var place: Int
        var previous: Int
        var edge: UInt32
        var length: Double
    }

    /// The shortest first by length so far and distance left; then the lower
    /// node; then the one found first.
    private struct Rank: Comparable {
        var estimate: Double
        var node: UInt32
        var number: Int

        static func < (a: Rank, b: Rank) -> Bool {
            if a.estimate != b.estimate { return a.estimate < b.estimate }
            return a.node != b.node ? a.node < b.node : a.number < b.number
        }
    }

    /// A step to another node inside.
    private struct Step {
        var place: Int
        var edge: UInt32
        var weight: Double
    }

    private let view: AdjacencyView
    private let filter: CompiledFilter
    private let ends: [NodeID]
    private let nodes: [UInt32]
    private var places: [UInt32: Int] = [:]
    private(set) var meter: BudgetMeter
    private(set) var stopped: OmissionReason?

    @_lifetime(borrow graph)
    init(
        _ graph: borrowing CSRGraph, nodes: [UInt32], filter: EdgeFilter, ends: [NodeID], budget: Budget, entries: Int
    ) {
        view = AdjacencyView(graph)
        self.filter = CompiledFilter(filter, graph)
        self.ends = ends
        meter = BudgetMeter(budget)
        self.nodes = Set(nodes).sorted()
        for (place, node) in self.nodes.enumerated() { places[node] = place }
        stopped = meter.add(entries)
    }

    mutating func run(
        from source: NodeID, to target: NodeID, count: Int, maxLength: Double, _ weight: (EdgeID) -> Double
    ) -> [RankedPaths.Ranked] {
        guard stopped == nil, let start = places[source.rawValue], let goal = places[target.rawValue] else { return [] }
        let steps = self.steps(weight)
        let left = distances(to: goal, steps)
        var partials = [Partial(place: start, previous: -1, edge: 0, length: 0)]
        var heap = BinaryHeap<Rank>()
        if left[start] <= maxLength { heap.insert(Rank(estimate: left[start], node: nodes[start], number: 0)) }
        var found: [RankedPaths.Ranked] = []
        while found.count < count, let best = heap.removeFirst() {
            let partial = partials[best.number]
            if partial.place == goal {
                found.append(RankedPaths.Ranked(path: path(best.number, partials), length: partial.length))
                continue
            }
            for step in steps[partial.place] where !isOn(step.place, best.number, partials) {
                if let reason = meter.refusal() {
                    stopped = reason
                    return found
                }
                let length = partial.length + step.weight
                guard length + left[step.place] <= maxLength else { continue }
                partials.append(Partial(place: step.place, previous: best.number, edge: step.edge, length: length))
                heap.insert(
                    Rank(estimate: length + left[step.place], node: nodes[step.place], number: partials.count - 1))
            }
        }
        return found
    }

    /// The lightest step to each neighbour inside, by place.
    private mutating func steps(_ weight: (EdgeID) -> Double) -> [[Step]] {
        var all: [[Step]] = Array(repeating: [], count: nodes.count)
        for (place, node) in nodes.enumerated() {
            var lightest: [Int: Step] = [:]
            for i in view.start(of: node)..<view.end(of: node) {
                let mark = view.marks[i]
                if mark > filter.followed.last { break }
                guard filter.followed.contains(mark), let other = places[view.targets[i]], other != place,
                    filter.refusal(ofEdge: view.edges[i], mark: mark) == nil, !isRefused(view.targets[i])
                else { continue }
                let step = Step(place: other, edge: view.edges[i], weight: weight(EdgeID(rawValue: view.edges[i])))
                if let known = lightest[other], (known.weight, known.edge) <= (step.weight, step.edge) { continue }
                lightest[other] = step
            }
            _ = meter.add(view.degree(of: node))
            all[place] = lightest.values.sorted { $0.place < $1.place }
        }
        return all
    }

    /// Whether a node must not be passed; the ends may.
    private func isRefused(_ node: UInt32) -> Bool {
        guard filter.refusesNodes, !ends.contains(NodeID(rawValue: node)) else { return false }
        return filter.refusal(ofNode: node, degree: view.degree(of: node)) != nil
    }

    /// The distance from every place to one.
    private func distances(to goal: Int, _ steps: [[Step]]) -> [Double] {
        var backward: [[(place: Int, weight: Double)]] = Array(repeating: [], count: nodes.count)
        for (place, steps) in steps.enumerated() {
            for step in steps { backward[step.place].append((place, step.weight)) }
        }
        var distances = [Double](repeating: .infinity, count: nodes.count)
        distances[goal] = 0
        var heap = BinaryHeap<Rank>()
        heap.insert(Rank(estimate: 0, node: UInt32(goal), number: goal))
        while let next = heap.removeFirst() {
            guard next.estimate <= distances[next.number] else { continue }
            for (place, weight) in backward[next.number] where next.estimate + weight < distances[place] {
                distances[place] = next.estimate + weight
                heap.insert(Rank(estimate: distances[place], node: UInt32(place), number: place))
            }
        }
        return distances
    }

    private func isOn(_ place: Int, _ number: Int, _ partials: [Partial]) -> Bool {
        var number = number
        while number >= 0 {
            if partials[number].place == place { return true }
            number = partials[number].previous
        }
        return false
    }

    private func path(_ number: Int, _ partials: [Partial]) -> GraphPath {
        var path = GraphPath(nodes: [], edges: [])
        var number = number
        while number >= 0 {
            path.nodes.append(NodeID(rawValue: nodes[partials[number].place]))
            if partials[number].previous >= 0 { path.edges.append(EdgeID(rawValue: partials[number].edge)) }
            number = partials[number].previous
        }
        path.nodes.reverse()
        path.edges.reverse()
        return path
    }
}
