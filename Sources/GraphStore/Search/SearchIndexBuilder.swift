/// Collects texts and makes a ``SearchIndex`` of them.
///
/// ```
/// var builder = SearchIndexBuilder()
/// builder.add(node: node, kind: .company, field: .name, text: Array("深圳腾讯科技有限公司".utf8).span)
/// let index = try builder.finish()
/// ```
///
/// Texts may come in any order; in the order of nodes and fields is quickest.
///
/// - Complexity: linear in the bytes given, about 50 ns a character in all;
///   while finishing, memory is about twice the finished index.
public struct SearchIndexBuilder: Sendable {
    /// Keys end with a zero; only ``keyByteCount`` bytes are in use.
    private var keys: [UInt8] = []
    private var keyByteCount = 0
    private let foldTable = FoldTable.shared.targets
    // One entry for each term, in the order of arrival.
    private var keyEnds: [UInt32] = []
    private var nodes: [UInt32] = []
    private var fields: [UInt8] = []
    /// `group << 10 | length`.
    private var ranks: [UInt16] = []
    /// One more than the number of the term's original, 0 when the key is it.
    private var originalNumbers: [UInt32] = []
    private var originals: [UInt8] = []
    private var originalEnds: [UInt32] = []

    /// Texts that hold nothing to search by, such as a lone dash.
    public private(set) var emptyCount = 0

    public init() {}

    /// Adds one text of a node. A node may have several in one field; texts of
    /// nothing but punctuation are counted in ``emptyCount`` and left out.
    ///
    /// - Parameter text: UTF-8; malformed bytes are passed over.
    public mutating func add(node: NodeID, kind: NodeKind, field: SearchField, text: Span<UInt8>) {
        if keys.count < keyByteCount + text.count + 1 { makeRoom(for: text.count + 1) }
        let folded = fold(text)
        guard folded.byteCount > 0 else {
            emptyCount += 1
            return
        }
        keyByteCount += folded.byteCount + 1
        keys[keyByteCount - 1] = 0
        keyEnds.append(UInt32(truncatingIfNeeded: keyByteCount))
        nodes.append(node.rawValue)
        fields.append(field.rawValue)
        let isASCII = folded.byteCount == folded.scalarCount
        let group = TermGroup(
            kind: kind, isFormer: field == .formerName, isNumber: field.holdsNumbers && isASCII)
        let length = min(folded.scalarCount, SearchLimits.rankedLengthMax)
        ranks.append(UInt16(truncatingIfNeeded: group.rawValue << 10 | length))
        if folded.isSame {
            originalNumbers.append(0)
        } else {
            originals.append(text)
            originalEnds.append(UInt32(truncatingIfNeeded: originals.count))
            originalNumbers.append(UInt32(truncatingIfNeeded: originalEnds.count))
        }
    }

    /// Writes the key of a text behind the others.
    private mutating func fold(_ text: Span<UInt8>) -> TextFolder.Folded {
        let table = foldTable
        let start = keyByteCount
        var room = keys.mutableSpan
        if let folded = TextFolder.foldFast(text, table: table.span, into: &room, at: start) {
            return folded
        }
        // Some compatibility forms are longer than the character.
        var key: [UInt8] = []
        TextFolder.fold(text, into: &key)
        if keys.count < keyByteCount + key.count + 1 { makeRoom(for: key.count + 1) }
        for index in key.indices { keys[keyByteCount + index] = key[index] }
        return TextFolder.Folded(
            byteCount: key.count, scalarCount: UTF8Reading.scalarCount(key.span, in: key.indices), isSame: false)
    }

    private mutating func makeRoom(for byteCount: Int) {
        let wanted = max(keyByteCount + byteCount, keys.count + keys.count / 2, 4_096)
        keys.reserveCapacity(wanted)
        while keys.count < wanted { keys.append(0) }
    }

    /// As above, for a part of an array.
    public mutating func add(node: NodeID, kind: NodeKind, field: SearchField, text: ArraySlice<UInt8>) {
        add(node: node, kind: kind, field: field, text: text.span)
    }

    /// Builds the index; the builder is used up.
    ///
    /// - Throws: ``SearchError`` `search.indexTooLarge` when a column would
    ///   need more than 32-bit offsets.
    public consuming func finish() throws(SearchError) -> SearchIndex {
        guard keyByteCount < UInt32.max, originals.count < UInt32.max, nodes.count < Posting.termMax else {
            throw SearchError(
                code: .indexTooLarge,
                message: "\(nodes.count) texts of \(keyByteCount) bytes were to be indexed, at most "
                    + "\(Posting.termMax) texts of \(UInt32.max) bytes can be; index fewer fields")
        }
        let order = rankOrder()
        let groupStarts = groupStarts()
        let nodeLimit = (nodes.max().map { Int($0) } ?? -1) + 1
        let sortedOriginals = sortedOriginals(order)
        originals = []
        originalEnds = []
        originalNumbers = []
        let (sortedKeys, keyOffsets) = sortedKeys(order)
        keys = []
        keyEnds = []
        ranks = []
        let sortedNodes = Column(order.map { nodes[Int($0)] })
        nodes = []
        let sortedFields = order.map { fields[Int($0)] }
        fields = []

        let source = TermSource(keys: sortedKeys, offsets: keyOffsets, groupStarts: groupStarts)
        let numberOrder = LexicographicOrder.numberTerms(source)
        let names = NameReadings(source, fields: sortedFields)
        let textPairs = PairTable(TextPairs(source: source))
        let initialPairs = PairTable(InitialPairs(source: source, fields: sortedFields, letters: names.letters))
        guard max(textPairs.postings.count, initialPairs.postings.count) < UInt32.max else {
            throw SearchError(
                code: .indexTooLarge,
                message: "the texts have \(textPairs.postings.count) pairs of characters, at most \(UInt32.max) "
                    + "can be indexed; index fewer fields")
        }
        return SearchIndex(
            groupStarts: Column(groupStarts), nodeLimit: Column([UInt32(nodeLimit)]),
            keys: Column(sortedKeys), keyOffsets: Column(keyOffsets),
            nodes: sortedNodes, fields: Column(sortedFields),
            originalTerms: sortedOriginals.terms, originalOffsets: sortedOriginals.offsets,
            originals: sortedOriginals.bytes, textPairs: textPairs, initialPairs: initialPairs,
            numberOrder: numberOrder, syllables: names.syllables,
            syllableOffsets: names.syllableOffsets, readingOffsets: names.readingOffsets,
            readings: names.readings)
    }

    // MARK: Order

    /// Arrival numbers in the order of terms.
    private func rankOrder() -> [UInt32] {
        var order = [UInt32](repeating: 0, count: nodes.count)
        for index in order.indices { order[index] = UInt32(index) }
        let isInNodeOrder = nodes.indices.dropFirst().allSatisfy {
            (nodes[$0 - 1], fields[$0 - 1]) <= (nodes[$0], fields[$0])
        }
        if !isInNodeOrder {
            countingSort(&order, keyCount: 256) { Int(fields[$0]) }
            countingSort(&order, keyCount: 0x10000) { Int(nodes[$0] & 0xFFFF) }
            countingSort(&order, keyCount: 0x10000) { Int(nodes[$0] >> 16) }
        }
        countingSort(&order, keyCount: 0x10000) { Int(ranks[$0]) }
        return order
    }

    /// Stable.
    private func countingSort(_ order: inout [UInt32], keyCount: Int, key: (Int) -> Int) {
        var places = [Int](repeating: 0, count: keyCount + 1)
        for arrival in order { places[key(Int(arrival)) + 1] += 1 }
        for index in 1...keyCount { places[index] += places[index - 1] }
        var sorted = [UInt32](repeating: 0, count: order.count)
        for arrival in order {
            let key = key(Int(arrival))
            sorted[places[key]] = arrival
            places[key] += 1
        }
        order = sorted
    }

    private func groupStarts() -> [UInt32] {
        var starts = [UInt32](repeating: 0, count: TermGroup.count + 1)
        for rank in ranks { starts[Int(rank >> 10) + 1] += 1 }
        for index in 1...TermGroup.count { starts[index] += starts[index - 1] }
        return starts
    }

    private func sortedKeys(_ order: [UInt32]) -> (keys: [UInt8], offsets: [UInt32]) {
        var sorted: [UInt8] = []
        sorted.reserveCapacity(keyByteCount)
        var offsets: [UInt32] = [0]
        offsets.reserveCapacity(order.count + 1)
        for arrival in order {
            let arrival = Int(arrival)
            let start = arrival == 0 ? 0 : Int(keyEnds[arrival - 1])
            sorted.append(contentsOf: keys[start..<Int(keyEnds[arrival])])
            offsets.append(UInt32(sorted.count))
        }
        return (sorted, offsets)
    }

    private func sortedOriginals(
        _ order: [UInt32]
    ) -> (terms: Column<UInt32>, offsets: Column<UInt32>, bytes: Column<UInt8>) {
        var terms: [UInt32] = []
        var offsets: [UInt32] = [0]
        var bytes: [UInt8] = []
        bytes.reserveCapacity(originals.count)
        for (term, arrival) in order.enumerated() {
            let number = Int(originalNumbers[Int(arrival)])
            guard number > 0 else { continue }
            let start = number == 1 ? 0 : Int(originalEnds[number - 2])
            terms.append(UInt32(term))
            bytes.append(contentsOf: originals[start..<Int(originalEnds[number - 1])])
            offsets.append(UInt32(bytes.count))
        }
        return (Column(terms), Column(offsets), Column(bytes))
    }
}

/// The folded terms in their final order, while an index is being built.
struct TermSource {
    /// Each key followed by a zero byte.
    let keys: [UInt8]
    let offsets: [UInt32]
    let groupStarts: [UInt32]

    func terms(of group: TermGroup) -> Range<Int> {
        Int(groupStarts[group.rawValue])..<Int(groupStarts[group.rawValue + 1])
    }
}
