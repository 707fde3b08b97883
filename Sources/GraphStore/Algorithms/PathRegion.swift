/// The part of a graph that simple paths between two nodes can lead through.
///
/// Idea: a node lies on a simple path between two others exactly if an edge
/// between these two would put all three into one block, a part that stays
/// whole without any one of its nodes (H. Whitney 1932). Blocks are found by one
/// depth-first search (J. Hopcroft, R. Tarjan, "Algorithm 447", 1973); of a
/// registry, which is nearly a forest, they leave little. Directions do not
/// count for blocks: with directed edges more is left than needed.
///
/// Nodes have places, ascending by node. Complexity: O(entries of the nodes).
struct PathRegion {
    /// A step to another node: the lightest edge, of equally light ones the
    /// lowest.
    struct Step {
        var place: Int
        var edge: UInt32
        var weight: Double
    }

    /// By place.
    private(set) var nodes: [UInt32]
    let start: Int
    let goal: Int
    private var steps: [Step] = []
    private var offsets: [Int] = [0]
    /// By place, the distance to the goal within the region.
    private(set) var distances: [Double] = []

    /// Finds the region among some nodes; nil when nothing joins the two ends.
    ///
    /// - Parameters:
    ///   - view: the graph.
    ///   - filter: edges followed from the source on.
    ///   - settled: nodes that may be passed, the two ends among them.
    ///   - source: where paths begin.
    ///   - target: where they end.
    ///   - weight: of an edge.
    init?(
        _ view: borrowing AdjacencyView, _ filter: borrowing CompiledFilter, _ settled: borrowing SettledNodes,
        from source: UInt32, to target: UInt32, _ weight: (EdgeID) -> Double
    ) {
        guard let root = settled.number(of: source), let end = settled.number(of: target) else { return nil }
        let blocks = Blocks(view, filter, settled, root: root)
        guard let kept = blocks.numbers(towards: end) else { return nil }
        nodes = kept.map { settled.nodes[$0] }.sorted()
        var places = [Int32](repeating: -1, count: settled.nodes.count)
        for (place, node) in nodes.enumerated() {
            if let number = settled.number(of: node) { places[number] = Int32(place) }
        }
        (start, goal) = (Int(places[root]), Int(places[end]))
        for (place, node) in nodes.enumerated() {
            let first = steps.count
            for i in view.start(of: node)..<view.end(of: node) {
                let (mark, edge) = (view.marks[i], view.edges[i])
                if mark > filter.followed.last { break }
                guard filter.followed.contains(mark), let number = settled.number(of: view.targets[i]),
                    places[number] >= 0, places[number] != place, filter.refusal(ofEdge: edge, mark: mark) == nil
                else { continue }
                let weight = weight(EdgeID(rawValue: edge))
                precondition(weight >= 0, "weight \(weight) of edge \(edge) is not a number ≥ 0")
                if weight < .infinity {
                    steps.append(Step(place: Int(places[number]), edge: edge, weight: weight))
                }
            }
            keepLightest(from: first)
            offsets.append(steps.count)
        }
        distances = distancesToGoal()
    }

    /// Steps from a place, ascending by place.
    func steps(from place: Int) -> ArraySlice<Step> { steps[offsets[place]..<offsets[place + 1]] }

    private mutating func keepLightest(from first: Int) {
        steps[first...].sort { ($0.place, $0.weight, $0.edge) < ($1.place, $1.weight, $1.edge) }
        var end = first
        for index in first..<steps.count where end == first || steps[end - 1].place != steps[index].place {
            steps[end] = steps[index]
            end += 1
        }
        steps.removeLast(steps.count - end)
    }

    private func distancesToGoal() -> [Double] {
        var starts = [Int](repeating: 0, count: nodes.count + 1)
        for step in steps { starts[step.place + 1] += 1 }
        for place in nodes.indices { starts[place + 1] += starts[place] }
        var next = starts
        var origins = [(place: Int, weight: Double)](repeating: (0, 0), count: steps.count)
        for place in nodes.indices {
            for step in steps(from: place) {
                origins[next[step.place]] = (place, step.weight)
                next[step.place] += 1
            }
        }
        var distances = [Double](repeating: .infinity, count: nodes.count)
        distances[goal] = 0
        var heap = BinaryHeap<PlaceAtDistance>()
        heap.insert(PlaceAtDistance(distance: 0, place: goal))
        while let nearest = heap.removeFirst() {
            guard nearest.distance <= distances[nearest.place] else { continue }
            for (place, weight) in origins[starts[nearest.place]..<starts[nearest.place + 1]]
            where nearest.distance + weight < distances[place] {
                distances[place] = nearest.distance + weight
                heap.insert(PlaceAtDistance(distance: distances[place], place: place))
            }
        }
        return distances
    }
}

/// A place with a distance, the nearer first.
struct PlaceAtDistance: Comparable {
    var distance: Double
    var place: Int

    static func < (a: PlaceAtDistance, b: PlaceAtDistance) -> Bool {
        a.distance != b.distance ? a.distance < b.distance : a.place < b.place
    }
}

/// The blocks around a root, as a depth-first search finds them.
private struct Blocks {
    /// Numbers of nodes in the order of the search; the root first.
    private var numbers: [Int] = []
    /// Of each node but the root, the place of the node that it was found from.
    private var parents: [Int] = []
    /// The place of the earliest node that the part below a node is joined to.
    private var low: [Int] = []
    /// By number; −1 where the search has not been.
    private var places: [Int32]

    init(
        _ view: borrowing AdjacencyView, _ filter: borrowing CompiledFilter, _ settled: borrowing SettledNodes,
        root: Int
    ) {
        places = [Int32](repeating: -1, count: settled.nodes.count)
        // Where each node on the way down is read on.
        var stack: [(place: Int, position: Int, end: Int)] = []
        func enter(_ number: Int, from parent: Int) {
            let node = settled.nodes[number]
            places[number] = Int32(numbers.count)
            low.append(numbers.count)
            parents.append(parent)
            stack.append((numbers.count, view.start(of: node), view.end(of: node)))
            numbers.append(number)
        }
        enter(root, from: -1)
        while let (place, position, end) = stack.last {
            guard position < end else {
                stack.removeLast()
                if place > 0 { low[parents[place]] = min(low[parents[place]], low[place]) }
                continue
            }
            stack[stack.count - 1].position += 1
            let mark = view.marks[position]
            guard filter.followed.contains(mark) || filter.reversed.contains(mark),
                let other = settled.number(of: view.targets[position])
            else { continue }
            let known = Int(places[other])
            // The step back to the parent joins nothing.
            guard known < 0 || known != parents[place],
                filter.refusal(ofEdge: view.edges[position], mark: mark) == nil
            else { continue }
            if known < 0 { enter(other, from: place) } else { low[place] = min(low[place], known) }
        }
    }

    /// The nodes, by number, of all blocks on the way from the root to a node.
    ///
    /// - Returns: nil when there is no way.
    func numbers(towards target: Int) -> [Int]? {
        guard places[target] >= 0 else { return nil }
        // A block is named by the node below its top that was found first.
        var block = [Int](repeating: 0, count: numbers.count)
        for place in numbers.indices.dropFirst() {
            block[place] = low[place] >= parents[place] ? place : block[parents[place]]
        }
        var isOnWay = [Bool](repeating: false, count: numbers.count)
        var place = Int(places[target])
        while place > 0 {
            isOnWay[block[place]] = true
            place = parents[place]
        }
        return numbers.indices.filter { $0 == 0 || isOnWay[block[$0]] }.map { numbers[$0] }
    }
}
