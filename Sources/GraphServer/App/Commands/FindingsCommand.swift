import ArgumentParser
import Foundation
import GraphStore

/// `graph-server findings`: accepted records of which something was kept with a
/// remark.
struct FindingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "List what accepted records were remarked for, by theme and column, or all of it as CSV.",
        discussion: """
            A line has theme, column, reason, number of records, and some of them as file:row.

            EXAMPLES
              graph-server findings
              graph-server findings --reason code.usc_check_digit
              graph-server findings --csv --theme registration > findings.csv
            """)

    @OptionGroup var location: StoreLocation
    @Flag(help: "Every finding as CSV.") var csv = false
    @Option(help: "Only records of this theme.") var theme: String?
    @Option(help: "Only findings of this reason.") var reason: String?

    /// Records fetched at once, so that memory does not grow with the findings.
    private static let pageSize = 1000

    func run() throws {
        let reader = RecordReader(store: try RecordStore(reading: location.directory))
        try checkTheme(reader)
        if csv { return try printCSV(reader) }
        let all = try reader.findingCounts()
        let found = all.filter {
            (theme == nil || theme == $0.theme) && (reason == nil || reason == $0.finding.reason)
        }
        for entry in found {
            let examples = try entry.examples.compactMap { try reader.record($0) }.map { "\($0.file):\($0.row)" }
            print(
                "\(entry.theme)\t\(entry.finding.column)\t\(entry.finding.reason)\t\(entry.count)\t"
                    + examples.joined(separator: " "))
        }
        if found.isEmpty {
            // On the other stream, so that nobody takes it for an entry.
            let which = all.isEmpty ? "record has a finding" : "record of this theme has such a finding"
            FileHandle.standardError.write(Data("no \(which)\n".utf8))
        }
    }

    /// A theme that has left the catalogue may still have records.
    private func checkTheme(_ reader: RecordReader) throws {
        guard let theme, try location.loadCatalogue().themeIndex(theme) == nil,
            try reader.themeCounts()[theme] == nil
        else { return }
        throw ValidationError("there is no theme \(theme); `graph-server themes` lists them")
    }

    private func printCSV(_ reader: RecordReader) throws {
        let header = ["record", "theme", "source", "department", "file", "row", "column", "reason"]
        try CSVWriter.printPages(header) { after in
            let page = try reader.findings(theme: theme, reason: reason, after: after, limit: Self.pageSize)
            let rows = page.flatMap { entry in
                entry.findings.filter { reason == nil || reason == $0.reason }.map { finding in
                    [
                        String(entry.record.rawValue), entry.theme, entry.source, entry.department, entry.file,
                        String(entry.row), finding.column, finding.reason,
                    ]
                }
            }
            return (rows, page.last.map { Int64($0.record.rawValue) })
        }
    }
}
