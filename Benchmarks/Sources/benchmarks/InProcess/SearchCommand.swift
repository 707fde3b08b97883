import ArgumentParser
import Foundation
import GraphStore

/// Times of one sort of search query.
struct SearchFigures: Codable {
    /// What the queries are, with examples.
    var name: String
    /// Different queries.
    var queryCount: Int
    /// Nodes found by all of them together, and by the query that finds most.
    var hitCount: Int
    var hitCountMax: Int
    /// In seconds.
    var median: Double
    var p99: Double
    var maximum: Double
}

/// What ``SearchCommand`` prints.
struct SearchReport: Codable {
    /// The sorts of query.
    var sorts: [SearchFigures]
    /// Finding the frequent pairs of characters by reading all names, in seconds.
    var scanMedian: Double
    var scanMaximum: Double
    /// Bytes of all names.
    var nameByteCount: Int
}

/// `benchmarks search`: the first page of many queries, in process.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Time searches in process; prints JSON.", shouldDisplay: false)

    @OptionGroup var store: OpenedStore

    /// Each query is asked so often; all times count.
    private static let passes = 3
    /// Hits on a page, as the server has them.
    private static let pageLength = 20

    func run() throws {
        let snapshot = try store.open().snapshot
        let queries = SearchQueries(snapshot: snapshot)
        let frequent = queries.frequentPairs
        var sorts: [SearchFigures] = []
        for (name, texts) in [
            ("2 characters, frequent", frequent), ("2 characters, rare", queries.rarePairs),
            ("3 characters", queries.parts(ofLength: 3)), ("4 characters", queries.parts(ofLength: 4)),
            ("pinyin and initials", queries.latin), ("2 to 8 digits", queries.digits),
        ] where !texts.isEmpty {
            sorts.append(try figures(name, texts, snapshot.search))
        }
        let scans = scanTimes(frequent, snapshot.nodes.names.bytes)
        let report = SearchReport(
            sorts: sorts, scanMedian: scans.median, scanMaximum: scans.maximum,
            nameByteCount: snapshot.nodes.names.bytes.count)
        print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
    }

    private func figures(_ name: String, _ texts: [String], _ search: SearchIndex) throws -> SearchFigures {
        var counts: [Int] = []
        // Warms up, and counts.
        for text in texts { counts.append(try search.search(text, limit: Self.pageLength).total.count) }
        var times: [UInt64] = []
        for _ in 0..<Self.passes {
            for text in texts {
                let start = MonotonicClock.nanoseconds()
                _ = try search.search(text, limit: Self.pageLength)
                times.append(MonotonicClock.nanoseconds() - start)
            }
        }
        let latencies = Latencies(times)
        return SearchFigures(
            name: "\(name) (\(texts.prefix(3).joined(separator: " ")) …)", queryCount: texts.count,
            hitCount: counts.reduce(0, +), hitCountMax: counts.max() ?? 0, median: latencies.median,
            p99: latencies.percentile(0.99), maximum: latencies.maximum)
    }

    private func scanTimes(_ texts: [String], _ names: Column<UInt8>) -> Latencies {
        let arena = names.span
        var found = 0
        let needles = texts.map { Array($0.utf8) }
        for needle in needles { found += NameScan.occurrenceCount(of: needle.span, in: arena) }
        let times = needles.map { needle in
            let start = MonotonicClock.nanoseconds()
            found -= NameScan.occurrenceCount(of: needle.span, in: arena)
            return MonotonicClock.nanoseconds() - start
        }
        precondition(found == 0, "two scans counted differently")
        return Latencies(times)
    }
}
