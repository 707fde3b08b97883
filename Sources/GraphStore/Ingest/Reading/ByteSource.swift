/// Bytes of one file from its start to its end, whatever stores them.
///
/// A source is read by one thread at a time.
protocol ByteSource: AnyObject {
    /// Fills `buffer` from index `start` on with at least one byte, unless
    /// the end is reached.
    ///
    /// - Returns: How many bytes were written; 0 at the end only.
    /// - Throws: `IngestError` when the bytes cannot be had.
    func read(into buffer: inout [UInt8], from start: Int) throws(IngestError) -> Int

    /// Bytes taken from the stored (maybe compressed) form so far.
    var storedBytesRead: Int { get }

    /// Length of the stored form; nil where it is unknown.
    var storedBytesTotal: Int? { get }

    /// Oddities that did not stop reading, such as bytes after a gzip
    /// stream's end.
    var notes: [String] { get }
}

extension ByteSource {
    var notes: [String] { [] }

    /// Reads until `buffer` is full from `start` on or the source ends.
    ///
    /// - Returns: How many bytes were written.
    func fill(_ buffer: inout [UInt8], from start: Int) throws(IngestError) -> Int {
        var end = start
        while end < buffer.count {
            let count = try read(into: &buffer, from: end)
            if count == 0 { break }
            end += count
        }
        return end - start
    }
}

/// Bytes that are already in memory, handed out in pieces.
final class MemorySource: ByteSource {
    private let bytes: [UInt8]
    private let pieceByteCount: Int
    private(set) var storedBytesRead = 0
    var storedBytesTotal: Int? { bytes.count }

    /// - Parameter pieceByteCount: The most that one read gives, at least 1.
    init(_ bytes: [UInt8], pieceByteCount: Int = .max) {
        precondition(pieceByteCount > 0, "pieces of \(pieceByteCount) bytes")
        self.bytes = bytes
        self.pieceByteCount = pieceByteCount
    }

    func read(into buffer: inout [UInt8], from start: Int) throws(IngestError) -> Int {
        let count = min(pieceByteCount, buffer.count - start, bytes.count - storedBytesRead)
        for index in 0..<count { buffer[start + index] = bytes[storedBytesRead + index] }
        storedBytesRead += count
        return count
    }
}

/// Decides when an archive expands so far that it must be an attack, or a
/// mistake, rather than records.
///
/// Nothing is ever extracted to disk, so the harm is time and a full
/// database, not a path outside a folder.
struct ExpansionGuard {
    /// Records of a few repeated words compress about 100:1, deflate's limit
    /// is 1,032:1; beyond 500:1 there is no information left to import.
    static let ratioMax = 500
    /// Small files may compress as well as they like: a header and a thousand
    /// equal rows are a fair test file.
    static let ratioFreeBytes = 64 << 20
    /// One delivered file. The largest data set of the design (14 M records)
    /// is some 5 GB in all.
    static let expandedBytesMax = 64 << 30
    /// Entries of one archive: a platform delivers dozens of files, and each
    /// entry costs an item in memory before anything is read.
    static let entryCountMax = 10_000
    /// Sum of the sizes that a zip's directory declares.
    static let archiveBytesMax = 256 << 30

    /// Throws `archive.bomb` when the two sizes cannot be those of records.
    static func check(stored: Int, expanded: Int) throws(IngestError) {
        if expanded > expandedBytesMax {
            throw IngestError(
                .archiveBomb,
                "expands to more than \(expandedBytesMax >> 30) GiB; deliver the records in several files",
                offset: expanded)
        }
        if expanded > ratioFreeBytes, expanded / max(stored, 1) > ratioMax {
            throw IngestError(
                .archiveBomb,
                "expands more than \(ratioMax) times (\(stored) bytes became \(expanded)), which records never do; "
                    + "deliver the file uncompressed if it is genuine",
                offset: expanded)
        }
    }
}
