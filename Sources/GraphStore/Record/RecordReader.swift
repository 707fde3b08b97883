import Foundation
import GRDB

/// One version of a record, whole: what a fact is traced back to.
public struct StoredRecord: Sendable {
    public var id: RecordID
    public var theme: String
    public var source: String
    public var department: String
    /// Ids of the theme's columns when the record was read; ``values`` has the
    /// same order.
    public var columns: [String]
    /// JSON array as stored, see ``Schema``.
    public var payload: [UInt8]
    public var date: Day?
    public var file: String
    public var row: Int
    public var importNumber: Int64
    /// When the import ended, ISO 8601 in UTC.
    public var imported: String
    public var received: String?
    public var findings: [String]
    /// Bits 1 format_ok, 2 usc_ok, 4 org_ok; nil: the row has no code.
    public var codeCheck: UInt8?
    public var from: Epoch
    /// nil while the version is live.
    public var to: Epoch?
}

/// Reads whole records and refused rows from the store; what Profile and the
/// server are handed.
public struct RecordReader: Sendable {
    let store: RecordStore

    public init(store: RecordStore) { self.store = store }

    /// - Returns: nil when there is no such record.
    public func record(_ id: RecordID) throws(RecordError) -> StoredRecord? {
        try store.read { db in
            guard let row = try Row.fetchOne(db, sql: Self.recordSQL, arguments: [id.rawValue]) else { return nil }
            let columns: String = row["columns"]
            let rivals: String? = row["rivals"]
            let findings =
                (rivals == nil ? [] : [RecordFindings.Finding.competing.text])
                + ((row["findings"] as String?)?.split(separator: ",").map(String.init) ?? [])
            let payload: String = row["payload"]
            return StoredRecord(
                id: id, theme: row["theme"], source: row["source"], department: row["department"],
                columns: columns.split(separator: ",").map(String.init), payload: Array(payload.utf8),
                date: (row["date"] as Int32?).map(Day.init(rawValue:)), file: row["file"], row: row["row"],
                importNumber: row["import"], imported: row["finished"], received: row["received"],
                findings: findings,
                codeCheck: row["code_check"], from: Epoch(rawValue: row["from_epoch"]),
                to: (row["to_epoch"] as UInt32?).map(Epoch.init(rawValue:)))
        }
    }

    private static let recordSQL = """
        SELECT theme.id AS theme, source.id AS source, department.id AS department, layout.columns AS columns,
               record.payload AS payload, record.date AS date, file.name AS file, record.row AS row,
               file.import AS import, import.finished AS finished, record.received AS received,
               record.findings AS findings, \(Schema.rivalsOfRecord) AS rivals, record.code_check AS code_check,
               record.from_epoch AS from_epoch, record.to_epoch AS to_epoch
        FROM record JOIN layout ON layout.number = record.layout JOIN theme ON theme.number = layout.theme
             JOIN source ON source.number = record.source JOIN department ON department.number = record.department
             JOIN file ON file.number = record.file JOIN import ON import.number = file.import
        WHERE record.id = ?
        """

    /// Refused rows that wait, oldest first, from the entry after `after` on.
    ///
    /// - Parameter reason: only of this reason; nil for all.
    public func quarantine(
        theme: String? = nil, reason: String? = nil, importNumber: Int64? = nil, after: Int64 = 0, limit: Int
    ) throws(RecordError) -> [QuarantineEntry] {
        try store.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT quarantine.id AS id, theme.id AS theme, source.id AS source, department.id AS department,
                           file.name AS file, file.encoding AS encoding, file.header AS header, quarantine.row AS row, line, column, reason,
                           message, original, quarantine.from_epoch AS epoch
                    FROM quarantine JOIN theme ON theme.number = quarantine.theme
                         JOIN source ON source.number = quarantine.source
                         JOIN department ON department.number = quarantine.department
                         JOIN file ON file.number = quarantine.file
                    WHERE resolved_epoch IS NULL AND quarantine.id > ?1 AND (?2 IS NULL OR theme.id = ?2)
                          AND (?3 IS NULL OR reason = ?3) AND (?4 IS NULL OR file.import = ?4)
                    ORDER BY quarantine.id LIMIT ?5
                    """, arguments: [after, theme, reason, importNumber, limit]
            ).map { row in
                QuarantineEntry(
                    id: row["id"], theme: row["theme"], source: row["source"], department: row["department"],
                    file: row["file"], header: try JSONDecoder().decode([String].self, from: row["header"] as Data),
                    row: row["row"], line: row["line"], column: row["column"], reason: row["reason"],
                    message: row["message"], original: Array(row["original"] as Data),
                    epoch: Epoch(rawValue: row["epoch"]),
                    // Only a newer program could have written another word.
                    encoding: TextEncoding(rawValue: row["encoding"]) ?? .utf8)
            }
        }
    }

    /// Number of waiting entries by theme and reason, most first.
    public func quarantineCounts() throws(RecordError) -> [(theme: String, reason: String, count: Int)] {
        try store.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT theme.id, reason, count(*) FROM quarantine JOIN theme ON theme.number = quarantine.theme
                    WHERE resolved_epoch IS NULL GROUP BY theme.id, reason ORDER BY 3 DESC, 1, 2
                    """
            ).map { ($0[0], $0[1], $0[2]) }
        }
    }

    /// Live records, last import time and refused rows of every theme that has any.
    public func themeCounts() throws(RecordError) -> [String: ThemeCount] {
        try store.read { db in
            var counts: [String: ThemeCount] = [:]
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT theme.id, max(import.finished), sum(file.rows), count(*) FROM file
                    JOIN theme ON theme.number = file.theme JOIN import ON import.number = file.import GROUP BY theme.id
                    """)
            {
                counts[row[0], default: ThemeCount()].lastImport = row[1]
                counts[row[0], default: ThemeCount()].rowsDelivered = row[2] ?? 0
                counts[row[0], default: ThemeCount()].files = row[3]
            }
            for row in try Row.fetchAll(
                db,
                sql: """
                    SELECT theme.id, count(*) FROM quarantine JOIN theme ON theme.number = quarantine.theme
                    WHERE resolved_epoch IS NULL GROUP BY theme.id
                    """)
            { counts[row[0], default: ThemeCount()].quarantined = row[1] }
            return counts
        }
    }

    /// The report with `started` and `finished`, ISO 8601 in UTC, which stand
    /// in columns of their own.
    private static let datedReport = "json_set(report, '$.started', started, '$.finished', finished)"

    /// The report of an import as JSON; nil when there is none of this number.
    public func importReport(_ number: Int64) throws(RecordError) -> String? {
        try store.read { db in
            try String.fetchOne(
                db, sql: "SELECT \(Self.datedReport) FROM import WHERE report <> '' AND number = ?",
                arguments: [number])
        }
    }

    /// The reports of the last imports as JSON, newest first.
    public func imports(limit: Int) throws(RecordError) -> [String] {
        try store.read { db in
            try String.fetchAll(
                db, sql: "SELECT \(Self.datedReport) FROM import WHERE report <> '' ORDER BY number DESC LIMIT ?",
                arguments: [limit])
        }
    }
}

/// A refused row with all that its source needs to mend it.
public struct QuarantineEntry: Sendable {
    public var id: Int64
    public var theme: String
    public var source: String
    public var department: String
    public var file: String
    public var header: [String]
    public var row: Int
    public var line: Int
    public var column: String?
    public var reason: String
    public var message: String
    /// The row's bytes as delivered.
    public var original: [UInt8]
    public var epoch: Epoch
    /// What ``original`` is written in.
    public var encoding = TextEncoding.utf8

    /// ``original`` as text; U+FFFD for what is no character of the encoding.
    public var originalText: String {
        String(decoding: TextDecoder.decode(original, from: encoding), as: UTF8.self)
    }
}

/// What was delivered on a theme.
public struct ThemeCount: Sendable {
    public var files = 0
    public var rowsDelivered = 0
    public var quarantined = 0
    public var lastImport: String?
    public init() {}
}
