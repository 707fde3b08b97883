import Foundation

/// What the numbers were taken on: without it they mean nothing.
enum Machine {
    /// Processor, memory, system and versions, a line each.
    static func description() -> String {
        let model = value(of: "model name", in: "/proc/cpuinfo", separator: ":") ?? "unknown processor"
        let memory = value(of: "MemTotal", in: "/proc/meminfo", separator: ":")?.split(separator: " ").first
        let gibibytes = memory.flatMap { Double($0) }.map { Quantity.digits($0 / 1_048_576) } ?? "?"
        let kernel = ChildProcess.firstLine(of: ["uname", "-sr"]) ?? "unknown kernel"
        let versions = [
            ChildProcess.firstLine(of: ["swift", "--version"]), ChildProcess.firstLine(of: ["gcc", "--version"]),
            ChildProcess.firstLine(of: ["sqlite3", "--version"]).map { "SQLite " + $0.prefix { $0 != " " } }
                ?? ChildProcess.firstLine(of: ["pkg-config", "--modversion", "sqlite3"]).map { "SQLite " + $0 },
            ChildProcess.firstLine(of: ["dot", "-V"], isOnStandardError: true),
            ChildProcess.firstLine(of: ["wrk", "-v"]).map { String($0.prefix { $0 != "[" }) },
        ]
        let commit = ChildProcess.firstLine(of: ["git", "rev-parse", "--short", "HEAD"]) ?? "unknown"
        let isChanged = ChildProcess.firstLine(of: ["git", "status", "--porcelain"]) != nil
        return """
            machine   \(ProcessInfo.processInfo.processorCount) cores, \(model), \(gibibytes) GiB, \(kernel)
            versions  \(versions.compactMap(\.self).joined(separator: "; "))
            commit    \(commit)\(isChanged ? ", with changes" : ""), \(today())
            """
    }

    /// Load and how busy others keep the cores, over one second.
    static func load() -> String {
        // Texts of the kernel's own; without them there is nothing to say.
        let average = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").prefix(3)
        let busy = busyShare(overSeconds: 1)
        let warning =
            busy > 0.1 ? "   WARNING: the machine is busy with something else; these numbers are too high" : ""
        return "\(average?.joined(separator: " ") ?? "unknown"), \(Int((busy * 100).rounded())) % busy now\(warning)"
    }

    /// The share of all cores' time that is not idle while we wait.
    private static func busyShare(overSeconds seconds: Double) -> Double {
        func times() -> (idle: Double, total: Double) {
            // As above.
            let text = (try? String(contentsOfFile: "/proc/stat", encoding: .utf8)) ?? ""
            let first = text.split(separator: "\n").first ?? ""
            // user nice system idle iowait irq softirq steal; guests are in user.
            let ticks = first.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
            guard ticks.count == 8 else { return (0, 0) }
            return (ticks[3] + ticks[4], ticks.reduce(0, +))
        }
        let before = times()
        Thread.sleep(forTimeInterval: seconds)
        let after = times()
        let total = after.total - before.total
        return total > 0 ? 1 - (after.idle - before.idle) / total : 0
    }

    /// The value of the first line of a file that begins with a name.
    static func value(of name: String, in file: String, separator: Character) -> String? {
        // Files of the kernel; one that is missing has no value.
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(separator: separator, maxSplits: 1).last?.trimmingCharacters(in: .whitespaces)
    }

    private static func today() -> String {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withFullDate]
        return formatter.string(from: Date())
    }
}
