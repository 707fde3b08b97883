import Foundation
import Testing

@testable import GraphServer

/// Ownership and control over ``OwnershipFiction``, with numbers worked out by
/// hand from its shares.
@Suite struct OwnershipRoutesTests {
    typealias Of = OwnershipFiction
    static let store = Result { try OwnershipFiction.store() }

    private func with<T>(_ body: @Sendable (RouteClient) async throws -> T) async throws -> T {
        try await RouteClient.with(try await Self.store.get().server(), body)
    }

    static let paths: [(path: String, schema: String)] = [
        ("companies/\(Of.alpha)/owners", "OwnershipAnswer"), ("companies/\(Of.vague)/owners", "OwnershipAnswer"),
        ("companies/\(Of.left)/owners?variant=plain", "OwnershipAnswer"),
        ("companies/\(Of.alpha)/holdings", "OwnershipAnswer"), ("persons/@严四/holdings", "OwnershipAnswer"),
        ("companies/\(Of.bottom)/controller", "ControllerAnswer"),
        ("companies/\(Of.many)/controller", "ControllerAnswer"),
        ("companies/\(Of.concert)/controller", "ControllerAnswer"),
        ("companies/\(Of.left)/controller", "ControllerAnswer"),
        ("companies/\(Of.top)/controlled", "ControlledAnswer"), ("persons/@严四/controlled", "ControlledAnswer"),
        ("companies/\(Of.quarter)/beneficial-owners", "BeneficialOwnersAnswer"),
        ("companies/\(Of.concert)/beneficial-owners?rules=more-than-25", "BeneficialOwnersAnswer"),
        ("companies/\(Of.bottom)/related-parties", "RelatedPartiesAnswer"),
        ("companies/\(Of.bottom)/related-parties?rules=close-links", "RelatedPartiesAnswer"),
        ("companies/\(Of.middle)/group", "GroupAnswer"), ("groups", "GroupList"),
        ("circular-holdings", "CircularHoldingList"),
    ]

    @Test(arguments: paths.map(\.path)) func `answers have the shape that the OpenAPI document tells`(
        path: String
    ) async throws {
        try await with { client in
            let document = ShapeCheck(document: try await client.object("/openapi.json"))
            let schema = try #require(Self.paths.first { $0.path == path }?.schema)
            let uri = try await client.uri(path)
            #expect(document.problems(of: try await client.object(uri), as: schema) == [], "\(uri)")
            // The same question again has not changed, another day's has.
            let tag = try #require(try await client.get(uri).headers[.eTag])
            #expect(try await client.get(uri, headers: [.ifNoneMatch: tag]).status == .notModified)
            let joint = uri.contains("?") ? "&" : "?"
            #expect(try await client.get(uri + joint + "as-of=2020-01-01", headers: [.ifNoneMatch: tag]).status == .ok)
        }
    }

    // MARK: Integrated ownership

    /// p = 1/2 + 2/5 · b and b = 3/10 · p: p = 25/44 of 甲, 15/88 of 乙.
    @Test func `a cross-holding is solved to the end, and records state every share on the way`() async throws {
        try await with { client in
            let answer = try await client.object("/v1/companies/\(Of.alpha)/owners")
            #expect(
                answer.shares
                    == [
                        "潘一": 25.0 / 44, "秦二": 7.0 / 22, "任三": 5.0 / 44, "云桥1号实业有限公司": 0.4,
                    ].rounded)
            #expect(answer.objects("items").filter { $0["isUltimate"] as? Bool == true }.count == 3)
            #expect(answer["unattributed"] as? Double == 0)
            #expect(
                answer.objects("loops").map { $0["companies"] as? [String] } == [
                    ["company:\(Of.alpha)", "company:\(Of.beta)"]
                ])
            // What goes around is told with its records.
            let around = answer.objects("loops").flatMap { $0["edges"] as? [String] ?? [] }
            let told = answer.objects("edges").filter { around.contains($0.text("id")) }
            #expect(told.count == 2 && told.allSatisfy { !$0.objects("sources").isEmpty })
            #expect(
                Set(told.map { [$0.text("from"), $0.text("to")] }) == [
                    ["company:\(Of.alpha)", "company:\(Of.beta)"], ["company:\(Of.beta)", "company:\(Of.alpha)"],
                ])
            // 3/10 · 2/5 of itself comes back.
            #expect((answer.object("ofItself")["min"] as? Double)?.rounded9 == 0.12)
            let plain = try await client.object("/v1/companies/\(Of.alpha)/owners?variant=plain")
            #expect(plain.shares["云桥1号实业有限公司"] == (5.0 / 11).rounded9)  // 0.4 / (1 − 0.12)
            #expect(plain.shares["潘一"] == (25.0 / 44).rounded9)
            try await client.followEvidence(of: answer)
        }
    }

    @Test func `shares multiply down a pyramid, and paths lead back to records`() async throws {
        try await with { client in
            let uri = try await client.uri("persons/@严四/holdings")
            let answer = try await client.object(uri)
            #expect(
                answer.shares
                    == [
                        "云桥2号实业有限公司": 0.51, "云桥3号实业有限公司": 0.2601, "云桥4号实业有限公司": 0.132651,
                    ].rounded)
            let last = try #require(answer.objects("items").last)
            let path = try #require(last.objects("paths").first)
            #expect((path["contribution"] as? Double)?.rounded9 == 0.132651 && path["isCertain"] as? Bool == true)
            #expect((path["edges"] as? [String])?.count == 3)
            try await client.followEvidence(of: answer)
        }
    }

    @Test func `ranges and unknown shares give bounds that leave room for each other`() async throws {
        try await with { client in
            let answer = try await client.object("/v1/companies/\(Of.vague)/owners")
            var bounds: [String: [Double]] = [:]
            for item in answer.objects("items") {
                let share = item.object("share")
                bounds[item.object("entity").text("name")] = [share["min"], share["max"]].compactMap {
                    ($0 as? Double)?.rounded9
                }
            }
            // 何六 has what 贾七 and 方五 leave: at most 1 − 0.5 − 0.3.
            #expect(bounds == ["贾七": [0.5, 0.5], "方五": [0.3, 0.4], "何六": [0, 0.2]])
            let codes = answer.objects("remarks").flatMap { $0["codes"] as? [String] ?? [] }
            #expect(codes.contains("inexact"))
        }
    }

    @Test func `nobody owns a company before its holdings began`() async throws {
        try await with { client in
            let before = try await client.object("/v1/companies/\(Of.alpha)/owners?as-of=2014-12-31")
            #expect(before.number("total") == 0 && before.objects("edges").isEmpty)
            #expect(try await client.object("/v1/companies/\(Of.alpha)/owners?as-of=\(Of.began)").number("total") == 4)
            let controller = try await client.object("/v1/companies/\(Of.bottom)/controller?as-of=2014-12-31")
            #expect(controller.text("outcome") == "noHolders")
            let lists = [
                "companies/\(Of.top)/holdings", "companies/\(Of.top)/controlled", "groups", "circular-holdings",
            ]
            for path in lists {
                #expect(try await client.object("/v1/\(path)?as-of=2014-12-31").number("total") == 0, "\(path)")
            }
        }
    }

    @Test func `pages put together are the whole list`() async throws {
        try await with { client in
            let lists = [
                "companies/\(Of.many)/owners", "companies/\(Of.bottom)/related-parties", "groups", "circular-holdings",
            ]
            for path in lists {
                let whole = try await client.object("/v1/\(path)?limit=500").objects("items")
                var (items, cursor, pages): ([JSONObject], String?, Int) = ([], nil, 0)
                let limit = whole.count > 10 ? 7 : 1
                repeat {
                    let page = try await client.object(
                        "/v1/\(path)?limit=\(limit)" + (cursor.map { "&cursor=\($0)" } ?? ""))
                    #expect(page.number("total") == whole.count && page.number("returned") <= limit)
                    items += page.objects("items")
                    cursor = page["next"] as? String
                    pages += 1
                } while cursor != nil && pages < 50
                #expect(items as NSArray == whole as NSArray, "\(path)")
                #expect(pages == (whole.count + limit - 1) / limit, "\(path)")
            }
            #expect(try await client.problem("/v1/groups?cursor=nonsense", .badRequest) == "query.badCursor")
        }
    }

    @Test func `wrong kinds, unknown rule sets and unknown measures are told`() async throws {
        try await with { client in
            let person = try await client.person("严四")
            #expect(try await client.problem("/v1/companies/\(person)/owners", .notFound) == "entity.wrongKind")
            #expect(try await client.problem("/v1/persons/company:\(Of.top)/holdings", .notFound) == "entity.wrongKind")
            #expect(try await client.problem("/v1/companies/company:999999/controller", .notFound) == "entity.unknown")
            for path in ["beneficial-owners", "related-parties"] {
                let uri = "/v1/companies/\(Of.top)/\(path)?rules=nosuch"
                #expect(try await client.problem(uri, .notFound) == "rules.unknown")
                let problem = try await client.get(uri).object()
                #expect(problem.text("detail").contains(path == "related-parties" ? "cas-36" : "cn-2024"))
            }
            #expect(
                try await client.problem("/v1/companies/\(Of.top)/owners?measure=love", .badRequest)
                    == "query.malformedParameter")
            #expect(
                try await client.problem("/v1/companies/\(Of.top)/owners?format=dot&variant=plain", .badRequest)
                    == "query.malformedParameter")
        }
    }
}

extension RouteClient {
    /// `/v1/` and a path in which `@name` stands for a person's id.
    func uri(_ path: String) async throws -> String {
        guard let name = path.split(separator: "@").dropFirst().first?.prefix(while: { $0 != "/" }) else {
            return "/v1/\(path)"
        }
        return "/v1/" + path.replacing("@\(name)", with: encoded(try await person(String(name))))
    }

    /// The id of the only person of a name.
    func person(_ name: String) async throws -> String {
        let hits = try await object("/v1/search?q=\(encoded(name))&kind=person").objects("items")
        let found = hits.filter { $0.text("name") == name }
        #expect(found.count == 1, "\(name)")
        return try #require(found.first).text("id")
    }

    /// Follows every edge of an answer to records that state its share.
    func followEvidence(of answer: JSONObject) async throws {
        let edges = answer.objects("edges")
        let known = Set(edges.map { $0.text("id") })
        for item in answer.objects("items") {
            for path in item.objects("paths") {
                #expect(Set(path["edges"] as? [String] ?? []).isSubset(of: known))
            }
        }
        #expect(!edges.isEmpty)
        for edge in edges where edge.text("kind") != "kinship" {
            let source = try #require(edge.objects("sources").first)
            let record = try await object("/v1/records/\(source.text("record"))")
            #expect(record.text("theme") == "shareholding")
            let stated = Double("\(record.object("fields")["share_percent"] ?? "")") ?? .nan
            #expect(stated == ((edge.object("share")["min"] as? Double ?? .nan) * 100).rounded9, "\(record)")
        }
    }
}

extension JSONObject {
    /// Lower ends of shares by name, to nine decimals.
    var shares: [String: Double] {
        [String: Double](
            objects("items").map { ($0.object("entity").text("name"), $0.object("share")["min"] as? Double ?? .nan) },
            uniquingKeysWith: { first, _ in first }
        ).rounded
    }
}

extension [String: Double] {
    var rounded: [String: Double] { mapValues(\.rounded9) }
}

extension Double {
    /// To nine decimals: what a sum of binary fractions may be off by is less.
    var rounded9: Double { (self * 1e9).rounded() / 1e9 }
}
