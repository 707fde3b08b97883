internal import GraphStore

/// What companies do: pay, insure, report, hold each other.
extension RiskCounter {
    typealias Indicator = RegistrationRiskRules.Indicator

    /// Neither taxes nor social insurance.
    func inactive(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        guard facts.knowsActivity, let days = indicator.days else { return nil }
        let old = old(indicator, group)
        return enough(old.filter { !facts.isActive($0, days: days) }, of: old.count, indicator)
    }

    /// Companies old enough for an indicator to say something of them.
    private func old(_ indicator: Indicator, _ group: Group) -> [NodeID] {
        group.live.filter { founded($0) <= day.rawValue - Int32(clamping: indicator.ageDaysMin ?? 0) }
    }

    /// No annual report of the last two years that one was due for.
    func unreported(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        guard facts.knowsReports else { return nil }
        let old = old(indicator, group).filter { founded($0) < facts.reportsDueSince.rawValue }
        return enough(old.filter { !facts.hasReported($0) }, of: old.count, indicator)
    }

    /// A great capital, and nothing done with it.
    func idleCapital(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        guard facts.knowsActivity, let days = indicator.days, let least = indicator.capitalMin else { return nil }
        let idle = old(indicator, group).filter { company in
            // Amounts are in fen.
            (snapshot.registeredCapital(of: company) ?? 0) / 100 >= least && !facts.isActive(company, days: days)
        }
        var count = enough(idle, of: group.live.count, indicator, ["yuan": .number(least)])
        count?.facts = idle.compactMap { snapshot.registeredCapitalFact(of: $0) }
        return count
    }

    /// Companies of the group that hold each other in a circle.
    func circularHolding(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        let inside = Set(group.live)
        var held: [NodeID: [(company: NodeID, edge: EdgeID)]] = [:]
        for company in group.live {
            for statement in holdings.statements(about: company)
            where EdgeTable.isInForce(since: statement.since, until: statement.until, on: day.rawValue) {
                let holder = NodeID(rawValue: statement.holder)
                guard holder != company, inside.contains(holder) else { continue }
                held[holder, default: []].append((company, EdgeID(rawValue: statement.edge)))
            }
        }
        /// Everything that a company holds, step by step.
        func below(_ company: NodeID) -> Set<NodeID> {
            var found: Set<NodeID> = []
            var open = [company]
            while let next = open.popLast() {
                for (part, _) in held[next] ?? [] where found.insert(part).inserted { open.append(part) }
            }
            return found
        }
        let belowOf = Dictionary(uniqueKeysWithValues: held.keys.map { ($0, below($0)) })
        let circle = group.live.filter { belowOf[$0]?.contains($0) ?? false }
        guard !circle.isEmpty else { return nil }
        var edges: Set<EdgeID> = []
        for holder in circle {
            // What leads back to the holder is a part of the circle.
            for (part, edge) in held[holder] ?? [] where belowOf[part]?.contains(holder) ?? false { edges.insert(edge) }
        }
        return enough(circle, of: group.live.count, indicator, edges: edges.sorted { $0.rawValue < $1.rawValue })
    }
}
