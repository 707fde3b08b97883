/// The files of one theme: cuts them by size, writes the theme's style, repeats
/// some rows, spoils some, and notes the truth about each.
struct ThemeSink: ~Copyable {
    let theme: String
    let columns: [EmittedColumn]
    let style: FileStyle
    /// Rows that the files will have, repeated ones included.
    let rowCount: Int
    /// Rows that the emitter must hand over.
    let distinctCount: Int
    /// Rows in each file so far.
    private(set) var files: [(name: String, rows: Int)] = []

    private let directory: String
    private var random: SplitMix64
    private var handed = 0
    private var output: OutputFile?
    private var line: [UInt8] = []
    private let jsonKeys: [[UInt8]]

    init(theme: String, columns: [EmittedColumn], rowCount: Int, directory: String, seed: UInt64) {
        self.theme = theme
        self.columns = columns
        self.rowCount = rowCount
        self.directory = directory
        style = FileStyle.of(theme: theme)
        let repeated = Scale.repeatedRows(theme, of: rowCount)
        distinctCount = rowCount - repeated
        random = SplitMix64(seed: seed, stream: theme.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) }, item: 0)
        let names = style.header == .chinese ? columns.map(\.header) : columns.map(\.id)
        jsonKeys = names.map { Array("\"\($0)\":".utf8) }
    }

    /// Writes the row, and again when it is one of the repeated ones.
    mutating func write(_ row: inout RowBuffer, truth: inout TruthBook) throws {
        precondition(row.ends.count == columns.count, "\(theme): \(row.ends.count) fields, \(columns.count) columns")
        let dirt = spoil(&row)
        let before = handed * rowCount / distinctCount
        handed += 1
        let copies = handed * rowCount / distinctCount - before
        for copy in 0..<copies {
            try writeOnce(row)
            let (file, number) = (files[files.count - 1].name, files[files.count - 1].rows)
            try truth.add(row, theme: theme, file: file, number: number, columns: columns)
            if let dirt {
                try truth.addDirt(dirt.reason, column: dirt.column, theme: theme, file: file, number: number)
            }
            if copy > 0 { try truth.addDirt("repeated_row", column: "", theme: theme, file: file, number: number) }
        }
    }

    private mutating func writeOnce(_ row: borrowing RowBuffer) throws {
        if files.isEmpty || files[files.count - 1].rows == style.rowsPerFile { try startFile() }
        line.removeAll(keepingCapacity: true)
        switch style.format {
        case .csv: CSVText.append(row, lineEnding: style.lineEnding, to: &line)
        case .ndjson: CSVText.appendJSON(row, keys: jsonKeys, to: &line)
        }
        try output?.write(line)
        files[files.count - 1].rows += 1
    }

    private mutating func startFile() throws {
        try output.take()?.close()
        let suffix = style.format == .csv ? ".csv" : ".ndjson"
        let number = files.count + 1
        let name =
            rowCount <= style.rowsPerFile ? theme + suffix : theme + (number < 10 ? "-0" : "-") + "\(number)" + suffix
        var opened = try OutputFile(path: directory + "/" + name, encoding: style.encoding)
        if style.format == .csv {
            let names = style.header == .chinese ? columns.map(\.header) : columns.map(\.id)
            try opened.write(names.joined(separator: ",") + style.lineEnding)
        }
        output = consume opened
        files.append((name, 0))
    }

    /// - Throws: ``GeneratorError`` when the emitter handed over too few or too
    ///   many rows.
    consuming func close() throws -> [(name: String, rows: Int)] {
        let written = files.reduce(0) { $0 + $1.rows }
        guard written == rowCount else {
            throw GeneratorError("\(theme): \(written) rows made, \(rowCount) expected: mistake in its emitter")
        }
        try output.take()?.close()
        return files
    }

    // MARK: dirt

    /// Realistic dirt: up to twelve in ten thousand rows.
    private mutating func spoil(_ row: inout RowBuffer) -> (reason: String, column: String)? {
        // Small files get more, so that each kind is seen in the sample.
        let roll = random.below(rowCount < 1_000 ? 1_000 : 10_000)
        guard roll < 12 else { return nil }
        let index = random.below(columns.count)
        let column = columns[index]
        switch (roll, column.kind) {
        case (0, _):
            row.shift(at: index)
            return ("shifted_columns", column.id)
        case (1...4, .date):
            row.replace(field: index, with: random.pick(["2023-02-30", "0000-00-00", "不详", "2021/13/05"]))
            return ("bad_date", column.id)
        case (1...4, .code):
            row.replace(field: index, with: random.pick(["无", "N/A", "-", "91370212XXXXXXXXXX"]))
            return ("placeholder_code", column.id)
        case (5...7, .text):
            var text = [UInt8](row.field(index))
            text.append(contentsOf: random.pick(["（“见附件”）", "\"详见原件\"", ",补录", "\n（续）"]).utf8)
            row.replace(field: index, with: String(decoding: text, as: UTF8.self))
            return ("quotes_or_newline", column.id)
        case (8...9, .name), (8...9, .person), (8...9, .phone):
            row.replace(field: index, with: random.pick(["N/A", "无", "-", "不详"]))
            return ("placeholder", column.id)
        case (10...11, .amount):
            row.replace(field: index, with: random.pick(["待定", "1.000.00", "一万元"]))
            return ("bad_amount", column.id)
        default: return nil
        }
    }
}
