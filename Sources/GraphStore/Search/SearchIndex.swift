/// Finds nodes by what is written about them: names, former names, codes,
/// numbers, phones, addresses; from two characters on, in any script, by
/// pinyin and by initials.
///
/// A **term** is one text of one node in one field. Terms are numbered in the
/// order in which hits are listed: by ``TermGroup``, then by length of the
/// folded text (capped at ``SearchLimits/rankedLengthMax``), node and field.
/// So everything that lists terms by number lists them by rank, and a filter
/// by kind is a range.
///
/// ```
/// text terms    textPairs: pair of neighbouring characters → term, position
/// number terms  numberOrder: terms sorted by key, for whole and beginning;
///               their keys are scanned for the inside
/// names         initialPairs: pair of initials → term, position
///               readings: syllable → characters, which lead back to textPairs
/// all           keys, keyOffsets, nodes, fields; originals where key ≠ text
/// ```
///
/// Immutable and made of columns alone, so it can be read from a mapped file.
public struct SearchIndex: Sendable {
    /// First term of each ``TermGroup``, and the end: `TermGroup.count + 1`.
    let groupStarts: Column<UInt32>
    /// One more than the greatest node: one value.
    let nodeLimit: Column<UInt32>

    /// Folded texts in the order of terms, each followed by a zero byte.
    let keys: Column<UInt8>
    /// `termCount + 1` offsets into ``keys``.
    let keyOffsets: Column<UInt32>
    let nodes: Column<UInt32>
    let fields: Column<UInt8>

    /// Terms whose text is not its key, ascending.
    let originalTerms: Column<UInt32>
    /// `originalTerms.count + 1` offsets into ``originals``.
    let originalOffsets: Column<UInt32>
    let originals: Column<UInt8>

    /// Pairs of characters in text terms.
    let textPairs: PairTable
    /// Pairs of initials in the names of ``namedGroups``.
    let initialPairs: PairTable

    /// Number terms ordered by key, then by term.
    let numberOrder: Column<UInt32>

    /// Syllables, ascending, end to end.
    let syllables: Column<UInt8>
    let syllableOffsets: Column<UInt32>
    /// Offsets into ``readings``, one range for each syllable.
    let readingOffsets: Column<UInt32>
    /// Characters that are read as the syllable, ascending.
    let readings: Column<UInt32>

    /// Names that pinyin and initials find.
    static let namedGroups = [TermGroup(kind: .company), TermGroup(kind: .person)]

    /// How many texts are indexed.
    public var termCount: Int { nodes.count }

    /// Bytes of all columns: what the index costs in memory when every page
    /// of it is touched.
    public var byteCount: Int {
        keys.count + fields.count + originals.count + syllables.count
            + textPairs.byteCount + initialPairs.byteCount
            + 4
            * (groupStarts.count + nodeLimit.count + keyOffsets.count + nodes.count + originalTerms.count
                + originalOffsets.count + numberOrder.count + syllableOffsets.count + readingOffsets.count
                + readings.count)
    }

    /// The terms of a group.
    func terms(of group: TermGroup) -> Range<Int> {
        Int(groupStarts[group.rawValue])..<Int(groupStarts[group.rawValue + 1])
    }

    /// Where a term's key lies in ``keys``.
    @inline(__always)
    func keyRange(of term: Int) -> Range<Int> {
        Int(keyOffsets[term])..<(Int(keyOffsets[term + 1]) - 1)
    }

    /// The length by which a term is ranked.
    func rankedLength(of term: Int) -> Int {
        min(UTF8Reading.scalarCount(keys.span, in: keyRange(of: term)), SearchLimits.rankedLengthMax)
    }

    /// The first term of the group that is at least as long; the group's end
    /// when there is none.
    func firstTerm(in group: TermGroup, ofLengthAtLeast length: Int) -> Int {
        let terms = terms(of: group)
        let length = min(length, SearchLimits.rankedLengthMax)
        return BinarySearch.firstIndex(in: terms) { rankedLength(of: $0) >= length }
    }

    /// A term's text as it was given to the builder.
    func text(of term: Int) -> String {
        let index = BinarySearch.firstIndex(in: 0..<originalTerms.count) { Int(originalTerms[$0]) >= term }
        if index < originalTerms.count, Int(originalTerms[index]) == term {
            return string(originals, Int(originalOffsets[index])..<Int(originalOffsets[index + 1]))
        }
        return string(keys, keyRange(of: term))
    }

    private func string(_ column: Column<UInt8>, _ range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        let span = column.span
        for index in range { bytes.append(span[index]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
