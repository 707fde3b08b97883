@testable import GraphStore
import TestSupport
import Testing

/// The graph of these tests: two ways round, of which one has two edges side
/// by side.
///
///          ┌─► 1 ─┐
///     0 ═══╡      ╞═► 3 ─► 4       5
///          └─► 2 ─┘
@Suite struct PathTests {
    private let plain = PlainGraph(
        nodeCount: 6,
        [
            .init(0, 1, .officer), .init(0, 1, .shareholder), .init(0, 2, .officer), .init(1, 3, .officer),
            .init(2, 3, .officer), .init(3, 4, .officer),
        ])

    @Test func `all shortest paths count nodes, and list parallel edges as arcs`() throws {
        var scratch = TraversalScratch()
        let search = try plain.build().allShortestPaths(
            from: NodeID(0), to: NodeID(4), pathLimit: 10, scratch: &scratch)
        guard case .found(let paths) = search.outcome else {
            Issue.record("no paths")
            return
        }
        #expect(paths.hops == 3 && paths.pathCount == 2)
        #expect(paths.paths.map { $0.map(\.index) } == [[0, 1, 3, 4], [0, 2, 3, 4]])
        #expect(paths.nodes.map(\.index) == [0, 1, 2, 3, 4] && paths.layers == [0, 1, 1, 2, 3])
        #expect(paths.arcs.count == 6)
    }

    @Test func `a path to itself has no edges, and the unreachable has none`() throws {
        var scratch = TraversalScratch()
        let graph = try plain.build()
        #expect(
            graph.shortestPath(from: NodeID(5), to: NodeID(5), scratch: &scratch).outcome
                == .found(GraphPath(nodes: [NodeID(5)], edges: [])))
        #expect(graph.shortestPath(from: NodeID(0), to: NodeID(5), scratch: &scratch).outcome == .none)
        let outward = EdgeFilter(direction: .out)
        #expect(graph.shortestPath(from: NodeID(4), to: NodeID(0), filter: outward, scratch: &scratch).outcome == .none)
        let same = graph.allShortestPaths(from: NodeID(5), to: NodeID(5), pathLimit: 3, scratch: &scratch)
        #expect(same.outcome == .found(ShortestPaths(single: NodeID(5))))
    }

    @Test func `excluded nodes and hubs in the way are counted`() throws {
        var scratch = TraversalScratch()
        let filter = EdgeFilter(excluded: [NodeID(1)], hubDegree: 2)
        let search = try plain.build().shortestPath(
            from: NodeID(0), to: NodeID(4), filter: filter, scratch: &scratch)
        #expect(search.outcome == .none)
        #expect(search.omitted.contains { $0.reason == .hub })
    }

    @Test func `the number of paths is exact in the thousands of millions and saturates beyond`() throws {
        // Diamonds in a row: each doubles the number of paths.
        for (diamonds, expected) in [(40, UInt64(1) << 40), (70, .max)] {
            var statements: [PlainGraph.Statement] = []
            for i in 0..<diamonds {
                let s = 3 * i
                statements += [.init(s, s + 1), .init(s, s + 2), .init(s + 1, s + 3), .init(s + 2, s + 3)]
            }
            var scratch = TraversalScratch()
            let search = try PlainGraph(nodeCount: 3 * diamonds + 1, statements).build().allShortestPaths(
                from: NodeID(0), to: NodeID(3 * diamonds), pathLimit: 5, scratch: &scratch)
            guard case .found(let paths) = search.outcome else {
                Issue.record("no paths")
                return
            }
            #expect(paths.pathCount == expected && paths.paths.count == 5 && paths.hops == 2 * diamonds)
        }
    }

    @Test func `a spent budget stops with its reason`() throws {
        var scratch = TraversalScratch()
        let graph = try plain.build()
        let search = { (budget: Budget) in
            graph.shortestPath(from: NodeID(0), to: NodeID(4), budget: budget, scratch: &scratch).outcome
        }
        #expect(search(Budget(maxEntries: 2)) == .stopped(.entryBudget))
        #expect(search(Budget(maxNodes: 2)) == .stopped(.nodeBudget))
        #expect(search(Budget(deadlineNanoseconds: 0, clock: { 1 })) == .stopped(.deadline))
    }

    @Test(arguments: [0, 125, 250, 375] as [UInt64])
    func `paths agree with enumeration`(firstSeed: UInt64) throws {
        for seed in firstSeed..<firstSeed + 125 {
            let plain = PlainGraph.random(seed: seed, nodes: 2...9)
            let oracle = GraphOracle(plain)
            let filter = PlainGraph.randomFilter(seed: seed, nodeCount: plain.nodeCount)
            let graph = try plain.build()
            var scratch = TraversalScratch()
            var random = SplitMix64(seed: seed)
            let (a, b) = (
                Int.random(in: 0..<plain.nodeCount, using: &random), Int.random(in: 0..<plain.nodeCount, using: &random)
            )
            let steps = oracle.steps(filter, ends: [a, b])
            let distance = oracle.distances(steps)[a][b]
            let one = graph.shortestPath(from: NodeID(a), to: NodeID(b), filter: filter, scratch: &scratch)
            let all = graph.allShortestPaths(
                from: NodeID(a), to: NodeID(b), pathLimit: 1000, filter: filter, scratch: &scratch)
            guard let distance else {
                #expect(one.outcome == .none && all.outcome == .none, "seed \(seed)")
                continue
            }
            let expected = oracle.walks(from: a, to: b, hops: distance, steps)
            guard case .found(let path) = one.outcome, case .found(let paths) = all.outcome else {
                Issue.record("seed \(seed): no path, expected \(distance) hops")
                continue
            }
            #expect(expected.contains(path.nodes.map(\.index)), "seed \(seed)")
            for (i, edge) in path.edges.enumerated() {
                #expect(steps.contains(.init(from: path.nodes[i].index, to: path.nodes[i + 1].index, edge: edge.index)))
            }
            #expect(paths.pathCount == UInt64(expected.count), "seed \(seed)")
            #expect(Set(paths.paths.map { $0.map(\.index) }) == expected, "seed \(seed)")
            #expect(Set(paths.nodes.map(\.index)) == Set(expected.flatMap { $0 }), "seed \(seed)")
            let pairs = Set(expected.flatMap { walk in zip(walk, walk.dropFirst()).map { [$0, $1] } })
            let arcs = Set(steps.filter { pairs.contains([$0.from, $0.to]) }.map { [$0.from, $0.to, $0.edge] })
            #expect(Set(paths.arcs.map { [$0.from.index, $0.to.index, $0.edge.index] }) == arcs, "seed \(seed)")
            #expect(paths.arcs.count == arcs.count, "seed \(seed)")
        }
    }

    @Test(arguments: [0, 50, 100, 150] as [UInt64])
    func `plain reads agree with the oracle`(firstSeed: UInt64) throws {
        for seed in firstSeed..<firstSeed + 50 {
            let plain = PlainGraph.random(seed: seed)
            let oracle = GraphOracle(plain)
            let graph = try plain.build()
            var scratch = TraversalScratch()
            var (path, nodes, edges): ([NodeID], [NodeID], [EdgeID]) = ([], [], [])
            let centre = Int(seed) % plain.nodeCount
            let kinds = EdgeFilter(kinds: [.legalRepresentative, .shareholder])
            let distances = oracle.distances(oracle.steps(kinds, ends: []))
            for other in 0..<plain.nodeCount {
                let hops = graph.readShortestPath(
                    from: NodeID(centre), to: NodeID(other), lastKind: .shareholder, scratch: &scratch, path: &path)
                #expect(hops == distances[centre][other], "seed \(seed)")
                #expect(path.count == (hops.map { $0 + 1 } ?? 0))
            }
            let isWhole = graph.readEgoNetwork(
                of: NodeID(centre), edgeLimit: .max, scratch: &scratch, nodes: &nodes, edges: &edges)
            let whole = graph.neighbourhood(of: [NodeID(centre)], hops: 2, scratch: &scratch)
            #expect(isWhole && nodes == whole.nodes && edges == whole.edges, "seed \(seed)")
            var buffer = graph.entries(of: NodeID(centre))
            let row = buffer
            var span = buffer.mutableSpan
            #expect(graph.readNeighbours(of: NodeID(centre), into: &span) == oracle.degree(centre))
            #expect(buffer == row)
        }
    }

    @Test(arguments: [0, 25, 50, 75] as [UInt64])
    func `the connecting subgraph is the union over all pairs`(firstSeed: UInt64) throws {
        for seed in firstSeed..<firstSeed + 25 {
            let plain = PlainGraph.random(seed: seed, nodes: 3...9)
            let graph = try plain.build()
            var scratch = TraversalScratch()
            let terminals = (0..<3).map { NodeID($0) }
            let joined = graph.connectingSubgraph(of: terminals, scratch: &scratch)
            var (nodes, edges): (Set<NodeID>, Set<EdgeID>) = (Set(terminals), [])
            for (a, b) in [(0, 1), (0, 2), (1, 2)] {
                let search = graph.allShortestPaths(
                    from: terminals[a], to: terminals[b], pathLimit: 0, scratch: &scratch)
                guard case .found(let paths) = search.outcome else { continue }
                nodes.formUnion(paths.nodes)
                edges.formUnion(paths.arcs.map(\.edge))
            }
            #expect(joined.nodes == nodes.sorted() && joined.edges == edges.sorted() && joined.pairs.count == 3)
        }
    }
}

extension ShortestPaths {
    /// The one path from a node to itself.
    fileprivate init(single node: NodeID) {
        self.init(hops: 0, nodes: [node], layers: [0], arcs: [], pathCount: 1, paths: [[node]])
    }
}
