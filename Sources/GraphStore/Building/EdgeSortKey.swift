/// Kind and ends of an edge in one number that sorts as (kind, from, to).
struct EdgeSortKey {
    /// Bits that a node id of this graph needs.
    let nodeBitCount: UInt64

    init(nodeCount: Int) {
        nodeBitCount = UInt64(max(1, Int.bitWidth - max(nodeCount - 1, 0).leadingZeroBitCount))
    }

    /// Bits of a key that are ever set: 7 for the kind, and both ends.
    var bitCount: Int { 7 + 2 * Int(nodeBitCount) }

    @inline(__always) func key(kind: UInt8, from: UInt32, to: UInt32) -> UInt64 {
        (UInt64(kind) &<< nodeBitCount | UInt64(from)) &<< nodeBitCount | UInt64(to)
    }

    @inline(__always) func kind(of key: UInt64) -> UInt8 {
        UInt8(truncatingIfNeeded: key &>> (2 &* nodeBitCount))
    }

    @inline(__always) func from(of key: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: key &>> nodeBitCount & (1 &<< nodeBitCount &- 1))
    }

    @inline(__always) func to(of key: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: key & (1 &<< nodeBitCount &- 1))
    }
}

/// Sort keys, each with the number of the edge that it belongs to.
struct KeyedEdges {
    var keys: [UInt64]
    var numbers: [UInt32]

    /// Edges are numbered by their key's place.
    init(keys: [UInt64]) {
        self.keys = keys
        numbers = [UInt32](repeating: 0, count: keys.count)
        var span = numbers.mutableSpan
        for i in span.indices { span[i] = UInt32(truncatingIfNeeded: i) }
    }

    /// Digits of 11 bits: 2,048 open output lines fit in the L2 cache, and a
    /// city's 51-bit key takes five passes.
    private static let digitBitCount = 11

    /// Sorts by key, stably: radix sort from the lowest digit up.
    ///
    /// - Complexity: O(count · bitCount / 11), and a second copy of both arrays.
    mutating func sort(bitCount: Int) {
        guard keys.count > 1 else { return }
        var otherKeys = [UInt64](repeating: 0, count: keys.count)
        var otherNumbers = [UInt32](repeating: 0, count: keys.count)
        for shift in stride(from: 0, to: bitCount, by: KeyedEdges.digitBitCount) {
            guard var starts = KeyedEdges.digitStarts(of: keys, shift: UInt64(shift)) else { continue }
            KeyedEdges.scatter(
                keys: keys.span, numbers: numbers.span, shift: UInt64(shift), starts: &starts,
                toKeys: &otherKeys, toNumbers: &otherNumbers)
            swap(&keys, &otherKeys)
            swap(&numbers, &otherNumbers)
        }
    }

    /// Where each digit's first key goes; nil when all keys have the same digit.
    private static func digitStarts(of keys: [UInt64], shift: UInt64) -> [UInt32]? {
        let mask = UInt64(1) &<< UInt64(digitBitCount) &- 1
        var counts = [UInt32](repeating: 0, count: 1 << digitBitCount)
        var count = counts.mutableSpan
        let keys = keys.span
        for i in keys.indices { count[Int(truncatingIfNeeded: keys[i] &>> shift & mask)] &+= 1 }
        var total: UInt32 = 0
        for digit in count.indices {
            let size = count[digit]
            if Int(size) == keys.count { return nil }
            count[digit] = total
            total += size
        }
        return counts
    }

    private static func scatter(
        keys: Span<UInt64>, numbers: Span<UInt32>, shift: UInt64, starts: inout [UInt32],
        toKeys: inout [UInt64], toNumbers: inout [UInt32]
    ) {
        let mask = UInt64(1) &<< UInt64(digitBitCount) &- 1
        var start = starts.mutableSpan
        var outKeys = toKeys.mutableSpan
        var outNumbers = toNumbers.mutableSpan
        for i in keys.indices {
            let key = keys[i]
            let digit = Int(truncatingIfNeeded: key &>> shift & mask)
            let position = Int(start[digit])
            start[digit] &+= 1
            outKeys[position] = key
            outNumbers[position] = numbers[i]
        }
    }
}
