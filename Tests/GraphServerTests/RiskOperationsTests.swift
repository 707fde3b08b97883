import Foundation
import Testing

@testable import GraphServer

/// What companies of one room do, or do not do: five that pay nothing, report
/// nothing, hold each other, and are led by somebody very old.
@Suite struct RiskOperationsTests {
    private static let old = "110105193001010013"

    private static let young = "110105200501010020"

    private static func code(_ number: Int) -> String { Fiction.code(3_000 + number) }

    private static let store = Result { () throws -> FictionalStore in
        let store = try FictionalStore()
        var rows =
            "name,code,established,status,legal_representative,legal_representative_id,capital,province,city,district,address\n"
        for n in 0..<5 {
            let person = n < 2 ? "岁高人,\(old)" : n < 4 ? "后生人,\(young)" : "别人甲,"
            rows +=
                "青岛静海\(["甲", "乙", "丙", "丁", "戊"][n])贸易有限公司,\(code(n)),201\(n)-01-02,存续,\(person),\(n < 3 ? 20_000 : 100)万元人民币,山东省,青岛市,崂山区,崂山区海澜路3号201室\n"
        }
        rows += "青岛活跃商贸有限公司,\(code(9)),2010-01-02,存续,别人丁,,100万元人民币,山东省,青岛市,崂山区,崂山区海澜路5号\n"
        try store.deliver([
            "registration.csv": rows,
            "tax.csv":
                "company_code,date,title,amount\n\(code(9)),2024-03-01,增值税,1000\n\(code(4)),2024-03-01,增值税,1000\n",
            "annual_report.csv": """
            company_code,year,published
            \(code(9)),2023,2024-03-01
            \(code(3)),2019,2020-03-01
            \(code(4)),2022,2023-05-01

            """,
            "shareholding.csv": """
            company_code,holder_name,holder_code,holder_kind,share_percent
            \(code(1)),青岛静海甲贸易有限公司,\(code(0)),企业,60
            \(code(2)),青岛静海乙贸易有限公司,\(code(1)),企业,60
            \(code(0)),青岛静海丙贸易有限公司,\(code(2)),企业,60
            \(code(3)),青岛静海丙贸易有限公司,\(code(2)),企业,60

            """,
        ])
        return store
    }

    private static func findings(asOf: String) async throws -> [String: JSONObject] {
        try await RouteClient.with(try await store.get().server()) { client in
            let answer = try await client.object("/v1/companies/\(code(0))/registration-risk?as-of=\(asOf)")
            let findings = answer.object("premises").objects("findings")
            return Dictionary(uniqueKeysWithValues: findings.map { ($0.text("indicator"), $0) })
        }
    }

    @Test func `what they do not do is told with numbers and evidence`() async throws {
        let found = try await Self.findings(asOf: "2024-06-30")
        func sentence(_ id: String) -> String? { found[id]?.object("sentence").text("zh") }
        #expect(sentence("R2") == "成立满180天的5户中有4户365天内没有纳税和参保记录。")
        // Of the five one reported in 2023, one long ago.
        #expect(sentence("R1") == "成立满两年的5户中有4户连续两年没有公示年度报告。")
        #expect(sentence("C1") == "5户中有3户注册资本达100000000元以上，而365天内没有纳税和参保记录。")
        #expect(sentence("P6") == "5户中有2户的法定代表人未满18岁或超过75岁（1930年出生）。")
        // The fourth is held by the circle and no part of it.
        #expect(sentence("G1") == "5户中有3户循环持股。")
        let circle = try #require(found["G1"])
        #expect((circle["edges"] as? [String])?.count == 3)
        #expect(circle["companies"] as? [String] == (0..<3).map { "company:\(Self.code($0))" })
        for finding in found.values { #expect(!finding.object("sentence").text("en").contains("{"), "\(finding)") }
        for id in ["A1", "C1", "G1", "P6", "R1", "R2"] {
            #expect(found[id]?["records"].map { ($0 as? [String])?.isEmpty } == false, "\(id)")
            #expect(found[id]?["departments"] as? [String] == ["market_supervision"], "\(id)")
        }
    }

    @Test func `a finding names who ties the companies, and speaks of one company as of one`() async throws {
        let found = try await Self.findings(asOf: "2024-06-30")
        #expect(found["P6"]?.objects("parties").map { $0.text("name") } == ["岁高人"])
        #expect(found["G1"]?.objects("parties").isEmpty == true)
        #expect(found["R2"]?.object("source").text("zh") == "公司法第二百六十条")
        try await RouteClient.with(try await Self.store.get().server()) { client in
            let answer = try await client.object("/v1/companies/\(Self.code(0))/registration-risk?as-of=2024-06-30")
            let own = answer.object("own").objects("findings").first { $0.text("indicator") == "C1" }
            #expect(own?.object("sentence").text("zh") == "注册资本达100000000元以上，而365天内没有纳税和参保记录。")
        }
    }

    @Test func `what nobody delivered is missed of nobody`() async throws {
        // Before the first tax payment and report of the store nothing is known of either.
        let found = try await Self.findings(asOf: "2019-06-30")
        #expect(found["R1"] == nil && found["R2"] == nil && found["C1"] == nil)
        // Who is fourteen then represents companies now: no record says since when.
        #expect(found["P6"]?.object("sentence").text("zh") == "5户中有2户的法定代表人未满18岁或超过75岁（1930年出生）。")
    }

    @Test func `a circle is no seat of a group`() async throws {
        try await RouteClient.with(try await Self.store.get().server()) { client in
            let answer = try await client.object("/v1/companies/\(Self.code(0))/registration-risk?as-of=2024-06-30")
            let premises = answer.object("premises")
            #expect(!premises.objects("explanations").contains { $0.text("id") == "ownGroup" })
            #expect(premises.object("place").text("level") == "room")
        }
    }
}
