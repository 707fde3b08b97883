internal import GraphStore
internal import Profile

/// Paths as graph answers.
enum PathAnswers {
    /// All shortest paths between two entities.
    static func between(_ start: NodeID, _ end: NodeID, _ filter: EdgeFilter, _ exchange: Exchange) throws
        -> GraphAnswer
    {
        let (server, snapshot) = (exchange.server, exchange.snapshot)
        let listed = exchange.arguments.integer("k")
        let graph = try exchange.walkedGraph
        let search = server.scratch.withScratch { scratch in
            graph.allShortestPaths(
                from: start, to: end, pathLimit: listed, filter: filter, budget: budget(exchange), scratch: &scratch)
        }
        var answer = empty(ends: [start, end], in: graph, exchange, search.explored, search.omitted)
        let hopsMax = exchange.arguments.integer("max-hops")
        switch search.outcome {
        case .found(let paths) where paths.hops <= hopsMax:
            answer.nodes = paths.nodes
            answer.hops = paths.layers
            var seen: Set<EdgeID> = []
            answer.edges = paths.arcs.map(\.edge).filter { seen.insert($0).inserted }
            answer.more = { json in
                write(outcome: "found", hops: paths.hops, pathCount: paths.pathCount, to: &json)
                json.key("paths")
                json.beginArray()
                for path in paths.paths {
                    json.beginArray()
                    for node in path { json.string(snapshot.nodes.ids, node.index) }
                    json.endArray()
                }
                json.endArray()
            }
        case .found(let paths):
            answer.more = { write(outcome: "longer", hops: paths.hops, pathCount: paths.pathCount, to: &$0) }
        case .none:
            answer.title += note([end], exchange)
            answer.more = { write(outcome: "none", hops: nil, pathCount: 0, to: &$0) }
        case .stopped(let reason): answer = stopped(answer, by: reason)
        }
        return answer
    }

    /// The best paths between two entities by the strength of their relations.
    static func strongest(_ start: NodeID, _ end: NodeID, _ filter: EdgeFilter, _ exchange: Exchange) throws
        -> GraphAnswer
    {
        let (server, snapshot) = (exchange.server, exchange.snapshot)
        let (graph, core) = (try exchange.walkedGraph, try exchange.pathCore)
        let strength = LinkStrength(graph)
        let count = max(1, exchange.arguments.integer("k"))
        let found = server.scratch.withScratch { scratch in
            graph.rankedPaths(
                from: start, to: end, count: count, maxLength: LinkStrength.costMax,
                maxExcess: LinkStrength.excessMax, filter: filter, core: core,
                budget: strengthBudget(exchange), scratch: &scratch, weight: strength.cost,
                leastWeight: strength.leastCost)
        }
        var answer = empty(ends: [start, end], in: graph, exchange, found.explored, found.omitted)
        var (seenNodes, seenEdges): (Set<NodeID>, Set<EdgeID>) = ([start, end], [])
        for ranked in found.paths {
            answer.nodes += ranked.path.nodes.filter { seenNodes.insert($0).inserted }
            answer.edges += ranked.path.edges.filter { seenEdges.insert($0).inserted }
        }
        if let reason = found.stopped {
            answer.omitted.append(Omission(kind: EdgeKind(rawValue: 0), reason: reason, count: 1))
        }
        answer.title = answer.title.replacing("最短路径", with: "最强关联路径")
        if found.paths.isEmpty { answer.title += note([end], exchange) }
        answer.more = { json in
            let nothing = found.stopped.map { "stopped: \($0.name)" } ?? "none"
            write(
                outcome: found.paths.isEmpty ? nothing : "found", hops: found.paths.first?.path.hops,
                pathCount: UInt64(found.paths.count), to: &json)
            // Nothing better than this is missing, unless as many as asked for are better.
            json.key("searchedDownTo")
            json.fraction(LinkStrength.score(ofCost: found.searchedLength))
            json.key("ranked")
            json.beginArray()
            for ranked in found.paths {
                json.beginObject()
                json.key("strength")
                json.fraction(LinkStrength.strength(ofCost: ranked.length, hops: ranked.path.hops))
                json.key("score")
                json.fraction(LinkStrength.score(ofCost: ranked.length))
                json.key("nodes")
                json.ids(ranked.path.nodes, snapshot: snapshot)
                json.key("edges")
                json.edgeIDs(ranked.path.edges)
                json.endObject()
            }
            json.endArray()
        }
        return answer
    }

    /// What connects three and more entities: the union of all shortest paths
    /// between each two.
    static func connecting(_ ends: [NodeID], _ filter: EdgeFilter, _ exchange: Exchange) throws -> GraphAnswer {
        let (server, snapshot) = (exchange.server, exchange.snapshot)
        let graph = try exchange.walkedGraph
        let found = server.scratch.withScratch { scratch in
            graph.connectingSubgraph(
                of: ends, filter: filter, budget: budget(exchange), scratch: &scratch)
        }
        var answer = empty(ends: ends, in: graph, exchange, found.explored, found.omitted)
        answer.nodes = found.nodes
        answer.edges = found.edges
        if let reason = found.pairs.lazy.compactMap(\.outcome.stopReason).first { answer = stopped(answer, by: reason) }
        answer.title += note(found.apart, exchange)
        answer.more = { json in
            json.key("pairs")
            json.beginArray()
            for pair in found.pairs {
                json.beginObject()
                json.key("from")
                json.string(snapshot.nodes.ids, pair.from.index)
                json.key("to")
                json.string(snapshot.nodes.ids, pair.to.index)
                switch pair.outcome {
                case .found(let distance):
                    write(outcome: "found", hops: distance.hops, pathCount: distance.pathCount, to: &json)
                case .none: write(outcome: "none", hops: nil, pathCount: 0, to: &json)
                case .stopped(let reason):
                    write(outcome: "stopped: \(reason.name)", hops: nil, pathCount: nil, to: &json)
                }
                json.endObject()
            }
            json.endArray()
        }
        return answer
    }

    private static func strengthBudget(_ exchange: Exchange) -> Budget {
        var budget = budget(exchange)
        budget.maxEntries = Limits.strengthEntriesMax
        return budget
    }

    private static func budget(_ exchange: Exchange) -> Budget {
        exchange.server.budget(
            nodes: .max, edges: Limits.graphNodesMax * Limits.edgesPerNode)
    }

    private static func empty(
        ends: [NodeID], in graph: CSRGraph, _ exchange: Exchange, _ explored: Exploration, _ omitted: [Omission]
    ) -> GraphAnswer {
        let names = ends.prefix(3).map { exchange.snapshot.nodes.names[$0.index] }.joined(separator: "、")
        return GraphAnswer(
            graph: graph, title: "\(names)\(ends.count > 3 ? " 等" : "") 之间的最短路径", nodes: ends, hops: nil,
            edges: [], centres: ends,
            explored: explored, omitted: omitted)
    }

    /// A drawing's own word on entities that nothing connects with the first.
    private static func note(_ apart: [NodeID], _ exchange: Exchange) -> String {
        guard !apart.isEmpty else { return "" }
        let names = apart.prefix(namesInTitle).map { exchange.snapshot.nodes.names[$0.index] }.joined(separator: "、")
        return "（未连上：\(names)\(apart.count > namesInTitle ? " 等 \(apart.count) 个" : "")）"
    }

    /// More would fill the picture.
    private static let namesInTitle = 5

    /// Nothing is known: the ends alone, and why.
    private static func stopped(_ answer: GraphAnswer, by reason: OmissionReason) -> GraphAnswer {
        var answer = answer
        // The reason stands among the omissions too, so that the answer is
        // not taken for a whole one.
        answer.omitted.append(Omission(kind: EdgeKind(rawValue: 0), reason: reason, count: 1))
        answer.more = { write(outcome: "stopped: \(reason.name)", hops: nil, pathCount: nil, to: &$0) }
        return answer
    }

    private static func write(outcome: String, hops: Int?, pathCount: UInt64?, to json: inout JSONWriter) {
        json.key("outcome")
        json.string(outcome)
        json.key("hops")
        if let hops { json.number(hops) } else { json.null() }
        json.key("pathCount")
        if let pathCount { json.number(Int(min(pathCount, UInt64(Int.max)))) } else { json.null() }
    }
}

extension ConnectingSubgraph {
    /// Entities of which it is known that nothing connects them with the
    /// first, not even through another of them; in the order given.
    fileprivate var apart: [NodeID] {
        guard let first = pairs.first?.from else { return [] }
        var joined: Set<NodeID> = [first]
        var grows = true
        while grows {
            grows = false
            for pair in pairs {
                guard case .found = pair.outcome, joined.contains(pair.from) != joined.contains(pair.to) else {
                    continue
                }
                joined.formUnion([pair.from, pair.to])
                grows = true
            }
        }
        // Of a search that was cut short nothing is known. (The first is in a
        // pair with each of the others.)
        guard !pairs.contains(where: { $0.outcome.stopReason != nil }) else { return [] }
        return pairs.filter { $0.from == first && !joined.contains($0.to) }.map(\.to)
    }
}

extension PathOutcome {
    /// The bound that was met; nil when the search came to an end.
    var stopReason: OmissionReason? { if case .stopped(let reason) = self { reason } else { nil } }
}
