/// Why there is no picture. The command ends with status 2.
struct RenderError: Error, CustomStringConvertible, Equatable {
    /// The kind of failure; safe in logs and metrics.
    enum Code: String, Sendable, CaseIterable {
        /// Nothing to draw on standard input.
        case noInput
        /// The input is no DOT, not UTF-8, or more than one graph.
        case malformedInput
        /// More bytes, nodes or edges than a picture may have.
        case tooLarge
        /// libgraphviz could not place the nodes.
        case layoutFailed
        /// libgraphviz could not write the picture.
        case drawingFailed
        /// A stream or file could not be read or written, a limit not set.
        case systemFailed
    }

    /// The kind of failure.
    var code: Code
    /// What happened, what was expected, what to do.
    var message: String
    /// What libgraphviz said, a line each.
    var details: [String]

    init(_ code: Code, _ message: String, details: [String] = []) {
        (self.code, self.message, self.details) = (code, message, details)
    }

    var description: String { ([message] + details.map { "  " + $0 }).joined(separator: "\n") }
}
