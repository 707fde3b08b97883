internal import Synchronization

/// One BODS package while it is imported: read once, handed out theme by theme,
/// forgotten after the last.
final class BODSDelivery: Sendable {
    private let item: InputItem
    private let state = Mutex(State())

    private struct State {
        var rows: BODSRows?
        /// Set when reading failed, so that one theme alone tells.
        var hasFailed = false
        var partsLeft = BODSRows.Target.allCases.count
    }

    init(_ item: InputItem) { self.item = item }

    /// The rows of one theme; nil where the package has none of it.
    ///
    /// - Throws: ``IngestError`` of ``BODSPackage`` and ``BODSRows``, once.
    func part(ofTheme theme: String) throws(IngestError) -> BODSPart? {
        guard let target = BODSRows.Target(rawValue: theme) else { return nil }
        // Only the reading thread comes here, so that nobody waits for the lock.
        return try state.withLock { (state) throws(IngestError) -> BODSPart? in
            guard !state.hasFailed else { return nil }
            let rows: BODSRows
            if let known = state.rows {
                rows = known
            } else {
                state.hasFailed = true
                rows = try BODSRows(BODSPackage(item: item))
                state.hasFailed = false
            }
            let isFirst = state.partsLeft == BODSRows.Target.allCases.count
            state.partsLeft -= 1
            state.rows = state.partsLeft == 0 ? nil : rows
            return BODSPart(rows, target, isFirst: isFirst)
        }
    }
}

/// The rows that one theme gets from a package, in pieces.
struct BODSPart: Sendable {
    /// Rows and refusals, as the reading thread hands them on.
    struct Piece {
        var rows = RowBatch()
        var refusals: [(row: RefusedRow, source: String, department: String)] = []
        /// A measure of progress.
        var bytesRead = 0
    }

    /// What the package as a whole is, told with its first theme.
    let notes: [String]
    private let target: BODSRows.Target
    private let bytes: [UInt8]
    private let rows: [BODSRows.Row]
    private let refusals: [BODSRows.Refusal]

    /// Size of the package.
    var byteCount: Int { bytes.count }

    /// Texts of a piece, about.
    private static let pieceByteCount = 256 << 10

    /// - Returns: nil where there is nothing to tell.
    init?(_ all: BODSRows, _ target: BODSRows.Target, isFirst: Bool) {
        self.target = target
        bytes = all.bytes
        rows = all.rows.filter { $0.target == target }
        refusals = all.refusals.filter { $0.target == target }
        notes = isFirst ? [all.summary] : []
        guard isFirst || !rows.isEmpty || !refusals.isEmpty else { return nil }
    }

    /// The columns of the rows. Where the import says whose rows these are, the
    /// publishers do not.
    func header(_ options: ImportOptions) -> [String] {
        target.header.map { name in
            (name == "source_system" && options.source != nil)
                || (name == "department" && options.department != nil) ? "bods_" + name : name
        }
    }

    /// All rows, then all refusals.
    func pieces(_ options: ImportOptions) -> some Sequence<Piece> {
        var next = 0
        var isOver = false
        return AnyIterator {
            var piece = Piece()
            guard next < rows.count else {
                guard !isOver else { return nil }
                isOver = true
                piece.refusals = refusals.map { refused($0, options) }
                piece.bytesRead = bytes.count
                return piece
            }
            while next < rows.count {
                // One text for all rows of a statement, which may be long: it
                // counts when the next would be added.
                let sharedText = piece.rows.rows.last.flatMap { $0.number == rows[next].place.number ? $0.raw : nil }
                guard piece.rows.bytes.count - (sharedText?.count ?? 0) < Self.pieceByteCount else { break }
                append(rows[next], to: &piece.rows, sharing: sharedText)
                piece.bytesRead = rows[next].place.range.upperBound
                next += 1
            }
            return piece
        }
    }

    /// Adds a row; the batch may have its statement's text already.
    private func append(_ row: BODSRows.Row, to batch: inout RowBatch, sharing sharedText: Range<Int>?) {
        func appendText(_ text: some Sequence<UInt8>) -> Range<Int> {
            let start = batch.bytes.count
            batch.bytes.append(contentsOf: text)
            return start..<batch.bytes.count
        }
        func field(_ range: Range<Int>) -> RowBatch.Field {
            RowBatch.Field(
                start: UInt32(truncatingIfNeeded: range.lowerBound), end: UInt32(truncatingIfNeeded: range.upperBound))
        }
        let first = batch.fields.count
        for column in target.header { batch.fields.append(field(appendText((row.cells[column] ?? "").utf8))) }
        // The statement's own text, should the row be refused.
        let original = field(sharedText ?? appendText(bytes[row.place.range]))
        batch.rows.append(
            RowBatch.Row(
                firstField: UInt32(truncatingIfNeeded: first),
                fieldCount: UInt32(truncatingIfNeeded: target.header.count), rawStart: original.start,
                rawEnd: original.end, line: row.place.line, number: row.place.number, flags: row.flags))
    }

    private func refused(
        _ refusal: BODSRows.Refusal, _ options: ImportOptions
    ) -> (row: RefusedRow, source: String, department: String) {
        let publisher = refusal.publisher.isEmpty ? "BODS" : refusal.publisher
        let kept = refusal.place.range.prefix(BODSLimits.statementByteCountMax)
        return (
            RefusedRow(
                row: UInt32(truncatingIfNeeded: refusal.place.number), line: refusal.place.line, column: nil,
                reason: refusal.reason, message: refusal.message, original: Array(bytes[kept]), source: 0,
                department: 0, mends: 0),
            options.source == nil ? publisher : "", options.department == nil ? publisher : ""
        )
    }
}
