import Synchronization

/// A stream that can be read only once (standard input, a pipe), made
/// readable several times by one temporary copy.
final class SpooledStream: Sendable {
    private let path: String?
    /// The copy, made by the first reader. The lock is held while copying:
    /// whoever else wants to read has to wait for the copy anyway.
    private let spool = Mutex<Spool?>(nil)

    /// - Parameter path: The pipe or device; nil is standard input.
    init(path: String?) { self.path = path }

    /// A reader from the stream's start.
    ///
    /// - Throws: `file.unreadable`, `spool.failed`.
    func open() throws(IngestError) -> FileBytes {
        let path = path
        let copy = try spool.withLock { (spool) throws(IngestError) -> Spool in
            if let spool { return spool }
            let source = if let path { try FileBytes.open(path: path) } else { FileBytes.standardInput() }
            let made = try Spool()
            try made.append(source)
            spool = made
            return made
        }
        return try copy.open()
    }
}
