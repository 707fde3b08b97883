internal import GraphStore
internal import HTTPTypes
internal import Hummingbird

/// `GET /v1/themes` and `/v1/departments`: what kinds of record there are, who
/// delivers them, and how much has come.
enum CatalogueRoutes {
    static let all = [
        Endpoint(
            path: "/v1/themes", summary: "All themes of the catalogue with their columns, deliveries and refused rows.",
            parameters: [.words("department", "ids of departments")], handle: themes),
        Endpoint(
            path: "/v1/departments", summary: "All departments with their themes and number of facts.",
            handle: departments),
    ]

    @Sendable private static func themes(_ exchange: Exchange) async throws -> Response {
        let view = exchange.view
        let wanted = exchange.arguments.words("department").map(Set.init)
        if let unknown = wanted?.subtracting(view.catalogue.departments.map(\.id)).sorted().first {
            throw Problem(
                .unknownTheme, "there is no department \(Arguments.shown(unknown)); /v1/departments lists them",
                help: "/v1/departments")
        }
        let (counts, figures) = try await exchange.work {
            (try exchange.server.records.read { try $0.themeCounts() }, view.figures(of: view.snapshot))
        }
        let themes = view.catalogue.themes.filter { wanted?.contains($0.department) ?? true }
        // Deliveries of unchanged rows are counted without a new epoch.
        return exchange.json(caching: .never) { json in
            json.key("catalogue")
            json.string(view.catalogue.version)
            json.key("items")
            json.beginArray()
            for theme in themes {
                let facts = view.snapshot.themes.firstIndex(of: theme.id).map { figures.factsByTheme[$0] } ?? 0
                json.theme(theme, counts[theme.id] ?? ThemeCount(), facts: facts)
            }
            json.endArray()
            Page(total: themes.count, returned: themes.count).write(to: &json)
        }
    }

    @Sendable private static func departments(_ exchange: Exchange) async throws -> Response {
        if let same = exchange.notModified() { return same }
        let view = exchange.view
        let figures = try await exchange.work { view.figures(of: view.snapshot) }
        // Rows may name departments that the catalogue does not know.
        let known = view.catalogue.departments
        let others = view.snapshot.departments.filter { id in !id.isEmpty && !known.contains { $0.id == id } }
        return exchange.json { json in
            json.key("items")
            json.beginArray()
            for department in known + others.map({ Catalogue.Named(id: $0, title: Title(zh: $0, en: $0)) }) {
                json.beginObject()
                json.key("id")
                json.string(department.id)
                json.titles(department.title)
                json.key("facts")
                json.number(
                    view.snapshot.departments.firstIndex(of: department.id).map { figures.factsByDepartment[$0] } ?? 0)
                json.key("themes")
                json.beginArray()
                for theme in view.catalogue.themes where theme.department == department.id { json.string(theme.id) }
                json.endArray()
                json.endObject()
            }
            json.endArray()
            let count = known.count + others.count
            Page(total: count, returned: count).write(to: &json)
        }
    }
}

extension JSONWriter {
    /// A Chinese and an English name as members of their own.
    mutating func titles(_ title: Title) {
        key("title")
        string(title.zh)
        key("titleEnglish")
        string(title.en)
    }

    /// A theme with its columns and what was delivered.
    mutating func theme(_ theme: Theme, _ counts: ThemeCount, facts: Int) {
        beginObject()
        key("id")
        string(theme.id)
        titles(theme.title)
        key("department")
        string(theme.department)
        key("source")
        string(theme.source)
        key("block")
        string(theme.block)
        key("facts")
        number(facts)
        key("files")
        number(counts.files)
        key("rowsDelivered")
        number(counts.rowsDelivered)
        key("quarantined")
        number(counts.quarantined)
        key("lastDelivery")
        if let last = counts.lastImport { string(last) } else { null() }
        key("columns")
        beginArray()
        for column in theme.columns {
            beginObject()
            key("id")
            string(column.id)
            titles(column.title)
            key("required")
            bool(column.required)
            key("personal")
            string(column.personal.rawValue)
            endObject()
        }
        endArray()
        key("becomes")
        beginArray()
        for projection in theme.becomes {
            switch projection {
            case .node: string("node")
            case .edge(let edge): string("edge:\(edge.kind)")
            }
        }
        endArray()
        endObject()
    }
}
