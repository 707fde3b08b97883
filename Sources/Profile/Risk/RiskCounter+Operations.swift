internal import GraphStore

/// What companies do: pay, insure, report, hold each other.
extension RiskCounter {
    typealias Indicator = RegistrationRiskRules.Indicator

    /// Neither taxes nor social insurance.
    func inactive(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        guard facts.knowsActivity, let days = indicator.days else { return nil }
        let old = old(indicator, group)
        return enough(ofOld: old.filter { !facts.isActive($0, days: days) }, of: old.count, indicator)
    }

    /// A count of companies of which nothing is on record but that they are so old.
    private func enough(ofOld companies: [NodeID], of total: Int, _ indicator: Indicator) -> RiskCount? {
        var count = enough(companies, of: total, indicator)
        count?.statements = registrations(of: companies)
        return count
    }

    /// Companies old enough for an indicator to say something of them.
    private func old(_ indicator: Indicator, _ group: Group) -> [NodeID] {
        group.live.filter { founded($0) <= day.rawValue - Int32(clamping: indicator.ageDaysMin ?? 0) }
    }

    /// No annual report of the last two years that one was due for.
    func unreported(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        guard facts.knowsReports else { return nil }
        let old = old(indicator, group).filter { founded($0) < facts.reportsDueSince.rawValue }
        return enough(ofOld: old.filter { !facts.hasReported($0) }, of: old.count, indicator)
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
        let circles = circles(in: group)
        guard !circles.isEmpty else { return nil }
        return enough(
            circles.flatMap(\.companies).sorted(), of: group.live.count, indicator,
            edges: circles.flatMap(\.edges).sorted { $0.rawValue < $1.rawValue })
    }

    /// Circles of shareholdings within a group: its companies that hold each other
    /// directly or through others of it, and the holdings between them.
    ///
    /// - Complexity: O(companies + statements about them).
    func circles(in group: Group) -> [(companies: [NodeID], edges: [EdgeID])] {
        // Most companies hold nothing.
        let holders = group.live.filter { !holdings.companies(heldBy: $0).isEmpty }
        guard holders.count > 1 else { return [] }
        let numbers = Dictionary(uniqueKeysWithValues: zip(holders, 0..<UInt32(holders.count)))
        var arcs: [(tail: UInt32, head: UInt32)] = []
        var edges: [EdgeID] = []
        for (head, company) in holders.enumerated() {
            for statement in holdings.statements(about: company)
            where EdgeTable.isInForce(since: statement.since, until: statement.until, on: day.rawValue) {
                let holder = NodeID(rawValue: statement.holder)
                guard holder != company, let tail = numbers[holder] else { continue }
                arcs.append((tail, UInt32(head)))
                edges.append(EdgeID(rawValue: statement.edge))
            }
        }
        guard arcs.count > 1 else { return [] }
        return StronglyConnectedComponents.nontrivial(nodeCount: holders.count, arcs: arcs).map { circle in
            let members = Set(circle)
            let within = zip(arcs, edges).filter { members.contains($0.0.tail) && members.contains($0.0.head) }
            return (circle.map { holders[Int($0)] }, within.map(\.1))
        }
    }
}
