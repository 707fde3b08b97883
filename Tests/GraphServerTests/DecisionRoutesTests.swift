import Foundation
import GraphStore
import Testing

@testable import GraphServer

/// Decisions of investigators on which mentions are one person.
@Suite struct DecisionRoutesTests {
    /// Two companies of a 李云帆 each hold 30 % of a third; 何知远 stands in two
    /// rows with identifiers of two people.
    private static let files = [
        "registration.csv": """
        name,code,established,status,legal_representative,capital
        青岛甲木贸易有限公司,\(Fiction.code(201)),2015-03-01,存续,,100万
        青岛乙火贸易有限公司,\(Fiction.code(202)),2016-03-01,存续,,100万
        青岛丙土实业有限公司,\(Fiction.code(203)),2017-03-01,存续,,100万
        """,
        "shareholding.csv": """
        company_name,holder_name,holder_id,share_percent,since
        青岛甲木贸易有限公司,李云帆,,100,2015-03-01
        青岛乙火贸易有限公司,李云帆,,100,2016-03-01
        青岛丙土实业有限公司,青岛甲木贸易有限公司,,30,2017-03-01
        青岛丙土实业有限公司,青岛乙火贸易有限公司,,30,2017-03-01
        青岛丙土实业有限公司,何知远,11010519491231002X,20,2017-03-01
        青岛甲木贸易有限公司,何知远,440524188001010014,0,2017-03-01
        """,
    ]

    private static func store() throws -> FictionalStore {
        let store = try FictionalStore()
        try store.deliver(files)
        return store
    }

    private static func persons(_ name: String, _ client: RouteClient) async throws -> [String] {
        let found = try await client.object("/v1/search?q=\(encoded(name))&kind=person")
        return found.objects("items").map { $0.text("id") }.sorted()
    }

    private static func body(_ verdict: String, _ persons: [String], reason: String = "身份证核对一致") -> String {
        let list = persons.map { "\"\($0)\"" }.joined(separator: ",")
        return #"{"verdict":"\#(verdict)","persons":[\#(list)],"by":"周巡查","reason":"\#(reason)"}"#
    }

    private static func controllers(_ client: RouteClient) async throws -> [String] {
        let id = try await client.object("/v1/search?q=\(encoded("青岛丙土"))").objects("items").first?.text("id") ?? ""
        let answer = try await client.object("/v1/companies/\(encoded(id))/controller")
        return answer.objects("controllers").map { $0.text("name") }
    }

    @Test func `a confirmation joins holdings at once, a split parts them, a withdrawal leaves it to the evidence`()
        async throws
    {
        let store = try Self.store()
        try await RouteClient.with(try await store.server()) { client in
            let persons = try await Self.persons("李云帆", client)
            #expect(persons.count == 2)
            #expect(try await Self.controllers(client).isEmpty)
            let before = try await client.get("/v1/persons/\(persons[0])/identity")

            let confirmed = try await client.post("/v1/decisions", body: Self.body("confirm", persons))
            #expect(confirmed.status == .created)
            let decision = try confirmed.object().object("decision")
            #expect(decision.number("number") == 1)
            #expect(decision.text("standing") == "followed")
            #expect(decision.text("by") == "周巡查")
            #expect(decision.number("epoch") == 1)
            #expect(try await Self.controllers(client) == ["李云帆"])
            let identity = try await client.object("/v1/persons/\(persons[1])/identity")
            #expect(identity.objects("mentions").map { $0.text("id") }.sorted() == persons)
            #expect(identity.objects("merges").map { $0.text("standing") } == ["confirmed"])
            // The owner is one, edges name both mentions: the answer says that they are one.
            let owners = try await client.object("/v1/companies/company:\(Fiction.code(203))/owners")
            let same = owners.objects("samePerson")
            #expect(same.map { $0.text("person") } == [persons[0]])
            #expect(same.first?["mentions"] as? [String] == [persons[1]])
            #expect(try await client.object(same[0].text("evidence")).objects("merges").count == 1)
            #expect(owners.objects("counted").filter { $0.text("holder") == persons[0] }.count == 2)
            // One may walk from mention to mention, if one asks to.
            let ends = "between=\(Fiction.code(201))&between=\(Fiction.code(202))&exclude=\(Fiction.code(203))"
            let apart = try await client.object("/v1/graph/paths?\(ends)")
            #expect(apart.text("outcome") == "none")
            let joined = try await client.object("/v1/graph/paths?\(ends)&same-person=merged")
            #expect(joined.text("outcome") == "found")
            #expect(joined.number("hops") == 3)
            let identityEdge = try #require(joined.objects("edges").first { $0.text("kind") == "same_as" })
            #expect(identityEdge["probability"] as? Double == 1)
            #expect([identityEdge.text("from"), identityEdge.text("to")] == persons)
            let evidence = try await client.object(identityEdge.text("evidence"))
            #expect(evidence.objects("merges").count == 1)
            let strongest = try await client.object("/v1/graph/paths?\(ends)&same-person=merged&rank=strength")
            #expect(strongest.objects("ranked").count == 1)
            let drawn = try await client.get("/v1/graph/paths?\(ends)&same-person=possible&format=dot")
            #expect(String(buffer: drawn.body).contains("同一人"))

            // The same question on the same data has another answer: another tag.
            let tag = try #require(before.headers[.eTag])
            let again = try await client.get("/v1/persons/\(persons[0])/identity", headers: [.ifNoneMatch: tag])
            #expect(again.status == .ok)

            _ = try await client.post("/v1/decisions", body: Self.body("split", persons.reversed(), reason: "同名"))
            #expect(try await Self.controllers(client).isEmpty)
            _ = try await client.post("/v1/decisions", body: Self.body("withdraw", persons, reason: "误录"))
            let list = try await client.object("/v1/decisions?limit=2")
            #expect(list.number("total") == 3)
            #expect(list.objects("items").map { $0.text("verdict") } == ["withdraw", "split"])
            #expect(list.objects("items").map { $0.text("standing") } == ["followed", "replaced"])
            let rest = try await client.object("/v1/decisions?limit=2&cursor=\(encoded(list.text("next")))")
            #expect(rest.objects("items").map { $0.number("number") } == [1])
            #expect(try await client.object("/v1/decisions?of=\(persons[0])").number("total") == 3)
        }
    }

    @Test func `decisions outlive the server and an import, and wait for a person who is gone`() async throws {
        let store = try Self.store()
        let persons = try await RouteClient.with(try await store.server()) { client in
            let persons = try await Self.persons("李云帆", client)
            #expect(try await client.post("/v1/decisions", body: Self.body("confirm", persons)).status == .created)
            return persons
        }
        try store.deliver(["penalty.csv": "company_name,document_no,date,title\n青岛甲木贸易有限公司,罚1号,2020-01-01,警告\n"])
        try await RouteClient.with(try await store.server()) { client in
            let controllers = try await Self.controllers(client)
            #expect(controllers == ["李云帆"])
        }
        let gone = "company_name,holder_name,holder_id,share_percent,since,op\n青岛乙火贸易有限公司,李云帆,,100,2016-03-01,delete\n"
        try store.deliver(["shareholding.csv": gone])
        try await RouteClient.with(try await store.server()) { client in
            #expect(try await Self.controllers(client).isEmpty)
            let items = try await client.object("/v1/decisions").objects("items")
            #expect(items.map { $0.text("standing") } == ["waiting"])
            #expect(items.first?.objects("persons").map { $0.text("id") } == persons)
        }
    }

    @Test func `what cannot be is refused with the reason, and nothing is kept`() async throws {
        let store = try Self.store()
        let server = try await store.server()
        try await RouteClient.with(server) { client in
            let identified = try await Self.persons("何知远", client)
            #expect(identified.count == 2)
            let refused = try await client.post("/v1/decisions", body: Self.body("confirm", identified))
            #expect(refused.status == .conflict)
            #expect(try refused.object().text("code") == "decision.contradicts")
            let persons = try await Self.persons("李云帆", client)
            let bad: [(String, String)] = [
                ("", "request.emptyBody"), ("[]", "request.malformed"), ("{", "request.malformed"),
                (Self.body("merge", persons), "request.malformed"),
                (Self.body("confirm", [persons[0]]), "request.malformed"),
                (Self.body("confirm", [persons[0], persons[0]]), "request.malformed"),
                (Self.body("confirm", persons, reason: "  "), "request.malformed"),
                (Self.body("confirm", [persons[0], "person:999999"]), "entity.unknown"),
                (Self.body("confirm", [persons[0], "\(Fiction.code(201))"]), "entity.wrongKind"),
                (#"{"verdict":"confirm","persons":7,"by":"a","reason":"b"}"#, "request.malformed"),
                (#"{"verdict":"confirm","person":[],"by":"a","reason":"b"}"#, "request.malformed"),
                (Self.body("confirm", [persons[0], identified[0]]), "decision.contradicts"),
                (Self.body("confirm", persons, reason: String(repeating: "长", count: 2_001)), "request.malformed"),
                (String(repeating: " ", count: 70_000), "request.bodyTooLarge"),
            ]
            for (body, code) in bad {
                let answer = try await client.post("/v1/decisions", body: body)
                #expect(try answer.object().text("code") == code, "\(body.prefix(80))")
            }
            #expect(try await client.object("/v1/decisions").number("total") == 0)
            // Two names may be one person's, but not by a slip.
            let oneOfBoth = Self.body("confirm", [persons[0], identified[0]])
                .replacing(#""by""#, with: #""differentNames":true,"by""#)
            #expect(try await client.post("/v1/decisions", body: oneOfBoth).status == .created)
            #expect(try await client.object("/v1/decisions").number("total") == 1)
            // While somebody else writes, nothing is decided and everybody is told why.
            let writer = try RecordStore(writing: store.directory, purpose: "test")
            let locked = try await client.post("/v1/decisions", body: Self.body("confirm", persons))
            #expect(locked.status == .serviceUnavailable)
            #expect(locked.headers[.retryAfter] != nil)
            withExtendedLifetime(writer) {}
        }
    }
}

/// A mention that the data do not have.
@Suite struct PersonMatchTests {
    @Test func `a new mention beside its companion is told as the person that it is, and nothing is kept`() async throws
    {
        let store = try FictionalStore()
        // Of four companies, two have 薄云深 beside 秦若木: one new company more
        // with 秦若木 in it will be hers.
        var rows = "company_name,holder_name,holder_id,share_percent,since\n"
        for (index, name) in ["甲木", "乙火", "丙土", "丁金"].enumerated() {
            rows += "青岛\(name)贸易有限公司,\(index < 2 ? "薄云深" : "苗知秋"),,60,2015-03-0\(index + 1)\n"
            rows += "青岛\(name)贸易有限公司,\(index < 2 ? "秦若木" : "路遥遥"),,40,2015-03-0\(index + 1)\n"
        }
        try store.deliver(["shareholding.csv": rows])
        try await RouteClient.with(try await store.server()) { client in
            let company = try await client.object("/v1/search?q=\(encoded("青岛甲木"))&kind=company")
            let id = try #require(company.objects("items").first).text("id")
            let post = #"{"company":"\#(id)","kind":"shareholder","since":"2020-01-01"}"#
            let answer = try await client.post("/v1/persons/match", body: #"{"name":"秦若木","posts":[\#(post)]}"#)
            let object = try answer.object()
            #expect(answer.status == .ok, "\(object)")
            let names = object.objects("candidates").map { $0.object("mention").text("name") }
            #expect(names.isEmpty == false && names.allSatisfy { $0 == "秦若木" })
            let kinds = Set(object.objects("candidates").flatMap { $0.objects("evidence").map { $0.text("kind") } })
            #expect(kinds.contains("name") && kinds.contains("companion"))
            let nobody = try await client.post("/v1/persons/match", body: #"{"name":"没有人"}"#)
            #expect(try nobody.object().number("total") == 0)
            for (body, code) in [
                (#"{"name":""}"#, "request.malformed"), (#"{"names":"秦若木"}"#, "request.malformed"),
                (#"{"name":"秦若木","birthYear":7}"#, "request.malformed"),
                (#"{"name":"秦若木","posts":[{"company":"x","kind":"officer"}]}"#, "entity.unknown"),
                (#"{"name":"秦若木","posts":[{"company":"\#(id)","kind":"contact"}]}"#, "request.malformed"),
                (
                    #"{"name":"秦若木","posts":[{"company":"\#(id)","kind":"officer","since":"2020-02-30"}]}"#,
                    "request.malformed"
                ),
            ] {
                let refused = try await client.post("/v1/persons/match", body: body)
                #expect(try refused.object().text("code") == code, "\(body)")
            }
        }
    }
}
