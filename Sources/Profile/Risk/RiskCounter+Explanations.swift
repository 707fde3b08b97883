internal import Addresses
internal import GraphStore

extension RiskCounter {
    /// What an explanation counts in a group; nil where it does not hold.
    func count(_ explanation: RegistrationRiskRules.Explanation, in group: Group) -> RiskCount? {
        switch explanation.id {
        case .licensedHost: licensedHost(group)
        case .hostingWords: words(.hosting, group)
        case .incubator: words(.incubator, group)
        case .market: words(.market, group)
        case .serviceHall: words(.hall, group)
        case .tower: tower(group)
        case .imprecise: imprecise(group)
        case .ownGroup: ownGroup(explanation, group)
        case .grown: grown(explanation, group)
        case .longStanding: longStanding(explanation, group)
        case .cooperatives: cooperatives(explanation, group)
        }
    }

    /// A host whose filing covers the place: of the place itself, of what it is part
    /// of, or of its parts.
    private func licensedHost(_ group: Group) -> RiskCount? {
        guard let place = group.place else { return nil }
        let around = [place] + places.ancestors(of: place).filter { places.level(of: $0) >= .door }
        for place in around {
            for address in places.spellings(of: place) {
                for position in snapshot.graph.row(of: address, mark: EdgeMark(.hosts, .in)) {
                    let entry = snapshot.graph.entry(at: position)
                    guard snapshot.graph.table.isInForce(entry.edge, on: day) else { continue }
                    let edge = snapshot.graph.table[entry.edge]
                    let label = edge.attributes.label
                    let since = edge.attributes.since
                    return RiskCount(
                        values: [
                            "name": .text(snapshot.nodes.names[entry.target.index]),
                            "kind": .text(label == EdgeAttributes.noLabel ? "托管" : snapshot.labels[Int(label)]),
                            "since": since == Day.unknownRawValue
                                ? .title(zh: "日期不详", en: "unknown") : .day(Day(rawValue: since)),
                        ], companies: [entry.target], edges: [entry.edge])
                }
            }
        }
        return nil
    }

    /// Most addresses of the group say it.
    private func words(_ hint: PlaceHints, _ group: Group) -> RiskCount? {
        guard group.place != nil else { return nil }
        var seen: Set<UInt32> = []
        var (all, saying) = (0, 0)
        for company in group.live {
            let address = columns.address[company.index - columns.companies.lowerBound]
            guard address != .max, seen.insert(address).inserted else { continue }
            all += 1
            if places.traits(of: NodeID(rawValue: address)).hints.contains(hint) { saying += 1 }
        }
        guard saying * 2 >= all, saying > 0 else { return nil }
        return RiskCount(values: ["n": .number(saying), "m": .number(all)])
    }

    /// A door where others claim rooms, or a building, an industrial park or a tower
    /// by its name.
    private func tower(_ group: Group) -> RiskCount? {
        guard let place = group.place, places.level(of: place) <= .building else { return nil }
        let hasRooms = places.parts(of: place).contains { places.level(of: $0) > places.level(of: place) }
        guard hasRooms || words(.tower, group) != nil || words(.industrial, group) != nil else { return nil }
        return RiskCount(values: ["n": .number(places.parts(of: place).count)])
    }

    private func imprecise(_ group: Group) -> RiskCount? {
        guard let place = group.place, places.isImprecise(place) else { return nil }
        return RiskCount()
    }

    /// Companies that hold each other, or have a company as holder in common.
    private func ownGroup(_ explanation: RegistrationRiskRules.Explanation, _ group: Group) -> RiskCount? {
        guard group.live.count > 1 else { return nil }
        let inside = Set(group.live)
        var tied: Set<NodeID> = []
        var edges: [EdgeID] = []
        var heldBy: [NodeID: [(company: NodeID, edge: EdgeID)]] = [:]
        for company in group.live {
            for statement in holdings.statements(about: company)
            where EdgeTable.isInForce(since: statement.since, until: statement.until, on: day.rawValue) {
                let holder = NodeID(rawValue: statement.holder)
                guard holder != company, columns.companies.contains(holder.index) else { continue }
                let edge = EdgeID(rawValue: statement.edge)
                if inside.contains(holder) {
                    tied.formUnion([holder, company])
                    edges.append(edge)
                } else {
                    heldBy[holder, default: []].append((company, edge))
                }
            }
        }
        for held in heldBy.values where held.count > 1 {
            tied.formUnion(held.map(\.company))
            edges += held.map(\.edge)
        }
        guard Double(tied.count) >= (explanation.share ?? 1) * Double(group.live.count) else { return nil }
        return RiskCount(
            values: ["n": .number(tied.count), "m": .number(group.live.count)], companies: tied.sorted(),
            edges: edges.sorted { $0.rawValue < $1.rawValue })
    }

    /// Many people over many years.
    private func grown(_ explanation: RegistrationRiskRules.Explanation, _ group: Group) -> RiskCount? {
        let dated = group.live.filter { snapshot.nodes.since[$0.index] != Day.unknownRawValue }
        guard let first = dated.first, let last = dated.last, dated.count > 1 else { return nil }
        let span = Int(founded(last) - founded(first))
        let (people, known) = representatives(of: group.live)
        guard span >= explanation.days ?? 0, Double(people) >= (explanation.share ?? 1) * Double(known.count) else {
            return nil
        }
        return RiskCount(
            values: ["m": .number(group.live.count), "n": .number(people), "years": .number(span / 365)],
            companies: group.live)
    }

    private func longStanding(_ explanation: RegistrationRiskRules.Explanation, _ group: Group) -> RiskCount? {
        let days = Int32(explanation.days ?? 0)
        let old = group.live.filter { founded($0) <= day.rawValue - days }
        guard !old.isEmpty, Double(old.count) >= (explanation.share ?? 1) * Double(group.live.count) else { return nil }
        return RiskCount(
            values: ["n": .number(old.count), "m": .number(group.live.count), "years": .number(Int(days) / 365)],
            companies: old)
    }

    private func cooperatives(_ explanation: RegistrationRiskRules.Explanation, _ group: Group) -> RiskCount? {
        let found = group.live.filter { snapshot.nodes.names[$0.index].contains("合作社") }
        guard !found.isEmpty, Double(found.count) >= (explanation.share ?? 1) * Double(group.live.count) else {
            return nil
        }
        return RiskCount(
            values: ["n": .number(found.count), "m": .number(group.live.count)], companies: found)
    }
}
