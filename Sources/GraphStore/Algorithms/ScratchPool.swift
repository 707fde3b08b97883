import Synchronization

/// Lends working memory to concurrent questions.
///
/// Keeps as many idle pieces as `idleMax`; what is beyond is freed on return.
/// Never blocks: an empty pool makes a new piece.
public final class ScratchPool<Scratch: Sendable>: Sendable {
    private let idle = Mutex<[Scratch]>([])
    private let make: @Sendable () -> Scratch
    /// Idle pieces kept at most.
    public let idleMax: Int

    /// A pool without a piece.
    ///
    /// - Parameters:
    ///   - idleMax: idle pieces kept at most.
    ///   - make: makes a piece.
    public init(idleMax: Int, _ make: @escaping @Sendable () -> Scratch) { (self.idleMax, self.make) = (idleMax, make) }

    /// Runs the body with working memory that nobody else uses meanwhile. The
    /// lock is not held while the body runs.
    public func withScratch<Result, Failure: Error>(
        _ body: (inout Scratch) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var scratch = idle.withLock { $0.popLast() } ?? make()
        defer {
            let piece = scratch
            idle.withLock { if $0.count < idleMax { $0.append(piece) } }
        }
        return try body(&scratch)
    }

    /// Pieces that wait for a question now.
    public var idleCount: Int { idle.withLock { $0.count } }
}
