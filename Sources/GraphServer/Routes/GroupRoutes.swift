internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Profile

/// Control groups and circular shareholdings: of one company, and ranked over
/// the whole registry.
enum GroupRoutes {
    static let all = [
        Endpoint(
            path: "/v1/companies/{id}/group",
            summary: "The control group of a company: its head and every company that the head controls.",
            parameters: [.asOf, .limit, .cursor], schema: "GroupAnswer", handle: { try await group($0) }),
        Endpoint(
            path: "/v1/groups",
            summary: "Control groups of two or more companies, the greatest first; the votes behind each are those of "
                + "/v1/companies/{id}/group.",
            parameters: [.asOf, .limit, .cursor], schema: "GroupList", handle: { try await groups($0) }),
        Endpoint(
            path: "/v1/control-chains",
            summary: "Companies by levels of control up to whoever controls them in the end, of the greatest groups "
                + "first, with how many there are at each level.",
            parameters: [
                .integer("min-levels", 2...Limits.controlLevelsMax, 2, "least number of levels"),
                .integer("max-levels", 2...Limits.controlLevelsMax, Limits.controlLevelsMax, "greatest number"),
                .choice("branches", ["shown", "hidden"], fallback: "shown", "companies that are somebody's branches"),
                .asOf, .limit, .cursor,
            ],
            schema: "ControlChainList", handle: { try await chains($0) }),
        Endpoint(
            path: "/v1/circular-holdings",
            summary:
                "Companies that hold each other in loops, with their shares and the owners outside, the greatest first.",
            parameters: [.asOf, .limit, .cursor], schema: "CircularHoldingList", handle: { try await loops($0) }),
    ]

    private static func group(_ exchange: Exchange) async throws -> Response {
        let company = try exchange.entity(.company)
        if let same = exchange.notModified() { return same }
        let (start, epochChanged) = try exchange.offset()
        let limit = exchange.arguments.integer("limit")
        let (verdict, members, levels, isCut, evidence) = try await exchange.work {
            let view = exchange.view.ownership
            let (verdict, found, levels, isCut) = view.withScratch { scratch in
                let verdict = view.control.controller(
                    of: company, on: exchange.asOf, maxNodes: Limits.ownershipNodesMax, scratch: &scratch)
                let (found, isCut) = view.control.controlled(
                    by: verdict.head, on: exchange.asOf, maxNodes: Limits.ownershipNodesMax, scratch: &scratch)
                let levels = view.control.levels(
                    of: found.map(\.company), below: verdict.head, on: exchange.asOf, scratch: &scratch)
                return (verdict, found, levels, isCut)
            }
            let shown = found.dropFirst(start).prefix(limit).flatMap { $0.stakes + $0.agreements }
            return (verdict, found, levels, isCut, try exchange.evidence(shown, measures: [.votes]))
        }
        return exchange.json { json in
            json.key("subject")
            json.entity(company, of: exchange.snapshot)
            json.head(verdict.head, exchange)
            json.key("outcome")
            json.string(verdict.outcome.rawValue)
            json.key("items")
            json.beginArray()
            let page = members.dropFirst(start).prefix(limit)
            for member in page {
                json.beginObject()
                json.key("entity")
                json.entity(member.company, of: exchange.snapshot)
                json.key("levels")
                if let level = levels[member.company] { json.number(level) } else { json.null() }
                json.key("votes")
                json.fraction(member.votes)
                json.key("edges")
                json.edgeIDs(member.stakes + member.agreements)
                json.endObject()
            }
            json.endArray()
            json.key("isCut")
            json.bool(isCut)
            json.key("omitted")
            json.number(members.count - page.count)
            json.offRegister(among: [company, verdict.head] + page.map(\.company), exchange)
            json.evidence(evidence, exchange)
            exchange.page(start, page.count, of: members.count, epochChanged).write(to: &json)
        }
    }

    private static func groups(_ exchange: Exchange) async throws -> Response {
        if let same = exchange.notModified() { return same }
        let (start, epochChanged) = try exchange.offset()
        let limit = exchange.arguments.integer("limit")
        let structure = try await exchange.work { exchange.view.structure(on: exchange.asOf) }
        return exchange.json { json in
            json.key("items")
            json.beginArray()
            let page = structure.groups.dropFirst(start).prefix(limit)
            for group in page {
                json.beginObject()
                json.head(group.head, exchange)
                json.key("size")
                json.number(group.companies.count)
                json.key("companies")
                json.ids(group.companies.prefix(Limits.groupCompaniesShown), snapshot: exchange.snapshot)
                json.omitted(group.companies.count, of: Limits.groupCompaniesShown)
                json.endObject()
            }
            json.endArray()
            exchange.page(start, page.count, of: structure.groups.count, epochChanged).write(to: &json)
        }
    }

    private static func chains(_ exchange: Exchange) async throws -> Response {
        let (least, most) = (exchange.arguments.integer("min-levels"), exchange.arguments.integer("max-levels"))
        guard least <= most else {
            throw Problem(.malformedParameter, "min-levels=\(least) is more than max-levels=\(most)")
        }
        if let same = exchange.notModified() { return same }
        let (start, epochChanged) = try exchange.offset()
        let limit = exchange.arguments.integer("limit")
        let hidesBranches = exchange.arguments.choice("branches") == "hidden"
        let (structure, counts, found) = try await exchange.work {
            let structure = exchange.view.structure(on: exchange.asOf)
            let chains = structure.chains.filter { !hidesBranches || !exchange.isBranch($0.company) }
            let counts = chains.reduce(into: [:]) { $0[$1.levels, default: 0] += 1 }
            return (
                structure, counts.sorted { $0.key < $1.key }, chains.filter { (least...most).contains($0.levels) }
            )
        }
        let page = found.dropFirst(start).prefix(limit)
        return exchange.json { json in
            json.key("counts")
            json.beginArray()
            for (levels, companies) in counts {
                json.beginObject()
                json.key("levels")
                json.number(levels)
                json.key("companies")
                json.number(companies)
                json.endObject()
            }
            json.endArray()
            json.key("items")
            json.beginArray()
            for chain in page {
                let group = structure.groups[chain.group]
                json.beginObject()
                json.key("entity")
                json.entity(chain.company, of: exchange.snapshot)
                json.key("levels")
                json.number(chain.levels)
                json.head(group.head, exchange)
                json.key("isBranch")
                json.bool(exchange.isBranch(chain.company))
                json.key("groupSize")
                json.number(group.companies.count)
                json.endObject()
            }
            json.endArray()
            exchange.page(start, page.count, of: found.count, epochChanged).write(to: &json)
        }
    }

    private static func loops(_ exchange: Exchange) async throws -> Response {
        if let same = exchange.notModified() { return same }
        let (start, epochChanged) = try exchange.offset()
        let limit = exchange.arguments.integer("limit")
        let (structure, page, evidence) = try await exchange.work {
            let structure = exchange.view.structure(on: exchange.asOf)
            let page = Array(structure.loops.dropFirst(start).prefix(limit))
            return (structure, page, try exchange.evidence(page.flatMap { ($0.inside + $0.outside).map(\.edge) }))
        }
        return exchange.json { json in
            json.key("items")
            json.beginArray()
            for loop in page {
                json.beginObject()
                json.key("companies")
                json.entities(loop.companies, of: exchange.snapshot)
                json.key("isClosed")
                json.bool(loop.isClosed)
                json.key("inside")
                json.stakes(loop.inside, snapshot: exchange.snapshot)
                json.key("outside")
                json.stakes(loop.outside, snapshot: exchange.snapshot)
                json.endObject()
            }
            json.endArray()
            json.evidence(evidence, exchange)
            exchange.page(start, page.count, of: structure.loops.count, epochChanged).write(to: &json)
        }
    }
}

extension Exchange {
    /// Whether a company is somebody's branch on the day.
    fileprivate func isBranch(_ company: NodeID) -> Bool { view.ownership.isBranch(company, on: asOf) }

    /// The page of a ranked list that began after `start` items.
    func page(_ start: Int, _ returned: Int, of total: Int, _ epochChanged: Bool) -> Page {
        let end = start + returned
        return Page(
            total: total, returned: returned, next: end < total ? cursor(after: String(end)) : nil,
            epochChanged: epochChanged)
    }
}

extension JSONWriter {
    fileprivate mutating func stakes(_ stakes: [RegistryStructure.Stake], snapshot: GraphSnapshot) {
        beginArray()
        for stake in stakes {
            beginObject()
            key("holder")
            entity(stake.holder, of: snapshot)
            key("company")
            string(snapshot.nodes.ids, stake.company.index)
            key("share")
            bounds(stake.bounds)
            key("edge")
            string("edge:\(stake.edge.rawValue)")
            endObject()
        }
        endArray()
    }
}

extension JSONWriter {
    /// Whom companies are under, and whether that is the state, which makes them no
    /// group of enterprises.
    fileprivate mutating func head(_ head: NodeID, _ exchange: Exchange) {
        key("head")
        entity(head, of: exchange.snapshot)
        key("headIsState")
        bool(exchange.view.ownership.stateParties.contains(head))
    }
}
