import Foundation

/// Panoramas over HTTP beside a fixed body of the same size, and what the
/// serving process then occupies.
struct HTTPMeasurement {
    let programs: Programs
    let set: DataSet
    /// Turns of each server.
    let rounds: Int
    /// Seconds of each turn.
    let seconds: Int

    private static let connections = 64
    /// The script that asks for one company after another.
    private static let script = "Benchmarks/requests.lua"

    /// - Throws: ``BenchmarkError`` where a server or `wrk` fails, or an answer
    ///   is no success.
    func rows() throws -> [Table.Row] {
        Progress.say("\(set.name): panoramas over HTTP")
        let paths = try Questions.read("seeds", in: set.peers).map { "/v1/companies/\(Self.encoded($0[0]))/panorama" }
        guard !paths.isEmpty else { throw BenchmarkError("\(set.name) has no company to ask about") }
        let pathFile = set.output("paths.txt")
        try Data((paths.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: pathFile))
        let ready = set.output("server-url.txt")
        let server = try ServerProcess(
            [
                programs.server, "serve", "--data", set.store, "--port", "0", "--ready-file", ready,
                "--log-level", "warning",
            ], readyFile: ready, errors: set.output("server.txt"))
        defer { Self.stop(server) }
        let sizes = try bodySizes(of: paths, at: server.url)
        let mean = sizes.reduce(0, +) / sizes.count
        let fixedReady = set.output("fixed-url.txt")
        let fixed = try ServerProcess(
            [programs.benchmarks, "fixed-body", "--byte-count", String(mean), "--ready-file", fixedReady],
            readyFile: fixedReady, errors: set.output("fixed.txt"))
        defer { Self.stop(fixed) }
        var (ours, theirs): ([Load], [Load]) = ([], [])
        for _ in 1...rounds {
            theirs.append(try load(fixed, pathFile))
            ours.append(try load(server, pathFile))
        }
        return rows(ours, theirs, sizes: sizes) + [try memoryRow(server)]
    }

    // MARK: Load

    /// What one turn of `wrk` has measured.
    private struct Load {
        var requestsPerSecond: Double
        /// In seconds.
        var median: Double
        var p99: Double
        /// Of the server, for each request.
        var processorSeconds: Double
    }

    private func load(_ server: ServerProcess, _ pathFile: String) throws -> Load {
        let output = set.output("wrk.txt")
        let before = try ProcessMemory.processorSeconds(of: server.process)
        try ChildProcess.run(
            [
                "wrk", "-t1", "-c\(Self.connections)", "-d\(seconds)s", "-s", Self.script, server.url, "--", pathFile,
            ], output: output)
        let used = try ProcessMemory.processorSeconds(of: server.process) - before
        let text = try String(contentsOfFile: output, encoding: .utf8)
        // requests, duration in µs, median and p99 in µs, failures: printed by the script.
        let line = text.split(separator: "\n").last { $0.hasPrefix("figures ") }
        let numbers = (line ?? "").split(separator: " ").dropFirst().compactMap { Double($0) }
        guard numbers.count == 5, numbers[0] > 0 else { throw BenchmarkError("wrk measured nothing; see \(output)") }
        guard numbers[4] == 0 else { throw BenchmarkError("\(Int(numbers[4])) requests failed; see \(output)") }
        return Load(
            requestsPerSecond: numbers[0] / numbers[1] * 1e6, median: numbers[2] / 1e6, p99: numbers[3] / 1e6,
            processorSeconds: used / numbers[0])
    }

    /// Asks for every path once, which also warms the server up.
    private func bodySizes(of paths: [String], at url: String) throws -> [Int] {
        let (list, output) = (set.output("curl.txt"), set.output("sizes.txt"))
        let text = paths.map { "url = \"\(url)\($0)\"\noutput = \"/dev/null\"\n" }.joined()
        try Data(text.utf8).write(to: URL(fileURLWithPath: list))
        try ChildProcess.run(
            ["curl", "-s", "-K", list, "-w", "%{http_code} %{size_download}\\n"], output: output)
        let answers = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
        guard answers.count == paths.count else {
            throw BenchmarkError("\(paths.count) panoramas were asked for, \(answers.count) came; see \(output)")
        }
        return try answers.map { line in
            let parts = line.split(separator: " ")
            guard parts.count == 2, parts[0] == "200", let size = Int(parts[1]) else {
                throw BenchmarkError("a panorama was answered with \(line); see \(list)")
            }
            return size
        }
    }

    // MARK: Rows

    private func rows(_ ours: [Load], _ theirs: [Load], sizes: [Int]) -> [Table.Row] {
        func middle(_ loads: [Load], _ value: (Load) -> Double) -> Double { loads.map(value).median ?? 0 }
        func time(_ loads: [Load], _ value: (Load) -> Double) -> String { Quantity.time(middle(loads, value)) }
        let (rate, fixedRate) = (middle(ours, \.requestsPerSecond), middle(theirs, \.requestsPerSecond))
        let sorted = sizes.sorted()
        let mean = Double(sizes.reduce(0, +)) / Double(sizes.count)
        let p99 = Double(sorted[min(sorted.count * 99 / 100, sorted.count - 1)])
        return [
            Table.Row(
                measurement: "panorama over HTTP", ours: Quantity.count(Int(rate)) + "/s",
                beside: Quantity.count(Int(fixedRate)) + "/s", ratio: "\(Int((rate / fixedRate * 100).rounded())) %",
                notes: "a fixed body of the mean size; \(Self.connections) connections, \(sizes.count) companies, "
                    + "body mean \(Quantity.bytes(mean)), p99 \(Quantity.bytes(p99)); server CPU "
                    + "\(time(ours, \.processorSeconds)) and \(time(theirs, \.processorSeconds)) a request"),
            Table.Row(
                measurement: "  its latency, p99", ours: time(ours, \.p99), beside: time(theirs, \.p99),
                ratio: Quantity.ratio(middle(ours, \.p99), to: middle(theirs, \.p99)),
                notes: "median \(time(ours, \.median)) and \(time(theirs, \.median))"),
        ]
    }

    private func memoryRow(_ server: ServerProcess) throws -> Table.Row {
        let memory = try ProcessMemory(of: server.process)
        // Absent without the C reference.
        let beside = (try? Figures.read(set.output("ref-bench.json")))?.queries["process"]?["rss_mb"]
            .map { $0 * 1_048_576 }
        return Table.Row(
            measurement: "resident memory after that", ours: Quantity.bytes(memory.resident),
            beside: beside.map(Quantity.bytes) ?? "", ratio: Quantity.ratio(memory.resident, to: beside),
            notes: "VmRSS beside the C reference's peak; proportional \(Quantity.bytes(memory.proportional)), of that "
                + "\(Quantity.bytes(memory.anonymous)) anonymous and the rest pages of files; peak "
                + Quantity.bytes(memory.residentPeak))
    }

    /// A segment of a path: a public id holds letters of any script.
    private static func encoded(_ id: String) -> String {
        let allowed = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\u{0}"..."\u{7f}"))
        return id.addingPercentEncoding(withAllowedCharacters: allowed) ?? id
    }

    private static func stop(_ server: ServerProcess) {
        do {
            try server.process.stop()
        } catch {
            Progress.say("\(server.url) goes on running: \(error)")  // Measured it is already.
        }
    }
}
