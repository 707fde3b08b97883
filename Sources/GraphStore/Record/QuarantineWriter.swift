import Foundation
import GRDB

/// Keeps refused rows, each once, however often it is delivered.
final class QuarantineWriter {
    private let epoch: Int64
    private let insert: BulkStatement
    private let find: BulkStatement
    private let resolveEntry: BulkStatement
    private let findWaiting: BulkStatement

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
        findWaiting = try BulkStatement(
            db,
            """
            SELECT original, reason, header FROM quarantine JOIN file ON file.number = quarantine.file
            WHERE id = ?1 AND quarantine.theme = ?2 AND resolved_epoch IS NULL
            """)
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

    /// The row of entry `id` was delivered again, mended or with other faults.
    ///
    /// - Returns: whether the theme has such an entry and it was waiting.
    func resolve(_ id: Int64, theme: Int64) throws(RecordError) -> Bool {
        findWaiting.bind(1, id)
        findWaiting.bind(2, theme)
        defer { findWaiting.reset() }
        guard try findWaiting.step() else { return false }
        resolveEntry.bind(1, id)
        resolveEntry.bind(2, epoch)
        try resolveEntry.run()
        return true
    }

    /// Whether a refused row of a return file came back as it went: then its
    /// entry waits on with the file, the row and the reason that it first had.
    /// The header is that of the file in which it came back.
    func waits(_ row: RefusedRow, theme: Int64, header: [String]) throws(RecordError) -> Bool {
        findWaiting.bind(1, row.mends)
        findWaiting.bind(2, theme)
        defer { findWaiting.reset() }
        guard try findWaiting.step() else { return false }
        var (original, reason, first) = ([UInt8](), [UInt8](), [UInt8]())
        findWaiting.append(0, to: &original)
        findWaiting.append(1, to: &reason)
        findWaiting.append(2, to: &first)
        do {
            let firstHeader = try JSONDecoder().decode([String].self, from: Data(first))
            return ReturnFile.fields(of: original, reason: String(decoding: reason, as: UTF8.self), header: firstHeader)
                == ReturnFile.fields(of: row.original, reason: row.reason, header: header)
        } catch { throw RecordStore.wrap(error) }
    }
}
