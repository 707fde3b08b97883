public import GraphStore

extension OwnershipView {
    /// Statements beside the one that is followed, of the same holder from the
    /// same day on: contributions that add up with it, or others that say the
    /// same or contradict it.
    ///
    /// - Complexity: O(log of the statements about the company + its own).
    public func statements(beside edge: EdgeID, on day: Day) -> [EdgeID] {
        let graph = snapshot.graph.table
        guard edge.index < graph.count, EdgeKind(rawValue: graph.kind[edge.index]) == .shareholder,
            graph.isInForce(edge, on: day)
        else { return [] }
        let holder = party(NodeID(rawValue: graph.from[edge.index])).rawValue
        return table.statements(about: NodeID(rawValue: graph.to[edge.index]), by: holder).filter {
            $0.edge != edge.rawValue && $0.since == graph.since[edge.index]
                && graph.isInForce(EdgeID(rawValue: $0.edge), on: day)
        }.map { EdgeID(rawValue: $0.edge) }
    }

    /// Companies whose licence has been withdrawn or that have left the register
    /// by a day: shares of and in them may be void.
    ///
    /// - Returns: each once, in the order given.
    public func struckOff(among nodes: [NodeID], on day: Day) -> [NodeID] {
        var seen: Set<NodeID> = []
        return nodes.filter { node in
            guard seen.insert(node).inserted, snapshot.nodes.kind(of: node) == .company else { return false }
            let card = snapshot.card(of: node)
            let stage = LifeCycleStage.stage(status: card.status, since: card.since, until: card.until, asOf: day)
            return stage == .revoked || stage == .closed
        }
    }
}
