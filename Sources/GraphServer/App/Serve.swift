internal import ArgumentParser
internal import Foundation
internal import GraphStore
internal import Logging
internal import NIOCore

/// `graph-server serve`: answers questions over HTTP.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the workbench in the browser, and profiles and graphs over HTTP.",
        discussion: """
            Examples:
              graph-server serve
              graph-server serve --port 0 --ready-file /run/panorama.url

            Takes up what `graph-server import` adds beside it within a second or two.
            SIGTERM and Ctrl-C finish the requests under way, then stop.
            """)

    @Option(help: "Data directory.")
    var data = "var/panorama"

    @Option(help: "Address to listen at: 127.0.0.1, ::1 or localhost.")
    var host = "127.0.0.1"

    @Option(help: "Port to listen at; 0 picks a free one.")
    var port = 8080

    @Option(help: "Folder of the theme catalogue; found beside the working directory or the executable unless given.")
    var catalogue: String?

    @Option(help: ArgumentHelp("Gets the URL once the server answers.", valueName: "file"))
    var readyFile: String?

    @Option(
        help: ArgumentHelp(
            "The graphviz-export that draws pictures; beside this executable unless given.", valueName: "path"))
    var renderer: String?

    @Option(help: ArgumentHelp("Folder of the page at /; web beside datasets unless given.", valueName: "folder"))
    var web: String?

    @Option(help: "trace, debug, info, notice, warning, error or critical.", transform: ServeCommand.level)
    var logLevel = Logger.Level.info

    private static func level(_ text: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: text) else {
            let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--log-level takes \(known), not \(text).")
        }
        return level
    }

    /// Checks what needs no file; ArgumentParser calls it after parsing.
    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port takes 0 to 65535, not \(port).")
        }
        guard Loopback.contains(host) else {
            throw ValidationError(
                "--host \(host) is not of this machine alone. There is no authentication yet, so the server listens "
                    + "at 127.0.0.1, ::1 or localhost only; put a proxy that authenticates in front of it.")
        }
    }

    /// Loads, serves, and returns after a graceful shutdown.
    func run() async throws {
        var logger = Logger(label: "graph-server") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = logLevel
        let settings = ServerSettings(
            directory: DataDirectory(path: data), catalogueFolder: try CatalogueFolder.find(catalogue), host: host,
            port: port, readyFile: readyFile, rendererPath: renderer, webFolder: web)
        do {
            try await GraphServerApplication(settings: settings, clock: .china(), logger: logger).run()
        } catch let error as IOError {
            guard error.errnoCode == EADDRINUSE else { throw error }
            throw ValidationError(
                "port \(port) of \(host) is in use; stop what listens there, or choose another with --port "
                    + "(0 takes a free one)")
        }
    }
}

/// Addresses that other machines cannot reach.
enum Loopback {
    /// Whether a host is `localhost`, `::1` or of 127.0.0.0/8.
    static func contains(_ host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
