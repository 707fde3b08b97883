/// Simple paths in a region one after the other, the shortest first.
///
/// Idea: the next path leaves one already found at some node, by a step that no
/// path found before with the same beginning takes (J. Y. Yen, "Finding the k
/// shortest loopless paths in a network", 1971, doi:10.1287/mnsc.17.11.712); of
/// a path only what comes behind the node where it left another is tried again
/// (E. L. Lawler 1972). The way from there is searched for by distance so far
/// and distance left (P. E. Hart, N. J. Nilsson, B. Raphael 1968).
struct YenSearch {
    private struct Candidate: Comparable {
        var places: [Int]
        var edges: [UInt32]
        /// By place on the path, the length up to there.
        var lengths: [Double]
        /// Where it leaves the path that it was made of.
        var deviation: Int

        var length: Double { lengths[lengths.count - 1] }

        static func < (a: Candidate, b: Candidate) -> Bool {
            a.length != b.length ? a.length < b.length : a.places.lexicographicallyPrecedes(b.places)
        }
    }

    private let region: PathRegion
    private(set) var meter: BudgetMeter
    /// The bound that ended the search.
    private(set) var stopped: OmissionReason?
    // Of the search that runs: valid where the round is the current one.
    private var round = 0
    private var barredRound: [Int]
    private var reachedRound: [Int]
    private var settledRound: [Int]
    private var lengths: [Double]
    private var previous: [(place: Int, edge: UInt32)]

    init(_ region: PathRegion, meter: BudgetMeter) {
        (self.region, self.meter) = (region, meter)
        let count = region.nodes.count
        barredRound = [Int](repeating: 0, count: count)
        (reachedRound, settledRound) = (barredRound, barredRound)
        lengths = [Double](repeating: 0, count: count)
        previous = [(place: Int, edge: UInt32)](repeating: (0, 0), count: count)
    }

    /// - Parameters:
    ///   - count: paths at most, at least one.
    ///   - maxLength: of a path.
    /// - Returns: the shortest paths, also when a bound ended the search.
    mutating func run(count: Int, maxLength: Double) -> [RankedPaths.Ranked] {
        var found: [Candidate] = []
        var candidates = BinaryHeap<Candidate>()
        let blank = Candidate(places: [region.start], edges: [], lengths: [0], deviation: 0)
        if let first = leave(blank, at: 0, barring: [], maxLength) { candidates.insert(first) }
        while found.count < count, let best = candidates.removeFirst() {
            found.append(best)
            guard found.count < count else { break }
            // Longer ones than what is at hand already will not be among the best.
            let left = count - found.count
            let known = candidates.elements.map(\.length).sorted()
            let enough = known.count >= left ? known[left - 1] * MeetingSearches.roundingSlack : .infinity
            let bound = min(maxLength, enough)
            for place in best.deviation..<best.places.count - 1 {
                let root = best.places[...place]
                let taken = found.filter { $0.places.count > place + 1 && $0.places[...place] == root }
                if let next = leave(best, at: place, barring: Set(taken.map { $0.places[place + 1] }), bound) {
                    candidates.insert(next)
                }
                if stopped != nil { return ranked(found) }
            }
        }
        return ranked(found)
    }

    private func ranked(_ found: [Candidate]) -> [RankedPaths.Ranked] {
        found.map { one in
            RankedPaths.Ranked(
                path: GraphPath(
                    nodes: one.places.map { NodeID(rawValue: region.nodes[$0]) },
                    edges: one.edges.map { EdgeID(rawValue: $0) }), length: one.length)
        }
    }

    /// The shortest way to the goal that begins as a path does, up to a place on
    /// it, and goes on by none of some steps.
    private mutating func leave(
        _ path: Candidate, at deviation: Int, barring barred: Set<Int>, _ maxLength: Double
    ) -> Candidate? {
        round += 1
        for place in path.places[..<deviation] { barredRound[place] = round }
        let spur = path.places[deviation]
        var heap = BinaryHeap<PlaceAtDistance>()
        lengths[spur] = path.lengths[deviation]
        reachedRound[spur] = round
        heap.insert(PlaceAtDistance(distance: lengths[spur] + region.distances[spur], place: spur))
        while let next = heap.removeFirst() {
            let place = next.place
            guard settledRound[place] != round else { continue }
            settledRound[place] = round
            if place == region.goal { return candidate(path, deviation) }
            for step in region.steps(from: place)
            where barredRound[step.place] != round && settledRound[step.place] != round {
                if place == spur && barred.contains(step.place) { continue }
                if let reason = meter.refusal() {
                    stopped = reason
                    return nil
                }
                let length = lengths[place] + step.weight
                guard length + region.distances[step.place] <= maxLength,
                    reachedRound[step.place] != round || length < lengths[step.place]
                else { continue }
                reachedRound[step.place] = round
                lengths[step.place] = length
                previous[step.place] = (place, step.edge)
                heap.insert(
                    PlaceAtDistance(distance: length + region.distances[step.place], place: step.place))
            }
        }
        return nil
    }

    private func candidate(_ path: Candidate, _ deviation: Int) -> Candidate {
        var (places, edges, lengths): ([Int], [UInt32], [Double]) = ([], [], [])
        var place = region.goal
        while place != path.places[deviation] {
            places.append(place)
            edges.append(previous[place].edge)
            lengths.append(self.lengths[place])
            place = previous[place].place
        }
        return Candidate(
            places: path.places[...deviation] + places.reversed(),
            edges: path.edges[..<deviation] + edges.reversed(),
            lengths: path.lengths[...deviation] + lengths.reversed(), deviation: deviation)
    }
}
