import ArgumentParser
import GraphStore

/// A data directory, opened as the server opens it.
struct OpenedStore: ParsableArguments {
    @Option(help: "Data directory.") var data: String
    @Option(help: "Folder of the theme catalogue.") var catalogue = "datasets/catalogue"

    /// - Throws: errors of the catalogue and the store; ``BenchmarkError`` where
    ///   there is no graph.
    func open() throws -> (snapshot: GraphSnapshot, catalogue: Catalogue) {
        let directory = DataDirectory(path: data)
        let catalogue = try Catalogue.load(from: catalogue)
        let store = try RecordStore(reading: directory)
        guard let snapshot = try SnapshotStore(directory: directory).current(store: store, catalogue: catalogue) else {
            throw BenchmarkError("\(data) has no current graph: import into it first")
        }
        return (snapshot, catalogue)
    }
}

/// `benchmarks prepare`: the questions, and the rows for the C reference.
struct PrepareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepare", abstract: "Write the questions and the peers' files of a store.", shouldDisplay: false)

    @OptionGroup var store: OpenedStore
    @Option(help: "Folder to write to.") var folder: String
    @Flag(help: "The questions alone.") var questionsOnly = false

    func run() throws {
        let (snapshot, catalogue) = try store.open()
        try Questions(snapshot: snapshot, folder: folder).write()
        if !questionsOnly { try PeerFiles(snapshot: snapshot, catalogue: catalogue, folder: folder).write() }
        print(snapshot.nodes.range(of: .company).count, snapshot.nodes.count, snapshot.graph.edgeCount)
    }
}
