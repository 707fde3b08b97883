/// One part of the graph that connects up to fifty nodes: the union of all
/// shortest paths between each two of them.
///
/// This is not a minimum Steiner tree: it is larger, but everything in it is
/// the answer to "how are these two related?" for some two of the nodes, and it
/// is unique, so that the same question always shows the same picture.
///
/// Complexity: n(n − 1)/2 searches of
/// ``CSRGraph/allShortestPaths(from:to:pathLimit:filter:budget:scratch:)``.
public struct ConnectingSubgraph: Sendable, Equatable {
    /// What was found between two terminals.
    public struct Pair: Sendable, Equatable {
        public var from: NodeID
        public var to: NodeID
        /// Number of edges and exact number of shortest paths (saturating at
        /// `UInt64.max`).
        public var outcome: PathOutcome<Distance>
    }

    /// How far apart two nodes are, and in how many ways.
    public struct Distance: Sendable, Equatable {
        public var hops: Int
        public var pathCount: UInt64
    }

    /// Ascending; terminals are always members.
    public var nodes: [NodeID]
    /// Ascending.
    public var edges: [EdgeID]
    /// Every two terminals in the order given.
    public var pairs: [Pair]
    public var explored: Exploration
    /// Sums over the pairs; see ``PathSearch``.
    public var omitted: [Omission]
}

extension CSRGraph {
    /// Terminals that one query may connect: fifty make 1,225 searches.
    public static let connectingTerminalsMax = 50

    /// Connects the terminals.
    ///
    /// Paths follow the filter from the earlier terminal to the later one.
    ///
    /// - Parameter budget: for all pairs together, nodes reached being counted
    ///   anew for each pair. A pair that meets a bound, and the pairs after it
    ///   when entries or time ran out, are reported as stopped.
    /// - Precondition: 2 to ``connectingTerminalsMax`` distinct nodes of the
    ///   graph.
    public func connectingSubgraph(
        of terminals: [NodeID], filter: EdgeFilter = EdgeFilter(), budget: Budget = .unlimited,
        scratch: inout TraversalScratch
    ) -> ConnectingSubgraph {
        precondition(
            (2...CSRGraph.connectingTerminalsMax).contains(terminals.count),
            "\(terminals.count) terminals, expected 2…\(CSRGraph.connectingTerminalsMax)")
        precondition(Set(terminals).count == terminals.count, "terminals repeat")
        var (nodes, edges): (Set<NodeID>, Set<EdgeID>) = (Set(terminals), [])
        var pairs: [ConnectingSubgraph.Pair] = []
        var explored = Exploration()
        var omitted = OmissionCounter()
        for (i, from) in terminals.enumerated() {
            for to in terminals[(i + 1)...] {
                var rest = budget
                if budget.maxEntries != .max { rest.maxEntries = max(0, budget.maxEntries - explored.entries) }
                if budget.maxEdges != .max { rest.maxEdges = max(0, budget.maxEdges - edges.count) }
                let search = allShortestPaths(
                    from: from, to: to, pathLimit: 0, filter: filter, budget: rest, scratch: &scratch)
                explored.nodes += search.explored.nodes
                explored.entries += search.explored.entries
                for part in search.omitted { omitted.add(mark: part.kind.rawValue << 1, part.reason, part.count) }
                switch search.outcome {
                case .found(let paths):
                    nodes.formUnion(paths.nodes)
                    for arc in paths.arcs { edges.insert(arc.edge) }
                    let distance = ConnectingSubgraph.Distance(hops: paths.hops, pathCount: paths.pathCount)
                    pairs.append(.init(from: from, to: to, outcome: .found(distance)))
                case .none: pairs.append(.init(from: from, to: to, outcome: .none))
                case .stopped(let reason): pairs.append(.init(from: from, to: to, outcome: .stopped(reason)))
                }
            }
        }
        return ConnectingSubgraph(
            nodes: nodes.sorted(), edges: edges.sorted(), pairs: pairs, explored: explored,
            omitted: omitted.omissions)
    }
}
