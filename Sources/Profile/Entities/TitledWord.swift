/// A stable word of the API with a title for a reader.
public protocol TitledWord: RawRepresentable<String>, Sendable {
    /// In Chinese.
    var title: String { get }
}

extension LifeCycleStage: TitledWord {
    /// 成长期.
    public var title: String {
        switch self {
        case .unknown: "不明"
        case .notYetEstablished: "尚未成立"
        case .founded: "初创期"
        case .growing: "成长期"
        case .mature: "成熟期"
        case .suspended: "停业"
        case .revoked: "吊销未注销"
        case .relocated: "已迁出"
        case .closed: "已注销"
        }
    }
}

extension AgeBand: TitledWord {
    /// 40至49岁.
    public var title: String {
        switch self {
        case .unknown: "不明"
        case .under18: "未满18岁"
        case .from18to29: "18至29岁"
        case .from30to39: "30至39岁"
        case .from40to49: "40至49岁"
        case .from50to59: "50至59岁"
        case .from60to75: "60至75岁"
        case .over75: "超过75岁"
        }
    }
}

extension PermitState: TitledWord {
    /// 即将到期.
    public var title: String {
        switch self {
        case .unknown: "期限不明"
        case .notYetValid: "尚未生效"
        case .valid: "有效"
        case .expiring: "即将到期"
        case .expired: "已过期"
        case .withdrawn: "已注销、撤销或吊销"
        }
    }
}

extension RelationState: TitledWord {
    /// 曾经.
    public var title: String {
        switch self {
        case .current: "当前"
        case .former: "曾经"
        case .upcoming: "尚未开始"
        }
    }
}

extension ContactProfile.Kind: TitledWord {
    /// 电子邮箱.
    public var title: String {
        switch self {
        case .phone: "电话"
        case .email: "电子邮箱"
        case .unknown: "不明"
        }
    }
}
