/// One way to cut a row of letters into syllables: for each character of the
/// name the syllables that it may have. All but the last are one syllable;
/// the last is every syllable that begins with the remaining letters.
typealias PinyinCut = [Range<Int>]

extension SearchIndex {
    /// Offers the names that have neighbouring characters read like this.
    func collectPinyin(_ letters: [UInt8], _ groups: [TermGroup], _ collector: inout SearchCollector) {
        guard !groups.isEmpty else { return }
        let (cuts, isComplete) = pinyinCuts(letters)
        if !isComplete { collector.isIncomplete = true }
        guard !cuts.isEmpty else { return }
        // One and two syllables are decided by the lists; terms with two
        // syllables of a longer cut must be read.
        let longCuts = cuts.filter { $0.count > 2 }
        var decided = TermSet(termCount: termCount)
        var candidates = TermSet(termCount: termCount)
        for cut in cuts {
            insertTerms(cut, groups, into: &candidates)
            if cut.count <= 2, !longCuts.isEmpty { insertTerms(cut, groups, into: &decided) }
        }
        candidates.order()
        decided.order()
        let nodes = nodes.span
        let fields = fields.span
        for group in groups where !collector.isStopped {
            collector.begin(.pinyin, group, in: self)
            candidates.forEach(in: terms(of: group)) { term in
                guard collector.charge(10, term: term, node: nodes[term]) else { return false }
                guard fields[term] == SearchField.name.rawValue, !collector.isClaimed(nodes[term]) else { return true }
                if longCuts.isEmpty || decided.contains(term) {
                    collector.offer(term, node: nodes[term])
                } else {
                    guard collector.charge(250, term: term, node: nodes[term]) else { return false }
                    if reads(term, as: longCuts) { collector.offer(term, node: nodes[term]) }
                }
                return true
            }
        }
    }

    // MARK: Cutting letters into syllables

    /// All ways to cut the letters, longest syllables first.
    ///
    /// - Returns: also whether these are all, not the first
    ///   ``SearchLimits/segmentationMax``.
    func pinyinCuts(_ letters: [UInt8]) -> (cuts: [PinyinCut], isComplete: Bool) {
        var cuts: [PinyinCut] = []
        var isDeadEnd = [Bool](repeating: false, count: letters.count + 1)
        var isComplete = true
        func cut(from start: Int, _ before: PinyinCut) {
            if isDeadEnd[start] { return }
            if cuts.count == SearchLimits.segmentationMax {
                isComplete = false
                return
            }
            let known = cuts.count
            let last = syllableRange(beginningWith: letters[start...])
            if !last.isEmpty { cuts.append(before + [last]) }
            let longest = min(PinyinReadings.syllableLengthMax, letters.count - start - 1)
            for length in stride(from: longest, to: 0, by: -1) {
                let range = syllableRange(beginningWith: letters[start..<(start + length)])
                // The syllable itself comes before those that it begins.
                guard let first = range.first, syllableLength(first) == length else { continue }
                cut(from: start + length, before + [first..<(first + 1)])
            }
            if cuts.count == known, isComplete { isDeadEnd[start] = true }
        }
        cut(from: 0, [])
        return (cuts, isComplete)
    }

    private func syllableLength(_ syllable: Int) -> Int {
        Int(syllableOffsets[syllable + 1]) - Int(syllableOffsets[syllable])
    }

    private func syllableRange(beginningWith letters: ArraySlice<UInt8>) -> Range<Int> {
        func order(_ syllable: Int) -> Int {
            var place = Int(syllableOffsets[syllable])
            let end = Int(syllableOffsets[syllable + 1])
            for letter in letters {
                guard place < end else { return -1 }
                if syllables[place] != letter { return Int(syllables[place]) - Int(letter) }
                place += 1
            }
            return 0
        }
        let all = 0..<max(syllableOffsets.count - 1, 0)
        let start = BinarySearch.firstIndex(in: all) { order($0) >= 0 }
        return start..<BinarySearch.firstIndex(in: start..<all.upperBound) { order($0) > 0 }
    }

    // MARK: From syllables to terms

    /// The characters with one of the syllables, ascending.
    private func characters(of syllables: Range<Int>) -> [UInt32] {
        var characters: [UInt32] = []
        for index in Int(readingOffsets[syllables.lowerBound])..<Int(readingOffsets[syllables.upperBound]) {
            characters.append(readings[index])
        }
        if syllables.count > 1 { characters = Set(characters).sorted() }
        return characters
    }

    /// Terms that have the rarest two neighbouring syllables of the cut.
    private func insertTerms(_ cut: PinyinCut, _ groups: [TermGroup], into set: inout TermSet) {
        let postings = textPairs.postings.span
        let choices = cut.map { characters(of: $0) }
        var best: [Range<Int>]?
        if choices.count == 1 {
            best = textPairs.lists(choices[0], nil)
        } else {
            var fewest = Int.max
            for place in 0..<(choices.count - 1) {
                let lists = textPairs.lists(choices[place], choices[place + 1])
                let size = lists.reduce(0) { $0 + $1.count }
                if size < fewest { (best, fewest) = (lists, size) }
            }
        }
        for list in best ?? [] {
            for group in groups {
                for index in textPairs.restrict(list, to: terms(of: group)) {
                    let posting = postings[index]
                    // A single syllable must come first.
                    if choices.count == 1, posting & Posting.positionMax != 0 { continue }
                    set.insert(posting >> UInt32(Posting.positionBits))
                }
            }
        }
    }

    // MARK: Reading a term

    /// Whether the term's characters are read as one of the cuts.
    private func reads(_ term: Int, as cuts: [PinyinCut]) -> Bool {
        let scalars = UTF8Reading.scalars(of: keys.span.extracting(keyRange(of: term)))
        return cuts.contains { cut in
            let lastStart = cut.count == 1 ? 0 : scalars.count - cut.count
            guard lastStart >= 0, scalars.count >= cut.count else { return false }
            return (0...lastStart).contains { start in
                cut.indices.allSatisfy { isRead(scalars[start + $0], as: cut[$0]) }
            }
        }
    }

    private func isRead(_ scalar: UInt32, as syllables: Range<Int>) -> Bool {
        let readings = readings.span
        return syllables.contains { syllable in
            let range = Int(readingOffsets[syllable])..<Int(readingOffsets[syllable + 1])
            let index = BinarySearch.firstIndex(in: range) { readings[$0] >= scalar }
            return index < range.upperBound && readings[index] == scalar
        }
    }

    /// Whether the characters of the term have these initials in a row; for
    /// terms too long for their positions to tell.
    func hasInitials(_ letters: [UInt8], _ term: Int) -> Bool {
        let scalars = UTF8Reading.scalars(of: keys.span.extracting(keyRange(of: term)))
        guard scalars.count >= letters.count else { return false }
        let syllables = letters.map { syllableRange(beginningWith: [$0]) }
        return (0...(scalars.count - letters.count)).contains { start in
            letters.indices.allSatisfy { index in
                let scalar = scalars[start + index]
                return scalar == UInt32(letters[index]) || isRead(scalar, as: syllables[index])
            }
        }
    }
}
