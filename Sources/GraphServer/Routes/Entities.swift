internal import GraphStore

extension Exchange {
    /// The entity that `{id}` of the path names, by any of its identifiers,
    /// with or without `kind:` before it.
    ///
    /// - Throws: ``Problem`` `entity.unknown`, `entity.wrongKind`.
    func entity(_ kind: NodeKind) throws(Problem) -> NodeID {
        let id = segment("id")
        let node = snapshot.node(id) ?? snapshot.node("\(kind.name):\(id)")
        guard let node else { throw unknown(id, kind: kind.name) }
        let found = snapshot.nodes.kind(of: node)
        guard found == kind else {
            throw Problem(
                .wrongKind, "\(Arguments.shown(id)) is a \(found.name), not a \(kind.name)",
                help: EntityPath.path(of: snapshot.nodes.ids[node.index], kind: found))
        }
        return node
    }

    /// As ``entity(_:)``; a permit also by its number, which permits of
    /// different departments may share.
    ///
    /// - Throws: ``Problem`` `entity.unknown`, `entity.wrongKind`,
    ///   `entity.ambiguous`.
    func entityOrNumbered(_ kind: NodeKind) async throws -> NodeID {
        let id = segment("id")
        guard kind == .permit, snapshot.node(id) == nil, snapshot.node("\(kind.name):\(id)") == nil else {
            return try entity(kind)
        }
        let found = try await work { () -> [NodeID] in
            // What no search can ask for is nobody's number.
            guard let hits = try? snapshot.search.search(id, kinds: [kind], limit: Limits.candidatesMax + 1).hits else {
                return []
            }
            return hits.filter { $0.match == .exact && $0.field == .permitNumber }.map(\.node)
        }
        guard found.count > 1 else { return try found.first ?? entity(kind) }
        let shown = found.prefix(Limits.candidatesMax)
        var problem = Problem(
            .ambiguousEntity,
            "\(found.count > shown.count ? "more than \(shown.count)" : String(found.count)) permits have the number "
                + "\(Arguments.shown(id)); ask for one by its id: "
                + shown.map { snapshot.nodes.ids[$0.index] }.joined(separator: ", "),
            help: "/v1/search?kind=permit&q=\(PercentText.encodeSegment(id))")
        problem.candidates = shown.map { node in
            let id = snapshot.nodes.ids[node.index]
            return Problem.Candidate(
                id: id, name: snapshot.nodes.names[node.index], path: EntityPath.path(of: id, kind: kind))
        }
        throw problem
    }

    /// The entity that a parameter names; a bare number or code is a company's.
    ///
    /// - Throws: ``Problem`` `entity.unknown`.
    func entity(named id: String) throws(Problem) -> NodeID {
        guard let node = snapshot.node(id) ?? snapshot.node("company:\(id)") else { throw unknown(id, kind: "entity") }
        return node
    }

    /// The same where only one kind makes sense.
    ///
    /// - Throws: ``Problem`` `entity.unknown`, `entity.wrongKind`.
    func entity(named id: String, kind: NodeKind) throws(Problem) -> NodeID {
        let node = try entity(named: id)
        let found = snapshot.nodes.kind(of: node)
        guard found == kind else {
            throw Problem(.wrongKind, "\(Arguments.shown(id)) is a \(found.name), not a \(kind.name)")
        }
        return node
    }

    private func unknown(_ id: String, kind: String) -> Problem {
        let text = id.split(separator: ":", maxSplits: 1).last.map(String.init) ?? id
        return Problem(
            .unknownEntity,
            "no \(kind) has the identifier \(Arguments.shown(id)) at epoch \(snapshot.epoch.rawValue); "
                + "search for its name or number",
            help: "/v1/search?q=\(PercentText.encodeSegment(String(text.prefix(60))))")
    }
}

/// Where entities are found on this server.
enum EntityPath {
    /// `/v1/companies/company:9144…`.
    static func path(of id: String, kind: NodeKind) -> String {
        "/v1/\(folder(of: kind))/\(PercentText.encodeSegment(id))"
    }

    /// The folder of a kind under `/v1/`.
    static func folder(of kind: NodeKind) -> String {
        switch kind {
        case .company: "companies"
        case .person: "persons"
        case .premises: "premises"
        case .permit: "permits"
        case .contact: "contacts"
        }
    }
}
