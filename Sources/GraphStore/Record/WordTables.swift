import Foundation
import GRDB

/// The small tables that give repeated words a number: themes, sources,
/// departments, layouts, files. Numbers are allocated on first use.
final class WordTables {
    enum Table: String { case theme, source, department }

    private let db: Database
    private var known: [Table: [String: Int64]] = [:]

    private var hasLiveKeyIndex = false

    init(_ db: Database) { self.db = db }

    func number(of id: String, in table: Table) throws(RecordError) -> Int64 {
        if let number = known[table]?[id] { return number }
        do {
            try db.execute(sql: "INSERT OR IGNORE INTO \(table.rawValue) (id) VALUES (?)", arguments: [id])
            guard
                let number = try Int64.fetchOne(
                    db, sql: "SELECT number FROM \(table.rawValue) WHERE id = ?", arguments: [id])
            else { throw RecordError(.damaged, "\(table.rawValue) \(id) cannot be read back") }
            // Records, batches and the snapshot keep these numbers in 16 bits.
            guard number <= Int64(UInt16.max) else {
                throw RecordError(
                    .full, "more than 65,535 different words name a \(table.rawValue); is the column the right one?")
            }
            known[table, default: [:]][id] = number
            return number
        } catch { throw RecordStore.wrap(error) }
    }

    /// The index that finds live records by key, once there are older ones.
    func makeLiveKeyIndex() throws(RecordError) {
        guard !hasLiveKeyIndex else { return }
        do { try db.execute(sql: Schema.liveKeyIndex) } catch { throw RecordStore.wrap(error) }
        hasLiveKeyIndex = true
    }

    func layout(theme: Int64, columns: [String], catalogue: String) throws(RecordError) -> Int64 {
        let list = columns.joined(separator: ",")
        do {
            try db.execute(
                sql: "INSERT OR IGNORE INTO layout (theme, columns, catalogue) VALUES (?, ?, ?)",
                arguments: [theme, list, catalogue])
            guard
                let number = try Int64.fetchOne(
                    db, sql: "SELECT number FROM layout WHERE theme = ? AND columns = ?", arguments: [theme, list])
            else { throw RecordError(.damaged, "a layout cannot be read back") }
            return number
        } catch { throw RecordStore.wrap(error) }
    }

    func setHeader(_ header: [String], ofFile file: Int64) throws(RecordError) {
        do {
            let text = String(decoding: try JSONEncoder().encode(header), as: UTF8.self)
            try db.execute(sql: "UPDATE file SET header = ? WHERE number = ?", arguments: [text, file])
        } catch { throw RecordStore.wrap(error) }
    }

    func addFile(
        name: String, importNumber: Int64, theme: Int64, encoding: String, header: [String]
    ) throws(RecordError) -> Int64 {
        do {
            let headerText = String(decoding: try JSONEncoder().encode(header), as: UTF8.self)
            try db.execute(
                sql: "INSERT INTO file (import, name, theme, encoding, header, rows) VALUES (?, ?, ?, ?, ?, 0)",
                arguments: [importNumber, name, theme, encoding, headerText])
            return db.lastInsertedRowID
        } catch { throw RecordStore.wrap(error) }
    }
}
