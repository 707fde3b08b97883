import Foundation
import Testing

@testable import GraphServer

/// How answers tell where a share comes from and what it was divided by.
@Suite struct CountedHoldingTests {
    /// Capital of 900, amounts of 300 and 150 and no shares.
    static let ofCapital = Fiction.code(940)
    /// Amounts of 100 and 200 beside shares of 33.33 and 66.67.
    static let ofSum = Fiction.code(941)
    /// Three of 33.33.
    static let thirds = Fiction.code(942)
    /// 40, and one of whom nothing is known.
    static let vague = Fiction.code(943)
    /// Has 20 of itself, the rest is another's.
    static let ofItself = Fiction.code(944)

    private static let store = Result {
        let store = try FictionalStore()
        let codes = [ofCapital, ofSum, thirds, vague, ofItself]
        let companies = codes.enumerated().map { "松柏\($0)号实业有限公司,\($1),2014-06-01,存续,经办\($0),900万元人民币" }
        try store.deliver([
            "registration.csv": (["name,code,established,status,legal_representative,capital"] + companies)
                .joined(separator: "\n") + "\n",
            "shareholding.csv": """
            company_code,holder_name,holder_code,holder_kind,share_percent,amount,since
            \(ofCapital),甲子,,person,,300万元,2015-01-01
            \(ofCapital),乙丑,,person,,150万元,2015-01-01
            \(ofSum),甲子,,person,33.33,100万元,2015-01-01
            \(ofSum),乙丑,,person,66.67,200万元,2015-01-01
            \(thirds),甲子,,person,33.33,,2015-01-01
            \(thirds),乙丑,,person,33.33,,2015-01-01
            \(thirds),丙寅,,person,33.33,,2015-01-01
            \(vague),甲子,,person,40,,2015-01-01
            \(vague),丙寅,,person,,,2015-01-01
            \(ofItself),甲子,,person,80,,2015-01-01
            \(ofItself),松柏4号实业有限公司,\(ofItself),company,20,,2015-01-01

            """,
        ])
        return store
    }

    private func counted(_ path: String) async throws -> [JSONObject] {
        try await RouteClient.with(try await Self.store.get().server()) { client in
            try await client.object("/v1/companies/\(path)").objects("counted")
        }
    }

    @Test func `an amount without a share is divided by the capital, and its registration is named`() async throws {
        let counted = try await counted("\(Self.ofCapital)/owners")
        #expect(counted.map { $0.text("basis") } == ["amountOverCapital", "amountOverCapital"])
        #expect(counted.map { $0.object("share")["min"] as? Double } == [0.333333333333, 0.166666666667])
        for item in counted {
            let whole = item.object("whole")
            #expect(whole["amount"] as? Double == 9_000_000 && whole.text("currency") == "CNY")
            #expect(whole.object("source").text("theme") == "registration")
            #expect(!whole.object("source").text("record").isEmpty && whole["share"] == nil)
        }
    }

    @Test func `amounts that agree with the shares are divided by their sum`() async throws {
        let counted = try await counted("\(Self.ofSum)/owners")
        #expect(counted.map { $0.text("basis") } == ["amountOverSum", "amountOverSum"])
        #expect(counted.allSatisfy { $0.object("whole")["amount"] as? Double == 3_000_000 })
        #expect(counted.allSatisfy { $0.object("whole")["source"] == nil })
    }

    @Test func `shares that rounding keeps from the whole name their sum`() async throws {
        let counted = try await counted("\(Self.thirds)/owners")
        #expect(counted.map { $0.text("basis") } == [String](repeating: "statedOverSum", count: 3))
        #expect(counted.allSatisfy { $0.object("whole")["share"] as? Double == 0.9999 })
    }

    @Test func `what nobody says is what the others leave`() async throws {
        let counted = try await counted("\(Self.vague)/owners")
        let unknown = try #require(counted.first { $0.text("basis") == "unknown" })
        #expect(unknown.object("share")["min"] as? Double == 0 && unknown.object("share")["max"] as? Double == 0.6)
    }

    @Test func `votes are a share of what the company has not of itself`() async throws {
        let votes = try await counted("\(Self.ofItself)/controller")
        #expect(votes.map { $0.text("measure") } == ["votes"])
        #expect(votes.first?.object("share")["min"] as? Double == 1)
        #expect(votes.first?.object("whole")["share"] as? Double == 0.8)
    }

    @Test func `an undecided verdict tells what keeps it open, and a day before the founding is told`() async throws {
        try await RouteClient.with(try await Self.store.get().server()) { client in
            let verdict = try await client.object("/v1/companies/\(Self.vague)/controller")
            #expect(verdict.text("outcome") == "undecided" && verdict["doubts"] as? [String] == ["unknownShares"])
            #expect(verdict.objects("offRegister").isEmpty)
            let early = try await client.object("/v1/companies/\(Self.vague)/controller?as-of=2013-01-01")
            #expect(early.text("outcome") == "noHolders")
            #expect(early.objects("offRegister").map { $0.text("stage") } == ["notYetEstablished"])
        }
    }
}
