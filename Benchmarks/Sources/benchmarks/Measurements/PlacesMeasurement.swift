import Foundation

/// Addresses as places, and what looks like fake registration: times alone.
struct PlacesMeasurement {
    let programs: Programs
    let set: DataSet

    /// - Throws: ``BenchmarkError`` where the process fails.
    func rows() throws -> [Table.Row] {
        Progress.say("\(set.name): places")
        let output = set.output("places.json")
        let usage = try ChildProcess.run([programs.benchmarks, "places", "--data", set.store], output: output)
        let report = try JSONDecoder().decode(PlacesReport.self, from: Data(contentsOf: URL(fileURLWithPath: output)))
        let rate = Double(report.addressCount) / report.keySeconds
        return [
            Table.Row(
                measurement: "addresses to keys, one core", ours: Quantity.count(Int(rate)) + "/s",
                notes: "\(Quantity.count(report.addressCount)) addresses, each once"),
            Table.Row(
                measurement: "all addresses to places", ours: Quantity.time(report.placeSeconds),
                notes: "\(Quantity.count(report.placeCount)) places; tables of divisions before, "
                    + Quantity.time(report.tableSeconds)),
            Table.Row(
                measurement: "premises ranked", ours: Quantity.time(report.premisesSeconds),
                notes: "\(Quantity.count(report.premisesListed)) with two companies or more, "
                    + "\(Quantity.count(report.premisesAlerts)) alerts; people linked before"),
            Table.Row(
                measurement: "rings", ours: Quantity.time(report.ringSeconds),
                notes:
                    "\(Quantity.count(report.ringsListed)) rings, \(Quantity.count(report.ringAlerts)) alerts; peak of "
                    + "all, people included, \(Quantity.bytes(Double(usage.peakByteCount)))"),
            Table.Row(
                measurement: "one new address to its place", ours: Quantity.time(report.locateP99),
                notes: "p99; p50 \(Quantity.time(report.locateMedian))"),
            Table.Row(
                measurement: "check of a registration", ours: Quantity.time(report.checkP99),
                notes: "p99, in process; p50 \(Quantity.time(report.checkMedian))"),
        ]
    }
}
