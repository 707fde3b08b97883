internal import GraphStore

/// A sum of votes, compared with one half exactly.
///
/// Votes of one company nearly always have one denominator; the sum is then of
/// whole numbers. Others are added as fractions.
struct VoteCount: Comparable {
    private var units: Int64 = 0
    private var whole: Int64 = 0
    private var others: ExactFraction?

    /// Nothing yet.
    init() {}

    @inline(__always) mutating func add(_ votes: Int64, of total: Int64) {
        guard votes != 0 else { return }
        if whole == 0 { whole = total }
        let (sum, isTooMuch) = units.addingReportingOverflow(votes)
        if whole == total, !isTooMuch {
            units = sum
        } else {
            others = (others ?? .zero) + ExactFraction(votes, over: total)
        }
    }

    /// How the sum stands to one half: −1 below, 0 exactly one half, 1 above.
    @inline(__always) var sideOfHalf: Int {
        if let others {
            let sum = whole == 0 ? others : ExactFraction(units, over: whole) + others
            let half = ExactFraction(1, over: 2)
            return sum == half ? 0 : sum > half ? 1 : -1
        }
        guard whole > 0 else { return -1 }
        let rest = whole - units
        return units == rest ? 0 : units > rest ? 1 : -1
    }

    /// Adds another sum.
    mutating func add(_ sum: VoteCount) {
        if sum.whole > 0 { add(sum.units, of: sum.whole) }
        if let more = sum.others { others = (others ?? .zero) + more }
    }

    /// Whether the sum is more than half of another.
    func isMoreThanHalf(of all: VoteCount) -> Bool { exact + exact > all.exact }

    /// Takes away what may belong to somebody else.
    mutating func subtract(_ votes: Int64, of total: Int64) { add(-votes, of: total) }

    /// Whether the sum meets a threshold, exactly.
    func meets(_ threshold: ShareThreshold) -> Bool { threshold.isMet(by: exact) }

    /// The nearest binary fraction.
    var value: Double {
        let sum = whole == 0 ? 0 : Double(units) / Double(whole)
        return others.map { sum + $0.value } ?? sum
    }

    /// Greater of two sums.
    static func < (a: VoteCount, b: VoteCount) -> Bool { a.exact < b.exact }
    static func == (a: VoteCount, b: VoteCount) -> Bool { a.exact == b.exact }

    private var exact: ExactFraction {
        let sum = whole == 0 ? ExactFraction.zero : ExactFraction(units, over: whole)
        return others.map { sum + $0 } ?? sum
    }
}
