internal import GraphStore
internal import Logging

/// All that routes share. Immutable, or guarded inside.
final class ServerContext: Sendable {
    let directory: DataDirectory
    let views: ViewCell
    let records: RecordAccess
    let scratch = ScratchPool(idleMax: Limits.workerCount) { TraversalScratch() }
    let work: WorkQueue
    let clock: ServerClock
    let imports: ImportJobs
    let decisions: DecisionDesk
    let renderer: PictureRenderer
    let dossiers = DossierPrinter()
    /// The page at `/`; nil where its files are not there.
    let workbench: Workbench?
    let metrics: ServerMetrics
    let source: SnapshotSource
    let logger: Logger

    init(
        source: SnapshotSource, view: ServedView, clock: ServerClock, rendererPath: String?,
        workbench: Workbench? = nil,
        work: WorkQueue = WorkQueue(workerCount: Limits.workerCount, waitingMax: Limits.queueLengthMax),
        logger: Logger
    ) {
        self.source = source
        directory = source.directory
        views = ViewCell(view)
        records = RecordAccess(directory: source.directory)
        self.work = work
        self.clock = clock
        renderer = PictureRenderer(path: rendererPath)
        self.workbench = workbench
        metrics = ServerMetrics()
        imports = ImportJobs(source: source, views: views, clock: clock, logger: logger)
        decisions = DecisionDesk(directory: source.directory, views: views, clock: clock)
        self.logger = logger
    }

    /// A budget for one question that begins now.
    func budget(nodes: Int, edges: Int) -> Budget {
        Budget(
            maxNodes: nodes, maxEdges: edges, maxEntries: Limits.entriesMax,
            deadlineNanoseconds: clock.monotonic() + Limits.questionMilliseconds * 1_000_000, clock: clock.monotonic)
    }
}
