internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Profile

/// `GET /v1/search`.
enum SearchRoutes {
    static let all = [
        Endpoint(
            path: "/v1/search",
            summary: "Entities by name, part of a name, pinyin, former name, code, address or phone; "
                + "each hit says why it matched, a person's also the age band and a company that names the person; "
                + "sameName counts the other companies or persons of this name; "
                + "place is what the question itself names when it is an address, however it is written.",
            parameters: [
                .text("q", "what to look for: 2 to 200 characters", required: true),
                .words("kind", "kinds of entity: company, person, premises, permit, contact"), .limit, .cursor,
            ],
            handle: search)
    ]

    @Sendable private static func search(_ exchange: Exchange) async throws -> Response {
        let places = exchange.view.readyPlaces
        let form = Exchange.form(knowing: places)
        if let same = exchange.notModified(format: form) { return same }
        let kinds = try exchange.nodeKinds("kind")
        let position = try exchange.cursor()
        let start = try position.map { cursor throws(Problem) in
            do { return try SearchCursor(encoded: cursor.key) } catch { throw ListCursor.bad }
        }
        let text = exchange.arguments.text("q") ?? ""
        let limit = exchange.arguments.integer("limit")
        let snapshot = exchange.snapshot
        let asksPremises = kinds.map { $0.contains(.premises) } ?? true
        let (result, contexts, named) = try await exchange.work {
            let result = try snapshot.search.search(text, kinds: kinds, limit: limit, after: start)
            return (result, snapshot.contexts(of: result.hits), asksPremises ? places?.place(named: text) : nil)
        }
        return exchange.json(format: form) { json in
            json.key("knowsPlaces")
            json.bool(places != nil)
            json.key("place")
            if let places, let named {
                json.beginObject()
                json.countedPlace(named, of: places, snapshot: snapshot)
                json.endObject()
            } else {
                json.null()
            }
            json.key("items")
            json.beginArray()
            for (hit, context) in zip(result.hits, contexts) {
                json.beginObject()
                json.entityMembers(hit.node, of: snapshot)
                json.permitNumber(hit.node, view: exchange.view)
                if hit.kind == .premises {
                    json.key("place")
                    json.place(of: hit.node, in: places, snapshot: snapshot)
                }
                json.members(of: context, hit: hit, snapshot: snapshot, asOf: exchange.asOf)
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

/// What tells a hit from others of its name.
private struct HitContext: Sendable {
    /// Of a person, a permit or a contact: a company beside it.
    var company: NodeID?
    /// Other companies or persons of this name, as searches fold it; nil when
    /// they are too many to count for a page.
    var sameName: Int?
}

/// Kinds of hits that a company beside them tells from others of their name.
private let kindsBesideCompanies: Set<NodeKind> = [.person, .permit, .contact]

extension GraphSnapshot {
    /// - Complexity: a look-up for each name among the hits, and for each person,
    ///   permit and contact the relations before the first with a company.
    fileprivate func contexts(of hits: [SearchHit]) -> [HitContext] {
        var counts: [String: Int?] = [:]
        return hits.map { hit in
            var context = HitContext()
            if kindsBesideCompanies.contains(hit.kind) { context.company = firstCompany(beside: hit.node) }
            guard hit.kind == .company || hit.kind == .person else { return context }
            let name = nodes.names[hit.node.index]
            let key = hit.kind.name + name
            let count = counts[key] ?? search.nodeCount(named: name, kind: hit.kind)
            counts[key] = count
            context.sameName = count.map { max(0, $0 - 1) }
            return context
        }
    }

    private func firstCompany(beside node: NodeID) -> NodeID? {
        let place = graph.row(of: node).first { nodes.kind(of: graph.entry(at: $0).target) == .company }
        return place.map { graph.entry(at: $0).target }
    }
}

extension JSONWriter {
    fileprivate mutating func members(of context: HitContext, hit: SearchHit, snapshot: GraphSnapshot, asOf: Day) {
        if hit.kind == .person {
            let birthYear = Int(snapshot.nodes.birthYear[hit.node.index])
            word("ageBand", "ageBandTitle", AgeBand(birthYear: birthYear, asOf: asOf))
        }
        if kindsBesideCompanies.contains(hit.kind) {
            key("company")
            if let company = context.company { entity(company, of: snapshot) } else { null() }
        }
        if let others = context.sameName, others > 0 {
            key("sameName")
            number(others)
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
