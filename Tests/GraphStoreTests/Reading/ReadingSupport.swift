@testable import GraphStore

/// Everything that a reader says about a file, as values to compare.
struct ReadTable {
    var header: [String] = []
    var encoding: TextEncoding
    var rows: [[String]] = []
    var flags: [RowBatch.Flags] = []
    var lines: [Int] = []
    var numbers: [Int] = []
    var originals: [[UInt8]] = []
    var problems: [JSONProblem?] = []
    var omitted: [Int] = []
    var notes: [String]

    init(
        _ item: InputItem, header: DeliveryReader.HeaderPolicy = .automatic, window: Int = 1 << 16,
        rowMax: Int = DeliveryReader.rowByteCountMax
    ) throws(IngestError) {
        let reader = try DeliveryReader(
            item: item, header: header, windowByteCount: window, rowByteCountMax: rowMax)
        encoding = reader.encoding
        notes = []
        var batch = RowBatch()
        while try reader.read(into: &batch) {
            for row in batch.rows {
                rows.append((0..<Int(row.fieldCount)).map { batch.text(row, field: $0) })
                flags.append(row.flags)
                lines.append(row.line)
                numbers.append(row.number)
                originals.append(batch.original(row))
                problems.append(row.problem)
                omitted.append(row.omittedByteCount)
            }
        }
        self.header = reader.header
        notes = reader.notes
    }

    /// Reads text as a CSV file, in pieces of `piece` bytes.
    static func csv(
        _ text: String, header: DeliveryReader.HeaderPolicy = .automatic, piece: Int = .max
    ) throws(IngestError) -> ReadTable {
        try ReadTable(.memory(Array(text.utf8), name: "test.csv", pieceByteCount: piece), header: header)
    }

    static func ndjson(_ text: String) throws(IngestError) -> ReadTable {
        try ReadTable(.memory(Array(text.utf8), name: "test.ndjson"))
    }
}

/// A reproducible sequence of numbers (SplitMix64, Steele et al. 2014).
struct ReadingSeed: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Archives written by hand from their specifications, so that no library
/// checks itself.
enum HandmadeArchive {
    /// CRC-32 of ISO 3309, bit by bit.
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    /// A gzip member whose deflate data are one stored block (RFC 1951 3.2.4).
    static func gzip(_ content: [UInt8]) -> [UInt8] {
        precondition(content.count < 1 << 16)
        let count = UInt32(content.count)
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 1] + little(count, 2) + little(~count, 2) + content
            + little(crc32(content), 4) + little(count, 4)
    }

    /// A zip archive of stored entries (PKWARE APPNOTE 4.3).
    static func zip(_ entries: [(name: [UInt8], utf8Flag: Bool, content: [UInt8])]) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let common =
                little(20, 2) + little(entry.utf8Flag ? 1 << 11 : 0, 2) + little(0, 2) + little(0, 4)
                + little(crc32(entry.content), 4) + little(UInt32(entry.content.count), 4)
                + little(UInt32(entry.content.count), 4) + little(UInt32(entry.name.count), 2) + little(0, 2)
            directory += [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2)
            directory += little(0, 4) + little(UInt32(file.count), 4) + entry.name
            file += [0x50, 0x4B, 3, 4] + common + entry.name + entry.content
        }
        let count = UInt32(entries.count)
        let end =
            [0x50, 0x4B, 5, 6] + little(0, 4) + little(count, 2) + little(count, 2)
            + little(UInt32(directory.count), 4) + little(UInt32(file.count), 4) + little(0, 2)
        return file + directory + end
    }
}
