internal import Addresses

/// Addresses side by side, of which no two are one place by their keys.
struct ComparedBlock {
    /// Two addresses of the block that are one place.
    struct Pair {
        /// Places in the block.
        var a: Int
        var b: Int
        var verdict: AddressPairJudge.Verdict
    }

    /// The surest first. Without those of an address that fits two others which
    /// contradict each other: it fits neither.
    let same: [Pair]
    private let count: Int
    private let contradictions: Set<Int>

    /// - Parameters:
    ///   - count: of addresses.
    ///   - leastScore: of a pair that is one place.
    ///   - judge: of two addresses by their places in the block.
    ///   - contradicts: whether two addresses contradict each other by what others
    ///     tell of them.
    /// - Complexity: O(count²), and O(count) for each pair that is one place.
    init(
        count: Int, leastScore: Double, judge: (Int, Int) -> AddressPairJudge.Verdict,
        contradicts: (Int, Int) -> Bool
    ) {
        var same: [Pair] = []
        var contradictions: Set<Int> = []
        for b in 0..<count {
            for a in 0..<b {
                let verdict = judge(a, b)
                if verdict.label == .unit, verdict.score >= leastScore {
                    same.append(Pair(a: a, b: b, verdict: verdict))
                }
                if verdict.isContradiction || contradicts(a, b) {
                    contradictions.insert(a * count + b)
                    contradictions.insert(b * count + a)
                }
            }
        }
        var partners: [Int: [Int]] = [:]
        for pair in same {
            partners[pair.a, default: []].append(pair.b)
            partners[pair.b, default: []].append(pair.a)
        }
        let undecided = Set(
            partners.filter { _, others in
                others.contains { b in others.contains { contradictions.contains(b * count + $0) } }
            }.keys)
        self.same = same.filter { !undecided.contains($0.a) && !undecided.contains($0.b) }
            .sorted { (-$0.verdict.score, $0.a, $0.b) < (-$1.verdict.score, $1.a, $1.b) }
        (self.count, self.contradictions) = (count, contradictions)
    }

    /// Whether an address of one set contradicts one of the other.
    func isContradiction(_ some: [Int], _ others: [Int]) -> Bool {
        some.contains { a in others.contains { contradictions.contains(a * count + $0) } }
    }
}
