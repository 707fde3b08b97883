/// Rows of text under headings, aligned for a terminal.
struct Table {
    /// One line of the table.
    struct Row {
        /// What was measured.
        var measurement: String
        /// What the product took.
        var ours: String
        /// What stands beside it; empty where nothing does.
        var beside = ""
        /// Ours divided by it.
        var ratio = ""
        /// What it stands beside, spread, sizes and counts.
        var notes = ""
    }

    /// The line above the table.
    var title: String
    /// In the order of printing.
    var rows: [Row] = []

    /// Title, headings, rows; a line break at the end.
    var text: String {
        let head = Row(measurement: "", ours: "ours", beside: "beside it", ratio: "ratio", notes: "")
        let cells = ([head] + rows).map { [$0.measurement, $0.ours, $0.beside, $0.ratio, $0.notes] }
        let widths = (0..<4).map { column in cells.map { Self.width($0[column]) }.max() ?? 0 }
        let lines = cells.map { row in
            row.enumerated().map { column, cell in
                guard column < 4 else { return cell }
                let pad = String(repeating: " ", count: widths[column] - Self.width(cell))
                return column == 0 ? cell + pad : pad + cell
            }.joined(separator: "   ").trimmingSuffix { $0 == " " }
        }
        return "\n" + title + "\n" + lines.joined(separator: "\n") + "\n"
    }

    /// Columns of a terminal that a text takes: two for a Chinese character.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFDC).contains($1.value) ? 2 : 1) }
    }
}

extension String {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return text
    }
}
