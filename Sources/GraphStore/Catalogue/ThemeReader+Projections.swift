extension ThemeReader {
    /// One place of a mention: its key in the file, where it is kept, and the
    /// column types that make sense there.
    private struct Part {
        var key: String
        var field: WritableKeyPath<Theme.Mention, Int?>
        var types: [ColumnTypeWord]
        /// It alone can say who or what is meant.
        var names: Bool
    }

    /// The words that begin a mention, with their parts.
    private static func parts(of kind: Theme.Mention.Kind) -> [Part] {
        let name = Part(key: "name", field: \.name, types: [.text, .choice, .code], names: true)
        let code = Part(key: "code", field: \.code, types: [.companyCode], names: true)
        let personID = Part(key: "person_id", field: \.personID, types: [.personID], names: true)
        switch kind {
        case .node(.company): return [code, name]
        case .node(.person): return [name, personID]
        case .node(.premises): return [Part(key: "address", field: \.code, types: [.address], names: true)]
        case .node(.permit):
            let label = Part(key: "name", field: \.name, types: [.text, .choice, .code], names: false)
            return [Part(key: "number", field: \.code, types: [.code], names: true), label]
        case .node(.contact):
            return [Part(key: "value", field: \.code, types: [.text, .phone, .email], names: true)]
        case .party:
            return [
                code, name, personID, Part(key: "kind", field: \.partyKind, types: [.choice], names: false),
            ]
        }
    }

    private static let mentionWords = NodeKind.allCases.map(\.name) + ["party"]

    /// Reads `{company: {code: column, name: column, slot: word}}`.
    ///
    /// - Parameter defaultSlot: nil for the kind's own word.
    mutating func readMention(_ node: YAMLNode, _ what: String, defaultSlot: String?) -> Theme.Mention? {
        guard case .map(let entries, let line) = node, entries.count == 1, let entry = entries.first,
            Self.mentionWords.contains(entry.key)
        else {
            yaml.note(
                .shape, node.line,
                "\(what) must be a map with one of the keys \(yaml.list(Self.mentionWords)), such as "
                    + "{company: {code: column, name: column}}")
            return nil
        }
        let kind = NodeKind(name: entry.key).map(Theme.Mention.Kind.node) ?? .party
        let parts = Self.parts(of: kind)
        guard let fields = yaml.map(entry.value, "`\(entry.key)` of \(what)", keys: parts.map(\.key) + ["slot"])
        else { return nil }
        let slot = yaml.identifier(fields["slot"], "`slot` of \(what)") ?? defaultSlot ?? entry.key
        var mention = Theme.Mention(kind: kind, slot: slot)
        var isNamed = false
        for part in parts {
            let index = column(fields[part.key], "`\(part.key)` of \(what)", types: part.types)
            mention[keyPath: part.field] = index
            isNamed = isNamed || (part.names && fields[part.key] != nil)
        }
        if !isNamed {
            yaml.note(
                .shape, line,
                "\(what) names no column to know the \(entry.key) by; give "
                    + yaml.list(parts.filter(\.names).map(\.key)))
            return nil
        }
        if let other = slots.updateValue(mention, forKey: slot), other != mention {
            yaml.note(
                .duplicate, line,
                "\(what) has the slot `\(slot)` of another mention with other columns; give it a `slot` of its own")
        }
        return mention
    }

    private static let nodeKeys = ["node", "identifiers", "former_names", "status", "since", "until", "until_last"]

    /// The percentages of an edge by their keys.
    private static let percents: [(key: String, field: any WritableKeyPath<Theme.Edge, Int?> & Sendable)] = [
        ("share_percent", \.sharePercent), ("share_percent_min", \.sharePercentMin),
        ("share_percent_max", \.sharePercentMax), ("voting_percent", \.votingPercent),
        ("income_percent", \.incomePercent),
    ]

    private static let edgeKeys =
        [
            "edge", "zh", "en", "from", "to", "label", "since", "until", "until_last", "ended_when", "cut_short_when",
            "amount",
        ]
        + percents.map(\.key)

    mutating func readProjections(_ node: YAMLNode?) -> [Theme.Projection] {
        guard let node, let items = yaml.items(node, "`becomes`") else { return [] }
        var projections: [Theme.Projection] = []
        for item in items {
            guard case .map(let entries, _) = item else {
                yaml.note(.shape, item.line, "an item of `becomes` must be a map with `node` or `edge`")
                continue
            }
            if entries.contains(where: { $0.key == "node" }) {
                if let projection = readNode(item) { projections.append(.node(projection)) }
            } else if entries.contains(where: { $0.key == "edge" }) {
                if let projection = readEdge(item) { projections.append(.edge(projection)) }
            } else {
                yaml.note(.shape, item.line, "an item of `becomes` must have the key `node` or `edge`")
            }
        }
        return projections
    }

    private mutating func readNode(_ item: YAMLNode) -> Theme.Node? {
        guard let fields = yaml.map(item, "a node", keys: Self.nodeKeys) else { return nil }
        let mention = readEnd(fields["node"], "`node`")
        let identifiers = columnList(fields["identifiers"], "`identifiers`")
        for index in identifiers where ![.code, .companyCode].contains(ColumnTypeWord(columns[index].type)) {
            yaml.note(
                .reference, fields["identifiers"]?.line,
                "`identifiers` names the column `\(columns[index].id)`; expected the type code or company_code")
        }
        let formerNames = column(fields["former_names"], "`former_names`", types: [.text])
        let status = column(fields["status"], "`status`", types: [])
        let since = column(fields["since"], "`since`", types: [.date])
        let until = readUntil(fields)
        guard let mention else { return nil }
        if mention.kind == .party {
            yaml.note(.value, item.line, "a node must be of one kind; a party becomes a node through its edges")
            return nil
        }
        var node = Theme.Node(mention: mention)
        (node.identifiers, node.formerNames, node.status) = (identifiers, formerNames, status)
        (node.since, node.until) = (since, until)
        return node
    }

    private mutating func readEdge(_ item: YAMLNode) -> Theme.Edge? {
        guard let fields = yaml.map(item, "an edge", keys: Self.edgeKeys, required: ["from", "to"]) else { return nil }
        let name = yaml.identifier(fields["edge"], "`edge`")
        let title = name.flatMap { readEdgeTitle($0, fields) }
        let from = readEnd(fields["from"], "`from`")
        let to = readEnd(fields["to"], "`to`")
        let label = column(fields["label"], "`label`", types: [])
        let since = column(fields["since"], "`since`", types: [.date])
        let until = readUntil(fields)
        let endedWhen = readEndedWhen(fields["ended_when"], "ended_when")
        let cutShortWhen = readEndedWhen(fields["cut_short_when"], "cut_short_when")
        let amount = column(fields["amount"], "`amount` of an edge", types: [.money])
        let percents = Self.percents.map { column(fields[$0.key], "`\($0.key)`", types: [.percent]) }
        guard let name, let title, let from, let to else { return nil }
        if from.slot == to.slot {
            yaml.note(.value, item.line, "the edge `\(name)` leads from a mention to itself")
        }
        if let core = EdgeKindTable.core(name) {
            for (end, mention, word) in [(core.from, from, "from"), (core.to, to, "to")]
            where !end.accepts(mention.kind) {
                yaml.note(.value, fields[word]?.line, "`\(word)` of the edge `\(name)` must be a \(end.word)")
            }
        }
        var edge = Theme.Edge(kind: name, title: title, from: from, to: to)
        (edge.label, edge.since, edge.until, edge.amount) = (label, since, until, amount)
        (edge.endedWhen, edge.cutShortWhen) = (endedWhen, cutShortWhen)
        for (percent, index) in zip(Self.percents, percents) { edge[keyPath: percent.field] = index }
        return edge
    }

    /// Reads `until: column`, the first day that no longer counts, or
    /// `until_last: column`, the last one that does.
    private mutating func readUntil(_ fields: YAMLReader.Fields) -> Theme.Until? {
        let first = column(fields["until"], "`until`", types: [.date])
        let last = column(fields["until_last"], "`until_last`", types: [.date])
        if let both = fields["until_last"], fields["until"] != nil {
            yaml.note(
                .shape, both.line,
                "`until` and `until_last` exclude each other: the first names the first day that no longer counts, "
                    + "the second the last one that does")
        }
        return last.map { Theme.Until(column: $0, isLastDay: true) }
            ?? first.map { Theme.Until(column: $0, isLastDay: false) }
    }

    /// Reads `{column: [value, …]}`, such as `{state: [注销, 撤销]}`.
    private mutating func readEndedWhen(_ node: YAMLNode?, _ key: String) -> Theme.EndedWhen? {
        guard let node else { return nil }
        guard case .map(let entries, let line) = node, entries.count == 1, let entry = entries.first else {
            yaml.note(.shape, node.line, "`\(key)` must be a map of one column, such as {state: [注销, 撤销]}")
            return nil
        }
        let name = YAMLNode.scalar(entry.key, isQuoted: false, line: line)
        guard let index = column(name, "`\(key)`", types: [.choice]), case .choice(let known) = columns[index].type
        else { return nil }
        let values = yaml.texts(entry.value, "`\(entry.key)` of `\(key)`")
        for (value, line) in values where !known.contains(where: { $0.value == value }) {
            yaml.note(.reference, line, "`\(key)` names `\(value)`, which is no value of the column `\(entry.key)`")
        }
        if values.isEmpty { yaml.note(.shape, line, "`\(key)` names no value of `\(entry.key)`") }
        return Theme.EndedWhen(column: index, values: values.map(\.text))
    }

    /// A core kind has its title from the program; a kind of the theme's own
    /// must give one, so that a misspelt core kind is not taken for a new one.
    private mutating func readEdgeTitle(_ name: String, _ fields: YAMLReader.Fields) -> Title? {
        if let core = EdgeKindTable.core(name) {
            if let own = fields["zh"] ?? fields["en"] {
                yaml.note(.shape, own.line, "the edge `\(name)` is known and titled already; leave `zh`, `en` out")
            }
            return core.title
        }
        guard fields["zh"] != nil, fields["en"] != nil else {
            yaml.note(
                .reference, fields["edge"]?.line,
                "unknown edge kind `\(name)`; known are \(yaml.list(EdgeKindTable.core.map(\.name))). "
                    + "To declare a new kind, give its `zh` and `en`")
            return nil
        }
        return yaml.title(fields, "the edge `\(name)`")
    }
}
