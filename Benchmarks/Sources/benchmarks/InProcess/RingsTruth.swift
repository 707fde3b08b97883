import Foundation
import GraphStore
import Profile

/// Which companies are planted rings and which planted crowds are harmless, as
/// the generator wrote it down.
struct RingsTruth {
    /// Companies by ring, and what kind each is.
    private(set) var rings: [String: Set<NodeID>] = [:]
    private(set) var scenarios: [String: String] = [:]
    private(set) var crowds: [NodeID: String] = [:]
    private var ringOf: [NodeID: String] = [:]

    /// What a ranked list is worth.
    struct Quality: Codable {
        var listed = 0
        var alerts = 0
        var alertsRight = 0
        var truths = 0
        var found = 0
        var averagePrecision = 0.0
        var precisionAt50 = 0.0
        var precisionAt100 = 0.0
        var benignInTop100 = 0
        /// Found of all, by kind.
        var byScenario: [String: [Int]] = [:]
        /// The first wrong ones and those that were missed.
        var wrong: [String] = []
        var missed: [String] = []
    }

    /// - Parameters:
    ///   - folder: `truth` of the generator.
    ///   - snapshot: the graph of the generated data.
    /// - Throws: where a file cannot be read.
    init(folder: String, snapshot: GraphSnapshot) throws {
        for (file, isRing) in [("rings.csv", true), ("benign.csv", false)] {
            let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
            for line in text.split(separator: "\n").dropFirst() {
                let fields = line.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false)
                guard fields.count == 4 else { throw BenchmarkError("\(folder)/\(file): a line with too few fields") }
                guard let node = snapshot.node("company:\(fields[0])") else { continue }
                if isRing {
                    rings[String(fields[1]), default: []].insert(node)
                    scenarios[String(fields[1])] = String(fields[2])
                    ringOf[node] = String(fields[1])
                } else {
                    crowds[node] = String(fields[2])
                }
            }
        }
    }

    /// Judges sets of companies in the order of their rank.
    ///
    /// - Parameters:
    ///   - list: ranked, with what they are called in mistakes.
    ///   - alertCount: how many of the first are alerts.
    ///   - isRight: whether a set shows the ring that most of it belongs to.
    /// - Returns: each ring counts once, with the first that shows it.
    func quality(
        _ list: [(companies: [NodeID], name: String)], alertCount: Int,
        isRight: (_ companies: [NodeID], _ ring: Set<NodeID>) -> Bool
    ) -> Quality {
        var quality = Quality(listed: list.count, alerts: alertCount, truths: rings.count)
        var found: Set<String> = []
        for (rank, item) in list.enumerated() {
            var votes: [String: Int] = [:]
            for company in item.companies { if let ring = ringOf[company] { votes[ring, default: 0] += 1 } }
            let best = votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
            let right = best.map { isRight(item.companies, rings[$0] ?? []) } ?? false
            if right, let best {
                if rank < alertCount { quality.alertsRight += 1 }
                // A second place of one ring is right and found no new one.
                if found.insert(best).inserted, rank < alertCount || rank < 100 {
                    quality.averagePrecision += Double(found.count) / Double(rank + 1)
                }
            } else {
                let crowd = item.companies.compactMap { crowds[$0] }.first
                if rank < 100, rank < alertCount, crowd != nil { quality.benignInTop100 += 1 }
                if rank < alertCount, quality.wrong.count < 25 {
                    quality.wrong.append("\(rank + 1) \(crowd ?? "ordinary") \(item.name)")
                }
            }
            let correct = found.count
            if rank < 50 { quality.precisionAt50 = Double(correct) / 50 }
            if rank < 100 { quality.precisionAt100 = Double(correct) / 100 }
        }
        quality.found = found.count
        quality.averagePrecision /= Double(max(1, rings.count))
        for (ring, scenario) in scenarios {
            quality.byScenario[scenario, default: [0, 0]][1] += 1
            if found.contains(ring) { quality.byScenario[scenario, default: [0, 0]][0] += 1 }
        }
        quality.missed = rings.keys.filter { !found.contains($0) }.sorted().map {
            "\($0) \(scenarios[$0] ?? "") \(rings[$0]?.count ?? 0)"
        }
        return quality
    }
}
