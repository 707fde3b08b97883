internal import Foundation
internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Profile

/// `/v1/decisions`: what investigators decided on mentions of persons. A
/// decision is a record: it wins over every score, and is never erased but
/// withdrawn by a later one.
enum DecisionRoutes {
    static let all = [
        Endpoint(
            path: "/v1/decisions",
            summary: "Decisions of investigators on which mentions are one person, the newest first, also those that "
                + "later ones replaced.",
            parameters: [
                Parameter(
                    name: "of", form: .entity, summary: "only decisions on a mention of this person, by any identifier"),
                .limit, .cursor,
            ],
            schema: "DecisionList", handle: list),
        Endpoint(
            method: .post, path: "/v1/decisions",
            summary: "Decides on two mentions: confirm (one person), split (two people), or withdraw what was decided. "
                + #"The body is JSON: {"verdict": "confirm", "persons": ["person:1", "person:2"], "by": "…", "#
                + #""reason": "…"}; to confirm two of different names, also "differentNames": true. "#
                + "In force for the next question.",
            schema: "DecisionAnswer", body: .json("DecisionRequest"), status: .created, handle: decide),
    ]

    /// The body of a request to decide.
    private struct Body: Decodable {
        var verdict: String
        var persons: [String]
        var by: String
        var reason: String
        var differentNames: Bool?
    }

    @Sendable private static func decide(_ exchange: Exchange) async throws -> Response {
        let body = try await exchange.body(
            as: Body.self, required: ["verdict", "persons", "by", "reason"], optional: ["differentNames"])
        guard let verdict = Decision.Verdict(rawValue: body.verdict) else {
            let known = Decision.Verdict.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.badRequest, "verdict is \(Arguments.shown(body.verdict)); expected one of \(known)")
        }
        let by = try text(body.by, named: "by", lengthMax: Limits.deciderLengthMax)
        let reason = try text(body.reason, named: "reason", lengthMax: Limits.reasonLengthMax)
        guard body.persons.count == 2 else {
            throw Problem(
                .badRequest, "persons names \(body.persons.count) mentions; expected two: a decision is on a pair")
        }
        let nodes = try body.persons.map { id throws(Problem) in try exchange.entity(named: id, kind: .person) }
        let ids = nodes.map { exchange.snapshot.nodes.ids[$0.index] }
        guard ids[0] != ids[1] else {
            throw Problem(.badRequest, "persons names \(ids[0]) twice; a decision is on two different mentions")
        }
        if verdict == .confirm, body.differentNames != true { try checkNames(of: nodes, exchange.snapshot) }
        let taken = try await exchange.work {
            try exchange.server.decisions.take(NewDecision(verdict, ids[0], ids[1], by: by, reason: reason))
        }
        exchange.logger.info(
            "decided", metadata: ["decision": "\(taken.decision.number)", "verdict": "\(verdict.rawValue)"])
        return try await exchange.work {
            let standings = DecisionStandings(taken.view)
            return exchange.json(status: .created, caching: .never) { json in
                json.key("decision")
                json.decision(taken.decision, standings, view: taken.view)
            }
        }
    }

    /// A wrong id would give somebody's companies to somebody else.
    ///
    /// - Throws: ``Problem`` `decision.contradicts` for mentions of two names.
    private static func checkNames(of persons: [NodeID], _ snapshot: GraphSnapshot) throws(Problem) {
        let (ids, names) = (snapshot.nodes.ids, snapshot.nodes.names)
        guard Set(persons.map { names[$0.index] }).count > 1 else { return }
        throw Problem(
            .contradiction,
            persons.map { "\(ids[$0.index]) is called \(names[$0.index])" }.joined(separator: ", ")
                + #"; if they are one person all the same, say so: "differentNames": true"#,
            help: "/v1/persons/\(ids[persons[0].index])/identity")
    }

    /// A text without blanks around it.
    private static func text(_ text: String, named name: String, lengthMax: Int) throws(Problem) -> String {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty, trimmed.count <= lengthMax else {
            throw Problem(
                .badRequest,
                "\(name) has \(trimmed.count) characters; expected 1 to \(lengthMax): a decision says who decided and why"
            )
        }
        return trimmed
    }

    @Sendable private static func list(_ exchange: Exchange) async throws -> Response {
        let person = try exchange.arguments.text("of").map { id throws(Problem) in
            try exchange.entity(named: id, kind: .person)
        }
        let limit = exchange.arguments.integer("limit")
        let position = try exchange.cursor()
        let before = try position.map { cursor throws(Problem) in
            guard let number = Int64(cursor.key) else { throw ListCursor.bad }
            return number
        }
        return try await exchange.work {
            let view = exchange.view
            let mentions = person.map { view.people.mentions(of: $0).map { view.snapshot.nodes.ids[$0.index] } }
            let (found, total) = try exchange.server.records.read {
                try $0.decisions(on: mentions, before: before, limit: limit + 1)
            }
            let page = found.prefix(limit)
            let standings = page.isEmpty ? DecisionStandings() : DecisionStandings(view)
            return exchange.json(caching: .never) { json in
                json.key("items")
                json.beginArray()
                for decision in page { json.decision(decision, standings, view: view) }
                json.endArray()
                Page(
                    total: total, returned: page.count,
                    next: found.count > limit ? page.last.map { exchange.cursor(after: String($0.number)) } : nil,
                    epochChanged: position.map { $0.epoch != exchange.snapshot.epoch } ?? false
                ).write(to: &json)
            }
        }
    }
}

/// What has become of decisions.
private struct DecisionStandings {
    /// Numbers of those that no later one replaced.
    private var inForce: Set<Int64> = []
    private var refused: Set<PersonDecisions.Pair> = []

    init() {}

    init(_ view: ServedView) {
        inForce = Set(view.decisions.inForce.map(\.number))
        refused = Set(view.people.refusedDecisions)
    }

    /// - Returns: `followed`; `replaced` by a later one on the pair; `refused`,
    ///   because an identifier or an earlier decision contradicts it; `waiting`
    ///   for a person that the data do not have now. A withdrawal is followed.
    func standing(of decision: Decision, _ snapshot: GraphSnapshot) -> String {
        if decision.verdict == .withdraw { return "followed" }
        guard inForce.contains(decision.number) else { return "replaced" }
        guard let pair = PersonDecisions.Pair(decision, in: snapshot) else { return "waiting" }
        return refused.contains(pair) ? "refused" : "followed"
    }
}

extension JSONWriter {
    fileprivate mutating func decision(_ decision: Decision, _ standings: DecisionStandings, view: ServedView) {
        beginObject()
        key("number")
        number(Int(decision.number))
        key("verdict")
        string(decision.verdict.rawValue)
        key("persons")
        beginArray()
        for id in [decision.first, decision.second] {
            if let node = view.snapshot.node(id) {
                entity(node, of: view.snapshot)
            } else {
                beginObject()
                key("id")
                string(id)
                key("kind")
                string(NodeKind.person.name)
                key("name")
                null()
                endObject()
            }
        }
        endArray()
        key("by")
        string(decision.by)
        key("reason")
        string(decision.reason)
        key("decided")
        string(decision.decided)
        key("epoch")
        number(Int(decision.epoch.rawValue))
        key("standing")
        string(standings.standing(of: decision, view.snapshot))
        endObject()
    }
}
