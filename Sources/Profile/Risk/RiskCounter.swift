internal import Addresses
public import GraphStore

/// Counts the indicators of fake registration for sets of companies of one
/// snapshot on one day.
public struct RiskCounter: Sendable {
    /// What is counted, and what it weighs.
    public let rules: RegistrationRiskRules
    let snapshot: GraphSnapshot
    /// Which addresses are one place.
    public let places: Places
    let people: People
    let columns: CompanyColumns
    let facts: RiskFacts
    let buildings: BuildingFacts
    let holdings: HoldingTable
    /// Companies, by their numbers, of each node that represents them.
    let represented: Grouping
    /// Columns of the registration that scopes stand in.
    let scopeColumn: Int?
    let registrationTheme: Int?

    /// - Parameters:
    ///   - view: shareholdings and people of the snapshot.
    ///   - places: of the same snapshot.
    ///   - catalogue: that it was built under.
    ///   - rules: what is counted.
    ///   - day: what is asked about.
    /// - Complexity: O(companies + their edges + facts of two themes).
    public init(
        _ view: OwnershipView, places: Places, catalogue: Catalogue, rules: RegistrationRiskRules, on day: Day
    ) {
        (snapshot, self.places, self.rules, people, holdings) = (view.snapshot, places, rules, view.people, view.table)
        columns = CompanyColumns(view.snapshot, people: view.people, on: day)
        represented = Grouping(columns.representative, count: view.snapshot.nodes.count)
        facts = RiskFacts(view.snapshot, on: day)
        buildings = BuildingFacts(view.snapshot, places: places, catalogue: catalogue, on: day)
        registrationTheme = view.snapshot.themes.firstIndex(of: "registration")
        scopeColumn = catalogue.themeIndex("registration").flatMap { catalogue.themes[$0].columnIndex("scope") }
    }

    /// The day that is asked about.
    public var day: Day { columns.day }

    /// Companies that are counted together.
    struct Group {
        /// Everybody who is or was there, ascending.
        var companies: [NodeID]
        /// The place that they share, if they do.
        var place: PlaceID?
        /// Live ones that are no branches, by date of founding, undated last.
        var live: [NodeID] = []
    }

    func group(_ companies: [NodeID], at place: PlaceID?) -> Group {
        var group = Group(companies: companies, place: place)
        group.live = companies.filter {
            columns.flags(of: $0).intersection([.isAlive, .isBranch]) == .isAlive
        }
        .sorted { (founded($0), $0) < (founded($1), $1) }
        return group
    }

    /// Day number of founding; after all others where it is unknown.
    func founded(_ company: NodeID) -> Int32 {
        let since = snapshot.nodes.since[company.index]
        return since == Day.unknownRawValue ? .max : since
    }

    /// What is said of companies that share a place.
    ///
    /// - Parameters:
    ///   - companies: that are or were registered there.
    ///   - place: the finest place that all share; nil for companies that are tied
    ///     otherwise.
    /// - Returns: the indicators that are met, and what explains them.
    /// - Complexity: O(companies · their edges).
    public func verdict(on companies: [NodeID], at place: PlaceID?) -> RiskVerdict {
        verdict(on: group(companies, at: place))
    }

    /// What is said of the companies of a ring.
    public func verdict(on ring: Ring) -> RiskVerdict { verdict(onRing: group(ring.companies, at: ring.place)) }

    func verdict(onRing group: Group) -> RiskVerdict { verdict(on: group) { $0.isOfPlaceAlone != true } }

    func verdict(
        on group: Group, where isCounted: (RegistrationRiskRules.Indicator) -> Bool = { _ in true }
    ) -> RiskVerdict {
        verdict(mayAlert: !(group.place.map { places.isImprecise($0) } ?? false)) { indicator in
            isCounted(indicator) ? count(indicator, in: group) : nil
        } explanation: {
            count($0, in: group)
        }
    }

    /// - Parameters:
    ///   - mayAlert: false where the same words are not the same place.
    ///   - count: what an indicator counts; nil where it is not met.
    ///   - explain: what an explanation counts; nil where it does not hold.
    /// - Returns: what is met, the score, and whether it is an alert.
    func verdict(
        mayAlert: Bool, indicator count: (RegistrationRiskRules.Indicator) -> RiskCount?,
        explanation explain: (RegistrationRiskRules.Explanation) -> RiskCount?
    ) -> RiskVerdict {
        let explained = rules.explanations.enumerated().compactMap { number, explanation in
            explain(explanation).map { RiskVerdict.Explained(explanation: number, count: $0) }
        }
        var findings: [RiskVerdict.Finding] = []
        var families: [String: Int] = [:]
        var hasHardFact = false
        for (number, indicator) in rules.indicators.enumerated() {
            guard let count = count(indicator)?.naming(indicator) else { continue }
            let by = explained.first { rules.explanations[$0.explanation].explains.contains(indicator.id) }
            let points = by == nil ? indicator.weight : 0
            findings.append(
                RiskVerdict.Finding(
                    indicator: number, points: points, explainedBy: by.map { rules.explanations[$0.explanation].id },
                    count: count))
            guard points > 0 else { continue }
            families[indicator.family, default: 0] += points
            hasHardFact = hasHardFact || indicator.isHard == true
        }
        let score = families.values.reduce(0) { $0 + min($1, rules.familyMax) }
        let isAlert =
            mayAlert && score >= rules.alertScore
            && (hasHardFact || families.values.count { $0 >= rules.familyLeast } >= rules.familiesMin)
        return RiskVerdict(score: score, isAlert: isAlert, findings: findings, explanations: explained)
    }
}

extension RiskCounter {
    /// The place that a company is, or was last, registered at.
    public func place(of company: NodeID) -> PlaceID? {
        guard columns.companies.contains(company.index) else { return nil }
        let address = columns.address[company.index - columns.companies.lowerBound]
        return address == .max ? nil : places.place(of: NodeID(rawValue: address))
    }

    /// Whether a live company was founded within days; open ends are unbounded.
    public func isFounded(_ company: NodeID, from: Day?, to: Day?) -> Bool {
        let since = snapshot.nodes.since[company.index]
        guard columns.isAlive(company), since != Day.unknownRawValue else { return false }
        return since >= from?.rawValue ?? .min && since <= to?.rawValue ?? .max
    }

    /// Whether one of the companies is registered in a division, by the beginning
    /// of its code.
    public func isIn(division: String, _ companies: [NodeID]) -> Bool {
        companies.contains { company in
            place(of: company).map {
                String(places.division(of: $0)).hasPrefix(division)
            } ?? false
        }
    }

    /// Companies that are or were registered at a place or a part of it, ascending.
    ///
    /// - Complexity: O(addresses and parts of the place + their edges).
    public func companies(inAndBelow place: PlaceID) -> [NodeID] {
        var found: Set<NodeID> = []
        for address in places.allAddresses(of: place) {
            for position in snapshot.graph.row(of: address, mark: EdgeMark(.registeredAt, .in)) {
                found.insert(snapshot.graph.entry(at: position).target)
            }
        }
        return found.sorted()
    }

    /// What companies may have in common.
    private enum Shared: Hashable {
        case node(NodeID)
        case place(PlaceID)
        /// People of one name at one place, as far as indicators count them as one.
        case name(String)
    }

    private func shared(_ node: NodeID, isOnePlace: Bool) -> Shared {
        switch snapshot.nodes.kind(of: node) {
        case .premises: places.place(of: node).map { .place($0) } ?? .node(node)
        case .person where isOnePlace: .name(snapshot.nodes.names[node.index])
        case .person: .node(people.entity(of: node))
        default: .node(node)
        }
    }

    /// The companies of a ring with what two or more of them share, and the edges
    /// between: of a place every spelling that they use, of a person every mention.
    ///
    /// - Complexity: O(companies · their edges).
    public func sharedGraph(of ring: Ring) -> (nodes: [NodeID], edges: [EdgeID]) {
        let inside = Set(ring.companies)
        let isOnePlace = ring.place.map { !places.isImprecise($0) } ?? false
        var ties: [Shared: [(company: NodeID, target: NodeID, edge: EdgeID)]] = [:]
        for company in ring.companies {
            for position in snapshot.graph.row(of: company) {
                let entry = snapshot.graph.entry(at: position)
                guard snapshot.graph.table.isInForce(entry.edge, on: day) else { continue }
                ties[shared(entry.target, isOnePlace: isOnePlace), default: []].append(
                    (company, entry.target, entry.edge))
            }
        }
        var (nodes, edges): (Set<NodeID>, Set<EdgeID>) = (inside, [])
        for tied in ties.values
        where Set(tied.map(\.company)).count > 1 || tied.contains(where: { inside.contains($0.target) }) {
            nodes.formUnion(tied.map(\.target))
            edges.formUnion(tied.map(\.edge))
        }
        return (nodes.sorted(), edges.sorted { $0.rawValue < $1.rawValue })
    }
}
