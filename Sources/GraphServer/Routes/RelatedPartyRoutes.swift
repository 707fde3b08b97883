internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Profile

/// `GET /v1/companies/{id}/related-parties`.
enum RelatedPartyRoutes {
    static let all = [
        Endpoint(
            path: "/v1/companies/{id}/related-parties",
            summary: "Everybody related to the company under a rule book, with clause and chain.",
            parameters: [
                .asOf, .text("rules", "id of a rule book; the first of datasets/rules/related-parties unless given"),
                .limit, .cursor,
            ],
            schema: "RelatedPartiesAnswer", handle: { try await parties($0) })
    ]

    private static func parties(_ exchange: Exchange) async throws -> Response {
        let company = try exchange.entity(.company)
        let rules = try exchange.rules(exchange.view.rules.relatedParties)
        if let same = exchange.notModified() { return same }
        let (start, epochChanged) = try exchange.offset()
        let limit = exchange.arguments.integer("limit")
        let (found, page, evidence) = try await exchange.work {
            let view = exchange.view.ownership
            let query = RelatedPartyQuery(
                view, maxNodes: Limits.ownershipNodesMax, maxControlled: Limits.controlledNodesMax)
            let found = try view.withScratch { scratch throws(LoopTooDense) in
                try query.parties(of: company, under: rules, on: exchange.asOf, scratch: &scratch)
            }
            let page = Array(found.verdicts.dropFirst(start).prefix(limit))
            let excepted = found.excepted.prefix(limit)
            return (found, page, try exchange.evidence((page + excepted).flatMap(\.chain)))
        }
        return exchange.json { json in
            json.key("subject")
            json.entity(company, of: exchange.snapshot)
            json.rules(rules)
            json.key("items")
            json.beginArray()
            for verdict in page { json.relatedParty(verdict, rules, snapshot: exchange.snapshot) }
            json.endArray()
            json.key("excepted")
            json.beginArray()
            for verdict in found.excepted.prefix(limit) {
                json.relatedParty(verdict, rules, snapshot: exchange.snapshot)
            }
            json.endArray()
            json.key("isCut")
            json.bool(found.isCut)
            json.key("unexplored")
            json.number(found.unexplored)
            json.offRegister(among: [company] + page.flatMap { [$0.party] + $0.through }, exchange)
            json.evidence(evidence, exchange)
            exchange.page(start, page.count, of: found.verdicts.count, epochChanged).write(to: &json)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func relatedParty(
        _ verdict: RelatedParties.Verdict, _ rules: RelatedPartyRules, snapshot: GraphSnapshot
    ) {
        beginObject()
        key("entity")
        entity(verdict.party, of: snapshot)
        key("relation")
        string(verdict.relation.rawValue)
        key("clause")
        string(verdict.clause)
        // A relative stands under the clause of the person.
        let clause =
            rules.clauses.first { $0.clause == verdict.clause && $0.relation == verdict.relation }
            ?? rules.clauses.first { $0.clause == verdict.clause }
        if let clause { title(clause.title) }
        key("through")
        entities(verdict.through, of: snapshot)
        key("chain")
        edgeIDs(verdict.chain)
        key("share")
        if let share = verdict.share { bounds(share) } else { null() }
        endObject()
    }
}
