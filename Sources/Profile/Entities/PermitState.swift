public import GraphStore

/// Whether a permit may be relied on, on a day.
public enum PermitState: String, Sendable, CaseIterable {
    /// No record says until when it holds.
    case unknown
    /// Issued after the day.
    case notYetValid
    case valid
    /// Valid, and ends within ``expiringDays``.
    case expiring
    case expired
    /// 注销, 撤销 or 吊销: gone before its time.
    case withdrawn

    /// Days before its last one from which a permit counts as expiring: about the
    /// time in which holders file for renewal and inspectors remind them.
    public static let expiringDays = 90

    /// - Parameters:
    ///   - status: the permit's status word, canonical as in the catalogue. It
    ///     has no day of its own: that a permit was withdrawn is taken as of
    ///     every day from its issue on, other words yield to the term.
    ///   - since: the day of issue.
    ///   - until: the first day on which it is no longer valid.
    ///   - asOf: the day that is asked about.
    public init(status: String?, since: Day?, until: Day?, asOf: Day) {
        if let since, since > asOf {
            self = .notYetValid
        } else if let status, ["注销", "撤销", "吊销"].contains(status) {
            self = .withdrawn
        } else if let until {
            // 过期 only says of today what the term says of every day.
            self =
                until <= asOf
                ? .expired
                : until.rawValue - 1 - asOf.rawValue <= Self.expiringDays ? .expiring : .valid
        } else {
            self = status == "过期" ? .expired : .unknown
        }
    }
}

extension EntityCard {
    /// The state of the permit that the card is of.
    public func permitState(asOf: Day) -> PermitState {
        PermitState(status: status, since: since, until: until, asOf: asOf)
    }
}
