import GRDB

/// The keys of a theme that one delivery states in several ways, and the
/// records that say so.
struct CompetingStatements {
    /// Keys with several statements.
    var keys: Set<UInt64> = []
    /// In a first load, which has no index to find records by: the key of each
    /// record of the theme, in the order of ids.
    var insertedKeys: [UInt64] = []
    private let firstID: Int64

    /// - Parameter firstID: of the theme's next record.
    init(firstID: Int64) { self.firstID = firstID }

    /// Notes the live records of the keys. Whether they still compete is asked
    /// for when they are read.
    ///
    /// - Parameters:
    ///   - db: inside the delivery's transaction, after it closed what it replaced.
    ///   - areIndexed: live records are found by key.
    /// - Throws: ``RecordError`` when SQLite fails.
    /// - Complexity: O(keys · log records), in a first load O(records of the theme).
    func save(_ db: Database, areIndexed: Bool) throws(RecordError) {
        guard !keys.isEmpty else { return }
        if areIndexed {
            let ofKey = try BulkStatement(
                db,
                """
                INSERT OR REPLACE INTO competing (record, key)
                SELECT id, key FROM record WHERE key = ?1 AND to_epoch IS NULL
                """)
            for key in keys.sorted() {
                ofKey.bind(1, Int64(bitPattern: key))
                try ofKey.run()
            }
        } else {
            let note = try BulkStatement(db, "INSERT OR REPLACE INTO competing (record, key) VALUES (?1, ?2)")
            for (index, key) in insertedKeys.enumerated() where keys.contains(key) {
                note.bind(1, firstID + Int64(index))
                note.bind(2, Int64(bitPattern: key))
                try note.run()
            }
        }
    }
}
