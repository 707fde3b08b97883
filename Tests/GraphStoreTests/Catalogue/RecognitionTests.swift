import Testing

@testable import GraphStore

@Suite struct RecognitionTests {
    let catalogue: Catalogue

    init() throws { catalogue = try CatalogueFolder.shipped.get() }

    static let registryHeader = [
        "企业名称", "统一社会信用代码", "注册日期", "企业类型", "法人代表", "注册资金", "经营范围", "所在省份", "地区", "注册地址",
    ]

    @Test func `the header of the real registry is that of registrations`() throws {
        let index = try #require(catalogue.themeIndex("registration"))
        #expect(catalogue.recogniseTheme(header: Self.registryHeader) == [index])
        let theme = catalogue.themes[index]
        let mapping = theme.mapping(header: Self.registryHeader)
        let ids = mapping.columns.map { $0.map { theme.columns[$0].id } ?? "?" }
        #expect(
            ids == [
                "name", "code", "established", "type", "legal_representative", "capital", "scope", "province", "city",
                "address",
            ])
        #expect(mapping.unknown.isEmpty && mapping.duplicates.isEmpty && mapping.missingRequired.isEmpty)
    }

    @Test func `the file name of the real registry names no theme`() {
        #expect(catalogue.recogniseTheme(fileName: "registry-sample.csv.gz") == nil)
    }

    @Test(arguments: [
        ("tax-2024.csv", "tax"), ("tax_rating-2024.csv.gz", "tax_rating"), ("/data/tax.csv", "tax"),
        ("PENALTY-a.CSV", "penalty"), ("行政处罚（2024）.csv", "penalty"), ("penalty (1).csv", "penalty"),
        ("ｐｅｎａｌｔｙ.csv", "penalty"), ("商标_1.csv", "trademark"),
    ])
    func `a file name begins with its theme`(name: String, theme: String) throws {
        let index = try #require(catalogue.recogniseTheme(fileName: name))
        #expect(catalogue.themes[index].id == theme)
    }

    @Test(arguments: ["taxes.csv", "", "/", ".csv", "my-penalty.csv", "permitted.csv", "企业.csv"])
    func `a name that only resembles a theme is none`(name: String) {
        #expect(catalogue.recogniseTheme(fileName: name) == nil)
    }

    @Test func `a header that fits several themes names them all`() {
        let header = ["company_code", "company_name", "document_no", "date", "title", "amount", "result", "department"]
        let ids = catalogue.recogniseTheme(header: header).map { catalogue.themes[$0].id }
        #expect(ids == ["abnormal_listing", "complaint", "inspection", "penalty", "tax"])
    }

    @Test func `a header of unknown words fits no theme`() {
        #expect(catalogue.recogniseTheme(header: ["a", "b", "c"]).isEmpty)
        #expect(catalogue.recogniseTheme(header: []).isEmpty)
        #expect(catalogue.recogniseTheme(header: ["", ""]).isEmpty)
    }

    @Test func `headers are folded, repeated and unknown ones reported`() throws {
        let index = try #require(catalogue.themeIndex("permit"))
        let theme = catalogue.themes[index]
        let header = ["\u{FEFF}Permit_No", "许可 编号", "ｃｏｍｐａｎｙ＿ｃｏｄｅ", "备注", "op", "来源系统", "Department", "", "OP"]
        let mapping = theme.mapping(header: header)
        #expect(mapping.columns[0] == theme.columnIndex("permit_no"))
        #expect(mapping.columns[2] == theme.columnIndex("company_code"))
        #expect(mapping.columns[6] == theme.columnIndex("department"))
        #expect(mapping.duplicates == [1, 8])
        #expect(mapping.unknown == [3, 7])
        #expect(mapping.service == [.operation: 4, .sourceSystem: 5])
        #expect(mapping.columns.count == header.count)
        #expect(mapping.missingRequired.isEmpty)
    }

    @Test func `the department is a service column where the theme has none`() throws {
        let index = try #require(catalogue.themeIndex("penalty"))
        let mapping = catalogue.themes[index].mapping(header: ["department", "document_no"])
        #expect(mapping.service == [.department: 0])
        #expect(mapping.missingRequired == [catalogue.themes[index].columnIndex("date")].compactMap { $0 })
    }
}
