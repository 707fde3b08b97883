internal import GraphStore

/// The words of a view that answers repeat for every fact, written as JSON once:
/// finding and escaping them again was most of a panorama's cost.
struct WrittenWords: Sendable {
    /// A theme of the snapshot.
    struct ThemeWords: Sendable {
        /// `"theme":"tax","title":"纳税申报"`.
        var members: [UInt8]
        /// Of the theme's own order of columns, in which bodies are kept.
        var columns: RecordBody.Columns
    }

    /// By number in ``GraphSnapshot/themes``.
    let themes: [ThemeWords]
    /// `"department":"…"` by number in ``GraphSnapshot/departments``.
    let departments: [[UInt8]]
    /// `"department":"…","title":"…"`, the same.
    let titledDepartments: [[UInt8]]
    /// `"source":"…"` by number in ``GraphSnapshot/sources``.
    let sources: [[UInt8]]

    /// `"kind":"shareholder","title":"股东"` by ``EdgeKind/rawValue``.
    let edgeKinds: [[UInt8]]

    /// - Complexity: O(words); once for each view.
    init(snapshot: GraphSnapshot, catalogue: Catalogue) {
        func written(_ members: [(StaticString, String)]) -> [UInt8] {
            var json = JSONWriter(capacity: 64)
            for (key, value) in members {
                json.key(key)
                json.string(value)
            }
            return json.bytes
        }
        themes = snapshot.themes.map { id in
            let theme = catalogue.themeIndex(id).map { catalogue.themes[$0] }
            return ThemeWords(
                members: written([("theme", id), ("title", theme?.title.zh ?? id)]),
                columns: RecordBody.Columns(theme?.columns.map(\.id) ?? [], theme: theme))
        }
        departments = snapshot.departments.map { written([("department", $0)]) }
        titledDepartments = snapshot.departments.map { id in
            let title = catalogue.departments.first { $0.id == id }?.title.zh ?? id
            return written([("department", id), ("title", title)])
        }
        let kinds = catalogue.edgeKinds
        edgeKinds = (0...UInt8.max).map { number in
            let kind = EdgeKind(rawValue: number)
            return written([("kind", kinds.name(of: kind)), ("title", kinds.entry(of: kind)?.title.zh ?? "")])
        }
        sources = snapshot.sources.map { written([("source", $0)]) }
    }
}
