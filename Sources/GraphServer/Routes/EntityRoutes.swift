internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Profile

/// `GET /v1/persons/{id}`, `/v1/premises/{id}`, `/v1/permits/{id}`,
/// `/v1/contacts/{id}`: an entity as an investigator asks about it.
enum EntityRoutes {
    static let all = [
        endpoint(.person, "A person: companies led, held and managed, now and before; relatives, contacts."),
        endpoint(
            .premises, "Premises: who is and was registered or operates there, hosts, standard address, parts."),
        endpoint(
            .permit, "A permit: number, holders, issuing department, dates, and whether it holds on the day."),
        endpoint(.contact, "A phone number or e-mail address and everybody who uses it."),
    ]

    private static func endpoint(_ kind: NodeKind, _ summary: String) -> Endpoint {
        Endpoint(
            path: "/v1/\(EntityPath.folder(of: kind))/{id}", summary: summary, parameters: [.asOf],
            schema: OpenAPI.pageName(of: kind), handle: { try await page($0, kind) })
    }

    private static func page(_ exchange: Exchange, _ kind: NodeKind) async throws -> Response {
        let node = try await exchange.entityOrNumbered(kind)
        if let same = exchange.notModified() { return same }
        return try await exchange.work {
            let content = content(exchange, node, kind)
            let shown = content.groups.map { $0.relations.prefix(Limits.entityRelationsMax) }
            let edges = shown.flatMap { $0 }.map(\.entry.edge)
            let sources = Dictionary(
                zip(edges, try exchange.sources(of: edges, summaries: true)), uniquingKeysWith: { first, _ in first })
            return try exchange.json { json in
                json.entityMembers(node, of: exchange.snapshot)
                content.write(&json)
                json.groups(content.groups, of: node, exchange: exchange, sources: sources)
                json.statements(of: node, view: exchange.view)
                if kind == .premises {
                    // Which place the address names.
                    json.key("place")
                    json.string("/v1/places/\(exchange.snapshot.nodes.ids[node.index])")
                }
                switch kind {
                case .person, .premises:
                    let profile = exchange.view.panorama.panorama(of: node, asOf: exchange.asOf)
                    let titles = try exchange.view.titles(of: profile)
                    json.facts(of: profile, node: node, titles: titles, view: exchange.view)
                    json.links(
                        of: node, snapshot: exchange.snapshot, [("relations", "/relations"), ("timeline", "/timeline")])
                case .company, .permit, .contact:
                    json.links(of: node, snapshot: exchange.snapshot, [("relations", "/relations")])
                }
            }
        }
    }

    /// What a page has beside the members of every page.
    private struct Content {
        var groups: [RelationGroup]
        var write: (inout JSONWriter) -> Void
    }

    private static func content(_ exchange: Exchange, _ node: NodeID, _ kind: NodeKind) -> Content {
        let (snapshot, catalogue, asOf) = (exchange.snapshot, exchange.view.catalogue, exchange.asOf)
        switch kind {
        case .company: preconditionFailure("a company's page is its panorama")
        case .person:
            let profile = PersonProfile(of: node, in: snapshot, asOf: asOf)
            return Content(groups: profile.groups) { $0.members(of: profile) }
        case .premises:
            let profile = PremisesProfile(of: node, in: snapshot, catalogue: catalogue, asOf: asOf)
            return Content(groups: profile.groups) { $0.members(of: profile, view: exchange.view) }
        case .permit:
            let profile = PermitProfile(of: node, in: snapshot, catalogue: catalogue, asOf: asOf)
            return Content(groups: profile.groups) { $0.members(of: profile, view: exchange.view) }
        case .contact:
            let profile = ContactProfile(of: node, in: snapshot, asOf: asOf)
            return Content(groups: profile.groups) { $0.members(of: profile) }
        }
    }
}
