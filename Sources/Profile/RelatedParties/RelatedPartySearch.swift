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

    /// How a party is reached: through whom, over which edges.
    struct Chain {
        var through: [NodeID] = []
        var edges: [EdgeID] = []
    }

    /// Everybody who controls the company, with the chain.
    var parents: [NodeID: Chain]?
    var subsidiaries: [NodeID: Chain]?
    /// Persons found so far.
    var persons: [NodeID: Chain] = [:]

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
                party: party, relation: relation, clause: clause.clause, through: chain.through,
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
    func distinct(_ edges: [EdgeID]) -> [EdgeID] {
        var seen: Set<EdgeID> = []
        return edges.filter { seen.insert($0).inserted }
    }

    // MARK: Control

    /// Everybody who controls the company: the head, and the companies that
    /// vote for it on the way.
    mutating func findParents(_ scratch: inout OwnershipScratch) -> [NodeID: Chain] {
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

    mutating func findSubsidiaries(_ scratch: inout OwnershipScratch) -> [NodeID: Chain] {
        if let subsidiaries { return subsidiaries }
        let found = findControlled(by: company, &scratch, Chain())
        subsidiaries = found
        return found
    }

    mutating func findControlled(
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
    func chain(to company: NodeID, _ controlled: [ControlQuery.Controlled]) -> [EdgeID] {
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

    mutating func findSisters(_ scratch: inout OwnershipScratch) -> [NodeID: Chain] {
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
            let path = scratch.bestPaths(from: share.node, to: party, count: 1).first
            found[share.node] = Chain(through: base.through, edges: base.edges + (path?.edges.reversed() ?? []))
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
            let base = Chain(through: chain.through + [holder], edges: chain.edges)
            let (held, bounds) = try findHoldings(of: holder, clause, base, &scratch)
            for (other, chain) in held where other != company && found[other] == nil {
                // The way to the holder may lead past the other.
                found[other] = Chain(through: chain.through.filter { $0 != other }, edges: chain.edges)
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
}
