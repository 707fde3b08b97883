/// Reads one theme file into a ``Theme``, noting everything that is wrong.
///
/// Columns are read first, so that every later mention of a column can be
/// checked where it stands.
struct ThemeReader {
    /// The ids that a theme may refer to.
    struct Context {
        var departments: [String]
        var sources: [String]
        var blocks: [String]
    }

    var yaml: YAMLReader
    let context: Context
    var columns: [Theme.Column] = []
    var columnIndices: [String: Int] = [:]
    var subject: Theme.Mention?
    /// The file has a `subject`, readable or not.
    private var hasSubject = false
    /// By slot: a slot is one mention of a row, however often it is named.
    var slots: [String: Theme.Mention] = [:]

    init(file: String, context: Context) {
        yaml = YAMLReader(file: file)
        self.context = context
    }

    private static let keys = [
        "theme", "zh", "en", "department", "source", "block", "columns", "key", "key_fallback", "subject", "date",
        "amount", "summary", "becomes",
    ]

    /// - Parameter name: the file's name without `.yaml`.
    /// - Returns: nil when there is no theme to speak of; a theme that is
    ///   returned beside problems is incomplete and only good for more checks.
    mutating func read(_ bytes: [UInt8], name: String) -> Theme? {
        guard let root = yaml.document(bytes),
            let fields = yaml.map(
                root, "a theme", keys: Self.keys,
                required: ["theme", "zh", "en", "department", "source", "block", "columns", "summary"])
        else { return nil }
        let id = yaml.identifier(fields["theme"], "`theme`")
        if let id, id != name {
            yaml.note(
                .value, fields["theme"]?.line,
                "`theme` is `\(id)` but the file is `\(name).yaml`; give both the same name")
        }
        let title = yaml.title(fields, "the theme")
        let department = reference(fields["department"], "department", among: context.departments)
        let source = reference(fields["source"], "source", among: context.sources)
        let block = reference(fields["block"], "block", among: context.blocks)
        readColumns(fields["columns"])
        readSubject(fields["subject"])
        let key = columnList(fields["key"], "`key`")
        let fallback = columnList(fields["key_fallback"], "`key_fallback`")
        if !fallback.isEmpty && key.isEmpty {
            yaml.note(.shape, fields["key_fallback"]?.line, "`key_fallback` needs a `key` that it stands in for")
        }
        let date = column(fields["date"], "`date`", types: [.date])
        let amount = column(fields["amount"], "`amount`", types: [.money])
        let summary = readSummary(fields["summary"])
        let becomes = readProjections(fields["becomes"])
        guard let id, let title else { return nil }
        return Theme(
            id: id, title: title, department: department ?? "", source: source ?? "", block: block ?? "",
            columns: columns, key: key, keyFallback: fallback, subject: subject, date: date, amount: amount,
            summary: summary, becomes: becomes, file: yaml.file)
    }

    private mutating func reference(_ node: YAMLNode?, _ what: String, among ids: [String]) -> String? {
        guard let node, let id = yaml.text(node, "`\(what)`") else { return nil }
        // An unreadable list of ids has been noted already.
        if ids.contains(id) || ids.isEmpty { return id }
        yaml.note(.reference, node.line, "unknown \(what) `\(yaml.shown(id))`; `\(what)s.yaml` has \(yaml.list(ids))")
        return nil
    }

    private mutating func readSubject(_ node: YAMLNode?) {
        guard let node else { return }
        hasSubject = true
        subject = readMention(node, "`subject`", defaultSlot: "subject")
        if let mention = subject, mention.kind == .party {
            yaml.note(.value, node.line, "`subject` must be a company, person, premises, permit or contact")
            subject = nil
        }
    }

    /// `subject`, or a mention written out.
    mutating func readEnd(_ node: YAMLNode?, _ what: String) -> Theme.Mention? {
        guard let node else { return nil }
        guard case .scalar(let word, _, let line) = node else { return readMention(node, what, defaultSlot: nil) }
        if word != "subject" {
            yaml.note(
                .shape, line,
                "\(what) is `\(yaml.shown(word))`; expected `subject` or a mention such as "
                    + "{person: {name: column}}")
        } else if !hasSubject {
            yaml.note(.reference, line, "\(what) is `subject`, but the theme has none")
        }
        return word == "subject" ? subject : nil
    }

    // MARK: Columns by name

    /// The index of a column that exists and has one of the types (any when
    /// empty).
    mutating func column(_ node: YAMLNode?, _ what: String, types: [ColumnTypeWord]) -> Int? {
        guard let node, let id = yaml.text(node, what) else { return nil }
        guard let index = columnIndices[id] else {
            yaml.note(
                .reference, node.line,
                "\(what) names the column `\(yaml.shown(id))`, which the theme does not have; it has "
                    + yaml.list(columns.map(\.id)))
            return nil
        }
        let type = ColumnTypeWord(columns[index].type)
        if !types.isEmpty && !types.contains(type) {
            yaml.note(
                .reference, node.line,
                "\(what) names the column `\(id)` of type \(type.rawValue); expected "
                    + types.map(\.rawValue).joined(separator: " or "))
            return nil
        }
        return index
    }

    mutating func columnList(_ node: YAMLNode?, _ what: String) -> [Int] {
        guard let node, let items = yaml.items(node, what) else { return [] }
        var indices: [Int] = []
        for item in items {
            guard let index = column(item, what, types: []) else { continue }
            if indices.contains(index) {
                yaml.note(.duplicate, item.line, "\(what) names the column `\(columns[index].id)` twice")
            } else {
                indices.append(index)
            }
        }
        return indices
    }
}
