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
        let (records, counts, total) = try await exchange.work {
            try exchange.server.records.read { reader in
                (
                    try reader.findings(theme: theme, reason: reason, after: after ?? 0, limit: limit + 1),
                    try position == nil ? reader.findingCounts() : [],
                    try reader.findingsTotal(theme: theme, reason: reason)
                )
            }
        }
        let page = records.prefix(limit)
        return exchange.json(caching: .never) { json in
            json.key("items")
            json.beginArray()
            for record in page { json.findings(of: record) }
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
    fileprivate mutating func findings(of record: RecordFindings) {
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
        key("findings")
        beginArray()
        for finding in record.findings {
            beginObject()
            self.finding(finding)
            endObject()
        }
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
    }
}
