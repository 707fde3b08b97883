import Yams

/// A YAML value with the line on which it starts: all that the catalogue needs
/// of YAML, so that the parser's types stay in this file.
indirect enum YAMLNode {
    /// `isQuoted` tells `'~'` from an empty value.
    case scalar(String, isQuoted: Bool, line: Int)
    case list([YAMLNode], line: Int)
    case map([Entry], line: Int)

    struct Entry {
        var key: String
        var keyLine: Int
        var value: YAMLNode
    }

    /// From 1.
    var line: Int {
        switch self {
        case .scalar(_, _, let line), .list(_, let line), .map(_, let line): line
        }
    }

    /// The word for what this is, as messages name it.
    var shape: String {
        switch self {
        case .scalar: "a text"
        case .list: "a list"
        case .map: "a map"
        }
    }
}

/// Why a text is not an acceptable YAML document.
struct YAMLFailure: Error {
    var code: CatalogueError.Code
    var line: Int?
    var message: String
}

extension YAMLNode {
    /// Parses one document. Anchors and aliases are refused before parsing,
    /// because the parser's search for equal keys expands them.
    ///
    /// - Returns: nil for an empty document.
    static func parse(_ text: String) throws(YAMLFailure) -> YAMLNode? {
        if let failure = YAMLGuard.refusal(of: text) { throw failure }
        let root: Node?
        do {
            // What a scalar is the catalogue says: to guess it from each takes the most time.
            root = try Yams.compose(yaml: text, .basic, .default, .utf8)
        } catch {
            throw failure(of: error)
        }
        guard let root else { return nil }
        return try convert(root, depth: 0)
    }

    private static func convert(_ node: Node, depth: Int) throws(YAMLFailure) -> YAMLNode {
        let line = node.mark?.line ?? 1
        guard depth < CatalogueLimits.depthMax else {
            throw YAMLFailure(
                code: .tooLarge, line: line, message: "nested deeper than \(CatalogueLimits.depthMax) levels")
        }
        switch node {
        case .scalar(let scalar):
            let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
            return .scalar(scalar.string, isQuoted: isQuoted, line: line)
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            for item in sequence { items.append(try convert(item, depth: depth + 1)) }
            return .list(items, line: line)
        case .mapping(let mapping):
            var entries: [Entry] = []
            for (key, value) in mapping {
                guard case .scalar(let word) = key else {
                    throw YAMLFailure(
                        code: .shape, line: key.mark?.line ?? line, message: "a key must be a word, not a list or map")
                }
                entries.append(
                    Entry(
                        key: word.string, keyLine: key.mark?.line ?? line,
                        value: try convert(value, depth: depth + 1)))
            }
            return .map(entries, line: line)
        case .alias:
            throw YAMLFailure(code: .syntax, line: line, message: "anchors and aliases are not allowed")
        }
    }

    /// The parser's complaint, without the file's text that it carries along.
    private static func failure(of error: any Error) -> YAMLFailure {
        guard let error = error as? YamlError else {
            return YAMLFailure(code: .syntax, line: nil, message: "not YAML: \(error)")
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return YAMLFailure(code: .syntax, line: mark.line, message: "not YAML: \(problem)")
        case .reader(let problem, let offset, _, let yaml):
            let line = offset.map { offset in yaml.utf8.prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1 }
            return YAMLFailure(code: .syntax, line: line, message: "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.map { "`\($0)`" }.joined(separator: ", ")
            return YAMLFailure(code: .duplicate, line: context.mark.line, message: "the key \(keys) occurs twice")
        default:
            return YAMLFailure(code: .syntax, line: nil, message: "not YAML")
        }
    }
}
