import GraphStore
import TestSupport
import Testing

/// Components, strong components, degrees and weighted paths.
@Suite struct WholeGraphTests {
    ///     0 ─► 1 ─► 2 ─► 0     3 ─► 4     5 ↺     2 ─► 3
    private let plain = PlainGraph(
        nodeCount: 6,
        [
            .init(0, 1), .init(1, 2), .init(2, 0), .init(3, 4), .init(5, 5), .init(2, 3, .officer),
        ])

    @Test func `components follow the kinds asked for`() throws {
        let graph = try plain.build()
        let all = try graph.connectedComponents()
        #expect(all.labels == [0, 0, 0, 0, 0, 1] && all.sizes == [5, 1] && all.largestSize == 5)
        let some = try graph.connectedComponents(filter: EdgeFilter(kinds: [.legalRepresentative]))
        #expect(some.labels == [0, 0, 0, 1, 1, 2] && some.sizes == [3, 2, 1])
        let none = try PlainGraph(nodeCount: 0, []).build().connectedComponents()
        #expect(none.count == 0 && none.largestSize == 0)
    }

    @Test func `a cycle is a strong component, a self-loop is not`() throws {
        let found = try plain.build().stronglyConnectedComponents(filter: EdgeFilter(direction: .out))
        #expect(found.nontrivial == [[NodeID(0), NodeID(1), NodeID(2)]])
        #expect(found.count == 4)
        #expect(found.labels[0] > found.labels[3] && found.labels[3] > found.labels[4])
    }

    @Test func `a range of nodes cuts the edges that leave it`() throws {
        let found = try plain.build().stronglyConnectedComponents(within: 1..<5, filter: EdgeFilter(direction: .out))
        #expect(found.nontrivial.isEmpty && found.count == 4 && found.labels.count == 4)
    }

    @Test func `a cycle of a hundred thousand nodes needs no call stack`() throws {
        let n = 100_000
        let found = try PlainGraph(nodeCount: n, (0..<n).map { .init($0, ($0 + 1) % n) }).build()
            .stronglyConnectedComponents(filter: EdgeFilter(direction: .out))
        #expect(found.count == 1 && found.nontrivial.first?.count == n)
    }

    @Test func `degrees rank from the highest, ties by id`() throws {
        let ranking = try plain.build().degreeRanking(limit: 4)
        #expect(ranking.places.map(\.node.index) == [2, 0, 1, 3])
        #expect(ranking.places.map(\.degree) == [3, 2, 2, 2])
        #expect(ranking.candidateCount == 6 && ranking.degreeSum == 12)
    }

    @Test func `a budget stops a whole-graph kernel instead of giving a part`() throws {
        let graph = try plain.build()
        let budget = Budget(maxEntries: 2)
        #expect(throws: BudgetExceeded.self) { try graph.connectedComponents(budget: budget) }
        #expect(throws: BudgetExceeded.self) { try graph.degreeRanking(limit: 1, budget: budget) }
        #expect(throws: BudgetExceeded.self) {
            try graph.stronglyConnectedComponents(filter: EdgeFilter(), budget: budget)
        }
    }

    @Test func `weighted paths end at the farthest target, and an infinite weight is no edge`() throws {
        var scratch = TraversalScratch()
        let graph = try plain.build()
        let weights = Column((0..<graph.edgeCount).map { $0 == 1 ? Double.infinity : Double($0) + 0.5 })
        let found = graph.weightedPaths(
            from: NodeID(0), weights: weights, filter: EdgeFilter(direction: .out), scratch: &scratch)
        #expect(found.reached.map(\.node.index) == [0, 1])
        let there = graph.weightedPaths(from: NodeID(0), until: [NodeID(2)], scratch: &scratch) { _ in 1 }
        #expect(there.reached.last?.node == NodeID(2) && there.stopped == nil)
        #expect(there.path(toPlace: there.reached.count - 1).hops == 1)
    }

    @Test(arguments: [0, 100, 200, 300] as [UInt64])
    func `partitions agree with closure and flooding`(firstSeed: UInt64) throws {
        for seed in firstSeed..<firstSeed + 100 {
            let plain = PlainGraph.random(seed: seed, nodes: 1...14, density: 1.5)
            let oracle = GraphOracle(plain)
            let filter = PlainGraph.randomFilter(seed: seed, nodeCount: plain.nodeCount)
            let graph = try plain.build()
            let steps = oracle.steps(filter, ends: [])
            let weak = try graph.connectedComponents(filter: filter)
            #expect(sets(weak.labels) == oracle.components(steps), "seed \(seed)")
            let strong = try graph.stronglyConnectedComponents(filter: filter)
            #expect(sets(strong.labels) == oracle.strongComponents(steps), "seed \(seed)")
            #expect(Set(strong.labels).count == strong.count && strong.labels.allSatisfy { $0 < strong.count })
            for step in steps { #expect(strong.labels[step.from] >= strong.labels[step.to], "seed \(seed)") }
            let expected = oracle.strongComponents(steps).filter { $0.count > 1 }
            #expect(Set(strong.nontrivial.map { Set($0.map(\.index)) }) == expected, "seed \(seed)")
        }
    }

    @Test(arguments: [0, 75, 150, 225] as [UInt64])
    func `weighted distances agree with Bellman and Ford`(firstSeed: UInt64) throws {
        for seed in firstSeed..<firstSeed + 75 {
            let plain = PlainGraph.random(seed: seed)
            let oracle = GraphOracle(plain)
            let filter = PlainGraph.randomFilter(seed: seed, nodeCount: plain.nodeCount)
            let graph = try plain.build()
            var random = SplitMix64(seed: seed)
            let weights = (0..<graph.edgeCount).map { _ in Double(Int.random(in: 0...5, using: &random)) }
            let source = Int(seed % UInt64(plain.nodeCount))
            var scratch = TraversalScratch()
            let found = graph.weightedPaths(
                from: NodeID(source), weights: Column(weights), filter: filter, scratch: &scratch)
            let expected = oracle.distances(from: source, oracle.steps(filter, ends: [source])) { weights[$0] }
            var distances = [Double](repeating: .infinity, count: plain.nodeCount)
            for (place, reached) in found.reached.enumerated() {
                distances[reached.node.index] = reached.distance
                let path = found.path(toPlace: place)
                #expect(path.edges.reduce(0) { $0 + weights[$1.index] } == reached.distance, "seed \(seed)")
            }
            #expect(distances == expected, "seed \(seed)")
            let order = found.reached.map { ($0.distance, $0.node) }
            #expect(zip(order, order.dropFirst()).allSatisfy { $0 < $1 || $0.0 == $1.0 })
        }
    }

    @Test(arguments: [0, 50, 100, 150] as [UInt64])
    func `degrees agree with counting`(firstSeed: UInt64) throws {
        for seed in firstSeed..<firstSeed + 50 {
            let plain = PlainGraph.random(seed: seed, nodes: 1...8, density: 6)
            let oracle = GraphOracle(plain)
            var filter = PlainGraph.randomFilter(seed: seed, nodeCount: plain.nodeCount)
            filter.hubDegree = nil
            let ranking = try plain.build().degreeRanking(limit: .max, filter: filter)
            let steps = oracle.steps(filter, ends: [])
            let expected = (0..<plain.nodeCount).map { node in steps.count { $0.from == node } }
            var found = [Int](repeating: 0, count: plain.nodeCount)
            for place in ranking.places { found[place.node.index] = place.degree }
            #expect(found == expected, "seed \(seed)")
            #expect(ranking.degreeSum == expected.reduce(0, +))
            #expect(ranking.places.map(\.degree) == ranking.places.map(\.degree).sorted(by: >))
        }
    }

    private func sets(_ labels: [UInt32]) -> Set<Set<Int>> {
        Set(Dictionary(grouping: labels.indices) { labels[$0] }.values.map(Set.init))
    }
}
