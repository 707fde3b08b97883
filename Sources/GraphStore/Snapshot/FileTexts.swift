/// Texts by number of which a question reads a few neighbours: those of a
/// snapshot file are read when somebody asks. Mapped, the pages around each one
/// asked for would stay resident.
public struct FileTexts: Sendable {
    private enum Source: Sendable {
        case memory(Column<UInt8>)
        case file(MappedFile, start: Int)
    }

    /// `count + 1` positions in the texts' bytes.
    private let offsets: Column<UInt32>
    private let source: Source

    /// Texts that are in memory.
    init(_ texts: StringTable) { (offsets, source) = (texts.offsets, .memory(texts.bytes)) }

    /// Number of texts.
    public var count: Int { offsets.count - 1 }

    /// The texts `rows`, read at once.
    ///
    /// - Throws: ``SnapshotError`` `unreadable` when the file cannot be read.
    /// - Complexity: O(bytes of the texts), one read of the file.
    public func run(_ rows: Range<Int>) throws(SnapshotError) -> TextRun {
        let bytes = Int(offsets[rows.lowerBound])..<Int(offsets[rows.upperBound])
        var text: [UInt8] = []
        switch source {
        case .memory(let column): text.append(column.span.extracting(bytes))
        case .file(let file, let start):
            text = try file.read(start + bytes.lowerBound..<start + bytes.upperBound)
        }
        return TextRun(rows: rows, offsets: offsets, base: bytes.lowerBound, bytes: text)
    }

    /// The texts of some rows and all that lie between them.
    ///
    /// - Throws: as ``run(_:)``.
    public func run(spanning rows: some Collection<Int>) throws(SnapshotError) -> TextRun {
        guard let first = rows.min(), let last = rows.max() else { return try run(0..<0) }
        return try run(first..<last + 1)
    }

    /// One text, for single reads.
    ///
    /// - Throws: as ``run(_:)``.
    public func text(_ row: Int) throws(SnapshotError) -> String {
        String(decoding: try run(row..<row + 1).bytes, as: UTF8.self)
    }

    func write(_ name: String, to writer: inout SectionWriter) {
        guard case .memory(let bytes) = source else { preconditionFailure("\(name) is in a file already") }
        StringTable(offsets: offsets, bytes: bytes).write(name, to: &writer)
    }

    /// - Throws: ``SnapshotError`` `damaged` when offsets and bytes do not fit.
    init(_ name: String, from reader: SectionReader) throws(SnapshotError) {
        offsets = try StringTable(name, from: reader).offsets
        source = .file(reader.file, start: try reader.start(of: name + ".bytes"))
    }
}

/// Neighbouring texts of ``FileTexts``, in memory.
public struct TextRun: Sendable {
    private let rows: Range<Int>
    private let offsets: Column<UInt32>
    /// Position of the first byte among those of all texts.
    private let base: Int
    /// All of them, end to end.
    public let bytes: [UInt8]

    init(rows: Range<Int>, offsets: Column<UInt32>, base: Int, bytes: [UInt8]) {
        (self.rows, self.offsets, self.base, self.bytes) = (rows, offsets, base, bytes)
    }

    /// The text of a row.
    ///
    /// - Precondition: the row is one of those that were read.
    @_lifetime(borrow self)
    public func text(_ row: Int) -> Span<UInt8> {
        precondition(rows.contains(row), "row \(row) outside \(rows)")
        return bytes.span.extracting(Int(offsets[row]) - base..<Int(offsets[row + 1]) - base)
    }
}
