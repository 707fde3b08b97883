/// Shortest paths by weight from one node.
///
/// Idea: settle nodes in the order of their distance, by a binary heap with
/// outdated entries left in it (E. W. Dijkstra, "A note on two problems in
/// connexion with graphs", 1959, doi:10.1007/BF01386390).
///
/// Conventions: weights are ≥ 0; an edge of weight +∞ is not crossed. Of equal
/// distances the lower node id settles first; of equally long paths to a node
/// the one found first stays. Distances add up from the source outward in
/// floating point. Hubs and excluded nodes are absent, except as the source.
///
/// Complexity: O((nodes + entries) · log entries) time, 24 bytes a node scratch.
public struct WeightedPaths: Sendable, Equatable {
    /// A settled node and the last step of its path.
    public struct Reached: Sendable, Equatable {
        public var node: NodeID
        public var distance: Double
        /// Place in ``WeightedPaths/reached`` of the node before; nil at the
        /// source.
        public var previous: Int?
        /// The edge from there; nil at the source.
        public var edge: EdgeID?
    }

    /// Settled nodes by ascending (distance, id); the source first.
    public var reached: [Reached]
    /// The bound that ended the search before all in reach was settled. What
    /// ``reached`` holds is final all the same.
    public var stopped: OmissionReason?
    public var explored: Exploration
    /// Entries that lead to hubs and excluded nodes.
    public var omitted: [Omission]

    /// The path to the node settled at that place.
    ///
    /// - Precondition: `place` is an index of ``reached``.
    public func path(toPlace place: Int) -> GraphPath {
        var path = GraphPath(nodes: [], edges: [])
        var next: Int? = place
        while let here = next {
            path.nodes.append(reached[here].node)
            if let edge = reached[here].edge { path.edges.append(edge) }
            next = reached[here].previous
        }
        path.nodes.reverse()
        path.edges.reverse()
        return path
    }
}

extension CSRGraph {
    /// Shortest paths by the weights of a column, one a row of ``table``.
    ///
    /// - Precondition: a weight for every edge, none negative or NaN; the
    ///   nodes belong to the graph.
    public func weightedPaths(
        from source: NodeID, weights: Column<Double>, maxDistance: Double = .infinity, until targets: [NodeID]? = nil,
        filter: EdgeFilter = EdgeFilter(), budget: Budget = .unlimited, scratch: inout TraversalScratch
    ) -> WeightedPaths {
        precondition(weights.count == edgeCount, "\(weights.count) weights for \(edgeCount) edges")
        return weightedPaths(
            from: source, maxDistance: maxDistance, until: targets, filter: filter, budget: budget,
            scratch: &scratch
        ) { weights[$0.index] }
    }

    /// Shortest paths by weights that a closure gives.
    ///
    /// - Parameters:
    ///   - maxDistance: nodes farther away are not settled.
    ///   - targets: when given, the search ends once all of them are settled.
    ///   - budget: `maxNodes` bounds the settled nodes.
    ///   - weight: of an edge; may be asked twice.
    /// - Precondition: no weight is negative or NaN; the nodes belong to the
    ///   graph.
    public func weightedPaths(
        from source: NodeID, maxDistance: Double = .infinity, until targets: [NodeID]? = nil,
        filter: EdgeFilter = EdgeFilter(), budget: Budget = .unlimited, scratch: inout TraversalScratch,
        weight: (EdgeID) -> Double
    ) -> WeightedPaths {
        for node in [source] + (targets ?? []) {
            precondition(node.index < nodeCount, "node \(node.index) outside 0..<\(nodeCount)")
        }
        let stamp = scratch.begin(nodeCount: nodeCount)
        scratch.reserveDistances(nodeCount: nodeCount)
        var distances: [Double] = []
        swap(&distances, &scratch.distances)
        defer { swap(&distances, &scratch.distances) }
        var slots = scratch.slots.mutableSpan
        var search = DijkstraSearch(
            AdjacencyView(self), CompiledFilter(filter, self), budget: budget, stamp: stamp,
            maxDistance: maxDistance, targets: targets.map(Set.init))
        let stopped = search.run(from: source, &slots, &distances, weight)
        return WeightedPaths(
            reached: search.reached, stopped: stopped,
            explored: Exploration(nodes: search.reached.count, entries: search.meter.entries),
            omitted: search.omitted.omissions)
    }
}

/// A node's slot: `stamp` once settled; `backStamp` once it has a tentative
/// distance, which lies in `distances`.
private struct DijkstraSearch: ~Escapable {
    struct Candidate: Comparable {
        var distance: Double
        var node: UInt32
        /// Edge crossed and place of the node before; both of no meaning at
        /// the source.
        var edge: UInt32
        var previous: Int

        static func < (a: Candidate, b: Candidate) -> Bool {
            a.distance != b.distance ? a.distance < b.distance : a.node < b.node
        }
    }

    let view: AdjacencyView
    let filter: CompiledFilter
    let stamp: UInt32
    let maxDistance: Double
    var targets: Set<NodeID>?
    var meter: BudgetMeter
    var omitted = OmissionCounter()
    var reached: [WeightedPaths.Reached] = []
    var heap = BinaryHeap<Candidate>()

    @_lifetime(copy view, copy filter)
    init(
        _ view: consuming AdjacencyView, _ filter: consuming CompiledFilter, budget: Budget, stamp: UInt32,
        maxDistance: Double, targets: Set<NodeID>?
    ) {
        self.view = view
        self.filter = filter
        self.stamp = stamp
        self.maxDistance = maxDistance
        self.targets = targets
        meter = BudgetMeter(budget)
    }

    @_lifetime(self: copy self)
    mutating func run(
        from source: NodeID, _ slots: inout MutableSpan<TraversalScratch.Slot>, _ distances: inout [Double],
        _ weight: (EdgeID) -> Double
    ) -> OmissionReason? {
        heap.insert(Candidate(distance: 0, node: source.rawValue, edge: 0, previous: -1))
        while let next = heap.removeFirst() {
            if slots[Int(next.node)].stamp == stamp { continue }
            if reached.count >= meter.budget.maxNodes { return .nodeBudget }
            slots[Int(next.node)].stamp = stamp
            let isSource = reached.isEmpty
            reached.append(
                WeightedPaths.Reached(
                    node: NodeID(rawValue: next.node), distance: next.distance,
                    previous: isSource ? nil : next.previous, edge: isSource ? nil : EdgeID(rawValue: next.edge)))
            if targets?.remove(NodeID(rawValue: next.node)) != nil, targets?.isEmpty == true { return nil }
            if let reason = relax(next, &slots, &distances, weight) { return reason }
        }
        return nil
    }

    @_lifetime(self: copy self)
    private mutating func relax(
        _ settled: Candidate, _ slots: inout MutableSpan<TraversalScratch.Slot>, _ distances: inout [Double],
        _ weight: (EdgeID) -> Double
    ) -> OmissionReason? {
        for i in view.start(of: settled.node)..<view.end(of: settled.node) {
            let mark = view.marks[i]
            if mark > filter.followed.last { break }
            guard filter.followed.contains(mark) else { continue }
            if let reason = meter.refusal() { return reason }
            let (target, edge) = (view.targets[i], view.edges[i])
            let slot = slots[Int(target)]
            if slot.stamp == stamp || filter.refusal(ofEdge: edge, mark: mark) != nil { continue }
            if filter.refusesNodes {
                let degree = view.end(of: target) - view.start(of: target)
                if let reason = filter.refusal(ofNode: target, degree: degree) {
                    omitted.add(mark: mark, reason)
                    continue
                }
            }
            let weight = weight(EdgeID(rawValue: edge))
            precondition(weight >= 0, "weight \(weight) of edge \(edge) is not a number ≥ 0")
            let distance = settled.distance + weight
            guard distance < .infinity, distance <= maxDistance,
                slot.backStamp != stamp || distance < distances[Int(target)]
            else { continue }
            slots[Int(target)].backStamp = stamp
            distances[Int(target)] = distance
            heap.insert(Candidate(distance: distance, node: target, edge: edge, previous: reached.count - 1))
        }
        return nil
    }
}
