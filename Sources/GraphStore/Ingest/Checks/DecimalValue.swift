/// An exact decimal number: `±mantissa / 10^scale`, at most 38 digits.
///
/// Kept reduced: a fraction never ends in 0 and zero is never negative, so
/// equal numbers have equal fields and one canonical text.
struct DecimalValue: Sendable, Equatable {
    var isNegative = false
    var mantissa: UInt128 = 0
    /// Number of fraction digits, `0…digitsMax`.
    var scale = 0

    /// Zero.
    init() {}

    init(_ whole: UInt64) { mantissa = UInt128(whole) }

    /// 10^38 is the largest power of ten below 2^128.
    static let digitsMax = 38

    /// What is wrong with a text that ought to be a number.
    enum Defect: Error {
        case notANumber
        case tooManyDigits
        case misplacedSeparator
    }

    private static let powers: [UInt128] = {
        var powers: [UInt128] = [1]
        for _ in 0..<digitsMax { powers.append((powers.last ?? 0) * 10) }
        return powers
    }()

    static func power(_ exponent: Int) -> UInt128 { powers[exponent] }

    /// Reads a number from the start of `text`: sign, digits with thousands
    /// separators (groups of three, as they must be), a point and a fraction.
    /// Full-width characters count as their ASCII forms.
    ///
    /// - Parameter index: where to begin; afterwards the first byte behind the
    ///   number. An exponent is not part of a number.
    init(scanning text: Span<UInt8>, from index: inout Int) throws(Defect) {
        var scanner = NumberScanner()
        while index < text.count {
            let (byte, width) = CellBytes.folded(text, at: index)
            guard try scanner.take(byte) else { break }
            index += width
        }
        try scanner.finish()
        (isNegative, mantissa, scale) = (scanner.isNegative && scanner.mantissa != 0, scanner.mantissa, scanner.scale)
    }

    /// A bound as it stands in a catalogue: the shortest decimal text of the
    /// `Double`, which is what its author wrote.
    ///
    /// - Returns: nil for not-a-number, infinities and beyond 38 digits.
    init?(bound: Double) {
        guard bound.isFinite else { return nil }
        let parts = "\(bound)".split(separator: "e")
        let exponent = parts.count == 2 ? Int(parts[1]) : 0
        guard let first = parts.first, let exponent else { return nil }
        let digits = Array(first.utf8)
        var index = 0
        guard let value = try? DecimalValue(scanning: digits.span, from: &index),  // nil is the answer
            index == digits.count
        else { return nil }
        self = value
        guard exponent >= 0 ? shift(left: exponent) : shift(right: -exponent) else { return nil }
    }

    /// Multiplies by `10^places`.
    /// - Returns: false, with the value unchanged, when the digits do not fit.
    mutating func shift(left places: Int) -> Bool {
        if mantissa == 0 { return true }
        if scale >= places {
            scale -= places
            return true
        }
        guard places - scale <= Self.digitsMax else { return false }
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: Self.power(places - scale))
        guard !overflow, product < Self.power(Self.digitsMax) else { return false }
        (mantissa, scale) = (product, 0)
        return true
    }

    private mutating func shift(right places: Int) -> Bool {
        if mantissa == 0 { return true }
        var places = places
        while places > 0 && scale == 0 && mantissa % 10 == 0 {
            mantissa /= 10
            places -= 1
        }
        scale += places
        return scale <= Self.digitsMax
    }

    static func < (a: DecimalValue, b: DecimalValue) -> Bool {
        if a.isNegative != b.isNegative { return a.isNegative }
        return a.isNegative ? b.isSmallerMagnitude(than: a) : a.isSmallerMagnitude(than: b)
    }

    private func isSmallerMagnitude(than other: DecimalValue) -> Bool {
        if scale == other.scale { return mantissa < other.mantissa }
        // The side that does not fit after scaling is beyond the other's range.
        if scale < other.scale {
            let (mine, overflow) = mantissa.multipliedReportingOverflow(by: Self.power(other.scale - scale))
            return !overflow && mine < other.mantissa
        }
        let (theirs, overflow) = other.mantissa.multipliedReportingOverflow(by: Self.power(scale - other.scale))
        return overflow || mantissa < theirs
    }

    /// Appends the canonical JSON number: no plus, no leading zeros, no
    /// trailing zeros of the fraction, no exponent.
    func append(to payload: inout ByteBuilder) {
        var digits = InlineArray<40, UInt8>(repeating: 0x30)
        var start = 40
        if let small = UInt64(exactly: mantissa) {
            Self.write(small, into: &digits, start: &start)
        } else {
            let (high, low) = mantissa.quotientAndRemainder(dividingBy: Self.power(19))
            Self.write(UInt64(low), into: &digits, start: &start)
            start = 40 - 19
            Self.write(UInt64(high), into: &digits, start: &start)
        }
        // A fraction needs a digit in front of the point.
        start = min(start, 40 - scale - 1)
        if isNegative { payload.append(0x2D) }
        for index in start..<(40 - scale) { payload.append(digits[index]) }
        if scale > 0 {
            payload.append(0x2E)
            for index in (40 - scale)..<40 { payload.append(digits[index]) }
        }
    }

    private static func write(_ value: UInt64, into digits: inout InlineArray<40, UInt8>, start: inout Int) {
        var rest = value
        repeat {
            start -= 1
            digits[start] = 0x30 + UInt8(rest % 10)
            rest /= 10
        } while rest > 0
    }

    /// The canonical text.
    var text: String {
        var bytes = ByteBuilder(capacity: 64)
        append(to: &bytes)
        return String(decoding: bytes.bytes, as: UTF8.self)
    }

    /// The number in units of `10^-fractionDigits`, rounded half away from
    /// zero; nil when it does not fit.
    func scaled(fractionDigits: Int) -> Int64? {
        var magnitude = mantissa
        if scale > fractionDigits {
            let divisor = Self.power(scale - fractionDigits)
            let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: divisor)
            magnitude = remainder >= divisor - remainder ? quotient + 1 : quotient
        } else {
            guard fractionDigits - scale <= Self.digitsMax else { return nil }
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: Self.power(fractionDigits - scale))
            guard !overflow else { return nil }
            magnitude = product
        }
        guard let small = Int64(exactly: magnitude) else { return nil }
        return isNegative ? -small : small
    }
}

/// The state of reading one number, a character at a time.
private struct NumberScanner {
    var isNegative = false
    var mantissa: UInt128 = 0
    var scale = 0
    /// Zeros of the fraction that count only when another digit follows.
    private var pendingZeros = 0
    private var digitsSeen = 0
    private var significant = 0
    private var groupDigits = 0
    private var hasGroups = false
    private var inFraction = false
    private var hasSign = false

    /// - Returns: false when the character does not belong to the number.
    @inline(__always)
    mutating func take(_ byte: UInt8) throws(DecimalValue.Defect) -> Bool {
        if CellBytes.isDigit(byte) {
            try take(digit: byte &- 0x30)
            return true
        }
        switch byte {
        case 0x2E where !inFraction:
            try closeGroup()
            inFraction = true
        case 0x2C where !inFraction && digitsSeen > 0:
            guard hasGroups ? groupDigits == 3 : groupDigits <= 3 else { throw .misplacedSeparator }
            (hasGroups, groupDigits) = (true, 0)
        case 0x2B where digitsSeen == 0 && !hasSign && !inFraction: hasSign = true
        case 0x2D where digitsSeen == 0 && !hasSign && !inFraction: (hasSign, isNegative) = (true, true)
        default: return false
        }
        return true
    }

    @inline(__always)
    private mutating func take(digit: UInt8) throws(DecimalValue.Defect) {
        digitsSeen += 1
        if inFraction {
            if digit == 0 {
                pendingZeros += 1
                return
            }
            try push(zeros: pendingZeros)
            pendingZeros = 0
            scale += 1
        } else {
            groupDigits += 1
        }
        try push(digit)
    }

    private mutating func push(zeros: Int) throws(DecimalValue.Defect) {
        guard scale + zeros < DecimalValue.digitsMax else { throw .tooManyDigits }
        for _ in 0..<zeros {
            try push(0)
            scale += 1
        }
    }

    @inline(__always)
    private mutating func push(_ digit: UInt8) throws(DecimalValue.Defect) {
        if significant > 0 || digit > 0 { significant += 1 }
        guard significant <= DecimalValue.digitsMax else { throw .tooManyDigits }
        mantissa = mantissa &* 10 &+ UInt128(digit)
    }

    private func closeGroup() throws(DecimalValue.Defect) {
        if hasGroups && groupDigits != 3 { throw .misplacedSeparator }
    }

    func finish() throws(DecimalValue.Defect) {
        guard digitsSeen > 0 else { throw .notANumber }
        if !inFraction { try closeGroup() }
        guard scale <= DecimalValue.digitsMax else { throw .tooManyDigits }
    }
}
