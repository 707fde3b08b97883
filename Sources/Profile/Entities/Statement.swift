public import GraphStore

/// A record that makes an entity what it is, such as an entry of the register
/// of standard addresses, with its values by column.
public struct Statement: Sendable {
    /// Its row in ``GraphSnapshot/bodies``.
    public let row: Int
    /// The theme of the record.
    public let theme: Theme
    private let values: [StatementValue?]

    init(row: Int, theme: Theme, values: [StatementValue?]) {
        (self.row, self.theme, self.values) = (row, theme, values)
    }

    /// The value of a column; nil when the theme has no such column or the
    /// record says nothing.
    public subscript(_ id: String) -> StatementValue? { value(theme.columnIndex(id)) }

    func value(_ column: Int?) -> StatementValue? { column.flatMap { values[$0] } }

    /// The day that the record is about; nil when it does not say one.
    public var date: Day? {
        guard case .text(let text) = value(theme.date) else { return nil }
        return Day(iso: text)
    }

    /// Whether the statement's own dates say that it holds on the day; unknown
    /// ones do not say otherwise.
    func isInForce(on day: Day) -> Bool {
        // Canonical dates are texts whose order is the order of days.
        if case .text(let since) = value(node?.since), since > day.iso { return false }
        if let end = node?.until, case .text(let until) = value(end.column) {
            return end.isLastDay ? until >= day.iso : until > day.iso
        }
        return true
    }

    /// The column with the number of the permit that the record makes.
    var permitNumberColumn: Int? { node?.mention.code }

    /// How the theme makes a node of its records.
    private var node: Theme.Node? {
        for case .node(let node) in theme.becomes { return node }
        return nil
    }
}

extension GraphSnapshot {
    /// The number of a permit, as its newest statement writes it; nil for other nodes.
    ///
    /// - Complexity: O(bytes of its statements).
    public func permitNumber(of node: NodeID, catalogue: Catalogue) -> StatementValue? {
        guard nodes.kind(of: node) == .permit else { return nil }
        return statements(of: node, catalogue: catalogue).last.flatMap { $0.value($0.permitNumberColumn) }
    }

    /// The statements of an entity, the newest last. Those of themes that the
    /// catalogue has left are not among them.
    ///
    /// - Complexity: O(bytes of the statements).
    func statements(of node: NodeID, catalogue: Catalogue) -> [Statement] {
        bodies.range(of: node).compactMap { row in
            guard let index = catalogue.themeIndex(themes[Int(bodies.theme[row])]) else { return nil }
            let theme = catalogue.themes[index]
            return Statement(row: row, theme: theme, values: bodies.values(row, columnCount: theme.columns.count))
        }
    }
}
