import Foundation
import Testing

@testable import GraphServer

/// One personal number under two names: a slip of somebody's, or a borrowed
/// number.
@Suite struct SharedIdentifierTests {
    private static let number = "11010519491231002X"
    private static let files = [
        "registration.csv": """
        name,code,established,status,legal_representative,capital
        青岛甲木贸易有限公司,\(Fiction.code(961)),2015-03-01,存续,,100万
        青岛乙火贸易有限公司,\(Fiction.code(962)),2016-03-01,存续,,100万
        """,
        "shareholding.csv": """
        company_name,holder_name,holder_id,share_percent,since
        青岛甲木贸易有限公司,蔺永安,\(number),100,2015-03-01
        青岛乙火贸易有限公司,阳银波,\(number),60,2016-03-01
        青岛乙火贸易有限公司,蔺永安,\(number),40,2016-03-01
        """,
    ]

    private static func store() throws -> FictionalStore {
        let store = try FictionalStore()
        try store.deliver(files)
        return store
    }

    private static func decide(_ verdict: String, _ persons: [String], _ client: RouteClient) async throws -> Int {
        let list = persons.map { "\"\($0)\"" }.joined(separator: ",")
        let more = #""by":"周巡查","reason":"曾用名","differentNames":true"#
        let answer = try await client.post(
            "/v1/decisions", body: #"{"verdict":"\#(verdict)","persons":[\#(list)],\#(more)}"#)
        return Int(answer.status.code)
    }

    @Test func `each name keeps what its records say, and either tells of the other`() async throws {
        try await RouteClient.with(try await Self.store().server()) { client in
            let owners = try await client.object("/v1/companies/company:\(Fiction.code(962))/owners")
            #expect(owners.shares == ["阳银波": 0.6, "蔺永安": 0.4])
            let verdict = try await client.object("/v1/companies/company:\(Fiction.code(962))/controller")
            #expect(verdict.objects("controllers").map { $0.text("name") } == ["阳银波"])
            let ids = owners.objects("items").map { $0.object("entity").text("id") }
            for (id, other) in zip(ids, ids.reversed()) {
                let identity = try await client.object("/v1/persons/\(id)/identity")
                #expect(identity.objects("sameIdentifier").map { $0.text("id") } == [other])
                #expect(identity.objects("mentions").map { $0.text("id") } == [id])
            }
            // The same name with the same number in two companies is one.
            let held = try await client.object("/v1/persons/\(ids[1])/holdings")
            #expect(held.objects("items").count == 2)
        }
    }

    @Test func `an investigator may say that both are one, and take it back`() async throws {
        try await RouteClient.with(try await Self.store().server()) { client in
            let path = "/v1/companies/company:\(Fiction.code(962))/owners"
            let ids = try await client.object(path).objects("items").map { $0.object("entity").text("id") }
            #expect(try await Self.decide("confirm", ids, client) == 201)
            #expect(try await client.object(path).objects("items").count == 1)
            #expect(try await Self.decide("withdraw", ids, client) == 201)
            #expect(try await client.object(path).objects("items").count == 2)
        }
    }
}
