/// What an edge says besides its kind and ends.
///
/// Shares are integers in units of one millionth of a percent
/// (``EdgeAttributes/wholeShare`` is 100 %), so that 33.333333 % is exact as it
/// is written and sums are exact. Unknown is a value of its own, never 0.
public struct EdgeAttributes: Hashable, Sendable, BitwiseCopyable {
    // `amount` first: the struct is then 36 bytes, and a record id fits beside
    // it in 40.
    /// Money in fen (hundredths of a yuan); ``unknownAmount`` when not stated.
    public var amount: Int64
    /// First day on which the edge is in force, as ``Day/rawValue``, or
    /// ``Day/unknownRawValue``.
    public var since: Int32
    /// First day on which the edge is no longer in force (exclusive),
    /// ``Day/unknownRawValue``, or ``Day/endedRawValue``.
    public var until: Int32
    /// Lower bound of the capital share, 0…``wholeShare``, or ``unknownShare``.
    public var shareMin: Int32
    /// Upper bound of the capital share, 0…``wholeShare``, or ``unknownShare``.
    public var shareMax: Int32
    /// Share of the votes where it is stated apart, or ``unknownShare``.
    public var votes: Int32
    /// Share of the income where it is stated apart, or ``unknownShare``.
    public var income: Int32
    /// Index in the snapshot's string table (a role, a kinship, a group), or
    /// ``noLabel``.
    public var label: UInt32

    /// 100 %.
    public static let wholeShare: Int32 = 100_000_000
    /// The stored form of a share that nobody states.
    public static let unknownShare: Int32 = -1
    /// The stored form of an amount that nobody states.
    public static let unknownAmount = Int64.min
    /// The stored form of "no label".
    public static let noLabel = UInt32.max

    /// Everything that is not given is unknown.
    public init(
        since: Day? = nil, until: Day? = nil,
        shareMin: Int32 = unknownShare, shareMax: Int32 = unknownShare,
        votes: Int32 = unknownShare, income: Int32 = unknownShare,
        amount: Int64 = unknownAmount, label: UInt32 = noLabel
    ) {
        self.amount = amount
        self.since = since?.rawValue ?? Day.unknownRawValue
        self.until = until?.rawValue ?? Day.unknownRawValue
        self.shareMin = shareMin
        self.shareMax = shareMax
        self.votes = votes
        self.income = income
        self.label = label
    }
}

extension EdgeAttributes {
    /// Fen as yuan, exact: 66,666,650 are `666666.50`; nil for
    /// ``unknownAmount``.
    public static func yuan(_ fen: Int64) -> String? {
        guard fen != unknownAmount else { return nil }
        let (whole, rest) = fen.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = fen < 0 ? "-" : ""
        return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// Whether nothing is stated but perhaps the end.
    var isBare: Bool {
        var end = EdgeAttributes()
        end.until = until
        return self == end
    }
}

extension EdgeAttributes: Comparable {
    /// The order that edges with the same kind and ends are stored in:
    /// since, until, shares, votes, income, amount, label; unknown first
    /// (a missing label last).
    public static func < (a: EdgeAttributes, b: EdgeAttributes) -> Bool {
        if a.since != b.since { return a.since < b.since }
        if a.until != b.until { return a.until < b.until }
        if a.shareMin != b.shareMin { return a.shareMin < b.shareMin }
        if a.shareMax != b.shareMax { return a.shareMax < b.shareMax }
        if a.votes != b.votes { return a.votes < b.votes }
        if a.income != b.income { return a.income < b.income }
        if a.amount != b.amount { return a.amount < b.amount }
        return a.label < b.label
    }
}
