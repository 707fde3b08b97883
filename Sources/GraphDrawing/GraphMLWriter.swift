import GraphStore

/// Writes a drawing as GraphML: typed keys, every attribute, every record id.
///
/// - SeeAlso: <http://graphml.graphdrawing.org/specification.html>
public enum GraphMLWriter {
    /// - Returns: UTF-8, the same for the same drawing.
    /// - Complexity: O(size of the result) time and memory.
    public static func bytes(of drawing: Drawing) -> [UInt8] {
        let columns = AttributeColumns(of: drawing)
        var xml = XMLText()
        xml.open(
            "graphml",
            [
                ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
                ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
                (
                    "xsi:schemaLocation",
                    "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
                ),
            ])
        for (element, keys) in [("graph", graphKeys), ("node", nodeKeys), ("edge", edgeKeys)] {
            for key in keys { declare(key, on: element, in: &xml) }
        }
        for (index, key) in columns.keys.enumerated() {
            let title = AttributeColumns.title(key, beside: nodeKeys.map(\.name))
            declare(Key(id: "a\(index)", name: title, type: "string"), on: "node", in: &xml)
        }
        xml.open("graph", [("id", "panorama"), ("edgedefault", "directed")])
        add(graphKeys, graphValues(of: drawing), to: &xml)
        for node in drawing.nodes {
            xml.open("node", [("id", node.id)])
            add(nodeKeys, nodeValues(of: node), to: &xml)
            for (index, value) in columns.values(of: node).enumerated() {
                if let value { xml.text("data", value, [("key", "a\(index)")]) }
            }
            xml.close()
        }
        for edge in drawing.edges {
            xml.open(
                "edge",
                [
                    ("id", edge.id), ("source", edge.from), ("target", edge.to),
                    ("directed", edge.directed ? "true" : "false"),
                ])
            add(edgeKeys, edgeValues(of: edge, on: drawing.asOf), to: &xml)
            xml.close()
        }
        xml.close()
        xml.close()
        return xml.bytes
    }

    private struct Key {
        var id, name, type: String
        init(id: String, name: String, type: String) { (self.id, self.name, self.type) = (id, name, type) }
        init(_ name: String, _ type: String) { self.init(id: name, name: name, type: type) }
    }

    private static func declare(_ key: Key, on element: String, in xml: inout XMLText) {
        xml.empty(
            "key", [("id", key.id), ("for", element), ("attr.name", key.name), ("attr.type", key.type)])
    }

    private static func add(_ keys: [Key], _ values: [String?], to xml: inout XMLText) {
        for case (let key, .some(let value)) in zip(keys, values) { xml.text("data", value, [("key", key.id)]) }
    }

    // Ids of keys are unique in the whole file, so those of edges that share a
    // name with a node's key have one of their own.
    private static let graphKeys = [
        Key("title", "string"), Key("epoch", "long"), Key("asOf", "string"), Key("omitted", "string"),
    ]
    private static let nodeKeys = [
        Key("kind", "string"), Key("name", "string"), Key("status", "string"), Key("centre", "boolean"),
        Key("link", "string"),
    ]
    private static let edgeKeys = [
        Key(id: "edgeKind", name: "kind", type: "string"), Key("kindTitle", "string"), Key("label", "string"),
        Key("since", "string"), Key("until", "string"), Key("shareMin", "double"), Key("shareMax", "double"),
        Key("records", "string"), Key("amountCNY", "double"), Key("departments", "string"), Key("ended", "boolean"),
    ]

    private static func graphValues(of drawing: Drawing) -> [String?] {
        [
            drawing.title, String(drawing.epoch.rawValue), drawing.asOf.iso,
            drawing.omitted.isEmpty
                ? nil : drawing.omitted.map { "\($0.kind) \($0.count) \($0.reason)" }.joined(separator: "\n"),
        ]
    }

    private static func nodeValues(of node: Drawing.Node) -> [String?] {
        [node.kind.name, node.name, node.status, node.isCentre ? "true" : "false", node.link]
    }

    private static func edgeValues(of edge: Drawing.Edge, on day: Day) -> [String?] {
        [
            edge.kind, edge.kindTitle, edge.label, edge.since?.iso, edge.until?.iso, edge.share?.min,
            edge.share?.max, edge.records.isEmpty ? nil : edge.records.joined(separator: " "), edge.amount,
            edge.departments.isEmpty ? nil : edge.departments.joined(separator: "；"),
            edge.hasEnded(by: day) ? "true" : "false",
        ]
    }
}
