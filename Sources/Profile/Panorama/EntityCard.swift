public import GraphStore

/// What one line says of an entity, anywhere it is mentioned.
public struct EntityCard: Sendable, Equatable {
    /// In the snapshot that the card is of.
    public var node: NodeID
    /// The stable id, `company:…`.
    public var id: String
    /// What the entity is.
    public var kind: NodeKind
    /// As its newest statement writes it.
    public var name: String
    /// The registration's or permit's status word.
    public var status: String?
    /// First day of a company or permit; nil when no record says it.
    public var since: Day?
    /// The day of closing of a company, the first day on which a permit is no
    /// longer valid.
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
