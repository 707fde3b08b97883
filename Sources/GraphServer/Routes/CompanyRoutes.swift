internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Profile

/// `GET /v1/companies/{id}` and what lies under it.
enum CompanyRoutes {
    static let all = [
        Endpoint(
            path: "/v1/companies/{id}",
            summary: "A company: its registration as each source states it, and how much there is to see.",
            parameters: [.asOf], handle: company),
        Endpoint(
            path: "/v1/companies/{id}/panorama",
            summary:
                "The whole profile of a company in three views of the same facts: overview, departments, timeline. "
                + "knowsPlaces is false shortly after a load, while addresses are not yet placed.",
            parameters: [.asOf], handle: panorama),
    ]

    @Sendable private static func company(_ exchange: Exchange) async throws -> Response {
        let node = try exchange.entity(.company)
        if let same = exchange.notModified() { return same }
        let (view, snapshot) = (exchange.view, exchange.snapshot)
        let profile = view.panorama.panorama(of: node, asOf: exchange.asOf)
        return exchange.json { json in
            json.entityMembers(node, of: snapshot)
            json.word("stage", "stageTitle", profile.stage)
            json.statements(of: node, view: view)
            json.key("counts")
            json.beginObject()
            json.key("facts")
            json.number(profile.facts.count)
            json.key("laterFacts")
            json.number(profile.laterFactCount)
            json.key("edges")
            json.number(snapshot.graph.degree(of: node))
            json.key("edgesNotInForce")
            json.number(profile.relations.notInForceCount)
            json.endObject()
            json.links(of: node, snapshot: snapshot, [("panorama", "/panorama"), ("timeline", "/timeline")])
        }
    }

    /// Answered on the spot: it takes microseconds.
    @Sendable private static func panorama(_ exchange: Exchange) async throws -> Response {
        let node = try exchange.entity(.company)
        let places = exchange.view.readyPlaces
        let form = Exchange.form(knowing: places)
        if let same = exchange.notModified(format: form) { return same }
        let bytes = try exchange.view.panoramaJSON(of: node, asOf: exchange.asOf, places: places)
        return exchange.bytes(bytes, mediaType: "application/json", format: form)
    }
}

extension JSONWriter {
    /// Paths to what else there is of an entity.
    mutating func links(of node: NodeID, snapshot: GraphSnapshot, _ parts: [(StaticString, String)]) {
        let id = snapshot.nodes.ids[node.index]
        let path = EntityPath.path(of: id, kind: snapshot.nodes.kind(of: node))
        key("links")
        beginObject()
        key("self")
        string(path)
        for (name, tail) in parts {
            key(name)
            string(path + tail)
        }
        key("neighbourhood")
        string("/v1/graph/neighbourhood?of=\(PercentText.encodeSegment(id))")
        endObject()
    }
}
