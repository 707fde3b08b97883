import Foundation
import GraphStore
import TestSupport
import Testing

/// The reference outputs of LDBC Graphalytics (A. Iosup et al., "LDBC
/// Graphalytics", PVLDB 9(13), 2016, doi:10.14778/3007263.3007270), where they
/// lie beside the repository.
@Suite struct GraphalyticsTests {
    private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "../shared/tests/control_tests/graphalytics").standardizedFileURL
    private static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }
    private static let isAbsent: Comment = "Graphalytics reference outputs are not beside the repository"

    /// Numbers of a file, line by line.
    private func rows(_ name: String) throws -> [[Double]] {
        let text = try String(contentsOf: GraphalyticsTests.folder.appending(path: name), encoding: .utf8)
        return try text.split(whereSeparator: \.isNewline).map { line in
            try line.split(separator: " ").map { try #require(Double($0)) }
        }
    }

    /// Ids of vertices are their node ids; 0 and gaps are lone nodes.
    ///
    /// - Parameter lists: lines of `source target target …`; an undirected edge
    ///   stands at both ends.
    private func graph(lists name: String, directed: Bool) throws -> CSRGraph {
        let pairs = try rows(name).flatMap { row in row.dropFirst().map { [Int(row[0]), Int($0)] } }
        let edges = directed ? pairs : Array(Set(pairs.map { $0.sorted() }))
        let last = try rows(name).flatMap { $0 }.max() ?? 0
        return try PlainGraph(nodeCount: Int(last) + 1, edges.map { .init($0[0], $0[1]) }).build()
    }

    /// - Parameter name: of the `.v` and `.e` files; each edge stands once.
    private func weighted(_ name: String) throws -> (graph: CSRGraph, weights: Column<Double>) {
        let edges = try rows(name + ".e").sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
        let last = try rows(name + ".v").flatMap { $0 }.max() ?? 0
        let plain = PlainGraph(nodeCount: Int(last) + 1, edges.map { .init(Int($0[0]), Int($0[1])) })
        return (try plain.build(), Column(edges.map { $0[2] }))
    }

    private func filter(directed: Bool) -> EdgeFilter { EdgeFilter(direction: directed ? .out : .both) }

    private func expectHops(_ graph: CSRGraph, directed: Bool, _ output: String) throws {
        let expected = try rows(output)
        let source = try #require(expected.first { $0[1] == 0 })
        var scratch = TraversalScratch()
        let found = graph.neighbourhood(
            of: [NodeID(Int(source[0]))], hops: .max, filter: filter(directed: directed), scratch: &scratch)
        for row in expected {
            let place = found.nodes.firstIndex(of: NodeID(Int(row[0])))
            // Graphalytics writes Int64.max for what is out of reach.
            #expect(place.map { Double(found.hops[$0]) } ?? Double(Int64.max) == row[1], "\(output): \(row)")
            let path = graph.shortestPath(
                from: NodeID(Int(source[0])), to: NodeID(Int(row[0])), filter: filter(directed: directed),
                scratch: &scratch)
            if case .found(let path) = path.outcome {
                #expect(Double(path.hops) == row[1])
            } else {
                #expect(row[1] == Double(Int64.max))
            }
        }
    }

    @Test(.enabled(if: isPresent, isAbsent), arguments: [true, false])
    func `breadth-first search gives the reference's hops`(directed: Bool) throws {
        let prefix = directed ? "dir" : "undir"
        let graph = try graph(lists: "bfs/\(prefix)-input", directed: directed)
        try expectHops(graph, directed: directed, "bfs/\(prefix)-output")
        let example = directed ? "example/example-directed" : "example/example-undirected"
        try expectHops(weighted(example).graph, directed: directed, "\(example)-BFS")
        try expectHops(self.graph(lists: "\(example)-input", directed: directed), directed: directed, "\(example)-BFS")
    }

    @Test(.enabled(if: isPresent, isAbsent), arguments: [true, false])
    func `weakly connected components are the reference's`(directed: Bool) throws {
        let prefix = directed ? "dir" : "undir"
        let example = directed ? "example/example-directed" : "example/example-undirected"
        let cases = [
            (try graph(lists: "wcc/\(prefix)-input", directed: directed), "wcc/\(prefix)-output"),
            (try weighted(example).graph, "\(example)-WCC"),
        ]
        for (graph, output) in cases {
            let labels = try graph.connectedComponents().labels
            let expected = try rows(output)
            for a in expected {
                for b in expected {
                    #expect((labels[Int(a[0])] == labels[Int(b[0])]) == (a[1] == b[1]), "\(output): \(a), \(b)")
                }
            }
        }
    }

    @Test(.enabled(if: isPresent, isAbsent), arguments: [true, false])
    func `weighted shortest paths have the reference's lengths`(directed: Bool) throws {
        let prefix = directed ? "dir" : "undir"
        let example = directed ? "example/example-directed" : "example/example-undirected"
        for (input, output) in [("sssp/\(prefix)-input", "sssp/\(prefix)-output"), (example, "\(example)-SSSP")] {
            let (graph, weights) = try weighted(input)
            let expected = try rows(output)
            let source = try #require(expected.first { $0[1] == 0 })
            var scratch = TraversalScratch()
            let found = graph.weightedPaths(
                from: NodeID(Int(source[0])), weights: weights, filter: filter(directed: directed), scratch: &scratch)
            for row in expected {
                let reached = found.reached.first { $0.node == NodeID(Int(row[0])) }
                guard let reached, row[1] < .infinity else {
                    #expect(reached == nil && row[1] == .infinity, "\(output): \(row)")
                    continue
                }
                #expect(abs(reached.distance - row[1]) < 1e-12 * max(1, row[1]), "\(output): \(row)")
            }
        }
    }
}
