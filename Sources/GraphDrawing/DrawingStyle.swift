import GraphStore

/// Every colour, shape and line of every format, in one place.
///
/// The hues are those of Okabe and Ito, told apart with any common colour
/// blindness, darkened until a line or a label on white has a contrast of at
/// least 4.5 : 1. Kinds differ by shape or line as well, so a page printed
/// without colour still tells them apart.
///
/// - SeeAlso: M. Okabe, K. Ito, "Color Universal Design" (2008); WCAG 2.1, 1.4.3.
enum DrawingStyle {
    /// First the font whose metrics the layout uses, then what browsers on
    /// machines without it have.
    static let fontFamilies = "Noto Sans CJK SC,PingFang SC,Microsoft YaHei,sans-serif"
    /// Text, and everything else that is not a kind's own.
    static let ink = Colour(0x22, 0x22, 0x22)
    /// Secondary text: titles of legends, notes, relations that have ended.
    static let faded = Colour(0x76, 0x76, 0x76)
    static let paper = Colour(0xFF, 0xFF, 0xFF)
    /// Columns (a Chinese character has two) after which a name is wrapped.
    static let labelColumns = 20
    /// Lines that a name may have before it ends in an ellipsis. The longest
    /// registered company names have about 60 characters.
    static let labelLinesMax = 6
    /// Drawings up to this size read from top to bottom, as ownership charts
    /// do; larger ones from left to right, which keeps wide labels apart.
    static let topDownNodesMax = 40
    /// Drawings up to this size have curved edges. Above it routing takes
    /// longer than the layout.
    static let curvedNodesMax = 300

    /// Width of the lines that control rests on, in points.
    static let controlWidth = "3.2"

    /// An sRGB colour.
    struct Colour: Sendable, Equatable {
        let red, green, blue: UInt8
        init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
            (self.red, self.green, self.blue) = (red, green, blue)
        }

        /// `#rrggbb`.
        var hex: String {
            var text = "#"
            for part in [red, green, blue] {
                let digits = String(part, radix: 16)
                text += digits.utf8.count == 1 ? "0" + digits : digits
            }
            return text
        }
    }

    /// How a node looks.
    struct NodeMark: Sendable {
        /// The kind's Chinese name, in legends.
        let title: String
        /// A Graphviz shape.
        let shape: String
        /// A character of about that shape, in legends.
        let glyph: String
        /// A shape that GEXF knows.
        let gexfShape: String
        let border, fill: Colour
    }

    /// How a line looks.
    struct EdgeMark: Sendable, Equatable {
        let colour: Colour
        let line: Line
        /// A Graphviz arrow shape.
        let arrowhead: String
        /// Whether the kind is one of ours. Others may share a look, so
        /// their title is written on the line.
        let isKnown: Bool
    }

    /// The pattern of a line.
    enum Line: String, Sendable {
        case solid, dashed, dotted, bold

        /// Graphviz's own `bold` gives way to any width, so widths are ours.
        var graphvizStyle: String { self == .bold ? "solid" : rawValue }

        /// In points.
        var graphvizWidth: String {
            switch self {
            case .solid: "1.2"
            case .dashed, .dotted: "1.4"
            case .bold: "2.4"
            }
        }

        /// In points, in legends: borders of table cells have whole ones.
        var legendWidth: Int {
            switch self {
            case .solid, .dashed: 1
            case .dotted: 2
            case .bold: 3
            }
        }
    }

    /// A character like a Graphviz arrow shape, in legends.
    static func glyph(ofArrowhead name: String) -> String {
        switch name {
        case "none": ""
        case "dot": "●"
        case "odot": "○"
        case "diamond": "◆"
        case "odiamond": "◇"
        case "onormal": "▷"
        case "vee", "open": "➤"
        default: "▶"
        }
    }

    static func mark(of kind: NodeKind) -> NodeMark {
        switch kind {
        case .company:
            NodeMark(
                title: "企业", shape: "box", glyph: "□", gexfShape: "square",
                border: Colour(0x00, 0x5A, 0x8C), fill: Colour(0xE3, 0xF0, 0xFA))
        case .person:
            NodeMark(
                title: "自然人", shape: "ellipse", glyph: "○", gexfShape: "disc",
                border: Colour(0xA8, 0x4A, 0x00), fill: Colour(0xFD, 0xEE, 0xDC))
        case .premises:
            NodeMark(
                title: "场所", shape: "house", glyph: "△", gexfShape: "triangle",
                border: Colour(0x00, 0x70, 0x52), fill: Colour(0xE0, 0xF4, 0xEC))
        case .permit:
            NodeMark(
                title: "许可证", shape: "note", glyph: "▤", gexfShape: "square",
                border: Colour(0x7A, 0x62, 0x00), fill: Colour(0xFB, 0xF6, 0xD6))
        case .contact:
            NodeMark(
                title: "联系方式", shape: "hexagon", glyph: "◇", gexfShape: "diamond",
                border: Colour(0x8A, 0x3D, 0x6B), fill: Colour(0xF8, 0xE6, 0xF0))
        }
    }

    /// The look of an edge kind by its stable name; `legal_representative` and
    /// `legalRepresentative` are the same. A kind that is not ours gets one of
    /// six looks, always the same one for the same name.
    static func mark(ofEdge kind: String) -> EdgeMark {
        let folded = folded(kind)
        if let known = known.first(where: { $0.name == folded }) { return known.mark }
        // FNV-1a: the standard hasher differs from run to run.
        var hash: UInt32 = 2_166_136_261
        for byte in folded.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return declared[Int(hash % UInt32(declared.count))]
    }

    /// Colour and line of an edge on a day: those of its kind, and of one that
    /// has ended the same whatever its kind.
    static func look(of edge: Drawing.Edge, on day: Day) -> (colour: Colour, line: Line) {
        guard !edge.hasEnded(by: day) else { return (faded, .dotted) }
        let mark = mark(ofEdge: edge.kind)
        return (mark.colour, mark.line)
    }

    /// The place of a kind in legends; kinds that are not ours come last.
    static func rank(ofEdge kind: String) -> Int {
        let folded = folded(kind)
        return known.firstIndex { $0.name == folded } ?? known.count
    }

    private static func folded(_ kind: String) -> String {
        kind.lowercased().filter { $0 != "_" && $0 != "-" }
    }

    private static func known(_ colour: Colour, _ line: Line, _ arrowhead: String) -> EdgeMark {
        EdgeMark(colour: colour, line: line, arrowhead: arrowhead, isKnown: true)
    }

    private static let blue = Colour(0x00, 0x5A, 0x8C)
    private static let vermilion = Colour(0xB8, 0x45, 0x00)
    private static let green = Colour(0x00, 0x70, 0x52)
    private static let purple = Colour(0x96, 0x3C, 0x78)
    private static let olive = Colour(0x7A, 0x62, 0x00)
    private static let sky = Colour(0x1B, 0x74, 0xB0)

    /// In the order of legends.
    private static let known: [(name: String, mark: EdgeMark)] = [
        ("shareholder", known(blue, .solid, "normal")),
        ("controlagreement", known(purple, .bold, "normal")),
        ("concertedaction", known(purple, .dashed, "normal")),
        ("branchof", known(sky, .dashed, "onormal")),
        ("legalrepresentative", known(vermilion, .bold, "vee")),
        ("officer", known(vermilion, .dashed, "vee")),
        ("kinship", known(purple, .dotted, "none")),
        ("sameas", known(ink, .bold, "none")),
        ("possiblysameas", known(ink, .dotted, "none")),
        ("registeredat", known(green, .solid, "dot")),
        ("operatesat", known(green, .dashed, "dot")),
        ("hosts", known(green, .bold, "diamond")),
        ("partof", known(faded, .solid, "odiamond")),
        ("holdspermit", known(olive, .solid, "odot")),
        ("contact", known(faded, .dotted, "odot")),
    ]

    private static let declared: [EdgeMark] = [blue, vermilion, green, purple, olive, sky].map {
        EdgeMark(colour: $0, line: .dashed, arrowhead: "open", isKnown: false)
    }
}
