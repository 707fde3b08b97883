internal import Dispatch
internal import Synchronization

/// Runs heavy work on a few threads of its own, so that neither event loops
/// nor Swift's own thread pool ever wait for it, and refuses what would wait
/// too long.
final class WorkQueue: Sendable {
    private struct State {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())
    private let threads = DispatchQueue(label: "panorama.work", qos: .userInitiated, attributes: .concurrent)
    /// Pieces of work at once.
    let workerCount: Int
    /// Pieces of work that may wait.
    let waitingMax: Int

    init(workerCount: Int, waitingMax: Int) {
        (self.workerCount, self.waitingMax) = (workerCount, waitingMax)
    }

    /// Runs the body and hands its result back.
    ///
    /// - Throws: ``Problem`` `server.busy` when ``waitingMax`` pieces wait
    ///   already; what the body throws.
    func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = submit { continuation.resume(with: Result { try body() }) }
            guard !isTaken else { return }
            continuation.resume(
                throwing: Problem(
                    .queueFull, "\(waitingMax) questions wait already; ask again in \(Limits.retryAfterSeconds) s",
                    retryAfterSeconds: Limits.retryAfterSeconds))
        }
    }

    /// Pieces that wait now.
    var waitingCount: Int { state.withLock { $0.waiting.count } }
    /// Pieces that run now.
    var runningCount: Int { state.withLock { $0.running } }

    private func submit(_ piece: @escaping @Sendable () -> Void) -> Bool {
        let (isTaken, starts) = state.withLock { state -> (Bool, Bool) in
            if state.running < workerCount {
                state.running += 1
                return (true, true)
            }
            guard state.waiting.count < waitingMax else { return (false, false) }
            state.waiting.append(piece)
            return (true, false)
        }
        if starts { threads.async { self.drain(from: piece) } }
        return isTaken
    }

    /// One worker: goes on as long as something waits.
    private func drain(from first: @escaping @Sendable () -> Void) {
        var piece = first
        while true {
            piece()
            let next = state.withLock { state -> (@Sendable () -> Void)? in
                if state.waiting.isEmpty {
                    state.running -= 1
                    return nil
                }
                return state.waiting.removeFirst()
            }
            guard let next else { return }
            piece = next
        }
    }
}
