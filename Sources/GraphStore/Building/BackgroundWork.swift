import Foundation

/// Work on a thread of its own, waited for by the thread that started it.
package final class BackgroundWork<Value: Sendable>: @unchecked Sendable {
    // @unchecked Sendable: `result` is written before `done` is signalled and
    // read after it.
    private let done = DispatchSemaphore(value: 0)
    private var result: Result<Value, any Error>?

    package init(_ work: @escaping @Sendable () throws -> Value) {
        let thread = Thread { [self] in
            result = Result(catching: work)
            done.signal()
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// - Returns: what the work came to. May be called again.
    /// - Throws: what the work threw.
    package func wait() throws -> Value {
        done.wait()
        done.signal()
        guard let result else { preconditionFailure("signalled before the work ended") }
        return try result.get()
    }
}
