#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A whole file mapped read-only into memory, unmapped with its last owner.
@safe final class MappedFile: @unchecked Sendable {
    // @unchecked Sendable: a constant, read-only mapping.
    private let base: UnsafeMutableRawPointer?
    let byteCount: Int

    /// - Throws: ``SnapshotError`` with code `unreadable` when the file cannot
    ///   be opened or mapped.
    init(path: String) throws(SnapshotError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SnapshotError(.unreadable, "cannot open \(path): \(systemMessage(errno))") }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw SnapshotError(.unreadable, "cannot examine \(path): \(systemMessage(errno))")
        }
        byteCount = Int(status.st_size)
        guard byteCount > 0 else {
            unsafe base = nil
            return
        }
        let mapped = unsafe mmap(nil, byteCount, PROT_READ, MAP_SHARED, descriptor, 0)
        guard unsafe mapped != MAP_FAILED else {
            throw SnapshotError(.unreadable, "cannot map \(path): \(systemMessage(errno))")
        }
        unsafe base = mapped
    }

    deinit {
        if let base = unsafe base { unsafe munmap(base, byteCount) }
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
