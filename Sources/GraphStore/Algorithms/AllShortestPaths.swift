/// All shortest paths between two nodes, as the part of the graph that they
/// cover.
///
/// Idea: bidirectional search to the end of the level on which the sides meet;
/// from every meeting, walk back along falling depths on both sides. What is
/// met is exactly the union of all shortest paths: a directed acyclic graph in
/// layers. Path counts add up along the layers (U. Brandes, "A faster algorithm
/// for betweenness centrality", 2001, doi:10.1080/0022250X.2001.9990249).
///
/// Conventions: two paths differ when their *nodes* differ; parallel edges
/// between the same nodes are listed as arcs but count as one path. Filters as
/// in ``CSRGraph/shortestPath(from:to:filter:budget:scratch:)``.
public struct ShortestPaths: Sendable, Equatable {
    /// An edge as the paths walk it.
    public struct Arc: Hashable, Sendable {
        public let from: NodeID
        public let to: NodeID
        public let edge: EdgeID
    }

    /// Number of edges of each path.
    public var hops: Int
    /// Nodes on any shortest path, ascending by (distance from the start, id).
    public var nodes: [NodeID]
    /// Hops from the start, for each of ``nodes``.
    public var layers: [Int]
    /// Steps of any shortest path, ascending by (layer, from, to, edge).
    public var arcs: [Arc]
    /// How many paths there are; `UInt64.max` means that many or more.
    public var pathCount: UInt64
    /// The first paths in ascending order of their node ids, as many as asked
    /// for.
    public var paths: [[NodeID]]
}

/// All shortest paths, or why there are none; omissions as in ``PathSearch``.
public struct ShortestPathsSearch: Sendable, Equatable {
    public var outcome: PathOutcome<ShortestPaths>
    public var explored: Exploration
    public var omitted: [Omission]
}

extension CSRGraph {
    /// All shortest paths between two nodes.
    ///
    /// - Parameters:
    ///   - pathLimit: paths listed at most; the count is exact regardless.
    ///   - budget: `maxEdges` bounds the arcs, `maxNodes` the nodes reached.
    /// - Returns: one path of no edges when both ends are the same node.
    /// - Complexity: O(entries examined + arcs · log arcs + paths listed · hops).
    /// - Precondition: both nodes belong to the graph; `pathLimit` is not
    ///   negative.
    public func allShortestPaths(
        from start: NodeID, to end: NodeID, pathLimit: Int, filter: EdgeFilter = EdgeFilter(),
        budget: Budget = .unlimited, scratch: inout TraversalScratch
    ) -> ShortestPathsSearch {
        precondition(start.index < nodeCount, "node \(start.index) outside 0..<\(nodeCount)")
        precondition(end.index < nodeCount, "node \(end.index) outside 0..<\(nodeCount)")
        precondition(pathLimit >= 0, "\(pathLimit) paths")
        guard start != end else {
            let paths = ShortestPaths(start: start, end: start, hops: 0, layered: [], pathLimit: pathLimit)
            return ShortestPathsSearch(outcome: .found(paths), explored: Exploration(nodes: 1), omitted: [])
        }
        let (outcome, explored, omitted) = meet(
            from: start, to: end, wholeLevel: true, filter: filter, budget: budget, scratch: &scratch
        ) { search, meetings, slots -> PathOutcome<ShortestPaths> in
            let hops = Int(search.frontDepth + search.backDepth)
            var layered: [LayeredArc] = []
            if let reason = search.walkBack(from: meetings, &slots, into: &layered) { return .stopped(reason) }
            return .found(ShortestPaths(start: start, end: end, hops: hops, layered: layered, pathLimit: pathLimit))
        }
        return ShortestPathsSearch(outcome: outcome, explored: explored, omitted: omitted)
    }
}

/// An arc and the layer of its tail.
struct LayeredArc {
    var layer: UInt32
    var from: UInt32
    var to: UInt32
    var edge: UInt32
}

extension LevelSearch {
    /// Collects the arcs of all shortest paths from the meetings to both ends.
    @_lifetime(self: copy self)
    mutating func walkBack(
        from meetings: [UInt32], _ slots: inout MutableSpan<TraversalScratch.Slot>, into arcs: inout [LayeredArc]
    ) -> OmissionReason? {
        walkBack(FrontSide.self, from: meetings, depth: frontDepth, &slots, into: &arcs)
            ?? walkBack(BackSide.self, from: meetings, depth: backDepth, &slots, into: &arcs)
    }

    /// Collects the arcs of one side, from the meetings down to its own end.
    ///
    /// A node whose arcs have been taken gets its depth as `.max - depth` on
    /// that side, so that each is expanded once.
    @_lifetime(self: copy self)
    private mutating func walkBack<Side: SearchSide>(
        _ side: Side.Type, from meetings: [UInt32], depth: UInt32,
        _ slots: inout MutableSpan<TraversalScratch.Slot>, into arcs: inout [LayeredArc]
    ) -> OmissionReason? {
        let followed = Side.Other.followed(filter)
        var level = meetings
        for depth in stride(from: depth, to: 0, by: -1) {
            var next: [UInt32] = []
            for node in level {
                for i in view.start(of: node)..<view.end(of: node) where followed.contains(view.marks[i]) {
                    if let reason = takeEntry() { return reason }
                    let target = view.targets[i]
                    let slot = slots[Int(target)]
                    let isNew = Side.value(slot) == depth - 1
                    guard Side.stamp(slot) == stamp, isNew || Side.value(slot) == UInt32.max - (depth - 1),
                        filter.refusal(ofEdge: view.edges[i], mark: view.marks[i]) == nil
                    else { continue }
                    if arcs.count >= meter.budget.maxEdges { return .edgeBudget }
                    let (tail, head) = Side.isFront ? (target, node) : (node, target)
                    let layer = Side.isFront ? depth - 1 : frontDepth + backDepth - depth
                    arcs.append(LayeredArc(layer: layer, from: tail, to: head, edge: view.edges[i]))
                    if isNew {
                        Side.set(&slots[Int(target)], stamp: stamp, value: UInt32.max - (depth - 1))
                        next.append(target)
                    }
                }
            }
            level = next
        }
        return nil
    }
}

extension ShortestPaths {
    /// Orders arcs, numbers nodes, counts and lists paths.
    fileprivate init(start: NodeID, end: NodeID, hops: Int, layered: [LayeredArc], pathLimit: Int) {
        let ordered = layered.sorted { a, b in
            (a.layer, a.from, a.to, a.edge) < (b.layer, b.from, b.to, b.edge)
        }
        var nodeLayers: [NodeID: Int] = [start: 0]
        for arc in ordered { nodeLayers[NodeID(rawValue: arc.to)] = Int(arc.layer) + 1 }
        let placed = nodeLayers.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        self.hops = hops
        nodes = placed.map(\.key)
        layers = placed.map(\.value)
        arcs = ordered.map { arc in
            Arc(
                from: NodeID(rawValue: arc.from), to: NodeID(rawValue: arc.to), edge: EdgeID(rawValue: arc.edge))
        }
        // Steps without parallel edges; arcs of one tail are contiguous.
        var successors: [NodeID: [NodeID]] = [:]
        for arc in arcs where successors[arc.from]?.last != arc.to { successors[arc.from, default: []].append(arc.to) }
        var counts: [NodeID: UInt64] = [start: 1]
        for node in nodes {
            let count = counts[node, default: 0]
            for next in successors[node, default: []] {
                let (sum, overflow) = counts[next, default: 0].addingReportingOverflow(count)
                counts[next] = overflow ? .max : sum
            }
        }
        pathCount = counts[end, default: 0]
        paths = ShortestPaths.firstPaths(from: start, hops: hops, successors, limit: pathLimit)
    }

    /// Depth-first in ascending order. Every step leads to the end, so no time
    /// is lost in dead ends.
    private static func firstPaths(
        from start: NodeID, hops: Int, _ successors: [NodeID: [NodeID]], limit: Int
    ) -> [[NodeID]] {
        var paths: [[NodeID]] = []
        var path = [start]
        var choices = [0]
        while !path.isEmpty, paths.count < limit {
            let depth = path.count - 1
            let next = successors[path[depth], default: []]
            if depth == hops { paths.append(path) }
            if depth < hops, choices[depth] < next.count {
                path.append(next[choices[depth]])
                choices[depth] += 1
                choices.append(0)
            } else {
                path.removeLast()
                choices.removeLast()
            }
        }
        return paths
    }
}
