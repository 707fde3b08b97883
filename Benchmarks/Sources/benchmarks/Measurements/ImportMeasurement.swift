import Foundation

/// From files to a store that answers: `graph-server import` as a process.
struct ImportMeasurement {
    let programs: Programs
    let set: DataSet

    /// Imports into an empty store, then the same again.
    ///
    /// - Throws: ``BenchmarkError`` where an import fails.
    func rows() throws -> [Table.Row] {
        try set.emptyStore()
        Progress.say("\(set.name): import")
        let first = try run()
        Progress.say("\(set.name): the same import again")
        let second = try run()
        return [
            row("import into an empty store", first, "\(Quantity.count(first.report.inserted)) inserted"),
            row("the same import again", second, "\(Quantity.count(second.report.unchanged)) unchanged"),
        ]
    }

    private struct Report: Decodable {
        var rows: Int
        var inserted: Int
        var unchanged: Int
        var quarantined: Int
    }

    private func run() throws -> (usage: ChildProcess.Usage, report: Report) {
        let output = set.output("import.txt")
        let usage = try ChildProcess.run(
            [programs.server, "import", "--json", "--data", set.store, set.input], output: output,
            errors: set.output("import-errors.txt"))
        let lines = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
        guard let json = lines.last(where: { $0.hasPrefix("{") }) else {
            throw BenchmarkError("\(output) holds no report")
        }
        return (usage, try JSONDecoder().decode(Report.self, from: Data(json.utf8)))
    }

    private func row(_ name: String, _ run: (usage: ChildProcess.Usage, report: Report), _ what: String) -> Table.Row {
        let (usage, report) = run
        let rate = Int(Double(report.rows) / usage.wallSeconds)
        return Table.Row(
            measurement: name, ours: Quantity.time(usage.wallSeconds),
            notes: "CPU \(Quantity.time(usage.processorSeconds)), peak \(Quantity.bytes(Double(usage.peakByteCount)));"
                + " \(Quantity.count(report.rows)) rows, \(Quantity.count(rate)) rows/s; \(what), "
                + "\(Quantity.count(report.quarantined)) refused")
    }
}
