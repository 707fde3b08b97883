import GraphStore
import TestSupport
import Testing

/// The graph of these tests:
///
///     0 ──shareholder 60 %──► 1 ──shareholder──► 2
///     0 ──legal rep.────────► 1      1 ↺ officer
@Suite struct CSRBuilderTests {
    private let sixty = EdgeAttributes(shareMin: 60_000_000, shareMax: 60_000_000)

    private func graph() throws -> CSRGraph {
        try PlainGraph(
            nodeCount: 4,
            [
                .init(1, 2, .shareholder, record: 9),
                .init(0, 1, .shareholder, sixty, record: 7),
                .init(1, 1, .officer, record: 3),
                .init(0, 1, .legalRepresentative, record: 5),
                .init(0, 1, .shareholder, sixty, record: 4),
                .init(0, 1, .shareholder, sixty, record: 7),
            ]
        ).build()
    }

    @Test func `edges are sorted by kind, from and to`() throws {
        let table = try graph().table
        #expect(table.count == 4)
        #expect((0..<4).map { table.kind[$0] } == [1, 2, 2, 3])
        #expect((0..<4).map { table.from[$0] } == [0, 0, 1, 1])
        #expect((0..<4).map { table.to[$0] } == [1, 1, 2, 1])
        #expect(table.range(of: .shareholder) == 1..<3)
        #expect(table.range(of: .kinship).isEmpty)
    }

    @Test func `statements equal but for the record are one edge with all records, each once`() throws {
        let table = try graph().table
        #expect(table.records(of: EdgeID(1)) == [RecordID(rawValue: 4), RecordID(rawValue: 7)])
        #expect(table.records(of: EdgeID(0)) == [RecordID(rawValue: 5)])
        #expect(table[EdgeID(1)].attributes == sixty)
    }

    @Test func `a bare statement of a representative is a further record of the fuller one that began last`() throws {
        let ended = EdgeAttributes(since: Day(rawValue: 1), until: Day(rawValue: 5), label: 3)
        let older = EdgeAttributes(since: Day(rawValue: 5), label: 3)
        let newer = EdgeAttributes(since: Day(rawValue: 9), label: 3)
        let onlyEnd = EdgeAttributes(until: Day(rawValue: 5))
        let statements: [PlainGraph.Statement] = [
            .init(0, 1, .legalRepresentative, record: 2), .init(0, 1, .legalRepresentative, newer, record: 8),
            .init(0, 1, .legalRepresentative, older, record: 1), .init(0, 1, .legalRepresentative, ended, record: 4),
            .init(0, 1, .legalRepresentative, record: 9), .init(0, 1, .legalRepresentative, onlyEnd, record: 3),
            // Another kind, other ends and another end take nothing.
            .init(0, 1, .officer, record: 5), .init(0, 1, .officer, newer, record: 11),
            .init(1, 0, .legalRepresentative, ended, record: 6), .init(1, 0, .legalRepresentative, record: 7),
            .init(1, 1, .legalRepresentative, onlyEnd, record: 10),
        ]
        let graph = try PlainGraph(nodeCount: 2, statements).build()
        try graph.validate()
        let table = graph.table
        let edges = table.range(of: .legalRepresentative).map { EdgeID($0) }
        #expect(edges.map { table[$0].attributes } == [ended, older, newer, EdgeAttributes(), ended, onlyEnd])
        let records = edges.map { table.records(of: $0).map(\.rawValue) }
        #expect(records == [[3, 4], [1], [2, 8, 9], [7], [6], [10]])
        #expect(table.range(of: .officer).count == 2)
    }

    @Test func `a bare statement stays an edge where two fuller ones began on the same last day`() throws {
        func term(_ day: Int32, _ label: UInt32) -> EdgeAttributes {
            EdgeAttributes(since: Day(rawValue: day), label: label)
        }
        func edgeCount(_ fuller: [EdgeAttributes]) throws -> Int {
            let terms = fuller.enumerated().map { number, attributes in
                PlainGraph.Statement(0, 1, .legalRepresentative, attributes, record: UInt32(number + 2))
            }
            let bare = PlainGraph.Statement(0, 1, .legalRepresentative, record: 1)
            return try PlainGraph(nodeCount: 2, terms + [bare]).build().edgeCount
        }
        #expect(try edgeCount([term(3, 1), term(3, 2)]) == 3)
        #expect(try edgeCount([term(3, 1), term(3, 1)]) == 1)
        #expect(try edgeCount([term(3, 1), term(3, 2), term(4, 1)]) == 3)
        #expect(try edgeCount([term(3, 1), term(4, 1), term(4, 2)]) == 4)
    }

    @Test func `a row is ascending by mark, target and edge, and a self-loop stands in it twice`() throws {
        let graph = try graph()
        let row = graph.entries(of: NodeID(1))
        #expect(row.map(\.mark.rawValue) == [1 << 1 | 1, 2 << 1, 2 << 1 | 1, 3 << 1, 3 << 1 | 1])
        #expect(row.map(\.target.index) == [0, 2, 0, 1, 1])
        #expect(row.map(\.edge.index) == [0, 2, 1, 3, 3])
        #expect(graph.degree(of: NodeID(1)) == 5)
        #expect(graph.row(of: NodeID(1), mark: EdgeMark(.shareholder, .in)).count == 1)
        #expect(graph.row(of: NodeID(3)).isEmpty)
        try graph.validate()
    }

    @Test func `an empty graph and a graph of lone nodes are valid`() throws {
        for nodeCount in [0, 1, 5] {
            let graph = try PlainGraph(nodeCount: nodeCount, []).build()
            try graph.validate()
            #expect(graph.nodeCount == nodeCount && graph.edgeCount == 0)
        }
    }

    @Test func `an edge to a node that does not exist is refused and named`() {
        let error = #expect(throws: GraphInvariantError.self) {
            try PlainGraph(nodeCount: 2, [.init(0, 1), .init(0, 2)]).build()
        }
        #expect(error?.code == .targetOutOfRange)
        #expect(error?.description.contains("edge 1") == true)
    }

    @Test(arguments: [UInt8(0), 127, 255]) func `a kind that fits no mark is refused`(kind: UInt8) {
        let error = #expect(throws: GraphInvariantError.self) {
            try PlainGraph(nodeCount: 2, [.init(0, 1, EdgeKind(rawValue: kind))]).build()
        }
        #expect(error?.code == .kindOutOfRange)
    }

    @Test func `an edge is in force from since until the day before until`() throws {
        let day = Day(rawValue: 10)
        let attributes = EdgeAttributes(since: day, until: Day(rawValue: 12))
        let statements: [PlainGraph.Statement] = [.init(0, 1, .officer, attributes), .init(1, 0, .officer)]
        let table = try PlainGraph(nodeCount: 2, statements).build().table
        #expect((9...12).map { table.isInForce(EdgeID(0), on: Day(rawValue: $0)) } == [false, true, true, false])
        #expect(table.isInForce(EdgeID(1), on: day))
    }

    @Test func `edges of many nodes sort through every radix digit`() throws {
        var random = SplitMix64(seed: 7)
        let nodeCount = 70_000
        let statements = (0..<20_000).map { i in
            PlainGraph.Statement(
                Int.random(in: 0..<nodeCount, using: &random), Int.random(in: 0..<nodeCount, using: &random),
                EdgeKind(rawValue: UInt8.random(in: 1...126, using: &random)), record: UInt32(i))
        }
        let graph = try PlainGraph(nodeCount: nodeCount, statements).build()
        try graph.validate()
        #expect(graph.edgeCount == 20_000)
    }
}
