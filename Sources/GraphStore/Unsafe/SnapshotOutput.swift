#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file being written front to back, with `write(2)`.
@safe final class SnapshotOutput {
    private let descriptor: Int32
    private let path: String
    private(set) var position = 0

    init(creating path: String) throws(SnapshotError) {
        self.path = path
        descriptor = unsafe open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw SnapshotError(.writeFailed, "cannot create \(path): \(systemMessage(errno))")
        }
    }

    deinit { close(descriptor) }

    func append(_ bytes: RawSpan) throws(SnapshotError) {
        let failed = unsafe bytes.withUnsafeBytes { buffer -> Int32 in
            var done = 0
            while done < buffer.count, let start = buffer.baseAddress {
                let written = unsafe write(descriptor, start + done, min(buffer.count - done, 1 << 30))
                if written < 0 {
                    if errno == EINTR { continue }
                    return errno
                }
                done += written
            }
            return 0
        }
        guard failed == 0 else {
            throw SnapshotError(.writeFailed, "cannot write \(path): \(systemMessage(failed)); free space and repeat")
        }
        position += bytes.byteCount
    }

    func append(_ bytes: [UInt8]) throws(SnapshotError) { try unsafe append(bytes.span.bytes) }

    /// Zero bytes up to the next multiple of `alignment`.
    func pad(to alignment: Int) throws(SnapshotError) {
        let missing = (alignment - position % alignment) % alignment
        guard missing > 0 else { return }
        try append([UInt8](repeating: 0, count: missing))
    }

    /// Overwrites bytes at the start of the file; the position stays.
    func overwriteStart(with bytes: [UInt8]) throws(SnapshotError) {
        let written = unsafe bytes.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        guard written == bytes.count else {
            throw SnapshotError(.writeFailed, "cannot write \(path): \(systemMessage(errno))")
        }
    }
}
