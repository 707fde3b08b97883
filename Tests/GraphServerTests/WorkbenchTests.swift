import Foundation
import HTTPTypes
import Testing

@testable import GraphServer

/// The files of the page at `/`, of a folder made for the test.
@Suite struct WorkbenchTests {
    private static func folder(_ files: [String: String]) throws -> String {
        let root = FileManager.default.temporaryDirectory.path + "/panorama-web-\(UUID().uuidString)"
        for (name, text) in files {
            let path = root + "/web/" + name
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        }
        return root + "/web"
    }

    private static let files = [
        "index.html": "<!doctype html><title>page</title>", "js/app.js": "export const one = 1;",
        "vendor/library.js": "library", "../secret.txt": "secret", "notes.md": "not for the page",
    ]

    private static func with(_ body: @Sendable (RouteClient) async throws -> Void) async throws {
        let folder = try folder(files)
        // Left-overs of a test only cost space.
        defer { try? FileManager.default.removeItem(atPath: (folder as NSString).deletingLastPathComponent) }
        let server = try await FictionalStore.shared.get().server(workbench: try Workbench(folder: folder))
        try await RouteClient.with(server, body)
    }

    @Test func `pages are the index, files are themselves, the API stays`() async throws {
        try await Self.with { client in
            for path in ["/", "/companies/91370212260033300C", "/graph?of=company:1", "/premises/premises:12@building"]
            {
                let page = try await client.get(path)
                #expect(page.status == .ok, "\(path)")
                #expect(String(buffer: page.body).contains("<title>page</title>"), "\(path)")
                #expect(page.headers[.contentType] == "text/html; charset=utf-8")
                let policy = try #require(page.headers[.contentSecurityPolicy])
                #expect(policy.contains("script-src 'self'") && !policy.contains("unsafe"))
            }
            let script = try await client.get("/js/app.js")
            #expect(String(buffer: script.body) == "export const one = 1;")
            #expect(script.headers[.contentType] == "text/javascript; charset=utf-8")
            #expect(try await client.object("/v1/stats")["epoch"] != nil)
            #expect(try await client.object("/openapi.json")["openapi"] as? String == "3.1.0")
            #expect(try await client.problem("/v1/companies/nobody/nothing", .notFound) == "route.unknown")
        }
    }

    @Test(arguments: [
        "/nothing.js", "/../secret.txt", "/js/../../secret.txt", "/%2e%2e/secret.txt", "/notes.md", "/js/",
        "//secret.txt",
    ])
    func `nothing else of the disk can be asked for`(path: String) async throws {
        try await Self.with { client in
            let response = try await client.get(path)
            #expect(!String(buffer: response.body).contains("secret\n"), "\(path)")
            #expect(String(buffer: response.body) != "secret" && String(buffer: response.body) != "not for the page")
            #expect(response.status == .notFound || String(buffer: response.body).contains("<title>page</title>"))
        }
    }

    @Test func `what a browser has is not sent again`() async throws {
        try await Self.with { client in
            let tag = try #require(try await client.get("/js/app.js").headers[.eTag])
            let again = try await client.get("/js/app.js", headers: [.ifNoneMatch: tag])
            #expect(again.status == .notModified && again.body.readableBytes == 0)
            #expect(try await client.get("/", headers: [.ifNoneMatch: tag]).status == .ok)
        }
    }

    @Test func `a folder that is no workbench says what it lacks`() throws {
        for (files, told) in [
            ([:], "no such folder"), (["js/app.js": ""], "no index.html"), (["index.html": ""], "make web"),
        ] as [([String: String], String)] {
            let folder = try Self.folder(files)
            let error = try #require(throws: WorkbenchError.self) { try Workbench(folder: folder) }
            #expect(error.description.contains(told), "\(error)")
        }
    }

    @Test(
        arguments: [
            ("<!DOCTYPE html><html lang=\"zh\" data-state=\"ready\"><body>", nil),
            ("<html data-state=\"failed\" data-problem=\"a b\">", "could not be read"),
            ("<html lang=\"zh\"><body data-state=\"ready\">", "not finished"), ("", "not finished"),
        ] as [(String, String?)])
    func `only a page that says it is whole is a dossier`(page: String, told: String?) {
        do {
            try DossierPrinter.checkState(ofPage: page)
            #expect(told == nil)
        } catch {
            #expect(error.code == .pictureFailed)
            #expect(told.map { error.detail.contains($0) } == true, "\(error.detail)")
        }
    }

    @Test func `without a port or a workbench there is no dossier on paper`() async throws {
        try await Self.with { client in
            let code = try await client.problem("/companies/\(Fiction.tech)/dossier.pdf", .serviceUnavailable)
            #expect(code == "picture.noRenderer")
        }
    }
}
