/// Something that has pairs of neighbouring characters.
protocol PairSource {
    /// Reports every pair, in the order of terms and positions.
    func forEachPair(_ body: (_ term: Int, _ position: Int, _ first: UInt32, _ second: UInt32) -> Void)
}

extension PairTable {
    /// Gathers the lists by two counting sorts: all pairs by their first
    /// character, then each such bucket, which fits the cache, by the second.
    /// Both are stable, so a list keeps the order of the source.
    ///
    /// - Complexity: O(pairs) time, 16 bytes of memory for each while it runs.
    init(_ source: some PairSource) {
        let alphabet = Alphabet(source)
        let (buckets, entries) = PairTable.entries(source, alphabet)
        var firsts: [UInt32] = []
        var firstOffsets: [UInt32] = [0]
        var seconds: [UInt32] = []
        var postingOffsets: [UInt32] = [0]
        var postingArray = [UInt32](repeating: 0, count: entries.count)
        var placeArray = [UInt32](repeating: 0, count: alphabet.scalars.count)
        var postings = postingArray.mutableSpan
        var places = placeArray.mutableSpan
        let pairs = entries.span
        var present: [UInt32] = []
        for dense in alphabet.scalars.indices where buckets[dense] < buckets[dense + 1] {
            let bucket = buckets[dense]..<buckets[dense + 1]
            present.removeAll(keepingCapacity: true)
            for index in bucket {
                let second = UInt32(truncatingIfNeeded: pairs[index] >> 32)
                if places[Int(second)] == 0 { present.append(second) }
                places[Int(second)] += 1
            }
            present.sort()
            var end = UInt32(truncatingIfNeeded: bucket.lowerBound)
            for second in present {
                let count = places[Int(second)]
                places[Int(second)] = end
                end &+= count
                seconds.append(alphabet.scalars[Int(second)])
                postingOffsets.append(end)
            }
            for index in bucket {
                let second = Int(truncatingIfNeeded: pairs[index] >> 32)
                postings[Int(places[second])] = UInt32(truncatingIfNeeded: pairs[index])
                places[second] += 1
            }
            for second in present { places[Int(second)] = 0 }
            firsts.append(alphabet.scalars[dense])
            firstOffsets.append(UInt32(truncatingIfNeeded: seconds.count))
        }
        self.firsts = Column(firsts)
        self.firstOffsets = Column(firstOffsets)
        self.seconds = Column(seconds)
        self.postingOffsets = Column(postingOffsets)
        self.postings = Column(postingArray)
    }

    /// Every pair as `second << 32 | posting`, gathered by its first character.
    private static func entries(
        _ source: some PairSource, _ alphabet: Alphabet
    ) -> (buckets: [Int], entries: [UInt64]) {
        var buckets = [Int](repeating: 0, count: alphabet.scalars.count + 1)
        for (dense, scalar) in alphabet.scalars.enumerated() {
            buckets[dense + 1] = buckets[dense] + Int(alphabet.counts[Int(scalar)])
        }
        var placeArray = buckets
        var places = placeArray.mutableSpan
        var entries = [UInt64](repeating: 0, count: buckets[alphabet.scalars.count])
        var output = entries.mutableSpan
        let denseNumbers = alphabet.denseNumbers.span
        source.forEachPair { term, position, first, second in
            let first = Int(denseNumbers[Int(first)])
            let posting = UInt64(Posting.make(term: term, position: position))
            output[places[first]] = UInt64(denseNumbers[Int(second)]) << 32 | posting
            places[first] &+= 1
        }
        return (buckets, entries)
    }

    /// The characters in use, numbered in order.
    private struct Alphabet {
        /// Ascending; begins with zero, the end of a text.
        let scalars: [UInt32]
        /// Scalar → its index in ``scalars``.
        let denseNumbers: [UInt32]
        /// Scalar → how often it comes first in a pair.
        let counts: [UInt32]

        init(_ source: some PairSource) {
            var countArray = [UInt32](repeating: 0, count: 0x110000)
            var usedArray = [Bool](repeating: false, count: 0x110000)
            var counts = countArray.mutableSpan
            var isUsed = usedArray.mutableSpan
            isUsed[0] = true
            var highest: UInt32 = 0
            source.forEachPair { _, _, first, second in
                counts[Int(first)] &+= 1
                isUsed[Int(first)] = true
                isUsed[Int(second)] = true
                highest = max(highest, first, second)
            }
            var scalars: [UInt32] = []
            var denseNumbers = [UInt32](repeating: 0, count: 0x110000)
            for value in 0...Int(highest) where usedArray[value] {
                denseNumbers[value] = UInt32(scalars.count)
                scalars.append(UInt32(value))
            }
            self.scalars = scalars
            self.denseNumbers = denseNumbers
            self.counts = countArray
        }
    }
}

/// The characters of text terms; a text of one character pairs with the end,
/// zero.
struct TextPairs: PairSource {
    let source: TermSource

    @inline(__always)
    func forEachPair(_ body: (_ term: Int, _ position: Int, _ first: UInt32, _ second: UInt32) -> Void) {
        let keys = source.keys.span
        let offsets = source.offsets.span
        for group in 0..<TermGroup.count where !TermGroup(rawValue: group).isNumber {
            for term in source.terms(of: TermGroup(rawValue: group)) {
                var index = Int(offsets[term])
                let end = Int(offsets[term + 1]) - 1
                var position = 0
                var previous: UInt32 = 0
                while index < end, let (scalar, length) = UTF8Reading.scalar(in: keys, at: index) {
                    if position > 0 { body(term, position - 1, previous, scalar) }
                    previous = scalar
                    position += 1
                    index += length
                }
                if position == 1 { body(term, 0, previous, 0) }
            }
        }
    }
}

/// The initials of names that have Chinese characters; a character of several
/// readings stands for each of its initials.
struct InitialPairs: PairSource {
    let source: TermSource
    let fields: [UInt8]
    /// Scalar → its initials, the most usual in the lowest byte, zero where
    /// there is none.
    let letters: [UInt32]

    @inline(__always)
    func forEachPair(_ body: (_ term: Int, _ position: Int, _ first: UInt32, _ second: UInt32) -> Void) {
        let keys = source.keys.span
        let offsets = source.offsets.span
        let letters = letters.span
        let fields = fields.span
        for group in SearchIndex.namedGroups {
            for term in source.terms(of: group) where fields[term] == SearchField.name.rawValue {
                var index = Int(offsets[term])
                let end = Int(offsets[term + 1]) - 1
                // ASCII alone is found as it is written.
                var hasOthers = false
                for place in index..<end where keys[place] >= 0x80 { hasOthers = true }
                if !hasOthers { continue }
                var position = 0
                var previous: UInt32 = 0
                while index < end, let (scalar, length) = UTF8Reading.scalar(in: keys, at: index) {
                    let options = letters[Int(scalar)]
                    var firsts = previous
                    while firsts != 0 {
                        var seconds = options
                        while seconds != 0 {
                            body(term, position - 1, firsts & 0xFF, seconds & 0xFF)
                            seconds >>= 8
                        }
                        firsts >>= 8
                    }
                    previous = options
                    position += 1
                    index += length
                }
            }
        }
    }
}
