import GRDB

/// Live records in the order of their ids, read on a thread of their own.
struct ScannedBatch: Sendable {
    struct Row: Sendable {
        var id: UInt32
        /// Hash of theme, source and key columns.
        var key: UInt64
        var layout: Int32
        var source: UInt16
        var department: UInt16
        var date: Int32
        /// Bits 1 format_ok, 2 usc_ok, 4 org_ok; 0xff: no code.
        var codeCheck: UInt8
        var hasFindings: Bool
        var payload: Range<Int>
    }
    var rows: [Row] = []
    var bytes: [UInt8] = []
}

/// What the record table's small numbers mean.
struct RecordWords: Sendable {
    struct Layout: Sendable {
        var theme: String
        var columns: [String]
    }
    var layouts: [Int32: Layout] = [:]
    var sources: [UInt16: String] = [:]
    var departments: [UInt16: String] = [:]
}

extension RecordStore {
    /// The meanings of the numbers that ``scanLive(into:)`` gives.
    func words() throws(RecordError) -> RecordWords {
        try read { db in
            var words = RecordWords()
            for row in try Row.fetchAll(
                db,
                sql:
                    "SELECT layout.number, theme.id, layout.columns FROM layout JOIN theme ON theme.number = layout.theme"
            ) {
                let columns: String = row[2]
                words.layouts[row[0]] = RecordWords.Layout(
                    theme: row[1], columns: columns.split(separator: ",").map(String.init))
            }
            for row in try Row.fetchAll(db, sql: "SELECT number, id FROM source") { words.sources[row[0]] = row[1] }
            for row in try Row.fetchAll(db, sql: "SELECT number, id FROM department") {
                words.departments[row[0]] = row[1]
            }
            return words
        }
    }

    /// Number of live records.
    func liveCount() throws(RecordError) -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM record WHERE to_epoch IS NULL") ?? 0 }
    }

    /// Pushes all live records of one read transaction, then finishes the queue.
    /// Blocks: run it on a thread.
    func scanLive(into queue: BoundedQueue<ScannedBatch>) {
        do {
            try read { db in
                let statement = try BulkStatement(
                    db,
                    """
                    SELECT id, layout, source, department, date, code_check, findings IS NOT NULL, payload, key
                    FROM record WHERE to_epoch IS NULL ORDER BY id
                    """)
                var batch = ScannedBatch()
                while try statement.step() {
                    let start = batch.bytes.count
                    statement.append(7, to: &batch.bytes)
                    batch.rows.append(
                        ScannedBatch.Row(
                            id: UInt32(truncatingIfNeeded: statement.number(0)),
                            key: UInt64(bitPattern: statement.number(8)),
                            layout: Int32(truncatingIfNeeded: statement.number(1)),
                            source: UInt16(truncatingIfNeeded: statement.number(2)),
                            department: UInt16(truncatingIfNeeded: statement.number(3)),
                            date: statement.isNull(4)
                                ? Day.unknownRawValue : Int32(truncatingIfNeeded: statement.number(4)),
                            codeCheck: statement.isNull(5)
                                ? EncodedRow.noCode : UInt8(truncatingIfNeeded: statement.number(5)),
                            hasFindings: statement.number(6) != 0,
                            payload: start..<batch.bytes.count))
                    if batch.bytes.count >= Self.scanBatchByteCount {
                        guard queue.push(batch) else { return }
                        batch = ScannedBatch()
                        batch.bytes.reserveCapacity(Self.scanBatchByteCount + 65_536)
                    }
                }
                _ = queue.push(batch)
            }
            queue.finish()
        } catch {
            queue.finish(error)
        }
    }

    /// Large enough that handing over costs nothing, small enough for the cache.
    private static let scanBatchByteCount = 1 << 20
}
