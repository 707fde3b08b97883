internal import Addresses
internal import GraphStore

extension RiskCounter {
    /// What an indicator counts in a group; nil where it is not met.
    func count(_ indicator: RegistrationRiskRules.Indicator, in group: Group) -> RiskCount? {
        switch indicator.kind {
        case .crowded: crowded(indicator, group)
        case .impossibleFloor: impossibleFloor(indicator, group)
        case .demolished: demolished(indicator, group)
        case .residential: residential(indicator, group)
        case .unreachable: unreachable(indicator, group)
        case .declared: declared(indicator, group)
        case .fewRepresentatives: fewRepresentatives(indicator, group)
        case .sharedContact: sharedContact(indicator, group)
        case .successor: successor(indicator, group)
        case .burst: burst(indicator, group, share: 0)
        case .compressed: burst(indicator, group, share: indicator.share ?? 0)
        case .sisterNames: sisterNames(indicator, group)
        case .sameScope: sameScope(indicator, group)
        case .consecutiveCodes: consecutiveCodes(indicator, group)
        case .inactive: inactive(indicator, group)
        case .revokedNeighbours: revokedNeighbours(indicator, group)
        }
    }

    private typealias Indicator = RegistrationRiskRules.Indicator

    /// A count of companies if there are enough of them, by number and share.
    private func enough(
        _ companies: [NodeID], of total: Int, _ indicator: Indicator, edges: [EdgeID] = [],
        _ values: [String: RiskCount.Value] = [:]
    ) -> RiskCount? {
        guard companies.count >= indicator.min ?? 1,
            Double(companies.count) >= (indicator.share ?? 0) * Double(total)
        else { return nil }
        let counts: [String: RiskCount.Value] = ["n": .number(companies.count), "m": .number(total)]
        return RiskCount(values: values.merging(counts) { own, _ in own }, companies: companies, edges: edges)
    }

    // MARK: The place

    private func crowded(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        guard let place = group.place, let least = indicator.minByLevel?[places.level(of: place).name],
            group.live.count >= least
        else { return nil }
        return RiskCount(
            values: [
                "n": .number(group.live.count), "min": .number(least), "level": places.level(of: place).title,
            ], companies: group.live, edges: addressEdges(group.live))
    }

    func addressEdges(_ companies: [NodeID]) -> [EdgeID] {
        companies.compactMap { company in
            let edge = columns.addressEdge[company.index - columns.companies.lowerBound]
            return edge == .max ? nil : EdgeID(rawValue: edge)
        }
    }

    private func address(of company: NodeID) -> NodeID? {
        let address = columns.address[company.index - columns.companies.lowerBound]
        return address == .max ? nil : NodeID(rawValue: address)
    }

    private func impossibleFloor(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        var (found, highest, floors, statement): ([NodeID], Int, Int, Int?) = ([], 0, 0, nil)
        for company in group.live {
            guard let address = address(of: company), let place = places.place(of: address),
                let entry = buildings.entry(of: place, in: places), let known = entry.floors
            else { continue }
            let floor = Int(places.traits(of: address).floor)
            guard floor > known else { continue }
            found.append(company)
            (highest, floors, statement) = (max(highest, floor), known, entry.statement)
        }
        guard let statement else { return nil }
        var count = enough(
            found, of: group.live.count, indicator, edges: addressEdges(found),
            ["floor": .number(highest), "floors": .number(floors)])
        count?.statements = [statement]
        return count
    }

    private func demolished(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        var statement: Int?
        let found = group.live.filter { company in
            guard let place = address(of: company).flatMap({ places.place(of: $0) }),
                let entry = buildings.entry(of: place, in: places), entry.isDemolished
            else { return false }
            statement = entry.statement
            return true
        }
        guard let statement else { return nil }
        var count = enough(found, of: group.live.count, indicator, edges: addressEdges(found))
        count?.statements = [statement]
        return count
    }

    private func residential(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        guard let place = group.place, places.level(of: place) >= .floor else { return nil }
        let entry = buildings.entry(of: place, in: places)
        let says = group.live.contains { company in
            address(of: company).map { places.traits(of: $0).hints.contains(.residential) } ?? false
        }
        let isResidential = entry?.isResidential ?? says
        guard isResidential else { return nil }
        let basis: RiskCount.Value =
            entry != nil
            ? .title(zh: "标准地址库用途", en: "use in the register of standard addresses")
            : .title(zh: "地址用词", en: "words of the address")
        var count = enough(
            group.live, of: group.live.count, indicator, edges: addressEdges(group.live), ["basis": basis])
        if let entry { count?.statements = [entry.statement] }
        return count
    }

    private func unreachable(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        let found = group.live.filter { facts.unreachable[$0] != nil }
        var count = enough(found, of: group.live.count, indicator)
        count?.facts = found.flatMap { facts.unreachable[$0] ?? [] }
        return count
    }

    private func declared(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        let found = group.live.filter { company in
            address(of: company).map { places.traits(of: $0).hints.contains(.declared) } ?? false
        }
        return enough(found, of: group.live.count, indicator, edges: addressEdges(found))
    }

    // MARK: People and contacts

    /// Who represents a company, by the people's entities.
    func representative(of company: NodeID) -> NodeID? {
        let entity = columns.representative[company.index - columns.companies.lowerBound]
        return entity == .max ? nil : NodeID(rawValue: entity)
    }

    private func representativeEdges(_ companies: [NodeID]) -> [EdgeID] {
        companies.compactMap { company in
            let edge = columns.representativeEdge[company.index - columns.companies.lowerBound]
            return edge == .max ? nil : EdgeID(rawValue: edge)
        }
    }

    /// Distinct representatives, and companies whose representative is known. Two
    /// mentions of one name at one place count as one person: what a registry
    /// without identifiers can tell.
    func representatives(of companies: [NodeID]) -> (people: Int, companies: [NodeID]) {
        var names: Set<String> = []
        let known = companies.filter { company in
            guard let person = representative(of: company) else { return false }
            names.insert(snapshot.nodes.names[person.index])
            return true
        }
        return (names.count, known)
    }

    private func fewRepresentatives(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        let (people, known) = representatives(of: group.live)
        guard known.count >= indicator.min ?? 1, Double(people) <= (indicator.share ?? 1) * Double(known.count) else {
            return nil
        }
        return RiskCount(
            values: ["n": .number(people), "m": .number(known.count)], companies: known,
            edges: representativeEdges(known))
    }

    private func sharedContact(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        let contacts = snapshot.nodes.range(of: .contact)
        var users: [NodeID: (companies: [NodeID], edges: [EdgeID])] = [:]
        for company in group.live {
            for position in snapshot.graph.row(of: company, mark: EdgeMark(.contact, .out)) {
                let entry = snapshot.graph.entry(at: position)
                guard contacts.contains(entry.target.index), snapshot.graph.table.isInForce(entry.edge, on: day) else {
                    continue
                }
                if users[entry.target]?.companies.last != company {
                    users[entry.target, default: ([], [])].companies.append(company)
                }
                users[entry.target]?.edges.append(entry.edge)
            }
        }
        let most = users.max { ($0.value.companies.count, $1.key) < ($1.value.companies.count, $0.key) }
        guard let most else { return nil }
        // Contacts are personal: the sentence says which by its node, in the edges.
        return enough(
            most.value.companies, of: group.live.count, indicator, edges: most.value.edges,
            ["value": .text(Self.masked(snapshot.nodes.names[most.key.index]))])
    }

    /// The first three and last two characters.
    private static func masked(_ contact: String) -> String {
        contact.count < 8 ? "…" : "\(contact.prefix(3))…\(contact.suffix(2))"
    }

    private func successor(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        let days = Int32(indicator.days ?? 0)
        let revoked = group.companies.filter { columns.flags(of: $0).contains(.isRevoked) }
        guard !revoked.isEmpty else { return nil }
        var found: [NodeID] = []
        var before: [NodeID] = []
        for company in group.live {
            guard let person = representative(of: company) else { continue }
            let earlier = revoked.filter { old in
                guard representative(of: old).map({ isSame($0, person) }) ?? false else { return false }
                let ended = snapshot.nodes.until[old.index]
                let founded = snapshot.nodes.since[company.index]
                guard founded != Day.unknownRawValue, ended != Day.unknownRawValue else { return true }
                return founded >= ended - days && founded <= ended + days
            }
            guard !earlier.isEmpty else { continue }
            found.append(company)
            before += earlier
        }
        var count = enough(found, of: group.live.count, indicator, edges: representativeEdges(found + before))
        count?.companies += before
        return count
    }

    /// One person, or one name at one place.
    private func isSame(_ a: NodeID, _ b: NodeID) -> Bool {
        a == b || snapshot.nodes.names[a.index] == snapshot.nodes.names[b.index]
    }

    private func revokedNeighbours(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        guard !group.live.isEmpty else { return nil }
        let revoked = group.companies.filter { columns.flags(of: $0).contains(.isRevoked) }
        return enough(revoked, of: group.companies.count, indicator, edges: addressEdges(revoked))
    }

    // MARK: Time

    /// Most companies founded within the indicator's days.
    private func burst(_ indicator: Indicator, _ group: Group, share: Double) -> RiskCount? {
        let window = Int32(indicator.days ?? 1)
        let dated = group.live.filter { snapshot.nodes.since[$0.index] != Day.unknownRawValue }
        var best = 0..<0
        var start = 0
        for end in dated.indices {
            while founded(dated[end]) - founded(dated[start]) >= window { start += 1 }
            if end + 1 - start > best.count { best = start..<end + 1 }
        }
        guard let first = best.first else { return nil }
        return enough(
            Array(dated[best]), of: group.live.count, indicator, edges: addressEdges(Array(dated[best])),
            ["since": .day(Day(rawValue: founded(dated[first]))), "days": .number(Int(window))])
    }

    // MARK: Names, scopes, codes

    private func sisterNames(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        let sisters = largest(of: group.live) {
            NamePattern(snapshot.nodes.names[$0.index], places.lookup.gazetteer)?.key
        }
        guard let first = sisters.first else { return nil }
        return enough(
            sisters, of: group.live.count, indicator, ["value": .text(snapshot.nodes.names[first.index])])
    }

    private func enough(
        _ companies: [NodeID], of total: Int, _ indicator: Indicator, _ values: [String: RiskCount.Value]
    ) -> RiskCount? { enough(companies, of: total, indicator, edges: addressEdges(companies), values) }

    private func sameScope(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        guard group.live.count >= indicator.min ?? 1 else { return nil }
        return enough(largest(of: group.live, key: scope), of: group.live.count, indicator)
    }

    /// A word or two say nothing: 商务咨询.
    static let scopeByteCountMin = 60

    /// The scope of a company's newest registration, where it is long enough to tell.
    func scope(of company: NodeID) -> [UInt8]? {
        guard let scopeColumn, let registrationTheme,
            let row = snapshot.bodies.range(of: company).last(where: {
                Int(snapshot.bodies.theme[$0]) == registrationTheme
            })
        else { return nil }
        var reader = BodyReader(snapshot.bodies)
        reader.read(row, columnCount: scopeColumn + 1)
        let scope = reader.bytes(scopeColumn)
        return scope.count >= Self.scopeByteCountMin ? Array(scope) : nil
    }

    private func consecutiveCodes(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        let coded = group.live.compactMap { company -> (serial: UInt64, company: NodeID)? in
            let serial = columns.serial[company.index - columns.companies.lowerBound]
            return serial == 0 ? nil : (serial, company)
        }.sorted { $0 < $1 }
        var found: Set<NodeID> = []
        for (a, b) in zip(coded, coded.dropFirst()) where b.serial - a.serial <= Self.neighbouringCodes {
            found.formUnion([a.company, b.company])
        }
        return enough(found.sorted(), of: group.live.count, indicator)
    }

    /// Codes of one batch lie within so many numbers: the ninth character checks.
    private static let neighbouringCodes: UInt64 = 64

    private func inactive(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        guard facts.knowsActivity, let days = indicator.days else { return nil }
        // A company of half a year may have nothing to pay yet.
        let old = group.live.filter { founded($0) <= day.rawValue - 180 }
        let idle = old.filter { !facts.isActive($0, days: days) }
        return enough(idle, of: old.count, indicator)
    }

    /// The largest set of companies with one key, the first of equals.
    private func largest<Key: Hashable>(of companies: [NodeID], key: (NodeID) -> Key?) -> [NodeID] {
        var groups: [Key: [NodeID]] = [:]
        for company in companies {
            if let key = key(company) { groups[key, default: []].append(company) }
        }
        return groups.values.max { ($0.count, $1[0]) < ($1.count, $0[0]) } ?? []
    }
}

extension PlaceLevel {
    /// What people call it.
    var title: RiskCount.Value {
        switch self {
        case .area: .title(zh: "片区", en: "area")
        case .road: .title(zh: "道路", en: "road")
        case .door: .title(zh: "门牌", en: "door number")
        case .building: .title(zh: "楼栋", en: "building")
        case .floor: .title(zh: "楼层", en: "floor")
        case .room: .title(zh: "室", en: "room")
        case .desk: .title(zh: "工位", en: "desk")
        }
    }
}
