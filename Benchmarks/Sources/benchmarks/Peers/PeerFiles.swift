import Foundation
import GraphStore

/// Writes a snapshot in the peers' schema (Benchmarks/README.md), so
/// that the C reference answers the same questions over the same rows.
///
/// The peers know five kinds of edge and four of node. What is of another kind
/// is not left out, since both programs are to walk the same graph: contacts
/// become rows of `permits`, and edges of further kinds rows of `holds_permit`,
/// which no query reads by its meaning. Facts of companies are the events;
/// companies have no score, premises no coordinates.
struct PeerFiles {
    private let snapshot: GraphSnapshot
    private let folder: String
    private let identifiers: PeerIdentifiers
    private let registration: RegistrationCells
    private let days = DayTexts()

    /// Writes to a folder that is there; files in it are replaced.
    ///
    /// - Throws: ``BenchmarkError`` under a catalogue whose theme `registration`
    ///   lacks a column that the peers have.
    init(snapshot: GraphSnapshot, catalogue: Catalogue, folder: String) throws {
        self.snapshot = snapshot
        self.folder = folder
        identifiers = PeerIdentifiers(nodes: snapshot.nodes)
        registration = try RegistrationCells(snapshot: snapshot, catalogue: catalogue)
    }

    /// Writes all files but the questions.
    ///
    /// - Throws: ``BenchmarkError`` where an edge has ends that the peers' schema
    ///   cannot hold, or a file cannot be written.
    func write() throws {
        let ids = try writeNodes()
        try writeEdges(ids)
        try writeEvents(ids)
    }

    private func file(_ name: String, _ columns: String) throws -> CSVFile {
        try CSVFile("\(folder)/\(name).csv", columns: columns)
    }

    // MARK: Nodes

    /// - Returns: the id of each node, by its number.
    private func writeNodes() throws -> [String] {
        let companies = try file("companies", "id,name,type,industry,status,established,capital,score")
        let persons = try file("persons", "id,name,birth_year")
        let addresses = try file("addresses", "id,text,district,lon,lat")
        let permits = try file("permits", "id,kind,issued,expires")
        let nodes = snapshot.nodes
        var ids: [String] = []
        ids.reserveCapacity(nodes.count)
        for index in 0..<nodes.count {
            let node = NodeID(index)
            let id = identifiers.id(of: node)
            ids.append(id)
            let name = nodes.names.bytes.span.extracting(nodes.names.range(index))
            switch nodes.kind(of: node) {
            case .company:
                companies.field(id)
                companies.field(name)
                let cells = registration.cells(of: node)
                companies.field(cells.type)
                companies.field(cells.industry)
                companies.field(status(of: index))
                companies.field(days.text(nodes.since[index]))
                companies.field(cells.capital)
                companies.field(0)
                try companies.endRow()
            case .person:
                persons.field(id)
                persons.field(name)
                persons.field(nodes.birthYear[index])
                try persons.endRow()
            case .premises:
                addresses.field(id)
                addresses.field(name)
                for _ in 0..<3 { addresses.field(0) }
                try addresses.endRow()
            case .permit, .contact:
                permits.field(id)
                permits.field(name)
                permits.field(days.text(nodes.since[index]))
                permits.field(days.text(nodes.until[index]))
                try permits.endRow()
            }
        }
        for file in [companies, persons, addresses, permits] { try file.close() }
        return ids
    }

    private func status(of node: Int) -> String {
        let label = snapshot.nodes.status[node]
        return label == EdgeAttributes.noLabel ? "" : snapshot.labels[Int(label)]
    }

    // MARK: Edges

    private func writeEdges(_ ids: [String]) throws {
        let representatives = try file("legal_rep", "person,company")
        let shareholders = try file("shareholder", "owner,company,pct,since")
        let officers = try file("officer", "person,company,position")
        let addresses = try file("registered_at", "company,address")
        let permits = try file("holds_permit", "company,permit")
        let table = snapshot.graph.table
        for index in 0..<table.count {
            let edge = table[EdgeID(index)]
            let file: CSVFile
            switch edge.kind {
            case .legalRepresentative: file = representatives
            case .shareholder:
                try check(edge, from: [.company, .person], to: .company)
                file = shareholders
            case .officer: file = officers
            case .registeredAt:
                try check(edge, from: [.company], to: .premises)
                file = addresses
            default: file = permits
            }
            file.field(ids[edge.from.index])
            file.field(ids[edge.to.index])
            if edge.kind == .shareholder {
                file.field(percent(edge.attributes))
                file.field(days.text(edge.attributes.since))
            }
            if edge.kind == .officer {
                let label = edge.attributes.label
                file.field(label == EdgeAttributes.noLabel ? "" : snapshot.labels[Int(label)])
            }
            try file.endRow()
        }
        for file in [representatives, shareholders, officers, addresses, permits] { try file.close() }
    }

    private func check(_ edge: EdgeTable.Edge, from: Set<NodeKind>, to: NodeKind) throws {
        guard from.contains(snapshot.nodes.kind(of: edge.from)), snapshot.nodes.kind(of: edge.to) == to else {
            let ids = snapshot.nodes.ids
            throw BenchmarkError(
                "an edge of kind \(edge.kind.rawValue) from \(ids[edge.from.index]) to \(ids[edge.to.index]) does not "
                    + "fit the peers' schema")
        }
    }

    /// The lower bound of the share, as the peers know no ranges; 0 for unknown.
    private func percent(_ attributes: EdgeAttributes) -> String {
        let share = attributes.shareMin >= 0 ? attributes.shareMin : max(attributes.shareMax, 0)
        return "\(share / 1_000_000).\(String(share % 1_000_000 + 1_000_000).dropFirst())"
    }

    // MARK: Events

    private func writeEvents(_ ids: [String]) throws {
        let events = try file("events", "id,company,kind,department,date,amount")
        let facts = snapshot.facts
        let (dates, records, amounts) = (facts.date.span, facts.record.span, facts.amount.span)
        let (themes, departments) = (facts.theme.span, facts.department.span)
        for company in snapshot.nodes.range(of: .company) {
            for row in facts.range(of: NodeID(company)) {
                events.field(records[row])
                events.field(ids[company])
                events.field(snapshot.themes[Int(themes[row])])
                events.field(snapshot.departments[Int(departments[row])])
                events.field(days.text(dates[row]))
                let fen = amounts[row] == EdgeAttributes.unknownAmount ? 0 : amounts[row]
                events.field("\(fen / 100).\(String(abs(fen % 100) + 100).dropFirst())")
                try events.endRow()
            }
        }
        try events.close()
    }
}

/// Days as the peers write them, each made once.
private final class DayTexts {
    private var texts: [Int32: String] = [:]

    /// `YYYY-MM-DD`; the peers sort by date, so an unknown one comes last.
    func text(_ stored: Int32) -> String {
        if stored == Day.unknownRawValue { return "9999-12-31" }
        if let text = texts[stored] { return text }
        let text = Day(rawValue: stored).iso
        texts[stored] = text
        return text
    }
}

/// What the graph does not keep in columns of its own: cells of a company's
/// newest registration.
private struct RegistrationCells {
    struct Cells {
        var type = ""
        var industry = ""
        var capital = ""
    }

    private let snapshot: GraphSnapshot
    /// Number of the theme; nil when no record is of it.
    private let theme: UInt16?
    private let places: [Int]

    init(snapshot: GraphSnapshot, catalogue: Catalogue) throws {
        self.snapshot = snapshot
        theme = snapshot.themes.firstIndex(of: "registration").map { UInt16($0) }
        let columns = catalogue.themeIndex("registration").map { catalogue.themes[$0].columns.map(\.id) } ?? []
        places = try ["type", "industry", "capital"].map { name in
            guard let place = columns.firstIndex(of: name) else {
                throw BenchmarkError("the theme registration has no column \(name)")
            }
            return place
        }
    }

    func cells(of node: NodeID) -> Cells {
        let bodies = snapshot.bodies
        guard let theme, let row = bodies.range(of: node).last(where: { bodies.theme[$0] == theme }),
            // A payload that is no array has no cells to give.
            let array = try? JSONSerialization.jsonObject(with: Data(bodies.texts.copy(row))) as? [Any]
        else { return Cells() }
        let texts = places.map { place in
            place < array.count && !(array[place] is NSNull) ? "\(array[place])" : ""
        }
        return Cells(type: texts[0], industry: texts[1], capital: texts[2])
    }
}
