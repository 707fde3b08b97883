public import GraphStore

/// What one line says of an entity, anywhere it is mentioned.
public struct EntityCard: Sendable, Equatable {
    public var node: NodeID
    public var id: String
    public var kind: NodeKind
    public var name: String
    /// The registration's or permit's status word.
    public var status: String?
    public var since: Day?
    public var until: Day?
}

extension GraphSnapshot {
    /// - Complexity: O(length of the texts).
    public func card(of node: NodeID) -> EntityCard {
        let status = nodes.status[node.index]
        return EntityCard(
            node: node, id: nodes.ids[node.index], kind: nodes.kind(of: node), name: nodes.names[node.index],
            status: status == EdgeAttributes.noLabel ? nil : labels[Int(status)],
            since: Day(stored: nodes.since[node.index]), until: Day(stored: nodes.until[node.index]))
    }
}

extension Day {
    /// The day of a stored number; nil for ``Day/unknownRawValue``.
    init?(stored: Int32) {
        guard stored != Day.unknownRawValue else { return nil }
        self.init(rawValue: stored)
    }
}
