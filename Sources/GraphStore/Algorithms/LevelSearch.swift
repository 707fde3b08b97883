/// Bidirectional breadth-first search by levels, shared by
/// ``CSRGraph/shortestPath(from:to:filter:budget:scratch:)`` and
/// ``CSRGraph/allShortestPaths(from:to:pathLimit:filter:budget:scratch:)``.
///
/// A slot's values are the position of the entry that discovered the node, in
/// its parent's row; with `wholeLevel`, they are the node's depth.
struct LevelSearch: ~Escapable {
    enum End {
        /// Nodes that both sides have reached: one, or with `wholeLevel` all
        /// at which shortest paths cross from one side to the other.
        case met([UInt32])
        case none
        case stopped(OmissionReason)
    }

    let view: AdjacencyView
    let filter: CompiledFilter
    let start: UInt32
    let end: UInt32
    let stamp: UInt32
    private(set) var meter: BudgetMeter
    private(set) var omitted = OmissionCounter()
    /// Levels expanded so far on either side.
    private(set) var frontDepth: UInt32 = 0
    private(set) var backDepth: UInt32 = 0
    private var reachedCount = 2

    @_lifetime(copy view, copy filter)
    init(
        _ view: consuming AdjacencyView, _ filter: consuming CompiledFilter, start: UInt32, end: UInt32,
        budget: Budget, stamp: UInt32
    ) {
        self.view = view
        self.filter = filter
        self.start = start
        self.end = end
        self.stamp = stamp
        meter = BudgetMeter(budget)
    }

    @_lifetime(self: copy self)
    mutating func begin(
        front: inout [UInt32], back: inout [UInt32], _ slots: inout MutableSpan<TraversalScratch.Slot>
    ) {
        front.append(start)
        back.append(end)
        FrontSide.set(&slots[Int(start)], stamp: stamp, value: 0)
        BackSide.set(&slots[Int(end)], stamp: stamp, value: 0)
    }

    /// Expands levels until the sides meet.
    @_lifetime(self: copy self)
    mutating func meet(
        front: inout [UInt32], back: inout [UInt32], _ slots: inout MutableSpan<TraversalScratch.Slot>,
        wholeLevel: Bool
    ) -> End {
        var (frontHead, backHead) = (0, 0)
        var meetings: [UInt32] = []
        while frontHead < front.count, backHead < back.count {
            let stopped: OmissionReason?
            if front.count - frontHead <= back.count - backHead {
                frontDepth += 1
                let level = frontHead..<front.count
                frontHead = front.count
                stopped = expand(FrontSide.self, level, depth: frontDepth, &front, &slots, wholeLevel, &meetings)
            } else {
                backDepth += 1
                let level = backHead..<back.count
                backHead = back.count
                stopped = expand(BackSide.self, level, depth: backDepth, &back, &slots, wholeLevel, &meetings)
            }
            if let stopped { return .stopped(stopped) }
            if !meetings.isEmpty { return .met(meetings) }
        }
        return .none
    }

    /// Expands one level of one side.
    @_lifetime(self: copy self)
    private mutating func expand<Side: SearchSide>(
        _ side: Side.Type, _ level: Range<Int>, depth: UInt32, _ queue: inout [UInt32],
        _ slots: inout MutableSpan<TraversalScratch.Slot>, _ wholeLevel: Bool, _ meetings: inout [UInt32]
    ) -> OmissionReason? {
        let followed = Side.followed(filter)
        for head in level {
            let node = queue[head]
            for i in view.start(of: node)..<view.end(of: node) {
                let mark = view.marks[i]
                if mark > followed.last { break }
                guard followed.contains(mark) else { continue }
                if let reason = meter.refusal() { return reason }
                let target = view.targets[i]
                let slot = slots[Int(target)]
                if Side.stamp(slot) == stamp || !mayCross(i, mark, to: target) { continue }
                Side.set(
                    &slots[Int(target)], stamp: stamp, value: wholeLevel ? depth : UInt32(truncatingIfNeeded: i))
                if Side.Other.stamp(slot) == stamp {
                    meetings.append(target)
                    if !wholeLevel { return nil }
                } else if let reason = countReached() {
                    return reason
                }
                queue.append(target)
            }
        }
        return nil
    }

    @_lifetime(self: copy self)
    private mutating func countReached() -> OmissionReason? {
        reachedCount += 1
        return reachedCount > meter.budget.maxNodes ? .nodeBudget : nil
    }

    /// Whether the edge passes and its target may be walked through.
    @_lifetime(self: copy self)
    @inline(__always) private mutating func mayCross(_ position: Int, _ mark: UInt8, to target: UInt32) -> Bool {
        if filter.refusal(ofEdge: view.edges[position], mark: mark) != nil { return false }
        guard filter.refusesNodes, target != start, target != end else { return true }
        let degree = view.end(of: target) - view.start(of: target)
        guard let reason = filter.refusal(ofNode: target, degree: degree) else { return true }
        omitted.add(mark: mark, reason)
        return false
    }

    /// Takes one entry of a later phase out of the same budget.
    @_lifetime(self: copy self)
    mutating func takeEntry() -> OmissionReason? { meter.refusal() }
}

/// One of the two searches that share a slot: which half of it is its own, and
/// which marks it follows. Types and not values, so that each side's loops are
/// compiled for it.
protocol SearchSide {
    associatedtype Other: SearchSide
    /// Whether it begins at the start.
    static var isFront: Bool { get }
    static func stamp(_ slot: TraversalScratch.Slot) -> UInt32
    static func value(_ slot: TraversalScratch.Slot) -> UInt32
    static func set(_ slot: inout TraversalScratch.Slot, stamp: UInt32, value: UInt32)
    static func followed(_ filter: borrowing CompiledFilter) -> MarkSet
}

/// The search from the start, along the filter.
enum FrontSide: SearchSide {
    typealias Other = BackSide
    @inline(__always) static var isFront: Bool { true }
    @inline(__always) static func stamp(_ slot: TraversalScratch.Slot) -> UInt32 { slot.stamp }
    @inline(__always) static func value(_ slot: TraversalScratch.Slot) -> UInt32 { slot.value }
    @inline(__always) static func set(_ slot: inout TraversalScratch.Slot, stamp: UInt32, value: UInt32) {
        slot.stamp = stamp
        slot.value = value
    }
    @inline(__always) static func followed(_ filter: borrowing CompiledFilter) -> MarkSet { filter.followed }
}

/// The search from the end, against the filter.
enum BackSide: SearchSide {
    typealias Other = FrontSide
    @inline(__always) static var isFront: Bool { false }
    @inline(__always) static func stamp(_ slot: TraversalScratch.Slot) -> UInt32 { slot.backStamp }
    @inline(__always) static func value(_ slot: TraversalScratch.Slot) -> UInt32 { slot.backValue }
    @inline(__always) static func set(_ slot: inout TraversalScratch.Slot, stamp: UInt32, value: UInt32) {
        slot.backStamp = stamp
        slot.backValue = value
    }
    @inline(__always) static func followed(_ filter: borrowing CompiledFilter) -> MarkSet { filter.reversed }
}

extension CSRGraph {
    /// Searches between two different nodes and reads the answer where the
    /// sides have met: with `wholeLevel`, after searching the level on which
    /// they meet to its end. `read` is called at most once.
    ///
    /// - Returns: how the search ended, what it examined, what it passed over.
    /// - Precondition: both nodes belong to the graph.
    func meet<Value>(
        from start: NodeID, to end: NodeID, wholeLevel: Bool, filter: EdgeFilter, budget: Budget,
        scratch: inout TraversalScratch,
        _ read: (inout LevelSearch, [UInt32], inout MutableSpan<TraversalScratch.Slot>) -> PathOutcome<Value>
    ) -> (outcome: PathOutcome<Value>, explored: Exploration, omitted: [Omission]) {
        let stamp = scratch.begin(nodeCount: nodeCount)
        var (front, back) = (scratch.takeQueue(), scratch.takeBackQueue())
        defer {
            scratch.giveBack(queue: front)
            scratch.giveBack(backQueue: back)
        }
        var slots = scratch.slots.mutableSpan
        var search = LevelSearch(
            AdjacencyView(self), CompiledFilter(filter, self), start: start.rawValue, end: end.rawValue,
            budget: budget, stamp: stamp)
        search.begin(front: &front, back: &back, &slots)
        let outcome: PathOutcome<Value>
        switch search.meet(front: &front, back: &back, &slots, wholeLevel: wholeLevel) {
        case .met(let meetings): outcome = read(&search, meetings, &slots)
        case .none: outcome = .none
        case .stopped(let reason): outcome = .stopped(reason)
        }
        return (
            outcome, Exploration(nodes: front.count + back.count, entries: search.meter.entries),
            search.omitted.omissions
        )
    }
}
