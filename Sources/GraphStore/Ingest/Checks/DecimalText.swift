/// Canonical decimal text (as payloads hold it) to scaled integers, which is
/// what columns in memory hold.
public enum DecimalText {
    /// The number in units of `10^-fractionDigits`, rounded half away from zero.
    ///
    /// - Parameters:
    ///   - text: a number as the reader of a cell writes it: `-12.5`.
    ///   - fractionDigits: 0…38.
    /// - Returns: nil when the text is no number or the result does not fit.
    /// - Complexity: O(bytes), no allocation.
    public static func scaled(_ text: Span<UInt8>, fractionDigits: Int) -> Int64? {
        value(text)?.scaled(fractionDigits: fractionDigits)
    }

    /// Yuan as fen (hundredths); nil when there are more than 2^63.
    public static func fen(_ yuan: Span<UInt8>) -> Int64? { scaled(yuan, fractionDigits: 2) }

    /// Percent in units of 10^-6 percent: 100 % is 100,000,000. Nil outside
    /// ±2,147 %.
    public static func percentMillionths(_ percent: Span<UInt8>) -> Int32? {
        scaled(percent, fractionDigits: 6).flatMap { Int32(exactly: $0) }
    }

    static func value(_ text: Span<UInt8>) -> DecimalValue? {
        var index = 0
        // A text that is no number is nil by contract.
        guard let value = try? DecimalValue(scanning: text, from: &index), index == text.count else { return nil }
        return value
    }
}
