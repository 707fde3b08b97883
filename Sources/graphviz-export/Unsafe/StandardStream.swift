import Glibc

/// One of the process's three streams, as bytes.
struct StandardStream {
    /// Which stream.
    enum Which: Int32 {
        case input = 0
        case output = 1
        case error = 2
    }

    private let descriptor: Int32

    init(_ which: Which) { descriptor = which.rawValue }

    /// Whether a person types or reads here.
    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Reads to the end.
    ///
    /// - Throws: `tooLarge` beyond the limit; `systemFailed`.
    func readAll(byteCountMax: Int) throws(RenderError) -> [UInt8] {
        var all: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe block.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return all }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw RenderError(.systemFailed, "standard input could not be read: \(lastSystemError())")
            }
            all += block[..<count]
            guard all.count <= byteCountMax else {
                throw RenderError(
                    .tooLarge, "the input has more than \(byteCountMax) bytes of DOT; export fewer nodes")
            }
        }
    }

    /// Writes all of it.
    ///
    /// - Throws: `systemFailed`.
    func write(_ bytes: [UInt8]) throws(RenderError) {
        guard FileDescriptor.write(bytes, to: descriptor) else {
            throw RenderError(.systemFailed, "the output could not be written: \(lastSystemError())")
        }
    }
}

/// The file of `-o`.
enum OutputFile {
    /// Writes a file that appears whole: beside its place first, then renamed.
    /// What is there and no plain file (a device, a pipe) is written into.
    ///
    /// - Throws: `systemFailed`, naming the path.
    static func write(_ bytes: [UInt8], to path: String) throws(RenderError) {
        var status = stat()
        let exists = unsafe stat(path, &status) == 0
        let isPlain = !exists || status.st_mode & S_IFMT == S_IFREG
        let place = isPlain ? "\(path).\(getpid()).part" : path
        let descriptor = unsafe open(place, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(path) }
        let isWritten = FileDescriptor.write(bytes, to: descriptor)
        let reason = errno
        let isClosed = close(descriptor) == 0
        guard isWritten, isClosed, !isPlain || (unsafe rename(place, path)) == 0 else {
            if !isWritten { errno = reason }
            let error = failure(path)
            if isPlain { _ = unsafe unlink(place) }
            throw error
        }
    }

    private static func failure(_ path: String) -> RenderError {
        RenderError(
            .systemFailed, "\(path) could not be written: \(lastSystemError()); choose another file with -o")
    }
}

private enum FileDescriptor {
    /// - Returns: false with `errno` set when not all could be written.
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        unsafe bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return false }
                done += count
            }
            return true
        }
    }
}
