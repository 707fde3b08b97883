/// The weakly connected components of a graph.
///
/// Idea: union by least node id with path halving over the edge table, whose
/// order makes one end of every union sequential (R. E. Tarjan and J. van
/// Leeuwen, "Worst-case analysis of set union algorithms", 1984,
/// doi:10.1145/62.2160). No adjacency is read.
///
/// Conventions: direction does not matter, so a kind counts when the filter
/// follows it either way. Excluded nodes and hubs are components of their own.
/// Components are numbered in the order of their least node.
public struct ConnectedComponents: Sendable, Equatable {
    /// Component of each node.
    public var labels: [UInt32]
    /// Number of nodes of each component.
    public var sizes: [UInt32]
    public var explored: Exploration
    /// Edges left out, by kind: filter, hub and exclusion. An edge is counted
    /// once here.
    public var omitted: [Omission]

    /// Number of components.
    public var count: Int { sizes.count }
    /// Nodes of the largest component; 0 in an empty graph.
    public var largestSize: Int { Int(sizes.max() ?? 0) }
}

extension CSRGraph {
    /// Finds the components.
    ///
    /// - Throws: ``BudgetExceeded`` at the entry budget (an edge is one entry
    ///   here) or the deadline.
    /// - Complexity: O((nodes + edges) · α) time, 8 bytes a node.
    public func connectedComponents(
        filter: EdgeFilter = EdgeFilter(), budget: Budget = .unlimited
    ) throws(BudgetExceeded) -> ConnectedComponents {
        var meter = BudgetMeter(budget)
        var omitted = OmissionCounter()
        var parentArray = [UInt32](repeating: 0, count: nodeCount)
        var forest = UnionForest(parents: parentArray.mutableSpan)
        let compiled = CompiledFilter(filter, self)
        let view = AdjacencyView(self)
        let (from, to) = (table.from.span, table.to.span)
        let kinds = filter.outward.union(filter.inward)
        for kind in kinds.kinds {
            let range = table.range(of: kind)
            let mark = kind.rawValue << 1
            for start in stride(from: range.lowerBound, to: range.upperBound, by: Budget.entriesPerClockReading) {
                let end = min(start + Budget.entriesPerClockReading, range.upperBound)
                if let reason = meter.add(end - start) {
                    throw BudgetExceeded(reason: reason, explored: Exploration(nodes: nodeCount, entries: start))
                }
                if !compiled.readsEdges && !compiled.refusesNodes {
                    for e in start..<end { forest.unite(from[e], to[e]) }
                    continue
                }
                for e in start..<end {
                    let reason =
                        compiled.refusal(ofEdge: UInt32(e), mark: mark)
                        ?? compiled.refusal(ofNode: from[e], degree: view.end(of: from[e]) - view.start(of: from[e]))
                        ?? compiled.refusal(ofNode: to[e], degree: view.end(of: to[e]) - view.start(of: to[e]))
                    if let reason { omitted.add(mark: mark, reason) } else { forest.unite(from[e], to[e]) }
                }
            }
        }
        let sizes = forest.number()
        return ConnectedComponents(
            labels: parentArray, sizes: sizes, explored: Exploration(nodes: nodeCount, entries: meter.entries),
            omitted: omitted.omissions)
    }
}

/// Disjoint sets; a root is the least member of its set.
private struct UnionForest: ~Copyable, ~Escapable {
    private var parents: MutableSpan<UInt32>

    @_lifetime(copy parents)
    init(parents: consuming MutableSpan<UInt32>) {
        self.parents = parents
        for i in self.parents.indices { self.parents[i] = UInt32(truncatingIfNeeded: i) }
    }

    @_lifetime(self: copy self)
    @inline(__always) private mutating func root(of node: UInt32) -> UInt32 {
        var node = node
        var parent = parents[Int(node)]
        while parent != node {
            let grandparent = parents[Int(parent)]
            parents[Int(node)] = grandparent
            node = grandparent
            parent = parents[Int(node)]
        }
        return node
    }

    @_lifetime(self: copy self)
    @inline(__always) mutating func unite(_ a: UInt32, _ b: UInt32) {
        let (rootA, rootB) = (root(of: a), root(of: b))
        if rootA < rootB { parents[Int(rootB)] = rootA } else { parents[Int(rootA)] = rootB }
    }

    /// Replaces parents by component numbers.
    ///
    /// A parent is never greater than its node, so that going upward, a node's
    /// parent has its number already.
    ///
    /// - Returns: the sizes.
    @_lifetime(self: copy self)
    mutating func number() -> [UInt32] {
        var sizes: [UInt32] = []
        for node in parents.indices {
            let parent = Int(parents[node])
            if parent == node {
                parents[node] = UInt32(truncatingIfNeeded: sizes.count)
                sizes.append(1)
            } else {
                let label = parents[parent]
                parents[node] = label
                sizes[Int(label)] += 1
            }
        }
        return sizes
    }
}
