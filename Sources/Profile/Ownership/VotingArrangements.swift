public import GraphStore

/// What besides shares decides over votes: agreements that give somebody
/// control, and holders who have agreed to vote as one.
public final class VotingArrangements: Sendable {
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
    /// Companies with arrangements and everybody who is party to one, ascending.
    let parties: [NodeID]
    /// ``parties`` once more: very few companies have arrangements, and every
    /// question asks of every company that it comes by.
    private let partySet: NodeSet

    /// No arrangements.
    public static let none = VotingArrangements(agreements: [], memberships: [])

    /// Sorts arrangements by company.
    public init(agreements: [Agreement], memberships: [Membership]) {
        agreementsByCompany = Dictionary(grouping: agreements, by: \.company)
        companiesByController = Dictionary(grouping: agreements, by: \.controller)
            .mapValues { Set($0.map(\.company)).sorted() }
        membershipsByCompany = Dictionary(grouping: memberships, by: \.company)
        let parties = Set(agreements.flatMap { [$0.company, $0.controller] })
            .union(memberships.flatMap { [$0.company, $0.member] }).sorted()
        var set = NodeSet(nodeCount: parties.last.map { $0.index + 1 } ?? 0)
        for party in parties { set.insert(party.rawValue) }
        (self.parties, partySet) = (parties, set)
    }

    /// Reads the arrangements of a graph.
    ///
    /// - Parameters:
    ///   - graph: where they are edges of kinds ``EdgeKind/controlAgreement``
    ///     and ``EdgeKind/concertedAction``.
    ///   - party: whom a node stands for; itself unless people are linked.
    public convenience init(_ graph: CSRGraph, party: (NodeID) -> NodeID = { $0 }) {
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
    public var isEmpty: Bool { parties.isEmpty }

    /// Whether a node is party to an arrangement, at any time.
    ///
    /// - Complexity: O(1), without hashing.
    @inline(__always) func concern(_ node: NodeID) -> Bool { partySet.contains(node.rawValue) }

    /// Agreements about a company in force on a day.
    public func agreements(about company: NodeID, on day: Day) -> [Agreement] {
        guard concern(company), let agreements = agreementsByCompany[company] else { return [] }
        return agreements.filter {
            EdgeTable.isInForce(since: $0.since, until: $0.until, on: day.rawValue)
        }
    }

    /// Companies that somebody controls, or once controlled, by agreement.
    func companies(controlledBy controller: NodeID) -> [NodeID] {
        concern(controller) ? companiesByController[controller] ?? [] : []
    }

    /// Everybody who is party to an arrangement about a company, at any time.
    func parties(in company: NodeID) -> [NodeID] {
        guard concern(company) else { return [] }
        return (agreementsByCompany[company] ?? []).map(\.controller)
            + (membershipsByCompany[company] ?? []).map(\.member)
    }

    /// Members of the groups that vote as one in a company on a day, group by
    /// group.
    public func groups(in company: NodeID, on day: Day) -> [[Membership]] {
        guard concern(company), let memberships = membershipsByCompany[company] else { return [] }
        let members = memberships.filter {
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
