public import GraphStore

/// A person as an investigator asks about one.
public struct PersonProfile: Sendable {
    /// From the birth year; `unknown` without one.
    public let ageBand: AgeBand
    /// Companies that the person leads, holds, manages or is tied to in
    /// another way.
    public let companies: StateCounts
    /// Every sort of ``RelationSort/sorts(of:)``.
    public let groups: [RelationGroup]

    /// - Complexity: O(degree · log degree).
    public init(of node: NodeID, in snapshot: GraphSnapshot, asOf: Day) {
        ageBand = AgeBand(birthYear: Int(snapshot.nodes.birthYear[node.index]), asOf: asOf)
        groups = snapshot.relationGroups(of: node, asOf: asOf)
        companies = StateCounts(
            of: groups.lazy.flatMap(\.relations).filter { snapshot.nodes.kind(of: $0.entry.target) == .company })
    }
}

/// Premises as an investigator asks about them.
public struct PremisesProfile: Sendable {
    /// What the register of standard addresses says, as of the day: nil when
    /// it has no entry.
    public let standardAddress: Statement?
    /// Every sort of ``RelationSort/sorts(of:)``.
    public let groups: [RelationGroup]

    /// - Complexity: O(degree · log degree + bytes of the statements).
    public init(of node: NodeID, in snapshot: GraphSnapshot, catalogue: Catalogue, asOf: Day) {
        groups = snapshot.relationGroups(of: node, asOf: asOf)
        let statements = snapshot.statements(of: node, catalogue: catalogue)
        standardAddress = statements.last { $0.isInForce(on: asOf) } ?? statements.last
    }
}

/// A permit as an investigator asks about one.
public struct PermitProfile: Sendable {
    /// On the day.
    public let state: PermitState
    /// Days from the day to the last one of validity; negative afterwards, nil
    /// when no record says it, or it was withdrawn before.
    public let daysLeft: Int?
    /// As the issuing department writes it.
    public let number: StatementValue?
    /// What kind of permit: the record's word, else the title of its theme.
    public let type: StatementValue?
    /// The issuing department: the record's word, else the title of the
    /// department that delivered it.
    public let issuedBy: StatementValue?
    /// The newest statement, which the members above are taken from.
    public let statement: Statement?
    /// Every sort of ``RelationSort/sorts(of:)``.
    public let groups: [RelationGroup]

    /// - Complexity: O(degree · log degree + bytes of the statements).
    public init(of node: NodeID, in snapshot: GraphSnapshot, catalogue: Catalogue, asOf: Day) {
        let card = snapshot.card(of: node)
        state = card.permitState(asOf: asOf)
        daysLeft = state == .withdrawn ? nil : card.until.map { Int($0.rawValue) - 1 - Int(asOf.rawValue) }
        groups = snapshot.relationGroups(of: node, asOf: asOf)
        statement = snapshot.statements(of: node, catalogue: catalogue).last
        number = statement.flatMap { $0.value($0.permitNumberColumn) }
        type = statement.flatMap { $0["permit_type"] ?? .text($0.theme.title.zh) }
        issuedBy = statement.flatMap { statement in
            let department = snapshot.departments[Int(snapshot.bodies.department[statement.row])]
            let title = catalogue.departments.first { $0.id == department }?.title.zh
            return statement["department"] ?? .text(title ?? department)
        }
    }
}

/// A telephone number or e-mail address as an investigator asks about one.
public struct ContactProfile: Sendable {
    /// What it is, by its form.
    public let kind: Kind
    /// Every sort of ``RelationSort/sorts(of:)``.
    public let groups: [RelationGroup]

    /// What a contact is.
    public enum Kind: String, Sendable, CaseIterable {
        case phone, email, unknown
    }

    /// - Complexity: O(degree · log degree).
    public init(of node: NodeID, in snapshot: GraphSnapshot, asOf: Day) {
        let value = snapshot.nodes.names[node.index]
        // As in building: five digits are the least that is a number.
        kind = value.contains("@") ? .email : value.count(where: \.isASCIIDigit) >= 5 ? .phone : .unknown
        groups = snapshot.relationGroups(of: node, asOf: asOf)
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
