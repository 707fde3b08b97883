/// Writes numbers and texts one after another into bytes of the caller's.
///
/// From the first value on that does not fit, nothing more is written but all
/// is counted, so that a caller learns how much room is needed.
@safe struct RowWriter: ~Copyable, ~Escapable {
    // Valid and exclusively ours for as long as the span that `init` took is
    // lent, to which the lifetime of a writer is bound.
    private let base: UnsafeMutableRawPointer?
    private let capacity: Int
    private var isFull = false
    /// Bytes written, or needed where they did not fit.
    private(set) var byteCount = 0

    @_lifetime(&buffer)
    init(_ buffer: inout MutableSpan<UInt8>) {
        capacity = buffer.count
        unsafe base = buffer.withUnsafeMutableBytes { $0.baseAddress }
    }

    /// Where the next `size` bytes go; nil when they do not fit.
    @_lifetime(self: copy self)
    @inline(__always) private mutating func room(_ size: Int) -> UnsafeMutableRawPointer? {
        let start = byteCount
        byteCount += size
        if isFull || byteCount > capacity { isFull = true }
        guard !isFull, let base = unsafe base else { return nil }
        return unsafe base + start
    }

    /// The bytes of a number, least significant first.
    @_lifetime(self: copy self)
    @inline(__always) mutating func write<T: FixedWidthInteger & BitwiseCopyable>(_ number: T) {
        guard let target = unsafe room(MemoryLayout<T>.size) else { return }
        unsafe target.storeBytes(of: number.littleEndian, as: T.self)
    }

    /// The text's bytes without its length.
    @_lifetime(self: copy self)
    @inline(__always) mutating func write(_ text: Span<UInt8>) {
        guard text.count > 0, let target = unsafe room(text.count) else { return }
        unsafe text.withUnsafeBytes { source in
            guard let start = source.baseAddress else { return }
            unsafe target.copyMemory(from: start, byteCount: source.count)
        }
    }
}
