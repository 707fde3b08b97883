import GraphStore

/// Where a company is in its life on a day, from its registration alone.
public enum LifeCycleStage: String, Sendable, CaseIterable {
    /// No registration says when it began.
    case unknown
    /// The registration begins after the day.
    case notYetEstablished
    /// In its first year.
    case founded
    /// In its second to fifth year.
    case growing
    /// Older.
    case mature
    /// 停业, 歇业.
    case suspended
    /// 吊销: the licence is withdrawn, the company not yet deregistered.
    case revoked
    /// 迁出: registered elsewhere now.
    case relocated
    /// 注销 or 撤销: gone from the register.
    case closed

    /// The stage on the day `asOf` of a company established on `since` and
    /// closed on `until`, whose registration has the status word of the
    /// catalogue.
    static func stage(status: String?, since: Day?, until: Day?, asOf: Day) -> LifeCycleStage {
        if let since, since > asOf { return .notYetEstablished }
        // A status without the day from which it holds is taken as of today;
        // a closing day after `asOf` says that the company lived then.
        if until.map({ $0 <= asOf }) ?? true, let status {
            switch status {
            case "注销", "撤销", "吊销后注销": return .closed
            case "吊销": return .revoked
            case "迁出": return .relocated
            case "停业" where until == nil: return .suspended
            default: break
            }
        }
        if let until, until <= asOf { return .closed }
        guard let since else { return .unknown }
        let age = asOf.rawValue - since.rawValue
        return age < 365 ? .founded : age < 5 * 365 ? .growing : .mature
    }
}
