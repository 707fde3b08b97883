import Foundation
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import GraphServer

/// Strategy: paths, queries, headers and bodies made of pieces that are right,
/// nearly right and wrong. Invariants: every request has an answer; none is a
/// 500; every error is a problem with a known code; the server answers after.
@Suite struct MalformedRequestTests {
    private static let segments = [
        "v1", "search", "companies", "persons", "graph", "paths", "neighbourhood", "imports", "records", "themes",
        "quarantine",
        "..", ".", "%2e%2e", "%00", "%ff", "%", "%E5%85", "公司", "company:", ":", "{id}", "**", "4294967296", "-1", "0",
        "panorama", "timeline", "events", "rejects.csv", "job-1", "", " ", "\u{202e}", "stats", "openapi.json",
    ]
    private static let names = [
        "q", "kind", "kinds", "limit", "cursor", "of", "between", "depth", "as-of", "min-share", "exclude", "hub",
        "format",
        "direction", "k", "max-hops", "theme", "in-force", "Q", "", "%00", "公司", "from", "to", "name", "full",
    ]
    private static let values = [
        "", "1", "0", "-1", "99999999999999999999", "1e3", "2024-01-01", "2024-13-01", "9999-99-99", "0.5",
        "1.000000001", ".",
        "company", "company,,person", ",", "shareholder", "json", "svgz", "csv", "both", "true", "%", "%zz",
        "%F0%9F%98%80",
        "公司", "\u{1f}", "AAAA", "MS4xLjE", "eyJ9", "null", "'; DROP TABLE record;--", "${jndi:x}", "../../etc/passwd",
        String(repeating: "9", count: 300), Fiction.tech, "company:\(Fiction.food)",
    ]

    private func uri(_ generator: inout SplitMix64) -> String {
        var uri = ""
        for _ in 0..<Int.random(in: 1...5, using: &generator) {
            uri += "/" + (Self.segments.randomElement(using: &generator) ?? "")
        }
        if Bool.random(using: &generator), let endpoint = Endpoints.all.randomElement(using: &generator) {
            uri = endpoint.path.replacing("{id}", with: Self.values.randomElement(using: &generator) ?? "")
        }
        var pairs: [String] = []
        for _ in 0..<Int.random(in: 0...5, using: &generator) {
            let name = Self.names.randomElement(using: &generator) ?? ""
            pairs.append(
                name + (Bool.random(using: &generator) ? "=" : "")
                    + (Self.values.randomElement(using: &generator) ?? ""))
        }
        return uri + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: Bool.random(using: &generator) ? "&" : "&&"))
    }

    @Test(arguments: [UInt64(1), 20_240_630])
    func `malformed requests are answered with problems`(seed: UInt64) async throws {
        let store = try FictionalStore()
        try store.deliver(["registration.csv": Fiction.registration, "shareholding.csv": Fiction.shareholding])
        try await RouteClient.with(try await store.server(renderer: "/nonexistent")) { client in
            var generator = SplitMix64(seed: seed)
            let codes = Set(Problem.Code.allCases.map(\.rawValue))
            for round in 0..<600 {
                let uri = uri(&generator)
                // Events of a job that never ends would not end either.
                if uri.contains("/events") { continue }
                var headers: HTTPFields = [:]
                if round % 5 == 0 { headers[.accept] = Self.values.randomElement(using: &generator) }
                if round % 7 == 0 { headers[.ifNoneMatch] = Self.values.randomElement(using: &generator) }
                let method: HTTPRequest.Method =
                    [.get, .get, .get, .post, .put, .head].randomElement(using: &generator) ?? .get
                let body =
                    method == .post ? ByteBuffer(string: Self.values.randomElement(using: &generator) ?? "") : nil
                let response = try await client.client.executeRequest(
                    uri: uri, method: method, headers: headers, body: body)
                #expect(response.status.code != 500, "seed \(seed): \(method) \(uri)")
                if response.status.code >= 400, method != .head {
                    let code = try response.object().text("code")
                    #expect(codes.contains(code), "seed \(seed): \(method) \(uri)")
                }
            }
            #expect(try await client.object("/healthz").text("status") == "ok")
        }
    }

    @Test func `cursors of any bytes are refused or obeyed`() async throws {
        try await RouteClient.with { client in
            var generator = SplitMix64(seed: 7)
            let good = try await client.object("/v1/search?q=\(encoded("集群"))&limit=3")
            let cursor = try #require(good["next"] as? String)
            for round in 0..<300 {
                var bytes = Base64URL.decode(cursor) ?? []
                for _ in 0...round % 4 {
                    let place = Int.random(in: bytes.indices, using: &generator)
                    bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
                }
                let response = try await client.get(
                    "/v1/search?q=\(encoded("集群"))&limit=3&cursor=\(Base64URL.encode(bytes))")
                #expect([200, 400].contains(response.status.code), "\(bytes)")
            }
        }
    }
}
