public import GraphStore

/// What speaks for or against two mentions being one person.
public enum LinkageEvidenceKind: Int, Sendable, CaseIterable {
    /// The prior of a pair with this name: rare names speak for one person.
    case name
    /// A company of both, or companies that hold each other, are held by one
    /// holder, or are branches of one head.
    case company
    /// A registered or business address.
    case premises
    /// A telephone number or e-mail address.
    case contact
    /// Somebody else's name beside both: another holder or officer, a relative.
    case companion
    /// The post: representative, holder, or what an officer is called.
    case role
    /// Posts that began in the same month.
    case start
    /// Years of birth, and posts held before one could hold them.
    case age

    /// Kinds that tell of the company's surroundings; they tend to come
    /// together, so together they count for less than their sum.
    static let circle: [LinkageEvidenceKind] = [.company, .premises, .contact, .companion]
    /// Kinds other than the name and the age: each is a corroboration.
    static let corroborating: [LinkageEvidenceKind] = circle + [.role, .start]
}

/// One reason for the probability of a ``PersonLink``.
public struct LinkageEvidence: Hashable, Sendable {
    /// What it is about.
    public let kind: LinkageEvidenceKind
    /// log2 of how much likelier it is among mentions of one person than among
    /// mentions of two; negative speaks against. For ``LinkageEvidenceKind/name``
    /// the prior odds are in it. As counted: see ``PersonLinkage``.
    public let bits: Double
    /// What both have; nil where they have nothing in common.
    public let shared: Shared?

    /// What two mentions have in common.
    public enum Shared: Hashable, Sendable {
        /// A company, premises or contact.
        case node(NodeID)
        /// A name, folded: of a companion, or of the head company that two
        /// branches are named after.
        case name(String)
        /// A post; the label is of officers, ``EdgeAttributes/noLabel`` else.
        case role(EdgeKind, label: UInt32)
        case month(year: Int, month: Int)
        case birthYear(Int)
    }
}

/// Two mentions and how likely they are one person.
public struct PersonLink: Hashable, Sendable {
    /// The mention with the smaller id.
    public let a: NodeID
    /// The other.
    public let b: NodeID
    /// log2 of the odds that they are one person.
    public let bits: Double
    /// Why the pair stands where it stands.
    public let standing: Standing

    /// What was decided on a pair.
    public enum Standing: UInt8, Sendable {
        /// By the score.
        case merged
        /// By an investigator.
        case confirmed
        /// Likely, but below the threshold.
        case uncertain
        /// Likely enough, but the name is nearly all that speaks for it.
        case uncorroborated
        /// Likely enough, but two people claim the mention alike.
        case ambiguous
        /// Likely enough, but one link alone would join two groups of mentions.
        case bridge
        /// Likely enough, but an identifier, a year of birth or an investigator
        /// keeps the groups apart.
        case vetoed
    }

    /// The probability that the mentions are one person, 0…1.
    public var probability: Double { PersonLink.probability(bits: bits) }

    static func probability(bits: Double) -> Double {
        // exp2 is not in the standard library without Foundation; odds are.
        let odds = Bits.power(bits)
        return odds.isInfinite ? 1 : odds / (1 + odds)
    }
}

/// Powers and logarithms of two over doubles, without a C library: linkage
/// must give the same numbers on every machine.
enum Bits {
    private static let ln2 = 0.693_147_180_559_945_3

    /// 2 to the power of `bits`, by the series of the exponential function.
    static func power(_ bits: Double) -> Double {
        guard bits < 1020 else { return .infinity }
        guard bits > -1020 else { return 0 }
        let whole = bits.rounded()
        let x = (bits - whole) * ln2
        var (term, sum) = (1.0, 1.0)
        for n in 1...16 {
            term *= x / Double(n)
            sum += term
        }
        return Double(sign: .plus, exponent: Int(whole), significand: sum)
    }

    /// The logarithm to base two of a positive number, by the series of the
    /// inverse hyperbolic tangent.
    ///
    /// - Precondition: the number is positive and finite.
    static func log(_ value: Double) -> Double {
        precondition(value > 0 && value.isFinite, "no logarithm of \(value)")
        var (exponent, significand) = (Double(value.exponent), value.significand)
        if significand > 1.414_213_562_373_095 { (exponent, significand) = (exponent + 1, significand / 2) }
        let y = (significand - 1) / (significand + 1)
        let square = y * y
        var (term, sum) = (y, y)
        for n in stride(from: 3.0, through: 25, by: 2) {
            term *= square
            sum += term / n
        }
        return exponent + 2 * sum / ln2
    }
}
