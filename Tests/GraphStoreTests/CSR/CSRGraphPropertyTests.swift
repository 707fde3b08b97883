import GraphStore
import TestSupport
import Testing

@Suite struct CSRGraphPropertyTests {
    @Test(arguments: [0, 100, 200, 300] as [UInt64])
    func `a built graph holds the oracle's edges and rows`(firstSeed: UInt64) throws {
        for seed in firstSeed..<firstSeed + 100 {
            let plain = PlainGraph.random(seed: seed)
            let graph = try plain.build()
            let oracle = GraphOracle(plain)
            try graph.validate()
            try #require(graph.edgeCount == oracle.edges.count)
            for (i, edge) in oracle.edges.enumerated() {
                let built = graph.table[EdgeID(i)]
                #expect(built.from.index == edge.from && built.to.index == edge.to && built.kind == edge.kind)
                #expect(built.attributes == edge.attributes)
                #expect(graph.table.records(of: EdgeID(i)).map(\.rawValue) == edge.records)
            }
            for node in 0..<plain.nodeCount {
                let expected = oracle.edges.enumerated().flatMap { i, edge in
                    (edge.from == node ? [[Int(edge.kind.rawValue) << 1, edge.to, i]] : [])
                        + (edge.to == node ? [[Int(edge.kind.rawValue) << 1 | 1, edge.from, i]] : [])
                }.sorted { $0.lexicographicallyPrecedes($1) }
                let row = graph.entries(of: NodeID(node)).map {
                    [Int($0.mark.rawValue), $0.target.index, $0.edge.index]
                }
                #expect(row == expected, "seed \(seed), node \(node)")
            }
        }
    }

    @Test(arguments: [0, 25] as [UInt64])
    func `the order of statements does not matter`(firstSeed: UInt64) throws {
        for seed in firstSeed..<firstSeed + 25 {
            var plain = PlainGraph.random(seed: seed, nodes: 1...30, density: 4)
            let first = try plain.build()
            var random = SplitMix64(seed: seed + 1)
            plain.statements.shuffle(using: &random)
            let second = try plain.build()
            #expect(first.edgeCount == second.edgeCount)
            for i in 0..<first.edgeCount {
                #expect(first.table[EdgeID(i)] == second.table[EdgeID(i)])
                #expect(first.table.records(of: EdgeID(i)) == second.table.records(of: EdgeID(i)))
            }
        }
    }

    @Test(arguments: [0, 50] as [UInt64])
    func `the edges of a kind from a run of nodes lie together`(firstSeed: UInt64) throws {
        for seed in firstSeed..<firstSeed + 50 {
            let graph = try PlainGraph.random(seed: seed).build()
            var random = SplitMix64(seed: seed + 7)
            let limit = UInt32(graph.nodeCount)
            let low = UInt32.random(in: 0...limit, using: &random)
            let nodes = low..<UInt32.random(in: low...limit, using: &random)
            for raw in UInt8(1)...12 {
                let kind = EdgeKind(rawValue: raw)
                let expected = (0..<graph.edgeCount).filter {
                    let edge = graph.table[EdgeID($0)]
                    return edge.kind == kind && nodes.contains(edge.from.rawValue)
                }
                #expect(Array(graph.table.range(of: kind, from: nodes)) == expected, "seed \(seed), kind \(raw)")
            }
        }
    }
}
