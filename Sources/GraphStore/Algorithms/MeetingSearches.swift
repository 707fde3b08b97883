/// A search by distance from each of two nodes, a node at a time, the one that
/// has examined less first (T. A. J. Nicholson, "Finding the shortest route
/// between two points in a network", 1966).
struct MeetingSearches: ~Escapable {
    private(set) var forward: DijkstraSearch
    private(set) var backward: DijkstraSearch
    /// Of both together.
    private let maxEntries: Int
    private let maxLength: Double
    private let maxExcess: Double
    /// The length of the shortest path that the two have found.
    private(set) var shortest = Double.infinity

    /// Tentative distances of both searches, by node.
    struct Distances {
        var forward: [Double] = []
        var backward: [Double] = []
    }

    /// - Parameters:
    ///   - forward: from the source.
    ///   - backward: from the target, with the filter reversed.
    ///   - maxEntries: examined by both together.
    ///   - maxLength: of a path.
    ///   - maxExcess: of a path over the shortest.
    @_lifetime(copy forward, copy backward)
    init(
        _ forward: consuming DijkstraSearch, _ backward: consuming DijkstraSearch, maxEntries: Int, maxLength: Double,
        maxExcess: Double
    ) {
        self.forward = forward
        self.backward = backward
        (self.maxEntries, self.maxLength, self.maxExcess) = (maxEntries, maxLength, maxExcess)
    }

    /// Every path that is shorter leads through settled nodes alone.
    var reach: Double { forward.nextDistance + backward.nextDistance }

    /// Entries that both have examined.
    var entries: Int { forward.meter.entries + backward.meter.entries }

    /// The bound that ended the searches.
    var stopped: OmissionReason? {
        forward.stopped ?? backward.stopped ?? (entries >= maxEntries ? .entryBudget : nil)
    }

    /// Longer paths are not looked for.
    var limit: Double { min(maxLength, shortest + maxExcess) }

    /// Lengths add up in another order from the other end.
    static let roundingSlack = 1 + 1e-9

    /// A node that the forward search has not settled is no nearer to the source:
    /// it has not come so far, or left the node to the backward search.
    var leastForward: Double { min(forward.nextDistance, max(0, limit - backward.nextDistance)) }
    /// As ``leastForward``, to the target.
    var leastBackward: Double { min(backward.nextDistance, max(0, limit - forward.nextDistance)) }

    /// Whether no path within the limit is left to be found.
    var areDone: Bool { reach > limit || reach == .infinity }

    /// Settles the two ends: they are ways even where nothing else may pass them.
    @_lifetime(self: copy self)
    mutating func begin(
        from source: NodeID, to target: NodeID, _ slots: inout MutableSpan<TraversalScratch.Slot>,
        _ backSlots: inout MutableSpan<TraversalScratch.Slot>, _ distances: inout Distances,
        _ weight: (EdgeID) -> Double, _ leastWeight: (NodeID) -> Double
    ) {
        forward.begin(at: source)
        backward.begin(at: target)
        _ = forward.settleNext(&slots, &distances.forward, weight, leastWeight)
        _ = backward.settleNext(&backSlots, &distances.backward, weight, leastWeight)
    }

    /// Searches on until every path up to a length leads through settled nodes,
    /// and the shortest path is known; or until a bound is met, or nothing is left.
    @_lifetime(self: copy self)
    mutating func run(
        to length: Double, _ slots: inout MutableSpan<TraversalScratch.Slot>,
        _ backSlots: inout MutableSpan<TraversalScratch.Slot>, _ distances: inout Distances,
        _ weight: (EdgeID) -> Double, _ leastWeight: (NodeID) -> Double
    ) {
        while stopped == nil, !areDone, reach <= max(length, min(shortest, limit)) {
            let count = forward.reached.count + backward.reached.count
            let settled: NodeID?
            // What is farther is near to the other end, and known from there.
            if forward.meter.entries <= backward.meter.entries {
                forward.meter.lower(maxEntries: maxEntries - backward.meter.entries)
                if shortest < .infinity {
                    forward.maxDistance = (limit - backward.nextDistance) * Self.roundingSlack
                }
                _ = forward.settleNext(&slots, &distances.forward, weight, leastWeight)
                settled = forward.reached.last?.node
            } else {
                backward.meter.lower(maxEntries: maxEntries - forward.meter.entries)
                if shortest < .infinity {
                    backward.maxDistance = (limit - forward.nextDistance) * Self.roundingSlack
                }
                _ = backward.settleNext(&backSlots, &distances.backward, weight, leastWeight)
                settled = backward.reached.last?.node
            }
            guard count < forward.reached.count + backward.reached.count, let node = settled?.index,
                slots[node].stamp == forward.stamp,
                backSlots[node].stamp == backward.stamp
            else { continue }
            let there = forward.reached[Int(slots[node].value)].distance
            shortest = min(shortest, there + backward.reached[Int(backSlots[node].value)].distance)
        }
    }
}

/// The nodes that two searches have settled and that a path of a given length
/// can lead through, numbered: those of the forward search first.
struct SettledNodes: ~Escapable {
    /// By number.
    let nodes: [UInt32]
    private let isNear: [Bool]
    private let slots: Span<TraversalScratch.Slot>
    private let backSlots: Span<TraversalScratch.Slot>
    private let stamp: UInt32
    private let backStamp: UInt32
    private let forwardCount: Int

    /// - Parameters:
    ///   - searches: as far as they have come.
    ///   - slots: of the forward search.
    ///   - backSlots: of the backward search.
    ///   - maxLength: nodes that only longer paths pass are left out.
    /// - Complexity: O(settled nodes).
    @_lifetime(copy slots, copy backSlots)
    init(
        _ searches: borrowing MeetingSearches, _ slots: Span<TraversalScratch.Slot>,
        _ backSlots: Span<TraversalScratch.Slot>, maxLength: Double
    ) {
        let (forward, backward) = (searches.forward.reached, searches.backward.reached)
        let (stamp, backStamp) = (searches.forward.stamp, searches.backward.stamp)
        let (next, backNext) = (searches.leastForward, searches.leastBackward)
        let limit = maxLength * MeetingSearches.roundingSlack
        var nodes: [UInt32] = []
        var isNear: [Bool] = []
        nodes.reserveCapacity(forward.count + backward.count)
        isNear.reserveCapacity(forward.count + backward.count)
        for node in forward {
            let slot = backSlots[node.node.index]
            let left = slot.stamp == backStamp ? backward[Int(slot.value)].distance : backNext
            nodes.append(node.node.rawValue)
            isNear.append(node.distance + left <= limit)
        }
        for node in backward {
            let slot = slots[node.node.index]
            let left = slot.stamp == stamp ? forward[Int(slot.value)].distance : next
            nodes.append(node.node.rawValue)
            isNear.append(node.distance + left <= limit)
        }
        (self.nodes, self.isNear) = (nodes, isNear)
        (self.stamp, self.backStamp, forwardCount) = (stamp, backStamp, forward.count)
        self.slots = slots
        self.backSlots = backSlots
    }

    /// Whether a node of the forward search is one of these.
    @inline(__always) func isNear(forward place: Int) -> Bool { isNear[place] }

    /// The number of a node; nil when it is none of these.
    @inline(__always) func number(of node: UInt32) -> Int? {
        let slot = slots[Int(node)]
        let number: Int
        if slot.stamp == stamp {
            number = Int(slot.value)
        } else {
            let backSlot = backSlots[Int(node)]
            guard backSlot.stamp == backStamp else { return nil }
            number = forwardCount + Int(backSlot.value)
        }
        return isNear[number] ? number : nil
    }
}
