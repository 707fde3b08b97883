public import GraphStore

/// The indicators of fake registration and what explains them away, as data.
///
/// - SeeAlso: `datasets/rules/fake-registration`.
public struct RegistrationRiskRules: Sendable, Equatable, Codable {
    /// The word used in requests.
    public let id: String
    /// In Chinese and English.
    public let title: Title
    /// Where the duties come from.
    public let instrument: String
    /// Shown with verdicts.
    public let note: Title?
    /// The first day on which the instrument was in force, where that matters.
    public let inForceFrom: Day?
    /// What the indicators of a family count together at most.
    public let familyMax: Int
    /// Least score of an alert.
    public let alertScore: Int
    /// Families that an alert without a hard fact needs.
    public let familiesMin: Int
    /// Least points of a family that counts among these.
    public let familyLeast: Int
    /// In the order of verdicts.
    public let indicators: [Indicator]
    /// In the order of verdicts.
    public let explanations: [Explanation]

    /// What ties two companies of a ring.
    public let ring: RingTies

    /// How strongly each thing in common ties two companies.
    public struct RingTies: Sendable, Equatable, Codable {
        /// Companies whose ties add up to this belong to one ring.
        public let strengthMin: Double
        /// By what they have in common; what is not there ties nobody.
        public let ties: [String: Double]
    }

    /// Something that fake registrations have more often than others.
    public struct Indicator: Sendable, Equatable, Codable {
        /// Short and lasting: A1.
        public let id: String
        /// What is counted.
        public let kind: Kind
        /// Indicators of one family say much the same.
        public let family: String
        /// Points when it is met.
        public let weight: Int
        /// It is enough for an alert by itself.
        public let isHard: Bool?
        /// It says something of the place and nothing of what ties companies: of
        /// rings it does not count.
        public let isOfPlaceAlone: Bool?
        /// Least count of companies.
        public let min: Int?
        /// Least count by level of the place; levels without one are not counted.
        public let minByLevel: [String: Int]?
        /// Least share of the companies; of ``Kind/fewRepresentatives`` the greatest.
        public let share: Double?
        /// Days that it looks at.
        public let days: Int?
        /// Of ``Kind/sameScope``: shorter ones say nothing.
        public let scopeBytesMin: Int?
        /// Of ``Kind/consecutiveCodes``: how far apart neighbours are at most.
        public let codeGapMax: Int?
        /// Of ``Kind/inactive`` and the like: younger companies are not looked at.
        public let ageDaysMin: Int?
        /// Of ``Kind/unlikelyAge``: years of age that a representative rarely has less of.
        public let ageMin: Int?
        /// Of ``Kind/unlikelyAge``: years of age that a representative rarely has more of.
        public let ageMax: Int?
        /// Of ``Kind/idleCapital``: least registered capital in yuan.
        public let capitalMin: Int?
        /// In short.
        public let title: Title
        /// What is said where it is met, with `{…}` for what was counted.
        public let sentence: Title
        /// The same of a registration that is not granted yet, which is counted with
        /// the others; ``sentence`` where it is left out.
        public let intended: Title?
        /// The same of a company alone; ``sentence`` where it is left out.
        public let alone: Title?
        /// What would change the verdict.
        public let change: Title
        /// Where indicator and threshold come from.
        public let source: Title

        /// What is said, of what is there or of what somebody intends.
        public func template(for count: RiskCount, isIntended: Bool) -> Title {
            if isIntended { return intended ?? sentence }
            return count.isOfOne ? alone ?? sentence : sentence
        }
    }

    /// What an indicator counts.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Live companies at the place.
        case crowded
        /// Addresses that tell floors above the building's last.
        case impossibleFloor
        /// Addresses whose room numbers imply such floors.
        case impliedFloor
        /// Live companies at demolished premises.
        case demolished
        /// Live companies at a home.
        case residential
        /// Companies that could not be reached.
        case unreachable
        /// Addresses that are marked as declared.
        case declared
        /// Legal representatives beside companies.
        case fewRepresentatives
        /// Companies of people who represent many, wherever these are.
        case manyCompanies
        /// Companies of people whose company was revoked, wherever it was.
        case taintedRepresentative
        /// Companies with one telephone number or e-mail address.
        case sharedContact
        /// Companies of people whose company at the place was revoked.
        case successor
        /// Companies founded within days.
        case burst
        /// Companies founded within months.
        case compressed
        /// Names of one pattern.
        case sisterNames
        /// Scopes word for word the same.
        case sameScope
        /// Unified codes that follow each other.
        case consecutiveCodes
        /// Representatives who are very young or very old.
        case unlikelyAge
        /// Companies without taxes and social insurance.
        case inactive
        /// Companies without annual reports.
        case unreported
        /// Companies of great capital without taxes and social insurance.
        case idleCapital
        /// Companies that hold each other in a circle.
        case circularHolding
        /// Revoked companies.
        case revokedNeighbours
    }

    /// Something that makes indicators mean less.
    public struct Explanation: Sendable, Equatable, Codable {
        /// What it is.
        public let id: Kind
        /// Ids of indicators that then do not count.
        public let explains: [String]
        /// Least share of the companies that it has to hold for.
        public let share: Double?
        /// Days that it looks at.
        public let days: Int?
        /// In short.
        public let title: Title
        /// What is said where it holds.
        public let sentence: Title

        /// What explains.
        public enum Kind: String, Sendable, Codable, CaseIterable {
            case licensedHost, hostingWords, incubator, market, serviceHall, tower, imprecise, ownGroup, grown
            case longStanding, cooperatives
        }
    }
}
