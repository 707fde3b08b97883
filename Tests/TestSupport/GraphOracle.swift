public import GraphStore

/// Slow answers by other methods than the kernels': dictionaries, Floyd and
/// Warshall, exhaustive enumeration, flooding.
public struct GraphOracle {
    /// An edge with all records that state it.
    public struct Edge: Hashable {
        public var from: Int
        public var to: Int
        public var kind: EdgeKind
        public var attributes: EdgeAttributes
        public var records: [UInt32]
    }

    /// One way to walk an edge. `edge` is its place in ``edges``.
    public struct Step: Hashable {
        public var from: Int
        public var to: Int
        public var edge: Int

        public init(from: Int, to: Int, edge: Int) { (self.from, self.to, self.edge) = (from, to, edge) }
    }

    public let nodeCount: Int
    /// In the order that the edge table promises.
    public let edges: [Edge]

    public init(_ graph: PlainGraph) {
        struct Key: Hashable {
            var from: Int
            var to: Int
            var kind: EdgeKind
            var attributes: EdgeAttributes
        }
        var records: [Key: Set<UInt32>] = [:]
        for s in graph.statements {
            // A bare statement of a representative is one with the fuller
            // statement of that end that began last, if there is but one.
            let end = EdgeAttributes(until: s.attributes.endDay)
            let fuller = graph.statements.filter {
                ($0.from, $0.to, $0.kind) == (s.from, s.to, s.kind) && $0.attributes != end
                    && $0.attributes.until == s.attributes.until
            }
            let last = fuller.map(\.attributes.since).max()
            let latest = Set(fuller.map(\.attributes).filter { $0.since == last })
            let isBare = s.kind == .legalRepresentative && s.attributes == end
            let attributes = isBare && latest.count == 1 ? latest.first ?? end : s.attributes
            records[Key(from: s.from, to: s.to, kind: s.kind, attributes: attributes), default: []].insert(s.record)
        }
        nodeCount = graph.nodeCount
        edges = records.map { key, records in
            Edge(
                from: key.from, to: key.to, kind: key.kind, attributes: key.attributes, records: records.sorted())
        }
        .sorted { a, b in
            if a.kind != b.kind { return a.kind < b.kind }
            if (a.from, a.to) != (b.from, b.to) { return (a.from, a.to) < (b.from, b.to) }
            return a.attributes < b.attributes
        }
    }

    /// Entries at the node, self-loops twice.
    public func degree(_ node: Int) -> Int {
        edges.reduce(0) { $0 + ($1.from == node ? 1 : 0) + ($1.to == node ? 1 : 0) }
    }

    /// Whether the edge itself passes: in force, and share known to suffice.
    public func passes(_ edge: Edge, _ filter: EdgeFilter) -> Bool {
        let a = edge.attributes
        if let day = filter.asOf?.rawValue {
            if a.since != Day.unknownRawValue, a.since > day { return false }
            if a.until != Day.unknownRawValue, a.until <= day { return false }
        }
        if let minimum = filter.minimumShare, filter.shareKinds.contains(edge.kind) {
            return a.shareMin >= minimum && a.shareMin != EdgeAttributes.unknownShare
        }
        return true
    }

    /// Every way to walk an edge whose kind the filter follows, passing or not.
    public func followedSteps(_ filter: EdgeFilter) -> [Step] {
        edges.enumerated().flatMap { i, edge in
            (filter.outward.contains(edge.kind) ? [Step(from: edge.from, to: edge.to, edge: i)] : [])
                + (filter.inward.contains(edge.kind) ? [Step(from: edge.to, to: edge.from, edge: i)] : [])
        }
    }

    /// Steps of a search that may end at `ends` and else avoids hubs and
    /// excluded nodes.
    public func steps(_ filter: EdgeFilter, ends: Set<Int>) -> [Step] {
        let barred = Set((0..<nodeCount).filter { isBarred($0, filter) }).subtracting(ends)
        return followedSteps(filter).filter { step in
            passes(edges[step.edge], filter) && !barred.contains(step.from) && !barred.contains(step.to)
        }
    }

    /// Whether a node is excluded or a hub.
    public func isBarred(_ node: Int, _ filter: EdgeFilter) -> Bool {
        filter.excluded.contains(NodeID(node)) || degree(node) > filter.hubDegree ?? .max
    }

    /// Hops between all nodes by Floyd and Warshall; nil is out of reach.
    public func distances(_ steps: [Step]) -> [[Int?]] {
        var d = [[Int?]](repeating: [Int?](repeating: nil, count: nodeCount), count: nodeCount)
        for node in 0..<nodeCount { d[node][node] = 0 }
        for step in steps where step.from != step.to { d[step.from][step.to] = 1 }
        for k in 0..<nodeCount {
            for i in 0..<nodeCount {
                for j in 0..<nodeCount {
                    guard let a = d[i][k], let b = d[k][j] else { continue }
                    d[i][j] = min(d[i][j] ?? .max, a + b)
                }
            }
        }
        return d
    }

    /// All walks of exactly `hops` steps, as node sequences, by enumeration.
    public func walks(from start: Int, to end: Int, hops: Int, _ steps: [Step]) -> Set<[Int]> {
        var walks: Set<[Int]> = [[start]]
        for _ in 0..<hops {
            walks = Set(walks.flatMap { walk in steps.filter { $0.from == walk.last }.map { walk + [$0.to] } })
        }
        return walks.filter { $0.last == end }
    }

    /// Weighted distances from a node by Bellman and Ford.
    public func distances(from source: Int, _ steps: [Step], weight: (Int) -> Double) -> [Double] {
        var d = [Double](repeating: .infinity, count: nodeCount)
        d[source] = 0
        for _ in 0..<nodeCount {
            for step in steps { d[step.to] = min(d[step.to], d[step.from] + weight(step.edge)) }
        }
        return d
    }

    /// Sets of nodes that reach each other, by transitive closure.
    public func strongComponents(_ steps: [Step]) -> Set<Set<Int>> {
        let d = distances(steps)
        return Set((0..<nodeCount).map { a in Set((0..<nodeCount).filter { d[a][$0] != nil && d[$0][a] != nil }) })
    }

    /// Sets of connected nodes, by flooding least labels until nothing changes.
    public func components(_ steps: [Step]) -> Set<Set<Int>> {
        var label = Array(0..<nodeCount)
        var changed = true
        while changed {
            changed = false
            for step in steps where label[step.from] != label[step.to] {
                let least = min(label[step.from], label[step.to])
                (label[step.from], label[step.to]) = (least, least)
                changed = true
            }
        }
        return Set((0..<nodeCount).map { a in Set((0..<nodeCount).filter { label[$0] == label[a] }) })
    }
}

extension EdgeAttributes {
    fileprivate var endDay: Day? { until == Day.unknownRawValue ? nil : Day(rawValue: until) }
}
