import ArgumentParser
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import GraphServer

@Suite struct ServerRoutesTests {
    @Test func `themes and departments tell what was delivered`() async throws {
        try await RouteClient.with { client in
            let themes = try await client.object("/v1/themes")
            #expect(themes.objects("items").count == 46)
            let penalty = try #require(themes.objects("items").first { $0.text("id") == "penalty" })
            #expect(penalty.text("title") == "行政处罚")
            #expect(penalty.number("quarantined") == 2)
            #expect(penalty.number("facts") == 2)
            #expect(penalty.number("files") == 1)
            #expect((penalty["columns"] as? [Any])?.isEmpty == false)
            let departments = try await client.object("/v1/departments")
            let market = try #require(departments.objects("items").first { $0.text("id") == "market_supervision" })
            #expect(market.number("facts") > 30)
            #expect((market["themes"] as? [String])?.contains("registration") == true)
            #expect(try await client.problem("/v1/themes?department=nosuch", .notFound) == "theme.unknown")
        }
    }

    @Test func `refused rows are listed with their reasons and come as a return file`() async throws {
        try await RouteClient.with { client in
            let all = try await client.object("/v1/quarantine?theme=penalty&limit=1")
            #expect(all.number("total") == 2)
            let first = try #require(all.objects("items").first)
            #expect(first.text("column") == "date")
            #expect(first.text("original").contains("2023-02-30"))
            #expect(first.number("line") == 4)
            let next = try #require(all["next"] as? String)
            let rest = try await client.object("/v1/quarantine?theme=penalty&limit=1&cursor=\(next)")
            #expect(rest.objects("items").first?.text("original").contains("昨天") == true)
            #expect(rest["next"] is NSNull)
            let file = try await client.get("/v1/quarantine?theme=penalty&format=csv")
            let text = String(buffer: file.body)
            #expect(file.headers[.contentDisposition]?.contains("filename*=UTF-8''penalty-") == true)
            #expect(text.split(separator: "\r\n").count == 3)
            #expect(text.contains("退回行原因代码") && text.contains("company_code"))
        }
    }

    @Test func `the commands refuse a theme that is not there`() throws {
        let store = try FictionalStore.shared.get()
        let place = ["--data", store.directory.path, "--catalogue", FictionalStore.catalogueFolder]
        for form in [[], ["--csv"]] {
            #expect(throws: ValidationError.self) {
                try FindingsCommand.parse(place + form + ["--theme", "nosuch"]).run()
            }
            #expect(throws: ValidationError.self) {
                try QuarantineCommand.parse(place + form + ["--theme", "nosuch"]).run()
            }
        }
    }

    @Test func `findings are counted by theme, column and reason, and listed by page`() async throws {
        let store = try FictionalStore()
        // Two wrong check digits, an unreadable date, a row without findings.
        try store.deliver([
            "registration.csv": """
            name,code,established,closed_on
            甲公司,914401010000000001,2015-03-02,
            乙公司,914401010000000002,2015-03-02,昨天
            丙公司,\(Fiction.food),2015-03-02,
            丁公司,无从查考,2015-03-02,

            """
        ])
        try await RouteClient.with(try await store.server()) { client in
            let all = try await client.object("/v1/findings?theme=registration")
            #expect(all.objects("items").map { $0.number("row") } == [1, 2, 4])
            #expect(all.number("total") == 3)
            // Known by its name alone, since its code is none.
            let named = try #require(all.objects("items").last).object("subject")
            #expect(named.text("name") == "丁公司" && named.text("kind") == "company")
            #expect(try await client.object("/v1/companies/\(named.text("id"))").text("name") == "丁公司")
            let items = all.objects("items")[1]
            let date = try #require(items.objects("findings").first { $0.text("column") == "closed_on" })
            #expect(date.text("value") == "昨天" && date.text("zh") == "不是日期")
            #expect(date.text("en") == "The value is no date.")
            #expect(items.object("subject").text("id") == "company:914401010000000002")
            #expect(items.object("subject").text("name") == "乙公司")
            let code = try #require(items.objects("findings").first { $0.text("column") == "code" })
            #expect(code.text("value") == "914401010000000002")
            for count in all.objects("counts") {
                let reason = count.text("reason")
                let listed = try await client.object("/v1/findings?reason=\(encoded(reason))")
                let matching = listed.objects("items").filter { item in
                    item.objects("findings").contains { $0.text("column") == count.text("column") }
                }
                #expect(matching.count == count.number("count"), "\(reason)")
                #expect(count["examples"] as? [String] == matching.map { $0.text("record") }, "\(reason)")
                #expect(listed.objects("counts").allSatisfy { $0.text("reason") == reason })
            }
            let first = try await client.object("/v1/findings?limit=1")
            let next = try #require(first["next"] as? String)
            let rest = try await client.object("/v1/findings?limit=1&cursor=\(next)")
            #expect(rest.objects("items").map { $0.number("row") } == [2] && rest["next"] is String)
            let record = try await client.object("/v1/records/\(items.text("record"))")
            let told = items.objects("findings").map { "\($0.text("column")):\($0.text("reason"))" }
            #expect(record["findings"] as? [String] == told)
            #expect(try await client.problem("/v1/findings?theme=nosuch", .notFound) == "theme.unknown")
        }
    }

    @Test func `every JSON answer ends its line`() async throws {
        try await RouteClient.with { client in
            for uri in [
                "/v1/stats", "/v1/imports", "/v1/quarantine", "/v1/search?q=\(encoded("青禾"))", "/openapi.json",
                "/v1/companies/\(Fiction.food)/panorama", "/v1/search?q=x",
                "/v1/graph/neighbourhood?of=\(Fiction.food)",
            ] {
                let body = String(buffer: try await client.get(uri).body)
                #expect(body.hasSuffix("}\n") && !body.hasSuffix("\n\n"), "\(uri)")
            }
        }
    }

    @Test func `stats name sizes and the entities with the most relations`() async throws {
        try await RouteClient.with { client in
            let stats = try await client.object("/v1/stats?kind=premises&limit=1")
            #expect(stats.object("nodes").number("company") == 33)
            #expect(stats.object("edges").number("shareholder") == 4)
            #expect(stats.objects("ranking").first?.number("degree") == 30)
            #expect(stats.objects("ranking").first?.number("facts") == 0)
            #expect(stats.object("factsByTheme").number("penalty") == 2)
            #expect(stats.object("process").number("residentBytes") > 1_000_000)
        }
    }

    @Test func `errors say what was expected`() async throws {
        try await RouteClient.with { client in
            for (uri, status, code) in [
                ("/v1/search", HTTPResponse.Status.badRequest, "query.missingParameter"),
                ("/v1/search?q=x", .badRequest, "query.tooShort"),
                ("/v1/search?q=\(String(repeating: "a", count: 201))", .badRequest, "query.tooLong"),
                ("/v1/search?q=ab&colour=red", .badRequest, "query.unknownParameter"),
                ("/v1/search?q=ab&q=cd", .badRequest, "query.repeatedParameter"),
                ("/v1/search?q=ab&limit=0", .badRequest, "query.malformedParameter"),
                ("/v1/search?q=ab&limit=ten", .badRequest, "query.malformedParameter"),
                ("/v1/search?q=ab&kind=dog", .badRequest, "query.unknownKind"),
                ("/v1/search?q=%ff%fe", .badRequest, "query.malformed"),
                ("/v1/search?q=%zz", .badRequest, "query.malformed"),
                ("/v1/search?q=ab&cursor=AAAA", .badRequest, "query.badCursor"),
                ("/v1/search?q=ab&cursor=%00", .badRequest, "query.badCursor"),
                ("/v1/companies/%ff", .badRequest, "path.malformed"),
                ("/v1/companies/\(Fiction.tech)?as-of=2023-02-30", .badRequest, "query.malformedParameter"),
                ("/v1/graph/neighbourhood?of=\(Fiction.tech)&depth=99", .badRequest, "query.malformedParameter"),
                ("/v1/graph/neighbourhood?of=\(Fiction.tech)&min-share=1.1", .badRequest, "query.malformedParameter"),
                ("/v1/nothing", .notFound, "route.unknown"),
                ("/v1/imports/job-999", .notFound, "import.unknown"),
                ("/v1/search?q=\(String(repeating: "a", count: 9_000))", .uriTooLong, "request.urlTooLong"),
            ] {
                #expect(try await client.problem(uri, status) == code, "\(uri.prefix(100))")
            }
            let wrong = try await client.post("/v1/search?q=ab", body: "")
            #expect(wrong.status == .methodNotAllowed)
            #expect(wrong.headers[.allow] == "GET, HEAD")
        }
    }

    @Test func `the same question has the same tag and a known tag has no body`() async throws {
        try await RouteClient.with { client in
            for uri in [
                "/v1/companies/\(Fiction.tech)", "/v1/companies/\(Fiction.tech)/panorama",
                "/v1/search?q=\(encoded("云桥"))",
                "/v1/graph/neighbourhood?of=\(Fiction.tech)", "/v1/graph/neighbourhood?of=\(Fiction.tech)&format=dot",
                "/v1/departments",
            ] {
                let first = try await client.get(uri)
                let tag = try #require(first.headers[.eTag], "\(uri) has no tag")
                let again = try await client.get(uri)
                #expect(again.headers[.eTag] == tag && again.body == first.body)
                let known = try await client.get(uri, headers: [.ifNoneMatch: "\"other\", W/\(tag)"])
                #expect(known.status == .notModified, "\(uri)")
                #expect(known.body.readableBytes == 0)
                let other = try await client.get(uri, headers: [.ifNoneMatch: "\"other\""])
                #expect(other.status == .ok)
            }
            let json = try await client.get("/v1/graph/neighbourhood?of=\(Fiction.tech)")
            let dot = try await client.get(
                "/v1/graph/neighbourhood?of=\(Fiction.tech)", headers: [.accept: "text/vnd.graphviz"])
            #expect(json.headers[.eTag] != dot.headers[.eTag])
        }
    }

    @Test func `health, readiness and metrics answer`() async throws {
        try await RouteClient.with { client in
            #expect(try await client.object("/healthz").text("status") == "ok")
            #expect(try await client.object("/readyz").text("status") == "ready")
            _ = try await client.get("/v1/companies/\(Fiction.tech)")
            _ = try await client.get("/v1/companies/nobody")
            let text = String(buffer: try await client.get("/metrics").body)
            #expect(
                text.contains(
                    "panorama_http_requests_total{method=\"GET\",route=\"/v1/companies/{id}\",status=\"200\"} 1"))
            #expect(text.contains("panorama_problems_total{code=\"entity.unknown\"} 1"))
            #expect(!text.contains(Fiction.tech))
            let page = String(buffer: try await client.get("/").body)
            #expect(page.contains("/v1/companies/{id}/panorama"))
        }
    }

    @Test func `the OpenAPI document and the router know the same`() async throws {
        try await RouteClient.with { client in
            let document = try await client.object("/openapi.json")
            #expect(document.text("openapi") == "3.1.0")
            let paths = document.object("paths")
            var documented: Set<String> = []
            var operationIDs: Set<String> = []
            for (path, value) in paths {
                for (method, operation) in value as? [String: JSONObject] ?? [:] {
                    documented.insert("\(method) \(path)")
                    #expect(operationIDs.insert(operation.text("operationId")).inserted)
                    let declared = operation.objects("parameters").filter { $0.text("in") == "path" }.map {
                        $0.text("name")
                    }
                    let named = path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
                        String($0.dropFirst().dropLast())
                    }
                    #expect(declared == named)
                }
            }
            let routed = Set(Endpoints.all.map { "\($0.method.rawValue.lowercased()) \($0.path)" })
            #expect(documented == routed)
            // Every documented path leads to a handler, not to "route.unknown".
            for endpoint in Endpoints.all where endpoint.method == .get {
                let uri = endpoint.path.replacing("{id}", with: "nobody")
                let response = try await client.get(uri)
                let code = try? response.object().text("code")
                #expect(code != "route.unknown" && code != "route.method", "\(endpoint.path)")
                #expect(response.status != .internalServerError, "\(endpoint.path)")
            }
        }
    }

    @Test func `a full queue answers 503 with the time to come back`() async throws {
        let queue = WorkQueue(workerCount: 1, waitingMax: 0)
        let server = try await FictionalStore.shared.get().server(work: queue)
        let gate = DispatchSemaphore(value: 0)
        let blocked = Task { try await queue.run { gate.wait() } }
        while queue.runningCount == 0 { await Task.yield() }
        try await RouteClient.with(server) { client in
            let response = try await client.get("/v1/search?q=\(encoded("云桥"))")
            #expect(response.status == .serviceUnavailable)
            #expect(response.headers[.retryAfter] == "2")
            // What takes microseconds is answered all the same.
            #expect(try await client.get("/v1/companies/\(Fiction.tech)/panorama").status == .ok)
        }
        gate.signal()
        try await blocked.value
    }
}
