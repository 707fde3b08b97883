internal import GraphStore
internal import HTTPTypes
internal import Hummingbird

/// `GET /v1/quarantine`: refused rows, as JSON or as a return file.
enum QuarantineRoutes {
    static let all = [
        Endpoint(
            path: "/v1/quarantine",
            summary: "Refused rows that wait to be mended, oldest first; format=csv gives one return file, which "
                + "name= chooses when there are several.",
            parameters: [
                .text("theme", "id of a theme"), .text("reason", "code of a reason"),
                .text("file", "name of a delivered file"),
                .choice("format", ["json", "csv"], fallback: "json", "json, or a return file as csv"),
                ReturnFileRoutes.name, .limit, .cursor,
            ],
            answer: .table, handle: quarantine)
    ]

    @Sendable private static func quarantine(_ exchange: Exchange) async throws -> Response {
        let theme = try exchange.themeFilter()
        let (reason, file) = (exchange.arguments.text("reason"), exchange.arguments.text("file"))
        if exchange.arguments.choice("format") == "csv" {
            return try await exchange.returnFile(of: Refusals(theme: theme, reason: reason, file: file))
        }
        let position = try exchange.cursor()
        let after = try position.map { cursor throws(Problem) in
            guard let id = Int64(cursor.key) else { throw ListCursor.bad }
            return id
        }
        let limit = exchange.arguments.integer("limit")
        let (entries, counts) = try await exchange.work {
            try exchange.server.records.read { reader in
                (
                    try reader.refused(theme: theme, reason: reason, file: file, after: after ?? 0, limit: limit + 1),
                    try reader.quarantineCounts()
                )
            }
        }
        let page = entries.prefix(limit)
        let matching = counts.filter { (theme == nil || $0.theme == theme) && (reason == nil || $0.reason == reason) }
        return exchange.json(caching: .never) { json in
            json.key("items")
            json.beginArray()
            for entry in page { json.refused(entry) }
            json.endArray()
            json.key("counts")
            json.beginArray()
            for count in matching {
                json.beginObject()
                json.key("theme")
                json.string(count.theme)
                json.key("reason")
                json.string(count.reason)
                json.key("count")
                json.number(count.count)
                json.endObject()
            }
            json.endArray()
            Page(
                total: matching.reduce(0) { $0 + $1.count },
                // Counts are kept by theme and reason, not by file.
                totalIsEstimated: file != nil, returned: page.count,
                next: entries.count > limit ? page.last.map { exchange.cursor(after: String($0.id)) } : nil,
                epochChanged: position.map { $0.epoch != exchange.snapshot.epoch } ?? false
            ).write(to: &json)
        }
    }
}

extension Exchange {
    /// The `theme` parameter, which must be one of the catalogue.
    ///
    /// - Throws: ``Problem`` `theme.unknown`.
    func themeFilter() throws(Problem) -> String? {
        guard let theme = arguments.text("theme") else { return nil }
        guard view.catalogue.themeIndex(theme) != nil else {
            throw Problem(
                .unknownTheme, "there is no theme \(Arguments.shown(theme)); /v1/themes lists them", help: "/v1/themes")
        }
        return theme
    }
}

extension RecordReader {
    /// Refused rows in order, with a filter by file name beside the store's.
    ///
    /// - Complexity: O(rows read until `limit` fit).
    func refused(
        theme: String?, reason: String?, file: String?, importNumber: Int64? = nil, after: Int64, limit: Int
    ) throws -> [QuarantineEntry] {
        guard let file else {
            return try quarantine(theme: theme, reason: reason, importNumber: importNumber, after: after, limit: limit)
        }
        var found: [QuarantineEntry] = []
        var position = after
        while found.count < limit {
            let page = try quarantine(
                theme: theme, reason: reason, importNumber: importNumber, after: position, limit: 1_000)
            found += page.filter { $0.file == file }
            guard let last = page.last, page.count == 1_000 else { break }
            position = last.id
        }
        return Array(found.prefix(limit))
    }
}

extension JSONWriter {
    /// A refused row.
    mutating func refused(_ entry: QuarantineEntry) {
        beginObject()
        key("id")
        number(Int(entry.id))
        key("theme")
        string(entry.theme)
        key("source")
        string(entry.source)
        key("department")
        string(entry.department)
        key("file")
        string(entry.file)
        key("row")
        number(entry.row)
        key("line")
        number(entry.line)
        key("column")
        if let column = entry.column { string(column) } else { null() }
        key("reason")
        string(entry.reason)
        key("message")
        string(entry.message)
        key("original")
        string(entry.originalText)
        key("epoch")
        number(Int(entry.epoch.rawValue))
        endObject()
    }
}
