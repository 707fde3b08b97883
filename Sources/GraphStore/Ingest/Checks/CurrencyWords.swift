/// The words of amounts: units and currencies as registries write them.
enum CurrencyWords {
    /// What a word behind (or a sign before) the number says.
    enum Meaning {
        /// Times `10^places`.
        case unit(places: Int)
        /// 元, 圆, 整: says nothing by itself.
        case neutral
        case currency(Int)
    }

    /// ISO 4217 codes; index 0 is the yuan.
    static let codes: [String] = [
        "CNY", "USD", "HKD", "EUR", "JPY", "GBP", "AUD", "CAD", "SGD", "CHF", "NZD", "TWD", "MOP", "KRW", "THB",
        "MYR", "RUB", "INR", "PHP", "IDR", "VND", "ZAR", "BRL", "AED", "SAR", "KZT", "ILS", "DKK", "SEK", "NOK",
        "MXN", "TRY", "PKR", "MNT", "KHR", "DEM", "FRF", "ITL", "NLG", "BEF", "ATS", "ESP", "FIM",
    ]

    /// Names of each currency beside its code.
    private static let names: [String: [String]] = [
        "CNY": ["人民币", "人民币元", "RMB", "CNH", "￥", "¥"],
        "USD": ["美元", "美金", "US$"],
        "HKD": ["港元", "港币", "香港元", "港幣", "HK$"],
        "EUR": ["欧元", "€"],
        "JPY": ["日元", "日圆", "日币", "日本元", "日本圆"],
        "GBP": ["英镑", "£"],
        "AUD": ["澳元", "澳大利亚元", "澳币"],
        "CAD": ["加元", "加拿大元", "加币"],
        "SGD": ["新加坡元", "新元", "新加坡币"],
        "CHF": ["瑞士法郎"],
        "NZD": ["新西兰元", "纽元"],
        "TWD": ["新台币", "台币", "新台币元", "NT$"],
        "MOP": ["澳门元", "澳门币", "葡币"],
        "KRW": ["韩元", "韩国元", "韩币", "韩圆"],
        "THB": ["泰铢", "泰国铢"],
        "MYR": ["林吉特", "马来西亚林吉特", "马币", "马来西亚元"],
        "RUB": ["卢布", "俄罗斯卢布"],
        "INR": ["印度卢比"], "PKR": ["巴基斯坦卢比"], "PHP": ["菲律宾比索"], "IDR": ["印尼盾", "印度尼西亚卢比"],
        "VND": ["越南盾"], "ZAR": ["南非兰特", "兰特"], "BRL": ["雷亚尔", "巴西雷亚尔"],
        "AED": ["阿联酋迪拉姆", "迪拉姆"], "SAR": ["沙特里亚尔"], "KZT": ["坚戈", "哈萨克斯坦坚戈"],
        "ILS": ["谢克尔", "以色列谢克尔"], "DKK": ["丹麦克朗"], "SEK": ["瑞典克朗"], "NOK": ["挪威克朗"],
        "MXN": ["墨西哥比索"], "TRY": ["土耳其里拉"], "MNT": ["图格里克", "蒙古图格里克"], "KHR": ["瑞尔", "柬埔寨瑞尔"],
        "DEM": ["德国马克", "马克"], "FRF": ["法国法郎", "法郎"], "ITL": ["意大利里拉"], "NLG": ["荷兰盾"],
        "BEF": ["比利时法郎"], "ATS": ["奥地利先令"], "ESP": ["西班牙比塞塔"], "FIM": ["芬兰马克"],
    ]

    private static let units: [(String, Int)] = [
        ("十", 1), ("百", 2), ("佰", 2), ("千", 3), ("仟", 3), ("万", 4), ("萬", 4), ("亿", 8), ("億", 8), ("兆", 12),
    ]
    private static let neutralWords = [
        "元", "圆", "元整", "圆整", "整", "(", ")", "[", "]", " ", "（", "）", "【", "】", ":", "：",
    ]

    private static let neutralValue = -1
    /// Units are stored as `-100 - places`.
    private static let unitValue = -100

    private static let table: WordTable = {
        var words: [(text: String, value: Int)] = neutralWords.map { ($0, neutralValue) }
        words += units.map { ($0.0, unitValue - $0.1) }
        for (index, code) in codes.enumerated() {
            words.append((code, index))
            words.append((code.lowercased(), index))
            for name in names[code] ?? [] { words.append((name, index)) }
        }
        return WordTable(words)
    }()

    /// The longest word at `start`.
    static func word(in text: Span<UInt8>, at start: Int) -> (meaning: Meaning, length: Int)? {
        guard let (value, length) = table.longestPrefix(of: text, from: start) else { return nil }
        if value >= 0 { return (.currency(value), length) }
        return (value == neutralValue ? .neutral : .unit(places: unitValue - value), length)
    }
}
