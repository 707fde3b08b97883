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
        slots[Int(start)].stamp = stamp
        slots[Int(start)].value = 0
        slots[Int(end)].backStamp = stamp
        slots[Int(end)].backValue = 0
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
                stopped = expandFront(level, &front, &slots, wholeLevel, &meetings)
            } else {
                backDepth += 1
                let level = backHead..<back.count
                backHead = back.count
                stopped = expandBack(level, &back, &slots, wholeLevel, &meetings)
            }
            if let stopped { return .stopped(stopped) }
            if !meetings.isEmpty { return .met(meetings) }
        }
        return .none
    }

    @_lifetime(self: copy self)
    private mutating func expandFront(
        _ level: Range<Int>, _ queue: inout [UInt32], _ slots: inout MutableSpan<TraversalScratch.Slot>,
        _ wholeLevel: Bool, _ meetings: inout [UInt32]
    ) -> OmissionReason? {
        for head in level {
            let node = queue[head]
            for i in view.start(of: node)..<view.end(of: node) {
                let mark = view.marks[i]
                if mark > filter.followed.last { break }
                guard filter.followed.contains(mark) else { continue }
                if let reason = meter.refusal() { return reason }
                let target = view.targets[i]
                let slot = slots[Int(target)]
                if slot.stamp == stamp || !mayCross(i, mark, to: target) { continue }
                slots[Int(target)].stamp = stamp
                slots[Int(target)].value = wholeLevel ? frontDepth : UInt32(truncatingIfNeeded: i)
                if slot.backStamp == stamp {
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
    private mutating func expandBack(
        _ level: Range<Int>, _ queue: inout [UInt32], _ slots: inout MutableSpan<TraversalScratch.Slot>,
        _ wholeLevel: Bool, _ meetings: inout [UInt32]
    ) -> OmissionReason? {
        for head in level {
            let node = queue[head]
            for i in view.start(of: node)..<view.end(of: node) {
                let mark = view.marks[i]
                if mark > filter.reversed.last { break }
                guard filter.reversed.contains(mark) else { continue }
                if let reason = meter.refusal() { return reason }
                let target = view.targets[i]
                let slot = slots[Int(target)]
                if slot.backStamp == stamp || !mayCross(i, mark, to: target) { continue }
                slots[Int(target)].backStamp = stamp
                slots[Int(target)].backValue = wholeLevel ? backDepth : UInt32(truncatingIfNeeded: i)
                if slot.stamp == stamp {
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
