import Foundation
#if canImport(FoundationXML)
    import FoundationXML
#endif
import GraphDrawing
import GraphStore
import Testing

@testable import graphviz_export

/// libgraphviz in this process, one graph at a time.
@Suite(.serialized) struct PictureTests {
    static let goldens = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../GraphDrawingTests/Goldens").standardized
    static let names = ["small", "hostile", "ownership", "chart", "empty"]

    static func dot(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: goldens.appending(path: "\(name).dot")))
    }

    @Test(arguments: names, [LayoutEngine.dot, .sfdp])
    func `our DOT is drawn without a warning`(name: String, engine: LayoutEngine) throws {
        let picture = try Picture.draw(dot: Self.dot(name), format: .svg, engine: engine)
        #expect(picture.warnings == [])
    }

    @Test func `SVG holds legible Chinese, a CJK font and links`() throws {
        let svg = try read(Picture.draw(dot: Self.dot("small"), format: .svg, engine: .auto).bytes)
        for text in ["青岛蓝屿贸易有限公司", "〔存续〕", "60%", "33.34–40%", "监事", "至 2022-12-31", "𠮷田·买买提江", "股东"] {
            #expect(svg.texts.contains { $0.contains(text) }, "\(text) is not in the picture")
        }
        #expect(svg.fonts.allSatisfy { $0.hasPrefix("Noto Sans CJK SC") })
        #expect(
            Set(svg.links) == ["/v1/companies/company:913702000000000017", "https://example.test/c?id=2&lang=zh"])
    }

    @Test func `hostile names are shown as they are and do nothing`() throws {
        let svg = try read(Picture.draw(dot: Self.dot("hostile"), format: .svg, engine: .dot).bytes)
        #expect(!svg.elements.contains("script"))
        let shown = [
            "\"];}evil[label=\"", "back\\slash\\", "\\N \\G \\E \\l", "&lt;b&gt;", "<script>alert(1)</script>", "]]>",
        ]
        for text in shown {
            #expect(svg.texts.contains(text), "\(text) is not in the picture")
        }
        #expect(svg.links.allSatisfy { $0.hasPrefix("/v1/") })
        #expect(svg.titles.contains { $0.contains("＆lt;b＆gt;") })
    }

    @Test func `PNG has the magic number and a sensible size`() throws {
        let png = try Picture.draw(dot: Self.dot("ownership"), format: .png, engine: .auto)
        let (width, height) = try pixels(png.bytes)
        #expect((500...4000).contains(width) && (500...4000).contains(height))
        #expect(png.warnings == [])
    }

    @Test func `PDF begins and ends as one`() throws {
        let pdf = try Picture.draw(dot: Self.dot("small"), format: .pdf, engine: .auto).bytes
        #expect(pdf.starts(with: Array("%PDF-1.".utf8)))
        #expect(String(decoding: pdf.suffix(8), as: UTF8.self).contains("%%EOF"))
    }

    @Test func `DOT comes back with positions, and the same bytes every time`() throws {
        let first = try Picture.draw(dot: Self.dot("small"), format: .dot, engine: .dot).bytes
        let second = try Picture.draw(dot: Self.dot("small"), format: .dot, engine: .dot).bytes
        let areSame = first == second
        #expect(areSame)
        #expect(String(decoding: first, as: UTF8.self).contains("pos=\""))
    }

    @Test(arguments: [
        "digraph { size=\"900,900!\"; a -> b }", "digraph { dpi=20000; a -> b }",
        "digraph { node [width=400, height=400, fixedsize=true]; a }",
    ])
    func `a PNG never has more pixels than the limit, and says so`(dot: String) throws {
        let png = try Picture.draw(dot: Array(dot.utf8), format: .png, engine: .dot)
        let (width, height) = try pixels(png.bytes)
        #expect(Double(width * height) <= Limits.pixelCountMax * 1.01)
        #expect(Double(max(width, height)) <= Limits.pixelsPerSideMax + 2)
        #expect(png.warnings.contains { $0.contains("pixels per inch") })
    }

    @Test(arguments: [
        ("", RenderError.Code.noInput), (" \n\t ", .noInput), ("digraph {", .malformedInput),
        ("a company", .malformedInput), ("digraph { a } digraph { b }", .malformedInput),
        ("digraph { a } and more", .malformedInput), ("digraph { a\0 }", .malformedInput),
    ])
    func `what cannot be drawn is refused with a reason`(dot: String, code: RenderError.Code) throws {
        let error = #expect(throws: RenderError.self) {
            try Picture.draw(dot: Array(dot.utf8), format: .svg, engine: .dot)
        }
        #expect(error?.code == code)
        #expect(error?.message.isEmpty == false)
    }

    @Test func `more nodes than a picture may have are refused`() {
        let nodes = (0...Limits.nodeCountMax).map { "n\($0);" }.joined()
        let error = #expect(throws: RenderError.self) {
            try Picture.draw(dot: Array("digraph {\(nodes)}".utf8), format: .svg, engine: .auto)
        }
        #expect(error?.code == .tooLarge)
    }

    @Test func `GB18030 is refused with the command that converts it`() {
        let error = #expect(throws: RenderError.self) {
            let dot = Array("digraph { \"".utf8) + [0xC7, 0xE0] + Array("\" }".utf8)
            return try Picture.draw(dot: dot, format: .svg, engine: .dot)
        }
        #expect(error?.message.contains("iconv") == true)
    }

    @Test func `a syntax error names the line`() {
        let error = #expect(throws: RenderError.self) {
            try Picture.draw(dot: Array("digraph {\n a -> ;\n}".utf8), format: .svg, engine: .dot)
        }
        #expect(error?.details.contains { $0.contains("line 2") } == true)
    }

    @Test func `files that a graph names are not opened`() throws {
        let secret = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).svg")
        let image = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>"
        try Data(image.utf8).write(to: secret)
        defer { try? FileManager.default.removeItem(at: secret) }
        let cell = "<TABLE><TR><TD><IMG SRC=\"\(secret.path)\"/></TD></TR></TABLE>"
        let dot = "digraph { a [image=\"\(secret.path)\"]; b [label=<\(cell)>] }"
        let picture = try Picture.draw(dot: Array(dot.utf8), format: .svg, engine: .dot)
        #expect(!String(decoding: picture.bytes, as: UTF8.self).contains("<image"))
        #expect(!picture.warnings.isEmpty)
    }

    private func pixels(_ png: [UInt8]) throws -> (width: Int, height: Int) {
        try #require(png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) && png.count > 24)
        func number(at offset: Int) -> Int { png[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (number(at: 16), number(at: 20))
    }

    private func read(_ svg: [UInt8]) throws -> SVGReader {
        let reader = SVGReader()
        let parser = XMLParser(data: Data(svg))
        parser.delegate = reader
        try #require(parser.parse(), "\(String(describing: parser.parserError))")
        return reader
    }

    private final class SVGReader: NSObject, XMLParserDelegate {
        var elements: Set<String> = []
        var texts: [String] = []
        var fonts: Set<String> = []
        var links: [String] = []
        var titles: [String] = []
        private var text: String?

        func parser(
            _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            elements.insert(element)
            if element == "text" { text = "" }
            if let font = attributes["font-family"] { fonts.insert(font) }
            if let link = attributes["xlink:href"] { links.append(link) }
            if let title = attributes["xlink:title"] { titles.append(title) }
        }
        func parser(_ parser: XMLParser, foundCharacters characters: String) { text? += characters }
        func parser(
            _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
        ) {
            guard element == "text", let shown = text else { return }
            // Graphviz writes a blank at the ends as a no-break space.
            texts.append(shown.replacingOccurrences(of: "\u{A0}", with: " "))
            text = nil
        }
    }
}
