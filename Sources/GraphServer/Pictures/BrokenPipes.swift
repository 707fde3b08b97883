#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Makes writing to a child process that has ended an error, which is caught,
/// instead of a signal, which ends the server.
enum BrokenPipes {
    /// Done once for the process; asking again costs nothing.
    static func ignore() { _ = done }

    private static let done: Void = {
        _ = signal(SIGPIPE, SIG_IGN)
    }()
}
