import Foundation
import GRDB

/// The system of record: one SQLite file of append-only record versions.
///
/// A store that is opened for writing holds the directory's writer lock until
/// it is released; any number of processes read beside it.
public final class RecordStore: Sendable {
    public let directory: DataDirectory
    let database: DatabaseQueue
    /// Held while this store may write.
    private let lock: FileLock?
    /// Random name of this store, 32 hexadecimal digits.
    public let storeID: String

    /// Opens for writing, creating directory and tables where they are absent.
    ///
    /// - Parameter purpose: told to a second writer, such as `import`.
    /// - Throws: ``RecordError`` `locked`, `cannotOpen`, `tooNew`.
    public init(writing directory: DataDirectory, purpose: String) throws(RecordError) {
        try directory.create()
        lock = try FileLock(path: directory.lock, owner: purpose)
        self.directory = directory
        do {
            database = try DatabaseQueue(path: directory.database, configuration: Self.configuration(readOnly: false))
            let newer = try database.read { db in try Schema.migrator.hasBeenSuperseded(db) }
            guard !newer else { throw Self.tooNew(directory) }
            try Schema.migrator.migrate(database)
            storeID = try Self.readStoreID(database)
            // A first load that was cut short leaves its journal.
            try finishBulkLoad()
        } catch let error as RecordError {
            throw error
        } catch {
            throw RecordError(.cannotOpen, "cannot open \(directory.database): \(error)")
        }
    }

    /// Opens an existing store for reading only.
    ///
    /// - Throws: ``RecordError`` `cannotOpen` when there is none, `tooNew`.
    public init(reading directory: DataDirectory) throws(RecordError) {
        guard FileManager.default.fileExists(atPath: directory.database) else { throw Self.noData(directory) }
        self.directory = directory
        lock = nil
        do {
            database = try Self.openForReading(directory)
            // A first import that was killed before it made its tables.
            guard try database.read({ try $0.tableExists("meta") }) else { throw Self.noData(directory) }
            let newer = try database.read { db in try Schema.migrator.hasBeenSuperseded(db) }
            guard !newer else { throw Self.tooNew(directory) }
            guard try database.read({ try Schema.migrator.hasCompletedMigrations($0) }) else {
                throw RecordError(
                    .cannotOpen,
                    "\(directory.database) is of an earlier version; `graph-server serve` or the next import upgrades it"
                )
            }
            storeID = try Self.readStoreID(database)
        } catch let error as RecordError {
            throw error
        } catch {
            throw RecordError(.cannotOpen, "cannot open \(directory.database): \(error)")
        }
    }

    /// A writer that was killed may leave a journal that has to be rolled back
    /// before anybody can read, which a reading connection alone may not do.
    private static func openForReading(_ directory: DataDirectory) throws -> DatabaseQueue {
        func open(readOnly: Bool) throws -> DatabaseQueue {
            let queue = try DatabaseQueue(path: directory.database, configuration: configuration(readOnly: readOnly))
            // The first look at a page is what finds the journal.
            _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
            return queue
        }
        do {
            return try open(readOnly: true)
        } catch let error as DatabaseError where [.SQLITE_READONLY, .SQLITE_CANTOPEN].contains(error.resultCode) {
            // SQLite itself sees to it that no living writer's journal is touched.
            _ = try open(readOnly: false)
            return try open(readOnly: true)
        }
    }

    private static func noData(_ directory: DataDirectory) -> RecordError {
        RecordError(
            .cannotOpen,
            "no data in \(directory.path): load some first with `graph-server import --data \(directory.path) PATH`")
    }

    private static func tooNew(_ directory: DataDirectory) -> RecordError {
        RecordError(.tooNew, "\(directory.database) was written by a newer version of this program; use that one")
    }

    private static func readStoreID(_ database: DatabaseQueue) throws -> String {
        guard
            let id = try database.read({
                try String.fetchOne($0, sql: "SELECT value FROM meta WHERE name = 'store_id'")
            }),
            id.utf8.count == 32
        else { throw RecordError(.damaged, "the database has no store id; restore it from a backup") }
        return id
    }

    private static func configuration(readOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(30)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -65536")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            guard !readOnly else { return }
            // For a new database: records are read and written in long runs.
            try db.execute(sql: "PRAGMA page_size = 16384")
            // GRDB's own WAL set-up would leave NORMAL, which may lose an
            // acknowledged commit with the power.
            try db.execute(sql: "PRAGMA synchronous = FULL")
        }
        return configuration
    }

    /// The epoch of the last committed import.
    public func epoch() throws(RecordError) -> Epoch {
        try read { db in
            guard let text = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE name = 'epoch'"),
                let number = UInt32(text)
            else { throw RecordError(.damaged, "the database names no epoch; restore it from a backup") }
            return Epoch(rawValue: number)
        }
    }

    /// Runs `body` in a read transaction.
    func read<T>(_ body: (Database) throws -> T) throws(RecordError) -> T {
        do { return try database.read(body) } catch { throw Self.wrap(error) }
    }

    /// Runs `body` in one write transaction, which an error rolls back.
    func write<T>(_ body: (Database) throws -> T) throws(RecordError) -> T {
        do { return try database.write(body) } catch { throw Self.wrap(error) }
    }

    static func wrap(_ error: any Error) -> RecordError {
        if let error = error as? RecordError { return error }
        if let error = error as? DatabaseError {
            return RecordError(
                .sqlite, "SQLite: \(error.message ?? "error") (code \(error.extendedResultCode.rawValue))")
        }
        return RecordError(.sqlite, "\(error)")
    }
}

// MARK: - Loading an empty store

extension RecordStore {
    /// Whether no record and no refused row was ever kept.
    func isEmpty() throws(RecordError) -> Bool {
        try read { db in
            try
                !(Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM record) OR EXISTS (SELECT 1 FROM quarantine)")
                ?? true)
        }
    }

    /// Makes the first load fast: with a rollback journal each page is written
    /// once instead of twice. The load stays one transaction, so a crash leaves
    /// the store empty.
    func prepareBulkLoad() throws(RecordError) { try setJournal("DELETE") }

    /// Back to ordinary working, with a write-ahead log. An empty store stays
    /// ready for its first load, which has to have it to itself.
    func finishBulkLoad() throws(RecordError) {
        guard try !isEmpty() else { return }
        try setJournal("WAL")
    }

    private func setJournal(_ mode: String) throws(RecordError) {
        do {
            try database.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = \(mode)") }
        } catch { throw Self.wrap(error) }
    }
}

// MARK: - Checking

extension RecordStore {
    /// What SQLite's own check and ours find wrong; empty for a whole store.
    ///
    /// - Complexity: reads the whole database.
    public func integrityProblems() throws(RecordError) -> [String] {
        try read { db in
            var problems = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            let orphans =
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM record WHERE layout NOT IN (SELECT number FROM layout)") ?? 0
            if orphans > 0 { problems.append("\(orphans) records have no layout: their payload cannot be read") }
            let reversed = try Int.fetchOne(db, sql: "SELECT count(*) FROM record WHERE to_epoch < from_epoch") ?? 0
            if reversed > 0 { problems.append("\(reversed) record versions end before they begin") }
            let unlisted =
                try Int.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) FROM record LEFT JOIN finding ON finding.record = record.id
                        WHERE (findings IS NULL) <> (finding.record IS NULL)
                        """) ?? 0
            if unlisted > 0 { problems.append("\(unlisted) records are listed wrongly as having findings or none") }
            return problems
        }
    }

    /// Live records of themes that are not among these, by theme.
    ///
    /// - Complexity: reads all records when there is such a theme, else nothing.
    public func liveRecords(outside themes: Set<String>) throws(RecordError) -> [(theme: String, count: Int)] {
        try read { db in
            let known = try String.fetchAll(db, sql: "SELECT id FROM theme ORDER BY id")
            return try known.filter { !themes.contains($0) }.compactMap { theme in
                let count =
                    try Int.fetchOne(
                        db,
                        sql: """
                            SELECT count(*) FROM record JOIN layout ON layout.number = record.layout
                                 JOIN theme ON theme.number = layout.theme
                            WHERE theme.id = ? AND to_epoch IS NULL
                            """, arguments: [theme]) ?? 0
                return count > 0 ? (theme, count) : nil
            }
        }
    }
}
