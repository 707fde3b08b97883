import Foundation
import Testing

@testable import GraphServer

/// A chain of a thousand companies, a ring of ten thousand and hubs of fifty
/// thousand relations, through every public question: each answers, or says
/// exactly what was left out.
@Suite struct GreatStructuresTests {
    private static let (length, round, crowd) = (1_000, 10_000, 50_000)
    /// The next has 99.9 % of each, the public the rest.
    private static func chain(_ number: Int) -> String { Fiction.code(1_000 + number) }
    /// The next has 90 % of each, the public the rest; of the first 钱大 has it.
    private static func ring(_ number: Int) -> String { Fiction.code(10_000 + number % round) }
    /// The hub above has 60 % of each of the crowd, the public the rest; each of
    /// the crowd has the same part of the hub below.
    private static func member(_ number: Int) -> String { Fiction.code(30_000 + number) }
    private static let (hubAbove, hubBelow) = (Fiction.code(500), Fiction.code(501))

    private static let store = Result {
        var rows = ["company_code,holder_name,holder_code,holder_kind,share_percent,since"]
        func hold(_ company: String, _ name: String, _ code: String, _ share: String) {
            rows.append("\(company),\(name),\(code),company,\(share),2015-01-01")
        }
        for number in 0..<length {
            let company = chain(number)
            hold(company, "链条\(number + 1)号有限公司", chain(number + 1), "99.9")
            hold(company, "公众股东", "", "0.1")
        }
        for number in 0..<round {
            let company = ring(number)
            hold(company, "环形\(number + 1)号有限公司", ring(number + 1), "90")
            hold(company, number == 0 ? "钱大投资有限公司" : "公众股东", "", "10")
        }
        for number in 0..<crowd {
            let company = member(number)
            hold(company, "枢纽上有限公司", hubAbove, "60")
            hold(company, "公众股东", "", "40")
            hold(hubBelow, "成员\(number)号有限公司", company, "0.002")
        }
        let store = try FictionalStore()
        try store.deliver(["shareholding.csv": rows.joined(separator: "\n") + "\n"])
        return store
    }

    /// One for all tests: it only reads, and what it works out of the graph is
    /// worked out once.
    private static let server = Task { try await store.get().server() }

    private func with<T>(_ body: @Sendable (RouteClient) async throws -> T) async throws -> T {
        try await RouteClient.with(try await Self.server.value, body)
    }

    private func path(_ code: String, _ question: String) -> String { "/v1/companies/\(code)/\(question)" }

    @Test func `a chain of a thousand is followed to its end`() async throws {
        try await with { client in
            let bottom = Self.chain(0)
            let top = "company:\(Self.chain(Self.length))"
            let owners = try await client.object(path(bottom, "owners?limit=500"))
            #expect(owners.number("total") == Self.length && (owners["cut"] as? [String])?.isEmpty == true)
            let whole = pow(0.999, Double(Self.length))
            let ultimate = try await client.object(path(bottom, "owners?ultimate=true"))
            #expect(ultimate.shares.count == 1)
            #expect(abs((ultimate.shares.first?.value ?? 0) - whole) < 1e-9)
            let rest = ultimate.object("notParties")
            #expect(abs((rest["public"] as? Double ?? 0) - (1 - whole)) < 1e-9)
            #expect(rest.objects("items").count + rest.number("omitted") == Self.length)
            let holdings = try await client.object(path(Self.chain(Self.length), "holdings"))
            #expect(holdings.number("total") == Self.length)
            let controller = try await client.object(path(bottom, "controller"))
            #expect(controller.objects("controllers").map { $0.text("id") } == [top])
            let steps = controller.objects("steps").count
            #expect(steps == 200 && steps + controller.object("omitted").number("steps") == Self.length)
            let group = try await client.object(path(bottom, "group"))
            #expect(group.object("head").text("id") == top && group.number("total") == Self.length)
            let middle = try await client.object(path(Self.chain(500), "related-parties?limit=500"))
            #expect(middle.number("total") == Self.length && middle["isCut"] as? Bool == false)
            #expect(middle.number("unexplored") == 0)
            let paths = try await client.object(
                "/v1/graph/paths?between=\(bottom)&between=\(Self.chain(Self.length))&max-hops=20")
            #expect(paths.text("outcome") == "longer" && paths.number("hops") == Self.length)
        }
    }

    @Test func `a ring of ten thousand is solved, and what is not looked at is counted`() async throws {
        try await with { client in
            let first = Self.ring(0)
            let owners = try await client.object(path(first, "owners"))
            // The ring's companies and 钱大, who has a tenth and what comes round again.
            #expect(owners.number("total") == Self.round && (owners["cut"] as? [String])?.isEmpty == true)
            let loop = try #require(owners.objects("loops").first)
            for list in ["companies", "edges"] {
                #expect((loop[list] as? [String])?.count == 100)
                #expect(loop.object("omitted").number(list) == Self.round - 100)
            }
            let omitted = owners.object("omitted")
            #expect(owners.objects("remarks").count + omitted.number("remarks") == Self.round - 1)
            #expect(owners.objects("loops").count == 1 && omitted.number("loops") == 0)
            #expect(owners.shares["环形1号有限公司"] == 0.9)
            let holdings = try await client.object(path(Self.ring(1), "holdings"))
            #expect(holdings.number("total") == Self.round - 1)
            let controller = try await client.object(path(first, "controller"))
            // Shares of the ring in itself do not vote: of the others' 钱大 has all there is in the first.
            #expect(["controlled", "loop"].contains(controller.text("outcome")))
            let group = try await client.object(path(first, "group"))
            #expect(group.number("total") > 0)
            let parties = try await client.object(path(first, "related-parties"))
            #expect(parties.number("total") >= Self.round - 1)
            #expect((parties["isCut"] as? Bool == true) == (parties.number("unexplored") > 0))
            print(
                "ring: \(controller.text("outcome")), group \(group.number("total")), related \(parties.number("total")), "
                    + "unexplored \(parties.number("unexplored"))")
            let paths = try await client.object(
                "/v1/graph/paths?between=\(first)&between=\(Self.ring(Self.round / 2))&max-hops=20")
            #expect(paths.text("outcome") == "longer" && paths.number("hops") == Self.round / 2)
            let loops = try await client.object("/v1/circular-holdings")
            #expect(loops.objects("items").first?.objects("companies").count == Self.round)
        }
    }

    @Test func `a hub of fifty thousand relations is answered by pages that say how many there are`() async throws {
        try await with { client in
            let above = "company:\(Self.hubAbove)"
            let owners = try await client.object(path(Self.hubBelow, "owners"))
            #expect(owners.number("total") == Self.crowd + 1 && owners.number("returned") == 20)
            // 60 % of each of fifty thousand.
            #expect(abs((owners.objects("items").first?.object("share")["min"] as? Double ?? 0) - 0.6) < 1e-9)
            #expect(abs((owners.object("notParties")["public"] as? Double ?? 0) - 0.4) < 1e-9)
            let holdings = try await client.object(path(Self.hubAbove, "holdings"))
            #expect(holdings.number("total") == Self.crowd + 1 && (holdings["cut"] as? [String])?.isEmpty == true)
            let controller = try await client.object(path(Self.hubBelow, "controller"))
            #expect(controller.objects("controllers").map { $0.text("id") } == [above])
            let step = try #require(controller.objects("steps").first)
            #expect(step.objects("voters").count == 100 && step.number("omitted") == Self.crowd - 100)
            let controlled = try await client.object(path(Self.hubAbove, "controlled"))
            #expect(controlled.number("total") == Self.crowd + 1 && controlled["isCut"] as? Bool == false)
            let group = try await client.object(path(Self.member(7), "group"))
            #expect(group.number("total") == Self.crowd + 1 && group["isCut"] as? Bool == false)
            let parties = try await client.object(path(Self.member(7), "related-parties"))
            // The hub above, and the others and the hub below as its sisters.
            #expect(parties.number("total") == Self.crowd + 1 && parties.number("unexplored") == 0)
            // 60 % of each of the crowd and of the hub below, each with its chain.
            let links = try await client.object(path(Self.hubAbove, "related-parties?rules=close-links"))
            #expect(links.number("total") == Self.crowd + 1 && links["isCut"] as? Bool == false)
            let paths = try await client.object(
                "/v1/graph/paths?between=\(Self.hubAbove)&between=\(Self.hubBelow)&k=3")
            // Fifty thousand shortest paths have more edges than a graph answer: it says so.
            #expect(paths.text("outcome") == "stopped: edgeBudget")
            #expect(paths.objects("omitted").map { $0.text("reason") } == ["edgeBudget"])
            let best = try await client.object(
                "/v1/graph/paths?between=\(Self.hubAbove)&between=\(Self.hubBelow)&k=3&rank=strength")
            print("hub: the best paths are \(best.text("outcome")), omitted \(best.objects("omitted"))")
            #expect(best.objects("ranked").count == 3 || best.text("outcome").hasPrefix("stopped: "))
            let near = try await client.object("/v1/graph/neighbourhood?of=\(Self.hubBelow)&limit=200")
            let omitted = near.objects("omitted").reduce(0) { $0 + $1.number("count") }
            #expect(near.objects("nodes").count + omitted == Self.crowd + 1, "\(near.objects("omitted"))")
        }
    }
}
