internal import GraphStore
internal import HTTPTypes
internal import Hummingbird

/// `GET /v1/records/{id}`: the source row behind a fact.
enum RecordRoutes {
    static let all = [
        Endpoint(
            path: "/v1/records/{id}",
            summary: "One version of a record: its values, file and row, import, findings and validity.",
            handle: record)
    ]

    @Sendable private static func record(_ exchange: Exchange) async throws -> Response {
        let text = exchange.segment("id")
        guard let number = UInt32(text) else {
            throw Problem(.malformedPath, "\(Arguments.shown(text)) is no record number; facts and edges name theirs")
        }
        if let same = exchange.notModified() { return same }
        let epoch = exchange.snapshot.epoch
        let found = try await exchange.work {
            try exchange.server.records.read { try $0.record(RecordID(rawValue: number)) }
        }
        // What was imported after this view's epoch is not there yet.
        guard let record = found, record.from <= epoch else {
            throw Problem(.unknownRecord, "there is no record \(number) at epoch \(epoch.rawValue)")
        }
        let catalogue = exchange.view.catalogue
        let theme = catalogue.themeIndex(record.theme).map { catalogue.themes[$0] }
        let columns = RecordBody.Columns(record.columns, theme: theme)
        return exchange.json { json in
            json.key("id")
            json.string(text)
            json.key("theme")
            json.string(record.theme)
            json.key("title")
            json.string(theme?.title.zh ?? record.theme)
            json.key("department")
            json.string(record.department)
            json.key("source")
            json.string(record.source)
            json.key("date")
            json.day(record.date?.rawValue ?? Day.unknownRawValue)
            json.key("file")
            json.string(record.file)
            json.key("row")
            json.number(record.row)
            json.key("import")
            json.number(Int(record.importNumber))
            json.key("imported")
            json.string(record.imported)
            json.key("received")
            if let received = record.received { json.string(received) } else { json.null() }
            json.key("fromEpoch")
            json.number(Int(record.from.rawValue))
            json.key("toEpoch")
            if let to = record.to, to <= epoch { json.number(Int(to.rawValue)) } else { json.null() }
            json.codeCheck(record.codeCheck ?? 0xff)
            json.key("findings")
            json.beginArray()
            for finding in record.findings { json.string(finding) }
            json.endArray()
            RecordBody.write(record.payload, columns: columns, to: &json)
            json.key("columns")
            json.raw(columns.titles)
        }
    }
}
