internal import GraphStore
internal import HTTPTypes
internal import Hummingbird

/// `GET /v1/companies/{id}/timeline`, and the same of persons and premises:
/// what records say of an entity, by day.
enum TimelineRoutes {
    static let all = [
        endpoint(.company, "The facts of a company, the latest first, undated ones last."),
        endpoint(.person, "The facts of a person, the latest first, undated ones last."),
        endpoint(.premises, "The facts of premises, the latest first, undated ones last."),
    ]

    private static func endpoint(_ kind: NodeKind, _ summary: String) -> Endpoint {
        Endpoint(
            path: "/v1/\(EntityPath.folder(of: kind))/{id}/timeline", summary: summary,
            parameters: FactFilter.parameters + [.limit, .cursor],
            handle: { try await timeline($0, kind) })
    }

    private static func timeline(_ exchange: Exchange, _ kind: NodeKind) async throws -> Response {
        let node = try exchange.entity(kind)
        if let same = exchange.notModified() { return same }
        let (position, after) = try exchange.factPosition()
        let rows = try exchange.timelineRows(of: node)
        let facts = exchange.snapshot.facts
        let start = after.map { key in rows.firstIndex { key < FactKey($0, facts) } ?? rows.count } ?? 0
        let page = rows[start...].prefix(exchange.arguments.integer("limit"))
        let titles = try facts.titles.run(spanning: page)
        return exchange.json { json in
            json.key("subject")
            json.entity(node, of: exchange.snapshot)
            json.key("laterFactCount")
            json.number(facts.range(of: node).count { facts.date[$0] > exchange.asOf.rawValue })
            json.key("items")
            json.beginArray()
            for row in page { json.fact(row, titles: titles, view: exchange.view) }
            json.endArray()
            json.noteWithoutFacts(of: node, snapshot: exchange.snapshot)
            let isLast = page.endIndex == rows.endIndex
            Page(
                total: rows.count, returned: page.count,
                next: isLast ? nil : page.last.map { exchange.cursor(after: FactKey($0, facts).text) },
                epochChanged: position.map { $0.epoch != exchange.snapshot.epoch } ?? false
            ).write(to: &json)
        }
    }
}

extension Exchange {
    /// Rows of the fact table that the timeline's filters let through, in its
    /// order.
    fileprivate func timelineRows(of node: NodeID) throws(Problem) -> [Int] {
        let facts = snapshot.facts
        let filter = try factFilter()
        return facts.range(of: node).filter { filter.takes($0, of: facts) }
            .sorted { FactKey($0, facts) < FactKey($1, facts) }
    }
}

extension JSONWriter {
    /// Why an entity has no facts at all, where that may surprise: other
    /// entities' records name it. Nothing otherwise.
    mutating func noteWithoutFacts(of node: NodeID, snapshot: GraphSnapshot) {
        guard snapshot.facts.range(of: node).isEmpty else { return }
        let path = EntityPath.path(of: snapshot.nodes.ids[node.index], kind: snapshot.nodes.kind(of: node))
        key("note")
        beginObject()
        languages(
            Title(
                zh: "没有以该主体为对象的记录；它只在其他主体的记录中出现，相关关系及起止日期见 see 所指路径。",
                en:
                    "No record is about this entity; others' records name it. Its relations with their dates are at the "
                    + "path in see."))
        key("see")
        string(path + "/relations")
        endObject()
    }

    /// One fact with its source; `titles` hold that of the row. `subject` is whom
    /// it is about, where the answer does not tell already.
    mutating func fact(_ row: Int, titles: TextRun, subject: NodeID? = nil, view: ServedView) {
        let snapshot = view.snapshot
        beginObject()
        key("record")
        quoted(Int(snapshot.facts.record[row]))
        key("date")
        day(snapshot.facts.date[row])
        members(view.words.themes[Int(snapshot.facts.theme[row])].members)
        key("summary")
        escapedString(titles.text(row))
        amount(snapshot.facts.amount[row])
        members(view.words.departments[Int(snapshot.facts.department[row])])
        members(view.words.sources[Int(snapshot.facts.source[row])])
        key("hasFindings")
        bool(snapshot.facts.flags[row] & 1 != 0)
        if let subject {
            key("subject")
            entity(subject, of: snapshot)
        }
        endObject()
    }
}
