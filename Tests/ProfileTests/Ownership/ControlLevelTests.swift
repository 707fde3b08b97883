import GraphStore
import Testing

@testable import Profile

@Suite struct `Levels of control` {
    /// The shortest way down from a head through its group, found by looking at every
    /// share again until nothing changes.
    private static func shortest(_ shares: [[Int]], from head: Int, through group: Set<Int>) -> [Int: Int] {
        var levels = [head: 0]
        var isChanged = true
        while isChanged {
            isChanged = false
            for company in group {
                let ways = group.union([head]).compactMap { party in
                    party != company && shares[party][company] > 0 ? levels[party].map { $0 + 1 } : nil
                }
                guard let least = ways.min(), least < levels[company] ?? .max else { continue }
                levels[company] = least
                isChanged = true
            }
        }
        return levels
    }

    @Test func `levels of random nets are the shortest ways down from the head`() {
        var (deepest, verdicts) = (0, 0)
        for seed in 0..<400 {
            var net = RandomNet(seed: UInt64(seed), ranges: false)
            guard !net.names.isEmpty else { continue }
            let query = ControlQuery(net.holdings.table())
            let oracle = BruteControl(net.percents)
            var scratch = OwnershipScratch()
            let structure = query.structure(on: today, scratch: &scratch)
            for (number, group) in structure.groups.enumerated() {
                let members = Set(group.companies.map(\.index))
                #expect(members == oracle.controlled(by: group.head.index), "seed \(seed)")
                let expected = Self.shortest(net.percents, from: group.head.index, through: members)
                #expect(group.levels == group.companies.map { expected[$0.index] }, "seed \(seed)")
                let asked = query.levels(of: group.companies, below: group.head, on: today, scratch: &scratch)
                for company in group.companies {
                    #expect(asked[company] == expected[company.index], "seed \(seed)")
                    let verdict = query.controller(of: company, on: today, scratch: &scratch)
                    guard !verdict.isWithoutLoopVotes, verdict.outcome == .controlled else { continue }
                    #expect(verdict.levels[company] == expected[company.index], "seed \(seed)")
                    verdicts += 1
                }
                deepest = max(deepest, group.levels.max() ?? 0)
                let chains = structure.chains.filter { $0.group == number }
                #expect(chains.count == group.levels.count { $0 > 1 }, "seed \(seed)")
            }
        }
        #expect(deepest > 2 && verdicts > 100)
    }

    /// Ways double from level to level, work must not.
    @Test func `a ladder of companies that two others hold in halves is walked once`() {
        let rungs = 40
        var holdings = NamedHoldings()
        let half = EdgeAttributes.wholeShare / 2
        for side in ["a", "b"] { holdings.hold("P", "\(side)0", EdgeAttributes.wholeShare) }
        for rung in 1..<rungs {
            for side in ["a", "b"] {
                for above in ["a", "b"] { holdings.hold("\(above)\(rung - 1)", "\(side)\(rung)", half) }
            }
        }
        let query = ControlQuery(holdings.table())
        var scratch = OwnershipScratch()
        let last = holdings.node("a\(rungs - 1)")
        #expect(query.controller(of: last, on: today, scratch: &scratch).levels[last] == rungs)
        let found = query.controlled(by: holdings.node("P"), on: today, scratch: &scratch).companies.map(\.company)
        #expect(query.levels(of: found, below: holdings.node("P"), on: today, scratch: &scratch)[last] == rungs)
    }

    /// One of a loop heads its group; the verdict names who has the votes outside.
    @Test func `of companies that hold each other one is the head`() {
        var holdings = NamedHoldings()
        for company in ["A", "B"] { holdings.hold("P", company, 10 * NamedHoldings.percent) }
        holdings.hold("A", "B", 90 * NamedHoldings.percent)
        holdings.hold("B", "A", 90 * NamedHoldings.percent)
        holdings.hold("A", "C", EdgeAttributes.wholeShare)
        let query = ControlQuery(holdings.table())
        var scratch = OwnershipScratch()
        let chains = query.structure(on: today, scratch: &scratch)
        #expect(chains.groups.count == 1 && ["A", "B"].contains(holdings.name(chains.groups[0].head)))
        let verdict = query.controller(of: holdings.node("C"), on: today, scratch: &scratch)
        #expect(verdict.isWithoutLoopVotes && verdict.controllers == [holdings.node("P")])
    }

    @Test func `an agreement is a level, and who votes as one is at the top`() {
        var holdings = NamedHoldings()
        let percent = NamedHoldings.percent
        for (holder, share) in [("P", 30), ("Q", 25), ("R", 45)] as [(String, Int32)] {
            holdings.hold(holder, "H", share * percent)
        }
        holdings.hold("H", "C", 80 * percent)
        holdings.hold("R", "C", 20 * percent)
        holdings.hold("R", "D", 100 * percent)
        let table = holdings.table()
        let arrangements = VotingArrangements(
            agreements: [
                VotingArrangements.Agreement(
                    controller: holdings.node("C"), company: holdings.node("D"), edge: EdgeID(200))
            ],
            memberships: ["P", "Q"].enumerated().map {
                VotingArrangements.Membership(
                    member: holdings.node($1), company: holdings.node("H"), group: 7, edge: EdgeID(100 + $0))
            })
        let query = ControlQuery(table, arrangements)
        var scratch = OwnershipScratch()
        // Of H, which nobody alone controls: C is next to it, D behind C.
        let structure = query.structure(on: today, scratch: &scratch)
        #expect(structure.groups.map { holdings.name($0.head) } == ["H"])
        let group = structure.groups[0]
        #expect(
            Dictionary(uniqueKeysWithValues: zip(group.companies.map(holdings.name), group.levels)) == ["C": 1, "D": 2])
        let joint = query.controller(of: holdings.node("H"), on: today, scratch: &scratch)
        #expect(joint.outcome == .joint && joint.levels[holdings.node("H")] == 1)
        let below = query.controller(of: holdings.node("D"), on: today, scratch: &scratch)
        #expect(below.levels[holdings.node("D")] == below.levels[holdings.node("C")].map { $0 + 1 })
    }
}
