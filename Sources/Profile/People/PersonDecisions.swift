public import GraphStore

/// What investigators decided on pairs of mentions. Wins over every score;
/// without it the old result is back.
public struct PersonDecisions: Hashable, Sendable {
    /// Pairs that are one person.
    public var confirmed: [Pair]
    /// Pairs that are two people, and whatever is one with them.
    public var split: [Pair]

    /// - Parameters:
    ///   - confirmed: in the order in which they were made; an earlier one is kept
    ///     where a later one contradicts it.
    ///   - split: taken before any confirmation.
    public init(confirmed: [Pair] = [], split: [Pair] = []) { (self.confirmed, self.split) = (confirmed, split) }

    /// The decisions of a log on persons that a snapshot has.
    ///
    /// A person whose records were all withdrawn is none of the snapshot; a
    /// decision on it waits until the person is back.
    public init(_ log: DecisionLog, in snapshot: GraphSnapshot) {
        self.init()
        for decision in log.inForce {
            guard let pair = Pair(decision, in: snapshot) else { continue }
            switch decision.verdict {
            case .confirm: confirmed.append(pair)
            case .split: split.append(pair)
            case .withdraw: break
            }
        }
    }

    /// Two mentions.
    public struct Pair: Hashable, Sendable {
        /// The one.
        public let a: NodeID
        /// The other.
        public let b: NodeID

        /// The order of the two means nothing.
        public init(_ a: NodeID, _ b: NodeID) { (self.a, self.b) = (a, b) }

        /// What a decision is on; nil when the snapshot lacks one of the two, or
        /// has no person under its id.
        public init?(_ decision: Decision, in snapshot: GraphSnapshot) {
            guard let a = snapshot.node(decision.first), let b = snapshot.node(decision.second),
                snapshot.nodes.kind(of: a) == .person, snapshot.nodes.kind(of: b) == .person
            else { return nil }
            self.init(a, b)
        }
    }
}
