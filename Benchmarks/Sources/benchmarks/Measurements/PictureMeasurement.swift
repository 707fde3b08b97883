import Foundation

/// A neighbourhood as SVG by `graphviz-export`, whole process, beside `dot`
/// drawing the same DOT.
struct PictureMeasurement {
    let programs: Programs
    let set: DataSet
    /// Turns of each program for each picture.
    let rounds: Int

    /// - Returns: none where no neighbourhood is large enough.
    /// - Throws: ``BenchmarkError`` where a program fails.
    func rows() throws -> [Table.Row] {
        let drawings = try Questions.read("drawings", in: set.peers)
        guard !drawings.isEmpty else {
            return [Table.Row(measurement: "picture", ours: "none", notes: "no neighbourhood has 200 nodes")]
        }
        Progress.say("\(set.name): pictures")
        return [try row(drawings)]
    }

    private func row(_ drawings: [[String]]) throws -> Table.Row {
        var (ours, theirs, peaks): ([Double], [Double], [Int]) = ([], [], [])
        for drawing in drawings {
            let question = [
                programs.export, "neighbourhood", "--data", set.store, "--of", drawing[0], "--depth", drawing[1],
                "--limit", String(Questions.drawnNodeCount),
            ]
            let dot = set.output("picture.dot")
            try ChildProcess.run(question + ["-o", dot])
            for _ in 1...rounds {
                let usage = try ChildProcess.run(question + ["-T", "svg", "-o", set.output("picture.svg")])
                ours.append(usage.wallSeconds)
                peaks.append(usage.peakByteCount)
                theirs.append(
                    try ChildProcess.run(
                        ["dot", "-Tsvg", "-o", set.output("picture-dot.svg"), dot]
                    ).wallSeconds)
            }
        }
        let (our, their) = (ours.median ?? 0, theirs.median ?? 0)
        return Table.Row(
            measurement: "200 nodes as SVG", ours: Quantity.time(our), beside: Quantity.time(their),
            ratio: Quantity.ratio(our, to: their),
            notes: "median beside `dot -Tsvg` of the same DOT; slowest \(Quantity.time(ours.max() ?? 0)) and "
                + "\(Quantity.time(theirs.max() ?? 0)); peak \(Quantity.bytes(Double(peaks.max() ?? 0))); "
                + "\(drawings.count) companies")
    }
}
