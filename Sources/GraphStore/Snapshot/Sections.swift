/// Lays named columns one after the other into a snapshot file.
///
/// ```
///  0      64                       …                       end
///  ┌──────┬─────────┬───┬─────────┬───┬───────────────────┐
///  │header│ column  │pad│ column  │pad│ section table     │
///  └──────┴─────────┴───┴─────────┴───┴───────────────────┘
/// ```
/// Columns begin at multiples of 64 bytes. The table has 64 bytes a section:
/// name (40, zero-padded), offset, byte count, checksum. The header is written
/// last, so a file cut short by a crash is never taken for a whole one.
public struct SectionWriter {
    static let alignment = 64
    static let nameByteCount = 40
    private let output: SnapshotOutput
    private var table: [UInt8] = []
    private(set) var sectionCount = 0

    /// A first error waits here, so that parts can write without `try` at
    /// every line; ``finish(identity:)`` throws it.
    private var failure: SnapshotError?

    init(creating path: String) throws(SnapshotError) {
        output = try SnapshotOutput(creating: path)
        try output.append([UInt8](repeating: 0, count: SnapshotHeader.byteCount))
    }

    /// - Precondition: the name has at most 40 bytes and is used once.
    public mutating func write<T: BitwiseCopyable>(_ name: String, _ column: Column<T>) {
        precondition(name.utf8.count <= Self.nameByteCount, "section name too long: \(name)")
        guard failure == nil else { return }
        do throws(SnapshotError) {
            try output.pad(to: Self.alignment)
            let offset = output.position
            let bytes = column.bytes
            try output.append(bytes)
            var entry = Array(name.utf8)
            entry.append(contentsOf: [UInt8](repeating: 0, count: Self.nameByteCount - entry.count))
            for number in [UInt64(offset), UInt64(bytes.byteCount), ByteHash.checksum(bytes)] {
                entry.append(littleEndian: number)
            }
            table += entry
            sectionCount += 1
        } catch {
            failure = error
        }
    }

    /// Writes the table and the header. The file is not flushed to disk: what
    /// a power cut leaves of it fails its checksums, and is built again from
    /// the records, which are flushed.
    mutating func finish(identity: SnapshotIdentity) throws(SnapshotError) {
        if let failure { throw failure }
        try output.pad(to: Self.alignment)
        let header = SnapshotHeader(
            identity: identity, sectionCount: sectionCount, tableOffset: output.position,
            tableChecksum: ByteHash.hash(table.span))
        try output.append(table)
        try output.overwriteStart(with: header.encoded())
    }
}

/// Finds the columns of a snapshot file by name.
public struct SectionReader {
    let file: MappedFile
    private let path: String
    private var sections: [String: (offset: Int, byteCount: Int)] = [:]
    let identity: SnapshotIdentity

    /// Maps the file and verifies header, table and the checksum of every section.
    ///
    /// - Throws: ``SnapshotError`` `unreadable`, `damaged`, or `outdated` for
    ///   another format version.
    /// - Complexity: one pass over the file's bytes.
    init(path: String) throws(SnapshotError) {
        self.path = path
        file = try MappedFile(path: path)
        func damaged(_ what: String) -> SnapshotError { SnapshotError(.damaged, "\(path) is damaged: \(what)") }
        guard file.byteCount >= SnapshotHeader.byteCount else { throw damaged("shorter than its header") }
        let header = try SnapshotHeader(decoding: file.bytes(0..<SnapshotHeader.byteCount), path: path)
        identity = header.identity
        let entryByteCount = SectionWriter.nameByteCount + 24
        let tableEnd = header.tableOffset + header.sectionCount * entryByteCount
        guard header.sectionCount < 10_000, header.tableOffset >= 0, tableEnd <= file.byteCount else {
            throw damaged("section table outside the file")
        }
        let table = file.bytes(header.tableOffset..<tableEnd)
        guard ByteHash.hash(table.span) == header.tableChecksum else { throw damaged("section table checksum") }
        for index in 0..<header.sectionCount {
            let start = index * entryByteCount
            let name = String(
                decoding: table[start..<start + SectionWriter.nameByteCount].prefix { $0 != 0 }, as: UTF8.self)
            let numbers = (0..<3).map { table.littleEndian(at: start + SectionWriter.nameByteCount + 8 * $0) }
            guard numbers[0] <= UInt64(header.tableOffset), numbers[1] <= UInt64(header.tableOffset) - numbers[0] else {
                throw damaged("section \(name) outside the file")
            }
            let column = file.column(offset: Int(numbers[0]), count: Int(numbers[1]), of: UInt8.self)
            guard ByteHash.checksum(column.bytes) == numbers[2] else { throw damaged("checksum of section \(name)") }
            sections[name] = (Int(numbers[0]), Int(numbers[1]))
        }
        try checkPadding(tableEnd: tableEnd, header.tableOffset)
    }

    /// Between the sections there are zeros and nothing else: so every damaged
    /// byte of the file is noticed.
    private func checkPadding(tableEnd: Int, _ tableOffset: Int) throws(SnapshotError) {
        var end = SnapshotHeader.byteCount
        let starts = sections.values.filter { $0.byteCount > 0 }.sorted { $0.offset < $1.offset }
        for (start, byteCount) in starts.map({ ($0.offset, $0.byteCount) }) + [(tableOffset, tableEnd - tableOffset)] {
            guard start >= end, file.bytes(end..<start).allSatisfy({ $0 == 0 }) else {
                throw SnapshotError(.damaged, "\(path) is damaged: bytes between its sections")
            }
            end = start + byteCount
        }
        guard end == file.byteCount else {
            throw SnapshotError(.damaged, "\(path) is damaged: bytes after its section table")
        }
    }

    /// Gives the pages that were read for checking back to the page cache.
    func forgetResidentPages() { file.forgetResidentPages() }

    /// Where a section begins in ``file``.
    ///
    /// - Throws: ``SnapshotError`` `damaged` when there is no such section.
    func start(of name: String) throws(SnapshotError) -> Int {
        guard let section = sections[name] else { throw SnapshotError(.damaged, "\(path) has no section \(name)") }
        return section.offset
    }

    /// - Throws: ``SnapshotError`` `damaged` when there is no such section or
    ///   its size is no multiple of the element's.
    public func column<T: BitwiseCopyable & Sendable>(_ name: String, of type: T.Type) throws(SnapshotError) -> Column<
        T
    > {
        guard let section = sections[name] else {
            throw SnapshotError(.damaged, "\(path) has no section \(name)")
        }
        guard section.byteCount % MemoryLayout<T>.stride == 0 else {
            throw SnapshotError(.damaged, "\(path): section \(name) is no whole number of elements")
        }
        return file.column(offset: section.offset, count: section.byteCount / MemoryLayout<T>.stride, of: type)
    }
}

/// Which data a snapshot file is a projection of.
struct SnapshotIdentity: Equatable, Sendable {
    /// Random 16 bytes of the record store; a restored store has new ones.
    var storeID: [UInt8]
    var epoch: Epoch
    /// SHA-256 of the catalogue, as ``Catalogue/version`` in bytes.
    var catalogueVersion: [UInt8]
}

/// The first 128 bytes of a snapshot file.
struct SnapshotHeader {
    static let byteCount = 128
    static let magic = Array("PANORAMA".utf8)
    /// Raised with every change of sections or their meaning.
    static let formatVersion: UInt64 = 10

    var identity: SnapshotIdentity
    var sectionCount: Int
    var tableOffset: Int
    var tableChecksum: UInt64

    init(identity: SnapshotIdentity, sectionCount: Int, tableOffset: Int, tableChecksum: UInt64) {
        self.identity = identity
        self.sectionCount = sectionCount
        self.tableOffset = tableOffset
        self.tableChecksum = tableChecksum
    }

    func encoded() -> [UInt8] {
        precondition(identity.storeID.count == 16 && identity.catalogueVersion.count == 32, "identity has fixed widths")
        var bytes = Self.magic
        for number in [
            Self.formatVersion, UInt64(identity.epoch.rawValue), UInt64(sectionCount), UInt64(tableOffset),
            tableChecksum,
        ] {
            bytes.append(littleEndian: number)
        }
        bytes += identity.storeID + identity.catalogueVersion
        bytes += [UInt8](repeating: 0, count: Self.byteCount - 8 - bytes.count)
        bytes.append(littleEndian: ByteHash.hash(bytes.span))
        return bytes
    }

    init(decoding bytes: [UInt8], path: String) throws(SnapshotError) {
        guard Array(bytes[..<8]) == Self.magic else { throw SnapshotError(.damaged, "\(path) is no graph snapshot") }
        guard ByteHash.hash(Array(bytes[..<(Self.byteCount - 8)]).span) == bytes.littleEndian(at: Self.byteCount - 8)
        else {
            throw SnapshotError(.damaged, "\(path) is damaged: header checksum")
        }
        guard bytes.littleEndian(at: 8) == Self.formatVersion else {
            throw SnapshotError(
                .outdated,
                "\(path) has snapshot format \(bytes.littleEndian(at: 8)), this program writes \(Self.formatVersion)")
        }
        identity = SnapshotIdentity(
            storeID: Array(bytes[48..<64]),
            epoch: Epoch(rawValue: UInt32(truncatingIfNeeded: bytes.littleEndian(at: 16))),
            catalogueVersion: Array(bytes[64..<96]))
        sectionCount = Int(bytes.littleEndian(at: 24))
        tableOffset = Int(bytes.littleEndian(at: 32))
        tableChecksum = bytes.littleEndian(at: 40)
    }
}

extension [UInt8] {
    mutating func append(littleEndian number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    func littleEndian(at offset: Int) -> UInt64 {
        (0..<8).reduce(0) { $0 | UInt64(self[offset + $1]) << UInt64(8 * $1) }
    }
}
