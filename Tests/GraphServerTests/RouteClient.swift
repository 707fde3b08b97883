import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import GraphServer

/// A client of a server without a port, that reads JSON.
struct RouteClient: Sendable {
    let client: any TestClientProtocol

    /// Runs the body against the shared store, or another server.
    static func with<T>(
        _ server: ServerContext? = nil, _ body: @Sendable (RouteClient) async throws -> T
    ) async throws -> T {
        let server = if let server { server } else { try await FictionalStore.shared.get().server() }
        let settings = ServerSettings(directory: server.directory, catalogueFolder: FictionalStore.catalogueFolder)
        return try await GraphServerApplication.application(server: server, settings: settings).test(.router) {
            client in
            try await body(RouteClient(client: client))
        }
    }

    func get(_ uri: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        try await client.executeRequest(uri: uri, method: .get, headers: headers, body: nil)
    }

    func post(_ uri: String, body: String) async throws -> TestResponse {
        try await client.executeRequest(uri: uri, method: .post, headers: [:], body: ByteBuffer(string: body))
    }

    /// The object of a 2xx answer.
    func object(_ uri: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) async throws -> JSONObject
    {
        let response = try await get(uri, headers: headers)
        #expect(response.status == status, "\(uri): \(String(buffer: response.body).prefix(400))")
        return try response.object()
    }

    /// The code of a problem.
    func problem(_ uri: String, _ status: HTTPResponse.Status) async throws -> String {
        let response = try await get(uri)
        let object = try response.object()
        #expect(response.status == status, "\(uri): \(object)")
        #expect(response.headers[.contentType] == "application/problem+json")
        #expect(object["requestId"] as? String == response.headers[.requestID])
        #expect((object["detail"] as? String)?.isEmpty == false)
        return object["code"] as? String ?? ""
    }
}

typealias JSONObject = [String: Any]

extension TestResponse {
    func object() throws -> JSONObject {
        let value = try JSONSerialization.jsonObject(with: Data(buffer: body))
        return try #require(value as? JSONObject)
    }
}

extension [String: Any] {
    func objects(_ key: String) -> [JSONObject] { self[key] as? [JSONObject] ?? [] }
    func object(_ key: String) -> JSONObject { self[key] as? JSONObject ?? [:] }
    func text(_ key: String) -> String { self[key] as? String ?? "" }
    func number(_ key: String) -> Int { self[key] as? Int ?? -1 }
}

/// Percent-encodes a value of a query.
func encoded(_ text: String) -> String { PercentText.encodeSegment(text) }
