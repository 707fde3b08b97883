/// The state of one neighbourhood query; see ``Neighbourhood`` for conventions.
///
/// A slot's value is the node's place in the order of reaching.
struct NeighbourhoodSearch: ~Escapable {
    private typealias Slots = MutableSpan<TraversalScratch.Slot>

    private let view: AdjacencyView
    private let filter: CompiledFilter
    private let hopLimit: Int
    private let entriesPerNode: Int
    private let stamp: UInt32

    private var nodes: [UInt32] = []
    private var hops: [Int] = []
    private var edges: [UInt32] = []
    /// Per node reached: the position up to which its row has been examined.
    private var examinedEnd: [Int] = []
    /// Per node reached: why the rest of its row was not examined.
    private var restReason: [OmissionReason] = []
    private var cursors: [ExpansionCursor] = []
    private var meter: BudgetMeter
    private var omitted = OmissionCounter()

    @_lifetime(copy view, copy filter)
    init(
        _ view: consuming AdjacencyView, _ filter: consuming CompiledFilter, hops: Int, entriesPerNode: Int,
        budget: Budget, stamp: UInt32
    ) {
        self.view = view
        self.filter = filter
        hopLimit = hops
        self.entriesPerNode = entriesPerNode
        self.stamp = stamp
        meter = BudgetMeter(budget)
    }

    @_lifetime(self: copy self)
    mutating func begin(_ starts: [NodeID], _ slots: inout MutableSpan<TraversalScratch.Slot>) {
        for start in starts where slots[start.index].stamp != stamp { reach(start.rawValue, hops: 0, &slots) }
    }

    @_lifetime(self: copy self)
    private mutating func reach(_ node: UInt32, hops: Int, _ slots: inout MutableSpan<TraversalScratch.Slot>) {
        slots[Int(node)].stamp = stamp
        slots[Int(node)].value = UInt32(truncatingIfNeeded: nodes.count)
        nodes.append(node)
        self.hops.append(hops)
        examinedEnd.append(view.start(of: node))
        restReason.append(.page)
    }

    /// Expands nodes in the order reached until the hop limit or the budget.
    @_lifetime(self: copy self)
    mutating func run(_ slots: inout MutableSpan<TraversalScratch.Slot>) {
        var order = 0
        var stopped: OmissionReason?
        while order < nodes.count, hops[order] < hopLimit {
            if let reason = stopped {
                restReason[order] = reason
            } else if hops[order] > 0, degree(of: nodes[order]) > filter.hubDegree {
                restReason[order] = .hub
            } else {
                stopped = expand(order, &slots)
            }
            order += 1
        }
    }

    private func degree(of node: UInt32) -> Int { view.end(of: node) - view.start(of: node) }

    /// - Returns: the bound that ended the query, if one did.
    @_lifetime(self: copy self)
    private mutating func expand(
        _ order: Int, _ slots: inout MutableSpan<TraversalScratch.Slot>
    ) -> OmissionReason? {
        let node = nodes[order]
        let (start, end) = (view.start(of: node), view.end(of: node))
        var followedCount = 0
        for i in start..<end {
            examinedEnd[order] = i
            let mark = view.marks[i]
            if mark > filter.followed.last { break }
            guard filter.followed.contains(mark) else { continue }
            if followedCount == entriesPerNode {
                cursors.append(ExpansionCursor(node: NodeID(rawValue: node), offset: i - start))
                return nil
            }
            let reason = meter.refusal() ?? cross(i, mark: mark, order, &slots)
            if let reason {
                restReason[order] = reason
                return reason
            }
            followedCount += 1
        }
        examinedEnd[order] = end
        return nil
    }

    /// Crosses one entry, or counts why not.
    ///
    /// - Returns: a reason to end the query with this entry unexamined.
    @_lifetime(self: copy self)
    @inline(__always) private mutating func cross(
        _ position: Int, mark: UInt8, _ order: Int, _ slots: inout MutableSpan<TraversalScratch.Slot>
    ) -> OmissionReason? {
        let (target, edge) = (view.targets[position], view.edges[position])
        if let reason = filter.refusal(ofEdge: edge, mark: mark) {
            omitted.add(mark: mark, reason)
            return nil
        }
        let slot = slots[Int(target)]
        let isReached = slot.stamp == stamp
        if isReached {
            let other = (mark: mark ^ 1, target: nodes[order], edge: edge)
            if filter.followed.contains(other.mark), isExamined(other, at: Int(slot.value)) { return nil }
        } else if !filter.excluded.isEmpty, filter.excluded.contains(NodeID(rawValue: target)) {
            omitted.add(mark: mark, .excludedNode)
            return nil
        } else if nodes.count >= meter.budget.maxNodes {
            omitted.add(mark: mark, .nodeBudget)
            return nil
        }
        if edges.count >= meter.budget.maxEdges { return .edgeBudget }
        edges.append(edge)
        if !isReached { reach(target, hops: hops[order] + 1, &slots) }
        return nil
    }

    /// Whether an entry in the row of a reached node lies before the end of
    /// what was examined there. Rows ascend by (mark, target, edge).
    @inline(__always) private func isExamined(
        _ entry: (mark: UInt8, target: UInt32, edge: UInt32), at order: Int
    ) -> Bool {
        let end = examinedEnd[order]
        let node = nodes[order]
        if end == view.start(of: node) { return false }
        if end == view.end(of: node) { return true }
        return entry < (view.marks[end], view.targets[end], view.edges[end])
    }

    /// Counts followed entries behind the examined part of each row.
    @_lifetime(self: copy self)
    mutating func countUnexamined() {
        for order in nodes.indices where hops[order] < hopLimit {
            let rest = examinedEnd[order]..<view.end(of: nodes[order])
            omitted.addFollowed(rest, of: view, filter.followed, restReason[order])
        }
    }

    /// Takes back what ``countUnexamined()`` counted although the edge was
    /// returned, crossed from its other end.
    @_lifetime(self: copy self)
    mutating func discountReturned(_ graph: CSRGraph, _ slots: borrowing MutableSpan<TraversalScratch.Slot>) {
        for edge in edges {
            let (from, to) = graph.ends(of: edge)
            let mark = graph.kind(of: edge) << 1
            for (node, entry) in [(from, (mark, to, edge)), (to, (mark | 1, from, edge))] {
                let order = Int(slots[Int(node)].value)
                guard hops[order] < hopLimit, filter.followed.contains(entry.0) else { continue }
                if !isExamined(entry, at: order) { omitted.add(mark: mark, restReason[order], -1) }
            }
        }
    }

    func result() -> Neighbourhood {
        Neighbourhood(
            nodes: nodes.map(NodeID.init(rawValue:)), hops: hops, edges: edges.map(EdgeID.init(rawValue:)),
            cursors: cursors, explored: Exploration(nodes: nodes.count, entries: meter.entries),
            omitted: omitted.omissions)
    }
}
