internal import Addresses

/// What names of one make share: 青岛鑫达商务咨询有限公司 and 青岛鑫恒商务咨询有限公司.
///
/// The name without division and legal form: its first character, and the two
/// characters that its trade ends with.
struct NamePattern {
    let key: String

    /// nil for names too short to tell.
    init?(_ name: String, _ gazetteer: Gazetteer) {
        var core = name.filter { !"()（）".contains($0) }[...]
        core = core.dropFirst(gazetteer.divisionPrefixLength(of: String(core)))
        for form in Self.forms where core.hasSuffix(form) {
            core = core.dropLast(form.count)
            break
        }
        guard core.count >= 4, let first = core.first else { return nil }
        key = "\(first)|\(core.suffix(2))"
    }

    /// The longest first.
    private static let forms = [
        "合伙企业有限合伙", "中心有限合伙", "有限合伙", "股份有限公司", "有限责任公司", "农民专业合作社", "专业合作社", "有限公司", "合伙企业", "工作室", "经营部", "服务部", "商行",
        "中心",
        "店", "厂", "部", "行",
    ]
}
