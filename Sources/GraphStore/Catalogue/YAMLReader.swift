import Foundation

/// Reads the values of one catalogue file and keeps a list of everything that
/// is wrong with them. A failed read returns nil and has been noted.
struct YAMLReader {
    /// Relative to the catalogue's folder.
    let file: String
    private(set) var problems: [CatalogueError.Problem] = []

    init(file: String) { self.file = file }

    /// The values of a map by key; every value leads back to its line.
    struct Fields {
        var values: [String: YAMLNode]
        /// The line of the map itself, for what is missing in it.
        var line: Int
        subscript(key: String) -> YAMLNode? { values[key] }
    }

    mutating func note(_ code: CatalogueError.Code, _ line: Int?, _ message: String) {
        problems.append(.init(code: code, file: file, line: line, message: message))
    }

    /// Parses bytes into a document, or notes why not.
    mutating func document(_ bytes: [UInt8]) -> YAMLNode? {
        guard bytes.count <= CatalogueLimits.fileByteCountMax else {
            note(.tooLarge, nil, "has \(bytes.count) bytes; at most \(CatalogueLimits.fileByteCountMax) are accepted")
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            note(.syntax, nil, "is not UTF-8 text; save it as UTF-8")
            return nil
        }
        do {
            if let root = try YAMLNode.parse(text) { return root }
            note(.shape, nil, "is empty")
        } catch {
            note(error.code, error.line, error.message)
        }
        return nil
    }

    /// A map with some of the keys; others are noted one by one.
    mutating func map(_ node: YAMLNode, _ what: String, keys: [String], required: [String] = []) -> Fields? {
        guard case .map(let entries, let line) = node else {
            note(.shape, node.line, "\(what) must be a map of \(list(keys)), not \(node.shape)")
            return nil
        }
        var fields = Fields(values: [:], line: line)
        for entry in entries {
            if !keys.contains(entry.key) {
                note(.shape, entry.keyLine, "unknown key `\(shown(entry.key))` in \(what); expected \(list(keys))")
            } else if case .scalar("", false, _) = entry.value {
                note(.shape, entry.keyLine, "`\(entry.key)` in \(what) is empty; give a value or leave the key out")
            } else {
                fields.values[entry.key] = entry.value
            }
        }
        for key in required where !entries.contains(where: { $0.key == key }) {
            note(.shape, line, "\(what) lacks `\(key)`")
        }
        return fields
    }

    mutating func items(_ node: YAMLNode, _ what: String) -> [YAMLNode]? {
        guard case .list(let items, let line) = node else {
            note(.shape, node.line, "\(what) must be a list, not \(node.shape)")
            return nil
        }
        guard items.count <= CatalogueLimits.listCountMax else {
            note(
                .tooLarge, line,
                "\(what) has \(items.count) items; at most \(CatalogueLimits.listCountMax) are accepted")
            return nil
        }
        return items
    }

    /// A text of one line, not empty.
    mutating func text(_ node: YAMLNode?, _ what: String) -> String? {
        guard let node else { return nil }
        guard case .scalar(let text, _, let line) = node else {
            note(.shape, node.line, "\(what) must be a text, not \(node.shape)")
            return nil
        }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty, trimmed.count <= CatalogueLimits.textLengthMax else {
            note(
                .value, line,
                "\(what) must have 1 to \(CatalogueLimits.textLengthMax) characters, not \(trimmed.count)")
            return nil
        }
        guard !trimmed.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            note(.value, line, "\(what) must be one line without control characters")
            return nil
        }
        return trimmed
    }

    mutating func texts(_ node: YAMLNode?, _ what: String) -> [(text: String, line: Int)] {
        guard let node, let items = items(node, what) else { return [] }
        var texts: [(String, Int)] = []
        for item in items {
            if let text = text(item, "an item of \(what)") { texts.append((text, item.line)) }
        }
        return texts
    }

    /// Lower-case ASCII letters, digits and underscores, a letter first.
    mutating func identifier(_ node: YAMLNode?, _ what: String) -> String? {
        guard let node, let text = text(node, what) else { return nil }
        let isWord = text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
        }
        guard isWord, text.utf8.count <= 64, let first = text.utf8.first, first >= UInt8(ascii: "a") else {
            note(
                .value, node.line,
                "\(what) `\(shown(text))` must be lower-case ASCII letters, digits and underscores, "
                    + "begin with a letter and have at most 64 characters")
            return nil
        }
        return text
    }

    /// One of the words.
    mutating func word(_ node: YAMLNode?, _ what: String, of words: [String]) -> String? {
        guard let node, let text = text(node, what) else { return nil }
        if words.contains(text) { return text }
        note(.value, node.line, "\(what) `\(shown(text))` is none of \(list(words))")
        return nil
    }

    mutating func truth(_ node: YAMLNode?, _ what: String) -> Bool? {
        word(node, what, of: ["true", "false"]).map { $0 == "true" }
    }

    mutating func number(_ node: YAMLNode?, _ what: String) -> Double? {
        guard let node, let text = text(node, what) else { return nil }
        let isPlain = text.utf8.allSatisfy { "0123456789.-".utf8.contains($0) }
        if isPlain, let number = Double(text), number.isFinite { return number }
        note(.value, node.line, "\(what) `\(shown(text))` is not a number")
        return nil
    }

    mutating func count(_ node: YAMLNode?, _ what: String) -> Int? {
        guard let node, let text = text(node, what) else { return nil }
        if let count = Int(text), (0...1_000_000).contains(count) { return count }
        note(.value, node.line, "\(what) `\(shown(text))` is not a number of characters")
        return nil
    }

    mutating func day(_ node: YAMLNode?, _ what: String) -> Day? {
        guard let node, let text = text(node, what) else { return nil }
        if let day = Day(iso: text) { return day }
        note(.value, node.line, "\(what) `\(shown(text))` is not a date that exists, written YYYY-MM-DD")
        return nil
    }

    /// Both names of a map that has `zh` and `en`.
    mutating func title(_ fields: Fields, _ what: String) -> Title? {
        let zh = text(fields["zh"], "`zh` of \(what)")
        let en = text(fields["en"], "`en` of \(what)")
        guard let zh, let en else { return nil }
        return Title(zh: zh, en: en)
    }

    /// Words as a message lists them.
    func list(_ words: [String]) -> String { words.map { "`\($0)`" }.joined(separator: ", ") }

    /// A text short enough for a message.
    func shown(_ text: String) -> String { text.count <= 60 ? text : text.prefix(60) + "…" }
}
