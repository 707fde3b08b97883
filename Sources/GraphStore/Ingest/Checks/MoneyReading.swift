/// An amount of money as registries write it, read exactly.
///
/// `200(万元人民币)`, `3万人民币`, `1,721(万)`, `￥500`, `1.5亿`, `100万美元`: an optional
/// currency, the number, then units and currencies in any order and any
/// brackets. A bare number is in yuan. Exponents are refused.
struct MoneyReading {
    /// In whole units of the currency (yuan, dollar).
    var amount: DecimalValue
    /// Index into ``CurrencyWords/codes``; 0 is the yuan.
    var currency: Int

    /// Larger amounts are mistakes of unit: 10^15 yuan is eight times the GDP.
    static let amountMax = DecimalValue(1_000_000_000_000_000)

    private static let tailBase = 1000

    /// What nearly every amount ends in, read once: `places · 1000 + currency`.
    private static let commonTails: WordTable = {
        var tails: [String] = ["元", "(元)"]
        for currency in ["人民币", "人民币元", "美元", "港元", "港币", "香港元", "欧元", "日元", ""] {
            tails += ["万\(currency)", "万元\(currency)", "(万\(currency))", "(万元\(currency))", "（万\(currency)）"]
            tails += ["（万元\(currency)）", "(万元(\(currency)))", "(\(currency))", currency]
        }
        return WordTable(
            tails.compactMap { tail in
                let bytes = Array(tail.utf8)
                var words = Words()
                var index = 0
                while index < bytes.count {
                    // A tail that does not read is left to the long way.
                    guard let length = try? words.take(bytes.span, at: index) else { return nil }
                    index += length
                }
                return (tail, words.places * tailBase + (words.currency ?? 0))
            })
    }()

    /// - Parameter text: a trimmed cell.
    /// - Throws: `notANumber` when the text is no amount.
    init(_ text: Span<UInt8>) throws(DecimalValue.Defect) {
        var words = Words()
        var index = 0
        while index < text.count {
            let (byte, _) = CellBytes.folded(text, at: index)
            if CellBytes.isDigit(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E { break }
            index += try words.take(text, at: index)
        }
        guard words.places == 0 else { throw .notANumber }
        amount = try DecimalValue(scanning: text, from: &index)
        let tailCount = text.count - index
        if words.currency == nil, let common = Self.commonTails.value(of: text, from: index, length: tailCount) {
            (words.places, words.currency) = (common / Self.tailBase, common % Self.tailBase)
        } else {
            while index < text.count { index += try words.take(text, at: index) }
        }
        currency = words.currency ?? 0
        if words.places > 0 && !amount.shift(left: words.places) { throw .tooManyDigits }
    }

    /// What the words around the number add up to.
    private struct Words {
        var currency: Int?
        var places = 0
        private var lastPlaces = 0

        /// - Returns: the number of bytes of the word at `index`.
        mutating func take(_ text: Span<UInt8>, at index: Int) throws(DecimalValue.Defect) -> Int {
            guard let (meaning, length) = CurrencyWords.word(in: text, at: index) else { throw .notANumber }
            switch meaning {
            case .neutral: break
            case .unit(let places):
                // 千万, 百亿, 万亿: units grow; 万千 is nothing.
                guard places > lastPlaces else { throw .notANumber }
                self.places += places
                lastPlaces = places
            case .currency(let code):
                guard currency == nil || currency == code else { throw .notANumber }
                currency = code
            }
            return length
        }
    }

    /// The canonical JSON: a number of yuan, or the string `<number> <ISO code>`.
    func append(to payload: inout ByteBuilder) {
        if currency == 0 { return amount.append(to: &payload) }
        payload.append(0x22)
        amount.append(to: &payload)
        payload.append(0x20)
        payload.append(CurrencyWords.codes[currency].utf8Span.span)
        payload.append(0x22)
    }
}
