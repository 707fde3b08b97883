import Foundation
import Testing

@testable import GraphServer

/// What answers about ownership say besides numbers: why, with whom, on which
/// statements, and what to be wary of.
@Suite struct OwnershipWordsTests {
    typealias Of = OwnershipFiction

    /// 甲子 has all of `revoked`, which has 60 of `below`, 乙丑 the rest.
    static let (revoked, below) = (Fiction.code(900), Fiction.code(901))
    /// 丙寅 30 in kind and 25 in cash, 丁卯 45.
    static let parts = Fiction.code(902)
    /// The state's 70, told by two registers, and 丁卯 30.
    static let state = Fiction.code(903)
    /// 钱八 has them all.
    static let many = (910..<935).map { Fiction.code($0) }

    private static let store = Result {
        let store = try FictionalStore()
        let codes = [revoked, below, parts, state] + many
        let companies = codes.enumerated().map {
            "松柏\($0)号实业有限公司,\($1),2014-06-01,\($1 == revoked ? "吊销" : "存续"),经办\($0),80万元人民币"
        }
        let holdings =
            [
                "\(revoked),甲子,,person,100,,2015-01-01", "\(below),松柏0号实业有限公司,\(revoked),company,60,,2015-01-01",
                "\(below),乙丑,,person,40,,2015-01-01",
                "\(parts),丙寅,,person,30,实物,2015-01-01", "\(parts),丙寅,,person,25,货币,2015-01-01",
                "\(parts),丁卯,,person,45,,2015-01-01",
                "\(state),云桥市国有资产监督管理委员会,,state,70,,2015-01-01", "\(state),丁卯,,person,30,,2015-01-01",
            ] + many.map { "\($0),钱八,,person,100,,2015-01-01,\(Of.id("钱八"))" }
        try store.deliver([
            "registration.csv": (["name,code,established,status,legal_representative,capital"] + companies)
                .joined(separator: "\n") + "\n",
            "shareholding.csv":
                (["company_code,holder_name,holder_code,holder_kind,share_percent,form,since,holder_id"]
                + holdings.map { $0.filter { $0 == "," }.count == 6 ? $0 + "," : $0 })
                .joined(separator: "\n") + "\n",
            "state_holder.csv": """
            company_code,supervisor_name,supervisor_kind,state_percent,since
            \(state),云桥市国有资产监督管理委员会,state,70,2015-01-01

            """,
        ])
        return store
    }

    private func with<T>(
        _ store: Result<FictionalStore, any Error>, _ body: @Sendable (RouteClient) async throws -> T
    ) async throws -> T {
        try await RouteClient.with(try await store.get().server(), body)
    }

    @Test(arguments: [
        (Of.bottom, "拥有过半数表决权", ["votes"]), (Of.agreed, "通过协议控制", ["agreement"]),
        (Of.concert, "一致行动人合计拥有过半数表决权", ["concert"]), (Of.many, "股权分散，无人过半数", []),
    ])
    func `the reason tells votes from agreement and from acting in concert`(
        company: String, reason: String, bases: [String]
    ) async throws {
        try await with(OwnershipRoutesTests.store) { client in
            let verdict = try await client.object("/v1/companies/\(company)/controller")
            #expect(verdict.object("reason").text("zh") == reason)
            #expect(verdict["bases"] as? [String] == bases)
            #expect(Set(verdict.objects("steps").compactMap { $0["basis"] as? String }) == Set(bases))
        }
    }

    @Test func `the family of a controller is shown as a possible block and not counted`() async throws {
        try await with(OwnershipRoutesTests.store) { client in
            let verdict = try await client.object("/v1/companies/\(Of.bottom)/controller")
            #expect(verdict.objects("controllers").map { $0.text("name") } == ["严四"])
            let family = try #require(verdict.objects("families").first)
            #expect(verdict.objects("families").count == 1)
            #expect(family.object("company").text("id") == "company:\(Of.top)")
            #expect(Set(family.objects("members").map { $0.text("name") }) == ["严四", "少一"])
            #expect(family["votes"] as? Double == 1 && family.object("title").text("zh").hasPrefix("家族"))
            let known = Set(verdict.objects("edges").map { $0.text("id") })
            let edges = family["edges"] as? [String] ?? []
            #expect(edges.count == 3 && Set(edges).isSubset(of: known))
            let other = try await client.object("/v1/companies/\(Of.left)/controller")
            #expect(other.objects("families").isEmpty)
        }
    }

    @Test func `a company that is struck off is named wherever it stands in a chain`() async throws {
        try await with(Self.store) { client in
            for question in ["controller", "owners", "beneficial-owners", "group", "related-parties"] {
                let answer = try await client.object("/v1/companies/\(Self.below)/\(question)")
                let struck = answer.objects("offRegister")
                #expect(struck.map { $0.text("id") } == ["company:\(Self.revoked)"], "\(question)")
                #expect(struck.first?.text("status") == "吊销" && struck.first?.text("stage") == "revoked")
            }
            let verdict = try await client.object("/v1/companies/\(Self.below)/controller")
            #expect(verdict.objects("controllers").map { $0.text("name") } == ["甲子"])
            let other = try await client.object("/v1/companies/\(Self.parts)/owners")
            #expect(other.objects("offRegister").isEmpty)
        }
    }

    @Test func `a share made of parts names all of its statements`() async throws {
        try await with(Self.store) { client in
            let answer = try await client.object("/v1/companies/\(Self.parts)/owners")
            #expect(answer.shares == ["丙寅": 0.55, "丁卯": 0.45])
            let edges = answer.objects("edges")
            let counted = answer.objects("counted")
            #expect(counted.map { $0.object("share")["min"] as? Double } == [0.55, 0.45] && edges.count == 3)
            let together = try #require(counted[0]["edges"] as? [String])
            let shares = edges.filter { together.contains($0.text("id")) }
                .compactMap { $0.object("share")["min"] as? Double }
            #expect(shares.sorted() == [0.25, 0.3])
            #expect(counted.allSatisfy { $0.text("basis") == "stated" && $0.object("whole")["share"] as? Double == 1 })
            #expect(edges.allSatisfy { !$0.objects("sources").isEmpty })
        }
    }

    @Test func `what the register of state-funded enterprises says beside a shareholding is not counted again`()
        async throws
    {
        try await with(Self.store) { client in
            let answer = try await client.object("/v1/companies/\(Self.state)/owners")
            #expect(answer.shares == ["云桥市国有资产监督管理委员会": 0.7, "丁卯": 0.3])
            #expect(answer.objects("remarks").isEmpty && answer["unattributed"] as? Double == 0)
            let owners = try await client.object("/v1/companies/\(Self.state)/beneficial-owners")
            #expect(owners.text("outcome") == "stateOwned")
        }
    }

    @Test func `lists of groups say how many members they leave out`() async throws {
        try await with(Self.store) { client in
            let group = try #require(try await client.object("/v1/groups").objects("items").first)
            #expect(group.number("size") == 25 && group.number("omitted") == 5)
            #expect((group["companies"] as? [String])?.count == 20)
            let answer = try await client.object("/v1/companies/\(Self.many[0])/group?limit=20")
            #expect(answer.number("total") == 25 && answer.number("omitted") == 5 && answer.number("returned") == 20)
        }
    }

    @Test func `rule sets are listed, and every id listed is taken`() async throws {
        try await with(OwnershipRoutesTests.store) { client in
            let answer = try await client.object("/v1/rules")
            let document = ShapeCheck(document: try await client.object("/openapi.json"))
            #expect(document.problems(of: answer, as: "RuleList") == [])
            let items = answer.objects("items")
            #expect(
                items.map { $0.text("id") } == [
                    "cn-2024", "more-than-25", "cas-36", "close-links", "listing-2024", "cn-2026",
                ])
            let defaults = items.filter { $0["isDefault"] as? Bool == true }.map { $0.text("id") }
            #expect(defaults == ["cn-2024", "cas-36", "cn-2026"])
            for item in items {
                #expect(!item.text("instrument").isEmpty && !item.object("title").text("en").isEmpty)
                let clauses = item.objects("clauses")
                #expect(!clauses.isEmpty && clauses.allSatisfy { !$0.text("clause").isEmpty })
                let uri = "/v1/companies/\(Of.bottom)/\(item.text("question"))?rules=\(item.text("id"))"
                #expect(try await client.object(uri).object("rules").text("id") == item.text("id"))
            }
            let first = try #require(items.first?.objects("clauses").first)
            #expect(first.object("threshold").number("percent") == 25)
        }
    }

    @Test func `every member of an answer about ownership is described`() async throws {
        // Members that every answer has, and answers about people, are described elsewhere.
        let general = Set(OpenAPI.answer.map(\.name))
        for schema in OpenAPI.ownershipSchemas
        where !["Identity", "Person", "Decision"].contains(where: schema.name.hasPrefix) {
            for member in schema.required + schema.optional where !general.contains(member.name) {
                #expect(OpenAPI.meaning(of: member.name, in: schema) != nil, "\(schema.name).\(member.name)")
            }
        }
    }
}
