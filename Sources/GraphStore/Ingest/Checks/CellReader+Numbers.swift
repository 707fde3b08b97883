/// Numbers, amounts and dates.
extension CellReader {
    /// The longest text that can be a number, in bytes; guards against junk.
    private static let numberByteCountMax = 200

    /// Whole numbers must fit `Int64` with room for scaling.
    private static let integerMax = DecimalValue(999_999_999_999_999_999)

    func readNumber(_ text: Span<UInt8>, into payload: inout ByteBuilder) -> CellResult {
        let isPercent = kind == .percent
        let isInteger = kind == .integer
        let mismatch: CellFailure = isPercent ? .noPercent : isInteger ? .noInteger : .noDecimal
        guard text.count <= Self.numberByteCountMax else { return .failed(mismatch) }
        var index = 0
        let value: DecimalValue
        do {
            value = try DecimalValue(scanning: text, from: &index)
        } catch {
            return .failed(error == .tooManyDigits ? .tooManyDigits : mismatch)
        }
        if isPercent { Self.skipPercentSign(text, &index) }
        guard index == text.count, !isInteger || value.scale == 0 else { return .failed(mismatch) }
        if isInteger && value.mantissa > Self.integerMax.mantissa { return .failed(.tooManyDigits) }
        if let failure = failure(of: value) { return .failed(failure) }
        let start = payload.count
        value.append(to: &payload)
        return finishNumber(text, from: start, into: &payload)
    }

    private func finishNumber(_ text: Span<UInt8>, from start: Int, into payload: inout ByteBuilder) -> CellResult {
        var notes = CellNotes()
        notes.altered = !payload.span.extracting(start..<payload.count).isEqual(to: text)
        if let failure = checkAppended(from: start, in: &payload, quoted: false) { return .failed(failure) }
        return .value(notes)
    }

    private static func skipPercentSign(_ text: Span<UInt8>, _ index: inout Int) {
        while index < text.count {
            let (byte, width) = CellBytes.folded(text, at: index)
            guard byte == 0x20 || byte == 0x25 else { return }
            index += width
            if byte == 0x25 { return }
        }
    }

    func readMoney(_ text: Span<UInt8>, into payload: inout ByteBuilder) -> CellResult {
        guard text.count <= Self.numberByteCountMax else { return .failed(.noMoney) }
        let money: MoneyReading
        do {
            money = try MoneyReading(text)
        } catch {
            return .failed(error == .tooManyDigits ? .tooManyDigits : .noMoney)
        }
        var magnitude = money.amount
        magnitude.isNegative = false
        if MoneyReading.amountMax < magnitude { return .failed(.aboveMaximum(MoneyReading.amountMax.text)) }
        if money.currency == 0 {
            if let failure = failure(of: money.amount) { return .failed(failure) }
        } else if money.amount.isNegative, let minimum, !minimum.isNegative {
            // Bounds are in yuan; of another currency only the sign compares.
            return .failed(.belowMinimum(minimum.text))
        }
        let start = payload.count
        money.append(to: &payload)
        return finishNumber(text, from: start, into: &payload)
    }

    func readDate(_ text: Span<UInt8>, into payload: inout ByteBuilder) -> CellResult {
        let day: Day
        switch DateReading.read(text) {
        case .day(let found): day = found
        case .nonexistent, .unreadable:
            if Placeholders.isMissingDate(text) { return missing(into: &payload) }
            if Placeholders.isOpenEnded(text) { return null(.openEndedDate, into: &payload) }
            return .failed(DateReading.read(text) == .unreadable ? .noDate : .noSuchDay)
        }
        if day.rawValue < earliest { return .failed(.tooEarly(Day(rawValue: earliest))) }
        if day.rawValue > latest { return .failed(.tooLate(Day(rawValue: latest))) }
        let start = payload.count
        Self.append(day, to: &payload)
        var notes = CellNotes()
        notes.day = day.rawValue
        notes.altered = !payload.span.extracting((start + 1)..<(payload.count - 1)).isEqual(to: text)
        if let failure = checkAppended(from: start, in: &payload, quoted: true) { return .failed(failure) }
        return .value(notes)
    }

    private static func append(_ day: Day, to payload: inout ByteBuilder) {
        let (year, month, dayOfMonth) = day.components
        payload.append(0x22)
        payload.append(0x30 + UInt8(year / 1000))
        payload.append(0x30 + UInt8(year / 100 % 10))
        payload.append(0x30 + UInt8(year / 10 % 10))
        payload.append(0x30 + UInt8(year % 10))
        payload.append(0x2D)
        payload.append(0x30 + UInt8(month / 10))
        payload.append(0x30 + UInt8(month % 10))
        payload.append(0x2D)
        payload.append(0x30 + UInt8(dayOfMonth / 10))
        payload.append(0x30 + UInt8(dayOfMonth % 10))
        payload.append(0x22)
    }
}
