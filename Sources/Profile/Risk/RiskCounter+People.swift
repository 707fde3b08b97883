internal import GraphStore

/// What the people who represent companies have besides, wherever it is: of those
/// alone whom records identify or linkage found to be one.
///
/// Each costs O(companies of the group + everything that their representatives
/// represent).
extension RiskCounter {
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
        var (found, most): ([NodeID], [NodeID]) = ([], [])
        for (person, own) in byRepresentative(group) {
            let all = companies(representedBy: person).filter {
                columns.flags(of: $0).intersection([.isAlive, .isBranch]) == .isAlive
            }
            guard all.count >= indicator.min ?? 1 else { continue }
            found += own
            if all.count > most.count { most = all }
        }
        guard !found.isEmpty, Double(found.count) >= (indicator.share ?? 0) * Double(group.live.count) else {
            return nil
        }
        return RiskCount(
            values: ["n": .number(found.count), "m": .number(group.live.count), "most": .number(most.count)],
            companies: found.sorted(), edges: representativeEdges(Set(found + most).sorted()))
    }

    /// Companies whose representative had a company revoked within so many days.
    func taintedRepresentative(_ indicator: RegistrationRiskRules.Indicator, _ group: Group) -> RiskCount? {
        let days = Int32(clamping: indicator.days ?? 0)
        var (found, before): ([NodeID], [NodeID]) = ([], [])
        for (person, own) in byRepresentative(group) {
            let revoked = companies(representedBy: person).filter { company in
                let ended = snapshot.nodes.until[company.index]
                return columns.flags(of: company).contains(.isRevoked) && ended != Day.unknownRawValue
                    && ended <= day.rawValue && day.rawValue - ended <= days
            }
            guard !revoked.isEmpty else { continue }
            found += own
            before += revoked
        }
        guard !found.isEmpty, found.count >= indicator.min ?? 1,
            Double(found.count) >= (indicator.share ?? 0) * Double(group.live.count)
        else { return nil }
        let companies = found.sorted() + before.sorted()
        return RiskCount(
            values: ["n": .number(found.count), "m": .number(group.live.count), "k": .number(before.count)],
            companies: companies, edges: representativeEdges(companies))
    }

    /// Companies whose representative is younger or older than representatives are; of
    /// those whose year of birth nobody knows nothing is said.
    func unlikelyAge(_ indicator: RegistrationRiskRules.Indicator, _ group: Group) -> RiskCount? {
        var (found, ages): ([NodeID], [Int]) = ([], [])
        for (person, own) in byRepresentative(group) {
            guard let year = birthYear(of: person) else { continue }
            // The day of birth is not kept: one year is allowed for it.
            let most = day.components.year - year
            guard most < indicator.ageMin ?? .min || most - 1 > indicator.ageMax ?? .max else { continue }
            found += own
            ages.append(most)
        }
        guard let youngest = ages.min(), let oldest = ages.max() else { return nil }
        found.sort()
        return enough(
            found, of: group.live.count, indicator, edges: representativeEdges(found),
            ["age": .text(youngest == oldest ? "\(oldest)" : "\(youngest)–\(oldest)")])
    }

    /// What the identifier of one of a person's mentions tells.
    private func birthYear(of person: NodeID) -> Int? {
        people.mentions(of: person).lazy.map { Int(snapshot.nodes.birthYear[$0.index]) }.first { $0 != 0 }
    }
}
