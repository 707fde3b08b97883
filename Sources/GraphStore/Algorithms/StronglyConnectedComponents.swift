/// The strongly connected components of the directed graph that some kinds of
/// edge make.
///
/// Idea: one depth-first search with an index a node and explicit stacks
/// (D. J. Pearce, "A space-efficient algorithm for finding strongly connected
/// components", 2016, doi:10.1016/j.ipl.2015.08.010, PEA_FIND_SCC3).
///
/// Conventions: directions are those of the filter; a kind followed both ways
/// makes each of its edges a cycle of two. Excluded nodes and hubs are
/// components of their own. A self-loop does not make its node non-trivial.
public struct StronglyConnectedComponents: Sendable, Equatable {
    /// The nodes that were looked at.
    public var nodes: Range<UInt32>
    /// Component of each node of ``nodes``. Numbers are a reverse topological
    /// order: every edge between two components leads to the lower number.
    public var labels: [UInt32]
    /// Number of components, trivial ones included.
    public var count: Int
    /// Components of two or more nodes: members ascending, components by their
    /// least member.
    public var nontrivial: [[NodeID]]
    public var explored: Exploration
    /// Entries left out, counted from the end that the search came from.
    public var omitted: [Omission]
}

extension CSRGraph {
    /// Finds the strongly connected components.
    ///
    /// - Parameter nodes: only these nodes and the edges between them; nil for
    ///   all. Nodes of one kind are contiguous.
    /// - Throws: ``BudgetExceeded`` at the entry budget or the deadline.
    /// - Complexity: O(nodes + entries) time, 17 bytes a node.
    /// - Precondition: `nodes` lies within the graph.
    public func stronglyConnectedComponents(
        within nodes: Range<UInt32>? = nil, filter: EdgeFilter, budget: Budget = .unlimited
    ) throws(BudgetExceeded) -> StronglyConnectedComponents {
        let nodes = nodes ?? 0..<UInt32(nodeCount)
        precondition(Int(nodes.upperBound) <= nodeCount, "nodes \(nodes) outside 0..<\(nodeCount)")
        var search = PearceSearch(AdjacencyView(self), CompiledFilter(filter, self), nodes: nodes, budget: budget)
        if let reason = search.run() {
            let explored = Exploration(nodes: search.reachedCount, entries: search.meter.entries)
            throw BudgetExceeded(reason: reason, explored: explored)
        }
        let labels = search.labels()
        let count = search.componentCount
        var sizes = [UInt32](repeating: 0, count: count)
        for label in labels { sizes[Int(label)] += 1 }
        var places: [UInt32: Int] = [:]
        var nontrivial: [[NodeID]] = []
        for (i, label) in labels.enumerated() where sizes[Int(label)] > 1 {
            let node = NodeID(rawValue: nodes.lowerBound + UInt32(i))
            if let place = places[label] {
                nontrivial[place].append(node)
            } else {
                places[label] = nontrivial.count
                nontrivial.append([node])
            }
        }
        return StronglyConnectedComponents(
            nodes: nodes, labels: labels, count: count, nontrivial: nontrivial,
            explored: Exploration(nodes: nodes.count, entries: search.meter.entries),
            omitted: search.omitted.omissions)
    }
}

/// Nodes are numbered from the start of the range here.
private struct PearceSearch: ~Escapable {
    let view: AdjacencyView
    let filter: CompiledFilter
    let base: UInt32
    let nodeCount: UInt32
    var meter: BudgetMeter
    var omitted = OmissionCounter()
    private(set) var componentCount = 0
    private(set) var reachedCount = 0

    /// 0: not seen. Up to `index`: on a stack, the least index found to be
    /// reachable. From `nextComponent` up: `nodeCount` − its component's number.
    private var indices: [UInt32]
    private var isRoot: [Bool]
    private var index: UInt32 = 1
    /// Nodes being visited, with the position of their next entry.
    private var visiting: [(node: UInt32, next: Int, end: Int)] = []
    /// Nodes visited whose component is open.
    private var open: [UInt32] = []

    @_lifetime(copy view, copy filter)
    init(
        _ view: consuming AdjacencyView, _ filter: consuming CompiledFilter, nodes: Range<UInt32>, budget: Budget
    ) {
        self.view = view
        self.filter = filter
        base = nodes.lowerBound
        nodeCount = UInt32(nodes.count)
        meter = BudgetMeter(budget)
        indices = [UInt32](repeating: 0, count: nodes.count)
        isRoot = [Bool](repeating: true, count: nodes.count)
    }

    /// Component numbers in the order of completion.
    func labels() -> [UInt32] { indices.map { nodeCount - $0 } }

    @_lifetime(self: copy self)
    mutating func run() -> OmissionReason? {
        for node in 0..<nodeCount where indices[Int(node)] == 0 {
            begin(node)
            while !visiting.isEmpty {
                if let reason = visitTop() { return reason }
            }
        }
        return nil
    }

    @_lifetime(self: copy self)
    private mutating func begin(_ node: UInt32) {
        visiting.append((node, view.start(of: base + node), view.end(of: base + node)))
        indices[Int(node)] = index
        index += 1
        reachedCount += 1
    }

    /// Reads on in the row of the node on top, until a new node is found or
    /// the row ends.
    @_lifetime(self: copy self)
    private mutating func visitTop() -> OmissionReason? {
        let top = visiting.count - 1
        let (node, start, end) = visiting[top]
        for i in start..<end {
            let mark = view.marks[i]
            if mark > filter.followed.last { break }
            guard filter.followed.contains(mark) else { continue }
            let target = view.targets[i] &- base
            guard target < nodeCount else { continue }
            if let reason = meter.refusal() { return reason }
            if filter.readsEdges || filter.refusesNodes, let reason = refusal(i, mark, from: node, to: target) {
                omitted.add(mark: mark, reason)
                continue
            }
            let reachable = indices[Int(target)]
            if reachable == 0 {
                // Read this entry again afterwards: then it carries back what
                // the target reaches.
                visiting[top].next = i
                begin(target)
                return nil
            }
            if reachable < indices[Int(node)] {
                indices[Int(node)] = reachable
                isRoot[Int(node)] = false
            }
        }
        finish(node)
        return nil
    }

    private func refusal(_ i: Int, _ mark: UInt8, from node: UInt32, to target: UInt32) -> OmissionReason? {
        func degree(_ node: UInt32) -> Int { view.end(of: node) - view.start(of: node) }
        return filter.refusal(ofEdge: view.edges[i], mark: mark)
            ?? filter.refusal(ofNode: base + node, degree: degree(base + node))
            ?? filter.refusal(ofNode: base + target, degree: degree(base + target))
    }

    @_lifetime(self: copy self)
    private mutating func finish(_ node: UInt32) {
        visiting.removeLast()
        guard isRoot[Int(node)] else {
            open.append(node)
            return
        }
        let component = nodeCount - UInt32(componentCount)
        index -= 1
        while let member = open.last, indices[Int(node)] <= indices[Int(member)] {
            open.removeLast()
            indices[Int(member)] = component
            index -= 1
        }
        indices[Int(node)] = component
        componentCount += 1
    }
}
