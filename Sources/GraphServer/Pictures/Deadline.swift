/// Work that may hang.
enum Deadline {
    /// Runs the body, and cancels it when its time is over.
    ///
    /// - Parameters:
    ///   - seconds: that it may take.
    ///   - problem: thrown when it took longer.
    ///   - body: the work; it has to heed cancellation.
    /// - Returns: what the body returns.
    /// - Throws: the problem, and what the body throws.
    static func run<Value: Sendable>(
        seconds: Int, orThrow problem: Problem, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let value = first else { throw problem }
            return value
        }
    }
}
