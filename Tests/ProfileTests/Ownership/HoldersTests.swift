import GraphStore
import Profile
import Testing

@Suite struct `Holders of a company` {
    private let percent = NamedHoldings.percent

    private func holders(
        _ holdings: inout NamedHoldings, by measure: OwnershipMeasure = .capital
    ) -> (Holders, [String: Holding]) {
        let holders = holdings.table().holders(of: holdings.node("C"), on: today, by: measure)
        return (
            holders, Dictionary(uniqueKeysWithValues: holders.holdings.map { (holdings.name($0.holder), $0) })
        )
    }

    @Test func `the statement that begins last is followed`() throws {
        var holdings = NamedHoldings()
        holdings.hold("p", "C", 30 * percent, since: Day(iso: "2015-01-01"))
        holdings.hold("p", "C", 40 * percent, since: Day(iso: "2020-01-01"))
        holdings.hold("p", "C", 90 * percent, since: Day(iso: "2030-01-01"))
        let (_, byName) = holders(&holdings)
        #expect(byName["p"]?.least == Int64(40 * percent))
        #expect(byName["p"]?.edge == EdgeID(1))
    }

    @Test func `amounts that come to more than numbers hold are told as too much`() {
        let amount: Int64 = 1_000_000_000_000_000
        let holderCount = 9_300
        let statements = (1...holderCount).map {
            HoldingTable.Statement(holder: NodeID($0), edge: EdgeID($0), amount: amount)
        }
        let table = HoldingTable(
            nodeCount: holderCount + 1, companies: [UInt32](repeating: 0, count: holderCount), statements: statements,
            capital: { _ in amount })
        let found = table.holders(of: NodeID(0), on: today)
        #expect(found.remarks.contains(.excess) && found.holdings.count == holderCount)
        var scratch = OwnershipScratch()
        // Each has the whole, as the records say it.
        let verdict = ControlQuery(table).controller(of: NodeID(0), on: today, scratch: &scratch)
        #expect(!verdict.steps.isEmpty)
    }

    @Test func `two statements from one day are a dispute between both`() {
        var holdings = NamedHoldings()
        holdings.hold("p", "C", 30 * percent)
        holdings.hold("p", "C", 35 * percent)
        holdings.hold("q", "C", 60 * percent)
        let (all, byName) = holders(&holdings)
        #expect(all.remarks.contains(.disputed))
        #expect(byName["p"]?.isDisputed == true)
        #expect(byName["p"]?.bounds == 0.3...0.35)
        #expect(byName["q"]?.isDisputed == false)
    }

    @Test func `sums within two per cent of the whole are divided by themselves, others are remarked`() {
        for (shares, remark) in [
            ([33_330_000, 33_330_000, 33_330_000], Holders.Remarks.normalised), ([60_000_000, 43_000_000], .excess),
            ([60_000_000, 30_000_000], .incomplete),
        ] as [([Int32], Holders.Remarks)] {
            var holdings = NamedHoldings()
            for (number, share) in shares.enumerated() { holdings.hold("h\(number)", "C", share) }
            let (all, byName) = holders(&holdings)
            #expect(all.remarks == remark)
            let sum = shares.reduce(0) { $0 + Int64($1) }
            #expect(byName["h0"]?.whole == (remark == .normalised ? sum : Int64(EdgeAttributes.wholeShare)))
        }
    }

    @Test func `amounts become shares of their sum, or of the capital where that is greater`() {
        var holdings = NamedHoldings()
        holdings.hold("p", "C", amount: 300)
        holdings.hold("q", "C", amount: 100)
        #expect(holders(&holdings).1["p"]?.bounds == 0.75...0.75)
        holdings.capital = ["C": 800]
        let (all, byName) = holders(&holdings)
        #expect(byName["p"]?.bounds == 0.375...0.375)
        #expect(all.remarks.contains(.incomplete))
    }

    @Test func `an amount beside stated shares is a share of the capital`() {
        var holdings = NamedHoldings()
        holdings.hold("p", "C", 60 * percent)
        holdings.hold("q", "C", amount: 200)
        #expect(holders(&holdings).1["q"]?.bounds == 0...0.4)
        holdings.capital = ["C": 500]
        #expect(holders(&holdings).1["q"]?.bounds == 0.4...0.4)
    }

    @Test func `amounts that agree with rounded shares are exact, others are left`() {
        var holdings = NamedHoldings()
        holdings.hold("p", "C", 33_330_000, amount: 100)
        holdings.hold("q", "C", 66_670_000, amount: 200)
        #expect(holders(&holdings).1["p"].map { $0.least * 3 == $0.whole && $0.isExact } == true)
        var other = NamedHoldings()
        other.hold("p", "C", 50 * percent, amount: 100)
        other.hold("q", "C", 50 * percent, amount: 200)
        #expect(holders(&other).1["p"].map { $0.least * 2 == $0.whole && $0.isExact } == true)
    }

    @Test func `unknown shares have what the others leave`() {
        var holdings = NamedHoldings()
        holdings.hold("p", "C")
        holdings.hold("q", "C", 10 * percent, upTo: 30 * percent)
        holdings.hold("r", "C", 55 * percent)
        let (all, byName) = holders(&holdings)
        #expect(all.remarks.contains(.inexact))
        #expect(byName["p"]?.bounds == 0...0.35)
        #expect(byName["q"]?.bounds == 0.1...0.3)
    }

    @Test func `votes stated apart leave the others no more than the rest`() {
        var holdings = NamedHoldings()
        holdings.hold("p", "C", 40 * percent, votes: 70 * percent)
        holdings.hold("q", "C", 60 * percent)
        #expect(holders(&holdings, by: .votes).1["q"]?.bounds == 0...0.3)
        #expect(holders(&holdings, by: .income).1["q"]?.bounds == 0.6...0.6)
        #expect(holders(&holdings).1["p"]?.bounds == 0.4...0.4)
    }

    @Test func `shares of no party count in every sum and stand apart`() {
        var holdings = NamedHoldings()
        holdings.hold("p", "C", 40 * percent)
        holdings.hold("公众股东", "C", 30 * percent, since: Day(iso: "2010-01-01"))
        holdings.hold("公众股东", "C", 23 * percent, since: Day(iso: "2015-01-01"))
        holdings.hold("其他股东", "C", amount: 370)
        holdings.capital = ["C": 1000]
        let (all, byName) = holders(&holdings)
        #expect(byName.keys.sorted() == ["p"] && byName["p"]?.bounds == 0.4...0.4)
        #expect(all.remarks == .placeholders && all.leastSum == 1 && all.unattributed == 0)
        #expect(all.placeholders.map(\.kind) == [.public, .unnamed])
        #expect(all.placeholders.map(\.holding.bounds) == [0.23...0.23, 0.37...0.37])
        // They are rounded together with the others.
        var thirds = NamedHoldings()
        for owner in ["p", "q", "公众股东"] { thirds.hold(owner, "C", 33_330_000) }
        #expect(holders(&thirds).0.remarks == [.normalised, .placeholders])
        #expect(holders(&thirds).1["p"].map { $0.least * 3 == $0.whole } == true)
    }

    @Test func `a company's own shares are capital, and no votes and no income`() {
        var holdings = NamedHoldings()
        holdings.hold("p", "C", 45 * percent)
        holdings.hold("公众股东", "C", 45 * percent)
        holdings.hold("C", "C", 10 * percent)
        #expect(holders(&holdings).1["p"]?.bounds == 0.45...0.45)
        for measure in [OwnershipMeasure.votes, .income] {
            let (all, byName) = holders(&holdings, by: measure)
            #expect(byName.keys.sorted() == ["p"] && byName["p"].map { $0.least * 2 == $0.whole } == true)
            #expect(all.leastSum == 1 && all.remarks == [.selfHolding, .placeholders])
        }
        // Between a tenth and a fifth of its own: 45 of 90 to 45 of 80.
        var range = NamedHoldings()
        range.hold("p", "C", 45 * percent)
        range.hold("C", "C", 10 * percent, upTo: 20 * percent)
        let bounds = holders(&range, by: .votes).1["p"]?.bounds ?? 0...0
        #expect(bounds.lowerBound == 0.5 && abs(bounds.upperBound - 0.5625) < 1e-6)
    }
}
