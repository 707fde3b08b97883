internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Profile

/// `GET /v1/rings`: companies that hang together as shells do.
enum RingRoutes {
    static let all = [
        Endpoint(
            path: "/v1/rings",
            summary:
                "Companies tied by premises, people, contacts, names and days of founding, by score; alerts unless "
                + "all are asked for.",
            parameters: [
                PremisesRoutes.show, PremisesRoutes.division, PremisesRoutes.level, PremisesRoutes.minScore,
                PremisesRoutes.from, PremisesRoutes.to, PremisesRoutes.rules, .asOf, .limit, .cursor,
            ],
            schema: "RingList", handle: { try await rings($0) }),
        Endpoint(
            path: "/v1/companies/{id}/ring",
            summary: "The graph of the ring that a company is in: its companies, and the premises, people and contacts "
                + "that two or more of them share.",
            parameters: [
                PremisesRoutes.rules, .asOf,
                GraphRoutes.format,
            ], answer: .graph, schema: "Graph",
            handle: { try await graph($0) }),
    ]

    private static func rings(_ exchange: Exchange) async throws -> Response {
        let rules = try exchange.rules(exchange.view.rules.registrationRisk)
        let levels = try PremisesRoutes.levels(exchange)
        try PremisesRoutes.checkFilters(exchange)
        if let same = exchange.notModified() { return same }
        let (start, epochChanged) = try exchange.offset()
        let limit = exchange.arguments.integer("limit")
        let alertsOnly = exchange.arguments.choice("show") == "alerts"
        let minScore = exchange.arguments.integer("min-score")
        let division = exchange.arguments.text("division") ?? ""
        let (from, to) = (exchange.arguments.day("from"), exchange.arguments.day("to"))
        let (risk, page, verdicts, total) = try await exchange.work {
            let risk = try exchange.risk(under: rules)
            let found = risk.rings.filter { ring in
                (ring.isAlert || !alertsOnly) && ring.score >= minScore
                    && (division.isEmpty || risk.counter.isIn(division: division, ring.companies))
                    && (from == nil && to == nil
                        || ring.companies.contains { risk.counter.isFounded($0, from: from, to: to) })
                    && (levels.map { levels in
                        // Of the place that all share; a ring at several has none.
                        ring.place.map { levels.contains(risk.counter.places.level(of: $0)) } ?? false
                    } ?? true)
            }
            let page = Array(found.dropFirst(start).prefix(limit))
            return (risk, page, page.map { risk.counter.verdict(on: $0) }, found.count)
        }
        return exchange.json { json in
            json.rules(rules)
            json.key("alertScore")
            json.number(rules.alertScore)
            json.key("items")
            json.beginArray()
            for (ring, verdict) in zip(page, verdicts) {
                json.beginObject()
                json.ring(ring, verdict, risk, rules: rules, snapshot: exchange.snapshot)
                json.endObject()
            }
            json.endArray()
            exchange.page(start, page.count, of: total, epochChanged).write(to: &json)
        }
    }

    private static func graph(_ exchange: Exchange) async throws -> Response {
        let company = try exchange.entity(.company)
        let rules = try exchange.rules(exchange.view.rules.registrationRisk)
        let format = try exchange.graphFormat()
        if let same = exchange.notModified(format) { return same }
        let (ring, shared) = try await exchange.work {
            let risk = try exchange.risk(under: rules)
            let ring = risk.ring(of: company)
            return (ring, ring.map { risk.counter.sharedGraph(of: $0) })
        }
        guard let ring, let shared else {
            throw Problem(
                .noRing,
                "\(Arguments.shown(exchange.snapshot.nodes.names[company.index])) is in no ring on \(exchange.asOf.iso)"
            )
        }
        return try await exchange.response(
            GraphAnswer(
                graph: exchange.snapshot.graph,
                title:
                    "\(ring.companies.count)户企业的关联企业群（\(ring.score)分） Ring of \(ring.companies.count) companies, score \(ring.score)",
                nodes: shared.nodes, hops: nil,
                edges: shared.edges, centres: [company],
                explored: Exploration(nodes: shared.nodes.count, entries: shared.edges.count),
                omitted: []), format: format)
    }
}

extension JSONWriter {
    /// The rings of the companies of a place, each by its first company.
    mutating func rings(_ rings: [Ring], snapshot: GraphSnapshot) {
        key("rings")
        beginArray()
        for ring in rings.prefix(Limits.evidenceShown) {
            beginObject()
            key("company")
            string(snapshot.nodes.ids, ring.companies[0].index)
            key("companyCount")
            number(ring.companies.count)
            key("score")
            number(ring.score)
            key("isAlert")
            bool(ring.isAlert)
            endObject()
        }
        endArray()
        key("ringCount")
        number(rings.count)
    }

    /// The members of a ring.
    mutating func ring(
        _ ring: Ring, _ verdict: RiskVerdict, _ risk: RegistrationRisk, rules: RegistrationRiskRules,
        snapshot: GraphSnapshot
    ) {
        key("companyCount")
        number(ring.companies.count)
        key("liveCount")
        number(ring.liveCount)
        key("companies")
        entities(Array(ring.companies.prefix(Limits.evidenceShown)), of: snapshot)
        key("place")
        if let place = ring.place { self.place(place, of: risk.counter.places, snapshot: snapshot) } else { null() }
        key("graph")
        string("/v1/companies/\(PercentText.encodeSegment(snapshot.nodes.ids[ring.companies[0].index]))/ring")
        self.verdict(verdict, rules: rules, snapshot: snapshot)
    }
}
