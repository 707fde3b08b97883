internal import GraphStore
internal import Profile

extension JSONWriter {
    /// A place: its id, level and name, and where it lies.
    mutating func place(_ place: PlaceID, of places: Places, snapshot: GraphSnapshot) {
        beginObject()
        placeMembers(place, of: places, snapshot: snapshot)
        endObject()
    }

    /// The members of ``place(_:of:snapshot:)``, for objects that say more.
    mutating func placeMembers(_ place: PlaceID, of places: Places, snapshot: GraphSnapshot) {
        key("id")
        string(PlacePath.id(of: place, in: places, snapshot: snapshot))
        key("level")
        string(places.level(of: place).name)
        key("name")
        string(places.name(of: place, in: snapshot))
        division(places.division(of: place), of: places)
        key("isImprecise")
        bool(places.isImprecise(place))
    }

    /// The members that tell a division; null where nobody knows it.
    mutating func division(_ code: UInt32, of places: Places) {
        key("division")
        if code == 0 { null() } else { string(String(code)) }
        key("divisionName")
        if let name = places.divisionName(ofCode: code) { string(name) } else { null() }
    }

    /// The place that an address names, with the building that it is in.
    ///
    /// - Parameters:
    ///   - address: a premises node.
    ///   - places: nil where they are not worked out yet: `null` then, and where the
    ///     address names no place.
    ///   - snapshot: whose addresses they are.
    mutating func place(of address: NodeID, in places: Places?, snapshot: GraphSnapshot) {
        guard let places, let place = places.place(of: address) else {
            null()
            return
        }
        beginObject()
        countedPlace(place, of: places, snapshot: snapshot)
        key("building")
        if let building = places.place(at: .building, of: place), building != place {
            beginObject()
            countedPlace(building, of: places, snapshot: snapshot)
            endObject()
        } else {
            null()
        }
        key("further")
        beginArray()
        for other in places.furtherPlaces(of: address) { self.place(other, of: places, snapshot: snapshot) }
        endArray()
        endObject()
    }

    /// The members of a place, with how many companies are or were registered in it
    /// and its parts.
    mutating func countedPlace(_ place: PlaceID, of places: Places, snapshot: GraphSnapshot) {
        placeMembers(place, of: places, snapshot: snapshot)
        key("companiesWithin")
        number(places.companyCount(in: place))
    }

    /// A verdict with its sentences; evidence by the ids of edges and records.
    ///
    /// - Parameters:
    ///   - verdict: on companies of the snapshot.
    ///   - rules: that it was given under.
    ///   - snapshot: whose companies they are.
    ///   - isIntended: one of the companies is not registered yet.
    mutating func verdict(
        _ verdict: RiskVerdict, rules: RegistrationRiskRules, snapshot: GraphSnapshot, isIntended: Bool = false
    ) {
        key("score")
        number(verdict.score)
        key("isAlert")
        bool(verdict.isAlert)
        key("familyMax")
        number(rules.familyMax)
        key("findings")
        beginArray()
        for finding in verdict.findings {
            let indicator = rules.indicators[finding.indicator]
            beginObject()
            key("indicator")
            string(indicator.id)
            title(indicator.title)
            key("family")
            string(indicator.family)
            key("points")
            number(finding.points)
            key("isHard")
            bool(indicator.isHard == true)
            key("explainedBy")
            if let kind = finding.explainedBy { string(kind.rawValue) } else { null() }
            key("sentence")
            text(finding.count.fill(indicator.template(for: finding.count, isIntended: isIntended)))
            key("change")
            text(finding.count.fill(indicator.change))
            key("source")
            text(indicator.source)
            evidence(of: finding.count, snapshot: snapshot)
            endObject()
        }
        endArray()
        key("explanations")
        beginArray()
        for explained in verdict.explanations {
            let explanation = rules.explanations[explained.explanation]
            beginObject()
            key("id")
            string(explanation.id.rawValue)
            title(explanation.title)
            key("sentence")
            text(explained.count.fill(explanation.sentence))
            key("explains")
            words(explanation.explains)
            evidence(of: explained.count, snapshot: snapshot)
            endObject()
        }
        endArray()
    }

    /// Companies, and the records that say it: by edge, and by themselves.
    private mutating func evidence(of count: RiskCount, snapshot: GraphSnapshot) {
        key("parties")
        entities(count.parties.prefix(Limits.evidenceShown), of: snapshot)
        key("companies")
        ids(count.companies.prefix(Limits.evidenceShown), snapshot: snapshot)
        key("edges")
        edgeIDs(Array(count.edges.prefix(Limits.evidenceShown)))
        key("records")
        beginArray()
        let records = records(of: count, in: snapshot)
        for record in records.prefix(Limits.evidenceShown) { quoted(Int(record)) }
        endArray()
        key("departments")
        words(departments(of: records.prefix(Limits.evidenceShown), count, in: snapshot))
        // How many of each list are not shown.
        key("omitted")
        beginObject()
        for (name, total) in [
            ("parties", count.parties.count), ("companies", count.companies.count), ("edges", count.edges.count),
            ("records", records.count),
        ] as [(StaticString, Int)] {
            key(name)
            number(max(0, total - Limits.evidenceShown))
        }
        endObject()
    }

    /// Who delivered records, as far as facts of what a count is about tell.
    private func departments(of records: some Sequence<UInt32>, _ count: RiskCount, in snapshot: GraphSnapshot)
        -> [String]
    {
        let (facts, table) = (snapshot.facts, snapshot.graph.table)
        let wanted = Set(records)
        var nodes = Set(count.companies.prefix(Limits.evidenceShown))
        for edge in count.edges.prefix(Limits.evidenceShown) {
            nodes.formUnion([NodeID(rawValue: table.from[edge.index]), NodeID(rawValue: table.to[edge.index])])
        }
        var found = Set(count.facts.filter { wanted.contains(facts.record[$0]) }.map { facts.department[$0] })
        for node in nodes {
            for row in facts.range(of: node) where wanted.contains(facts.record[row]) {
                found.insert(facts.department[row])
            }
        }
        return found.sorted().map { snapshot.departments[Int($0)] }
    }

    /// Records behind the edges, the facts and the statements of a count, ascending.
    private func records(of count: RiskCount, in snapshot: GraphSnapshot) -> [UInt32] {
        var records = Set(count.edges.flatMap { snapshot.graph.table.records(of: $0) }.map(\.rawValue))
        records.formUnion(count.facts.map { snapshot.facts.record[$0] })
        records.formUnion(count.statements.map { snapshot.bodies.record[$0] })
        return records.sorted()
    }
}

/// Ids of places: that of an address, and the level that is meant.
///
/// The id of an address tells the finest place that it names; with `@building`
/// and the like the place of that level that it is in. It tells the same place
/// for good, whatever else is found to be there.
enum PlacePath {
    static func id(of place: PlaceID, in places: Places, snapshot: GraphSnapshot) -> String {
        let id = snapshot.nodes.ids[places.namingAddress(of: place).index]
        return places.spellings(of: place).isEmpty ? "\(id)@\(places.level(of: place).name)" : id
    }

}
