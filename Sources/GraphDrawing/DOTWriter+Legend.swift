import GraphStore

extension DOTWriter.Writer {
    /// Entries of the legend side by side: as wide as six nodes.
    private static let legendColumns = 6

    /// The graph's own label: title, date, legend, and what is left out.
    ///
    /// One table above the picture rather than nodes of a cluster: every layout
    /// engine keeps a graph's label in its place, while a legend among the nodes
    /// pushes ranks apart in `dot` and floats about in the others.
    func headingLines() -> [String] {
        var lines = ["<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">"]
        for line in DOTText.wrapped(drawing.title, columns: 60, linesMax: 3) {
            lines.append("  <TR><TD><FONT POINT-SIZE=\"18\"><B>\(DOTText.html(line))</B></FONT></TD></TR>")
        }
        lines.append("  <TR><TD>截至 \(drawing.asOf.iso) · 数据版本 \(drawing.epoch.rawValue)</TD></TR>")
        let entries = legendEntries()
        if !entries.isEmpty {
            lines.append("  <TR><TD><TABLE BORDER=\"1\" COLOR=\"#bbbbbb\" CELLBORDER=\"0\" CELLSPACING=\"4\">")
            for start in stride(from: 0, to: entries.count, by: Self.legendColumns) {
                let row = entries[start..<min(start + Self.legendColumns, entries.count)]
                lines.append("    <TR>")
                lines += row.map { "      " + $0 }
                lines.append("    </TR>")
            }
            lines.append("  </TABLE></TD></TR>")
        }
        for remark in drawing.remarks {
            for line in DOTText.wrapped(remark, columns: 90, linesMax: 3) {
                lines.append("  <TR><TD>\(DOTText.html(line))</TD></TR>")
            }
        }
        let omitted = drawing.omitted.map { "\(title(of: $0.kind)) \($0.count)（\($0.reason)）" }
        if !omitted.isEmpty {
            let text = "未绘出：" + omitted.joined(separator: "；")
            for line in DOTText.wrapped(text, columns: 90, linesMax: 12) {
                lines.append("  <TR><TD><B>\(DOTText.html(line))</B></TD></TR>")
            }
        }
        return lines + ["  <TR><TD HEIGHT=\"12\"></TD></TR>", "</TABLE>"]
    }

    private func legendEntries() -> [String] {
        var entries: [String] = []
        for kind in NodeKind.allCases
        where drawing.nodes.contains(where: { $0.kind == kind && $0.foldedCount == nil }) {
            let mark = DrawingStyle.mark(of: kind)
            entries.append(
                "<TD BGCOLOR=\"\(mark.fill.hex)\"><FONT COLOR=\"\(mark.border.hex)\"><B> \(mark.glyph) </B></FONT></TD>"
                    + "<TD ALIGN=\"LEFT\">\(mark.title)</TD>")
        }
        for kind in drawing.edgeKinds {
            let mark = DrawingStyle.mark(ofEdge: kind)
            let hasHead = drawing.edges.contains { $0.kind == kind && $0.directed }
            let head = hasHead ? DrawingStyle.glyph(ofArrowhead: mark.arrowhead) : ""
            entries.append(entry(sample(mark.line, mark.colour, head: head), title(of: kind)))
        }
        if drawing.edges.contains(where: \.carriesControl) {
            entries.append(entry(sample(.bold, DrawingStyle.ink, head: ""), "控制链（粗线）"))
        }
        if drawing.nodes.contains(where: { $0.foldedCount != nil }) {
            entries.append(entry(character("┄", DrawingStyle.faded), "合并（虚线框）"))
        }
        if drawing.centre != nil { entries.append(entry(character("▣", DrawingStyle.ink), "中心（粗框）")) }
        if let ended = drawing.edges.first(where: { $0.hasEnded(by: drawing.asOf) }) {
            let look = DrawingStyle.look(of: ended, on: drawing.asOf)
            entries.append(entry(sample(look.line, look.colour, head: ""), "已终止"))
        }
        return entries
    }

    private func entry(_ sample: String, _ title: String) -> String {
        let shown = DOTText.wrapped(title, columns: 20, linesMax: 1).joined()
        return "<TD ALIGN=\"RIGHT\">\(sample)</TD><TD ALIGN=\"LEFT\">\(DOTText.html(shown))</TD>"
    }

    private func character(_ text: String, _ colour: DrawingStyle.Colour) -> String {
        "<FONT COLOR=\"\(colour.hex)\"><B>\(text)</B></FONT>"
    }

    /// A piece of a line: the lower border of a cell, which every output draws
    /// with the dashes of the edges. Line-drawing characters look as the font
    /// at hand wants them, and differ between SVG, PNG and PDF.
    private func sample(_ line: DrawingStyle.Line, _ colour: DrawingStyle.Colour, head: String) -> String {
        let size = "WIDTH=\"28\" HEIGHT=\"8\" FIXEDSIZE=\"TRUE\""
        return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR>"
            + "<TD SIDES=\"B\" BORDER=\"\(line.legendWidth)\" STYLE=\"\(line.graphvizStyle)\" "
            + "COLOR=\"\(colour.hex)\" \(size)></TD>"
            + (head.isEmpty ? "" : "<TD ROWSPAN=\"2\">\(character(head, colour))</TD>")
            + "</TR><TR><TD \(size)></TD></TR></TABLE>"
    }

    /// The Chinese name of a node kind or of a kind of edge in the drawing,
    /// else the stable name.
    private func title(of kind: String) -> String {
        if let node = NodeKind(name: kind) { return DrawingStyle.mark(of: node).title }
        return drawing.edges.first { $0.kind == kind }?.kindTitle ?? kind
    }
}
