internal import GraphStore
internal import Profile

/// What the pages of persons, premises, permits and contacts are written with.
extension JSONWriter {
    /// A stable word, and beside it the title for a reader.
    mutating func word(_ name: StaticString, _ titleName: StaticString, _ word: some TitledWord) {
        key(name)
        string(word.rawValue)
        key(titleName)
        string(word.title)
    }

    // MARK: Relations

    /// The other end of a relation: an entity, of a person the age band, of a
    /// permit its number and state.
    mutating func party(_ node: NodeID, view: ServedView, asOf: Day) {
        let snapshot = view.snapshot
        beginObject()
        entityMembers(node, of: snapshot)
        switch snapshot.nodes.kind(of: node) {
        case .person:
            word("ageBand", "ageBandTitle", AgeBand(birthYear: Int(snapshot.nodes.birthYear[node.index]), asOf: asOf))
        case .permit:
            permitNumber(node, view: view)
            word("permitState", "permitStateTitle", snapshot.card(of: node).permitState(asOf: asOf))
        case .company, .premises, .contact: break
        }
        endObject()
    }

    /// The number of a permit, which is called by its kind; nothing of other nodes.
    mutating func permitNumber(_ node: NodeID, view: ServedView) {
        guard view.snapshot.nodes.kind(of: node) == .permit else { return }
        key("number")
        value(view.snapshot.permitNumber(of: node, catalogue: view.catalogue))
    }

    /// A relation with its evidence: how it stands, the other end, the edge.
    mutating func relation(_ entry: CSRGraph.Entry, view: ServedView, asOf: Day, sources: [RecordSource]) {
        let snapshot = view.snapshot
        beginObject()
        word("state", "stateTitle", snapshot.graph.table.state(of: entry.edge, on: asOf))
        key("entity")
        party(entry.target, view: view, asOf: asOf)
        key("edge")
        edge(entry.edge, view: view, asOf: asOf, sources: sources, summaries: true)
        endObject()
    }

    /// The relations of an entity by sort: of each the first
    /// ``Limits/entityRelationsMax``, and how many there are.
    mutating func groups(
        _ groups: [RelationGroup], of node: NodeID, exchange: Exchange, sources: [EdgeID: [RecordSource]]
    ) {
        key("relations")
        beginObject()
        for group in groups {
            let shown = group.relations.prefix(Limits.entityRelationsMax)
            key(group.sort.rawValue)
            beginObject()
            key("entities")
            counts(group.entities)
            key("total")
            number(group.relations.count)
            key("returned")
            number(shown.count)
            key("items")
            beginArray()
            for relation in shown {
                self.relation(
                    relation.entry, view: exchange.view, asOf: exchange.asOf,
                    sources: sources[relation.entry.edge] ?? [])
            }
            endArray()
            endObject()
        }
        endObject()
    }

    /// How many entities stand how.
    private mutating func counts(_ counts: StateCounts) {
        beginObject()
        key("current")
        number(counts.current)
        key("former")
        number(counts.former)
        key("upcoming")
        number(counts.upcoming)
        endObject()
    }

    // MARK: What one kind of page has

    mutating func members(of profile: PersonProfile) {
        word("ageBand", "ageBandTitle", profile.ageBand)
        key("companies")
        counts(profile.companies)
    }

    mutating func members(of profile: PremisesProfile, view: ServedView) {
        key("standardAddress")
        guard let statement = profile.standardAddress else { return null() }
        beginObject()
        for column in ["use", "floors", "units", "estate", "building", "status", "since", "until"] {
            key(column)
            value(statement[column])
        }
        sourceMembers(of: statement, view: view)
        endObject()
    }

    mutating func members(of profile: PermitProfile, view: ServedView) {
        word("permitState", "permitStateTitle", profile.state)
        key("daysLeft")
        if let days = profile.daysLeft { number(days) } else { null() }
        key("number")
        value(profile.number)
        key("type")
        value(profile.type)
        key("issuedBy")
        value(profile.issuedBy)
        key("statedBy")
        guard let statement = profile.statement else { return null() }
        beginObject()
        sourceMembers(of: statement, view: view)
        endObject()
    }

    mutating func members(of profile: ContactProfile) {
        word("contactKind", "contactKindTitle", profile.kind)
    }

    private mutating func value(_ value: StatementValue?) {
        switch value {
        case .text(let text): string(text)
        case .number(let digits): raw(Array(digits.utf8))
        case nil: null()
        }
    }

    /// The record behind a statement.
    private mutating func sourceMembers(of statement: Statement, view: ServedView) {
        let (snapshot, bodies, row) = (view.snapshot, view.snapshot.bodies, statement.row)
        sourceMembers(
            RecordSource(
                record: RecordID(rawValue: bodies.record[row]), theme: statement.theme.id,
                department: snapshot.departments[Int(bodies.department[row])],
                source: snapshot.sources[Int(bodies.source[row])],
                date: statement.date?.rawValue ?? Day.unknownRawValue))
    }
}
