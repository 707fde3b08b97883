public import GraphStore

/// What a share is a share of.
public enum OwnershipMeasure: String, Sendable, CaseIterable {
    /// Of the capital.
    case capital
    /// Of the votes, where they are stated apart; else of the capital.
    case votes
    /// Of the income, where it is stated apart; else of the capital.
    case income
}

/// One holder's share in one company on one day, as all statements in force
/// together say it.
public struct Holding: Sendable, Equatable {
    /// A company, a person, or whoever the name is taken to mean.
    public internal(set) var holder: NodeID
    /// The edge of the statement that is followed: of several the one that
    /// begins last.
    public internal(set) var edge: EdgeID
    /// Where the statement stands in its table.
    var statement: Int
    /// Lower bound in units of ``whole``.
    public internal(set) var least: Int64
    /// Upper bound in units of ``whole``: equal to ``least`` when the share is
    /// known exactly, ``whole`` or what the others leave when it is not known.
    public internal(set) var most: Int64
    /// 100 %: ``EdgeAttributes/wholeShare``, the sum of the stated shares where
    /// they were normalised, or a capital in fen; of votes and income without
    /// what the company has of itself.
    public internal(set) var whole: Int64
    /// How the bounds came about.
    public internal(set) var basis: Basis
    /// Other statements in force name another share from the same day on.
    public internal(set) var isDisputed = false

    /// Where a share comes from, and what it was divided by.
    public enum Basis: String, Sendable, CaseIterable {
        /// Stated in per cent, or as a range.
        case stated
        /// The holder's amount over the registered capital.
        case amountOverCapital
        /// The holder's amount over the sum of all holders' amounts.
        case amountOverSum
        /// A relation makes one the other's alone: a branch, a sole trader.
        case relation
        /// Nothing says it.
        case unknown
    }

    /// Whether the share is known exactly.
    public var isExact: Bool { least == most }
    /// The bounds as numbers in 0…1.
    public var bounds: ClosedRange<Double> {
        let least = Double(least) / Double(whole)
        return least...max(least, Double(most) / Double(whole))
    }
}

/// A share of a company whose holders are no party.
public struct PlaceholderHolding: Sendable, Equatable {
    /// Why they are no party.
    public let kind: Kind
    /// ``EdgeAttributes/label``: what records call them;
    /// ``EdgeAttributes/noLabel`` for the company itself.
    public let label: UInt32
    /// The share; its holder is a number of nobody's.
    public let holding: Holding

    init(kind: Kind, label: UInt32, holding: Holding) { (self.kind, self.label, self.holding) = (kind, label, holding) }

    /// What records call the holders.
    public func name(in snapshot: GraphSnapshot) -> String {
        label == EdgeAttributes.noLabel ? "库存股" : snapshot.labels[Int(label)]
    }

    /// Why holders are no party.
    public enum Kind: String, Sendable, CaseIterable {
        /// Many small holders: they vote, and are nobody's block.
        case `public`
        /// Holders who are not named: one of them may be anybody.
        case unnamed
        /// The company itself: such shares do not vote and earn nothing.
        case treasury
    }
}
