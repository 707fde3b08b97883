import GraphStore
import Testing

/// By what companies are found that other records name.
struct SearchTextTests {
    @Test func `a company is found by the code of a penalty or a shareholding alone`() throws {
        let store = try TestStore()
        let (first, second, number) = (SampleCompany.first, SampleCompany.second, "440101000000017")
        try store.deliver(
            "penalty.csv",
            """
            company_code,company_name,document_no,date,title
            \(first),甲公司,云市监罚〔2022〕1号,2022-05-06,标签
            \(number),乙公司,云市监罚〔2022〕2号,2022-05-07,标签
            \(first.dropFirst(8).prefix(8))-\(first.dropFirst(16).prefix(1)),甲公司,云市监罚〔2022〕3号,2022-05-08,标签

            """)
        try store.deliver(
            "shareholding.csv",
            "company_code,company_name,holder_name,holder_code,since\n\(first),甲公司,丙公司,\(second),2020-01-01\n")
        let snapshot = try store.rebuild()
        for (text, field) in [(first, SearchField.code), (second, .code), (number, .registrationNumber)] {
            let node = try #require(snapshot.node("company:\(text)") ?? snapshot.node(text), "\(text)")
            let hits = try snapshot.search.search(text).hits
            #expect(hits.map(\.node) == [node] && hits.first?.field == field, "\(text): \(hits)")
        }
        let organisation = String(first.dropFirst(8).prefix(9))
        #expect(
            try snapshot.search.search(organisation).hits.map(\.node) == [#require(snapshot.node("company:\(first)"))])
    }

    @Test func `both names of two companies that are registered under one code are found`() throws {
        let store = try TestStore()
        let code = SampleCompany.third
        let report = try store.deliver(
            "registration.csv",
            "name,code,established\n山海酒店有限公司,\(code),2020-01-01\n江河饭店有限公司,\(code),2021-01-01\n")
        #expect(report.total.competing == 1)
        let snapshot = try store.rebuild()
        let node = try #require(snapshot.node("company:\(code)"))
        #expect(snapshot.nodes.names[node.index] == "江河饭店有限公司")
        for (text, field) in [("江河饭店", SearchField.name), ("山海酒店", .statedName), ("山海酒店有限公司", .statedName)] {
            let hits = try snapshot.search.search(text).hits
            #expect(hits.map(\.node) == [node] && hits.first?.field == field, "\(text): \(hits)")
        }
        #expect(snapshot.facts.range(of: node).allSatisfy { snapshot.facts.flags[$0] & 1 != 0 })
    }

    @Test func `a code that a registration states is found once`() throws {
        let store = try TestStore()
        let code = SampleCompany.third
        try store.deliver(
            "registration.csv", "name,code,registration_no,established\n甲公司,\(code),440101000000017,2020-01-01\n")
        try store.deliver(
            "penalty.csv",
            "company_code,company_name,document_no,date,title\n440101000000017,甲公司,云市监罚〔2022〕1号,2022-05-06,标签\n")
        let snapshot = try store.rebuild()
        let node = try #require(snapshot.node("company:\(code)"))
        for text in [code, "440101000000017"] {
            #expect(try snapshot.search.search(text).hits.map(\.node) == [node], "\(text)")
        }
    }
}
