import GraphStore
import TestSupport
import Testing

@testable import Profile

@Suite struct `Control` {
    private static func controlled(_ holdings: inout NamedHoldings, by party: String) -> Set<String> {
        let query = ControlQuery(holdings.table())
        var scratch = OwnershipScratch()
        let found = query.controlled(by: holdings.node(party), on: today, scratch: &scratch).companies
        let count = query.count(controlledBy: holdings.node(party), on: today, scratch: &scratch)
        #expect(count == found.count)
        return Set(found.map { holdings.name($0.company) })
    }

    @Test(arguments: 0..<400) func `random nets agree with the fixpoint by brute force`(seed: Int) {
        var net = RandomNet(seed: UInt64(seed), ranges: false)
        guard !net.names.isEmpty else { return }
        let oracle = BruteControl(net.percents)
        let query = ControlQuery(net.holdings.table())
        var scratch = OwnershipScratch()
        for (number, party) in net.names.enumerated() {
            let expected = Set(oracle.controlled(by: number).map { net.names[$0] })
            #expect(Self.controlled(&net.holdings, by: party) == expected, "seed \(seed): \(party)")
        }
        for (number, company) in net.names.enumerated() where net.companies.contains(company) {
            let tops = oracle.tops(over: number)
            let verdict = query.controller(of: net.holdings.node(company), on: today, scratch: &scratch)
            let isControlled = !oracle.controllers(of: number).isEmpty
            // Controlled only by companies that are controlled by each other, or
            // by one whose majority comes back to it.
            let isLoop =
                isControlled
                ? tops.count != 1 || tops.contains(where: oracle.isOwnHead) : oracle.isOwnHead(number)
            if isLoop {
                #expect(verdict.outcome == .loop || verdict.isWithoutLoopVotes, "seed \(seed): \(company)")
            } else if isControlled {
                #expect(verdict.outcome == .controlled && !verdict.isWithoutLoopVotes, "seed \(seed): \(company)")
                #expect(verdict.controllers.map { net.holdings.name($0) } == tops.map { net.names[$0] }, "seed \(seed)")
            } else {
                #expect(verdict.outcome != .controlled && verdict.outcome != .loop, "seed \(seed): \(company)")
            }
        }
    }

    @Test func `shares that a subsidiary holds in its parent do not vote`() {
        // P has a tenth of A and B, which hold the rest of each other.
        var holdings = NamedHoldings()
        for company in ["A", "B"] { holdings.hold("P", company, 10 * NamedHoldings.percent) }
        holdings.hold("A", "B", 90 * NamedHoldings.percent)
        holdings.hold("B", "A", 90 * NamedHoldings.percent)
        let query = ControlQuery(holdings.table())
        var scratch = OwnershipScratch()
        for company in ["A", "B"] {
            let verdict = query.controller(of: holdings.node(company), on: today, scratch: &scratch)
            #expect(verdict.outcome == .controlled && verdict.isWithoutLoopVotes)
            #expect(verdict.controllers == [holdings.node("P")])
        }
        // Nobody outside: nobody's votes count.
        var closed = NamedHoldings()
        closed.hold("A", "B", EdgeAttributes.wholeShare)
        closed.hold("B", "A", EdgeAttributes.wholeShare)
        let verdict = ControlQuery(closed.table()).controller(of: closed.node("A"), on: today, scratch: &scratch)
        #expect(verdict.outcome == .loop)
        #expect(verdict.controllers.count == 2)
    }

    @Test func `three holders of one sixth have one half and no more`() {
        // As amounts, and as percentages rounded to hundredths.
        for isAmount in [true, false] {
            var holdings = NamedHoldings()
            for part in 0..<6 {
                if isAmount {
                    holdings.hold("h\(part)", "C", amount: 100_00)
                } else {
                    holdings.hold("h\(part)", "C", 16_670_000)
                }
                if part < 3 { holdings.hold("X", "h\(part)", EdgeAttributes.wholeShare) }
            }
            let controlled = Self.controlled(&holdings, by: "X")
            #expect(controlled == ["h0", "h1", "h2"])
        }
    }

    @Test func `two holders of one half are a deadlock`() {
        var holdings = NamedHoldings()
        holdings.hold("P", "C", EdgeAttributes.wholeShare / 2)
        holdings.hold("Q", "C", EdgeAttributes.wholeShare / 2)
        let query = ControlQuery(holdings.table())
        var scratch = OwnershipScratch()
        let verdict = query.controller(of: holdings.node("C"), on: today, scratch: &scratch)
        #expect(verdict.outcome == .deadlock)
        #expect(Set(verdict.controllers.map { holdings.name($0) }) == ["P", "Q"])
    }

    @Test func `those who vote as one control together`() {
        var holdings = NamedHoldings()
        let percent = NamedHoldings.percent
        for (holder, share) in [("P", 30), ("Q", 25), ("R", 45)] as [(String, Int32)] {
            holdings.hold(holder, "H", share * percent)
        }
        holdings.hold("H", "C", 80 * percent)
        holdings.hold("R", "C", 20 * percent)
        let table = holdings.table()
        let arrangements = VotingArrangements(
            agreements: [],
            memberships: ["P", "Q"].enumerated().map {
                VotingArrangements.Membership(
                    member: holdings.node($1), company: holdings.node("H"), group: 7, edge: EdgeID(100 + $0))
            })
        var scratch = OwnershipScratch()
        let verdict = ControlQuery(table, arrangements).controller(of: holdings.node("C"), on: today, scratch: &scratch)
        #expect(verdict.outcome == .joint)
        #expect(Set(verdict.controllers.map { holdings.name($0) }) == ["P", "Q"])
        #expect(verdict.steps.map { holdings.name($0.company) } == ["C", "H"])
        #expect(verdict.steps.last?.agreements == [EdgeID(100), EdgeID(101)])
        let alone = ControlQuery(table).controller(of: holdings.node("C"), on: today, scratch: &scratch)
        #expect(alone.outcome == .controlled && alone.controllers == [holdings.node("H")])
    }

    @Test func `an agreement decides over the holders, and delegated votes are added`() {
        var holdings = NamedHoldings()
        let percent = NamedHoldings.percent
        holdings.hold("P", "C", 100 * percent)
        holdings.hold("X", "D", 30 * percent)
        holdings.hold("Q", "D", 70 * percent)
        let table = holdings.table()
        let arrangements = VotingArrangements(
            agreements: [
                .init(controller: holdings.node("X"), company: holdings.node("C"), edge: EdgeID(50)),
                .init(
                    controller: holdings.node("X"), company: holdings.node("D"), votes: 21 * percent, edge: EdgeID(51)),
            ], memberships: [])
        let query = ControlQuery(table, arrangements)
        var scratch = OwnershipScratch()
        let found = query.controlled(by: holdings.node("X"), on: today, scratch: &scratch).companies
        #expect(Set(found.map { holdings.name($0.company) }) == ["C", "D"])
        #expect(query.count(controlledBy: holdings.node("P"), on: today, scratch: &scratch) == 0)
        #expect(
            query.controller(of: holdings.node("C"), on: today, scratch: &scratch).controllers == [holdings.node("X")])
        #expect(
            query.controller(of: holdings.node("D"), on: today, scratch: &scratch).controllers == [holdings.node("X")])
    }

    @Test func `of two with a majority each whoever has more is the head, of equals the first`() {
        // Two companies of A's have 30 % of T each; so have two of B's, or 31 %.
        for (share, head) in [(30, "A"), (31, "B")] {
            var holdings = NamedHoldings()
            for company in ["A1", "A2", "B1", "B2"] {
                let owner = String(company.prefix(1))
                holdings.hold(owner, company, EdgeAttributes.wholeShare)
                holdings.hold(company, "T", Int32(owner == "B" ? share : 30) * NamedHoldings.percent)
            }
            let query = ControlQuery(holdings.table())
            var scratch = OwnershipScratch()
            // Dictionaries of the same contents differ in order from one to the next.
            for _ in 0..<50 {
                let verdict = query.controller(of: holdings.node("T"), on: today, scratch: &scratch)
                #expect(verdict.controllers.map { holdings.name($0) } == [head])
            }
        }
        var direct = NamedHoldings()
        direct.hold("P", "T", 60 * NamedHoldings.percent)
        direct.hold("Q", "T", 70 * NamedHoldings.percent)
        var scratch = OwnershipScratch()
        let verdict = ControlQuery(direct.table()).controller(of: direct.node("T"), on: today, scratch: &scratch)
        #expect(verdict.controllers.map { direct.name($0) } == ["Q"])
    }

    @Test(arguments: [24_500, 25_500], [true, false])
    func `many small parts of a widely held company are counted once`(part: Int32, isChain: Bool) {
        // P has two thousand companies, side by side or one above the other, and each of them a part of Z: 49 % or
        // 51 % together, of which Q has the rest.
        let count = 2_000
        var holdings = NamedHoldings()
        for i in 0..<count {
            holdings.hold(isChain && i > 0 ? "m\(i - 1)" : "P", "m\(i)", EdgeAttributes.wholeShare)
            holdings.hold("m\(i)", "Z", part)
        }
        holdings.hold("Q", "Z", EdgeAttributes.wholeShare - Int32(count) * part)
        let query = ControlQuery(holdings.table())
        var scratch = OwnershipScratch()
        let isControl = part > 25_000
        let number = query.count(controlledBy: holdings.node("P"), on: today, scratch: &scratch)
        #expect(number == (isControl ? count + 1 : count))
        #expect(scratch.holders.statementsRead < 4 * holdings.statements.count)
        let found = query.controlled(by: holdings.node("P"), on: today, scratch: &scratch).companies
        #expect(found.count == number)
        let above = found.first { $0.company == holdings.node("Z") }
        #expect((above != nil) == isControl)
        // A majority at least.
        if let above { #expect(above.votes > 0.5 && above.stakes.count > count / 2) }
    }

    @Test func `an unknown share leaves the controller undecided`() {
        var holdings = NamedHoldings()
        holdings.hold("P", "C")
        holdings.hold("Q", "C", 40 * NamedHoldings.percent)
        var scratch = OwnershipScratch()
        let verdict = ControlQuery(holdings.table()).controller(of: holdings.node("C"), on: today, scratch: &scratch)
        #expect(verdict.outcome == .undecided)
    }

    @Test func `an ended holding controls until the day it ends`() throws {
        var holdings = NamedHoldings()
        let end = try #require(Day(iso: "2020-05-01"))
        holdings.hold("P", "C", EdgeAttributes.wholeShare, until: end)
        holdings.hold("Q", "C", EdgeAttributes.wholeShare, since: end)
        let query = ControlQuery(holdings.table())
        var scratch = OwnershipScratch()
        let before = try #require(Day(iso: "2020-04-30"))
        #expect(
            query.controller(of: holdings.node("C"), on: before, scratch: &scratch).controllers == [holdings.node("P")])
        #expect(
            query.controller(of: holdings.node("C"), on: end, scratch: &scratch).controllers == [holdings.node("Q")])
    }
}

/// The fixpoint as it is written, over whole per cents; what a company holds of
/// itself does not vote.
struct BruteControl {
    let shares: [[Int]]

    init(_ shares: [[Int]]) { self.shares = shares }

    func controlled(by party: Int) -> Set<Int> {
        var group: Set<Int> = [party]
        while let next = shares.indices.first(where: { y in
            !group.contains(y) && group.reduce(0) { $0 + shares[$1][y] } * 2 > 100 - shares[y][y]
        }) { group.insert(next) }
        return group.subtracting([party])
    }

    func controllers(of company: Int) -> Set<Int> {
        Set(shares.indices.filter { $0 != company && controlled(by: $0).contains(company) })
    }

    /// Whether a company and what it controls have its own majority.
    func isOwnHead(_ company: Int) -> Bool {
        controlled(by: company).reduce(0) { $0 + shares[$1][company] } * 2 > 100 - shares[company][company]
    }

    /// Controllers whom nobody controls.
    func tops(over company: Int) -> Set<Int> { controllers(of: company).filter { controllers(of: $0).isEmpty } }
}
