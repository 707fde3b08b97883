import Foundation
import GraphStore
import Hummingbird
import HummingbirdTesting
import Testing

@testable import GraphServer

@Suite struct ImportRoutesTests {
    /// Waits for a job by its events, not by the clock.
    private func finish(_ client: RouteClient, _ response: TestResponse) async throws -> JSONObject {
        #expect(response.status == .accepted, "\(String(buffer: response.body))")
        let id = try response.object().object("job").text("id")
        #expect(response.headers[.location] == "/v1/imports/\(id)")
        let events = String(buffer: try await client.get("/v1/imports/\(id)/events").body)
        #expect(events.contains("event: done") || events.contains("event: failed"))
        return try await client.object("/v1/imports/\(id)").object("job")
    }

    @Test func `an upload into an empty store is imported, served, and its refused rows come back mended`() async throws
    {
        let store = try FictionalStore()
        try await RouteClient.with(try await store.server()) { client in
            #expect(try await client.object("/v1/stats").object("nodes").number("total") == 0)
            let registered = try await finish(
                client, client.post("/v1/imports?name=registration.csv", body: Fiction.registration))
            #expect(registered.text("phase") == "done", "\(registered)")
            #expect(registered.object("report").object("total").number("inserted") == 33)
            let job = try await finish(client, client.post("/v1/imports?name=penalty.csv", body: Fiction.penalty))
            let total = job.object("report").object("total")
            #expect(total.number("inserted") == 2)
            #expect(total.number("quarantined") == 2)
            #expect(
                try await client.object("/v1/companies/\(Fiction.food)/timeline?theme=penalty").number("total") == 2)
            #expect(try await client.object("/v1/companies/\(Fiction.food)/panorama").number("epoch") == 2)

            let rejects = try await client.get("/v1/imports/\(job.text("id"))/rejects.csv?theme=penalty")
            #expect(rejects.status == .ok)
            let mended = String(buffer: rejects.body).replacing("2023-02-30", with: "2023-02-28")
                .replacing("昨天", with: "2023-03-01")
            #expect(mended != String(buffer: rejects.body))
            let again = try await finish(client, client.post("/v1/imports?name=penalty-mended.csv", body: mended))
            #expect(again.object("report").object("total").number("inserted") == 2, "\(again)")
            #expect(again.object("report").object("total").number("quarantined") == 0)
            #expect(
                try await client.object("/v1/companies/\(Fiction.food)/timeline?theme=penalty").number("total") == 3)

            let same = try await finish(client, client.post("/v1/imports?name=penalty.csv", body: Fiction.penalty))
            // Two rows are as they were, two are settled.
            #expect(same.object("report").object("total").number("unchanged") == 4)
            let list = try await client.object("/v1/imports")
            #expect(list.objects("jobs").count == 4)
            #expect(list.objects("items").count == 4)
            let number = job.number("import")
            #expect(try await client.object("/v1/imports/\(number)").object("job").text("id") == job.text("id"))
            #expect(list.objects("items").allSatisfy { $0.object("total").number("findings") >= 0 })
            let dates = ISO8601DateFormatter()
            for item in list.objects("items") {
                let (began, ended) = (dates.date(from: item.text("started")), dates.date(from: item.text("finished")))
                #expect(try #require(began) <= #require(ended))
            }
            let fact = try #require(
                try await client.object("/v1/companies/\(Fiction.food)/timeline?theme=penalty").objects("items").last)
            let record = try await client.object("/v1/records/\(fact.text("record"))")
            #expect(record.text("file") == "penalty.csv")
        }
        // A server that did not see the imports has their reports from the store.
        try await RouteClient.with(try await store.server()) { client in
            let body = String(buffer: try await client.get("/v1/imports/2").body)
            #expect(
                body.contains(#""total":{"competing":0,"findings":0,"inserted":2,"quarantined":2,"read":4,"#), "\(body)"
            )
            #expect(try await client.problem("/v1/imports/99", .notFound) == "import.unknown")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: store.directory.path + "/uploads").isEmpty)
    }

    @Test func `refused rows of several themes and headers come back as a file each, mended and accepted`() async throws
    {
        let store = try FictionalStore()
        try store.deliver(Fiction.files)
        // The same theme with other columns, refused for the same reason.
        try store.deliver(["penalty-2.csv": "统一社会信用代码,处罚日期,违法行为类型\n\(Fiction.food),昨天,逾期\n"])
        try await RouteClient.with(try await store.server()) { client in
            #expect(try await client.problem("/v1/quarantine?format=csv", .conflict) == "quarantine.severalFiles")
            #expect(
                try await client.problem("/v1/quarantine?format=csv&name=x", .notFound) == "quarantine.unknownFile")
            let list = try await client.object("/v1/quarantine/files")
            let files = list.objects("items")
            #expect(files.map { $0.number("rows") }.sorted() == [1, 2])
            #expect(files.allSatisfy { $0.text("theme") == "penalty" && !$0.text("source").isEmpty })
            // Sent back unmended, a row waits anew; its source's columns are as they were.
            let columns = files.map { $0["columns"] as? [String] ?? [] }
            for file in files {
                let csv = String(buffer: try await client.get(file.text("path")).body)
                    .replacing("2023-02-30", with: "2023-02-31").replacing("昨天", with: "前天")
                let name = encoded(file.text("name") + ".csv")
                let job = try await finish(client, client.post("/v1/imports?name=\(name)", body: csv))
                #expect(job.object("report").object("total").number("quarantined") == file.number("rows"), "\(job)")
            }
            let refusedAgain = try await client.object("/v1/quarantine/files").objects("items")
            #expect(refusedAgain.map { $0["columns"] as? [String] ?? [] } == columns)
            #expect(refusedAgain.map { $0.text("name") } == files.map { $0.text("name") })
            for file in files {
                let csv = String(buffer: try await client.get(file.text("path")).body)
                let mended = csv.replacing("2023-02-31", with: "2023-02-28").replacing("前天", with: "2023-03-01")
                    .replacing("昨天", with: "2023-03-01")
                let name = file.text("name") + ".csv"
                let job = try await finish(client, client.post("/v1/imports?name=\(encoded(name))", body: mended))
                #expect(job.object("report").object("total").number("inserted") == file.number("rows"), "\(job)")
            }
            #expect(try await client.object("/v1/quarantine/files").number("total") == 0)
            #expect(try await client.get("/v1/quarantine?format=csv").status == .ok)
            // An import's own files, by its number.
            #expect(try await client.object("/v1/imports/2/rejects").number("total") == 0)
        }
    }

    @Test func `a delivery that cannot be read is told in the report`() async throws {
        let store = try FictionalStore()
        try await RouteClient.with(try await store.server()) { client in
            let job = try await finish(client, client.post("/v1/imports?name=mystery.csv", body: "a,b\n1,2\n"))
            let file = try #require(job.object("report").objects("files").first)
            #expect(file.text("name") == "mystery.csv")
            #expect(file.text("error").contains("mystery.csv"))
            #expect(!file.text("error").contains(store.directory.path))
            // What can be given here, not on a command line.
            #expect(file.text("error").contains("theme=") && !file.text("error").contains("--"))
            let headless = try await finish(client, client.post("/v1/imports?name=penalty-1.csv", body: "a,b\n1,2\n"))
            let error = try #require(headless.object("report").objects("files").first).text("error")
            #expect(error.contains("theme=") && !error.contains("--"), "\(error)")
            for uri in [
                "/v1/imports?theme=nosuch", "/v1/imports?source=nosuch", "/v1/imports?name=..",
                "/v1/imports?name=a%00b",
            ] {
                let response = try await client.post(uri, body: "a,b\n")
                #expect([.badRequest, .notFound].contains(response.status), "\(uri)")
            }
            #expect(
                try await client.post("/v1/imports?name=penalty.csv", body: "").object().text("code")
                    == "request.emptyBody")
        }
    }

    @Test func `a body above the limit is refused and nothing of it stays`() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/upload-\(UUID().uuidString)"
        let problem = await #expect(throws: Problem.self) {
            try await Upload.receive(
                RequestBody(buffer: ByteBuffer(string: "0123456789")), name: "a.csv", into: folder, byteCountMax: 9)
        }
        #expect(problem?.code == .bodyTooLarge)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test func `an import made beside a running server is taken up`() async throws {
        let store = try FictionalStore()
        try store.deliver(["registration.csv": Fiction.registration])
        let server = try await store.server()
        let watcher = SnapshotWatcher(server: server)
        try await RouteClient.with(server) { client in
            let before = try await client.get("/v1/companies/\(Fiction.food)")
            let page = try await client.object("/v1/search?q=\(encoded("集群"))&limit=5")
            await watcher.look()
            #expect(try await client.object("/v1/stats").number("epoch") == 1)
            try store.deliver(["shareholding.csv": Fiction.shareholding])
            await watcher.look()
            #expect(try await client.object("/v1/stats").number("epoch") == 2)
            let after = try await client.get("/v1/companies/\(Fiction.food)")
            #expect(after.headers[.eTag] != before.headers[.eTag])
            // A list goes on by its key and says that the data are newer.
            let next = try #require(page["next"] as? String)
            let rest = try await client.object("/v1/search?q=\(encoded("集群"))&limit=5&cursor=\(next)")
            #expect(rest["epochChanged"] as? Bool == true)
            #expect(rest.objects("items").count == 5)
        }
    }

    @Test func `a snapshot that is missing or damaged is built again`() async throws {
        let store = try FictionalStore()
        try store.deliver(["registration.csv": Fiction.registration])
        let files = try FileManager.default.contentsOfDirectory(atPath: store.directory.path)
        let snapshot = try #require(files.first { $0.hasSuffix(".snapshot") })
        let path = store.directory.path + "/" + snapshot
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[bytes.count / 2] ^= 0xff
        try bytes.write(to: URL(fileURLWithPath: path))
        try await RouteClient.with(try await store.server()) { client in
            let nodes = try await client.object("/v1/stats").object("nodes")
            #expect(nodes.number("company") == 33)
        }
        try FileManager.default.removeItem(atPath: path)
        try await RouteClient.with(try await store.server()) { client in
            let company = try await client.object("/v1/companies/\(Fiction.food)")
            #expect(company.text("name") == "云桥青禾食品有限公司")
        }
    }
}
