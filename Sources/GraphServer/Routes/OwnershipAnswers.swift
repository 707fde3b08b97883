internal import GraphStore
internal import Profile

extension IntegratedOwnership {
    /// Edges of the loops that an answer lists.
    var shownLoopEdges: [EdgeID] { loops.prefix(Limits.ownershipNotesShown).flatMap(\.shownEdges) }
}

extension IntegratedOwnership.Loop {
    /// Edges that an answer lists.
    fileprivate var shownEdges: [EdgeID] { Array(edges.prefix(Limits.ownershipNotesShown)) }
}

extension JSONWriter {
    /// A page of integrated shares with what there is to say of the whole question.
    mutating func ownership(
        _ answer: IntegratedOwnership, _ page: [ShownShare], snapshot: GraphSnapshot
    ) {
        key("measure")
        string(answer.question.measure.rawValue)
        key("variant")
        string(answer.question.variant.rawValue)
        key("items")
        beginArray()
        for item in page { share(item, snapshot: snapshot) }
        endArray()
        key("ofItself")
        bounds(answer.ofItself)
        key("unattributed")
        fraction(answer.unattributed)
        notParties(answer, snapshot: snapshot)
        notes(answer, snapshot: snapshot)
        key("boundsAreCoarse")
        bool(answer.hasCoarseBounds)
        key("explored")
        beginObject()
        key("nodes")
        number(answer.nodeCount)
        endObject()
    }

    /// Shares of those who are no party.
    private mutating func notParties(_ answer: IntegratedOwnership, snapshot: GraphSnapshot) {
        key("notParties")
        beginObject()
        for kind in [PlaceholderHolding.Kind.public, .unnamed] {
            key(kind.rawValue)
            fraction(answer.remainder(kind))
        }
        key("items")
        beginArray()
        for remainder in answer.remainders.prefix(Limits.notPartiesShown) {
            beginObject()
            key("company")
            string(snapshot.nodes.ids, remainder.company.index)
            key("name")
            string(remainder.share.name(in: snapshot))
            key("kind")
            string(remainder.share.kind.rawValue)
            title(remainder.share.kind.title)
            key("share")
            bounds(remainder.share.holding.bounds)
            key("contribution")
            fraction(remainder.contribution)
            key("edge")
            string("edge:\(remainder.share.holding.edge.rawValue)")
            endObject()
        }
        endArray()
        omitted(answer.remainders.count, of: Limits.notPartiesShown)
        endObject()
    }

    private mutating func share(_ item: ShownShare, snapshot: GraphSnapshot) {
        beginObject()
        key("entity")
        entity(item.share.node, of: snapshot)
        key("share")
        bounds(item.share.bounds)
        key("isUltimate")
        bool(item.share.isUltimate)
        key("paths")
        beginArray()
        for path in item.paths {
            beginObject()
            key("contribution")
            fraction(path.contribution)
            key("isCertain")
            bool(path.isCertain)
            key("nodes")
            ids(path.nodes, snapshot: snapshot)
            key("edges")
            edgeIDs(path.edges)
            endObject()
        }
        endArray()
        endObject()
    }

    /// What is odd, and what was not looked at, on the way: the first of each.
    private mutating func notes(_ answer: IntegratedOwnership, snapshot: GraphSnapshot) {
        let shownMax = Limits.ownershipNotesShown
        key("remarks")
        beginArray()
        for remark in answer.remarks.prefix(shownMax) {
            beginObject()
            key("company")
            string(snapshot.nodes.ids, remark.company.index)
            key("codes")
            words(remark.remarks.words)
            endObject()
        }
        endArray()
        key("loops")
        beginArray()
        for loop in answer.loops.prefix(shownMax) {
            beginObject()
            key("companies")
            ids(loop.companies.prefix(shownMax), snapshot: snapshot)
            key("isClosed")
            bool(loop.isClosed)
            key("edges")
            edgeIDs(loop.shownEdges)
            omitted([
                ("companies", loop.companies.count, shownMax), ("edges", loop.edges.count, loop.shownEdges.count),
            ])
            endObject()
        }
        endArray()
        key("cut")
        ids(answer.cut.prefix(shownMax), snapshot: snapshot)
        omitted([
            ("remarks", answer.remarks.count, shownMax), ("loops", answer.loops.count, shownMax),
            ("cut", answer.cut.count, shownMax),
        ])
    }

    /// How many of a list are left out.
    mutating func omitted(_ count: Int, of shownMax: Int) {
        key("omitted")
        number(max(0, count - shownMax))
    }

    /// How many of each of several lists are left out.
    mutating func omitted(_ lists: [(name: String, count: Int, shownMax: Int)]) {
        key("omitted")
        beginObject()
        for list in lists {
            key(list.name)
            number(max(0, list.count - list.shownMax))
        }
        endObject()
    }

    /// Ids of entities.
    mutating func ids(_ nodes: some Sequence<NodeID>, snapshot: GraphSnapshot) {
        beginArray()
        for node in nodes { string(snapshot.nodes.ids, node.index) }
        endArray()
    }

    /// Entities in the order given.
    mutating func entities(_ nodes: some Sequence<NodeID>, of snapshot: GraphSnapshot) {
        beginArray()
        for node in nodes { entity(node, of: snapshot) }
        endArray()
    }

    /// Ids of edges.
    mutating func edgeIDs(_ edges: [EdgeID]) { words(edges.map { "edge:\($0.rawValue)" }) }

    /// Words of our own or ids.
    mutating func words(_ words: [String]) {
        beginArray()
        for word in words { string(word) }
        endArray()
    }

    /// A range of shares in 0…1.
    mutating func bounds(_ bounds: ClosedRange<Double>) {
        beginObject()
        key("min")
        fraction(bounds.lowerBound)
        key("max")
        fraction(bounds.upperBound)
        endObject()
    }
}

extension Holders.Remarks {
    /// The words used in the API.
    var words: [String] {
        let all: [(Self, String)] = [
            (.normalised, "normalised"), (.excess, "excess"), (.incomplete, "incomplete"), (.inexact, "inexact"),
            (.disputed, "disputed"), (.selfHolding, "selfHolding"), (.parts, "parts"), (.placeholders, "placeholders"),
        ]
        return all.filter { contains($0.0) }.map(\.1)
    }
}

extension PlaceholderHolding.Kind {
    /// Why its holders are no party.
    var title: Title {
        switch self {
        case .public: Title(zh: "公众持股，非主体", en: "public float, not a party")
        case .unnamed: Title(zh: "未具名持股，非主体", en: "holders not named, not a party")
        case .treasury: Title(zh: "本企业所持，无表决权和收益", en: "the company's own, without votes and income")
        }
    }
}
