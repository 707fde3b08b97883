import GraphStore
import TestSupport
import Testing

/// Every promise of the layout is broken once, on a graph of two edges:
///
///     0 ─► 1 ─► 2
@Suite struct CSRGraphInvariantTests {
    /// Copies of the columns, to be damaged.
    private struct Parts {
        var offsets: [UInt32] = [0, 1, 3, 4]
        var targets: [UInt32] = [1, 2, 0, 1]
        var marks: [UInt8] = [2, 2, 3, 3]
        var edges: [UInt32] = [0, 1, 0, 1]
        var from: [UInt32] = [0, 1]
        var to: [UInt32] = [1, 2]
        var kind: [UInt8] = [1, 1]
        var shareMin: [Int32] = [-1, -1]
        var shareMax: [Int32] = [-1, -1]
        var recordOffsets: [UInt32] = [0, 1, 3]
        var records: [UInt32] = [1, 2, 3]

        func graph() -> CSRGraph {
            let unknown = Column([Int32](repeating: -1, count: 2))
            let days = Column([Int32](repeating: Day.unknownRawValue, count: 2))
            let table = EdgeTable(
                from: Column(from), to: Column(to), kind: Column(kind), since: days, until: days,
                shareMin: Column(shareMin), shareMax: Column(shareMax), votes: unknown, income: unknown,
                amount: Column([.min, .min]), label: Column([.max, .max]),
                recordOffsets: Column(recordOffsets), records: Column(records))
            return CSRGraph(
                offsets: Column(offsets), targets: Column(targets), marks: Column(marks), edges: Column(edges),
                table: table)
        }
    }

    @Test func `the undamaged graph is valid`() throws { try Parts().graph().validate() }

    private static let damages: [(GraphInvariantError.Code, @Sendable (inout Parts) -> Void)] = [
        (.columnLength, { $0.marks.removeLast() }),
        (.columnLength, { $0.kind.append(1) }),
        (.columnLength, { $0.recordOffsets.removeLast() }),
        (.offsetOrder, { $0.offsets[0] = 1 }),
        (.offsetOrder, { $0.offsets[1] = 4 }),
        (.offsetOrder, { $0.offsets[3] = 3 }),
        (.targetOutOfRange, { $0.targets[1] = 3 }),
        (.targetOutOfRange, { $0.to[1] = 3 }),
        (.edgeOutOfRange, { $0.edges[3] = 2 }),
        (.kindOutOfRange, { $0.kind = [0, 0] }),
        (.kindOutOfRange, { $0.kind[1] = 127 }),
        (.entryMismatch, { $0.targets[0] = 2 }),
        (.entryMismatch, { $0.marks[0] = 3 }),
        (.entryMismatch, { $0.edges[0] = 1 }),
        (
            .entryOrder,
            {
                $0.targets.swapAt(1, 2); $0.marks.swapAt(1, 2); $0.edges.swapAt(1, 2)
            }
        ),
        (
            .edgeOrder,
            {
                $0.from = [1, 0]; $0.to = [2, 1]
            }
        ),
        (.shareOutOfRange, { $0.shareMin[0] = -2 }),
        (.shareOutOfRange, { $0.shareMax[1] = 100_000_001 }),
        (
            .shareOutOfRange,
            {
                $0.shareMin[0] = 2; $0.shareMax[0] = 1
            }
        ),
        (.recordOrder, { $0.recordOffsets = [0, 0, 3] }),
        (.recordOrder, { $0.recordOffsets = [0, 3, 2] }),
        (.recordOrder, { $0.records = [1, 3, 2] }),
        (.recordOrder, { $0.recordOffsets[0] = 1 }),
    ]

    @Test(arguments: damages.indices) func `each damage is found and named`(index: Int) {
        var parts = Parts()
        let (code, damage) = CSRGraphInvariantTests.damages[index]
        damage(&parts)
        let error = #expect(throws: GraphInvariantError.self) { try parts.graph().validate() }
        #expect(error?.code == code, "\(error?.description ?? "")")
    }
}
