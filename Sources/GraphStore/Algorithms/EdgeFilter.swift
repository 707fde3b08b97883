/// Which edges a query follows, and which nodes it passes.
///
/// A direction is seen from the node that a search stands on: `outward` kinds
/// are followed from their `from` to their `to`.
public struct EdgeFilter: Hashable, Sendable {
    /// Kinds followed along their direction.
    public var outward: EdgeKindSet
    /// Kinds followed against their direction.
    public var inward: EdgeKindSet
    /// Only edges in force on this day (``EdgeTable/isInForce(_:on:)``); nil
    /// follows all, past and future.
    public var asOf: Day?
    /// Edges of ``shareKinds`` must be known to carry at least this share
    /// (their lower bound counts), in units of ``EdgeAttributes``.
    public var minimumShare: Int32?
    /// Kinds that ``minimumShare`` applies to.
    public var shareKinds: EdgeKindSet
    /// Nodes that are never entered. Where a search starts or ends is exempt.
    public var excluded: Set<NodeID>
    /// Nodes with more entries than this (``CSRGraph/degree(of:)``, whatever
    /// their kinds) are not passed through. Where a search starts or ends is
    /// exempt.
    public var hubDegree: Int?

    /// Follows everything unless told otherwise.
    public init(
        kinds: EdgeKindSet = .all, direction: Direction = .both, asOf: Day? = nil,
        minimumShare: Int32? = nil, shareKinds: EdgeKindSet = [.shareholder],
        excluded: Set<NodeID> = [], hubDegree: Int? = nil
    ) {
        outward = direction == .in ? .none : kinds
        inward = direction == .out ? .none : kinds
        self.asOf = asOf
        self.minimumShare = minimumShare
        self.shareKinds = shareKinds
        self.excluded = excluded
        self.hubDegree = hubDegree
    }

    /// The directions that a search follows edges in.
    public enum Direction: String, CaseIterable, Sendable {
        case out, `in`, both
    }
}

/// A filter made ready for one graph: sets as bits, columns as spans.
struct CompiledFilter: ~Escapable {
    /// Marks that a search forward follows.
    let followed: MarkSet
    /// Marks that a search backward follows: those of `followed`, reversed.
    let reversed: MarkSet
    /// Whether a followed mark is not enough to know that an edge passes.
    let readsEdges: Bool
    /// Whether a target may be refused for what it is.
    let refusesNodes: Bool
    let excluded: Set<NodeID>
    let hubDegree: Int
    private let day: Int32?
    private let minimumShare: Int32?
    private let shareKinds: EdgeKindSet
    private let since: Span<Int32>
    private let until: Span<Int32>
    private let shareMin: Span<Int32>
    private let shareMax: Span<Int32>

    @_lifetime(borrow graph)
    init(_ filter: EdgeFilter, _ graph: borrowing CSRGraph) {
        followed = MarkSet(outward: filter.outward, inward: filter.inward)
        reversed = MarkSet(outward: filter.inward, inward: filter.outward)
        day = filter.asOf?.rawValue
        minimumShare = filter.minimumShare
        shareKinds = filter.shareKinds
        readsEdges = filter.asOf != nil || filter.minimumShare != nil
        excluded = filter.excluded
        hubDegree = filter.hubDegree ?? .max
        refusesNodes = !filter.excluded.isEmpty || filter.hubDegree != nil
        since = graph.table.since.span
        until = graph.table.until.span
        shareMin = graph.table.shareMin.span
        shareMax = graph.table.shareMax.span
    }

    /// Why an edge of a followed mark is not followed; nil when it is.
    @inline(__always) func refusal(ofEdge edge: UInt32, mark: UInt8) -> OmissionReason? {
        readsEdges ? refusalByAttributes(edge: Int(edge), mark: mark) : nil
    }

    private func refusalByAttributes(edge: Int, mark: UInt8) -> OmissionReason? {
        // What was added holds on any day.
        guard edge < since.count else { return nil }
        if let day, !EdgeTable.isInForce(since: since[edge], until: until[edge], on: day) { return .notInForce }
        guard let minimumShare, shareKinds.contains(EdgeKind(rawValue: mark >> 1)) else { return nil }
        if shareMin[edge] != EdgeAttributes.unknownShare, shareMin[edge] >= minimumShare { return nil }
        let mayReach = shareMax[edge] == EdgeAttributes.unknownShare || shareMax[edge] >= minimumShare
        return mayReach ? .shareUnknown : .shareBelowMinimum
    }

    /// Why a node is not passed through; nil when it is.
    @inline(__always) func refusal(ofNode node: UInt32, degree: Int) -> OmissionReason? {
        if degree > hubDegree { return .hub }
        return !excluded.isEmpty && excluded.contains(NodeID(rawValue: node)) ? .excludedNode : nil
    }
}
