import ArgumentParser

/// `graphviz-export render`: DOT on standard input becomes a picture.
///
/// The server runs it as a child process with both limits set, so it needs no
/// data directory and trusts nothing that it reads.
struct Render: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Turn DOT on standard input into a picture.",
        discussion: """
            Examples:
              graphviz-export render -T svg < graph.dot > graph.svg
              graphviz-export render -T png --engine neato -o graph.png < graph.dot
              graphviz-export render -T pdf --timeout 30 < graph.dot > graph.pdf

            The input is one graph in UTF-8. Files that it names (images, fonts,
            PostScript) are never opened. Chinese text needs a CJK font, such as
            Debian's fonts-noto-cjk. A PNG that would be too large is drawn at a
            lower resolution, with a note on standard error.
            """)

    @Option(
        name: .customShort("T", allowingJoined: true),
        help: ArgumentHelp("Form of the picture; dot is DOT with positions.", valueName: "format"))
    var format = PictureFormat.svg

    @Option(help: LayoutEngine.help)
    var engine = LayoutEngine.auto

    @Option(name: .shortAndLong, help: ArgumentHelp("Write here instead of to standard output.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Give up after so many seconds (0.001 to 86400).", valueName: "seconds"))
    var timeout: Double?

    @Option(help: ArgumentHelp("Address space in MiB, at least 128.", valueName: "MB"))
    var memoryLimit: Int?

    /// Checks the numbers; ArgumentParser calls it after parsing.
    func validate() throws {
        if let timeout, !(0.001...86_400).contains(timeout) {
            throw ValidationError("--timeout takes seconds from 0.001 to 86400, not \(timeout).")
        }
        if let memoryLimit, !(128...1_048_576).contains(memoryLimit) {
            throw ValidationError("--memory-limit takes MiB from 128 to 1048576, not \(memoryLimit).")
        }
    }

    /// Reads, draws, writes. Output appears whole or not at all.
    func run() throws {
        try ProcessLimits.begin(timeoutSeconds: timeout, memoryMiB: memoryLimit)
        let input = StandardStream(.input)
        if input.isTerminal {
            throw RenderError(
                .noInput,
                "expected DOT on standard input, found a terminal; try: "
                    + "graphviz-export render -T svg < graph.dot > graph.svg")
        }
        let dot = try input.readAll(byteCountMax: Limits.inputByteCountMax)
        let picture = try Picture.render(dot: dot, format: format, engine: engine)
        if let output {
            try OutputFile.write(picture, to: output)
        } else {
            try StandardStream(.output).write(picture)
        }
    }
}

extension PictureFormat: ExpressibleByArgument {}
extension LayoutEngine: ExpressibleByArgument {
    /// What `--engine` does, for `--help`.
    static let help: ArgumentHelp = """
        Layout engine. auto takes dot, and sfdp for more than \(Limits.dotNodesMax) nodes or when dot makes a strip of \
        the graph, as it does of an entity with very many neighbours: longer than \(Int(Limits.stripInches)) inches \
        and \(Int(Limits.stripRatio)) times its width. Under sfdp, auto draws straight edges above \
        \(Limits.routedNodesMax) nodes.
        """
}
