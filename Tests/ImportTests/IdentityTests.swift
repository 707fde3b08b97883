import GraphStore
import Testing

/// Ids are given once and stay.
struct IdentityTests {
    private static let code = SampleCompany.third
    private static let registration = "name,code,registration_no,established,address,legal_representative\n"

    @Test func `ids of a half-loaded store are still good after the rest and in any order`() throws {
        let store = try TestStore()
        let files = try Repository.sampleFiles()
        let halves = [0, 1].map { half in files.enumerated().filter { $0.offset % 2 == half }.map(\.element) }
        // Without the registrations first: many companies start as names.
        try store.deliver(halves[0])
        let first = try store.rebuild()
        try store.deliver(halves[1])
        let second = try store.rebuild()
        #expect(second.nodes.count > first.nodes.count)
        var lost: [String] = []
        for index in 0..<first.nodes.count where second.node(first.nodes.ids[index]) == nil {
            lost.append(first.nodes.ids[index])
        }
        #expect(lost.isEmpty, "\(lost.count) ids lead nowhere: \(lost.prefix(5))")
        try store.deliver(files.reversed())
        let third = try store.rebuild()
        #expect(third.allIDs == second.allIDs)
        for path in files.reversed() { try store.deliver([path]) }
        #expect(try store.rebuild().allIDs == second.allIDs)
    }

    @Test func `ids are unique and each leads to its own node`() throws {
        let (_, _, snapshot) = try TestStore.sample.get()
        #expect(Set(snapshot.allIDs).count == snapshot.nodes.count)
        for (index, id) in snapshot.allIDs.enumerated() {
            #expect(snapshot.node(id) == NodeID(index))
            #expect(id.hasPrefix(snapshot.nodes.kind(of: NodeID(index)).name + ":"))
        }
        for id in ["company:", "company:999999999", "person:1x", "", "公司:1", "company:\u{0}"] {
            #expect(snapshot.node(id) == nil, "\(id)")
        }
    }

    @Test func `a company known by its name keeps its id when its code becomes known`() throws {
        let store = try TestStore()
        try store.deliver("penalty.csv", "company_name,document_no,date,title\n甲乙丙商行,云市监罚〔2022〕1号,2022-05-06,无照\n")
        let first = try store.rebuild()
        let node = try #require(first.nodes.range(of: .company).first)
        let id = first.nodes.ids[node]
        let code = Self.code
        try store.deliver("registration.csv", Self.registration + "甲乙丙商行,\(code),,2020-01-01,青岛市甲路1号,王一\n")
        let second = try store.rebuild()
        #expect(second.nodes.range(of: .company).count == 1)
        let kept = try #require(second.node(id), "\(id) leads nowhere")
        #expect(second.node("company:\(code)") == kept)
        #expect(second.nodes.ids[kept.index] == id)
        #expect(try second.titles(of: kept).keys.sorted() == ["penalty", "registration"])
    }

    @Test func `any identifier of a company works in a path`() throws {
        let store = try TestStore()
        let code = Self.code
        try store.deliver(
            "registration.csv", Self.registration + "甲乙丙商行,\(code),370212260018509,2020-01-01,青岛市甲路1号,王一\n")
        let snapshot = try store.rebuild()
        let node = try #require(snapshot.node("company:\(code)"))
        #expect(snapshot.nodes.ids[node.index] == "company:\(code)")
        #expect(snapshot.node("company:370212260018509") == node)
        #expect(snapshot.node("company:\(code.dropFirst(8).prefix(9))") == node)
        #expect((1...10).filter { snapshot.node("company:\($0)") == node }.count == 1)
    }

    @Test func `an organisation code in a record leads to the company whose unified code contains it`() throws {
        let store = try TestStore()
        let code = Self.code
        let organisation = String(code.dropFirst(8).prefix(9))
        try store.deliver(
            "registration.csv", Self.registration + "甲乙丙商行,\(code),,2020-01-01,青岛市甲路1号,王一\n")
        try store.deliver(
            "penalty.csv", "company_code,document_no,date,title\n\(organisation),云市监罚〔2022〕1号,2022-05-06,无照\n")
        let snapshot = try store.rebuild()
        let node = try #require(snapshot.node("company:\(code)"))
        #expect(try snapshot.titles(of: node).keys.sorted() == ["penalty", "registration"])
        #expect(snapshot.node("company:\(organisation)") == node)
    }

    @Test func `a merge keeps the older id and leaves a redirect that stays`() throws {
        let store = try TestStore()
        let number = "370212260018509"
        let code = Self.code
        try store.deliver("penalty.csv", "company_code,document_no,date,title\n\(number),云市监罚〔2022〕1号,2022-05-06,无照\n")
        let first = try store.rebuild()
        let older = first.nodes.ids[try #require(first.node("company:\(number)")).index]
        try store.deliver("inspection.csv", "company_code,document_no,date,title\n\(code),检1,2023-05-06,抽查\n")
        let second = try store.rebuild()
        #expect(second.nodes.range(of: .company).count == 2)
        let newer = second.nodes.ids[try #require(second.node("company:\(code)")).index]
        #expect(newer != older)
        try store.deliver("registration.csv", Self.registration + "甲乙丙商行,\(code),\(number),2020-01-01,青岛市甲路1号,王一\n")
        for _ in 0..<2 {
            let merged = try store.rebuild()
            #expect(merged.nodes.range(of: .company).count == 1)
            let node = try #require(merged.node(older))
            #expect(merged.nodes.ids[node.index] == older)
            for id in [newer, "company:\(number)", "company:\(code)"] { #expect(merged.node(id) == node, "\(id)") }
            #expect(try merged.titles(of: node).keys.sorted() == ["inspection", "penalty", "registration"])
        }
    }

    @Test func `namesakes in two companies are two persons unless an identifier says one`() throws {
        let store = try TestStore()
        try store.deliver(
            "officer.csv",
            """
            company_code,company_name,person_name,person_id,role,since
            \(SampleCompany.first),甲公司,张伟,,董事,2020-01-01
            \(SampleCompany.second),乙公司,张伟,,董事,2020-01-01
            \(SampleCompany.first),甲公司,李同,370212198001010014,董事,2020-01-01
            \(SampleCompany.second),乙公司,李同,370212198001010014,监事,2020-01-01

            """)
        let snapshot = try store.rebuild()
        let names = snapshot.nodes.range(of: .person).map { snapshot.nodes.names[$0] }.sorted()
        #expect(names == ["李同", "张伟", "张伟"].sorted())
    }

    @Test func `persons without an identifier keep their ids when their record changes`() throws {
        let store = try TestStore()
        let header = "person_name,relative_name,kind,basis,since\n"
        try store.deliver("relationship.csv", header + "孙之吉,孙其欣,子女,户籍登记,1991-08-27\n")
        let first = try store.rebuild()
        #expect(first.nodes.range(of: .person).count == 2)
        let report = try store.deliver("relationship.csv", header + "孙之吉,孙其欣,子女,本人申报,1991-08-28\n")
        #expect(report.total.updated == 1)
        let second = try store.rebuild()
        for id in first.allIDs { #expect(second.node(id) != nil, "\(id) leads nowhere") }
        #expect(second.allIDs == first.allIDs)
    }
}

/// Collectives that every company may have one of.
struct CollectiveTests {
    private static let header = "company_code,company_name,holder_name,holder_code,share_percent,since\n"

    @Test func `a collective keeps its id, whichever identifier of its company a record has`() throws {
        let store = try TestStore()
        let (first, second) = (SampleCompany.first, SampleCompany.second)
        // The first row knows the company by its name alone, before its code is known.
        try store.deliver(
            "shareholding-1.csv",
            Self.header + ",甲公司贸易行,工会,,40,2020-01-01\n\(second),乙公司,工会,,40,2020-01-01\n"
                + "\(second),乙公司,有码工会,\(SampleCompany.third),10,2020-01-01\n")
        let before = try store.rebuild()
        func unions(_ snapshot: GraphSnapshot) -> [String] {
            snapshot.nodes.range(of: .company).filter { snapshot.nodes.names[$0] == "工会" }
                .map { snapshot.nodes.ids[$0] }.sorted()
        }
        #expect(unions(before).count == 2)
        try store.deliver(
            "registration.csv", "name,code,established,legal_representative\n甲公司贸易行,\(first),2015-01-01,王一\n")
        try store.deliver("shareholding-2.csv", Self.header + "\(first),甲公司贸易行,工会,,45,2021-01-01\n")
        let after = try store.rebuild()
        #expect(unions(after) == unions(before))
        let company = try #require(after.node("company:\(first)"))
        let holders = after.graph.row(of: company, mark: EdgeMark(.shareholder, .in)).map {
            after.graph.entry(at: $0).target
        }
        #expect(Set(holders).count == 1 && holders.count == 2)
    }
}
