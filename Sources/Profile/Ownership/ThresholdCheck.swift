public import GraphStore

/// A share that a rule asks for.
public struct ShareThreshold: Sendable, Equatable, Codable {
    /// In per cent, a whole number.
    public let percent: Int64
    /// Whether exactly this share is enough: 以上 includes the number itself
    /// (Civil Code 1259), "more than" does not.
    public let inclusive: Bool

    /// A threshold in whole per cents.
    public init(percent: Int64, inclusive: Bool) { (self.percent, self.inclusive) = (percent, inclusive) }

    var value: Double { Double(percent) / 100 }

    /// Whether an exact share is enough.
    func isMet<Number: OwnershipNumber>(by share: Number) -> Bool {
        let bound = Number(percent, over: 100)
        return inclusive ? share >= bound : share > bound
    }

    /// How near a binary fraction may be to the threshold before it is worked
    /// out again in exact fractions.
    static let doubt = 1e-9
}

extension OwnershipScratch {
    /// Whether a holder's certain integrated share in the company of the last
    /// question meets a threshold.
    ///
    /// - Parameters:
    ///   - threshold: what is asked for.
    ///   - owner: in the closure of the last question, which was about the
    ///     owners of a company.
    ///   - share: its lower bound, corrected.
    /// - Returns: whether it is met; nearer than ``ShareThreshold/doubt`` that is
    ///   decided in exact fractions.
    /// - Throws: ``LoopTooDense`` when exact fractions would cost too much.
    /// - Complexity: O(1); the first time near the threshold after a question
    ///   O(stakes) operations on long numbers.
    public mutating func meets(
        _ threshold: ShareThreshold, owner: NodeID, share: Double
    ) throws(LoopTooDense) -> Bool {
        guard abs(share - threshold.value) <= ShareThreshold.doubt else { return threshold.isMet(by: share) }
        guard let place = place(of: owner.rawValue) else { return false }
        if exactShares == nil { exactShares = try OwnershipSolver<ExactFraction>.upward(closure, components).reach }
        return exactShares.map { threshold.isMet(by: $0[Int(place)]) } ?? false
    }

    /// Whether the certain integrated share of the holder of the last question,
    /// which was about holdings, meets a threshold in a company.
    ///
    /// - Throws: ``LoopTooDense`` when exact fractions would cost too much.
    /// - Complexity: as ``meets(_:owner:share:)``.
    public mutating func meets(
        _ threshold: ShareThreshold, company: NodeID, share: Double
    ) throws(LoopTooDense) -> Bool {
        guard abs(share - threshold.value) <= ShareThreshold.doubt else { return threshold.isMet(by: share) }
        guard let place = place(of: company.rawValue) else { return false }
        if exactShares == nil { exactShares = try OwnershipSolver<ExactFraction>.downward(closure, components) }
        return exactShares.map { threshold.isMet(by: $0[Int(place)]) } ?? false
    }
}
