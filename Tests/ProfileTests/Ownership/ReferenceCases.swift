import BigInt
import Foundation
import GraphStore
import Profile
import Testing

/// Peers' cases and worked numbers, where the shared folder stands beside the
/// repository.
@Suite struct `Reference cases` {
    private static let shared = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
    static let vectors = shared.appending(path: "reference/test_vectors.json")
    static let cases = shared.appending(path: "tests/control_tests/cases.json")

    struct Vectors: Decodable {
        var ownership: [String: Net]
        struct Net: Decodable {
            var edges: [Edge]
            var brioschi: [String: String]
            var integrated_corrected: [String: String]
            var control_gt_half: [String: [String]]
        }
        struct Edge: Decodable {
            var owner: String
            var owned: String
            var share: String
        }
    }

    struct Case: Decodable {
        var id: String
        var kind: String
        var edges: [Edge]
        var expected_controls: [[String]]?
        var expected: [Link]?
        /// `["A", "C", 24.0]`.
        struct Link: Decodable {
            var owner: String
            var owned: String
            var percent: Double

            init(from decoder: any Decoder) throws {
                var values = try decoder.unkeyedContainer()
                owner = try values.decode(String.self)
                owned = try values.decode(String.self)
                percent = try values.decode(Double.self)
            }
        }
        struct Edge: Decodable {
            var owner: String
            var owned: String
            var pct: Int32
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: vectors.path)))
    func `the worked numbers of the reference come out`() throws {
        let vectors = try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: Self.vectors))
        #expect(vectors.ownership.count > 8)
        for (name, net) in vectors.ownership {
            var holdings = NamedHoldings()
            for edge in net.edges {
                let share = try #require(Fraction(edge.share)).value * Double(EdgeAttributes.wholeShare)
                holdings.hold(edge.owner, edge.owned, Int32(share.rounded()))
            }
            let table = holdings.table()
            let query = OwnershipQuery(table)
            var scratch = OwnershipScratch()
            for (variant, expected) in [
                (OwnershipVariant.plain, net.brioschi), (.corrected, net.integrated_corrected),
            ] {
                for (pair, share) in expected {
                    let ends = pair.components(separatedBy: "->")
                    let question = OwnershipQuestion(day: today, variant: variant)
                    let owners = try query.owners(of: holdings.node(ends[1]), question, scratch: &scratch)
                    let found = owners.shares.first { holdings.name($0.node) == ends[0] }?.bounds ?? 0...0
                    let expected = try #require(Fraction(share)).value
                    #expect(abs(found.lowerBound - expected) < 1e-14, "\(name) \(variant) \(pair)")
                    #expect(found.lowerBound == found.upperBound)
                }
            }
            for (party, expected) in net.control_gt_half {
                let found = ControlQuery(table).controlled(by: holdings.node(party), on: today, scratch: &scratch)
                #expect(Set(found.companies.map { holdings.name($0.company) }) == Set(expected), "\(name) \(party)")
            }
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: cases.path)))
    func `peers' cases of control have the published answers`() throws {
        let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: Self.cases))
        #expect(cases.count == 7 && cases.count { $0.expected_controls != nil } == 6)
        for test in cases {
            guard let expected = test.expected_controls else { continue }
            var holdings = NamedHoldings()
            for edge in test.edges { holdings.hold(edge.owner, edge.owned, edge.pct * NamedHoldings.percent) }
            let query = ControlQuery(holdings.table())
            var scratch = OwnershipScratch()
            var found: Set<[String]> = []
            for name in holdings.names {
                for company in query.controlled(by: holdings.node(name), on: today, scratch: &scratch).companies {
                    found.insert([name, holdings.name(company.company)])
                }
            }
            #expect(found == Set(expected), "\(test.id)")
        }
    }

    /// The published answer counts each simple path once. Ours is the sum of the
    /// paths that an answer shows, which pass no company twice; an integrated
    /// share counts ways around loops that do not come back to the owner too.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: cases.path)))
    func `paths shown add up to the published simple paths, and integrated shares are those or more`() throws {
        let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: Self.cases))
        let test = try #require(cases.first { $0.kind == "simple_path_ownership" })
        let expected = try #require(test.expected)
        #expect(expected.count == 9)
        var holdings = NamedHoldings()
        for edge in test.edges { holdings.hold(edge.owner, edge.owned, edge.pct * NamedHoldings.percent) }
        let table = holdings.table()
        let names = holdings.names
        var matrix = names.map { _ in names.map { _ in Fraction(0) } }
        for edge in test.edges {
            let (i, j) = (holdings.node(edge.owner).index, holdings.node(edge.owned).index)
            matrix[i][j] = Fraction(BigInt(edge.pct), 100)
        }
        let dense = DenseOwnership(matrix)
        var scratch = OwnershipScratch()
        for owned in names {
            let answer = try OwnershipQuery(table).owners(
                of: holdings.node(owned), OwnershipQuestion(day: today), scratch: &scratch)
            // 80 % and 90 % of A are more than all of it.
            #expect(answer.remarks.contains { holdings.name($0.company) == "A" && $0.remarks == .excess })
            for owner in names where owner != owned {
                let paths = scratch.bestPaths(from: holdings.node(owned), to: holdings.node(owner), count: 100)
                let sum = paths.reduce(0) { $0 + $1.contribution }
                let published = expected.first { $0.owner == owner && $0.owned == owned }?.percent
                if let published {
                    #expect(abs(sum * 100 - published) < 1e-9, "\(owner) in \(owned)")
                } else {
                    #expect(sum < 0.2, "\(owner) in \(owned)")
                }
                let share = answer.shares.first { $0.node == holdings.node(owner) }?.bounds.lowerBound ?? 0
                #expect(share >= sum - 1e-12, "\(owner) in \(owned)")
                let exact = try #require(dense.corrected(holdings.node(owner).index, holdings.node(owned).index)).value
                #expect(abs(share - exact) < 1e-12, "\(owner) in \(owned)")
            }
        }
    }
}
