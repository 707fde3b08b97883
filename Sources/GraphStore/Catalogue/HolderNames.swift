/// Names of holders that name nobody in particular (公众股东, 库存股, 职工持股会),
/// as `holders.yaml` of a catalogue lists them.
///
/// A class, so that handing it to a projector copies nothing.
public final class HolderNames: Sendable {
    /// What such a name stands for.
    public enum Kind: String, Sendable, CaseIterable {
        /// Many small holders, who vote but are nobody's block.
        case `public`
        /// The company itself.
        case treasury
        /// Holders who are not named: one of them may be anybody.
        case unnamed
        /// A sum of the list: no holding at all.
        case total
        /// A party that every company may have one of: a party of its company
        /// alone.
        case collective
    }

    private let table: WordTable
    private let names: [(kind: Kind, name: String)]

    /// - Parameter names: compared with the whole trimmed name, width folded,
    ///   without spaces.
    public init(_ names: [(kind: Kind, name: String)]) {
        self.names = names
        table = WordTable(
            names.map { kind, name in
                (text: Self.folded(name), value: Kind.allCases.firstIndex(of: kind) ?? 0)
            })
    }

    /// No names but those that every cell knows as "no value".
    public static let none = HolderNames([])

    /// What a name stands for; nil for a name like any other.
    ///
    /// - Complexity: O(bytes), no allocation for names without Latin letters
    ///   and spaces.
    public func kind(of name: Span<UInt8>) -> Kind? {
        let text = name.extracting(CellBytes.trimmed(name))
        if Placeholders.contains(text) { return .unnamed }
        if let value = table.value(of: text) { return Kind.allCases[value] }
        guard Self.mayFold(text) else { return nil }
        let folded = CellBytes.identifier(text)
        return table.value(of: folded.span).map { Kind.allCases[$0] }
    }

    /// The form in which names are compared.
    static func folded(_ name: String) -> String {
        let bytes = Array(name.utf8)
        return String(decoding: CellBytes.identifier(bytes.span), as: UTF8.self)
    }

    /// Whether folding an identifier could change the text.
    private static func mayFold(_ text: Span<UInt8>) -> Bool {
        var index = 0
        while index < text.count {
            let (byte, width) = CellBytes.folded(text, at: index)
            if byte != CellBytes.notASCII && (width > 1 || byte == 0x20 || byte != CellBytes.upper(byte)) {
                return true
            }
            index += width
        }
        return false
    }
}
