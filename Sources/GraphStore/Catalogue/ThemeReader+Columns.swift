extension ThemeReader {
    private static let columnKeys = [
        "id", "zh", "en", "aliases", "type", "values", "required", "check", "personal", "on_failure",
        "keep_placeholders",
    ]

    /// Fills ``columns`` and ``columnIndices``.
    mutating func readColumns(_ node: YAMLNode?) {
        guard let node, let items = yaml.items(node, "`columns`") else { return }
        if items.isEmpty { yaml.note(.shape, node.line, "`columns` is empty") }
        guard items.count <= CatalogueLimits.columnCountMax else {
            yaml.note(
                .tooLarge, node.line,
                "`columns` has \(items.count) columns; at most \(CatalogueLimits.columnCountMax) are accepted")
            return
        }
        var owners: [String: String] = [:]
        var pending: [(index: Int, node: YAMLNode)] = []
        for item in items {
            guard let fields = yaml.map(item, "a column", keys: Self.columnKeys, required: ["id", "zh", "en", "type"])
            else { continue }
            guard let column = readColumn(fields, owners: &owners) else { continue }
            if columnIndices[column.id] == nil { columnIndices[column.id] = columns.count }
            if let check = fields["check"] { pending.append((columns.count, check)) }
            columns.append(column)
        }
        // A check may name a column that comes later.
        for (index, node) in pending { readCheck(node, of: index) }
    }

    private mutating func readColumn(_ fields: YAMLReader.Fields, owners: inout [String: String]) -> Theme.Column? {
        let id = yaml.identifier(fields["id"], "`id` of a column")
        let what = "column `\(id ?? "?")`"
        let title = yaml.title(fields, what)
        let aliases = yaml.texts(fields["aliases"], "`aliases` of \(what)")
        let type = readType(fields, what)
        let required = yaml.truth(fields["required"], "`required` of \(what)") ?? false
        let keepsPlaceholders = yaml.truth(fields["keep_placeholders"], "`keep_placeholders` of \(what)") ?? false
        let policies = Theme.FailurePolicy.allCases.map(\.rawValue)
        let policy = yaml.word(fields["on_failure"], "`on_failure` of \(what)", of: policies)
            .flatMap(Theme.FailurePolicy.init(rawValue:))
        guard let id, let title, let type else { return nil }
        if keepsPlaceholders, type != .text {
            yaml.note(
                .value, fields["keep_placeholders"]?.line, "`keep_placeholders` of \(what) belongs to the type text")
        }
        let services: [HeaderMapping.ServiceColumn] = [.sourceSystem, .receivedAt, .operation]
        if services.contains(where: { $0.rawValue == id }) {
            yaml.note(
                .duplicate, fields["id"]?.line,
                "column `\(id)` is understood in every theme and must not be listed")
        }
        var names = [(id, fields["id"]?.line), (title.zh, fields["zh"]?.line)]
        names += aliases.map { ($0.text, Optional($0.line)) }
        for (name, line) in names {
            if let owner = owners.updateValue(id, forKey: HeaderText.folded(name)) {
                yaml.note(
                    .duplicate, line,
                    "the header `\(yaml.shown(name))` of \(what) is already a name of column `\(owner)`")
            }
        }
        let fallbackPersonal: Theme.PersonalData =
            switch type {
            case .personID: .identifier
            case .phone, .email: .contact
            default: .none
            }
        let personal = readPersonal(fields["personal"], what) ?? fallbackPersonal
        if fallbackPersonal != .none && personal == .none {
            yaml.note(.value, fields["personal"]?.line, "\(what) holds personal data; `personal` cannot be none")
        }
        return Theme.Column(
            id: id, title: title, aliases: aliases.map(\.text), type: type, required: required,
            check: Theme.Check(), personal: personal, onFailure: policy ?? (required ? .refuse : .finding),
            keepsPlaceholders: keepsPlaceholders)
    }

    private mutating func readPersonal(_ node: YAMLNode?, _ what: String) -> Theme.PersonalData? {
        yaml.word(node, "`personal` of \(what)", of: Theme.PersonalData.allCases.map(\.rawValue))
            .flatMap(Theme.PersonalData.init(rawValue:))
    }

    private mutating func readType(_ fields: YAMLReader.Fields, _ what: String) -> Theme.ColumnType? {
        let words = ColumnTypeWord.allCases.map(\.rawValue)
        guard
            let word = yaml.word(fields["type"], "`type` of \(what)", of: words).flatMap(ColumnTypeWord.init(rawValue:))
        else { return nil }
        if word != .choice, let values = fields["values"] {
            yaml.note(.shape, values.line, "`values` of \(what) belongs to the type choice, not \(word.rawValue)")
        }
        switch word {
        case .text: return .text
        case .code: return .code
        case .companyCode: return .companyCode
        case .personID: return .personID
        case .date: return .date
        case .integer: return .integer
        case .decimal: return .decimal
        case .money: return .money
        case .percent: return .percent
        case .phone: return .phone
        case .email: return .email
        case .address: return .address
        case .boolean: return .boolean
        case .choice: return readChoices(fields, what).map(Theme.ColumnType.choice)
        }
    }

    private mutating func readChoices(_ fields: YAMLReader.Fields, _ what: String) -> [Theme.Choice]? {
        guard let node = fields["values"] else {
            yaml.note(.shape, fields.line, "\(what) is a choice and lacks `values`")
            return nil
        }
        guard let items = yaml.items(node, "`values` of \(what)") else { return nil }
        if items.isEmpty { yaml.note(.shape, node.line, "`values` of \(what) is empty") }
        var choices: [Theme.Choice] = []
        var seen: Set<String> = []
        for item in items {
            var names: [(text: String, line: Int)] = []
            if case .map = item {
                guard let entry = yaml.map(item, "a value of \(what)", keys: ["value", "aliases"], required: ["value"])
                else { continue }
                guard let value = yaml.text(entry["value"], "a value of \(what)") else { continue }
                names = [(value, item.line)] + yaml.texts(entry["aliases"], "`aliases` of `\(value)`")
            } else if let value = yaml.text(item, "a value of \(what)") {
                names = [(value, item.line)]
            }
            guard let value = names.first else { continue }
            for name in names where !seen.insert(HeaderText.folded(name.text)).inserted {
                yaml.note(.duplicate, name.line, "the value `\(yaml.shown(name.text))` of \(what) occurs twice")
            }
            choices.append(Theme.Choice(value: value.text, aliases: names.dropFirst().map(\.text)))
        }
        return choices
    }
}
