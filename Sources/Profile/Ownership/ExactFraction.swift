internal import BigInt

/// A number that shares can be computed with: binary fractions for speed, exact
/// fractions where a threshold is near.
protocol OwnershipNumber: Equatable, Comparable, Sendable {
    static var zero: Self { get }
    static var one: Self { get }
    /// - Precondition: the denominator is positive.
    init(_ numerator: Int64, over denominator: Int64)
    static func + (a: Self, b: Self) -> Self
    static func - (a: Self, b: Self) -> Self
    static func * (a: Self, b: Self) -> Self
    static func / (a: Self, b: Self) -> Self
}

extension OwnershipNumber {
    static func += (a: inout Self, b: Self) { a = a + b }
}

extension Double: OwnershipNumber {
    static var one: Double { 1 }
    @inline(__always) init(_ numerator: Int64, over denominator: Int64) {
        self = Double(numerator) / Double(denominator)
    }
}

/// A fraction of whole numbers of any size, reduced.
struct ExactFraction: OwnershipNumber {
    private let numerator: BigInt
    private let denominator: BigInt

    static let zero = ExactFraction(0, over: 1)
    static let one = ExactFraction(1, over: 1)

    init(_ numerator: Int64, over denominator: Int64) { self.init(BigInt(numerator), BigInt(denominator)) }

    private init(_ numerator: BigInt, _ denominator: BigInt) {
        let divisor = numerator.greatestCommonDivisor(with: denominator)
        let sign: BigInt = denominator < 0 ? -1 : 1
        self.numerator = sign * numerator / divisor
        self.denominator = sign * denominator / divisor
    }

    static func + (a: Self, b: Self) -> Self {
        Self(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
    }
    static func - (a: Self, b: Self) -> Self {
        Self(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)
    }
    static func * (a: Self, b: Self) -> Self { Self(a.numerator * b.numerator, a.denominator * b.denominator) }
    /// - Precondition: `b` is not zero.
    static func / (a: Self, b: Self) -> Self { Self(a.numerator * b.denominator, a.denominator * b.numerator) }
    static func < (a: Self, b: Self) -> Bool { a.numerator * b.denominator < b.numerator * a.denominator }

    /// The nearest binary fraction.
    var value: Double { Double(numerator) / Double(denominator) }

    /// `25/44`.
    var text: String { "\(numerator)/\(denominator)" }
}
