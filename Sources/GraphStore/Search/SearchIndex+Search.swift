extension SearchIndex {
    /// Finds nodes whose texts match a query.
    ///
    /// The query is folded as the texts are (``TextFolder``), its spaces
    /// included. A node is found once, for the best of these reasons, and hits
    /// are listed in their order:
    ///
    /// 1. **exact**, **prefix**: a present text is, or begins with, the query.
    /// 2. **inside**: a present text contains it; of several words, one text
    ///    contains them all, in any order. Words of one character count only
    ///    beside a longer one. Numbers (``SearchField/holdsNumbers``) are
    ///    searched inside from four characters on, as one word.
    /// 3. **formerName**: a former name is, begins with or contains it.
    /// 4. **pinyin**: the name of a company or person has neighbouring
    ///    characters with these syllables, the last perhaps unfinished; a
    ///    single syllable must be the name's first.
    /// 5. **initials**: it has neighbouring characters with these initials.
    ///
    /// Within a reason: companies, persons, premises, permits, contacts; texts
    /// before numbers; shorter before longer; by node. The same query gives
    /// the same hits.
    ///
    /// The total counts nodes and is exact, unless the page met the work
    /// limit; then it is a lower bound and the cursor leads on from there, so
    /// that nothing is lost by following cursors.
    ///
    /// - Parameters:
    ///   - text: 2 to 200 characters.
    ///   - kinds: nodes to look for; nil for all.
    ///   - limit: hits on the page, 1 to ``SearchLimits/pageLengthMax``.
    ///   - cursor: the ``SearchResult/cursor`` of the page before, for the
    ///     same query and kinds.
    /// - Throws: `query.tooShort`, `query.tooLong`, `query.badLimit`.
    /// - Complexity: for texts, linear in the shortest list among the pairs of
    ///   characters of the query; for numbers of four characters and more, one
    ///   scan of the numbers that are longer. Memory: a bit for each node
    ///   and, for Latin queries that match thousands of texts, for each term.
    public func search(
        _ text: String, kinds: Set<NodeKind>? = nil, limit: Int = 20, after cursor: SearchCursor? = nil
    ) throws(SearchError) -> SearchResult {
        try search(text, kinds: kinds, limit: limit, after: cursor, workMax: SearchLimits.workMax)
    }

    /// As above with a work limit of the caller's.
    func search(
        _ text: String, kinds: Set<NodeKind>?, limit: Int, after cursor: SearchCursor?, workMax: Int
    ) throws(SearchError) -> SearchResult {
        let query = try SearchQuery(text)
        guard (1...SearchLimits.pageLengthMax).contains(limit) else {
            throw SearchError(
                code: .badLimit,
                message: "a page of \(limit) hits was asked for; ask for 1 to \(SearchLimits.pageLengthMax)")
        }
        let groups = (0..<TermGroup.count).map { TermGroup(rawValue: $0) }.filter { group in
            guard let kind = group.kind, !terms(of: group).isEmpty else { return false }
            return kinds?.contains(kind) ?? true
        }
        var collector = SearchCollector(
            nodeLimit: Int(nodeLimit[0]), limit: limit, cursor: cursor, workMax: workMax)
        collectWritten(query, groups, &collector)
        if query.hasLatinLetter {
            let named = groups.filter { SearchIndex.namedGroups.contains($0) }
            if !collector.isStopped { collectPinyin(query.joined.key, named, &collector) }
            if !collector.isStopped { collectInitials(query.joined, named, &collector) }
        }
        return collector.result(from: self)
    }

    /// How many nodes of a kind bear a name now, as searches fold it; nil for a
    /// name that no search can ask for, because of its length, or that takes
    /// too much work to count.
    ///
    /// - Complexity: linear in the texts of that length that share the rarest
    ///   pair of neighbouring characters, at most ``SearchLimits/countWorkMax``
    ///   of them; a bit of memory for each node.
    public func nodeCount(named name: String, kind: NodeKind) -> Int? {
        // The reason why it cannot be asked for is of no use here.
        guard let query = try? SearchQuery(name), let phrase = SearchPhrase(query.joined, in: textPairs) else {
            return nil
        }
        var collector = SearchCollector(
            nodeLimit: Int(nodeLimit[0]), limit: 0, cursor: nil, workMax: SearchLimits.countWorkMax)
        let group = TermGroup(kind: kind)
        collector.begin(.exact, group, in: self)
        collectPhrase(phrase, in: textPairs, .exact, group, &collector)
        return collector.isStopped || collector.isIncomplete ? nil : collector.count
    }

    /// Texts and numbers as they are written: exact to former name.
    private func collectWritten(_ query: SearchQuery, _ groups: [TermGroup], _ collector: inout SearchCollector) {
        let phrase = SearchPhrase(query.joined, in: textPairs)
        let numbers = query.isASCII ? numberMatches(query.joined.key) : nil
        for match in [SearchMatch.exact, .prefix, .inside, .formerName] {
            for group in groups where group.isFormer == (match == .formerName) {
                if collector.isStopped { return }
                collector.begin(match, group, in: self)
                if group.isNumber {
                    if let numbers { collectNumbers(numbers, query.joined.key, match, group, &collector) }
                } else if match <= .prefix || query.words.count == 1 {
                    if let phrase { collectPhrase(phrase, in: textPairs, match, group, &collector) }
                } else {
                    collectWords(query.words, group, &collector)
                }
            }
        }
    }

    /// Names whose characters have these initials in a row.
    private func collectInitials(
        _ letters: SearchQuery.Word, _ groups: [TermGroup], _ collector: inout SearchCollector
    ) {
        guard let phrase = SearchPhrase(letters, in: initialPairs) else { return }
        for group in groups where !collector.isStopped {
            collector.begin(.initials, group, in: self)
            collectPhrase(phrase, in: initialPairs, .initials, group, &collector)
        }
    }
}
