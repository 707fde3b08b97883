import Foundation
import GraphStore
import Profile
import Testing

/// A theme is a file: what it says is what the panorama and the graph show.
struct ThemeTests {
    /// A field of a row that was changed, and what the panorama must then show.
    private struct Change {
        var theme: String
        var column: String
        var shown: String
        var companyCode: String?
        var path: String
    }

    /// Another value that the column's type takes, and its canonical form.
    private static func other(than value: String, _ type: Theme.ColumnType) -> (value: String, shown: String)? {
        switch type {
        case .text: return value.isEmpty ? nil : (value + "改", value + "改")
        case .choice(let choices):
            let different = choices.first { $0.value != value && !$0.aliases.contains(value) }
            return value.isEmpty ? nil : different.map { ($0.value, $0.value) }
        case .integer: return value == "7" ? ("8", "8") : ("7", "7")
        case .decimal, .money, .percent: return value == "12.34" ? ("43.21", "43.21") : ("12.34", "12.34")
        case .code:
            guard let last = value.lastIndex(where: { $0.isASCII && $0.isNumber }),
                let digit = value[last].wholeNumberValue
            else { return nil }
            let changed = value.replacingCharacters(in: last...last, with: String((digit + 1) % 10))
            return (changed, changed)
        default: return nil
        }
    }

    /// The columns that the one line of the panorama shows, those that are no
    /// part of the key first.
    private static func shownColumns(_ theme: Theme) -> [Int] {
        let shown = theme.summary.parts.compactMap { part -> Int? in
            if case .column(let column) = part { column } else { nil }
        }
        let naming = [theme.subject?.code, theme.subject?.name, theme.subject?.personID]
        let own = shown.filter { !naming.contains($0) }
        return own.filter { !theme.key.contains($0) } + own.filter { theme.key.contains($0) }
    }

    /// Changes one field of one row of a sample file.
    private func change(_ theme: Theme, in store: TestStore) throws -> Change {
        let csv = Repository.sample + "/\(theme.id).csv"
        let isCSV = FileManager.default.fileExists(atPath: csv)
        let table = isCSV ? try SampleTable(path: csv) : try Self.jsonTable(Repository.sample + "/\(theme.id).ndjson")
        let dirt = try SampleTable(path: Repository.sample + "/truth/dirt.csv").rows
        let dirtyRows = Set(dirt.filter { $0[0] == theme.id }.compactMap { Int($0[2]) })
        let columns = theme.mapping(header: table.header).columns
        let codePosition = theme.subject?.code.flatMap { code in columns.firstIndex(of: code) }
        for shown in Self.shownColumns(theme) {
            guard let position = columns.firstIndex(of: shown) else { continue }
            for (index, row) in table.rows.enumerated() {
                guard !dirtyRows.contains(index + 1), row.count == table.header.count,
                    table.rows.filter({ $0 == row }).count == 1,
                    let new = Self.other(than: row[position], theme.columns[shown].type)
                else { continue }
                var changed = table
                changed.rows[index][position] = new.value
                return Change(
                    theme: theme.id, column: theme.columns[shown].id, shown: new.shown,
                    companyCode: theme.subject?.kind == .node(.company) ? codePosition.map { row[$0] } : nil,
                    path: try store.write("\(theme.id)-changed.csv", changed.text))
            }
        }
        throw ChangeError.noField(theme.id)
    }

    private enum ChangeError: Error { case noField(String) }

    private static func jsonTable(_ path: String) throws -> SampleTable {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }
        var table = SampleTable(text: "")
        table.header = Set(lines.flatMap(\.keys)).sorted()
        table.rows = lines.map { line in table.header.map { line[$0].map { "\($0)" } ?? "" } }
        return table
    }

    @Test func `a changed field of any theme is seen in the panorama of the company that it is about`() throws {
        let store = try TestStore()
        try store.deliver([Repository.sample])
        let before = try store.rebuild()
        let changes = try store.catalogue.themes.map { try change($0, in: store) }
        #expect(changes.count == 46)
        let report = try store.deliver(changes.map(\.path))
        let snapshot = try store.rebuild()
        let query = PanoramaQuery(snapshot: snapshot, catalogue: store.catalogue)
        let records = Dictionary(grouping: try store.liveRecords().filter { $0.from.rawValue == 2 }, by: \.theme)
        for change in changes {
            let counts = try #require(report.themes[change.theme])
            #expect(counts.inserted + counts.updated == 1, "\(change.theme).\(change.column): \(counts)")
            let record = try #require(records[change.theme]?.first, "\(change.theme).\(change.column)")
            let fact = try #require(
                (0..<snapshot.facts.count).first { snapshot.facts.record[$0] == record.id.rawValue })
            #expect(
                try snapshot.facts.titles.text(fact).contains(change.shown),
                "\(change.theme).\(change.column) \(change.shown)")
            guard let code = change.companyCode, !code.isEmpty else { continue }
            let node = try #require(snapshot.node("company:\(code)"), "\(change.theme) \(code)")
            let panorama = query.panorama(of: node, asOf: Day(rawValue: 60_000))
            #expect(panorama.facts.contains(fact), "\(change.theme): not in the panorama of \(code)")
            let old = try #require(before.node("company:\(code)"))
            #expect(
                try before.titles(of: old)[change.theme]?.contains(snapshot.facts.titles.text(fact)) == false,
                "\(change.theme)")
        }
    }

    // MARK: Themes that are added as files

    private static let visitTheme = """
        theme: garden_visit
        zh: 园艺走访
        en: Garden visit
        department: park_committee
        source: sharing_platform
        block: credit
        columns:
          - {id: company_code, zh: 统一社会信用代码, en: Company code, type: company_code}
          - {id: visit_no, zh: 走访编号, en: Visit number, type: code, required: true, on_failure: refuse}
          - {id: flowers, zh: 花卉, en: Flowers, type: text}
          - {id: visited_on, zh: 走访日期, en: Visited on, type: date}
        key: [visit_no]
        subject: {company: {code: company_code}}
        date: visited_on
        summary: '{visit_no} 见{flowers}'

        """

    private static let lendingTheme = """
        theme: tool_lending
        zh: 工具借用
        en: Tool lending
        department: park_committee
        source: sharing_platform
        block: shareholders
        columns:
          - {id: company_code, zh: 统一社会信用代码, en: Company code, type: company_code}
          - {id: contract_no, zh: 借用合同号, en: Contract number, type: code, required: true, on_failure: refuse}
          - {id: borrower, zh: 借用单位, en: Borrower, type: text}
          - {id: since, zh: 借用日期, en: Since, type: date}
          - {id: until, zh: 归还日期, en: Until, type: date, check: {not_before: since}}
        key: [contract_no]
        subject: {company: {code: company_code}}
        date: since
        summary: '{contract_no} 借予{borrower}'
        becomes:
          - edge: lends_tools
            zh: 出借工具
            en: Lends tools to
            from: subject
            to: {company: {name: borrower, slot: borrower}}
            since: since
            until: until

        """

    private func extendedCatalogue(_ store: TestStore) throws -> Catalogue {
        let folder = store.root + "/catalogue"
        try FileManager.default.copyItem(atPath: Repository.catalogueFolder, toPath: folder)
        try Self.visitTheme.write(toFile: folder + "/themes/garden_visit.yaml", atomically: true, encoding: .utf8)
        try Self.lendingTheme.write(toFile: folder + "/themes/tool_lending.yaml", atomically: true, encoding: .utf8)
        return try Catalogue.load(from: folder)
    }

    @Test func `an event theme and an edge theme added as files appear without code`() throws {
        let folder = try TestStore()
        let catalogue = try extendedCatalogue(folder)
        #expect(catalogue.themes.count == 48)
        let store = try TestStore(catalogue: catalogue)
        let report = try store.deliver([
            Repository.sample,
            store.write(
                "园艺走访2026.csv", "统一社会信用代码,走访编号,花卉,走访日期\n\(SampleCompany.first),花1,牡丹,2026-04-05\n"),
            store.write(
                "tool_lending.csv",
                "company_code,contract_no,borrower,since,until\n\(SampleCompany.first),借1,岭东凿石工坊有限公司,2026-04-06,\n"),
        ])
        #expect(report.failedFiles.isEmpty)
        #expect(report.themes["garden_visit"]?.inserted == 1 && report.themes["tool_lending"]?.inserted == 1)
        let snapshot = try store.rebuild()
        let node = try #require(snapshot.node("company:\(SampleCompany.first)"))
        #expect(try snapshot.titles(of: node)["garden_visit"] == ["花1 见牡丹"])
        #expect(try snapshot.titles(of: node)["tool_lending"] == ["借1 借予岭东凿石工坊有限公司"])
        let panorama = PanoramaQuery(snapshot: snapshot, catalogue: catalogue).panorama(
            of: node, asOf: Day(rawValue: 60_000))
        let department = try #require(
            panorama.departments.first { snapshot.departments[$0.number] == "park_committee" })
        let themes = department.themes.map { snapshot.themes[$0.theme] }
        #expect(themes.contains("garden_visit") && themes.contains("tool_lending"))
        let kind = try #require(catalogue.edgeKinds.kind(named: "lends_tools"))
        #expect(catalogue.edgeKinds.entry(of: kind)?.title.zh == "出借工具")
        #expect(snapshot.declaredKinds.contains("\(kind.rawValue)=lends_tools"))
        let borrower = try #require(try snapshot.search.search("凿石工坊").hits.first?.node)
        #expect(snapshot.nodes.names[borrower.index] == "岭东凿石工坊有限公司")
        var scratch = TraversalScratch()
        let near = snapshot.graph.neighbourhood(
            of: [node], hops: 1, filter: EdgeFilter(kinds: [kind]), scratch: &scratch)
        #expect(near.nodes == [node, borrower])
        #expect(near.edges.count == 1)
        #expect(panorama.relations.others.contains { $0.target == borrower && $0.mark.kind == kind })
    }

    private func current(_ store: TestStore, _ catalogue: Catalogue) throws -> GraphSnapshot? {
        try store.reading { try SnapshotStore(directory: store.directory).current(store: $0, catalogue: catalogue) }
    }

    @Test func `a new catalogue outdates the graph's file, and stored records are read with it`() throws {
        let store = try TestStore()
        try store.deliver("award.csv", "company_code,award_name,awarded_on\n\(SampleCompany.first),质量奖,2024-05-06\n")
        let old = try store.rebuild()
        let catalogue = try extendedCatalogue(store)
        #expect(catalogue.version != old.catalogueVersion)
        #expect(try current(store, catalogue) == nil)
        let new = try store.rebuild(catalogue: catalogue)
        #expect(new.catalogueVersion == catalogue.version)
        #expect(new.allIDs == old.allIDs)
        #expect(try current(store, catalogue) != nil)
    }
}
