/// The strongly connected components of the directed graph that some kinds of
/// edge make.
///
/// Idea: one depth-first search with an index a node and explicit stacks
/// (D. J. Pearce, "A space-efficient algorithm for finding strongly connected
/// components", 2016, doi:10.1016/j.ipl.2015.08.010, PEA_FIND_SCC3). The arcs in
/// question are first copied out of the edge table, in sequence, into rows of
/// their own: the search then jumps about in as little memory as can be.
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
    /// Arcs between the nodes looked at that the filter refused; an edge
    /// followed both ways is two.
    public var omitted: [Omission]
}

extension CSRGraph {
    /// Finds the strongly connected components.
    ///
    /// - Parameter nodes: only these nodes and the edges between them; nil for
    ///   all. Nodes of one kind are contiguous.
    /// - Throws: ``BudgetExceeded`` at the entry budget (an edge of a followed
    ///   kind that starts in `nodes` is one entry a direction) or the deadline.
    /// - Complexity: O(nodes + edges of the kinds that start in them) time; 13 bytes a node and 12
    ///   an arc.
    /// - Precondition: `nodes` lies within the graph.
    public func stronglyConnectedComponents(
        within nodes: Range<UInt32>? = nil, filter: EdgeFilter, budget: Budget = .unlimited
    ) throws(BudgetExceeded) -> StronglyConnectedComponents {
        let nodes = nodes ?? 0..<UInt32(nodeCount)
        precondition(Int(nodes.upperBound) <= nodeCount, "nodes \(nodes) outside 0..<\(nodeCount)")
        var meter = BudgetMeter(budget)
        var omitted = OmissionCounter()
        let arcs = try arcs(within: nodes, filter, &meter, &omitted)
        var search = PearceSearch(arcs)
        search.run()
        let labels = search.labels()
        let count = search.componentCount
        let nontrivial = nontrivialMembers(labels.span, componentCount: count, base: nodes.lowerBound)
        return StronglyConnectedComponents(
            nodes: nodes, labels: labels, count: count, nontrivial: nontrivial,
            explored: Exploration(nodes: nodes.count, entries: meter.entries),
            omitted: omitted.omissions)
    }

    /// The arcs that the filter lets through between the nodes of a range.
    private func arcs(
        within nodes: Range<UInt32>, _ filter: EdgeFilter, _ meter: inout BudgetMeter,
        _ omitted: inout OmissionCounter
    ) throws(BudgetExceeded) -> ArcRows {
        let compiled = CompiledFilter(filter, self)
        let view = AdjacencyView(self)
        let (from, to) = (table.from.span, table.to.span)
        let refuses = compiled.readsEdges || compiled.refusesNodes
        var (tails, heads): ([UInt32], [UInt32]) = ([], [])
        for kind in filter.outward.union(filter.inward).kinds {
            let mark = kind.rawValue << 1
            let (isOut, isIn) = (compiled.followed.contains(mark), compiled.followed.contains(mark | 1))
            let range = table.range(of: kind, from: nodes)
            tails.reserveCapacity(tails.count + range.count)
            heads.reserveCapacity(heads.count + range.count)
            for start in stride(from: range.lowerBound, to: range.upperBound, by: Budget.entriesPerClockReading) {
                let end = min(start + Budget.entriesPerClockReading, range.upperBound)
                if let reason = meter.add((end - start) * (isOut && isIn ? 2 : 1)) {
                    throw BudgetExceeded(reason: reason, explored: Exploration(nodes: 0, entries: meter.entries))
                }
                for e in start..<end {
                    let (tail, head) = (from[e] &- nodes.lowerBound, to[e] &- nodes.lowerBound)
                    guard tail < nodes.count, head < nodes.count else { continue }
                    if refuses {
                        let reason =
                            compiled.refusal(ofEdge: UInt32(e), mark: mark)
                            ?? compiled.refusal(ofNode: from[e], degree: view.degree(of: from[e]))
                            ?? compiled.refusal(ofNode: to[e], degree: view.degree(of: to[e]))
                        if let reason {
                            omitted.add(mark: mark, reason, isOut && isIn ? 2 : 1)
                            continue
                        }
                    }
                    if isOut {
                        tails.append(tail)
                        heads.append(head)
                    }
                    if isIn {
                        tails.append(head)
                        heads.append(tail)
                    }
                }
            }
        }
        return ArcRows(nodeCount: nodes.count, tails: tails, heads: heads)
    }
}

extension StronglyConnectedComponents {
    /// Components of two or more nodes of a small graph that is given by its arcs.
    ///
    /// - Parameters:
    ///   - nodeCount: nodes are 0, 1, ….
    ///   - arcs: between them.
    /// - Returns: members ascending, components by their least member.
    /// - Complexity: O(nodes + arcs).
    /// - Precondition: arcs lie between the nodes.
    public static func nontrivial(nodeCount: Int, arcs: [(tail: UInt32, head: UInt32)]) -> [[UInt32]] {
        precondition(arcs.allSatisfy { max($0.tail, $0.head) < nodeCount }, "an arc leads out of 0..<\(nodeCount)")
        var search = PearceSearch(ArcRows(nodeCount: nodeCount, tails: arcs.map(\.tail), heads: arcs.map(\.head)))
        search.run()
        let labels = search.labels()
        return nontrivialMembers(labels.span, componentCount: search.componentCount, base: 0).map { $0.map(\.rawValue) }
    }
}

/// Members of every component of two or more nodes, in the order of the least.
private func nontrivialMembers(_ labels: Span<UInt32>, componentCount: Int, base: UInt32) -> [[NodeID]] {
    guard componentCount < labels.count else { return [] }
    var isSeen = [Bool](repeating: false, count: componentCount)
    var places: [UInt32: Int] = [:]
    // Labels that come twice, then their members.
    var seen = isSeen.mutableSpan
    for i in labels.indices {
        if seen[Int(labels[i])] { places[labels[i]] = -1 }
        seen[Int(labels[i])] = true
    }
    guard !places.isEmpty else { return [] }
    for i in seen.indices { seen[i] = false }
    for label in places.keys { seen[Int(label)] = true }
    var members: [[NodeID]] = []
    for i in labels.indices where seen[Int(labels[i])] {
        let node = NodeID(rawValue: base + UInt32(i))
        if let place = places[labels[i]], place >= 0 {
            members[place].append(node)
        } else {
            places[labels[i]] = members.count
            members.append([node])
        }
    }
    return members
}

/// Arcs by their tail: those of node v are
/// `heads[offsets[v] ..< offsets[v + 1]]`, in the order given.
private struct ArcRows {
    var offsets: [UInt32]
    var heads: [UInt32]

    /// Counting sort.
    init(nodeCount: Int, tails: [UInt32], heads: [UInt32]) {
        var offsets = [UInt32](repeating: 0, count: nodeCount + 1)
        var sortedHeads = [UInt32](repeating: 0, count: heads.count)
        var offset = offsets.mutableSpan
        var sorted = sortedHeads.mutableSpan
        for tail in tails { offset[Int(tail) + 1] += 1 }
        for node in 0..<nodeCount { offset[node + 1] += offset[node] }
        // Filling from the back leaves each offset at its row's start.
        for i in tails.indices.reversed() {
            let end = Int(tails[i]) + 1
            offset[end] -= 1
            sorted[Int(offset[end])] = heads[i]
        }
        // offset[v + 1] is now where v's row starts.
        for node in 0..<nodeCount { offset[node] = offset[node + 1] }
        offset[nodeCount] = UInt32(heads.count)
        self.offsets = offsets
        self.heads = sortedHeads
    }
}

private struct PearceSearch {
    private let arcs: ArcRows
    private let nodeCount: UInt32
    private(set) var componentCount = 0
    /// 0: not seen. Up to `index`: on a stack, the least index found to be
    /// reachable. Else `nodeCount` − the component's number, which is never
    /// less than the index of a node on a stack.
    private var indices: [UInt32]
    private var isRoot: [Bool]
    private var index: UInt32 = 1
    /// Nodes being visited, with the position of their next arc.
    private var visiting: [(node: UInt32, next: UInt32)] = []
    /// Nodes visited whose component is open.
    private var open: [UInt32] = []

    init(_ arcs: ArcRows) {
        self.arcs = arcs
        nodeCount = UInt32(arcs.offsets.count - 1)
        indices = [UInt32](repeating: 0, count: arcs.offsets.count - 1)
        isRoot = [Bool](repeating: true, count: arcs.offsets.count - 1)
    }

    /// Component numbers in the order of completion.
    func labels() -> [UInt32] { indices.map { nodeCount - $0 } }

    mutating func run() {
        for node in 0..<nodeCount where indices[Int(node)] == 0 {
            guard begin(node) else { continue }
            while !visiting.isEmpty { visitTop() }
        }
    }

    /// Puts a node on top of the stack, unless nothing leads on from it: then
    /// it is a component already.
    ///
    /// - Returns: whether it was put there.
    @inline(__always) private mutating func begin(_ node: UInt32) -> Bool {
        let start = arcs.offsets[Int(node)]
        guard start < arcs.offsets[Int(node) + 1] else {
            indices[Int(node)] = nodeCount - UInt32(componentCount)
            componentCount += 1
            return false
        }
        visiting.append((node, start))
        indices[Int(node)] = index
        index += 1
        return true
    }

    /// Reads on in the row of the node on top, until a new node is found or
    /// the row ends.
    private mutating func visitTop() {
        let (node, start) = visiting[visiting.count - 1]
        var least = indices[Int(node)]
        for i in start..<arcs.offsets[Int(node) + 1] {
            let head = arcs.heads[Int(i)]
            let reachable = indices[Int(head)]
            if reachable == 0 {
                guard begin(head) else { continue }
                // This arc is read again afterwards: then it carries back what
                // its head reaches.
                visiting[visiting.count - 2].next = i
                return
            }
            if reachable < least {
                least = reachable
                indices[Int(node)] = reachable
                isRoot[Int(node)] = false
            }
        }
        finish(node)
    }

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
