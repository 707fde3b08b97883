internal import GraphStore
internal import HTTPTypes
internal import Hummingbird

/// `GET /v1/findings`: accepted records of which something was kept with a
/// remark.
enum FindingRoutes {
    static let all = [
        Endpoint(
            path: "/v1/findings",
            summary: "Live records with findings (something of them was kept with a remark, such as a wrong check "
                + "digit), oldest first, and on the first page how many there are by theme, column and reason.",
            parameters: [.text("theme", "id of a theme"), .text("reason", "code of a reason"), .limit, .cursor],
            handle: findings)
    ]

    @Sendable private static func findings(_ exchange: Exchange) async throws -> Response {
        let theme = try exchange.themeFilter()
        let reason = exchange.arguments.text("reason")
        let position = try exchange.cursor()
        let after = try position.map { cursor throws(Problem) in
            guard let id = Int64(cursor.key) else { throw ListCursor.bad }
            return id
        }
        let limit = exchange.arguments.integer("limit")
        let (records, counts, total, subjects) = try await exchange.work {
            let page = try exchange.server.records.read {
                try $0.findingsPage(theme: theme, reason: reason, after: after, limit: limit + 1)
            }
            let subjects = exchange.snapshot.facts.nodes(of: page.records.map(\.record))
            return (page.records, page.counts, page.total, subjects)
        }
        let page = records.prefix(limit)
        return exchange.json(caching: .never) { json in
            json.key("items")
            json.beginArray()
            for record in page {
                json.findings(of: record, subject: subjects[record.record], view: exchange.view)
            }
            json.endArray()
            // They are the same for every page: the first one has them.
            if position == nil {
                json.key("counts")
                json.beginArray()
                for count in counts
                where (theme == nil || count.theme == theme) && (reason == nil || count.finding.reason == reason) {
                    json.count(count)
                }
                json.endArray()
            }
            Page(
                total: total, returned: page.count,
                next: records.count > limit
                    ? page.last.map { exchange.cursor(after: String($0.record.rawValue)) } : nil,
                epochChanged: position.map { $0.epoch != exchange.snapshot.epoch } ?? false
            ).write(to: &json)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func findings(of record: RecordFindings, subject: NodeID?, view: ServedView) {
        let theme = view.catalogue.themeIndex(record.theme).map { view.catalogue.themes[$0] }
        beginObject()
        key("record")
        quoted(Int(record.record.rawValue))
        key("theme")
        string(record.theme)
        key("source")
        string(record.source)
        key("department")
        string(record.department)
        key("file")
        string(record.file)
        key("row")
        number(record.row)
        key("subject")
        if let subject {
            beginObject()
            key("id")
            string(view.snapshot.nodes.ids, subject.index)
            key("kind")
            string(view.snapshot.nodes.kind(of: subject).name)
            key("name")
            string(view.snapshot.nodes.names, subject.index)
            endObject()
        } else {
            null()
        }
        key("findings")
        beginArray()
        for finding in record.findings {
            beginObject()
            self.finding(finding)
            key("value")
            if let value = record.shownValue(of: finding, theme: theme) { string(value) } else { null() }
            endObject()
        }
        endArray()
        key("competingWith")
        beginArray()
        for rival in record.rivals { quoted(Int(rival.rawValue)) }
        endArray()
        endObject()
    }

    fileprivate mutating func count(_ count: FindingCount) {
        beginObject()
        key("theme")
        string(count.theme)
        finding(count.finding)
        key("count")
        number(count.count)
        key("examples")
        beginArray()
        for record in count.examples { quoted(Int(record.rawValue)) }
        endArray()
        endObject()
    }

    private mutating func finding(_ finding: RecordFindings.Finding) {
        key("column")
        string(finding.column)
        key("reason")
        string(finding.reason)
        languages(ReasonText.sentence(of: finding.reason) ?? Title(zh: finding.reason, en: finding.reason))
    }
}

extension RecordFindings {
    /// The value that a finding is about, where anybody may see it.
    func shownValue(of finding: Finding, theme: Theme?) -> String? {
        if finding == .competing { return rivals.map { String($0.rawValue) }.joined(separator: " ") }
        // A column that the catalogue no longer has may have been personal.
        guard let theme, let column = theme.columnIndex(finding.column),
            theme.columns[column].personal != .identifier, theme.columns[column].type != .personID
        else { return nil }
        return values[finding.column]
    }
}
