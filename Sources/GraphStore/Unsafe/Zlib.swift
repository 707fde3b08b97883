import CZlib

/// The expanded bytes of a gzip file of one or more members (RFC 1952).
@safe final class GzipSource: ByteSource {
    private enum Place {
        case betweenMembers, insideMember, finished
    }

    private let upstream: any ByteSource
    /// Allocated apart, because zlib keeps the address of the struct.
    private let stream: UnsafeMutablePointer<z_stream>
    private var input = [UInt8](repeating: 0, count: 256 << 10)
    private var inputStart = 0
    private var inputEnd = 0
    private var place = Place.betweenMembers
    private var memberCount = 0
    private var consumed = 0
    private var expanded = 0
    private(set) var notes: [String] = []

    var storedBytesRead: Int { consumed }
    var storedBytesTotal: Int? { upstream.storedBytesTotal }

    /// - Parameter upstream: The compressed bytes.
    init(_ upstream: any ByteSource) {
        self.upstream = upstream
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // 15: the largest window; 16: a gzip header, not a zlib one.
        let status = unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "inflateInit2 answered \(status)")
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deinitialize(count: 1)
        unsafe stream.deallocate()
    }

    func read(into buffer: inout [UInt8], from start: Int) throws(IngestError) -> Int {
        precondition(start >= 0 && start <= buffer.count, "read at \(start) of \(buffer.count)")
        while place != .finished, start < buffer.count {
            if inputStart == inputEnd {
                inputStart = 0
                inputEnd = try upstream.read(into: &input, from: 0)
                if inputEnd == 0 {
                    try finishAtEnd()
                    return 0
                }
            }
            if place == .betweenMembers, try !beginMember() { return 0 }
            let count = try inflateSome(into: &buffer, from: start)
            if count > 0 { return count }
        }
        return 0
    }

    /// Expands what is there; may give no byte though more input would.
    private func inflateSome(into buffer: inout [UInt8], from start: Int) throws(IngestError) -> Int {
        // A window of at most 1 GiB, since zlib counts in 32 bits.
        let space = min(buffer.count - start, 1 << 30)
        let status = unsafe input.withUnsafeMutableBufferPointer { source in
            unsafe buffer.withUnsafeMutableBufferPointer { target in
                unsafe stream.pointee.next_in = source.baseAddress.map { unsafe $0 + inputStart }
                unsafe stream.pointee.avail_in = UInt32(inputEnd - inputStart)
                unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + start }
                unsafe stream.pointee.avail_out = UInt32(space)
                return unsafe inflate(stream, Z_NO_FLUSH)
            }
        }
        let taken = inputEnd - inputStart - Int(unsafe stream.pointee.avail_in)
        let given = space - Int(unsafe stream.pointee.avail_out)
        inputStart += taken
        consumed += taken
        expanded += given
        try ExpansionGuard.check(stored: consumed, expanded: expanded)
        switch status {
        case Z_OK: break
        case Z_STREAM_END:
            place = .betweenMembers
            memberCount += 1
        case Z_BUF_ERROR where taken > 0 || given > 0 || inputStart == inputEnd: break
        default:
            let reason = unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "zlib status \(status)"
            throw IngestError(
                .gzipDamaged,
                "the gzip data are damaged (\(reason)) at byte \(consumed) of the compressed file, "
                    + "after \(expanded) expanded bytes; have it delivered again",
                offset: consumed)
        }
        return given
    }

    /// Starts the next member, or decides that what follows is none.
    private func beginMember() throws(IngestError) -> Bool {
        if memberCount == 0 {
            place = .insideMember
            return true
        }
        // Two bytes tell a member from padding; the second may be in the next chunk.
        if inputEnd - inputStart == 1 {
            input[0] = input[inputStart]
            inputStart = 0
            inputEnd = 1 + (try upstream.read(into: &input, from: 1))
        }
        if inputEnd - inputStart >= 2, input[inputStart] == 0x1F, input[inputStart + 1] == 0x8B {
            unsafe inflateReset(stream)
            place = .insideMember
            return true
        }
        place = .finished
        try noteTrailingBytes()
        return false
    }

    /// Counts what follows the last member. Zeros are tape padding, which
    /// gzip itself ignores.
    private func noteTrailingBytes() throws(IngestError) {
        var count = 0
        var allZero = true
        repeat {
            count += inputEnd - inputStart
            for index in inputStart..<inputEnd where input[index] != 0 { allZero = false }
            inputStart = 0
            inputEnd = try upstream.read(into: &input, from: 0)
        } while inputEnd > 0
        if !allZero {
            notes.append(
                "\(count) bytes after the end of the gzip data, at byte \(consumed) of the file, were not read: "
                    + "they are not gzip")
        }
    }

    private func finishAtEnd() throws(IngestError) {
        defer { place = .finished }
        if memberCount > 0, place == .betweenMembers { return }
        throw IngestError(
            .gzipTruncated,
            "the gzip data end in the middle, at byte \(consumed) of the compressed file, "
                + "after \(expanded) expanded bytes; have it delivered again",
            offset: consumed)
    }
}
