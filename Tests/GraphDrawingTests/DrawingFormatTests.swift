import Foundation
#if canImport(FoundationXML)
    import FoundationXML
#endif
import GraphStore
import Testing

@testable import GraphDrawing

@Suite struct DrawingFormatTests {
    @Test(arguments: FictionalDrawings.all.map(\.name), [DrawingFormat.graphml, .gexf])
    func `XML is well formed and gives every name back`(name: String, format: DrawingFormat) throws {
        let drawing = try #require(FictionalDrawings.all.first { $0.name == name }?.drawing)
        let reader = XMLReader()
        let parser = XMLParser(data: Data(try #require(format.bytes(of: drawing))))
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError)) line \(parser.lineNumber)")
        #expect(reader.elements["node"]?.count ?? 0 == drawing.nodes.count)
        #expect(reader.elements["edge"]?.count ?? 0 == drawing.edges.count)
        #expect(reader.elements["script"] == nil)
        let ids = (reader.elements["node"] ?? []).compactMap { $0["id"] }
        #expect(ids == drawing.nodes.map { xmlSafe($0.id) })
        let names = format == .gexf ? (reader.elements["node"] ?? []).compactMap { $0["label"] } : reader.names
        #expect(names == drawing.nodes.map { xmlSafe($0.name) })
    }

    @Test(arguments: FictionalDrawings.all.map(\.name))
    func `Cytoscape JSON gives every text back exactly`(name: String) throws {
        let drawing = try #require(FictionalDrawings.all.first { $0.name == name }?.drawing)
        let bytes = try #require(DrawingFormat.cytoscape.bytes(of: drawing))
        let root = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let elements = try #require(root["elements"] as? [String: [[String: Any]]])
        func data(_ group: String, _ key: String) -> [String] {
            (elements[group] ?? []).compactMap { ($0["data"] as? [String: Any])?[key] as? String }
        }
        /// Scalar by scalar: `==` on strings takes equivalent spellings for one.
        func areSame(_ a: [String], _ b: [String]) -> Bool {
            a.count == b.count && zip(a, b).allSatisfy { $0.unicodeScalars.elementsEqual($1.unicodeScalars) }
        }
        #expect(areSame(data("nodes", "name"), drawing.nodes.map(\.name)))
        #expect(areSame(data("nodes", "id"), drawing.nodes.map(\.id)))
        #expect(areSame(data("edges", "kindTitle"), drawing.edges.map(\.kindTitle)))
        #expect(data("edges", "source") == drawing.edges.map(\.from))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("<script"))
    }

    @Test(arguments: FictionalDrawings.all.map(\.name))
    func `CSV has one record an edge, each as wide as the header`(name: String) throws {
        let drawing = try #require(FictionalDrawings.all.first { $0.name == name }?.drawing)
        let rows = csv(CSVWriter.edgeTable(of: drawing))
        #expect(rows.count == drawing.edges.count + 1)
        #expect(rows.allSatisfy { $0.count == rows[0].count })
        let nodes = csv(CSVWriter.nodeTable(of: drawing))
        #expect(nodes.count == drawing.nodes.count + 1)
        #expect(nodes.allSatisfy { $0.count == nodes[0].count })
        for cell in (rows + nodes).joined() { #expect(!cell.hasPrefix("=") && !cell.hasPrefix("@")) }
    }

    @Test func `tables and files tell amounts, departments and what has ended`() throws {
        let rows = csv(CSVWriter.edgeTable(of: FictionalDrawings.small))
        func column(_ name: String) throws -> [String: String] {
            let place = try #require(rows[0].firstIndex(of: name))
            return Dictionary(rows.dropFirst().map { ($0[0], $0[place]) }, uniquingKeysWith: { first, _ in first })
        }
        #expect(try column("amount_cny").filter { !$0.value.isEmpty } == ["e1": "3000000.50"])
        #expect(try column("departments").filter { !$0.value.isEmpty } == ["e1": "市场监督管理局；税务局"])
        #expect(try column("ended").filter { $0.value == "true" }.keys.sorted() == ["e10", "e4"])
        let files: [(DrawingFormat, String)] = [
            (.graphml, #"<data key="departments">市场监督管理局；税务局</data>"#),
            (.gexf, #"<attvalue for="departments" value="市场监督管理局；税务局"/>"#),
            (.cytoscape, #""departments":["市场监督管理局","税务局"]"#),
        ]
        for (format, departments) in files {
            let text = String(decoding: try #require(format.bytes(of: FictionalDrawings.small)), as: UTF8.self)
            #expect(text.contains("3000000.50") && text.contains(departments), "\(format)")
        }
    }

    @Test func `every form draws what has ended with the same line and colour`() throws {
        let drawing = FictionalDrawings.small
        let ended = drawing.edges.filter { ["e4", "e10"].contains($0.id) }
        #expect(ended.count == 2)
        let looks = ended.map { DrawingStyle.look(of: $0, on: drawing.asOf) }
        #expect(looks.allSatisfy { $0.colour == DrawingStyle.faded && $0.line == .dotted })
        let dot = String(decoding: DOTWriter.bytes(of: drawing), as: UTF8.self)
        #expect(dot.components(separatedBy: "fontcolor=\"#767676\", style=dotted];").count == 3)
        let json = String(decoding: CytoscapeWriter.bytes(of: drawing), as: UTF8.self)
        #expect(json.components(separatedBy: ##""colour":"#767676","line":"dotted""##).count >= 3)
        // A legend's lines are borders with the patterns of the edges, no characters of a font.
        for line in ["solid", "dashed", "dotted"] { #expect(dot.contains("STYLE=\"\(line)\" COLOR="), "\(line)") }
        #expect(!dot.contains("╍") && !dot.contains("┉") && !dot.contains("━"))
    }

    @Test func `a telephone number is no formula`() {
        let drawing = Drawing(
            title: "", epoch: Epoch(rawValue: 1), asOf: FictionalDrawings.asOf,
            nodes: [
                .init(id: "a", kind: .contact, name: "+86 532 0000"), .init(id: "b", kind: .contact, name: "+1+cmd"),
            ], edges: [])
        #expect(csv(CSVWriter.nodeTable(of: drawing)).dropFirst().map { $0[2] } == ["+86 532 0000", "'+1+cmd"])
    }

    @Test func `formats are found by name and by media type`() {
        for format in DrawingFormat.allCases {
            #expect(DrawingFormat(name: format.name.uppercased()) == format)
            #expect(DrawingFormat(mediaType: format.mediaType) == format)
            #expect(format.isPicture == (format.bytes(of: FictionalDrawings.empty) == nil))
        }
        #expect(DrawingFormat(mediaType: "TEXT/CSV ;q=0.5") == .csv)
        #expect(DrawingFormat(name: "exe") == nil)
        #expect(DrawingFormat(mediaType: "text/html") == nil)
    }

    /// What XML can hold of a text.
    private func xmlSafe(_ text: String) -> String {
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 && ![0x9, 0xA, 0xD].contains(scalar.value)
            safe.append(isControl || [0xFFFE, 0xFFFF].contains(scalar.value) ? "\u{FFFD}" : scalar)
        }
        return String(safe)
    }

    /// A reader of RFC 4180 of its own.
    private func csv(_ bytes: [UInt8]) -> [[String]] {
        var rows: [[String]] = [[]]
        var cell: [UInt8] = []
        var isQuoted = false
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        func end() { rows[rows.count - 1].append(String(decoding: cell, as: UTF8.self)); cell = [] }
        while index < bytes.count {
            let byte = bytes[index]
            if isQuoted {
                if byte == 0x22, index + 1 < bytes.count, bytes[index + 1] == 0x22 {
                    cell.append(byte); index += 1
                } else if byte == 0x22 {
                    isQuoted = false
                } else {
                    cell.append(byte)
                }
            } else if byte == 0x22 {
                isQuoted = true
            } else if byte == 0x2C {
                end()
            } else if byte == 0x0D {
                end(); rows.append([]); index += 1
            } else {
                cell.append(byte)
            }
            index += 1
        }
        return rows.dropLast()
    }

    private final class XMLReader: NSObject, XMLParserDelegate {
        var elements: [String: [[String: String]]] = [:]
        var names: [String] = []
        private var name: String?

        func parser(
            _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            elements[element, default: []].append(attributes)
            if element == "data", attributes["key"] == "name" { name = "" }
        }
        func parser(_ parser: XMLParser, foundCharacters text: String) { name? += text }
        func parser(
            _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
        ) {
            if let name { names.append(name) }
            name = nil
        }
    }
}
