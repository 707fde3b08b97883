import Foundation
import GraphStore

/// An import's report for people and for programs.
enum ReportText {
    static func print(_ report: ImportReport, returns: [String]) {
        var lines: [String] = []
        let header = [
            "theme", "rows", "inserted", "updated", "unchanged", "quarantined", "of rows", "findings", "competing",
            "withdrawn",
        ]
        var table = [header]
        for (theme, counts) in report.themes.sorted(by: { $0.key < $1.key }) { table.append([theme] + numbers(counts)) }
        if report.themes.count != 1 { table.append(["total"] + numbers(report.total)) }
        lines += aligned(table)
        for (reason, count) in report.reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            let sentence = ReasonText.sentence(of: reason).map { "  \($0.zh) \($0.en)" } ?? ""
            lines.append("refused: \(reason) \(count)\(sentence)")
        }
        if report.total.stillWaiting > 0 {
            lines.append("refused before and still waiting: \(report.total.stillWaiting)")
        }
        if report.total.competing > 0 {
            lines.append(
                "competing: \(report.total.competing) rows contradict another row of their key; all are kept, "
                    + "`graph-server findings --reason key.competing` lists them")
        }
        for file in report.files {
            if let error = file.error { lines.append("not read: \(error)") }
            for note in file.notes { lines.append("note: \(file.name): \(note)") }
        }
        for skipped in report.skipped { lines.append("passed over: \(skipped)") }
        if let first = returns.first, returns.count > returnFilesListed {
            let folder = URL(fileURLWithPath: first).deletingLastPathComponent().relativePath
            lines.append("return files: \(returns.count) in \(folder)")
        } else {
            for file in returns { lines.append("return file: \(file)") }
        }
        let rate = Double(report.total.read) / max(report.seconds, 0.001)
        lines.append(
            String(
                format: "epoch %d, %d rows in %.1f s (%.0f rows/s)", report.epoch, report.total.read, report.seconds,
                rate))
        Swift.print(lines.joined(separator: "\n"))
    }

    /// More are counted only.
    private static let returnFilesListed = 5

    private static func numbers(_ counts: RowCounts) -> [String] {
        let share = counts.read == 0 ? 0 : 100 * Double(counts.quarantined) / Double(counts.read)
        return [counts.read, counts.inserted, counts.updated, counts.unchanged, counts.quarantined].map(String.init)
            + [String(format: "%.2f %%", share)]
            + [counts.findings, counts.competing, counts.withdrawn].map(String.init)
    }

    private static func aligned(_ table: [[String]]) -> [String] {
        guard let first = table.first else { return [] }
        let widths = first.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        return table.map { row in
            row.enumerated().map { column, text in
                let pad = String(repeating: " ", count: widths[column] - text.count)
                return column == 0 ? text + pad : pad + text
            }.joined(separator: "  ")
        }
    }

    /// `{"rows":…,"inserted":…,…,"seconds":…,"themes":{…}}` on one line.
    static func json(_ report: ImportReport) throws -> String {
        struct Counts: Encodable {
            var rows: Int
            var inserted: Int
            var updated: Int
            var unchanged: Int
            var quarantined: Int
            var stillWaiting: Int
            var findings: Int
            var competing: Int
            var withdrawn: Int
            init(_ c: RowCounts) {
                (rows, inserted, updated, unchanged) = (c.read, c.inserted, c.updated, c.unchanged)
                (quarantined, stillWaiting, findings) = (c.quarantined, c.stillWaiting, c.findings)
                (competing, withdrawn) = (c.competing, c.withdrawn)
            }
        }
        struct Output: Encodable {
            var rows: Int
            var inserted: Int
            var updated: Int
            var unchanged: Int
            var quarantined: Int
            var stillWaiting: Int
            var findings: Int
            var epoch: UInt32
            var seconds: Double
            var themes: [String: Counts]
            var reasons: [String: Int]
            var files: [ImportReport.File]
        }
        let output = Output(
            rows: report.total.read, inserted: report.total.inserted, updated: report.total.updated,
            unchanged: report.total.unchanged, quarantined: report.total.quarantined,
            stillWaiting: report.total.stillWaiting, findings: report.total.findings, epoch: report.epoch,
            seconds: report.seconds, themes: report.themes.mapValues(Counts.init),
            reasons: report.reasons, files: report.files)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(output), as: UTF8.self)
    }
}

extension CSVWriter {
    /// Prints a table that is fetched page by page, so that memory does not grow
    /// with it.
    ///
    /// - Parameters:
    ///   - header: the first row.
    ///   - page: given the key after which it begins, 0 at first; gives the rows
    ///     and the key of the last one, nil behind the end.
    /// - Throws: what `page` throws.
    static func printPages(
        _ header: [String], page: (_ after: Int64) throws -> (rows: [[String]], last: Int64?)
    ) throws {
        var writer = CSVWriter()
        writer.row(header)
        var after: Int64? = 0
        while let start = after {
            let (rows, last) = try page(start)
            for row in rows { writer.row(row) }
            FileHandle.standardOutput.write(Data(writer.bytes))
            writer.bytes = []
            after = last
        }
    }
}
