internal import Synchronization

/// Lets a few through at once, a few more wait, and refuses the rest.
final class Turnstile: Sendable {
    private struct State {
        var inside = 0
        var waiting: [CheckedContinuation<Bool, Never>] = []
    }

    private let state = Mutex(State())
    let insideMax: Int
    let waitingMax: Int

    init(insideMax: Int, waitingMax: Int) { (self.insideMax, self.waitingMax) = (insideMax, waitingMax) }

    /// How many wait now.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Runs the body when there is room.
    ///
    /// - Throws: ``Problem`` `server.busy` when too many wait; what the body throws.
    func pass<T: Sendable>(_ body: () async throws -> T) async throws -> T {
        try await enter()
        defer { leave() }
        return try await body()
    }

    private func enter() async throws(Problem) {
        let isRefused = await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
            let answer = state.withLock { state -> Bool? in
                if state.inside < insideMax {
                    state.inside += 1
                    return false
                }
                guard state.waiting.count < waitingMax else { return true }
                state.waiting.append(continuation)
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
        guard !isRefused else {
            throw Problem(
                .queueFull, "\(waitingMax) pictures wait already; ask again in a moment", retryAfterSeconds: 5)
        }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            if state.waiting.isEmpty {
                state.inside -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume(returning: false)
    }
}
