/// A theme as the builder walks its records: projections with the positions
/// of their cells in one layout's payloads.
struct ThemePlan {
    let theme: Theme
    let themeIndex: Int
    /// Number of cells in a payload of the layout.
    let cellCount: Int
    /// Position in the payload of each column of the theme; nil where the
    /// layout is older and lacks the column.
    let positions: [Int?]
    /// The layout is the theme's own order: bodies are copied as they are.
    let isCurrent: Bool
    let edges: [(projection: Theme.Edge, kind: EdgeKind)]
    let nodes: [Theme.Node]
    /// Columns that say in which city an address lies, for addresses that do not.
    let cityColumn: Int?
    /// Column with the birth year of the person that the row names.
    let birthYearColumn: Int?
    let summary: [Theme.Summary.Part]

    init(theme: Theme, themeIndex: Int, layoutColumns: [String], kinds: EdgeKindTable) {
        self.theme = theme
        self.themeIndex = themeIndex
        cellCount = layoutColumns.count
        positions = theme.columns.map { column in layoutColumns.firstIndex(of: column.id) }
        isCurrent = layoutColumns == theme.columns.map(\.id)
        var edges: [(Theme.Edge, EdgeKind)] = []
        var nodes: [Theme.Node] = []
        for projection in theme.becomes {
            switch projection {
            case .edge(let edge):
                // The loader has checked that every kind is in the table.
                if let kind = kinds.kind(named: edge.kind) { edges.append((edge, kind)) }
            case .node(let node): nodes.append(node)
            }
        }
        self.edges = edges
        self.nodes = nodes
        cityColumn = theme.columnIndex("city")
        birthYearColumn = theme.columnIndex("birth_year")
        summary = theme.summary.parts
    }
}
