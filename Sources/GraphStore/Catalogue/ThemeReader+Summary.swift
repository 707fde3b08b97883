extension ThemeReader {
    /// Reads a summary: `{column}` stands for the value, `[` and `]` enclose a
    /// section that stands there only when none of its columns is empty, and a
    /// doubled bracket is the bracket itself. Sections do not nest.
    mutating func readSummary(_ node: YAMLNode?) -> Theme.Summary {
        guard let node, let template = yaml.text(node, "`summary`") else { return Theme.Summary(parts: []) }
        var summary = SummaryParts()
        var rest = template[...]
        while let character = rest.popFirst() {
            if "{}[]".contains(character), rest.first == character {
                summary.text.append(character)
                rest.removeFirst()
            } else if character == "{", let end = rest.firstIndex(of: "}") {
                let id = YAMLNode.scalar(String(rest[..<end]), isQuoted: true, line: node.line)
                if let index = column(id, "`summary`", types: []) { summary.add(column: index) }
                rest = rest[rest.index(after: end)...]
            } else if character == "[", !summary.isInSection {
                summary.beginSection()
            } else if character == "]", summary.isInSection {
                if !summary.endSection() {
                    yaml.note(.value, node.line, "`summary` has a section without a column, which is never left out")
                }
            } else if character == "[", summary.isInSection {
                yaml.note(.value, node.line, "`summary` has a section inside a section; write them one after the other")
            } else if "{}[]".contains(character) {
                yaml.note(
                    .value, node.line,
                    "`summary` has a single `\(character)`; write {column} or [section], or doubled brackets for text")
            } else {
                summary.text.append(character)
            }
        }
        summary.flush()
        if summary.isInSection {
            yaml.note(.value, node.line, "`summary` has a section that does not end; write `]`, or `[[` for a bracket")
        }
        if !summary.hasColumn { yaml.note(.value, node.line, "`summary` shows no column; write {column} in it") }
        return Theme.Summary(parts: summary.parts)
    }
}

/// The parts of a summary while its template is read.
private struct SummaryParts {
    private(set) var parts: [Theme.Summary.Part] = []
    private(set) var hasColumn = false
    /// Text since the last part.
    var text = ""
    /// Where the open section's own part stands.
    private var sectionStart: Int?

    var isInSection: Bool { sectionStart != nil }

    mutating func flush() {
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
    }

    mutating func add(column: Int) {
        flush()
        parts.append(.column(column))
        hasColumn = true
    }

    mutating func beginSection() {
        flush()
        sectionStart = parts.count
        parts.append(.optional(columns: [], partCount: 0))
    }

    /// - Returns: whether the section has a column that can be empty.
    mutating func endSection() -> Bool {
        flush()
        guard let start = sectionStart else { return false }
        sectionStart = nil
        let columns = parts[(start + 1)...].compactMap { if case .column(let column) = $0 { column } else { nil } }
        parts[start] = .optional(columns: columns, partCount: parts.count - start - 1)
        return !columns.isEmpty
    }
}
