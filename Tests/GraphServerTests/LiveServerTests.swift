import Foundation
import FoundationNetworking
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@testable import GraphServer

/// With a port: what only a connection shows.
@Suite struct LiveServerTests {
    @Test func `uploads and progress stream over a connection`() async throws {
        let store = try FictionalStore()
        let server = try await store.server()
        let settings = ServerSettings(
            directory: server.directory, catalogueFolder: FictionalStore.catalogueFolder, port: 0)
        try await GraphServerApplication.application(server: server, settings: settings).test(.live) { client in
            let begun = try await client.executeRequest(
                uri: "/v1/imports?name=registration.csv", method: .post, headers: [:],
                body: ByteBuffer(string: Fiction.registration))
            #expect(begun.status == .accepted)
            let id = try begun.object().object("job").text("id")
            let events = try await client.executeRequest(
                uri: "/v1/imports/\(id)/events", method: .get, headers: [:], body: nil)
            #expect(events.headers[.contentType] == "text/event-stream")
            #expect(String(buffer: events.body).contains("event: done"))
            let head = try await client.executeRequest(
                uri: "/v1/companies/\(Fiction.food)", method: .head, headers: [:], body: nil)
            #expect(head.status == .ok)
            #expect(head.body.readableBytes == 0)
        }
    }

    @Test func `a server tells its port, answers, and stops when it is told to`() async throws {
        let store = try FictionalStore()
        try store.deliver(["registration.csv": Fiction.registration])
        let ready = store.deliveries + "/ready"
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let application = GraphServerApplication(
            settings: ServerSettings(
                directory: store.directory, catalogueFolder: FictionalStore.catalogueFolder, port: 0, readyFile: ready),
            clock: .fixed(FictionalStore.today), logger: logger)
        let running = Task { try await application.run() }
        var url: String?
        while url == nil {
            try await Task.sleep(for: .milliseconds(20))
            url = try? String(contentsOfFile: ready, encoding: .utf8)
        }
        let base = try #require(url?.split(separator: "\n").first.map(String.init))
        #expect(base.hasPrefix("http://127.0.0.1:"))
        let (data, _) = try await URLSession.shared.data(from: try #require(URL(string: base + "readyz")))
        #expect(String(decoding: data, as: UTF8.self).contains("\"ready\""))
        running.cancel()
        _ = try? await running.value
        #expect(!FileManager.default.fileExists(atPath: ready))
    }
}
