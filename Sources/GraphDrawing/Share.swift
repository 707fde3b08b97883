/// A share of a company as exact decimal text: a range within 0…1, whose ends
/// are equal when the share is known exactly.
///
/// Text, because `0.3334` has no binary form: what the record said is what the
/// export says.
public struct Share: Sendable, Equatable {
    /// The least that it can be, such as `0.25`.
    public let min: String
    /// The most that it can be; equal to ``min`` when the share is exact.
    public let max: String

    /// Checks the two ends; nil when either is no such text.
    ///
    /// - Parameters:
    ///   - min: Digits with at most one point, 0…1, such as `0.6` or `1`.
    ///   - max: The same; not checked to be the greater, because competing
    ///     statements are not ours to mend.
    public init?(min: String, max: String) {
        guard Share.isFraction(min), Share.isFraction(max) else { return nil }
        (self.min, self.max) = (min, max)
    }

    /// An exact share; nil when the text is not a fraction in 0…1.
    public init?(exactly text: String) { self.init(min: text, max: text) }

    /// The share as a reader writes it: `60%`, `25–33.34%`. Exact: the point
    /// moves by two places, nothing is rounded.
    public var percent: String {
        min == max ? Share.percent(min) : "\(Share.percent(min).dropLast())–\(Share.percent(max))"
    }

    private static func isFraction(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard text.utf8.count <= 40, (1...2).contains(parts.count),
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } })
        else { return false }
        let whole = parts[0].drop { $0 == 0x30 }
        if whole.isEmpty { return true }
        let isOne = whole.count == 1 && whole.first == 0x31
        return isOne && (parts.count == 1 || parts[1].allSatisfy { $0 == 0x30 })
    }

    private static func percent(_ fraction: String) -> String {
        let parts = fraction.split(separator: ".", omittingEmptySubsequences: false)
        var digits = parts.count == 2 ? String(parts[1]) : ""
        while digits.utf8.count < 2 { digits.append("0") }
        let whole = (parts[0] + digits.prefix(2)).drop { $0 == "0" }
        var rest = digits.dropFirst(2)
        while rest.last == "0" { rest.removeLast() }
        return (whole.isEmpty ? "0" : String(whole)) + (rest.isEmpty ? "" : "." + rest) + "%"
    }
}
