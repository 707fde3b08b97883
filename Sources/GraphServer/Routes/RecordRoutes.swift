internal import GraphStore
internal import HTTPTypes
internal import Hummingbird

/// `GET /v1/records/{id}`: the source row behind a fact. `GET /v1/records`: where
/// the rows behind many facts stand.
enum RecordRoutes {
    static let all = [
        Endpoint(
            path: "/v1/records",
            summary: "Where records stand, without their values: theme, department, file and row, import and validity "
                + "of each; missing are numbers that no record has.",
            parameters: [
                .words(
                    "id", "numbers of records, as facts and edges name them", required: true, most: Limits.recordsMax)
            ],
            handle: records),
        Endpoint(
            path: "/v1/records/{id}",
            summary: "One version of a record: its values, file and row, import, findings and validity.",
            handle: record),
    ]

    @Sendable private static func record(_ exchange: Exchange) async throws -> Response {
        let text = exchange.segment("id")
        let number = try number(text, .malformedPath)
        if let same = exchange.notModified() { return same }
        guard let record = try await exchange.storedRecords([number]).first else {
            throw Problem(
                .unknownRecord, "there is no record \(number.rawValue) at epoch \(exchange.snapshot.epoch.rawValue)")
        }
        let theme = exchange.view.catalogue.themeIndex(record.theme).map { exchange.view.catalogue.themes[$0] }
        let columns = RecordBody.Columns(record.columns, theme: theme)
        return exchange.json { json in
            json.placeMembers(of: record, theme: theme, at: exchange.snapshot.epoch)
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

    @Sendable private static func records(_ exchange: Exchange) async throws -> Response {
        let numbers = try (exchange.arguments.words("id") ?? []).map { text throws(Problem) in
            try number(text, .malformedParameter)
        }
        if let same = exchange.notModified() { return same }
        let found = try await exchange.storedRecords(numbers)
        let catalogue = exchange.view.catalogue
        let missing = Set(numbers).subtracting(found.map(\.id)).sorted()
        return exchange.json { json in
            json.key("items")
            json.beginArray()
            for record in found {
                json.beginObject()
                json.placeMembers(
                    of: record, theme: catalogue.themeIndex(record.theme).map { catalogue.themes[$0] },
                    at: exchange.snapshot.epoch)
                json.endObject()
            }
            json.endArray()
            json.key("missing")
            json.beginArray()
            for number in missing { json.quoted(Int(number.rawValue)) }
            json.endArray()
            Page(total: found.count, returned: found.count, next: nil).write(to: &json)
        }
    }

    private static func number(_ text: String, _ code: Problem.Code) throws(Problem) -> RecordID {
        guard let number = UInt32(text) else {
            throw Problem(code, "\(Arguments.shown(text)) is no record number; facts and edges name theirs")
        }
        return RecordID(rawValue: number)
    }
}

extension Exchange {
    /// The records of these numbers, in their order; those that are not there
    /// at this view's epoch are left out.
    fileprivate func storedRecords(_ numbers: [RecordID]) async throws -> [StoredRecord] {
        let epoch = snapshot.epoch
        return try await work {
            try server.records.read { reader in
                // What was imported after this view's epoch is not there yet.
                try numbers.compactMap { try reader.record($0) }.filter { $0.from <= epoch }
            }
        }
    }
}

extension JSONWriter {
    /// Where a record stands: what it is, whose, and the file and import it came with.
    fileprivate mutating func placeMembers(of record: StoredRecord, theme: Theme?, at epoch: Epoch) {
        key("id")
        quoted(Int(record.id.rawValue))
        key("theme")
        string(record.theme)
        key("title")
        string(theme?.title.zh ?? record.theme)
        key("department")
        string(record.department)
        key("source")
        string(record.source)
        key("date")
        day(record.date?.rawValue ?? Day.unknownRawValue)
        key("file")
        string(record.file)
        key("row")
        number(record.row)
        key("import")
        number(Int(record.importNumber))
        key("imported")
        string(record.imported)
        key("received")
        if let received = record.received { string(received) } else { null() }
        key("fromEpoch")
        number(Int(record.from.rawValue))
        key("toEpoch")
        if let to = record.to, to <= epoch { number(Int(to.rawValue)) } else { null() }
    }
}
