public import GraphStore

/// One holder's share in one company as answers count it, with the statements that
/// it rests on.
public struct CountedHolding: Sendable {
    /// Whose share it is a share of.
    public let company: NodeID
    /// Nil for holders who are no party.
    public let holder: NodeID?
    /// The share, and how it came about.
    public let holding: Holding
    /// What the share was divided by: what the company's shares came to, without
    /// what it has of itself.
    public let divisor: Double
    /// The statement allows more than the other holders leave.
    public let isLimitedByOthers: Bool
    /// The edge that is followed, then those of the same holder from the same day on.
    public let statements: [EdgeID]
    /// What the share was counted on.
    public let day: Day
    /// What the share is a share of.
    public let measure: OwnershipMeasure
}

extension OwnershipView {
    /// What the statements of shareholdings come to.
    ///
    /// - Parameters:
    ///   - edges: of any kind; a share is told where the edge that it follows is
    ///     among them.
    ///   - day: on which shares are counted.
    ///   - measure: of what.
    /// - Returns: in the order of edges.
    /// - Complexity: O(edges + statements about their companies).
    public func holdings(behind edges: [EdgeID], on day: Day, by measure: OwnershipMeasure) -> [CountedHolding] {
        let graph = snapshot.graph.table
        var counted: [EdgeID: CountedHolding] = [:]
        let asked = Set(edges)
        var seen: Set<NodeID> = []
        for edge in edges where edge.index < graph.count && graph.isInForce(edge, on: day) {
            let company = graph.holderAndCompany(of: edge).company
            guard seen.insert(company).inserted else { continue }
            let holders = table.holders(of: company, on: day, by: measure)
            for (holder, holding) in holders.holdings.map({ ($0.holder, $0) })
                + holders.placeholders.map({ (nil, $0.holding) })
            where asked.contains(holding.edge) {
                var holding = holding
                let kind = EdgeKind(rawValue: graph.kind[holding.edge.index])
                if ![.shareholder, .publicHolding, .unnamedHolding].contains(kind) { holding.basis = .relation }
                counted[holding.edge] = CountedHolding(
                    company: company, holder: holder, holding: holding, divisor: holders.divisor,
                    isLimitedByOthers: isLimitedByOthers(holding),
                    statements: [holding.edge] + statements(beside: holding.edge, on: day), day: day, measure: measure)
            }
        }
        return edges.compactMap { counted[$0] }
    }

    private func isLimitedByOthers(_ holding: Holding) -> Bool {
        let stated = table.statements[holding.statement].shareMax
        guard holding.basis == .stated, !holding.isDisputed, stated >= 0 else { return false }
        return holding.bounds.upperBound < Double(stated) / Double(EdgeAttributes.wholeShare) - 1e-9
    }

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
}
