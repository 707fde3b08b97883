import ArgumentParser

/// The command `graphviz-export`: graphs as DOT, and DOT as pictures.
///
/// Exit status 0 when done, 2 when it could not be done; the reason and what
/// to do about it are on standard error.
@main
struct GraphvizExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graphviz-export",
        abstract: "Draws relationship graphs of enterprises with Graphviz.",
        discussion: """
            Examples:
              graphviz-export neighbourhood --of 91370212260033300C -T svg -o graph.svg
              graphviz-export owners --of 91370212MA1000CY31 -T svg -o owners.svg
              graphviz-export render -T svg < graph.dot > graph.svg
              graphviz-export render --help

            Exit status is 0 when done and 2 when it could not be done.
            """,
        subcommands: [Neighbourhood.self, Owners.self, Holdings.self, Render.self])

    /// Runs a subcommand; every failure ends with status 2, also a wrong
    /// option, for which ArgumentParser alone would choose 64.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            let isFailure = exitCode(for: error) != .success
            let message = fullMessage(for: error)
            if !message.isEmpty {
                let text = Array((message + "\n").utf8)
                // Nothing is left to be told when this cannot be written.
                try? StandardStream(isFailure ? .error : .output).write(text)
            }
            exit(withError: ExitCode(isFailure ? 2 : 0))
        }
    }
}
