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
        let (verdict, members, isCut, evidence) = try await exchange.work {
            let view = exchange.view.ownership
            let (verdict, found, isCut) = view.withScratch { scratch in
                let verdict = view.control.controller(
                    of: company, on: exchange.asOf, maxNodes: Limits.ownershipNodesMax, scratch: &scratch)
                let (found, isCut) = view.control.controlled(
                    by: verdict.head, on: exchange.asOf, maxNodes: Limits.ownershipNodesMax, scratch: &scratch)
                return (verdict, found, isCut)
            }
            let shown = found.dropFirst(start).prefix(limit).flatMap { $0.stakes + $0.agreements }
            return (verdict, found, isCut, try exchange.evidence(shown, measures: [.votes]))
        }
        return exchange.json { json in
            json.key("subject")
            json.entity(company, of: exchange.snapshot)
            json.key("head")
            json.entity(verdict.head, of: exchange.snapshot)
            json.key("outcome")
            json.string(verdict.outcome.rawValue)
            json.key("items")
            json.beginArray()
            let page = members.dropFirst(start).prefix(limit)
            for member in page {
                json.beginObject()
                json.key("entity")
                json.entity(member.company, of: exchange.snapshot)
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
                json.key("head")
                json.entity(group.head, of: exchange.snapshot)
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
