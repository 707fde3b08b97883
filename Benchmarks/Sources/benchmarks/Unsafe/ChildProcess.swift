import Foundation

/// Another program, started by this one.
///
/// Foundation's `Process` does not tell what a program used; `wait4` does.
@safe struct ChildProcess {
    /// The process id.
    let identifier: pid_t
    private let started: UInt64

    /// Starts a program that is looked for in PATH unless named by path. Its
    /// standard input is empty.
    ///
    /// - Parameters:
    ///   - arguments: the program and what it is given.
    ///   - output: file for its standard output, replaced; nil discards it.
    ///   - errors: file for its standard error, replaced; nil lets it through
    ///     to ours.
    /// - Throws: ``BenchmarkError`` when it cannot be started.
    init(_ arguments: [String], output: String? = nil, errors: String? = nil) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        let replaced = O_WRONLY | O_CREAT | O_TRUNC
        unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output ?? "/dev/null", replaced, 0o644)
        if let errors { unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, replaced, 0o644) }
        var pointers: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) } + [nil]
        defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
        var identifier: pid_t = 0
        started = MonotonicClock.nanoseconds()
        let status = unsafe posix_spawnp(&identifier, arguments[0], &actions, nil, &pointers, environ)
        guard status == 0 else {
            throw BenchmarkError("cannot start \(arguments[0]): \(unsafe String(cString: strerror(status)))")
        }
        self.identifier = identifier
    }

    /// What a program used from its start to its end.
    struct Usage: Sendable {
        /// Exit status, or 128 and the number of the signal that ended it.
        var status: Int32
        var wallSeconds: Double
        var userSeconds: Double
        var systemSeconds: Double
        /// The most memory it had resident, shared pages included.
        var peakByteCount: Int
        /// Time on any core.
        var processorSeconds: Double { userSeconds + systemSeconds }
    }

    /// Waits for the end.
    ///
    /// The peak is not below what this process had resident at the start of the
    /// child, since the kernel hands that on: keep this process small.
    func wait() throws -> Usage {
        var (status, usage) = (Int32(0), rusage())
        while unsafe wait4(identifier, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw BenchmarkError("cannot wait for process \(identifier)") }
        }
        let seconds = Double(MonotonicClock.nanoseconds() - started) / 1e9
        let signal = status & 0x7f
        return Usage(
            status: signal == 0 ? status >> 8 & 0xff : 128 + signal, wallSeconds: seconds,
            userSeconds: Self.seconds(usage.ru_utime), systemSeconds: Self.seconds(usage.ru_stime),
            peakByteCount: usage.ru_maxrss * 1024)
    }

    /// Whether it still runs. Its end is not taken note of: ``wait()`` does that.
    var isRunning: Bool {
        var information = unsafe siginfo_t()
        // Zeroed before, so that an untouched one says that nothing happened.
        let status = unsafe waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT)
        return unsafe status == 0 && information.si_signo == 0
    }

    /// Asks it to end and waits until it has.
    func stop() throws {
        kill(identifier, SIGTERM)
        _ = try wait()
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}
