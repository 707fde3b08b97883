public import GraphStore

/// A graph as a test writes it: a list of statements, nothing sorted.
public struct PlainGraph: Sendable {
    /// One statement of one record.
    public struct Statement: Hashable, Sendable {
        public var from: Int
        public var to: Int
        public var kind: EdgeKind
        public var attributes: EdgeAttributes
        public var record: UInt32

        public init(
            _ from: Int, _ to: Int, _ kind: EdgeKind = EdgeKind(rawValue: 1),
            _ attributes: EdgeAttributes = EdgeAttributes(), record: UInt32 = 1
        ) {
            (self.from, self.to, self.kind) = (from, to, kind)
            (self.attributes, self.record) = (attributes, record)
        }
    }

    public var nodeCount: Int
    public var statements: [Statement]

    public init(nodeCount: Int, _ statements: [Statement]) {
        (self.nodeCount, self.statements) = (nodeCount, statements)
    }

    /// The graph under test.
    public func build() throws -> CSRGraph {
        var list = EdgeList()
        list.reserveCapacity(statements.count)
        for s in statements {
            list.append(
                from: NodeID(s.from), to: NodeID(s.to), kind: s.kind, attributes: s.attributes,
                record: RecordID(rawValue: s.record))
        }
        return try CSRBuilder.build(list, nodeCount: nodeCount)
    }

    /// A small multigraph with self-loops, parallel edges, several kinds, dates
    /// and shares, some of them unknown.
    public static func random(seed: UInt64, nodes: ClosedRange<Int> = 1...12, density: Double = 2) -> PlainGraph {
        var random = SplitMix64(seed: seed)
        let nodeCount = Int.random(in: nodes, using: &random)
        let count = Int.random(in: 0...max(1, Int(Double(nodeCount) * density)), using: &random)
        var statements: [Statement] = []
        for record in 0..<count {
            if record > 0, Int.random(in: 0..<8, using: &random) == 0 {
                // The same statement from another record, or twice from one.
                var again = statements[Int.random(in: 0..<statements.count, using: &random)]
                if Bool.random(using: &random) { again.record = UInt32(record + 1) }
                statements.append(again)
                continue
            }
            let kind =
                [EdgeKind.legalRepresentative, .shareholder, .officer, EdgeKind(rawValue: 126)]
                .randomElement(using: &random) ?? .officer
            statements.append(
                Statement(
                    Int.random(in: 0..<nodeCount, using: &random), Int.random(in: 0..<nodeCount, using: &random),
                    kind, attributes(&random), record: UInt32(record + 1)))
        }
        return PlainGraph(nodeCount: nodeCount, statements.shuffled(using: &random))
    }

    private static func attributes(_ random: inout SplitMix64) -> EdgeAttributes {
        func day(_ random: inout SplitMix64) -> Day? {
            Bool.random(using: &random) ? nil : Day(rawValue: Int32.random(in: 0...4, using: &random))
        }
        var attributes = EdgeAttributes(since: day(&random), until: day(&random))
        if Bool.random(using: &random) {
            attributes.shareMax = Int32.random(in: 0...4, using: &random) * 25_000_000
            attributes.shareMin = Bool.random(using: &random) ? attributes.shareMax : attributes.shareMax / 2
        }
        return attributes
    }

    /// A filter of random strictness over the graphs of ``random(seed:nodes:density:)``.
    public static func randomFilter(seed: UInt64, nodeCount: Int) -> EdgeFilter {
        var random = SplitMix64(seed: seed ^ 0xF117)
        var filter = EdgeFilter()
        func some(_ random: inout SplitMix64) -> EdgeKindSet {
            Bool.random(using: &random) ? .all : EdgeKindSet(rawValue: UInt128(random.next()) | 1 << 126)
        }
        filter.outward = some(&random)
        filter.inward = Int.random(in: 0..<3, using: &random) == 0 ? .none : some(&random)
        if Bool.random(using: &random) { filter.asOf = Day(rawValue: Int32.random(in: 0...4, using: &random)) }
        if Bool.random(using: &random) { filter.minimumShare = Int32.random(in: 0...4, using: &random) * 20_000_000 }
        if Bool.random(using: &random) { filter.excluded = [NodeID(Int.random(in: 0..<nodeCount, using: &random))] }
        if Bool.random(using: &random) { filter.hubDegree = Int.random(in: 2...8, using: &random) }
        return filter
    }
}
