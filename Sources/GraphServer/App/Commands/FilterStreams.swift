import Foundation
import GraphStore

/// Rows of a table on standard input: CSV in any encoding that imports take.
struct FilterTable {
    private let columns: [String]
    private let optional: [String]

    /// - Parameters:
    ///   - columns: that the header must have, in any order.
    ///   - optional: that it may have: their cells are empty where it does not.
    init(_ columns: [String], optional: [String] = []) { (self.columns, self.optional) = (columns, optional) }

    /// Writes a table to standard output: a row for each row.
    ///
    /// - Parameters:
    ///   - header: of what is written.
    ///   - answer: the cells of a row, from its cells in the order of the columns,
    ///     those of optional ones last.
    /// - Throws: ``FilterError`` for a missing column, and at the end where rows were
    ///   broken: each is told on standard error by its line, and the others are
    ///   answered; `IngestError` for what is no table.
    func write(_ header: [String], answer: ([String]) -> [String]) throws {
        var output = FilterOutput()
        // What was answered before a mistake stays answered.
        defer { output.flushAnyway() }
        try each(begin: { try output.write(row: header) }) { try output.write(row: answer($0)) }
        try output.flush()
    }

    /// - Parameters:
    ///   - begin: called when the columns are known to be there.
    ///   - body: called with the cells of each row.
    /// - Throws: as ``write(_:answer:)``.
    private func each(begin: () throws -> Void, _ body: ([String]) throws -> Void) throws {
        let reader = try DeliveryReader(item: .standardInput)
        let places = try columns.map { column in
            guard let place = reader.header.firstIndex(of: column) else {
                throw FilterError(
                    "the table has no column \(column); expected \(columns.joined(separator: ",")), found "
                        + reader.header.joined(separator: ","))
            }
            return place
        }
        let others = optional.map { reader.header.firstIndex(of: $0) }
        // A column that is misspelt would be missing from the answers without a word.
        let unread = reader.header.filter { !columns.contains($0) && !optional.contains($0) }
        if !optional.isEmpty, !unread.isEmpty {
            Self.tell(
                "columns not read: \(unread.joined(separator: ", ")); read are "
                    + (columns + optional).joined(separator: ", "))
        }
        try begin()
        var batch = RowBatch()
        var (rowCount, brokenCount) = (0, 0)
        while try reader.read(into: &batch) {
            for row in batch.rows {
                rowCount += 1
                guard row.flags.isDisjoint(with: .broken), row.fields.count == reader.header.count else {
                    brokenCount += 1
                    if brokenCount <= Self.brokenRowsTold {
                        Self.tell(
                            "line \(row.line) has \(row.fields.count) fields or is no text; expected "
                                + "\(reader.header.count) fields as in the header"
                                + (brokenCount == Self.brokenRowsTold ? "; further ones are only counted" : ""))
                    }
                    continue
                }
                try body(
                    places.map { batch.text(row, field: $0) }
                        + others.map { $0.map { batch.text(row, field: $0) } ?? "" })
            }
        }
        guard brokenCount == 0 else {
            throw FilterError("\(brokenCount) of \(rowCount) rows are broken and not answered; the others are")
        }
    }

    /// Broken rows that are told one by one.
    private static let brokenRowsTold = 20

    private static func tell(_ message: String) {
        FileHandle.standardError.write(Data("graph-server: \(message)\n".utf8))
    }
}

/// Standard output in blocks.
struct FilterOutput {
    private var buffer: [UInt8] = []
    private static let blockSize = 1 << 16

    /// Adds bytes.
    mutating func write(_ bytes: [UInt8]) throws {
        buffer += bytes
        if buffer.count >= Self.blockSize { try flush() }
    }

    /// Adds a line of CSV.
    mutating func write(row: [String]) throws {
        var writer = CSVWriter()
        writer.row(row)
        try write(writer.bytes)
    }

    /// Sends what waits behind a mistake that is told anyway.
    mutating func flushAnyway() {
        try? flush()  // the first mistake is the one to tell
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
