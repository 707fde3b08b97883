internal import GraphStore
internal import Logging
internal import ServiceLifecycle

/// Takes up what other processes import: looks at the store's epoch now and
/// then, and publishes the snapshot that the importer left.
///
/// A half-written file is never served: the importer renames a whole file into
/// place, and opening checks its sums. An importer that died before that leaves
/// its lock free, and the snapshot is built here.
struct SnapshotWatcher: Service {
    let server: ServerContext

    func run() async throws {
        // Ends with the cancellation at graceful shutdown.
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: .seconds(Limits.watchSeconds))
                await look()
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
                guard try server.records.epoch() > known.snapshot.epoch else { return nil }
                return try server.source.find()
            }
            guard case .view(let view)? = found else { return }
            server.views.publish(view)
            server.logger.info(
                "published a new epoch",
                metadata: [
                    "epoch": "\(view.snapshot.epoch.rawValue)", "nodes": "\(view.snapshot.graph.nodeCount)",
                    "edges": "\(view.snapshot.graph.edgeCount)",
                ])
        } catch {
            // The old epoch is served on; the next look tries again.
            server.logger.warning("cannot take up a new epoch", metadata: ["error": "\(error)"])
        }
    }
}
