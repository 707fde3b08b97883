internal import Foundation
internal import HTTPTypes
internal import Synchronization

/// Counts of requests by route pattern, method and status, and how long they
/// took, told in the text format of Prometheus. Labels are our own words:
/// never a URL, a name or an id.
final class ServerMetrics: Sendable {
    /// Upper bounds of the duration buckets, in seconds.
    static let bucketBounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private struct Key: Hashable {
        var method: String
        var route: String
    }

    private struct Series {
        var byStatus: [Int: Int] = [:]
        var buckets = [Int](repeating: 0, count: ServerMetrics.bucketBounds.count + 1)
        var seconds = 0.0
    }

    private let series = Mutex<[Key: Series]>([:])
    private let problems = Mutex<[Problem.Code: Int]>([:])
    /// Seconds since 1970 at the start.
    let startedAt = Date().timeIntervalSince1970

    /// Notes one answered request; `route` is a pattern of the router.
    func record(method: HTTPRequest.Method, route: String, status: Int, seconds: Double) {
        let bucket = Self.bucketBounds.firstIndex { seconds <= $0 } ?? Self.bucketBounds.count
        // Methods that we do not know would be labels of the client's making.
        let method =
            ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"].contains(method.rawValue)
            ? method.rawValue : "other"
        series.withLock { series in
            series[Key(method: method, route: route), default: Series()].byStatus[status, default: 0] += 1
            series[Key(method: method, route: route), default: Series()].buckets[bucket] += 1
            series[Key(method: method, route: route), default: Series()].seconds += seconds
        }
    }

    func record(problem code: Problem.Code) { problems.withLock { $0[code, default: 0] += 1 } }

    /// A value that is read when it is asked for.
    struct Gauge {
        var name: String
        var help: String
        var value: Double
    }

    /// The exposition text, version 0.0.4.
    func text(gauges: [Gauge]) -> String {
        var lines: [String] = []
        for gauge in gauges {
            lines.append("# HELP \(gauge.name) \(gauge.help)")
            lines.append("# TYPE \(gauge.name) gauge")
            lines.append("\(gauge.name) \(Self.number(gauge.value))")
        }
        lines.append("# HELP panorama_problems_total Problems answered, by code.")
        lines.append("# TYPE panorama_problems_total counter")
        for (code, count) in problems.withLock({ $0 }).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            lines.append("panorama_problems_total{code=\"\(code.rawValue)\"} \(count)")
        }
        let series = series.withLock { $0 }.sorted {
            ($0.key.route, $0.key.method) < ($1.key.route, $1.key.method)
        }
        lines.append("# HELP panorama_http_requests_total Requests answered, by route pattern, method and status.")
        lines.append("# TYPE panorama_http_requests_total counter")
        for (key, values) in series {
            for (status, count) in values.byStatus.sorted(by: { $0.key < $1.key }) {
                lines.append("panorama_http_requests_total{\(Self.labels(key)),status=\"\(status)\"} \(count)")
            }
        }
        lines.append("# HELP panorama_http_request_seconds Time from a request's head to its answer's.")
        lines.append("# TYPE panorama_http_request_seconds histogram")
        for (key, values) in series {
            var sum = 0
            for (index, count) in values.buckets.enumerated() {
                sum += count
                let bound = index < Self.bucketBounds.count ? Self.number(Self.bucketBounds[index]) : "+Inf"
                lines.append("panorama_http_request_seconds_bucket{\(Self.labels(key)),le=\"\(bound)\"} \(sum)")
            }
            lines.append("panorama_http_request_seconds_sum{\(Self.labels(key))} \(Self.number(values.seconds))")
            lines.append("panorama_http_request_seconds_count{\(Self.labels(key))} \(sum)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func labels(_ key: Key) -> String { "method=\"\(key.method)\",route=\"\(key.route)\"" }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}

/// What the operating system says of this process.
enum ProcessFigures {
    /// Resident memory in bytes; nil where `/proc` does not say.
    static func residentBytes() -> Int? {
        // Absent outside Linux, where nobody needs it.
        guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix("VmRSS:") {
            return line.split(separator: " ").compactMap { Int($0.filter(\.isNumber)) }.first.map { $0 * 1024 }
        }
        return nil
    }
}
