import Foundation
import GraphStore
import Testing

/// The same rows in any packing give the same records.
struct EncodingImportTests {
    private static let header = ["company_code", "company_name", "award_name", "level", "awarded_by", "awarded_on"]
    private static let rows = [
        [SampleCompany.first, "青岛𠀀金宇明餐饮管理有限公司", "质量奖", "市级", "崂山区,市场监管局", "2024-05-06"],
        [SampleCompany.second, "買買提·吐爾遜商貿行", "老字号", "省级", "第一行\n第二行", "2023-01-31"],
        [SampleCompany.third, "䶮鑫\u{3400}公司", "其他", "", "\"引号\"", "2022-02-28"],
    ]

    private static var table: SampleTable {
        var table = SampleTable(text: "")
        table.header = header
        table.rows = rows
        return table
    }

    private func digest(_ prepare: (TestStore) throws -> String) throws -> StoreDigest {
        let store = try TestStore()
        let report = try store.deliver([prepare(store)])
        #expect(report.total.inserted == 3, "\(report)")
        return try store.digest()
    }

    /// Runs a program of the system in the delivery folder.
    private func run(_ store: TestStore, _ command: String) {
        _ = Shell.output("/bin/sh", ["-c", "cd '\(store.root)/in' && \(command)"])
    }

    @Test func `CSV in UTF-8, with BOM, CRLF, GB18030, gzip, zip and NDJSON give one digest`() throws {
        let text = Self.table.text
        let plain = try digest { try $0.write("award.csv", text) }
        #expect(plain.recordCount == 3)
        let others: [(String, (TestStore) throws -> String)] = [
            ("BOM", { try $0.write("award-bom.csv", [0xef, 0xbb, 0xbf] + Array(text.utf8)) }),
            (
                "GB18030",
                { store in
                    _ = try store.write("utf8.txt", text)
                    run(store, "iconv -f UTF-8 -t GB18030 utf8.txt > award-gb.csv")
                    let bytes = try Data(contentsOf: URL(fileURLWithPath: store.root + "/in/award-gb.csv"))
                    #expect(String(data: bytes, encoding: .utf8) == nil)
                    return store.root + "/in/award-gb.csv"
                }
            ),
            (
                "gzip of two members",
                { store in
                    let half = text.utf8.count / 2
                    _ = try store.write("a", Array(text.utf8.prefix(half)))
                    _ = try store.write("b", Array(text.utf8.dropFirst(half)))
                    run(store, "gzip -c a > award.csv.gz && gzip -c b >> award.csv.gz")
                    return store.root + "/in/award.csv.gz"
                }
            ),
            (
                "zip",
                { store in
                    _ = try store.write("award.csv", text)
                    run(
                        store, "python3 -c \"import zipfile; z=zipfile.ZipFile('all.zip','w',8); z.write('award.csv')\""
                    )
                    return store.root + "/in/all.zip"
                }
            ),
            (
                "quoted throughout",
                { store in
                    let all = [Self.header] + Self.rows
                    let quoted = all.map {
                        $0.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
                    }
                    return try store.write("award-q.csv", quoted.joined(separator: "\r\n"))
                }
            ),
            (
                "NDJSON",
                { store in
                    let lines = try Self.rows.map { row in
                        let object = Dictionary(uniqueKeysWithValues: zip(Self.header, row)).filter {
                            !$0.value.isEmpty
                        }
                        return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
                    }
                    return try store.write("award.ndjson", lines.joined(separator: "\n"))
                }
            ),
            (
                "Chinese headers in another order",
                { store in
                    var table = SampleTable(text: "")
                    table.header = ["授予日期", "企业名称", "荣誉名称", "统一社会信用代码", "授予单位", "荣誉级别"]
                    table.rows = Self.rows.map { [$0[5], $0[1], $0[2], $0[0], $0[4], $0[3]] }
                    return try store.write("荣誉表彰2024.csv", table.text)
                }
            ),
        ]
        for (name, prepare) in others { #expect(try digest(prepare).records == plain.records, "\(name)") }
    }

    @Test func `refused rows of a GB18030 file are shown as text and kept as bytes`() throws {
        let store = try TestStore()
        let rows = ["\(SampleCompany.first),甲公司,一号,昨天,虚假宣传", "\(SampleCompany.first),甲公司,二号,2022-05-06,标签,多余,的"]
        let text = "company_code,company_name,document_no,date,title\n" + rows.joined(separator: "\n") + "\n"
        _ = try store.write("utf8.txt", text)
        run(store, "iconv -f UTF-8 -t GB18030 utf8.txt > penalty.csv")
        try store.deliver([store.root + "/in/penalty.csv"])
        let entries = try store.quarantine()
        #expect(entries.map { $0.originalText.filter { !$0.isNewline } } == rows)
        for entry in entries {
            #expect(String(validating: entry.original, as: UTF8.self) == nil)
            var file = ReturnFile(header: entry.header)
            file.add(entry)
            let returned = String(decoding: file.bytes, as: UTF8.self)
            #expect(returned.contains("甲公司") && !returned.contains("\u{FFFD}"), "\(returned)")
        }
    }

    @Test func `text of the Extension B survives to the panorama`() throws {
        let store = try TestStore()
        try store.deliver("award.csv", Self.table.text)
        let snapshot = try store.rebuild()
        let node = try #require(snapshot.node("company:\(SampleCompany.first)"))
        #expect(snapshot.nodes.names[node.index] == "青岛𠀀金宇明餐饮管理有限公司")
        #expect(try snapshot.search.search("𠀀金").hits.map(\.node) == [node])
    }

    @Test func `the order of files and rows does not change the digest`() throws {
        let forward = try TestStore()
        try forward.deliver([Repository.sample])
        let backward = try TestStore()
        for path in try Repository.sampleFiles().reversed() { try backward.deliver([path]) }
        let (a, b) = (try forward.digest(), try backward.digest())
        #expect(a.records == b.records)
        #expect(a.quarantine == b.quarantine)
    }
}
