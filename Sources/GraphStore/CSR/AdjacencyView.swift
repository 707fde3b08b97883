/// The columns of an adjacency as spans, taken once before a loop.
///
/// A position below the base's entry count is of the base, any other of the
/// added edges: the check of the base's bounds is what tells, so a graph without
/// added edges is read as fast as if there were none.
struct AdjacencyView: ~Escapable {
    let targets: EntryColumn<UInt32>
    let marks: EntryColumn<UInt8>
    let edges: EntryColumn<UInt32>
    private let offsets: Span<UInt32>
    private let addedOffsets: Span<UInt32>
    /// The nodes whose rows are with the added edges.
    private let addedStart: UInt32
    private let addedCount: UInt32

    @_lifetime(borrow graph)
    init(_ graph: borrowing CSRGraph) {
        offsets = graph.offsets.span
        targets = EntryColumn(graph.targets.span, graph.added.targets.span)
        marks = EntryColumn(graph.marks.span, graph.added.marks.span)
        edges = EntryColumn(graph.edges.span, graph.added.edges.span)
        addedOffsets = graph.added.offsets.span
        (addedStart, addedCount) = (UInt32(graph.added.nodes.lowerBound), UInt32(graph.added.nodes.count))
    }

    @inline(__always) func start(of node: UInt32) -> Int {
        let place = node &- addedStart
        return place < addedCount ? targets.baseCount + Int(addedOffsets[Int(place)]) : Int(offsets[Int(node)])
    }

    @inline(__always) func end(of node: UInt32) -> Int {
        let place = node &- addedStart
        return place < addedCount ? targets.baseCount + Int(addedOffsets[Int(place) + 1]) : Int(offsets[Int(node) + 1])
    }

    @inline(__always) func degree(of node: UInt32) -> Int { end(of: node) - start(of: node) }
}

/// A column of entries: those of the base, then those of the added edges.
struct EntryColumn<Element: BitwiseCopyable>: ~Escapable {
    private let base: Span<Element>
    private let added: Span<Element>

    @_lifetime(copy base, copy added)
    init(_ base: Span<Element>, _ added: Span<Element>) { (self.base, self.added) = (base, added) }

    @inline(__always) var baseCount: Int { base.count }

    @inline(__always) subscript(_ position: Int) -> Element {
        position < base.count ? base[position] : added[position - base.count]
    }
}

extension EntryColumn<UInt8> {
    /// The first position of an ascending range whose value is not below
    /// `value`; the end of the range when there is none.
    func lowerBound(_ value: UInt8, in range: Range<Int>) -> Int {
        BinarySearch.firstIndex(in: range) { self[$0] >= value }
    }
}
