/// Steele, Lea and Flood's SplitMix64 (OOPSLA 2014, doi:10.1145/2660193.2660195):
/// eight bytes of state, the same numbers on every machine. All that is
/// generated comes from it, so that a seed names a data set.
struct SplitMix64: Sendable {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    /// A stream of its own for one thing (a person, a row) of a data set.
    init(seed: UInt64, stream: UInt64, item: Int) {
        state = mixed(seed &+ mixed(stream &+ mixed(UInt64(truncatingIfNeeded: item))))
    }

    @inline(__always)
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return mixed(state)
    }

    /// Uniform in `0 ..< bound`; the bias of the multiplication is below 2⁻³².
    /// - Precondition: `0 < bound < 2³²`.
    @inline(__always)
    mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "below(\(bound))")
        // Shifts bind tighter than products in Swift: mind the parentheses.
        return Int(((next() >> 32) &* UInt64(bound)) >> 32)
    }

    /// Uniform in `range`.
    @inline(__always)
    mutating func `in`(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// Uniform in 0 ..< 1.
    @inline(__always)
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// True with the given probability.
    @inline(__always)
    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// A uniformly chosen element. - Precondition: `values` is not empty.
    @inline(__always)
    mutating func pick<T>(_ values: [T]) -> T { values[below(values.count)] }

    /// A standard normal value: the sum of twelve uniforms, less six, is near
    /// enough for head counts and amounts and needs no logarithm.
    mutating func normal() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += unit() }
        return sum
    }

    /// Pareto with minimum 1: P(X > x) = x^-alpha.
    mutating func pareto(_ alpha: Double) -> Double { power(1 - unit(), -1 / alpha) }
}

/// SplitMix64's output function: a bijection of 64 bits without fixed structure.
@inline(__always)
func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
}

/// Draws an index with given weights in constant time: Vose's alias method
/// (IEEE Trans. Softw. Eng. 17, 1991, doi:10.1109/32.92917).
struct WeightedIndex: Sendable {
    private var threshold: [Double]
    private var alias: [Int32]

    /// - Precondition: `weights` is not empty and has a positive sum.
    init(_ weights: [Double]) {
        let n = weights.count
        let total = weights.reduce(0, +)
        precondition(n > 0 && total > 0, "\(n) weights with sum \(total)")
        threshold = weights.map { $0 * Double(n) / total }
        alias = (0..<n).map(Int32.init)
        var small = threshold.indices.filter { threshold[$0] < 1 }
        var large = threshold.indices.filter { threshold[$0] >= 1 }
        while let s = small.popLast(), let l = large.last {
            alias[s] = Int32(l)
            threshold[l] -= 1 - threshold[s]
            if threshold[l] < 1 {
                small.append(l)
                large.removeLast()
            }
        }
    }

    @inline(__always)
    func draw(_ random: inout SplitMix64) -> Int {
        let i = random.below(threshold.count)
        return random.unit() < threshold[i] ? i : Int(alias[i])
    }
}

/// Words with frequencies.
struct WeightedWords: Sendable {
    let words: [String]
    private let index: WeightedIndex

    /// - Precondition: not empty.
    init(_ entries: [(String, Double)]) {
        words = entries.map(\.0)
        index = WeightedIndex(entries.map(\.1))
    }

    @inline(__always)
    func draw(_ random: inout SplitMix64) -> String { words[index.draw(&random)] }
    @inline(__always)
    func drawIndex(_ random: inout SplitMix64) -> Int { index.draw(&random) }
}
