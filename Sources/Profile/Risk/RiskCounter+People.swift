internal import GraphStore

/// What the people who represent companies have besides, wherever it is: of those
/// alone whom records identify or linkage found to be one.
extension RiskCounter {
    /// Everything that a person or company represents.
    private func represented(by entity: NodeID) -> [NodeID] {
        represented[entity.index].map { NodeID(columns.companies.lowerBound + Int($0)) }
    }

    /// Companies whose representative represents so many live ones that are no branches.
    func manyCompanies(_ indicator: RegistrationRiskRules.Indicator, _ group: Group) -> RiskCount? {
        var (found, most): ([NodeID], [NodeID]) = ([], [])
        for company in group.live {
            guard let person = representative(of: company) else { continue }
            let others = represented(by: person).filter {
                columns.flags(of: $0).intersection([.isAlive, .isBranch]) == .isAlive
            }
            guard others.count >= indicator.min ?? 1 else { continue }
            found.append(company)
            if others.count > most.count { most = others }
        }
        guard !found.isEmpty, Double(found.count) >= (indicator.share ?? 0) * Double(group.live.count) else {
            return nil
        }
        return RiskCount(
            values: ["n": .number(found.count), "m": .number(group.live.count), "most": .number(most.count)],
            companies: found, edges: representativeEdges(Set(found + most).sorted()))
    }

    /// Companies whose representative had a company revoked within so many days.
    func taintedRepresentative(_ indicator: RegistrationRiskRules.Indicator, _ group: Group) -> RiskCount? {
        let days = Int32(clamping: indicator.days ?? 0)
        var (found, before): ([NodeID], Set<NodeID>) = ([], [])
        for company in group.live {
            guard let person = representative(of: company) else { continue }
            let revoked = represented(by: person).filter { other in
                let ended = snapshot.nodes.until[other.index]
                return other != company && columns.flags(of: other).contains(.isRevoked)
                    && ended != Day.unknownRawValue && ended <= day.rawValue && ended >= day.rawValue - days
            }
            guard !revoked.isEmpty else { continue }
            found.append(company)
            before.formUnion(revoked)
        }
        guard found.count >= indicator.min ?? 1,
            Double(found.count) >= (indicator.share ?? 0) * Double(group.live.count)
        else { return nil }
        return RiskCount(
            values: ["n": .number(found.count), "m": .number(group.live.count), "k": .number(before.count)],
            companies: found + before.sorted(), edges: representativeEdges(found + before.sorted()))
    }
}
