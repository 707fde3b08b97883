import Foundation
import Testing

@testable import GraphServer

/// Verdicts over ``OwnershipFiction``: control, beneficial owners, related
/// parties, groups and loops.
@Suite struct ControlRoutesTests {
    typealias Of = OwnershipFiction

    private func with<T>(_ body: @Sendable (RouteClient) async throws -> T) async throws -> T {
        try await RouteClient.with(try await OwnershipRoutesTests.store.get().server(), body)
    }

    @Test(arguments: [
        (Of.bottom, "controlled", ["严四"]), (Of.deadlock, "deadlock", ["何六", "方五"]),
        (Of.concert, "joint", ["赵一", "赵三", "赵二"]),
        (Of.agreed, "controlled", ["严四"]), (Of.many, "dispersed", []), (Of.vague, "dispersed", []),
        (Of.left, "controlled", ["钱八"]),
    ])
    func `a controller is found, or why there is none`(company: String, outcome: String, names: [String]) async throws {
        try await with { client in
            let verdict = try await client.object("/v1/companies/\(company)/controller")
            #expect(verdict.text("outcome") == outcome)
            #expect(verdict.objects("controllers").map { $0.text("name") }.sorted() == names)
            #expect(!verdict.object("reason").text("zh").isEmpty)
            // 90 % of each other carry no votes: 钱八 has the rest.
            #expect(verdict["isWithoutLoopVotes"] as? Bool == (company == Of.left))
        }
    }

    @Test func `steps of control name voters whose edges are in the answer`() async throws {
        try await with { client in
            let verdict = try await client.object("/v1/companies/\(Of.bottom)/controller")
            let steps = verdict.objects("steps")
            #expect(
                steps.map { $0.object("company").text("id") } == [Of.bottom, Of.middle, Of.top].map { "company:\($0)" })
            #expect(steps.map { $0["votes"] as? Double } == [0.51, 0.51, 0.51])
            // With what 少一, the spouse of 严四, has in the first and their marriage.
            #expect(verdict.objects("edges").count == 5)
            try await client.followEvidence(of: verdict)
            let joint = try await client.object("/v1/companies/\(Of.concert)/controller")
            let step = try #require(joint.objects("steps").last)
            #expect((step["agreements"] as? [String])?.count == 3 && step.objects("voters").count == 3)
            #expect(abs((step["votes"] as? Double ?? 0) - 0.6) < 1e-12)
            let kinds = Set(joint.objects("edges").map { $0.text("kind") })
            #expect(kinds == ["shareholder", "concerted_action"])
        }
    }

    @Test func `a person controls companies by shares and by agreement`() async throws {
        try await with { client in
            let uri = try await client.uri("persons/@严四/controlled")
            let answer = try await client.object(uri)
            let found = Set(answer.objects("items").map { $0.object("entity").text("id") })
            #expect(found == Set([Of.top, Of.middle, Of.bottom, Of.agreed].map { "company:\($0)" }))
            #expect(answer["isCut"] as? Bool == false)
            // Half is no majority.
            let none = try await client.object(try await client.uri("persons/@方五/controlled"))
            #expect(none.number("total") == 0)
        }
    }

    /// 钱八 and 赵二 have 0.5 · 0.5 of it: enough where 25 % is included.
    @Test func `each rule set decides by its own threshold`() async throws {
        try await with { client in
            let uri = "/v1/companies/\(Of.quarter)/beneficial-owners"
            let chinese = try await client.object(uri)
            #expect(chinese.object("rules").text("id") == "cn-2024" && chinese.text("outcome") == "found")
            #expect(chinese.owners == ["林九": "ownership", "钱八": "ownership", "赵二": "ownership"])
            let first = try #require(chinese.objects("items").first)
            #expect(first.text("clause") == "第六条第一款第（一）项" && first.object("share")["min"] as? Double == 0.3)
            #expect(chinese.object("rules").text("inForceFrom") == "2024-11-01")
            let other = try await client.object(uri + "?rules=more-than-25")
            #expect(other.object("rules")["inForceFrom"] is NSNull)
            #expect(other.owners == ["林九": "ownership"])
        }
    }

    @Test func `control, the state and whoever runs a company stand in for shares`() async throws {
        try await with { client in
            // 13.27 % of shares, but the majority of each company on the way; 少三 has 49 %.
            let pyramid = try await client.object("/v1/companies/\(Of.bottom)/beneficial-owners")
            #expect(pyramid.owners == ["少三": "ownership", "严四": "control"])
            #expect(pyramid.text("exemption") == "holderIsNoPerson")
            let joint = try await client.object("/v1/companies/\(Of.concert)/beneficial-owners")
            #expect(joint.owners == ["赵一": "control", "赵二": "control", "赵三": "control"])
            #expect(joint.text("exemption") == "otherControl")
            let state = try await client.object("/v1/companies/\(Of.stateOwned)/beneficial-owners")
            #expect(state.text("outcome") == "stateOwned" && state.owners == ["经办11": "stateOwned"])
            let many = try await client.object("/v1/companies/\(Of.many)/beneficial-owners")
            #expect(many.text("outcome") == "fallback" && many.owners == ["经办14": "fallback"])
            // 8 million and natural persons alone.
            #expect(many.text("exemption") == "eligible")
        }
    }

    @Test func `related parties are told with clause and chain under each rule book`() async throws {
        try await with { client in
            let uri = "/v1/companies/\(Of.bottom)/related-parties"
            let standard = try await client.object(uri)
            #expect(standard.object("rules").text("id") == "cas-36")
            // 严四 controls too, but is no enterprise: he is under （八）.
            #expect(standard.parties("第四条（一）") == ["云桥2号实业有限公司", "云桥3号实业有限公司"])
            #expect(standard.parties("第四条（三）") == ["云桥8号实业有限公司"])  // 严四 controls it by agreement
            // 少三 has 49 %, 少二 0.51 · 0.49; 严四 controls, and 少一 is his spouse.
            #expect(standard.parties("第四条（八）") == ["严四", "少一", "少三", "少二"].sorted())
            let known = Set(standard.objects("edges").map { $0.text("id") })
            for party in standard.objects("items") {
                let chain = Set(party["chain"] as? [String] ?? [])
                #expect(!chain.isEmpty && chain.isSubset(of: known), "\(party)")
            }
            // 20 % of integrated shares: 少三 .49, middle .51, top .2601, 少二 .2499.
            let close = try await client.object(uri + "?rules=close-links")
            #expect(
                close.parties("4(1)(35)(a)") == ["云桥2号实业有限公司", "云桥3号实业有限公司", "少三", "少二"].sorted())
            // top has 51 % of middle and 26.01 % of the company.
            #expect(close.parties("138(2)(c)").contains("云桥3号实业有限公司"))
            let listing = try await client.object(uri + "?rules=listing-2024")
            #expect(listing.parties("6.3.3 关联自然人（一）") == ["严四", "少一", "少三", "少二"].sorted())
        }
    }

    @Test func `a group has its head, and loops their shares and outside owners`() async throws {
        try await with { client in
            let group = try await client.object("/v1/companies/\(Of.middle)/group")
            #expect(group.object("head").text("name") == "严四" && group.number("total") == 4)
            #expect(group["headIsState"] as? Bool == false)
            let state = try await client.object("/v1/companies/\(Of.stateOwned)/group")
            #expect(state["headIsState"] as? Bool == true, "\(state)")
            let known = Set(group.objects("edges").map { $0.text("id") })
            for member in group.objects("items") {
                let edges = member["edges"] as? [String] ?? []
                #expect(!edges.isEmpty && Set(edges).isSubset(of: known))
            }
            #expect(group.objects("edges").allSatisfy { !$0.objects("sources").isEmpty })
            let groups = try await client.object("/v1/groups").objects("items")
            let first = try #require(groups.first)
            #expect(first.object("head").text("name") == "严四" && first.number("size") == 4)
            let levels = group.objects("items").map { ($0.object("entity").text("id"), $0.number("levels")) }
            let expected = [Of.top: 1, Of.agreed: 1, Of.middle: 2, Of.bottom: 3]
            #expect(
                Dictionary(uniqueKeysWithValues: levels)
                    == Dictionary(uniqueKeysWithValues: expected.map { ("company:\($0)", $1) }))
            let loops = try await client.object("/v1/circular-holdings")
            #expect(loops.number("total") == 2)
            let cross = try #require(loops.objects("items").first)
            #expect(cross.objects("companies").map { $0.text("id") } == ["company:\(Of.alpha)", "company:\(Of.beta)"])
            #expect(cross.objects("inside").count == 2 && cross["isClosed"] as? Bool == false)
            let outside = cross.objects("outside").map { $0.object("holder").text("name") }
            #expect(outside.sorted() == ["任三", "潘一", "秦二"])
            try await client.followEvidence(of: loops)
        }
    }
}

extension ControlRoutesTests {
    @Test func `companies are listed by levels of control, with how many there are`() async throws {
        try await with { client in
            let answer = try await client.object("/v1/control-chains")
            let items = answer.objects("items")
            #expect(items.map { $0.number("levels") }.sorted() == [2, 3] && answer.number("total") == 2)
            let deepest = try #require(items.first { $0.number("levels") == 3 })
            #expect(deepest.object("entity").text("id") == "company:\(Of.bottom)")
            #expect(deepest.object("head").text("name") == "严四" && deepest.number("groupSize") == 4)
            #expect(deepest["isBranch"] as? Bool == false)
            let counts = answer.objects("counts").map { [$0.number("levels"), $0.number("companies")] }
            #expect(counts == [[2, 1], [3, 1]])
            let one = try await client.object("/v1/control-chains?min-levels=3")
            #expect(one.number("total") == 1 && one.objects("counts").count == 2)
            let own = try await client.object("/v1/control-chains?branches=hidden")
            #expect(own.number("total") == 2)
            let verdict = try await client.object("/v1/companies/\(Of.bottom)/controller")
            #expect(verdict.number("levels") == 3)
            #expect(verdict.objects("steps").map { $0.number("level") } == [3, 2, 1])
            let wrong = try await client.problem("/v1/control-chains?min-levels=4&max-levels=3", .badRequest)
            #expect(wrong == "query.malformedParameter")
        }
    }
}

extension JSONObject {
    /// Beneficial owners that are certain, with the test that each meets.
    fileprivate var owners: [String: String] {
        [String: String](
            objects("items").filter { $0["isCertain"] as? Bool == true }
                .map { ($0.object("entity").text("name"), $0.text("test")) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Names of those related by a clause.
    fileprivate func parties(_ clause: String) -> [String] {
        objects("items").filter { $0.text("clause") == clause }.map { $0.object("entity").text("name") }.sorted()
    }
}
