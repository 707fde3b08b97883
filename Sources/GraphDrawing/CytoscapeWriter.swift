import GraphStore

/// Writes a drawing as Cytoscape JSON, which Cytoscape opens as a network and
/// cytoscape.js takes as its `elements`.
///
/// Data of a node: `id`, `name`, `kind`, `status`, `centre`, `link`,
/// `attributes` (a list of key and value, since keys may repeat), `colour`,
/// `fill`, `shape`. Data of an edge: `id`, `source`, `target`, `interaction`
/// (Cytoscape's word for the kind), `kind`, `kindTitle`, `label`, `since`,
/// `until`, `shareMin`, `shareMax` (exact decimals as strings), `percent`,
/// `directed`, `ended`, `records`, `amountCNY` (yuan, exact as well),
/// `departments`, `colour`, `line`. A key without a value is
/// absent. `classes` holds the kind, and `centre` or `ended`.
///
/// - SeeAlso: <https://js.cytoscape.org/#notation/elements-json>
public enum CytoscapeWriter {
    /// - Returns: UTF-8, the same for the same drawing.
    /// - Complexity: O(size of the result) time and memory.
    public static func bytes(of drawing: Drawing) -> [UInt8] {
        let omitted = drawing.omitted.map {
            JSONValue.object([
                ("kind", .string($0.kind)), ("count", .number($0.count)), ("reason", .string($0.reason)),
            ])
        }
        let data = JSONValue.object([
            ("name", .string(drawing.title)), ("epoch", .number(Int(drawing.epoch.rawValue))),
            ("asOf", .string(drawing.asOf.iso)), ("omitted", .list(omitted)),
        ])
        let elements = JSONValue.object([
            ("nodes", .lines(drawing.nodes.map(element))),
            ("edges", .lines(drawing.edges.map { element($0, asOf: drawing.asOf) })),
        ])
        let whole = JSONValue.object([
            ("format_version", .string("1.0")), ("generated_by", .string("panorama")), ("data", data),
            ("elements", elements),
        ])
        return whole.bytes
    }

    private static func element(_ node: Drawing.Node) -> JSONValue {
        let mark = DrawingStyle.mark(of: node.kind)
        let attributes = node.attributes.map {
            JSONValue.object([("key", .string($0.key)), ("value", .string($0.value))])
        }
        let data: [(String, JSONValue?)] = [
            ("id", .string(node.id)), ("name", .string(node.name)), ("kind", .string(node.kind.name)),
            ("status", node.status.map(JSONValue.string)), ("centre", .bool(node.isCentre)),
            ("link", node.link.map(JSONValue.string)), ("attributes", .list(attributes)),
            ("colour", .string(mark.border.hex)), ("fill", .string(mark.fill.hex)), ("shape", .string(mark.shape)),
        ]
        let classes = node.kind.name + (node.isCentre ? " centre" : "")
        return .object([("data", .object(data)), ("classes", .string(classes))])
    }

    private static func element(_ edge: Drawing.Edge, asOf day: Day) -> JSONValue {
        let look = DrawingStyle.look(of: edge, on: day)
        let isOver = edge.hasEnded(by: day)
        let data: [(String, JSONValue?)] = [
            ("id", .string(edge.id)), ("source", .string(edge.from)), ("target", .string(edge.to)),
            ("interaction", .string(edge.kind)), ("kind", .string(edge.kind)),
            ("kindTitle", .string(edge.kindTitle)), ("label", edge.label.map(JSONValue.string)),
            ("since", (edge.since?.iso).map(JSONValue.string)), ("until", (edge.until?.iso).map(JSONValue.string)),
            ("shareMin", (edge.share?.min).map(JSONValue.string)),
            ("shareMax", (edge.share?.max).map(JSONValue.string)),
            ("percent", (edge.share?.percent).map(JSONValue.string)), ("directed", .bool(edge.directed)),
            ("ended", .bool(isOver)), ("records", .list(edge.records.map(JSONValue.string))),
            ("amountCNY", edge.amount.map(JSONValue.string)),
            ("departments", .list(edge.departments.map(JSONValue.string))),
            ("colour", .string(look.colour.hex)), ("line", .string(look.line.rawValue)),
        ]
        // A blank in a declared kind's name would make two classes of it.
        let kind = String(edge.kind.map { $0.isWhitespace ? "-" : $0 })
        return .object([
            ("data", .object(data)), ("classes", .string(kind + (isOver ? " ended" : ""))),
        ])
    }
}
