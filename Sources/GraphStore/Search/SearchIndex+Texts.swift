/// A row of characters to be found by the lists of its pairs.
struct SearchPhrase {
    /// The postings of one pair, and where the pair stands in the phrase.
    struct PairList {
        let range: Range<Int>
        let offset: Int
    }

    let key: [UInt8]
    let length: Int
    /// The shortest list.
    let driver: PairList
    /// Lists that together with the driver cover every character, shortest
    /// first.
    let others: [PairList]

    /// - Returns: nil when no text has all the pairs of the word, and for a
    ///   word of one character.
    init?(_ word: SearchQuery.Word, in table: PairTable) {
        let scalars = word.scalars
        guard scalars.count >= 2 else { return nil }
        var lists: [PairList] = []
        for offset in 0..<(scalars.count - 1) {
            guard let range = table.list(scalars[offset], scalars[offset + 1]) else { return nil }
            lists.append(PairList(range: range, offset: offset))
        }
        guard let driver = lists.min(by: { $0.range.count < $1.range.count }) else { return nil }
        // Every second pair, and the last, cover all characters.
        let others = lists.filter { list in
            (list.offset % 2 == 0 || list.offset == scalars.count - 2) && list.offset != driver.offset
        }
        key = word.key
        length = scalars.count
        self.driver = driver
        self.others = others.sorted { ($0.range.count, $0.offset) < ($1.range.count, $1.offset) }
    }
}

extension SearchIndex {
    /// Postings between two looks at the budget.
    private static let chunkCount = 64

    /// Offers the terms of a group that are, begin with or contain the phrase.
    func collectPhrase(
        _ phrase: SearchPhrase, in table: PairTable, _ match: SearchMatch, _ group: TermGroup,
        _ collector: inout SearchCollector
    ) {
        let start = firstTerm(in: group, ofLengthAtLeast: phrase.length)
        var end = terms(of: group).upperBound
        if match == .exact, phrase.length < SearchLimits.rankedLengthMax {
            end = firstTerm(in: group, ofLengthAtLeast: phrase.length + 1)
        }
        let range = table.restrict(phrase.driver.range, to: start..<end)
        let postings = table.postings.span
        let nodes = nodes.span
        var places = phrase.others.map(\.range.lowerBound)
        var chunk = range.lowerBound
        var cost = 0
        while chunk < range.upperBound {
            let term = Int(postings[chunk] >> UInt32(Posting.positionBits))
            guard collector.charge(cost, term: term, node: nodes[term]) else { return }
            let next = min(chunk + SearchIndex.chunkCount, range.upperBound)
            if match <= .prefix {
                cost = collectBeginnings(phrase, postings, chunk..<next, match, &places, &collector)
            } else if phrase.length == 2 {
                // The list says it all.
                for index in chunk..<next {
                    let term = Int(postings[index] >> UInt32(Posting.positionBits))
                    collector.offer(term, node: nodes[term])
                }
                cost = 5 * (next - chunk)
            } else {
                cost = collectJoined(phrase, postings, chunk..<next, match, &places, &collector)
            }
            chunk = next
        }
    }

    /// The postings of a chunk at which the phrase begins a term.
    ///
    /// - Returns: steps of work.
    private func collectBeginnings(
        _ phrase: SearchPhrase, _ postings: Span<UInt32>, _ chunk: Range<Int>, _ match: SearchMatch,
        _ places: inout [Int], _ collector: inout SearchCollector
    ) -> Int {
        let position = UInt32(min(phrase.driver.offset, Int(Posting.positionMax)))
        var tried = 0
        for index in chunk where postings[index] & Posting.positionMax == position {
            let term = Int(postings[index] >> UInt32(Posting.positionBits))
            if match == .exact, keyRange(of: term).count != phrase.key.count { continue }
            tried += 1
            let isFound =
                if phrase.length == 2 { true } else if position == Posting.positionMax {
                    occurs(phrase.key, in: term, isAnchored: true)
                } else {
                    joins(phrase, term: term, at: 0, match, postings, &places)
                }
            if isFound { collector.offer(term, node: nodes[term]) }
        }
        return chunk.count + tried * (5 + 10 * phrase.others.count)
    }

    /// The postings of a chunk that belong to the phrase.
    ///
    /// - Returns: steps of work.
    private func collectJoined(
        _ phrase: SearchPhrase, _ postings: Span<UInt32>, _ chunk: Range<Int>, _ match: SearchMatch,
        _ places: inout [Int], _ collector: inout SearchCollector
    ) -> Int {
        for index in chunk {
            let position = postings[index] & Posting.positionMax
            let term = Int(postings[index] >> UInt32(Posting.positionBits))
            let start = Int(position) - phrase.driver.offset
            let isFound =
                if position == Posting.positionMax {
                    isRead(phrase, in: term, match)
                } else {
                    start >= 0 && joins(phrase, term: term, at: start, match, postings, &places)
                }
            if isFound { collector.offer(term, node: nodes[term]) }
        }
        return chunk.count * (5 + 10 * phrase.others.count)
    }

    /// Whether the other pairs of the phrase stand where they must when it
    /// begins at a position of the term.
    ///
    /// - Parameter places: how far each other list is read; only moves on,
    ///   because terms and positions come in order.
    @inline(__always)
    private func joins(
        _ phrase: SearchPhrase, term: Int, at start: Int, _ match: SearchMatch,
        _ postings: Span<UInt32>, _ places: inout [Int]
    ) -> Bool {
        var isBeyondPositions = false
        for index in phrase.others.indices {
            let list = phrase.others[index]
            let sought = Posting.make(term: term, position: start + list.offset)
            let place = BinarySearch.gallop(postings, in: places[index]..<list.range.upperBound, to: sought)
            places[index] = place
            guard place < list.range.upperBound, postings[place] == sought else { return false }
            if sought & Posting.positionMax == Posting.positionMax { isBeyondPositions = true }
        }
        return !isBeyondPositions || isRead(phrase, in: term, match)
    }

    /// Looks at the text itself, where positions do not tell.
    private func isRead(_ phrase: SearchPhrase, in term: Int, _ match: SearchMatch) -> Bool {
        match == .initials
            ? hasInitials(phrase.key, term) : occurs(phrase.key, in: term, isAnchored: match <= .prefix)
    }

    /// Whether the bytes occur in, or begin, the term's key.
    func occurs(_ sought: [UInt8], in term: Int, isAnchored: Bool = false) -> Bool {
        var range = keyRange(of: term)
        guard range.count >= sought.count else { return false }
        if isAnchored { range = range.lowerBound..<(range.lowerBound + sought.count) }
        return ByteSearch.firstOffset(of: sought.span, in: keys.span, range: range) != nil
    }

    /// Offers the terms of a group that contain every word.
    func collectWords(_ words: [SearchQuery.Word], _ group: TermGroup, _ collector: inout SearchCollector) {
        var lists: [Range<Int>] = []
        for word in words where word.scalars.count > 1 {
            guard let phrase = SearchPhrase(word, in: textPairs) else { return }
            lists.append(phrase.driver.range)
        }
        lists.sort { $0.count < $1.count }
        guard let driver = lists.first else { return }
        let postings = textPairs.postings.span
        let nodes = nodes.span
        var places = lists.map(\.lowerBound)
        var last = -1
        for index in textPairs.restrict(driver, to: terms(of: group)) {
            let term = Int(postings[index] >> UInt32(Posting.positionBits))
            if term == last { continue }
            last = term
            guard collector.charge(10 * lists.count, term: term, node: nodes[term]) else { return }
            let sought = Posting.make(term: term, position: 0)
            let isCandidate = lists.indices.dropFirst().allSatisfy { list in
                let place = BinarySearch.gallop(postings, in: places[list]..<lists[list].upperBound, to: sought)
                places[list] = place
                return place < lists[list].upperBound
                    && Int(postings[place] >> UInt32(Posting.positionBits)) == term
            }
            guard isCandidate else { continue }
            guard collector.charge(50 * words.count, term: term, node: nodes[term]) else { return }
            if words.allSatisfy({ occurs($0.key, in: term) }) { collector.offer(term, node: nodes[term]) }
        }
    }
}
