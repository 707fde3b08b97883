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

    /// 30 and 25 of one beside 45, and two years later 40 of another.
    static let grown = Fiction.code(945)
    /// 30 beside one of whom nothing is known.
    static let unsure = Fiction.code(946)
    /// 40 through `shell`, which he has alone; 15 four times.
    static let (led, shell) = (Fiction.code(947), Fiction.code(948))
    /// 900,000 of 1,000,000 by amount, 9 stated; 33.33 twice, and a third by amount.
    static let (amounts, mixed) = (Fiction.code(949), Fiction.code(950))
    /// A company that two have half of each has it.
    static let (below, halves) = (Fiction.code(951), Fiction.code(952))

    private static let store = Result {
        let store = try FictionalStore()
        let codes = [
            ofCapital, ofSum, thirds, vague, ofItself, grown, unsure, led, shell, amounts, mixed, below, halves,
        ]
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
            \(grown),丁卯,,person,30,,2015-01-01
            \(grown),丁卯,,person,25,,2015-01-01
            \(grown),甲子,,person,45,,2015-01-01
            \(grown),乙丑,,person,40,,2017-01-01
            \(unsure),甲子,,person,30,,2015-01-01
            \(unsure),乙丑,,person,,,2015-01-01
            \(led),松柏8号实业有限公司,\(shell),company,40,,2015-01-01
            \(led),甲子,,person,15,,2015-01-01
            \(led),乙丑,,person,15,,2015-01-01
            \(led),丙寅,,person,15,,2015-01-01
            \(led),戊辰,,person,15,,2015-01-01
            \(shell),己巳,,person,100,,2015-01-01
            \(amounts),甲子,,person,,800万元,2015-01-01
            \(amounts),乙丑,,person,10.11,,2015-01-01
            \(mixed),甲子,,person,33.33,,2015-01-01
            \(mixed),乙丑,,person,33.33,,2015-01-01
            \(mixed),丙寅,,person,,300万元,2015-01-01
            \(below),松柏12号实业有限公司,\(halves),company,100,,2015-01-01
            \(halves),甲子,,person,50,,2015-01-01
            \(halves),乙丑,,person,50,,2015-01-01

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
            #expect(!whole.object("source").text("record").isEmpty && whole["share"] as? Double == 1)
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
        #expect(counted.map { $0.text("basis") } == [String](repeating: "stated", count: 3))
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

    @Test func `contributions stay contributions when others get shares later`() async throws {
        try await RouteClient.with(try await Self.store.get().server()) { client in
            for (day, excess) in [("2016-01-01", false), ("2018-01-01", true)] {
                let answer = try await client.object("/v1/companies/\(Self.grown)/owners?as-of=\(day)")
                let counted = try #require(answer.objects("counted").first { ($0["edges"] as? [String])?.count == 2 })
                #expect(counted.object("share")["min"] as? Double == 0.55 && counted["isDisputed"] as? Bool == false)
                let codes = answer.objects("remarks").flatMap { $0["codes"] as? [String] ?? [] }
                #expect(codes.contains("parts") && codes.contains("excess") == excess && !codes.contains("disputed"))
                // 55 of 140 is no majority: the verdict says that the sum is doubtful.
                let verdict = try await client.object("/v1/companies/\(Self.grown)/controller?as-of=\(day)")
                #expect(verdict.objects("controllers").map { $0.text("name") } == ["丁卯"])
                #expect((verdict["doubts"] as? [String]) == (excess ? ["excessShares"] : []))
            }
        }
    }

    @Test func `whoever may be outvoted by unknown shares is not suspected`() async throws {
        try await RouteClient.with(try await Self.store.get().server()) { client in
            let verdict = try await client.object("/v1/companies/\(Self.unsure)/controller")
            #expect(verdict.text("outcome") == "undecided" && verdict.object("suspected").isEmpty)
        }
    }

    @Test func `what a suspicion rests on is among the steps`() async throws {
        try await RouteClient.with(try await Self.store.get().server()) { client in
            let verdict = try await client.object("/v1/companies/\(Self.led)/controller")
            #expect(verdict.text("outcome") == "dispersed")
            #expect(verdict.object("suspected").text("name") == "己巳")
            let steps = verdict.objects("steps").map { $0.object("company").text("id") }
            #expect(steps == ["company:\(Self.led)", "company:\(Self.shell)"])
            #expect(verdict.objects("edges").count == 6)
        }
    }

    @Test func `a controller that nobody on record controls itself says why`() async throws {
        try await RouteClient.with(try await Self.store.get().server()) { client in
            let verdict = try await client.object("/v1/companies/\(Self.below)/controller")
            #expect(verdict.text("outcome") == "controlled" && verdict.text("headOutcome") == "deadlock")
            let other = try await client.object("/v1/companies/\(Self.led)/controller")
            #expect(other.text("headOutcome").isEmpty)
        }
    }

    @Test func `shares and amounts of one company are summed in one unit`() async throws {
        // 8/9 by amount and 10.11 per cent stated: within rounding of all.
        let amounts = try await counted("\(Self.amounts)/owners")
        #expect(amounts.map { $0.text("basis") } == ["amountOverCapital", "stated"])
        let sum = 8.0 / 9 + 0.1011
        #expect(
            amounts.compactMap { $0.object("share")["min"] as? Double }.map { ($0 * 1e9).rounded() }
                == [8.0 / 9 / sum, 0.1011 / sum].map { ($0 * 1e9).rounded() })
        #expect(amounts[0].object("whole")["amount"] as? Double == 9_000_000)
        // 33.33, 33.33 and a third by amount are 99.9933.
        let mixed = try await counted("\(Self.mixed)/owners")
        let total = 0.6666 + 1.0 / 3
        #expect(
            mixed.compactMap { $0.object("share")["min"] as? Double }.map { ($0 * 1e9).rounded() }.sorted()
                == [0.3333 / total, 0.3333 / total, 1.0 / 3 / total].map { ($0 * 1e9).rounded() }.sorted())
    }
}
