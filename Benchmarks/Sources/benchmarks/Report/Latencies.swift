/// Times of many calls, and what is said of them.
struct Latencies {
    private let nanoseconds: [UInt64]

    /// - Parameter nanoseconds: in any order; at least one.
    init(_ nanoseconds: [UInt64]) { self.nanoseconds = nanoseconds.sorted() }

    /// Calls once for each of `indices` and takes the time of each call.
    @inline(__always)
    static func taking(_ indices: Range<Int>, _ call: (Int) -> Void) -> [UInt64] {
        var times = [UInt64](repeating: 0, count: indices.count)
        for index in indices {
            let start = MonotonicClock.nanoseconds()
            call(index)
            times[index - indices.lowerBound] = MonotonicClock.nanoseconds() - start
        }
        return times
    }

    /// Calls timed.
    var count: Int { nanoseconds.count }
    /// The time below which a share of the calls stays, in seconds; counted as
    /// the C reference counts it.
    func percentile(_ share: Double) -> Double {
        Double(nanoseconds[min(Int(Double(count) * share), count - 1)]) / 1e9
    }
    /// In seconds.
    var median: Double { percentile(0.5) }
    /// In seconds.
    var maximum: Double { percentile(1) }
}

extension [Double] {
    /// The middle one of an odd number of values, the upper middle of an even
    /// one; nil of none.
    var median: Double? { isEmpty ? nil : sorted()[count / 2] }
}
