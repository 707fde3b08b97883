/// Why a hit is a hit, in the order in which hits are listed.
public enum SearchMatch: UInt8, CaseIterable, Comparable, Sendable {
    /// The whole text.
    case exact
    /// The text begins with the query.
    case prefix
    /// The query, or each of its words, occurs in the text.
    case inside
    /// A former name is, begins with or contains the query.
    case formerName
    /// The query is pinyin of characters that stand together in the name.
    case pinyin
    /// The query is the initials of characters that stand together in it.
    case initials

    /// The word used in the API.
    public var name: String {
        switch self {
        case .exact: "exact"
        case .prefix: "prefix"
        case .inside: "inside"
        case .formerName: "formerName"
        case .pinyin: "pinyin"
        case .initials: "initials"
        }
    }

    public static func < (a: SearchMatch, b: SearchMatch) -> Bool { a.rawValue < b.rawValue }
}

/// One node that a search found, with its best reason.
public struct SearchHit: Hashable, Sendable {
    public let node: NodeID
    public let kind: NodeKind
    /// The field whose text matched.
    public let field: SearchField
    /// How it matched.
    public let match: SearchMatch
    /// The text that matched, as it was written.
    public let text: String
}

/// How many nodes a search finds on all its pages.
public enum SearchTotal: Hashable, Sendable {
    case exact(Int)
    /// The work limit was reached when this many had been found: there may be
    /// more, and the cursor leads to them.
    case atLeast(Int)

    /// The number, whichever it is.
    public var count: Int {
        switch self {
        case .exact(let count), .atLeast(let count): count
        }
    }
}

/// One page of hits.
public struct SearchResult: Hashable, Sendable {
    /// Ordered by match, kind of node, texts before numbers, length of the
    /// folded text, node.
    public let hits: [SearchHit]
    public let total: SearchTotal
    /// Where the next page begins; nil when there is none. A page that met
    /// the work limit may be short and still have a next page.
    public let cursor: SearchCursor?
}

/// A place in the order of hits. It names a sort key, not a position, so it
/// stays meaningful when the index is rebuilt: the next page goes on after
/// that key.
public struct SearchCursor: Hashable, Sendable {
    let match: SearchMatch
    let group: TermGroup
    /// In scalars of the folded text, at most ``SearchLimits/rankedLengthMax``.
    let length: Int
    let node: NodeID
    /// Whether the next page may list this very node.
    let isInclusive: Bool

    init(match: SearchMatch, group: TermGroup, length: Int, node: NodeID, isInclusive: Bool) {
        self.match = match
        self.group = group
        self.length = length
        self.node = node
        self.isInclusive = isInclusive
    }

    /// Five numbers joined by dots, for a URL.
    public var encoded: String {
        "\(match.rawValue).\(group.rawValue).\(length).\(node.rawValue).\(isInclusive ? 1 : 0)"
    }

    /// - Throws: ``SearchError`` `query.badCursor` when ``encoded`` never
    ///   wrote such a text.
    public init(encoded: some StringProtocol) throws(SearchError) {
        let parts = encoded.split(separator: ".", omittingEmptySubsequences: false).map { UInt32($0) }
        guard parts.count == 5, let rawMatch = parts[0], let match = UInt8(exactly: rawMatch),
            let match = SearchMatch(rawValue: match),
            let group = parts[1], group < TermGroup.count, TermGroup(rawValue: Int(group)).kind != nil,
            let length = parts[2], length <= SearchLimits.rankedLengthMax,
            let node = parts[3], let inclusive = parts[4], inclusive <= 1
        else {
            throw SearchError(
                code: .badCursor,
                message: "the search cursor is not one that a search gave; leave it out to begin at the first page")
        }
        self.init(
            match: match, group: TermGroup(rawValue: Int(group)), length: Int(length),
            node: NodeID(rawValue: node), isInclusive: inclusive == 1)
    }
}

/// Why a search or the building of a search index failed.
public struct SearchError: Error, Hashable, Sendable {
    /// Safe as a metric label.
    public enum Code: String, Sendable {
        case tooShort = "query.tooShort"
        case tooLong = "query.tooLong"
        case badLimit = "query.badLimit"
        case badCursor = "query.badCursor"
        case indexTooLarge = "search.indexTooLarge"
        case indexDamaged = "search.indexDamaged"
    }

    public let code: Code
    /// What happened, what was expected, and what to do. Holds no query text.
    public let message: String
}

/// The bounds of a search.
public enum SearchLimits {
    /// One character matches too much to be an answer.
    public static let queryLengthMin = 2
    /// The longest names of companies have about 80 characters.
    public static let queryLengthMax = 200
    /// Hits on a page.
    public static let pageLengthMax = 1_000
    /// Numbers are searched inside from here on: two digits are in nearly
    /// every number.
    public static let insideNumberLengthMin = 4
    /// Longer texts rank as if they had this length.
    public static let rankedLengthMax = 1_023
    /// Ways of cutting one row of letters into pinyin that are tried.
    public static let segmentationMax = 32
    /// Steps of work (about a nanosecond each) that a page may cost beyond
    /// those of earlier pages, before its total is declared a lower bound.
    public static let workMax = 15_000_000
    /// The same for counting the nodes of one name: a page has many names.
    public static let countWorkMax = 200_000
}
