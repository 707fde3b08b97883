internal import GraphStore
internal import Logging
internal import ServiceLifecycle

/// Takes up what other processes import or decide: looks at the store's epoch
/// and last decision now and then, and publishes what it finds.
///
/// A half-written file is never served: the importer renames a whole file into
/// place, and opening checks its sums. An importer that died before that leaves
/// its lock free, and the snapshot is built here.
struct SnapshotWatcher: Service {
    let server: ServerContext

    func run() async throws {
        // Ends with the cancellation at graceful shutdown.
        try? await cancelWhenGracefulShutdown {
            var day = server.clock.today()
            while true {
                try await Task.sleep(for: .seconds(Limits.watchSeconds))
                await look()
                let today = server.clock.today()
                if today != day { server.views.prepare(for: today) }
                day = today
            }
        }
    }

    /// One look; public to tests, which do not wait for the clock.
    func look() async {
        let server = server
        do {
            let known = server.views.current
            guard !server.imports.isRunning else { return }
            let found = try await blocking { () throws -> SnapshotSource.Found? in
                if try server.records.epoch() > known.snapshot.epoch { return try server.source.find() }
                let log = try server.records.decisionLog(after: known.decisions.lastNumber)
                return log.map { .view(known.deciding($0)) }
            }
            guard case .view(let view)? = found else { return }
            server.views.publish(view)
            server.views.prepare(for: server.clock.today())
            server.logger.info(
                "published new data or decisions",
                metadata: [
                    "epoch": "\(view.snapshot.epoch.rawValue)", "decisions": "\(view.decisions.lastNumber)",
                    "nodes": "\(view.snapshot.graph.nodeCount)",
                    "edges": "\(view.snapshot.graph.edgeCount)",
                ])
        } catch {
            // The old epoch is served on; the next look tries again.
            server.logger.warning("cannot take up a new epoch", metadata: ["error": "\(error)"])
        }
    }
}
