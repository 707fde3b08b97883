internal import GraphDrawing
internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Profile

/// Who owns what: `/owners`, `/holdings`.
enum OwnershipRoutes {
    static let all = [
        Endpoint(
            path: "/v1/companies/{id}/owners",
            summary:
                "Everybody who owns a part of the company, directly or through others at any depth and around loops: "
                + "integrated shares with the paths that contribute most.",
            parameters: questions + [.limit, .cursor, exchangeFormat] + chart,
            answer: .ownership, schema: "OwnershipAnswer", handle: { try await owners($0) }),
        holdings(.company), holdings(.person),
    ]

    private static let questions: [Parameter] = [
        .asOf,
        .choice(
            "measure", OwnershipMeasure.allCases.map(\.rawValue), fallback: "capital",
            "what shares are of: votes and income where they are stated apart, else the capital"),
        .choice(
            "variant", OwnershipVariant.allCases.map(\.rawValue), fallback: "corrected",
            "corrected counts no path that comes back to the owner; plain (Brioschi) counts all"),
        .choice("ultimate", ["true", "all"], fallback: "all", "only owners whom nobody is known to hold, or all"),
        .integer("paths", 0...Limits.ownershipPathsMax, 3, "paths shown of each share"),
    ]

    /// What only a drawing of the answer heeds: in JSON there is everybody.
    private static let chart: [Parameter] = [
        .integer("depth", 0...Limits.chartDepthMax, Limits.chartDepth, "layers of a chart"),
        Parameter(
            name: "min-share", form: .share,
            summary: "smaller holdings, in 0…1, bring nobody onto a chart; they are counted with their sum"),
        .integer(
            "breadth", 0...Limits.chartBreadthMax, Limits.chartBreadth,
            "holders of a company, or companies of a holder, that a chart draws one by one"),
    ]

    private static let chartFormat = Parameter.choice(
        "format", GraphFormat.names,
        "the form of the answer, every one but json being a chart; else the Accept header decides, else json")

    /// As ``chartFormat``, with statements for other systems.
    private static let exchangeFormat = Parameter.choice(
        "format", GraphFormat.names + ExchangeFormat.allCases.map(\.rawValue),
        "the form of the answer: json, statements of the company and everybody above it for other systems (bods: "
            + "Beneficial Ownership Data Standard 0.4; ftm: FollowTheMoney, one entity a line), or a chart; else the "
            + "Accept header decides, else json")

    private static func holdings(_ kind: NodeKind) -> Endpoint {
        Endpoint(
            path: "/v1/\(EntityPath.folder(of: kind))/{id}/holdings",
            summary: "Every company that the \(kind.name) owns a part of, directly or through others.",
            parameters: questions.filter { $0.name != "ultimate" } + [.limit, .cursor, chartFormat] + chart,
            answer: .graph, schema: "OwnershipAnswer",
            handle: { try await holdings($0, kind) })
    }

    private static func question(_ exchange: Exchange) -> OwnershipQuestion {
        OwnershipQuestion(
            day: exchange.asOf,
            measure: OwnershipMeasure(rawValue: exchange.arguments.choice("measure")) ?? .capital,
            variant: OwnershipVariant(rawValue: exchange.arguments.choice("variant")) ?? .corrected,
            maxNodes: Limits.ownershipNodesMax)
    }

    private static func owners(_ exchange: Exchange) async throws -> Response {
        let company = try exchange.entity(.company)
        let format = try exchange.graphFormat()
        if let same = exchange.notModified(format) { return same }
        if case .drawing(let format) = format { return try await chart(exchange, of: company, .owners, format) }
        if case .exchange(let format) = format { return try await exchange.statements(of: company, format) }
        let onlyUltimate = exchange.arguments.choice("ultimate") == "true"
        return try await answer(exchange, about: company) { view, scratch throws(LoopTooDense) in
            var answer = try view.ownership.owners(of: company, question(exchange), scratch: &scratch)
            if onlyUltimate { answer.keepUltimate() }
            return answer
        } path: { share in
            (company, share)
        }
    }

    private static func holdings(_ exchange: Exchange, _ kind: NodeKind) async throws -> Response {
        let holder = try exchange.entity(kind)
        let format = try exchange.graphFormat()
        if let same = exchange.notModified(format) { return same }
        if case .drawing(let format) = format { return try await chart(exchange, of: holder, .holdings, format) }
        return try await answer(exchange, about: holder) { view, scratch throws(LoopTooDense) in
            try view.ownership.holdings(of: view.party(holder), question(exchange), scratch: &scratch)
        } path: { company in
            (company, exchange.view.ownership.party(holder))
        }
    }

    /// One page of shares with their paths.
    private static func answer(
        _ exchange: Exchange, about subject: NodeID,
        ask: @escaping @Sendable (OwnershipView, inout OwnershipScratch) throws(LoopTooDense) -> IntegratedOwnership,
        path ends: @escaping @Sendable (NodeID) -> (company: NodeID, owner: NodeID)
    ) async throws -> Response {
        if let name = chart.map(\.name).first(where: { exchange.arguments.text($0) != nil }) {
            throw Problem(
                .malformedParameter,
                "\(name) chooses what a chart draws, and json has everybody; leave it out, or add format=svg or another "
                    + "drawing")
        }
        let (start, epochChanged) = try exchange.offset()
        let (limit, pathCount) = (exchange.arguments.integer("limit"), exchange.arguments.integer("paths"))
        let (answer, page, evidence) = try await exchange.work {
            let view = exchange.view.ownership
            let (answer, page) = try view.withScratch { scratch throws(LoopTooDense) in
                let answer = try ask(view, &scratch)
                let page = answer.shares.dropFirst(start).prefix(limit).map { share in
                    let (company, owner) = ends(share.node)
                    return ShownShare(
                        share: share, paths: scratch.bestPaths(from: company, to: owner, count: pathCount))
                }
                return (answer, page)
            }
            let shown =
                answer.remainders.prefix(Limits.notPartiesShown).map(\.share.holding.edge) + answer.shownLoopEdges
            return (
                answer, page,
                try exchange.evidence(
                    page.flatMap { $0.paths.flatMap(\.edges) } + shown, measures: [answer.question.measure])
            )
        }
        var response = exchange.json { json in
            json.key("subject")
            json.entity(subject, of: exchange.snapshot)
            json.ownership(answer, page, snapshot: exchange.snapshot)
            json.offRegister(among: [subject] + page.flatMap { [$0.share.node] + $0.paths.flatMap(\.nodes) }, exchange)
            json.evidence(evidence, exchange)
            exchange.page(start, page.count, of: answer.shares.count, epochChanged).write(to: &json)
        }
        response.headers[.vary] = "Accept"
        return response
    }

    /// The answer as a chart.
    private static func chart(
        _ exchange: Exchange, of subject: NodeID, _ direction: OwnershipChart.Direction, _ format: DrawingFormat
    ) async throws -> Response {
        let asked = question(exchange)
        guard asked.variant == .corrected else {
            throw Problem(.malformedParameter, "a chart has corrected shares; variant=plain goes with format=json")
        }
        let question = OwnershipChart.Question(
            direction, day: asked.day, measure: asked.measure, depth: exchange.arguments.integer("depth"),
            minShare: exchange.arguments.share("min-share").map { Double($0) / Double(EdgeAttributes.wholeShare) } ?? 0,
            breadth: exchange.arguments.integer("breadth"), maxNodes: Limits.chartNodesMax)
        let drawing = try await exchange.work {
            let view = exchange.view.ownership
            let chart = try view.withScratch { scratch throws(LoopTooDense) in
                try view.chart(of: view.party(subject), question, maxNodes: asked.maxNodes, scratch: &scratch)
            }
            // A picture has no room for departments; tables and files have.
            let edges = format.isPicture || format == .dot ? [] : chart.edges
            let departments = try exchange.departments(of: edges)
            return Drawing(
                chart: chart, snapshot: exchange.snapshot, kinds: exchange.view.edgeKinds,
                links: { EntityPath.path(of: $0, kind: $1) }, departments: { departments[$0] ?? [] })
        }
        return try await exchange.response(drawing, format)
    }
}

/// A share with the paths that contribute most to it.
struct ShownShare: Sendable {
    var share: IntegratedOwnership.Share
    var paths: [OwnershipPath]
}

extension Exchange {
    /// Where a ranked list goes on: the number of items before.
    ///
    /// - Throws: ``Problem`` `query.badCursor`.
    func offset() throws(Problem) -> (start: Int, epochChanged: Bool) {
        guard let cursor = try cursor() else { return (0, false) }
        guard let start = Int(cursor.key), start >= 0 else { throw ListCursor.bad }
        return (start, cursor.epoch != snapshot.epoch)
    }
}
