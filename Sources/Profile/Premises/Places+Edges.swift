public import GraphStore

extension Places {
    /// Places as edges between addresses, for questions that walk a graph.
    ///
    /// The spellings of one place hang on the least of them by `same_premises`; the
    /// places of one building hang on the least of theirs by `same_building`, so
    /// that every address of a building is two edges from every other at most.
    ///
    /// - Parameter includingBuildings: whether the latter are wanted too.
    /// - Returns: edges, those of single places first.
    /// - Complexity: O(addresses and places).
    public func edges(includingBuildings: Bool) -> [AddedEdges.Edge] {
        var edges: [AddedEdges.Edge] = []
        for index in 0..<count {
            let spellings = spellings(of: PlaceID(rawValue: UInt32(index)))
            guard let first = spellings.first else { continue }
            edges += spellings.dropFirst().map { AddedEdges.Edge(first, $0, kind: .samePremises, probability: 1) }
        }
        guard includingBuildings else { return edges }
        for index in 0..<count {
            let building = PlaceID(rawValue: UInt32(index))
            guard level(of: building) == .building else { continue }
            let heads = heads(in: building)
            guard let first = heads.first else { continue }
            edges += heads.dropFirst().map { AddedEdges.Edge(first, $0, kind: .sameBuilding, probability: 1) }
        }
        return edges
    }

    /// The first spelling of a place and of each part of it that has any, ascending.
    private func heads(in place: PlaceID) -> [NodeID] {
        var heads: [NodeID] = []
        var open = [place]
        while let next = open.popLast() {
            if let first = spellings(of: next).first { heads.append(first) }
            open += parts(of: next)
        }
        return heads.sorted()
    }
}
