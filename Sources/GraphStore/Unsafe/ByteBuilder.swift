/// Bytes under construction, in memory of its own: an array checks at every
/// append whether somebody else holds it, which costs a text of many small
/// pieces more than the pieces.
@safe public struct ByteBuilder: ~Copyable, @unchecked Sendable {
    // @unchecked Sendable: the memory is owned by this value alone, which
    // cannot be copied; `deinit` frees it.
    @usableFromInline var start: UnsafeMutablePointer<UInt8>
    @usableFromInline var capacity: Int
    @usableFromInline var length = 0

    /// Number of bytes.
    @inlinable public var count: Int { length }
    /// Whether there are none.
    @inlinable public var isEmpty: Bool { length == 0 }

    /// - Parameter capacity: number of bytes that fit before the memory grows.
    public init(capacity: Int) {
        self.capacity = max(capacity, 64)
        unsafe start = .allocate(capacity: self.capacity)
    }

    deinit { unsafe start.deallocate() }

    /// Appends a byte.
    @inlinable @inline(__always) public mutating func append(_ byte: UInt8) {
        if length == capacity { grow(by: 1) }
        unsafe start[length] = byte
        length += 1
    }

    /// Appends a run of bytes.
    @inlinable @inline(__always) public mutating func append(_ bytes: Span<UInt8>) {
        if capacity - length < bytes.count { grow(by: bytes.count) }
        unsafe bytes.withUnsafeBufferPointer { source in
            guard let first = source.baseAddress else { return }
            unsafe (start + length).update(from: first, count: source.count)
        }
        length += bytes.count
    }

    /// Appends what another one holds.
    @inlinable public mutating func append(_ bytes: borrowing ByteBuilder) { append(bytes.span) }

    /// Appends a literal without making a `String` of it.
    @inlinable @inline(__always) public mutating func append(_ literal: StaticString) {
        let size = literal.utf8CodeUnitCount
        if capacity - length < size { grow(by: size) }
        unsafe (start + length).update(from: literal.utf8Start, count: size)
        length += size
    }

    /// Appends `"name":`, a key of a JSON object whose name needs no escape.
    @inlinable public mutating func append(key name: StaticString) {
        let size = name.utf8CodeUnitCount
        if capacity - length < size + 3 { grow(by: size + 3) }
        unsafe start[length] = 0x22
        unsafe (start + length + 1).update(from: name.utf8Start, count: size)
        unsafe start[length + size + 1] = 0x22
        unsafe start[length + size + 2] = 0x3A
        length += size + 3
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
    @inlinable public mutating func truncate(to position: Int) {
        precondition(position >= 0 && position <= length, "position \(position) outside 0...\(length)")
        length = position
    }

    /// Turns the bytes from `position` on around.
    public mutating func reverse(from position: Int) {
        precondition(position >= 0 && position <= length, "position \(position) outside 0...\(length)")
        var part = unsafe UnsafeMutableBufferPointer(start: start + position, count: length - position)
        unsafe part.reverse()
    }

    /// All bytes.
    @inlinable public var span: Span<UInt8> {
        @_lifetime(borrow self) get {
            let span = unsafe Span(_unsafeStart: start, count: length)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// A copy of all bytes.
    public var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: start, count: length)) }
}
