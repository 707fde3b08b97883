internal import Foundation
internal import GraphStore

/// Gets the view of a data directory's newest epoch: opens its snapshot, or
/// builds it where it is missing, damaged or of another catalogue.
struct SnapshotSource: Sendable {
    let directory: DataDirectory
    let catalogueFolder: String

    /// What a look at the directory found.
    enum Found {
        case view(ServedView)
        /// Another process writes now and will leave a snapshot.
        case writerAtWork(String)
    }

    /// Opens or builds the newest view.
    ///
    /// - Parameters:
    ///   - catalogue: loaded when absent.
    ///   - building: told when a build begins, with the reason.
    /// - Returns: the view, or who writes now.
    /// - Throws: ``CatalogueError``, ``RecordError``, ``SnapshotError``,
    ///   ``RuleBookError``.
    func find(catalogue: Catalogue? = nil, building: (String) -> Void = { _ in }) throws -> Found {
        let catalogue = try catalogue ?? Catalogue.load(from: catalogueFolder)
        let rules = try RuleBooks.load(from: RuleBooks.folder(besideCatalogue: catalogueFolder))
        let snapshots = SnapshotStore(directory: directory)
        func found(_ snapshot: GraphSnapshot, _ store: RecordStore) throws -> Found {
            .view(
                ServedView(
                    snapshot: snapshot, catalogue: catalogue, rules: rules, decisions: try store.decisionLog()))
        }
        // What cannot be read now, such as a store of an earlier version, is
        // opened for writing, which upgrades it or says what is wrong.
        if let store = try? RecordStore(reading: directory) {
            if let snapshot = try snapshots.current(store: store, catalogue: catalogue) {
                return try found(snapshot, store)
            }
        }
        let store: RecordStore
        do {
            store = try RecordStore(writing: directory, purpose: "serve")
        } catch {
            // Not `catch where`: Swift 6.3 crashes on it with typed errors.
            guard error.code == .locked else { throw error }
            return .writerAtWork(error.message)
        }
        // Whoever held the lock a moment ago may have left the snapshot.
        if let snapshot = try snapshots.current(store: store, catalogue: catalogue) {
            return try found(snapshot, store)
        }
        building("no snapshot of epoch \(try store.epoch().rawValue) fits the store and the catalogue")
        let snapshot = try snapshots.rebuild(store: store, catalogue: catalogue)
        return try found(snapshot, store)
    }

    /// The same, waiting for another writer as long as it works.
    ///
    /// - Throws: as ``find(catalogue:building:)``; `CancellationError`.
    func wait(telling: @escaping @Sendable (String) -> Void) async throws -> ServedView {
        var hasTold = false
        while true {
            switch try await blocking({ try find(building: telling) }) {
            case .view(let view): return view
            case .writerAtWork(let holder):
                if !hasTold { telling(holder) }
                hasTold = true
                try await Task.sleep(for: .milliseconds(500))
            }
        }
    }
}

extension SnapshotSource.Found: Sendable {}

/// Runs blocking work on a thread of its own, outside of any queue's limit.
func blocking<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}
