/// The columns of an adjacency as spans, taken once before a loop.
struct AdjacencyView: ~Escapable {
    let offsets: Span<UInt32>
    let targets: Span<UInt32>
    let marks: Span<UInt8>
    let edges: Span<UInt32>

    @_lifetime(borrow graph)
    init(_ graph: borrowing CSRGraph) {
        offsets = graph.offsets.span
        targets = graph.targets.span
        marks = graph.marks.span
        edges = graph.edges.span
    }

    @inline(__always) func start(of node: UInt32) -> Int { Int(offsets[Int(node)]) }
    @inline(__always) func end(of node: UInt32) -> Int { Int(offsets[Int(node) + 1]) }
    @inline(__always) func degree(of node: UInt32) -> Int { end(of: node) - start(of: node) }
}
