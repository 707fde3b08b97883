internal import GraphStore
internal import Synchronization

/// The server's own read-only opening of the record store.
///
/// It stays open once the store holds something. An empty one is opened anew
/// for each question, because its first load needs the database to itself.
final class RecordAccess: Sendable {
    private let directory: DataDirectory
    private let kept = Mutex<RecordStore?>(nil)

    init(directory: DataDirectory) { self.directory = directory }

    /// Reads from the store. Blocks: call it from a ``WorkQueue``.
    func read<T>(_ body: (RecordReader) throws -> T) throws -> T {
        try body(RecordReader(store: try store()))
    }

    /// The epoch of the last committed import.
    func epoch() throws -> Epoch { try store().epoch() }

    /// The decisions that count, if one was made after the one with this number.
    func decisionLog(after number: Int64) throws -> DecisionLog? {
        let store = try store()
        return try store.lastDecision() > number ? try store.decisionLog() : nil
    }

    private func store() throws -> RecordStore {
        if let store = kept.withLock({ $0 }) { return store }
        let store = try RecordStore(reading: directory)
        if try store.epoch().rawValue > 0 { kept.withLock { $0 = store } }
        return store
    }
}
