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
        search.begin(at: source)
        while search.settleNext(&slots, &distances, weight, { _ in 0 }) {}
        return WeightedPaths(
            reached: search.reached, stopped: search.stopped,
            explored: Exploration(nodes: search.reached.count, entries: search.meter.entries),
            omitted: search.omitted.omissions)
    }
}
