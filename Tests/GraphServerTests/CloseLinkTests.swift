import Foundation
import Testing

@testable import GraphServer

/// Close links of the worked nets of the reference, through the public question,
/// where the shared folder stands beside the repository.
@Suite struct CloseLinkTests {
    private static let vectors: URL = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url.appendingPathComponent("shared/reference/test_vectors.json")
    }()

    private struct Vectors: Decodable {
        var ownership: [String: Net]
        struct Net: Decodable {
            var edges: [Edge]
            var close_links: [String]
            enum CodingKeys: String, CodingKey {
                case edges
                case close_links = "close_links_ge_0.20"
            }
        }
        struct Edge: Decodable {
            var owner: String
            var owned: String
            var share: Decimal

            enum CodingKeys: CodingKey { case owner, owned, share }
            init(from decoder: any Decoder) throws {
                let fields = try decoder.container(keyedBy: CodingKeys.self)
                owner = try fields.decode(String.self, forKey: .owner)
                owned = try fields.decode(String.self, forKey: .owned)
                share = Decimal(string: try fields.decode(String.self, forKey: .share)) ?? .nan
            }
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: vectors.path)))
    func `close links of every worked net are those of the reference`() async throws {
        let nets = try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: Self.vectors)).ownership
        #expect(nets.count > 10 && nets["T8_close_links"]?.close_links.count == 11)
        // All nets in one store, each with companies of its own.
        var codes: [String: String] = [:]
        var rows = ["company_code,company_name,holder_name,holder_code,holder_kind,share_percent,since"]
        func code(_ net: String, _ name: String) -> String {
            let key = "\(net) \(name)"
            let code = codes[key] ?? Fiction.code(300 + codes.count)
            codes[key] = code
            return code
        }
        for (name, net) in nets.sorted(by: { $0.key < $1.key }) {
            for edge in net.edges {
                let (owner, owned) = (code(name, edge.owner), code(name, edge.owned))
                let names = "企业\(name)\(edge.owned),企业\(name)\(edge.owner)"
                rows.append("\(owned),\(names),\(owner),company,\(edge.share * 100),2015-01-01")
            }
        }
        let store = try FictionalStore()
        try store.deliver(["shareholding.csv": rows.joined(separator: "\n") + "\n"])
        let names = Dictionary(uniqueKeysWithValues: codes.map { ("company:\($1)", $0) })
        let (known, ends) = (codes, names)
        try await RouteClient.with(try await store.server()) { client in
            for (name, net) in nets {
                var found: Set<Set<String>> = []
                for (key, code) in known where key.hasPrefix(name + " ") {
                    let subject = String(key.dropFirst(name.count + 1))
                    let answer = try await client.object(
                        "/v1/companies/\(code)/related-parties?rules=close-links&limit=500")
                    #expect(answer["isCut"] as? Bool == false)
                    for item in answer.objects("items") {
                        let other = try #require(ends[item.object("entity").text("id")])
                        found.insert([subject, String(other.dropFirst(name.count + 1))])
                        #expect((item["chain"] as? [String])?.isEmpty == false, "\(name) \(subject) \(other)")
                    }
                }
                let pairs = Set(net.edges.flatMap { [$0.owner, $0.owned] }).sorted()
                var expected: Set<Set<String>> = []
                for a in pairs {
                    for b in pairs where net.close_links.contains(a + b) { expected.insert([a, b]) }
                }
                #expect(expected.count == net.close_links.count && found == expected, "\(name)")
            }
        }
    }

    @Test func `chains of close links are ordered from the company on`() async throws {
        try await RouteClient.with(try await OwnershipRoutesTests.store.get().server()) { client in
            let uri = "/v1/companies/\(OwnershipFiction.bottom)/related-parties?rules=close-links"
            let answer = try await client.object(uri)
            var ends: [String: Set<String>] = [:]
            for edge in answer.objects("edges") { ends[edge.text("id")] = [edge.text("from"), edge.text("to")] }
            for item in answer.objects("items") {
                // Each edge goes on where the one before ended, and the way passes the party: up to a holder of both
                // it may pass it on the way up.
                var at = "company:\(OwnershipFiction.bottom)"
                var passed: Set<String> = []
                for edge in item["chain"] as? [String] ?? [] {
                    let pair = try #require(ends[edge])
                    #expect(pair.contains(at), "\(item)")
                    at = try #require(pair.subtracting([at]).first)
                    passed.insert(at)
                }
                #expect(passed.contains(item.object("entity").text("id")))
            }
        }
    }
}
