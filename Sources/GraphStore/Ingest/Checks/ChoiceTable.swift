/// The values of a choice column and everything that leads to them.
struct ChoiceTable: Sendable {
    /// Canonical JSON of each value.
    private let json: [[UInt8]]
    private let values: [[UInt8]]
    private let exact: WordTable
    /// Width and case folded, without spaces.
    private let folded: WordTable

    init(_ choices: [Theme.Choice]) {
        var words: [(text: String, value: Int)] = []
        for (index, choice) in choices.enumerated() { words.append((choice.value, index)) }
        for (index, choice) in choices.enumerated() { words += choice.aliases.map { ($0, index) } }
        self.init(values: choices.map { Array($0.value.utf8) }, words: words, isString: true)
    }

    private init(values: [[UInt8]], words: [(text: String, value: Int)], isString: Bool) {
        self.values = values
        json = values.map { value in
            guard isString else { return value }
            var bytes = ByteBuilder(capacity: value.count + 2)
            JSONText.append(value.span, to: &bytes)
            return bytes.bytes
        }
        exact = WordTable(words)
        folded = WordTable(words.map { (Self.folded($0.text), $0.value) })
    }

    /// 是, 否 and their kin; canonical `true` and `false`.
    static let booleans = ChoiceTable(
        values: [Array("true".utf8), Array("false".utf8)],
        words: [
            ("true", 0), ("false", 1), ("是", 0), ("否", 1), ("1", 0), ("0", 1),
            ("y", 0), ("n", 1), ("yes", 0), ("no", 1), ("t", 0), ("f", 1), ("真", 0), ("假", 1), ("√", 0), ("×", 1),
        ], isString: false)

    /// - Returns: the index of the value that the trimmed cell means.
    func index(of text: Span<UInt8>) -> Int? {
        if let index = exact.value(of: text) { return index }
        // Folding shortens a text to no less than a third.
        guard text.count <= 3 * folded.longest + 16 else { return nil }
        let key = CellBytes.identifier(text)
        return folded.value(of: key.span)
    }

    /// Appends the value's canonical JSON.
    /// - Returns: whether the delivered text is spelt otherwise.
    func append(_ index: Int, delivered: Span<UInt8>, to payload: inout ByteBuilder) -> Bool {
        let json = json[index]
        payload.append(json.span)
        let value = values[index]
        return !value.span.isEqual(to: delivered)
    }

    private static func folded(_ word: String) -> String {
        let bytes = Array(word.utf8)
        return String(decoding: CellBytes.identifier(bytes.span), as: UTF8.self)
    }
}
