internal import Addresses
public import GraphStore

/// A registration that somebody intends, as far as it is told.
public struct IntendedRegistration: Sendable {
    /// As people write it.
    public var address: String
    /// City or county of the authority; empty where it is not told.
    public var city = ""
    /// Of the company; empty where it is not told, as what follows.
    public var name = ""
    /// Name of the legal representative.
    public var representative = ""
    /// Scope of business.
    public var scope = ""
    /// Telephone number or e-mail address.
    public var contact = ""

    /// - Parameter address: as people write it.
    public init(address: String) { self.address = address }
}

/// What is known of an intended registration before it is granted.
public struct RegistrationCheck: Sendable {
    /// What to do.
    public enum Outcome: String, Sendable, CaseIterable {
        /// Nothing speaks against it.
        case pass
        /// Something has to be shown first, such as a right to use the premises.
        case needsProof
        /// An officer has to decide: it would be an alert.
        case refer
    }

    /// What to do.
    public let outcome: Outcome
    /// Where the address lies.
    public let located: LocatedAddress
    /// Live companies at the place, by date of founding.
    public let companies: [NodeID]
    /// What would be said of the place with the new company.
    public let verdict: RiskVerdict
    /// What else an officer has to know before deciding.
    public let remarks: [Remark]
}

extension RiskCounter {
    /// Checks a registration before it is granted: the indicators that the place
    /// would have with one company more.
    ///
    /// - Parameters:
    ///   - intended: what is told of it.
    ///   - present: companies that are or were at a place, as
    ///     ``PremisesRanking/companies(at:)``.
    /// - Returns: what to do, and why.
    /// - Complexity: O(characters + companies at the place · their edges).
    public func check(
        _ intended: IntendedRegistration, present: (PlaceID) -> [NodeID]
    ) -> RegistrationCheck {
        let located = places.locate(intended.address, city: intended.city)
        let group = group(located.place.map(present) ?? [], at: located.place)
        let newcomer = Newcomer(intended, located, group, counter: self)
        let verdict = verdict(mayAlert: !located.isImprecise, indicator: newcomer.count, explanation: newcomer.count)
        let remarks = self.remarks(intended, located, group, verdict, present: present)
        let isOpen =
            located.isImprecise || verdict.findings.contains { $0.points > 0 } || remarks.contains { $0.needsProof }
        return RegistrationCheck(
            outcome: verdict.isAlert ? .refer : isOpen ? .needsProof : .pass, located: located, companies: group.live,
            verdict: verdict, remarks: remarks)
    }
}

/// A company that is not in the data yet, beside those at its place.
private struct Newcomer {
    let intended: IntendedRegistration
    let located: LocatedAddress
    let group: RiskCounter.Group
    let counter: RiskCounter

    init(
        _ intended: IntendedRegistration, _ located: LocatedAddress, _ group: RiskCounter.Group, counter: RiskCounter
    ) { (self.intended, self.located, self.group, self.counter) = (intended, located, group, counter) }

    private typealias Indicator = RegistrationRiskRules.Indicator

    /// What an indicator counts with the new company; nil where it is not met.
    func count(_ indicator: RegistrationRiskRules.Indicator) -> RiskCount? {
        switch indicator.kind {
        case .crowded: crowded(indicator)
        case .impossibleFloor: impossibleFloor(told: true)
        case .impliedFloor: impossibleFloor(told: false)
        case .demolished: entry?.demolished.map { one([$0]) }
        case .residential: residential(indicator)
        case .declared: located.traits.hints.contains(.declared) ? one([]) : nil
        case .fewRepresentatives: fewRepresentatives(indicator)
        case .sharedContact: sharedContact(indicator)
        case .successor: successor(indicator)
        case .burst, .compressed: burst(indicator)
        case .sisterNames: sisterNames(indicator)
        case .unreachable, .revokedNeighbours: counter.count(indicator, in: group)
        case .sameScope: sameScope(indicator)
        // There is no code yet, and nothing to be active in.
        case .consecutiveCodes, .inactive, .unreported, .idleCapital, .circularHolding: nil
        // A name alone tells nobody; `POST /v1/persons/match` asks who it may be.
        case .manyCompanies, .taintedRepresentative, .unlikelyAge: nil
        }
    }

    func count(_ explanation: RegistrationRiskRules.Explanation) -> RiskCount? {
        func says(_ hint: PlaceHints) -> RiskCount? {
            located.traits.hints.contains(hint) ? RiskCount(values: ["n": .number(1), "m": .number(1)]) : nil
        }
        switch explanation.id {
        case .imprecise: return located.isImprecise ? RiskCount() : nil
        // Words alone explain nothing of a new company: proof is asked for.
        case .hostingWords: return nil
        case .incubator: return says(.incubator)
        case .market: return says(.market)
        case .serviceHall: return says(.hall)
        // What explains the others there does not yet explain a new one.
        case .grown, .longStanding: return nil
        case .tower:
            guard (located.level ?? .area) <= .building else { return nil }
            return counter.count(explanation, in: group) ?? says(.tower) ?? says(.industrial)
        case .licensedHost, .ownGroup, .cooperatives: return counter.count(explanation, in: group)
        }
    }

    private var entry: BuildingFacts.Entry? {
        located.within.flatMap { counter.buildings.entry(of: $0, in: counter.places) }
    }

    private func one(_ statements: [Int]) -> RiskCount {
        RiskCount(values: ["n": .number(1), "m": .number(group.live.count + 1)], statements: statements)
    }

    /// A count of companies there that the new one adds to, if they are enough.
    private func enough(
        _ companies: [NodeID], _ indicator: Indicator, edges: [EdgeID] = [], _ values: [String: RiskCount.Value] = [:]
    ) -> RiskCount? {
        let (count, total) = (companies.count + 1, group.live.count + 1)
        guard !companies.isEmpty, count >= indicator.min ?? 1, Double(count) >= (indicator.share ?? 0) * Double(total)
        else { return nil }
        let counts: [String: RiskCount.Value] = ["n": .number(count), "m": .number(total)]
        return RiskCount(values: values.merging(counts) { own, _ in own }, companies: companies, edges: edges)
    }

    private func crowded(_ indicator: Indicator) -> RiskCount? {
        guard let level = located.level, let least = indicator.minByLevel?[level.name], group.live.count + 1 >= least
        else { return nil }
        return RiskCount(
            values: ["n": .number(group.live.count + 1), "min": .number(least), "level": level.title],
            companies: group.live, edges: counter.addressEdges(group.live))
    }

    private func impossibleFloor(told: Bool) -> RiskCount? {
        let floor = Int(located.traits.floor)
        guard let known = entry?.floors, floor > known.count, located.traits.tellsFloor == told else { return nil }
        var count = one([known.statement])
        count.values["floor"] = .number(floor)
        count.values["floors"] = .number(known.count)
        return count
    }

    private func residential(_ indicator: Indicator) -> RiskCount? {
        let use = entry?.residential
        guard use?.isIt ?? located.traits.hints.contains(.residential), (located.level ?? .area) >= .floor,
            group.live.count + 1 >= indicator.min ?? 1
        else { return nil }
        var count = one(use.map { [$0.statement] } ?? [])
        count.values["n"] = .number(group.live.count + 1)
        (count.companies, count.edges) = (group.live, counter.addressEdges(group.live))
        count.values["basis"] = RiskCounter.basis(isRegistered: use != nil)
        return count
    }

    private func fewRepresentatives(_ indicator: Indicator) -> RiskCount? {
        guard !intended.representative.isEmpty else { return nil }
        let (people, known) = counter.representatives(of: group.live, isOnePlace: counter.isOnePlace(group))
        let isKnown = known.contains { company in
            counter.representative(of: company).map { counter.snapshot.nodes.names[$0.index] }
                == intended.representative
        }
        let count = people.count + (isKnown ? 0 : 1)
        guard known.count + 1 >= indicator.min ?? 1,
            Double(count) <= (indicator.share ?? 1) * Double(known.count + 1)
        else { return nil }
        return RiskCount(
            values: ["n": .number(count), "m": .number(known.count + 1)], parties: people, companies: known,
            edges: counter.representativeEdges(known))
    }

    private func sharedContact(_ indicator: Indicator) -> RiskCount? {
        guard !intended.contact.isEmpty else { return nil }
        let hits = (try? counter.snapshot.search.search(intended.contact, kinds: [.contact], limit: 8).hits) ?? []
        // What no search can ask for is nobody's contact.
        guard let contact = hits.first(where: { $0.match == .exact })?.node else { return nil }
        var (users, edges): ([NodeID], [EdgeID]) = ([], [])
        for position in counter.snapshot.graph.row(of: contact, mark: EdgeMark(.contact, .in)) {
            let entry = counter.snapshot.graph.entry(at: position)
            guard counter.columns.companies.contains(entry.target.index), counter.columns.isAlive(entry.target),
                counter.snapshot.graph.table.isInForce(entry.edge, on: counter.day), users.last != entry.target
            else { continue }
            users.append(entry.target)
            edges.append(entry.edge)
        }
        guard users.count + 1 >= indicator.min ?? 1 else { return nil }
        return RiskCount(
            values: ["n": .number(users.count + 1), "value": .text(intended.contact)], parties: [contact],
            companies: users, edges: edges)
    }

    private func successor(_ indicator: Indicator) -> RiskCount? {
        guard !intended.representative.isEmpty, counter.isOnePlace(group) else { return nil }
        let days = Int32(indicator.days ?? 0)
        let before = group.companies.filter { company in
            guard counter.columns.flags(of: company).contains(.isRevoked),
                let person = counter.representative(of: company),
                counter.snapshot.nodes.names[person.index] == intended.representative
            else { return false }
            let ended = counter.snapshot.nodes.until[company.index]
            return ended != Day.unknownRawValue && ended >= counter.day.rawValue - days
        }
        guard !before.isEmpty else { return nil }
        var count = one([])
        (count.companies, count.edges) = (before, counter.addressEdges(before))
        count.parties = counter.representatives(of: before, isOnePlace: true).people
        return count
    }

    private func burst(_ indicator: Indicator) -> RiskCount? {
        let from = counter.day.rawValue - Int32(indicator.days ?? 1)
        let recent = group.live.filter { counter.founded($0) > from && counter.founded($0) <= counter.day.rawValue }
        let since = recent.map(counter.founded).min() ?? counter.day.rawValue
        return enough(
            recent, indicator, edges: counter.addressEdges(recent),
            ["since": .day(Day(rawValue: since)), "days": .number(indicator.days ?? 1)])
    }

    private func sisterNames(_ indicator: Indicator) -> RiskCount? {
        let gazetteer = counter.places.lookup.gazetteer
        guard let own = NamePattern(intended.name, gazetteer)?.key else { return nil }
        let names = counter.snapshot.nodes.names
        let alike = group.live.filter { NamePattern(names[$0.index], gazetteer)?.key == own }
        guard !alike.isEmpty else { return nil }
        return enough(alike, indicator, ["value": counter.names(of: alike)])
    }

    private func enough(
        _ companies: [NodeID], _ indicator: Indicator, _ values: [String: RiskCount.Value]
    ) -> RiskCount? { enough(companies, indicator, edges: counter.addressEdges(companies), values) }

    private func sameScope(_ indicator: Indicator) -> RiskCount? {
        let own = Array(intended.scope.utf8)
        guard own.count >= max(1, indicator.scopeBytesMin ?? 1) else { return nil }
        return enough(group.live.filter { counter.scope(of: $0, for: indicator) == own }, indicator, [:])
    }
}
