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
    ///   ones hold shares), times how often a company is looked at again.
    public func controlled(
        by party: NodeID, on day: Day, maxNodes: Int = 200_000, scratch: inout OwnershipScratch
    ) -> (companies: [Controlled], isCut: Bool) {
        scratch.begin(nodeCount: table.nodeCount)
        var found: [Controlled] = []
        _ = scratch.assignPlace(to: party.rawValue)
        var place = 0
        while place < scratch.closure.nodes.count {
            let member = NodeID(rawValue: scratch.closure.nodes[place])
            place += 1
            for company in table.companies(heldBy: member) where scratch.place(of: company) == nil {
                if let controlled = control(of: NodeID(rawValue: company), on: day, &scratch) {
                    guard scratch.closure.nodes.count < maxNodes else { return (found, true) }
                    _ = scratch.assignPlace(to: company)
                    found.append(controlled)
                }
            }
            for company in arrangements.companies(controlledBy: member) where scratch.place(of: company.rawValue) == nil
            {
                if let controlled = control(of: company, on: day, &scratch) {
                    guard scratch.closure.nodes.count < maxNodes else { return (found, true) }
                    _ = scratch.assignPlace(to: company.rawValue)
                    found.append(controlled)
                }
            }
        }
        return (found, false)
    }

    /// Companies that a party controls, without evidence.
    ///
    /// - Complexity: as ``controlled(by:on:maxNodes:scratch:)``.
    public func count(controlledBy party: NodeID, on day: Day, scratch: inout OwnershipScratch) -> Int {
        scratch.begin(nodeCount: table.nodeCount)
        _ = scratch.assignPlace(to: party.rawValue)
        var place = 0
        while place < scratch.closure.nodes.count {
            let member = NodeID(rawValue: scratch.closure.nodes[place])
            place += 1
            for company in table.companies(heldBy: member) where scratch.place(of: company) == nil {
                if votes(in: NodeID(rawValue: company), on: day, &scratch).isControl {
                    _ = scratch.assignPlace(to: company)
                }
            }
            for company in arrangements.companies(controlledBy: member)
            where scratch.place(of: company.rawValue) == nil && votes(in: company, on: day, &scratch).isControl {
                _ = scratch.assignPlace(to: company.rawValue)
            }
        }
        return scratch.closure.nodes.count - 1
    }

    /// Votes that those who have a place have in a company.
    private func votes(
        in company: NodeID, on day: Day, _ scratch: inout OwnershipScratch
    ) -> (count: VoteCount, isControl: Bool) {
        scratch.holders.read(company.rawValue, of: table, on: day.rawValue, by: .votes)
        var count = VoteCount()
        for i in scratch.holders.holdings.indices {
            let holding = scratch.holders.holdings[i]
            if holding.least > 0, scratch.place(of: holding.holder.rawValue) != nil {
                count.add(holding.least, of: holding.whole)
            }
        }
        let agreements = arrangements.agreements(about: company, on: day)
        guard !agreements.isEmpty else { return (count, count.sideOfHalf > 0) }
        var decides = false
        for agreement in agreements {
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

    private func control(of company: NodeID, on day: Day, _ scratch: inout OwnershipScratch) -> Controlled? {
        let (count, isControl) = votes(in: company, on: day, &scratch)
        guard isControl else { return nil }
        let stakes = scratch.holders.holdings.filter {
            $0.least > 0 && scratch.place(of: $0.holder.rawValue) != nil
        }
        let agreements = arrangements.agreements(about: company, on: day).filter {
            scratch.place(of: $0.controller.rawValue) != nil
        }
        return Controlled(
            company: company, votes: min(1, max(0, count.value)), stakes: stakes.map(\.edge),
            agreements: agreements.map(\.edge))
    }
}
