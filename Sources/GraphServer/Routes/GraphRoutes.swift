internal import GraphStore
internal import HTTPTypes
internal import Hummingbird

/// `GET /v1/graph/neighbourhood` and `/v1/graph/paths`.
enum GraphRoutes {
    /// Which edges a graph question follows, and in what form it is answered.
    private static let filters: [Parameter] = [
        .words("kinds", "kinds of edge to follow, such as shareholder,officer; all unless given"),
        .choice("direction", ["out", "in", "both"], fallback: "both", "the way that edges are followed"),
        Parameter(name: "as-of", form: .day, summary: "only edges in force on this day; today unless given"),
        .choice(
            "in-force", ["true", "all"], fallback: "true", "only edges in force on the day, or past and future ones too"
        ),
        Parameter(name: "min-share", form: .share, summary: "shareholders must be known to hold at least this, in 0…1"),
        .entity("exclude", "an entity that is never passed through", repeats: true),
        Parameter(
            name: "hub", form: .integer(1...1_000_000),
            summary: "entities with more relations than this are not passed through"),
        .choice(
            "same-person", SamePerson.allCases.map(\.rawValue), fallback: SamePerson.records.rawValue,
            "which mentions of a person one may walk between: those with one identifier are one anyway (records); also "
                + "those that evidence or an investigator has found to be one (merged, edges same_as); also those that "
                + "may be (possible, edges possibly_same_as)"),
        .choice(
            "same-premises", SamePremises.allCases.map(\.rawValue), fallback: SamePremises.records.rawValue,
            "which addresses one may walk between: none (records); the spellings of one place (unit, edges "
                + "same_premises); all that is in one building too (building, edges same_building)"),
        format,
    ]

    /// Of every answer that is a graph.
    static let format = Parameter.choice(
        "format", GraphFormat.names, "the form of the answer; else the Accept header decides, else json")

    static let all = [
        Endpoint(
            path: "/v1/graph/neighbourhood",
            summary: "Everything within a number of hops of an entity, and what joins the outermost, as a graph.",
            parameters: [
                .entity("of", "the entity, by any identifier", required: true, repeats: true),
                .integer("depth", 0...Limits.depthMax, 1, "hops"),
                .integer("limit", 1...Limits.graphNodesMax, Limits.graphNodes, "nodes of the answer at most"), .cursor,
            ] + filters,
            answer: .graph, handle: neighbourhood),
        Endpoint(
            path: "/v1/graph/paths",
            summary:
                "All shortest paths between two entities, the best ones by strength, or what connects up to fifty.",
            parameters: [
                .entity("between", "an entity, given twice or more often", required: true, repeats: true),
                .integer(
                    "max-hops", 1...Limits.pathHopsMax, Limits.pathHops,
                    "between two entities with rank=hops: a path with more edges is told by its length alone"),
                .choice(
                    "rank", ["hops", "strength"], fallback: "hops",
                    "between two entities: the fewest edges, or the k best paths by strength, where a telephone or "
                        + "address counts the less the more share it"),
                .integer("k", 0...Limits.pathsListedMax, Limits.pathsListed, "paths listed one by one at most"),
            ] + filters,
            answer: .graph, handle: paths),
    ]

    // MARK: Neighbourhood

    @Sendable private static func neighbourhood(_ exchange: Exchange) async throws -> Response {
        let format = try exchange.graphFormat()
        var starts: [NodeID] = []
        for id in exchange.arguments.texts("of") {
            let node = try exchange.entity(named: id)
            if !starts.contains(node) { starts.append(node) }
        }
        let filter = try exchange.edgeFilter()
        let position = try exchange.cursor()
        if let same = exchange.notModified(format) { return same }
        let limit = exchange.arguments.integer("limit")
        let answer: GraphAnswer
        if let position {
            answer = try await exchange.work {
                let start = try exchange.expansionStart(at: nil, position, in: exchange.walkedGraph)
                return try rest(
                    of: start, limit: limit, filter, exchange, epochChanged: position.epoch != exchange.snapshot.epoch)
            }
        } else {
            let depth = exchange.arguments.integer("depth")
            let centres = starts
            answer = try await exchange.work { try around(centres, depth: depth, limit: limit, filter, exchange) }
        }
        return try await exchange.response(answer, format: format)
    }

    private static func around(
        _ starts: [NodeID], depth: Int, limit: Int, _ filter: EdgeFilter, _ exchange: Exchange
    ) throws -> GraphAnswer {
        let (server, snapshot, graph) = (exchange.server, exchange.snapshot, try exchange.walkedGraph)
        let searched = server.scratch.withScratch { scratch in
            graph.neighbourhood(
                of: starts, hops: depth,
                // A crowded node ends in a cursor, not at the budget.
                entriesPerNode: min(Limits.entriesPerNodeMax, max(1, limit - starts.count)), filter: filter,
                budget: server.budget(nodes: limit, edges: limit * Limits.edgesPerNode), scratch: &scratch)
        }
        let found = graph.closing(
            searched, hops: depth, filter: filter, edgesMax: limit * Limits.edgesPerNode)
        let names = starts.prefix(3).map { snapshot.nodes.names[$0.index] }.joined(separator: "、")
        return GraphAnswer(
            graph: graph, title: "\(names) 的\(depth)层关联", nodes: found.nodes, hops: found.hops, edges: found.edges,
            centres: starts,
            explored: found.explored, omitted: found.omitted, cursors: found.cursors)
    }

    /// The next page of a crowded node's relations.
    private static func rest(
        of start: ExpansionCursor, limit: Int, _ filter: EdgeFilter, _ exchange: Exchange, epochChanged: Bool
    ) throws -> GraphAnswer {
        let snapshot = exchange.snapshot
        let graph = try exchange.walkedGraph
        let page = graph.page(
            from: start, limit: max(1, min(limit - 1, Limits.entriesPerNodeMax)), filter: filter,
            budget: exchange.server.budget(nodes: .max, edges: .max))
        var nodes = [start.node]
        var seen: Set<NodeID> = [start.node]
        for entry in page.entries where seen.insert(entry.target).inserted { nodes.append(entry.target) }
        return GraphAnswer(
            graph: graph, title: "\(snapshot.nodes.names[start.node.index]) 的关联（续）", nodes: nodes,
            hops: nodes.map { $0 == start.node ? 0 : 1 }, edges: page.entries.map(\.edge), centres: [start.node],
            explored: page.explored, omitted: page.omitted, cursors: page.next.map { [$0] } ?? [],
            epochChanged: epochChanged)
    }

    // MARK: Paths

    @Sendable private static func paths(_ exchange: Exchange) async throws -> Response {
        let format = try exchange.graphFormat()
        var ends: [NodeID] = []
        for id in exchange.arguments.texts("between") {
            let node = try exchange.entity(named: id)
            if !ends.contains(node) { ends.append(node) }
        }
        guard (2...CSRGraph.connectingTerminalsMax).contains(ends.count) else {
            throw Problem(
                .malformedParameter,
                "between names \(ends.count) different entities, expected 2 to "
                    + "\(CSRGraph.connectingTerminalsMax): between=A&between=B")
        }
        guard ends.count == 2 || exchange.arguments.text("max-hops") == nil else {
            throw Problem(.malformedParameter, "max-hops goes with two entities; leave it out to connect more")
        }
        let byStrength = exchange.arguments.choice("rank") == "strength"
        guard ends.count == 2 || !byStrength else {
            throw Problem(.malformedParameter, "rank=strength goes with two entities; leave it out to connect more")
        }
        guard !byStrength || exchange.arguments.text("max-hops") == nil else {
            throw Problem(
                .malformedParameter,
                "max-hops goes with rank=hops; strength bounds paths by itself, leave one of them out")
        }
        let filter = try exchange.edgeFilter()
        if let same = exchange.notModified(format) { return same }
        let terminals = ends
        let answer = try await exchange.work {
            if byStrength { return try PathAnswers.strongest(terminals[0], terminals[1], filter, exchange) }
            return terminals.count == 2
                ? try PathAnswers.between(terminals[0], terminals[1], filter, exchange)
                : try PathAnswers.connecting(terminals, filter, exchange)
        }
        return try await exchange.response(answer, format: format)
    }
}

extension Exchange {
    /// Which mentions of persons the question walks between.
    ///
    /// - Precondition: the endpoint has the parameter `same-person`.
    private var samePerson: SamePerson { SamePerson(rawValue: arguments.choice("same-person")) ?? .records }

    /// The graph that the question walks; the first to ask for people waits
    /// until they are linked, so take it within ``work(_:)``.
    var walkedGraph: CSRGraph { get throws { try view.walk(over: samePerson, samePremises).graph } }
    /// Of ``walkedGraph``.
    var pathCore: PathCore { get throws { try view.walk(over: samePerson, samePremises).core } }

    private var samePremises: SamePremises { SamePremises(rawValue: arguments.choice("same-premises")) ?? .records }

    /// The filter that the parameters of a graph question describe.
    ///
    /// - Throws: ``Problem`` `query.unknownKind`, `entity.unknown`.
    func edgeFilter() throws(Problem) -> EdgeFilter {
        var filter = EdgeFilter(
            kinds: try edgeKinds("kinds") ?? .all,
            direction: EdgeFilter.Direction(rawValue: arguments.choice("direction")) ?? .both)
        if arguments.choice("in-force") == "true" { filter.asOf = asOf }
        filter.minimumShare = arguments.share("min-share")
        for id in arguments.texts("exclude") { filter.excluded.insert(try entity(named: id)) }
        // A person is the same person in both directions.
        let same = samePerson.edgeKinds.union(samePremises.edgeKinds)
        filter.outward = filter.outward.union(same)
        filter.inward = filter.inward.union(same)
        if let hub = arguments.text("hub") { filter.hubDegree = Int(hub) }
        return filter
    }
}
