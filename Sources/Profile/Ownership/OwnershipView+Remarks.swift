public import GraphStore

extension OwnershipView {
    /// Companies that are not in business on a day, by the register: not
    /// established yet, with their licence withdrawn, or gone. Shares of and in
    /// them may be void.
    ///
    /// - Returns: each once, in the order given.
    public func offRegister(among nodes: [NodeID], on day: Day) -> [(company: NodeID, stage: LifeCycleStage)] {
        var seen: Set<NodeID> = []
        return nodes.compactMap { node in
            guard seen.insert(node).inserted, snapshot.nodes.kind(of: node) == .company else { return nil }
            let card = snapshot.card(of: node)
            let stage = LifeCycleStage.stage(status: card.status, since: card.since, until: card.until, asOf: day)
            return [.notYetEstablished, .revoked, .closed].contains(stage) ? (node, stage) : nil
        }
    }
}
