/// A form in which a graph leaves the server or the export command, apart from
/// the server's own JSON.
///
/// The first five are written here. The last three are pictures, which
/// `graphviz-export` makes from the DOT form.
public enum DrawingFormat: String, CaseIterable, Sendable {
    /// Graphviz's language: read by people, and by `dot`.
    case dot
    /// XML for yEd, Gephi, NetworkX and igraph.
    case graphml
    /// XML with colours and dates, for Gephi.
    case gexf
    /// JSON for Cytoscape and cytoscape.js.
    case cytoscape
    /// The table of edges with the names of their ends, for a spreadsheet.
    case csv
    /// A scalable picture with links.
    case svg
    /// A picture of pixels.
    case png
    /// A page for printing.
    case pdf

    /// The word in `format=` and `-T`.
    public var name: String { rawValue }

    /// - Parameter name: a word as ``name`` gives it, in any case.
    public init?(name: some StringProtocol) { self.init(rawValue: name.lowercased()) }

    /// The type that a client may ask for in `Accept`; nil when it names no
    /// format of ours. Parameters after `;` and case do not matter.
    public init?(mediaType: some StringProtocol) {
        let essence = mediaType.prefix { $0 != ";" }.lowercased().filter { $0 != " " && $0 != "\t" }
        let found = DrawingFormat.allCases.first { $0.mediaType.prefix { $0 != ";" } == essence }
        guard let found else { return nil }
        self = found
    }

    /// The media type of an answer in this format.
    public var mediaType: String {
        switch self {
        case .dot: "text/vnd.graphviz; charset=utf-8"
        case .graphml: "application/graphml+xml; charset=utf-8"
        case .gexf: "application/gexf+xml; charset=utf-8"
        case .cytoscape: "application/vnd.cytoscape+json"
        case .csv: "text/csv; charset=utf-8; header=present"
        case .svg: "image/svg+xml"
        case .png: "image/png"
        case .pdf: "application/pdf"
        }
    }

    /// The ending of a file's name, without the point.
    public var fileExtension: String {
        switch self {
        case .dot: "dot"
        case .cytoscape: "cyjs"
        case .graphml, .gexf, .csv, .svg, .png, .pdf: rawValue
        }
    }

    /// Whether the format is a picture, made by a layout from the DOT form.
    public var isPicture: Bool {
        switch self {
        case .svg, .png, .pdf: true
        case .dot, .graphml, .gexf, .cytoscape, .csv: false
        }
    }

    /// Writes a drawing.
    ///
    /// - Returns: UTF-8 bytes, the same for the same drawing; nil for a
    ///   picture, which no pure function makes.
    /// - Complexity: O(size of the result) time and memory.
    public func bytes(of drawing: Drawing) -> [UInt8]? {
        switch self {
        case .dot: DOTWriter.bytes(of: drawing)
        case .graphml: GraphMLWriter.bytes(of: drawing)
        case .gexf: GEXFWriter.bytes(of: drawing)
        case .cytoscape: CytoscapeWriter.bytes(of: drawing)
        case .csv: CSVWriter.edgeTable(of: drawing)
        case .svg, .png, .pdf: nil
        }
    }
}
