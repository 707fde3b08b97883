public import GraphStore

/// Who is related to a company under a rule book, by which clauses, and how we
/// know.
public struct RelatedParties: Sendable, Equatable {
    /// The company asked about.
    public let company: NodeID
    /// By clause in the order of the rule book, then by node; a party stands
    /// once for each clause.
    public let verdicts: [Verdict]
    /// Companies under the common control of the state alone, which the rule
    /// book does not call related; by node.
    public let excepted: [Verdict]
    /// Relations beyond the budget were not looked at.
    public let isCut: Bool
    /// Parties of whom not all that they control was looked at, because the
    /// budget had ended.
    public let unexplored: Int

    /// A party and the clause that relates it.
    public struct Verdict: Sendable, Equatable {
        /// A company or person.
        public let party: NodeID
        /// What relates it.
        public let relation: RelatedPartyRules.Relation
        /// Where the rule book says it.
        public let clause: String
        /// Through whom and over which edges.
        public let evidence: EvidenceChain
        /// Those through whom it is related, from the company on; none where it
        /// is directly.
        public var through: [NodeID] { evidence.through }
        /// Edges of the chain in the order of the way from the company to the
        /// party.
        ///
        /// - Complexity: O(its edges): they are gathered at each reading.
        public var chain: [EdgeID] { evidence.edges }
        /// The share that the clause looked at.
        public let share: ClosedRange<Double>?
    }
}

/// Finds related parties.
public struct RelatedPartyQuery: Sendable {
    let view: OwnershipView
    /// Companies and persons that one search for holders or holdings may look at.
    let maxNodes: Int
    /// Controlled companies that one question may look at, those of all parties
    /// together.
    let maxControlled: Int

    /// - Parameters:
    ///   - view: holdings, arrangements, people and their offices.
    ///   - maxNodes: companies and persons that a search for holders or holdings
    ///     may look at.
    ///   - maxControlled: controlled companies that the question may look at.
    public init(
        _ view: OwnershipView, maxNodes: Int = OwnershipQuestion.nodesMax, maxControlled: Int = 1_000_000
    ) {
        (self.view, self.maxNodes, self.maxControlled) = (view, maxNodes, maxControlled)
    }

    /// Everybody who is related to a company on a day.
    ///
    /// - Throws: ``LoopTooDense``.
    /// - Complexity: that of the questions of control and ownership about the
    ///   company, its controllers and the persons found.
    public func parties(
        of company: NodeID, under rules: RelatedPartyRules, on day: Day, scratch: inout OwnershipScratch
    ) throws(LoopTooDense) -> RelatedParties {
        var search = RelatedPartySearch(self, company, rules, day)
        for clause in rules.clauses { try search.apply(clause, &scratch) }
        return search.answer()
    }
}
