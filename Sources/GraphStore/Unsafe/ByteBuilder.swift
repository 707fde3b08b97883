/// Bytes under construction, in memory of its own: an array checks at every
/// append whether somebody else holds it, which costs a text of many small
/// pieces more than the pieces.
@safe package struct ByteBuilder: ~Copyable, @unchecked Sendable {
    // @unchecked Sendable: the memory is owned by this value alone, which
    // cannot be copied; `deinit` frees it.
    @usableFromInline var start: UnsafeMutablePointer<UInt8>
    @usableFromInline var capacity: Int
    @usableFromInline var length = 0

    /// Number of bytes.
    @inlinable package var count: Int { length }
    @inlinable package var isEmpty: Bool { length == 0 }

    /// - Parameter capacity: number of bytes that fit before the memory grows.
    package init(capacity: Int) {
        self.capacity = max(capacity, 64)
        unsafe start = .allocate(capacity: self.capacity)
    }

    deinit { unsafe start.deallocate() }

    @inlinable @inline(__always) package mutating func append(_ byte: UInt8) {
        if length == capacity { grow(by: 1) }
        unsafe start[length] = byte
        length += 1
    }

    @inlinable @inline(__always) package mutating func append(_ bytes: Span<UInt8>) {
        if capacity - length < bytes.count { grow(by: bytes.count) }
        unsafe bytes.withUnsafeBufferPointer { source in
            guard let first = source.baseAddress else { return }
            unsafe (start + length).update(from: first, count: source.count)
        }
        length += bytes.count
    }

    @inlinable package mutating func append(_ bytes: borrowing ByteBuilder) { append(bytes.span) }

    /// Appends a literal without making a `String` of it.
    @inlinable @inline(__always) package mutating func append(_ literal: StaticString) {
        let size = literal.utf8CodeUnitCount
        if capacity - length < size { grow(by: size) }
        unsafe (start + length).update(from: literal.utf8Start, count: size)
        length += size
    }

    @usableFromInline mutating func grow(by size: Int) {
        let larger = max(capacity * 2, length + size)
        let new = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        unsafe new.update(from: start, count: length)
        unsafe start.deallocate()
        unsafe start = new
        capacity = larger
    }

    /// Forgets the bytes from `position` on; their memory stays.
    @inlinable package mutating func truncate(to position: Int) {
        precondition(position >= 0 && position <= length, "position \(position) outside 0...\(length)")
        length = position
    }

    /// Turns the bytes from `position` on around.
    package mutating func reverse(from position: Int) {
        precondition(position >= 0 && position <= length, "position \(position) outside 0...\(length)")
        var part = unsafe UnsafeMutableBufferPointer(start: start + position, count: length - position)
        unsafe part.reverse()
    }

    /// All bytes.
    @inlinable package var span: Span<UInt8> {
        @_lifetime(borrow self) get {
            let span = unsafe Span(_unsafeStart: start, count: length)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// A copy of all bytes.
    package var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: start, count: length)) }
}
