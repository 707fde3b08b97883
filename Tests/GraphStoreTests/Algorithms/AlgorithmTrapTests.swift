import GraphStore
import TestSupport
import Testing

/// One exit test for each documented precondition of the kernels.
@Suite struct AlgorithmTrapTests {
    /// 0 ─► 1
    private static func pair() throws -> CSRGraph { try PlainGraph(nodeCount: 2, [.init(0, 1)]).build() }

    @Test func `a start outside the graph traps`() async {
        await #expect(processExitsWith: .failure) {
            var scratch = TraversalScratch()
            _ = try AlgorithmTrapTests.pair().neighbourhood(of: [NodeID(2)], hops: 1, scratch: &scratch)
        }
    }

    @Test func `a negative number of hops traps`() async {
        await #expect(processExitsWith: .failure) {
            var scratch = TraversalScratch()
            _ = try AlgorithmTrapTests.pair().neighbourhood(of: [NodeID(0)], hops: -1, scratch: &scratch)
        }
    }

    @Test func `a path's end outside the graph traps`() async {
        await #expect(processExitsWith: .failure) {
            var scratch = TraversalScratch()
            _ = try AlgorithmTrapTests.pair().shortestPath(from: NodeID(0), to: NodeID(9), scratch: &scratch)
        }
        await #expect(processExitsWith: .failure) {
            var (scratch, path): (TraversalScratch, [NodeID]) = (TraversalScratch(), [])
            _ = try AlgorithmTrapTests.pair().readShortestPath(
                from: NodeID(9), to: NodeID(0), scratch: &scratch, path: &path)
        }
    }

    @Test func `a cursor behind the row's end traps`() async {
        await #expect(processExitsWith: .failure) {
            _ = try AlgorithmTrapTests.pair().page(from: ExpansionCursor(node: NodeID(0), offset: 2), limit: 1)
        }
    }

    @Test func `one terminal or a repeated one traps`() async {
        await #expect(processExitsWith: .failure) {
            var scratch = TraversalScratch()
            _ = try AlgorithmTrapTests.pair().connectingSubgraph(of: [NodeID(0)], scratch: &scratch)
        }
        await #expect(processExitsWith: .failure) {
            var scratch = TraversalScratch()
            _ = try AlgorithmTrapTests.pair().connectingSubgraph(of: [NodeID(0), NodeID(0)], scratch: &scratch)
        }
    }

    @Test func `a negative weight traps`() async {
        await #expect(processExitsWith: .failure) {
            var scratch = TraversalScratch()
            _ = try AlgorithmTrapTests.pair().weightedPaths(from: NodeID(0), scratch: &scratch) { _ in -1 }
        }
    }

    @Test func `too few weights trap`() async {
        await #expect(processExitsWith: .failure) {
            var scratch = TraversalScratch()
            _ = try AlgorithmTrapTests.pair().weightedPaths(
                from: NodeID(0), weights: Column([]), scratch: &scratch)
        }
    }

    @Test func `nodes outside the graph trap`() async {
        await #expect(processExitsWith: .failure) {
            _ = try AlgorithmTrapTests.pair().stronglyConnectedComponents(within: 0..<3, filter: EdgeFilter())
        }
        await #expect(processExitsWith: .failure) {
            _ = try AlgorithmTrapTests.pair().degreeRanking(limit: 1, within: 0..<3)
        }
    }

    @Test func `a kind beyond the mark's bits traps`() async {
        await #expect(processExitsWith: .failure) { _ = EdgeMark(EdgeKind(rawValue: 127), .out) }
        await #expect(processExitsWith: .failure) { _ = EdgeKindSet([EdgeKind(rawValue: 128)]) }
    }
}
