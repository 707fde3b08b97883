import ArgumentParser

/// The program `graph-server`.
@main
struct GraphServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph-server",
        abstract: "Panorama (企业全景图谱): company profiles and relations from the records of many departments.",
        discussion: """
            EXAMPLES
              graph-server import datasets/sample       # load records into var/panorama
              graph-server serve                        # answer on http://127.0.0.1:8080
              graph-server check --digest
            """,
        subcommands: [
            ImportCommand.self, ServeCommand.self, CheckCommand.self, QuarantineCommand.self, FindingsCommand.self,
            ExportCommand.self, ThemesCommand.self, PremisesCommand.self,
        ])
}
