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
            parameters: [
                .asOf, Parameter(name: "from", form: .day, summary: "facts of this day or later"),
                Parameter(name: "to", form: .day, summary: "facts of this day or earlier"),
                .words("theme", "ids of themes"), .words("department", "ids of departments"), .limit, .cursor,
            ],
            handle: { try await timeline($0, kind) })
    }

    private static func timeline(_ exchange: Exchange, _ kind: NodeKind) async throws -> Response {
        let node = try exchange.entity(kind)
        if let same = exchange.notModified() { return same }
        let position = try exchange.cursor()
        let after = try position.map { cursor throws(Problem) in
            guard let key = FactKey(text: cursor.key) else { throw ListCursor.bad }
            return key
        }
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

/// The place of a fact on the timeline: later days first, undated last, newer
/// records first.
struct FactKey: Comparable {
    var day: Int32
    var record: UInt32

    init(_ row: Int, _ facts: FactTable) { (day, record) = (facts.date[row], facts.record[row]) }

    init?(text: String) {
        let parts = text.split(separator: "/")
        guard parts.count == 2, let day = Int32(parts[0]), let record = UInt32(parts[1]) else { return nil }
        (self.day, self.record) = (day, record)
    }

    var text: String { "\(day)/\(record)" }

    static func < (a: FactKey, b: FactKey) -> Bool { a.day != b.day ? a.day > b.day : a.record > b.record }
}

extension Exchange {
    /// Rows of the fact table that the timeline's filters let through, in its
    /// order.
    fileprivate func timelineRows(of node: NodeID) throws(Problem) -> [Int] {
        let facts = snapshot.facts
        let themes = try numbers(of: "theme", in: snapshot.themes, known: view.catalogue.themes.map(\.id))
        let departments = try numbers(
            of: "department", in: snapshot.departments, known: view.catalogue.departments.map(\.id))
        let (from, to) = (arguments.day("from")?.rawValue, arguments.day("to")?.rawValue)
        let rows = facts.range(of: node).filter { row in
            let day = facts.date[row]
            let isDated = day != Day.unknownRawValue
            if isDated, day > asOf.rawValue { return false }
            if let from, !isDated || day < from { return false }
            if let to, !isDated || day > to { return false }
            if let themes, !themes.contains(Int(facts.theme[row])) { return false }
            if let departments, !departments.contains(Int(facts.department[row])) { return false }
            return true
        }
        return rows.sorted { FactKey($0, facts) < FactKey($1, facts) }
    }

    private func numbers(of name: String, in words: [String], known: [String]) throws(Problem) -> Set<Int>? {
        guard let wanted = arguments.words(name) else { return nil }
        var numbers: Set<Int> = []
        for word in wanted {
            if let number = words.firstIndex(of: word) {
                numbers.insert(number)
            } else if !known.contains(word) {
                throw Problem(
                    .unknownTheme, "there is no \(name) \(Arguments.shown(word)); /v1/\(name)s lists them",
                    help: "/v1/\(name)s")
            }
        }
        return numbers
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

    /// One fact with its source; `titles` are those of its node.
    mutating func fact(_ row: Int, titles: TextRun, view: ServedView) {
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
        endObject()
    }
}
