internal import GraphStore

/// Who represents companies, and what these people have besides, wherever it is: of
/// those alone whom records identify or linkage found to be one.
///
/// Each indicator costs O(companies of the group + everything that their
/// representatives represent).
extension RiskCounter {
    /// Who represents a company, by the people's entities.
    func representative(of company: NodeID) -> NodeID? {
        let entity = columns.representative[company.index - columns.companies.lowerBound]
        return entity == .max ? nil : NodeID(rawValue: entity)
    }

    func representativeEdges(_ companies: [NodeID]) -> [EdgeID] {
        companies.compactMap { company in
            let edge = columns.representativeEdge[company.index - columns.companies.lowerBound]
            return edge == .max ? nil : EdgeID(rawValue: edge)
        }
    }

    /// Distinct representatives, and companies whose representative is known.
    ///
    /// At one place two mentions of one name count as one person, as far as
    /// identifiers do not tell them apart: what a registry without identifiers can
    /// say. Elsewhere only those whom linkage found to be one.
    func representatives(of companies: [NodeID], isOnePlace: Bool) -> (people: [NodeID], companies: [NodeID]) {
        var entities: Set<NodeID> = []
        let known = companies.filter { company in
            guard let person = representative(of: company) else { return false }
            entities.insert(person)
            return true
        }
        let people = entities.sorted()
        return (isOnePlace ? namedOnce(people) : people, known)
    }

    /// Of people of one name those whom identifiers tell apart; the first where nobody
    /// is identified.
    private func namedOnce(_ people: [NodeID]) -> [NodeID] {
        Dictionary(grouping: people) { snapshot.nodes.names[$0.index] }.values.flatMap { namesakes in
            let identified = namesakes.filter(isIdentified)
            return identified.isEmpty ? Array(namesakes.prefix(1)) : identified
        }.sorted()
    }

    func isIdentified(_ party: NodeID) -> Bool {
        people.mentions(of: party).contains { snapshot.nodes.isIdentified[$0.index] != 0 }
    }

    /// Whether the companies share one place that is told exactly.
    func isOnePlace(_ group: Group) -> Bool { group.place.map { !places.isImprecise($0) } ?? false }

    func fewRepresentatives(_ indicator: RegistrationRiskRules.Indicator, _ group: Group) -> RiskCount? {
        let (people, known) = representatives(of: group.live, isOnePlace: isOnePlace(group))
        guard known.count >= indicator.min ?? 1,
            Double(people.count) <= (indicator.share ?? 1) * Double(known.count)
        else { return nil }
        return RiskCount(
            values: ["n": .number(people.count), "m": .number(known.count)], parties: people, companies: known,
            edges: representativeEdges(known))
    }

    /// Everything that a person or company represents.
    private func companies(representedBy entity: NodeID) -> [NodeID] {
        represented[entity.index].map { NodeID(columns.companies.lowerBound + Int($0)) }
    }

    /// The live companies of a group by who represents them, in the order of these.
    private func byRepresentative(_ group: Group) -> [(person: NodeID, companies: [NodeID])] {
        var companies: [NodeID: [NodeID]] = [:]
        for company in group.live {
            if let person = representative(of: company) { companies[person, default: []].append(company) }
        }
        return companies.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Companies whose representative represents so many live ones that are no branches.
    func manyCompanies(_ indicator: RegistrationRiskRules.Indicator, _ group: Group) -> RiskCount? {
        var (found, most, people): ([NodeID], [NodeID], [NodeID]) = ([], [], [])
        for (person, own) in byRepresentative(group) {
            let all = companies(representedBy: person).filter {
                columns.flags(of: $0).intersection([.isAlive, .isBranch]) == .isAlive
            }
            guard all.count >= indicator.min ?? 1 else { continue }
            found += own
            people.append(person)
            if all.count > most.count { most = all }
        }
        guard !found.isEmpty, Double(found.count) >= (indicator.share ?? 0) * Double(group.live.count) else {
            return nil
        }
        return RiskCount(
            values: ["n": .number(found.count), "m": .number(group.live.count), "most": .number(most.count)],
            parties: people, companies: found.sorted(), edges: representativeEdges(Set(found + most).sorted()))
    }

    /// Companies whose representative had a company revoked within so many days.
    func taintedRepresentative(_ indicator: RegistrationRiskRules.Indicator, _ group: Group) -> RiskCount? {
        let days = Int32(clamping: indicator.days ?? 0)
        var (found, before, people): ([NodeID], [NodeID], [NodeID]) = ([], [], [])
        for (person, own) in byRepresentative(group) {
            let revoked = companies(representedBy: person).filter { company in
                let ended = snapshot.nodes.until[company.index]
                return columns.flags(of: company).contains(.isRevoked) && ended != Day.unknownRawValue
                    && ended <= day.rawValue && day.rawValue - ended <= days
            }
            guard !revoked.isEmpty else { continue }
            found += own
            before += revoked
            people.append(person)
        }
        guard !found.isEmpty, found.count >= indicator.min ?? 1,
            Double(found.count) >= (indicator.share ?? 0) * Double(group.live.count)
        else { return nil }
        let companies = found.sorted() + before.sorted()
        return RiskCount(
            values: ["n": .number(found.count), "m": .number(group.live.count), "k": .number(before.count)],
            parties: people, companies: companies, edges: representativeEdges(companies))
    }

    /// Companies whose representative is younger or older than representatives are; of
    /// those whose year of birth nobody knows nothing is said.
    func unlikelyAge(_ indicator: RegistrationRiskRules.Indicator, _ group: Group) -> RiskCount? {
        var (found, years): ([NodeID], [Int]) = ([], [])
        for company in group.live {
            guard let person = representative(of: company), let year = birthYear(of: person) else { continue }
            // The day of birth is not kept: one year is allowed for it.
            let age = day.components.year - year
            // Who is young today may not have represented it on a day before.
            let isYoung = age < indicator.ageMin ?? .min && isRepresented(company)
            guard isYoung || age - 1 > indicator.ageMax ?? .max else { continue }
            found.append(company)
            years.append(year)
        }
        guard let first = years.min(), let last = years.max() else { return nil }
        found.sort()
        var count = enough(
            found, of: group.live.count, indicator, edges: representativeEdges(found),
            ["born": .text(first == last ? "\(first)" : "\(first)–\(last)")])
        count?.parties = representatives(of: found, isOnePlace: isOnePlace(group)).people
        return count
    }

    /// Whether a record says from when on the representative is one, on the day or
    /// before.
    private func isRepresented(_ company: NodeID) -> Bool {
        representativeEdges([company]).contains { edge in
            let since = snapshot.graph.table.since[edge.index]
            return since != Day.unknownRawValue && since <= day.rawValue
        }
    }

    /// What the identifier of one of a person's mentions tells.
    private func birthYear(of person: NodeID) -> Int? {
        people.mentions(of: person).lazy.map { Int(snapshot.nodes.birthYear[$0.index]) }.first { $0 != 0 }
    }
}
