internal import Addresses
internal import GraphStore

extension RiskCounter {
    /// What an indicator counts in a group; nil where it is not met.
    func count(_ indicator: RegistrationRiskRules.Indicator, in group: Group) -> RiskCount? {
        switch indicator.kind {
        case .crowded: crowded(indicator, group)
        case .impossibleFloor: impossibleFloor(indicator, group, told: true)
        case .impliedFloor: impossibleFloor(indicator, group, told: false)
        case .demolished: demolished(indicator, group)
        case .residential: residential(indicator, group)
        case .unreachable: unreachable(indicator, group)
        case .declared: declared(indicator, group)
        case .fewRepresentatives: fewRepresentatives(indicator, group)
        case .manyCompanies: manyCompanies(indicator, group)
        case .taintedRepresentative: taintedRepresentative(indicator, group)
        case .sharedContact: sharedContact(indicator, group)
        case .successor: successor(indicator, group)
        case .burst, .compressed: burst(indicator, group)
        case .sisterNames: sisterNames(indicator, group)
        case .sameScope: sameScope(indicator, group)
        case .consecutiveCodes: consecutiveCodes(indicator, group)
        case .unlikelyAge: unlikelyAge(indicator, group)
        case .inactive: inactive(indicator, group)
        case .unreported: unreported(indicator, group)
        case .idleCapital: idleCapital(indicator, group)
        case .circularHolding: circularHolding(indicator, group)
        case .revokedNeighbours: revokedNeighbours(indicator, group)
        }
    }

    /// A count of companies if there are enough of them, by number and share.
    func enough(
        _ companies: [NodeID], of total: Int, _ indicator: RegistrationRiskRules.Indicator, edges: [EdgeID] = [],
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

    /// - Parameters:
    ///   - indicator: what is counted.
    ///   - group: the companies.
    ///   - told: floors that addresses tell, or those that room numbers imply.
    /// - Returns: nil where it is not met.
    private func impossibleFloor(_ indicator: Indicator, _ group: Group, told: Bool) -> RiskCount? {
        var found: [NodeID] = []
        var worst: (floor: Int, floors: Int) = (0, 0)
        var statements: Set<Int> = []
        for company in group.live {
            guard let address = address(of: company), let excess = excessFloor(of: address),
                places.traits(of: address).tellsFloor == told, isFirstPlace(of: company, in: group)
            else { continue }
            found.append(company)
            statements.insert(excess.statement)
            if excess.floor - excess.floors > worst.floor - worst.floors { worst = (excess.floor, excess.floors) }
        }
        guard !found.isEmpty else { return nil }
        var count = enough(
            found, of: group.live.count, indicator, edges: addressEdges(found),
            ["floor": .number(worst.floor), "floors": .number(worst.floors)])
        count?.statements = statements.sorted()
        return count
    }

    /// The floor of an address above its building's last.
    func excessFloor(of address: NodeID) -> (floor: Int, floors: Int, statement: Int)? {
        guard let place = places.place(of: address), let known = buildings.entry(of: place, in: places)?.floors else {
            return nil
        }
        let floor = Int(places.traits(of: address).floor)
        return floor > known.count ? (floor, known.count, known.statement) : nil
    }

    /// Whether the place that a company's address names first is the group's, or a
    /// part of it: what is known of that one says nothing of the places behind it.
    private func isFirstPlace(of company: NodeID, in group: Group) -> Bool {
        guard let shared = group.place else { return true }
        return place(of: company).map { $0 == shared || places.ancestors(of: $0).contains(shared) } ?? false
    }

    private func demolished(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        var statements: Set<Int> = []
        let found = group.live.filter { company in
            guard let place = address(of: company).flatMap({ places.place(of: $0) }),
                let statement = buildings.entry(of: place, in: places)?.demolished,
                isFirstPlace(of: company, in: group)
            else { return false }
            statements.insert(statement)
            return true
        }
        guard !found.isEmpty else { return nil }
        var count = enough(found, of: group.live.count, indicator, edges: addressEdges(found))
        count?.statements = statements.sorted()
        return count
    }

    private func residential(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        guard let place = group.place, places.level(of: place) >= .floor else { return nil }
        let use = buildings.entry(of: place, in: places)?.residential
        guard use?.isIt ?? (saying(.residential, group).count * 2 > group.live.count) else { return nil }
        var count = enough(
            group.live, of: group.live.count, indicator, edges: addressEdges(group.live),
            ["basis": Self.basis(isRegistered: use != nil)])
        if let use { count?.statements = [use.statement] }
        return count
    }

    /// What tells that a place is for living.
    static func basis(isRegistered: Bool) -> RiskCount.Value {
        isRegistered
            ? .title(zh: "标准地址库用途", en: "use in the register of standard addresses")
            : .title(zh: "地址用词", en: "words of the address")
    }

    /// Live companies whose address says something of the place that it names first.
    func saying(_ hint: PlaceHints, _ group: Group) -> [NodeID] {
        group.live.filter { company in
            address(of: company).map { places.traits(of: $0).hints.contains(hint) } ?? false
                && isFirstPlace(of: company, in: group)
        }
    }

    private func unreachable(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        let found = group.live.filter { facts.unreachable[$0] != nil }
        var count = enough(found, of: group.live.count, indicator)
        count?.facts = found.flatMap { facts.unreachable[$0] ?? [] }
        return count
    }

    private func declared(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        let found = saying(.declared, group)
        return enough(found, of: group.live.count, indicator, edges: addressEdges(found))
    }

    // MARK: Contacts and successors

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
        // Contacts are personal: sentences go into lists and files, nodes are looked up.
        var count = enough(
            most.value.companies, of: group.live.count, indicator, edges: most.value.edges,
            [
                "value": .text(Self.masked(snapshot.nodes.names[most.key.index])),
                "all": .number(columns.userCount(of: most.key)),
            ])
        count?.parties = [most.key]
        return count
    }

    /// The first three and last two characters.
    private static func masked(_ contact: String) -> String {
        contact.count < 8 ? "…" : "\(contact.prefix(3))…\(contact.suffix(2))"
    }

    private func successor(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        guard isOnePlace(group) else { return nil }
        let days = Int32(indicator.days ?? 0)
        // By person, and by name where the place is one: both lead to the company.
        var revoked: [String: [NodeID]] = [:]
        for company in group.companies where columns.flags(of: company).contains(.isRevoked) {
            let ended = snapshot.nodes.until[company.index]
            guard ended != Day.unknownRawValue, ended >= day.rawValue - days, let person = representative(of: company)
            else { continue }
            revoked[snapshot.nodes.names[person.index], default: []].append(company)
        }
        guard !revoked.isEmpty else { return nil }
        var found: [NodeID] = []
        var before: Set<NodeID> = []
        for company in group.live {
            guard let person = representative(of: company),
                let namesakes = revoked[snapshot.nodes.names[person.index]]
            else { continue }
            let founded = founded(company)
            let earlier = namesakes.filter { old in
                let ended = snapshot.nodes.until[old.index]
                guard let other = representative(of: old), founded >= ended, founded <= ended + days else {
                    return false
                }
                return other == person || !(isIdentified(other) && isIdentified(person))
            }
            guard !earlier.isEmpty else { continue }
            found.append(company)
            before.formUnion(earlier)
        }
        let companies = found + before.sorted()
        var count = enough(found, of: group.live.count, indicator, edges: representativeEdges(companies))
        count?.companies = companies
        count?.parties = representatives(of: companies, isOnePlace: true).people
        return count
    }

    private func revokedNeighbours(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        guard !group.live.isEmpty, isOnePlace(group) else { return nil }
        let revoked = group.companies.filter { columns.flags(of: $0).contains(.isRevoked) }
        return enough(revoked, of: group.companies.count, indicator, edges: addressEdges(revoked))
    }

    // MARK: Time

    /// Live companies whose day of founding is known, by that day.
    func dated(_ group: Group) -> ArraySlice<NodeID> { group.live.prefix { founded($0) != .max } }

    /// The most companies that were founded within so many days, the first of equals.
    ///
    /// - Parameters:
    ///   - dated: by day of founding.
    ///   - days: the first and the last lie less than this apart.
    /// - Returns: places of `dated`.
    /// - Complexity: O(companies).
    func densest(_ dated: ArraySlice<NodeID>, days: Int32) -> Range<Int> {
        var best = 0..<0
        var start = dated.startIndex
        for end in dated.indices {
            while founded(dated[end]) - founded(dated[start]) >= days { start += 1 }
            if end + 1 - start > best.count { best = start..<end + 1 }
        }
        return best
    }

    /// Most companies founded within the indicator's days.
    private func burst(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        let window = Int32(indicator.days ?? 1)
        let dated = dated(group)
        let best = densest(dated, days: window)
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
        return enough(sisters, of: group.live.count, indicator, ["value": names(of: sisters)])
    }

    /// The first three.
    func names(of companies: [NodeID]) -> RiskCount.Value {
        let names = companies.prefix(3).map { snapshot.nodes.names[$0.index] }
        return .title(zh: names.joined(separator: "、"), en: names.joined(separator: ", "))
    }

    private func enough(
        _ companies: [NodeID], of total: Int, _ indicator: Indicator, _ values: [String: RiskCount.Value]
    ) -> RiskCount? { enough(companies, of: total, indicator, edges: addressEdges(companies), values) }

    private func sameScope(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        guard group.live.count >= indicator.min ?? 1 else { return nil }
        let same = largest(of: group.live) { scope(of: $0, for: indicator) }
        var count = enough(same, of: group.live.count, indicator)
        count?.statements = registrations(of: same)
        return count
    }

    /// Rows of the body table with the newest registration of each company.
    func registrations(of companies: [NodeID]) -> [Int] { companies.compactMap(registration) }

    private func registration(of company: NodeID) -> Int? {
        snapshot.bodies.range(of: company).last { Int(snapshot.bodies.theme[$0]) == registrationTheme }
    }

    /// The scope of a company's newest registration, where it is long enough to tell.
    func scope(of company: NodeID, for indicator: RegistrationRiskRules.Indicator) -> [UInt8]? {
        guard let scopeColumn, let row = registration(of: company) else { return nil }
        var reader = BodyReader(snapshot.bodies)
        reader.read(row, columnCount: scopeColumn + 1)
        let scope = reader.bytes(scopeColumn)
        return scope.count >= max(1, indicator.scopeBytesMin ?? 1) ? Array(scope) : nil
    }

    private func consecutiveCodes(_ indicator: Indicator, _ group: Group) -> RiskCount? {
        let coded = group.live.compactMap { company -> (serial: UInt64, company: NodeID)? in
            let serial = columns.serial[company.index - columns.companies.lowerBound]
            return serial == 0 ? nil : (serial, company)
        }.sorted { $0 < $1 }
        // Codes of a small registry are near each other by chance: days have to be too.
        let days = Int64(indicator.days ?? 0)
        func isNear(_ a: NodeID, _ b: NodeID) -> Bool {
            let (x, y) = (founded(a), founded(b))
            return x != .max && y != .max && abs(Int64(x) - Int64(y)) < days
        }
        var found: Set<NodeID> = []
        for (a, b) in zip(coded, coded.dropFirst())
        where b.serial - a.serial <= UInt64(clamping: indicator.codeGapMax ?? 0) && isNear(a.company, b.company) {
            found.insert(a.company)
            found.insert(b.company)
        }
        var count = enough(found.sorted(), of: group.live.count, indicator)
        count?.statements = registrations(of: found.sorted())
        return count
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
