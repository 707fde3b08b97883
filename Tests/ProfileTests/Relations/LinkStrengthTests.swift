import GraphStore
import TestSupport
import Testing

@testable import Profile

@Suite struct LinkStrengthTests {
    /// A node that very many share, with relations of other kinds beside in some
    /// of the graphs.
    private static func crowd(seed: UInt64) throws -> CSRGraph {
        var random = SplitMix64(seed: seed)
        let sharing: [EdgeKind] = [.registeredAt, .operatesAt, .contact]
        let count = Int.random(in: 60...90, using: &random)
        var statements = (1...count).map { node in
            PlainGraph.Statement(node, 0, sharing.randomElement(using: &random) ?? .contact, record: UInt32(node))
        }
        // An address is part of another, which few or many share.
        if Bool.random(using: &random) {
            statements.append(PlainGraph.Statement(0, count + 1, .partOf, record: 500))
            for node in 0..<Int.random(in: 0...9, using: &random) {
                statements.append(PlainGraph.Statement(node + 1, count + 1, .partOf, record: UInt32(600 + node)))
            }
        }
        if Int.random(in: 0..<4, using: &random) == 0 {
            statements.append(PlainGraph.Statement(1, 0, .officer, record: 501))
        }
        return try PlainGraph(nodeCount: count + 2, statements).build()
    }

    @Test(arguments: UInt64(0)..<200) func `no relation of a node costs less than the least that is told of it`(
        seed: UInt64
    ) throws {
        let graph = try Self.crowd(seed: seed)
        let strength = LinkStrength(graph)
        for node in 0..<graph.nodeCount {
            let least = strength.leastCost(at: NodeID(node))
            for entry in graph.entries(of: NodeID(node)) {
                #expect(least <= strength.cost(of: entry.edge), "seed \(seed), node \(node)")
            }
        }
        let isAlike = graph.entries(of: NodeID(0)).allSatisfy { $0.mark.kind != .officer }
        #expect((strength.leastCost(at: NodeID(0)) > 0) == (isAlike && graph.degree(of: NodeID(0)) >= 64))
    }
}
