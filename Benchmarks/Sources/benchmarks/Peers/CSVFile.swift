import Foundation

/// A CSV file of the peers: commas, no quotes, one heading line. Bytes that
/// would need quotes become spaces, since none of the peers reads quotes.
final class CSVFile {
    private let handle: FileHandle
    private var bytes: [UInt8] = []
    private var isAtRowStart = true
    /// Rows written.
    private(set) var rowCount = 0

    private static let bufferByteCount = 1 << 20

    /// - Throws: ``BenchmarkError`` when the file cannot be made.
    init(_ path: String, columns: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw BenchmarkError("cannot write \(path)") }
        self.handle = handle
        bytes.reserveCapacity(Self.bufferByteCount + 4096)
        bytes += Array(columns.utf8) + [UInt8(ascii: "\n")]
    }

    /// Adds a field of text.
    func field(_ text: Span<UInt8>) {
        separate()
        for index in text.indices {
            let byte = text[index]
            let needsQuotes = byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte < 0x20
            bytes.append(needsQuotes ? UInt8(ascii: " ") : byte)
        }
    }

    /// Adds a field of text.
    func field(_ text: String) { field(Array(text.utf8).span) }

    /// Adds a field of a number.
    func field(_ number: some BinaryInteger) { field(String(number)) }

    private func separate() {
        if !isAtRowStart { bytes.append(UInt8(ascii: ",")) }
        isAtRowStart = false
    }

    /// Ends a row.
    func endRow() throws {
        bytes.append(UInt8(ascii: "\n"))
        isAtRowStart = true
        rowCount += 1
        if bytes.count >= Self.bufferByteCount { try flush() }
    }

    /// Writes what is left and closes the file.
    func close() throws {
        try flush()
        try handle.close()
    }

    private func flush() throws {
        try handle.write(contentsOf: Data(bytes))
        bytes.removeAll(keepingCapacity: true)
    }
}
