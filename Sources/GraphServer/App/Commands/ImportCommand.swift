import ArgumentParser
import Foundation
import GraphStore

/// `graph-server import`: files into the record store, then the graph.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Load records (CSV, NDJSON, BODS 0.4, gzip, zip, folders; - is standard input).",
        discussion: """
            The theme of a file is recognised by its name (<theme>-anything.csv) or its header, or given with \
            --theme. Rows that cannot be taken go to quarantine and to a return file for their source; everything \
            else is kept. An import is one transaction: interrupted, it leaves nothing behind.

            EXAMPLES
              graph-server import datasets/sample
              graph-server import penalty-2026-11.csv.gz change-2026-11.zip
              zcat registrations.csv.gz | graph-server import --theme registration -
              graph-server import --full --theme permit permits-complete.csv
              graph-server import var/panorama/returns/penalty-*.csv
              graph-server import datasets/exchange/cloudbridge-bods.json

            The last but one imports return files that were mended: their rows leave the quarantine. The last one \
            is a package of the Beneficial Ownership Data Standard 0.4, whose statements become rows of several \
            themes (docs/exchange.md).
            """)

    @OptionGroup var location: StoreLocation
    @Option(help: "Theme of all files, instead of recognising each.") var theme: String?
    @Option(help: "Source system of rows that do not name theirs (default: the theme's).") var source: String?
    @Option(help: "Department of rows that do not name theirs (default: the theme's).") var department: String?
    @Flag(help: "A complete delivery: live records of its themes and sources that it lacks are withdrawn.")
    var full = false
    @Flag(help: "Print one JSON object on the last line.") var json = false
    @Flag(help: "Exit with 1 when rows were refused.") var strict = false
    @Argument(help: "Files or folders; - is standard input.") var paths: [String]

    func run() throws {
        let catalogue = try location.loadCatalogue()
        try Self.check("--source", source, among: catalogue.sources)
        try Self.check("--department", department, among: catalogue.departments)
        let store = try RecordStore(writing: location.directory, purpose: "import")
        let hasher = try PersonIDHasher.loadOrCreate(file: location.directory.personKey)
        let interruption = Interruption()
        var options = ImportOptions()
        options.theme = theme
        options.source = source
        options.department = department
        options.isComplete = full
        let started = Date()
        let display = ProgressDisplay()
        let load = FirstLoad(catalogue: catalogue)
        var report = try Importer(store: store, catalogue: catalogue, hasher: hasher).run(
            InputListing(paths: paths), options: options, progress: { display.show($0) },
            isCancelled: { [flag = interruption.flag] in flag.isRequested }, load: load)
        // What follows can be repeated at any time: a signal may end it at once.
        interruption.release()
        let returns = try ReturnFiles(reader: RecordReader(store: store), directory: location.directory)
            .write(importNumber: report.number)
        display.phase("building the graph")
        let snapshots = SnapshotStore(directory: location.directory)
        if try snapshots.current(store: store, catalogue: catalogue) == nil {
            _ = try snapshots.rebuild(store: store, catalogue: catalogue, load: load) { display.building($0) }
        }
        display.finish()
        report.seconds = Date().timeIntervalSince(started)
        ReportText.print(report, returns: returns)
        if json { print(try ReportText.json(report)) }
        if !report.failedFiles.isEmpty || (report.files.isEmpty && report.total.read == 0) { throw ExitCode(2) }
        if strict, report.total.quarantined > 0 { throw ExitCode(1) }
    }
}

extension ImportCommand {
    /// A misspelt source would make other records of the same rows.
    private static func check(_ option: String, _ id: String?, among known: [Catalogue.Named]) throws {
        guard let id, !known.contains(where: { $0.id == id }) else { return }
        throw ValidationError(
            "\(option) \(id) is not of the catalogue; known ones: \(known.map(\.id).joined(separator: ", "))")
    }
}

/// `--data` and `--catalogue`, wherever a command works on a store.
struct StoreLocation: ParsableArguments {
    @Option(help: "Data directory.") var data = "var/panorama"
    @Option(help: "Folder of the theme catalogue (default: datasets/catalogue here or beside the program).")
    var catalogue: String?

    var directory: DataDirectory { DataDirectory(path: data) }

    /// - Throws: ``CatalogueError`` with every problem, or a hint where none is found.
    func loadCatalogue() throws -> Catalogue { try Catalogue.load(from: try CatalogueFolder.find(catalogue)) }

    /// Opens the newest graph for reading.
    ///
    /// - Throws: `ValidationError` where there is none; errors of the catalogue and the store.
    func openGraph() throws -> (snapshot: GraphSnapshot, store: RecordStore, catalogue: Catalogue) {
        let catalogue = try loadCatalogue()
        let store = try RecordStore(reading: directory)
        guard let snapshot = try SnapshotStore(directory: directory).current(store: store, catalogue: catalogue) else {
            throw ValidationError(
                "\(data) has no current graph under this catalogue; `graph-server serve --data \(data)` builds it.")
        }
        return (snapshot, store, catalogue)
    }

    /// A theme that has left the catalogue may still have records.
    ///
    /// - Throws: `ValidationError` when neither the catalogue nor the store
    ///   knows the theme.
    func check(theme: String?, in reader: RecordReader) throws {
        guard let theme, try loadCatalogue().themeIndex(theme) == nil, try reader.themeCounts()[theme] == nil
        else { return }
        throw ValidationError("there is no theme \(theme); `graph-server themes` lists them")
    }
}
