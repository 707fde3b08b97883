import Foundation
import GRDB

/// A live record with something that was kept with a remark.
public struct RecordFindings: Sendable {
    /// What was remarked of a column; `row` stands for the whole row.
    public struct Finding: Sendable, Hashable {
        /// Id of the column.
        public var column: String
        /// Code of a finding, such as `code.usc_check_digit`, or of a failed
        /// check whose value was left out.
        public var reason: String
    }

    /// The record that has them.
    public var record: RecordID
    /// Id of its theme.
    public var theme: String
    /// Id of the source system that delivered it.
    public var source: String
    /// Id of the department that states it.
    public var department: String
    /// Name of the delivered file.
    public var file: String
    /// Row of the file, from 1 on.
    public var row: Int
    /// In the order of the columns, those of the whole row first.
    public var findings: [Finding]
    /// The text or value that each finding is about, by column, as far as it
    /// was kept. Personal identifiers are among them: what shows values leaves
    /// out those of personal columns.
    public var values: [String: String]
    /// Live records that state something else under the same key.
    public var rivals: [RecordID] = []
}

/// Live records with one finding.
public struct FindingCount: Sendable {
    /// Id of the records' theme.
    public var theme: String
    /// What was remarked of them.
    public var finding: RecordFindings.Finding
    /// How many there are.
    public var count: Int
    /// Some of the records, the oldest first.
    public var examples: [RecordID]
}

extension RecordFindings.Finding {
    /// Of a record that contradicts another live one of its source and key.
    public static let competing = RecordFindings.Finding(column: "row", reason: "key.competing")

    /// As ``Schema`` would keep it.
    var text: String { "\(column):\(reason)" }

    /// The findings of a record as ``Schema`` keeps them: `column:reason`,
    /// separated by commas.
    static func list(_ text: String) -> [RecordFindings.Finding] {
        text.split(separator: ",").map { part in
            let words = part.split(separator: ":", maxSplits: 1)
            return RecordFindings.Finding(
                column: words.first.map(String.init) ?? "", reason: words.last.map(String.init) ?? "")
        }
    }
}

extension RecordReader {
    /// Records that ``FindingCount/examples`` names at most.
    private static let examplesMax = 3

    /// Live records with findings by theme, column and reason, most first.
    ///
    /// - Complexity: O(live records with findings).
    public func findingCounts() throws(RecordError) -> [FindingCount] { try store.read(Self.findingCounts) }

    private static func findingCounts(_ db: Database) throws -> [FindingCount] {
        var counts: [[String]: FindingCount] = [:]
        let groups = try Row.fetchAll(
            db,
            sql: """
                \(remarked(after: "0"))
                SELECT theme.id, findings, count(*), group_concat(CASE WHEN place <= ? THEN one.id END)
                FROM (SELECT id, layout, remarks AS findings,
                             row_number() OVER (PARTITION BY layout, remarks ORDER BY id) AS place
                      FROM (SELECT id, layout, \(remarks) AS remarks
                            FROM remarked JOIN record ON record.id = remarked.record WHERE to_epoch IS NULL)) AS one
                     JOIN layout ON layout.number = one.layout JOIN theme ON theme.number = layout.theme
                GROUP BY theme.id, findings
                """, arguments: [Self.examplesMax]
        ).map { (theme: $0[0] as String, findings: $0[1] as String, count: $0[2] as Int, ids: $0[3] as String) }
        for group in groups {
            let ids = group.ids.split(separator: ",").compactMap { UInt32($0) }.map(RecordID.init(rawValue:))
            for finding in RecordFindings.Finding.list(group.findings) {
                let key = [group.theme, finding.column, finding.reason]
                var count = counts[key] ?? FindingCount(theme: group.theme, finding: finding, count: 0, examples: [])
                count.count += group.count
                let examples = (count.examples + ids).sorted { $0.rawValue < $1.rawValue }
                count.examples = Array(examples.prefix(Self.examplesMax))
                counts[key] = count
            }
        }
        return counts.values.sorted { a, b in
            if a.count != b.count { return a.count > b.count }
            return (a.theme, a.finding.reason, a.finding.column) < (b.theme, b.finding.reason, b.finding.column)
        }
    }

    /// Begins a question about records with findings, `remarked`, in the order
    /// of their ids; `rival` are those that compete.
    private static func remarked(after: String) -> String {
        """
        WITH rival AS MATERIALIZED (\(Schema.rivals)),
             remarked AS (SELECT record FROM finding WHERE record > \(after)
                          UNION SELECT record FROM rival WHERE record > \(after) ORDER BY record)
        """
    }

    /// The findings of a record of ``remarked(after:)``; those of the whole row
    /// come first.
    private static let remarks = """
        CASE WHEN record.id IN (SELECT record FROM rival)
             THEN '\(RecordFindings.Finding.competing.text)' || coalesce(',' || record.findings, '')
             ELSE record.findings END
        """

    /// What both the list and its total ask for.
    private static let condition = """
        WHERE to_epoch IS NULL AND (?2 IS NULL OR theme.id = ?2)
              AND (?3 IS NULL OR instr(\(remarks) || ',', ':' || ?3 || ',') > 0)
        """

    /// Live records with findings, oldest first, from the record after `after` on.
    ///
    /// A theme or reason leaves only records of it; a record is listed with all
    /// its findings.
    public func findings(
        theme: String? = nil, reason: String? = nil, after: Int64 = 0, limit: Int
    ) throws(RecordError) -> [RecordFindings] {
        try store.read { try Self.findings($0, theme: theme, reason: reason, after: after, limit: limit) }
    }

    /// Number of all records that ``findings(theme:reason:after:limit:)`` lists.
    public func findingsTotal(theme: String? = nil, reason: String? = nil) throws(RecordError) -> Int {
        try store.read { try Self.findingsTotal($0, theme: theme, reason: reason) }
    }

    /// A page of ``findings(theme:reason:after:limit:)`` with its total and, on
    /// the first page, ``findingCounts()``: all of one state of the store.
    public func findingsPage(
        theme: String?, reason: String?, after: Int64?, limit: Int
    ) throws(RecordError) -> (records: [RecordFindings], counts: [FindingCount], total: Int) {
        try store.read { db in
            (
                try Self.findings(db, theme: theme, reason: reason, after: after ?? 0, limit: limit),
                after == nil ? try Self.findingCounts(db) : [],
                try Self.findingsTotal(db, theme: theme, reason: reason)
            )
        }
    }

    private static func findings(
        _ db: Database, theme: String?, reason: String?, after: Int64, limit: Int
    ) throws -> [RecordFindings] {
        try Row.fetchAll(
            db,
            sql: """
                \(remarked(after: "?1"))
                SELECT record.id AS id, theme.id AS theme, source.id AS source, department.id AS department,
                       file.name AS file, record.row AS row, layout.columns AS columns, payload,
                       \(remarks) AS findings, \(Schema.rivalsOfRecord) AS rivals
                FROM remarked JOIN record ON record.id = remarked.record JOIN layout ON layout.number = record.layout
                     JOIN theme ON theme.number = layout.theme JOIN source ON source.number = record.source
                     JOIN department ON department.number = record.department
                     JOIN file ON file.number = record.file
                \(Self.condition) ORDER BY remarked.record LIMIT ?4
                """, arguments: [after, theme, reason, limit]
        ).map { row in
            let found = RecordFindings.Finding.list(row["findings"])
            let columns: String = row["columns"]
            let rivals: String? = row["rivals"]
            return RecordFindings(
                record: RecordID(rawValue: row["id"]), theme: row["theme"], source: row["source"],
                department: row["department"], file: row["file"], row: row["row"],
                findings: found,
                values: try RecordFindings.values(
                    of: Set(found.map(\.column)), columns: columns.split(separator: ",").map(String.init),
                    payload: row["payload"]),
                rivals: rivals?.split(separator: " ").compactMap { UInt32($0) }.map(RecordID.init(rawValue:)) ?? [])
        }
    }

    private static func findingsTotal(_ db: Database, theme: String?, reason: String?) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                \(remarked(after: "?1"))
                SELECT count(*) FROM remarked JOIN record ON record.id = remarked.record
                     JOIN layout ON layout.number = record.layout
                     JOIN theme ON theme.number = layout.theme \(condition)
                """, arguments: [0, theme, reason]) ?? 0
    }
}

extension RecordStore {
    /// Live records that contradict another of their source and key, ascending.
    ///
    /// - Complexity: O(n log n) in the competing statements that there have been.
    func competingRecords() throws(RecordError) -> [UInt32] {
        try read { try UInt32.fetchAll($0, sql: "\(Schema.rivals) ORDER BY record") }
    }
}

extension RecordFindings {
    /// What the record has in columns: the delivered text where it was kept,
    /// else the value.
    ///
    /// - Throws: when the payload is no JSON: the store is damaged.
    fileprivate static func values(
        of wanted: Set<String>, columns: [String], payload: String
    ) throws -> [String: String] {
        let cells = try JSONSerialization.jsonObject(with: Data(payload.utf8)) as? [Any] ?? []
        let beside = cells.last as? [String: Any]
        var values = (beside?["raw"] as? [String: String] ?? [:]).filter { wanted.contains($0.key) }
        for (column, cell) in zip(columns, cells) where wanted.contains(column) && values[column] == nil {
            switch cell {
            case let text as String: values[column] = text
            case let number as NSNumber: values[column] = number.stringValue
            default: break
            }
        }
        return values
    }
}
