public import GraphStore

/// What besides shares decides over votes: agreements that give somebody
/// control, and holders who have agreed to vote as one.
public struct VotingArrangements: Sendable {
    /// Somebody controls a company by agreement.
    public struct Agreement: Sendable, Equatable {
        /// Whom the agreement gives control or votes.
        public let controller: NodeID
        /// Where.
        public let company: NodeID
        /// Votes that the agreement gives, in units of ``EdgeAttributes``; nil
        /// when it gives control and names no votes.
        public let votes: Int32?
        /// The statement.
        public let edge: EdgeID
        let since: Int32
        let until: Int32
    }

    /// A member of those who vote as one in a company.
    public struct Membership: Sendable, Equatable {
        /// Who votes.
        public let member: NodeID
        /// Where.
        public let company: NodeID
        /// Number of the group's label.
        public let group: UInt32
        /// The statement.
        public let edge: EdgeID
        let since: Int32
        let until: Int32
    }

    private let agreementsByCompany: [NodeID: [Agreement]]
    private let companiesByController: [NodeID: [NodeID]]
    private let membershipsByCompany: [NodeID: [Membership]]

    /// No arrangements.
    public static let none = VotingArrangements(agreements: [], memberships: [])

    /// Sorts arrangements by company.
    public init(agreements: [Agreement], memberships: [Membership]) {
        agreementsByCompany = Dictionary(grouping: agreements, by: \.company)
        companiesByController = Dictionary(grouping: agreements, by: \.controller)
            .mapValues { Set($0.map(\.company)).sorted() }
        membershipsByCompany = Dictionary(grouping: memberships, by: \.company)
    }

    /// Reads the arrangements of a graph.
    ///
    /// - Parameters:
    ///   - graph: where they are edges of kinds ``EdgeKind/controlAgreement``
    ///     and ``EdgeKind/concertedAction``.
    ///   - party: whom a node stands for; itself unless people are linked.
    public init(_ graph: CSRGraph, party: (NodeID) -> NodeID = { $0 }) {
        let table = graph.table
        let agreements = table.range(of: .controlAgreement).map { e in
            Agreement(
                controller: party(NodeID(rawValue: table.from[e])), company: NodeID(rawValue: table.to[e]),
                votes: table.votes[e] >= 0 ? table.votes[e] : nil, edge: EdgeID(e),
                since: table.since[e], until: table.until[e])
        }
        let memberships = table.range(of: .concertedAction).map { e in
            Membership(
                member: party(NodeID(rawValue: table.from[e])), company: NodeID(rawValue: table.to[e]),
                group: table.label[e], edge: EdgeID(e), since: table.since[e], until: table.until[e])
        }
        self.init(agreements: agreements, memberships: memberships)
    }

    /// Whether there are none.
    public var isEmpty: Bool { agreementsByCompany.isEmpty && membershipsByCompany.isEmpty }

    /// Agreements about a company in force on a day.
    public func agreements(about company: NodeID, on day: Day) -> [Agreement] {
        (agreementsByCompany[company] ?? []).filter {
            EdgeTable.isInForce(since: $0.since, until: $0.until, on: day.rawValue)
        }
    }

    /// Companies that somebody controls, or once controlled, by agreement.
    func companies(controlledBy controller: NodeID) -> [NodeID] { companiesByController[controller] ?? [] }

    /// Companies with arrangements and everybody who is party to one.
    var parties: Set<NodeID> {
        var all: Set<NodeID> = []
        for (company, agreements) in agreementsByCompany {
            all.insert(company)
            for agreement in agreements { all.insert(agreement.controller) }
        }
        for (company, memberships) in membershipsByCompany {
            all.insert(company)
            for membership in memberships { all.insert(membership.member) }
        }
        return all
    }

    /// Everybody who is party to an arrangement about a company, at any time.
    func parties(in company: NodeID) -> [NodeID] {
        (agreementsByCompany[company] ?? []).map(\.controller) + (membershipsByCompany[company] ?? []).map(\.member)
    }

    /// Members of the groups that vote as one in a company on a day, group by
    /// group.
    public func groups(in company: NodeID, on day: Day) -> [[Membership]] {
        let members = (membershipsByCompany[company] ?? []).filter {
            EdgeTable.isInForce(since: $0.since, until: $0.until, on: day.rawValue)
        }
        return Dictionary(grouping: members, by: \.group).sorted { $0.key < $1.key }.map { group in
            var seen: Set<NodeID> = []
            return group.value.filter { seen.insert($0.member).inserted }
        }
    }
}

extension VotingArrangements.Agreement {
    /// An agreement without dates is in force always.
    public init(
        controller: NodeID, company: NodeID, votes: Int32? = nil, edge: EdgeID, since: Day? = nil, until: Day? = nil
    ) {
        self.init(
            controller: controller, company: company, votes: votes, edge: edge,
            since: since?.rawValue ?? Day.unknownRawValue, until: until?.rawValue ?? Day.unknownRawValue)
    }
}

extension VotingArrangements.Membership {
    /// A membership without dates is in force always.
    public init(
        member: NodeID, company: NodeID, group: UInt32, edge: EdgeID, since: Day? = nil, until: Day? = nil
    ) {
        self.init(
            member: member, company: company, group: group, edge: edge,
            since: since?.rawValue ?? Day.unknownRawValue, until: until?.rawValue ?? Day.unknownRawValue)
    }
}
