import Glibc

extension FileBytes {
    /// The names in a folder without `.` and `..`, in byte order, as the disk
    /// has them: a name need not be UTF-8.
    ///
    /// - Throws: `file.missing`, `file.unreadable`.
    static func names(inFolder path: String) throws(IngestError) -> [[UInt8]] {
        guard let folder = unsafe opendir(path) else {
            throw IngestError(
                errno == ENOENT ? .fileMissing : .fileUnreadable,
                "folder cannot be listed: \(unsafe String(cString: strerror(errno))); check its permissions",
                file: path)
        }
        defer { unsafe closedir(folder) }
        var names: [[UInt8]] = []
        errno = 0
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                let start = unsafe UnsafeRawPointer(tuple).assumingMemoryBound(to: UInt8.self)
                let count = unsafe strlen(UnsafeRawPointer(tuple).assumingMemoryBound(to: CChar.self))
                return unsafe Array(UnsafeBufferPointer(start: start, count: count))
            }
            if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
            errno = 0
        }
        guard errno == 0 else {
            throw IngestError(
                .fileUnreadable, "folder listing broke off: \(unsafe String(cString: strerror(errno)))", file: path)
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }
}
