internal import GraphStore
internal import Profile

/// What an answer about ownership rests on.
struct Evidence: Sendable {
    /// Each edge once, with the records that state it.
    var edges: [(edge: EdgeID, sources: [RecordSource])]
    /// What the shareholdings among them come to, on each day of the answer.
    var holdings: [CountedHolding]
    /// Registrations that state the capital which amounts are shares of.
    var capitals: [NodeID: (fen: Int64, source: RecordSource)]
    /// People of whom an edge names another mention than the answer does.
    var people: [(person: NodeID, mentions: [NodeID])]
}

extension Exchange {
    /// The edges that an answer names, with the records behind them; behind each
    /// shareholding the other statements that it rests on. Shares are counted on
    /// the day of the answer unless others are given. Blocks: call it from a work
    /// queue.
    ///
    /// - Precondition: there is a measure.
    func evidence(
        _ edges: [EdgeID], measures: [OwnershipMeasure] = [.capital], on days: [Day]? = nil
    ) throws -> Evidence {
        let (view, days) = (view.ownership, days ?? [asOf])
        var seen: Set<EdgeID> = []
        let edges = edges.flatMap { edge in
            [edge] + days.flatMap { view.statements(beside: edge, on: $0) }
        }.filter { seen.insert($0).inserted }
        let holdings = days.flatMap { counted(edges, measures, on: $0) }
        var capitals: [NodeID: (Int64, RecordSource)] = [:]
        for counted in holdings where counted.holding.basis == .amountOverCapital {
            guard capitals[counted.company] == nil else { continue }
            capitals[counted.company] = snapshot.registeredCapitalFact(of: counted.company).map {
                (snapshot.facts.amount[$0], source(ofFact: $0))
            }
        }
        return Evidence(
            edges: zip(edges, try sources(of: edges)).map { ($0, $1) }, holdings: holdings, capitals: capitals,
            people: people(behind: edges))
    }

    /// Shares by the first measure, and by the others where they differ from it.
    private func counted(_ edges: [EdgeID], _ measures: [OwnershipMeasure], on day: Day) -> [CountedHolding] {
        let all = measures.map { view.ownership.holdings(behind: edges, on: day, by: $0) }
        let first = Dictionary(
            all[0].map { ($0.holding.edge, $0.holding.bounds) }, uniquingKeysWith: { first, _ in first })
        return all[0] + all.dropFirst().flatMap { $0.filter { first[$0.holding.edge] != $0.holding.bounds } }
    }

    /// People of whom an edge names another mention than the one that answers speak of.
    private func people(behind edges: [EdgeID]) -> [(person: NodeID, mentions: [NodeID])] {
        let table = snapshot.graph.table
        var people: [NodeID] = []
        var mentions: [NodeID: [NodeID]] = [:]
        for edge in edges where edge.index < table.count {
            for end in [NodeID(rawValue: table.from[edge.index]), NodeID(rawValue: table.to[edge.index])] {
                let person = view.ownership.party(end)
                guard person != end else { continue }
                if mentions[person] == nil { people.append(person) }
                if mentions[person]?.contains(end) != true { mentions[person, default: []].append(end) }
            }
        }
        return people.map { ($0, mentions[$0] ?? []) }
    }
}

extension JSONWriter {
    /// What an answer rests on.
    mutating func evidence(_ evidence: Evidence, _ exchange: Exchange) {
        let snapshot = exchange.snapshot
        key("edges")
        beginArray()
        for (edge, sources) in evidence.edges {
            self.edge(edge, view: exchange.view, asOf: exchange.asOf, sources: sources)
        }
        endArray()
        key("counted")
        beginArray()
        for counted in evidence.holdings {
            self.counted(counted, capital: evidence.capitals[counted.company], snapshot: snapshot)
        }
        endArray()
        key("samePerson")
        beginArray()
        for (person, mentions) in evidence.people {
            beginObject()
            key("person")
            string(snapshot.nodes.ids, person.index)
            key("mentions")
            ids(mentions, snapshot: snapshot)
            key("evidence")
            string("/v1/persons/\(snapshot.nodes.ids[person.index])/identity")
            endObject()
        }
        endArray()
    }

    private mutating func counted(
        _ counted: CountedHolding, capital: (fen: Int64, source: RecordSource)?, snapshot: GraphSnapshot
    ) {
        let holding = counted.holding
        beginObject()
        key("company")
        string(snapshot.nodes.ids, counted.company.index)
        key("holder")
        if let holder = counted.holder { string(snapshot.nodes.ids, holder.index) } else { null() }
        key("asOf")
        day(counted.day.rawValue)
        key("measure")
        string(counted.measure.rawValue)
        key("share")
        bounds(holding.bounds)
        key("basis")
        string(holding.basis.rawValue)
        key("whole")
        beginObject()
        switch holding.basis {
        case .amountOverCapital:
            if let capital {
                amount(capital.fen)
                key("source")
                beginObject()
                sourceMembers(capital.source)
                endObject()
            }
        case .amountOverSum: amount(holding.whole)
        case .stated, .relation, .unknown: break
        }
        key("share")
        fraction(counted.divisor)
        endObject()
        key("isLimitedByOthers")
        bool(counted.isLimitedByOthers)
        key("isDisputed")
        bool(holding.isDisputed)
        key("edges")
        edgeIDs(counted.statements)
        endObject()
    }
}
