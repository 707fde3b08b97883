internal import Foundation
internal import GraphDrawing
internal import Subprocess

/// Turns DOT into pictures by running `graphviz-export render` as a child
/// process: libgraphviz can run for minutes or crash, and a child can be ended.
final class PictureRenderer: Sendable {
    /// The executable; nil when there is none.
    let path: String?
    private let turnstile = Turnstile(
        insideMax: Limits.picturesAtOnceMax, waitingMax: Limits.pictureQueueLengthMax)
    /// Seconds and MiB that a picture may take.
    let seconds: Int
    let memoryMiB: Int

    /// - Parameters:
    ///   - path: of `graphviz-export`; nil looks beside this executable.
    ///   - seconds: what a picture may take.
    ///   - memoryMiB: what a picture may take.
    init(path: String?, seconds: Int = Limits.pictureSeconds, memoryMiB: Int = Limits.pictureMiB) {
        self.path = path ?? PictureRenderer.beside()
        (self.seconds, self.memoryMiB) = (seconds, memoryMiB)
        BrokenPipes.ignore()
    }

    /// The `graphviz-export` in the folder of this executable.
    private static func beside() -> String? {
        guard let own = Bundle.main.executablePath else { return nil }
        let path = (own as NSString).deletingLastPathComponent + "/graphviz-export"
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    /// Draws.
    ///
    /// - Throws: ``Problem``: `picture.noRenderer`, `picture.timeout`,
    ///   `picture.memory`, `picture.failed`, `server.busy`.
    func picture(_ dot: [UInt8], format: DrawingFormat) async throws -> [UInt8] {
        guard let path, FileManager.default.isExecutableFile(atPath: path) else {
            throw Problem(
                .noRenderer,
                "pictures need graphviz-export beside graph-server, or its path in --renderer; "
                    + "format=dot gives the graph for a Graphviz of your own")
        }
        return try await turnstile.pass { try await self.run(path, dot, format) }
    }

    private func run(_ path: String, _ dot: [UInt8], _ format: DrawingFormat) async throws -> [UInt8] {
        let folder = (path as NSString).deletingLastPathComponent
        let configuration = Configuration(
            executable: .name((path as NSString).lastPathComponent),
            arguments: [
                "render", "-T", format.name, "--timeout", String(seconds), "--memory-limit", String(memoryMiB),
            ],
            // Found by name in its own folder, whatever PATH says.
            environment: .inherit.updating(["PATH": folder, "SWIFT_BACKTRACE": "enable=no"]))
        let done: (isSuccess: Bool, output: [UInt8], message: String)
        do {
            // The child ends itself; the deadline is for one that cannot.
            done = try await Deadline.run(seconds: seconds + 5, orThrow: timeout) {
                // Not `.array(dot)`: when the child ends before it has read
                // all, swift-subprocess 1.0.2 leaves its pipe open and traps.
                let result = try await Subprocess.run(
                    configuration, input: .inputWriter, output: .bytes(limit: Limits.pictureByteCountMax),
                    error: .string(limit: 65_536)
                ) { execution in
                    // A child that stops reading says why on its way out.
                    _ = try? await execution.standardInputWriter.write(dot)
                    try? await execution.standardInputWriter.finish()
                }
                return (result.terminationStatus.isSuccess, result.standardOutput, result.standardError)
            }
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            throw Problem(
                .pictureTooLarge,
                "the picture has more than \(Limits.pictureByteCountMax >> 20) MiB; ask for fewer nodes")
        }
        guard done.isSuccess else { throw failure(done.message) }
        return done.output
    }

    private var timeout: Problem {
        Problem(
            .pictureTimeout,
            "the picture was not ready within \(seconds) s; ask for fewer nodes with limit= or depth=, "
                + "or for format=dot")
    }

    private func failure(_ message: String) -> Problem {
        if message.contains("was not ready within") { return timeout }
        if message.contains("ran out of memory") {
            return Problem(
                .pictureMemory,
                "drawing took more than \(memoryMiB) MiB or crashed; ask for fewer nodes with limit= or depth=")
        }
        return Problem(.pictureFailed, "the picture could not be drawn: \(message.prefix(300))")
    }
}
