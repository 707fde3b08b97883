/// The messages of failures: what was expected and what to do. They never hold
/// the refused value, which may be personal.
extension CellFailure {
    static let required = CellFailure(
        .requiredMissing, zh: "必填项为空或为占位符（如 无、N/A）；请补全", en: "a value is required, not empty or a placeholder")

    static func encoding(offset: Int) -> CellFailure {
        CellFailure(
            .encodingInvalid, zh: "第 \(offset + 1) 个字节起不是有效的 UTF-8；请以 UTF-8 或 GB18030 重新导出",
            en: "not valid UTF-8 from byte \(offset + 1) on; export again as UTF-8 or GB18030")
    }

    static let noPersonID = CellFailure(
        .typePersonID, zh: "应为证件号码：18 位或 15 位公民身份号码，或护照等证件号码",
        en: "expected a document number: a resident id of 18 or 15 characters, a passport or the like")
    static let noKey = CellFailure(
        .keyMissing, zh: "没有个人标识密钥，证件号码不会以明文保存；请用带密钥的数据目录导入",
        en: "no key for personal identifiers, which are never stored in clear; import where the key is")
    static let noCode = CellFailure(.typeCode, zh: "代码过长：最多 64 个字节", en: "expected a code of at most 64 bytes")

    static let noDate = CellFailure(
        .typeDate, zh: "应为日期，如 2019-03-01、2019/3/1、20190301 或 2019年3月1日",
        en: "expected a date such as 2019-03-01, 2019/3/1, 20190301 or 2019年3月1日")
    static let noSuchDay = CellFailure(
        .dateNonexistent, zh: "日期不存在，或年份不在 1600 至 2200 之间", en: "no such day, or a year outside 1600…2200")
    static func tooEarly(_ day: Day) -> CellFailure {
        CellFailure(.dateEarliest, zh: "日期不得早于 \(day.iso)", en: "expected a date not before \(day.iso)")
    }
    static func tooLate(_ day: Day) -> CellFailure {
        CellFailure(.dateLatest, zh: "日期不得晚于 \(day.iso)", en: "expected a date not after \(day.iso)")
    }

    static let noInteger = CellFailure(
        .typeInteger, zh: "应为整数，如 1200 或 1,200", en: "expected a whole number such as 1200 or 1,200")
    static let noDecimal = CellFailure(
        .typeDecimal, zh: "应为数字，如 12.5 或 1,200.50；不接受科学计数法",
        en: "expected a number such as 12.5 or 1,200.50, without an exponent")
    static let noPercent = CellFailure(
        .typePercent, zh: "应为百分数，如 33.34 或 33.34%", en: "expected a percentage such as 33.34 or 33.34%")
    static let noMoney = CellFailure(
        .typeMoney, zh: "应为金额，如 5000000、200(万元人民币) 或 100万美元；不接受科学计数法",
        en: "expected an amount such as 5000000, 200(万元人民币) or 100万美元, without an exponent")
    static let tooManyDigits = CellFailure(
        .numberDigits, zh: "数字位数过多：整数最多 18 位，小数连整数最多 38 位",
        en: "too many digits: at most 18 in a whole number, 38 in a decimal")
    static func belowMinimum(_ bound: String) -> CellFailure {
        CellFailure(.rangeMinimum, zh: "数值不得小于 \(bound)", en: "expected a number not below \(bound)")
    }
    static func aboveMaximum(_ bound: String) -> CellFailure {
        CellFailure(.rangeMaximum, zh: "数值不得大于 \(bound)", en: "expected a number not above \(bound)")
    }

    static let noPhone = CellFailure(
        .typePhone, zh: "应为电话号码，如 13812345678 或 0769-22223333；多个号码用 ; 隔开",
        en: "expected a phone number such as 13812345678 or 0769-22223333, several separated by ;")
    static let noEmail = CellFailure(
        .typeEmail, zh: "应为电子邮箱，如 name@example.com", en: "expected an e-mail address such as name@example.com")
    static let noBoolean = CellFailure(
        .typeBoolean, zh: "应为 是 或 否（true/false、1/0、Y/N）", en: "expected 是 or 否 (true/false, 1/0, Y/N)")

    static func tooShort(_ count: Int) -> CellFailure {
        CellFailure(.lengthMinimum, zh: "至少应有 \(count) 个字符", en: "expected at least \(count) characters")
    }
    static func tooLong(_ count: Int) -> CellFailure {
        CellFailure(.lengthMaximum, zh: "最多 \(count) 个字符", en: "expected at most \(count) characters")
    }
    static func maskMismatch(_ masks: [String]) -> CellFailure {
        let list = masks.prefix(5).joined(separator: "、")
        return CellFailure(
            .mask, zh: "格式应为 \(list)（# 数字，@ 字母，? 任一字符，* 任意）",
            en: "expected the form \(list) (# a digit, @ a letter, ? a character, * anything)")
    }
    static func unknownChoice(_ values: [String]) -> CellFailure {
        let list = values.prefix(12).joined(separator: "、") + (values.count > 12 ? "…" : "")
        return CellFailure(.choiceUnknown, zh: "应为下列之一：\(list)", en: "expected one of: \(list)")
    }
}
