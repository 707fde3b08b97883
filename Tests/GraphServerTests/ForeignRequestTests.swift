import HTTPTypes
import Hummingbird
import Testing

@testable import GraphServer

/// What pages of other sites may not ask in a reader's browser.
struct ForeignRequestTests {
    private static func request(
        _ method: HTTPRequest.Method = .get, host: String? = "127.0.0.1:8080", _ headers: [String: String] = [:]
    ) throws -> Request {
        var head = HTTPRequest(method: method, scheme: "http", authority: host, path: "/v1/imports?name=a.csv")
        for (name, value) in headers { head.headerFields[try #require(HTTPField.Name(name))] = value }
        return Request(head: head, body: .init(buffer: .init()))
    }

    private static func code(_ request: Request) -> Problem.Code? {
        do {
            try ForeignRequests.check(request)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(arguments: [
        nil, "127.0.0.1", "127.0.0.1:8080", "localhost:1", "LOCALHOST", "[::1]", "[::1]:8080", "127.0.0.2:8080",
    ])
    func `names of this machine are answered`(host: String?) throws {
        #expect(Self.code(try Self.request(host: host)) == nil)
    }

    @Test(arguments: [
        "rebound.example", "rebound.example:8080", "127.0.0.1.rebound.example", "localhost.rebound.example",
        "128.0.0.1", "[::2]:80", "[127.0.0.1]", "::1", "[::1].rebound.example", "localhost:8080@rebound.example", "",
        "[",
    ])
    func `another name that leads here is refused, whatever is asked`(host: String) throws {
        #expect(Self.code(try Self.request(host: host)) == .foreignRequest)
    }

    @Test func `a page elsewhere may link here, and do nothing else`() throws {
        func told(_ method: HTTPRequest.Method, site: String, mode: String) throws -> Problem.Code? {
            Self.code(try Self.request(method, ["Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode]))
        }
        for site in ["same-origin", "none"] {
            #expect(try told(.post, site: site, mode: "cors") == nil)
            #expect(try told(.get, site: site, mode: "navigate") == nil)
        }
        for site in ["cross-site", "same-site"] {
            #expect(try told(.get, site: site, mode: "navigate") == nil)
            // A form sent from elsewhere, a script, a picture.
            #expect(try told(.post, site: site, mode: "navigate") == .foreignRequest)
            #expect(try told(.post, site: site, mode: "no-cors") == .foreignRequest)
            #expect(try told(.get, site: site, mode: "no-cors") == .foreignRequest)
        }
    }

    @Test func `older browsers tell the origin alone`() throws {
        for (origin, isRefused) in [
            ("http://127.0.0.1:8080", false), ("https://127.0.0.1:8080", false), ("http://127.0.0.1:9090", true),
            ("https://example.org", true), ("null", true),
        ] {
            #expect((Self.code(try Self.request(.post, ["Origin": origin])) != nil) == isRefused, "\(origin)")
        }
    }

    @Test func `the refusal is a problem, and answers may not run scripts`() async throws {
        try await RouteClient.with { client in
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let refused = try await client.get("/v1/stats", headers: [site: "cross-site"])
            #expect(refused.status == .forbidden)
            #expect(try refused.object()["code"] as? String == "request.foreign")
            let answer = try await client.get("/v1/stats")
            let policy = try #require(answer.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'none'") && !policy.contains("script-src"))
        }
    }
}
