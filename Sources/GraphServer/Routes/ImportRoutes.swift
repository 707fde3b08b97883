internal import Foundation
internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import ServiceLifecycle

/// `POST /v1/imports` and what tells of an import.
enum ImportRoutes {
    static let all = [
        Endpoint(
            method: .post, path: "/v1/imports",
            summary: "Loads one file of records (csv, ndjson, BODS json, gz, zip); the body is the file as it is.",
            parameters: [
                .text("name", "the file's name, such as penalty-2024.csv; says theme and format"),
                .text("theme", "id of the theme, where neither name nor header says it"),
                .text("source", "id of the source system of rows that do not name theirs"),
                .text("department", "id of the department of rows that do not name theirs"),
                .choice(
                    "full", ["true", "false"], fallback: "false",
                    "the file is all that there is: absent records are withdrawn"),
            ],
            body: .bytes, status: .accepted, handle: begin),
        Endpoint(
            path: "/v1/imports",
            summary: "Imports over HTTP since the start, the newest first, and the reports of all.",
            parameters: [.limit], handle: list),
        Endpoint(
            path: "/v1/imports/{id}", summary: "An import by its id, or by the number that the store gave it.",
            handle: status),
        Endpoint(
            path: "/v1/imports/{id}/events", summary: "Progress of an import as server-sent events, until it is over.",
            answer: .events, handle: events),
    ]

    @Sendable private static func begin(_ exchange: Exchange) async throws -> Response {
        let (server, arguments) = (exchange.server, exchange.arguments)
        var options = ImportOptions()
        options.themeOption = "theme="
        options.theme = try exchange.themeFilter()
        options.source = try exchange.known("source", among: exchange.view.catalogue.sources)
        options.department = try exchange.known("department", among: exchange.view.catalogue.departments)
        options.isComplete = arguments.choice("full") == "true"
        let given = arguments.text("name") ?? "\(options.theme ?? "upload").csv"
        guard let name = Upload.fileName(given) else {
            throw Problem(
                .malformedParameter,
                "name=\(Arguments.shown(given)) is no file name of at most "
                    + "\(Limits.fileNameByteCountMax) bytes")
        }
        if let length = exchange.request.headers[.contentLength].flatMap({ Int($0) }),
            length > Limits.uploadByteCountMax
        {
            throw Problem(
                .bodyTooLarge,
                "the body has \(length) bytes, at most \(Limits.uploadByteCountMax) are taken; "
                    + "compress it or send it in parts")
        }
        try server.imports.checkRoom()
        let received = try await Upload.receive(
            exchange.request.body, name: name, into: server.imports.uploadFolder,
            byteCountMax: Limits.uploadByteCountMax)
        let job: ImportJob
        do {
            job = try server.imports.add(
                path: received.path, fileName: name, byteCount: received.byteCount, options: options)
        } catch {
            // The upload has no job that would remove it; it may fail again there.
            try? FileManager.default.removeItem(atPath: (received.path as NSString).deletingLastPathComponent)
            throw error
        }
        var response = exchange.json(status: .accepted, caching: .never) { json in
            json.key("job")
            json.job(job, job.current)
        }
        response.headers[.location] = "/v1/imports/\(job.id)"
        return response
    }

    @Sendable private static func list(_ exchange: Exchange) async throws -> Response {
        let limit = exchange.arguments.integer("limit")
        let reports = try await exchange.work { try exchange.server.records.read { try $0.imports(limit: limit) } }
        let jobs = exchange.server.imports.all
        return exchange.json(caching: .never) { json in
            json.key("jobs")
            json.beginArray()
            for job in jobs.prefix(limit) { json.job(job, job.current) }
            json.endArray()
            json.key("items")
            json.beginArray()
            for report in reports { json.raw(Array(report.utf8)) }
            json.endArray()
            Page(total: reports.count, totalIsEstimated: reports.count == limit, returned: reports.count)
                .write(to: &json)
        }
    }

    @Sendable private static func status(_ exchange: Exchange) async throws -> Response {
        let id = exchange.segment("id")
        if let job = exchange.server.imports.job(id) {
            return exchange.json(caching: .never) { json in
                json.key("job")
                json.job(job, job.current)
            }
        }
        let report = try await exchange.storedReport(id)
        return exchange.json(caching: .never) { json in
            json.key("job")
            json.null()
            json.key("report")
            json.raw(Array(report.utf8))
        }
    }

    /// Server-sent events (the WHATWG's HTML standard, §9.2): `progress` with
    /// the state at every change, then `done` or `failed`.
    @Sendable private static func events(_ exchange: Exchange) async throws -> Response {
        let id = exchange.segment("id")
        guard let job = exchange.server.imports.job(id) else { throw exchange.unknownImport(id) }
        let body = ResponseBody { writer in
            var told = -1
            var quietRounds = 0
            while true {
                let state = job.current
                if state.version != told {
                    var json = JSONWriter()
                    json.job(job, state)
                    let event = job.isOver ? state.phase.rawValue : "progress"
                    let text = Array("event: \(event)\nid: \(state.version)\ndata: ".utf8) + json.bytes + [0x0a, 0x0a]
                    try await writer.write(ByteBuffer(bytes: text))
                    (told, quietRounds) = (state.version, 0)
                }
                // The state may have changed while it was written.
                if [.done, .failed].contains(state.phase) || Task.isShuttingDownGracefully { break }
                quietRounds += 1
                if quietRounds % 100 == 0 { try await writer.write(ByteBuffer(string: ": still there\n\n")) }
                try await Task.sleep(for: .milliseconds(100))
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
    }
}

extension Exchange {
    /// A parameter that must name something of the catalogue.
    fileprivate func known(_ name: String, among known: [Catalogue.Named]) throws(Problem) -> String? {
        guard let id = arguments.text(name) else { return nil }
        guard known.contains(where: { $0.id == id }) else {
            throw Problem(
                .malformedParameter,
                "\(name)=\(Arguments.shown(id)) is not of the catalogue; known ones: "
                    + known.map(\.id).joined(separator: ", "))
        }
        return id
    }

    fileprivate func unknownImport(_ id: String) -> Problem {
        Problem(
            .unknownImport, "there is no import \(Arguments.shown(id)); /v1/imports lists them", help: "/v1/imports")
    }

    /// The report of an import by its number in the store.
    func storedReport(_ id: String) async throws -> String {
        guard let number = Int64(id),
            let report = try await work({ try server.records.read { try $0.importReport(number) } })
        else { throw unknownImport(id) }
        return report
    }
}
