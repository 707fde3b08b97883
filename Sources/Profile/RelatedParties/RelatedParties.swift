public import GraphStore

/// Who is related to a company under a rule book, by which clauses, and how we
/// know.
public struct RelatedParties: Sendable, Equatable {
    public let company: NodeID
    /// By clause in the order of the rule book, then by node; a party stands
    /// once for each clause.
    public let verdicts: [Verdict]
    /// Companies under the common control of the state alone, which the rule
    /// book does not call related; by node.
    public let excepted: [Verdict]
    /// Relations beyond the budget were not looked at.
    public let isCut: Bool

    /// A party and the clause that relates it.
    public struct Verdict: Sendable, Equatable {
        public let party: NodeID
        public let relation: RelatedPartyRules.Relation
        public let clause: String
        /// Those through whom it is related, from the company on; none where it
        /// is directly.
        public let through: [NodeID]
        /// Edges of the chain from the company to the party.
        public let chain: [EdgeID]
        /// The share that the clause looked at.
        public let share: ClosedRange<Double>?
    }
}

/// Finds related parties.
public struct RelatedPartyQuery: Sendable {
    let view: OwnershipView
    /// Companies and persons that one question may look at.
    let maxNodes: Int

    /// - Parameters:
    ///   - view: holdings, arrangements, people and their offices.
    ///   - maxNodes: companies and persons that a question may look at.
    public init(_ view: OwnershipView, maxNodes: Int = 200_000) { (self.view, self.maxNodes) = (view, maxNodes) }

    /// Everybody who is related to a company on a day.
    ///
    /// - Throws: ``LoopTooDense``.
    /// - Complexity: that of the questions of control and ownership about the
    ///   company, its controllers and the persons found.
    public func parties(
        of company: NodeID, under rules: RelatedPartyRules, on day: Day, scratch: inout OwnershipScratch
    ) throws(LoopTooDense) -> RelatedParties {
        var search = RelatedPartySearch(self, company, rules, day)
        for clause in rules.clauses { try search.apply(clause, &scratch) }
        return search.answer()
    }
}

/// The state of one search: clauses are applied in order, and later ones stand on
/// what earlier ones found.
struct RelatedPartySearch {
    private let query: RelatedPartyQuery
    private let company: NodeID
    private let rules: RelatedPartyRules
    private let day: Day
    private var view: OwnershipView { query.view }
    private var graph: CSRGraph { query.view.snapshot.graph }
    private var verdicts: [RelatedParties.Verdict] = []
    private var excepted: [RelatedParties.Verdict] = []
    private var isCut = false

    /// How a party is reached: through whom, over which edges.
    private struct Chain {
        var through: [NodeID] = []
        var edges: [EdgeID] = []
    }

    /// Everybody who controls the company, with the chain.
    private var parents: [NodeID: Chain]?
    private var subsidiaries: [NodeID: Chain]?
    /// Persons found so far.
    private var persons: [NodeID: Chain] = [:]

    init(_ query: RelatedPartyQuery, _ company: NodeID, _ rules: RelatedPartyRules, _ day: Day) {
        (self.query, self.company, self.rules, self.day) = (query, company, rules, day)
    }

    func answer() -> RelatedParties {
        RelatedParties(company: company, verdicts: verdicts, excepted: excepted, isCut: isCut)
    }

    mutating func apply(
        _ clause: RelatedPartyRules.Clause, _ scratch: inout OwnershipScratch
    ) throws(LoopTooDense) {
        var found: [NodeID: Chain] = [:]
        var shares: [NodeID: ClosedRange<Double>] = [:]
        switch clause.relation {
        case .parent: found = findParents(&scratch)
        case .subsidiary: found = findSubsidiaries(&scratch)
        case .sister: found = findSisters(&scratch)
        case .jointController: found = findJointControllers(&scratch)
        case .significantInvestor, .majorIndividual, .holder:
            (found, shares) = try findHolders(clause, &scratch)
        case .holding: (found, shares) = try findHoldings(of: company, clause, Chain(), &scratch)
        case .commonHolder: (found, shares) = try findCommonlyHeld(clause, &scratch)
        case .jointVenture: found = findInvestees(&scratch) { $0 == 0 }
        case .associate:
            let threshold = clause.threshold
            found = findInvestees(&scratch, threshold) { $0 < 0 }
        case .management: found = managers(of: company, Chain())
        case .parentManagement:
            for (parent, chain) in findParents(&scratch) where !view.isPerson(parent) {
                let through = Chain(through: chain.through + [parent], edges: chain.edges)
                found.merge(managers(of: parent, through)) { a, _ in a }
            }
        case .family: found = relatives(of: persons, clause.family ?? [])
        case .controlledByIndividuals: found = findCompanies(of: persons, clause, &scratch)
        }
        found = found.filter { accepts($0.key, clause.parties) }
        if clause.relation != .family, let kinships = clause.family {
            found.merge(relatives(of: found.filter { view.isPerson($0.key) }, kinships)) { a, _ in a }
        }
        record(found, shares, clause)
    }

    private func accepts(_ party: NodeID, _ parties: RelatedPartyRules.Parties?) -> Bool {
        switch parties {
        case .companies: !view.isPerson(party)
        case .persons: view.isPerson(party)
        case nil: true
        }
    }

    private mutating func record(
        _ found: [NodeID: Chain], _ shares: [NodeID: ClosedRange<Double>], _ clause: RelatedPartyRules.Clause
    ) {
        for (party, chain) in found.sorted(by: { $0.key < $1.key }) where party != company {
            let verdict = RelatedParties.Verdict(
                party: party, relation: clause.relation, clause: clause.clause, through: chain.through,
                chain: distinct(chain.edges), share: shares[party])
            // Common control by the state alone relates nobody.
            if clause.relation == .sister, rules.stateException != nil,
                chain.through.contains(where: view.stateParties.contains)
            {
                excepted.append(verdict)
                continue
            }
            verdicts.append(verdict)
            if view.isPerson(party), persons[party] == nil { persons[party] = chain }
        }
    }

    /// Edges once each: chains joined together may pass one twice.
    private func distinct(_ edges: [EdgeID]) -> [EdgeID] {
        var seen: Set<EdgeID> = []
        return edges.filter { seen.insert($0).inserted }
    }

    // MARK: Control

    /// Everybody who controls the company: the head, and the companies that
    /// vote for it on the way.
    private mutating func findParents(_ scratch: inout OwnershipScratch) -> [NodeID: Chain] {
        if let parents { return parents }
        let verdict = view.control.controller(of: company, on: day, maxNodes: query.maxNodes, scratch: &scratch)
        var candidates: [NodeID] = verdict.outcome == .controlled ? verdict.controllers : []
        for step in verdict.steps { candidates += step.voters.map(\.holder) }
        var found: [NodeID: Chain] = [:]
        for candidate in Set(candidates).sorted() where candidate != company {
            let (companies, cut) = view.control.controlled(
                by: candidate, on: day, maxNodes: query.maxNodes, scratch: &scratch)
            if cut { isCut = true }
            guard companies.contains(where: { $0.company == company }) else { continue }
            found[candidate] = Chain(edges: chain(to: company, companies))
        }
        parents = found
        return found
    }

    private mutating func findSubsidiaries(_ scratch: inout OwnershipScratch) -> [NodeID: Chain] {
        if let subsidiaries { return subsidiaries }
        let found = findControlled(by: company, &scratch, Chain())
        subsidiaries = found
        return found
    }

    private mutating func findControlled(
        by party: NodeID, _ scratch: inout OwnershipScratch, _ base: Chain
    ) -> [NodeID: Chain] {
        let (companies, cut) = view.control.controlled(by: party, on: day, maxNodes: query.maxNodes, scratch: &scratch)
        if cut { isCut = true }
        var found: [NodeID: Chain] = [:]
        for controlled in companies {
            found[controlled.company] = Chain(
                through: base.through, edges: base.edges + chain(to: controlled.company, companies))
        }
        return found
    }

    /// The holdings that control over a company rests on, nearest first.
    private func chain(to company: NodeID, _ controlled: [ControlQuery.Controlled]) -> [EdgeID] {
        var byCompany: [NodeID: ControlQuery.Controlled] = [:]
        for item in controlled { byCompany[item.company] = item }
        var (edges, seen, queue): ([EdgeID], Set<NodeID>, [NodeID]) = ([], [company], [company])
        while !queue.isEmpty {
            guard let item = byCompany[queue.removeFirst()] else { continue }
            for edge in item.stakes + item.agreements {
                edges.append(edge)
                let holder = view.party(NodeID(rawValue: graph.table.from[edge.index]))
                if seen.insert(holder).inserted { queue.append(holder) }
            }
        }
        return edges
    }

    private mutating func findSisters(_ scratch: inout OwnershipScratch) -> [NodeID: Chain] {
        let own = findSubsidiaries(&scratch)
        var found: [NodeID: Chain] = [:]
        let parents = findParents(&scratch)
        for (parent, chain) in parents.sorted(by: { $0.key < $1.key }) {
            let base = Chain(through: [parent], edges: chain.edges)
            for (sister, chain) in findControlled(by: parent, &scratch, base)
            where own[sister] == nil && parents[sister] == nil && sister != company {
                // The nearest common parent is the shortest chain; the state is
                // named only where nobody else is.
                let isState = chain.through.contains(where: view.stateParties.contains)
                if let known = found[sister] {
                    let wasState = known.through.contains(where: view.stateParties.contains)
                    guard wasState && !isState || wasState == isState && chain.edges.count < known.edges.count else {
                        continue
                    }
                }
                found[sister] = chain
            }
        }
        return found
    }

    private mutating func findJointControllers(_ scratch: inout OwnershipScratch) -> [NodeID: Chain] {
        let verdict = view.control.controller(of: company, on: day, maxNodes: query.maxNodes, scratch: &scratch)
        guard verdict.outcome == .joint || verdict.outcome == .deadlock else { return [:] }
        let holders = view.table.holders(of: company, on: day, by: .votes)
        var found: [NodeID: Chain] = [:]
        for party in verdict.controllers {
            let edges = holders.holdings.filter { $0.holder == party }.map(\.edge)
            let agreements = verdict.steps.flatMap(\.agreements).filter {
                view.party(NodeID(rawValue: graph.table.from[$0.index])) == party
            }
            found[party] = Chain(edges: edges + agreements)
        }
        return found
    }

    // MARK: Shares

    private mutating func findHolders(
        _ clause: RelatedPartyRules.Clause, _ scratch: inout OwnershipScratch
    ) throws(LoopTooDense) -> ([NodeID: Chain], [NodeID: ClosedRange<Double>]) {
        guard let threshold = clause.threshold else { return ([:], [:]) }
        let controllers = findParents(&scratch)
        let answer = try view.ownership.owners(
            of: company, OwnershipQuestion(day: day, measure: clause.measure ?? .votes, maxNodes: query.maxNodes),
            scratch: &scratch)
        if !answer.cut.isEmpty { isCut = true }
        var (found, shares): ([NodeID: Chain], [NodeID: ClosedRange<Double>]) = ([:], [:])
        for share in answer.shares {
            guard try scratch.meets(threshold, owner: share.node, share: share.bounds.lowerBound) else { continue }
            if clause.relation == .significantInvestor, controllers[share.node] != nil { continue }
            if clause.relation == .majorIndividual, !view.isPerson(share.node) { continue }
            let path = scratch.bestPaths(from: company, to: share.node, count: 1).first
            found[share.node] = Chain(
                through: path.map { Array($0.nodes.dropFirst().dropLast()) } ?? [], edges: path?.edges ?? [])
            shares[share.node] = share.bounds
        }
        if clause.relation == .majorIndividual {
            for (party, chain) in controllers where view.isPerson(party) && found[party] == nil { found[party] = chain }
        }
        if clause.concerted == true { addConcerted(&found) }
        return (found, shares)
    }

    /// Companies in which somebody has an integrated share above the threshold.
    private mutating func findHoldings(
        of party: NodeID, _ clause: RelatedPartyRules.Clause, _ base: Chain, _ scratch: inout OwnershipScratch
    ) throws(LoopTooDense) -> ([NodeID: Chain], [NodeID: ClosedRange<Double>]) {
        guard let threshold = clause.threshold else { return ([:], [:]) }
        let question = OwnershipQuestion(day: day, measure: clause.measure ?? .votes, maxNodes: query.maxNodes)
        let answer = try view.ownership.holdings(of: party, question, scratch: &scratch)
        if !answer.cut.isEmpty { isCut = true }
        var (found, shares): ([NodeID: Chain], [NodeID: ClosedRange<Double>]) = ([:], [:])
        for share in answer.shares {
            guard try scratch.meets(threshold, company: share.node, share: share.bounds.lowerBound) else { continue }
            let path = scratch.bestPaths(from: share.node, to: party, count: 1).first
            found[share.node] = Chain(through: base.through, edges: base.edges + (path?.edges.reversed() ?? []))
            shares[share.node] = share.bounds
        }
        return (found, shares)
    }

    /// Companies of which somebody has a share above the threshold who has one
    /// in the company too.
    private mutating func findCommonlyHeld(
        _ clause: RelatedPartyRules.Clause, _ scratch: inout OwnershipScratch
    ) throws(LoopTooDense) -> ([NodeID: Chain], [NodeID: ClosedRange<Double>]) {
        var (found, shares): ([NodeID: Chain], [NodeID: ClosedRange<Double>]) = ([:], [:])
        for (holder, chain) in try findHolders(clause, &scratch).0.sorted(by: { $0.key < $1.key }) {
            let base = Chain(through: chain.through + [holder], edges: chain.edges)
            let (held, bounds) = try findHoldings(of: holder, clause, base, &scratch)
            for (other, chain) in held where other != company && found[other] == nil {
                found[other] = chain
                shares[other] = bounds[other]
            }
        }
        return (found, shares)
    }

    /// Those who act in concert with holders found, in the company.
    private func addConcerted(_ found: inout [NodeID: Chain]) {
        for group in view.arrangements.groups(in: company, on: day) {
            guard let known = group.first(where: { found[$0.member] != nil }) else { continue }
            for member in group where found[member.member] == nil {
                found[member.member] = Chain(through: [known.member], edges: [known.edge, member.edge])
            }
        }
    }

    /// Companies in which the company has votes on one side of a half.
    private func findInvestees(
        _ scratch: inout OwnershipScratch, _ threshold: ShareThreshold? = nil, side: (Int) -> Bool
    ) -> [NodeID: Chain] {
        var found: [NodeID: Chain] = [:]
        for investee in view.table.companies(heldBy: company) {
            let holders = view.table.holders(of: NodeID(rawValue: investee), on: day, by: .votes)
            var (count, edges): (VoteCount, [EdgeID]) = (VoteCount(), [])
            for holding in holders.holdings where holding.holder == company {
                count.add(holding.least, of: holding.whole)
                edges.append(holding.edge)
            }
            guard !edges.isEmpty, side(count.sideOfHalf) else { continue }
            if let threshold, !count.meets(threshold) { continue }
            found[NodeID(rawValue: investee)] = Chain(edges: edges)
        }
        return found
    }

    // MARK: People

    private func managers(of company: NodeID, _ base: Chain) -> [NodeID: Chain] {
        var found: [NodeID: Chain] = [:]
        for kind in [EdgeKind.legalRepresentative, .officer] {
            for position in graph.row(of: company, mark: EdgeMark(kind, .in)) {
                let entry = graph.entry(at: position)
                let person = view.party(entry.target)
                guard counts(entry.edge), view.isPerson(person), found[person] == nil else { continue }
                found[person] = Chain(through: base.through, edges: base.edges + [entry.edge])
            }
        }
        return found
    }

    /// Whether an edge is in force, or ended so lately that it counts.
    private func counts(_ edge: EdgeID) -> Bool {
        if graph.table.isInForce(edge, on: day) { return true }
        guard let months = rules.monthsAfterEnd else { return false }
        let until = graph.table.until[edge.index]
        guard until != Day.unknownRawValue, until <= day.rawValue else { return false }
        return until > day.monthsBefore(months).rawValue
    }

    private func relatives(of persons: [NodeID: Chain], _ kinships: [String]) -> [NodeID: Chain] {
        let labels = Set(
            view.snapshot.labels.strings.enumerated().filter { kinships.contains($0.element) }.map { UInt32($0.offset) })
        var found: [NodeID: Chain] = [:]
        for (person, chain) in persons.sorted(by: { $0.key < $1.key }) {
            for mention in view.mentions(of: person) {
                for direction in [EdgeDirection.out, .in] {
                    for position in graph.row(of: mention, mark: EdgeMark(.kinship, direction)) {
                        let entry = graph.entry(at: position)
                        let relative = view.party(entry.target)
                        guard labels.contains(graph.table.label[entry.edge.index]), counts(entry.edge),
                            persons[relative] == nil, found[relative] == nil
                        else { continue }
                        found[relative] = Chain(through: chain.through + [person], edges: chain.edges + [entry.edge])
                    }
                }
            }
        }
        return found
    }

    private mutating func findCompanies(
        of persons: [NodeID: Chain], _ clause: RelatedPartyRules.Clause, _ scratch: inout OwnershipScratch
    ) -> [NodeID: Chain] {
        let own = findSubsidiaries(&scratch)
        var found: [NodeID: Chain] = [:]
        for (person, chain) in persons.sorted(by: { $0.key < $1.key }) {
            let base = Chain(through: chain.through + [person], edges: chain.edges)
            var companies = findControlled(by: person, &scratch, base)
            if clause.directorships == true { companies.merge(directed(by: person, base)) { a, _ in a } }
            for (other, chain) in companies where other != company && own[other] == nil && found[other] == nil {
                found[other] = chain
            }
        }
        return found
    }

    private func directed(by person: NodeID, _ base: Chain) -> [NodeID: Chain] {
        var found: [NodeID: Chain] = [:]
        for mention in view.mentions(of: person) {
            for position in graph.row(of: mention, mark: EdgeMark(.officer, .out)) {
                let entry = graph.entry(at: position)
                guard counts(entry.edge), found[entry.target] == nil, !isExternal(entry.edge) else { continue }
                found[entry.target] = Chain(through: base.through, edges: base.edges + [entry.edge])
            }
        }
        return found
    }

    /// An independent director's or a supervisor's office, which the clause does
    /// not mean.
    private func isExternal(_ edge: EdgeID) -> Bool {
        let label = graph.table.label[edge.index]
        guard label != EdgeAttributes.noLabel else { return false }
        let role = view.snapshot.labels[Int(label)]
        return role.contains("独立") || role.contains("监事")
    }
}
