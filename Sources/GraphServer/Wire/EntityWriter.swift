internal import GraphStore

extension JSONWriter {
    /// An entity as it stands anywhere in an answer: id, kind, name, status,
    /// since, until.
    mutating func entity(_ node: NodeID, of snapshot: GraphSnapshot) {
        beginObject()
        entityMembers(node, of: snapshot)
        endObject()
    }

    /// The members of ``entity(_:of:)``, for objects that say more.
    mutating func entityMembers(_ node: NodeID, of snapshot: GraphSnapshot) {
        key("id")
        string(snapshot.nodes.ids, node.index)
        key("kind")
        string(snapshot.nodes.kind(of: node).name)
        key("name")
        string(snapshot.nodes.names, node.index)
        key("status")
        let status = asOf.map { snapshot.nodes.status(of: node, on: $0) } ?? snapshot.nodes.status[node.index]
        if status == EdgeAttributes.noLabel { null() } else { string(snapshot.labels, Int(status)) }
        key("since")
        day(snapshot.nodes.since[node.index])
        key("until")
        day(snapshot.nodes.until[node.index])
    }

    /// An edge with its evidence.
    ///
    /// - Parameters:
    ///   - edge: one of the snapshot's.
    ///   - view: the snapshot and its words.
    ///   - asOf: the day that `inForce` is about.
    ///   - sources: where each of its records comes from.
    ///   - summaries: whether each source tells its record in one line.
    mutating func edge(
        _ edge: EdgeID, view: ServedView, asOf: Day, sources: [RecordSource], summaries: Bool = false
    ) {
        let snapshot = view.snapshot
        let row = snapshot.graph.table[edge]
        let kind = view.edgeKinds.entry(of: row.kind)
        let attributes = row.attributes
        beginObject()
        key("id")
        string("edge:\(edge.rawValue)")
        key("kind")
        string(view.edgeKinds.name(of: row.kind))
        key("title")
        string(kind?.title.zh ?? "")
        key("from")
        string(snapshot.nodes.ids, row.from.index)
        key("to")
        string(snapshot.nodes.ids, row.to.index)
        key("label")
        if attributes.label == EdgeAttributes.noLabel { null() } else { string(snapshot.labels, Int(attributes.label)) }
        key("since")
        day(attributes.since)
        key("until")
        let isUndated = attributes.until == Day.endedRawValue
        day(isUndated ? Day.unknownRawValue : attributes.until)
        if isUndated {
            key("endedUndated")
            bool(true)
        }
        key("inForce")
        bool(snapshot.graph.table.isInForce(edge, on: asOf))
        if attributes.shareMin >= 0 || attributes.shareMax >= 0 {
            key("share")
            shareRange(attributes.shareMin, attributes.shareMax)
        }
        if attributes.votes >= 0 {
            key("votes")
            shareRange(attributes.votes, attributes.votes)
        }
        if attributes.income >= 0 {
            key("income")
            shareRange(attributes.income, attributes.income)
        }
        if attributes.amount != EdgeAttributes.unknownAmount {
            amount(attributes.amount)
        }
        key("sources")
        beginArray()
        for source in sources {
            beginObject()
            sourceMembers(source)
            if summaries {
                key("summary")
                if let summary = source.summary { escapedString(summary.span) } else { null() }
            }
            endObject()
        }
        endArray()
        endObject()
    }

    /// An edge that no record states: mentions that are or may be one person, or
    /// addresses that are one place or in one building.
    mutating func addedEdge(_ edge: AddedEdges.Edge, id: EdgeID, view: ServedView) {
        let ids = view.snapshot.nodes.ids
        beginObject()
        key("id")
        string("edge:\(id.rawValue)")
        key("kind")
        string(view.edgeKinds.name(of: edge.kind))
        key("title")
        string(view.edgeKinds.entry(of: edge.kind)?.title.zh ?? "")
        key("from")
        string(ids, edge.from.index)
        key("to")
        string(ids, edge.to.index)
        key("label")
        null()
        key("since")
        null()
        key("until")
        null()
        key("inForce")
        bool(true)
        key("probability")
        fraction(edge.probability)
        // What speaks for it and against it.
        key("evidence")
        let isPerson = view.snapshot.nodes.kind(of: edge.from) == .person
        string(isPerson ? "/v1/persons/\(ids[edge.from.index])/identity" : "/v1/places/\(ids[edge.from.index])")
        key("sources")
        beginArray()
        endArray()
        endObject()
    }

    /// A share as a range in 0…1; an unknown bound is `null`.
    mutating func shareRange(_ low: Int32, _ high: Int32) {
        beginObject()
        key("min")
        share(low)
        key("max")
        share(high)
        endObject()
    }

    /// Where a statement comes from, as members of an object that may say more.
    mutating func sourceMembers(_ source: RecordSource) {
        key("record")
        quoted(Int(source.record.rawValue))
        key("theme")
        string(source.theme)
        key("department")
        string(source.department)
        key("source")
        string(source.source)
        key("date")
        day(source.date)
    }

    /// What a query examined and what its answer leaves out.
    mutating func exploration(_ explored: Exploration, omitted: [Omission], kinds: EdgeKindTable) {
        key("explored")
        beginObject()
        key("nodes")
        number(explored.nodes)
        key("entries")
        number(explored.entries)
        endObject()
        key("omitted")
        beginArray()
        for omission in omitted {
            beginObject()
            key("kind")
            // Kind 0 is no edge's: what stopped concerned all kinds.
            string(omission.kind.rawValue == 0 ? "all" : kinds.name(of: omission.kind))
            key("count")
            number(omission.count)
            key("reason")
            string(omission.reason.name)
            endObject()
        }
        endArray()
    }
}

/// The record behind a statement, as far as an answer names it.
struct RecordSource: Sendable, Equatable {
    var record: RecordID
    var theme: String
    var department: String
    var source: String
    /// The day that the record is about, ``Day/unknownRawValue`` without one.
    var date: Int32
    /// The record in one line, JSON-escaped, where it is a fact of an end of the edge.
    var summary: [UInt8]?
}

extension OmissionReason {
    /// The word used in the API.
    var name: String {
        switch self {
        case .notInForce: "notInForce"
        case .shareBelowMinimum: "shareBelowMinimum"
        case .shareUnknown: "shareUnknown"
        case .excludedNode: "excluded"
        case .hub: "hub"
        case .page: "page"
        case .nodeBudget: "nodeBudget"
        case .edgeBudget: "edgeBudget"
        case .entryBudget: "entryBudget"
        case .deadline: "deadline"
        }
    }
}

extension EdgeKindTable {
    /// The word of a kind in the API.
    func name(of kind: EdgeKind) -> String { entry(of: kind)?.name ?? "kind\(kind.rawValue)" }
}
