import GraphStore

/// Writes a drawing as GEXF 1.3, with the colours of the picture and the dates
/// of the edges, so that Gephi's timeline works.
///
/// - SeeAlso: <https://gexf.net/schema.html>
public enum GEXFWriter {
    /// - Returns: UTF-8, the same for the same drawing.
    /// - Complexity: O(size of the result) time and memory.
    public static func bytes(of drawing: Drawing) -> [UInt8] {
        let columns = AttributeColumns(of: drawing)
        var xml = XMLText()
        xml.open(
            "gexf",
            [
                ("xmlns", "http://gexf.net/1.3"), ("xmlns:viz", "http://gexf.net/1.3/viz"),
                ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
                ("xsi:schemaLocation", "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd"), ("version", "1.3"),
            ])
        xml.open("meta", [("lastmodifieddate", drawing.asOf.iso)])
        xml.text("creator", "panorama")
        xml.text("description", description(of: drawing))
        xml.close()
        xml.open(
            "graph",
            [
                ("mode", "dynamic"), ("defaultedgetype", "directed"), ("timeformat", "date"),
                ("timerepresentation", "interval"),
            ])
        declareAttributes(columns, in: &xml)
        xml.open("nodes", [("count", String(drawing.nodes.count))])
        for node in drawing.nodes { add(node, columns, to: &xml) }
        xml.close()
        xml.open("edges", [("count", String(drawing.edges.count))])
        for edge in drawing.edges { add(edge, on: drawing.asOf, to: &xml) }
        xml.close()
        xml.close()
        xml.close()
        return xml.bytes
    }

    private static func description(of drawing: Drawing) -> String {
        let omitted = drawing.omitted.map { "; omitted \($0.kind) \($0.count): \($0.reason)" }.joined()
        return "\(drawing.title); epoch \(drawing.epoch.rawValue); as of \(drawing.asOf.iso)\(omitted)"
    }

    private static let nodeColumns = ["kind", "status", "centre", "link"]
    private static let edgeColumns = [
        ("kindTitle", "string"), ("label", "string"), ("shareMin", "double"), ("shareMax", "double"),
        ("records", "string"), ("amountCNY", "double"), ("departments", "string"), ("ended", "boolean"),
    ]

    private static func declareAttributes(_ columns: AttributeColumns, in xml: inout XMLText) {
        xml.open("attributes", [("class", "node"), ("mode", "static")])
        for name in nodeColumns {
            xml.empty(
                "attribute", [("id", name), ("title", name), ("type", name == "centre" ? "boolean" : "string")])
        }
        for (index, key) in columns.keys.enumerated() {
            let title = AttributeColumns.title(key, beside: nodeColumns)
            xml.empty("attribute", [("id", "a\(index)"), ("title", title), ("type", "string")])
        }
        xml.close()
        xml.open("attributes", [("class", "edge"), ("mode", "static")])
        for (name, type) in edgeColumns {
            xml.empty("attribute", [("id", name), ("title", name), ("type", type)])
        }
        xml.close()
    }

    private static func add(_ node: Drawing.Node, _ columns: AttributeColumns, to xml: inout XMLText) {
        let mark = DrawingStyle.mark(of: node.kind)
        xml.open("node", [("id", node.id), ("label", node.name)])
        xml.open("attvalues")
        let values = [node.kind.name, node.status, node.isCentre ? "true" : "false", node.link]
        addValues(zip(nodeColumns, values), to: &xml)
        addValues(zip(columns.keys.indices.map { "a\($0)" }, columns.values(of: node)), to: &xml)
        xml.close()
        addColour(mark.border, to: &xml)
        xml.empty("viz:size", [("value", node.isCentre ? "20" : "10")])
        xml.empty("viz:shape", [("value", mark.gexfShape)])
        xml.close()
    }

    private static func add(_ edge: Drawing.Edge, on day: Day, to xml: inout XMLText) {
        let look = DrawingStyle.look(of: edge, on: day)
        xml.open(
            "edge",
            [
                ("id", edge.id), ("source", edge.from), ("target", edge.to),
                ("type", edge.directed ? "directed" : "undirected"), ("kind", edge.kind),
                ("label", edge.label ?? edge.kindTitle), ("start", edge.since?.iso), ("end", edge.until?.iso),
            ])
        xml.open("attvalues")
        let records = edge.records.isEmpty ? nil : edge.records.joined(separator: " ")
        let departments = edge.departments.isEmpty ? nil : edge.departments.joined(separator: "；")
        let values = [
            edge.kindTitle, edge.label, edge.share?.min, edge.share?.max, records, edge.amount, departments,
            edge.hasEnded(by: day) ? "true" : "false",
        ]
        addValues(zip(edgeColumns.map(\.0), values), to: &xml)
        xml.close()
        addColour(look.colour, to: &xml)
        let shape =
            switch look.line {
            case .solid, .bold: "solid"
            case .dashed: "dashed"
            case .dotted: "dotted"
            }
        xml.empty("viz:shape", [("value", shape)])
        xml.close()
    }

    private static func addValues(_ values: some Sequence<(String, String?)>, to xml: inout XMLText) {
        for case (let column, .some(let value)) in values {
            xml.empty("attvalue", [("for", column), ("value", value)])
        }
    }

    private static func addColour(_ colour: DrawingStyle.Colour, to xml: inout XMLText) {
        xml.empty(
            "viz:color",
            [("r", String(colour.red)), ("g", String(colour.green)), ("b", String(colour.blue)), ("a", "1")])
    }
}
