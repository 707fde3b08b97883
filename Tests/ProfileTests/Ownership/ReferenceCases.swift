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
        #expect(cases.count >= 6)
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
}
