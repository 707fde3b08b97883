internal import Foundation
internal import Subprocess
internal import Synchronization

/// Prints a page of the workbench as PDF, by a Chromium without a window where one
/// is installed: what is printed is what people see.
final class DossierPrinter: Sendable {
    private let turnstile = Turnstile(insideMax: 1, waitingMax: Limits.dossierQueueLengthMax)
    /// Where this server answers.
    private let base = Mutex<String?>(nil)
    private let names: [String]

    /// - Parameter names: of the programs that can do it, the first that is there.
    init(names: [String] = ["chromium", "chromium-browser", "google-chrome"]) { self.names = names }

    /// Tells where the pages can be asked for.
    ///
    /// - Parameter url: of this server, with a slash at its end.
    func serve(at url: String) { base.withLock { $0 = url } }

    /// Prints a page, if it says that it is whole (`data-state` of its root element).
    ///
    /// - Parameter path: without the slash that it begins with.
    /// - Returns: a PDF.
    /// - Throws: ``Problem``: `picture.noRenderer`, `picture.timeout`,
    ///   `picture.failed`, `server.busy`.
    func pdf(path: String) async throws -> [UInt8] {
        guard let base = base.withLock({ $0 }), let program = program() else {
            throw Problem(
                .noRenderer,
                "PDF needs Chromium (\(names.joined(separator: ", "))) on the server's PATH; open the dossier in a "
                    + "browser and print it, which gives the same")
        }
        return try await turnstile.pass { try await self.run(program, base + path) }
    }

    private func program() -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return names.first { name in
            folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
    }

    private func run(_ program: String, _ url: String) async throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.path + "/panorama-dossier-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // Left-overs only cost space.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var arguments = [
            "--headless=new", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
            "--user-data-dir=\(folder)/profile", "--print-to-pdf=\(folder)/dossier.pdf", "--dump-dom",
            "--virtual-time-budget=\(Limits.dossierSeconds * 1_000)",
        ]
        // Chromium refuses to run as root with its sandbox. It opens our own page alone.
        if ProcessInfo.processInfo.userName == "root" { arguments.append("--no-sandbox") }
        let configuration = Configuration(executable: .name(program), arguments: .init(arguments + [url]))
        let timeout = Problem(.pictureTimeout, "the dossier was not printed within \(Limits.dossierSeconds) s")
        let printed = try await Deadline.run(seconds: Limits.dossierSeconds, orThrow: timeout) {
            // What Chromium itself reports is of no use to readers: missing buses, fonts and the like.
            try await Subprocess.run(
                configuration, output: .bytes(limit: Limits.dossierPageByteCountMax), error: .discarded)
        }
        guard printed.terminationStatus.isSuccess else {
            throw Problem(.pictureFailed, "Chromium could not print the dossier (\(printed.terminationStatus))")
        }
        try Self.checkState(ofPage: String(decoding: printed.standardOutput, as: UTF8.self))
        guard let data = FileManager.default.contents(atPath: folder + "/dossier.pdf"),
            data.starts(with: Data("%PDF".utf8))
        else { throw Problem(.pictureFailed, "Chromium printed no PDF") }
        return Array(data)
    }

    /// A page that failed, or was not finished in time, is no dossier.
    ///
    /// - Parameter page: as HTML, after its scripts have run.
    /// - Throws: `picture.failed`.
    static func checkState(ofPage page: String) throws(Problem) {
        let root = page.firstRange(of: "<html").map { page[$0.upperBound...].prefix { $0 != ">" } } ?? ""
        guard !root.contains("data-state=\"ready\"") else { return }
        throw Problem(
            .pictureFailed,
            root.contains("data-state=\"failed\"")
                ? "a part of the dossier could not be read; open it in a browser, which says what"
                : "the dossier was not finished within \(Limits.dossierSeconds) s; open it in a browser and print it")
    }
}
