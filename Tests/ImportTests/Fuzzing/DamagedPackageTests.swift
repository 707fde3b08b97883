import Foundation
import GraphStore
import TestSupport
import Testing

/// BODS packages that are not what they should be.
@Suite struct `Damaged BODS packages` {
    private static func statement(_ id: Int, _ record: String, type: String = "entity", _ details: String) -> String {
        #"{"statementId":"s\#(id)","recordId":"\#(record)","recordType":"\#(type)","statementDate":"2024-01-01","#
            + #""publicationDetails":{"bodsVersion":"0.4"},"recordDetails":\#(details)}"#
    }

    private static let company = statement(
        1, "e1", #"{"isComponent":false,"entityType":{"type":"registeredEntity"},"name":"Cloud Mill"}"#)
    private static let person = statement(
        2, "p1", type: "person",
        #"{"isComponent":false,"personType":"knownPerson","names":[{"fullName":"Ada Fictional"}]}"#)
    private static func holding(_ interests: String, party: String = #""p1""#) -> String {
        statement(
            3, "r1", type: "relationship",
            #"{"isComponent":false,"subject":"e1","interestedParty":\#(party),"interests":\#(interests)}"#)
    }

    @Test(arguments: [
        "[\(company),", "[\(company)\(person)]", "[\(company)] x", "[\(company),{\"statementId\":}]",
        "[\(company)," + String(repeating: "[", count: 100) + String(repeating: "]", count: 100) + "]",
    ]) func `an array that breaks off or breaks JSON's grammar is refused whole`(text: String) throws {
        let store = try TestStore()
        let report = try store.deliver("broken.json", text)
        let failed = try #require(report.failedFiles.first)
        #expect(failed.error?.contains("json.invalid") == true, "\(failed)")
        #expect(failed.error?.contains("broken.json:1") == true, "\(failed)")
        #expect(report.total.read == 0 && report.failedFiles.count == 1)
        #expect(try store.liveRecords().isEmpty)
    }

    @Test func `bad lines among good ones wait in quarantine with line, reason and text`() throws {
        let store = try TestStore()
        let old = #"{"statementID":"x","statementType":"entityStatement","recordDetails":{},"statementId":"y"}"#
        let version = Self.company.replacingOccurrences(of: "0.4", with: "0.5")
        let lines = [Self.company, "{\"statementId\": oops", "[1]", old, version, Self.person, Self.holding("[7]")]
        let report = try store.deliver("lines.ndjson", lines.joined(separator: "\n") + "\n")
        #expect(report.failedFiles.isEmpty && report.total.isBalanced)
        #expect(report.total.inserted == 1)
        let waiting = try store.quarantine()
        #expect(waiting.map(\.line).sorted() == [2, 3, 4, 5, 7])
        #expect(report.reasons == ["row.json": 2, "bods.statement": 3])
        for entry in waiting { #expect(String(decoding: entry.original, as: UTF8.self) == lines[entry.line - 1]) }
        #expect(waiting.contains { $0.message.contains("recordDetails/interests/0") })
        #expect(waiting.contains { $0.message.contains("0.5") })
    }

    @Test func `what an interest cannot mean is refused, what a column cannot hold is remarked`() throws {
        let store = try TestStore()
        let direct = #""type":"shareholding","directOrIndirect":"direct""#
        let cases = [
            (#"[{\#(direct),"share":{"minimum":60,"maximum":40}}]"#, "bods.statement"),
            (#"[{\#(direct),"startDate":"2024-02-30"}]"#, "date.nonexistent"),
            (#"[{"type":"shareholding","directOrIndirect":"indirect"}]"#, "bods.indirect_alone"),
            (#"[]"#, "bods.no_interests"),
            (#"[{"type":"trustee","directOrIndirect":"direct"}]"#, "bods.interest_unmapped"),
        ]
        for (number, (interests, reason)) in cases.enumerated() {
            let report = try store.deliver(
                "case\(number).json", "[\(Self.company),\(Self.person),\(Self.holding(interests))]")
            #expect(report.reasons == [reason: 1], "\(interests)")
        }
        let nobody = try store.deliver(
            "nobody.json", "[\(Self.company),\(Self.holding("[{\(direct)}]", party: #""p9""#))]")
        #expect(nobody.reasons == ["bods.reference": 1])
        let vague = Self.holding(
            #"[{"type":"shareholding","share":{"exact":140}},{"type":"votingRights","share":{"minimum":3}}]"#)
        _ = try store.deliver("vague.json", "[\(Self.company),\(Self.person),\(vague)]")
        let findings = try store.liveRecords().flatMap(\.findings).sorted()
        #expect(findings == ["row:bods.directness_unknown", "row:bods.range_left_out", "share_percent:range.max"])
    }

    @Test func `a return file of statements that comes back unmended leaves them waiting`() throws {
        let store = try TestStore()
        let trust = Self.holding(#"[{"type":"trustee","directOrIndirect":"direct"}]"#)
        let first = try store.deliver("trust.json", "[\(Self.company),\(Self.person),\(trust)]")
        #expect(first.total.quarantined == 1)
        let paths = try store.reading {
            try ReturnFiles(reader: RecordReader(store: $0), directory: store.directory).write(importNumber: 1)
        }
        #expect(paths.count == 1)
        let back = try store.deliver(paths)
        #expect(back.total.stillWaiting == 1 && back.total.inserted == 0 && back.total.isBalanced)
    }

    @Test func `JSON that is no package is passed over, and a theme does not go with one`() throws {
        let store = try TestStore()
        let other = try store.deliver("other.json", #"{"rows": 5}"#)
        #expect(other.skipped.count == 1 && other.files.isEmpty)
        #expect(other.skipped.first?.hasSuffix("(bods.none)") == true)
        var options = ImportOptions()
        options.theme = "shareholding"
        let wrong = try store.deliver("package.json", "[\(Self.company)]", options: options)
        #expect(wrong.failedFiles.count == 1)
    }

    @Test(arguments: [11, 12, 13]) func `packages with flipped bytes never crash and stay accounted for`(
        seed: UInt64
    ) throws {
        print("damaged packages from seed \(seed)")
        var random = SplitMix64(seed: seed)
        let original = [UInt8](try Data(contentsOf: URL(fileURLWithPath: `BODS packages`.own)))
        let store = try TestStore()
        for round in 0..<40 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if round % 5 == 0 { bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random)) }
            let report = try store.deliver([store.write("damaged\(round).json", bytes)])
            #expect(report.total.isBalanced, "\(report.total)")
            #expect(report.failedFiles.isEmpty || report.total.read == 0)
        }
    }
}
