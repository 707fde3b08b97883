import Foundation

/// The queries in process beside the C reference, in turns, on the same rows.
struct QueryMeasurement {
    let programs: Programs
    let set: DataSet
    /// Turns of each program; the median of their medians is printed.
    let rounds: Int

    /// - Returns: the rows, and what differs between the two programs' results.
    /// - Throws: ``BenchmarkError`` where a program fails.
    func rows() throws -> (rows: [Table.Row], differences: [String]) {
        var rows: [Table.Row] = []
        let snapshot = set.output("ref.snap")
        if let reference = programs.reference {
            Progress.say("\(set.name): the C reference loads the same rows")
            let usage = try ChildProcess.run(
                [reference, "load", set.peers, snapshot], output: set.output("ref-load.json"))
            rows.append(
                Table.Row(
                    measurement: "  C: load and write its file", ours: "", beside: Quantity.time(usage.wallSeconds),
                    notes: "of the graph's rows as the converter writes them, nothing checked; CPU "
                        + "\(Quantity.time(usage.processorSeconds)), peak "
                        + Quantity.bytes(Double(usage.peakByteCount))))
        }
        var (ours, theirs): ([Figures], [Figures]) = ([], [])
        for round in 1...rounds {
            Progress.say("\(set.name): queries, round \(round) of \(rounds)")
            if let reference = programs.reference { theirs.append(try bench(reference, snapshot)) }
            let output = set.output("queries.json")
            try ChildProcess.run(
                [programs.benchmarks, "queries", "--data", set.store, "--questions", set.peers], output: output)
            ours.append(try Figures.read(output))
        }
        rows += Self.queries.map { row($0, ours, theirs) }
        return (rows, zip(ours, theirs).flatMap { Self.differences(ours: $0, theirs: $1) }.uniqued())
    }

    /// One turn of the C reference, and another of its shortest paths alone.
    private func bench(_ reference: String, _ snapshot: String) throws -> Figures {
        let (output, joined) = (set.output("ref-bench.json"), set.output("ref-joined.json"))
        try ChildProcess.run([reference, "bench", set.peers, snapshot], output: output)
        try ChildProcess.run([reference, "bench", Questions.joined(set.peers), snapshot], output: joined)
        var figures = try Figures.read(output)
        figures.queries["q3_joined"] = try Figures.read(joined).queries["q3"]
        return figures
    }

    private struct Query {
        var key: String
        var name: String
        /// The count that is shown.
        var count: String
        var countName: String
    }

    private static let queries = [
        Query(key: "q1", name: "Q1 neighbours", count: "rows", countName: "edges"),
        Query(key: "q2", name: "Q2 ego network", count: "edges", countName: "edges"),
        Query(key: "q3_joined", name: "Q3 shortest path, joined pairs", count: "hops", countName: "hops"),
        Query(key: "q3", name: "Q3 shortest path, random pairs", count: "hops", countName: "hops"),
        Query(key: "q3_addr", name: "Q3 over all edges, random pairs", count: "hops", countName: "hops"),
        Query(key: "q8", name: "Q8 profile facts", count: "rows", countName: "rows"),
        Query(key: "q4", name: "Q4 ultimate owners", count: "owners", countName: "owners"),
        Query(key: "q4_past", name: "  a year ago", count: "owners", countName: "owners"),
        Query(key: "q4_evidence", name: "  with bounds, remarks and paths", count: "paths", countName: "paths"),
        Query(key: "holdings", name: "all that a holder has a share in", count: "companies", countName: "companies"),
        Query(key: "q5b_group_control", name: "Q5b all that a holder controls", count: "rows", countName: "companies"),
        Query(key: "controller", name: "controller of a company", count: "controllers", countName: "controllers"),
        Query(key: "structure", name: "groups and loops of all companies", count: "groups", countName: "groups"),
        Query(key: "best_joined", name: "ten best paths, joined pairs", count: "paths", countName: "paths"),
        Query(key: "best_random", name: "ten best paths, random pairs", count: "paths", countName: "paths"),
        Query(key: "path_core", name: "what paths can lead through", count: "", countName: ""),
        Query(key: "ownership_view", name: "holdings made ready", count: "", countName: ""),
        Query(key: "q6", name: "Q6 components", count: "components", countName: "components"),
        Query(key: "q11", name: "Q11 strong components", count: "nontrivial", countName: "of two or more"),
    ]

    private func row(_ query: Query, _ ours: [Figures], _ theirs: [Figures]) -> Table.Row {
        func median(_ figures: [Figures], _ number: String) -> Double? {
            figures.compactMap { $0.queries[query.key]?[number] }.median.map { $0 / 1e6 }
        }
        let (our, their) = (median(ours, "median_us"), median(theirs, "median_us"))
        let tails = [median(ours, "p99_us"), median(theirs, "p99_us")].compactMap { $0.map(Quantity.time) }
        var notes = "median; p99 \(tails.joined(separator: " and "))"
        if let count = ours.first?.queries[query.key]?[query.count] {
            notes += "; \(Quantity.count(Int(count))) \(query.countName)"
        }
        let bytes = [ours, theirs].compactMap { $0.first?.queries[query.key]?["bytes"] }
        if !bytes.isEmpty { notes += ", " + bytes.map(Quantity.bytes).joined(separator: " and ") }
        return Table.Row(
            measurement: query.name, ours: our.map(Quantity.time) ?? "", beside: their.map(Quantity.time) ?? absent,
            ratio: our.map { Quantity.ratio($0, to: their) } ?? "", notes: notes)
    }

    private var absent: String { programs.reference == nil ? "no C reference" : "" }

    // MARK: Agreement

    /// Counts that both programs report under the same name.
    private static let compared = [
        "q1": ["rows"], "q2": ["edges", "capped", "nodes"], "q3": ["reachable", "hops"],
        "q3_joined": ["reachable", "hops"], "q3_addr": ["reachable", "hops"], "q8": ["rows"],
        "q6": ["components", "largest"], "q11": ["nontrivial", "largest", "members"],
    ]

    /// A line for each count that the two programs do not share.
    static func differences(ours: Figures, theirs: Figures) -> [String] {
        compared.sorted { $0.key < $1.key }.flatMap { query, names in
            names.compactMap { name -> String? in
                guard var our = ours.queries[query]?[name], let their = theirs.queries[query]?[name] else {
                    return "\(query) \(name): one of the programs did not report it"
                }
                if query == "q2" {
                    // Where the limit of edges ends an answer, the order of rows
                    // decides which nodes it has.
                    if name == "nodes", theirs.queries[query]?["capped"] ?? 0 > 0 { return nil }
                    if name == "edges" { our -= ours.queries[query]?["loops"] ?? 0 }
                }
                return our == their ? nil : "\(query) \(name): ours \(Int(our)), the C reference \(Int(their))"
            }
        }
    }
}

extension [String] {
    /// Each text once, in the order of first appearance.
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
