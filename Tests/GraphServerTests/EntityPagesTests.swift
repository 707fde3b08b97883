import Foundation
import GraphStore
import Testing

@testable import GraphServer

/// Pages of persons, premises, permits and contacts over ``EntityFiction``,
/// whose answers are worked out by hand in its comments.
@Suite struct EntityPagesTests {
    private static let server = Result { try EntityFiction.store() }

    private func with<T>(_ body: @Sendable (RouteClient) async throws -> T) async throws -> T {
        try await RouteClient.with(try await Self.server.get().server(), body)
    }

    @Test func `a status is not told of days before a company began or closed`() async throws {
        try await with { client in
            let code = Fiction.code(60)  // 2016-01-01 to 2022-05-05
            for (day, status, stage) in [
                ("2024-06-30", "注销", "closed"), ("2022-05-05", "注销", "closed"), ("2020-01-01", nil, "growing"),
                ("2010-01-01", nil, "notYetEstablished"),
            ] {
                let panorama = try await client.object("/v1/companies/\(code)/panorama?as-of=\(day)")
                #expect(panorama.object("subject")["status"] as? String == status, "\(day)")
                #expect(panorama.text("stage") == stage, "\(day)")
                let page = try await client.object("/v1/companies/\(code)?as-of=\(day)")
                #expect(page["status"] as? String == status, "\(day)")
                let drawing = try await client.get(
                    "/v1/graph/neighbourhood?of=\(code)&depth=1&format=dot&as-of=\(day)")
                let text = String(buffer: drawing.body)
                #expect(text.contains("〔注销〕") == (status != nil) && text.contains(code), "\(day)")
            }
            // A permit's last day lies ahead while its status holds.
            let permit = try await client.page("JY14401050000002", .permit)
            #expect(permit.text("until") == "2027-02-01" && permit.text("status") == "吊销")
        }
    }

    @Test func `a person's page groups roles by what they are, current ones first`() async throws {
        try await with { client in
            let page = try await client.page("陈小满", .person)
            #expect(page.text("ageBand") == "from60to75")  // born in 1949, asked on 2024-06-30
            #expect(page.object("companies").counts == [3, 0, 0])
            let roles = page.object("relations")
            #expect(roles.object("legalRepresentativeOf").names == ["岭南云桥科技有限公司"])
            let officer = roles.object("officerOf")
            #expect(officer.number("total") == 3)
            #expect(officer.states == ["current", "current", "former"])
            #expect(officer.items.map { $0.object("edge").text("label") } == ["监事", "执行董事", "董事"])
            #expect(officer.object("entities").counts == [2, 0, 0])
            let share = try #require(roles.object("shareholderOf").items.first).object("edge")
            #expect(share.object("share")["min"] as? Int == 1 && share["amount"] as? Int == 10_000_000)
            #expect(roles.object("relatives").items.map { $0.object("edge").text("label") } == ["配偶"])
            #expect(roles.object("others").names == ["岭南云桥贸易有限公司"])  // acts in concert
            #expect(page.object("facts").number("total") == 1)
        }
    }

    @Test func `the day decides who is a person's company now, before and later`() async throws {
        try await with { client in
            let late = try await client.page("苏青禾", .person, "as-of=2024-06-30")
            #expect(late.object("relations").object("shareholderOf").states == ["former"])
            let early = try await client.page("苏青禾", .person, "as-of=2021-06-30")
            #expect(early.object("relations").object("shareholderOf").states == ["current"])
            let before = try await client.page("苏青禾", .person, "as-of=2010-01-01")
            #expect(before.object("relations").object("shareholderOf").states == ["upcoming"])
            #expect(before.object("relations").object("shareholderOf").object("entities").counts == [0, 0, 1])
        }
    }

    @Test func `every relation names its record, department, source, date and summary`() async throws {
        try await with { client in
            let page = try await client.page("陈小满", .person)
            let officer = try #require(page.object("relations").object("officerOf").items.last)
            let source = try #require(officer.object("edge").objects("sources").first)
            #expect(source.text("theme") == "officer")
            #expect(source.text("department") == "market_supervision")
            #expect(source.text("source") == "registration_system")
            #expect(source.text("date") == "2012-01-01")
            #expect(source.text("summary").hasPrefix("陈小满 董事"))
            let record = try await client.object("/v1/records/\(source.text("record"))")
            #expect(record.object("fields").text("role") == "董事")
        }
    }

    @Test func `premises tell who is and was registered, the standard address and who may host`() async throws {
        try await with { client in
            let page = try await client.page("珠江路88号A座101", .premises)
            let registered = page.object("relations").object("registered")
            #expect(registered.object("entities").counts == [30, 1, 0])
            #expect(registered.number("total") == 31)
            #expect(registered.states.last == "former")
            #expect(registered.names.last == "云桥旧址贸易有限公司")
            let address = page.object("standardAddress")
            #expect(address.text("use") == "商业")
            #expect(address.number("floors") == 12)
            #expect(address.text("building") == "A座")
            #expect(address.text("theme") == "standard_address" && address.text("date") == "2015-01-01")
            let host = try #require(page.object("relations").object("hosts").items.first)
            #expect(host.object("entity").text("name") == "岭南云桥科技有限公司")
            #expect(host.object("edge").text("label") == "集群登记")
            #expect(host.object("edge").objects("sources").first?.text("summary").contains("核定500户") == true)
            // The entry that held in 2010 said something else.
            let past = try await client.page("珠江路88号A座101", .premises, "as-of=2010-01-01")
            #expect(past.object("standardAddress").text("use") == "工业")
            #expect(past.object("relations").object("registered").object("entities").counts == [0, 0, 31])
            // Nobody has an entry for this one.
            #expect(try await client.page("云桥路1号", .premises)["standardAddress"] is NSNull)
        }
    }

    @Test(arguments: [
        ("2020-01-31", "notYetValid"), ("2020-02-01", "valid"), ("2024-11-01", "valid"), ("2024-11-02", "expiring"),
        ("2025-01-31", "expiring"), ("2025-02-01", "expired"),
    ])
    func `a permit's state follows the day that is asked about`(day: String, state: String) async throws {
        try await with { client in
            let page = try await client.page("JY14401050000001", .permit, "as-of=\(day)")
            #expect(page.text("permitState") == state)
            #expect(page.text("number") == "JY14401050000001")
            #expect(page.text("type") == "食品经营许可证")
            #expect(page.text("issuedBy") == "云桥市市场监督管理局")
            #expect(page.text("since") == "2020-02-01" && page.text("until") == "2025-02-01")
            #expect(page.object("statedBy").text("theme") == "permit")
            let holders = page.object("relations").object("holders")
            #expect(holders.names == ["云桥青禾食品有限公司"])
            // 有效期至 2025-01-31 is the last day on which all of it holds.
            let relation = day < "2020-02-01" ? "upcoming" : day <= "2025-01-31" ? "current" : "former"
            #expect(holders.states == [relation])
            let last = try #require(Day(iso: "2025-01-31")).rawValue
            #expect(page["daysLeft"] as? Int == Int(last - (try #require(Day(iso: day)).rawValue)))
        }
    }

    @Test func `the end of a relation is the same day in every format`() async throws {
        try await with { client in
            let permit = try await client.page("JY14401050000001", .permit).text("id")
            for (of, until, lastDay) in [(permit, "2025-02-01", "2025-01-31"), (Fiction.food, "2023-12-31", nil)] {
                let uri = "/v1/graph/neighbourhood?of=\(of)&depth=1&in-force=all&as-of=2025-02-01"
                let json = try await client.object(uri)
                #expect(json.objects("edges").contains { $0.text("until") == until })
                for format in ["csv", "graphml", "gexf", "cytoscape", "dot"] {
                    let text = String(buffer: try await client.get("\(uri)&format=\(format)").body)
                    #expect(text.contains(until), "\(format)")
                    if format == "dot" { #expect(text.contains("至 \(until)")) }
                    // Beside it a permit's own words, which name its last valid day.
                    if let lastDay, format != "csv" { #expect(text.contains(lastDay), "\(format)") }
                    let before = try #require(Day(iso: until)).rawValue - 1
                    if lastDay == nil { #expect(!text.contains(Day(rawValue: before).iso), "\(format)") }
                }
            }
        }
    }

    @Test func `a permit that was withdrawn, and one without an end, say so`() async throws {
        try await with { client in
            let withdrawn = try await client.page("JY14401050000002", .permit)
            #expect(withdrawn.text("permitState") == "withdrawn" && withdrawn["daysLeft"] is NSNull)
            #expect(withdrawn.object("relations").object("holders").states == ["former"])
            let before = try await client.page("JY14401050000002", .permit, "as-of=2022-01-31")
            #expect(before.text("permitState") == "notYetValid")
            #expect(before.object("relations").object("holders").states == ["upcoming"])
            let open = try await client.page("JY14401050000003", .permit)
            #expect(open.text("permitState") == "unknown" && open["daysLeft"] is NSNull)
            // The record names no department: the one that delivered it issued it.
            #expect(open.text("issuedBy") == "行政审批服务局")
        }
    }

    @Test func `a permit is found by its number, and several of one number are listed`() async throws {
        let store = try FictionalStore()
        try store.deliver([
            "permit.csv": """
            company_code,company_name,permit_no,permit_type,issued
            \(Fiction.food),云桥青禾食品有限公司,JY14401050000001,食品经营许可证,2020-02-01
            \(Fiction.food),云桥青禾食品有限公司,云许字〔2020〕7号,排污许可证,2020-02-01
            \(Fiction.food),云桥青禾食品有限公司,L-YQ-000007,旅行社许可证,2020-02-01

            """,
            "culture_permit.csv": """
            company_code,company_name,permit_no,category,issued,expires
            \(Fiction.food),云桥青禾食品有限公司,L-YQ-000007,旅行社,2020-02-01,2024-01-31

            """,
        ])
        try await RouteClient.with(try await store.server()) { client in
            let one = try await client.object("/v1/permits/JY14401050000001")
            #expect(one.text("number") == "JY14401050000001")
            #expect(try await client.object("/v1/permits/JY14401050000001/relations").number("total") == 1)
            let written = try await client.object("/v1/permits/\(encoded("云许字〔2020〕7号"))")
            #expect(written.text("name") == "排污许可证")
            let response = try await client.get("/v1/permits/L-YQ-000007")
            #expect(response.status == .conflict)
            let problem = try response.object()
            #expect(problem.text("code") == "entity.ambiguous")
            let candidates = problem.objects("candidates")
            #expect(Set(candidates.map { $0.text("name") }) == ["旅行社许可证", "旅行社"], "\(problem)")
            for candidate in candidates {
                #expect(try await client.object(candidate.text("path")).text("id") == candidate.text("id"))
                #expect(problem.text("detail").contains(candidate.text("id")))
            }
            // Wherever a permit is named its number is told: it is called by its kind.
            let numbers = ["JY14401050000001", "L-YQ-000007", "L-YQ-000007", "云许字〔2020〕7号"]
            let panorama = try await client.object("/v1/companies/\(Fiction.food)/panorama")
            let permits = panorama.object("relations").object("permits").objects("items")
            // One of the two of one number is past its term.
            #expect(permits.map { $0.object("entity").text("number") }.sorted() == Array(Set(numbers)).sorted())
            let near = try await client.object(
                "/v1/graph/neighbourhood?of=\(Fiction.food)&kinds=holds_permit&in-force=all")
            let nodes = near.objects("nodes")
            #expect(nodes.filter { $0.text("kind") == "permit" }.map { $0.text("number") }.sorted() == numbers)
            #expect(nodes.allSatisfy { ($0["number"] == nil) == ($0.text("kind") != "permit") })
            let hits = try await client.object("/v1/search?kind=permit&q=L-YQ-000007").objects("items")
            #expect(hits.map { $0.text("number") } == ["L-YQ-000007", "L-YQ-000007"])
            // Part of a number is nobody's.
            #expect(try await client.problem("/v1/permits/JY1440105000000", .notFound) == "entity.unknown")
            #expect(try await client.problem("/v1/permits/J", .notFound) == "entity.unknown")
        }
    }

    @Test func `words have Chinese titles beside them, amounts their currency, columns their names`() async throws {
        try await with { client in
            let panorama = try await client.object("/v1/companies/\(Fiction.trade)/panorama")
            #expect(panorama.text("stage") == "mature" && panorama.text("stageTitle") == "成熟期")
            let shareholders = panorama.object("relations").object("shareholders").objects("items")
            let share = try #require(shareholders.first)
            #expect(share.text("kind") == "shareholder" && share.text("title") == "股东")
            #expect(share.number("amount") == 3_000_000 && share.text("currency") == "CNY")
            let statement = try #require(panorama.objects("statements").first)
            #expect(statement.object("columns").text("capital") == "注册资本")
            #expect(Set(statement.object("fields").keys) == Set(statement.object("columns").keys))
            let fine = try await client.object("/v1/companies/\(Fiction.food)/timeline?theme=penalty").objects("items")
            #expect(fine.map { $0["currency"] as? String } == [nil, "CNY"])
            let person = try await client.page("陈小满", .person)
            #expect(person.text("ageBandTitle") == "60至75岁")
            let officer = try #require(person.object("relations").object("officerOf").items.last)
            #expect(officer.text("state") == "former" && officer.text("stateTitle") == "曾经")
            let permit = try await client.page("JY14401050000002", .permit)
            #expect(permit.text("permitStateTitle") == "已注销、撤销或吊销")
            let registration = try await client.object("/v1/companies/\(Fiction.tech)").objects("statements")
            let identifier = try #require(registration.first).object("fields").object("legal_representative_id")
            #expect(identifier.text("sex") == "F" && identifier.text("sexTitle") == "女")
        }
    }

    @Test func `an entity without records of its own says so and where its relations are`() async throws {
        try await with { client in
            let page = try await client.page("苏青禾", .person)
            let facts = page.object("facts")
            #expect(facts.number("total") == 0)
            let path = facts.object("note").text("see")
            #expect(try await client.object(path).number("total") > 0)
            let timeline = try await client.object("/v1/persons/\(encoded(page.text("id")))/timeline")
            #expect(timeline.object("note").text("zh").contains("没有以该主体为对象的记录"))
            // 陈小满 has one, whether or not it is asked for.
            let other = try await client.page("陈小满", .person)
            #expect(other.object("facts")["note"] == nil)
            let none = try await client.object("/v1/persons/\(encoded(other.text("id")))/timeline?from=2020-01-01")
            #expect(none.number("total") == 0 && none["note"] == nil)
        }
    }

    @Test func `a contact tells what it is and who uses it`() async throws {
        try await with { client in
            let phone = try await client.page("13800138000", .contact)
            #expect(phone.text("contactKind") == "phone")
            #expect(phone.object("relations").object("companies").object("entities").counts == [2, 0, 0])
            let email = try await client.page("office@example.com", .contact)
            #expect(email.text("contactKind") == "email")
            let users = email.object("relations").object("companies")
            #expect(users.object("entities").counts == [0, 1, 0] && users.states == ["former"])
        }
    }

    @Test func `relations by pages put together are all relations, and every group's list is among them`() async throws
    {
        try await with { client in
            let page = try await client.page("珠江路88号A座101", .premises)
            var (edges, cursor): ([String], String?) = ([], nil)
            repeat {
                let list = try await client.object(
                    page.object("links").text("relations") + "?limit=7" + (cursor.map { "&cursor=\($0)" } ?? ""))
                #expect(list.number("total") == 32)
                edges += list.items.map { $0.object("edge").text("id") }
                cursor = list["next"] as? String
            } while cursor != nil && edges.count < 100
            let grouped = page.object("relations").values.compactMap { $0 as? JSONObject }.flatMap(\.items)
                .map { $0.object("edge").text("id") }
            #expect(edges.sorted() == grouped.sorted())
            let hosts = try await client.object(page.object("links").text("relations") + "?kinds=hosts")
            #expect(hosts.number("total") == 1)
        }
    }

    @Test(arguments: [
        ("陈小满", EntityKindWord.person), ("苏青禾", .person), ("珠江路88号A座101", .premises), ("云桥路1号", .premises),
        ("JY14401050000001", .permit), ("JY14401050000003", .permit), ("13800138000", .contact),
        ("office@example.com", .contact),
    ])
    func `a page has the members that the OpenAPI document gives it`(query: String, kind: EntityKindWord) async throws {
        try await with { client in
            let shapes = ShapeCheck(document: try await client.object("/openapi.json"))
            let page = try await client.page(query, kind)
            #expect(shapes.problems(of: page, as: kind.schema) == [])
            let list = try await client.object(page.object("links").text("relations"))
            #expect(shapes.problems(of: list, as: "RelationPage") == [])
        }
    }
}

/// A kind of entity as the tests ask for it.
enum EntityKindWord: String, Sendable {
    case person, premises, permit, contact

    var folder: String { self == .premises ? "premises" : rawValue + "s" }
    var schema: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() + "Page" }
}

extension RouteClient {
    /// The page of the first entity that a search finds.
    fileprivate func page(_ query: String, _ kind: EntityKindWord, _ more: String = "") async throws -> JSONObject {
        let found = try await object("/v1/search?q=\(encoded(query))&kind=\(kind.rawValue)")
        let id = try #require(found.objects("items").first?.text("id"), "nothing for \(query)")
        return try await object("/v1/\(kind.folder)/\(encoded(id))?\(more)")
    }
}

extension [String: Any] {
    fileprivate var items: [JSONObject] { objects("items") }
    fileprivate var states: [String] { items.map { $0.text("state") } }
    fileprivate var names: [String] { items.map { $0.object("entity").text("name") } }
    /// Current, former and upcoming.
    fileprivate var counts: [Int] { ["current", "former", "upcoming"].map { number($0) } }
}
