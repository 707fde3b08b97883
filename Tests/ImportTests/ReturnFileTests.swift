import Foundation
import GraphStore
import Testing

/// Refused rows go back to their source, are mended there and come again.
struct ReturnFileTests {
    private func returnFiles(_ store: TestStore, _ report: ImportReport) throws -> [String] {
        try store.reading {
            try ReturnFiles(reader: RecordReader(store: $0), directory: store.directory).write(
                importNumber: report.number)
        }
    }

    private static let text = #"""
        company_code,company_name,document_no,date,title,kind,amount,result
        \#(SampleCompany.first),甲公司,云市监罚〔2022〕1号,2022-05-06,"标签,不符合规定",罚款,5000,罚款5000元
        \#(SampleCompany.first),甲公司,云市监罚〔2023〕8号,2023-02-30,"虚假宣传,""最佳""",罚款,100,
        \#(SampleCompany.second),乙公司,云市监罚〔2023〕9号,昨天,日期不是日期,罚款,200,

        """#

    @Test func `a mended row leaves the quarantine and arrives`() throws {
        let store = try TestStore()
        let report = try store.deliver("penalty-1.csv", Self.text)
        #expect(report.total.quarantined == 2 && report.total.inserted == 1)
        let paths = try returnFiles(store, report)
        let path = try #require(paths.first)
        #expect(paths.count == 1)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        var table = try SampleTable(path: path)
        #expect(table.rows.count == 2)
        #expect(table.header.prefix(8).joined(separator: ",") == Self.text.prefix { $0 != "\n" })
        #expect(table.rows[0][4] == "虚假宣传,\"最佳\"")
        #expect(table.rows[0][9] == "date")
        table.rows[0][3] = "2023-02-28"
        table.rows[1][3] = "2023-03-01"
        let mended = try store.deliver("penalty-returned.csv", table.text)
        #expect(mended.total.inserted == 2 && mended.total.quarantined == 0)
        #expect(try store.quarantine().isEmpty)
        #expect(try store.liveRecords().count == 3)
        let again = try store.deliver("penalty-returned.csv", table.text)
        #expect(again.total.unchanged == 2 && again.epoch == mended.epoch)
        // The faulty first file again, or the return file as it went: all is settled.
        let old = try store.deliver("penalty-1.csv", Self.text)
        #expect(old.total.unchanged == 3 && old.epoch == mended.epoch)
        let stale = try store.deliver("penalty-returned.csv", String(contentsOfFile: path, encoding: .utf8))
        #expect(stale.total.unchanged == 2 && stale.epoch == mended.epoch)
        #expect(try store.quarantine().isEmpty)
        // A complete delivery that still has the faulty rows withdraws nothing.
        var options = ImportOptions()
        options.isComplete = true
        let complete = try store.deliver("penalty-1.csv", Self.text, options: options)
        #expect(complete.total.withdrawn == 0)
        #expect(try store.liveRecords().count == 3)
    }

    @Test func `a line that is too short is not taken because its return file has room for it`() throws {
        let store = try TestStore()
        let short = """
            company_code,company_name,document_no,date,title,kind,amount,result
            \(SampleCompany.first),甲公司,云市监罚〔2022〕1号,2022-05-06,标签不符

            """
        let report = try store.deliver("penalty-1.csv", short)
        #expect(report.reasons == ["row.field_count": 1])
        let path = try #require(returnFiles(store, report).first)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let returned = try store.deliver("penalty-returned.csv", text)
        #expect(returned.total.quarantined == 1 && returned.epoch == report.epoch)
        #expect(try store.liveRecords().isEmpty && store.quarantine().count == 1)
        // Mended, it leaves; as it went, it then changes nothing.
        var table = try SampleTable(path: path)
        table.rows[0][5] = "罚款"
        let mended = try store.deliver("penalty-mended.csv", table.text)
        #expect(mended.total.inserted == 1)
        let stale = try store.deliver("penalty-returned.csv", text)
        #expect(stale.total.unchanged == 1 && stale.epoch == mended.epoch)
        #expect(try store.quarantine().isEmpty && store.liveRecords().count == 1)
    }

    @Test func `a mended row becomes the record that the right row would have become`() throws {
        let right = try TestStore()
        let good = Self.text.replacing("2023-02-30", with: "2023-02-28").replacing("昨天", with: "2023-03-01")
        try right.deliver("penalty-1.csv", good)
        let store = try TestStore()
        let report = try store.deliver("penalty-1.csv", Self.text)
        var table = try SampleTable(path: try #require(returnFiles(store, report).first))
        table.rows[0][3] = "2023-02-28"
        table.rows[1][3] = "2023-03-01"
        try store.deliver("penalty-returned.csv", table.text)
        #expect(try store.digest() == right.digest())
    }

    @Test func `a return file that comes back as it was leaves what waits as it was`() throws {
        let store = try TestStore()
        let report = try store.deliver("penalty-1.csv", Self.text)
        let waiting = try store.quarantine()
        let path = try #require(returnFiles(store, report).first)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        // As it was written, and as a spreadsheet would quote it.
        for text in [text, try SampleTable(path: path).text] {
            let returned = try store.deliver("penalty-returned.csv", text)
            #expect(returned.total.read == 2 && returned.total.quarantined == 2 && returned.total.isBalanced)
            #expect(returned.epoch == report.epoch)
            let still = try store.quarantine()
            #expect(still.map(\.id) == waiting.map(\.id))
            #expect(still.map(\.file) == waiting.map(\.file))
            #expect(still.map(\.row) == [2, 3])
            #expect(still.map(\.reason) == waiting.map(\.reason))
            #expect(still.map(\.original) == waiting.map(\.original))
            #expect(try returnFiles(store, returned).isEmpty)
        }
        // The first return file can be mended as before.
        var table = try SampleTable(path: path)
        table.rows[0][3] = "2023-02-28"
        table.rows[1][3] = "2023-03-01"
        try store.deliver("penalty-returned.csv", table.text)
        #expect(try store.quarantine().isEmpty)
        #expect(try store.liveRecords().count == 3)
    }

    @Test func `a row that comes back changed and still faulty waits as it came back`() throws {
        let store = try TestStore()
        let report = try store.deliver("penalty-1.csv", Self.text)
        let first = try store.quarantine()
        var table = try SampleTable(path: try #require(returnFiles(store, report).first))
        table.rows[0][3] = "2023-02-31"
        table.rows.remove(at: 1)
        let returned = try store.deliver("penalty-returned.csv", table.text)
        #expect(returned.total.quarantined == 1)
        let waiting = try store.quarantine()
        #expect(
            waiting.map(\.file).map { ($0 as NSString).lastPathComponent } == ["penalty-1.csv", "penalty-returned.csv"])
        #expect(waiting[0].id == first[1].id)
        #expect(String(decoding: waiting[1].original, as: UTF8.self).contains("2023-02-31"))
        // Its own return file still has the fields in their places.
        var again = try SampleTable(path: try #require(returnFiles(store, returned).first))
        #expect(again.rows.count == 1 && again.header.count == 12)
        #expect(again.rows[0][4] == "虚假宣传,\"最佳\"")
        again.rows[0][3] = "2023-02-28"
        try store.deliver("penalty-returned.csv", again.text)
        #expect(try store.quarantine().map(\.id) == [first[1].id])
    }

    @Test func `broken lines that come back as they were leave what waits as it was`() throws {
        let store = try TestStore()
        // A field too many, and one that is no JSON: both stand whole in the first field.
        let penalty = try store.deliver("penalty-1.csv", Self.text.replacing(",罚款5000元", with: ",罚款,5000元"))
        let award = try store.deliver("award-1.ndjson", "{\"award_name\":\"奖\",\"awarded_on\":\"昨天\"}\n{bad, line\n")
        let waiting = try store.quarantine()
        #expect(waiting.count == 5)
        for (report, name) in [(penalty, "penalty-back.csv"), (award, "award-back.csv")] {
            for path in try returnFiles(store, report) {
                let back = try store.deliver(name, try SampleTable(path: path).text)
                #expect(back.total.isBalanced && back.total.quarantined == back.total.read && back.total.read > 0)
            }
        }
        #expect(try store.quarantine().map(\.id) == waiting.map(\.id))
        #expect(try store.quarantine().map(\.original) == waiting.map(\.original))
    }

    @Test func `a refused NDJSON line goes back as a row and can be mended`() throws {
        let store = try TestStore()
        let lines = """
            {"company_code":"\(SampleCompany.first)","award_name":"质量奖","awarded_on":"2024-13-01","level":"市级"}
            {"company_code":"\(SampleCompany.first)","award_name":"老字号","awarded_on":"2024-12-01"}

            """
        let report = try store.deliver("award-1.ndjson", lines)
        #expect(report.total.quarantined == 1 && report.total.inserted == 1)
        var table = try SampleTable(path: try #require(returnFiles(store, report).first))
        let position = try #require(table.header.firstIndex(of: "awarded_on"))
        #expect(table.rows[0][position] == "2024-13-01")
        table.rows[0][position] = "2024-12-31"
        let mended = try store.deliver("award-returned.csv", table.text)
        #expect(mended.total.inserted == 1)
        #expect(try store.quarantine().isEmpty)
    }

    @Test(arguments: ["退回行编号", "_quarantine"])
    func `a mended row is known by the Chinese column and by the older English one`(column: String) throws {
        let store = try TestStore()
        let header = "company_code,document_no,date,title"
        let row = "\(SampleCompany.first),罚〔2020〕1号,"
        #expect(try store.deliver("penalty-1.csv", "\(header)\n\(row)2020-02-30,标签\n").total.quarantined == 1)
        let number = try #require(try store.quarantine().first?.id)
        let back = try store.deliver("penalty-2.csv", "\(header),\(column)\n\(row)2020-02-28,标签,\(number)\n")
        #expect(back.total.inserted == 1)
        #expect(try store.quarantine().isEmpty)
        let record = try #require(try store.liveRecords().first)
        #expect(!String(decoding: record.payload, as: UTF8.self).contains(column))
    }

    @Test func `a row of another theme resolves nothing, whatever number it names`() throws {
        let store = try TestStore()
        try store.deliver("penalty-1.csv", Self.text)
        let waiting = try store.quarantine().map(\.id)
        #expect(waiting.count == 2)
        let rows = waiting.map { "\(SampleCompany.first),奖\($0),2024-05-06,\($0)\n" }.joined()
        try store.deliver("award-1.csv", "company_code,award_name,awarded_on,_quarantine\n" + rows)
        #expect(try store.quarantine().map(\.id) == waiting)
    }

    @Test func `a key that NDJSON brings late comes back with its row`() throws {
        let store = try TestStore()
        // More than one batch before the key is seen first.
        let filler = String(repeating: "填", count: 300)
        var lines = (1...2_500).map { number in
            #"{"company_code":"\#(SampleCompany.first)","award_name":"奖\#(number)","level":"市级","#
                + #""awarded_on":"2024-05-06","note":"\#(filler)"}"#
        }
        lines.append(
            #"{"company_code":"\#(SampleCompany.first)","award_name":"末奖","level":"市级","#
                + #""awarded_on":"2024-02-31","late_key":"迟到"}"#)
        let report = try store.deliver("award-1.ndjson", lines.joined(separator: "\n") + "\n")
        #expect(report.total.inserted == 2_500 && report.total.quarantined == 1)
        let table = try SampleTable(path: try #require(returnFiles(store, report).first))
        let column = try #require(table.header.firstIndex(of: "late_key"))
        #expect(table.rows.count == 1 && table.rows[0][column] == "迟到")
    }

    @Test func `a line that is no JSON comes back whole`() throws {
        let store = try TestStore()
        let lines = [
            "{bad", "not json at all, with comma", #"{"company_code":"x","award_name":"奖","awarded_on":"昨天"}"#,
        ]
        let report = try store.deliver("award-1.ndjson", lines.joined(separator: "\n") + "\n")
        #expect(report.total.quarantined == 3)
        var originals: [String] = []
        for path in try returnFiles(store, report) {
            originals += try SampleTable(path: path).rows.filter { $0.contains("row.json") }.map { $0[0] }
        }
        #expect(originals.sorted() == ["not json at all, with comma", "{bad"].sorted())
    }
}
