import GraphStore
import Profile

/// Questions of ownership and control, as ``PointQueries`` asks its own.
struct OwnershipQueries {
    private let snapshot: GraphSnapshot
    private let view: OwnershipView
    private let day: Day

    /// Companies whose owners are told with evidence, as a page of an answer is.
    private static let pageLength = 20
    private static let pathsOfEach = 3
    private static let warmUp = 0..<20

    /// Reads the holdings of a snapshot; how long that takes is a figure.
    init(snapshot: GraphSnapshot, _ figures: inout Figures) {
        self.snapshot = snapshot
        day = .today
        let start = MonotonicClock.nanoseconds()
        view = OwnershipView(snapshot, people: PersonLinkage(snapshot: snapshot).people())
        figures.add("ownership_view", Latencies([MonotonicClock.nanoseconds() - start]), [:])
    }

    /// Q4: ultimate owners and their integrated shares; on a past day; and with
    /// bounds, remarks and the best paths of a page.
    func owners(of companies: IdentifierBytes, _ figures: inout Figures) throws {
        var owners: [IntegratedOwnership.Share] = []
        var scratch = OwnershipScratch()
        var count = 0
        let past = Day(rawValue: day.rawValue - 365)
        for (name, day) in [("q4", day), ("q4_past", past)] {
            count = 0
            let times = timed(companies) { node in
                // A loop too dense to solve counts for nobody.
                let found = try? view.ownership.readUltimateOwners(of: node, on: day, scratch: &scratch, into: &owners)
                count += found ?? 0
            }
            figures.add(name, times, ["owners": count])
        }
        count = 0
        let told = timed(companies) { node in
            let question = OwnershipQuestion(day: day)
            // A loop too dense to solve has no answer.
            guard let answer = try? view.ownership.owners(of: node, question, scratch: &scratch) else { return }
            for share in answer.shares.prefix(Self.pageLength) {
                count += scratch.bestPaths(from: node, to: share.node, count: Self.pathsOfEach).count
            }
        }
        figures.add("q4_evidence", told, ["paths": count])
    }

    /// Everything that a holder has a share in; Q5b: what it controls, joint control
    /// included; then who controls each company in the end.
    ///
    /// The reference, too, asks what is below these holders before it asks Q5b.
    func control(by holders: IdentifierBytes, of companies: IdentifierBytes, _ figures: inout Figures) {
        var scratch = OwnershipScratch()
        var count = 0
        let held = timed(holders) { node in
            // A loop too dense to solve has no answer.
            let answer = try? view.ownership.holdings(of: node, OwnershipQuestion(day: day), scratch: &scratch)
            count += answer?.shares.count ?? 0
        }
        figures.add("holdings", held, ["companies": count])
        count = 0
        let times = timed(holders) { count += view.control.count(controlledBy: $0, on: day, scratch: &scratch) }
        figures.add("q5b_group_control", times, ["rows": count])
        count = 0
        let verdicts = timed(companies) {
            count += view.control.controller(of: $0, on: day, scratch: &scratch).controllers.count
        }
        figures.add("controller", verdicts, ["controllers": count])
    }

    /// What paths can lead through, found once for all questions.
    func pathCore(_ figures: inout Figures) -> PathCore {
        let start = MonotonicClock.nanoseconds()
        let core = PathCore(snapshot.graph)
        figures.add("path_core", Latencies([MonotonicClock.nanoseconds() - start]), [:])
        return core
    }

    /// The ten best paths by strength between the two ends of each pair, over
    /// every kind of edge in force, within the budget of a question to the server.
    func bestPaths(
        between pairs: IdentifierBytes, through core: PathCore, named name: String, _ figures: inout Figures
    ) {
        let strength = LinkStrength(snapshot.graph)
        let filter = EdgeFilter(asOf: day)
        var scratch = TraversalScratch()
        func end(_ index: Int) -> NodeID? { snapshot.node(pairs.bytes.span.extracting(pairs.range(index))) }
        var (paths, cut) = (0, 0)
        func ask(_ index: Int) {
            guard let start = end(2 * index), let goal = end(2 * index + 1) else { return }
            let found = snapshot.graph.rankedPaths(
                from: start, to: goal, count: 10, maxLength: LinkStrength.costMax,
                maxExcess: LinkStrength.excessMax, filter: filter, core: core,
                budget: Budget(maxEntries: Self.entriesMax), scratch: &scratch, weight: strength.cost,
                leastWeight: strength.leastCost)
            paths += found.paths.count
            cut += found.stopped == nil ? 0 : 1
        }
        let times = Latencies.taking(0..<pairs.count / 2, ask)
        figures.add(name, Latencies(times), ["paths": paths, "cut": cut])
    }

    /// As of the server.
    private static let entriesMax = 200_000

    /// Groups and loops of the whole registry.
    func structure(_ figures: inout Figures) {
        var scratch = OwnershipScratch()
        var counts: [String: Int] = [:]
        let times = (0..<3).map { _ in
            let start = MonotonicClock.nanoseconds()
            let found = view.control.structure(on: day, scratch: &scratch)
            counts = ["groups": found.groups.count, "loops": found.loops.count]
            return MonotonicClock.nanoseconds() - start
        }
        figures.add("structure", Latencies(times), counts)
    }

    /// Warms up, then times each question once.
    private func timed(_ ids: IdentifierBytes, _ call: (NodeID) -> Void) -> Latencies {
        func ask(_ index: Int) {
            if let node = snapshot.node(ids.bytes.span.extracting(ids.range(index))) { call(node) }
        }
        _ = Latencies.taking(Self.warmUp.clamped(to: 0..<ids.count), ask)
        return Latencies(Latencies.taking(0..<ids.count, ask))
    }
}
