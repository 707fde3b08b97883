/// Reads the cells of one column: trims, checks, and appends the canonical
/// JSON value to the record's payload. Built once per column and file.
///
/// White space, the byte order mark and zero-width characters around a value
/// never count. ``Placeholders`` are missing values, unless a choice lists
/// them. Widths are folded wherever Latin letters or digits are meant.
///
/// - Note: ``Theme/Check/notBefore`` joins two columns and is the caller's.
///
/// A class, so that calling it for each cell of a delivery copies nothing.
final class CellReader: Sendable {
    let column: Theme.Column
    let kind: ColumnTypeWord
    let isRequired: Bool
    let keyring: PersonIDHasher?
    let choices: ChoiceTable?
    let masks: [Mask]
    let minimum: DecimalValue?
    let maximum: DecimalValue?
    let lengths: ClosedRange<Int>
    /// Whether lengths or masks are checked at all.
    let checksText: Bool
    let earliest: Int32
    let latest: Int32

    /// - Parameters:
    ///   - column: type and checks.
    ///   - keyring: hashes personal document numbers; without it every cell of
    ///     a `personID` column fails with `key.missing`.
    init(column: Theme.Column, keyring: PersonIDHasher?) {
        self.column = column
        (kind, isRequired) = (ColumnTypeWord(column.type), column.required)
        self.keyring = keyring
        let check = column.check
        var minimum = check.minimum.flatMap { DecimalValue(bound: $0) }
        var maximum = check.maximum.flatMap { DecimalValue(bound: $0) }
        switch column.type {
        case .choice(let values): choices = ChoiceTable(values)
        case .boolean: choices = .booleans
        case .percent:
            minimum = minimum ?? DecimalValue()
            maximum = maximum ?? DecimalValue(100)
            choices = nil
        default: choices = nil
        }
        (self.minimum, self.maximum) = (minimum, maximum)
        masks = check.masks.map { Mask($0) }
        let shortest = max(check.minimumLength ?? 0, 0)
        lengths = shortest...max(check.maximumLength ?? .max, shortest)
        checksText = !masks.isEmpty || check.minimumLength != nil || check.maximumLength != nil
        earliest = check.earliest?.rawValue ?? .min
        latest = check.latest?.rawValue ?? .max
    }

    /// Lengths and masks of a canonical text.
    func failure(ofText text: Span<UInt8>, characterCount: Int) -> CellFailure? {
        if characterCount < lengths.lowerBound { return .tooShort(lengths.lowerBound) }
        if characterCount > lengths.upperBound { return .tooLong(lengths.upperBound) }
        if masks.isEmpty { return nil }
        for index in masks.indices where masks[index].fits(text) { return nil }
        return .maskMismatch(masks.map(\.text))
    }

    /// Lengths and masks of what was appended from `start` on, which needs no
    /// escaping; takes it back when it fails.
    func checkAppended(from start: Int, in payload: inout ByteBuilder, quoted: Bool) -> CellFailure? {
        guard checksText else { return nil }
        let (first, end) = quoted ? (start + 1, payload.count - 1) : (start, payload.count)
        var failure: CellFailure?
        do {
            let text = payload.span.extracting(first..<end)
            failure = self.failure(ofText: text, characterCount: TextScan(text).characterCount)
        }
        if failure != nil { payload.truncate(to: start) }
        return failure
    }

    /// What a value that is in no choice fails with.
    var choiceFailure: CellFailure {
        guard case .choice(let choices) = column.type else { return .noBoolean }
        return .unknownChoice(choices.map(\.value))
    }

    /// Bounds of a number.
    func failure(of value: DecimalValue) -> CellFailure? {
        if let minimum, value < minimum { return .belowMinimum(minimum.text) }
        if let maximum, maximum < value { return .aboveMaximum(maximum.text) }
        return nil
    }
}
