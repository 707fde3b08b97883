public import GraphStore

/// Who a company's beneficial owners are under a rule set, and by which test.
public struct BeneficialOwners: Sendable, Equatable {
    /// The company asked about.
    public let company: NodeID
    /// How its owners were found.
    public let outcome: Outcome
    /// Those who meet a test for certain first, then those who may; by share,
    /// the greatest first.
    public let owners: [Owner]
    /// Whether the company need not file, where the rules know of that.
    public let exemption: Exemption?
    /// Parts of the ownership above that nobody looked at.
    public let cut: [NodeID]

    /// How the owners were found.
    public enum Outcome: String, Sendable, CaseIterable {
        /// At least one person meets a test for certain.
        case found
        /// The state controls the company: its legal representative counts.
        case stateOwned
        /// Nobody meets a test, and nobody unknown can: whoever runs the company
        /// counts.
        case fallback
        /// Nobody on record meets a test, but what is not on record may hide
        /// somebody who does: whoever runs the company stands in for the time
        /// being.
        case undetermined
        /// Nobody meets a test and nobody is known to run the company.
        case none
    }

    /// A beneficial owner.
    public struct Owner: Sendable, Equatable {
        /// A natural person.
        public let person: NodeID
        /// ``BeneficialOwnerRules/Test/id``, `stateOwned` or `fallback`.
        public let test: String
        /// Where the rule set says it.
        public let clause: String
        /// The integrated share that the test looked at; nil for control and
        /// stand-ins.
        public let share: ClosedRange<Double>?
        /// What the share is of.
        public let measure: OwnershipMeasure?
        /// Whether the test is met whatever unknown shares are.
        public let isCertain: Bool
    }

    /// Whether a company need not file.
    public enum Exemption: String, Sendable, CaseIterable {
        case eligible
        /// The capital is above the limit.
        case capitalTooGreat
        /// A holder is no natural person.
        case holderIsNoPerson
        /// Somebody else controls it by agreement, or holders vote as one.
        case otherControl
        /// The capital or the holders are not known.
        case unknown
    }
}

/// What beneficial ownership asks of the data besides holdings.
public struct CompanyFacts: Sendable {
    /// Whether a party is a natural person.
    public let isPerson: @Sendable (NodeID) -> Bool
    /// Those who run a company on a day: its legal representatives.
    public let representatives: @Sendable (NodeID, Day) -> [NodeID]
    /// Registered capital in fen.
    public let capital: @Sendable (NodeID) -> Int64?
    /// Holders that are the state.
    public let state: Set<NodeID>

    /// Facts of a snapshot, or made up by a test.
    public init(
        isPerson: @escaping @Sendable (NodeID) -> Bool,
        representatives: @escaping @Sendable (NodeID, Day) -> [NodeID],
        capital: @escaping @Sendable (NodeID) -> Int64?, state: Set<NodeID>
    ) {
        (self.isPerson, self.representatives, self.capital) = (isPerson, representatives, capital)
        self.state = state
    }
}

/// Finds beneficial owners.
public struct BeneficialOwnerQuery: Sendable {
    private let ownership: OwnershipQuery
    private let control: ControlQuery
    private let facts: CompanyFacts

    /// Asks about companies of one graph.
    public init(ownership: OwnershipQuery, control: ControlQuery, facts: CompanyFacts) {
        (self.ownership, self.control, self.facts) = (ownership, control, facts)
    }

    /// A person who meets, or may meet, the threshold of a test.
    private struct Candidate {
        var share: ClosedRange<Double>
        var measure: OwnershipMeasure
        var isCertain: Bool
    }

    /// The beneficial owners of a company on a day, of whom no more than `maxNodes`
    /// companies and holders above are looked at.
    ///
    /// - Throws: ``LoopTooDense``.
    /// - Complexity: that of three questions for owners and one for control.
    public func owners(
        of company: NodeID, under rules: BeneficialOwnerRules, on day: Day,
        maxNodes: Int = OwnershipQuestion.nodesMax, scratch: inout OwnershipScratch
    ) throws(LoopTooDense) -> BeneficialOwners {
        var owners: [NodeID: BeneficialOwners.Owner] = [:]
        var cut: Set<NodeID> = []
        var isHidden = false
        let verdict = control.controller(of: company, on: day, maxNodes: maxNodes, scratch: &scratch)
        for test in rules.tests {
            guard let threshold = test.threshold, let measures = test.measures else {
                for person in verdict.controllers where isNew(person, owners) && verdict.decides {
                    owners[person] = BeneficialOwners.Owner(
                        person: person, test: test.id, clause: test.clause, share: nil, measure: nil, isCertain: true)
                }
                continue
            }
            var candidates: [NodeID: Candidate] = [:]
            for measure in measures {
                let question = OwnershipQuestion(day: day, measure: measure, maxNodes: maxNodes)
                let found = try candidatesAtLeast(threshold, of: company, question, &scratch)
                cut.formUnion(found.cut)
                if found.unattributed >= threshold.value - ShareThreshold.doubt { isHidden = true }
                candidates.merge(found.candidates) { a, b in
                    // 孰高: the greater counts.
                    if a.isCertain != b.isCertain { return a.isCertain ? a : b }
                    return a.share.upperBound < b.share.upperBound ? b : a
                }
            }
            for (person, candidate) in candidates where isNew(person, owners) {
                // Possible here and there: the test that comes first is told.
                if !candidate.isCertain, owners[person] != nil { continue }
                owners[person] = BeneficialOwners.Owner(
                    person: person, test: test.id, clause: test.clause, share: candidate.share,
                    measure: candidate.measure, isCertain: candidate.isCertain)
            }
        }
        isHidden = isHidden || !cut.isEmpty || [.noHolders, .undecided, .cut].contains(verdict.outcome)
        return conclude(company, rules, Array(owners.values), verdict, day, cut: cut.sorted(), isHidden: isHidden)
    }

    private func isNew(_ person: NodeID, _ owners: [NodeID: BeneficialOwners.Owner]) -> Bool {
        facts.isPerson(person) && owners[person]?.isCertain != true
    }

    private func candidatesAtLeast(
        _ threshold: ShareThreshold, of company: NodeID, _ question: OwnershipQuestion,
        _ scratch: inout OwnershipScratch
    ) throws(LoopTooDense) -> (candidates: [NodeID: Candidate], unattributed: Double, cut: [NodeID]) {
        let answer = try ownership.owners(of: company, question, scratch: &scratch)
        var candidates: [NodeID: Candidate] = [:]
        for share in answer.shares where facts.isPerson(share.node) {
            let isCertain = try scratch.meets(threshold, owner: share.node, share: share.bounds.lowerBound)
            // An upper bound errs upward only.
            guard isCertain || share.bounds.upperBound > threshold.value - ShareThreshold.doubt,
                isCertain || share.bounds.upperBound > share.bounds.lowerBound
            else { continue }
            candidates[share.node] = Candidate(
                share: share.bounds, measure: question.measure, isCertain: isCertain)
        }
        // One of those who are not named may have all that they have together.
        return (candidates, answer.unattributed + answer.remainder(.unnamed), answer.cut)
    }

    private func conclude(
        _ company: NodeID, _ rules: BeneficialOwnerRules, _ owners: [BeneficialOwners.Owner],
        _ verdict: ControllerVerdict, _ day: Day, cut: [NodeID], isHidden: Bool
    ) -> BeneficialOwners {
        func standIns(
            _ clause: BeneficialOwnerRules.Clause, _ test: String, isCertain: Bool = true
        ) -> [BeneficialOwners.Owner] {
            facts.representatives(company, day).map {
                BeneficialOwners.Owner(
                    person: $0, test: test, clause: clause.clause, share: nil, measure: nil,
                    isCertain: isCertain)
            }
        }
        var outcome = owners.contains(where: \.isCertain) ? BeneficialOwners.Outcome.found : .none
        var all = owners
        if let clause = rules.stateOwned, verdict.decides, verdict.controllers.contains(where: facts.state.contains) {
            all = standIns(clause, "stateOwned")
            outcome = .stateOwned
        } else if outcome == .none, let clause = rules.fallback {
            let added = standIns(clause, "fallback", isCertain: !isHidden)
            all += added
            outcome = isHidden ? .undetermined : added.isEmpty ? .none : .fallback
        }
        all.sort { a, b in
            if a.isCertain != b.isCertain { return a.isCertain }
            let (left, right) = (a.share?.lowerBound ?? 0, b.share?.lowerBound ?? 0)
            return left != right ? left > right : a.person < b.person
        }
        return BeneficialOwners(
            company: company, outcome: outcome, owners: all,
            exemption: rules.exemption.map { exemption(of: company, $0, on: day) }, cut: cut)
    }

    private func exemption(
        of company: NodeID, _ rule: BeneficialOwnerRules.Exemption, on day: Day
    ) -> BeneficialOwners.Exemption {
        let holders = ownership.table.holders(of: company, on: day)
        // What rules it out for certain goes before what is not known.
        let capital = facts.capital(company)
        if let capital, capital > rule.capitalAtMost * 100 { return .capitalTooGreat }
        if holders.holdings.contains(where: { !facts.isPerson($0.holder) }) { return .holderIsNoPerson }
        let arrangements = control.arrangements
        if !arrangements.agreements(about: company, on: day).isEmpty
            || !arrangements.groups(in: company, on: day).isEmpty
        {
            return .otherControl
        }
        guard capital != nil, !holders.holdings.isEmpty,
            holders.remarks.isDisjoint(with: [.incomplete, .placeholders])
        else { return .unknown }
        return .eligible
    }
}

extension ControllerVerdict {
    /// Whether the controllers named do control, alone or together.
    var decides: Bool { outcome == .controlled || outcome == .joint }
}

extension OwnershipView {
    /// Paths of each share that a beneficial owner is told with.
    private static let pathsOfShare = 3

    /// The edges on which each beneficial owner stands: the paths that contribute
    /// most to a share, what control rests on, or the office of who stands in.
    ///
    /// - Throws: ``LoopTooDense``.
    /// - Complexity: as finding the owners.
    public func chains(
        of found: BeneficialOwners, on day: Day, maxNodes: Int = OwnershipQuestion.nodesMax,
        scratch: inout OwnershipScratch
    ) throws(LoopTooDense) -> [[EdgeID]] {
        var chains = [[EdgeID]](repeating: [], count: found.owners.count)
        for measure in OwnershipMeasure.allCases where found.owners.contains(where: { $0.measure == measure }) {
            let question = OwnershipQuestion(day: day, measure: measure, maxNodes: maxNodes)
            _ = try ownership.owners(of: found.company, question, scratch: &scratch)
            for (i, owner) in found.owners.enumerated() where owner.measure == measure {
                let paths = scratch.bestPaths(from: found.company, to: owner.person, count: Self.pathsOfShare)
                chains[i] = paths.flatMap(\.edges)
            }
        }
        let offices = snapshot.representation(of: found.company, on: day)
        var steps: [ControllerVerdict.Step]?
        for (i, owner) in found.owners.enumerated() where owner.measure == nil {
            let isInOffice = owner.test == "fallback" || owner.test == "stateOwned"
            if isInOffice {
                chains[i] = offices.filter {
                    party(NodeID(rawValue: snapshot.graph.table.from[$0.index])) == owner.person
                }
            }
            if owner.test == "fallback" { continue }
            let known =
                steps ?? control.controller(of: found.company, on: day, maxNodes: maxNodes, scratch: &scratch).steps
            steps = known
            chains[i] += known.flatMap { $0.voters.map(\.edge) + $0.agreements }
            if isInOffice {
                let companies = Set(known.map(\.company))
                chains[i] += known.flatMap { $0.voters.flatMap { stateStatements(about: $0.holder, companies) } }
            }
        }
        return chains.map { edges in
            var seen: Set<EdgeID> = []
            return edges.filter { seen.insert($0).inserted }
        }
    }
}
