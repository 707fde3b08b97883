/// Searching in what is ordered.
package enum BinarySearch {
    /// The first index for which `isReached` holds, which must hold for all
    /// that follow; the upper bound when there is none.
    ///
    /// - Complexity: O(log count) calls.
    @inlinable @inline(__always)
    package static func firstIndex(in range: Range<Int>, where isReached: (Int) -> Bool) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = low + (high - low) / 2
            if isReached(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// As ``firstIndex(in:where:)`` for the first value that is at least
    /// `target`, quick when it is near the lower bound.
    @inline(__always)
    static func gallop(_ values: Span<UInt32>, in range: Range<Int>, to target: UInt32) -> Int {
        var low = range.lowerBound
        var step = 1
        while low + step < range.upperBound, values[low + step] < target {
            low += step
            step &<<= 1
        }
        return firstIndex(in: low..<min(low + step + 1, range.upperBound)) { values[$0] >= target }
    }
}
