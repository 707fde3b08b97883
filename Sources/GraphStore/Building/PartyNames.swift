/// How a party's name alone tells a company from a person.
enum PartyNames {
    /// The catalogue's word, and the one of older records and other catalogues.
    private static let personWords = ["自然人", "person"].map { Array($0.utf8) }

    /// Whether a party's kind, as its column states it, is a person.
    static func isPersonWord(_ kind: Span<UInt8>) -> Bool {
        for word in personWords where kind.isEqual(to: word.span) { return true }
        return false
    }

    /// Endings and words that no person's name has.
    private static let organisationWords: [[UInt8]] = [
        "公司", "合伙", "企业", "中心", "工厂", "合作社", "委员会", "政府", "基金", "协会", "学校", "大学", "医院",
        "银行", "集团", "事务所", "研究", "管理局", "财政局", "厂", "店", "社", "局", "部", "会", "院", "所", "行", "站",
        "Ltd", "LTD", "Limited", "LIMITED", "Inc", "INC", "GmbH", "Co.", "CO.", "LLC", "Corp", "CORP",
    ].map { Array($0.utf8) }

    /// A person's name has two to four characters (or a middle dot, as in
    /// 阿卜杜拉·买买提) and no word of an organisation; a foreign name has no
    /// legal form. A guess only where the source says nothing.
    static func looksLikePerson(_ name: Span<UInt8>) -> Bool {
        var characters = 0
        var hasDot = false
        for index in name.indices where name[index] & 0xc0 != 0x80 {
            characters += 1
            if name[index] == 0xc2 || name[index] == 0xe2 { hasDot = true }
        }
        for word in organisationWords {
            // One-character words count only as endings, and not in short names.
            if word.count <= 3 {
                guard characters > 3, name.count >= word.count else { continue }
                if name.extracting(name.count - word.count..<name.count).isEqual(to: word.span) { return false }
            } else if ByteSearch.firstOffset(of: word.span, in: name, range: name.indices) != nil {
                return false
            }
        }
        let isASCII = name.count == characters
        return characters <= 4 || hasDot || isASCII
    }
}
