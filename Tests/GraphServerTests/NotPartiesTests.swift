import Foundation
import Testing

@testable import GraphServer

/// Shares of the public, of holders who are not named and of the company
/// itself, from the records to the answers.
@Suite struct NotPartiesTests {
    /// 甲子 46, 乙丑 21, the public 23, its own 10.
    static let treasury = Fiction.code(150)
    /// 职工持股会 60, the public 40; and another one's 职工持股会 60, `-` 40.
    static let (staff, otherStaff) = (Fiction.code(151), Fiction.code(152))
    /// 甲子 20, 乙丑 10, the public 70; and the same with holders who are not named.
    static let (float, unnamed) = (Fiction.code(153), Fiction.code(154))
    /// `treasury` has 50, the public 50.
    static let below = Fiction.code(155)

    private static let store = Result {
        let store = try FictionalStore()
        let codes = [treasury, staff, otherStaff, float, unnamed, below]
        let companies = codes.enumerated().map { "海棠\($0)号实业有限公司,\($1),2014-06-01,存续,经办\($0),8000万元人民币" }
        let holdings = [
            "\(treasury),甲子,,person,46,2015-01-01", "\(treasury),乙丑,,person,21,2015-01-01",
            "\(treasury),公众股东,,other,30,2010-01-01", "\(treasury),公众股东,,other,23,2015-01-01",
            "\(treasury),库存股,,other,10,2015-01-01", "\(treasury),合计,,other,100,2015-01-01",
            "\(staff),职工持股会,,other,60,2015-01-01", "\(staff),公众股东,,other,40,2015-01-01",
            "\(otherStaff),职工持股会,,other,60,2015-01-01", "\(otherStaff),-,,other,40,2015-01-01",
            "\(float),甲子,,person,20,2015-01-01", "\(float),乙丑,,person,10,2015-01-01",
            "\(float),公众股东,,other,70,2015-01-01",
            "\(unnamed),甲子,,person,20,2015-01-01", "\(unnamed),乙丑,,person,10,2015-01-01",
            "\(unnamed),其他股东,,other,70,2015-01-01",
            "\(below),海棠0号实业有限公司,\(treasury),company,50,2015-01-01", "\(below),社会公众股,,other,50,2015-01-01",
        ]
        try store.deliver([
            "registration.csv": (["name,code,established,status,legal_representative,capital"] + companies)
                .joined(separator: "\n") + "\n",
            "shareholding.csv":
                (["company_code,holder_name,holder_code,holder_kind,share_percent,since"] + holdings)
                .joined(separator: "\n") + "\n",
        ])
        return store
    }

    private func with<T>(_ body: @Sendable (RouteClient) async throws -> T) async throws -> T {
        try await RouteClient.with(try await Self.store.get().server(), body)
    }

    @Test func `the public and the company itself are told with their records, and are no owners`() async throws {
        try await with { client in
            let answer = try await client.object("/v1/companies/\(Self.treasury)/owners")
            let document = ShapeCheck(document: try await client.object("/openapi.json"))
            #expect(document.problems(of: answer, as: "OwnershipAnswer") == [])
            // A tenth is its own: 46 and 21 of the other 90.
            #expect(answer.shares == ["甲子": 46.0 / 90, "乙丑": 21.0 / 90].rounded)
            #expect(answer["unattributed"] as? Double == 0)
            let rest = answer.object("notParties")
            #expect((rest["public"] as? Double)?.rounded9 == (23.0 / 90).rounded9 && rest["unnamed"] as? Double == 0)
            let items = rest.objects("items")
            #expect(items.map { $0.text("name") } == ["公众股东", "库存股"])
            #expect(items.map { $0.text("kind") } == ["public", "treasury"])
            #expect(items.map { $0.object("share")["min"] as? Double } == [0.23, 0.1])
            #expect(answer.objects("remarks").map { $0["codes"] as? [String] } == [["selfHolding", "placeholders"]])
            try await client.followEvidence(of: answer)
            let edges = answer.objects("edges").map { $0.text("id") }
            #expect(Set(items.map { $0.text("edge") }).isSubset(of: Set(edges)))
        }
    }

    @Test func `what the company has of itself does not vote`() async throws {
        try await with { client in
            let verdict = try await client.object("/v1/companies/\(Self.treasury)/controller")
            #expect(verdict.text("outcome") == "controlled")
            #expect(verdict.objects("controllers").map { $0.text("name") } == ["甲子"])
            #expect(
                (verdict.objects("steps").first?["votes"] as? Double)?.rounded9 == (46.0 / 90).rounded9)
            let votes = try await client.object("/v1/companies/\(Self.treasury)/owners?measure=votes")
            #expect(votes.shares == ["甲子": 46.0 / 90, "乙丑": 21.0 / 90].rounded)
        }
    }

    @Test func `the float above a company leads to nobody and is counted`() async throws {
        try await with { client in
            let answer = try await client.object("/v1/companies/\(Self.below)/owners")
            let rest = answer.object("notParties")
            #expect((rest["public"] as? Double)?.rounded9 == (0.5 + 0.5 * 23 / 90).rounded9)
            #expect(rest.objects("items").map { $0.text("company") }.first == "company:\(Self.below)")
            let owners = answer.shares.filter { $0.key == "甲子" || $0.key == "乙丑" }.values.reduce(0, +)
            #expect(abs(owners + (rest["public"] as? Double ?? 0) - 1) < 1e-8)
        }
    }

    @Test func `the public is nobody's block, and one of the unnamed may be anybody`() async throws {
        try await with { client in
            let dispersed = try await client.object("/v1/companies/\(Self.float)/controller")
            #expect(dispersed.text("outcome") == "dispersed" && dispersed.objects("controllers").isEmpty)
            let owners = try await client.object("/v1/companies/\(Self.float)/beneficial-owners")
            #expect(owners.text("outcome") == "fallback" && owners.text("exemption") == "capitalTooGreat")
            let undecided = try await client.object("/v1/companies/\(Self.unnamed)/controller")
            #expect(undecided.text("outcome") == "undecided")
            #expect(undecided["doubts"] as? [String] == ["unrecordedVotes"])
            #expect(dispersed["doubts"] as? [String] == [])
            let hidden = try await client.object("/v1/companies/\(Self.unnamed)/beneficial-owners")
            #expect(hidden.text("outcome") == "undetermined")
        }
    }

    @Test func `a collective without a code is known within its company alone`() async throws {
        try await with { client in
            var heads: Set<String> = []
            for company in [Self.staff, Self.otherStaff] {
                let verdict = try await client.object("/v1/companies/\(company)/controller")
                let head = try #require(verdict.objects("controllers").first)
                #expect(head.text("name") == "职工持股会")
                let held = try await client.object("/v1/companies/\(head.text("id"))/holdings")
                #expect(held.number("total") == 1)
                heads.insert(head.text("id"))
            }
            #expect(heads.count == 2)
            let dash = try await client.object("/v1/companies/\(Self.otherStaff)/owners").object("notParties")
            #expect(dash.objects("items").map { $0.text("name") } == ["-"] && dash["unnamed"] as? Double == 0.4)
            #expect(try await client.object("/v1/groups").objects("items").isEmpty)
        }
    }

    @Test func `a change of the public's share is told between two days`() async throws {
        try await with { client in
            let answer = try await client.object("/v1/diff?of=\(Self.treasury)&from=2012-01-01&to=2016-01-01")
            let change = try #require(answer.objects("notParties").first)
            #expect(answer.objects("notParties").count == 1)
            #expect(change.text("name") == "公众股东" && change.text("kind") == "public")
            let shares = ["before", "after"].map { change.object($0).object("share")["min"] as? Double }
            #expect(shares == [0.3, 0.23])
            let known = Set(answer.objects("edges").map { $0.text("id") })
            #expect(known.isSuperset(of: ["before", "after"].map { change.object($0).text("edge") }))
            let same = try await client.object("/v1/diff?of=\(Self.treasury)&from=2016-01-01&to=2017-01-01")
            #expect(same.objects("notParties").isEmpty && same.objects("holders").isEmpty)
        }
    }

    @Test func `statements for other systems say what the public has, by its records, and no more is missing`()
        async throws
    {
        try await with { client in
            let response = try await client.get("/v1/companies/\(Self.treasury)/owners?format=bods")
            let list = try #require(
                try JSONSerialization.jsonObject(with: Data(buffer: response.body)) as? [[String: Any]])
            let nobodys = list.filter { $0.object("recordDetails")["interestedParty"] is [String: Any] }
            let statement = try #require(nobodys.first)
            #expect(nobodys.count == 1)
            let party = statement.object("recordDetails").object("interestedParty")
            #expect(party.text("reason") == "informationUnknownToPublisher")
            #expect(party.text("description").hasPrefix("公众股东 "))
            let shares = statement.object("recordDetails").objects("interests").map { $0.object("share")["exact"] }
            #expect(shares.map { $0 as? Double } == [23])
            #expect(statement.object("source").text("description").hasPrefix("records "))
            let holdings = list.filter { $0.text("recordType") == "relationship" }
            #expect(Set(holdings.map { $0.text("recordId") }).count == holdings.count)
        }
    }

    @Test func `a chart draws those who are no party as dashed remainders`() async throws {
        try await with { client in
            let uri = "/v1/companies/\(Self.treasury)/owners?format=dot"
            let dot = String(buffer: try await client.get(uri).body)
            #expect(dot.contains("公众股东\\n公众持股，非主体") && dot.contains("库存股\\n本企业所持，无表决权"))
            #expect(dot.contains("23%") && dot.contains("10%") && dot.contains("filled,dashed"))
        }
    }
}
