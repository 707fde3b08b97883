import GraphStore
import TestSupport
import Testing

@testable import Profile

/// What is worked out once for all questions about a closure: its paths, its
/// exact shares, and bounds within one allowance.
@Suite struct `Solutions kept for a closure` {
    private static let fifth = ShareThreshold(percent: 20, inclusive: true)

    @Test(arguments: 0..<200) func `the best path is the first of the paths that contribute most`(seed: Int) throws {
        if seed % 50 == 0 { print("seeds from \(seed)") }
        var net = RandomNet(seed: UInt64(seed), ranges: true)
        let query = OwnershipQuery(net.holdings.table())
        let question = OwnershipQuestion(day: today)
        var scratch = OwnershipScratch()
        func compare(_ company: NodeID, _ owner: NodeID) {
            let best = scratch.bestPath(from: company, to: owner)
            let first = scratch.bestPaths(from: company, to: owner, count: 1).first
            #expect(abs((best?.contribution ?? 0) - (first?.contribution ?? 0)) < 1e-15, "seed \(seed)")
            #expect(best?.nodes.first == first?.nodes.first && best?.nodes.last == first?.nodes.last, "seed \(seed)")
            #expect(best.map { $0.edges.count + 1 == $0.nodes.count } != false)
        }
        for name in net.names {
            let node = net.holdings.node(name)
            let owners = try query.owners(of: node, question, scratch: &scratch)
            for share in owners.shares { compare(node, share.node) }
            let holdings = try query.holdings(of: node, question, scratch: &scratch)
            for share in holdings.shares { compare(share.node, node) }
        }
    }

    @Test func `the paths of a hub's holdings take one search, and their thresholds one exact solution`() throws {
        var holdings = NamedHoldings()
        let count = 3_000
        for i in 0..<count { holdings.hold("H", "c\(i)", 20 * NamedHoldings.percent) }
        let query = OwnershipQuery(holdings.table())
        let hub = holdings.node("H")
        var scratch = OwnershipScratch()
        let answer = try query.holdings(of: hub, OwnershipQuestion(day: today), scratch: &scratch)
        #expect(answer.shares.count == count)
        for share in answer.shares {
            #expect(try scratch.meets(Self.fifth, company: share.node, share: share.bounds.lowerBound))
            #expect(scratch.bestPath(from: share.node, to: hub)?.nodes == [share.node, hub])
            #expect(scratch.bestPaths(from: share.node, to: hub, count: 3).count == 1)
        }
        // The index, the best paths, and what leads to the hub.
        #expect(scratch.paths?.searchCount == 3)
        #expect(scratch.exactShares?.count == count + 1)
    }

    @Test func `the exact shares of one question do not decide another`() throws {
        var holdings = NamedHoldings()
        holdings.hold("H", "c", 20 * NamedHoldings.percent)
        // 10⁻¹⁰ less.
        holdings.hold("H", "d", amount: 1_999_999_999)
        holdings.hold("I", "d", amount: 8_000_000_001)
        let query = OwnershipQuery(holdings.table())
        let hub = holdings.node("H")
        var scratch = OwnershipScratch()
        for (company, isMet) in [("c", true), ("d", false), ("c", true)] {
            let answer = try query.owners(
                of: holdings.node(company), OwnershipQuestion(day: today), scratch: &scratch)
            let share = try #require(answer.shares.first { $0.node == hub }).bounds.lowerBound
            #expect(abs(share - 0.2) < ShareThreshold.doubt)
            #expect(try scratch.meets(Self.fifth, owner: hub, share: share) == isMet)
        }
    }

    @Test func `bounds that cost more than the allowance of a question are coarse and told`() throws {
        // Twenty companies that may each have up to 4 % of every other.
        var holdings = NamedHoldings()
        let names = (0..<20).map { "c\($0)" }
        for company in names {
            for holder in names where holder != company {
                holdings.hold(holder, company, 0, upTo: 4 * NamedHoldings.percent)
            }
            holdings.hold("P", company, 20 * NamedHoldings.percent)
        }
        let table = holdings.table()
        var answers: [IntegratedOwnership] = []
        for steps in [OwnershipQuery(table).boundSteps, 100_000] {
            var query = OwnershipQuery(table)
            query.boundSteps = steps
            var scratch = OwnershipScratch()
            answers.append(
                try query.owners(of: holdings.node("c0"), OwnershipQuestion(day: today), scratch: &scratch))
        }
        #expect(answers.map(\.hasCoarseBounds) == [false, true])
        for share in answers[0].shares {
            let coarse = try #require(answers[1].shares.first { $0.node == share.node }).bounds
            #expect(coarse.lowerBound == share.bounds.lowerBound && coarse.upperBound >= share.bounds.upperBound)
        }
    }

    @Test(arguments: 0..<300) func `coarse bounds are never below the best`(seed: Int) {
        if seed % 100 == 0 { print("seeds from \(seed)") }
        var net = RandomNet(seed: UInt64(seed), ranges: true)
        let table = net.holdings.table()
        var scratch = OwnershipScratch()
        for node in net.names.map({ net.holdings.node($0) }) {
            scratch.closeUpward(from: node, in: table, on: today.rawValue, by: .capital, maxNodes: .max)
            scratch.components.search(scratch.closure)
            let best = OwnershipUpperBound.ofOwners(scratch.closure, scratch.components, allowance: 10_000_000)
            let coarse = OwnershipUpperBound.coarseOfOwners(scratch.closure, scratch.components)
            #expect(!best.isCoarse && zip(best.bounds, coarse).allSatisfy { $0 <= $1 + 1e-9 }, "seed \(seed)")
            scratch.closeDownward(from: node, in: table, on: today.rawValue, by: .capital, maxNodes: .max)
            scratch.components.search(scratch.closure, top: 0)
            let held = OwnershipUpperBound.ofCompanies(scratch.closure, scratch.components, allowance: 10_000_000)
            let coarseHeld = OwnershipUpperBound.coarseOfCompanies(scratch.closure, scratch.components)
            #expect(!held.isCoarse && zip(held.bounds, coarseHeld).allSatisfy { $0 <= $1 + 1e-9 }, "seed \(seed)")
        }
    }
}
