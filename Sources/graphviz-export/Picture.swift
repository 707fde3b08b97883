/// From DOT to the bytes of a picture, through libgraphviz in this process.
///
/// libgraphviz keeps state of its own: never call this from two threads.
struct Picture {
    /// The picture, whole.
    var bytes: [UInt8]
    /// What libgraphviz and we had to remark, a line each; empty for the DOT
    /// that `GraphDrawing` writes.
    var warnings: [String]

    /// Draws, and tells the warnings on standard error.
    ///
    /// - Parameters:
    ///   - dot: one graph, UTF-8.
    ///   - format: what to make of it.
    ///   - engine: how nodes get their places.
    /// - Returns: the picture's bytes, the same for the same input, fonts and
    ///   libgraphviz.
    /// - Throws: ``RenderError`` of every code but `noInput`.
    /// - Complexity: with `dot` worse than quadratic in the nodes. Cannot be
    ///   interrupted: run it under ``ProcessLimits``.
    static func render(
        dot: [UInt8], format: PictureFormat, engine: LayoutEngine
    ) throws(RenderError) -> [UInt8] {
        let picture = try draw(dot: dot, format: format, engine: engine)
        if !picture.warnings.isEmpty {
            let text = picture.warnings.map { "graphviz-export: \($0)\n" }.joined()
            try StandardStream(.error).write(Array(text.utf8))
        }
        return picture.bytes
    }

    /// Draws, and returns the warnings.
    static func draw(
        dot: [UInt8], format: PictureFormat, engine: LayoutEngine
    ) throws(RenderError) -> Picture {
        try check(dot)
        var graph = try GraphvizGraph(dot: dot)
        try checkSize(nodeCount: graph.nodeCount, edgeCount: graph.edgeCount)
        try layOut(&graph, with: engine)
        var warnings: [String] = []
        if format == .png { warnings += try limitPixels(of: &graph) }
        let bytes = try graph.rendered(as: format.rawValue)
        return Picture(bytes: bytes, warnings: graph.warnings + warnings)
    }

    /// Gives nodes their places. `auto` takes the engine that the graph names;
    /// else it looks at what `dot` makes of the graph: many nodes around one stand
    /// in a single row, metres long, where `sfdp` puts them around it.
    private static func layOut(_ graph: inout GraphvizGraph, with engine: LayoutEngine) throws(RenderError) {
        let named = LayoutEngine(rawValue: graph.attribute("layout")) ?? .auto
        let engine = engine == .auto ? named : engine
        guard engine == .auto else { return try graph.layOut(with: engine.rawValue) }
        if graph.nodeCount <= Limits.dotNodesMax {
            try graph.layOut(with: LayoutEngine.dot.rawValue)
            let (width, height) = try graph.sizeInInches()
            let (short, long) = (min(width, height), max(width, height))
            if long <= Limits.stripInches || long <= Limits.stripRatio * short { return }
        }
        if graph.nodeCount > Limits.routedNodesMax { graph.set("splines", to: "line") }
        try graph.layOut(with: LayoutEngine.sfdp.rawValue)
    }

    private static func check(_ dot: [UInt8]) throws(RenderError) {
        if dot.count > Limits.inputByteCountMax {
            throw RenderError(
                .tooLarge,
                "the graph has \(dot.count) bytes of DOT, at most \(Limits.inputByteCountMax) are drawn; "
                    + "export fewer nodes, or as GraphML or GEXF for a program made for large graphs")
        }
        guard dot.contains(where: { $0 > 0x20 }) else {
            throw RenderError(.noInput, "the input is empty; expected one graph in DOT, such as digraph { a -> b }")
        }
        if let offset = dot.firstIndex(of: 0) {
            throw RenderError(.malformedInput, "the input has a zero byte at offset \(offset); expected DOT in UTF-8")
        }
        guard String(validating: dot, as: UTF8.self) != nil else {
            throw RenderError(
                .malformedInput, "the input is not UTF-8; convert it first, for example: iconv -f GB18030 -t UTF-8")
        }
    }

    private static func checkSize(nodeCount: Int, edgeCount: Int) throws(RenderError) {
        guard nodeCount > Limits.nodeCountMax || edgeCount > Limits.edgeCountMax else { return }
        throw RenderError(
            .tooLarge,
            "the graph has \(nodeCount) nodes and \(edgeCount) edges, at most \(Limits.nodeCountMax) and "
                + "\(Limits.edgeCountMax) are drawn; export fewer, or as GraphML or GEXF for a program made for "
                + "large graphs")
    }

    /// Lowers the resolution until the picture has few enough pixels.
    private static func limitPixels(of graph: inout GraphvizGraph) throws(RenderError) -> [String] {
        let wanted = graph.resolution > 0 ? graph.resolution : Limits.resolution
        let (width, height) = try graph.sizeInInches()
        let fitting = min(
            wanted, (Limits.pixelCountMax / (width * height)).squareRoot(),
            Limits.pixelsPerSideMax / max(width, height))
        graph.resolution = fitting
        guard fitting < wanted else { return [] }
        return [
            "the PNG was drawn at \(Int(fitting)) instead of \(Int(wanted)) pixels per inch, because it is "
                + "\(Int(width)) × \(Int(height)) inches; use -T svg or -T pdf for full detail"
        ]
    }
}
