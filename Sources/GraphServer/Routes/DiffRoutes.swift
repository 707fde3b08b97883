internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Profile

/// `GET /v1/diff`: what changed in a company's ownership between two days.
enum DiffRoutes {
    static let all = [
        Endpoint(
            path: "/v1/diff",
            summary: "What changed between two days: holders, controller, beneficial owners and group of a company.",
            parameters: [
                .entity("of", "the company", required: true),
                Parameter(name: "from", form: .day, isRequired: true, summary: "the first day"),
                Parameter(name: "to", form: .day, summary: "the second day; today unless given"),
                .text("rules", "id of a rule set of beneficial owners; the first unless given"),
            ],
            schema: "DiffAnswer", handle: { try await diff($0) })
    ]

    private static func diff(_ exchange: Exchange) async throws -> Response {
        let company = try exchange.entity(named: exchange.arguments.text("of") ?? "")
        guard exchange.snapshot.nodes.kind(of: company) == .company else {
            throw Problem(.wrongKind, "of= names a \(exchange.snapshot.nodes.kind(of: company).name), not a company")
        }
        let rules = try exchange.rules(exchange.view.rules.beneficialOwners)
        // The day of the answer is today: the question takes no `as-of`.
        let first = exchange.arguments.day("from") ?? exchange.asOf
        let second = exchange.arguments.day("to") ?? exchange.asOf
        guard first <= second else {
            throw Problem(.malformedParameter, "from=\(first.iso) is after to=\(second.iso); exchange the two")
        }
        if let same = exchange.notModified() { return same }
        let (change, evidence) = try await exchange.work {
            let view = exchange.view.ownership
            let maxNodes = Limits.ownershipNodesMax
            let (change, chains) = try view.withScratch { scratch throws(LoopTooDense) in
                let change = try view.change(
                    of: company, from: first, to: second, rules: rules, maxNodes: maxNodes, scratch: &scratch)
                let owners = change.beneficialOwners
                let before = try view.chains(of: owners.before, on: first, maxNodes: maxNodes, scratch: &scratch)
                let after = try view.chains(of: owners.after, on: second, maxNodes: maxNodes, scratch: &scratch)
                return (change, (before + after).flatMap { $0.prefix(Limits.chainEdgesShown) })
            }
            return (
                change,
                try exchange.evidence(
                    change.decisiveEdges + chains, measures: OwnershipMeasure.allCases, on: [first, second])
            )
        }
        return exchange.json { json in
            json.key("subject")
            json.entity(company, of: exchange.snapshot)
            json.key("from")
            json.day(first.rawValue)
            json.key("to")
            json.day(second.rawValue)
            json.change(change, snapshot: exchange.snapshot)
            json.evidence(evidence, exchange)
        }
    }
}

extension OwnershipChange {
    /// Holdings that changed, and what control rests on before and after.
    fileprivate var decisiveEdges: [EdgeID] {
        let holdings =
            holders.prefix(Limits.diffItemsMax).flatMap { [$0.before, $0.after] }
            + placeholders.prefix(Limits.diffItemsMax).flatMap { [$0.before?.holding, $0.after?.holding] }
        let members = joinedGroup.prefix(Limits.diffItemsMax) + leftGroup.prefix(Limits.diffItemsMax)
        return holdings.compactMap { $0?.edge } + controller.before.shownEdges + controller.after.shownEdges
            + members.flatMap(\.shownEdges)
    }
}

extension ControlQuery.Controlled {
    /// What controls the company, as far as an answer lists it.
    fileprivate var shownEdges: [EdgeID] { Array((stakes + agreements).prefix(Limits.votersShown)) }
}

extension ControllerVerdict {
    /// Voters of the steps shown whose holdings are not among the edges.
    fileprivate var votersOmitted: Int {
        shownSteps.reduce(0) { $0 + max(0, $1.voters.count - Limits.votersShown) }
    }
}

extension JSONWriter {
    fileprivate mutating func change(_ change: OwnershipChange, snapshot: GraphSnapshot) {
        key("holders")
        beginArray()
        for holder in change.holders.prefix(Limits.diffItemsMax) {
            beginObject()
            key("entity")
            entity(holder.holder, of: snapshot)
            holdings(before: holder.before, after: holder.after)
            endObject()
        }
        endArray()
        key("notParties")
        beginArray()
        for change in change.placeholders.prefix(Limits.diffItemsMax) {
            guard let either = change.before ?? change.after else { continue }
            beginObject()
            key("name")
            string(either.name(in: snapshot))
            key("kind")
            string(either.kind.rawValue)
            title(either.kind.title)
            holdings(before: change.before?.holding, after: change.after?.holding)
            endObject()
        }
        endArray()
        key("controller")
        let controllers = change.controller
        let isSameController =
            controllers.before.outcome == controllers.after.outcome
            && controllers.before.controllers == controllers.after.controllers
        pair(controllers, isChanged: !isSameController) { json, verdict in
            json.key("outcome")
            json.string(verdict.outcome.rawValue)
            json.key("controllers")
            json.ids(verdict.controllers.prefix(Limits.controllersShown), snapshot: snapshot)
            json.omitted([
                ("controllers", verdict.controllers.count, Limits.controllersShown),
                ("steps", verdict.steps.count, Limits.controlStepsShown),
                ("voters", verdict.votersOmitted, 0),
            ])
        }
        key("beneficialOwners")
        let owners = change.beneficialOwners
        pair(owners, isChanged: !change.isSameOwners) { json, owners in
            json.key("outcome")
            json.string(owners.outcome.rawValue)
            json.key("persons")
            json.ids(owners.owners.map(\.person), snapshot: snapshot)
            json.key("cut")
            json.ids(owners.cut.prefix(Limits.ownershipNotesShown), snapshot: snapshot)
            json.omitted([("cut", owners.cut.count, Limits.ownershipNotesShown)])
        }
        key("group")
        beginObject()
        key("headBefore")
        entity(change.groupHead.before, of: snapshot)
        key("headAfter")
        entity(change.groupHead.after, of: snapshot)
        for (name, members) in [("joined", change.joinedGroup), ("left", change.leftGroup)] {
            key(name)
            beginArray()
            for member in members.prefix(Limits.diffItemsMax) {
                beginObject()
                key("entity")
                entity(member.company, of: snapshot)
                key("edges")
                edgeIDs(member.shownEdges)
                omitted(member.stakes.count + member.agreements.count, of: Limits.votersShown)
                endObject()
            }
            endArray()
        }
        key("isCut")
        bool(change.isGroupCut)
        endObject()
        omitted([
            ("holders", change.holders.count, Limits.diffItemsMax),
            ("notParties", change.placeholders.count, Limits.diffItemsMax),
            ("joined", change.joinedGroup.count, Limits.diffItemsMax),
            ("left", change.leftGroup.count, Limits.diffItemsMax),
        ])
    }

    private mutating func holdings(before: Holding?, after: Holding?) {
        for (name, holding) in [("before", before), ("after", after)] {
            key(name)
            guard let holding else {
                null()
                continue
            }
            beginObject()
            key("share")
            bounds(holding.bounds)
            key("edge")
            string("edge:\(holding.edge.rawValue)")
            endObject()
        }
    }

    private mutating func pair<Value>(
        _ pair: OwnershipChange.Pair<Value>, isChanged: Bool, _ write: (inout JSONWriter, Value) -> Void
    ) {
        beginObject()
        key("isChanged")
        bool(isChanged)
        key("before")
        beginObject()
        write(&self, pair.before)
        endObject()
        key("after")
        beginObject()
        write(&self, pair.after)
        endObject()
        endObject()
    }
}
