/// Reads without filter, budget or report: the fast paths of point queries.
///
/// The idea: nothing but the columns and the caller's buffers. All take scratch
/// memory and buffers that are reused, so that a query allocates nothing once
/// they have grown.
extension CSRGraph {
    /// Copies a node's entries into the caller's buffer, in row order.
    ///
    /// - Returns: the number of entries that the node has. When it is more than
    ///   the buffer holds, only the first `buffer.count` were copied.
    /// - Complexity: O(degree).
    /// - Precondition: the node is one of this graph.
    public func readNeighbours(of node: NodeID, into buffer: inout MutableSpan<Entry>) -> Int {
        let view = AdjacencyView(self)
        precondition(node.index < nodeCount, "node \(node.index) outside 0..<\(nodeCount)")
        let start = view.start(of: node.rawValue)
        let degree = view.end(of: node.rawValue) - start
        for i in 0..<min(degree, buffer.count) {
            buffer[i] = Entry(target: view.targets[start + i], edge: view.edges[start + i], mark: view.marks[start + i])
        }
        return degree
    }

    /// The two-hop ego network: all edges at the node or at a neighbour, each
    /// once, and the nodes that they join.
    ///
    /// Nodes come in the order in which they are met, the centre first and then
    /// its neighbours; edges in the order of the nodes they are met at. A
    /// self-loop is one edge.
    ///
    /// - Parameters:
    ///   - edgeLimit: edges returned at most; the search stops there.
    ///   - nodes, edges: overwritten.
    /// - Returns: whether all edges were returned.
    /// - Complexity: O(sum of the degrees of the node and its neighbours).
    /// - Precondition: the node is one of this graph.
    public func readEgoNetwork(
        of centre: NodeID, edgeLimit: Int, scratch: inout TraversalScratch,
        nodes: inout [NodeID], edges: inout [EdgeID]
    ) -> Bool {
        precondition(centre.index < nodeCount, "node \(centre.index) outside 0..<\(nodeCount)")
        nodes.removeAll(keepingCapacity: true)
        edges.removeAll(keepingCapacity: true)
        let stamp = scratch.begin(nodeCount: nodeCount)
        let view = AdjacencyView(self)
        var slots = scratch.slots.mutableSpan
        nodes.append(centre)
        slots[centre.index].stamp = stamp
        var expandedCount = 0
        var expandEnd = 1
        while expandedCount < expandEnd {
            let node = nodes[expandedCount].rawValue
            for i in view.start(of: node)..<view.end(of: node) {
                let target = view.targets[i]
                let slot = slots[Int(target)]
                // backStamp: expanded already, so the edge has been returned.
                // A self-loop is returned by its out-entry.
                if slot.backStamp == stamp || (target == node && view.marks[i] & 1 == 1) { continue }
                if edges.count >= edgeLimit { return false }
                edges.append(EdgeID(rawValue: view.edges[i]))
                if slot.stamp != stamp {
                    slots[Int(target)].stamp = stamp
                    nodes.append(NodeID(rawValue: target))
                }
            }
            slots[Int(node)].backStamp = stamp
            expandedCount += 1
            if expandedCount == 1 { expandEnd = nodes.count }
        }
        return true
    }

    /// The number of edges on a shortest path over the kinds up to and
    /// including `lastKind`, in either direction; nil when there is none.
    ///
    /// Bidirectional breadth-first search, level by level, always the smaller
    /// frontier (I. Pohl, "Bi-directional search", Machine Intelligence 6,
    /// 1971). Rows ascend by kind, so reading stops at the first greater mark.
    ///
    /// - Parameters:
    ///   - path: overwritten with the nodes of the path found, both ends
    ///     included; empty when there is none.
    /// - Complexity: O(nodeCount + edgeCount) at worst; usually the square root
    ///   of what one-sided search visits.
    /// - Precondition: both nodes are of this graph.
    public func readShortestPath(
        from start: NodeID, to end: NodeID, lastKind: EdgeKind = EdgeKind(rawValue: EdgeKind.last),
        scratch: inout TraversalScratch, path: inout [NodeID]
    ) -> Int? {
        precondition(start.index < nodeCount, "node \(start.index) outside 0..<\(nodeCount)")
        precondition(end.index < nodeCount, "node \(end.index) outside 0..<\(nodeCount)")
        path.removeAll(keepingCapacity: true)
        guard start != end else {
            path.append(start)
            return 0
        }
        let stamp = scratch.begin(nodeCount: nodeCount)
        var (front, back) = (scratch.takeQueue(), scratch.takeBackQueue())
        defer {
            scratch.giveBack(queue: front)
            scratch.giveBack(backQueue: back)
        }
        var search = PlainPathSearch(AdjacencyView(self), stamp: stamp, lastMark: lastKind.rawValue << 1 | 1)
        guard let meeting = search.meet(start, end, slots: &scratch.slots, front: &front, back: &back) else {
            return nil
        }
        let slots = scratch.slots.span
        var node = meeting
        while node != start.rawValue {
            path.append(NodeID(rawValue: node))
            node = slots[Int(node)].value
        }
        path.append(start)
        path.reverse()
        node = meeting
        while node != end.rawValue {
            node = slots[Int(node)].backValue
            path.append(NodeID(rawValue: node))
        }
        return path.count - 1
    }
}

/// One bidirectional search; slots hold each node's parent on either side.
private struct PlainPathSearch: ~Escapable {
    let view: AdjacencyView
    let stamp: UInt32
    let lastMark: UInt8

    @_lifetime(copy view)
    init(_ view: consuming AdjacencyView, stamp: UInt32, lastMark: UInt8) {
        self.view = view
        self.stamp = stamp
        self.lastMark = lastMark
    }

    mutating func meet(
        _ start: NodeID, _ end: NodeID, slots slotArray: inout [TraversalScratch.Slot],
        front: inout [UInt32], back: inout [UInt32]
    ) -> UInt32? {
        var slots = slotArray.mutableSpan
        front.append(start.rawValue)
        back.append(end.rawValue)
        slots[start.index].stamp = stamp
        slots[end.index].backStamp = stamp
        var (frontHead, backHead) = (0, 0)
        // Sizes and contents of a level are fixed before it is expanded, so the
        // first meeting is a shortest one.
        while frontHead < front.count, backHead < back.count {
            if front.count - frontHead <= back.count - backHead {
                let levelEnd = front.count
                while frontHead < levelEnd {
                    let node = front[frontHead]
                    frontHead += 1
                    for i in view.start(of: node)..<view.end(of: node) {
                        if view.marks[i] > lastMark { break }
                        let target = view.targets[i]
                        let slot = slots[Int(target)]
                        if slot.stamp == stamp { continue }
                        slots[Int(target)].stamp = stamp
                        slots[Int(target)].value = node
                        if slot.backStamp == stamp { return target }
                        front.append(target)
                    }
                }
            } else {
                let levelEnd = back.count
                while backHead < levelEnd {
                    let node = back[backHead]
                    backHead += 1
                    for i in view.start(of: node)..<view.end(of: node) {
                        if view.marks[i] > lastMark { break }
                        let target = view.targets[i]
                        let slot = slots[Int(target)]
                        if slot.backStamp == stamp { continue }
                        slots[Int(target)].backStamp = stamp
                        slots[Int(target)].backValue = node
                        if slot.stamp == stamp { return target }
                        back.append(target)
                    }
                }
            }
        }
        return nil
    }
}
