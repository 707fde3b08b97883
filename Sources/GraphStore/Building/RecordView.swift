/// A live record while it is projected: its cells, over the bytes of its batch.
///
/// Nothing is copied; the view ends with the batch.
struct RecordView: ~Escapable {
    /// The batch's bytes, decoded texts included.
    let bytes: Span<UInt8>
    let cells: Span<PayloadCells.Cell>
    let row: ScannedBatch.Row
    let plan: ThemePlan

    @_lifetime(copy bytes, copy cells)
    init(bytes: Span<UInt8>, cells: Span<PayloadCells.Cell>, row: ScannedBatch.Row, plan: ThemePlan) {
        (self.bytes, self.cells, self.row, self.plan) = (bytes, cells, row, plan)
    }

    /// A cell by its position in the payload; null for ``ThemePlan/absent``.
    @inline(__always) func cell(_ position: Int) -> PayloadCells.Cell {
        position == ThemePlan.absent ? .null : cells[position]
    }

    /// The decoded text of a cell.
    @_lifetime(copy self)
    @inline(__always) func text(_ cell: PayloadCells.Cell) -> Span<UInt8> { bytes.extracting(cell.text) }

    /// The day of a date cell, or ``Day/unknownRawValue``.
    func day(_ position: Int) -> Int32 {
        let cell = cell(position)
        guard cell.kind == .string, cell.text.count == 10 else { return Day.unknownRawValue }
        let text = bytes.extracting(cell.text)
        func digits(_ range: Range<Int>) -> Int {
            var value = 0
            for index in range { value = value * 10 + Int(text[index] &- 48) }
            return value
        }
        return Day(year: digits(0..<4), month: digits(5..<7), day: digits(8..<10))?.rawValue ?? Day.unknownRawValue
    }

    /// The first day that no longer counts, or ``Day/unknownRawValue``.
    func end(_ plan: ThemePlan.UntilPlan) -> Int32 {
        let day = day(plan.cell)
        return day == Day.unknownRawValue ? day : day + plan.offset
    }

    /// Whether the record says one of the states that end an edge.
    func says(_ over: ThemePlan.StatePlan) -> Bool {
        let cell = cell(over.cell)
        guard !cell.isNull else { return false }
        let text = bytes.extracting(cell.text)
        let (states, texts) = (plan.endedStates, plan.endedTexts)
        for index in over.start..<over.end {
            let state = states[index]
            if text.isEqual(to: texts.span.extracting(state.start..<state.end)) { return true }
        }
        return false
    }

    /// A percentage in units of 10^-6 percent, or ``EdgeAttributes/unknownShare``.
    func share(_ position: Int) -> Int32 {
        let cell = cell(position)
        guard !cell.isNull else { return EdgeAttributes.unknownShare }
        return DecimalText.percentMillionths(bytes.extracting(cell.text)) ?? EdgeAttributes.unknownShare
    }

    /// An amount in fen, or ``EdgeAttributes/unknownAmount``.
    func fen(_ position: Int) -> Int64 {
        let cell = cell(position)
        guard cell.kind == .number else { return EdgeAttributes.unknownAmount }
        return DecimalText.fen(bytes.extracting(cell.text)) ?? EdgeAttributes.unknownAmount
    }

    /// The form of a company code; ``CompanyCode/Form/other`` where there is none.
    func codeForm(_ cell: PayloadCells.Cell) -> CompanyCode.Form {
        cell.isNull ? .other : CompanyCode.form(of: bytes.extracting(cell.text))
    }

    /// Where the texts of a list lie, which `;` or `|` separates.
    func parts(of list: PayloadCells.Cell) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = list.text.lowerBound
        for index in list.text where bytes[index] == UInt8(ascii: ";") || bytes[index] == UInt8(ascii: "|") {
            if index > start { parts.append(start..<index) }
            start = index + 1
        }
        if start < list.text.upperBound { parts.append(start..<list.text.upperBound) }
        return parts
    }
}
