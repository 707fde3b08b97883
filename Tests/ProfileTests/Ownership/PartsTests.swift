import GraphStore
import Profile
import Testing

@Suite struct `Contributions in parts` {
    private let percent = NamedHoldings.percent

    @Test func `statements of one day that make the company whole add up`() {
        var holdings = NamedHoldings()
        holdings.hold("p", "C", 30 * percent)
        holdings.hold("p", "C", 25 * percent)
        holdings.hold("q", "C", 45 * percent)
        let table = holdings.table()
        let holders = table.holders(of: holdings.node("C"), on: today)
        #expect(holders.remarks == .parts)
        #expect(holders.holdings.map(\.bounds) == [0.55...0.55, 0.45...0.45])
        var scratch = OwnershipScratch()
        let verdict = ControlQuery(table).controller(of: holdings.node("C"), on: today, scratch: &scratch)
        #expect(verdict.controllers == [holdings.node("p")])
    }

    @Test(arguments: [[30, 25, 30], [25, 25, 30], [25, 30, 30], [30, 25, 30, 25, 25]])
    func `a part that is stated again is the same part`(shares: [Int32]) {
        var holdings = NamedHoldings()
        for share in shares { holdings.hold("p", "C", share * percent) }
        // Neither from that day on nor in force on this one.
        holdings.hold("p", "C", 7 * percent, since: Day(rawValue: today.rawValue + 1))
        holdings.hold("q", "C", 45 * percent)
        let holders = holdings.table().holders(of: holdings.node("C"), on: today)
        #expect(holders.remarks == .parts)
        #expect(holders.holdings.map(\.bounds) == [0.55...0.55, 0.45...0.45])
    }

    @Test func `statements of one day that do not are a dispute, and leave control undecided`() {
        var holdings = NamedHoldings()
        holdings.hold("p", "C", 30 * percent)
        holdings.hold("p", "C", 35 * percent)
        holdings.hold("q", "C", 45 * percent)
        let table = holdings.table()
        #expect(table.holders(of: holdings.node("C"), on: today).remarks.contains(.disputed))
        var scratch = OwnershipScratch()
        let verdict = ControlQuery(table).controller(of: holdings.node("C"), on: today, scratch: &scratch)
        // 45 % and what nobody is known to hold may be a majority.
        #expect(verdict.outcome == .undecided)
        #expect(verdict.steps.first?.voters.count == 2)
    }

    @Test func `a sole holder with half of the votes leaves control undecided`() {
        var holdings = NamedHoldings()
        holdings.hold("p", "C", 100 * percent, votes: 50 * percent)
        var scratch = OwnershipScratch()
        let verdict = ControlQuery(holdings.table()).controller(of: holdings.node("C"), on: today, scratch: &scratch)
        #expect(verdict.outcome == .undecided)
    }
}
