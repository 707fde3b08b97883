import Foundation
import GraphStore
import Testing

/// The one line that is shown of each record.
struct SummaryTests {
    /// The catalogue's templates, read by lines and not as YAML.
    private static func templates() throws -> [String: String] {
        let folder = Repository.sample + "/../catalogue/themes"
        var templates: [String: String] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file.hasSuffix(".yaml") {
            let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("summary: '") }, "\(file)")
            templates[String(file.dropLast(5))] = String(line.dropFirst("summary: '".count).dropLast())
        }
        return templates
    }

    /// A template filled by replacing texts; numbers stand as `#`, because they
    /// are kept as they were spelt.
    private static func expected(_ template: String, _ cells: [String: String]) -> String {
        func filled(_ text: Substring) -> String {
            cells.reduce(String(text)) { $0.replacing("{\($1.key)}", with: $1.value) }.replacing(/\{\w+\}/, with: "")
        }
        let kept = template.replacing(/\[([^\]]*)\]/) { match in
            let columns = match.1.matches(of: /\{(\w+)\}/).map { String($0.1) }
            return columns.contains { cells[$0] == nil } ? "" : filled(match.1)
        }
        return filled(kept[...])
    }

    private static func withoutNumbers(_ text: String) -> String { text.replacing(/-?[0-9][0-9.]*/, with: "#") }

    @Test func `every line of the sample says what its template says of cells that are not empty`() throws {
        let (store, _, snapshot) = try TestStore.sample.get()
        let templates = try Self.templates()
        let records = Dictionary(uniqueKeysWithValues: try store.liveRecords().map { ($0.id.rawValue, $0) })
        var leftOut: Set<String> = []
        for row in 0..<snapshot.facts.count {
            let record = try #require(records[snapshot.facts.record[row]])
            let theme = try #require(store.catalogue.themeIndex(record.theme).map { store.catalogue.themes[$0] })
            var cells: [String: String] = [:]
            for column in theme.columns {
                guard let value = try record.value(column.id) else { continue }
                cells[column.id] =
                    switch column.type {
                    case .boolean: value == "1" || value == "true" ? "是" : "否"
                    case .money: Double(value) == nil ? value : value + "元"
                    default: value
                    }
            }
            let template = try #require(templates[record.theme])
            let shown = try JSONDecoder().decode(
                String.self, from: Data("\"\(try snapshot.facts.titles.text(row))\"".utf8))
            let expected = Self.expected(template, cells)
            #expect(Self.withoutNumbers(shown) == Self.withoutNumbers(expected), "\(record.theme) \(record.id)")
            if template.matches(of: /\{(\w+)\}/).contains(where: { cells[String($0.1)] == nil }) {
                leftOut.insert(record.theme)
            }
        }
        // Else the sample would show nothing of empty cells.
        #expect(leftOut.count > 20, "\(leftOut)")
    }

    @Test func `a shareholding that has ended says until when`() throws {
        let store = try TestStore()
        try store.deliver(
            "shareholding.csv",
            """
            company_code,company_name,holder_name,share_percent,since,until
            \(SampleCompany.first),甲公司,王一,60,2015-01-01,2020-05-01
            \(SampleCompany.first),甲公司,王二,40,2015-01-01,

            """)
        let snapshot = try store.rebuild()
        let node = try #require(snapshot.node("company:\(SampleCompany.first)"))
        let titles = try snapshot.titles(of: node)["shareholding"] ?? []
        #expect(titles.sorted() == ["王一 持股60% 至2020-05-01", "王二 持股40%"])
    }

    @Test func `a part is left out with its words when its cell is empty, and a boolean is a word`() throws {
        let store = try TestStore()
        try store.deliver(
            "penalty.csv",
            """
            company_code,company_name,document_no,date,title,kind,amount,result
            \(SampleCompany.first),甲公司,云市监罚〔2022〕1号,2022-05-06,标签不符,罚款,5000,
            \(SampleCompany.first),甲公司,云市监罚〔2022〕2号,2022-05-07,虚假宣传,,,警告

            """)
        try store.deliver(
            "contact.csv",
            "company_code,kind,value,verified,since\n\(SampleCompany.first),phone,13800138000,是,2022-01-01\n")
        try store.deliver(
            "shareholding.csv",
            """
            company_code,company_name,holder_name,amount,since
            \(SampleCompany.first),甲公司,王一,5万元,2015-01-01
            \(SampleCompany.first),甲公司,王二,100万美元,2015-01-01

            """)
        let snapshot = try store.rebuild()
        let titles = try snapshot.titles(of: try #require(snapshot.node("company:\(SampleCompany.first)")))
        #expect(titles["shareholding"]?.sorted() == ["王一 认缴50000元", "王二 认缴1000000 USD"])
        #expect(titles["penalty"] == ["云市监罚〔2022〕1号 标签不符：罚款", "云市监罚〔2022〕2号 虚假宣传 警告"])
        #expect(titles["contact"] == ["13800138000（核验：是）"])
    }
}
