/// Gathers one page from terms that come in the order of hits, and counts the
/// nodes of all pages.
///
/// Terms of pages before this one come again, so that their nodes are known
/// and counted; they cost no budget.
struct SearchCollector {
    let limit: Int
    private let cursor: SearchCursor?
    private let workMax: Int
    /// A bit for each node that is counted already.
    private var claimed: [UInt64]
    private var work = 0
    /// The first term that this page worked on: no page ends there, so that
    /// each one gets further than the last.
    private var firstWork: (term: Int, match: SearchMatch)?

    private(set) var hits: [(term: Int, match: SearchMatch)] = []
    /// Nodes found so far, on this page, before and after it.
    private(set) var count = 0
    /// Where the budget ended.
    private(set) var stop: (term: Int, match: SearchMatch)?
    /// Whether a hit came after the page was full.
    private(set) var hasMore = false
    /// Whether something was not tried, so that the total is a lower bound.
    var isIncomplete = false

    private var match = SearchMatch.exact
    /// Terms from here on belong to this page or a later one.
    private var emitFrom = 0

    /// - Complexity: a bit of memory for each node.
    init(nodeLimit: Int, limit: Int, cursor: SearchCursor?, workMax: Int) {
        self.limit = limit
        self.cursor = cursor
        self.workMax = workMax
        claimed = [UInt64](repeating: 0, count: (nodeLimit + 63) / 64)
        hits.reserveCapacity(limit)
    }

    /// Says what the following terms are.
    mutating func begin(_ match: SearchMatch, _ group: TermGroup, in index: SearchIndex) {
        self.match = match
        guard let cursor else { return }
        if (match.rawValue, group.rawValue) < (cursor.match.rawValue, cursor.group.rawValue) {
            emitFrom = Int.max
        } else if match == cursor.match, group == cursor.group {
            emitFrom = index.firstTerm(from: cursor)
        } else {
            emitFrom = 0
        }
    }

    @inline(__always)
    func isClaimed(_ node: UInt32) -> Bool { claimed[Int(node >> 6)] & (1 << UInt64(node & 63)) != 0 }

    /// Takes a term that matches; the first of a node is its hit.
    @inline(__always)
    mutating func offer(_ term: Int, node: UInt32) {
        let bit: UInt64 = 1 << UInt64(node & 63)
        let word = claimed[Int(node >> 6)]
        guard word & bit == 0 else { return }
        claimed[Int(node >> 6)] = word | bit
        count += 1
        guard term >= emitFrom else { return }
        if hits.count < limit { hits.append((term, match)) } else { hasMore = true }
    }

    /// Accounts for work on a term.
    ///
    /// - Returns: false when the budget is used up: the caller must return,
    ///   and the search ends.
    @inline(__always)
    mutating func charge(_ cost: Int, term: Int, node: UInt32) -> Bool {
        guard term >= emitFrom else { return true }
        work &+= cost
        guard work > workMax || firstWork == nil else { return true }
        return !stops(at: term, node)
    }

    private mutating func stops(at term: Int, _ node: UInt32) -> Bool {
        guard let firstWork else {
            firstWork = (term, match)
            return false
        }
        // A node of this page must not be where the next page begins.
        guard !isClaimed(node), firstWork != (term, match) else { return false }
        stop = (term, match)
        return true
    }

    var isStopped: Bool { stop != nil }

    /// The page.
    func result(from index: SearchIndex) -> SearchResult {
        var next: SearchCursor?
        if hits.count == limit, hasMore || stop != nil, let last = hits.last {
            next = index.cursor(term: last.term, match: last.match, isInclusive: false)
        } else if let stop {
            next = index.cursor(term: stop.term, match: stop.match, isInclusive: true)
        }
        return SearchResult(
            hits: hits.compactMap { index.hit(term: $0.term, match: $0.match) },
            total: stop == nil && !isIncomplete ? .exact(count) : .atLeast(count),
            cursor: next)
    }
}

extension SearchIndex {
    /// The group that a term belongs to.
    func group(of term: Int) -> TermGroup {
        let next = BinarySearch.firstIndex(in: 0..<groupStarts.count) { Int(groupStarts[$0]) > term }
        return TermGroup(rawValue: next - 1)
    }

    func hit(term: Int, match: SearchMatch) -> SearchHit? {
        guard let kind = group(of: term).kind, let field = SearchField(rawValue: fields[term]) else { return nil }
        return SearchHit(
            node: NodeID(rawValue: nodes[term]), kind: kind, field: field, match: match, text: text(of: term))
    }

    func cursor(term: Int, match: SearchMatch, isInclusive: Bool) -> SearchCursor {
        SearchCursor(
            match: match, group: group(of: term), length: rankedLength(of: term),
            node: NodeID(rawValue: nodes[term]), isInclusive: isInclusive)
    }

    /// The first term of the cursor's group that a page after it may list.
    func firstTerm(from cursor: SearchCursor) -> Int {
        BinarySearch.firstIndex(in: terms(of: cursor.group)) { term in
            let key = (rankedLength(of: term), nodes[term])
            let sought = (cursor.length, cursor.node.rawValue)
            return cursor.isInclusive ? key >= sought : key > sought
        }
    }
}

/// Terms that were found in no order, given back in the order of terms.
struct TermSet {
    private var few: [UInt32] = []
    /// A bit for each term once there are many.
    private var bits: [UInt64] = []
    private let termCount: Int

    /// Above this many a bit for every term is smaller and quicker to order.
    private static let fewMax = 8_192

    init(termCount: Int) { self.termCount = termCount }

    @inline(__always)
    mutating func insert(_ term: UInt32) {
        if !bits.isEmpty {
            bits[Int(term >> 6)] |= 1 << UInt64(term & 63)
        } else {
            few.append(term)
            if few.count > TermSet.fewMax { spread() }
        }
    }

    private mutating func spread() {
        bits = [UInt64](repeating: 0, count: (termCount + 63) / 64)
        for term in few { bits[Int(term >> 6)] |= 1 << UInt64(term & 63) }
        few = []
    }

    /// Must be called once after the last insertion.
    mutating func order() { few.sort() }

    /// - Precondition: ``order()`` was called.
    func contains(_ term: Int) -> Bool {
        if !bits.isEmpty { return bits[term >> 6] & (1 << UInt64(term & 63)) != 0 }
        let place = BinarySearch.firstIndex(in: few.indices) { Int(few[$0]) >= term }
        return place < few.count && Int(few[place]) == term
    }

    /// The members in a range, ascending, perhaps repeated, until `body`
    /// returns false.
    ///
    /// - Precondition: ``order()`` was called.
    @inline(__always)
    func forEach(in terms: Range<Int>, _ body: (Int) -> Bool) {
        guard !terms.isEmpty else { return }
        if bits.isEmpty {
            let start = BinarySearch.firstIndex(in: few.indices) { Int(few[$0]) >= terms.lowerBound }
            for index in start..<few.count {
                guard Int(few[index]) < terms.upperBound, body(Int(few[index])) else { return }
            }
            return
        }
        for word in (terms.lowerBound >> 6)...((terms.upperBound - 1) >> 6) {
            var rest = bits[word]
            while rest != 0 {
                let term = word << 6 | rest.trailingZeroBitCount
                rest &= rest &- 1
                if terms.contains(term), !body(term) { return }
            }
        }
    }
}
