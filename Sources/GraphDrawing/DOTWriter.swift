import GraphStore

/// Writes a drawing in DOT, Graphviz's language.
///
/// The text is meant to be read too: the heading with the legend, the graph's looks,
/// then the nodes of each kind, then the edges of each kind. Graphviz reads it
/// without warnings, whatever the names hold.
///
/// - SeeAlso: <https://graphviz.org/doc/info/lang.html>
public enum DOTWriter {
    /// - Returns: UTF-8, the same for the same drawing.
    /// - Complexity: O(size of the result) time and memory.
    public static func bytes(of drawing: Drawing) -> [UInt8] {
        var writer = Writer(drawing: drawing)
        writer.add("digraph panorama {")
        writer.addGraphLooks()
        for kind in NodeKind.allCases { writer.addNodes(of: kind) }
        writer.addFolds()
        for kind in drawing.edgeKinds { writer.addEdges(of: kind) }
        writer.add("}")
        return writer.bytes
    }
}

extension Drawing {
    /// The kinds of the edges: ours in the order of legends, then the others by
    /// name.
    var edgeKinds: [String] {
        Set(edges.map(\.kind)).sorted { (DrawingStyle.rank(ofEdge: $0), $0) < (DrawingStyle.rank(ofEdge: $1), $1) }
    }
}

extension DOTWriter {
    struct Writer {
        let drawing: Drawing
        var bytes: [UInt8] = []
        private let layers: [String: Int]

        init(drawing: Drawing) {
            self.drawing = drawing
            layers = Dictionary(
                drawing.nodes.compactMap { node in node.layer.map { (node.id, $0) } },
                uniquingKeysWith: { first, _ in first })
        }

        mutating func add(_ line: String) {
            bytes.append(contentsOf: line.utf8)
            bytes.append(UInt8(ascii: "\n"))
        }

        mutating func addGraphLooks() {
            let nodeCount = drawing.nodes.count
            let isTopDown = drawing.isLayered || nodeCount <= DrawingStyle.topDownNodesMax
            let isCurved = nodeCount <= DrawingStyle.curvedNodesMax
            let ink = DrawingStyle.ink.hex
            let layout = drawing.isLayered ? ", layout=dot" : ""
            add("  graph [label=<")
            for line in headingLines() { add("    " + line) }
            add(
                """
                  >,
                    labelloc=t, fontsize=11,
                    fontname="\(DrawingStyle.fontFamilies)", fontcolor="\(ink)",
                    bgcolor="\(DrawingStyle.paper.hex)", pad=0.3, charset="UTF-8", outputorder=edgesfirst,
                    rankdir=\(isTopDown ? "TB" : "LR"), nodesep=\(isTopDown ? "0.4" : "0.2"), ranksep=0.7,
                    splines=\(isCurved ? "true" : "line"), overlap=prism, sep="+20", tooltip=" "\(layout)
                  ];
                  node [
                    fontname="\(DrawingStyle.fontFamilies)", fontsize=12, fontcolor="\(ink)",
                    style=filled, penwidth=1.2, margin="0.14,0.07", height=0.4
                  ];
                  edge [
                    fontname="\(DrawingStyle.fontFamilies)", fontsize=10, arrowsize=0.7, tooltip=" "
                  ];
                """)
        }

        mutating func addNodes(of kind: NodeKind) {
            let nodes = drawing.nodes.filter { $0.kind == kind && $0.foldedCount == nil }
            guard !nodes.isEmpty else { return }
            let mark = DrawingStyle.mark(of: kind)
            let style = kind == .company ? "\"filled,rounded\"" : "filled"
            add("")
            // Defaults for what follows, not a subgraph: libgraphviz writes the
            // subgraphs of laid-out DOT in the order of their addresses.
            add(
                "  node [shape=\(mark.shape), style=\(style), "
                    + "color=\"\(mark.border.hex)\", fillcolor=\"\(mark.fill.hex)\"];")
            for node in nodes { add("  \(DOTText.identifier(node.id)) [\(attributes(of: node))];") }
        }

        mutating func addFolds() {
            let nodes = drawing.nodes.filter { $0.foldedCount != nil }
            guard !nodes.isEmpty else { return }
            add("")
            add(
                "  node [shape=box, style=\"filled,dashed\", color=\"\(DrawingStyle.faded.hex)\", "
                    + "fillcolor=\"\(DrawingStyle.paper.hex)\"];")
            for node in nodes { add("  \(DOTText.identifier(node.id)) [\(attributes(of: node))];") }
        }

        private func attributes(of node: Drawing.Node) -> String {
            var lines = DOTText.wrapped(
                node.name, columns: DrawingStyle.labelColumns, linesMax: DrawingStyle.labelLinesMax)
            for note in node.notes { lines += DOTText.wrapped(note, columns: DrawingStyle.labelColumns, linesMax: 2) }
            if let status = node.status { lines += DOTText.wrapped("〔\(status)〕", columns: 20, linesMax: 1) }
            var details = [node.name]
            if node.foldedCount == nil { details.append("\(DrawingStyle.mark(of: node.kind).title) \(node.id)") }
            if let status = node.status { details.append("状态：\(status)") }
            details += node.attributes.map { "\($0.key)：\($0.value)" }
            var text = "label=\(DOTText.label(lines)), tooltip=\(DOTText.tooltip(details))"
            if let link = node.link.flatMap(DOTText.link) { text += ", URL=\(link)" }
            if node.isCentre { text += ", penwidth=3.2, fontsize=14" }
            return text
        }

        mutating func addEdges(of kind: String) {
            let mark = DrawingStyle.mark(ofEdge: kind)
            let colour = mark.colour.hex
            add("")
            add(
                "  edge [color=\"\(colour)\", fontcolor=\"\(colour)\", style=\(mark.line.graphvizStyle), "
                    + "penwidth=\(mark.line.graphvizWidth), arrowhead=\(mark.arrowhead)];")
            for edge in drawing.edges where edge.kind == kind {
                let ends = "\(DOTText.identifier(edge.from)) -> \(DOTText.identifier(edge.to))"
                add("  \(ends) [\(attributes(of: edge, mark: mark))];")
            }
        }

        private func attributes(of edge: Drawing.Edge, mark: DrawingStyle.EdgeMark) -> String {
            let isOver = edge.hasEnded(by: drawing.asOf)
            var words: [String] = []
            if !mark.isKnown { words.append(edge.kindTitle) }
            if let label = edge.label, !label.isEmpty { words.append(label) }
            if let share = edge.share { words.append(share.percent) }
            var lines =
                words.isEmpty
                ? [] : DOTText.wrapped(words.joined(separator: " "), columns: 16, linesMax: 4)
            if isOver { lines.append(edge.until.map { "至 \($0.iso)" } ?? "已终止") }

            var details = [([edge.kindTitle] + words.filter { $0 != edge.kindTitle }).joined(separator: " ")]
            if edge.since != nil || edge.until != nil {
                details.append("\(edge.since?.iso ?? "?") — \(edge.until?.iso ?? "")")
            }
            if edge.endedUndated { details.append("已终止，日期不明") }
            if !edge.records.isEmpty { details.append("记录 " + edge.records.joined(separator: " ")) }
            let tooltip = DOTText.tooltip(details)
            var text = "tooltip=\(tooltip)"
            // In layers lines stand steep, and a label begins where its line is.
            if drawing.isLayered { lines = lines.map { "\u{A0}\($0)\u{A0}" } }
            if !lines.isEmpty { text = "label=\(DOTText.label(lines)), labeltooltip=\(tooltip), " + text }
            // A relation that holds both ways puts neither end above the other.
            if !edge.directed { text += ", dir=none" }
            if !edge.directed || leadsUp(edge) { text += ", constraint=false" }
            if edge.carriesControl { text += ", penwidth=\(DrawingStyle.controlWidth)" }
            if isOver {
                let look = DrawingStyle.look(of: edge, on: drawing.asOf)
                text += ", color=\"\(look.colour.hex)\", fontcolor=\"\(look.colour.hex)\""
                text += ", style=\(look.line.graphvizStyle)"
            }
            return text
        }

        /// Whether an edge of a layered drawing leads from a lower row to a
        /// higher one.
        private func leadsUp(_ edge: Drawing.Edge) -> Bool {
            guard let from = layers[edge.from], let to = layers[edge.to] else { return false }
            return from > to
        }
    }
}
