public import GraphStore

/// A rule book that says who is related to a company, as data.
public struct RelatedPartyRules: Sendable, Equatable, Codable {
    /// The word used in requests.
    public let id: String
    /// In Chinese and English.
    public let title: Title
    /// The instrument, with number and date.
    public let instrument: String
    /// How far its text was read, where that matters; shown with verdicts.
    public let note: Title?
    /// The first day on which the instrument was in force, where that matters.
    public let inForceFrom: Day?
    /// In the order of the verdicts: a party may meet several.
    public let clauses: [Clause]
    /// Enterprises whose only common controller is the state are not related by
    /// that; nil when the rules do not say so.
    public let stateException: BeneficialOwnerRules.Clause?
    /// Months after its end during which a relation still counts; none unless
    /// given.
    public let monthsAfterEnd: Int?

    /// One way of being related.
    public struct Clause: Sendable, Equatable, Codable {
        /// Where the instrument says it.
        public let clause: String
        /// What it says, in short.
        public let title: Title
        /// What relates the party.
        public let relation: Relation
        /// What integrated shares are of; votes unless given.
        public let measure: OwnershipMeasure?
        /// Of votes; absent where the relation needs none.
        public let threshold: ShareThreshold?
        /// Whom the clause is about; everybody unless given.
        public let parties: Parties?
        /// Kinships, as records call them, through which relatives of the
        /// persons of this clause count; of a `family` clause those of all
        /// persons found before it.
        public let family: [String]?
        /// Companies that the persons direct count too.
        public let directorships: Bool?
        /// Those who act in concert with the holders count too.
        public let concerted: Bool?
    }

    /// Whom a clause is about.
    public enum Parties: String, Sendable, Codable {
        case companies, persons
    }

    /// What relates a party to the company.
    public enum Relation: String, Sendable, Codable, CaseIterable {
        /// Controls the company.
        case parent
        /// Is controlled by the company.
        case subsidiary
        /// Is controlled by whoever controls the company.
        case sister
        /// Has exactly half of the votes beside another's half, or is one of
        /// those who control the company acting in concert.
        case jointController
        /// Has votes above the threshold and does not control.
        case significantInvestor
        /// The company has exactly half of its votes.
        case jointVenture
        /// The company has votes above the threshold and does not control it.
        case associate
        /// Has an integrated share above the threshold.
        case holder
        /// The company has an integrated share above the threshold in it.
        case holding
        /// Somebody has an integrated share above the threshold in both.
        case commonHolder
        /// A person who controls the company or has votes above the threshold.
        case majorIndividual
        /// Directs, supervises, manages or legally represents the company.
        case management
        /// Does that for a company that controls the company.
        case parentManagement
        /// A relative of a person found by the clauses before.
        case family
        /// A company that a person found by the clauses before controls.
        case controlledByIndividuals
    }
}
