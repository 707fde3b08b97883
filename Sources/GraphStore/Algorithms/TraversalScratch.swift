/// Working memory of one traversal, kept between queries.
///
/// A node's slot counts as blank unless its stamp is the current one, so that a
/// query starts in O(1) instead of clearing O(nodeCount). Both sides of a
/// bidirectional search share a slot: one cache line answers both.
///
/// Memory: 16 bytes a node, 8 more once weighted paths were asked for, twice that
/// once ranked paths were.
public struct TraversalScratch: Sendable {
    struct Slot: BitwiseCopyable {
        /// The forward search has been here when equal to the current stamp.
        var stamp: UInt32 = 0
        /// What the forward search left here.
        var value: UInt32 = 0
        /// The same for the backward search.
        var backStamp: UInt32 = 0
        var backValue: UInt32 = 0
    }

    var slots: [Slot] = []
    /// Node queues of both sides; contents do not outlive a query.
    var queue: [UInt32] = []
    var backQueue: [UInt32] = []
    /// Tentative distances, valid where a slot's `backStamp` is current.
    var distances: [Double] = []
    private(set) var stamp: UInt32 = 0
    /// Working memory of a second search beside this one, once there was any.
    private var second: [TraversalScratch] = []

    /// Holds nothing yet; grows to the graph at hand.
    public init() {}

    /// Begins a query: all slots are blank afterwards.
    ///
    /// - Returns: the stamp of this query.
    mutating func begin(nodeCount: Int) -> UInt32 {
        if slots.count < nodeCount {
            slots = [Slot](repeating: Slot(), count: nodeCount)
            stamp = 0
        }
        if stamp == .max {
            // Old stamps would come back: once in four billion queries, clear.
            slots = [Slot](repeating: Slot(), count: slots.count)
            stamp = 0
        }
        stamp += 1
        queue.removeAll(keepingCapacity: true)
        backQueue.removeAll(keepingCapacity: true)
        return stamp
    }

    /// Makes room for a distance a node.
    mutating func reserveDistances(nodeCount: Int) {
        if distances.count < nodeCount { distances = [Double](repeating: 0, count: nodeCount) }
    }

    /// Moves the forward queue out, so that it can be written beside a span of
    /// the slots. Give it back with ``giveBack(queue:)``.
    mutating func takeQueue() -> [UInt32] {
        var taken: [UInt32] = []
        swap(&taken, &queue)
        return taken
    }

    /// Moves the backward queue out.
    mutating func takeBackQueue() -> [UInt32] {
        var taken: [UInt32] = []
        swap(&taken, &backQueue)
        return taken
    }

    mutating func giveBack(queue: consuming [UInt32]) { self.queue = queue }
    mutating func giveBack(backQueue: consuming [UInt32]) { self.backQueue = backQueue }

    /// Moves the memory of a second search out. Give it back with
    /// ``giveBack(second:)``.
    mutating func takeSecond() -> TraversalScratch { second.popLast() ?? TraversalScratch() }

    mutating func giveBack(second: consuming TraversalScratch) { self.second = [second] }

    /// The stamp as it will be after many queries, for tests of the wrap.
    mutating func setStamp(_ stamp: UInt32) { self.stamp = stamp }
}
