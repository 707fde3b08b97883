/// The attribute keys of a drawing's nodes, as columns of a table.
struct AttributeColumns {
    /// Every key once, in the order of their text.
    let keys: [String]

    init(of drawing: Drawing) {
        keys = Set(drawing.nodes.flatMap { $0.attributes.map(\.key) }).sorted()
    }

    /// The node's value in each column; nil where it has none. Values of a key
    /// that a node has several times are joined with `；`.
    func values(of node: Drawing.Node) -> [String?] {
        keys.map { key in
            let values = node.attributes.filter { $0.key == key }.map(\.value)
            return values.isEmpty ? nil : values.joined(separator: "；")
        }
    }

    /// The title of a column beside columns of ours: the key, marked when it is
    /// one of our names.
    static func title(_ key: String, beside ours: [String]) -> String {
        ours.contains(key) || key.hasPrefix("attribute:") ? "attribute:" + key : key
    }
}
