/// One file of records that can be opened: a file on disk, an entry of a zip
/// archive, or standard input.
public struct InputItem: Sendable {
    /// How the rows are written.
    public enum Format: Sendable, Equatable {
        case csv
        case ndjson
        /// One JSON document; ``BODSRecognition`` tells whether it can be read.
        case json
    }

    /// The file as the user would name it: `folder/a.csv.gz`,
    /// `archive.zip!/folder/a.csv`, `-`.
    public var displayName: String
    /// The file as its source knows it, without the place where it lies here:
    /// its name, under the folder that was given where it came in one, and
    /// with the archive that it is in.
    public var deliveredName: String
    /// The last part of the name without the endings that say format and
    /// compression: `penalty-2020` for `in/penalty-2020.csv.gz`. Themes are
    /// recognised by it. Empty for standard input.
    public var baseName: String
    /// What the ending says; nil where there is none (standard input, pipes):
    /// the first byte then decides.
    public var format: Format?
    /// Length of the stored (maybe compressed) form in bytes, where known.
    public var storedByteCount: Int?
    var place: Place
    /// The name ends in `.gz`.
    var isGzip: Bool

    /// Reading it means expanding it.
    var isArchiveEntry: Bool { if case .zipEntry = place { true } else { false } }

    /// Where the bytes are.
    enum Place: Sendable {
        case file(path: String)
        /// Pipes, devices, standard input: can be read only once, so a copy
        /// is made at the first opening.
        case stream(SpooledStream)
        case zipEntry(path: String, entry: ZipArchive.Entry)
        case memory([UInt8], pieceByteCount: Int)
    }

    /// The expanded bytes from the start. May be called several times.
    ///
    /// A gzip stream is recognised by its first two bytes as well, since
    /// `1F 8B` begins no text.
    ///
    /// - Throws: `file.missing`, `file.unreadable`, `zip.…`, `gzip.damaged`,
    ///   `spool.failed`, each naming the file.
    func open() throws(IngestError) -> any ByteSource {
        do throws(IngestError) {
            let first = PeekedSource(try openStored())
            let magic = try first.peek(2)
            if magic == [0x1F, 0x8B] { return GzipSource(first) }
            if isGzip, !magic.isEmpty {
                throw IngestError(
                    .gzipDamaged, "the name ends in .gz but the content is not gzip; rename or compress it", offset: 0)
            }
            if isGzip {
                throw IngestError(.gzipTruncated, "the name ends in .gz but the file holds no byte", offset: 0)
            }
            return first
        } catch {
            throw error.naming(displayName)
        }
    }

    private func openStored() throws(IngestError) -> any ByteSource {
        switch place {
        case .file(let path): try FileBytes.open(path: path)
        case .stream(let stream): try stream.open()
        case .zipEntry(let path, let entry): try ZipEntrySource(path: path, entry: entry, name: displayName)
        case .memory(let bytes, let piece): MemorySource(bytes, pieceByteCount: piece)
        }
    }

    /// Records that are in memory already, such as an HTTP body or a test's.
    ///
    /// - Parameter pieceByteCount: The most that one read gives.
    public static func memory(
        _ bytes: [UInt8], name: String, format: Format? = nil, pieceByteCount: Int = .max
    ) -> InputItem {
        let ending = FileEnding(name: name)
        return InputItem(
            displayName: name, deliveredName: name, baseName: ending.stem, format: format ?? ending.format,
            storedByteCount: bytes.count,
            place: .memory(bytes, pieceByteCount: pieceByteCount), isGzip: ending.isGzip)
    }

    /// Standard input.
    public static var standardInput: InputItem {
        InputItem(
            displayName: "-", deliveredName: "-", baseName: "", format: nil, storedByteCount: nil,
            place: .stream(SpooledStream(path: nil)), isGzip: false)
    }
}

/// What the endings of a file name say.
struct FileEnding: Equatable {
    /// The last part of the path without known endings.
    var stem: String
    /// nil for an ending that is no format of records.
    var format: InputItem.Format?
    var isGzip = false
    var isZip = false

    /// - Parameter name: A file name or path, `/` between its parts.
    init(name: String) {
        var last = name.split(separator: "/", omittingEmptySubsequences: true).last.map(String.init) ?? ""
        func drop(_ ending: String) -> Bool {
            guard last.count > ending.count, last.lowercased().hasSuffix(ending) else { return false }
            last.removeLast(ending.count)
            return true
        }
        isZip = drop(".zip")
        if !isZip {
            isGzip = drop(".gz")
            if drop(".csv") || drop(".tsv") {
                format = .csv
            } else if drop(".ndjson") || drop(".jsonl") {
                format = .ndjson
            } else if drop(".json") {
                format = .json
            }
        }
        stem = last
    }
}

/// A source whose first bytes can be looked at before they are read.
final class PeekedSource: ByteSource {
    private let upstream: any ByteSource
    private var held: [UInt8] = []

    init(_ upstream: any ByteSource) { self.upstream = upstream }

    var storedBytesRead: Int { upstream.storedBytesRead }
    var storedBytesTotal: Int? { upstream.storedBytesTotal }
    var notes: [String] { upstream.notes }

    /// The next `count` bytes, or all that are left.
    func peek(_ count: Int) throws(IngestError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: max(0, count - held.count))
        let got = try upstream.fill(&buffer, from: 0)
        held += buffer[..<got]
        return Array(held.prefix(count))
    }

    func read(into buffer: inout [UInt8], from start: Int) throws(IngestError) -> Int {
        if held.isEmpty { return try upstream.read(into: &buffer, from: start) }
        let count = min(held.count, buffer.count - start)
        buffer.replaceSubrange(start..<start + count, with: held[..<count])
        held.removeFirst(count)
        return count
    }
}
