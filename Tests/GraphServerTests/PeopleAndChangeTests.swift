import Foundation
import Testing

@testable import GraphServer

/// People behind mentions, changes between two days, and paths by strength.
@Suite struct PeopleAndChangeTests {
    @Test func `a holder who left is a change between two days, with the record behind it`() async throws {
        try await RouteClient.with { client in
            let uri = "/v1/diff?of=\(Fiction.food)&from=2023-06-30&to=2024-06-30"
            let change = try await client.object(uri)
            let holders = change.objects("holders")
            #expect(holders.map { $0.object("entity").text("name") } == ["苏青禾"])
            // 66.666667 % until the last day of 2023; normalised with the other's third.
            #expect(holders.first?.object("before").object("share")["min"] as? Double == 0.66666667)
            #expect(holders.first?["after"] is NSNull)
            #expect(change.object("controller")["isChanged"] as? Bool == true)
            #expect(change.object("controller").object("before").text("outcome") == "controlled")
            let edge = try #require(change.objects("edges").first)
            let record = try #require(edge.objects("sources").first).text("record")
            let source = try await client.object("/v1/records/\(record)")
            #expect(source.text("theme") == "shareholding")
            #expect(source.object("fields")["holder_name"] as? String == "苏青禾")
            #expect(
                try await client.problem("/v1/diff?of=\(Fiction.food)&from=2024-06-30&to=2023-06-30", .badRequest)
                    == "query.malformedParameter")
            #expect(try await client.problem("/v1/diff?of=\(Fiction.food)", .badRequest) == "query.missingParameter")
        }
    }

    @Test func `a person with an identifier is one mention, with nobody possibly the same`() async throws {
        try await RouteClient.with { client in
            let hit = try #require(
                try await client.object("/v1/search?q=\(encoded("陈小满"))&kind=person").objects("items").first)
            let identity = try await client.object("/v1/persons/\(hit.text("id"))/identity")
            #expect(identity.objects("mentions").map { $0.text("id") } == [hit.text("id")])
            #expect(identity.objects("merges").isEmpty)
            #expect(identity.number("possiblySameTotal") == 0)
        }
    }

    @Test func `a holding is a stronger path than an address that thirty share`() async throws {
        try await RouteClient.with { client in
            let strongest = try await client.object(
                "/v1/graph/paths?between=\(Fiction.tech)&between=\(Fiction.trade)&rank=strength&k=3")
            let best = try #require(strongest.objects("ranked").first)
            #expect((best["nodes"] as? [String])?.count == 2)
            // 60 % held: 0.5 + 0.5 × 0.6; a step costs nothing of the strength.
            #expect(abs((best["strength"] as? Double ?? 0) - 0.8) < 1e-9)
            let crowd = try await client.object(
                "/v1/graph/paths?between=\(Fiction.crowd[0])&between=\(Fiction.crowd[1])&rank=strength&k=3")
            let weak = try #require(crowd.objects("ranked").first)
            // Thirty at one address: 0.7² ÷ 29.
            #expect(abs((weak["strength"] as? Double ?? 0) - 0.49 / 29) < 1e-9)
            let three = "/v1/graph/paths?between=\(Fiction.tech)&between=\(Fiction.trade)&between=\(Fiction.food)"
            let direct = "/v1/graph/paths?between=\(Fiction.tech)&between=\(Fiction.trade)"
            for refused in [three + "&rank=strength", direct + "&rank=strength&max-hops=3"] {
                #expect(try await client.problem(refused, .badRequest) == "query.malformedParameter")
            }
            let nearest = try await client.object(direct + "&rank=hops&max-hops=3")
            #expect(nearest.text("outcome") == "found")
        }
    }
}
