import Foundation

/// Linkage of same-name people: time, and precision and recall beside the
/// truth where it is known.
struct PeopleMeasurement {
    let programs: Programs
    let set: DataSet

    /// - Throws: ``BenchmarkError`` where the linking process fails.
    func rows() throws -> [Table.Row] {
        Progress.say("\(set.name): people")
        let truth = set.input + "/truth/persons.csv"
        let hasTruth = FileManager.default.fileExists(atPath: truth)
        let report = try report(set.store, hasTruth ? ["--truth", truth] : [])
        return [
            Table.Row(
                measurement: "people from scratch", ours: Quantity.time(report.linkSeconds),
                notes: "\(Quantity.count(report.mentionCount)) mentions, \(Quantity.count(report.identifiedCount)) "
                    + "with an identifier, \(Quantity.count(report.entityCount)) people; "
                    + "\(Quantity.count(report.possibleCount)) pairs left open"),
            Table.Row(
                measurement: "one new mention", ours: Quantity.time(report.newP99),
                notes: "p99; p50 \(Quantity.time(report.newMedian)), max \(Quantity.time(report.newMaximum))"),
        ] + quality(report)
    }

    /// The executives of listed companies, imported as officers without gender
    /// and age.
    ///
    /// - Parameter file: the list.
    /// - Returns: precision and recall.
    /// - Throws: ``BenchmarkError`` where the import or the linking fails.
    func rows(executives file: String) throws -> [Table.Row] {
        try set.emptyStore()
        try FileManager.default.createDirectory(atPath: set.folder, withIntermediateDirectories: true)
        let officers = set.output("officer.csv")
        try Executives(file: file).writeOfficers(to: officers)
        try ChildProcess.run(
            [programs.server, "import", "--json", "--data", set.store, officers], output: set.output("import.txt"),
            errors: set.output("import-errors.txt"))
        return quality(try report(set.store, ["--executives", file]))
    }

    private func report(_ store: String, _ options: [String]) throws -> PeopleReport {
        let output = set.output("people.json")
        try ChildProcess.run([programs.benchmarks, "people", "--data", store] + options, output: output)
        return try JSONDecoder().decode(PeopleReport.self, from: Data(contentsOf: URL(fileURLWithPath: output)))
    }

    private func quality(_ report: PeopleReport) -> [Table.Row] {
        let right = report.standings.sorted { $0.key < $1.key }.map {
            "\($0.key) \(Quantity.count($0.value[1])) of \(Quantity.count($0.value[0]))"
        }
        return report.quality.sorted { $0.key < $1.key }.map { name, pairs in
            Table.Row(
                measurement: "people: \(name)", ours: "P " + Quantity.share(pairs.precision),
                beside: "R " + Quantity.share(pairs.recall),
                notes: "pairs: \(Quantity.count(pairs.linked)) linked, \(Quantity.count(pairs.same)) one person, "
                    + "\(Quantity.count(pairs.both)) both"
                    + (name == "nodes" ? "; links that are right: \(right.joined(separator: ", "))" : ""))
        }
    }
}
