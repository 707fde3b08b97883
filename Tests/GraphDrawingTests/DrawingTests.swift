import GraphStore
import Testing

@testable import GraphDrawing

@Suite struct DrawingTests {
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `the order in which a subgraph was collected does not matter`(seed: UInt64) {
        let given = FictionalDrawings.ownership
        var random = SplitMix(state: seed)
        let shuffled = Drawing(
            title: given.title, epoch: given.epoch, asOf: given.asOf, nodes: given.nodes.shuffled(using: &random),
            edges: given.edges.shuffled(using: &random), omitted: given.omitted)
        #expect(shuffled == given, "seed \(seed)")
    }

    @Test func `what cannot be drawn is counted as omitted`() {
        let drawing = Drawing(
            title: "", epoch: Epoch(rawValue: 1), asOf: FictionalDrawings.asOf,
            nodes: [.init(id: "a", kind: .company, name: "甲"), .init(id: "a", kind: .company, name: "乙")],
            edges: [
                .init(id: "1", from: "a", to: "nowhere", kind: "officer", kindTitle: "高管"),
                .init(id: "2", from: "nowhere", to: "a", kind: "officer", kindTitle: "高管"),
                .init(id: "3", from: "a", to: "a", kind: "shareholder", kindTitle: "股东"),
                .init(id: "3", from: "a", to: "a", kind: "shareholder", kindTitle: "股东"),
            ])
        #expect(drawing.nodes.count == 1)
        #expect(drawing.edges.map(\.id) == ["3"])
        #expect(
            drawing.omitted == [
                .init(kind: "company", count: 1, reason: Drawing.Omission.duplicateID),
                .init(kind: "shareholder", count: 1, reason: Drawing.Omission.duplicateID),
                .init(kind: "officer", count: 2, reason: Drawing.Omission.endNotDrawn),
            ])
    }

    @Test(arguments: [
        ("0", "0%"), ("1", "100%"), ("1.000", "100%"), ("0.6", "60%"), ("0.05", "5%"), ("0.005", "0.5%"),
        ("0.3334", "33.34%"), ("0.123456789012345678901", "12.3456789012345678901%"), ("00.50", "50%"),
    ])
    func `a share becomes a percentage without rounding`(text: String, percent: String) {
        #expect(Share(exactly: text)?.percent == percent)
    }

    @Test(arguments: ["", ".", "1.", ".5", "1.01", "2", "-0.1", "5e-1", "0,5", "０.5", "nan", "0.1.2", " 0.1"])
    func `what is no fraction is no share`(text: String) { #expect(Share(exactly: text) == nil) }

    @Test func `a range shows both ends`() { #expect(Share(min: "0.25", max: "0.3334")?.percent == "25–33.34%") }

    @Test(arguments: [
        ("青岛蓝屿贸易有限公司", ["青岛蓝屿贸易有限公司"]),
        ("青岛蓝屿食品科技贸易有限公司", ["青岛蓝屿食品科", "技贸易有限公司"]),
        ("Blue Islet Holdings Limited", ["Blue Islet", "Holdings Limited"]),
        ("", [""]), ("  \n ", [""]),
    ])
    func `names are wrapped into lines of about equal width`(name: String, lines: [String]) {
        #expect(DOTText.wrapped(name, columns: 20, linesMax: 6) == lines)
    }

    @Test func `a wrapped name loses nothing but blanks until it ends in an ellipsis`() {
        for text in FictionalDrawings.hostileTexts {
            let lines = DOTText.wrapped(text, columns: 20, linesMax: 6)
            #expect((1...6).contains(lines.count))
            if lines.last?.last == "…" { continue }
            let bare = { (text: String) in String(text.filter { !$0.isWhitespace }) }
            #expect(bare(lines.joined()) == bare(text))
        }
    }

    @Test func `only paths and web addresses become links`() {
        let refused = ["javascript:alert(1)", "JaVaScRiPt:x", "//evil.test", "data:text/html,x", "", "file:///x"]
        for link in refused { #expect(DOTText.link(link) == nil) }
        #expect(DOTText.link("/v1/中?a=1&b=\"") == "\"/v1/%E4%B8%AD?a=1&amp;b=%22\"")
    }

    @Test func `declared kinds keep their look, whatever the run`() {
        #expect(DrawingStyle.mark(ofEdge: "legal_representative") == DrawingStyle.mark(ofEdge: "legalRepresentative"))
        #expect(DrawingStyle.mark(ofEdge: "guarantee").colour.hex == "#b84500")
        #expect(!DrawingStyle.mark(ofEdge: "guarantee").isKnown)
    }

    @Test func `every colour of a line or label has a contrast of 4.5 on its ground`() {
        for kind in NodeKind.allCases {
            let mark = DrawingStyle.mark(of: kind)
            #expect(contrast(mark.border, DrawingStyle.paper) >= 4.5)
            #expect(contrast(DrawingStyle.ink, mark.fill) >= 4.5)
        }
        let edges = FictionalDrawings.ownership.edgeKinds + (0..<50).map { "declared\($0)" }
        for kind in edges { #expect(contrast(DrawingStyle.mark(ofEdge: kind).colour, DrawingStyle.paper) >= 4.5) }
        #expect(contrast(DrawingStyle.faded, DrawingStyle.paper) >= 4.5)
    }

    /// WCAG 2.1, relative luminance and contrast ratio.
    private func contrast(_ a: DrawingStyle.Colour, _ b: DrawingStyle.Colour) -> Double {
        func luminance(_ colour: DrawingStyle.Colour) -> Double {
            func linear(_ part: UInt8) -> Double {
                let value = Double(part) / 255
                if value <= 0.04045 { return value / 12.92 }
                var power = 1.0  // ((v + 0.055) / 1.055) ^ 2.4 = x² · x^0.4, by fifth root of x²
                let x = (value + 0.055) / 1.055
                for _ in 0..<60 {
                    let fourth = power * power * power * power
                    power -= (fourth * power - x * x) / (5 * fourth)
                }
                return x * x * power
            }
            return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
        }
        let (light, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
        return (light + 0.05) / (dark + 0.05)
    }

    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }
}
