public import GraphStore

/// Who controls whom: company control as the least fixpoint of Ceri, Gottlob
/// and Tanca, as the Bank of Italy uses it.
///
///     x controls x
///     x controls y  if  Σ votes in y of all z that x controls  >  1/2
///
/// Votes of controlled companies count in full. An agreement adds the votes
/// that it names, or decides alone when it names none; votes that an agreement
/// gives to somebody else are not counted for whom they were, as nobody states
/// whose they are.
public struct ControlQuery: Sendable {
    /// Who holds what.
    public let table: HoldingTable
    /// Agreements, and who votes as one.
    public let arrangements: VotingArrangements
    /// Statements about a company up to which its votes are counted anew for each
    /// of its holders who gets a place: to keep what others have costs more.
    var recountedMax = 64

    /// Asks about holdings and arrangements of one graph.
    public init(_ table: HoldingTable, _ arrangements: VotingArrangements = .none) {
        (self.table, self.arrangements) = (table, arrangements)
    }

    /// A company that a party controls, and by what.
    public struct Controlled: Sendable, Equatable {
        /// The company controlled.
        public let company: NodeID
        /// Votes of the party and of what it controls, 0…1; those that are
        /// certain.
        public let votes: Double
        /// The shareholdings that these votes come from.
        public let stakes: [EdgeID]
        /// Agreements that count.
        public let agreements: [EdgeID]
    }

    /// Everything that a party controls, in the order in which it is found: each
    /// company stands after those that its control rests on.
    ///
    /// - Parameters:
    ///   - party: a person or company.
    ///   - day: the day whose holdings count.
    ///   - maxNodes: companies at most.
    ///   - scratch: working memory.
    /// - Returns: the companies, and whether more were cut off.
    /// - Complexity: O(statements about the companies in which the controlled
    ///   ones hold shares); those with few holders may be looked at once for
    ///   each.
    public func controlled(
        by party: NodeID, on day: Day, maxNodes: Int = OwnershipQuestion.nodesMax, scratch: inout OwnershipScratch
    ) -> (companies: [Controlled], isCut: Bool) {
        var found: [Controlled] = []
        let isCut = spread(from: party, on: day, maxNodes: maxNodes, counting: true, &scratch) {
            company, count, scratch in
            found.append(evidence(of: company, count, on: day, scratch))
        }
        return (found, isCut)
    }

    /// Companies that a party controls, without evidence.
    ///
    /// - Complexity: as ``controlled(by:on:maxNodes:scratch:)``.
    public func count(controlledBy party: NodeID, on day: Day, scratch: inout OwnershipScratch) -> Int {
        _ = spread(from: party, on: day, maxNodes: .max, counting: false, &scratch) { _, _, _ in }
        return scratch.closure.nodes.count - 1
    }

    /// Gives a place to a party and to everything that it controls.
    ///
    /// - Parameters:
    ///   - party: who controls.
    ///   - day: the day asked about.
    ///   - maxNodes: how many companies are looked for.
    ///   - isCounting: whether `found` wants to know the votes.
    ///   - scratch: where places are given.
    ///   - found: told of each company with the votes that control it, before
    ///     the company has its place.
    /// - Returns: whether there are more than `maxNodes`.
    @inline(__always)
    private func spread(
        from party: NodeID, on day: Day, maxNodes: Int, counting isCounting: Bool, _ scratch: inout OwnershipScratch,
        found: (NodeID, VoteCount, borrowing OwnershipScratch) -> Void
    ) -> Bool {
        scratch.begin(nodeCount: table.nodeCount)
        _ = scratch.assignPlace(to: party.rawValue)
        var place = 0
        while place < scratch.closure.nodes.count {
            let member = NodeID(rawValue: scratch.closure.nodes[place])
            place += 1
            // Place by place: a slice would be counted as one more owner of the array.
            for i in table.row(heldBy: member) {
                let held = table.held[i]
                if scratch.contains(held.company) { continue }
                let verdict = plainVerdict(held, on: day.rawValue, &scratch)
                if verdict == false { continue }
                let company = NodeID(rawValue: held.company)
                let isDecided = verdict == true && !isCounting
                if isBeyond(company, of: member, isDecided, on: day, maxNodes, &scratch, found) { return true }
            }
            for company in arrangements.companies(controlledBy: member) where !scratch.contains(company.rawValue) {
                if isBeyond(company, of: member, false, on: day, maxNodes, &scratch, found) { return true }
            }
        }
        return false
    }

    /// Gives a company, in which a member has a say, its place if those who have
    /// one control it. Where that is decided, nobody wants to know by what votes.
    ///
    /// - Returns: whether there is no room for it.
    @inline(__always)
    private func isBeyond(
        _ company: NodeID, of member: NodeID, _ isDecided: Bool, on day: Day, _ maxNodes: Int,
        _ scratch: inout OwnershipScratch, _ found: (NodeID, VoteCount, borrowing OwnershipScratch) -> Void
    ) -> Bool {
        var count = VoteCount()
        if !isDecided {
            let (votes, isControl) = votes(in: company, gaining: member, on: day, &scratch)
            guard isControl else { return false }
            count = votes
        }
        // The party has a place too.
        guard scratch.closure.nodes.count <= maxNodes else { return true }
        found(company, count, scratch)
        _ = scratch.assignPlace(to: company.rawValue)
        return false
    }

    /// Whether one more holding makes so much or so little of a company theirs who
    /// have a place that the exact count of their votes cannot say otherwise.
    /// Most companies are decided so, without a look at their holders.
    ///
    /// The count differs from the sum by no more than ``Holders/tolerance``, where
    /// shares are divided by their sum, and ``Holders/writtenUnitMax`` a holder,
    /// where amounts say more than the share.
    ///
    /// - Returns: nil where it takes the exact count.
    @inline(__always)
    private func plainVerdict(
        _ held: HoldingTable.Held, on day: Int32, _ scratch: inout OwnershipScratch
    ) -> Bool? {
        if arrangements.concern(NodeID(rawValue: held.company)) { return nil }
        let whole = Int64(EdgeAttributes.wholeShare)
        guard let share = held.plainShare else {
            // Whoever else is found to hold of it, it takes the exact count.
            _ = scratch.addShare(whole, in: held.company)
            return nil
        }
        guard held.isInForce(on: day) else { return false }
        if share > whole / 2 + Holders.tolerance + Holders.writtenUnitMax { return true }
        let most = scratch.addShare(share + Holders.writtenUnitMax, in: held.company)
        return most < whole / 2 - Holders.tolerance ? false : nil
    }

    /// Votes that those who have a place have in a company, of which a member's
    /// are looked at now: where they decide, its holders are those just read.
    ///
    /// Of a company with many holders that are not enough yet, each member's are
    /// added as they are looked at: else a holding of many parts in a widely held
    /// company would count all of its holders for each part.
    private func votes(
        in company: NodeID, gaining member: NodeID, on day: Day, _ scratch: inout OwnershipScratch
    ) -> (count: VoteCount, isControl: Bool) {
        if let tally = scratch.addToTally(of: company.rawValue, votesOf: member.rawValue) {
            let decision = decide(company, by: tally, on: day, scratch)
            guard decision.isControl else { return decision }
        }
        scratch.holders.read(company.rawValue, of: table, on: day.rawValue, by: .votes)
        var count = VoteCount()
        for i in scratch.holders.holdings.indices {
            let holding = scratch.holders.holdings[i]
            if holding.least > 0, scratch.place(of: holding.holder.rawValue) != nil {
                count.add(holding.least, of: holding.whole)
            }
        }
        let decision = decide(company, by: count, on: day, scratch)
        if !decision.isControl, table.row(of: company.rawValue).count > recountedMax {
            scratch.beginTally(of: company.rawValue, upTo: member.rawValue)
        }
        return decision
    }

    /// What agreements make of the votes that shares give to those who have a
    /// place.
    private func decide(
        _ company: NodeID, by shares: VoteCount, on day: Day, _ scratch: borrowing OwnershipScratch
    ) -> (count: VoteCount, isControl: Bool) {
        var count = shares
        var decides = false
        for agreement in arrangements.agreements(about: company, on: day) {
            let isOurs = scratch.place(of: agreement.controller.rawValue) != nil
            guard let votes = agreement.votes else {
                // Nobody else's votes are worth anything against it.
                if !isOurs { return (VoteCount(), false) }
                decides = true
                continue
            }
            let whole = Int64(EdgeAttributes.wholeShare)
            if isOurs { count.add(Int64(votes), of: whole) } else { count.subtract(Int64(votes), of: whole) }
        }
        return (count, decides || count.sideOfHalf > 0)
    }

    /// What a company is controlled with: its holders are those just read.
    private func evidence(
        of company: NodeID, _ count: VoteCount, on day: Day, _ scratch: borrowing OwnershipScratch
    ) -> Controlled {
        var (stakes, agreements): ([EdgeID], [EdgeID]) = ([], [])
        for holding in scratch.holders.holdings
        where holding.least > 0 && scratch.place(of: holding.holder.rawValue) != nil {
            stakes.append(holding.edge)
        }
        for agreement in arrangements.agreements(about: company, on: day)
        where scratch.place(of: agreement.controller.rawValue) != nil {
            agreements.append(agreement.edge)
        }
        return Controlled(
            company: company, votes: min(1, max(0, count.value)), stakes: stakes, agreements: agreements)
    }
}
