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
