import Foundation
import GraphStore
import Profile
import TestSupport
import Testing

/// What holds of integrated ownership whatever the holdings are.
@Suite struct `Invariants of integrated ownership` {
    private static func owners(
        _ holdings: inout NamedHoldings, _ company: String, _ variant: OwnershipVariant = .corrected
    ) throws -> (IntegratedOwnership, [String: ClosedRange<Double>]) {
        var scratch = OwnershipScratch()
        let answer = try OwnershipQuery(holdings.table()).owners(
            of: holdings.node(company), OwnershipQuestion(day: today, variant: variant), scratch: &scratch)
        return (answer, Dictionary(uniqueKeysWithValues: answer.shares.map { (holdings.name($0.node), $0.bounds) }))
    }

    /// Companies that hold each other and themselves, people, the public and
    /// holders who are not named, summing to all of each company.
    private struct WholeNet {
        var holdings = NamedHoldings()
        let companies: [String]
        /// In whole per cent, by owner and owned; parties alone.
        var shares: [String: [String: Int]] = [:]

        init(_ random: inout SplitMix64) {
            companies = (0..<Int.random(in: 1...7, using: &random)).map { "c\($0)" }
            let everybody = companies + ["p0", "p1", "p2", "公众股东", "其他股东"]
            for company in companies {
                // A tenth at least is outside of all loops.
                var rest = 90
                var parts: [String: Int] = [everybody[companies.count + Int.random(in: 0..<5, using: &random)]: 10]
                for owner in everybody.shuffled(using: &random).prefix(4) {
                    let share = Int.random(in: 0...rest, using: &random)
                    parts[owner, default: 0] += share
                    rest -= share
                }
                parts["p0", default: 0] += rest
                for (owner, share) in parts.sorted(by: { $0.key < $1.key }) where share > 0 {
                    holdings.hold(owner, company, Int32(share) * NamedHoldings.percent)
                    shares[owner, default: [:]][company] = share
                }
            }
        }
    }

    @Test(arguments: 0..<300) func `what lies outside of all loops has all of a company, each between none and all`(
        seed: Int
    ) throws {
        print("seed \(seed)")
        var random = SplitMix64(seed: UInt64(seed) &+ 7_000)
        var net = WholeNet(&random)
        for company in net.companies {
            let (answer, shares) = try Self.owners(&net.holdings, company)
            for (owner, share) in shares {
                #expect(
                    0 <= share.lowerBound && share.upperBound <= 1 + 1e-12, "seed \(seed): \(owner) in \(company)")
            }
            let persons = shares.filter { $0.key.hasPrefix("p") }.values.reduce(0) { $0 + $1.lowerBound }
            let sum = persons + answer.remainder(.public) + answer.remainder(.unnamed)
            #expect(abs(sum - 1) < 1e-10, "seed \(seed): \(company) has \(sum)")
            #expect(answer.unattributed < 1e-12, "seed \(seed): \(company)")
        }
    }

    /// It holds of both variants as long as nobody's share is changed by the
    /// addition, and of the new owner also where shares are divided by their sum:
    /// whoever gets more of a company has a greater part of it. Others may then
    /// have less.
    @Test(arguments: 0..<300)
    func `a new holding lowers nobody's share, and where lists are normalised not its owner's`(
        seed: Int
    ) throws {
        print("seed \(seed)")
        let before = RandomNet(seed: UInt64(seed) &+ 20_000, ranges: false)
        var random = SplitMix64(seed: UInt64(seed) &+ 30_000)
        guard let company = before.companies.randomElement(using: &random) else { return }
        var (old, new) = (before.holdings, before.holdings)
        let sum = before.names.indices.reduce(0) { total, i in
            before.names.firstIndex(of: company).map { total + before.percents[i][$0] } ?? total
        }
        guard sum < 100, before.names.contains(company) else { return }
        let owner = (before.names + ["newcomer"]).filter { name in
            // A second statement of one holder would be a dispute.
            guard let i = before.names.firstIndex(of: name), let j = before.names.firstIndex(of: company) else {
                return true
            }
            return before.percents[i][j] == 0 && name != company
        }.randomElement(using: &random)
        guard let owner else { return }
        let added = Int.random(in: 1...100 - sum, using: &random)
        new.hold(owner, company, Int32(added) * NamedHoldings.percent)
        let isNormalised = (98..<100).contains(sum + added) || (98..<100).contains(sum)
        for subject in before.companies where before.names.contains(subject) {
            for variant in OwnershipVariant.allCases {
                let less = try Self.owners(&old, subject, variant).1
                let more = try Self.owners(&new, subject, variant).1
                for (name, share) in less where !isNormalised || name == owner && variant == .corrected {
                    #expect(
                        more[name, default: 0...0].lowerBound >= share.lowerBound - 1e-11,
                        "seed \(seed): \(name) in \(subject), \(owner) gets \(added) % of \(company), \(variant)")
                }
            }
        }
    }

    @Test(arguments: 0..<100) func `sums over paths of at most k steps rise to the integrated share`(seed: Int) throws {
        print("seed \(seed)")
        var random = SplitMix64(seed: UInt64(seed) &+ 50_000)
        var net = WholeNet(&random)
        let names = net.companies
        for company in names {
            let shares = try Self.owners(&net.holdings, company).1
            for (owner, share) in shares {
                // Where a walk upward from the company is after each step, unless it has come to the owner.
                var at = [company: 1.0]
                var (sum, last) = (0.0, 0.0)
                for _ in 0..<400 {
                    var next: [String: Double] = [:]
                    for (place, weight) in at {
                        for (holder, held) in net.shares {
                            guard let part = held[place] else { continue }
                            if holder == owner {
                                sum += weight * Double(part) / 100
                            } else if names.contains(holder) {
                                next[holder, default: 0] += weight * Double(part) / 100
                            }
                        }
                    }
                    #expect(sum >= last && sum <= share.lowerBound + 1e-12, "seed \(seed): \(owner) in \(company)")
                    (at, last) = (next, sum)
                }
                #expect(abs(sum - share.lowerBound) < 1e-9, "seed \(seed): \(owner) in \(company)")
            }
        }
    }
}
