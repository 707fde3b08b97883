/// What became of a theme's rows: `read` = `inserted` + `updated` +
/// `unchanged` + `quarantined`, always.
public struct RowCounts: Sendable, Equatable, Codable {
    /// Rows of the files.
    public var read = 0
    /// Rows under a key that was not there.
    public var inserted = 0
    /// Rows that replace what was live under their key, or take it back.
    public var updated = 0
    /// Rows that say what was there.
    public var unchanged = 0
    /// Rows that were refused.
    public var quarantined = 0
    /// Of the quarantined rows, those that were delivered before, in this
    /// delivery or an older one, and wait still: they are no new entries, so
    /// an import's reasons do not count them.
    public var stillWaiting = 0
    /// Of the accepted rows, those with a finding: something of them is kept
    /// with a remark, such as a wrong check digit.
    public var findings = 0
    /// Of the accepted rows, those that contradict another row of the delivery
    /// with the same key; both are kept.
    public var competing = 0
    /// Live records that a complete delivery no longer contains.
    public var withdrawn = 0
    /// Nothing was read.
    public init() {}

    /// Adds what became of other rows.
    public static func += (a: inout RowCounts, b: RowCounts) {
        a.read += b.read
        a.inserted += b.inserted
        a.updated += b.updated
        a.unchanged += b.unchanged
        a.quarantined += b.quarantined
        a.stillWaiting += b.stillWaiting
        a.findings += b.findings
        a.competing += b.competing
        a.withdrawn += b.withdrawn
    }
}
