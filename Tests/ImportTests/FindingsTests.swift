import Foundation
import GraphStore
import Testing

/// Accepted rows of which something was kept with a remark.
struct FindingsTests {
    private func counts(_ store: TestStore) throws -> [FindingCount] {
        try store.reading { try RecordReader(store: $0).findingCounts() }
    }

    private func list(_ store: TestStore, theme: String? = nil, reason: String? = nil) throws -> [RecordFindings] {
        try store.reading { try RecordReader(store: $0).findings(theme: theme, reason: reason, limit: 1_000_000) }
    }

    @Test func `an import counts the rows that it accepted with findings`() throws {
        let store = try TestStore()
        let text = """
            company_code,company_name,document_no,date,title,kind,amount,result
            \(SampleCompany.first),甲公司,云市监罚〔2022〕1号,2022-05-06,标签,罚款,5000,
            \(SampleCompany.first),甲公司,云市监罚〔2022〕2号,2022-05-07,广告,罚款,不少,
            \(SampleCompany.first),甲公司,二号文,2022-05-08,卫生,罚款,很多,
            \(SampleCompany.first),甲公司,云市监罚〔2022〕4号,2022-05-32,卫生,罚款,很多,

            """
        let report = try store.deliver("penalty.csv", text)
        #expect(report.total.inserted == 3 && report.total.quarantined == 1 && report.total.findings == 2)
        #expect(report.themes["penalty"]?.findings == 2)
        let found = try counts(store)
        #expect(
            found.map { "\($0.theme) \($0.finding.column) \($0.count)" } == [
                "penalty amount 2", "penalty document_no 1",
            ])
        #expect(found.map { $0.examples.map(\.rawValue) } == [[2, 3], [3]])
        // Accepted again, as it is.
        let again = try store.deliver("penalty.csv", text)
        #expect(again.total.unchanged == 3 && again.total.findings == 2)
        #expect(try counts(store).map(\.count) == [2, 1])
        // A mended version takes the old one's findings away.
        try store.deliver("penalty-2.csv", text.replacing("不少", with: "100"))
        #expect(try counts(store).map(\.count) == [1, 1])
        let kept = try list(store)
        #expect(kept.map(\.row) == [3])
        #expect(kept.map(\.values) == [["amount": "很多", "document_no": "二号文"]])
    }

    @Test func `a date before the one that it has to follow is unknown, and its text is kept`() throws {
        let store = try TestStore()
        try store.deliver(
            "shareholding.csv",
            """
            company_code,company_name,holder_name,holder_kind,share_percent,since,until,department
            \(SampleCompany.first),甲公司,钟离一,person,30,2026-02-03,2026-01-01,登记处
            \(SampleCompany.first),甲公司,钟离二,person,40,2026-02-03,2026年1月1日,
            \(SampleCompany.first),甲公司,钟离三,person,30,2026-02-03,2026-03-01,

            """)
        let records = try store.liveRecords()
        #expect(try records.map { try $0.value("until") } == [nil, nil, "2026-03-01"])
        #expect(try records.map { try $0.value("since") } == ["2026-02-03", "2026-02-03", "2026-02-03"])
        #expect(records.map(\.findings) == [["until:date.order"], ["until:date.order"], []])
        #expect(try list(store).map(\.values) == [["until": "2026-01-01"], ["until": "2026年1月1日"]])
        let snapshot = try store.rebuild()
        let day = try #require(Day(iso: "2026-06-01"))
        let inForce = (0..<snapshot.graph.table.count).map { EdgeID(rawValue: UInt32($0)) }
            .filter { snapshot.graph.table.isInForce($0, on: day) }
            .map { snapshot.nodes.names[snapshot.graph.table[$0].from.index] }
        #expect(Set(inForce) == ["钟离一", "钟离二"])
    }

    @Test func `findings of the sample are those of its records, one by one`() throws {
        let (store, report, snapshot) = try TestStore.sample.get()
        let noted = try store.liveRecords().filter { !$0.findings.isEmpty }
        #expect(noted.count > 20)
        let listed = try list(store)
        #expect(listed.map(\.record) == noted.map(\.id))
        #expect(listed.map { $0.findings.map { "\($0.column):\($0.reason)" } } == noted.map(\.findings))
        #expect(zip(listed, noted).allSatisfy { $0.theme == $1.theme && $0.row == $1.row && $0.file == $1.file })
        for count in try counts(store) {
            let text = "\(count.finding.column):\(count.finding.reason)"
            let expected = noted.filter { $0.theme == count.theme && $0.findings.contains(text) }.map(\.id)
            #expect(expected.count == count.count && Array(expected.prefix(3)) == count.examples, "\(count)")
            let ofReason = try list(store, theme: count.theme, reason: count.finding.reason).map(\.record)
            #expect(Set(ofReason).isSuperset(of: expected))
            let total = try store.reading {
                try RecordReader(store: $0).findingsTotal(theme: count.theme, reason: count.finding.reason)
            }
            #expect(total == ofReason.count)
        }
        #expect(try counts(store).reduce(0) { $0 + $1.count } == noted.reduce(0) { $0 + $1.findings.count })
        // Rows that repeat others are accepted too; competing ones are counted for themselves.
        let byTheme = Dictionary(grouping: noted.filter { $0.findings != ["row:key.competing"] }, by: \.theme)
            .mapValues(\.count)
        for (theme, counts) in report.themes {
            let live = byTheme[theme] ?? 0
            #expect((live...(live + counts.unchanged)).contains(counts.findings), "\(theme)")
        }
        let page = try store.reading {
            try RecordReader(store: $0).findingsPage(theme: nil, reason: nil, after: nil, limit: 5)
        }
        #expect(page.records.map(\.record) == Array(listed.prefix(5).map(\.record)) && page.total == listed.count)
        #expect(try page.counts.map(\.count) == counts(store).map(\.count))
        // Whom each is about, by a walk over all entities instead.
        let subjects = snapshot.facts.nodes(of: listed.map(\.record))
        var walked: [RecordID: NodeID] = [:]
        for node in 0..<snapshot.nodes.count {
            for row in snapshot.facts.range(of: NodeID(node)) {
                walked[RecordID(rawValue: snapshot.facts.record[row])] = NodeID(node)
            }
        }
        #expect(listed.allSatisfy { subjects[$0.record] == walked[$0.record] } && !subjects.isEmpty)
        #expect(snapshot.facts.nodes(of: []).isEmpty)
        // `_` in a reason is no wildcard.
        #expect(try list(store, reason: "code_usc_check_digit").isEmpty)
    }

    @Test func `records of a theme that has left the catalogue are counted`() throws {
        let (store, _, _) = try TestStore.sample.get()
        let themes = Set(store.catalogue.themes.map(\.id))
        let live = try store.liveRecords().filter { $0.theme == "penalty" }.count
        try store.reading { store in
            #expect(try store.liveRecords(outside: themes).isEmpty)
            let outside = try store.liveRecords(outside: themes.subtracting(["penalty"]))
            #expect(outside.map(\.theme) == ["penalty"] && outside.map(\.count) == [live])
        }
    }
}
