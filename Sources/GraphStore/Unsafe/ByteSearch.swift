import CBytes

/// Finding bytes in bytes.
enum ByteSearch {
    /// Shorter ranges are left to `memmem`, which starts sooner.
    private static let wordRangeMin = 256

    /// The offset in `haystack` of the first occurrence of `needle` that lies
    /// wholly inside `range`.
    ///
    /// - Returns: nil when there is none; `range.lowerBound` for an empty
    ///   needle.
    /// - Complexity: O(`range.count`) time for needles whose beginning and end
    ///   are not repeated all over the range, no memory.
    /// - Precondition: `range` lies inside the haystack.
    static func firstOffset(of needle: Span<UInt8>, in haystack: Span<UInt8>, range: Range<Int>) -> Int? {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= haystack.count,
            "range \(range) outside a haystack of \(haystack.count) bytes")
        return unsafe haystack.withUnsafeBufferPointer { hay in
            unsafe needle.withUnsafeBufferPointer { sought -> Int? in
                guard let soughtBase = sought.baseAddress, needle.count > 0 else { return range.lowerBound }
                guard let base = hay.baseAddress, needle.count <= range.count else { return nil }
                if range.count >= wordRangeMin, (2...16).contains(needle.count) {
                    return unsafe firstOffset(
                        of: UnsafeRawPointer(soughtBase), count: needle.count, in: UnsafeRawPointer(base), range)
                }
                guard
                    let hit = unsafe bytes_find(base + range.lowerBound, range.count, soughtBase, needle.count)
                else { return nil }
                return unsafe UnsafeRawPointer(base).distance(to: hit)
            }
        }
    }

    /// Compares the first and the last byte of the needle at eight places at
    /// once, as bytes of a word, and the rest where both may be there. Digits
    /// are what this is for: an alphabet of ten defeats the skip table of
    /// `memmem`.
    private static func firstOffset(
        of needle: UnsafeRawPointer, count: Int, in base: UnsafeRawPointer, _ range: Range<Int>
    ) -> Int? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let first = unsafe ones &* UInt64(needle.load(as: UInt8.self))
        let last = unsafe ones &* UInt64(needle.load(fromByteOffset: count - 1, as: UInt8.self))
        var place = range.lowerBound
        // Both loads of eight bytes stay inside the range.
        let blockEnd = range.upperBound - (count - 1) - 8
        while place <= blockEnd {
            let heads = unsafe base.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let tails = unsafe base.loadUnaligned(fromByteOffset: place &+ count &- 1, as: UInt64.self)
            let different = (heads ^ first) | (tails ^ last)
            // The top bit of each zero byte, and of some others above one
            // (Hacker's Delight, 6-1); those fail the comparison below.
            var marks = (different &- ones) & ~different & (ones << 7)
            while marks != 0 {
                let hit = place + marks.trailingZeroBitCount / 8
                if unsafe isEqual(needle, base + hit, count: count) { return hit }
                marks &= marks &- 1
            }
            place &+= 8
        }
        while place + count <= range.upperBound {
            if unsafe isEqual(needle, base + place, count: count) { return place }
            place += 1
        }
        return nil
    }

    /// The first quote or backslash of `range`: where a JSON string ends or an
    /// escape begins; the range's end when there is neither.
    ///
    /// - Precondition: `range` lies inside `bytes`.
    @inline(__always)
    static func quoteOrBackslash(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= bytes.count, "range \(range) outside \(bytes.count) bytes")
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = ones &* 0x22
        let backslashes = ones &* 0x5C
        return unsafe bytes.withUnsafeBytes { buffer in
            var place = range.lowerBound
            while place &+ 8 <= range.upperBound {
                let word = unsafe UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                let (a, b) = (word ^ quotes, word ^ backslashes)
                // The lowest mark is exact (Hacker's Delight, 6-1).
                let marks = (((a &- ones) & ~a) | ((b &- ones) & ~b)) & (ones << 7)
                if marks != 0 { return place &+ marks.trailingZeroBitCount / 8 }
                place &+= 8
            }
            while place < range.upperBound {
                let byte = unsafe buffer[place]
                if byte == 0x22 || byte == 0x5C { return place }
                place &+= 1
            }
            return range.upperBound
        }
    }

    @inline(__always)
    private static func isEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, count: Int) -> Bool {
        for index in 0..<count {
            let isSame =
                unsafe a.load(fromByteOffset: index, as: UInt8.self)
                == b.load(fromByteOffset: index, as: UInt8.self)
            if !isSame { return false }
        }
        return true
    }
}
