import Foundation

/// A server that runs beside us and tells its URL in a file.
struct ServerProcess {
    let process: ChildProcess
    /// Without the slash at the end.
    let url: String

    /// Seconds that a server may take to answer.
    private static let startSecondsMax = 120.0

    /// Starts a server and waits until it answers.
    ///
    /// - Parameters:
    ///   - arguments: the program and what it is given.
    ///   - readyFile: what the arguments make it write its URL to.
    ///   - errors: file for its standard error.
    /// - Throws: ``BenchmarkError`` when it ends or does not answer in time.
    init(_ arguments: [String], readyFile: String, errors: String) throws {
        if FileManager.default.fileExists(atPath: readyFile) { try FileManager.default.removeItem(atPath: readyFile) }
        process = try ChildProcess(arguments, errors: errors)
        let deadline = Date(timeIntervalSinceNow: Self.startSecondsMax)
        // Not there yet: asked again below.
        while (try? String(contentsOfFile: readyFile, encoding: .utf8))?.isEmpty ?? true {
            guard process.isRunning, Date() < deadline else {
                if process.isRunning { try process.stop() }
                throw BenchmarkError("\(arguments[0]) does not serve; see \(errors)")
            }
            Thread.sleep(forTimeInterval: 0.05)
        }
        let text = try String(contentsOfFile: readyFile, encoding: .utf8)
        let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
        url = line.hasSuffix("/") ? String(line.dropLast()) : line
    }
}
