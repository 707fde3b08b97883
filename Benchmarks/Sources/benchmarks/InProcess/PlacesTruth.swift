import Foundation
import GraphStore
import Profile

/// Which place each address of the records really is, as the generator wrote it
/// down.
struct PlacesTruth {
    /// What an address is, at three levels; empty where it tells no more.
    struct Truth {
        var level: String
        var door: Substring
        var building: Substring
        var unit: Substring
        var text: String
        var rows = 1
    }

    /// By premises node.
    private(set) var truths: [NodeID: Truth] = [:]

    /// - Parameters:
    ///   - file: `truth/premises.csv` of the generator.
    ///   - snapshot: the graph of the generated data.
    /// - Throws: where the file cannot be read.
    init(file: String, snapshot: GraphSnapshot) throws {
        var nodes: [[UInt8]: NodeID] = [:]
        for node in snapshot.nodes.range(of: .premises) {
            nodes[Self.folded(snapshot.nodes.names[node])] = NodeID(node)
        }
        let text = try String(contentsOfFile: file, encoding: .utf8)
        var villages: Set<Substring> = []
        for line in text.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",", maxSplits: 8, omittingEmptySubsequences: false)
            guard fields.count == 9 else { throw BenchmarkError("\(file): a line with \(fields.count) fields") }
            let address = fields[8].dropFirst().dropLast().replacing("\"\"", with: "\"")
            if fields[4] == "place" { villages.insert(fields[5]) }
            guard let node = nodes[Self.folded(String(address))] else { continue }
            if truths[node] != nil {
                truths[node]?.rows += 1
            } else {
                truths[node] = Truth(
                    level: String(fields[4]), door: fields[5], building: fields[6], unit: fields[7],
                    text: String(address))
            }
        }
        // What the generator calls a building of a village is a numbered house.
        func isHouse(_ truth: Truth) -> Bool {
            truth.level == "building" && truth.text.contains("村") && !truth.text.contains { "幢栋楼座房#".contains($0) }
        }
        for (node, truth) in truths where villages.contains(truth.door) || isHouse(truth) {
            truths[node]?.door = truth.building
            truths[node]?.building = ""
        }
    }

    private static func folded(_ text: String) -> [UInt8] {
        var folded: [UInt8] = []
        TextFolder.fold(Array(text.utf8).span, into: &folded)
        return folded
    }

    /// Compares places with the truth.
    ///
    /// - Parameters:
    ///   - places: of the same snapshot.
    ///   - level: id of the true place, empty for addresses that are not counted.
    ///   - byRow: whether every row is an address of its own, or every spelling.
    ///   - place: ours of an address.
    /// - Returns: counts of pairs of addresses.
    func pairs(
        _ places: Places, _ level: KeyPath<Truth, Substring>, byRow: Bool, place: (NodeID) -> PlaceID?
    ) -> PeopleTruth.Pairs {
        var linked: [PlaceID: Int] = [:]
        var same: [Substring: Int] = [:]
        var both: [String: Int] = [:]
        for (node, truth) in truths where truth.level != "place" && !truth[keyPath: level].isEmpty {
            let count = byRow ? truth.rows : 1
            let id = truth[keyPath: level]
            same[id, default: 0] += count
            // Of one spelling the rows are one place, whether or not we know which.
            let place = place(node)
            if let place { linked[place, default: 0] += count }
            both[(place.map { "\($0.rawValue)" } ?? "n\(node.rawValue)") + ",\(id)", default: 0] += count
        }
        func pairs(_ counts: some Sequence<Int>) -> Int { counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }
        return PeopleTruth.Pairs(linked: pairs(linked.values), same: pairs(same.values), both: pairs(both.values))
    }

    /// Spellings of one place that are apart, and spellings of two that are one,
    /// the latter with the greatest first.
    func errors(
        _ level: KeyPath<Truth, Substring>, limit: Int, place: (NodeID) -> PlaceID?
    ) -> (apart: [[String]], together: [[String]]) {
        var byTruth: [Substring: [NodeID]] = [:]
        var byPlace: [PlaceID: [NodeID]] = [:]
        for (node, truth) in truths where truth.level != "place" && !truth[keyPath: level].isEmpty {
            byTruth[truth[keyPath: level], default: []].append(node)
            if let place = place(node) { byPlace[place, default: []].append(node) }
        }
        func text(_ node: NodeID) -> String { truths[node]?.text ?? "" }
        let apart = byTruth.values.compactMap { nodes -> [String]? in
            var first: [String: NodeID] = [:]
            for node in nodes.sorted() {
                let key = place(node).map { "\($0.rawValue)" } ?? "n\(node.rawValue)"
                if first[key] == nil { first[key] = node }
            }
            return first.count > 1 ? first.values.sorted().map(text) : nil
        }
        let together = byPlace.values.compactMap { nodes -> [String]? in
            var first: [Substring: NodeID] = [:]
            for node in nodes.sorted() {
                guard let id = truths[node]?[keyPath: level], first[id] == nil else { continue }
                first[id] = node
            }
            return first.count > 1 ? first.values.sorted().map(text) : nil
        }
        func worst(_ lists: [[String]]) -> [[String]] {
            Array(lists.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }.prefix(limit))
        }
        return (worst(apart), worst(together))
    }
}
