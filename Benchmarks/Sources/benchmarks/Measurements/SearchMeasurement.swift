import Foundation

/// Searches in process, beside reading all names once.
struct SearchMeasurement {
    let programs: Programs
    let set: DataSet

    /// - Throws: ``BenchmarkError`` where the searching process fails.
    func rows() throws -> [Table.Row] {
        Progress.say("\(set.name): search")
        let output = set.output("search.json")
        try ChildProcess.run([programs.benchmarks, "search", "--data", set.store], output: output)
        let report = try JSONDecoder().decode(SearchReport.self, from: Data(contentsOf: URL(fileURLWithPath: output)))
        return report.sorts.map { sort in
            Table.Row(
                measurement: "search \(sort.name)", ours: Quantity.time(sort.p99),
                beside: Quantity.time(report.scanMedian), ratio: Quantity.ratio(sort.p99, to: report.scanMedian),
                notes: "p99 beside one scan of \(Quantity.bytes(Double(report.nameByteCount))) of names; p50 "
                    + "\(Quantity.time(sort.median)), max \(Quantity.time(sort.maximum)); "
                    + "\(sort.queryCount) queries, \(Quantity.count(sort.hitCount)) hits, at most "
                    + Quantity.count(sort.hitCountMax))
        }
    }
}
