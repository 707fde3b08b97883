/// Bytes under construction, in memory of its own: an array checks at every
/// append whether somebody else holds it, which costs an answer of many small
/// pieces more than the pieces.
@safe struct ByteBuilder: ~Copyable, @unchecked Sendable {
    // @unchecked Sendable: the memory is owned by this value alone, which
    // cannot be copied; `deinit` frees it.
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        unsafe start = .allocate(capacity: self.capacity)
    }

    deinit { unsafe start.deallocate() }

    @inline(__always) mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        unsafe start[count] = byte
        count += 1
    }

    @inline(__always) mutating func append(_ bytes: Span<UInt8>) {
        if capacity - count < bytes.count { grow(by: bytes.count) }
        unsafe bytes.withUnsafeBufferPointer { source in
            guard let first = source.baseAddress else { return }
            unsafe (start + count).update(from: first, count: source.count)
        }
        count += bytes.count
    }

    /// Appends a literal without making a `String` of it.
    @inline(__always) mutating func append(_ literal: StaticString) {
        let size = literal.utf8CodeUnitCount
        if capacity - count < size { grow(by: size) }
        unsafe (start + count).update(from: literal.utf8Start, count: size)
        count += size
    }

    private mutating func grow(by size: Int) {
        let larger = max(capacity * 2, count + size)
        let new = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        unsafe new.update(from: start, count: count)
        unsafe start.deallocate()
        unsafe start = new
        capacity = larger
    }

    /// Turns the bytes from `position` on around.
    mutating func reverse(from position: Int) {
        precondition(position >= 0 && position <= count, "position \(position) outside 0...\(count)")
        var part = unsafe UnsafeMutableBufferPointer(start: start + position, count: count - position)
        unsafe part.reverse()
    }

    /// A copy of all bytes.
    var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: start, count: count)) }
}
