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
        let (verdict, families, evidence) = try await exchange.work {
            let view = exchange.view.ownership
            let (verdict, families) = view.withScratch { scratch in
                let verdict = view.control.controller(
                    of: company, on: exchange.asOf, maxNodes: Limits.ownershipNodesMax, scratch: &scratch)
                let families = view.families(
                    of: verdict, on: exchange.asOf, maxNodes: Limits.ownershipNodesMax, scratch: &scratch)
                return (verdict, families)
            }
            return (
                verdict, families,
                try exchange.evidence(
                    verdict.shownEdges + families.flatMap(\.shownEdges), measures: [.votes])
            )
        }
        return exchange.json { json in
            json.key("subject")
            json.entity(company, of: exchange.snapshot)
            json.verdict(verdict, snapshot: exchange.snapshot)
            json.families(families, snapshot: exchange.snapshot)
            let chain = [company] + verdict.shownSteps.flatMap { [$0.company] + $0.shownVoters.map(\.holder) }
            json.offRegister(among: chain + verdict.controllers.prefix(Limits.controllersShown), exchange)
            json.evidence(evidence, exchange)
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
        let (total, isCut, page, evidence) = try await exchange.work {
            let view = exchange.view.ownership
            let (found, isCut) = view.withScratch {
                view.control.controlled(
                    by: view.party(party), on: exchange.asOf, maxNodes: Limits.ownershipNodesMax, scratch: &$0)
            }
            let page = Array(found.dropFirst(start).prefix(limit))
            return (
                found.count, isCut, page,
                try exchange.evidence(page.flatMap { $0.stakes + $0.agreements }, measures: [.votes])
            )
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
            json.evidence(evidence, exchange)
            exchange.page(start, page.count, of: total, epochChanged).write(to: &json)
        }
    }

    private static func beneficialOwners(_ exchange: Exchange) async throws -> Response {
        let company = try exchange.entity(.company)
        let rules = try exchange.rules(exchange.view.rules.beneficialOwners)
        if let same = exchange.notModified() { return same }
        let (found, chains, evidence) = try await exchange.work {
            let view = exchange.view.ownership
            let (found, chains) = try view.withScratch { scratch throws(LoopTooDense) in
                let (day, maxNodes) = (exchange.asOf, Limits.ownershipNodesMax)
                let found = try view.beneficialOwners.owners(
                    of: company, under: rules, on: day, maxNodes: maxNodes, scratch: &scratch)
                return (found, try view.chains(of: found, on: day, maxNodes: maxNodes, scratch: &scratch))
            }
            let shown = chains.flatMap { $0.prefix(Limits.chainEdgesShown) }
            return (found, chains, try exchange.evidence(shown, measures: OwnershipMeasure.allCases))
        }
        let notFiling = rules.exemption.flatMap { _ in
            exchange.view.ownership.notFiling(company, on: exchange.asOf, catalogue: exchange.view.catalogue)
        }
        return exchange.json { json in
            json.key("subject")
            json.entity(company, of: exchange.snapshot)
            json.rules(rules)
            json.filing(notFiling, found.exemption)
            json.beneficialOwners(found, chains, rules, snapshot: exchange.snapshot)
            let table = exchange.snapshot.graph.table
            let ends = chains.flatMap { $0.prefix(Limits.chainEdgesShown) }.flatMap {
                [NodeID(rawValue: table.to[$0.index]), NodeID(rawValue: table.from[$0.index])]
            }
            json.offRegister(among: [company] + ends, exchange)
            json.evidence(evidence, exchange)
        }
    }
}

extension Exchange {
    /// The rule set that the request names, or the first.
    ///
    /// - Throws: ``Problem`` `rules.unknown` naming those there are.
    func rules<Rules: RuleSet>(_ all: [Rules]) throws(Problem) -> Rules {
        let wanted = arguments.text("rules")
        guard let found = wanted == nil ? all.first : all.first(where: { $0.id == wanted }) else {
            throw Problem(
                .unknownRules,
                "there is no rule set \(Arguments.shown(wanted ?? "")); known ones: "
                    + all.map(\.id).joined(separator: ", "))
        }
        return found
    }
}

extension JSONWriter {
    /// The rule set that verdicts are given under.
    mutating func rules(_ rules: some RuleSet) {
        key("rules")
        beginObject()
        ruleMembers(rules)
        endObject()
    }

    /// The members of a rule set.
    mutating func ruleMembers(_ rules: some RuleSet) {
        key("id")
        string(rules.id)
        title(rules.title)
        key("instrument")
        string(rules.instrument)
        key("note")
        if let note = rules.note { text(note) } else { null() }
        key("inForceFrom")
        day(rules.inForceFrom?.rawValue ?? Day.unknownRawValue)
    }

    /// `title` in both languages.
    mutating func title(_ title: Title) {
        key("title")
        text(title)
    }

    /// A text in both languages.
    mutating func text(_ text: Title) {
        beginObject()
        languages(text)
        endObject()
    }

    /// The members of a text in both languages.
    mutating func languages(_ text: Title) {
        key("zh")
        string(text.zh)
        key("en")
        string(text.en)
    }

    /// Whether the rules make the company file, and whether it may leave it.
    fileprivate mutating func filing(_ reason: NotFiling?, _ exemption: BeneficialOwners.Exemption?) {
        key("filing")
        if let reason {
            beginObject()
            key("isSubject")
            bool(false)
            key("reason")
            string(reason.rawValue)
            title(reason.title)
            endObject()
        } else {
            null()
        }
        key("exemption")
        if reason == nil, let exemption { string(exemption.rawValue) } else { null() }
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
            edgeIDs(Array(chain.prefix(Limits.chainEdgesShown)))
            omitted(chain.count, of: Limits.chainEdgesShown)
            endObject()
        }
        endArray()
        key("cut")
        ids(found.cut.prefix(Limits.ownershipNotesShown), snapshot: snapshot)
        omitted([("cut", found.cut.count, Limits.ownershipNotesShown)])
    }
}

extension BeneficialOwnerRules {
    /// What a test asks for, or why somebody stands in.
    func title(ofTest id: String) -> Title? {
        switch id {
        case "stateOwned": stateOwned?.title
        case "fallback": fallback?.title
        default: tests.first { $0.id == id }?.title
        }
    }
}
