import BigInt

/// A fraction of whole numbers, for oracles.
struct Fraction: Equatable, Comparable {
    var top: BigInt
    var bottom: BigInt

    init(_ top: BigInt, _ bottom: BigInt = 1) {
        let divisor = top.greatestCommonDivisor(with: bottom) * (bottom < 0 ? -1 : 1)
        (self.top, self.bottom) = divisor == 0 ? (0, 1) : (top / divisor, bottom / divisor)
    }

    /// `25/44`, `0.51`, `3`; nil for anything else.
    init?(_ text: String) {
        let ends = text.split(separator: "/")
        let digits = text.split(separator: ".").dropFirst().first?.count ?? 0
        guard let top = BigInt(ends[0].filter { $0 != "." }), let bottom = ends.count > 1 ? BigInt(ends[1]) : 1 else {
            return nil
        }
        self.init(top, bottom * BigInt(10).power(digits))
    }

    static func + (a: Self, b: Self) -> Self { Self(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom) }
    static func - (a: Self, b: Self) -> Self { Self(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom) }
    static func * (a: Self, b: Self) -> Self { Self(a.top * b.top, a.bottom * b.bottom) }
    static func / (a: Self, b: Self) -> Self { Self(a.top * b.bottom, a.bottom * b.top) }
    static func < (a: Self, b: Self) -> Bool { a.top * b.bottom < b.top * a.bottom }
    var value: Double { Double(top) / Double(bottom) }
}

/// Integrated ownership the slow way: the inverse of a dense matrix in exact
/// fractions, by Gauss and Jordan.
struct DenseOwnership {
    /// `inverse[i][j]` of I − W, where W[i][j] is the share of i in j; nil when
    /// it has none.
    let inverse: [[Fraction]]?

    init(_ shares: [[Fraction]]) {
        let count = shares.count
        var left = (0..<count).map { i in
            (0..<count).map { j in Fraction(i == j ? 1 : 0) - shares[i][j] }
        }
        var right = (0..<count).map { i in (0..<count).map { j in Fraction(i == j ? 1 : 0) } }
        for column in 0..<count {
            guard let pivot = (column..<count).first(where: { left[$0][column] != Fraction(0) }) else {
                inverse = nil
                return
            }
            left.swapAt(column, pivot)
            right.swapAt(column, pivot)
            let scale = left[column][column]
            for k in 0..<count {
                left[column][k] = left[column][k] / scale
                right[column][k] = right[column][k] / scale
            }
            for row in 0..<count where row != column {
                let factor = left[row][column]
                guard factor != Fraction(0) else { continue }
                for k in 0..<count {
                    left[row][k] = left[row][k] - factor * left[column][k]
                    right[row][k] = right[row][k] - factor * right[column][k]
                }
            }
        }
        inverse = right
    }

    /// Brioschi's share of i in j.
    func plain(_ i: Int, _ j: Int) -> Fraction? { inverse.map { $0[i][j] - Fraction(i == j ? 1 : 0) } }

    /// The share of i in j over paths that do not come back to i.
    func corrected(_ i: Int, _ j: Int) -> Fraction? { inverse.map { $0[i][j] / $0[i][i] } }
}
