#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The advisory lock that makes one process the writer. The kernel drops it
/// with the process, so a crash leaves no stale lock.
@safe final class FileLock: Sendable {
    private let descriptor: Int32

    /// - Parameter owner: what the holder is doing, told to whoever comes second.
    /// - Throws: ``RecordError`` `locked` with the holder's words, or `cannotOpen`.
    init(path: String, owner: String) throws(RecordError) {
        let descriptor = unsafe open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw RecordError(.cannotOpen, "cannot open \(path): \(systemMessage(errno))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            var buffer = [UInt8](repeating: 0, count: 200)
            let count = unsafe read(descriptor, &buffer, buffer.count)
            close(descriptor)
            let holder = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
            throw RecordError(
                .locked, "another process is writing to this data directory (\(holder)); wait for it to end")
        }
        let text = Array("\(owner), process \(getpid())".utf8)
        ftruncate(descriptor, 0)
        _ = unsafe text.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        self.descriptor = descriptor
    }

    deinit {
        // A child process between fork and exec holds a copy of the descriptor:
        // closing ours alone would leave the lock with it.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
