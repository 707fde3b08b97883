import Glibc

/// An open file descriptor, read by position, closed with its last owner.
final class FileBytes: ByteSource {
    /// What a path leads to.
    enum Kind {
        case regular, folder, stream
    }

    private let descriptor: Int32
    private let closes: Bool
    /// Regular files are read by position, so that several readers can share
    /// one descriptor; streams as they come.
    private let seekable: Bool
    private(set) var storedBytesRead = 0
    let storedBytesTotal: Int?

    fileprivate init(descriptor: Int32, closes: Bool) {
        self.descriptor = descriptor
        self.closes = closes
        var status = stat()
        let known = unsafe fstat(descriptor, &status) == 0
        seekable = known && status.st_mode & S_IFMT == S_IFREG
        storedBytesTotal = seekable ? Int(status.st_size) : nil
    }

    deinit { if closes { close(descriptor) } }

    /// Opens a file or stream for reading.
    ///
    /// - Throws: `file.missing`, `file.unreadable`.
    static func open(path: String) throws(IngestError) -> FileBytes {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw openError(path: path) }
        let file = FileBytes(descriptor: descriptor, closes: true)
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        return file
    }

    /// The process's standard input; never closed.
    static func standardInput() -> FileBytes { FileBytes(descriptor: STDIN_FILENO, closes: false) }

    /// What `path` leads to, links followed.
    ///
    /// - Throws: `file.missing`, `file.unreadable`.
    static func kind(of path: String) throws(IngestError) -> (kind: Kind, device: UInt64, inode: UInt64) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { throw openError(path: path) }
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            default: .stream
            }
        return (kind, UInt64(status.st_dev), UInt64(status.st_ino))
    }

    func read(into buffer: inout [UInt8], from start: Int) throws(IngestError) -> Int {
        precondition(start >= 0 && start <= buffer.count, "read at \(start) of \(buffer.count)")
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { target in
                guard let base = target.baseAddress else { return 0 }
                let space = target.count - start
                return unsafe seekable
                    ? pread(descriptor, base + start, space, off_t(storedBytesRead))
                    : Glibc.read(descriptor, base + start, space)
            }
            if count >= 0 {
                storedBytesRead += count
                return count
            }
            if errno == EINTR { continue }
            throw IngestError(
                .fileUnreadable, "reading failed: \(Self.reason(errno)); check the disk and repeat",
                offset: storedBytesRead)
        }
    }

    private static func openError(path: String) -> IngestError {
        let code: IngestError.Code = errno == ENOENT || errno == ENOTDIR ? .fileMissing : .fileUnreadable
        return IngestError(
            code, "cannot be opened: \(reason(errno)); check the path and its permissions", file: path)
    }

    fileprivate static func reason(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}

/// A temporary file without a name, which is gone with its last user: the
/// copy of bytes that can be had only once, or only at a cost.
final class Spool: Sendable {
    private let descriptor: Int32
    private let folder: String

    /// An empty file in the temporary folder (`TMPDIR`, else `/tmp`).
    ///
    /// - Throws: `spool.failed`.
    init() throws(IngestError) {
        folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var template = Array((folder + "/panorama-spool-XXXXXX").utf8CString)
        descriptor = unsafe template.withUnsafeMutableBufferPointer { buffer -> Int32 in
            guard let base = buffer.baseAddress else { return -1 }
            let descriptor = unsafe mkstemp(base)
            if descriptor >= 0 {
                unsafe unlink(base)
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            }
            return descriptor
        }
        if descriptor < 0 { throw Self.error(folder) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Appends `bytes[range]`; by one writer, before there are readers.
    ///
    /// - Throws: `spool.failed` when the folder is full.
    func append(_ bytes: [UInt8], _ range: Range<Int>) throws(IngestError) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "\(range) of \(bytes.count)")
        var start = range.lowerBound
        while start < range.upperBound {
            let step = unsafe bytes.withUnsafeBytes { bytes in
                guard let base = bytes.baseAddress else { return 0 }
                return unsafe write(descriptor, base + start, range.upperBound - start)
            }
            if step < 0, errno == EINTR { continue }
            guard step > 0 else { throw Self.error(folder) }
            start += step
        }
    }

    /// Appends all that `source` has left.
    ///
    /// - Throws: `spool.failed`, and what reading throws.
    func append(_ source: any ByteSource) throws(IngestError) {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = try source.read(into: &buffer, from: 0)
            if count == 0 { return }
            try append(buffer, 0..<count)
        }
    }

    /// A reader from the start, with a descriptor of its own.
    ///
    /// - Throws: `file.unreadable` when the process is out of descriptors.
    func open() throws(IngestError) -> FileBytes {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else {
            throw IngestError(.fileUnreadable, "the temporary copy cannot be opened: \(FileBytes.reason(errno))")
        }
        return FileBytes(descriptor: copy, closes: true)
    }

    private static func error(_ folder: String) -> IngestError {
        IngestError(
            .spoolFailed,
            "a temporary copy could not be written to \(folder): \(FileBytes.reason(errno)); "
                + "free space there or set TMPDIR")
    }
}
