import ArgumentParser
import GraphStore

/// `benchmarks queries`: our side of the queries in process.
///
/// Each call starts from the bytes of an id and ends with the answer in a
/// buffer that is used again; 20 calls to warm up, then every question once:
/// as the C reference does it.
struct QueriesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queries", abstract: "Time the queries in process; prints JSON.", shouldDisplay: false)

    @OptionGroup var store: OpenedStore
    @Option(help: "Folder of the questions.") var questions: String

    func run() throws {
        let snapshot = try store.open().snapshot
        let seeds = IdentifierBytes(try Questions.read("seeds", in: questions).map { $0[0] })
        let queries = PointQueries(snapshot: snapshot, seeds: seeds)
        queries.touchEverything()
        var figures = Figures()
        try queries.neighbours(&figures)
        try queries.egoNetworks(&figures)
        let random = IdentifierBytes(try Questions.read("pairs", in: questions).flatMap { $0 })
        let joined = IdentifierBytes(
            try Questions.read("pairs", in: Questions.joined(questions)).flatMap { $0 })
        try queries.shortestPaths(between: random, lastKind: .officer, named: "q3", &figures)
        try queries.shortestPaths(between: joined, lastKind: .officer, named: "q3_joined", &figures)
        // The last kind that there may be: all edges, as in the C reference.
        let last = EdgeKind(rawValue: EdgeKind.last)
        try queries.shortestPaths(between: random, lastKind: last, named: "q3_addr", &figures)
        queries.profiles(&figures)
        let ownership = OwnershipQueries(snapshot: snapshot, &figures)
        let owned = IdentifierBytes(try Questions.read("own_up", in: questions).map { $0[0] })
        let owning = IdentifierBytes(try Questions.read("own_down", in: questions).map { $0[0] })
        try ownership.owners(of: owned, &figures)
        ownership.control(by: owning, of: owned, &figures)
        ownership.structure(&figures)
        let core = ownership.pathCore(&figures)
        ownership.bestPaths(between: joined, through: core, named: "best_joined", &figures)
        ownership.bestPaths(between: random, through: core, named: "best_random", &figures)
        try components(snapshot, &figures)
        try strongComponents(snapshot, &figures)
        try figures.print()
    }

    /// Runs of the queries over the whole graph.
    private static let wholeGraphRuns = 0..<5

    private func components(_ snapshot: GraphSnapshot, _ figures: inout Figures) throws {
        var counts: [String: Int] = [:]
        let times = try Self.wholeGraphRuns.map { _ in
            let start = MonotonicClock.nanoseconds()
            let found = try snapshot.graph.connectedComponents()
            counts = ["components": found.count, "largest": found.largestSize]
            return MonotonicClock.nanoseconds() - start
        }
        figures.add("q6", Latencies(times), counts)
    }

    private func strongComponents(_ snapshot: GraphSnapshot, _ figures: inout Figures) throws {
        let companies = snapshot.nodes.range(of: .company)
        let range = UInt32(companies.lowerBound)..<UInt32(companies.upperBound)
        var counts: [String: Int] = [:]
        let times = try Self.wholeGraphRuns.map { _ in
            let start = MonotonicClock.nanoseconds()
            let found = try snapshot.graph.stronglyConnectedComponents(
                within: range, filter: EdgeFilter(kinds: [.shareholder], direction: .out))
            counts = [
                "nontrivial": found.nontrivial.count, "largest": found.nontrivial.map(\.count).max() ?? 0,
                "members": found.nontrivial.reduce(0) { $0 + $1.count },
            ]
            return MonotonicClock.nanoseconds() - start
        }
        figures.add("q11", Latencies(times), counts)
    }
}

/// Ids end to end, so that asking costs no more than reading them.
struct IdentifierBytes {
    /// All ids.
    let bytes: [UInt8]
    private let starts: [Int]

    init(_ ids: [String]) {
        var (bytes, starts): ([UInt8], [Int]) = ([], [0])
        for id in ids {
            bytes += Array(id.utf8)
            starts.append(bytes.count)
        }
        (self.bytes, self.starts) = (bytes, starts)
    }

    var count: Int { starts.count - 1 }
    /// Where an id lies in ``bytes``.
    @inline(__always) func range(_ index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }
}
