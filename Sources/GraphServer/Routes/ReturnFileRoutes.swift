internal import GraphStore
internal import HTTPTypes
internal import Hummingbird

/// `GET /v1/quarantine/files`, `/v1/imports/{id}/rejects` and `…/rejects.csv`:
/// refused rows as files that go back to their sources.
///
/// Rows of one theme, source and header make one file: a table has one header,
/// and no source is to mend another's rows.
enum ReturnFileRoutes {
    static let all = [
        Endpoint(
            path: "/v1/quarantine/files", summary: "The return files of all refused rows that wait.",
            parameters: [
                .text("theme", "id of a theme"), .text("reason", "code of a reason"),
                .text("file", "name of a delivered file"),
            ],
            handle: {
                try await $0.returnFiles(
                    of: Refusals(
                        theme: try $0.themeFilter(), reason: $0.arguments.text("reason"),
                        file: $0.arguments.text("file")))
            }),
        Endpoint(
            path: "/v1/imports/{id}/rejects",
            summary: "The return files of an import: one for each theme, source and header of its refused rows.",
            parameters: filters,
            handle: { try await $0.returnFiles(of: try await refusals($0)) }),
        Endpoint(
            path: "/v1/imports/{id}/rejects.csv",
            summary: "A return file of an import: refused rows with their reasons. Of several, name= chooses one.",
            parameters: filters + [name], answer: .csv,
            handle: { try await $0.returnFile(of: try await refusals($0)) }),
    ]

    /// Chooses one return file of several.
    static let name = Parameter.text("name", "name of a return file, as /v1/quarantine/files lists them")

    private static let filters: [Parameter] = [
        .text("theme", "id of a theme"), .text("file", "name of a delivered file"),
    ]

    /// The refused rows of the import that `{id}` names.
    ///
    /// - Throws: ``Problem`` `import.unknown` also while it is under way.
    private static func refusals(_ exchange: Exchange) async throws -> Refusals {
        let id = exchange.segment("id")
        let number: Int64
        if let job = exchange.server.imports.job(id) {
            guard let stored = job.current.number else {
                throw Problem(
                    .unknownImport,
                    "the import \(job.id) is \(job.current.phase.rawValue); its return files are there once it is done",
                    help: "/v1/imports/\(job.id)")
            }
            number = stored
        } else {
            _ = try await exchange.storedReport(id)
            number = Int64(id) ?? 0
        }
        return Refusals(
            theme: try exchange.themeFilter(), file: exchange.arguments.text("file"), importNumber: number)
    }

    /// The rows of the return file of this name; without a name there must be
    /// but one.
    ///
    /// - Returns: in the order given.
    /// - Throws: ``Problem`` `quarantine.severalFiles` when there are several
    ///   and no name, `quarantine.unknownFile` when none has the name.
    static func rows(of entries: [QuarantineEntry], name: String?) throws(Problem) -> [QuarantineEntry] {
        let files = Dictionary(grouping: entries) { ReturnFile.name(of: $0) }
        let names = files.keys.sorted()
        let shown = names.prefix(10).joined(separator: ", ") + (names.count > 10 ? " …" : "")
        if let name {
            if let rows = files[name] { return rows }
            throw Problem(
                .unknownReturnFile,
                "there is no return file \(Arguments.shown(name)) of these rows; there are: \(shown)",
                help: "/v1/quarantine/files")
        }
        guard files.count <= 1 else {
            throw Problem(
                .severalReturnFiles,
                "the refused rows make \(files.count) files, one for each theme, source and header; choose one with "
                    + "name=: \(shown)", help: "/v1/quarantine/files")
        }
        return entries
    }
}

/// Which refused rows are asked for; nil means all.
struct Refusals: Sendable {
    var theme: String?
    var reason: String?
    var file: String?
    var importNumber: Int64?
}

extension Exchange {
    /// Refused rows, oldest first.
    ///
    /// - Throws: ``Problem`` `quarantine.tooManyRows`.
    private func rows(of refusals: Refusals) async throws -> [QuarantineEntry] {
        try await work {
            let entries = try server.records.read { reader in
                try reader.refused(
                    theme: refusals.theme, reason: refusals.reason, file: refusals.file,
                    importNumber: refusals.importNumber, after: 0, limit: Limits.returnRowsMax + 1)
            }
            guard entries.count <= Limits.returnRowsMax else {
                throw Problem(
                    .tooManyRows,
                    "more than \(Limits.returnRowsMax) rows were refused; ask for one theme, file or reason, "
                        + "or use graph-server quarantine --csv")
            }
            return entries
        }
    }

    /// One return file.
    ///
    /// - Throws: ``Problem`` `quarantine.tooManyRows`, `quarantine.severalFiles`,
    ///   `quarantine.unknownFile`.
    func returnFile(of refusals: Refusals) async throws -> Response {
        let rows = try ReturnFileRoutes.rows(of: try await rows(of: refusals), name: arguments.text("name"))
        let csv = try await work {
            var file = ReturnFile(header: rows.first?.header ?? [])
            for row in rows { file.add(row) }
            return file.bytes
        }
        let name = rows.first.map { ReturnFile.name(of: $0, importNumber: refusals.importNumber) } ?? "no-rows"
        var response = bytes(csv, mediaType: "text/csv; charset=utf-8; header=present", caching: .never, format: "csv")
        // The start of the name says the theme when the file comes back.
        response.headers[.contentDisposition] =
            "attachment; filename*=UTF-8''\(PercentText.encodeSegment(name)).csv"
        response.headers[.epoch] = String(snapshot.epoch.rawValue)
        return response
    }

    /// The list of return files, by name, each with the path that answers it.
    ///
    /// - Throws: ``Problem`` `quarantine.tooManyRows`.
    func returnFiles(of refusals: Refusals) async throws -> Response {
        let entries = try await rows(of: refusals)
        let files = Dictionary(grouping: entries) { ReturnFile.name(of: $0) }.sorted { $0.key < $1.key }
        let start =
            refusals.importNumber.map { "/v1/imports/\($0)/rejects.csv?" } ?? "/v1/quarantine?format=csv&"
        let filters = [("theme", refusals.theme), ("reason", refusals.reason), ("file", refusals.file)]
            .compactMap { name, value in value.map { "&\(name)=\(PercentText.encodeSegment($0))" } }.joined()
        return json(caching: .never) { json in
            json.key("items")
            json.beginArray()
            for (name, rows) in files {
                guard let first = rows.first else { continue }
                json.beginObject()
                json.key("name")
                json.string(name)
                json.key("theme")
                json.string(first.theme)
                json.key("source")
                json.string(first.source)
                json.key("departments")
                json.strings(Set(rows.map(\.department)).sorted())
                json.key("files")
                json.strings(Set(rows.map(\.file)).sorted())
                json.key("columns")
                json.strings(first.columns)
                json.key("rows")
                json.number(rows.count)
                json.key("path")
                json.string(start + "name=\(PercentText.encodeSegment(name))" + filters)
                json.endObject()
            }
            json.endArray()
            Page(total: files.count, returned: files.count).write(to: &json)
        }
    }
}

extension JSONWriter {
    /// A list of texts.
    fileprivate mutating func strings(_ texts: [String]) {
        beginArray()
        for text in texts { string(text) }
        endArray()
    }
}
