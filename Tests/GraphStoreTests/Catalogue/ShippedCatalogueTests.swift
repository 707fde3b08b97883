import Testing

@testable import GraphStore

/// What the default catalogue promises.
@Suite struct ShippedCatalogueTests {
    let catalogue: Catalogue

    init() throws { catalogue = try CatalogueFolder.shipped.get() }

    @Test func `the default catalogue has 46 themes of 28 departments and 13 source systems`() {
        #expect(catalogue.themes.count == 46)
        #expect(catalogue.departments.count == 28)
        #expect(catalogue.sources.count == 13)
        #expect(Set(catalogue.themes.map(\.department)) == Set(catalogue.departments.map(\.id)))
        #expect(Set(catalogue.themes.map(\.source)) == Set(catalogue.sources.map(\.id)))
    }

    @Test func `every theme has five columns of its own with a check`() {
        for theme in catalogue.themes {
            let own = theme.columns.filter { column in
                guard !["company_code", "company_name"].contains(column.id) else { return false }
                if case .choice = column.type { return true }
                return column.check != Theme.Check()
            }
            #expect(own.count >= 5, "\(theme.id) has \(own.map(\.id))")
        }
    }

    @Test func `no two themes have the same columns of their own`() {
        let shapes = catalogue.themes.map { theme in
            Set(theme.columns.map(\.id)).subtracting(["company_code", "company_name"])
        }
        #expect(Set(shapes).count == catalogue.themes.count)
    }

    @Test func `every summary shows two columns or more of the theme's own`() {
        for theme in catalogue.themes {
            let shown = theme.summary.parts.compactMap { part -> String? in
                if case .column(let index) = part { theme.columns[index].id } else { nil }
            }
            #expect(Set(shown).subtracting(["company_code", "company_name"]).count >= 2, "\(theme.id)")
        }
    }

    @Test func `every theme is dated, has a key and a subject`() {
        for theme in catalogue.themes {
            #expect(theme.date != nil && !theme.key.isEmpty && theme.subject != nil, "\(theme.id)")
        }
    }

    /// The canonical columns of the input contract.
    static let contract: [(String, String)] = [
        (
            "registration",
            """
            name code registration_no former_names established type status legal_representative \
            legal_representative_id capital scope industry authority province city district address business_address \
            phone email closed_on
            """
        ),
        (
            "shareholding",
            """
            company_code company_name holder_name holder_code holder_id holder_kind share_percent share_percent_min \
            share_percent_max voting_percent income_percent amount since until
            """
        ),
        ("concerted_action", "group_id member_name member_code member_id company_code since until"),
        ("relationship", "person_name person_id relative_name relative_id kind since until"),
        (
            "control_agreement",
            "controller_name controller_code controller_id company_code voting_percent since until"
        ),
        (
            "standard_address",
            """
            address province city district town road door_number estate building floors units use status since until
            """
        ),
        ("host_address", "address host_name host_code kind since until"),
        ("officer", "company_code company_name person_name person_id role birth_year since until"),
        ("branch", "company_code parent_code since until"),
        ("permit", "company_code company_name permit_no permit_type department issued expires address"),
        ("change", "company_code item before after date"),
        ("contact", "company_code kind value role since until"),
        ("penalty", "company_code company_name document_no date title amount result"),
        ("inspection", "company_code company_name document_no date title amount result"),
        ("complaint", "company_code company_name document_no date title amount result"),
        ("abnormal_listing", "company_code company_name document_no date title amount result"),
        ("tax", "company_code company_name document_no date title amount result"),
    ]

    @Test(arguments: contract)
    func `a theme of the input contract has its canonical columns`(id: String, columns: String) throws {
        let index = try #require(catalogue.themeIndex(id))
        let ids = Set(catalogue.themes[index].columns.map(\.id))
        #expect(Set(columns.split(separator: " ").map(String.init)).subtracting(ids) == [])
    }

    @Test func `personal identifiers, telephones and e-mails are classed as personal data`() {
        for theme in catalogue.themes {
            for column in theme.columns {
                switch column.type {
                case .personID: #expect(column.personal == .identifier, "\(theme.id).\(column.id)")
                case .phone, .email: #expect(column.personal == .contact, "\(theme.id).\(column.id)")
                default: break
                }
                if column.id.hasSuffix("person_name") || column.id == "holder_name" {
                    #expect(column.personal == .name, "\(theme.id).\(column.id)")
                }
            }
        }
    }

    @Test func `declared edge kinds follow the core kinds in the order of their names`() {
        let table = catalogue.edgeKinds
        #expect(table.kind(named: "shareholder") == .shareholder)
        #expect(table.kind(named: "pledges_equity") == EdgeKind(rawValue: 32))
        #expect(table.kind(named: "state_investor") == EdgeKind(rawValue: 33))
        #expect(table.entry(of: EdgeKind(rawValue: 33))?.title.zh == "国家出资")
        #expect(table.kind(named: "friend") == nil)
        #expect(table.entries.map(\.kind) == table.entries.map(\.kind).sorted())
        #expect(Set(table.entries.map(\.name)).count == table.entries.count)
    }

    @Test func `every theme is recognised by its file name and its Chinese title`() {
        for (index, theme) in catalogue.themes.enumerated() {
            #expect(catalogue.recogniseTheme(fileName: "a/\(theme.id)-2024-01.csv.gz") == index)
            #expect(catalogue.recogniseTheme(fileName: "\(theme.id).ndjson") == index)
            #expect(catalogue.recogniseTheme(fileName: "\(theme.title.zh)2024年.csv") == index)
        }
    }

    @Test func `every theme is recognised by its own full header, in either language`() {
        for (index, theme) in catalogue.themes.enumerated() {
            #expect(catalogue.recogniseTheme(header: theme.columns.map(\.id)) == [index], "\(theme.id)")
            #expect(catalogue.recogniseTheme(header: theme.columns.map(\.title.zh)) == [index], "\(theme.id)")
        }
    }
}
