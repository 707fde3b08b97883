import Foundation

/// What one program measured of the queries: a name for each query, and its
/// numbers by their names. The C reference prints this as JSON, and so does
/// ``QueriesCommand``.
struct Figures: Codable {
    /// Times in microseconds (`median_us`, `p99_us`) and counts of results.
    var queries: [String: [String: Double]] = [:]

    init() {}

    /// Texts and single numbers beside the queries are passed over.
    init(from decoder: any Decoder) throws {
        let members = try decoder.singleValueContainer().decode([String: Member].self)
        for case (let name, .numbers(let numbers)) in members { queries[name] = numbers }
        // The only number of its own that is of use here.
        if case .number(let megabytes) = members["rss_mb"] { queries["process"] = ["rss_mb": megabytes] }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(queries)
    }

    private enum Member: Decodable {
        case numbers([String: Double])
        case number(Double)
        case text

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            // One of three forms; the next is tried where one does not fit.
            if let numbers = try? container.decode([String: Double].self) {
                self = .numbers(numbers)
            } else if let number = try? container.decode(Double.self) {  // As above.
                self = .number(number)
            } else {
                self = .text
            }
        }
    }

    /// A median and a p99 with the counts of results.
    mutating func add(_ name: String, _ times: Latencies, _ counts: [String: Int]) {
        var numbers = counts.mapValues(Double.init)
        numbers["median_us"] = times.median * 1e6
        numbers["p99_us"] = times.percentile(0.99) * 1e6
        numbers["n"] = Double(times.count)
        queries[name] = numbers
    }

    /// Prints as one line of JSON.
    func print() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
    }

    /// - Throws: ``BenchmarkError`` when the file is no such JSON.
    static func read(_ file: String) throws -> Figures {
        do {
            return try JSONDecoder().decode(Figures.self, from: Data(contentsOf: URL(fileURLWithPath: file)))
        } catch { throw BenchmarkError("\(file) holds no figures: \(error)") }
    }
}
