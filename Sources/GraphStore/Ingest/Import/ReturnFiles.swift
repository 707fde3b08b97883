import Foundation

/// Writes the rows that an import refused to files that go back to their
/// sources: the original header and fields, then why. A mended return file is
/// imported like any other; its accepted rows leave the quarantine.
public struct ReturnFiles: Sendable {
    private let reader: RecordReader
    private let directory: DataDirectory

    public init(reader: RecordReader, directory: DataDirectory) {
        self.reader = reader
        self.directory = directory
    }

    private static let pageSize = 1000

    /// One file for each theme, source and header of the import.
    ///
    /// - Returns: the files' paths, sorted.
    /// - Throws: ``RecordError``; `cannotOpen` when a file cannot be written.
    public func write(importNumber: Int64) throws(RecordError) -> [String] {
        var writers: [String: ReturnFile] = [:]
        var after: Int64 = 0
        while true {
            let page = try reader.quarantine(importNumber: importNumber, after: after, limit: Self.pageSize)
            guard let last = page.last else { break }
            for entry in page {
                let name = ReturnFile.name(of: entry, importNumber: importNumber) + ".csv"
                writers[name, default: ReturnFile(header: entry.header)].add(entry)
            }
            after = last.id
        }
        guard !writers.isEmpty else { return [] }
        var paths: [String] = []
        do {
            try FileManager.default.createDirectory(atPath: directory.returns, withIntermediateDirectories: true)
            for (name, file) in writers {
                let path = directory.returns + "/" + name
                try Data(file.bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
                // Refused rows hold personal data as delivered.
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
                paths.append(path)
            }
        } catch {
            throw RecordError(.cannotOpen, "cannot write the return files: \(error.localizedDescription)")
        }
        return paths.sorted()
    }
}

/// The columns that a return file has beside the delivered ones.
enum ReturnColumns {
    /// Number of the quarantine entry, column at fault, code of the reason,
    /// what is wrong: words that no delivery uses for columns of its own.
    static let header = ["退回行编号", "退回行问题列", "退回行原因代码", "退回行问题说明"]
    /// Headers of the number; the English ones are of earlier versions.
    static let numbers: Set<String> = [header[0], "_quarantine"]
    /// Headers that are not data.
    static let all = Set(header + ["_quarantine", "_column", "_reason", "_message"])

    /// The columns of a header that are the source's own.
    static func delivered(of header: [String]) -> [String] { header.filter { !all.contains($0) } }
}

extension QuarantineEntry {
    /// The source's own columns: the header of the file, without what a return
    /// file has beside them.
    public var columns: [String] { ReturnColumns.delivered(of: header) }
}

/// One return file: original columns, then ``ReturnColumns/header``.
public struct ReturnFile: Sendable {
    private var writer = CSVWriter(byteOrderMark: true)
    private let header: [String]

    /// - Parameter header: of the delivered file.
    public init(header: [String]) {
        self.header = ReturnColumns.delivered(of: header)
        writer.row(self.header + ReturnColumns.header)
    }

    /// Appends a refused row, its fields split as well as the row allows: a
    /// broken row stands whole in the first field, to be split by hand.
    public mutating func add(_ entry: QuarantineEntry) {
        let fields = Self.fields(
            of: entry.original, reason: entry.reason, header: entry.header, encoding: entry.encoding)
        writer.row(fields + [String(entry.id), entry.column ?? "", entry.reason, entry.message])
    }

    public var bytes: [UInt8] { writer.bytes }

    /// The return file that a refused row belongs to: rows of one theme, source
    /// and header share one, because it goes back to the source and a table has
    /// one header.
    ///
    /// - Returns: `penalty-registration_system-137f02ab`, with `import7` before
    ///   the last part where the file is of one import.
    public static func name(of entry: QuarantineEntry, importNumber: Int64? = nil) -> String {
        // The hash keeps apart what the shortened source does not.
        let safe = entry.source.prefix(40).map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "_" }
        let identity = ([entry.source] + entry.columns).joined(separator: "\u{0}")
        let shape = ByteHash.hash(Array(identity.utf8).span) % (1 << 32)
        let parts = [entry.theme, String(safe), importNumber.map { "import\($0)" }, String(shape, radix: 16)]
        return parts.compactMap(\.self).joined(separator: "-")
    }

    /// The own fields of a refused row as its return file has them, which is
    /// also how a row that came back unchanged is known. The header is that of
    /// the file that the row stands in; so is the encoding, nil when the row
    /// itself must tell.
    ///
    /// - Returns: one for each column that is no return column; a row that
    ///   cannot be split stands whole in the first.
    static func fields(
        of original: [UInt8], reason: String, header: [String], encoding: TextEncoding? = nil
    ) -> [String] {
        let columns = ReturnColumns.delivered(of: header)
        let original = TextDecoder.decode(original, from: encoding ?? Self.encoding(of: original))
        var fields = split(original, reason: reason, header: header, columns: columns) ?? []
        if fields.isEmpty || fields.count > columns.count { fields = [String(decoding: original, as: UTF8.self)] }
        return fields + [String](repeating: "", count: max(0, columns.count - fields.count))
    }

    /// What a row alone says of its encoding.
    private static func encoding(of row: [UInt8]) -> TextEncoding {
        let item = InputItem.memory(row, name: "row", format: .csv)
        // Bytes of no encoding are shown as UTF-8 with U+FFFD.
        guard let reading = try? EncodingJudgement.judge(item) else { return .utf8 }
        return reading.judgement.encoding
    }

    private static func split(
        _ original: [UInt8], reason: String, header: [String], columns: [String]
    ) -> [String]? {
        // A line that is no JSON has no fields, whatever commas are in it, and a
        // statement of a package has none of a table's.
        guard reason != "row.json", !reason.hasPrefix("bods.") else { return nil }
        let isJSON = original.first == UInt8(ascii: "{")
        let item = InputItem.memory(original + [0x0a], name: "row", format: isJSON ? .ndjson : .csv)
        let size = max(64, original.count + 1)
        // A row that cannot be read again is returned whole.
        guard let reader = try? DeliveryReader(item: item, header: .given(header), windowByteCount: size),
            let batch = try? reader.nextBatch(), let row = batch.rows.first, batch.rows.count == 1
        else { return nil }
        let values = (0..<Int(row.fieldCount)).map { batch.text(row, field: $0) }
        guard isJSON else {
            guard values.count == header.count else { return values }
            // A row of a return file gets new return columns.
            return zip(header, values).filter { !ReturnColumns.all.contains($0.0) }.map(\.1)
        }
        return columns.map { name in
            reader.header.firstIndex(of: name).flatMap { $0 < values.count ? values[$0] : nil } ?? ""
        }
    }
}
