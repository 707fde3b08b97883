/// Lists, for each pair of neighbouring characters, of where it stands:
/// postings of term and position, ascending.
///
/// ```
/// firsts ─ firstOffsets ─► seconds ─ postingOffsets ─► postings
/// ```
struct PairTable: Sendable {
    /// First characters, ascending.
    let firsts: Column<UInt32>
    /// `firsts.count + 1` offsets into ``seconds``.
    let firstOffsets: Column<UInt32>
    /// Second characters, ascending for each first one; zero for the end of a
    /// text of one character.
    let seconds: Column<UInt32>
    /// `seconds.count + 1` offsets into ``postings``.
    let postingOffsets: Column<UInt32>
    /// ``Posting`` values.
    let postings: Column<UInt32>

    var byteCount: Int {
        4 * (firsts.count + firstOffsets.count + seconds.count + postingOffsets.count + postings.count)
    }

    /// Where the pair stands, as a range of ``postings``; nil when nowhere.
    func list(_ first: UInt32, _ second: UInt32) -> Range<Int>? {
        let row = BinarySearch.firstIndex(in: 0..<firsts.count) { firsts[$0] >= first }
        guard row < firsts.count, firsts[row] == first else { return nil }
        let seconds = seconds.span
        let range = Int(firstOffsets[row])..<Int(firstOffsets[row + 1])
        let pair = BinarySearch.firstIndex(in: range) { seconds[$0] >= second }
        guard pair < range.upperBound, seconds[pair] == second else { return nil }
        return Int(postingOffsets[pair])..<Int(postingOffsets[pair + 1])
    }

    /// The lists of all pairs of a first and a second character, both
    /// ascending; with any second character, or none, when those are nil.
    func lists(_ firstCharacters: [UInt32], _ secondCharacters: [UInt32]?) -> [Range<Int>] {
        let firsts = firsts.span
        let seconds = seconds.span
        var lists: [Range<Int>] = []
        var row = 0
        for character in firstCharacters {
            row = BinarySearch.gallop(firsts, in: row..<firsts.count, to: character)
            guard row < firsts.count, firsts[row] == character else { continue }
            let pairs = Int(firstOffsets[row])..<Int(firstOffsets[row + 1])
            guard let secondCharacters else {
                for pair in pairs { lists.append(Int(postingOffsets[pair])..<Int(postingOffsets[pair + 1])) }
                continue
            }
            var pair = pairs.lowerBound
            for second in secondCharacters {
                pair = BinarySearch.gallop(seconds, in: pair..<pairs.upperBound, to: second)
                guard pair < pairs.upperBound else { break }
                if seconds[pair] == second {
                    lists.append(Int(postingOffsets[pair])..<Int(postingOffsets[pair + 1]))
                }
            }
        }
        return lists
    }

    /// The part of a list that lies in terms of the range.
    func restrict(_ list: Range<Int>, to terms: Range<Int>) -> Range<Int> {
        let postings = postings.span
        let low = UInt32(terms.lowerBound) << UInt32(Posting.positionBits)
        let high = UInt32(terms.upperBound) << UInt32(Posting.positionBits)
        let start = BinarySearch.firstIndex(in: list) { postings[$0] >= low }
        let end = BinarySearch.firstIndex(in: start..<list.upperBound) { postings[$0] >= high }
        return start..<end
    }
}

/// Where a pair of characters stands: the term and the position of the first
/// character in its key.
enum Posting {
    static let positionBits = 5
    /// This position and all beyond it; the text must then be looked at.
    static let positionMax: UInt32 = 31
    static let termMax = 1 << (32 - positionBits)

    @inline(__always)
    static func make(term: Int, position: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: term) << UInt32(positionBits)
            | UInt32(truncatingIfNeeded: min(position, Int(positionMax)))
    }
}
