/// Orders number terms by their bytes, so that whole numbers and beginnings
/// are found by bisection.
///
/// Eight bytes at a time: a radix sort of the terms by the next eight bytes,
/// then again inside each run of equal ones. Comparing byte strings would cost
/// ten times as much, because codes of one district share their beginning.
enum LexicographicOrder {
    private struct Entry {
        var word: UInt64
        var term: UInt32
    }

    /// Below this many entries comparing is quicker than counting.
    private static let radixCountMin = 1_500

    /// The terms of all number groups, ordered by key, then by term.
    ///
    /// - Complexity: O(bytes of the keys) time, 32 bytes a term of memory.
    static func numberTerms(_ source: TermSource) -> Column<UInt32> {
        var entries: [Entry] = []
        for group in 0..<TermGroup.count where TermGroup(rawValue: group).isNumber {
            for term in source.terms(of: TermGroup(rawValue: group)) {
                entries.append(Entry(word: 0, term: UInt32(term)))
            }
        }
        var scratch = entries
        var pending: [(range: Range<Int>, depth: Int)] = [(entries.indices, 0)]
        while let (range, depth) = pending.popLast() {
            loadWords(&entries, range, depth: depth, source)
            if range.count < radixCountMin {
                entries[range].sort { ($0.word, $0.term) < ($1.word, $1.term) }
            } else {
                radixSort(&entries, &scratch, range)
            }
            var start = range.lowerBound
            while start < range.upperBound {
                var end = start + 1
                while end < range.upperBound, entries[end].word == entries[start].word { end += 1 }
                // A last byte of zero means that the keys end here.
                if end - start > 1, entries[start].word & 0xFF != 0 { pending.append((start..<end, depth + 8)) }
                start = end
            }
        }
        return Column(entries.map(\.term))
    }

    /// Takes the eight bytes of each key from `depth` on, padded with zeros.
    private static func loadWords(
        _ entries: inout [Entry], _ range: Range<Int>, depth: Int, _ source: TermSource
    ) {
        let keys = source.keys.span
        let offsets = source.offsets.span
        for index in range {
            let term = Int(entries[index].term)
            let end = Int(offsets[term + 1]) - 1
            let start = min(Int(offsets[term]) + depth, end)
            var word: UInt64 = 0
            for place in start..<(start + 8) { word = word << 8 | (place < end ? UInt64(keys[place]) : 0) }
            entries[index].word = word
        }
    }

    /// By word, stable; bytes that are the same in all words cost one count.
    private static func radixSort(_ entries: inout [Entry], _ scratch: inout [Entry], _ range: Range<Int>) {
        var isInScratch = false
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            var places = [Int](repeating: 0, count: 257)
            for index in range { places[Int(entries[index].word >> shift & 0xFF) + 1] += 1 }
            if places.contains(range.count) { continue }
            places[0] = range.lowerBound
            for byte in 1...256 { places[byte] += places[byte - 1] }
            for index in range {
                let byte = Int(entries[index].word >> shift & 0xFF)
                scratch[places[byte]] = entries[index]
                places[byte] += 1
            }
            swap(&entries, &scratch)
            isInScratch.toggle()
        }
        // The rest of the entries lies in the other array after an odd number
        // of swaps.
        if isInScratch {
            swap(&entries, &scratch)
            for index in range { entries[index] = scratch[index] }
        }
    }
}
