/// Number terms that are, and that begin with, what is sought.
struct NumberMatches {
    let whole: TermSet
    let beginning: TermSet
}

extension SearchIndex {
    /// Bisects the ordered numbers.
    func numberMatches(_ sought: [UInt8]) -> NumberMatches {
        let start = BinarySearch.firstIndex(in: 0..<numberOrder.count) {
            compare(Int(numberOrder[$0]), with: sought) >= 0
        }
        let end = BinarySearch.firstIndex(in: start..<numberOrder.count) {
            compare(Int(numberOrder[$0]), with: sought) > 0
        }
        let wholeEnd = BinarySearch.firstIndex(in: start..<end) {
            keyRange(of: Int(numberOrder[$0])).count > sought.count
        }
        return NumberMatches(whole: termSet(start..<wholeEnd), beginning: termSet(wholeEnd..<end))
    }

    private func termSet(_ range: Range<Int>) -> TermSet {
        var set = TermSet(termCount: termCount)
        let numberOrder = numberOrder.span
        for index in range { set.insert(numberOrder[index]) }
        set.order()
        return set
    }

    /// Compares the beginning of a key, as long as what is sought, with it:
    /// below, at or above zero.
    private func compare(_ term: Int, with sought: [UInt8]) -> Int {
        let range = keyRange(of: term)
        let keys = keys.span
        for index in sought.indices {
            let place = range.lowerBound + index
            guard place < range.upperBound else { return -1 }
            if keys[place] != sought[index] { return Int(keys[place]) - Int(sought[index]) }
        }
        return 0
    }

    /// Offers the number terms of a group that match in the given way.
    func collectNumbers(
        _ matches: NumberMatches, _ sought: [UInt8], _ match: SearchMatch, _ group: TermGroup,
        _ collector: inout SearchCollector
    ) {
        let nodes = nodes.span
        switch match {
        case .exact, .prefix:
            let set = match == .exact ? matches.whole : matches.beginning
            set.forEach(in: terms(of: group)) { term in
                guard collector.charge(5, term: term, node: nodes[term]) else { return false }
                collector.offer(term, node: nodes[term])
                return true
            }
        case .inside where sought.count >= SearchLimits.insideNumberLengthMin:
            let start = firstTerm(in: group, ofLengthAtLeast: sought.count + 1)
            let items = start..<terms(of: group).upperBound
            forEachItem(
                containing: sought, in: keys.span, offsets: keyOffsets.span, items: items,
                onWork: { cost, term in collector.charge(cost, term: term, node: nodes[term]) },
                onHit: { term in collector.offer(term, node: nodes[term]) })
        default:
            return
        }
    }

    /// Scans the bytes of a range of items and reports each one that contains
    /// what is sought, in order.
    ///
    /// - Parameters:
    ///   - items: item `i` is `bytes[offsets[i] ..< offsets[i + 1]]`.
    ///   - onWork: told the steps of work before an item; false ends the scan.
    func forEachItem(
        containing sought: [UInt8], in bytes: Span<UInt8>, offsets: Span<UInt32>, items: Range<Int>,
        onWork: (_ cost: Int, _ item: Int) -> Bool, onHit: (_ item: Int) -> Void
    ) {
        /// Small enough that a scan without hits ends soon after the budget.
        let chunk = 1 << 20
        var item = items.lowerBound
        guard item < items.upperBound else { return }
        let end = Int(offsets[items.upperBound])
        var from = Int(offsets[item])
        while from < end {
            let to = min(from + chunk + sought.count, end)
            let hit = ByteSearch.firstOffset(of: sought.span, in: bytes, range: from..<to)
            let reached = hit ?? (to == end ? end : to - sought.count + 1)
            // Some bytes a nanosecond, and the price of a call.
            let cost = (reached - from) / 4 + 20
            if reached < end { item = self.item(at: reached, offsets, from: item, end: items.upperBound) }
            guard item < items.upperBound, onWork(cost, item) else { return }
            if hit == nil {
                from = reached
            } else {
                onHit(item)
                item += 1
                from = Int(offsets[item])
            }
        }
    }

    /// The item that the byte belongs to, which is usually near.
    private func item(at byte: Int, _ offsets: Span<UInt32>, from first: Int, end: Int) -> Int {
        // The first offset above the byte ends the item.
        BinarySearch.gallop(offsets, in: (first + 1)..<(end + 1), to: UInt32(byte) + 1) - 1
    }
}
