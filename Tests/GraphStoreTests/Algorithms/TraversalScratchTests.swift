@testable import GraphStore
import TestSupport
import Testing

@Suite struct TraversalScratchTests {
    @Test func `slots are blank after the stamp wraps`() throws {
        let graph = try PlainGraph(nodeCount: 3, [.init(0, 1), .init(1, 2)]).build()
        var scratch = TraversalScratch()
        _ = graph.neighbourhood(of: [NodeID(0)], hops: 2, scratch: &scratch)
        scratch.setStamp(.max)
        for _ in 0..<3 {
            let found = graph.neighbourhood(of: [NodeID(2)], hops: 1, scratch: &scratch)
            #expect(found.nodes.map(\.index) == [2, 1])
        }
    }

    @Test func `one scratch serves graphs of different sizes in turn`() throws {
        var scratch = TraversalScratch()
        for size in [2, 50, 3, 60] {
            let graph = try PlainGraph(nodeCount: size, (1..<size).map { .init($0 - 1, $0) }).build()
            let search = graph.shortestPath(from: NodeID(0), to: NodeID(size - 1), scratch: &scratch)
            guard case .found(let path) = search.outcome else {
                Issue.record("no path of \(size - 1) hops")
                continue
            }
            #expect(path.hops == size - 1)
        }
    }

    @Test func `a pool keeps what it lent, up to its limit, and serves tasks at once`() async throws {
        let graph = try PlainGraph(nodeCount: 100, (1..<100).map { .init($0 - 1, $0) }).build()
        let pool = ScratchPool(idleMax: 2) { TraversalScratch() }
        await withTaskGroup(of: Int.self) { group in
            for i in 0..<64 {
                group.addTask {
                    pool.withScratch { scratch in
                        graph.neighbourhood(of: [NodeID(i)], hops: 200, scratch: &scratch).nodes.count
                    }
                }
            }
            for await count in group { #expect(count == 100) }
        }
        #expect((1...2).contains(pool.idleCount))
    }

    @Test func `the clock is read once in so many entries`() throws {
        let n = 20_000
        let graph = try PlainGraph(nodeCount: n, (1..<n).map { .init(0, $0) }).build()
        let clock = Clock()
        var scratch = TraversalScratch()
        let budget = Budget(deadlineNanoseconds: 3, clock: { clock.read() })
        let found = graph.neighbourhood(of: [NodeID(0)], hops: 1, budget: budget, scratch: &scratch)
        #expect(found.explored.entries == 2 * Budget.entriesPerClockReading)
        #expect(found.omitted.map(\.reason) == [.deadline])
        #expect(found.edges.count + found.omitted[0].count == n - 1)
    }
}

import Synchronization

/// Ticks with every reading: 1, 2, 3, …
private final class Clock: Sendable {
    private let reading = Mutex<UInt64>(0)
    func read() -> UInt64 {
        reading.withLock {
            $0 += 1
            return $0
        }
    }
}
