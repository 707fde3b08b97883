internal import ArgumentParser
internal import Foundation

/// `generate-dataset SCALE --out DIR [--seed N]`.
@main
struct GenerateDataset: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-dataset",
        abstract: "Write a fictional registry with the records of 46 themes, and the truth about it.",
        discussion: """
            Scales: sample (about 300 companies, 5,000 records), district (75,000 companies, 1,140,000 records), \
            district-full (75,000 companies, 11,400,000 records), city (546,300 companies, 14,060,000 records). \
            The same scale and seed give the same bytes.

            Examples:
              generate-dataset sample --out var/sample --seed 7
              generate-dataset district --out var/district
              generate-dataset city --out /tmp/city --force
            """)

    @Argument(help: "sample, district, district-full or city.")
    var scale: String

    @Option(help: "The folder to write: <theme>.csv files, truth/ and meta.json.")
    var out: String

    @Option(help: "Another number gives another world of the same size.")
    var seed: UInt64 = 7

    @Flag(help: "Write into a folder that is not empty; files of the same names are replaced.")
    var force = false

    @Option(help: "The folder datasets/reference (default: found beside the sources).")
    var reference: String?

    func run() throws {
        do {
            let generation = try Generation(scale: scale, seed: seed, reference: reference)
            try generation.write(to: out, force: force) { line in
                FileHandle.standardError.write(Data((line + "\n").utf8))
            }
        } catch let error as GeneratorError {
            throw ValidationError(error.description)
        }
    }
}
