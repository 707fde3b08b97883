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
        let core = Bool.random(using: &random) ? PathCore(graph) : nil
        for count in [1, 3, 50] {
            let found = graph.rankedPaths(
                from: NodeID(source), to: NodeID(target), count: count, maxExcess: excess, filter: filter, core: core,
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
                from: NodeID(source), to: NodeID(target), count: count, maxExcess: excess, filter: filter, core: core,
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

    @Test func `what was found is not lost by looking for better`() throws {
        // Twenty equal ways of two steps, and behind them a net that a longer search
        // gets lost in.
        let ways = (2..<22).flatMap { [(0, $0), ($0, 1)] }
        let net = (22..<222).flatMap { node in (1...6).map { (node, 22 + (node - 22 + $0 * $0) % 200) } }
        let doors = (2..<22).map { ($0, 22 + ($0 - 2) * 10) }
        let plain = PlainGraph(nodeCount: 222, (ways + net + doors).map { PlainGraph.Statement($0.0, $0.1) })
        let graph = try plain.build()
        var scratch = TraversalScratch()
        var most = 0
        for maxEntries in stride(from: 300, to: 6_000, by: 100) {
            let found = graph.rankedPaths(
                from: NodeID(0), to: NodeID(1), count: 30, filter: EdgeFilter(), budget: Budget(maxEntries: maxEntries),
                scratch: &scratch
            ) { _ in 1 }
            let direct = found.paths.count { $0.length == 2 }
            #expect(direct >= most, "\(maxEntries) entries")
            most = max(most, direct)
        }
        #expect(most == 20)
    }

    @Test(arguments: 0..<300)
    func `the core and the ways to it hold every node of a simple path, and no loop is missed`(
        seed: Int
    ) throws {
        let graph = try PlainGraph.random(seed: UInt64(seed), nodes: 2...12, density: 1.3).build()
        let core = PathCore(graph)
        let neighbours = (0..<graph.nodeCount).map { node in
            Set(graph.entries(of: NodeID(node)).map(\.target.index)).subtracting([node])
        }
        // Taken away by hand.
        var left = Set(0..<graph.nodeCount)
        while let node = left.first(where: { neighbours[$0].intersection(left).count <= 1 }) { left.remove(node) }
        for node in 0..<graph.nodeCount { #expect(core.contains(UInt32(node)) == left.contains(node), "seed \(seed)") }
        func visit(_ path: [Int], _ target: Int, _ passage: Passage) {
            guard let last = path.last, last != target else {
                for node in path { #expect(passage.allows(UInt32(node)), "seed \(seed): \(path)") }
                return
            }
            for next in neighbours[last] where !path.contains(next) { visit(path + [next], target, passage) }
        }
        for source in 0..<graph.nodeCount {
            for target in 0..<graph.nodeCount where target != source {
                visit([source], target, Passage(core, between: NodeID(source), and: NodeID(target)))
            }
        }
    }

    @Test func `dead ends are not looked at`() throws {
        // Two companies at an address with a thousand others that lead nowhere.
        let crowd = (3..<1_003).flatMap { [($0, 2), ($0 + 1_000, $0)] }
        let plain = PlainGraph(nodeCount: 2_003, ([(0, 2), (1, 2)] + crowd).map { PlainGraph.Statement($0.0, $0.1) })
        let graph = try plain.build()
        var scratch = TraversalScratch()
        func explored(_ core: PathCore?) -> RankedPaths {
            graph.rankedPaths(
                from: NodeID(0), to: NodeID(1), count: 10, filter: EdgeFilter(), core: core, scratch: &scratch
            ) { _ in 1 }
        }
        let (all, few) = (explored(nil), explored(PathCore(graph)))
        #expect(all.paths == few.paths && few.paths.map(\.length) == [2])
        #expect(few.explored.entries < 20 && all.explored.entries > 2_000)
    }
}
