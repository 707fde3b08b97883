import GRDB

/// Keeps refused rows, each once, however often it is delivered.
final class QuarantineWriter {
    private let epoch: Int64
    private let insert: BulkStatement
    private let find: BulkStatement
    private let resolveEntry: BulkStatement
    private let isWaiting: BulkStatement

    init(_ db: Database, epoch: Epoch) throws(RecordError) {
        self.epoch = Int64(epoch.rawValue)
        insert = try BulkStatement(
            db,
            """
            INSERT INTO quarantine (theme, source, department, file, row, line, column, reason, message,
                                    digest, from_epoch, original)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """)
        find = try BulkStatement(
            db,
            "SELECT original FROM quarantine WHERE digest = ?1 AND theme = ?2 AND source = ?3 AND resolved_epoch IS NULL"
        )
        isWaiting = try BulkStatement(
            db, "SELECT 1 FROM quarantine WHERE id = ?1 AND theme = ?2 AND resolved_epoch IS NULL")
        resolveEntry = try BulkStatement(
            db, "UPDATE quarantine SET resolved_epoch = ?2 WHERE id = ?1 AND resolved_epoch IS NULL")
    }

    /// - Returns: whether the row was not in quarantine yet.
    func add(_ row: RefusedRow, theme: Int64, source: Int64, department: Int64, file: Int64) throws(RecordError) -> Bool
    {
        let digest = Int64(bitPattern: ByteHash.hash(row.original.span, seed: UInt64(theme)))
        find.bind(1, digest)
        find.bind(2, theme)
        find.bind(3, source)
        defer { find.reset() }
        while try find.step() {
            if find.withBytes(0, { $0.isEqual(to: row.original.span) }) { return false }
        }
        insert.bind(1, theme)
        insert.bind(2, source)
        insert.bind(3, department)
        insert.bind(4, file)
        insert.bind(5, Int64(row.row))
        insert.bind(6, Int64(row.line))
        if let column = row.column { insert.bind(7, column) } else { insert.bindNull(7) }
        insert.bind(8, row.reason)
        insert.bind(9, row.message)
        insert.bind(10, digest)
        insert.bind(11, epoch)
        try insert.insert(from: row.original.span) { $0.bindBlob(12) }
        return true
    }

    /// The row of entry `id` was delivered again, mended or as another entry.
    ///
    /// - Returns: whether the theme has such an entry and it was waiting.
    func resolve(_ id: Int64, theme: Int64) throws(RecordError) -> Bool {
        isWaiting.bind(1, id)
        isWaiting.bind(2, theme)
        defer { isWaiting.reset() }
        guard try isWaiting.step() else { return false }
        resolveEntry.bind(1, id)
        resolveEntry.bind(2, epoch)
        try resolveEntry.run()
        return true
    }
}
