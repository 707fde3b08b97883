internal import GraphStore
internal import HTTPTypes
internal import Hummingbird

/// `GET /v1/companies/{id}/relations` and the same of every other kind of
/// entity: all edges at it, by pages, in the order of the graph.
enum RelationRoutes {
    static let all = NodeKind.allCases.map(endpoint)

    private static func endpoint(_ kind: NodeKind) -> Endpoint {
        Endpoint(
            path: "/v1/\(EntityPath.folder(of: kind))/{id}/relations",
            summary: "All relations of a \(kind.name) by pages, by kind and then by the entity at the other end.",
            parameters: [
                .asOf, .words("kinds", "kinds of relation, such as shareholder"),
                .choice("in-force", ["true", "all"], fallback: "all", "only relations in force on the day, or all"),
                .limit, .cursor,
            ],
            schema: "RelationPage", handle: { try await relations($0, kind) })
    }

    private static func relations(_ exchange: Exchange, _ kind: NodeKind) async throws -> Response {
        let node = try await exchange.entityOrNumbered(kind)
        if let same = exchange.notModified() { return same }
        let position = try exchange.cursor()
        var filter = EdgeFilter(kinds: try exchange.edgeKinds("kinds") ?? .all)
        if exchange.arguments.choice("in-force") == "true" { filter.asOf = exchange.asOf }
        let question = filter
        let limit = exchange.arguments.integer("limit")
        let start = try exchange.expansionStart(at: node, position, in: exchange.snapshot.graph)
        let (page, sources, total) = try await exchange.work {
            let page = exchange.snapshot.graph.page(
                from: start, limit: limit, filter: question, budget: exchange.server.budget(nodes: .max, edges: .max))
            let sources = try exchange.sources(of: page.entries.map(\.edge), summaries: true)
            return (page, sources, exchange.snapshot.graph.relationCount(of: node, filter: question))
        }
        return exchange.json { json in
            json.key("subject")
            json.entity(node, of: exchange.snapshot)
            json.key("items")
            json.beginArray()
            for (entry, sources) in zip(page.entries, sources) {
                json.relation(entry, view: exchange.view, asOf: exchange.asOf, sources: sources)
            }
            json.endArray()
            Page(
                total: total, returned: page.entries.count,
                next: page.next.map {
                    exchange.cursor(after: exchange.expansionKey($0, in: exchange.snapshot.graph))
                },
                epochChanged: position.map { $0.epoch != exchange.snapshot.epoch } ?? false
            ).write(to: &json)
            json.exploration(page.explored, omitted: page.omitted, kinds: exchange.view.edgeKinds)
        }
    }
}

extension CSRGraph {
    /// Relations of a node that the filter's kinds, directions and day follow,
    /// a self-loop once.
    ///
    /// - Complexity: O(degree).
    func relationCount(of node: NodeID, filter: EdgeFilter) -> Int {
        var count = 0
        for position in row(of: node) {
            let entry = entry(at: position)
            let isOut = entry.mark.direction == .out
            if let day = filter.asOf, !table.isInForce(entry.edge, on: day) { continue }
            guard (isOut ? filter.outward : filter.inward).contains(entry.mark.kind) else { continue }
            if !isOut, entry.target == node, filter.outward.contains(entry.mark.kind) { continue }
            count += 1
        }
        return count
    }
}

extension Exchange {
    /// Edge kinds of a list parameter by name; nil when it is absent.
    ///
    /// - Throws: ``Problem`` `query.unknownKind`.
    func edgeKinds(_ name: String) throws(Problem) -> EdgeKindSet? {
        guard let words = arguments.words(name) else { return nil }
        var kinds = EdgeKindSet.none
        for word in words {
            guard let kind = view.edgeKinds.kind(named: word) else {
                let known = view.edgeKinds.entries.map(\.name).joined(separator: ", ")
                throw Problem(.unknownKind, "\(name)=\(Arguments.shown(word)) is no kind of edge; known ones: \(known)")
            }
            kinds.insert(kind)
        }
        return kinds
    }

    /// A place in a node's row as the key of a cursor: the node, the offset,
    /// and the last entry read, which finds the place again at another epoch.
    func expansionKey(_ cursor: ExpansionCursor, in graph: CSRGraph) -> String {
        let row = graph.row(of: cursor.node)
        let last = graph.entry(at: row.lowerBound + cursor.offset - 1)
        return [
            String(cursor.offset), "\(last.mark.rawValue) \(snapshot.nodes.ids[last.target.index])",
            snapshot.nodes.ids[cursor.node.index],
        ].joined(separator: "\u{1f}")
    }

    /// Where to read a node's row on.
    ///
    /// - Throws: ``Problem`` `query.badCursor`.
    func expansionStart(
        at node: NodeID?, _ cursor: ListCursor?, in graph: CSRGraph
    ) throws(Problem) -> ExpansionCursor {
        guard let cursor else {
            guard let node else { throw ListCursor.bad }
            return ExpansionCursor(node: node)
        }
        let parts = cursor.key.split(separator: "\u{1f}", omittingEmptySubsequences: false)
        guard parts.count == 3, let offset = Int(parts[0]), offset > 0, let owner = snapshot.node(String(parts[2])),
            node == nil || node == owner
        else { throw ListCursor.bad }
        let row = graph.row(of: owner)
        if cursor.epoch == snapshot.epoch {
            guard offset <= row.count else { throw ListCursor.bad }
            return ExpansionCursor(node: owner, offset: offset)
        }
        let last = parts[1].split(separator: " ", maxSplits: 1)
        guard last.count == 2, let mark = UInt8(last[0]) else { throw ListCursor.bad }
        if let target = snapshot.node(String(last[1])) {
            let after = row.last { position in
                let entry = graph.entry(at: position)
                return entry.mark.rawValue == mark && entry.target == target
            }
            if let after { return ExpansionCursor(node: owner, offset: after - row.lowerBound + 1) }
        }
        // The last entry is gone: on at the same offset, or at the end.
        return ExpansionCursor(node: owner, offset: min(offset, row.count))
    }
}
