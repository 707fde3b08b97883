internal import GraphStore

/// The votes in one company that a party and what it controls have, member by
/// member, from holders that were read once: what each has does not depend on
/// who counts.
struct VoteTally: Sendable {
    /// Votes of the members added so far.
    private(set) var count = VoteCount()
    /// Of holders who are not added yet.
    private var waiting: [UInt32: (least: Int64, whole: Int64)] = [:]

    /// Reads the holders of a company.
    ///
    /// - Parameters:
    ///   - holders: on the day asked about, by votes.
    ///   - isMember: whether a holder is added at once.
    init(_ holders: borrowing Holders, isMember: (UInt32) -> Bool) {
        for holding in holders.holdings where holding.least > 0 {
            let holder = holding.holder.rawValue
            if isMember(holder) {
                count.add(holding.least, of: holding.whole)
            } else {
                waiting[holder] = (holding.least, holding.whole)
            }
        }
    }

    /// Adds what a holder has, once.
    mutating func add(_ holder: UInt32) {
        guard let votes = waiting.removeValue(forKey: holder) else { return }
        count.add(votes.least, of: votes.whole)
    }
}

extension OwnershipScratch {
    /// Adds a member's votes to the tally of a company.
    ///
    /// - Returns: the sum; nil where nothing is tallied.
    mutating func addToTally(of company: UInt32, votesOf member: UInt32) -> VoteCount? {
        guard !tallies.isEmpty else { return nil }
        tallies[company]?.add(member)
        return tallies[company]?.count
    }

    /// Begins the tally of a company, whose holders are those just read, with the
    /// members whose holdings have been looked at: those up to one of them. Those
    /// who have a later place are looked at yet.
    mutating func beginTally(of company: UInt32, upTo member: UInt32) {
        guard let last = place(of: member) else { return }
        let tally = VoteTally(holders) { holder in place(of: holder).map { $0 <= last } ?? false }
        tallies[company] = tally
    }
}
