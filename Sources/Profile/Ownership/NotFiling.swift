public import GraphStore

/// Why an entity of the register files no beneficial owners. Companies,
/// partnerships and branches of foreign companies do (受益所有人信息管理办法 第二条).
public enum NotFiling: String, Sendable, CaseIterable {
    /// Gone from the register.
    case closed
    /// A branch of a company of the country: its company files.
    case branch
    /// 个体工商户.
    case individualBusiness
    /// 个人独资企业.
    case soleProprietorship
    /// 农民专业合作社.
    case cooperative

    /// In words for people.
    public var title: Title {
        switch self {
        case .closed: Title(zh: "该企业已终止，不再备案", en: "The company is gone and files no more")
        case .branch: Title(zh: "分支机构不备案，由其所属企业备案", en: "A branch does not file, its company does")
        case .individualBusiness:
            Title(zh: "个体工商户不属于备案主体", en: "A sole trader's business does not have to file")
        case .soleProprietorship:
            Title(zh: "个人独资企业不属于备案主体", en: "A sole proprietorship does not have to file")
        case .cooperative:
            Title(zh: "农民专业合作社不属于备案主体", en: "A farmers' cooperative does not have to file")
        }
    }

    /// What the registered type (市场主体类型) of somebody who is on the register says.
    init?(type: String) {
        let words: [(NotFiling, [String])] = [
            (.branch, ["分公司", "分支机构", "办事处", "代表处"]), (.individualBusiness, ["个体"]),
            (.soleProprietorship, ["个人独资"]), (.cooperative, ["合作社"]),
        ]
        guard let found = words.first(where: { $0.1.contains { type.contains($0) } })?.0 else { return nil }
        self = found
    }
}

extension OwnershipView {
    /// Why a company files no beneficial owners on a day; nil when it does, or
    /// nothing says that it does not.
    ///
    /// - Complexity: O(bytes of its statements).
    public func notFiling(_ company: NodeID, on day: Day, catalogue: Catalogue) -> NotFiling? {
        let card = snapshot.card(of: company)
        let stage = LifeCycleStage.stage(status: card.status, since: card.since, until: card.until, asOf: day)
        if stage == .closed { return .closed }
        let registration = snapshot.statements(of: company, catalogue: catalogue).last { $0.theme.id == "registration" }
        if case .text(let type) = registration?["type"] {
            // Branches of foreign companies file, whatever record names their head office.
            if type.contains("外国") || type.contains("境外") { return nil }
            if let reason = NotFiling(type: type) { return reason }
        }
        return isBranch(company, on: day) ? .branch : nil
    }
}
