import ArgumentParser
import Foundation
import GraphStore
import Profile

/// `graph-server export`: ownership for other systems.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write who owns, controls and runs companies as BODS 0.4 or FollowTheMoney.",
        discussion: """
            bods is the Beneficial Ownership Data Standard 0.4, a JSON array of statements;
            ftm is FollowTheMoney, one entity a line. With --of one company and everybody
            above it is written, without it all companies. Personal identifiers are never
            written. How much was written, and what the format has no word for, is told on
            standard error. docs/exchange.md says what becomes of what.

            EXAMPLES
              graph-server export --format bods -o ownership.json
              graph-server export --format bods --of 91370212MA1000CY31
              graph-server export --format ftm --as-of 2024-06-30 | gzip > all.ndjson.gz
            """)

    @OptionGroup var location: StoreLocation
    @Option(help: "bods or ftm.") var format: ExchangeFormat
    @Option(help: "Only this company and everybody above it: a code or an id.") var of: String?
    @Option(name: .customLong("as-of"), help: "The day that is described (default: today).") var asOf: String?
    @Option(name: .shortAndLong, help: "File to write (default: standard output).") var output: String?

    func validate() throws {
        if let asOf, Day(iso: asOf) == nil {
            throw ValidationError("--as-of is \(asOf); expected \(Day.isoForm)")
        }
    }

    func run() throws {
        let (snapshot, store, catalogue) = try location.openGraph()
        let start = try of.map { id in
            guard let node = snapshot.node(id) ?? snapshot.node("company:\(id)"),
                snapshot.nodes.kind(of: node) == .company
            else { throw ValidationError("there is no company \(id)") }
            return node
        }
        let day = asOf.flatMap { Day(iso: $0) } ?? ServerClock.china().today()
        let decisions = try store.decisionLog()
        let people = PersonLinkage(snapshot: snapshot).people(decisions: PersonDecisions(decisions, in: snapshot))
        let export = ExchangeExport(
            statements: OwnershipStatements(OwnershipView(snapshot, people: people), day: day), format: format,
            departments: catalogue.departmentTitles, decisionNumber: decisions.lastNumber)
        let counts = try write { write in
            try export.run(of: start, companiesMax: Limits.ownershipNodesMax, write: write)
        }
        let summary =
            "\(format.rawValue) of epoch \(snapshot.epoch.rawValue) as of \(day.iso): \(counts.companies) companies, "
            + "\(counts.persons) persons, \(counts.relations) relations, \(counts.unspecified) parts of companies "
            + "without a known holder, \(counts.leftOut) rights left out for want of a word\n"
        FileHandle.standardError.write(Data(summary.utf8))
    }

    /// Writes to the file, which appears whole, or to standard output.
    private func write(_ body: (([UInt8]) throws -> Void) throws -> ExchangeCounts) throws -> ExchangeCounts {
        guard let output else {
            return try body { try FileHandle.standardOutput.write(contentsOf: Data($0)) }
        }
        let files = FileManager.default
        let partial = output + ".partial"
        guard files.createFile(atPath: partial, contents: nil), let handle = FileHandle(forWritingAtPath: partial)
        else { throw ValidationError("cannot write \(partial); does the folder exist?") }
        do {
            let counts = try body { try handle.write(contentsOf: Data($0)) }
            try handle.close()
            if files.fileExists(atPath: output) { try files.removeItem(atPath: output) }
            try files.moveItem(atPath: partial, toPath: output)
            return counts
        } catch {
            try? files.removeItem(atPath: partial)  // The first failure is the one to tell.
            throw error
        }
    }
}

extension ExchangeFormat: ExpressibleByArgument {}

extension Catalogue {
    /// Chinese titles of departments by id.
    var departmentTitles: [String: String] {
        Dictionary(departments.map { ($0.id, $0.title.zh) }, uniquingKeysWith: { first, _ in first })
    }
}
