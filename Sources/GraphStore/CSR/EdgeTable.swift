/// Every edge of a graph once, as columns.
///
///     row      0 ..< count, sorted by (kind, from, to, attributes)
///     records  of edge e: records[recordOffsets[e] ..< recordOffsets[e + 1]],
///              ascending, at least one
///
/// Conventions: two statements that agree in everything are one edge with two
/// records, and so are one that says no more than its last day, or not even
/// that, and the latest fuller one with the same; two that differ otherwise (in
/// a date, a share, a role) are two parallel edges. Self-loops are kept. An edge is in force on a day when
/// `since` is unknown or ≤ day, and `until` is unknown or > day: `until` is
/// **exclusive**, so that a holding handed over on a day is in force once, not
/// twice, on that day. An edge that has ended on a day that nobody says
/// (``Day/endedRawValue``) is in force on none.
public struct EdgeTable: Sendable {
    /// Node that the edge starts at; below the graph's node count.
    public let from: Column<UInt32>
    /// Node that the edge ends at.
    public let to: Column<UInt32>
    /// ``EdgeKind/rawValue``, 1…126, ascending.
    public let kind: Column<UInt8>
    /// ``EdgeAttributes/since``.
    public let since: Column<Int32>
    /// ``EdgeAttributes/until``.
    public let until: Column<Int32>
    /// ``EdgeAttributes/shareMin``.
    public let shareMin: Column<Int32>
    /// ``EdgeAttributes/shareMax``.
    public let shareMax: Column<Int32>
    /// ``EdgeAttributes/votes``.
    public let votes: Column<Int32>
    /// ``EdgeAttributes/income``.
    public let income: Column<Int32>
    /// ``EdgeAttributes/amount``.
    public let amount: Column<Int64>
    /// ``EdgeAttributes/label``.
    public let label: Column<UInt32>
    /// `count + 1` positions in ``records``.
    public let recordOffsets: Column<UInt32>
    /// ``RecordID/rawValue`` of the records that state each edge.
    public let records: Column<UInt32>

    /// Takes columns as they are: call ``CSRGraph/validate()`` on what comes
    /// from a file.
    public init(
        from: Column<UInt32>, to: Column<UInt32>, kind: Column<UInt8>,
        since: Column<Int32>, until: Column<Int32>,
        shareMin: Column<Int32>, shareMax: Column<Int32>, votes: Column<Int32>, income: Column<Int32>,
        amount: Column<Int64>, label: Column<UInt32>,
        recordOffsets: Column<UInt32>, records: Column<UInt32>
    ) {
        (self.from, self.to, self.kind) = (from, to, kind)
        (self.since, self.until) = (since, until)
        (self.shareMin, self.shareMax, self.votes, self.income) = (shareMin, shareMax, votes, income)
        (self.amount, self.label) = (amount, label)
        (self.recordOffsets, self.records) = (recordOffsets, records)
    }

    /// Number of edges.
    public var count: Int { from.count }
}

extension EdgeTable {
    /// One edge, read out of the columns.
    public struct Edge: Hashable, Sendable {
        public let from: NodeID
        public let to: NodeID
        public let kind: EdgeKind
        public let attributes: EdgeAttributes

        /// The end that is not `node`; `node` itself on a self-loop.
        public func otherEnd(than node: NodeID) -> NodeID { from == node ? to : from }
    }

    /// - Precondition: the edge is one of this table.
    public subscript(_ edge: EdgeID) -> Edge {
        let e = edge.index
        var attributes = EdgeAttributes()
        attributes.since = since[e]
        attributes.until = until[e]
        attributes.shareMin = shareMin[e]
        attributes.shareMax = shareMax[e]
        attributes.votes = votes[e]
        attributes.income = income[e]
        attributes.amount = amount[e]
        attributes.label = label[e]
        return Edge(
            from: NodeID(rawValue: from[e]), to: NodeID(rawValue: to[e]),
            kind: EdgeKind(rawValue: kind[e]), attributes: attributes)
    }

    /// The records that state the edge, ascending.
    ///
    /// - Complexity: O(number of its records).
    public func records(of edge: EdgeID) -> [RecordID] {
        let range = Int(recordOffsets[edge.index])..<Int(recordOffsets[edge.index + 1])
        return range.map { RecordID(rawValue: records[$0]) }
    }

    /// Whether the edge is in force on the day; see the convention above.
    public func isInForce(_ edge: EdgeID, on day: Day) -> Bool {
        EdgeTable.isInForce(since: since[edge.index], until: until[edge.index], on: day.rawValue)
    }

    /// Whether the edge is known to have ended on a day that nobody says.
    public func hasEndedUndated(_ edge: EdgeID) -> Bool { until[edge.index] == Day.endedRawValue }

    /// The same of days apart from an edge.
    @inlinable @inline(__always) package static func isInForce(since: Int32, until: Int32, on day: Int32) -> Bool {
        // Day.unknownRawValue is the least Int32, so an unknown `since` passes;
        // Day.endedRawValue lies before every day, so that `until` never does.
        since <= day && (until == Day.unknownRawValue || until > day)
    }

    /// The edges of one kind: they are contiguous.
    ///
    /// - Complexity: O(log count).
    public func range(of kind: EdgeKind) -> Range<Int> {
        let all = 0..<count
        return BinarySearch.firstIndex(in: all) {
            self.kind[$0] >= kind.rawValue
        }..<BinarySearch.firstIndex(in: all) { self.kind[$0] > kind.rawValue }
    }

    /// The edges of one kind that start in a range of nodes: contiguous too.
    ///
    /// - Complexity: O(log count).
    public func range(of kind: EdgeKind, from nodes: Range<UInt32>) -> Range<Int> {
        let edges = range(of: kind)
        return BinarySearch.firstIndex(in: edges) {
            from[$0] >= nodes.lowerBound
        }..<BinarySearch.firstIndex(in: edges) { from[$0] >= nodes.upperBound }
    }
}
