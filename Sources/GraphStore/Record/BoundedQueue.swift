import Foundation

/// A queue between one producing and one consuming thread that holds few
/// items: the faster side waits, so memory stays bounded.
///
/// Blocks its thread: for dedicated threads, never inside a task.
final class BoundedQueue<Item: Sendable>: @unchecked Sendable {
    // @unchecked Sendable: `state` is only touched while `condition` is locked.
    private struct State {
        var items: [Item] = []
        var isFinished = false
        var failure: (any Error)?
        var isAbandoned = false
    }
    private var state = State()
    private let condition = NSCondition()
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    /// Waits for room and appends.
    ///
    /// - Returns: false when the consumer has given up; the producer should stop.
    func push(_ item: Item) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while state.items.count >= capacity, !state.isAbandoned { condition.wait() }
        guard !state.isAbandoned else { return false }
        state.items.append(item)
        condition.broadcast()
        return true
    }

    /// Says that no more items come, and why if that is an error.
    func finish(_ failure: (any Error)? = nil) {
        condition.lock()
        state.isFinished = true
        state.failure = failure
        condition.broadcast()
        condition.unlock()
    }

    /// The next item, or nil when the producer has finished.
    ///
    /// - Throws: the producer's error, after its last item.
    func pop() throws -> Item? {
        condition.lock()
        defer { condition.unlock() }
        while state.items.isEmpty, !state.isFinished { condition.wait() }
        guard state.items.isEmpty else {
            let item = state.items.removeFirst()
            condition.broadcast()
            return item
        }
        if let failure = state.failure { throw failure }
        return nil
    }

    /// The consumer stops reading; a waiting producer is released.
    func abandon() {
        condition.lock()
        state.isAbandoned = true
        state.items = []
        condition.broadcast()
        condition.unlock()
    }
}
