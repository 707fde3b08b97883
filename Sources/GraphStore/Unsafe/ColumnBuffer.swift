/// A column while it is being written: memory that becomes a ``Column`` without
/// a copy. Starts zeroed.
@safe struct ColumnBuffer<Element: BitwiseCopyable & Sendable>: ~Copyable {
    private let storage: OwnedMemory
    let count: Int

    init(count: Int) {
        storage = OwnedMemory(byteCount: count * MemoryLayout<Element>.stride, alignment: 64)
        self.count = count
    }

    /// The whole column, for writing. Bounds are checked.
    var mutableSpan: MutableSpan<Element> {
        @_lifetime(&self) mutating get {
            // The memory is owned, zeroed and large enough for `count` elements
            // (init), and unreachable for others until `finish`.
            let start = unsafe storage.base.assumingMemoryBound(to: Element.self)
            let span = unsafe MutableSpan(_unsafeStart: start, count: count)
            return unsafe _overrideLifetime(span, mutating: &self)
        }
    }

    /// Ends writing.
    consuming func finish() -> Column<Element> {
        unsafe Column(viewing: UnsafeRawPointer(storage.base), count: count, owner: storage)
    }
}
