public import GraphStore

/// Who controls a company in the end, and why; or why nobody does.
public struct ControllerVerdict: Sendable, Equatable {
    /// The company asked about.
    public let company: NodeID
    /// What came out.
    public internal(set) var outcome: Outcome
    /// One for ``Outcome/controlled``, the members of a group for
    /// ``Outcome/joint``, both sides of a ``Outcome/deadlock``, the companies of a
    /// loop for ``Outcome/loop``.
    public internal(set) var controllers: [NodeID]
    /// Company by company from the subject up to the controllers, what they
    /// control it with; where nobody controls it, its holders.
    public internal(set) var steps: [Step]
    /// Somebody who may have a decisive influence without a majority: the
    /// greatest holder with 30 % or more and twice what the second has.
    public internal(set) var suspected: NodeID?

    /// What keeps ``Outcome/undecided`` open, and what makes any outcome doubtful.
    public internal(set) var doubts: Set<Doubt> = []
    /// Why nobody controls the one controller, where that is a company with
    /// holders; nil for everybody else.
    public internal(set) var headOutcome: Outcome?

    /// The head of the chain has its majority held by companies that it
    /// controls itself: those shares carry no votes, and the controller has the
    /// majority of the others.
    public internal(set) var isWithoutLoopVotes = false

    /// Who heads the control group: the one controller, or the company itself.
    public var head: NodeID { outcome == .controlled ? controllers[0] : company }

    /// What came out.
    public enum Outcome: String, Sendable, CaseIterable {
        /// One party has more than half of the votes, or an agreement.
        case controlled
        /// Parties that vote as one have more than half together.
        case joint
        /// Two parties have exactly half each.
        case deadlock
        /// The majority is held by companies that it controls itself; shares in
        /// one's parent carry no votes.
        case loop
        /// Nobody has a majority: shares are dispersed.
        case dispersed
        /// Shares that are ranges, unknown or nobody's on record may give somebody
        /// a majority.
        case undecided
        /// No holder is on record.
        case noHolders
        /// Holders beyond the budget may decide.
        case cut
    }

    /// Why an outcome is not sure.
    public enum Doubt: String, Sendable, CaseIterable {
        /// Records give a holder a range, contradict each other, or give nothing.
        case unknownShares
        /// All that records give holders leaves votes that are nobody's.
        case unrecordedVotes
        /// Shares of a company on the way come to more than all of it.
        case excessShares
    }

    /// What control rests on.
    public enum Basis: String, Sendable, CaseIterable {
        /// More than half of the votes, by shares alone.
        case votes
        /// An agreement, alone or with the votes that it adds.
        case agreement
        /// Having agreed to vote as one.
        case concert
    }

    /// Levels of control down from the nearest controller, of every company on the
    /// way and of the controllers; nobody's where nobody controls the subject.
    ///
    /// - Complexity: O(steps + their parties).
    public var levels: [NodeID: Int] {
        guard outcome == .controlled || outcome == .joint else { return [:] }
        return ControlLevels.below(controllers, parties: steps.map { ($0.company, $0.parties) })
    }

    /// What the steps rest on; nothing where nobody controls.
    public var bases: Set<Basis> { Set(steps.compactMap(\.basis)) }

    /// Why a company is controlled by whoever is its head.
    public struct Step: Sendable, Equatable {
        /// On the way from the subject up.
        public let company: NodeID
        /// Holders that vote for the head, with their certain votes.
        public let voters: [Voter]
        /// Votes together, 0…1.
        public let votes: Double
        /// Agreements and memberships that count.
        public let agreements: [EdgeID]
        /// The voters, and whoever an agreement that counts gives a say.
        let parties: [NodeID]
        /// What control rests on here; nil where nobody controls.
        public internal(set) var basis: Basis?
    }

    /// A holder whose votes count.
    public struct Voter: Sendable, Equatable {
        /// Whoever holds the votes.
        public let holder: NodeID
        /// Certain ones, 0…1.
        public let votes: Double
        /// The statement followed.
        public let edge: EdgeID
    }
}

extension ControlQuery {
    /// Least share of a party suspected of control without a majority.
    static let suspicionShare = 0.3

    /// The controller of a company.
    ///
    /// - Complexity: O(statements about the companies above).
    public func controller(
        of company: NodeID, on day: Day, maxNodes: Int = OwnershipQuestion.nodesMax, scratch: inout OwnershipScratch
    ) -> ControllerVerdict {
        scratch.closeUpward(
            from: company, in: table, on: day.rawValue, by: .votes, maxNodes: maxNodes, joining: arrangements)
        scratch.components.search(scratch.closure)
        let closure = scratch.closure
        let heads = ControlHeads(closure, scratch.components, arrangements, on: day)
        let head = heads.head(of: 0)
        var verdict = ControllerVerdict(company: company, outcome: .controlled, controllers: [], steps: [])
        func node(_ place: Int) -> NodeID { NodeID(rawValue: closure.nodes[place]) }
        verdict.steps = steps(from: head == 0 ? [] : [0], to: head, closure, heads, on: day)
        switch heads.status[head] {
        case .block:
            verdict.outcome = .joint
            let members = heads.block(in: head) ?? []
            verdict.controllers = members.map(node).sorted()
            verdict.steps.append(blockStep(head, Set(members), closure, heads, on: day))
        case .loop:
            if let outside = heads.majorityOutsideLoop(of: head) {
                verdict.isWithoutLoopVotes = true
                verdict.controllers = [node(outside)]
                var last = step(head, closure, on: day) { heads.head(of: $0) == outside }.0
                last.basis = .votes
                verdict.steps.append(last)
            } else {
                verdict.outcome = .loop
                verdict.controllers = loopMembers(of: head, closure, heads).map(node).sorted()
            }
        case .none, .majority, .agreement:
            if head != 0 {
                verdict.controllers = [node(head)]
                if !closure.stakes(in: head).isEmpty {
                    verdict.headOutcome = judgeUncontrolled(head, closure, heads).outcome
                }
            } else {
                let found = judgeUncontrolled(0, closure, heads)
                (verdict.outcome, verdict.doubts) = (found.outcome, found.doubts)
                verdict.controllers = found.sides.map(node).sorted()
                verdict.suspected = found.suspected.map(node)
                // Who holds it, although nobody has a majority.
                if verdict.outcome != .noHolders {
                    verdict.steps = [step(0, closure, on: day) { _ in true }.0]
                }
                if let suspected = found.suspected {
                    let holders = closure.stakes(in: 0).map { Int(closure.stakes[$0].holder) }
                    let through = holders.filter { $0 != suspected && heads.head(of: $0) == suspected }
                    verdict.steps += steps(from: through, to: suspected, closure, heads, on: day)
                }
            }
        }
        let excessive = Set(closure.sums.indices.filter { closure.sums[$0].remarks.contains(.excess) }.map(node))
        if !excessive.isEmpty, verdict.steps.contains(where: { excessive.contains($0.company) }) {
            verdict.doubts.insert(.excessShares)
        }
        return verdict
    }

    /// What each company on the way up is controlled with, nearest first.
    private func steps(
        from starts: [Int], to head: Int, _ closure: OwnershipClosure, _ heads: ControlHeads, on day: Day
    ) -> [ControllerVerdict.Step] {
        var steps: [ControllerVerdict.Step] = []
        var seen = Set(starts)
        var queue = starts
        var next = 0
        while next < queue.count {
            let place = queue[next]
            next += 1
            var (step, voters) = step(place, closure, on: day) { heads.head(of: $0) == head }
            let own = voteCount(place, closure) { heads.head(of: $0) == head }
            step.basis = heads.status[place] == .agreement || own.sideOfHalf <= 0 ? .agreement : .votes
            steps.append(step)
            for voter in voters where voter != head && seen.insert(voter).inserted { queue.append(voter) }
        }
        return steps
    }

    private func blockStep(
        _ place: Int, _ members: Set<Int>, _ closure: OwnershipClosure, _ heads: ControlHeads, on day: Day
    ) -> ControllerVerdict.Step {
        let memberHeads = Set(members.map { heads.head(of: $0) })
        let (step, _) = step(place, closure, on: day) { memberHeads.contains(heads.head(of: $0)) }
        let company = NodeID(rawValue: closure.nodes[place])
        let nodes = Set(members.map { NodeID(rawValue: closure.nodes[$0]) })
        let group = arrangements.groups(in: company, on: day).first { Set($0.map(\.member)).isSuperset(of: nodes) }
        return ControllerVerdict.Step(
            company: company, voters: step.voters, votes: step.votes, agreements: group?.map(\.edge) ?? [],
            parties: step.parties + nodes, basis: .concert)
    }

    /// Certain votes by shares alone of the holders that count.
    private func voteCount(_ place: Int, _ closure: OwnershipClosure, counts: (Int) -> Bool) -> VoteCount {
        var sum = VoteCount()
        for number in closure.stakes(in: place) where counts(Int(closure.stakes[number].holder)) {
            sum.add(closure.stakes[number].least, of: closure.stakes[number].whole)
        }
        return sum
    }

    private func step(
        _ place: Int, _ closure: OwnershipClosure, on day: Day, counts: (Int) -> Bool
    ) -> (ControllerVerdict.Step, voters: [Int]) {
        var (voters, places, sum): ([ControllerVerdict.Voter], [Int], VoteCount) = ([], [], VoteCount())
        for number in closure.stakes(in: place) {
            let stake = closure.stakes[number]
            guard stake.least > 0, counts(Int(stake.holder)) else { continue }
            sum.add(stake.least, of: stake.whole)
            places.append(Int(stake.holder))
            voters.append(
                ControllerVerdict.Voter(
                    holder: NodeID(rawValue: closure.nodes[Int(stake.holder)]),
                    votes: stake.leastValue, edge: EdgeID(rawValue: stake.edge)))
        }
        let company = NodeID(rawValue: closure.nodes[place])
        var agreements: [EdgeID] = []
        for agreement in arrangements.agreements(about: company, on: day) {
            guard let controller = closure.nodes.firstIndex(of: agreement.controller.rawValue), counts(controller)
            else {
                continue
            }
            if let votes = agreement.votes { sum.add(Int64(votes), of: Int64(EdgeAttributes.wholeShare)) }
            agreements.append(agreement.edge)
            places.append(controller)
        }
        return (
            ControllerVerdict.Step(
                company: company, voters: voters, votes: min(1, sum.value), agreements: agreements,
                parties: places.map { NodeID(rawValue: closure.nodes[$0]) }), places
        )
    }

    /// Companies whose majority comes back to a place.
    private func loopMembers(of place: Int, _ closure: OwnershipClosure, _ heads: ControlHeads) -> [Int] {
        (0..<closure.count).filter { heads.head(of: $0) == place && !closure.stakes(in: $0).isEmpty }
    }

    /// Why nobody controls a company.
    private struct Uncontrolled {
        var outcome: ControllerVerdict.Outcome
        var doubts: Set<ControllerVerdict.Doubt> = []
        /// Places of both sides of a deadlock.
        var sides: [Int] = []
        /// Place of somebody who may have a decisive influence.
        var suspected: Int?
    }

    /// Why a company that nobody controls is not controlled.
    private func judgeUncontrolled(_ place: Int, _ closure: OwnershipClosure, _ heads: ControlHeads) -> Uncontrolled {
        let row = closure.stakes(in: place)
        guard !row.isEmpty else { return Uncontrolled(outcome: closure.cut.isEmpty ? .noHolders : .cut) }
        var (sums, maxima): ([Int: VoteCount], [Int: Double]) = ([:], [:])
        for number in row {
            let stake = closure.stakes[number]
            let head = heads.head(of: Int(stake.holder))
            sums[head, default: VoteCount()].add(stake.least, of: stake.whole)
            maxima[head, default: 0] += stake.mostValue
        }
        let rest = max(0, 1 - closure.sums[place].least)
        // What nobody on record can have may be anybody's, but for the float: that
        // is nobody's block.
        let left = 1 - closure.sums[place].ofPublic - maxima.values.reduce(0, +)
        let hidden = left > 1e-12 ? left : 0
        func bound(_ certain: VoteCount, of head: Int) -> Double { min(maxima[head] ?? 0, certain.value + rest) }
        let halves = sums.filter { $0.value.sideOfHalf == 0 }.keys.sorted()
        let ranked = sums.sorted { a, b in
            a.value == b.value ? a.key < b.key : b.value < a.value
        }
        var found = Uncontrolled(outcome: .dispersed)
        if halves.count == 2, rest == 0 {
            found.outcome = .deadlock
            found.sides = halves
        } else if hidden > 0.5 || ranked.contains(where: { bound($0.value, of: $0.key) + hidden > 0.5 }) {
            found.outcome = .undecided
            if row.contains(where: { closure.stakes[$0].least < closure.stakes[$0].most }) {
                found.doubts.insert(.unknownShares)
            }
            if hidden > 0 { found.doubts.insert(.unrecordedVotes) }
        }
        if !closure.cut.isEmpty, found.outcome == .dispersed { found.outcome = .cut }
        guard let first = ranked.first, first.value.value >= Self.suspicionShare else { return found }
        // What the others may have counts: unknown is not nothing.
        let second = ranked.dropFirst().map { bound($0.value, of: $0.key) }.reduce(hidden, max)
        if first.value.value > 2 * second { found.suspected = first.key }
        return found
    }
}
