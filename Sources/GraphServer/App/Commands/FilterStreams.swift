import Foundation
import GraphStore

/// Lines of standard input as bytes, with memory for a block and one line.
struct InputLines {
    /// A longer line is no address.
    static let byteCountMax = 1 << 20

    private var block: [UInt8] = []
    private var start = 0
    private var hasEnded = false
    private var number = 0

    /// Nothing is waiting to be read: an answer held back would keep a program at
    /// the other end waiting.
    var isDrained: Bool { start == block.count }

    /// The next line without its end; nil after the last.
    ///
    /// - Throws: ``FilterError`` for a line beyond ``byteCountMax``.
    mutating func next() throws(FilterError) -> ArraySlice<UInt8>? {
        var searched = start
        while true {
            if let end = block[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                number += 1
                return block[start..<end].last == UInt8(ascii: "\r") ? block[start..<end - 1] : block[start..<end]
            }
            guard !hasEnded else {
                defer { start = block.count }
                return start < block.count ? block[start...] : nil
            }
            guard block.count - start <= Self.byteCountMax else {
                throw FilterError(
                    "line \(number + 1) has more than \(Self.byteCountMax) bytes; expected one address a line")
            }
            searched = block.count - start
            block.removeSubrange(..<start)
            start = 0
            let more = FileHandle.standardInput.availableData
            if more.isEmpty { hasEnded = true } else { block += more }
        }
    }
}

/// Rows of a table on standard input: CSV in any encoding that imports take.
struct FilterTable {
    private let columns: [String]

    /// - Parameter columns: that the header must have, in any order.
    init(_ columns: [String]) { self.columns = columns }

    /// Tells each row's cells in the order of the columns.
    ///
    /// - Throws: ``FilterError`` for a missing column or a broken row, which names
    ///   its line; `IngestError` for what is no table; whatever the body throws.
    func each(_ body: ([String]) throws -> Void) throws {
        let reader = try DeliveryReader(item: .standardInput)
        let places = try columns.map { column in
            guard let place = reader.header.firstIndex(of: column) else {
                throw FilterError(
                    "the table has no column \(column); expected \(columns.joined(separator: ",")), found "
                        + reader.header.joined(separator: ","))
            }
            return place
        }
        var batch = RowBatch()
        while try reader.read(into: &batch) {
            for row in batch.rows {
                guard row.flags.isDisjoint(with: .broken), row.fields.count >= reader.header.count else {
                    throw FilterError(
                        "line \(row.line) has \(row.fields.count) fields or is no text; expected "
                            + "\(reader.header.count) fields as in the header")
                }
                try body(places.map { batch.text(row, field: $0) })
            }
        }
    }
}

/// Standard output in blocks.
struct FilterOutput {
    private var buffer: [UInt8] = []
    private static let blockSize = 1 << 16

    /// Adds bytes; where they are the last for now, they go out at once.
    mutating func write(_ bytes: [UInt8], isLast: Bool = false) throws {
        buffer += bytes
        if isLast || buffer.count >= Self.blockSize { try flush() }
    }

    /// Sends what waits.
    mutating func flush() throws {
        guard !buffer.isEmpty else { return }
        try FileHandle.standardOutput.write(contentsOf: Data(buffer))
        buffer.removeAll(keepingCapacity: true)
    }
}

/// What is wrong with what came on standard input.
struct FilterError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
