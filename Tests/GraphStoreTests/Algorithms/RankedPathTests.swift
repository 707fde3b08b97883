import TestSupport
import Testing

@testable import GraphStore

@Suite struct `Ranked paths` {
    /// All simple paths by exhaustive search: the lightest edge between two
    /// nodes, lengths ascending.
    private static func lengths(
        _ graph: CSRGraph, from source: Int, to target: Int, _ filter: EdgeFilter, _ weight: (EdgeID) -> Double
    ) -> [Double] {
        var lengths: [Double] = []
        func visit(_ node: Int, _ seen: Set<Int>, _ length: Double) {
            if node == target {
                lengths.append(length)
                return
            }
            var lightest: [Int: Double] = [:]
            for entry in graph.entries(of: NodeID(node)) {
                let kinds = entry.mark.direction == .out ? filter.outward : filter.inward
                guard kinds.contains(entry.mark.kind), !seen.contains(entry.target.index) else { continue }
                let isBarred =
                    filter.excluded.contains(entry.target)
                    || graph.degree(of: entry.target) > filter.hubDegree ?? .max
                if isBarred, entry.target.index != target { continue }
                if let day = filter.asOf, !graph.table.isInForce(entry.edge, on: day) { continue }
                let known = lightest[entry.target.index] ?? .infinity
                lightest[entry.target.index] = min(known, weight(entry.edge))
            }
            for (next, weight) in lightest { visit(next, seen.union([next]), length + weight) }
        }
        visit(source, [source], 0)
        return lengths.sorted()
    }

    @Test(arguments: 0..<400) func `the best paths are those of an exhaustive search`(seed: Int) throws {
        let plain = PlainGraph.random(seed: UInt64(seed), nodes: 2...9, density: 1.6)
        let graph = try plain.build()
        var random = SplitMix64(seed: UInt64(seed))
        let weights = (0..<graph.edgeCount).map { _ in Double(Int.random(in: 1...40, using: &random)) / 10 }
        var filter = EdgeFilter(direction: [.out, .both].randomElement(using: &random) ?? .both)
        if Bool.random(using: &random) {
            filter.excluded = [NodeID(Int.random(in: 0..<graph.nodeCount, using: &random))]
        }
        if Bool.random(using: &random) { filter.hubDegree = 4 }
        let (source, target) = (0, graph.nodeCount - 1)
        // No length is a tenth and a half.
        let excess = [2.05, .infinity].randomElement(using: &random) ?? .infinity
        let all = Self.lengths(graph, from: source, to: target, filter) { weights[$0.index] }
        let expected = all.filter { $0 <= all[0] + excess }
        var scratch = TraversalScratch()
        // Rows may be read late where all of their entries are known to weigh a lot.
        let isReadLate = Bool.random(using: &random)
        func least(_ node: NodeID) -> Double {
            isReadLate ? graph.entries(of: node).map { weights[$0.edge.index] }.min() ?? 0 : 0
        }
        for count in [1, 3, 50] {
            let found = graph.rankedPaths(
                from: NodeID(source), to: NodeID(target), count: count, maxExcess: excess, filter: filter,
                scratch: &scratch, weight: { weights[$0.index] }, leastWeight: least)
            #expect(found.stopped == nil)
            let lengths = found.paths.map(\.length)
            #expect(lengths.count == min(count, expected.count), "seed \(seed)")
            for (length, other) in zip(lengths, expected) { #expect(abs(length - other) < 1e-9, "seed \(seed)") }
            for ranked in found.paths {
                #expect(ranked.path.nodes.first == NodeID(source) && ranked.path.nodes.last == NodeID(target))
                #expect(Set(ranked.path.nodes).count == ranked.path.nodes.count)
                #expect(abs(ranked.path.edges.reduce(0) { $0 + weights[$1.index] } - ranked.length) < 1e-9)
            }
            #expect(Set(found.paths.map(\.path)).count == found.paths.count)
            let cut = graph.rankedPaths(
                from: NodeID(source), to: NodeID(target), count: count, maxExcess: excess, filter: filter,
                budget: Budget(maxEntries: Int.random(in: 1...60, using: &random)), scratch: &scratch,
                weight: { weights[$0.index] }, leastWeight: least)
            let certain = expected.filter { $0 < cut.searchedLength - 1e-9 }.prefix(count)
            #expect(cut.paths.count >= certain.count, "seed \(seed)")
            if cut.stopped == nil { #expect(cut.paths.map(\.length) == lengths, "seed \(seed)") }
            for (ranked, length) in zip(cut.paths, certain) {
                #expect(abs(ranked.length - length) < 1e-9, "seed \(seed)")
            }
        }
    }

    @Test func `a budget ends the search and says so`() throws {
        let steps = (0..<39).flatMap { [($0, $0 + 1), ($0, min(39, $0 + 2))] }
        let plain = PlainGraph(nodeCount: 40, steps.map { PlainGraph.Statement($0.0, $0.1) })
        let graph = try plain.build()
        var scratch = TraversalScratch()
        let found = graph.rankedPaths(
            from: NodeID(0), to: NodeID(39), count: 1000, filter: EdgeFilter(), budget: Budget(maxEntries: 500),
            scratch: &scratch
        ) { _ in 1 }
        #expect(found.stopped == .entryBudget)
        #expect(found.explored.entries <= 500)
        // Twenty steps of two.
        #expect(found.paths.first?.length == 20 && found.searchedLength >= 1)
        #expect(found.paths.map(\.length) == found.paths.map(\.length).sorted())
    }
}
