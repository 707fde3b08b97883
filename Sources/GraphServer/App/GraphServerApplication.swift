internal import Foundation
internal import GraphStore
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import UnixSignals

/// What a server is started with.
struct ServerSettings: Sendable {
    var directory: DataDirectory
    /// Folder of the theme catalogue.
    var catalogueFolder: String
    /// A loopback address.
    var host = "127.0.0.1"
    /// 0 picks a free port.
    var port = 8080
    /// Gets the URL, and is removed at the end.
    var readyFile: String?
    /// The `graphviz-export` that draws; nil looks beside this executable.
    var rendererPath: String?
    /// Folder of the workbench; nil looks beside `datasets`.
    var webFolder: String?
}

/// The server from its start to its end: data first, then the port, then
/// requests; at a signal the other way round.
struct GraphServerApplication: Sendable {
    let settings: ServerSettings
    let clock: ServerClock
    let logger: Logger

    /// Serves until SIGTERM or SIGINT, or until the task is cancelled.
    ///
    /// - Throws: what the store, the catalogue or the port refuse.
    func run() async throws {
        let started = clock.monotonic()
        // Dictionaries that are missing are told now, not at the first search.
        _ = TextFolder.simplified("龍")
        let source = SnapshotSource(directory: settings.directory, catalogueFolder: settings.catalogueFolder)
        // Not through the logger: its first line names the URL.
        let view = try await source.wait { reason in
            FileHandle.standardError.write(Data("graph-server: preparing the graph: \(reason)\n".utf8))
        }
        let server = ServerContext(
            source: source, view: view, clock: clock, rendererPath: settings.rendererPath,
            workbench: try workbench(), logger: logger)
        removeOldUploads(server)
        server.views.prepare(for: clock.today())
        let seconds = Double(clock.monotonic() - started) / 1e9
        let application = Self.application(server: server, settings: settings) { port in
            let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
            let url = "http://\(host):\(port)/"
            server.dossiers.serve(at: url)
            logger.info(
                "serving",
                metadata: [
                    "url": "\(url)", "epoch": "\(view.snapshot.epoch.rawValue)",
                    "nodes": "\(view.snapshot.graph.nodeCount)", "edges": "\(view.snapshot.graph.edgeCount)",
                    "facts": "\(view.snapshot.facts.count)", "loadSeconds": "\(seconds)",
                ])
            if view.snapshot.nodes.count == 0 {
                let data = settings.directory.path
                logger.warning("the store is empty; load records with `graph-server import --data \(data) PATH`")
            }
            if let file = settings.readyFile { Self.write(url, to: file, logger: logger) }
        }
        defer {
            if let file = settings.readyFile {
                // Whoever waits for it has read it; a stale one only misleads.
                try? FileManager.default.removeItem(atPath: file)
            }
        }
        var configuration = ServiceGroupConfiguration(
            services: [SnapshotWatcher(server: server), ImportService(jobs: server.imports), application],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
        configuration.maximumGracefulShutdownDuration = .seconds(Limits.shutdownSeconds)
        try await ServiceGroup(configuration: configuration).run()
        logger.info("stopped")
    }

    /// The page at `/`. One that was asked for has to be there; without one the
    /// server answers programs alone.
    private func workbench() throws -> Workbench? {
        if let folder = settings.webFolder { return try Workbench(folder: folder) }
        do {
            return try Workbench(folder: Workbench.folder(besideCatalogue: settings.catalogueFolder))
        } catch {
            FileHandle.standardError.write(Data("graph-server: no page at /: \(error)\n".utf8))
            return nil
        }
    }

    /// The HTTP part alone, also for tests.
    static func application(
        server: ServerContext, settings: ServerSettings, onPort: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> Application<RouterResponder<BasicRequestContext>> {
        var quiet = server.logger
        quiet.logLevel = max(server.logger.logLevel, .notice)
        return Application(
            responder: Endpoints.router(server: server).buildResponder(),
            server: .http1(
                configuration: HTTP1Channel.Configuration(
                    idleTimeout: .seconds(Limits.idleSecondsMax),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: Limits.headerByteCountMax, maxHeaderListSize: Limits.headerByteCountMax,
                        maxHeaderFieldCount: Limits.headerCountMax))),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: "panorama"),
            onServerRunning: { channel in onPort(channel.localAddress?.port ?? settings.port) }, logger: quiet)
    }

    /// The libraries' own lines, which would come before the URL.
    private var quiet: Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .notice)
        return quiet
    }

    /// Uploads whose import died with an earlier server.
    private func removeOldUploads(_ server: ServerContext) {
        // Nothing there, or not removable: the next upload says so.
        try? FileManager.default.removeItem(atPath: server.imports.uploadFolder)
    }

    private static func write(_ url: String, to file: String, logger: Logger) {
        do {
            try Data((url + "\n").utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
        } catch {
            logger.error("cannot write the ready file", metadata: ["error": "\(error)"])
        }
    }
}

/// Ends imports when the server stops: what runs is rolled back, what waits is
/// told so.
struct ImportService: Service {
    let jobs: ImportJobs

    func run() async throws {
        // Ends with the cancellation at graceful shutdown.
        try? await gracefulShutdown()
        jobs.stop()
        while jobs.isRunning {
            // Until the importer has noticed; the group has a time limit.
            do { try await Task.sleep(for: .milliseconds(50)) } catch { return }
        }
    }
}
