import Foundation
import GraphStore

/// What both programs are asked: the same random companies, by our ids and by
/// the peers'.
struct Questions {
    /// Companies of each query, as in the peers' data sets.
    static let count = 1000
    /// Neighbourhoods that are drawn.
    static let drawnCount = 5
    /// Nodes of each.
    static let drawnNodeCount = 200

    let snapshot: GraphSnapshot
    let folder: String

    /// Where the same questions lie with other pairs: of companies that a path
    /// joins. Random pairs of a registry whose persons are mostly known by name
    /// alone rarely are, and then no path is searched for far.
    static func joined(_ folder: String) -> String { folder + "/joined" }

    /// Writes `seeds`, `pairs`, `own_up` and `own_down` for the peers,
    /// `our_` with these names and `our_drawings` for us, and the same with
    /// pairs that are ``joined(_:)``.
    ///
    /// - Throws: ``BenchmarkError`` for a data set of fewer than two companies.
    func write() throws {
        let companies = snapshot.nodes.range(of: .company)
        guard companies.count >= 2 else {
            throw BenchmarkError("a data set of \(companies.count) companies has nothing to ask")
        }
        var random = Random(seed: 20_260_101)
        let all = companies.map { NodeID($0) }
        let seeds = (0..<Self.count).map { _ in companies.random(&random) }
        let joined = try joinedGroups(of: all)
        for (folder, groups) in [(folder, [all]), (Self.joined(folder), joined)] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try write("seeds", "id", seeds.map { [$0] }, in: folder)
            try write("pairs", "a,b", (0..<Self.count).map { _ in pair(of: groups, &random) }, in: folder)
            for (name, direction) in [("own_up", EdgeDirection.in), ("own_down", .out)] {
                let holding = all.filter { hasCompany(at: $0, direction) }
                let asked = (0..<Self.count).map { holding.randomElement(using: &random) ?? seeds[$0] }
                try write(name, "id", asked.map { [$0] }, in: folder)
            }
        }
        try writeDrawings(&random)
    }

    /// Companies that the edges of Q3 join, a group for each of them that can
    /// stand first in a pair; all companies where no edge joins two.
    private func joinedGroups(of companies: [NodeID]) throws -> [[NodeID]] {
        let found = try snapshot.graph.connectedComponents(
            filter: EdgeFilter(kinds: [.legalRepresentative, .shareholder, .officer]))
        let components = Dictionary(grouping: companies) { found.labels[$0.index] }
        let groups = companies.compactMap { components[found.labels[$0.index]] }.filter { $0.count > 1 }
        return groups.isEmpty ? [companies] : groups
    }

    /// Two companies of a random group.
    private func pair(of groups: [[NodeID]], _ random: inout Random) -> [NodeID] {
        let group = groups[Int.random(in: groups.indices, using: &random)]
        let first = Int.random(in: group.indices, using: &random)
        let step = Int.random(in: 1..<group.count, using: &random)
        return [group[first], group[(first + step) % group.count]]
    }

    private func write(
        _ name: String, _ columns: String, _ rows: [[NodeID]], in folder: String
    ) throws {
        let identifiers = PeerIdentifiers(nodes: snapshot.nodes)
        let theirs = try CSVFile("\(folder)/\(name).csv", columns: columns)
        let ours = try CSVFile("\(folder)/our_\(name).csv", columns: columns)
        for row in rows {
            for node in row {
                theirs.field(identifiers.id(of: node))
                ours.field(snapshot.nodes.ids[node.index])
            }
            try theirs.endRow()
            try ours.endRow()
        }
        try theirs.close()
        try ours.close()
    }

    private func hasCompany(at node: NodeID, _ direction: EdgeDirection) -> Bool {
        let graph = snapshot.graph
        return graph.row(of: node, mark: EdgeMark(.shareholder, direction)).contains {
            snapshot.nodes.kind(of: graph.entry(at: $0).target) == .company
        }
    }

    /// Companies whose surroundings fill a drawing, and how many hops that takes.
    private func writeDrawings(_ random: inout Random) throws {
        let file = try CSVFile("\(folder)/our_drawings.csv", columns: "id,depth")
        let companies = snapshot.nodes.range(of: .company)
        var scratch = TraversalScratch()
        // A registry without shareholders may have none: then nothing is drawn.
        for _ in 0..<companies.count where file.rowCount < Self.drawnCount {
            let node = companies.random(&random)
            for depth in 2...4 {
                let found = snapshot.graph.neighbourhood(
                    of: [node], hops: depth, filter: EdgeFilter(asOf: .today),
                    budget: Budget(maxNodes: Self.drawnNodeCount), scratch: &scratch)
                guard found.nodes.count == Self.drawnNodeCount else { continue }
                file.field(snapshot.nodes.ids[node.index])
                file.field(depth)
                try file.endRow()
                break
            }
        }
        try file.close()
    }

    /// Rows of a file of questions, without its heading.
    ///
    /// - Throws: where the file cannot be read: it has to be prepared first.
    static func read(_ name: String, in folder: String) throws -> [[String]] {
        let text = try String(contentsOfFile: "\(folder)/our_\(name).csv", encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map { line in line.split(separator: ",").map(String.init) }
    }
}

extension Range<Int> {
    fileprivate func random(_ random: inout Random) -> NodeID { NodeID(Int.random(in: self, using: &random)) }
}

extension Day {
    /// The day that programs take when none is given.
    static var today: Day {
        let now = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
        return Day(year: now.year ?? 2000, month: now.month ?? 1, day: now.day ?? 1) ?? Day(rawValue: 0)
    }
}
