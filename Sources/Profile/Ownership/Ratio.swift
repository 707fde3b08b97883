/// A share as it can be written exactly: a numerator over a positive
/// denominator, both whole numbers.
///
/// A holding stated in per cent is a number of millionths of a per cent over
/// ``EdgeAttributes/wholeShare``; one stated as an amount is a number of fen
/// over the capital. Neither is a binary fraction, so three holders of one
/// sixth are one half and not more.
public struct Ratio: Sendable {
    /// Not reduced: the units are those of the records.
    public let numerator: Int64
    /// Positive.
    public let denominator: Int64

    /// - Precondition: the denominator is positive.
    public init(_ numerator: Int64, over denominator: Int64) {
        precondition(denominator > 0, "a share is a part of something")
        (self.numerator, self.denominator) = (numerator, denominator)
    }

    /// Nothing.
    public static let zero = Ratio(0, over: 1)
    /// All.
    public static let one = Ratio(1, over: 1)

    /// The nearest binary fraction.
    @inline(__always) public var value: Double { Double(numerator) / Double(denominator) }
}

extension Ratio: Comparable {
    /// Equal as numbers: one half is two quarters.
    public static func == (a: Ratio, b: Ratio) -> Bool {
        Int128(a.numerator) * Int128(b.denominator) == Int128(b.numerator) * Int128(a.denominator)
    }

    /// By the numbers that they are.
    public static func < (a: Ratio, b: Ratio) -> Bool {
        Int128(a.numerator) * Int128(b.denominator) < Int128(b.numerator) * Int128(a.denominator)
    }
}

extension Ratio: Hashable {
    /// Of the reduced form, so that equal numbers hash alike.
    public func hash(into hasher: inout Hasher) {
        let divisor = Int64(clamping: Ratio.greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
        hasher.combine(numerator / divisor)
        hasher.combine(denominator / divisor)
    }

    static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return max(a, 1)
    }
}
