import ArgumentParser
import Foundation

/// `benchmarks run`: all measurements, a table for each data set.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Measure and print a table for each data set.",
        discussion: """
            Run in the root of the repository: make bench, or make bench SCALE=city.
            Benchmarks/README.md says what each line means.

            Exits with 1 when the C reference counts other results than we do.
            """)

    @Option(help: "sample, district, district-full or city; none for the registry alone.") var scale = "district"
    @Option(help: "Seed of the generator.") var seed: UInt64 = 7
    @Option(help: "The generated data set (default: var/data/SCALE); made when absent.") var data: String?
    @Option(help: "Folder for stores, the peers' files and the compiled C reference.") var work = "var/bench"
    @Option(help: "Folder with peers/c/ref.c and data/; what is not there is left out.")
    var shared = "../shared"
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("What to measure (default: all).", valueName: Measurement.names))
    var measure: [Measurement] = []
    @Option(help: "Turns of each program in queries, HTTP and pictures.") var rounds = 3
    @Option(help: "Seconds of a turn of wrk.") var seconds = 5
    @Flag(inversion: .prefixedNo, help: "Also measure the registry sample, where it is there.") var registry = true

    /// What can be measured alone. All but the import use a store that is there.
    enum Measurement: String, CaseIterable, ExpressibleByArgument {
        case `import`, queries, search, people, places, http, picture

        static var names: String { allCases.map(\.rawValue).joined(separator: "|") }
    }

    func validate() throws {
        guard rounds > 0, seconds > 0 else { throw ValidationError("--rounds and --seconds take 1 or more.") }
    }

    func run() throws {
        say(Machine.description())
        say("load      \(Machine.load())")
        let programs = try Programs(shared: shared, work: work)
        var sets: [DataSet] = []
        if scale != "none" {
            sets.append(
                try DataSet.generated(
                    scale: scale, seed: seed, data: data ?? "var/data/\(scale)", work: work, programs: programs))
        }
        let sample = shared + "/data/registry-sample.csv.gz"
        if registry, FileManager.default.fileExists(atPath: sample) {
            sets.append(try DataSet(name: "registry", input: sample, work: work))
        }
        var differences: [String] = []
        for set in sets {
            let (table, found) = try self.table(of: set, programs)
            say(table.text)
            differences += found.map { "\(set.name): \($0)" }
        }
        try sayExecutives(programs)
        say("load      \(Machine.load())")
        for difference in differences { say("DIFFERENT RESULTS: \(difference)") }
        if !differences.isEmpty { throw ExitCode(1) }
    }

    /// People of a list that says who is who, where it is there.
    private func sayExecutives(_ programs: Programs) throws {
        let file = shared + "/data/listed-executives.csv"
        guard measure.isEmpty || measure.contains(.people), FileManager.default.fileExists(atPath: file) else { return }
        let set = try DataSet(name: "executives", input: file, work: work)
        let rows = try PeopleMeasurement(programs: programs, set: set).rows(executives: file)
        say(Table(title: "executives of listed companies", rows: rows).text)
    }

    /// Prints at once: the progress on standard error is to come between.
    private func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

    private func table(of set: DataSet, _ programs: Programs) throws -> (table: Table, differences: [String]) {
        let wanted = Set(measure.isEmpty ? Measurement.allCases : measure)
        var table = Table(title: set.name)
        var differences: [String] = []
        if wanted.contains(.import) || !set.hasStore {
            table.rows += try ImportMeasurement(programs: programs, set: set).rows()
        }
        table.title = try prepare(set, programs, withPeers: wanted.contains(.queries) && programs.reference != nil)
        if wanted.contains(.queries) {
            let queries = try QueryMeasurement(programs: programs, set: set, rounds: rounds).rows()
            table.rows += queries.rows
            differences = queries.differences
        }
        if wanted.contains(.search) { table.rows += try SearchMeasurement(programs: programs, set: set).rows() }
        if wanted.contains(.people) { table.rows += try PeopleMeasurement(programs: programs, set: set).rows() }
        if wanted.contains(.places) { table.rows += try PlacesMeasurement(programs: programs, set: set).rows() }
        if wanted.contains(.http) {
            table.rows += try HTTPMeasurement(programs: programs, set: set, rounds: rounds, seconds: seconds).rows()
        }
        if wanted.contains(.picture) {
            table.rows += try PictureMeasurement(programs: programs, set: set, rounds: rounds).rows()
        }
        return (table, differences)
    }

    /// Writes questions and peers' files.
    ///
    /// - Returns: the title of the table: the data set and its size.
    private func prepare(_ set: DataSet, _ programs: Programs, withPeers: Bool) throws -> String {
        Progress.say("\(set.name): questions\(withPeers ? " and the rows for the C reference" : "")")
        let output = set.output("prepared.txt")
        try ChildProcess.run(
            [programs.benchmarks, "prepare", "--data", set.store, "--folder", set.peers]
                + (withPeers ? [] : ["--questions-only"]), output: output)
        let counts = try String(contentsOfFile: output, encoding: .utf8).split(whereSeparator: \.isWhitespace)
            .compactMap { Int($0) }.map(Quantity.count)
        guard counts.count == 3 else { throw BenchmarkError("\(output) holds no counts") }
        return "\(set.name): \(counts[0]) companies, \(counts[1]) nodes, \(counts[2]) edges"
    }
}
