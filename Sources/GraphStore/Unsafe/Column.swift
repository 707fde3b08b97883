/// An immutable run of fixed-width values, in memory of its own or inside a
/// mapped snapshot file: the one storage of everything that queries read.
///
/// Take ``span`` once before a loop; the subscript is for single reads.
/// Bounds are checked by both.
@safe public struct Column<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    // @unchecked Sendable: the memory is never written after `init`, and
    // `owner` keeps it alive.
    private let base: UnsafePointer<Element>
    public let count: Int
    private let owner: AnyObject

    /// Copies the elements into memory of its own.
    public init(_ elements: [Element]) {
        let storage = OwnedMemory(byteCount: elements.count * MemoryLayout<Element>.stride, alignment: 64)
        let typed = unsafe storage.base.bindMemory(to: Element.self, capacity: Swift.max(elements.count, 1))
        unsafe elements.withUnsafeBufferPointer { source in
            if let first = source.baseAddress { unsafe typed.update(from: first, count: source.count) }
        }
        unsafe base = UnsafePointer(typed)
        count = elements.count
        owner = storage
    }

    /// A view into memory that `owner` keeps mapped.
    ///
    /// - Precondition: `address` is aligned for `Element` and the owner's
    ///   memory holds `count` elements from there.
    @unsafe init(viewing address: UnsafeRawPointer, count: Int, owner: AnyObject) {
        precondition(Int(bitPattern: address) % MemoryLayout<Element>.alignment == 0, "misaligned column")
        unsafe base = address.assumingMemoryBound(to: Element.self)
        self.count = count
        self.owner = owner
    }

    public var span: Span<Element> {
        @_lifetime(borrow self) get {
            let span = unsafe Span(_unsafeStart: base, count: count)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    @inline(__always) public subscript(_ index: Int) -> Element {
        precondition(index >= 0 && index < count, "column index \(index) outside 0..<\(count)")
        return unsafe base[index]
    }

    public var isEmpty: Bool { count == 0 }

    /// The raw bytes, for writing to a file.
    public var bytes: RawSpan {
        @_lifetime(borrow self) get {
            let bytes = unsafe RawSpan(
                _unsafeStart: UnsafeRawPointer(base), byteCount: count * MemoryLayout<Element>.stride)
            return unsafe _overrideLifetime(bytes, borrowing: self)
        }
    }
}

/// Zeroed heap memory that is freed with its last owner.
@safe final class OwnedMemory: @unchecked Sendable {
    // @unchecked Sendable: a constant address; users follow Column's rule.
    let base: UnsafeMutableRawPointer

    init(byteCount: Int, alignment: Int) {
        unsafe base = .allocate(byteCount: Swift.max(byteCount, 1), alignment: alignment)
        unsafe base.initializeMemory(as: UInt8.self, repeating: 0, count: Swift.max(byteCount, 1))
    }

    deinit { unsafe base.deallocate() }
}
