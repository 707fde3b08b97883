import ArgumentParser

/// The benchmarks, and the parts of them that run in processes of their own.
@main struct Benchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmarks", abstract: "Measures Panorama beside what is possible.",
        subcommands: [
            RunCommand.self, PrepareCommand.self, QueriesCommand.self, SearchCommand.self, PeopleCommand.self,
            PlacesCommand.self,
            FixedBodyCommand.self,
        ],
        defaultSubcommand: RunCommand.self)
}
