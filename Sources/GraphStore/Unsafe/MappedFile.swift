#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A whole file mapped read-only into memory, unmapped with its last owner.
@safe final class MappedFile: @unchecked Sendable {
    // @unchecked Sendable: a constant, read-only mapping.
    private let base: UnsafeMutableRawPointer?
    private let descriptor: Int32
    private let path: String
    let byteCount: Int

    /// - Throws: ``SnapshotError`` with code `unreadable` when the file cannot
    ///   be opened or mapped.
    init(path: String) throws(SnapshotError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SnapshotError(.unreadable, "cannot open \(path): \(systemMessage(errno))") }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            let reason = systemMessage(errno)
            close(descriptor)
            throw SnapshotError(.unreadable, "cannot examine \(path): \(reason)")
        }
        let size = Int(status.st_size)
        let mapped = unsafe size > 0 ? mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0) : nil
        guard unsafe mapped != MAP_FAILED else {
            let reason = systemMessage(errno)
            close(descriptor)
            throw SnapshotError(.unreadable, "cannot map \(path): \(reason)")
        }
        (self.descriptor, self.path, byteCount) = (descriptor, path, size)
        unsafe base = mapped
    }

    deinit {
        if let base = unsafe base { unsafe munmap(base, byteCount) }
        close(descriptor)
    }

    /// The bytes `range` of the file, read past the mapping.
    ///
    /// - Precondition: the range lies inside the file.
    /// - Throws: ``SnapshotError`` with code `unreadable` when reading fails.
    func read(_ range: Range<Int>) throws(SnapshotError) -> [UInt8] {
        precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "\(range) outside 0..<\(byteCount)")
        var failure: Int32?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
            while filled < range.count, let start = buffer.baseAddress {
                let count = unsafe pread(
                    descriptor, start + filled, range.count - filled, off_t(range.lowerBound + filled))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    // An end before its time: the file was cut short.
                    failure = count < 0 ? errno : EIO
                    return
                }
                filled += count
            }
        }
        if let failure {
            throw SnapshotError(.unreadable, "cannot read \(path): \(systemMessage(failure))")
        }
        return bytes
    }

    /// The bytes `range` of the file.
    ///
    /// - Precondition: the range lies inside the file.
    func bytes(_ range: Range<Int>) -> [UInt8] {
        precondition(range.lowerBound >= 0 && range.upperBound <= byteCount, "\(range) outside 0..<\(byteCount)")
        guard let base = unsafe base else { return [] }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    /// Takes the pages out of this process's resident set; they come back from
    /// the page cache when they are read.
    func forgetResidentPages() {
        if let base = unsafe base { unsafe madvise(base, byteCount, MADV_DONTNEED) }
    }

    /// A typed column over part of the file; it keeps the mapping alive.
    ///
    /// - Precondition: the bytes lie inside the file and `offset` is aligned.
    func column<T: BitwiseCopyable & Sendable>(offset: Int, count: Int, of: T.Type) -> Column<T> {
        precondition(
            offset >= 0 && count >= 0 && offset + count * MemoryLayout<T>.stride <= byteCount,
            "\(count) elements at \(offset) outside \(byteCount) bytes")
        guard let base = unsafe base, count > 0 else { return Column([]) }
        return unsafe Column(viewing: UnsafeRawPointer(base + offset), count: count, owner: self)
    }
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
}
