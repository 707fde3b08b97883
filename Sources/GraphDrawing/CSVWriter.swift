import GraphStore

/// Writes a drawing as tables for a spreadsheet: RFC 4180, UTF-8 with a byte
/// order mark (without it Excel takes Chinese for another encoding), CRLF.
///
/// A file is one table. `format=csv` is the table of edges with the names of
/// their ends, ``edgeTable(of:)``; the nodes, also those without an edge, are
/// in ``nodeTable(of:)``.
///
/// Two things differ from the drawing's text: control characters other than
/// tab and newline become U+FFFD, and a cell that a spreadsheet would run as a
/// formula (it begins with `=`, `+`, `-`, `@`, tab or return, and is no number)
/// has an apostrophe before it.
///
/// - SeeAlso: RFC 4180; OWASP, "CSV Injection".
public enum CSVWriter {
    /// One row an edge, in canonical order.
    ///
    /// Columns: id, kind, kind_title, from_id, from_kind, from_name, to_id,
    /// to_kind, to_name, label, share_min, share_max (0…1), amount_cny (yuan),
    /// since, until, ended (by the drawing's day), directed, records (ids
    /// parted by blanks), departments (parted by `；`).
    /// - Complexity: O(size of the result) time and memory.
    public static func edgeTable(of drawing: Drawing) -> [UInt8] {
        let nodes = Dictionary(drawing.nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var table = Table([
            "id", "kind", "kind_title", "from_id", "from_kind", "from_name", "to_id", "to_kind", "to_name", "label",
            "share_min", "share_max", "amount_cny", "since", "until", "ended", "directed", "records", "departments",
        ])
        for edge in drawing.edges {
            let (from, to) = (nodes[edge.from], nodes[edge.to])
            table.add([
                edge.id, edge.kind, edge.kindTitle, edge.from, from?.kind.name, from?.name, edge.to,
                to?.kind.name, to?.name, edge.label, edge.share?.min, edge.share?.max, edge.amount,
                edge.since?.iso, edge.until?.iso, edge.hasEnded(by: drawing.asOf) ? "true" : "false",
                edge.directed ? "true" : "false", edge.records.joined(separator: " "),
                edge.departments.joined(separator: "；"),
            ])
        }
        return table.bytes
    }

    /// One row a node, in canonical order.
    ///
    /// Columns: id, kind, name, status, centre, link, then one for each
    /// attribute key in the order of the keys.
    /// - Complexity: O(size of the result) time and memory.
    public static func nodeTable(of drawing: Drawing) -> [UInt8] {
        let ours = ["id", "kind", "name", "status", "centre", "link"]
        let columns = AttributeColumns(of: drawing)
        var table = Table(ours + columns.keys.map { AttributeColumns.title($0, beside: ours) })
        for node in drawing.nodes {
            let values = [
                node.id, node.kind.name, node.name, node.status, node.isCentre ? "true" : "false", node.link,
            ]
            table.add(values + columns.values(of: node))
        }
        return table.bytes
    }

    private struct Table {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

        init(_ header: [String]) { add(header) }

        mutating func add(_ cells: [String?]) {
            for (index, cell) in cells.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                if let cell { add(cell) }
            }
            bytes.append(contentsOf: "\r\n".utf8)
        }

        private mutating func add(_ cell: String) {
            var text = Table.runs(cell) ? "'" : ""
            for scalar in cell.unicodeScalars {
                switch scalar.value {
                case 0x09, 0x0A, 0x0D: text.unicodeScalars.append(scalar)
                case 0..<0x20, 0x7F, 0xFFFE, 0xFFFF: text.unicodeScalars.append("\u{FFFD}")
                default: text.unicodeScalars.append(scalar)
                }
            }
            let mustQuote = text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
            guard mustQuote else {
                bytes.append(contentsOf: text.utf8)
                return
            }
            bytes.append(UInt8(ascii: "\""))
            for byte in text.utf8 {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }

        /// Whether a spreadsheet would take the cell for a formula. Telephone
        /// numbers (`+86 532 …`) and negative amounts are none.
        private static func runs(_ cell: String) -> Bool {
            guard let first = cell.utf8.first, "=+-@\t\r".utf8.contains(first) else { return false }
            let rest = cell.utf8.dropFirst()
            let isNumber = rest.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x20 || $0 == 0x2E }
            return !(isNumber && (first == UInt8(ascii: "+") || first == UInt8(ascii: "-")))
        }
    }
}
