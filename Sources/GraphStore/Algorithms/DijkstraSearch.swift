/// A search by distance that settles one node at a time; see ``WeightedPaths``
/// for conventions.
///
/// A node's slot: `stamp` once settled, `value` being its place among those;
/// `backStamp` once it has a tentative distance, which lies in `distances`.
struct DijkstraSearch: ~Escapable {
    struct Candidate: Comparable {
        var distance: Double
        var node: UInt32
        /// Edge crossed and place of the node before; both of no meaning at
        /// the source.
        var edge: UInt32
        var previous: Int

        static func < (a: Candidate, b: Candidate) -> Bool {
            a.distance != b.distance ? a.distance < b.distance : a.node < b.node
        }
    }

    /// An edge that was looked at and may be crossed.
    struct Step: BitwiseCopyable {
        /// Place of the node that it leads from, among those settled.
        var place: UInt32
        /// Where it leads.
        var target: UInt32
        var edge: UInt32
        var weight: Double
    }

    let view: AdjacencyView
    let filter: CompiledFilter
    let stamp: UInt32
    /// Nodes farther away are not settled. May be lowered on the way.
    var maxDistance: Double
    /// The other end of a search that meets one from there: it is reached though
    /// the filter refuses it, and ``steps`` are kept.
    private let goal: NodeID?
    private var keepsSteps: Bool { goal != nil }
    /// Entries that lead elsewhere are passed over, uncounted.
    private let passage: Passage?
    /// The bound that was met.
    private(set) var stopped: OmissionReason?
    var targets: Set<NodeID>?
    var meter: BudgetMeter
    var omitted = OmissionCounter()
    var reached: [WeightedPaths.Reached] = []
    /// Of all rows that were read, also those that lead to settled nodes.
    private(set) var steps: [Step] = []
    var heap = BinaryHeap<Candidate>()
    /// How far the search had come when it was last asked to go on.
    private var lastDistance = 0.0

    @_lifetime(copy view, copy filter)
    init(
        _ view: consuming AdjacencyView, _ filter: consuming CompiledFilter, budget: Budget, stamp: UInt32,
        maxDistance: Double, targets: Set<NodeID>?, meetingFrom goal: NodeID? = nil, through passage: Passage? = nil
    ) {
        self.view = view
        self.filter = filter
        self.stamp = stamp
        self.maxDistance = maxDistance
        (self.goal, self.passage) = (goal, passage)
        self.targets = targets
        meter = BudgetMeter(budget)
    }

    /// No node that is not settled is nearer; infinite when none is left.
    var nextDistance: Double {
        // Where a bound was met, neighbours of the last node were not looked at.
        if stopped != nil { return lastDistance }
        return heap.first?.distance ?? .infinity
    }

    @_lifetime(self: copy self)
    mutating func begin(at source: NodeID) {
        heap.insert(Candidate(distance: 0, node: source.rawValue, edge: 0, previous: -1))
    }

    /// Settles the nearest node, or reads the row of one that was settled before.
    ///
    /// A node whose entries all weigh a lot, such as an address of thousands, is
    /// read when the search has come half as far as the lightest of them leads: a
    /// search from the other end comes the other half.
    ///
    /// - Returns: false when none is left, all targets are settled, or a bound
    ///   was met, which ``stopped`` then names.
    @_lifetime(self: copy self)
    mutating func settleNext(
        _ slots: inout MutableSpan<TraversalScratch.Slot>, _ distances: inout [Double], _ weight: (EdgeID) -> Double,
        _ leastWeight: (NodeID) -> Double
    ) -> Bool {
        while let next = heap.removeFirst() {
            guard next.distance <= maxDistance else { continue }
            if slots[Int(next.node)].stamp == stamp {
                // Its own predecessor: put there to be read now. Else an outdated entry.
                guard next.previous == Int(slots[Int(next.node)].value) else { continue }
                lastDistance = next.distance
                stopped = relax(next, &slots, &distances, weight)
                return stopped == nil
            }
            lastDistance = next.distance
            if reached.count >= meter.budget.maxNodes {
                stopped = .nodeBudget
                return false
            }
            slots[Int(next.node)].stamp = stamp
            slots[Int(next.node)].value = UInt32(truncatingIfNeeded: reached.count)
            let isSource = reached.isEmpty
            reached.append(
                WeightedPaths.Reached(
                    node: NodeID(rawValue: next.node), distance: next.distance,
                    previous: isSource ? nil : next.previous, edge: isSource ? nil : EdgeID(rawValue: next.edge)))
            if targets?.remove(NodeID(rawValue: next.node)) != nil, targets?.isEmpty == true { return false }
            let least = leastWeight(NodeID(rawValue: next.node))
            if least > 0 {
                var later = next
                later.distance += least / 2
                later.previous = reached.count - 1
                heap.insert(later)
                return true
            }
            stopped = relax(next, &slots, &distances, weight)
            return stopped == nil
        }
        return false
    }

    @_lifetime(self: copy self)
    private mutating func relax(
        _ candidate: Candidate, _ slots: inout MutableSpan<TraversalScratch.Slot>, _ distances: inout [Double],
        _ weight: (EdgeID) -> Double
    ) -> OmissionReason? {
        let place = Int(slots[Int(candidate.node)].value)
        let settled = reached[place]
        for i in view.start(of: candidate.node)..<view.end(of: candidate.node) {
            let mark = view.marks[i]
            if mark > filter.followed.last { break }
            guard filter.followed.contains(mark) else { continue }
            let target = view.targets[i]
            if let passage, !passage.allows(target) { continue }
            if let reason = meter.refusal() { return reason }
            let edge = view.edges[i]
            let slot = slots[Int(target)]
            let isSettled = slot.stamp == stamp
            // No path comes back to where it began.
            if isSettled, !keepsSteps || target == reached[0].node.rawValue { continue }
            if filter.refusal(ofEdge: edge, mark: mark) != nil { continue }
            if filter.refusesNodes, !isSettled, target != goal?.rawValue {
                let degree = view.end(of: target) - view.start(of: target)
                if let reason = filter.refusal(ofNode: target, degree: degree) {
                    omitted.add(mark: mark, reason)
                    continue
                }
            }
            let weight = weight(EdgeID(rawValue: edge))
            precondition(weight >= 0, "weight \(weight) of edge \(edge) is not a number ≥ 0")
            if keepsSteps, weight < .infinity {
                steps.append(Step(place: UInt32(place), target: target, edge: edge, weight: weight))
            }
            let distance = settled.distance + weight
            guard distance < .infinity, distance <= maxDistance, !isSettled,
                slot.backStamp != stamp || distance < distances[Int(target)]
            else { continue }
            slots[Int(target)].backStamp = stamp
            distances[Int(target)] = distance
            heap.insert(Candidate(distance: distance, node: target, edge: edge, previous: place))
        }
        return nil
    }
}
