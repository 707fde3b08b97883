import Foundation
import HummingbirdTesting
import Testing

@testable import GraphServer

/// Ownership charts over ``OwnershipFiction``, by HTTP and by the command.
@Suite struct OwnershipChartTests {
    typealias Of = OwnershipFiction

    private func with<T>(renderer: String? = nil, _ body: @Sendable (RouteClient) async throws -> T) async throws -> T {
        try await RouteClient.with(try await OwnershipRoutesTests.store.get().server(renderer: renderer), body)
    }

    private func chart(_ path: String) async throws -> String {
        try await with { client in
            let uri = try await client.uri(path)
            let response = try await client.get(uri)
            #expect(response.status == .ok, "\(uri)")
            return String(buffer: response.body)
        }
    }

    @Test func `a chart has the share on each line, the integrated share under each name, and control heavier`()
        async throws
    {
        let dot = try await chart("companies/\(Of.bottom)/owners?format=dot")
        #expect(dot.contains("layout=dot"))
        #expect(try dot.label("person:").contains("穿透 13.2651%\\n〔控制人〕"))
        for holder in ["严四", "少一", "少二", "少三"] { #expect(dot.contains("\"\(holder)\\n穿透 ")) }
        #expect(dot.lines(with: "penwidth=3.2];").count { $0.contains("51%") } == 3)
        #expect(dot.lines(with: "49%").allSatisfy { !$0.contains("penwidth") })
        #expect(dot.contains("URL=\"/v1/companies/company:\(Of.top)\""))
        let votes = try await chart("companies/\(Of.bottom)/owners?format=dot&measure=votes")
        #expect(votes.contains("的股东穿透图（表决权）"))
    }

    @Test func `loops are drawn as they are, and what leads back moves nobody`() async throws {
        let dot = try await chart("companies/\(Of.alpha)/owners?format=dot")
        let between = dot.lines(with: "->").filter {
            $0.contains("\"company:\(Of.beta)\"") && $0.contains("\"company:\(Of.alpha)\"")
        }
        #expect(between.count == 2)
        #expect(between.filter { $0.contains("constraint=false") }.map { $0.contains("30%") } == [true])
        #expect(dot.contains("穿透 56.8182%") && dot.contains("穿透 40%"))
    }

    @Test(arguments: ["depth=1", "min-share=0.1", "breadth=3"])
    func `what only a chart heeds is refused for JSON`(parameter: String) async throws {
        try await with { client in
            for question in ["owners", "holdings"] {
                let path = "/v1/companies/\(Of.bottom)/\(question)?\(parameter)"
                let refused = try await client.problem(path, .badRequest)
                let drawn = try await client.get(path + "&format=dot")
                #expect(refused == "query.malformedParameter" && drawn.status == .ok)
            }
        }
    }

    @Test func `ranges and unknown shares are written as such`() async throws {
        let dot = try await chart("companies/\(Of.vague)/owners?format=dot")
        #expect(dot.contains("30–40%") && dot.contains("label=\"\u{A0}?\u{A0}\"") && dot.contains("穿透 0–20%"))
    }

    @Test(arguments: [
        ("breadth=12", 12, 88, "88%"), ("breadth=0", 0, 100, "100%"), ("breadth=99", 99, 1, "1%"),
        ("breadth=100", 100, 0, ""),
        ("breadth=12&min-share=0.02", 0, 100, "100%"), ("depth=0", 0, 100, "100%"),
    ])
    func `holders that are not drawn one by one are counted, and their shares are the rest`(
        query: String, drawn: Int, folded: Int, sum: String
    ) async throws {
        let dot = try await chart("companies/\(Of.many)/owners?format=dot&\(query)")
        #expect(dot.lines(with: "[label=\"小股东").count == drawn)
        #expect(dot.contains("另有 \(folded) 名股东\\n合计 \(sum)\"") == (folded > 0))
        let csv = try await chart("companies/\(Of.many)/owners?format=csv&\(query)")
        #expect(csv.split(separator: "\r\n").count == drawn + (folded > 0 ? 2 : 1))
    }

    @Test func `what a budget of layers leaves out is counted at the layer's edge`() async throws {
        let dot = try await chart("companies/\(Of.bottom)/owners?format=dot&depth=1&min-share=0.5")
        // 严四 controls from two layers above; 少三 is below the least share.
        #expect(dot.lines(with: "[label=\"另有").count == 2)
        #expect(dot.contains("另有 1 名股东\\n合计 49%\"") && dot.contains("另有 2 名股东\\n合计 100%\""))
    }

    @Test func `holdings lead down, those by agreement too, and small ones are counted with their range`() async throws
    {
        let dot = try await chart("persons/@严四/holdings?format=dot")
        #expect(dot.contains("严四 的对外投资穿透图") && dot.contains("穿透 13.2651%"))
        #expect(dot.lines(with: "协议控制").contains { $0.contains("company:\(Of.agreed)") && $0.contains("penwidth=3.2") })
        let few = try await chart("persons/@钱八/holdings?format=dot&breadth=1")
        // Half of one is drawn; a tenth each of two others is not.
        #expect(few.contains("另有 2 家企业\\n各 10%"))
        let before = try await chart("persons/@严四/holdings?format=dot&as-of=2014-12-31")
        #expect(!before.contains("->"))
    }

    @Test(arguments: [Of.bottom, Of.alpha, Of.vague, Of.concert, Of.agreed, Of.many, Of.left, Of.stateOwned])
    func `graphviz draws a chart without a word, and the command writes the same`(company: String) async throws {
        let dot = try await chart("companies/\(company)/owners?format=dot")
        for tool in ["/usr/bin/dot"] where FileManager.default.isExecutableFile(atPath: tool) {
            let (status, _, errors) = try run(tool, ["-Tplain", "-o", "/dev/null"], input: dot)
            #expect(status == 0 && errors.isEmpty, "\(errors)")
        }
        guard let command = GraphRoutesTests.renderer else { return }
        let store = try OwnershipRoutesTests.store.get()
        let (status, written, errors) = try run(
            command,
            [
                "owners", "--data", store.directory.path, "--catalogue", FictionalStore.catalogueFolder, "--of",
                company,
                "--as-of", FictionalStore.today.iso,
            ], input: "")
        #expect(status == 0 && errors.isEmpty, "\(errors)")
        // Files have no server to link to.
        #expect(written == dot.replacing(/, URL="[^"]*"/, with: ""))
    }

    @Test(.enabled(if: GraphRoutesTests.renderer != nil, "graphviz-export was not built"))
    func `a chart is a picture in every form, with links`() async throws {
        try await with(renderer: GraphRoutesTests.renderer) { client in
            let uri = "/v1/companies/\(Of.bottom)/owners"
            let svg = try await client.get(uri, headers: [.accept: "image/svg+xml"])
            #expect(svg.status == .ok && svg.headers[.vary] == "Accept")
            let text = String(buffer: svg.body)
            #expect(text.contains("穿透 13.2651%") && text.contains("href=\"/v1/companies/company:\(Of.top)\""))
            for (format, magic) in [("png", "\u{89}PNG"), ("pdf", "%PDF")] {
                let picture = try await client.get(uri + "?format=\(format)")
                #expect(
                    Array(buffer: picture.body).prefix(4) == Array(magic.unicodeScalars.map { UInt8($0.value) })[...])
            }
            let json = try await client.get(uri)
            #expect(json.headers[.vary] == "Accept" && json.headers[.contentType] == "application/json")
        }
    }

    @Test(arguments: [["--min-share", "101"], ["--depth", "-1"], ["--measure", "love"], ["--of", "person:999999"]])
    func `the command says what it expected`(arguments: [String]) throws {
        guard let command = GraphRoutesTests.renderer else { return }
        let store = try OwnershipRoutesTests.store.get()
        let subject = arguments.first == "--of" ? [] : ["--of", Of.top]
        let (status, output, errors) = try run(
            command,
            ["owners", "--data", store.directory.path, "--catalogue", FictionalStore.catalogueFolder] + subject
                + arguments,
            input: "")
        #expect(status == 2 && output.isEmpty && errors.hasPrefix("Error: "), "\(errors)")
    }

    private func run(_ tool: String, _ arguments: [String], input: String) throws -> (Int32, String, String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "chart-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func file(_ name: String, _ text: String) throws -> URL {
            let url = folder.appending(path: name)
            try Data(text.utf8).write(to: url)
            return url
        }
        let process = Process()
        process.executableURL = URL(filePath: tool)
        process.arguments = arguments
        let (output, errors) = (try file("out", ""), try file("err", ""))
        process.standardInput = try FileHandle(forReadingFrom: try file("in", input))
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return (
            process.terminationStatus, try String(contentsOf: output, encoding: .utf8),
            try String(contentsOf: errors, encoding: .utf8)
        )
    }
}

extension String {
    fileprivate func lines(with part: String) -> [Substring] {
        split(separator: "\n").filter { $0.contains(part) }
    }

    /// Labels of the nodes whose ids begin so.
    fileprivate func label(_ id: String) throws -> String {
        lines(with: "\"\(id)").filter { !$0.contains("->") }.joined(separator: "\n")
    }
}
