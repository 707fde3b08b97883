public import GraphStore

/// What the relations of a person, premises, permit or contact are shown
/// under.
public enum RelationSort: String, Sendable, CaseIterable {
    // Of a person.
    case legalRepresentativeOf, shareholderOf, officerOf, relatives, possiblySameAs, addresses, contacts
    // Of premises: companies, hosts licensed to lend the address, and the
    // places that the premises consist of and belong to.
    case registered, operating, hosts, parts, partOf
    // Of a permit.
    case holders
    // Of a contact.
    case companies, persons
    /// Every relation that has no sort of its own; kinds that a catalogue
    /// declares are here.
    case others

    /// The sorts that an entity of the kind has, in the order of its page.
    ///
    /// A company has none: its relations are ``Panorama/Relations``.
    public static func sorts(of kind: NodeKind) -> [RelationSort] {
        switch kind {
        case .company: []
        case .person:
            [
                .legalRepresentativeOf, .shareholderOf, .officerOf, .relatives, .possiblySameAs, .addresses,
                .contacts, .others,
            ]
        case .premises: [.registered, .operating, .hosts, .parts, .partOf, .others]
        case .permit: [.holders, .others]
        case .contact: [.companies, .persons, .others]
        }
    }

    /// The sort of a relation at an entity of `kind` with one of `target` at
    /// its other end.
    static func sort(of mark: EdgeMark, at kind: NodeKind, target: NodeKind) -> RelationSort {
        switch (kind, mark.kind, mark.direction) {
        case (.person, .legalRepresentative, .out): .legalRepresentativeOf
        case (.person, .shareholder, .out): .shareholderOf
        case (.person, .officer, .out): .officerOf
        case (.person, .kinship, _): .relatives
        case (.person, .possiblySameAs, _): .possiblySameAs
        case (.person, _, _) where target == .premises: .addresses
        case (.person, _, _) where target == .contact: .contacts
        case (.premises, .registeredAt, .in): .registered
        case (.premises, .operatesAt, .in): .operating
        case (.premises, .hosts, .in): .hosts
        case (.premises, .partOf, .in): .parts
        case (.premises, .partOf, .out): .partOf
        case (.permit, .holdsPermit, .in): .holders
        case (.contact, .contact, .in) where target == .company: .companies
        case (.contact, .contact, .in) where target == .person: .persons
        default: .others
        }
    }
}

/// Relations of one sort.
public struct RelationGroup: Sendable {
    /// The sort.
    public let sort: RelationSort
    /// Current ones first; of one state the latest beginning first, unknown
    /// beginnings last; then in the order of the graph.
    public let relations: [Relation]
    /// The other ends, each once.
    public let entities: StateCounts

    /// An edge at the entity and how it stands on the day.
    public struct Relation: Sendable, Equatable {
        /// The edge as it stands in the entity's row.
        public let entry: CSRGraph.Entry
        /// On the day that was asked about.
        public let state: RelationState

        /// Made by tests and by ``GraphSnapshot/relationGroups(of:asOf:)``.
        init(entry: CSRGraph.Entry, state: RelationState) { (self.entry, self.state) = (entry, state) }
    }

    init(sort: RelationSort, relations: [Relation], since: Column<Int32>) {
        self.sort = sort
        entities = StateCounts(of: relations)
        // Unknown is the least number: the order puts it last by itself.
        self.relations = relations.enumerated().sorted { a, b in
            if a.element.state != b.element.state { return a.element.state < b.element.state }
            let (left, right) = (since[a.element.entry.edge.index], since[b.element.entry.edge.index])
            return left != right ? left > right : a.offset < b.offset
        }.map(\.element)
    }
}

extension GraphSnapshot {
    /// The relations of an entity that is no company, by sort: every sort of
    /// its kind, empty ones too, and every entry of its row in exactly one.
    ///
    /// - Complexity: O(degree · log degree).
    public func relationGroups(of node: NodeID, asOf: Day) -> [RelationGroup] {
        let kind = nodes.kind(of: node)
        var bySort: [RelationSort: [RelationGroup.Relation]] = [:]
        for position in graph.row(of: node) {
            let entry = graph.entry(at: position)
            // A relation with itself stands twice in the row; it is one.
            if entry.target == node, entry.mark.direction == .in { continue }
            let sort = RelationSort.sort(of: entry.mark, at: kind, target: nodes.kind(of: entry.target))
            bySort[sort, default: []].append(
                RelationGroup.Relation(entry: entry, state: graph.table.state(of: entry.edge, on: asOf)))
        }
        return RelationSort.sorts(of: kind).map {
            RelationGroup(sort: $0, relations: bySort[$0] ?? [], since: graph.table.since)
        }
    }
}
