/// Reads one delivered file from its header to its last row.
///
/// Every line of the file that is neither the header nor empty is in exactly
/// one row, in the order of the file; what is wrong with a row is told by its
/// flags. Only a file that cannot be read at all throws.
///
/// ```swift
/// let reader = try DeliveryReader(item: item)
/// while let batch = try reader.nextBatch() {
///     for row in batch.rows where row.flags.isDisjoint(with: .broken) { … }
/// }
/// ```
///
/// The file is opened twice: once to judge its encoding over all its bytes,
/// once to read the rows.
public final class DeliveryReader {
    /// Where the names of the columns come from.
    public enum HeaderPolicy: Sendable, Equatable {
        /// The first line that is not empty; for NDJSON the keys.
        case automatic
        /// The file begins with its first record. For NDJSON the keys count
        /// nevertheless.
        case given([String])
    }

    /// Rows beyond this have no fields and are marked ``RowBatch/Flags/tooLong``:
    /// memory has to be bounded, and no record is that long.
    public static let rowByteCountMax = 8 << 20
    /// What is kept of a row that is too long.
    static let overlongKeptByteCount = 64 << 10
    /// Large enough to spread the costs of a batch, small enough for the
    /// cache that two cores share.
    public static let windowByteCountDefault = 1 << 18

    public let item: InputItem
    public let encoding: TextEncoding
    public let format: InputItem.Format
    /// The byte between the fields of a CSV file.
    public var delimiter: UInt8? {
        if case .csv(let grammar) = grammar { grammar.delimiter } else { nil }
    }

    /// The names of the columns, as the file writes them. For NDJSON it can
    /// grow with every batch.
    public private(set) var header: [String] = []

    private let earlierNotes: [String]
    private let decoder: TextDecoder
    private let isDamaged: Bool
    private let windowByteCount: Int
    private let rowByteCountMax: Int
    private var grammar: RowGrammar
    /// Text that is read but not yet part of a batch, and its offset in the
    /// file's whole text.
    private var carry: [UInt8] = []
    private var carryOffset = 0
    private var ended = false
    /// Rows that were read to learn the columns.
    private var pending: RowBatch?
    private var unescaped: [UInt8] = []

    /// Opens a file, judges its encoding and reads its header.
    ///
    /// - Parameter windowByteCount: Size of the text of a batch, at least 64.
    /// - Throws: `IngestError` naming the file: `encoding.unknown`,
    ///   `header.invalid`, `file.…`, `gzip.…`, `zip.…`, `archive.bomb`.
    /// - Complexity: One or two readings of the file.
    public convenience init(
        item: InputItem, header policy: HeaderPolicy = .automatic, windowByteCount: Int = windowByteCountDefault
    ) throws(IngestError) {
        try self.init(
            item: item, header: policy, windowByteCount: windowByteCount, rowByteCountMax: Self.rowByteCountMax)
    }

    /// The names of a file's columns, its encoding judged by its beginning:
    /// for telling what the file is, not for keeping what it says.
    ///
    /// - Throws: as ``init(item:header:windowByteCount:)``.
    static func header(of item: InputItem) throws(IngestError) -> [String] {
        try DeliveryReader(
            item: item, header: .automatic, windowByteCount: windowByteCountDefault, rowByteCountMax: rowByteCountMax,
            judgedBytesMax: 1 << 20
        ).header
    }

    /// The same with another bound on rows, above ``overlongKeptByteCount``.
    init(
        item: InputItem, header policy: HeaderPolicy, windowByteCount: Int, rowByteCountMax: Int,
        judgedBytesMax: Int = .max
    ) throws(IngestError) {
        precondition(windowByteCount >= 64, "window of \(windowByteCount) bytes")
        precondition(rowByteCountMax > Self.overlongKeptByteCount, "rows of \(rowByteCountMax) bytes")
        self.rowByteCountMax = rowByteCountMax
        self.item = item
        self.windowByteCount = windowByteCount
        do throws(IngestError) {
            let first = try EncodingJudgement.judge(item, by: judgedBytesMax)
            encoding = first.judgement.encoding
            isDamaged = first.judgement.isDamaged
            earlierNotes = first.notes
            let source: any ByteSource = if let copy = first.copy { try copy.open() } else { try item.open() }
            decoder = TextDecoder(source, encoding: encoding)
            carry = [UInt8](repeating: 0, count: windowByteCount)
            let beginning = try decoder.fill(&carry, from: 0)
            carry.removeLast(carry.count - beginning.count)
            ended = beginning.ended
            if carry.starts(with: [0xEF, 0xBB, 0xBF]) {
                carry.removeFirst(3)
                carryOffset = 3
            }
            grammar = RowGrammar(text: carry, format: item.format)
            format = grammar.format
            try readHeader(policy)
        } catch {
            throw error.naming(item.displayName)
        }
    }

    /// Bytes that are read so far, of ``totalBytes``: a measure of progress.
    public var bytesRead: Int { decoder.source.storedBytesRead }
    /// Size of what is read: the stored file, or its expanded copy.
    public var totalBytes: Int? { decoder.source.storedBytesTotal ?? item.storedByteCount }
    /// Oddities of the file that did not stop reading; complete after the
    /// last batch.
    public var notes: [String] {
        let later = decoder.source.notes
        return later.isEmpty ? earlierNotes : later
    }

    /// The next rows, nil after the last one.
    ///
    /// - Throws: `IngestError` when the bytes cannot be had.
    public func nextBatch() throws(IngestError) -> RowBatch? {
        var batch = RowBatch()
        return try read(into: &batch) ? batch : nil
    }

    /// Replaces the rows of `batch`, using its memory again.
    ///
    /// - Returns: False after the last row; the batch is then empty.
    /// - Throws: `IngestError` when the bytes cannot be had.
    public func read(into batch: inout RowBatch) throws(IngestError) -> Bool {
        if let first = pending {
            batch = first
            pending = nil
            return true
        }
        do throws(IngestError) {
            let found = try readRows(into: &batch, rowsMax: .max)
            if case .ndjson(let lines) = grammar, lines.columns.count > header.count {
                header = lines.columns.map { String(decoding: $0, as: UTF8.self) }
            }
            return found
        } catch {
            throw error.naming(item.displayName)
        }
    }
}

extension DeliveryReader {
    private func readHeader(_ policy: HeaderPolicy) throws(IngestError) {
        var batch = RowBatch()
        if case .csv = grammar, case .given(let names) = policy {
            setColumns(names)
            return
        }
        let rowsMax = format == .csv ? 1 : Int.max
        guard try readRows(into: &batch, rowsMax: rowsMax) else {
            throw IngestError(.fileEmpty, "the file holds no line; expected a header and records")
        }
        if case .ndjson(let lines) = grammar {
            header = lines.columns.map { String(decoding: $0, as: UTF8.self) }
            pending = batch
            return
        }
        let row = batch.rows[0]
        if !row.flags.isDisjoint(with: [.invalidEncoding, .controlCharacter, .tooLong]) {
            throw IngestError(
                .headerInvalid,
                "the first line is no header: it holds control characters or bytes that are not \(encoding.rawValue); "
                    + "deliver the file as UTF-8 text with the columns' names in the first line",
                line: row.line)
        }
        setColumns((0..<Int(row.fieldCount)).map { batch.text(row, field: $0) })
        if header.allSatisfy({ name in name.allSatisfy(\.isWhitespace) }) {
            throw IngestError(
                .headerInvalid, "the first line names no column; expected the columns' names", line: row.line)
        }
    }

    private func setColumns(_ names: [String]) {
        header = names
        guard case .csv(var csv) = grammar else { return }
        csv.columnCount = names.count
        csv.rowCount = 0
        grammar = .csv(csv)
    }

    /// Reads until there is at least one row, or the file ends.
    private func readRows(into batch: inout RowBatch, rowsMax: Int) throws(IngestError) -> Bool {
        var table = RowTable()
        swap(&table.fields, &batch.fields)
        swap(&table.rows, &batch.rows)
        swap(&table.unescaped, &unescaped)
        table.clear()
        var window: [UInt8] = []
        swap(&window, &batch.bytes)
        let windowOffset = carryOffset
        var filled = takeCarry(into: &window)
        var consumed = 0
        var tail: [UInt8] = []
        while true {
            if !ended, filled < window.count {
                let more = try decoder.fill(&window, from: filled)
                filled += more.count
                ended = more.ended
            }
            table.unescapedBase = filled
            consumed = grammar.parse(
                window.span.extracting(0..<filled), from: consumed, final: ended, rowsMax: rowsMax, into: &table)
            if !table.rows.isEmpty || ended { break }
            if filled - consumed >= rowByteCountMax {
                tail = try passOverlongRow(window[..<filled], from: &consumed, into: &table)
                break
            }
            var larger = [UInt8](repeating: 0, count: window.count * 2)
            larger.replaceSubrange(0..<filled, with: window[..<filled])
            window = larger
        }
        carry.removeAll(keepingCapacity: true)
        carry.append(contentsOf: window[min(consumed, filled)..<filled])
        carry.append(contentsOf: tail)
        carryOffset = windowOffset + consumed
        window.removeLast(window.count - filled)
        window.append(contentsOf: table.unescaped)
        let patches = decoder.takePatches(before: carryOffset)
        batch.patches = patches.map { .init(offset: $0.offset - windowOffset, original: $0.original) }
        batch.encoding = encoding
        swap(&batch.bytes, &window)
        swap(&batch.fields, &table.fields)
        swap(&batch.rows, &table.rows)
        swap(&unescaped, &table.unescaped)
        markBrokenText(&batch)
        return !batch.rows.isEmpty
    }

    /// Makes `window` as long as a batch's text and begins it with the carry.
    private func takeCarry(into window: inout [UInt8]) -> Int {
        let size = max(windowByteCount, carry.count + Self.carrySpaceMin)
        if window.count > size {
            window.removeLast(window.count - size)
        } else {
            window += [UInt8](repeating: 0, count: size - window.count)
        }
        window.replaceSubrange(0..<carry.count, with: carry)
        return carry.count
    }

    /// What a window has at least beyond its carry.
    private static let carrySpaceMin = 64

    /// Makes one row of a line that exceeds ``rowByteCountMax``, keeps its
    /// beginning and passes over the rest.
    ///
    /// - Returns: Text after the line that is read already, beyond `window`.
    private func passOverlongRow(
        _ window: ArraySlice<UInt8>, from consumed: inout Int, into table: inout RowTable
    ) throws(IngestError) -> [UInt8] {
        let start = consumed
        let lineEnd = window[start...].firstIndex(of: grammar.lineEnd)
        var keptEnd = min(start + Self.overlongKeptByteCount, lineEnd ?? .max)
        // Not within a character, so that the kept text can be encoded again.
        for _ in 0..<3 where keptEnd > start && window[keptEnd] & 0xC0 == 0x80 { keptEnd -= 1 }
        var row = grammar.beginOverlongRow()
        row.firstField = UInt32(truncatingIfNeeded: table.fields.count)
        row.rawStart = UInt32(truncatingIfNeeded: start)
        row.rawEnd = UInt32(truncatingIfNeeded: keptEnd)
        row.omittedByteCount = (lineEnd ?? window.endIndex) - keptEnd
        consumed = lineEnd.map { $0 + 1 } ?? window.endIndex
        var tail: [UInt8] = []
        if lineEnd == nil {
            var rest = [UInt8](repeating: 0, count: windowByteCount)
            while !ended {
                let more = try decoder.fill(&rest, from: 0)
                ended = more.ended
                let end = rest[..<more.count].firstIndex(of: grammar.lineEnd)
                row.omittedByteCount += end ?? more.count
                consumed += end.map { $0 + 1 } ?? more.count
                guard let end else { continue }
                tail = Array(rest[(end + 1)..<more.count])
                break
            }
        }
        table.rows.append(row)
        return tail
    }

    /// Marks the rows with bytes that are no characters.
    private func markBrokenText(_ batch: inout RowBatch) {
        if isDamaged, encoding == .utf8 {
            let bytes = batch.bytes
            let text = bytes.span
            for index in batch.rows.indices {
                let raw = batch.rows[index].raw
                if !UTF8Validator.isValid(text.extracting(raw)) {
                    batch.rows[index].flags.insert(.invalidEncoding)
                }
            }
        }
        var index = 0
        for patch in batch.patches {
            while index < batch.rows.count, batch.rows[index].raw.upperBound <= patch.offset { index += 1 }
            if index < batch.rows.count, batch.rows[index].raw.contains(patch.offset) {
                batch.rows[index].flags.insert(.invalidEncoding)
            }
        }
    }
}

// A reader belongs to the thread that reads.
@available(*, unavailable)
extension DeliveryReader: Sendable {}
