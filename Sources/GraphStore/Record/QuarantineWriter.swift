import Foundation
import GRDB

/// Keeps refused rows, each once, however often it is delivered.
final class QuarantineWriter {
    private let epoch: Int64
    private let insert: BulkStatement
    private let find: BulkStatement
    private let resolveEntry: BulkStatement
    private let findEntry: BulkStatement

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
            "SELECT original, resolved_epoch FROM quarantine WHERE digest = ?1 AND theme = ?2 AND source = ?3")
        findEntry = try BulkStatement(
            db,
            """
            SELECT original, reason, header, resolved_epoch, file.encoding
            FROM quarantine JOIN file ON file.number = quarantine.file WHERE id = ?1 AND quarantine.theme = ?2
            """)
        resolveEntry = try BulkStatement(
            db, "UPDATE quarantine SET resolved_epoch = ?2 WHERE id = ?1 AND resolved_epoch IS NULL")
    }

    /// What is known already of a refused row.
    enum Arrival {
        /// Nothing: it waits from now on.
        case new
        /// The same row waits already.
        case waiting
        /// The same row waited once and came back mended: nothing is left to do.
        case settled
    }

    /// Keeps a refused row, unless it is known.
    func add(
        _ row: RefusedRow, theme: Int64, source: Int64, department: Int64, file: Int64
    ) throws(RecordError) -> Arrival {
        let digest = Int64(bitPattern: ByteHash.hash(row.original.span, seed: UInt64(theme)))
        find.bind(1, digest)
        find.bind(2, theme)
        find.bind(3, source)
        defer { find.reset() }
        var isSettled = false
        while try find.step() {
            guard find.withBytes(0, { $0.isEqual(to: row.original.span) }) else { continue }
            if find.isNull(1) { return .waiting }
            isSettled = true
        }
        if isSettled { return .settled }
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
        return .new
    }

    /// The row of entry `id` was delivered again, mended or with other faults.
    ///
    /// - Returns: whether the theme has such an entry and it was waiting.
    func resolve(_ id: Int64, theme: Int64) throws(RecordError) -> Bool {
        findEntry.bind(1, id)
        findEntry.bind(2, theme)
        defer { findEntry.reset() }
        guard try findEntry.step(), findEntry.isNull(3) else { return false }
        resolveEntry.bind(1, id)
        resolveEntry.bind(2, epoch)
        try resolveEntry.run()
        return true
    }

    /// What a row of a return file is to its entry.
    enum Return {
        /// The row was changed, or there is no such entry.
        case changed
        /// It came back as it went, and waits; the reason is the entry's.
        case waiting(reason: String)
        /// It came back as it went, and was mended before.
        case settled
    }

    /// Compares a row of a return file with the entry that it answers.
    ///
    /// - Parameters:
    ///   - id: the entry.
    ///   - original: the row as it came back.
    ///   - reason: why it is refused again; empty when it is not.
    ///   - theme: of the file in which it came back.
    ///   - header: of that file.
    ///   - encoding: of that file.
    /// - Returns: what it is.
    /// - Throws: ``RecordError`` of SQLite, or for a header that cannot be read.
    func compare(
        _ id: Int64, original: [UInt8], reason: String, theme: Int64, header: [String], encoding: String
    ) throws(RecordError) -> Return {
        findEntry.bind(1, id)
        findEntry.bind(2, theme)
        defer { findEntry.reset() }
        guard try findEntry.step() else { return .changed }
        var (first, firstReason, firstHeader, firstEncoding) = ([UInt8](), [UInt8](), [UInt8](), [UInt8]())
        findEntry.append(0, to: &first)
        findEntry.append(1, to: &firstReason)
        findEntry.append(2, to: &firstHeader)
        findEntry.append(4, to: &firstEncoding)
        let told = String(decoding: firstReason, as: UTF8.self)
        do {
            let columns = try JSONDecoder().decode([String].self, from: Data(firstHeader))
            let isAsItWent =
                ReturnFile.fields(
                    of: first, reason: told, header: columns,
                    encoding: TextEncoding(rawValue: String(decoding: firstEncoding, as: UTF8.self)))
                == ReturnFile.fields(
                    of: original, reason: reason, header: header, encoding: TextEncoding(rawValue: encoding))
            guard isAsItWent else { return .changed }
        } catch { throw RecordStore.wrap(error) }
        return findEntry.isNull(3) ? .waiting(reason: told) : .settled
    }
}
