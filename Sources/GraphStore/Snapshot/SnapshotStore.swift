import Foundation
import Synchronization

/// Finds, builds and publishes the snapshot of a data directory.
public struct SnapshotStore: Sendable {
    public let directory: DataDirectory

    public init(directory: DataDirectory) { self.directory = directory }

    /// The snapshot of the store's last epoch, if its file is there and whole.
    ///
    /// - Returns: nil when there is none, or it is damaged or of another store,
    ///   epoch or catalogue: build it again then.
    /// - Throws: ``RecordError`` when the store cannot be read.
    public func current(store: RecordStore, catalogue: Catalogue) throws(RecordError) -> GraphSnapshot? {
        let epoch = try store.epoch()
        // Whatever is wrong with the file, the answer is the same: build it.
        guard let snapshot = try? GraphSnapshot.open(directory.snapshot(epoch)) else { return nil }
        guard snapshot.storeID == store.storeID, snapshot.epoch == epoch,
            snapshot.catalogueVersion == catalogue.version
        else { return nil }
        return snapshot
    }

    /// Builds the snapshot of the last epoch, writes it beside the store and
    /// opens the written file. Older files are removed; whoever has one mapped
    /// keeps it.
    ///
    /// - Parameters:
    ///   - store: open for writing.
    ///   - catalogue: the one that the graph is to show.
    ///   - load: the import that has just filled the store, if it was empty.
    ///   - progress: told the number of records read, now and then.
    ///   - stage: told the name of each stage when it ends, for benchmarks.
    /// - Returns: the published graph, mapped from its file.
    /// - Throws: ``RecordError``, ``SnapshotError``.
    public func rebuild(
        store: RecordStore, catalogue: Catalogue, load: FirstLoad? = nil, progress: (Int) -> Void = { _ in },
        stage: (StaticString) -> Void = { _ in }
    ) throws -> GraphSnapshot {
        let path: String
        do {
            let built = try GraphBuilder(store: store, catalogue: catalogue).build(
                load: load, progress: progress, stage: stage)
            path = directory.snapshot(built.snapshot.epoch)
            try built.snapshot.write(to: path + ".new")
            stage("write")
            try built.waitUntilSaved()
            stage("save identities")
        }
        do {
            if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
            try FileManager.default.moveItem(atPath: path + ".new", toPath: path)
        } catch {
            throw SnapshotError(.writeFailed, "cannot publish \(path): \(error.localizedDescription)")
        }
        let snapshot = try GraphSnapshot.open(path)
        for old in directory.otherSnapshots(than: snapshot.epoch) {
            try? FileManager.default.removeItem(atPath: old)  // Only costs space until the next time.
        }
        return snapshot
    }
}

/// Where readers take the newest snapshot from: a lock held for a pointer.
public final class SnapshotCell: Sendable {
    private let snapshot: Mutex<GraphSnapshot>

    public init(_ snapshot: GraphSnapshot) { self.snapshot = Mutex(snapshot) }

    /// The newest published snapshot; take it once for a request.
    public var current: GraphSnapshot { snapshot.withLock { $0 } }

    /// Replaces it; requests that run keep the old one.
    public func publish(_ new: GraphSnapshot) { snapshot.withLock { $0 = new } }
}
