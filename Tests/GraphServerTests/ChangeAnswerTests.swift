import Foundation
import GraphStore
import Profile
import Testing

@testable import GraphServer

/// What `/v1/diff` calls a change, and what it says of what it did not look at.
@Suite struct ChangeAnswerTests {
    /// 甲子 60 and 乙丑 40, the other way round later.
    private static let turned = Fiction.code(400)
    /// 甲子 30 and three others; later all four less than a quarter with a fifth, so
    /// that 甲子, who represents it, stands in.
    private static let fallen = Fiction.code(401)
    /// 丙寅 30 and 25, which are one share; 丁卯 45.
    private static let parts = Fiction.code(402)
    /// 403 has all of 404 to 406.
    private static let parent = Fiction.code(403)
    private static let children = (404...406).map(Fiction.code)
    private static let day = "2020-01-01"

    private static let store = Result {
        var rows = ["company_code,holder_name,holder_code,holder_id,holder_kind,share_percent,form,since,until"]
        func hold(
            _ company: String, _ name: String, _ share: Int, form: String = "", since: String = "2015-01-01",
            until: String = ""
        ) {
            rows.append("\(company),\(name),,\(OwnershipFiction.id(name)),person,\(share),\(form),\(since),\(until)")
        }
        hold(turned, "潘一", 60, until: day)
        hold(turned, "任三", 40, until: day)
        hold(turned, "潘一", 40, since: day)
        hold(turned, "任三", 60, since: day)
        for (name, before, after) in [
            ("潘一", 30, 20), ("任三", 24, 20), ("秦二", 24, 20), ("严四", 22, 20), ("少一", 0, 20),
        ] {
            if before > 0 { hold(fallen, name, before, until: day) }
            hold(fallen, name, after, since: day)
        }
        hold(parts, "潘一", 30, form: "货币")
        hold(parts, "潘一", 25, form: "实物")
        hold(parts, "任三", 45, form: "货币")
        hold(parent, "秦二", 100)
        for child in children { rows.append("\(child),企业母有限公司,\(parent),,company,100,,2015-01-01,") }
        let registered = [turned, fallen, parts, parent] + children
        let registration =
            ["name,code,established,type,status,legal_representative,legal_representative_id,capital"]
            + registered.enumerated().map {
                "更替\($0)号有限公司,\($1),2014-06-01,有限责任公司,存续,潘一,\(OwnershipFiction.id("潘一")),800万元人民币"
            }
        let store = try FictionalStore()
        try store.deliver([
            "registration.csv": registration.joined(separator: "\n") + "\n",
            "shareholding.csv": rows.joined(separator: "\n") + "\n",
        ])
        return store
    }

    private func diff(of company: String) async throws -> JSONObject {
        try await RouteClient.with(try await Self.store.get().server()) {
            try await $0.object("/v1/diff?of=\(company)&from=2019-06-30&to=2021-06-30")
        }
    }

    @Test func `the same beneficial owners with other shares are no change`() async throws {
        let answer = try await diff(of: Self.turned)
        #expect(answer.objects("holders").count == 2)
        let owners = answer.object("beneficialOwners")
        #expect(owners.object("before").text("outcome") == "found" && owners.object("after").text("outcome") == "found")
        #expect((owners.object("before")["persons"] as? [String])?.count == 2)
        #expect(owners["isChanged"] as? Bool == false)
        #expect(answer.object("controller")["isChanged"] as? Bool == true)
    }

    @Test func `an owner who only stands in afterwards is a change`() async throws {
        let owners = try await diff(of: Self.fallen).object("beneficialOwners")
        let (before, after) = (owners.object("before"), owners.object("after"))
        #expect(before.text("outcome") == "found" && after.text("outcome") == "fallback")
        #expect(before["persons"] as? [String] == after["persons"] as? [String])
        #expect(owners["isChanged"] as? Bool == true)
        #expect((after["cut"] as? [String])?.isEmpty == true && after.object("omitted").number("cut") == 0)
    }

    @Test func `statements that are one share are told for both days`() async throws {
        let answer = try await diff(of: Self.parts)
        #expect(answer.object("controller").object("before").text("outcome") == "controlled")
        let together = answer.objects("counted").filter { ($0["edges"] as? [String])?.count == 2 }
        #expect(together.map { $0.text("asOf") } == [answer.text("from"), answer.text("to")])
        #expect(answer.object("group")["isCut"] as? Bool == false)
    }

    @Test func `a change of a group beyond the budget says so`() async throws {
        let view = try await Self.store.get().server().views.current
        let rules = try #require(view.rules.beneficialOwners.first)
        let company = try #require(view.snapshot.node("company:\(Self.children[0])"))
        let (first, second) = (try #require(Day(iso: "2019-06-30")), try #require(Day(iso: "2021-06-30")))
        for (maxNodes, isCut) in [(100, false), (3, true)] {
            let change = try view.ownership.withScratch { scratch throws(LoopTooDense) in
                try view.ownership.change(
                    of: company, from: first, to: second, rules: rules, maxNodes: maxNodes, scratch: &scratch)
            }
            // 秦二 has the parent and its three companies.
            #expect(change.isGroupCut == isCut && change.joinedGroup.isEmpty)
        }
        let change = try view.ownership.withScratch { scratch throws(LoopTooDense) in
            try view.ownership.change(
                of: company, from: first, to: second, rules: rules, maxNodes: 1, scratch: &scratch)
        }
        // Nobody above was looked at, for the beneficial owners neither.
        #expect(change.beneficialOwners.before.cut == [company])
    }
}
