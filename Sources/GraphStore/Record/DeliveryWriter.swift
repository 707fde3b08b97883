import GRDB

/// Writes one delivery (all files of one import) inside one transaction.
///
/// A delivery that mentions a key replaces, for its source, all that was live
/// under that key by what it says: equal statements stay, others are closed,
/// new ones are inserted; several different ones for one key stay beside each
/// other as competing statements.
final class DeliveryWriter {
    private let db: Database
    private let epoch: Int64
    private let insertRecord: BulkStatement
    private let findLive: BulkStatement
    private let closeRecord: BulkStatement
    private let removeRecord: BulkStatement
    private let noteFinding: BulkStatement
    private let removeFinding: BulkStatement
    private let quarantine: QuarantineWriter
    private let words: WordTables

    private var table = DeliveryTable()
    private var nextID: Int64
    private let firstIDOfDelivery: Int64
    private var layout: Int64 = 0
    var layoutNumber: Int32 { Int32(truncatingIfNeeded: layout) }
    private var file: Int64 = 0
    private var header: [String] = []
    private var encoding = ""
    private var theme: Int64 = 0
    /// Whether the theme may have live records of before this delivery.
    private var themeHadRecords = false
    private var previous: [Int64] = []
    private var confirmed: Set<Int64> = []
    /// A faulty row of the theme was mended before.
    private var hasSettled = false
    private var sourcesSeen: Set<Int64> = []
    private var competing = CompetingStatements(firstID: 0)
    /// Rows that delete, with the live records of before the delivery that
    /// each found: whether they changed anything shows at the end.
    private var deletions: [[Int64]] = []
    private(set) var counts = RowCounts()
    /// Whether the store is different from before, whatever the rows' counts
    /// say: a competing statement can go without a row of its own.
    private(set) var changedAnything = false
    /// Records that the last ``add(_:)`` inserted, in the order of their ids.
    private(set) var inserted: [ScannedBatch.Row] = []
    /// A record of this delivery was removed again.
    private(set) var hasRemoved = false

    init(_ db: Database, epoch: Epoch) throws(RecordError) {
        self.db = db
        self.epoch = Int64(epoch.rawValue)
        insertRecord = try BulkStatement(
            db,
            """
            INSERT INTO record (id, layout, source, department, key, subject, date, file, row, received,
                                code_check, findings, payload, from_epoch)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            """)
        findLive = try BulkStatement(
            db, "SELECT id, payload, department FROM record WHERE key = ?1 AND to_epoch IS NULL")
        closeRecord = try BulkStatement(db, "UPDATE record SET to_epoch = ?2 WHERE id = ?1")
        removeRecord = try BulkStatement(db, "DELETE FROM record WHERE id = ?1")
        noteFinding = try BulkStatement(db, "INSERT INTO finding (record) VALUES (?1)")
        removeFinding = try BulkStatement(db, "DELETE FROM finding WHERE record = ?1")
        insertRecord.bind(14, self.epoch)
        quarantine = try QuarantineWriter(db, epoch: epoch)
        words = WordTables(db)
        do {
            firstIDOfDelivery = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM record") ?? 0) + 1
            nextID = firstIDOfDelivery
        } catch { throw RecordStore.wrap(error) }
    }

    /// Whether there are older records to compare with.
    var hasOlderRecords: Bool { firstIDOfDelivery > 1 }

    /// Makes sure that older records are found by key, which takes seconds in
    /// the first import after a first load.
    func prepareComparison() throws(RecordError) {
        try words.makeLiveKeyIndex()
        do {
            // Keys are looked up all over the index; of a city it takes 300 MB.
            try db.execute(sql: "PRAGMA cache_size = -524288")
        } catch { throw RecordStore.wrap(error) }
    }

    /// Starts a theme; ends with ``finishTheme(complete:)``.
    func beginTheme(_ theme: Theme, catalogueVersion: String) throws(RecordError) {
        self.theme = try words.number(of: theme.id, in: .theme)
        layout = try words.layout(theme: self.theme, columns: theme.columns.map(\.id), catalogue: catalogueVersion)
        insertRecord.bind(2, layout)
        table = DeliveryTable()
        previous = []
        confirmed = []
        hasSettled = false
        sourcesSeen = []
        deletions = []
        competing = CompetingStatements(firstID: nextID)
        counts = RowCounts()
        do {
            // An empty store has nothing to compare with, and no index to find it by.
            guard hasOlderRecords else {
                themeHadRecords = false
                return
            }
            themeHadRecords =
                try Bool.fetchOne(
                    db,
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM file JOIN import ON import.number = file.import
                                       WHERE file.theme = ? AND file.rows > 0 AND import.epoch < ?)
                        """, arguments: [self.theme, epoch]) ?? false
        } catch { throw RecordStore.wrap(error) }
    }

    /// - Returns: the file's number, which its records carry.
    func beginFile(name: String, importNumber: Int64, encoding: String, header: [String]) throws(RecordError) {
        file = try words.addFile(
            name: name, importNumber: importNumber, theme: theme, encoding: encoding, header: header)
        insertRecord.bind(8, file)
        (self.header, self.encoding) = (header, encoding)
    }

    /// The file turned out to have more columns than it began with.
    func setHeader(_ header: [String]) throws(RecordError) {
        try words.setHeader(header, ofFile: file)
        self.header = header
    }

    func finishFile(rows: Int) throws(RecordError) {
        do {
            try db.execute(sql: "UPDATE file SET rows = ? WHERE number = ?", arguments: [rows, file])
        } catch { throw RecordStore.wrap(error) }
    }

    func add(_ batch: EncodedBatch) throws(RecordError) {
        var sources: [Int64] = []
        for source in batch.sources { sources.append(try words.number(of: source, in: .source)) }
        var departments: [Int64] = []
        for department in batch.departments { departments.append(try words.number(of: department, in: .department)) }
        sourcesSeen.formUnion(sources)
        let bytes = batch.bytes.span
        inserted.removeAll(keepingCapacity: true)
        var returned = batch.returned.makeIterator()
        for row in batch.rows {
            counts.read += 1
            if row.mends > 0, let original = returned.next(), try isDone(row, original) { continue }
            if !row.findings.isEmpty { counts.findings += 1 }
            if row.deletes {
                try delete(row)
            } else {
                try add(row, bytes, source: sources[Int(row.source)], department: departments[Int(row.department)])
            }
            if row.mends > 0, try quarantine.resolve(row.mends, theme: theme) { changedAnything = true }
        }
        for row in batch.refused {
            counts.read += 1
            try add(row, source: sources[Int(row.source)], department: departments[Int(row.department)])
        }
    }

    /// A row of a return file that nobody has mended is not taken, even though
    /// a broken line, split into cells for its source, now looks whole.
    ///
    /// - Returns: whether the row is accounted for.
    private func isDone(_ row: EncodedRow, _ original: [UInt8]) throws(RecordError) -> Bool {
        let found = try quarantine.compare(
            row.mends, original: original, reason: "", theme: theme, header: header, encoding: encoding)
        switch found {
        // Other rows would be refused again, unless the catalogue now lets them pass.
        case .waiting(let reason) where ReasonText.isOfWholeRow(reason): keepWaiting()
        case .waiting, .changed: return false
        case .settled: settle()
        }
        return true
    }

    /// Accounts for a faulty row that waits already.
    private func keepWaiting() {
        counts.quarantined += 1
        counts.stillWaiting += 1
    }

    /// Accounts for a faulty row that was mended before.
    private func settle() {
        counts.unchanged += 1
        hasSettled = true
    }

    private func add(_ row: RefusedRow, source: Int64, department: Int64) throws(RecordError) {
        if row.mends > 0 {
            let found = try quarantine.compare(
                row.mends, original: row.original, reason: row.reason, theme: theme, header: header,
                encoding: encoding)
            switch found {
            case .waiting: return keepWaiting()
            case .settled: return settle()
            case .changed: break
            }
        }
        switch try quarantine.add(row, theme: theme, source: source, department: department, file: file) {
        case .new:
            counts.quarantined += 1
            changedAnything = true
        case .waiting: keepWaiting()
        case .settled: settle()
        }
        // A row that came back with another fault waits with that one.
        if row.mends > 0, try quarantine.resolve(row.mends, theme: theme) { changedAnything = true }
    }

    private func add(_ row: EncodedRow, _ bytes: Span<UInt8>, source: Int64, department: Int64) throws(RecordError) {
        let outcome = table.note(key: row.key, content: row.content)
        if case .repeated = outcome {
            counts.unchanged += 1
            return
        }
        if case .competing = outcome {
            counts.competing += 1
            competing.keys.insert(row.key)
        }
        var replaces = false
        if themeHadRecords {
            var isFirst = false
            if case .first = outcome { isFirst = true }
            switch try compareWithLive(row, bytes, department: department, isFirst: isFirst) {
            case .same:
                counts.unchanged += 1
                return
            case .different: replaces = true
            case .none: break
            }
        }
        if replaces { counts.updated += 1 } else { counts.inserted += 1 }
        try insert(row, bytes, source: source, department: department)
    }

    private enum LiveComparison { case none, same, different }

    private func compareWithLive(
        _ row: EncodedRow, _ bytes: Span<UInt8>, department: Int64, isFirst: Bool
    ) throws(RecordError) -> LiveComparison {
        findLive.bind(1, Int64(bitPattern: row.key))
        defer { findLive.reset() }
        var found: [Int64] = []
        var same: Int64?
        let payload = bytes.extracting(row.payload)
        while try findLive.step() {
            let id = findLive.number(0)
            // Statements of this very delivery are competitors, not predecessors.
            guard id < firstIDOfDelivery else { continue }
            found.append(id)
            if findLive.number(2) == department, findLive.withBytes(1, { $0.isEqual(to: payload) }) { same = id }
        }
        if found.isEmpty { return .none }
        if isFirst, same == nil || found.count > 1 { previous += found }
        if let same {
            confirmed.insert(same)
            return .same
        }
        return .different
    }

    private func insert(_ row: EncodedRow, _ bytes: Span<UInt8>, source: Int64, department: Int64) throws(RecordError) {
        guard nextID < Int64(UInt32.max) else {
            throw RecordError(.full, "the store holds 4,294,967,294 record versions, which is its limit")
        }
        insertRecord.bind(1, nextID)
        insertRecord.bind(3, source)
        insertRecord.bind(4, department)
        insertRecord.bind(5, Int64(bitPattern: row.key))
        insertRecord.bind(7, row.date == Day.unknownRawValue ? nil : Int64(row.date))
        insertRecord.bind(9, Int64(row.row))
        insertRecord.bind(11, row.codeCheck == EncodedRow.noCode ? nil : Int64(row.codeCheck))
        try insertRecord.insert(from: bytes) { texts in
            texts.bindNonempty(6, row.subject)
            texts.bindNonempty(10, row.received)
            texts.bindNonempty(12, row.findings)
            texts.bind(13, row.payload)
        }
        if !row.findings.isEmpty {
            noteFinding.bind(1, nextID)
            try noteFinding.run()
        }
        inserted.append(
            ScannedBatch.Row(
                id: UInt32(truncatingIfNeeded: nextID), key: row.key, layout: layoutNumber,
                source: UInt16(truncatingIfNeeded: source), department: UInt16(truncatingIfNeeded: department),
                date: row.date, codeCheck: row.codeCheck, hasFindings: !row.findings.isEmpty, payload: row.payload))
        if !hasOlderRecords { competing.insertedKeys.append(row.key) }
        nextID += 1
    }

    /// Takes back what is live under the row's key. What this delivery itself
    /// has said of the key before is removed, as it was never acknowledged: so
    /// the same file can be imported again and changes nothing.
    private func delete(_ row: EncodedRow) throws(RecordError) {
        let statements = table.takeBack(key: row.key)
        var old: [Int64] = []
        var own: [Int64] = []
        if themeHadRecords || statements > 0 {
            try words.makeLiveKeyIndex()
            findLive.bind(1, Int64(bitPattern: row.key))
            while try findLive.step() {
                let id = findLive.number(0)
                if id < firstIDOfDelivery { old.append(id) } else { own.append(id) }
            }
            findLive.reset()
        }
        counts.competing -= max(0, statements - 1)
        for id in own {
            removeRecord.bind(1, id)
            try removeRecord.run()
            removeFinding.bind(1, id)
            try removeFinding.run()
            hasRemoved = true
            if old.isEmpty { counts.inserted -= 1 } else { counts.updated -= 1 }
            counts.unchanged += 1
        }
        previous += old
        confirmed.subtract(old)
        deletions.append(old)
    }

    private func close(_ id: Int64) throws(RecordError) {
        closeRecord.bind(1, id)
        closeRecord.bind(2, epoch)
        try closeRecord.run()
        changedAnything = true
    }

    /// Closes what the delivery replaced.
    ///
    /// - Parameter complete: the delivery contains all that its sources have to
    ///   say on the theme: live keys that it does not mention are withdrawn,
    ///   unless rows were refused, now or before, whose keys nobody knows.
    func finishTheme(complete: Bool) throws(RecordError) -> RowCounts {
        let closed = Set(previous).subtracting(confirmed)
        for id in closed.sorted() { try close(id) }
        try competing.save(db, areIndexed: hasOlderRecords)
        for old in deletions {
            if old.contains(where: closed.contains) { counts.updated += 1 } else { counts.unchanged += 1 }
        }
        if counts.inserted + counts.updated > 0 { changedAnything = true }
        if complete, counts.quarantined == 0, !hasSettled {
            for source in sourcesSeen.sorted() { counts.withdrawn += try withdrawUnmentioned(source: source) }
        }
        return counts
    }

    private func withdrawUnmentioned(source: Int64) throws(RecordError) -> Int {
        let live = try BulkStatement(
            db,
            """
            SELECT record.id, record.key FROM record JOIN layout ON layout.number = record.layout
            WHERE layout.theme = ?1 AND record.source = ?2 AND record.to_epoch IS NULL
            """)
        live.bind(1, theme)
        live.bind(2, source)
        var gone: [Int64] = []
        while try live.step() {
            if !table.contains(key: UInt64(bitPattern: live.number(1))) { gone.append(live.number(0)) }
        }
        for id in gone { try close(id) }
        return gone.count
    }
}
