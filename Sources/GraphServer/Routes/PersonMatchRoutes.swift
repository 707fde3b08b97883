internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Profile

/// `POST /v1/persons/match`: who the person of a record would be that is not
/// in the data.
enum PersonMatchRoutes {
    static let all = [
        Endpoint(
            method: .post, path: "/v1/persons/match",
            summary: "Which persons a mention is that the data do not have, such as the representative of an intended "
                + #"registration. The body is JSON: {"name": "…", "birthYear": 1980, "posts": [{"company": "…", "#
                + #""kind": "officer", "role": "监事", "since": "2020-01-01"}], "contacts": ["contact:1"]}; all but "#
                + "the name may be left out. Nothing is kept.",
            schema: "PersonMatchAnswer", body: .json("PersonMatchRequest"), handle: match)
    ]

    private struct Body: Decodable {
        var name: String
        var birthYear: Int?
        var posts: [Post]?
        var contacts: [String]?

        struct Post: Decodable {
            var company: String
            var kind: String
            var role: String?
            var since: String?
        }
    }

    @Sendable private static func match(_ exchange: Exchange) async throws -> Response {
        let body = try await exchange.body(
            as: Body.self, required: ["name"], optional: ["birthYear", "posts", "contacts"])
        let mention = try mention(body, exchange)
        let (candidates, persons) = try await exchange.work {
            let people = exchange.view.people
            return (people.candidates(for: mention), people.entities(for: mention))
        }
        return exchange.json(caching: .never) { json in
            json.key("persons")
            json.beginArray()
            for person in persons { json.party(person, view: exchange.view, asOf: exchange.asOf) }
            json.endArray()
            json.key("candidates")
            json.beginArray()
            for candidate in candidates.prefix(Limits.possiblySameMax) {
                json.beginObject()
                json.key("mention")
                json.entity(candidate.mention, of: exchange.snapshot)
                json.key("probability")
                json.fraction(candidate.probability)
                json.key("isMerge")
                json.bool(candidate.isMerge)
                json.key("evidence")
                json.evidence(candidate.evidence, snapshot: exchange.snapshot)
                json.endObject()
            }
            json.endArray()
            json.key("total")
            json.number(candidates.count)
            json.key("returned")
            json.number(min(candidates.count, Limits.possiblySameMax))
        }
    }

    private static func mention(_ body: Body, _ exchange: Exchange) throws(Problem) -> PersonMention {
        guard (1...Limits.deciderLengthMax).contains(body.name.count) else {
            throw Problem(
                .badRequest, "name has \(body.name.count) characters; expected 1 to \(Limits.deciderLengthMax)")
        }
        if let year = body.birthYear, !(1880...2100).contains(year) {
            throw Problem(.badRequest, "birthYear is \(year); expected a year such as 1980")
        }
        let (posts, contacts) = (body.posts ?? [], body.contacts ?? [])
        guard posts.count <= Limits.listValuesMax, contacts.count <= Limits.listValuesMax else {
            throw Problem(.badRequest, "posts and contacts have at most \(Limits.listValuesMax) items each")
        }
        var mention = PersonMention(name: body.name)
        mention.birthYear = body.birthYear
        mention.posts = try posts.map { post throws(Problem) in try self.post(post, exchange) }
        mention.contacts = try contacts.map { id throws(Problem) in try exchange.entity(named: id, kind: .contact) }
        return mention
    }

    /// Kinds of edge from a person to a company.
    private static let postKinds: [EdgeKind] = [.legalRepresentative, .shareholder, .officer]

    private static func post(_ post: Body.Post, _ exchange: Exchange) throws(Problem) -> PersonMention.Post {
        let kinds = exchange.view.edgeKinds
        guard let kind = kinds.kind(named: post.kind), postKinds.contains(kind) else {
            let known = postKinds.map(kinds.name(of:)).joined(separator: ", ")
            throw Problem(.badRequest, "kind of a post is \(Arguments.shown(post.kind)); expected one of \(known)")
        }
        var since: Day?
        if let text = post.since {
            since = Day(iso: text)
            guard since != nil else {
                throw Problem(.badRequest, "since is \(Arguments.shown(text)); expected \(Day.isoForm)")
            }
        }
        // A role that no record has agrees with nobody's.
        let label = post.role.flatMap { exchange.snapshot.labels.strings.firstIndex(of: $0) }
        return PersonMention.Post(
            company: try exchange.entity(named: post.company, kind: .company), kind: kind,
            label: label.map(UInt32.init) ?? EdgeAttributes.noLabel, since: since)
    }
}
