import Foundation
import GRDB

/// Brings deliveries into the record store: files are read and checked on one
/// thread and written on another, all in one transaction. Either everything of
/// an import is kept or nothing.
public struct Importer {
    private let store: RecordStore
    private let catalogue: Catalogue
    private let hasher: PersonIDHasher

    /// - Parameter store: open for writing.
    public init(store: RecordStore, catalogue: Catalogue, hasher: PersonIDHasher) {
        self.store = store
        self.catalogue = catalogue
        self.hasher = hasher
    }

    /// A file with its theme.
    private struct Assignment {
        var item: InputItem
        var theme: Int
    }

    /// Imports all files of the paths.
    ///
    /// - Parameters:
    ///   - progress: called a few times a second at most.
    ///   - isCancelled: asked between batches; true rolls everything back.
    /// - Throws: ``RecordError`` (`cancelled` when asked to stop). Bad rows and
    ///   unreadable files are in the report, not thrown.
    public func run(
        _ listing: InputListing, options: ImportOptions, progress: @escaping (ImportProgress) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws -> ImportReport {
        let started = Date()
        var report = ImportReport(number: 0, epoch: 0)
        report.skipped = listing.skipped.map { "\($0.name): \($0.reason)" }
        report.files = listing.errors.map {
            ImportReport.File(name: $0.file ?? "", theme: nil, rows: 0, error: $0.description, notes: [])
        }
        let assignments = assign(listing.items, options: options, report: &report)
        let isFirst = try store.isEmpty()
        if isFirst { try store.prepareBulkLoad() }
        defer { if isFirst { try? store.finishBulkLoad() } }  // A failure shows again at the next opening.
        do {
            try store.database.write { db in
                try write(
                    assignments, db, options: options, started: started, report: &report, progress: progress,
                    isCancelled: isCancelled)
            }
        } catch { throw RecordStore.wrap(error) }
        if isFirst {
            progress(ImportProgress(phase: .indexing, theme: "", rows: report.total.read, quarantined: 0, bytesRead: 0))
            try store.finishBulkLoad()
        }
        report.seconds = Date().timeIntervalSince(started)
        return report
    }

    // MARK: Which file is what

    private func assign(_ items: [InputItem], options: ImportOptions, report: inout ImportReport) -> [Assignment] {
        var assignments: [Assignment] = []
        for item in items {
            do {
                assignments.append(Assignment(item: item, theme: try recognise(item, options: options)))
            } catch {
                report.files.append(
                    ImportReport.File(name: item.displayName, theme: nil, rows: 0, error: "\(error)", notes: []))
            }
        }
        // A theme's files together, in the order given: duplicates are then
        // looked for in one theme at a time.
        return assignments.enumerated().sorted { ($0.element.theme, $0.offset) < ($1.element.theme, $1.offset) }
            .map(\.element)
    }

    private func recognise(_ item: InputItem, options: ImportOptions) throws(IngestError) -> Int {
        if let id = options.theme {
            guard let index = catalogue.themeIndex(id) else {
                throw IngestError(
                    .headerInvalid, "there is no theme \(id); `graph-server themes` lists them", file: item.displayName)
            }
            return index
        }
        if let index = catalogue.recogniseTheme(fileName: item.baseName) { return index }
        let header = try DeliveryReader(item: item).header
        let candidates = catalogue.recogniseTheme(header: header)
        guard let index = candidates.first, candidates.count == 1 else {
            let what =
                candidates.isEmpty
                ? "neither its name nor its header is of a known theme"
                : "its header fits several themes (\(candidates.map { catalogue.themes[$0].id }.joined(separator: ", ")))"
            throw IngestError(
                .headerInvalid, "\(what); name the file <theme>-….csv or give the theme with --theme",
                file: item.displayName, line: 1)
        }
        return index
    }

    // MARK: Writing

    private func write(
        _ assignments: [Assignment], _ db: Database, options: ImportOptions, started: Date, report: inout ImportReport,
        progress: (ImportProgress) -> Void, isCancelled: @escaping @Sendable () -> Bool
    ) throws {
        let epoch = try currentEpoch(db) + 1
        try db.execute(
            sql: "INSERT INTO import (epoch, started, finished, report) VALUES (?, ?, '', '')",
            arguments: [epoch, ISO8601DateFormatter().string(from: started)])
        report.number = db.lastInsertedRowID
        let writer = try DeliveryWriter(db, epoch: Epoch(rawValue: epoch))
        var position = 0
        while position < assignments.count {
            let themeIndex = assignments[position].theme
            let theme = catalogue.themes[themeIndex]
            try writer.beginTheme(theme, catalogueVersion: catalogue.version)
            while position < assignments.count, assignments[position].theme == themeIndex {
                try readFile(
                    assignments[position].item, theme: theme, writer: writer, options: options, report: &report,
                    progress: progress, isCancelled: isCancelled)
                position += 1
            }
            let hasFailedFile = report.files.contains { $0.theme == theme.id && $0.error != nil }
            let counts = try writer.finishTheme(complete: options.isComplete && !hasFailedFile)
            report.themes[theme.id, default: RowCounts()] += counts
            report.total += counts
        }
        for (reason, count) in try newReasons(db, epoch: epoch) { report.reasons[reason] = count }
        report.epoch = writer.changedAnything ? epoch : epoch - 1
        try db.execute(sql: "UPDATE meta SET value = ? WHERE name = 'epoch'", arguments: [String(report.epoch)])
        report.seconds = Date().timeIntervalSince(started)
        let text = String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
        try db.execute(
            sql: "UPDATE import SET epoch = ?, finished = ?, report = ? WHERE number = ?",
            arguments: [report.epoch, ISO8601DateFormatter().string(from: Date()), text, report.number])
    }

    private func currentEpoch(_ db: Database) throws -> UInt32 {
        guard let text = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'epoch'"),
            let number = UInt32(text)
        else { throw RecordError(.damaged, "the database names no epoch; restore it from a backup") }
        return number
    }

    private func newReasons(_ db: Database, epoch: UInt32) throws -> [(String, Int)] {
        try Row.fetchAll(
            db, sql: "SELECT reason, count(*) FROM quarantine WHERE from_epoch = ? GROUP BY reason", arguments: [epoch]
        ).map { ($0[0], $0[1]) }
    }

    private func readFile(
        _ item: InputItem, theme: Theme, writer: DeliveryWriter, options: ImportOptions, report: inout ImportReport,
        progress: (ImportProgress) -> Void, isCancelled: @escaping @Sendable () -> Bool
    ) throws {
        let queue = BoundedQueue<ReadingEvent>(capacity: 3)
        let reading = FileReading(item: item, theme: theme, options: options, hasher: hasher)
        let thread = BackgroundWork { reading.run(into: queue) }
        var rows = 0
        var failure: String?
        var notes: [String] = []
        var lastProgress = Date.distantPast
        do {
            while let event = try queue.pop() {
                guard !isCancelled() else {
                    throw RecordError(.cancelled, "stopped on request; nothing of this import is kept")
                }
                switch event {
                case .opened(let encoding, let header):
                    try writer.beginFile(
                        name: item.displayName, importNumber: report.number, encoding: encoding, header: header)
                case .rows(let batch, let total):
                    try writer.add(batch)
                    rows += batch.rows.count + batch.refused.count
                    guard Date().timeIntervalSince(lastProgress) > 0.2 else { continue }
                    lastProgress = Date()
                    progress(
                        ImportProgress(
                            phase: .reading, theme: theme.id, rows: report.total.read + writer.counts.read,
                            quarantined: report.total.quarantined + writer.counts.quarantined,
                            bytesRead: batch.bytesRead, bytesTotal: total))
                case .failed(let message): failure = message
                case .notes(let texts): notes = texts
                }
            }
        } catch {
            queue.abandon()
            try? thread.wait()  // Its own failure, if any, came through the queue.
            throw error
        }
        try thread.wait()
        if failure == nil || rows > 0 { try writer.finishFile(rows: rows) }
        report.files.append(
            ImportReport.File(name: item.displayName, theme: theme.id, rows: rows, error: failure, notes: notes))
    }
}

/// What the reading thread tells the writing one, in order.
private enum ReadingEvent: Sendable {
    case opened(encoding: String, header: [String])
    case rows(EncodedBatch, bytesTotal: Int?)
    case failed(String)
    case notes([String])
}

/// Reads and checks one file on a thread of its own.
private struct FileReading: Sendable {
    let item: InputItem
    let theme: Theme
    let options: ImportOptions
    let hasher: PersonIDHasher

    func run(into queue: BoundedQueue<ReadingEvent>) {
        do throws(IngestError) {
            try read(into: queue)
        } catch {
            _ = queue.push(.failed(error.description))
        }
        queue.finish()
    }

    private func read(into queue: BoundedQueue<ReadingEvent>) throws(IngestError) {
        let reader = try DeliveryReader(item: item)
        var encoder = RowEncoder(theme: theme, options: options, hasher: hasher, isNDJSON: reader.format == .ndjson)
        try encoder.setHeader(reader.header, file: item.displayName)
        guard queue.push(.opened(encoding: reader.encoding.rawValue, header: reader.header)) else { return }
        var headerCount = reader.header.count
        var batch = RowBatch()
        var words = EncodedBatch()
        while try reader.read(into: &batch) {
            if reader.header.count > headerCount {
                headerCount = reader.header.count
                try encoder.setHeader(reader.header, file: item.displayName)
            }
            var encoded = EncodedBatch()
            // Words keep their numbers through the file.
            encoded.sources = words.sources
            encoded.departments = words.departments
            encoded.bytes.reserveCapacity(batch.bytes.count * 2)
            encoded.rows.reserveCapacity(batch.rows.count)
            encoder.encode(batch, into: &encoded)
            words.sources = encoded.sources
            words.departments = encoded.departments
            encoded.bytesRead = reader.bytesRead
            guard queue.push(.rows(encoded, bytesTotal: reader.totalBytes)) else { return }
        }
        if !reader.notes.isEmpty { _ = queue.push(.notes(reader.notes)) }
    }
}
