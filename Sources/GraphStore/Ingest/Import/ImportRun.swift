import Foundation
import GRDB

/// One import's transaction: takes what the reading thread delivers, writes it
/// and keeps account.
final class ImportRun {
    private let db: Database
    private let catalogue: Catalogue
    private let hasher: PersonIDHasher
    private let options: ImportOptions
    private let started: Date
    private let load: FirstLoad?
    private let progress: (ImportProgress) -> Void
    private let isCancelled: @Sendable () -> Bool
    private var report: ImportReport
    private var lastProgress = Date.distantPast

    init(
        _ db: Database, catalogue: Catalogue, hasher: PersonIDHasher, options: ImportOptions, started: Date,
        report: ImportReport, load: FirstLoad?, progress: @escaping (ImportProgress) -> Void,
        isCancelled: @escaping @Sendable () -> Bool
    ) {
        self.db = db
        (self.catalogue, self.hasher, self.options) = (catalogue, hasher, options)
        (self.started, self.report, self.load) = (started, report, load)
        (self.progress, self.isCancelled) = (progress, isCancelled)
    }

    /// Writes the records of all files.
    ///
    /// - Parameter files: those of a theme together.
    /// - Returns: the report, which the store has too.
    /// - Throws: ``RecordError`` (`cancelled` when asked to stop); the
    ///   transaction is then to be rolled back.
    func write(_ files: [DeliveredFile]) throws -> ImportReport {
        let epoch = try currentEpoch() + 1
        try db.execute(
            sql: "INSERT INTO import (epoch, started, finished, report) VALUES (?, ?, '', '')",
            arguments: [epoch, ISO8601DateFormatter().string(from: started)])
        report.number = db.lastInsertedRowID
        let writer = try DeliveryWriter(db, epoch: Epoch(rawValue: epoch))
        if writer.hasOlderRecords {
            progress(ImportProgress(phase: .indexing, theme: "", rows: 0, quarantined: 0, bytesRead: 0))
            try writer.prepareComparison()
        }
        let queue = BoundedQueue<ReadingEvent>(capacity: 16)
        let reading = DeliveryReading(files: files, options: options, hasher: hasher)
        let thread = BackgroundWork { reading.run(into: queue) }
        do {
            try writeThemes(files, from: queue, writer)
            try thread.wait()
        } catch {
            queue.abandon()
            try? thread.wait()  // Its own failure, if any, came through the queue.
            throw error
        }
        if writer.hasRemoved { load?.discard() }
        for (reason, count) in try newReasons(epoch: epoch) { report.reasons[reason] = count }
        report.epoch = writer.changedAnything ? epoch : epoch - 1
        try db.execute(sql: "UPDATE meta SET value = ? WHERE name = 'epoch'", arguments: [String(report.epoch)])
        report.seconds = Date().timeIntervalSince(started)
        let text = try report.json()
        try db.execute(
            sql: "UPDATE import SET epoch = ?, finished = ?, report = ? WHERE number = ?",
            arguments: [report.epoch, ISO8601DateFormatter().string(from: Date()), text, report.number])
        return report
    }

    private func currentEpoch() throws -> UInt32 {
        guard let text = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'epoch'"),
            let number = UInt32(text)
        else { throw RecordError(.damaged, "the database names no epoch; restore it from a backup") }
        return number
    }

    private func newReasons(epoch: UInt32) throws -> [(String, Int)] {
        try Row.fetchAll(
            db, sql: "SELECT reason, count(*) FROM quarantine WHERE from_epoch = ? GROUP BY reason", arguments: [epoch]
        ).map { ($0[0], $0[1]) }
    }

    private func writeThemes(
        _ files: [DeliveredFile], from queue: BoundedQueue<ReadingEvent>, _ writer: DeliveryWriter
    ) throws {
        var rest = files[...]
        while let first = rest.first {
            try writer.beginTheme(first.theme, catalogueVersion: catalogue.version)
            load?.beginTheme(first.themeIndex, layout: writer.layoutNumber)
            while let file = rest.first, file.themeIndex == first.themeIndex {
                try writeFile(file, from: queue, writer)
                rest.removeFirst()
            }
            let hasFailedFile = report.files.contains { $0.theme == first.theme.id && $0.error != nil }
            let counts = try writer.finishTheme(complete: options.isComplete && !hasFailedFile)
            // Packages of statements are looked through for every theme they may have.
            guard report.files.contains(where: { $0.theme == first.theme.id }) else { continue }
            report.themes[first.theme.id, default: RowCounts()] += counts
            report.total += counts
        }
    }

    private func writeFile(
        _ file: DeliveredFile, from queue: BoundedQueue<ReadingEvent>, _ writer: DeliveryWriter
    ) throws {
        var told = ImportReport.File(
            name: file.item.displayName, theme: file.theme.id, rows: 0, error: nil, notes: [])
        var isOpened = false
        reading: while let event = try queue.pop() {
            guard !isCancelled() else {
                throw RecordError(.cancelled, "stopped on request; nothing of this import is kept")
            }
            switch event {
            case .opened(let encoding, let header):
                isOpened = true
                try writer.beginFile(
                    name: file.item.deliveredName, importNumber: report.number, encoding: encoding, header: header)
            case .columns(let header): try writer.setHeader(header)
            case .rows(let batch, let total):
                try writer.add(batch)
                load?.add(ScannedBatch(rows: writer.inserted, bytes: batch.bytes))
                told.rows += batch.rows.count + batch.refused.count
                tell(file.theme, writer.counts, bytesRead: batch.bytesRead, of: total)
            case .ended(let failure, let notes):
                (told.error, told.notes) = (failure, notes)
                break reading
            }
        }
        // A package that has nothing on this theme is no file of it.
        if file.package != nil, !isOpened, told.error == nil { return }
        if told.error == nil || told.rows > 0 { try writer.finishFile(rows: told.rows) }
        report.files.append(told)
    }

    private func tell(_ theme: Theme, _ counts: RowCounts, bytesRead: Int, of total: Int?) {
        guard Date().timeIntervalSince(lastProgress) > 0.2 else { return }
        lastProgress = Date()
        progress(
            ImportProgress(
                phase: .reading, theme: theme.id, rows: report.total.read + counts.read,
                quarantined: report.total.quarantined + counts.quarantined, bytesRead: bytesRead, bytesTotal: total))
    }
}
