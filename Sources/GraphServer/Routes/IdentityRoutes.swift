internal import GraphStore
internal import HTTPTypes
internal import Hummingbird
internal import Profile

/// `GET /v1/persons/{id}/identity`: which mentions are taken for one person,
/// and why.
enum IdentityRoutes {
    static let all = [
        Endpoint(
            path: "/v1/persons/{id}/identity",
            summary: "The mentions that are taken for one person with the mention asked about, those that may be, and "
                + "what speaks for and against each pair. Ownership and control count the mentions of a person as one.",
            parameters: [.asOf], schema: "IdentityAnswer", handle: { try await identity($0) })
    ]

    private static func identity(_ exchange: Exchange) async throws -> Response {
        let person = try exchange.entity(.person)
        if let same = exchange.notModified() { return same }
        let (mentions, sharing, merges, possible) = try await exchange.work {
            let people = exchange.view.people
            let mentions = people.mentions(of: person)
            let members = Set(mentions)
            let rows = exchange.snapshot.nodes.sameIdentifierRows
            let identifiers = Set(rows.filter { members.contains($0.person) }.map(\.identifier))
            let sharing = rows.filter { identifiers.contains($0.identifier) && !members.contains($0.person) }
            return (
                mentions, sharing.map(\.person),
                people.merges.filter { members.contains($0.a) && members.contains($0.b) },
                people.possiblySame.filter { members.contains($0.a) != members.contains($0.b) }
            )
        }
        return exchange.json { json in
            json.key("subject")
            json.entity(person, of: exchange.snapshot)
            json.key("mentions")
            json.beginArray()
            for mention in mentions { json.party(mention, view: exchange.view, asOf: exchange.asOf) }
            json.endArray()
            json.key("sameIdentifier")
            json.entities(sharing.prefix(Limits.possiblySameMax), of: exchange.snapshot)
            json.key("sameIdentifierTotal")
            json.number(sharing.count)
            json.key("merges")
            json.links(merges, exchange)
            json.key("possiblySame")
            json.links(Array(possible.prefix(Limits.possiblySameMax)), exchange)
            json.key("possiblySameTotal")
            json.number(possible.count)
        }
    }
}

extension JSONWriter {
    fileprivate mutating func links(_ links: [PersonLink], _ exchange: Exchange) {
        let (snapshot, people) = (exchange.snapshot, exchange.view.people)
        beginArray()
        for link in links {
            beginObject()
            key("a")
            entity(link.a, of: snapshot)
            key("b")
            entity(link.b, of: snapshot)
            key("probability")
            fraction(link.probability)
            key("standing")
            string(link.standing.word)
            key("evidence")
            evidence(people.evidence(link.a, link.b), snapshot: snapshot)
            endObject()
        }
        endArray()
    }

    /// What speaks for and against two mentions being one person.
    mutating func evidence(_ items: [LinkageEvidence], snapshot: GraphSnapshot) {
        beginArray()
        for item in items {
            beginObject()
            key("kind")
            string(item.kind.word)
            key("bits")
            fraction((item.bits * 100).rounded() / 100)
            key("shared")
            shared(item.shared, snapshot: snapshot)
            endObject()
        }
        endArray()
    }

    private mutating func shared(_ shared: LinkageEvidence.Shared?, snapshot: GraphSnapshot) {
        switch shared {
        case nil: null()
        case .node(let node): entity(node, of: snapshot)
        case .name(let name): string(name)
        case .role(_, let label):
            if label == EdgeAttributes.noLabel { null() } else { string(snapshot.labels, Int(label)) }
        case .month(let year, let month): string("\(year)-\(month < 10 ? "0" : "")\(month)")
        case .birthYear(let year): number(year)
        }
    }
}

extension PersonLink.Standing {
    /// The word used in the API.
    var word: String {
        switch self {
        case .merged: "merged"
        case .confirmed: "confirmed"
        case .uncertain: "uncertain"
        case .uncorroborated: "uncorroborated"
        case .ambiguous: "ambiguous"
        case .bridge: "bridge"
        case .vetoed: "vetoed"
        }
    }
}

extension LinkageEvidenceKind {
    /// The word used in the API.
    var word: String {
        switch self {
        case .name: "name"
        case .company: "company"
        case .premises: "premises"
        case .contact: "contact"
        case .companion: "companion"
        case .role: "role"
        case .start: "start"
        case .age: "age"
        }
    }
}
