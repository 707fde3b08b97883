public import GraphStore

/// How a relation stands on a day, in the order in which lists show them.
public enum RelationState: String, Sendable, CaseIterable, Comparable {
    /// In force, or nothing says that it is not.
    case current
    /// Ended on the day or before.
    case former
    /// Begins after the day.
    case upcoming

    /// Orders states as they are declared.
    public static func < (a: RelationState, b: RelationState) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .current: 0
        case .former: 1
        case .upcoming: 2
        }
    }
}

extension EdgeTable {
    /// How an edge stands on the day. `current` is what
    /// ``isInForce(_:on:)`` calls in force.
    public func state(of edge: EdgeID, on day: Day) -> RelationState {
        if isInForce(edge, on: day) { return .current }
        let (since, until) = (since[edge.index], until[edge.index])
        // It has ended by now; before it began, that lay ahead.
        if until == Day.endedRawValue { return since <= day.rawValue ? .former : .upcoming }
        return until != Day.unknownRawValue && until <= day.rawValue ? .former : .upcoming
    }
}

/// Entities by how they stand: each counts once, under the first of its states.
public struct StateCounts: Sendable, Equatable {
    /// Entities with a relation in force.
    public private(set) var current = 0
    /// Entities whose relations have ended, at least one of them.
    public private(set) var former = 0
    /// Entities whose relations are all to come.
    public private(set) var upcoming = 0

    /// All entities.
    public var total: Int { current + former + upcoming }

    /// Counts the other ends of relations.
    ///
    /// - Complexity: O(relations).
    init(of relations: some Sequence<RelationGroup.Relation>) {
        var states: [NodeID: RelationState] = [:]
        for relation in relations {
            let target = relation.entry.target
            states[target] = min(states[target] ?? relation.state, relation.state)
        }
        for state in states.values {
            switch state {
            case .current: current += 1
            case .former: former += 1
            case .upcoming: upcoming += 1
            }
        }
    }
}
