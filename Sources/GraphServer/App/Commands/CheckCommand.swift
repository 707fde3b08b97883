import ArgumentParser
import Foundation
import GraphStore

/// `graph-server check`: is the store whole, and what is its fingerprint?
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Verify the store and the graph built from it; --digest compares two stores.",
        discussion: """
            The digest does not depend on the order of imports, allocated numbers or times: two stores with the \
            same live records, identities and refused rows have the same one.

            EXAMPLES
              graph-server check
              graph-server check --digest
            """)

    @OptionGroup var location: StoreLocation
    @Flag(help: "Print the digest of live records, identities and quarantine.") var digest = false

    func run() throws {
        let store = try RecordStore(reading: location.directory)
        if digest {
            let digest = try store.digest()
            print("records     \(digest.recordCount)  \(digest.records)")
            print("identities  \(digest.identityCount)  \(digest.identities)")
            print("quarantine  \(digest.quarantineCount)  \(digest.quarantine)")
            print("digest      \(digest.combined)")
            return
        }
        let problems = try store.integrityProblems()
        for problem in problems { print(problem) }
        let catalogue = try location.loadCatalogue()
        for (theme, count) in try store.liveRecords(outside: Set(catalogue.themes.map(\.id))) {
            print("\(theme): \(count) live records of a theme that the catalogue does not have; kept, but not served")
        }
        if let snapshot = try SnapshotStore(directory: location.directory).current(store: store, catalogue: catalogue) {
            print(
                "graph of epoch \(snapshot.epoch.rawValue): \(snapshot.nodes.count) nodes, \(snapshot.graph.edgeCount) edges, \(snapshot.facts.count) facts"
            )
        } else {
            print("no current graph; the next import or `graph-server serve` builds it")
        }
        guard problems.isEmpty else { throw ExitCode(2) }
        print("the store is whole (epoch \(try store.epoch().rawValue))")
    }
}

/// `graph-server quarantine`: the refused rows that wait to be mended.
struct QuarantineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "List refused rows by theme and reason, or all of them as CSV.",
        discussion: """
            EXAMPLES
              graph-server quarantine
              graph-server quarantine --csv --theme penalty > refused-penalties.csv
            """)

    @OptionGroup var location: StoreLocation
    @Flag(help: "Every refused row as CSV.") var csv = false
    @Option(help: "Only rows of this theme.") var theme: String?
    @Option(help: "Only rows refused for this reason.") var reason: String?

    /// Rows fetched at once, so that memory does not grow with the quarantine.
    private static let pageSize = 1000

    func run() throws {
        let reader = RecordReader(store: try RecordStore(reading: location.directory))
        try location.check(theme: theme, in: reader)
        guard csv else {
            let all = try reader.quarantineCounts()
            let found = all.filter {
                (theme == nil || theme == $0.theme) && (reason == nil || reason == $0.reason)
            }
            for entry in found { print("\(entry.theme)\t\(entry.reason)\t\(entry.count)") }
            if found.isEmpty {
                // On the other stream, so that nobody takes it for an entry.
                let which = all.isEmpty ? "rows" : "rows of this theme or reason"
                FileHandle.standardError.write(Data("no refused \(which) wait\n".utf8))
            }
            return
        }
        let header = [
            "id", "theme", "source", "department", "file", "row", "line", "column", "reason", "message", "original",
        ]
        try CSVWriter.printPages(header) { after in
            let page = try reader.quarantine(theme: theme, reason: reason, after: after, limit: Self.pageSize)
            let rows = page.map { entry in
                [
                    String(entry.id), entry.theme, entry.source, entry.department, entry.file, String(entry.row),
                    String(entry.line), entry.column ?? "", entry.reason, entry.message, entry.originalText,
                ]
            }
            return (rows, page.last?.id)
        }
    }
}

/// `graph-server themes`: what kinds of record can be loaded.
struct ThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes", abstract: "List the themes of the catalogue, or one theme's columns.",
        discussion: """
            EXAMPLES
              graph-server themes
              graph-server themes penalty
            """)

    @OptionGroup var location: StoreLocation
    @Argument(help: "A theme, to list its columns.") var theme: String?

    func run() throws {
        let catalogue = try location.loadCatalogue()
        guard let theme else {
            for theme in catalogue.themes {
                print("\(theme.id)\t\(theme.title.zh)\t\(theme.title.en)\t\(theme.department)\t\(theme.source)")
            }
            return
        }
        guard let index = catalogue.themeIndex(theme) else {
            throw ValidationError("there is no theme \(theme); `graph-server themes` lists them")
        }
        for column in catalogue.themes[index].columns {
            print(
                "\(column.id)\t\(column.title.zh)\t\(column.required ? "required" : "")\t\(column.aliases.joined(separator: " "))"
            )
        }
    }
}
