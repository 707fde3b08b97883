/// The nodes with the most edges.
///
/// Idea: one pass over the rows with a heap of the best so far.
///
/// Conventions: a degree is the number of entries that the filter lets through,
/// so that a self-loop followed both ways counts 2. Excluded nodes are neither
/// ranked nor counted as neighbours; a hub limit has no meaning here and is not
/// applied. Of equal degrees, the lower node id ranks first.
public struct DegreeRanking: Sendable, Equatable {
    /// A node and its number of entries.
    public struct Place: Sendable, Hashable {
        public var node: NodeID
        public var degree: Int
    }

    /// By falling degree, then rising id; nodes without entries are left out.
    public var places: [Place]
    /// Nodes with at least one entry: what ``places`` was chosen from.
    public var candidateCount: Int
    /// Entries of all candidates together.
    public var degreeSum: Int
    public var explored: Exploration
    /// Followed entries that were not counted.
    public var omitted: [Omission]
}

extension CSRGraph {
    /// Ranks nodes by degree.
    ///
    /// - Parameters:
    ///   - limit: places returned at most.
    ///   - nodes: only these are ranked; nil for all.
    /// - Throws: ``BudgetExceeded`` at the entry budget or the deadline.
    /// - Complexity: O(nodes · kinds · log degree), or O(entries) when the
    ///   filter looks at edges or nodes; O(limit) memory.
    /// - Precondition: `limit` is not negative, `nodes` lies within the graph.
    public func degreeRanking(
        limit: Int, within nodes: Range<UInt32>? = nil, filter: EdgeFilter = EdgeFilter(),
        budget: Budget = .unlimited
    ) throws(BudgetExceeded) -> DegreeRanking {
        let nodes = nodes ?? 0..<UInt32(nodeCount)
        precondition(limit >= 0, "\(limit) places")
        precondition(Int(nodes.upperBound) <= nodeCount, "nodes \(nodes) outside 0..<\(nodeCount)")
        let view = AdjacencyView(self)
        let compiled = CompiledFilter(filter, self)
        let readsEntries = compiled.readsEdges || !compiled.excluded.isEmpty
        var meter = BudgetMeter(budget)
        var omitted = OmissionCounter()
        var best = BinaryHeap<Contender>()
        var (candidateCount, degreeSum) = (0, 0)
        for node in nodes {
            let row = view.start(of: node)..<view.end(of: node)
            if let reason = meter.add(row.count) {
                let explored = Exploration(nodes: Int(node - nodes.lowerBound), entries: meter.entries)
                throw BudgetExceeded(reason: reason, explored: explored)
            }
            if !compiled.excluded.isEmpty, compiled.excluded.contains(NodeID(rawValue: node)) { continue }
            let degree =
                readsEntries
                ? countEntries(row, view, compiled, &omitted) : countMarks(row, view, compiled.followed)
            guard degree > 0 else { continue }
            candidateCount += 1
            degreeSum += degree
            let contender = Contender(degree: degree, node: node)
            if best.count < limit {
                best.insert(contender)
            } else if let worst = best.first, worst < contender {
                best.replaceFirst(with: contender)
            }
        }
        let places = best.elements.sorted { $1 < $0 }.map { contender in
            DegreeRanking.Place(node: NodeID(rawValue: contender.node), degree: contender.degree)
        }
        return DegreeRanking(
            places: places, candidateCount: candidateCount, degreeSum: degreeSum,
            explored: Exploration(nodes: nodes.count, entries: meter.entries), omitted: omitted.omissions)
    }

    /// Short rows are read through; long ones by groups of equal marks.
    private func countMarks(_ row: Range<Int>, _ view: borrowing AdjacencyView, _ followed: MarkSet) -> Int {
        var (count, i) = (0, row.lowerBound)
        while i < row.upperBound {
            let mark = view.marks[i]
            var end = i + 1
            if row.upperBound - i > 16, mark < .max {
                end = view.marks.lowerBound(mark + 1, in: i..<row.upperBound)
            }
            if followed.contains(mark) { count += end - i }
            i = end
        }
        return count
    }

    private func countEntries(
        _ row: Range<Int>, _ view: borrowing AdjacencyView, _ filter: borrowing CompiledFilter,
        _ omitted: inout OmissionCounter
    ) -> Int {
        var count = 0
        for i in row {
            let mark = view.marks[i]
            guard filter.followed.contains(mark) else { continue }
            let isExcluded = filter.excluded.contains(NodeID(rawValue: view.targets[i]))
            if let reason = filter.refusal(ofEdge: view.edges[i], mark: mark) ?? (isExcluded ? .excludedNode : nil) {
                omitted.add(mark: mark, reason)
            } else {
                count += 1
            }
        }
        return count
    }
}

/// Ordered from worst to best.
private struct Contender: Comparable {
    var degree: Int
    var node: UInt32

    static func < (a: Contender, b: Contender) -> Bool {
        a.degree != b.degree ? a.degree < b.degree : a.node > b.node
    }
}
