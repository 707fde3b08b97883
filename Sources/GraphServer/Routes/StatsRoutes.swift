internal import GraphStore
internal import HTTPTypes
internal import Hummingbird

/// `GET /v1/stats`: sizes, counts and the best-connected entities.
enum StatsRoutes {
    static let all = [
        Endpoint(
            path: "/v1/stats",
            summary:
                "Sizes of the graph, counts by kind, theme and department, the entities with the most relations, memory.",
            parameters: [
                .choice("kind", NodeKind.allCases.map(\.name), fallback: "company", "kind of entity that is ranked"),
                .words("kinds", "kinds of edge that count for the ranking; all unless given"),
                .integer("limit", 0...Limits.rankingLengthMax, 10, "places of the ranking"),
            ],
            handle: stats)
    ]

    @Sendable private static func stats(_ exchange: Exchange) async throws -> Response {
        let (view, snapshot, server) = (exchange.view, exchange.snapshot, exchange.server)
        let kind = NodeKind(name: exchange.arguments.choice("kind")) ?? .company
        let filter = EdgeFilter(kinds: try exchange.edgeKinds("kinds") ?? .all)
        let limit = exchange.arguments.integer("limit")
        let (ranking, figures) = try await exchange.work {
            let range = snapshot.nodes.range(of: kind)
            let ranking = try snapshot.graph.degreeRanking(
                limit: limit, within: UInt32(range.lowerBound)..<UInt32(range.upperBound), filter: filter)
            return (ranking, view.figures(of: snapshot))
        }
        // Memory and waiting work differ from one moment to the next.
        return exchange.json(caching: .never) { json in
            json.sizes(view)
            json.key("ranking")
            json.beginArray()
            for place in ranking.places {
                json.beginObject()
                json.entityMembers(place.node, of: snapshot)
                json.key("degree")
                json.number(place.degree)
                json.key("facts")
                json.number(snapshot.facts.range(of: place.node).count)
                json.endObject()
            }
            json.endArray()
            json.counts("factsByTheme", snapshot.themes, figures.factsByTheme)
            json.counts("factsByDepartment", snapshot.departments, figures.factsByDepartment)
            json.counts("factsBySource", snapshot.sources, figures.factsBySource)
            json.key("storeId")
            json.string(snapshot.storeID)
            json.key("catalogue")
            json.string(snapshot.catalogueVersion)
            json.key("process")
            json.beginObject()
            json.key("residentBytes")
            if let bytes = ProcessFigures.residentBytes() { json.number(bytes) } else { json.null() }
            json.key("questionsRunning")
            json.number(server.work.runningCount)
            json.key("questionsWaiting")
            json.number(server.work.waitingCount)
            json.key("importsWaiting")
            json.number(server.imports.waitingCount)
            json.endObject()
        }
    }
}

extension JSONWriter {
    /// Numbers of nodes and edges, whole and by kind.
    fileprivate mutating func sizes(_ view: ServedView) {
        let snapshot = view.snapshot
        key("nodes")
        beginObject()
        key("total")
        number(snapshot.graph.nodeCount)
        for kind in NodeKind.allCases {
            key(kind.name)
            number(snapshot.nodes.range(of: kind).count)
        }
        endObject()
        key("edges")
        beginObject()
        key("total")
        number(snapshot.graph.edgeCount)
        for entry in view.edgeKinds.entries {
            key(entry.name)
            number(snapshot.graph.table.range(of: entry.kind).count)
        }
        endObject()
        key("facts")
        number(snapshot.facts.count)
    }

    /// Counts by word, zeros left out.
    fileprivate mutating func counts(_ name: StaticString, _ words: [String], _ counts: [Int]) {
        key(name)
        beginObject()
        for (word, count) in zip(words, counts) where count > 0 {
            key(word)
            number(count)
        }
        endObject()
    }
}
