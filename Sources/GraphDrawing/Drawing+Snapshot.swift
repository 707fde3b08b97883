public import GraphStore

extension Drawing {
    /// Part of a snapshot as a drawing with Chinese titles.
    ///
    /// Shares are exact decimal text. A relation ends on the first day on which
    /// it no longer holds, as in every other answer.
    ///
    /// - Parameters:
    ///   - snapshot: what the nodes and edges are of.
    ///   - graph: what was walked, when that is more than the snapshot's.
    ///   - kinds: the words of the edge kinds.
    ///   - title: the line above the picture.
    ///   - asOf: the day that the drawing describes.
    ///   - nodes: in any order; each is drawn once.
    ///   - edges: those whose ends are not among the nodes are counted as
    ///     ``Drawing/Omission/endNotDrawn``.
    ///   - centres: nodes that the drawing is about; the first is its centre.
    ///   - omitted: what the question left out.
    ///   - links: where a click on a node leads; nil for no link.
    ///   - departments: titles of those whose records state an edge.
    /// - Complexity: O(size of the drawing · log of it).
    public init(
        snapshot: GraphSnapshot, graph: CSRGraph? = nil, kinds: EdgeKindTable, title: String, asOf: Day,
        nodes: [NodeID], edges: [EdgeID],
        centres: [NodeID] = [], omitted: [GraphStore.Omission] = [],
        links: (String, NodeKind) -> String? = { _, _ in nil }, departments: (EdgeID) -> [String] = { _ in [] }
    ) {
        self.init(
            title: title, epoch: snapshot.epoch, asOf: asOf,
            nodes: nodes.map { Node($0, of: snapshot, asOf: asOf, isCentre: centres.first == $0, links: links) },
            edges: edges.map { edge in
                graph?.addedEdge(edge).map { Edge($0, id: edge, of: snapshot, kinds: kinds) }
                    ?? Edge(edge, of: snapshot, kinds: kinds, departments: departments(edge))
            },
            omitted: omitted.map { one in
                Omission(
                    // Kind 0 is no edge's: what stopped concerned all kinds.
                    kind: one.kind.rawValue == 0
                        ? "全部" : kinds.entry(of: one.kind)?.name ?? "kind\(one.kind.rawValue)", count: one.count,
                    reason: one.reason.title)
            })
    }
}

extension Drawing.Node {
    /// A node of a snapshot with its status on the day and its dates.
    init(
        _ node: NodeID, of snapshot: GraphSnapshot, asOf: Day, isCentre: Bool, links: (String, NodeKind) -> String?
    ) {
        let nodes = snapshot.nodes
        let (id, kind) = (nodes.ids[node.index], nodes.kind(of: node))
        let label = nodes.status(of: node, on: asOf)
        var attributes: [Drawing.Attribute] = []
        let isPermit = kind == .permit
        if let since = Day(column: nodes.since[node.index]) {
            attributes.append(Drawing.Attribute(isPermit ? "发证日期" : "成立日期", since.iso))
        }
        if let until = Day(column: nodes.until[node.index]) {
            // 有效期至 names the last valid day, `until` the one after it.
            let lastDay = Day(rawValue: until.rawValue - 1)
            attributes.append(
                isPermit ? Drawing.Attribute("有效期至", lastDay.iso) : Drawing.Attribute("注销日期", until.iso))
        }
        let name = nodes.names[node.index]
        self.init(
            id: id, kind: kind, name: name.isEmpty ? id : name,
            status: label == EdgeAttributes.noLabel ? nil : snapshot.labels[Int(label)], isCentre: isCentre,
            attributes: attributes, link: links(id, kind))
    }
}

extension Drawing.Edge {
    /// An edge of a snapshot with its label, dates, share, amount and records.
    init(_ edge: EdgeID, of snapshot: GraphSnapshot, kinds: EdgeKindTable, departments: [String]) {
        let row = snapshot.graph.table[edge]
        let (attributes, entry) = (row.attributes, kinds.entry(of: row.kind))
        let name = entry?.name ?? "kind\(row.kind.rawValue)"
        self.init(
            id: "edge:\(edge.rawValue)", from: snapshot.nodes.ids[row.from.index], to: snapshot.nodes.ids[row.to.index],
            kind: name, kindTitle: entry?.title.zh ?? name,
            label: attributes.label == EdgeAttributes.noLabel
                ? nil : Self.shown(snapshot.labels[Int(attributes.label)], of: row.kind),
            since: Day(column: attributes.since),
            until: Day(column: attributes.until),
            endedUndated: attributes.until == Day.endedRawValue,
            share: Share(units: attributes.shareMin, attributes.shareMax),
            directed: row.kind != .kinship && row.kind != .possiblySameAs,
            records: snapshot.graph.table.records(of: edge).map { String($0.rawValue) },
            amount: EdgeAttributes.yuan(attributes.amount), departments: departments)
    }

    /// An edge that no record states, with its probability as label.
    init(_ edge: AddedEdges.Edge, id: EdgeID, of snapshot: GraphSnapshot, kinds: EdgeKindTable) {
        let entry = kinds.entry(of: edge.kind)
        let name = entry?.name ?? "kind\(edge.kind.rawValue)"
        // Down, so that 99.96 % is not shown as certain.
        let percent = Int(edge.probability * 100)
        self.init(
            id: "edge:\(id.rawValue)", from: snapshot.nodes.ids[edge.from.index],
            to: snapshot.nodes.ids[edge.to.index], kind: name, kindTitle: entry?.title.zh ?? name,
            label: edge.probability == 1 ? nil : "\(percent)%", directed: false)
    }

    /// A label as it stands at a line: the shapes of the ends say company or
    /// person already.
    private static func shown(_ label: String, of kind: EdgeKind) -> String? {
        kind == .shareholder && ["企业", "自然人"].contains(label) ? nil : label
    }
}

extension Share {
    /// A range in units of ``EdgeAttributes/wholeShare``; an unknown end is as
    /// far as it can be. Nil when both are unknown.
    init?(units low: Int32, _ high: Int32) {
        guard low >= 0 || high >= 0 else { return nil }
        self.init(
            min: Share.fraction(low >= 0 ? low : 0), max: Share.fraction(high >= 0 ? high : EdgeAttributes.wholeShare))
    }

    /// Exact decimal text: 33,333,333 units are `0.33333333`.
    private static func fraction(_ units: Int32) -> String {
        let whole = EdgeAttributes.wholeShare
        guard units % whole != 0 else { return String(units / whole) }
        var digits = String(units % whole)
        digits = String(repeating: "0", count: 8 - digits.utf8.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return "\(units / whole).\(digits)"
    }
}

extension Day {
    /// The day of a column's number; nil for ``Day/unknownRawValue`` and
    /// ``Day/endedRawValue``.
    fileprivate init?(column raw: Int32) {
        guard raw != Day.unknownRawValue, raw != Day.endedRawValue else { return nil }
        self.init(rawValue: raw)
    }
}

extension OmissionReason {
    /// Words for a reader.
    fileprivate var title: String {
        switch self {
        case .notInForce: "当日无效"
        case .shareBelowMinimum: "低于最低持股"
        case .shareUnknown: "持股比例不明"
        case .excludedNode: "已排除"
        case .hub: "连接过多，未穿过"
        case .page: "超出单页"
        case .nodeBudget: "超出节点上限"
        case .edgeBudget: "超出边数上限"
        case .entryBudget: "超出检索量上限"
        case .deadline: "超时"
        }
    }
}
