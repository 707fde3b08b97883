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
    private var offsets: [Int]
    /// By place, the distance to the goal within the region.
    private(set) var distances: [Double] = []

    /// Finds the region among what two searches have looked at; nil when nothing
    /// joins the two ends.
    ///
    /// - Parameters:
    ///   - searches: with the steps that they have kept.
    ///   - settled: nodes that may be passed, the two ends among them.
    ///   - source: where paths begin.
    ///   - target: where they end.
    init?(
        _ searches: borrowing MeetingSearches, _ settled: borrowing SettledNodes, from source: UInt32,
        to target: UInt32
    ) {
        guard let root = settled.number(of: source), let end = settled.number(of: target) else { return nil }
        let arcs = Self.arcs(searches, settled)
        let blocks = Blocks(arcs, count: settled.nodes.count, root: root)
        guard let kept = blocks.numbers(towards: end) else { return nil }
        nodes = kept.map { settled.nodes[$0] }.sorted()
        var places = [Int32](repeating: -1, count: settled.nodes.count)
        for (place, node) in nodes.enumerated() {
            if let number = settled.number(of: node) { places[number] = Int32(place) }
        }
        (start, goal) = (Int(places[root]), Int(places[end]))
        let inside = arcs.filter { places[Int($0.from)] >= 0 && places[Int($0.to)] >= 0 && $0.from != $0.to }
        offsets = rowStarts(inside.lazy.map { Int(places[Int($0.from)]) }, count: nodes.count)
        var next = offsets
        steps = [Step](repeating: Step(place: 0, edge: 0, weight: 0), count: inside.count)
        for arc in inside {
            let place = Int(places[Int(arc.from)])
            steps[next[place]] = Step(place: Int(places[Int(arc.to)]), edge: arc.edge, weight: arc.weight)
            next[place] += 1
        }
        keepLightest()
        distances = distancesToGoal()
    }

    /// A step between two numbered nodes, in the direction of paths.
    fileprivate struct Arc {
        var from: UInt32
        var to: UInt32
        var edge: UInt32
        var weight: Double
    }

    /// The steps that either search has looked at and that stay among the settled
    /// nodes; many stand here twice.
    private static func arcs(_ searches: borrowing MeetingSearches, _ settled: borrowing SettledNodes) -> [Arc] {
        var arcs: [Arc] = []
        arcs.reserveCapacity(searches.forward.steps.count + searches.backward.steps.count)
        for step in searches.forward.steps where settled.isNear(forward: Int(step.place)) {
            guard let to = settled.number(of: step.target) else { continue }
            arcs.append(Arc(from: step.place, to: UInt32(to), edge: step.edge, weight: step.weight))
        }
        for step in searches.backward.steps {
            guard let from = settled.number(of: step.target),
                let to = settled.number(of: searches.backward.reached[Int(step.place)].node.rawValue)
            else { continue }
            arcs.append(Arc(from: UInt32(from), to: UInt32(to), edge: step.edge, weight: step.weight))
        }
        return arcs
    }

    /// Steps from a place, ascending by place.
    func steps(from place: Int) -> ArraySlice<Step> { steps[offsets[place]..<offsets[place + 1]] }

    /// Leaves one step from a place to another.
    private mutating func keepLightest() {
        var end = 0
        for place in nodes.indices {
            let row = offsets[place]..<offsets[place + 1]
            offsets[place] = end
            steps[row].sort { ($0.place, $0.weight, $0.edge) < ($1.place, $1.weight, $1.edge) }
            for index in row where end == offsets[place] || steps[end - 1].place != steps[index].place {
                steps[end] = steps[index]
                end += 1
            }
        }
        offsets[nodes.count] = end
        steps.removeLast(steps.count - end)
    }

    private func distancesToGoal() -> [Double] {
        let starts = rowStarts(steps.lazy.map(\.place), count: nodes.count)
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

/// Where the rows of each key start when sorted by key, and where the last ends.
private func rowStarts(_ keys: some Sequence<Int>, count: Int) -> [Int] {
    var starts = [Int](repeating: 0, count: count + 1)
    for key in keys { starts[key + 1] += 1 }
    for key in 0..<count { starts[key + 1] += starts[key] }
    return starts
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

    init(_ arcs: [PathRegion.Arc], count: Int, root: Int) {
        places = [Int32](repeating: -1, count: count)
        let (starts, neighbours) = Self.neighbours(arcs, count: count)
        // Where each node on the way down is read on.
        var stack: [(place: Int, position: Int, end: Int)] = []
        func enter(_ number: Int, from parent: Int) {
            places[number] = Int32(numbers.count)
            low.append(numbers.count)
            parents.append(parent)
            stack.append((numbers.count, starts[number], starts[number + 1]))
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
            let other = Int(neighbours[position])
            let known = Int(places[other])
            if known < 0 {
                enter(other, from: place)
            } else if known != parents[place] {
                // The step back to the parent joins nothing.
                low[place] = min(low[place], known)
            }
        }
    }

    /// The other ends of the arcs at each node, whichever way they lead.
    private static func neighbours(_ arcs: [PathRegion.Arc], count: Int) -> (starts: [Int], nodes: [UInt32]) {
        let ends = (0..<2 * arcs.count).lazy.map { Int($0 % 2 == 0 ? arcs[$0 / 2].from : arcs[$0 / 2].to) }
        let starts = rowStarts(ends, count: count)
        var next = starts
        var nodes = [UInt32](repeating: 0, count: 2 * arcs.count)
        func add(_ there: UInt32, to here: UInt32) {
            nodes[next[Int(here)]] = there
            next[Int(here)] += 1
        }
        for arc in arcs {
            add(arc.to, to: arc.from)
            add(arc.from, to: arc.to)
        }
        return (starts, nodes)
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
