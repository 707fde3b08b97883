import BigInt
import Foundation
import GraphStore
import Profile
import TestSupport
import Testing

@Suite struct `Integrated ownership` {
    private static func query(
        _ holdings: inout NamedHoldings, _ subject: String, down: Bool = false, _ question: OwnershipQuestion? = nil
    ) throws -> [String: ClosedRange<Double>] {
        let query = OwnershipQuery(holdings.table())
        var scratch = OwnershipScratch()
        let question = question ?? OwnershipQuestion(day: today)
        let answer =
            down
            ? try query.holdings(of: holdings.node(subject), question, scratch: &scratch)
            : try query.owners(of: holdings.node(subject), question, scratch: &scratch)
        return Dictionary(uniqueKeysWithValues: answer.shares.map { (holdings.name($0.node), $0.bounds) })
    }

    /// The worked numbers of the reference: two holders of each other with
    /// outside owners.
    @Test func `a cross-holding is solved, not cut off`() throws {
        var holdings = NamedHoldings()
        let percent = NamedHoldings.percent
        holdings.hold("P", "A", 50 * percent)
        holdings.hold("Q", "B", 70 * percent)
        holdings.hold("A", "B", 30 * percent)
        holdings.hold("B", "A", 40 * percent)
        let ofA = try Self.query(&holdings, "A")
        #expect(abs(ofA["P", default: 0...0].lowerBound - 25.0 / 44) < 1e-15)
        #expect(abs(ofA["Q", default: 0...0].lowerBound - 7.0 / 22) < 1e-15)
        #expect(abs(ofA["B", default: 0...0].lowerBound - 0.4) < 1e-15)
        let plain = try Self.query(&holdings, "A", OwnershipQuestion(day: today, variant: .plain))
        #expect(abs(plain["B", default: 0...0].lowerBound - 5.0 / 11) < 1e-15)
        #expect(abs(plain["P", default: 0...0].lowerBound - 25.0 / 44) < 1e-15)
    }

    @Test(arguments: 0..<300) func `random nets of exact shares equal the dense inverse in fractions`(seed: Int) throws
    {
        var net = RandomNet(seed: UInt64(seed), ranges: false)
        let dense = DenseOwnership(net.matrix())
        let isDefined = dense.inverse != nil
        for variant in OwnershipVariant.allCases where isDefined {
            let question = OwnershipQuestion(day: today, variant: variant)
            for (j, subject) in net.names.enumerated() where net.companies.contains(subject) {
                let owners = try Self.query(&net.holdings, subject, question)
                for (i, owner) in net.names.enumerated() where i != j {
                    let expected = try #require(variant == .plain ? dense.plain(i, j) : dense.corrected(i, j)).value
                    let found = owners[owner] ?? 0...0
                    let place: Comment = "seed \(seed): \(owner) in \(subject), \(variant)"
                    #expect(abs(found.lowerBound - expected) < 1e-12, place)
                    #expect(found.lowerBound == found.upperBound)
                }
            }
            for (i, owner) in net.names.enumerated() {
                let below = try Self.query(&net.holdings, owner, down: true, question)
                for (j, subject) in net.names.enumerated() where i != j {
                    let expected = try #require(variant == .plain ? dense.plain(i, j) : dense.corrected(i, j)).value
                    let found = below[subject]?.lowerBound ?? 0
                    #expect(abs(found - expected) < 1e-12, "seed \(seed): \(owner) down to \(subject), \(variant)")
                }
            }
        }
    }

    @Test(arguments: 0..<200)
    func `whatever shares the ranges allow, the answer lies within its bounds`(seed: Int) throws {
        var net = RandomNet(seed: UInt64(seed), ranges: true)
        var random = SplitMix64(seed: UInt64(seed) &+ 1_000_000)
        var bounds: [String: [String: ClosedRange<Double>]] = [:]
        for subject in net.names where net.companies.contains(subject) {
            bounds[subject] = try Self.query(&net.holdings, subject)
        }
        for _ in 0..<20 {
            let dense = DenseOwnership(net.sample(&random))
            guard dense.inverse != nil else { continue }
            for (j, subject) in net.names.enumerated() where net.companies.contains(subject) {
                for (i, owner) in net.names.enumerated() where i != j {
                    let share = try #require(dense.corrected(i, j)).value
                    let range = bounds[subject]?[owner] ?? 0...0
                    #expect(
                        range.lowerBound - 1e-11 <= share && share <= range.upperBound + 1e-11,
                        "seed \(seed): \(owner) in \(subject): \(share) not in \(range)")
                }
            }
        }
        // And downward the same bounds.
        for owner in net.names {
            for (subject, range) in try Self.query(&net.holdings, owner, down: true) {
                let up = try #require(bounds[subject]?[owner])
                #expect(abs(up.lowerBound - range.lowerBound) < 1e-11 && abs(up.upperBound - range.upperBound) < 1e-9)
            }
        }
    }

    @Test func `unknown shares in a loop leave a bound below the sum of maxima`() throws {
        var holdings = NamedHoldings()
        let percent = NamedHoldings.percent
        // A and B may hold all of each other; Q has a quarter of A for certain.
        holdings.hold("A", "B", 0, upTo: 100 * percent)
        holdings.hold("B", "A", 0, upTo: 75 * percent)
        holdings.hold("Q", "A", 25 * percent)
        let ofB = try Self.query(&holdings, "B")
        #expect(abs(ofB["Q", default: 0...0].upperBound - 1) < 1e-9)
        #expect(ofB["Q", default: 0...0].lowerBound == 0)
        let ofA = try Self.query(&holdings, "A")
        #expect(ofA["Q", default: 0...0].lowerBound == 0.25)
        #expect(abs(ofA["Q", default: 0...0].upperBound - 1) < 1e-9)
    }

    @Test func `a loop that nobody outside owns is reported as closed`() throws {
        var holdings = NamedHoldings()
        holdings.hold("A", "B", EdgeAttributes.wholeShare)
        holdings.hold("B", "A", EdgeAttributes.wholeShare)
        let query = OwnershipQuery(holdings.table())
        var scratch = OwnershipScratch()
        let answer = try query.owners(of: holdings.node("A"), OwnershipQuestion(day: today), scratch: &scratch)
        #expect(answer.loops.map(\.isClosed) == [true])
        #expect(answer.shares.map(\.bounds) == [1...1])
    }

    @Test func `a chain of a thousand companies is multiplied through`() throws {
        var holdings = NamedHoldings()
        let share = EdgeAttributes.wholeShare / 1000 * 999
        for level in 0..<1000 {
            holdings.hold("c\(level + 1)", "c\(level)", share)
            holdings.hold("everywhere", "c\(level)", EdgeAttributes.wholeShare - share)
        }
        let owners = try Self.query(&holdings, "c0")
        #expect(owners.count == 1001)
        #expect(abs(owners["c1000", default: 0...0].lowerBound - pow(0.999, 1000)) < 1e-12)
        #expect(abs(owners["everywhere", default: 0...0].lowerBound - 1 + pow(0.999, 1000)) < 1e-12)
    }

    @Test func `a star of ten thousand holders and a ring of ten thousand companies are solved`() throws {
        var star = NamedHoldings()
        for holder in 0..<10_000 { star.hold("h\(holder)", "c", EdgeAttributes.wholeShare / 10_000) }
        let owners = try Self.query(&star, "c")
        #expect(owners.count == 10_000)
        #expect(abs(owners.values.reduce(0) { $0 + $1.lowerBound } - 1) < 1e-9)

        var ring = NamedHoldings()
        let count = 10_000
        for i in 0..<count {
            ring.hold("c\((i + 1) % count)", "c\(i)", EdgeAttributes.wholeShare / 10 * 9)
            ring.hold("p\(i)", "c\(i)", EdgeAttributes.wholeShare / 10)
        }
        let ofFirst = try Self.query(&ring, "c0")
        #expect(abs(ofFirst["p0", default: 0...0].lowerBound - 0.1 / (1 - pow(0.9, Double(count)))) < 1e-12)
        #expect(abs(ofFirst["c1", default: 0...0].lowerBound - 0.9) < 1e-12)
        #expect(abs(ofFirst["c9", default: 0...0].lowerBound - pow(0.9, 9)) < 1e-12)
    }
}

/// A small net of companies and people with random shares.
struct RandomNet {
    var holdings = NamedHoldings()
    let companies: [String]
    private(set) var names: [String] = []
    /// Bounds in per cent, by owner and owned.
    private var ranges: [String: [String: ClosedRange<Int>]] = [:]

    init(seed: UInt64, ranges withRanges: Bool) {
        var random = SplitMix64(seed: seed)
        let companyCount = Int.random(in: 1...6, using: &random)
        companies = (0..<companyCount).map { "c\($0)" }
        let everybody = companies + (0..<Int.random(in: 1...4, using: &random)).map { "p\($0)" }
        for company in companies {
            var rest = 100
            for owner in everybody.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random)) {
                let most = Int.random(in: 0...rest, using: &random)
                if most == 0 { continue }
                // Half of the companies are owned completely.
                let least = withRanges && Bool.random(using: &random) ? Int.random(in: 0...most, using: &random) : most
                rest -= least
                ranges[owner, default: [:]][company] = least...most
                // A sum within rounding of the whole would be normalised.
                holdings.hold(
                    owner, company, Int32(least) * NamedHoldings.percent, upTo: Int32(most) * NamedHoldings.percent)
            }
            if (1...2).contains(rest) {
                holdings.hold("rest", company, Int32(rest) * NamedHoldings.percent)
                ranges["rest", default: [:]][company] = rest...rest
            }
        }
        _ = holdings.table()
        names = holdings.names
    }

    /// Shares by owner and owned, for exact nets.
    func matrix() -> [[Fraction]] {
        names.map { owner in
            names.map { Fraction(BigInt(ranges[owner]?[$0]?.lowerBound ?? 0), 100) }
        }
    }

    /// A choice of shares within the ranges that sums to no more than the whole.
    func sample(_ random: inout SplitMix64) -> [[Fraction]] {
        var shares = names.map { _ in names.map { _ in Fraction(0) } }
        for (j, company) in names.enumerated() {
            let least = names.reduce(0) { $0 + (ranges[$1]?[company]?.lowerBound ?? 0) }
            var rest = 100 - least
            for (i, owner) in names.enumerated().shuffled(using: &random) {
                guard let range = ranges[owner]?[company] else { continue }
                let room = min(rest, range.upperBound - range.lowerBound)
                // Ends of ranges as often as what lies between.
                let more = Bool.random(using: &random) ? room : Int.random(in: 0...room, using: &random)
                rest -= more
                shares[i][j] = Fraction(BigInt(range.lowerBound + more), 100)
            }
        }
        return shares
    }
}

extension RandomNet {
    /// Least shares in whole per cents, by owner and owned.
    var percents: [[Int]] {
        matrix().map { row in row.map { Int(($0 * Fraction(100)).value.rounded()) } }
    }
}
