/// The numbers of the model of Fellegi and Sunter: how often mentions of one
/// person agree. How often mentions of two agree is not among them: it follows
/// from how common the shared value is.
///
/// - SeeAlso: I. P. Fellegi, A. B. Sunter, "A theory for record linkage", 1969,
///   doi:10.1080/01621459.1969.10501049.
public struct LinkageWeights: Hashable, Sendable {
    /// Mentions of the same person that a mention of a person has to reckon
    /// with elsewhere: prior odds are this by the expected namesakes.
    public var recurrence = 0.2
    /// Shares of the pairs of one person's mentions that agree, where both say
    /// anything, 0…1.
    public var company = 0.2
    /// See ``company``.
    public var premises = 0.1
    /// See ``company``.
    public var contact = 0.3
    /// See ``company``.
    public var companion = 0.2
    /// See ``company``.
    public var role = 0.5
    /// See ``company``.
    public var start = 0.05

    /// Starting weights, for data without identifiers: the expectation of
    /// 5,000 true pairs among 50,000 representatives, and guesses that the
    /// first identifiers replace.
    public init() {}

    /// Bits for equal years of birth: working people span about forty years.
    static let sameBirthYearBits = 5.0
    /// Bits for years that differ by one, as counted and legal age do.
    static let nearBirthYearBits = 1.0
    /// Bits for a conflict of years, or a post held as a child.
    static let ageConflictBits = -6.0
    /// Younger than this nobody holds a post.
    static let workingAge = 16

    /// Share of agreement by kind, in the order of ``LinkageEvidenceKind``.
    var agreement: SIMD8<Double> {
        SIMD8(0, company, premises, contact, companion, role, start, 0)
    }

    init(recurrence: Double, agreement: SIMD8<Double>) {
        self.recurrence = recurrence
        (company, premises, contact, companion) = (agreement[1], agreement[2], agreement[3], agreement[4])
        (role, start) = (agreement[5], agreement[6])
    }
}

/// What linkage is asked to do.
public struct LinkageSettings: Hashable, Sendable {
    /// Probability from which two mentions are one person without asking.
    public var mergeProbability = 0.99
    /// Probability from which a pair is worth an investigator's look.
    public var possibleProbability = 0.5
    /// Bits that must speak for a pair besides its name: whatever a name says,
    /// it never says it alone.
    public var corroborationBits = 4.0
    /// Weights to use; nil: counted from the identifiers in the data.
    public var weights: LinkageWeights?

    /// The usual thresholds.
    public init() {}
}
