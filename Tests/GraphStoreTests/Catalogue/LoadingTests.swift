import Testing

@testable import GraphStore

/// What a theme file turns into.
@Suite struct LoadingTests {
    @Test func `a theme file is read as it is written`() throws {
        let folder = try CatalogueFolder()
        let catalogue = try Catalogue.load(from: folder.path)
        let theme = try #require(catalogue.themes.first)
        #expect(theme.title == Title(zh: "走访记录", en: "Visit"))
        #expect((theme.department, theme.source, theme.block) == ("town", "grid", "visits"))
        #expect(theme.key == [6] && theme.keyFallback == [0, 2] && theme.date == 2 && theme.amount == nil)
        #expect(theme.file == "themes/visit.yaml")
        #expect(
            theme.columns.map(\.onFailure) == [.finding, .finding, .refuse, .finding, .finding, .finding, .finding])
        #expect(theme.columns[1].aliases == ["网格员"] && theme.columns[1].check.maximumLength == 40)
        #expect(theme.columns[2].check.earliest == Day(iso: "2000-01-01"))
        #expect(theme.columns[3].check.notBefore == 2)
        #expect(
            theme.columns[4].type
                == .choice([.init(value: "正常", aliases: []), .init(value: "失联", aliases: ["无法联系"])]))
        #expect(theme.columns[5].check.minimum == 0 && theme.columns[5].check.maximum == 10)
        #expect(theme.columns[6].check.masks == ["ZF####-*"])
        #expect(theme.summary.parts == [.column(6), .text(" "), .column(1), .text("："), .column(4)])
    }

    @Test func `an edge of the theme's own is declared and leads from the subject`() throws {
        let folder = try CatalogueFolder()
        let catalogue = try Catalogue.load(from: folder.path)
        let theme = try #require(catalogue.themes.first)
        var visitor = Theme.Mention(kind: .node(.person), slot: "visitor")
        visitor.name = 1
        let subject = try #require(theme.subject)
        #expect(subject.slot == "subject" && subject.code == 0)
        var edge = Theme.Edge(
            kind: "visited_by", title: Title(zh: "走访", en: "Visited by"), from: subject, to: visitor)
        (edge.label, edge.since) = (4, 2)
        #expect(theme.becomes == [.edge(edge)])
        #expect(catalogue.edgeKinds.kind(named: "visited_by")?.rawValue == EdgeKind.firstDeclared)
    }

    @Test func `a theme added as a file is one more theme`() throws {
        let folder = try CatalogueFolder()
        let event = """
            theme: patrol
            zh: 巡查
            en: Patrol
            department: town
            source: grid
            block: visits
            columns:
              - {id: company_name, zh: 企业名称, en: Company, type: text}
              - {id: date, zh: 日期, en: Date, type: date}
            subject: {company: {name: company_name}}
            date: date
            summary: 'a {{literal}} and {date}[[1]][（{company_name}，{date}）]'
            """
        try folder.write(event, to: "themes/patrol.yaml")
        let catalogue = try Catalogue.load(from: folder.path)
        #expect(catalogue.themes.map(\.id) == ["patrol", "visit"])
        #expect(catalogue.themes[0].becomes.isEmpty && catalogue.themes[0].key.isEmpty)
        #expect(
            catalogue.themes[0].summary.parts == [
                .text("a {literal} and "), .column(1), .text("[1]"), .optional(columns: [0, 1], partCount: 5),
                .text("（"), .column(0), .text("，"), .column(1), .text("）"),
            ])
        #expect(catalogue.recogniseTheme(fileName: "patrol-1.csv") == 0)
    }

    @Test func `the version follows every byte and name, and nothing else`() throws {
        let one = try CatalogueFolder()
        let two = try CatalogueFolder()
        let version = try Catalogue.load(from: one.path).version
        #expect(version.count == 64)
        #expect(try Catalogue.load(from: two.path).version == version)
        try two.write("not read", to: "themes/notes.txt")
        #expect(try Catalogue.load(from: two.path).version == version)
        try two.write(CatalogueFolder.theme + "\n# a comment", to: "themes/visit.yaml")
        #expect(try Catalogue.load(from: two.path).version != version)
    }

    @Test(arguments: [
        "a: 'Research & development'", "a: R & D, R &D", "a: it's *starred*", "a: ['*罚〔####〕*号', \"&x\"]",
        "a: b # &c *d", "a: Legal representative's identifier, 'quoted' *x", "- {a: b,\n   c: d}", "a: what! *",
    ])
    func `an ordinary text is not taken for an anchor`(text: String) {
        #expect(YAMLGuard.refusal(of: text) == nil)
    }

    @Test(arguments: [
        "a: &x b", "a: *x", "- *x", "{*x : 1}", "[a, *x]", "? &x [a]", "&x a: b", "a: !!seq &x [b]",
        "- k, 'k2: &a [x]", "a: 'b\n&x c: d", "[a,\n*x]",
    ])
    func `an anchor or alias is refused wherever it stands`(text: String) {
        #expect(YAMLGuard.refusal(of: text)?.code == .tooLarge)
    }
}
