import CGraphviz
import Glibc
import Synchronization

/// One graph in libgraphviz: parsed, laid out, drawn, and freed with its value.
///
/// libgraphviz has global state (its parser, its messages, its fonts), so one
/// graph at a time, on one thread. Everything else about it stays in this file:
/// no pointer leaves it.
@safe
struct GraphvizGraph: ~Copyable {
    private let context: OpaquePointer
    private let graph: UnsafeMutablePointer<Agraph_t>
    private var isLaidOut = false
    /// What libgraphviz remarked so far, a line each.
    private(set) var warnings: [String] = []

    /// Parses one graph.
    ///
    /// - Parameter dot: UTF-8 without a zero byte, not empty.
    /// - Throws: `malformedInput` for no graph, or more than one;
    ///   `systemFailed` when libgraphviz does not start.
    init(dot: [UInt8]) throws(RenderError) {
        GraphvizMessages.collect()
        panorama_graphviz_forbid_files()
        guard let context = unsafe gvContext() else {
            throw RenderError(
                .systemFailed, "libgraphviz does not start; install it: apt-get install libgvc6 libgvc6-plugins-gtk",
                details: GraphvizMessages.take())
        }
        do throws(RenderError) {
            unsafe (self.context, graph) = (context, try GraphvizGraph.parse(dot))
        } catch {
            _ = unsafe gvFreeContext(context)
            throw error
        }
        warnings = GraphvizMessages.take()
    }

    deinit {
        if isLaidOut { _ = unsafe gvFreeLayout(context, graph) }
        _ = unsafe agclose(graph)
        _ = unsafe gvFreeContext(context)
    }

    /// Nodes, those of a legend included.
    var nodeCount: Int { Int(unsafe agnnodes(graph)) }
    /// Edges, invisible ones included.
    var edgeCount: Int { Int(unsafe agnedges(graph)) }

    /// Sets an attribute of the graph, whatever its DOT says.
    mutating func set(_ name: String, to value: String) { unsafe panorama_graphviz_set(graph, name, value) }

    /// An attribute of the graph; empty when its DOT does not state it.
    func attribute(_ name: String) -> String { unsafe String(cString: panorama_graphviz_get(graph, name)) }

    /// Gives every node its place, in place of the one that it may have.
    ///
    /// - Parameter engine: a layout plugin's name.
    /// - Throws: `layoutFailed`.
    mutating func layOut(with engine: String) throws(RenderError) {
        if isLaidOut { _ = unsafe gvFreeLayout(context, graph) }
        isLaidOut = false
        panorama_graphviz_reset_random()
        let status = unsafe gvLayout(context, graph, engine)
        let messages = GraphvizMessages.take()
        guard status == 0 else {
            throw RenderError(
                .layoutFailed, "the layout engine \(engine) failed; try another --engine, or fewer nodes",
                details: messages)
        }
        isLaidOut = true
        warnings += messages
    }

    /// Pixels per inch of pixel output; 0 when the graph does not say.
    var resolution: Double {
        get { unsafe panorama_graphviz_dpi(graph) }
        set { unsafe panorama_graphviz_set_dpi(graph, newValue) }
    }

    /// The size of the picture with its margins, as the graph's attributes
    /// (size, viewport, pad, margin, rotate) make it.
    ///
    /// Read from a picture at 72 pixels per inch, because nothing else knows
    /// all of them; it costs a hundredth of the layout.
    mutating func sizeInInches() throws(RenderError) -> (width: Double, height: Double) {
        let resolution = resolution
        self.resolution = 72
        defer { self.resolution = resolution }
        let head = String(decoding: try rendered(as: "svg").prefix(4096), as: UTF8.self)
        func points(_ name: String) -> Double? {
            guard let start = head.firstRange(of: "<svg "), let key = head[start.upperBound...].firstRange(of: name)
            else { return nil }
            return Double(head[key.upperBound...].prefix { $0.isNumber || $0 == "." })
        }
        guard let width = points("width=\""), let height = points("height=\"") else {
            throw RenderError(.drawingFailed, "the size of the picture is unknown; try -T svg")
        }
        return (max(width, 1) / 72, max(height, 1) / 72)
    }

    /// The picture in a format that libgraphviz knows.
    ///
    /// - Returns: the picture's bytes.
    /// - Throws: `drawingFailed`.
    mutating func rendered(as format: String) throws(RenderError) -> [UInt8] {
        var data: UnsafeMutablePointer<CChar>?
        var byteCount: UInt32 = 0
        let status = unsafe gvRenderData(context, graph, format, &data, &byteCount)
        let messages = GraphvizMessages.take()
        defer { unsafe gvFreeRenderData(data) }
        guard status == 0, let start = unsafe data, byteCount > 0 else {
            throw RenderError(
                .drawingFailed,
                "libgraphviz could not write \(format); is its plugin installed? "
                    + "apt-get install libgvc6 libgvc6-plugins-gtk", details: messages)
        }
        warnings += messages
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: Int(byteCount))
        return unsafe [UInt8](bytes)
    }

    /// Reads through a stream rather than a string, so that what follows the
    /// first graph is seen too.
    private static func parse(_ dot: [UInt8]) throws(RenderError) -> UnsafeMutablePointer<Agraph_t> {
        // The parser counts lines through all graphs of a process.
        agreadline(1)
        var copy = dot
        let (first, isAlone) = unsafe copy.withUnsafeMutableBytes { bytes -> (UnsafeMutablePointer<Agraph_t>?, Bool) in
            guard let stream = unsafe fmemopen(bytes.baseAddress, bytes.count, "r") else { return (nil, true) }
            defer { unsafe fclose(stream) }
            guard let first = unsafe agread(stream, nil) else { return (nil, true) }
            guard let second = unsafe agread(stream, nil) else { return unsafe (first, true) }
            _ = unsafe agclose(second)
            return unsafe (first, false)
        }
        let messages = GraphvizMessages.take()
        guard let graph = unsafe first else {
            throw RenderError(.malformedInput, "the input is not DOT", details: messages)
        }
        guard isAlone, !messages.contains(where: { $0.hasPrefix("Error:") }) else {
            _ = unsafe agclose(graph)
            let reason = isAlone ? "the input is not DOT to its end" : "expected one graph in DOT, found a second one"
            throw RenderError(.malformedInput, reason, details: messages)
        }
        return unsafe graph
    }
}

/// What libgraphviz says through its error function, instead of its printing
/// to standard error in words of its own.
private enum GraphvizMessages {
    private static let text = Mutex<[UInt8]>([])

    /// From now on messages are kept.
    static func collect() {
        agseterr(AGWARN)
        unsafe agseterrf { piece in
            guard let piece = unsafe piece else { return 0 }
            let bytes = unsafe Array(UnsafeRawBufferPointer(start: piece, count: strlen(piece)))
            // A graph may earn a message for each of its nodes.
            GraphvizMessages.text.withLock { if $0.count < 1 << 16 { $0 += bytes } }
            return 0
        }
    }

    /// The messages since the last call, a line each; after
    /// ``Limits/messageCountMax`` only how many more.
    static func take() -> [String] {
        let bytes = text.withLock { text in
            defer { text = [] }
            return text
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        guard lines.count > Limits.messageCountMax else { return lines }
        return lines.prefix(Limits.messageCountMax) + ["… and \(lines.count - Limits.messageCountMax) more lines"]
    }
}
