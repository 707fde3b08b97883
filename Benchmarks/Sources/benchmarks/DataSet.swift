import Foundation

/// What is imported and asked, and where that lies.
struct DataSet {
    /// Heads the table.
    let name: String
    /// What `graph-server import` is given.
    let input: String
    /// Everything that is made for this data set: store, peers' files, outputs.
    let folder: String

    /// The data directory.
    var store: String { folder + "/store" }
    /// Questions and the peers' files.
    var peers: String { folder + "/peers" }
    /// A file for what a program prints.
    func output(_ name: String) -> String { folder + "/" + name }

    /// The data set of a scale, generated unless it is there.
    ///
    /// - Throws: ``BenchmarkError`` where the generator fails.
    static func generated(scale: String, seed: UInt64, data: String, work: String, programs: Programs) throws -> DataSet
    {
        let files = FileManager.default
        if !files.fileExists(atPath: data + "/meta.json") {
            Progress.say("generating \(data)")
            let part = data + ".part"
            if files.fileExists(atPath: part) { try files.removeItem(atPath: part) }
            let parent = URL(fileURLWithPath: data).deletingLastPathComponent().path
            try files.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try ChildProcess.run([programs.generator, scale, "--seed", String(seed), "--out", part])
            try files.moveItem(atPath: part, toPath: data)
        }
        return try DataSet(name: scale, input: data, work: work)
    }

    /// - Throws: where the folder cannot be made.
    init(name: String, input: String, work: String) throws {
        self.name = name
        self.input = input
        folder = work + "/" + name
        try FileManager.default.createDirectory(atPath: peers, withIntermediateDirectories: true)
    }

    /// Takes away what an earlier run has imported.
    func emptyStore() throws {
        if FileManager.default.fileExists(atPath: store) { try FileManager.default.removeItem(atPath: store) }
    }

    /// Whether the store has been filled.
    var hasStore: Bool { FileManager.default.fileExists(atPath: store + "/records.sqlite") }
}

/// What is going on, on standard error.
enum Progress {
    static func say(_ text: String) { FileHandle.standardError.write(Data("==> \(text)\n".utf8)) }
}
