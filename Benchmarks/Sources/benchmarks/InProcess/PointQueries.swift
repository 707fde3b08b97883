import GraphStore

/// Queries about one company or two, with the buffers that they fill.
struct PointQueries {
    private let snapshot: GraphSnapshot
    private let seeds: IdentifierBytes

    private static let warmUp = 0..<20
    /// As in the peers' definition of the ego network.
    private static let egoEdgesMax = 5000
    /// As much as the C reference has for a profile.
    private static let profileByteCountMax = 16 << 20

    /// Asks about these companies, named by their public ids.
    init(snapshot: GraphSnapshot, seeds: IdentifierBytes) { (self.snapshot, self.seeds) = (snapshot, seeds) }

    /// Makes every page resident that a query may read; the C reference touches
    /// its memory before it begins as well.
    func touchEverything() {
        let ids = snapshot.nodes.ids
        let bytes = ids.bytes.span
        var buffer = [UInt8](repeating: 0, count: Self.profileByteCountMax)
        var span = buffer.mutableSpan
        var byteCount = 0
        for index in 0..<snapshot.nodes.count {
            guard let node = snapshot.node(bytes.extracting(ids.range(index))) else { continue }
            byteCount += snapshot.readProfile(of: node, into: &span).byteCount
        }
        precondition(byteCount > 0, "no node has a profile")
    }

    /// The node of a seed.
    @inline(__always) private func seed(_ index: Int) -> NodeID? {
        snapshot.node(seeds.bytes.span.extracting(seeds.range(index)))
    }

    /// Q1: all edges at the company.
    func neighbours(_ figures: inout Figures) throws {
        let graph = snapshot.graph
        let degreeMax = try (0..<seeds.count).reduce(1) { max($0, graph.degree(of: try known(seed($1)))) }
        guard graph.edgeCount > 0 else { throw BenchmarkError("a graph without edges has nothing to ask") }
        var buffer = [CSRGraph.Entry](repeating: graph.entry(at: 0), count: degreeMax)
        var rowCount = 0
        let times = timed(count: seeds.count, prepare: { rowCount = 0 }) { index in
            guard let node = seed(index) else { return }
            var span = buffer.mutableSpan
            rowCount += graph.readNeighbours(of: node, into: &span)
        }
        figures.add("q1", times, ["rows": rowCount])
    }

    /// Q2: the two-hop ego network.
    func egoNetworks(_ figures: inout Figures) throws {
        let graph = snapshot.graph
        var (nodes, edges): ([NodeID], [EdgeID]) = ([], [])
        var scratch = TraversalScratch()
        var counts = ["edges": 0, "nodes": 0, "capped": 0, "loops": 0]
        let times = timed(count: seeds.count, prepare: {}) { index in
            guard let node = seed(index) else { return }
            _ = graph.readEgoNetwork(
                of: node, edgeLimit: Self.egoEdgesMax, scratch: &scratch, nodes: &nodes, edges: &edges)
        }
        for index in 0..<seeds.count {
            let isWhole = graph.readEgoNetwork(
                of: try known(seed(index)), edgeLimit: Self.egoEdgesMax, scratch: &scratch, nodes: &nodes,
                edges: &edges)
            counts["edges", default: 0] += edges.count
            counts["nodes", default: 0] += nodes.count
            counts["capped", default: 0] += isWhole ? 0 : 1
            // The C reference passes self-loops over.
            counts["loops", default: 0] += edges.count { graph.table.from[$0.index] == graph.table.to[$0.index] }
        }
        figures.add("q2", times, counts)
    }

    /// Q3: a shortest path over the kinds up to one: `officer` for
    /// representation, shareholding and office. Pairs are public ids, two for
    /// each question.
    func shortestPaths(
        between pairs: IdentifierBytes, lastKind: EdgeKind, named name: String, _ figures: inout Figures
    ) throws {
        let graph = snapshot.graph
        let ids = pairs.bytes
        var path: [NodeID] = []
        var scratch = TraversalScratch()
        func end(_ index: Int) -> NodeID? { snapshot.node(ids.span.extracting(pairs.range(index))) }
        let times = timed(count: pairs.count / 2, prepare: {}) { index in
            guard let from = end(2 * index), let to = end(2 * index + 1) else { return }
            _ = graph.readShortestPath(from: from, to: to, lastKind: lastKind, scratch: &scratch, path: &path)
        }
        var counts = ["reachable": 0, "hops": 0]
        for index in 0..<pairs.count / 2 {
            let hops = graph.readShortestPath(
                from: try known(end(2 * index)), to: try known(end(2 * index + 1)), lastKind: lastKind,
                scratch: &scratch, path: &path)
            guard let hops else { continue }
            counts["reachable", default: 0] += 1
            counts["hops", default: 0] += hops
        }
        figures.add(name, times, counts)
    }

    /// Q8: all that is recorded of the company.
    func profiles(_ figures: inout Figures) {
        var buffer = [UInt8](repeating: 0, count: Self.profileByteCountMax)
        var (rowCount, byteCount) = (0, 0)
        let times = timed(count: seeds.count, prepare: { (rowCount, byteCount) = (0, 0) }) { index in
            guard let node = seed(index) else { return }
            var span = buffer.mutableSpan
            let rows = snapshot.readProfile(of: node, into: &span)
            rowCount += rows.rowCount
            byteCount += rows.byteCount
        }
        figures.add("q8", times, ["rows": rowCount, "bytes": byteCount])
    }

    /// Warms up, then times each question once. `prepare` runs before either.
    @inline(__always)
    private func timed(count: Int, prepare: () -> Void, _ call: (Int) -> Void) -> Latencies {
        prepare()
        _ = Latencies.taking(Self.warmUp.clamped(to: 0..<count), call)
        prepare()
        return Latencies(Latencies.taking(0..<count, call))
    }

    private func known(_ node: NodeID?) throws -> NodeID {
        guard let node else { throw BenchmarkError("the questions are of another store: prepare them again") }
        return node
    }
}
