internal import Addresses
internal import GraphDrawing
internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Profile

/// `GET /v1/premises`, `GET /v1/places/{id}`, `POST /v1/premises/check` and
/// `GET /v1/companies/{id}/registration-risk`: places, and what looks like fake
/// registration there.
enum PremisesRoutes {
    static let rules = Parameter.text(
        "rules", "id of a rule book; the first of datasets/rules/fake-registration unless given")
    static let show = Parameter.choice(
        "show", ["alerts", "all"], fallback: "alerts", "alerts alone, or also what is below the threshold")
    static let division = Parameter.text(
        "division", "code of a county, or its beginning for a prefecture or province: 3702")
    static let level = Parameter.words(
        "level", "levels of premises: \(PlaceLevel.allCases.map(\.name).joined(separator: ","))")
    static let from = Parameter(
        name: "from", form: .day, summary: "only where a company was founded on this day or later")
    static let to = Parameter(
        name: "to", form: .day, summary: "only where a company was founded on this day or before")
    static let minScore = Parameter.integer("min-score", 0...10_000, 0, "least score")

    static let all = [
        Endpoint(
            path: "/v1/premises",
            summary:
                "Premises by how much looks like fake registration there, with reasons; alerts unless all are asked "
                + "for.",
            parameters: [
                show, division, level, minScore, from, to, rules, .asOf, .limit, .cursor,
            ],
            schema: "RankedPremisesList", handle: { try await ranked($0) }),
        Endpoint(
            path: "/v1/premises/divisions",
            summary:
                "How the ranked premises spread over counties, or the finest divisions above them that are known, those with "
                + "most first.",
            parameters: [show, division, level, minScore, from, to, rules, .asOf], schema: "PremisesDivisionList",
            handle: { try await divisions($0) }),
        Endpoint(
            path: "/v1/places/{id}",
            summary: "A place by the id of an address in it, with @building, @door and so on for what that is part of: "
                + "spellings, parts, companies, verdict.",
            parameters: [rules, .asOf, .limit, .cursor], schema: "PlacePage", handle: { try await page($0) }),
        Endpoint(
            path: "/v1/companies/{id}/registration-risk",
            summary: "What looks like fake registration of the company: by its premises, and by the ring it is in.",
            parameters: [rules, .asOf], schema: "CompanyRisk", handle: { try await company($0) }),
    ]

    // MARK: Lists

    private static func ranked(_ exchange: Exchange) async throws -> Response {
        let rules = try exchange.rules(exchange.view.rules.registrationRisk)
        let levels = try levels(exchange)
        try checkFilters(exchange)
        if let same = exchange.notModified() { return same }
        let (start, epochChanged) = try exchange.offset()
        let limit = exchange.arguments.integer("limit")
        let filter = Filter(exchange, levels: levels)
        let (risk, page, total, verdicts) = try await exchange.work {
            let risk = try exchange.risk(under: rules)
            let ranking = risk.ranking
            let found = filter.entries(of: risk)
            let page = Array(found.dropFirst(start).prefix(limit))
            let verdicts = page.map { entry in
                let companies = ranking.companies(at: entry.place)
                return (
                    companies, risk.rings(of: companies), risk.counter.verdict(on: companies, at: entry.place)
                )
            }
            return (risk, page, found.count, verdicts)
        }
        return exchange.json { json in
            json.rules(rules)
            json.key("alertScore")
            json.number(rules.alertScore)
            json.key("items")
            json.beginArray()
            for (entry, (companies, rings, verdict)) in zip(page, verdicts) {
                json.beginObject()
                json.key("place")
                json.place(entry.place, of: risk.counter.places, snapshot: exchange.snapshot)
                json.key("liveCount")
                json.number(entry.liveCount)
                json.key("companyCount")
                json.number(companies.count)
                json.rings(rings, snapshot: exchange.snapshot)
                json.verdict(verdict, rules: rules, snapshot: exchange.snapshot)
                json.endObject()
            }
            json.endArray()
            exchange.page(start, page.count, of: total, epochChanged).write(to: &json)
        }
    }

    /// How the list spreads over counties, those with most premises first.
    private static func divisions(_ exchange: Exchange) async throws -> Response {
        let rules = try exchange.rules(exchange.view.rules.registrationRisk)
        let filter = Filter(exchange, levels: try levels(exchange))
        try checkFilters(exchange)
        if let same = exchange.notModified() { return same }
        let (places, counts) = try await exchange.work {
            let risk = try exchange.risk(under: rules)
            var counts: [UInt32: (places: Int, companies: Int)] = [:]
            for entry in filter.entries(of: risk) {
                let division = risk.counter.places.division(of: entry.place)
                counts[division, default: (0, 0)].places += 1
                counts[division]?.companies += entry.liveCount
            }
            let ranked = counts.sorted { ($1.value.places, $0.key) < ($0.value.places, $1.key) }
            return (risk.counter.places, ranked)
        }
        return exchange.json { json in
            json.key("items")
            json.beginArray()
            for (division, count) in counts {
                json.beginObject()
                json.division(division, of: places)
                json.key("places")
                json.number(count.places)
                json.key("liveCompanies")
                json.number(count.companies)
                json.endObject()
            }
            json.endArray()
            Page(total: counts.count, returned: counts.count).write(to: &json)
        }
    }

    static func checkFilters(_ exchange: Exchange) throws(Problem) {
        let division = exchange.arguments.text("division") ?? ""
        guard division.utf8.count <= 6, division.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw Problem(
                .malformedParameter,
                "division=\(Arguments.shown(division)) is no code; expected up to six digits, such as 370212 or 3702")
        }
        if let from = exchange.arguments.day("from"), let to = exchange.arguments.day("to"), to < from {
            throw Problem(.malformedParameter, "from=\(from.iso) is after to=\(to.iso)")
        }
    }

    static func levels(_ exchange: Exchange) throws(Problem) -> Set<PlaceLevel>? {
        guard let words = exchange.arguments.words("level") else { return nil }
        var levels: Set<PlaceLevel> = []
        for word in words {
            guard let level = PlaceLevel(name: word) else {
                throw Problem(
                    .malformedParameter,
                    "level=\(Arguments.shown(word)) is no level; expected some of "
                        + PlaceLevel.allCases.map(\.name).joined(separator: ", "))
            }
            levels.insert(level)
        }
        return levels
    }

    /// What a request wants of the list.
    private struct Filter: Sendable {
        private let alertsOnly: Bool
        private let division: String
        private let levels: Set<PlaceLevel>?
        private let minScore: Int
        private let from: Day?
        private let to: Day?

        init(_ exchange: Exchange, levels: Set<PlaceLevel>?) {
            let arguments = exchange.arguments
            alertsOnly = arguments.choice("show") == "alerts"
            division = arguments.text("division") ?? ""
            minScore = arguments.integer("min-score")
            (from, to, self.levels) = (arguments.day("from"), arguments.day("to"), levels)
        }

        /// Entries that it admits, in their order.
        func entries(of risk: RegistrationRisk) -> [PremisesRanking.Entry] {
            let ranking = risk.ranking
            return ranking.entries.prefix(alertsOnly ? ranking.alertCount : ranking.entries.count)
                .filter { admits($0, risk) }
        }

        private func admits(_ entry: PremisesRanking.Entry, _ risk: RegistrationRisk) -> Bool {
            let places = risk.counter.places
            guard entry.score >= minScore, levels?.contains(places.level(of: entry.place)) ?? true else { return false }
            if !division.isEmpty {
                guard String(places.division(of: entry.place)).hasPrefix(division) else { return false }
            }
            guard from != nil || to != nil else { return true }
            return risk.ranking.companies(at: entry.place).contains { company in
                risk.counter.isFounded(company, from: from, to: to)
            }
        }
    }

    // MARK: One place

    private static func page(_ exchange: Exchange) async throws -> Response {
        let rules = try exchange.rules(exchange.view.rules.registrationRisk)
        let (address, level) = try exchange.addressAndLevel()
        if let same = exchange.notModified() { return same }
        let (start, epochChanged) = try exchange.offset()
        let limit = exchange.arguments.integer("limit")
        let (risk, place) = try await exchange.work {
            let risk = try exchange.risk(under: rules)
            let own = risk.counter.places.place(of: address)
            return (risk, level.map { level in own.flatMap { risk.counter.places.place(at: level, of: $0) } } ?? own)
        }
        guard let place else {
            throw Problem(
                .unknownEntity,
                "the address \(Arguments.shown(exchange.snapshot.nodes.names[address.index])) tells no "
                    + (level?.name ?? "place below a district"))
        }
        let (companies, all, rings, verdict) = try await exchange.work {
            let companies = risk.ranking.companies(at: place)
            let all = risk.counter.companies(inAndBelow: place)
            return (companies, all, risk.rings(of: companies), risk.counter.verdict(on: companies, at: place))
        }
        let places = risk.counter.places
        return exchange.json { json in
            json.placeMembers(place, of: places, snapshot: exchange.snapshot)
            json.key("partOf")
            json.beginArray()
            for above in places.ancestors(of: place) { json.place(above, of: places, snapshot: exchange.snapshot) }
            json.endArray()
            json.key("spellings")
            json.entities(Array(places.spellings(of: place).prefix(Limits.evidenceShown)), of: exchange.snapshot)
            json.key("spellingCount")
            json.number(places.spellings(of: place).count)
            json.key("parts")
            json.beginArray()
            for part in places.parts(of: place).prefix(Limits.evidenceShown) {
                json.place(part, of: places, snapshot: exchange.snapshot)
            }
            json.endArray()
            json.key("partCount")
            json.number(places.parts(of: place).count)
            json.key("here")
            json.number(companies.count)
            json.rings(rings, snapshot: exchange.snapshot)
            json.key("items")
            let page = all.dropFirst(start).prefix(limit)
            json.entities(Array(page), of: exchange.snapshot)
            json.rules(rules)
            json.verdict(verdict, rules: rules, snapshot: exchange.snapshot)
            exchange.page(start, page.count, of: all.count, epochChanged).write(to: &json)
        }
    }

    // MARK: One company

    private static func company(_ exchange: Exchange) async throws -> Response {
        let company = try exchange.entity(.company)
        let rules = try exchange.rules(exchange.view.rules.registrationRisk)
        if let same = exchange.notModified() { return same }
        let (risk, place, premises, ring, ringVerdict, own) = try await exchange.work {
            let risk = try exchange.risk(under: rules)
            let place = risk.counter.place(of: company)
            let premises = place.map { risk.counter.verdict(on: risk.ranking.companies(at: $0), at: $0) }
            let ring = risk.ring(of: company)
            return (
                risk, place, premises, ring, ring.map { risk.counter.verdict(on: $0) },
                risk.counter.verdict(on: [company], at: place)
            )
        }
        return exchange.json { json in
            json.key("subject")
            json.entity(company, of: exchange.snapshot)
            json.rules(rules)
            json.key("own")
            json.beginObject()
            json.verdict(own, rules: rules, snapshot: exchange.snapshot)
            json.endObject()
            json.key("premises")
            if let place, let premises {
                json.beginObject()
                json.key("place")
                json.place(place, of: risk.counter.places, snapshot: exchange.snapshot)
                json.verdict(premises, rules: rules, snapshot: exchange.snapshot)
                json.endObject()
            } else {
                json.null()
            }
            json.key("ring")
            if let ring, let ringVerdict {
                json.beginObject()
                json.ring(ring, ringVerdict, risk, rules: rules, snapshot: exchange.snapshot)
                json.endObject()
            } else {
                json.null()
            }
        }
    }
}

extension Exchange {
    /// Premises and rings of the day.
    ///
    /// - Throws: ``Problem`` where the tables of divisions cannot be read.
    func risk(under rules: RegistrationRiskRules) throws -> RegistrationRisk {
        try view.risk(under: rules, on: asOf)
    }

    /// `premises:123@building` of the path.
    fileprivate func addressAndLevel() throws(Problem) -> (address: NodeID, level: PlaceLevel?) {
        let id = segment("id")
        let parts = id.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard let node = snapshot.node(name) ?? snapshot.node("premises:\(name)"),
            snapshot.nodes.kind(of: node) == .premises
        else {
            throw Problem(
                .unknownEntity, "no address has the identifier \(Arguments.shown(id)); search for it",
                help: "/v1/search?kind=premises&q=\(PercentText.encodeSegment(String(name.prefix(60))))")
        }
        guard parts.count > 1 else { return (node, nil) }
        guard let level = PlaceLevel(name: parts[1]) else {
            throw Problem(
                .malformedPath,
                "\(Arguments.shown(String(parts[1]))) is no level; expected one of "
                    + PlaceLevel.allCases.map(\.name).joined(separator: ", "))
        }
        return (node, level)
    }
}
