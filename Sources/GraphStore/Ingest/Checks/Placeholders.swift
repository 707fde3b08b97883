/// Whole-cell spellings of "no value" in real files. They are missing values,
/// never identifiers or names.
public enum Placeholders {
    /// Compared with the trimmed cell, case and width folded where Latin.
    public static let spellings: [String] = [
        "N/A", "NA", "#N/A", "NULL", "NONE", "NIL", "\\N", "(NULL)",
        "无", "無", "暂无", "暫無", "未知", "不详", "不詳", "空", "未填", "未填写", "无数据",
        "-", "--", "---", "----", "/", "//", "\\", "*", "**", "***", "****", "?", "??", "???",
    ]

    /// What MySQL and mainframes write for "no date".
    static let dateSpellings: [String] = ["0000-00-00", "0000-00-00 00:00:00", "0000/00/00", "00000000"]

    /// "No end": not a day, and not an unknown day either.
    static let openEndedDates: [String] = [
        "长期", "長期", "长期有效", "永久", "永久有效", "永续", "无固定期限", "无限期", "至今",
        "9999-12-31", "9999/12/31", "99991231", "9999-12-31 00:00:00", "2999-12-31", "29991231",
    ]

    private static let table = WordTable(spellings)
    private static let dates = WordTable(dateSpellings)
    private static let openEnded = WordTable(openEndedDates)

    /// The longest spelling in bytes, each character at most three bytes wide.
    private static let longestCandidate = 21

    /// Whether a trimmed cell says "no value". An empty one does.
    public static func contains(_ text: Span<UInt8>) -> Bool {
        if text.isEmpty { return true }
        guard text.count <= longestCandidate else { return false }
        // Nothing in the table starts with a digit.
        if CellBytes.isDigit(text[0]) { return false }
        var folded = InlineArray<21, UInt8>(repeating: 0)
        var length = 0
        var index = 0
        while index < text.count {
            let (byte, width) = CellBytes.folded(text, at: index)
            if byte == CellBytes.notASCII {
                for offset in 0..<width {
                    folded[length] = text[index + offset]
                    length += 1
                }
            } else {
                folded[length] = CellBytes.upper(byte)
                length += 1
            }
            index += width
        }
        return table.value(of: folded.span, from: 0, length: length) != nil
    }

    static func isMissingDate(_ text: Span<UInt8>) -> Bool { dates.value(of: text) != nil }
    static func isOpenEnded(_ text: Span<UInt8>) -> Bool { openEnded.value(of: text) != nil }
}

/// Names in shareholder lists that stand for no party: classes of shares,
/// remainders and totals. A holding under such a name is kept and marked, and
/// never becomes a node.
public enum PlaceholderNames {
    /// Compared with the whole trimmed name, width folded, without spaces.
    public static let holders: [String] = [
        "公众股东", "公众股", "社会公众", "社会公众股", "社会公众股东", "其他社会公众股东", "社会公众股股东",
        "公众投资者", "社会公众投资者", "其他公众股东",
        "库存股", "库藏股", "回购股份", "回购专用证券账户", "回购专用账户", "股份回购专户",
        "其他股东", "其它股东", "其余股东", "其他", "其它", "其余", "其他自然人股东", "其他自然人", "其他法人股东",
        "其他小股东", "其他投资者", "其他合伙人", "中小股东", "小股东", "散户",
        "自然人股东", "自然人", "个人股东", "个人股", "法人股东", "法人股", "社会法人股", "募集法人股", "企业法人",
        "职工股", "内部职工股", "职工个人股", "职工股东",
        "流通股", "流通股东", "流通股股东", "限售流通股", "无限售条件流通股", "有限售条件流通股", "已上市流通股",
        "A股", "B股", "H股", "A股股东", "B股股东", "H股股东", "人民币普通股", "境内上市外资股", "境外上市外资股", "外资股",
        "未确权股份", "未确认持有人证券专用账户", "待确认股东", "未托管股份", "未明确持有人", "未登记股东",
        "全体股东", "众股东", "股东", "合计", "总计", "小计", "共计",
    ]

    private static let table = WordTable(holders)

    /// Whether the name of a holder stands for no party. Also true for what
    /// ``Placeholders`` lists.
    public static func isPlaceholderHolder(_ name: Span<UInt8>) -> Bool {
        let text = name.extracting(CellBytes.trimmed(name))
        if Placeholders.contains(text) || table.value(of: text) != nil { return true }
        guard mayFold(text) else { return false }
        let folded = CellBytes.identifier(text)
        return table.value(of: folded.span) != nil
    }

    /// Whether folding an identifier could change the text.
    private static func mayFold(_ text: Span<UInt8>) -> Bool {
        var index = 0
        while index < text.count {
            let (byte, width) = CellBytes.folded(text, at: index)
            if byte != CellBytes.notASCII && (width > 1 || byte == 0x20 || byte != CellBytes.upper(byte)) {
                return true
            }
            index += width
        }
        return false
    }
}
