/// Why a catalogue was refused: everything that is wrong with it at once, in
/// the order of the files and their lines.
public struct CatalogueError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The class of a problem; safe as a metric label.
    public enum Code: String, Sendable, CaseIterable {
        /// A file or the folder is missing or cannot be read.
        case unreadable = "catalogue.unreadable"
        /// Over a size or depth limit, or with anchors, which are not allowed.
        case tooLarge = "catalogue.tooLarge"
        /// Not UTF-8, or not YAML.
        case syntax = "catalogue.syntax"
        /// A map where a text belongs, a missing or an unknown key.
        case shape = "catalogue.shape"
        /// A word, number, date or id that is not one of those expected.
        case value = "catalogue.value"
        /// The same id, title, header or choice twice.
        case duplicate = "catalogue.duplicate"
        /// A column, department, source, block or edge kind that does not exist
        /// or has the wrong type.
        case reference = "catalogue.reference"
    }

    /// One thing to mend.
    public struct Problem: Sendable, Equatable, CustomStringConvertible {
        public let code: Code
        /// Relative to the catalogue's folder, such as `themes/tax.yaml`.
        public let file: String
        /// From 1; nil when the problem is the file itself.
        public let line: Int?
        /// What is wrong, what was expected, what to do.
        public let message: String

        /// `themes/tax.yaml:12: unknown key …`
        public var description: String {
            line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
        }
    }

    /// Never empty.
    public let problems: [Problem]

    /// One problem a line, each with its file and line.
    public var description: String {
        let head = problems.count == 1 ? "the catalogue has a problem" : "the catalogue has \(problems.count) problems"
        return ([head + ":"] + problems.map { "  \($0)" }).joined(separator: "\n")
    }
}
