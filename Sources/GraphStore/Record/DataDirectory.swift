import Foundation

/// The files of one store under its data directory.
///
/// ```
/// DIR/records.sqlite        the truth (WAL: -wal and -shm beside it)
/// DIR/writer.lock           who writes now
/// DIR/person.key            key of the personal identifiers' hashes, mode 0600
/// DIR/graph-<epoch>.snapshot  the graph, rebuildable
/// DIR/returns/              return files of imports
/// ```
public struct DataDirectory: Sendable {
    public let path: String
    public init(path: String) { self.path = path }

    public var database: String { path + "/records.sqlite" }
    public var lock: String { path + "/writer.lock" }
    public var personKey: String { path + "/person.key" }
    public var returns: String { path + "/returns" }
    func snapshot(_ epoch: Epoch) -> String { path + "/graph-\(epoch.rawValue).snapshot" }

    /// Makes the directory with its parents where it is absent.
    ///
    /// - Throws: ``RecordError`` `cannotOpen`.
    func create() throws(RecordError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw RecordError(.cannotOpen, "cannot create the data directory \(path): \(error.localizedDescription)")
        }
    }

    /// Snapshot files that are not of `epoch`, for removal after publication.
    func otherSnapshots(than epoch: Epoch) -> [String] {
        // An unreadable directory has nothing to remove; opening it has failed before.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let current = "graph-\(epoch.rawValue).snapshot"
        return names.filter { $0.hasPrefix("graph-") && $0.contains(".snapshot") && $0 != current }.map {
            path + "/" + $0
        }
    }
}
