internal import GraphStore
internal import HTTPTypes
internal import Hummingbird

/// `GET /v1/search`.
enum SearchRoutes {
    static let all = [
        Endpoint(
            path: "/v1/search",
            summary: "Entities by name, part of a name, pinyin, former name, code, address or phone; "
                + "each hit says why it matched.",
            parameters: [
                .text("q", "what to look for: 2 to 200 characters", required: true),
                .words("kind", "kinds of entity: company, person, premises, permit, contact"), .limit, .cursor,
            ],
            handle: search)
    ]

    @Sendable private static func search(_ exchange: Exchange) async throws -> Response {
        if let same = exchange.notModified() { return same }
        let kinds = try exchange.nodeKinds("kind")
        let position = try exchange.cursor()
        let start = try position.map { cursor throws(Problem) in
            do { return try SearchCursor(encoded: cursor.key) } catch { throw ListCursor.bad }
        }
        let text = exchange.arguments.text("q") ?? ""
        let limit = exchange.arguments.integer("limit")
        let snapshot = exchange.snapshot
        let result = try await exchange.work {
            try snapshot.search.search(text, kinds: kinds, limit: limit, after: start)
        }
        return exchange.json { json in
            json.key("items")
            json.beginArray()
            for hit in result.hits {
                json.beginObject()
                json.entityMembers(hit.node, of: snapshot)
                json.key("match")
                json.beginObject()
                json.key("how")
                json.string(hit.match.name)
                json.key("field")
                json.string(hit.field.name)
                json.key("text")
                json.string(hit.text)
                json.endObject()
                json.endObject()
            }
            json.endArray()
            var isEstimated = false
            if case .atLeast = result.total { isEstimated = true }
            Page(
                total: result.total.count, totalIsEstimated: isEstimated, returned: result.hits.count,
                next: result.cursor.map { exchange.cursor(after: $0.encoded) },
                epochChanged: position.map { $0.epoch != snapshot.epoch } ?? false
            ).write(to: &json)
        }
    }
}

extension Exchange {
    /// Node kinds of a list parameter; nil when it is absent.
    ///
    /// - Throws: ``Problem`` `query.unknownKind`.
    func nodeKinds(_ name: String) throws(Problem) -> Set<NodeKind>? {
        guard let words = arguments.words(name) else { return nil }
        var kinds: Set<NodeKind> = []
        for word in words {
            guard let kind = NodeKind(name: word) else {
                let known = NodeKind.allCases.map(\.name).joined(separator: ", ")
                throw Problem(
                    .unknownKind, "\(name)=\(Arguments.shown(word)) is no kind of entity; known ones: \(known)")
            }
            kinds.insert(kind)
        }
        return kinds
    }
}
