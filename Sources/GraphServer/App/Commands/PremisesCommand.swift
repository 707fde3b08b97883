import Addresses
import ArgumentParser
import Foundation
import GraphStore

/// `graph-server premises`: addresses from standard input, for scripts, scorers
/// and other engines.
struct PremisesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "premises",
        abstract: "Addresses from standard input to standard output; premises and rings of a store.",
        discussion: """
            EXAMPLES
              graph-server premises normalise < lines.txt  # key and level of each
              graph-server premises parse < addresses.csv  # id,address → its parts
              graph-server premises pairs < pairs.csv      # id,city,a,b → how near
              graph-server premises check < intended.csv   # before they are registered
              graph-server premises list > premises.csv    # suspicious premises, ranked
              graph-server premises rings > rings.csv      # suspicious rings, ranked

            The rules are those by which registrations become premises (docs/premises.md).
            """,
        subcommands: [
            Normalise.self, Parse.self, Pairs.self, PremisesCheckCommand.self, PremisesListCommand.self,
            RingsListCommand.self,
        ])
}

extension PremisesCommand {
    /// Where the names of divisions are.
    struct DivisionTables: ParsableArguments {
        @Option(help: "Folder of the division tables (default: datasets/reference here or beside the program).")
        var reference: String?
        @Option(help: "City or county that all addresses lie in, where they do not say it.") var city: String?

        /// Reads the tables, and finds the code of the city.
        ///
        /// - Throws: `GazetteerError`, `CatalogueError`, or an unknown city.
        func load() throws -> (gazetteer: Gazetteer, prior: UInt32) {
            let folder =
                try reference ?? (CatalogueFolder.find(nil) as NSString).deletingLastPathComponent + "/reference"
            let gazetteer = try Gazetteer.reading(folder)
            guard let city else { return (gazetteer, 0) }
            let code = gazetteer.code(ofCity: city)
            guard code != 0 else {
                throw FilterError(
                    "--city is \(city), which no division is called, or several are; expected a name such as 青岛 or 静海区")
            }
            return (gazetteer, code)
        }
    }

    /// One address a line.
    struct Normalise: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "One address a line: its key, a tab, and how exactly it tells the place.",
            discussion: """
                Each line is answered by one line, in order and while more come: none is left
                out, an empty line has an empty key. Equal keys are equal places. Levels are
                none, place, road, door, building, floor, room and desk.

                EXAMPLE
                  printf '江岸区解放大道２０２０號\\n' | graph-server premises normalise
                """)

        @OptionGroup var divisions: DivisionTables

        func run() throws {
            let (gazetteer, prior) = try divisions.load()
            var parser = AddressParser(gazetteer)
            var output = FilterOutput()
            var lines = InputLines()
            // What was answered before a mistake stays answered.
            defer { output.flushAnyway() }
            var number = 0
            while let line = try lines.next(beforeWaiting: { try output.flush() }) {
                number += 1
                // Only whether it is text is asked.
                guard (try? UTF8Span(validating: line.span)) != nil else {
                    throw FilterError(
                        "line \(number) is not UTF-8; convert the text first, as with iconv -f GB18030 -t UTF-8")
                }
                let (key, precision) = parser.normalise(line, prior: prior)
                try output.write(key + "\t\(precision.rawValue)\n".utf8)
            }
            try output.flush()
        }
    }

    /// `id,address` to its parts.
    struct Parse: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "CSV with id and address: CSV with the parts of each address.",
            discussion: """
                Other columns are passed over. Parts are as they are written, and empty where
                the address has none. Of several premises the parts are those of the first;
                further has the keys of the others. confidence is how often labelled addresses
                with as many doubtful names were taken apart wholly right.

                EXAMPLE
                  graph-server premises parse < addresses.csv > parts.csv
                """)

        @OptionGroup var divisions: DivisionTables

        func run() throws {
            let (gazetteer, prior) = try divisions.load()
            var parser = AddressParser(gazetteer)
            let columns = ["id"] + ParsedAddress.columns + ["confidence", "further"]
            try FilterTable(["id", "address"]).write(columns) { cells in
                let parsed = parser.parse(cells[1], prior: prior)
                let row = parsed.row
                return [cells[0]] + ParsedAddress.columns.map { row[$0] ?? "" }
                    + [String(parsed.confidence), parsed.further.map(\.key).joined(separator: "; ")]
            }
        }
    }

    /// `id,city,a,b` to how near a and b are.
    struct Pairs: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "CSV with id, city, a and b: CSV with how near the two addresses are.",
            discussion: """
                Labels are same_unit, same_building, same_street_or_estate and different; the
                score says how sure the label is, the reason what decided. Other columns are
                passed over.

                EXAMPLE
                  graph-server premises pairs < pairs.csv > labels.csv
                """)

        @OptionGroup var divisions: DivisionTables

        func run() throws {
            let (gazetteer, _) = try divisions.load()
            var judge = AddressPairJudge(gazetteer)
            try FilterTable(["id", "city", "a", "b"]).write(["id", "label_pred", "score", "reason"]) { cells in
                let verdict = judge.judge(cells[2], cells[3], city: cells[1].isEmpty ? divisions.city ?? "" : cells[1])
                return [cells[0], verdict.label.rawValue, String(verdict.score), verdict.reason]
            }
        }
    }
}
