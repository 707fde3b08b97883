import ArgumentParser
import Foundation
import GraphStore
import Profile

/// `graph-server findings`: accepted records of which something was kept with a
/// remark.
struct FindingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "List what accepted records were remarked for, by theme and column, or all of it as CSV.",
        discussion: """
            A line has theme, column, reason, number of records, some of them as file:row, and what the reason \
            means in Chinese and English. The CSV names the company of each record and the value in question. \
            Competing statements (key.competing) have the numbers of the records that they contradict as value.

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
        try location.check(theme: theme, in: reader)
        if csv { return try printCSV(reader) }
        let all = try reader.findingCounts()
        let found = all.filter {
            (theme == nil || theme == $0.theme) && (reason == nil || reason == $0.finding.reason)
        }
        for entry in found {
            let examples = try entry.examples.compactMap { try reader.record($0) }.map { "\($0.file):\($0.row)" }
            let sentence = ReasonText.sentence(of: entry.finding.reason)
            print(
                "\(entry.theme)\t\(entry.finding.column)\t\(entry.finding.reason)\t\(entry.count)\t"
                    + "\(examples.joined(separator: " "))\t\(sentence?.zh ?? "")\t\(sentence?.en ?? "")")
        }
        if found.isEmpty {
            // On the other stream, so that nobody takes it for an entry.
            let which = all.isEmpty ? "record has a finding" : "record of this theme has such a finding"
            FileHandle.standardError.write(Data("no \(which)\n".utf8))
        }
    }

    private func printCSV(_ reader: RecordReader) throws {
        let header = [
            "record", "theme", "source", "department", "file", "row", "subject", "name", "column", "value", "reason",
            "zh", "en",
        ]
        let catalogue = try location.loadCatalogue()
        // Without a current graph nobody knows the entities; the columns stay empty.
        let snapshot = try SnapshotStore(directory: location.directory)
            .current(store: RecordStore(reading: location.directory), catalogue: catalogue)
        try CSVWriter.printPages(header) { after in
            let page = try reader.findings(theme: theme, reason: reason, after: after, limit: Self.pageSize)
            let subjects = snapshot?.facts.nodes(of: page.map(\.record)) ?? [:]
            let rows = page.flatMap { entry in
                let theme = catalogue.themeIndex(entry.theme).map { catalogue.themes[$0] }
                let subject = subjects[entry.record].flatMap { snapshot?.card(of: $0) }
                return entry.findings.filter { reason == nil || reason == $0.reason }.map { finding in
                    let sentence = ReasonText.sentence(of: finding.reason)
                    return [
                        String(entry.record.rawValue), entry.theme, entry.source, entry.department, entry.file,
                        String(entry.row), subject?.id ?? "", subject?.name ?? "", finding.column,
                        entry.shownValue(of: finding, theme: theme) ?? "", finding.reason, sentence?.zh ?? "",
                        sentence?.en ?? "",
                    ]
                }
            }
            return (rows, page.last.map { Int64($0.record.rawValue) })
        }
    }
}
