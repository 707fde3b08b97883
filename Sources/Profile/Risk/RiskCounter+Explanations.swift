internal import Addresses
internal import GraphStore

extension RiskCounter {
    /// What an explanation counts in a group; nil where it does not hold.
    func count(_ explanation: RegistrationRiskRules.Explanation, in group: Group) -> RiskCount? {
        // Where nobody is, nothing is to be explained.
        guard !group.companies.isEmpty else { return nil }
        return switch explanation.id {
        case .licensedHost: licensedHost(group)
        case .hostingWords: licensedHost(group) == nil ? words(.hosting, group) : nil
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

    /// A host whose filing covers the place: of the place itself, or of a market, hall
    /// or incubator that it is part of.
    private func licensedHost(_ group: Group) -> RiskCount? {
        guard let place = group.place else { return nil }
        let around = [place] + places.ancestors(of: place).filter { places.level(of: $0) >= .door }
        for around in around {
            for address in places.spellings(of: around) {
                for position in snapshot.graph.row(of: address, mark: EdgeMark(.hosts, .in)) {
                    let entry = snapshot.graph.entry(at: position)
                    guard snapshot.graph.table.isInForce(entry.edge, on: day) else { continue }
                    let edge = snapshot.graph.table[entry.edge]
                    let label = edge.attributes.label
                    let kind = label == EdgeAttributes.noLabel ? "" : snapshot.labels[Int(label)]
                    // A room that hosts does not make hosts of the rooms beside it.
                    guard around == place || places.level(of: around) >= .floor || kind != "集群登记" && !kind.isEmpty
                    else { continue }
                    let since = edge.attributes.since
                    return RiskCount(
                        values: [
                            "name": .text(snapshot.nodes.names[entry.target.index]),
                            "kind": .text(kind.isEmpty ? "托管" : kind),
                            "since": since == Day.unknownRawValue
                                ? .title(zh: "日期不详", en: "unknown") : .day(Day(rawValue: since)),
                            "until": edge.attributes.until == Day.unknownRawValue
                                ? .title(zh: "未注明", en: "not told")
                                : .day(Day(rawValue: edge.attributes.until)),
                        ], companies: [entry.target], edges: [entry.edge])
                }
            }
        }
        return nil
    }

    /// The addresses of most companies of the group say it.
    private func words(_ hint: PlaceHints, _ group: Group) -> RiskCount? {
        guard group.place != nil else { return nil }
        let saying = saying(hint, group)
        guard saying.count * 2 > group.live.count else { return nil }
        return RiskCount(
            values: ["n": .number(saying.count), "m": .number(group.live.count)], companies: saying,
            edges: addressEdges(saying))
    }

    /// A door where others claim rooms, or a building, an industrial park or a tower
    /// by its name.
    private func tower(_ group: Group) -> RiskCount? {
        guard let place = group.place, places.level(of: place) <= .building else { return nil }
        guard !places.parts(of: place).isEmpty || words(.tower, group) != nil || words(.industrial, group) != nil else {
            return nil
        }
        return RiskCount(values: ["n": .number(places.parts(of: place).count)])
    }

    private func imprecise(_ group: Group) -> RiskCount? {
        guard let place = group.place, places.isImprecise(place) else { return nil }
        return RiskCount()
    }

    /// Companies that hold each other, or have a company as holder in common, and not
    /// in a circle: that explains nothing.
    private func ownGroup(_ explanation: RegistrationRiskRules.Explanation, _ group: Group) -> RiskCount? {
        guard group.live.count > 1, circles(in: group).isEmpty else { return nil }
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
        for held in heldBy.values where Set(held.map(\.company)).count > 1 {
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
        let dated = dated(group)
        guard let first = dated.first, let last = dated.last, dated.count > 1 else { return nil }
        let span = Int(founded(last) - founded(first))
        let (people, known) = representatives(of: group.live, isOnePlace: isOnePlace(group))
        // Nobody is known, or half came at once: they did not come one by one.
        let most = densest(dated, days: 180).count
        guard known.count * 2 > group.live.count, most * 2 <= dated.count else { return nil }
        guard span >= explanation.days ?? 0, Double(people.count) >= (explanation.share ?? 1) * Double(known.count)
        else {
            return nil
        }
        return RiskCount(
            values: ["m": .number(group.live.count), "n": .number(people.count), "years": .number(span / 365)],
            companies: group.live, edges: addressEdges(group.live))
    }

    private func longStanding(_ explanation: RegistrationRiskRules.Explanation, _ group: Group) -> RiskCount? {
        let days = Int32(explanation.days ?? 0)
        let old = group.live.filter { founded($0) <= day.rawValue - days }
        guard !old.isEmpty, Double(old.count) >= (explanation.share ?? 1) * Double(group.live.count) else { return nil }
        return RiskCount(
            values: ["n": .number(old.count), "m": .number(group.live.count), "years": .number(Int(days) / 365)],
            companies: old, edges: addressEdges(old))
    }

    private func cooperatives(_ explanation: RegistrationRiskRules.Explanation, _ group: Group) -> RiskCount? {
        let found = group.live.filter { snapshot.nodes.names[$0.index].contains("合作社") }
        guard !found.isEmpty, Double(found.count) >= (explanation.share ?? 1) * Double(group.live.count) else {
            return nil
        }
        return RiskCount(
            values: ["n": .number(found.count), "m": .number(group.live.count)], companies: found,
            edges: addressEdges(found))
    }
}
