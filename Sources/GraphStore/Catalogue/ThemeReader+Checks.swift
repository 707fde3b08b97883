extension ThemeReader {
    private static let numbers: [ColumnTypeWord] = [.integer, .decimal, .money, .percent]
    private static let texts: [ColumnTypeWord] = [.text, .code, .address, .phone, .email]

    /// The types that each check makes sense for.
    private static let checks: [(key: String, types: [ColumnTypeWord])] = [
        ("min", numbers), ("max", numbers), ("min_length", texts), ("max_length", texts),
        ("earliest", [.date]), ("latest", [.date]), ("masks", [.text, .code]), ("not_before", [.date]),
    ]

    /// Reads the `check` of a column that ``columns`` already holds.
    mutating func readCheck(_ node: YAMLNode, of index: Int) {
        let column = columns[index]
        let what = "`check` of column `\(column.id)`"
        guard let fields = yaml.map(node, what, keys: Self.checks.map(\.key)) else { return }
        let type = ColumnTypeWord(column.type)
        for (key, types) in Self.checks {
            guard let value = fields[key], !types.contains(type) else { continue }
            yaml.note(
                .value, value.line,
                "`\(key)` in \(what) does not apply to the type \(type.rawValue), only to "
                    + types.map(\.rawValue).joined(separator: ", "))
        }
        var check = Theme.Check()
        check.minimum = yaml.number(fields["min"], "`min` in \(what)")
        check.maximum = yaml.number(fields["max"], "`max` in \(what)")
        order(check.minimum, check.maximum, "min", "max", fields, what)
        if case .percent = column.type {
            for (bound, key) in [(check.minimum, "min"), (check.maximum, "max")] {
                guard let bound, !(0...100).contains(bound) else { continue }
                yaml.note(.value, fields[key]?.line, "`\(key)` in \(what) must lie in 0…100")
            }
        }
        check.minimumLength = yaml.count(fields["min_length"], "`min_length` in \(what)")
        check.maximumLength = yaml.count(fields["max_length"], "`max_length` in \(what)")
        order(check.minimumLength, check.maximumLength, "min_length", "max_length", fields, what)
        check.earliest = yaml.day(fields["earliest"], "`earliest` in \(what)")
        check.latest = yaml.day(fields["latest"], "`latest` in \(what)")
        order(check.earliest, check.latest, "earliest", "latest", fields, what)
        check.masks = readMasks(fields["masks"], what)
        check.notBefore = self.column(fields["not_before"], "`not_before` in \(what)", types: [.date])
        if check.notBefore == index {
            yaml.note(.reference, fields["not_before"]?.line, "`not_before` in \(what) names the column itself")
            check.notBefore = nil
        }
        columns[index].check = check
    }

    private mutating func order<Bound: Comparable>(
        _ low: Bound?, _ high: Bound?, _ lowKey: String, _ highKey: String, _ fields: YAMLReader.Fields, _ what: String
    ) {
        guard let low, let high, low > high else { return }
        yaml.note(.value, fields[lowKey]?.line, "`\(lowKey)` is above `\(highKey)` in \(what): no value can pass")
    }

    private mutating func readMasks(_ node: YAMLNode?, _ what: String) -> [String] {
        var masks: [String] = []
        let items = yaml.texts(node, "`masks` in \(what)")
        if let node, case .list(let all, _) = node, all.isEmpty {
            yaml.note(.shape, node.line, "`masks` in \(what) is empty; leave it out or give a mask")
        }
        for (mask, line) in items {
            let stars = mask.count { $0 == "*" }
            if stars > CatalogueLimits.maskStarsMax {
                yaml.note(
                    .value, line,
                    "the mask `\(yaml.shown(mask))` in \(what) has \(stars) stars; at most "
                        + "\(CatalogueLimits.maskStarsMax) are accepted")
            } else if mask.allSatisfy({ $0 == "*" }) {
                yaml.note(.value, line, "the mask `\(mask)` in \(what) fits everything; leave it out")
            } else if masks.contains(mask) {
                yaml.note(.duplicate, line, "the mask `\(yaml.shown(mask))` in \(what) occurs twice")
            } else {
                masks.append(mask)
            }
        }
        return masks
    }
}
