import Foundation
import GraphStore
import Synchronization

/// One line on standard error that says how far a long command is; silent
/// where standard error is no terminal.
final class ProgressDisplay: Sendable {
    private let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
    private let started = Date()

    func show(_ progress: ImportProgress) {
        let rate = Double(progress.rows) / max(Date().timeIntervalSince(started), 0.001)
        var line = "\(progress.phase.rawValue) \(progress.theme): \(progress.rows) rows"
        if progress.quarantined > 0 { line += ", \(progress.quarantined) refused" }
        if let total = progress.bytesTotal, total > 0 { line += ", \(progress.bytesRead * 100 / total) % of the file" }
        line += String(format: ", %.0f rows/s", rate)
        write(line)
    }

    func phase(_ words: String) { write(words + " …") }
    func building(_ records: Int) { write("building the graph: \(records) records") }

    /// Clears the line.
    func finish() { write("") }

    private func write(_ line: String) {
        guard isTerminal else { return }
        FileHandle.standardError.write(Data("\r\u{1b}[K\(line)".utf8))
    }
}

/// Whether Ctrl-C or a termination was asked for; the second Ctrl-C ends the
/// process at once, which the store survives.
final class Interruption {
    /// What the signals' queue sets and the importing thread reads.
    final class Flag: Sendable {
        private let value = Mutex(false)

        var isRequested: Bool { value.withLock { $0 } }

        /// - Returns: whether it was requested before.
        fileprivate func request() -> Bool {
            value.withLock { value in
                defer { value = true }
                return value
            }
        }
    }

    let flag = Flag()
    private var sources: [any DispatchSourceSignal] = []

    init() {
        sources = [SIGINT, SIGTERM].map { [flag] number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { if flag.request() { exit(130) } }
            source.resume()
            return source
        }
    }

    /// Gives the signals their ordinary effect again.
    func release() {
        for source in sources { source.cancel() }
        sources = []
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
}
