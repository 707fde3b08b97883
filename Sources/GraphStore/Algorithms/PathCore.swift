/// The nodes that a simple path between two others can lead through, and the way
/// to them: what is left of a graph when nodes with one neighbour are taken away
/// again and again (its 2-core; S. B. Seidman, "Network structure and minimum
/// degree", 1983, doi:10.1016/0378-8733(83)90028-X).
///
/// In a registry most people, permits and telephones belong to one company, and
/// most companies at a crowded address to nothing else: a search for paths need
/// not look at them. Directions and kinds of edges do not count, so that what is
/// left is enough under every filter.
///
/// Memory: 4 bytes and a bit a node; 8 more while it is made.
public struct PathCore: Sendable {
    private let nodes: NodeSet
    /// Of a node that was taken away the one neighbour that it had left; itself
    /// where it was the last of its tree.
    private let upward: [UInt32]

    /// - Complexity: O(nodes + entries), rows of many entries times log.
    public init(_ graph: CSRGraph) {
        let count = graph.nodeCount
        // Neighbours that are left, and the exclusive or of their numbers: the last
        // one is known without a second look at the row.
        var left = [UInt32](repeating: 0, count: count)
        var others = [UInt32](repeating: 0, count: count)
        var neighbours: [UInt32] = []
        let view = AdjacencyView(graph)
        for node in 0..<UInt32(count) {
            Self.readNeighbours(of: node, view, into: &neighbours)
            left[Int(node)] = UInt32(neighbours.count)
            others[Int(node)] = neighbours.reduce(0, ^)
        }
        var waiting = (0..<UInt32(count)).filter { left[Int($0)] <= 1 }
        while let node = waiting.popLast() {
            if left[Int(node)] == 0 {
                others[Int(node)] = node
                continue
            }
            let other = Int(others[Int(node)])
            left[Int(node)] = 0
            left[other] -= 1
            others[other] ^= node
            if left[other] == 1 { waiting.append(UInt32(other)) }
        }
        var nodes = NodeSet(nodeCount: count)
        for node in 0..<count where left[node] > 0 { nodes.insert(UInt32(node)) }
        (self.nodes, upward) = (nodes, others)
    }

    /// Each neighbour but the node itself, once.
    private static func readNeighbours(
        of node: UInt32, _ view: borrowing AdjacencyView, into neighbours: inout [UInt32]
    ) {
        neighbours.removeAll(keepingCapacity: true)
        let row = view.start(of: node)..<view.end(of: node)
        guard row.count <= 16 else {
            for entry in row where view.targets[entry] != node { neighbours.append(view.targets[entry]) }
            neighbours.sort()
            var kept = 0
            for neighbour in neighbours where kept == 0 || neighbours[kept - 1] != neighbour {
                neighbours[kept] = neighbour
                kept += 1
            }
            neighbours.removeLast(neighbours.count - kept)
            return
        }
        for entry in row {
            let target = view.targets[entry]
            if target != node, !neighbours.contains(target) { neighbours.append(target) }
        }
    }

    /// Whether a node is on a loop, or on a way between two.
    @inline(__always) func contains(_ node: UInt32) -> Bool { nodes.contains(node) }

    /// The nodes from one that was taken away to the core, which begins behind the
    /// last of them, or to the root of a tree without any; none from a node of the
    /// core.
    func way(from start: NodeID) -> [UInt32] {
        var way: [UInt32] = []
        var node = start.rawValue
        while !contains(node) {
            way.append(node)
            let next = upward[Int(node)]
            if next == node { break }
            node = next
        }
        return way
    }
}

/// The nodes that simple paths between two given ones can lead through.
struct Passage: Sendable {
    private let core: PathCore
    /// Ascending; few but in chains.
    private let ways: [UInt32]

    /// - Complexity: O(length of the ways to the core · log).
    init(_ core: PathCore, between a: NodeID, and b: NodeID) {
        self.core = core
        ways = (core.way(from: a) + core.way(from: b)).sorted()
    }

    @inline(__always) func allows(_ node: UInt32) -> Bool {
        if core.contains(node) { return true }
        let place = BinarySearch.firstIndex(in: ways.indices) { ways[$0] >= node }
        return place < ways.count && ways[place] == node
    }
}
