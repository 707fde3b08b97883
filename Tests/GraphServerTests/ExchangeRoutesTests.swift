import Foundation
import Testing

@testable import GraphServer

/// `format=bods` and `format=ftm` of `/owners`, over ``OwnershipFiction``.
@Suite struct ExchangeRoutesTests {
    typealias Of = OwnershipFiction

    private func with<T>(_ body: @Sendable (RouteClient) async throws -> T) async throws -> T {
        try await RouteClient.with(try await OwnershipRoutesTests.store.get().server(), body)
    }

    @Test func `statements of a company and those above it are offered by format and by Accept`() async throws {
        try await with { client in
            let uri = "/v1/companies/\(Of.alpha)/owners"
            let bods = try await client.get(uri + "?format=bods")
            #expect(bods.status == .ok)
            #expect(bods.headers[.contentType] == "application/vnd.openownership.bods+json")
            let list = try #require(
                try JSONSerialization.jsonObject(with: Data(buffer: bods.body)) as? [[String: Any]])
            #expect(list.count > 5)
            let accepted = try await client.get(uri, headers: [.accept: "application/vnd.openownership.bods+json"])
            #expect(accepted.body == bods.body)
            let tag = try #require(bods.headers[.eTag])
            let again = try await client.get(uri + "?format=bods", headers: [.ifNoneMatch: tag])
            #expect(again.status == .notModified)
            let ftm = try await client.get(uri + "?format=ftm")
            #expect(ftm.headers[.contentType] == "application/x-ndjson")
            for line in String(buffer: ftm.body).split(separator: "\n") {
                let entity = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                #expect(entity?["schema"] is String)
            }
            let json = try await client.object(uri)
            #expect(json.objects("items").count == 4)
        }
    }

    @Test func `votes, agreements and concerts are interests of their own`() async throws {
        try await with { client in
            func types(_ company: String) async throws -> Set<String> {
                let response = try await client.get("/v1/companies/\(company)/owners?format=bods")
                let list = try JSONSerialization.jsonObject(with: Data(buffer: response.body)) as? [[String: Any]]
                let details = (list ?? []).compactMap { $0["recordDetails"] as? [String: Any] }
                return Set(
                    details.flatMap { $0["interests"] as? [[String: Any]] ?? [] }.compactMap { $0["type"] as? String })
            }
            let (agreed, concert) = (try await types(Of.agreed), try await types(Of.concert))
            #expect(agreed.isSuperset(of: ["shareholding", "rightsGrantedByContract"]))
            #expect(concert.contains("conditionalRightsGrantedByContract"))
            let stateOwned = try await types(Of.stateOwned)
            #expect(stateOwned == ["shareholding", "seniorManagingOfficial"])
        }
    }

    @Test func `questions that statements do not depend on are refused, and holdings have no statements`() async throws
    {
        try await with { client in
            let uri = "/v1/companies/\(Of.alpha)/"
            let votes = try await client.problem(uri + "owners?format=bods&measure=votes", .badRequest)
            #expect(votes == "query.malformedParameter")
            let holdings = try await client.problem(uri + "holdings?format=bods", .badRequest)
            #expect(holdings == "query.malformedParameter")
        }
    }
}
