import GraphStore
import TestSupport
import Testing

/// The graph of these tests, all officer edges but the last:
///
///     0 ─► 1 ─► 2 ─► 3        1 ↺
///          │
///          └─ shareholder ─► 4
@Suite struct NeighbourhoodTests {
    private let plain = PlainGraph(
        nodeCount: 5,
        [
            .init(0, 1, .officer), .init(1, 2, .officer), .init(2, 3, .officer), .init(1, 1, .officer),
            .init(1, 4, .shareholder),
        ])

    @Test func `two hops return the edges crossed, a self-loop once`() throws {
        var scratch = TraversalScratch()
        let found = try plain.build().neighbourhood(of: [NodeID(0)], hops: 2, scratch: &scratch)
        #expect(found.nodes.map(\.index) == [0, 1, 4, 2])
        #expect(found.hops == [0, 1, 2, 2])
        #expect(found.edges.count == 4)
        #expect(found.omitted.isEmpty && found.cursors.isEmpty)
    }

    @Test func `no hops return the starts alone, without repetition`() throws {
        var scratch = TraversalScratch()
        let found = try plain.build().neighbourhood(of: [NodeID(3), NodeID(3)], hops: 0, scratch: &scratch)
        #expect(found.nodes == [NodeID(3)] && found.edges.isEmpty && found.omitted.isEmpty)
    }

    @Test func `directions are followed as asked`() throws {
        var scratch = TraversalScratch()
        let graph = try plain.build()
        let up = graph.neighbourhood(
            of: [NodeID(2)], hops: 9, filter: EdgeFilter(direction: .in), scratch: &scratch)
        #expect(up.nodes.map(\.index) == [2, 1, 0])
        let down = graph.neighbourhood(
            of: [NodeID(2)], hops: 9, filter: EdgeFilter(direction: .out), scratch: &scratch)
        #expect(down.nodes.map(\.index) == [2, 3])
    }

    @Test func `a hub is returned, not passed, and its other entries are counted`() throws {
        var scratch = TraversalScratch()
        let found = try plain.build().neighbourhood(
            of: [NodeID(0)], hops: 3, filter: EdgeFilter(hubDegree: 4), scratch: &scratch)
        #expect(found.nodes.map(\.index) == [0, 1])
        // 1 has six entries on five edges; the one from 0 is returned.
        #expect(
            found.omitted == [
                Omission(kind: .shareholder, reason: .hub, count: 1), Omission(kind: .officer, reason: .hub, count: 3),
            ])
    }

    @Test func `a page leaves a cursor, and cursors lead through the whole row`() throws {
        var scratch = TraversalScratch()
        let graph = try plain.build()
        let found = graph.neighbourhood(of: [NodeID(1)], hops: 1, entriesPerNode: 2, scratch: &scratch)
        #expect(found.cursors == [ExpansionCursor(node: NodeID(1), offset: 2)])
        #expect(found.omitted == [Omission(kind: .officer, reason: .page, count: 2)])
        var cursor: ExpansionCursor? = ExpansionCursor(node: NodeID(1))
        var edges: [EdgeID] = []
        while let next = cursor {
            let page = graph.page(from: next, limit: 1)
            edges += page.entries.map(\.edge)
            cursor = page.next
        }
        #expect(edges.count == 4 && Set(edges).count == 4)
    }

    @Test func `a deadline that has passed examines nothing and counts everything`() throws {
        var scratch = TraversalScratch()
        let found = try plain.build().neighbourhood(
            of: [NodeID(1)], hops: 1, budget: Budget(deadlineNanoseconds: 5, clock: { 5 }), scratch: &scratch)
        #expect(found.explored.entries == 0 && found.edges.isEmpty)
        #expect(found.omitted.map(\.reason) == [.deadline, .deadline])
        #expect(found.omitted.reduce(0) { $0 + $1.count } == 5)
    }

    /// Entries to follow = entries of returned edges + omissions, whatever the
    /// filter, the page and the budget.
    @Test(arguments: [0, 150, 300, 450] as [UInt64])
    func `nothing is left out uncounted`(firstSeed: UInt64) throws {
        for seed in firstSeed..<firstSeed + 150 {
            let plain = PlainGraph.random(seed: seed)
            let oracle = GraphOracle(plain)
            let filter = PlainGraph.randomFilter(seed: seed, nodeCount: plain.nodeCount)
            var random = SplitMix64(seed: seed)
            var budget = Budget()
            if Bool.random(using: &random) { budget.maxNodes = Int.random(in: 0...6, using: &random) }
            if Bool.random(using: &random) { budget.maxEdges = Int.random(in: 0...8, using: &random) }
            if Bool.random(using: &random) { budget.maxEntries = Int.random(in: 0...12, using: &random) }
            let page = Bool.random(using: &random) ? Int.max : Int.random(in: 0...4, using: &random)
            let hops = Int.random(in: 0...4, using: &random)
            let start = Int.random(in: 0..<plain.nodeCount, using: &random)
            var scratch = TraversalScratch()
            let found = try plain.build().neighbourhood(
                of: [NodeID(start)], hops: hops, entriesPerNode: page, filter: filter, budget: budget,
                scratch: &scratch)

            let expanded = Set(zip(found.nodes, found.hops).filter { $0.1 < hops }.map(\.0.index))
            let due = oracle.followedSteps(filter).filter { expanded.contains($0.from) }
            let returned = Set(found.edges.map(\.index))
            #expect(returned.count == found.edges.count)
            for kind in Set(oracle.edges.map(\.kind)) {
                let ofKind = due.filter { oracle.edges[$0.edge].kind == kind }
                let omitted = found.omitted.filter { $0.kind == kind }.reduce(0) { $0 + $1.count }
                #expect(
                    ofKind.count == ofKind.count(where: { returned.contains($0.edge) }) + omitted,
                    "seed \(seed) kind \(kind.rawValue)")
            }
            #expect(found.omitted.allSatisfy { $0.count > 0 })
            #expect(found.nodes.count <= max(1, budget.maxNodes) && found.edges.count <= budget.maxEdges)
            #expect(found.explored.entries <= budget.maxEntries)
        }
    }

    @Test(arguments: [0, 100, 200, 300] as [UInt64])
    func `without budget the nodes are those within k hops`(firstSeed: UInt64) throws {
        for seed in firstSeed..<firstSeed + 100 {
            let plain = PlainGraph.random(seed: seed)
            let oracle = GraphOracle(plain)
            var filter = PlainGraph.randomFilter(seed: seed, nodeCount: plain.nodeCount)
            filter.hubDegree = nil
            let start = Int(seed % UInt64(plain.nodeCount))
            let hops = Int(seed % 4)
            var scratch = TraversalScratch()
            let found = try plain.build().neighbourhood(
                of: [NodeID(start)], hops: hops, filter: filter, scratch: &scratch)
            let steps = oracle.steps(filter, ends: [start])
            let distances = oracle.distances(steps)[start]
            for (node, distance) in distances.enumerated() {
                let place = found.nodes.firstIndex(of: NodeID(node))
                #expect(place.map { found.hops[$0] } == distance.flatMap { $0 <= hops ? $0 : nil }, "seed \(seed)")
            }
            let expected = Set(steps.filter { distances[$0.from].map { $0 < hops } ?? false }.map(\.edge))
            #expect(Set(found.edges.map(\.index)) == expected, "seed \(seed)")
        }
    }
}
