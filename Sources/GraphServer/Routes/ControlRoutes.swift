internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Profile

/// Who controls whom: `/controller`, `/controlled`, `/beneficial-owners`.
enum ControlRoutes {
    static let all = [
        Endpoint(
            path: "/v1/companies/{id}/controller",
            summary:
                "Who controls the company in the end, by votes, agreements and acting in concert; or why nobody does.",
            parameters: [.asOf], schema: "ControllerAnswer", handle: { try await controller($0) }),
        controlled(.company), controlled(.person),
        Endpoint(
            path: "/v1/companies/{id}/beneficial-owners",
            summary: "The company's beneficial owners under a rule set, with the test that each meets.",
            parameters: [
                .asOf, .text("rules", "id of a rule set; the first of datasets/rules/beneficial-owners unless given"),
            ],
            schema: "BeneficialOwnersAnswer", handle: { try await beneficialOwners($0) }),
    ]

    private static func controller(_ exchange: Exchange) async throws -> Response {
        let company = try exchange.entity(.company)
        if let same = exchange.notModified() { return same }
        let (verdict, edges) = try await exchange.work {
            let view = exchange.view.ownership
            let verdict = view.withScratch {
                view.control.controller(
                    of: company, on: exchange.asOf, maxNodes: Limits.ownershipNodesMax, scratch: &$0)
            }
            return (verdict, try exchange.evidence(verdict.steps.flatMap { $0.voters.map(\.edge) + $0.agreements }))
        }
        return exchange.json { json in
            json.key("subject")
            json.entity(company, of: exchange.snapshot)
            json.verdict(verdict, snapshot: exchange.snapshot)
            json.edges(edges, exchange)
        }
    }

    private static func controlled(_ kind: NodeKind) -> Endpoint {
        Endpoint(
            path: "/v1/\(EntityPath.folder(of: kind))/{id}/controlled",
            summary: "Every company that the \(kind.name) controls: more than half of the votes, its own and those of "
                + "what it controls.",
            parameters: [.asOf, .limit, .cursor], schema: "ControlledAnswer",
            handle: { try await controlled($0, kind) })
    }

    private static func controlled(_ exchange: Exchange, _ kind: NodeKind) async throws -> Response {
        let party = try exchange.entity(kind)
        if let same = exchange.notModified() { return same }
        let (start, epochChanged) = try exchange.offset()
        let limit = exchange.arguments.integer("limit")
        let (total, isCut, page, edges) = try await exchange.work {
            let view = exchange.view.ownership
            let (found, isCut) = view.withScratch {
                view.control.controlled(
                    by: view.party(party), on: exchange.asOf, maxNodes: Limits.ownershipNodesMax, scratch: &$0)
            }
            let page = Array(found.dropFirst(start).prefix(limit))
            return (found.count, isCut, page, try exchange.evidence(page.flatMap { $0.stakes + $0.agreements }))
        }
        return exchange.json { json in
            json.key("subject")
            json.entity(party, of: exchange.snapshot)
            json.key("items")
            json.beginArray()
            for item in page {
                json.beginObject()
                json.key("entity")
                json.entity(item.company, of: exchange.snapshot)
                json.key("votes")
                json.fraction(item.votes)
                json.key("edges")
                json.edgeIDs(item.stakes + item.agreements)
                json.endObject()
            }
            json.endArray()
            json.key("isCut")
            json.bool(isCut)
            json.edges(edges, exchange)
            exchange.page(start, page.count, of: total, epochChanged).write(to: &json)
        }
    }

    private static func beneficialOwners(_ exchange: Exchange) async throws -> Response {
        let company = try exchange.entity(.company)
        let rules = try exchange.rules(exchange.view.rules.beneficialOwners, id: \.id)
        if let same = exchange.notModified() { return same }
        let (found, chains, edges) = try await exchange.work {
            let view = exchange.view.ownership
            let (found, chains) = try view.withScratch { scratch throws(LoopTooDense) in
                let found = try view.beneficialOwners.owners(
                    of: company, under: rules, on: exchange.asOf, scratch: &scratch)
                return (found, try view.chains(of: found, on: exchange.asOf, scratch: &scratch))
            }
            return (found, chains, try exchange.evidence(chains.flatMap(\.self)))
        }
        return exchange.json { json in
            json.key("subject")
            json.entity(company, of: exchange.snapshot)
            json.rules(id: rules.id, rules.title, rules.instrument, note: rules.note)
            json.beneficialOwners(found, chains, rules, snapshot: exchange.snapshot)
            json.edges(edges, exchange)
        }
    }
}

extension Exchange {
    /// The rule set that the request names, or the first.
    ///
    /// - Throws: ``Problem`` `rules.unknown` naming those there are.
    func rules<Rules>(_ all: [Rules], id: (Rules) -> String) throws(Problem) -> Rules {
        let wanted = arguments.text("rules")
        guard let found = wanted == nil ? all.first : all.first(where: { id($0) == wanted }) else {
            throw Problem(
                .unknownRules,
                "there is no rule set \(Arguments.shown(wanted ?? "")); known ones: "
                    + all.map(id).joined(separator: ", "))
        }
        return found
    }

    /// Edges once each, in the order given, with the records behind them.
    func evidence(_ edges: [EdgeID]) throws -> [(EdgeID, [RecordSource])] {
        var seen: Set<EdgeID> = []
        let edges = edges.filter { seen.insert($0).inserted }
        return zip(edges, try sources(of: edges)).map { ($0, $1) }
    }
}

extension JSONWriter {
    /// The evidence of an answer.
    mutating func edges(_ edges: [(EdgeID, [RecordSource])], _ exchange: Exchange) {
        key("edges")
        beginArray()
        for (edge, sources) in edges { self.edge(edge, view: exchange.view, asOf: exchange.asOf, sources: sources) }
        endArray()
    }

    /// The rule set that verdicts are given under.
    mutating func rules(id: String, _ title: RuleTitle, _ instrument: String, note: RuleTitle?) {
        key("rules")
        beginObject()
        key("id")
        string(id)
        self.title(title)
        key("instrument")
        string(instrument)
        key("note")
        if let note { text(note) } else { null() }
        endObject()
    }

    /// `title` in both languages.
    mutating func title(_ title: RuleTitle) {
        key("title")
        text(title)
    }

    /// A text in both languages.
    mutating func text(_ text: RuleTitle) {
        beginObject()
        key("zh")
        string(text.zh)
        key("en")
        string(text.en)
        endObject()
    }

    fileprivate mutating func verdict(_ verdict: ControllerVerdict, snapshot: GraphSnapshot) {
        key("outcome")
        string(verdict.outcome.rawValue)
        key("reason")
        title(verdict.outcome)
        key("controllers")
        beginArray()
        for controller in verdict.controllers { entity(controller, of: snapshot) }
        endArray()
        key("isWithoutLoopVotes")
        bool(verdict.isWithoutLoopVotes)
        key("suspected")
        if let suspected = verdict.suspected { entity(suspected, of: snapshot) } else { null() }
        key("steps")
        beginArray()
        for step in verdict.steps {
            beginObject()
            key("company")
            entity(step.company, of: snapshot)
            key("votes")
            fraction(step.votes)
            key("voters")
            beginArray()
            for voter in step.voters {
                beginObject()
                key("entity")
                entity(voter.holder, of: snapshot)
                key("votes")
                fraction(voter.votes)
                key("edge")
                string("edge:\(voter.edge.rawValue)")
                endObject()
            }
            endArray()
            key("agreements")
            edgeIDs(step.agreements)
            endObject()
        }
        endArray()
    }

    private mutating func title(_ outcome: ControllerVerdict.Outcome) {
        let title =
            switch outcome {
            case .controlled: RuleTitle(zh: "拥有过半数表决权或协议控制", en: "has more than half of the votes, or an agreement")
            case .joint: RuleTitle(zh: "一致行动人合计拥有过半数表决权", en: "parties acting in concert have more than half together")
            case .deadlock: RuleTitle(zh: "双方各占百分之五十，无单一控制人", en: "two parties have exactly half each")
            case .loop: RuleTitle(zh: "循环持股，表决权回到企业自身", en: "the majority comes back to companies that it controls")
            case .dispersed: RuleTitle(zh: "股权分散，无人过半数", en: "nobody has a majority")
            case .undecided: RuleTitle(zh: "部分持股比例不明，可能存在控制人", en: "unknown shares may give somebody a majority")
            case .noHolders: RuleTitle(zh: "无股东记录", en: "no holder is on record")
            case .cut: RuleTitle(zh: "上层股权过大，未全部查验", en: "not everybody above was looked at")
            }
        text(title)
    }

    fileprivate mutating func beneficialOwners(
        _ found: BeneficialOwners, _ chains: [[EdgeID]], _ rules: BeneficialOwnerRules, snapshot: GraphSnapshot
    ) {
        key("outcome")
        string(found.outcome.rawValue)
        key("items")
        beginArray()
        for (owner, chain) in zip(found.owners, chains) {
            beginObject()
            key("entity")
            entity(owner.person, of: snapshot)
            key("test")
            string(owner.test)
            key("clause")
            string(owner.clause)
            if let title = rules.title(ofTest: owner.test) { self.title(title) }
            key("share")
            if let share = owner.share { bounds(share) } else { null() }
            key("measure")
            if let measure = owner.measure { string(measure.rawValue) } else { null() }
            key("isCertain")
            bool(owner.isCertain)
            key("chain")
            edgeIDs(chain)
            endObject()
        }
        endArray()
        key("exemption")
        if let exemption = found.exemption { string(exemption.rawValue) } else { null() }
        key("cut")
        ids(found.cut, snapshot: snapshot)
    }
}

extension BeneficialOwnerRules {
    /// What a test asks for, or why somebody stands in.
    func title(ofTest id: String) -> RuleTitle? {
        switch id {
        case "stateOwned": stateOwned?.title
        case "fallback": fallback?.title
        default: tests.first { $0.id == id }?.title
        }
    }
}
