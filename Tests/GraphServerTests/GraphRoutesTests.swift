import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import GraphServer

@Suite struct GraphRoutesTests {
    /// The `graphviz-export` that the same build made, where it did.
    static let renderer: String? = {
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let candidates = [
            folder.appendingPathComponent("graphviz-export").path,
            Bundle.main.bundleURL.appendingPathComponent("graphviz-export").path,
            FileManager.default.currentDirectoryPath + "/.build/debug/graphviz-export",
        ]
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    @Test func `a neighbourhood names its nodes, edges, sources and omissions`() async throws {
        try await RouteClient.with { client in
            let graph = try await client.object("/v1/graph/neighbourhood?of=\(Fiction.trade)&kinds=shareholder")
            #expect(graph.number("epoch") == 1)
            #expect(Set(graph.objects("nodes").map { $0.text("name") }) == ["岭南云桥科技有限公司", "岭南云桥贸易有限公司", "云桥青禾食品有限公司"])
            #expect(graph.objects("nodes").first?.number("hops") == 0)
            let edges = graph.objects("edges")
            #expect(edges.count == 2)
            let held = try #require(edges.first { $0.text("to") == "company:\(Fiction.trade)" })
            #expect(held.text("kind") == "shareholder")
            #expect(held.text("title") == "股东")
            #expect(held.object("share")["min"] as? Double == 0.6)
            let source = try #require(held.objects("sources").first)
            #expect(source.text("theme") == "shareholding")
            #expect(source.text("department") == "market_supervision")
            #expect(source.text("source") == "registration_system")
            let record = try await client.object("/v1/records/\(source.text("record"))")
            #expect(record.object("fields").text("holder_name") == "岭南云桥科技有限公司")
            #expect(graph.object("explored").number("entries") > 0)
        }
    }

    @Test func `filters leave out what they say and count it`() async throws {
        try await RouteClient.with { client in
            let base = "/v1/graph/neighbourhood?of=\(Fiction.food)&kinds=shareholder"
            let now = try await client.object(base)
            #expect(now.objects("edges").count == 1)
            #expect(now.objects("omitted").contains { $0.text("reason") == "notInForce" && $0.number("count") == 1 })
            #expect(try await client.object(base + "&as-of=2022-01-01").objects("edges").count == 2)
            #expect(try await client.object(base + "&in-force=all").objects("edges").count == 2)
            let large = try await client.object(base + "&min-share=0.5")
            #expect(large.objects("edges").isEmpty)
            #expect(large.objects("omitted").contains { $0.text("reason") == "shareBelowMinimum" })
            let without = try await client.object(base + "&exclude=\(Fiction.trade)")
            #expect(without.objects("omitted").contains { $0.text("reason") == "excluded" })
            #expect(try await client.object(base + "&direction=out").objects("edges").isEmpty)
            #expect(try await client.problem(base + ",nosuch", .badRequest) == "query.unknownKind")
        }
    }

    @Test func `a crowded entity ends in a cursor that leads to the rest`() async throws {
        try await RouteClient.with { client in
            let found = try await client.object("/v1/search?q=\(encoded("珠江路88号"))&kind=premises")
            let id = try #require(found.objects("items").first?.text("id"))
            var uri = "/v1/graph/neighbourhood?of=\(id)&limit=11"
            var (edges, pages): (Set<String>, Int) = ([], 0)
            while pages < 10 {
                let graph = try await client.object(uri)
                #expect(graph.objects("nodes").count <= 11)
                edges.formUnion(graph.objects("edges").map { $0.text("id") })
                pages += 1
                guard let cursor = graph.objects("next").first(where: { $0.text("node") == id })?.text("cursor") else {
                    break
                }
                uri = "/v1/graph/neighbourhood?of=\(id)&limit=11&cursor=\(cursor)"
            }
            #expect(edges.count == 30)
            #expect(pages == 3)
        }
    }

    @Test func `a hub is not passed through when a limit says so`() async throws {
        try await RouteClient.with { client in
            let one = "/v1/graph/neighbourhood?of=\(Fiction.crowd[0])&depth=2&kinds=registered_at"
            #expect(try await client.object(one).objects("nodes").count == 31)
            let bounded = try await client.object(one + "&hub=20")
            #expect(bounded.objects("nodes").count <= 2)
            #expect(bounded.objects("omitted").contains { $0.text("reason") == "hub" })
        }
    }

    @Test func `all shortest paths between two entities are listed`() async throws {
        try await RouteClient.with { client in
            let graph = try await client.object(
                "/v1/graph/paths?between=\(Fiction.tech)&between=\(Fiction.food)&kinds=shareholder")
            #expect(graph.text("outcome") == "found")
            #expect(graph.number("hops") == 2)
            #expect(graph.number("pathCount") == 1)
            #expect(
                graph["paths"] as? [[String]] == [
                    ["company:\(Fiction.tech)", "company:\(Fiction.trade)", "company:\(Fiction.food)"]
                ])
            let none = try await client.object(
                "/v1/graph/paths?between=\(Fiction.tech)&between=\(Fiction.crowd[0])&kinds=shareholder")
            #expect(none.text("outcome") == "none")
            let short = try await client.object(
                "/v1/graph/paths?between=\(Fiction.tech)&between=\(Fiction.food)&kinds=shareholder&max-hops=1")
            #expect(short.text("outcome") == "longer")
            let three = try await client.object(
                "/v1/graph/paths?between=\(Fiction.tech)&between=\(Fiction.food)&between=\(Fiction.crowd[0])&kinds=shareholder"
            )
            #expect(three.objects("pairs").map { $0.text("outcome") } == ["found", "none", "none"])
            // A drawing has no list of pairs: its title says who stands alone.
            let lonely = "云桥集群0号商贸有限公司"
            for ends in [[Fiction.tech, Fiction.food, Fiction.crowd[0]], [Fiction.tech, Fiction.crowd[0]]] {
                let between = ends.map { "between=\($0)" }.joined(separator: "&")
                let dot = try await client.get("/v1/graph/paths?\(between)&kinds=shareholder&format=dot")
                #expect(String(buffer: dot.body).contains("（未连上：\(lonely)）"))
            }
            let joined = try await client.get(
                "/v1/graph/paths?between=\(Fiction.tech)&between=\(Fiction.food)&kinds=shareholder&format=dot")
            #expect(!String(buffer: joined.body).contains("未连上"))
            #expect(
                try await client.problem("/v1/graph/paths?between=\(Fiction.tech)", .badRequest)
                    == "query.malformedParameter")
        }
    }

    @Test func `every text format carries the names`() async throws {
        try await RouteClient.with { client in
            let base = "/v1/graph/neighbourhood?of=\(Fiction.trade)&depth=2"
            for (format, type) in [
                ("dot", "text/vnd.graphviz"), ("graphml", "application/graphml+xml"), ("gexf", "application/gexf+xml"),
                ("cytoscape", "application/vnd.cytoscape+json"), ("csv", "text/csv"),
            ] {
                let response = try await client.get(base + "&format=\(format)")
                #expect(response.status == .ok)
                #expect(response.headers[.contentType]?.hasPrefix(type) == true)
                #expect(response.headers[.vary] == "Accept")
                #expect(response.headers[.epoch] == "1")
                #expect(String(buffer: response.body).contains("岭南云桥科技有限公司"), "\(format)")
                let negotiated = try await client.get(base, headers: [.accept: "\(type), */*;q=0.1"])
                #expect(negotiated.body == response.body, "\(format) by Accept")
            }
            #expect(try await client.get(base, headers: [.accept: "video/mp4"]).status == .notAcceptable)
        }
    }

    @Test func `graphviz accepts the DOT without a word`() async throws {
        let dot = try await RouteClient.with { client in
            try await client.get("/v1/graph/neighbourhood?of=\(Fiction.trade)&depth=3&format=dot")
        }
        let text = String(buffer: dot.body)
        #expect(text.contains("60%") && text.contains("执行董事"))
        let program = "/usr/bin/dot"
        guard FileManager.default.isExecutableFile(atPath: program) else { return }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["-Tplain", "-o", "/dev/null"]
        let (input, errors) = (Pipe(), Pipe())
        (process.standardInput, process.standardError) = (input, errors)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let message = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(String(decoding: message, as: UTF8.self).isEmpty)
    }

    @Test func `exported tables name departments and amounts of the records behind an edge`() async throws {
        try await RouteClient.with { client in
            let base = "/v1/graph/neighbourhood?of=\(Fiction.trade)&depth=1&kinds=shareholder"
            let csv = String(buffer: try await client.get(base + "&format=csv").body)
            let line = try #require(csv.split(separator: "\r\n").first { $0.contains("岭南云桥科技有限公司") })
            #expect(line.contains(",0.6,0.6,3000000,2018-07-01,"), "\(line)")
            #expect(line.hasSuffix(",市场监督管理局"), "\(line)")
            for format in ["graphml", "gexf", "cytoscape"] {
                let text = String(buffer: try await client.get(base + "&format=\(format)").body)
                #expect(text.contains("市场监督管理局") && text.contains("3000000"), "\(format)")
            }
        }
    }

    @Test(.enabled(if: renderer != nil, "graphviz-export was not built"))
    func `pictures show Chinese names and link to entities`() async throws {
        let server = try await FictionalStore.shared.get().server(renderer: Self.renderer)
        try await RouteClient.with(server) { client in
            let base = "/v1/graph/neighbourhood?of=\(Fiction.trade)&depth=2"
            let svg = try await client.get(base + "&format=svg")
            #expect(svg.status == .ok)
            #expect(svg.headers[.contentType] == "image/svg+xml")
            let text = String(buffer: svg.body)
            #expect(
                text.contains("<svg") && text.contains("云桥") && text.contains("/v1/companies/company:\(Fiction.tech)"))
            let png = try await client.get(base + "&format=png")
            #expect(Array(buffer: png.body).prefix(4) == [0x89, 0x50, 0x4e, 0x47])
            if let folder = ProcessInfo.processInfo.environment["PANORAMA_KEEP_PICTURES"] {
                try Data(buffer: svg.body).write(to: URL(fileURLWithPath: folder + "/neighbourhood.svg"))
                try Data(buffer: png.body).write(to: URL(fileURLWithPath: folder + "/neighbourhood.png"))
            }
        }
    }

    @Test func `a server without a renderer says so`() async throws {
        let server = try await FictionalStore.shared.get().server(renderer: "/nonexistent/graphviz-export")
        try await RouteClient.with(server) { client in
            let code = try await client.problem(
                "/v1/graph/neighbourhood?of=\(Fiction.trade)&format=svg", .serviceUnavailable)
            #expect(code == "picture.noRenderer")
        }
    }

    @Test(.enabled(if: renderer != nil, "graphviz-export was not built"))
    func `a picture that takes too long is a clear error`() async throws {
        let renderer = PictureRenderer(path: Self.renderer, seconds: 1)
        // A complete graph of 200 nodes takes dot minutes.
        var dot = "digraph {\n"
        for a in 0..<200 { for b in 0..<200 where a != b { dot += "n\(a) -> n\(b);\n" } }
        let hostile = Array((dot + "}\n").utf8)
        let problem = await #expect(throws: Problem.self) { try await renderer.picture(hostile, format: .svg) }
        #expect(problem?.code == .pictureTimeout)
        let broken = await #expect(throws: Problem.self) {
            try await PictureRenderer(path: Self.renderer).picture(Array("graph {".utf8), format: .svg)
        }
        #expect(broken?.code == .pictureFailed)
    }

    @Test func `a renderer that ends without reading is an error, not the end of the server`() async throws {
        // Other tests may hold all threads for long: time is not what is tested.
        let renderer = PictureRenderer(path: "/bin/false", seconds: 600)
        let dot = [UInt8](repeating: UInt8(ascii: " "), count: 4 << 20)
        for _ in 0..<5 {
            let problem = await #expect(throws: Problem.self) { try await renderer.picture(dot, format: .svg) }
            #expect(problem?.code == .pictureFailed)
        }
    }
}
