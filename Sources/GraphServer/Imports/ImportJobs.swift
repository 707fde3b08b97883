internal import Dispatch
internal import Foundation
internal import GraphStore
internal import Logging
internal import Synchronization

/// The imports that came over HTTP: one runs, some wait, the last ones are
/// remembered.
final class ImportJobs: Sendable {
    private struct State {
        var jobs: [ImportJob] = []
        var waiting: [ImportJob] = []
        var running: ImportJob?
        var lastNumber = 0
        var isStopping = false
    }

    private let state = Mutex(State())
    private let thread = DispatchQueue(label: "panorama.imports", qos: .utility)
    private let source: SnapshotSource
    private let views: ViewCell
    private let clock: ServerClock
    private let logger: Logger

    init(source: SnapshotSource, views: ViewCell, clock: ServerClock, logger: Logger) {
        (self.source, self.views, self.clock, self.logger) = (source, views, clock, logger)
    }

    /// Where uploads lie until their import is over.
    var uploadFolder: String { source.directory.path + "/uploads" }

    /// Whether an import writes now.
    var isRunning: Bool { state.withLock { $0.running != nil } }
    /// Imports that wait.
    var waitingCount: Int { state.withLock { $0.waiting.count } }
    /// Remembered imports, the newest first.
    var all: [ImportJob] { state.withLock { $0.jobs.reversed() } }

    /// By id, or by the number that its import has in the store.
    func job(_ id: String) -> ImportJob? {
        let jobs = state.withLock { $0.jobs }
        if let job = jobs.first(where: { $0.id == id }) { return job }
        guard let number = Int64(id) else { return nil }
        return jobs.last { $0.current.number == number }
    }

    /// - Throws: ``Problem`` when too many wait: ask before receiving a body.
    func checkRoom() throws(Problem) {
        let (waiting, isStopping) = state.withLock { ($0.waiting.count, $0.isStopping) }
        guard !isStopping else {
            throw Problem(.stopping, "the server stops and takes no import", retryAfterSeconds: 30)
        }
        guard waiting < Limits.importQueueLengthMax else {
            throw Problem(
                .queueFull, "\(waiting) imports wait already; send this one again later", retryAfterSeconds: 30)
        }
    }

    /// Takes an uploaded file; it is removed when its import is over.
    func add(path: String, fileName: String, byteCount: Int, options: ImportOptions) throws(Problem) -> ImportJob {
        try checkRoom()
        let (job, starts) = state.withLock { state -> (ImportJob, Bool) in
            state.lastNumber += 1
            let job = ImportJob(
                id: "job-\(state.lastNumber)", fileName: fileName, byteCount: byteCount, path: path, options: options)
            state.jobs.append(job)
            if state.jobs.count > Limits.importJobsRemembered, let old = state.jobs.firstIndex(where: \.isOver) {
                state.jobs.remove(at: old)
            }
            if state.running == nil {
                state.running = job
                return (job, true)
            }
            state.waiting.append(job)
            return (job, false)
        }
        if starts { thread.async { self.drain(from: job) } }
        return job
    }

    /// Lets nothing begin any more and asks what runs to stop: nothing of it
    /// is kept.
    func stop() {
        let waiting = state.withLock { state -> [ImportJob] in
            state.isStopping = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for job in waiting {
            end(job, Problem(.stopping, "the server stopped before this import began; send it again"))
        }
    }

    private var isStopping: Bool { state.withLock { $0.isStopping } }

    private func drain(from first: ImportJob) {
        var job: ImportJob? = first
        while let current = job {
            run(current)
            job = state.withLock { state in
                state.running = state.waiting.isEmpty ? nil : state.waiting.removeFirst()
                return state.running
            }
        }
    }

    private func end(_ job: ImportJob, _ problem: Problem?) {
        job.update { state in
            state.phase = problem == nil ? .done : .failed
            state.problem = problem
        }
        // The folder holds this one upload; what cannot be removed only costs space.
        try? FileManager.default.removeItem(atPath: (job.path as NSString).deletingLastPathComponent)
    }

    private func run(_ job: ImportJob) {
        do {
            let store = try openStore(for: job)
            let catalogue = try Catalogue.load(from: source.catalogueFolder)
            let hasher = try PersonIDHasher.loadOrCreate(file: source.directory.personKey)
            let load = FirstLoad(catalogue: catalogue)
            let report = try Importer(store: store, catalogue: catalogue, hasher: hasher).run(
                InputListing(paths: [job.path]), options: job.options,
                progress: { progress in
                    job.update { state in
                        state.phase = progress.phase == .reading ? .reading : .indexing
                        state.rows = progress.rows
                        state.quarantined = progress.quarantined
                        state.bytesRead = progress.bytesRead
                        state.bytesTotal = progress.bytesTotal
                    }
                },
                isCancelled: { [self] in isStopping }, load: load)
            try publish(report, of: job, store: store, catalogue: catalogue, load: load)
            end(job, Self.unreadable(report, job))
        } catch {
            logger.error("import failed", metadata: ["job": "\(job.id)", "error": "\(error)"])
            end(job, problem(error))
        }
    }

    /// An upload none of whose files could be read has failed.
    private static func unreadable(_ report: ImportReport, _ job: ImportJob) -> Problem? {
        guard let error = report.failedFiles.first?.error, report.failedFiles.count == report.files.count else {
            return nil
        }
        return Problem(.badRequest, error.replacing(job.path, with: job.fileName))
    }

    private func publish(
        _ report: ImportReport, of job: ImportJob, store: RecordStore, catalogue: Catalogue, load: FirstLoad
    ) throws {
        var told = report
        // People know the file by the name that they gave it.
        for index in told.files.indices {
            told.files[index].name = told.files[index].name.replacing(job.path, with: job.fileName)
            told.files[index].error = told.files[index].error?.replacing(job.path, with: job.fileName)
        }
        told.skipped = told.skipped.map { $0.replacing(job.path, with: job.fileName) }
        let json = Array(try told.json().utf8)
        job.update { state in
            state.phase = .building
            state.rows = report.total.read
            state.quarantined = report.total.quarantined
            state.number = report.number
            state.report = json
        }
        if views.current.snapshot.epoch.rawValue != report.epoch || views.current.catalogue.version != catalogue.version
        {
            let snapshot = try SnapshotStore(directory: source.directory)
                .rebuild(store: store, catalogue: catalogue, load: load)
            let view = ServedView(
                snapshot: snapshot, catalogue: catalogue, rules: views.current.rules,
                decisions: try store.decisionLog())
            views.publish(view)
            views.prepare(for: clock.today())
        }
        logger.info(
            "imported",
            metadata: [
                "job": "\(job.id)", "import": "\(report.number)", "epoch": "\(report.epoch)",
                "rows": "\(report.total.read)", "quarantined": "\(report.total.quarantined)",
            ])
    }

    /// Waits for another process to let go of the store.
    private func openStore(for job: ImportJob) throws -> RecordStore {
        let end = Date().addingTimeInterval(TimeInterval(Limits.writerWaitSeconds))
        while true {
            guard !isStopping else { throw CancellationError() }
            do {
                return try RecordStore(writing: source.directory, purpose: "serve: \(job.id)")
            } catch {
                // Not `catch where`: Swift 6.3 crashes on it with typed errors.
                guard error.code == .locked, Date() < end else { throw error }
                job.update { $0.phase = .waiting }
                Thread.sleep(forTimeInterval: 0.25)
            }
        }
    }

    private func problem(_ error: any Error) -> Problem {
        switch error {
        case let error as CatalogueError: Problem(.storeFailed, error.description)
        case let error as PersonIDKeyError:
            Problem(.storeFailed, "the key of personal identifiers failed (\(error.code.rawValue))")
        default: ErrorMapping.problem(error)
        }
    }
}
