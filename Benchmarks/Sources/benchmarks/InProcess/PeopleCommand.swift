import ArgumentParser
import Foundation
import GraphStore
import Profile

/// What ``PeopleCommand`` prints.
struct PeopleReport: Codable {
    var mentionCount: Int
    var identifiedCount: Int
    var entityCount: Int
    var mergeCount: Int
    var possibleCount: Int
    var uncomparedPairCount: Int
    var omittedNeighbourCount: Int
    /// Linking from scratch, in seconds.
    var linkSeconds: Double
    /// Linking one new mention, in seconds.
    var newMedian: Double
    var newP99: Double
    var newMaximum: Double
    /// What was counted.
    var weights: [String: Double]
    /// Pairs by what counts as a mention; absent without truth.
    var quality: [String: PeopleTruth.Pairs]
    /// By what was decided of them: pairs, and those that are one person.
    var standings: [String: [Int]]
}

/// `benchmarks people`: linkage of same-name people, in process.
struct PeopleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people", abstract: "Time and judge the linkage of people; prints JSON.", shouldDisplay: false)

    @OptionGroup var store: OpenedStore
    @Option(help: "persons.csv of the generator's truth.") var truth: String?
    @Option(help: "The file of executives that the store was made from.") var executives: String?

    func run() throws {
        let snapshot = try store.open().snapshot
        guard !snapshot.nodes.range(of: .person).isEmpty else {
            throw BenchmarkError("\(store.data) has no persons to link")
        }
        let start = MonotonicClock.nanoseconds()
        let people = PersonLinkage(snapshot: snapshot).people()
        let seconds = Double(MonotonicClock.nanoseconds() - start) / 1e9
        let times = newMentionTimes(people, snapshot)
        let persons = snapshot.nodes.range(of: .person)
        var report = PeopleReport(
            mentionCount: persons.count,
            identifiedCount: persons.count { snapshot.nodes.isIdentified[$0] != 0 },
            entityCount: people.entityCount, mergeCount: people.merges.count,
            possibleCount: people.possiblySame.count, uncomparedPairCount: people.linkage.uncomparedPairCount,
            omittedNeighbourCount: people.omittedNeighbourCount, linkSeconds: seconds, newMedian: times.median,
            newP99: times.percentile(0.99), newMaximum: times.maximum, weights: Self.numbers(people.weights),
            quality: [:], standings: [:])
        if let truth = try self.truth(snapshot) { judge(people, truth, snapshot, &report) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }

    private func truth(_ snapshot: GraphSnapshot) throws -> PeopleTruth? {
        if let truth {
            return try PeopleTruth(file: truth, snapshot: snapshot, store: store.data)
        }
        return try executives.map { try Executives(file: $0).truth(snapshot) }
    }

    private static func numbers(_ weights: LinkageWeights) -> [String: Double] {
        [
            "recurrence": weights.recurrence, "company": weights.company, "premises": weights.premises,
            "contact": weights.contact, "companion": weights.companion, "role": weights.role, "start": weights.start,
        ]
    }

    /// Asks for mentions that are there already, as if they were new.
    private func newMentionTimes(_ people: People, _ snapshot: GraphSnapshot) -> Latencies {
        var random = Random(seed: 11)
        let persons = snapshot.nodes.range(of: .person)
        let mentions = (0..<1_000).map { _ -> PersonMention in
            let node = NodeID(Int.random(in: persons, using: &random))
            var mention = PersonMention(name: snapshot.nodes.names[node.index])
            for entry in snapshot.graph.entries(of: node) where snapshot.nodes.kind(of: entry.target) == .company {
                let edge = snapshot.graph.table[entry.edge]
                mention.posts.append(
                    PersonMention.Post(
                        company: entry.target, kind: edge.kind, label: edge.attributes.label,
                        since: edge.attributes.since == Day.unknownRawValue ? nil : Day(rawValue: edge.attributes.since)
                    ))
            }
            return mention
        }
        var count = 0
        return Latencies(
            mentions.map { mention in
                let start = MonotonicClock.nanoseconds()
                count += people.entities(for: mention).count
                return MonotonicClock.nanoseconds() - start
            })
    }

    private func judge(
        _ people: People, _ truth: PeopleTruth, _ snapshot: GraphSnapshot, _ report: inout PeopleReport
    ) {
        let isIdentified = { (node: NodeID) in snapshot.nodes.isIdentified[node.index] != 0 }
        let isInCompany = { (node: NodeID) in
            snapshot.graph.entries(of: node).contains { snapshot.nodes.kind(of: $0.target) == .company }
        }
        let all = { (_: NodeID) in true }
        report.quality["rows"] = truth.pairs(entity: people.entity(of:), isCounted: all, byRow: true)
        report.quality["rows without identifier"] = truth.pairs(
            entity: people.entity(of:), isCounted: { !isIdentified($0) }, byRow: true)
        report.quality["rows before linkage"] = truth.pairs(entity: { $0 }, isCounted: all, byRow: true)
        report.quality["nodes"] = truth.pairs(entity: people.entity(of:), isCounted: all, byRow: false)
        report.quality["nodes without identifier"] = truth.pairs(
            entity: people.entity(of:), isCounted: { !isIdentified($0) }, byRow: false)
        report.quality["nodes in companies"] = truth.pairs(
            entity: people.entity(of:), isCounted: isInCompany, byRow: false)
        for link in people.merges + people.possiblySame {
            guard let one = truth.person(link.a), let other = truth.person(link.b) else { continue }
            let standing = "\(link.standing)"
            report.standings[standing, default: [0, 0]][0] += 1
            if one == other { report.standings[standing, default: [0, 0]][1] += 1 }
        }
    }
}
