public import GraphStore

/// A rule set that says who a company's beneficial owners are, as data.
public struct BeneficialOwnerRules: Sendable, Equatable, Codable {
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
    /// In order: the first that a person meets is the one named.
    public let tests: [Test]
    /// Companies that the state controls have their legal representative as
    /// beneficial owner; nil when the rules do not say so.
    public let stateOwned: Clause?
    /// Who stands in when nobody meets a test; nil when nobody does.
    public let fallback: Clause?
    /// Who need not file; nil when everybody must.
    public let exemption: Exemption?

    /// What makes a person a beneficial owner.
    public struct Test: Sendable, Equatable, Codable {
        /// The word used in verdicts.
        public let id: String
        /// Where the instrument says it.
        public let clause: String
        /// What it asks for, in short.
        public let title: Title
        /// Integrated shares of which the greatest counts; absent when control
        /// is the test.
        public let measures: [OwnershipMeasure]?
        /// Of the share; absent when control is the test.
        public let threshold: ShareThreshold?
    }

    /// Where something is said.
    public struct Clause: Sendable, Equatable, Codable {
        /// Where the instrument says it.
        public let clause: String
        /// What it asks for, in short.
        public let title: Title
    }

    /// Who need not file.
    public struct Exemption: Sendable, Equatable, Codable {
        /// Where the instrument says it.
        public let clause: String
        /// What it asks for, in short.
        public let title: Title
        /// Yuan.
        public let capitalAtMost: Int64
    }
}

extension OwnershipMeasure: Codable {}
