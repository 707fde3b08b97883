import GraphStore
import TestSupport
import Testing

/// What joins the outermost nodes of a neighbourhood.
@Suite struct NeighbourhoodClosingTests {
    @Test(arguments: [1, 500, 9_000] as [UInt64])
    func `a closed neighbourhood has every edge between its nodes, each once`(firstSeed: UInt64) throws {
        print("seeds \(firstSeed)…\(firstSeed + 49)")
        var addedCount = 0
        for seed in firstSeed..<firstSeed + 50 {
            var random = SplitMix64(seed: seed)
            let nodeCount = Int.random(in: 2...30, using: &random)
            let statements = (0..<Int.random(in: 1...90, using: &random)).map { record in
                PlainGraph.Statement(
                    Int.random(in: 0..<nodeCount, using: &random), Int.random(in: 0..<nodeCount, using: &random),
                    record: UInt32(record))
            }
            let graph = try PlainGraph(nodeCount: nodeCount, statements).build()
            var scratch = TraversalScratch()
            for hops in 0...3 {
                let found = graph.neighbourhood(of: [NodeID(0)], hops: hops, scratch: &scratch)
                let closed = graph.closing(found, hops: hops)
                let members = Set(found.nodes.map(\.index))
                let between = (0..<graph.edgeCount).filter { edge in
                    let row = graph.table[EdgeID(edge)]
                    return members.contains(row.from.index) && members.contains(row.to.index)
                }
                // Nothing is looked at around nodes that are not walked from.
                let expected = hops == 0 || members.count == 1 ? found.edges.map(\.index).sorted() : between
                #expect(closed.edges.map(\.index).sorted() == expected, "seed \(seed), \(hops) hops")
                #expect(closed.nodes == found.nodes && Array(closed.edges.prefix(found.edges.count)) == found.edges)
                addedCount += closed.edges.count - found.edges.count
            }
        }
        #expect(addedCount > 0)
    }

    @Test func `what the bounds leave out is counted`() throws {
        // 0 – 1, 2, 3 and a triangle among them.
        let pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (2, 3), (3, 1)]
        let statements = pairs.enumerated().map { PlainGraph.Statement($1.0, $1.1, record: UInt32($0)) }
        let graph = try PlainGraph(nodeCount: 4, statements).build()
        var scratch = TraversalScratch()
        let found = graph.neighbourhood(of: [NodeID(0)], hops: 1, scratch: &scratch)
        #expect(found.edges.count == 3 && graph.closing(found, hops: 1).edges.count == 6)
        let few = graph.closing(found, hops: 1, edgesMax: 4)
        #expect(few.edges.count == 4 && few.omitted.map(\.reason) == [.edgeBudget] && few.omitted.map(\.count) == [2])
        let none = graph.closing(found, hops: 1, entriesMax: 2)
        #expect(none.edges == found.edges && none.omitted.map(\.reason) == [.entryBudget])
    }
}
