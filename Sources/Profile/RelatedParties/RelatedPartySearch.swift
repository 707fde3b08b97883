internal import GraphStore

/// The state of one search: clauses are applied in order, and later ones stand on
/// what earlier ones found.
struct RelatedPartySearch {
    let query: RelatedPartyQuery
    let company: NodeID
    let rules: RelatedPartyRules
    let day: Day
    var view: OwnershipView { query.view }
    var graph: CSRGraph { query.view.snapshot.graph }
    var verdicts: [RelatedParties.Verdict] = []
    var excepted: [RelatedParties.Verdict] = []
    var isCut = false
    /// Parties whose control over others was not looked at.
    var unexplored = 0
    /// Controlled companies that may still be looked at.
    private var rest: Int

    typealias Chain = EvidenceChain

    /// Everybody who controls the company, with the chain.
    var parents: [NodeID: Chain]?
    /// Those who control the company, nearest first, and what each controls.
    private var nearest: [NodeID] = []
    private var trees: [NodeID: ControlTree] = [:]
    var subsidiaries: [NodeID: Chain]?
    /// Persons found so far.
    var persons: [NodeID: Chain] = [:]

    init(_ query: RelatedPartyQuery, _ company: NodeID, _ rules: RelatedPartyRules, _ day: Day) {
        (self.query, self.company, self.rules, self.day) = (query, company, rules, day)
        rest = query.maxControlled
    }

    func answer() -> RelatedParties {
        RelatedParties(company: company, verdicts: verdicts, excepted: excepted, isCut: isCut, unexplored: unexplored)
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
                found.merge(managers(of: parent, chain.adding([], through: [parent]))) { a, _ in a }
            }
        case .family: found = relatives(of: persons, clause.family ?? [])
        case .controlledByIndividuals: found = findCompanies(of: persons, clause, &scratch)
        }
        found = found.filter { accepts($0.key, clause.parties) }
        record(found, shares, clause, clause.relation)
        if clause.relation != .family, let kinships = clause.family {
            record(relatives(of: found.filter { view.isPerson($0.key) }, kinships), [:], clause, .family)
        }
    }

    func accepts(_ party: NodeID, _ parties: RelatedPartyRules.Parties?) -> Bool {
        switch parties {
        case .companies: !view.isPerson(party)
        case .persons: view.isPerson(party)
        case nil: true
        }
    }

    mutating func record(
        _ found: [NodeID: Chain], _ shares: [NodeID: ClosedRange<Double>], _ clause: RelatedPartyRules.Clause,
        _ relation: RelatedPartyRules.Relation
    ) {
        for (party, chain) in found.sorted(by: { $0.key < $1.key }) where party != company {
            let verdict = RelatedParties.Verdict(
                party: party, relation: relation, clause: clause.clause, evidence: chain, share: shares[party])
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

    // MARK: Control

    /// Everybody who controls the company: the head, and the companies that
    /// vote for it on the way.
    mutating func findParents(_ scratch: inout OwnershipScratch) -> [NodeID: Chain] {
        if let parents { return parents }
        let verdict = view.control.controller(of: company, on: day, maxNodes: query.maxNodes, scratch: &scratch)
        var candidates = verdict.steps.flatMap { $0.voters.map(\.holder) }
        if verdict.outcome == .controlled { candidates += verdict.controllers }
        var found: [NodeID: Chain] = [:]
        // Nearest first, as steps are.
        var seen: Set<NodeID> = [company]
        for candidate in candidates where seen.insert(candidate).inserted {
            guard let tree = controlled(by: candidate, &scratch) else { continue }
            guard tree.contains(company) else { continue }
            found[candidate] = Chain().adding(controlOf: company, in: tree, isDownward: false)
            trees[candidate] = tree
            nearest.append(candidate)
        }
        parents = found
        return found
    }

    /// All that a party controls; nil when that was not looked at because the
    /// budget of the question has ended.
    private mutating func controlled(by party: NodeID, _ scratch: inout OwnershipScratch) -> ControlTree? {
        if let known = trees[party] { return known }
        guard rest > 0 else {
            (isCut, unexplored) = (true, unexplored + 1)
            return nil
        }
        let (companies, cut) = view.control.controlled(
            by: party, on: day, maxNodes: min(query.maxNodes, rest), scratch: &scratch)
        rest -= companies.count
        if cut { (isCut, unexplored) = (true, unexplored + 1) }
        let (view, graph) = (view, graph)
        return ControlTree(companies) { view.party(graph.table.holderAndCompany(of: $0).holder) }
    }

    mutating func findSubsidiaries(_ scratch: inout OwnershipScratch) -> [NodeID: Chain] {
        if let subsidiaries { return subsidiaries }
        let found = findControlled(by: company, &scratch, Chain())
        subsidiaries = found
        return found
    }

    mutating func findControlled(
        by party: NodeID, _ scratch: inout OwnershipScratch, _ base: Chain
    ) -> [NodeID: Chain] {
        guard let tree = controlled(by: party, &scratch) else { return [:] }
        var found: [NodeID: Chain] = [:]
        for item in tree.companies {
            found[item.company] = base.adding(controlOf: item.company, in: tree, isDownward: true)
        }
        return found
    }

    /// What the controllers of the company control besides: under the nearest of
    /// them that does, and under the state only what nobody else controls.
    mutating func findSisters(_ scratch: inout OwnershipScratch) -> [NodeID: Chain] {
        let own = findSubsidiaries(&scratch)
        let parents = findParents(&scratch)
        var found: [NodeID: Chain] = [:]
        for isState in [false, true] {
            for parent in nearest where view.stateParties.contains(parent) == isState {
                guard let base = parents[parent]?.adding([], through: [parent]), let tree = trees[parent] else {
                    continue
                }
                for item in tree.companies {
                    let sister = item.company
                    guard own[sister] == nil, parents[sister] == nil, sister != company, found[sister] == nil else {
                        continue
                    }
                    found[sister] = base.adding(controlOf: sister, in: tree, isDownward: true)
                }
            }
        }
        return found
    }

    mutating func findJointControllers(_ scratch: inout OwnershipScratch) -> [NodeID: Chain] {
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

    mutating func findHolders(
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
            let path = scratch.bestPath(from: company, to: share.node)
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
    mutating func findHoldings(
        of party: NodeID, _ clause: RelatedPartyRules.Clause, _ base: Chain, _ scratch: inout OwnershipScratch
    ) throws(LoopTooDense) -> ([NodeID: Chain], [NodeID: ClosedRange<Double>]) {
        guard let threshold = clause.threshold else { return ([:], [:]) }
        let question = OwnershipQuestion(day: day, measure: clause.measure ?? .votes, maxNodes: query.maxNodes)
        let answer = try view.ownership.holdings(of: party, question, scratch: &scratch)
        if !answer.cut.isEmpty { isCut = true }
        var (found, shares): ([NodeID: Chain], [NodeID: ClosedRange<Double>]) = ([:], [:])
        for share in answer.shares {
            guard try scratch.meets(threshold, company: share.node, share: share.bounds.lowerBound) else { continue }
            let path = scratch.bestPath(from: share.node, to: party)
            found[share.node] = base.adding(path?.edges.reversed() ?? [])
            shares[share.node] = share.bounds
        }
        return (found, shares)
    }

    /// Companies of which somebody has a share above the threshold who has one
    /// in the company too.
    mutating func findCommonlyHeld(
        _ clause: RelatedPartyRules.Clause, _ scratch: inout OwnershipScratch
    ) throws(LoopTooDense) -> ([NodeID: Chain], [NodeID: ClosedRange<Double>]) {
        var (found, shares): ([NodeID: Chain], [NodeID: ClosedRange<Double>]) = ([:], [:])
        for (holder, chain) in try findHolders(clause, &scratch).0.sorted(by: { $0.key < $1.key }) {
            let base = chain.adding([], through: [holder])
            let (held, bounds) = try findHoldings(of: holder, clause, base, &scratch)
            for (other, chain) in held where other != company && found[other] == nil {
                // The way to the holder may lead past the other.
                var chain = chain
                chain.through.removeAll { $0 == other }
                found[other] = chain
                shares[other] = bounds[other]
            }
        }
        return (found, shares)
    }

    /// Those who act in concert with holders found, in the company.
    func addConcerted(_ found: inout [NodeID: Chain]) {
        for group in view.arrangements.groups(in: company, on: day) {
            guard let known = group.first(where: { found[$0.member] != nil }) else { continue }
            for member in group where found[member.member] == nil {
                found[member.member] = Chain(through: [known.member], edges: [known.edge, member.edge])
            }
        }
    }

    /// Companies in which the company has votes on one side of a half.
    func findInvestees(
        _ scratch: inout OwnershipScratch, _ threshold: ShareThreshold? = nil, side: (Int) -> Bool
    ) -> [NodeID: Chain] {
        var found: [NodeID: Chain] = [:]
        for investee in view.table.companies(heldBy: company).lazy.map(\.company) {
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
}
