@testable import GraphStore
import TestSupport
import Testing

/// A graph with added edges answers like one that was built with them.
@Suite struct AddedEdgesTests {
    private static let sameAs = EdgeKind.sameAs

    /// A random graph, the range of nodes that may get edges, and these.
    private static func world(_ seed: UInt64) -> (plain: PlainGraph, range: Range<Int>, added: [AddedEdges.Edge]) {
        var random = SplitMix64(seed: seed)
        let plain = PlainGraph.random(seed: seed, nodes: 2...14)
        let start = Int.random(in: 0..<plain.nodeCount, using: &random)
        let range = start..<Int.random(in: start...plain.nodeCount, using: &random)
        var added: Set<AddedEdges.Edge> = []
        if range.count > 1 {
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                let (a, b) = (Int.random(in: range, using: &random), Int.random(in: range, using: &random))
                if a != b { added.insert(AddedEdges.Edge(NodeID(a), NodeID(b), kind: sameAs, probability: 1)) }
            }
        }
        return (plain, range, added.sorted { ($0.from, $0.to) < ($1.from, $1.to) })
    }

    /// An edge as both graphs can name it.
    private static func name(_ edge: EdgeID, in graph: CSRGraph) -> [Int] {
        let (from, to) = graph.ends(of: edge.rawValue)
        let kind = graph.kind(of: edge.rawValue)
        let since = edge.index < graph.table.count ? Int(graph.table.since[edge.index]) : Int(Day.unknownRawValue)
        return [Int(from), Int(to), Int(kind), since]
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `rows, neighbourhoods and paths are those of a graph built with the edges`(seed: UInt64) throws {
        let (plain, range, added) = Self.world(seed)
        let laid = try plain.build().adding(added, within: range)
        var whole = plain
        whole.statements += added.map { PlainGraph.Statement($0.from.index, $0.to.index, $0.kind) }
        let built = try whole.build()
        var random = SplitMix64(seed: seed ^ 0xadd)
        var scratch = TraversalScratch()
        for node in 0..<plain.nodeCount {
            let id = NodeID(node)
            #expect(laid.degree(of: id) == built.degree(of: id), "seed \(seed)")
            let (one, other) = (laid.entries(of: id), built.entries(of: id))
            #expect(
                one.map { [$0.target.index, Int($0.mark.rawValue)] }
                    == other.map { [$0.target.index, Int($0.mark.rawValue)] })
            let mark = EdgeMark(Self.sameAs, .out)
            #expect(laid.row(of: id, mark: mark).count == built.row(of: id, mark: mark).count)
        }
        let kinds: EdgeKindSet = Bool.random(using: &random) ? .all : [.shareholder, Self.sameAs]
        let filter = EdgeFilter(kinds: kinds, asOf: Bool.random(using: &random) ? Day(rawValue: 15_000) : nil)
        let (start, end) = (
            NodeID(Int.random(in: 0..<plain.nodeCount, using: &random)),
            NodeID(Int.random(in: 0..<plain.nodeCount, using: &random))
        )
        let hops = Int.random(in: 0...3, using: &random)
        let one = laid.neighbourhood(of: [start], hops: hops, filter: filter, scratch: &scratch)
        let other = built.neighbourhood(of: [start], hops: hops, filter: filter, scratch: &scratch)
        #expect(one.nodes == other.nodes && one.hops == other.hops, "seed \(seed)")
        #expect(one.omitted == other.omitted, "seed \(seed)")
        #expect(
            one.edges.map { Self.name($0, in: laid) }.sorted { $0.lexicographicallyPrecedes($1) }
                == other.edges.map { Self.name($0, in: built) }.sorted { $0.lexicographicallyPrecedes($1) })

        let paths = [laid, built].map { graph in
            let search = graph.allShortestPaths(from: start, to: end, pathLimit: 20, filter: filter, scratch: &scratch)
            guard case .found(let found) = search.outcome else { return [[Int]]() }
            return found.paths.map { $0.map(\.index) }
        }
        #expect(paths[0] == paths[1], "seed \(seed)")
        let shortest = [laid, built].map { graph -> [Int]? in
            let search = graph.shortestPath(from: start, to: end, filter: filter, scratch: &scratch)
            guard case .found(let path) = search.outcome else { return nil }
            // Every edge joins the nodes beside it.
            for (index, edge) in path.edges.enumerated() {
                let ends = graph.ends(of: edge.rawValue)
                let pair = [path.nodes[index].rawValue, path.nodes[index + 1].rawValue].sorted()
                #expect(pair == [ends.from, ends.to].sorted(), "seed \(seed)")
            }
            return path.nodes.map(\.index)
        }
        #expect(shortest[0]?.count == shortest[1]?.count, "seed \(seed)")
        let ranked = [laid, built].map { graph in
            graph.rankedPaths(from: start, to: end, count: 5, filter: filter, scratch: &scratch) { edge in
                Double(graph.kind(of: edge.rawValue) % 7) + 1
            }.paths.map { "\($0.path.nodes.map(\.index)) \($0.length)" }
        }
        #expect(ranked[0] == ranked[1], "seed \(seed)")
    }
}
