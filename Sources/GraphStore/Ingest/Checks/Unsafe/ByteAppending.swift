/// Copies a run of bytes to the end of an array in one move.
///
/// `OutputSpan` appends byte by byte, which is most of the cost of a text cell.
enum ByteAppending {
    /// - Complexity: O(bytes), amortised as `Array.append` is.
    @inline(__always)
    static func append(_ bytes: Span<UInt8>, to array: inout [UInt8]) {
        // The array is never the memory of the span: both are held at once,
        // one of them exclusively.
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe array.append(contentsOf: source)
        }
    }
}
