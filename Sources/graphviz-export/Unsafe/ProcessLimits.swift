import Glibc

/// Ends this process with a sentence and status 2 when a layout takes too long,
/// too much memory, or crashes: libgraphviz can be interrupted in no other way.
enum ProcessLimits {
    /// Sets the limits for the rest of the process.
    ///
    /// - Parameters:
    ///   - timeoutSeconds: of the clock, from now; nil for no limit.
    ///   - memoryMiB: of address space; nil for no limit.
    /// - Throws: `systemFailed` when the system refuses one.
    static func begin(timeoutSeconds: Double?, memoryMiB: Int?) throws(RenderError) {
        unsafe reportCrashes()
        if let memoryMiB {
            var limit = rlimit(rlim_cur: rlim_t(memoryMiB) << 20, rlim_max: rlim_t(memoryMiB) << 20)
            guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else {
                throw RenderError(
                    .systemFailed, "the memory limit of \(memoryMiB) MiB was refused: \(lastSystemError())")
            }
        }
        if let timeoutSeconds {
            unsafe handle(SIGALRM) { _ in ProcessLimits.end(ProcessLimits.tooLong) }
            let microseconds = Int(timeoutSeconds * 1_000_000)
            var timer = itimerval(
                it_interval: timeval(tv_sec: 0, tv_usec: 0),
                it_value: timeval(tv_sec: microseconds / 1_000_000, tv_usec: microseconds % 1_000_000))
            guard unsafe setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil) == 0 else {
                throw RenderError(
                    .systemFailed, "the time limit of \(timeoutSeconds) s was refused: \(lastSystemError())")
            }
        }
    }

    private static var tooLong: StaticString {
        """
        graphviz-export: the picture was not ready within --timeout; draw fewer nodes, use --engine sfdp, \
        or allow more seconds

        """
    }

    private static var crashed: StaticString {
        """
        graphviz-export: libgraphviz crashed or ran out of memory; draw fewer nodes, use --engine sfdp, \
        or raise --memory-limit

        """
    }

    /// Only what POSIX allows in a signal handler: two system calls.
    private static func end(_ message: StaticString) {
        _ = unsafe Glibc.write(2, message.utf8Start, message.utf8CodeUnitCount)
        _exit(2)
    }

    /// Crashes are reported on a stack of their own, because a deeply nested
    /// graph ends on a full one.
    @unsafe
    private static func reportCrashes() {
        let byteCount = 1 << 16
        // Lives as long as the process.
        var stack = unsafe stack_t(
            ss_sp: UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16), ss_flags: 0,
            ss_size: byteCount)
        unsafe sigaltstack(&stack, nil)
        for signal in [SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE, SIGTRAP] {
            unsafe handle(signal) { _ in ProcessLimits.end(ProcessLimits.crashed) }
        }
    }

    @unsafe
    private static func handle(_ signal: Int32, with handler: @escaping @convention(c) (Int32) -> Void) {
        // A parent may start us from a thread that blocks every signal, and a
        // blocked alarm never rings.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, signal)
        unsafe sigprocmask(SIG_UNBLOCK, &signals, nil)
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = handler
        action.sa_flags = SA_ONSTACK
        unsafe sigaction(signal, &action, nil)
    }
}

/// What the last failed system call says of itself.
func lastSystemError() -> String { unsafe String(cString: strerror(errno)) }
