internal import GraphStore

/// The state of choosing what an ``OwnershipChart`` shows.
struct OwnershipChartSearch {
    private let view: OwnershipView
    private let question: OwnershipChart.Question
    private let subject: NodeID
    /// Parties drawn, by distance, and how far each is.
    private var drawn: [NodeID]
    private var distances: [NodeID: Int]
    /// What control over the subject, or the subject's, rests on.
    private var decisive: Set<EdgeID> = []
    private var roles: [NodeID: OwnershipChart.Role] = [:]

    init(_ view: OwnershipView, _ subject: NodeID, _ question: OwnershipChart.Question) {
        (self.view, self.subject, self.question) = (view, subject, question)
        (drawn, distances) = ([subject], [subject: 0])
    }

    /// Finds the holdings and agreements that decide.
    mutating func findControl(maxNodes: Int, scratch: inout OwnershipScratch) {
        switch question.direction {
        case .owners:
            let verdict = view.control.controller(
                of: subject, on: question.day, maxNodes: maxNodes, scratch: &scratch)
            guard verdict.decides else { return }
            for step in verdict.steps {
                decisive.formUnion(step.voters.map(\.edge))
                decisive.formUnion(step.agreements)
            }
            let role = verdict.outcome == .controlled ? OwnershipChart.Role.controller : .jointController
            for controller in verdict.controllers { roles[controller] = role }
        case .holdings:
            let found = view.control.controlled(by: subject, on: question.day, maxNodes: maxNodes, scratch: &scratch)
            for company in found.companies {
                decisive.formUnion(company.stakes)
                decisive.formUnion(company.agreements)
            }
        }
    }

    /// Decides who is drawn, layer by layer.
    mutating func choose() {
        var next = 0
        while next < drawn.count, drawn.count < question.maxNodes {
            let party = drawn[next]
            next += 1
            let distance = distances[party] ?? 0
            guard distance < question.depth else { break }
            for found in candidates(from: party) where distances[found] == nil {
                guard drawn.count < question.maxNodes else { break }
                drawn.append(found)
                distances[found] = distance + 1
            }
        }
    }

    /// Those whom a party brings onto the chart, the greatest share first.
    private func candidates(from party: NodeID) -> [NodeID] {
        switch question.direction {
        case .owners:
            let holdings = holders(of: party).holdings.filter { $0.holder != party }.sorted(by: Self.isGreater)
            let shown = holdings.enumerated().filter { rank, holding in
                decisive.contains(holding.edge) || rank < question.breadth && isShown(holding)
            }
            let agreements = view.arrangements.agreements(about: party, on: question.day)
            return shown.map(\.element.holder)
                + agreements.filter { decisive.contains($0.edge) }.map(\.controller)
        case .holdings:
            let held = companies(of: party).filter { $0.company != party }.sorted { a, b in
                Self.isGreater(a.holding, b.holding)
                    || !Self.isGreater(b.holding, a.holding) && a.company < b.company
            }
            let agreed = view.arrangements.companies(controlledBy: party).filter { company in
                view.arrangements.agreements(about: company, on: question.day).contains { $0.controller == party }
            }
            return agreed.prefix(question.breadth)
                + held.prefix(question.breadth).filter { isShown($0.holding) }.map(\.company)
        }
    }

    private func isShown(_ holding: Holding) -> Bool {
        holding.isExact && holding.least == 0 ? false : holding.bounds.upperBound >= question.minShare
    }

    /// The greatest certain share first, then the greatest possible one.
    private static func isGreater(_ a: Holding, _ b: Holding) -> Bool {
        let (left, right) = (a.bounds, b.bounds)
        if left.lowerBound != right.lowerBound { return left.lowerBound > right.lowerBound }
        if left.upperBound != right.upperBound { return left.upperBound > right.upperBound }
        return a.holder < b.holder
    }

    private func holders(of company: NodeID) -> Holders {
        view.table.holders(of: company, on: question.day, by: question.measure)
    }

    /// Companies in which a party has a share on the day.
    private func companies(of party: NodeID) -> [(company: NodeID, holding: Holding)] {
        view.table.companies(heldBy: party).compactMap { held in
            let company = NodeID(rawValue: held.company)
            return holders(of: company).holdings.first { $0.holder == party }.map { (company, $0) }
        }
    }

    // MARK: What is drawn

    /// The chart of those chosen, with the integrated shares of an answer.
    func chart(with answer: IntegratedOwnership) -> OwnershipChart {
        let shares = Dictionary(
            answer.shares.map { ($0.node, $0.bounds) }, uniquingKeysWith: { first, _ in first })
        var chart = OwnershipChart(subject: subject, question: question)
        chart.cutCount = answer.cut.count
        for party in drawn {
            chart.nodes.append(
                OwnershipChart.Node(
                    node: party, distance: distances[party] ?? 0,
                    share: party == subject ? nil : shares[party] ?? 0...0, role: roles[party]))
            addHoldings(in: party, to: &chart)
            addArrangements(about: party, to: &chart)
            if question.direction == .holdings { foldCompanies(of: party, into: &chart) }
        }
        return chart
    }

    private func addHoldings(in company: NodeID, to chart: inout OwnershipChart) {
        let holders = holders(of: company)
        var folded: [Holding] = []
        if question.direction == .owners {
            chart.remainders += holders.placeholders.map { OwnershipChart.Remainder(company: company, share: $0) }
        }
        for holding in holders.holdings {
            if question.direction == .owners, holding.holder == company {
                let share = PlaceholderHolding(kind: .treasury, label: EdgeAttributes.noLabel, holding: holding)
                chart.remainders.append(OwnershipChart.Remainder(company: company, share: share))
                continue
            }
            guard distances[holding.holder] != nil else {
                folded.append(holding)
                continue
            }
            chart.holdings.append(
                OwnershipChart.Holding(
                    holder: holding.holder, company: company, edge: holding.edge, share: holding.bounds,
                    isUnknown: holding.basis == .unknown, carriesControl: decisive.contains(holding.edge)))
        }
        guard question.direction == .owners, !folded.isEmpty else { return }
        let least = folded.reduce(0) { $0 + $1.bounds.lowerBound }
        let most = folded.reduce(0) { $0 + $1.bounds.upperBound }
        // Where the list adds up to no more than all, what others certainly
        // have is not theirs.
        let isWhole = !holders.remarks.contains(.excess)
        let rest = isWhole ? max(least, 1 - (holders.leastSum - least)) : most
        chart.folds.append(
            OwnershipChart.Fold(
                of: company, count: folded.count, personCount: folded.count { view.isPerson($0.holder) },
                share: least...max(least, min(most, rest)), isUnknown: folded.allSatisfy { $0.basis == .unknown }))
    }

    private func foldCompanies(of party: NodeID, into chart: inout OwnershipChart) {
        let folded = companies(of: party).filter { distances[$0.company] == nil }.map(\.holding)
        guard let least = folded.map(\.bounds.lowerBound).min(), let most = folded.map(\.bounds.upperBound).max() else {
            return
        }
        chart.folds.append(
            OwnershipChart.Fold(
                of: party, count: folded.count, personCount: 0, share: least...most,
                isUnknown: folded.allSatisfy { $0.basis == .unknown }))
    }

    private func addArrangements(about company: NodeID, to chart: inout OwnershipChart) {
        let agreements = view.arrangements.agreements(about: company, on: question.day).map { ($0.controller, $0.edge) }
        let groups = view.arrangements.groups(in: company, on: question.day).joined().map { ($0.member, $0.edge) }
        for (party, edge) in agreements + groups where distances[party] != nil {
            chart.arrangements.append(
                OwnershipChart.Arrangement(
                    party: party, company: company, edge: edge, carriesControl: decisive.contains(edge)))
        }
    }
}
