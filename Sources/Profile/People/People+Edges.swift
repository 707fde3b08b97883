public import GraphStore

extension People {
    /// People as edges between their mentions, for questions that walk a graph.
    ///
    /// The mentions of one person hang together by `same_as` edges: a tree of
    /// pairs that were found to be one, as flat as these allow, so that no edge
    /// says more than a pair that has its evidence. Pairs that may be one person
    /// are `possibly_same_as`.
    ///
    /// - Parameter includingPossible: whether the latter are wanted too.
    /// - Returns: edges, those of merged mentions first.
    /// - Complexity: O(mentions + pairs).
    public func edges(includingPossible: Bool) -> [AddedEdges.Edge] {
        var edges = treeEdges()
        if includingPossible {
            edges += possiblySame.map {
                AddedEdges.Edge($0.a, $0.b, kind: .possiblySameAs, probability: $0.probability)
            }
        }
        return edges
    }

    /// The graph of a snapshot with ``edges(includingPossible:)`` in it.
    public func linking(_ graph: CSRGraph, includingPossible: Bool) -> CSRGraph {
        graph.adding(edges(includingPossible: includingPossible), within: source.persons)
    }

    /// Breadth-first trees over the merged pairs, each from the mention with the
    /// most of them.
    private func treeEdges() -> [AddedEdges.Edge] {
        let first = source.persons.lowerBound
        let count = source.persons.count
        var offsets = [Int](repeating: 0, count: count + 1)
        for link in merges {
            offsets[link.a.index - first + 1] += 1
            offsets[link.b.index - first + 1] += 1
        }
        for person in 0..<count { offsets[person + 1] += offsets[person] }
        var next = offsets
        var linkOf = [Int](repeating: 0, count: 2 * merges.count)
        for (index, link) in merges.enumerated() {
            for end in [link.a, link.b] {
                linkOf[next[end.index - first]] = index
                next[end.index - first] += 1
            }
        }
        func degree(_ person: Int) -> Int { offsets[person + 1] - offsets[person] }
        var isReached = [Bool](repeating: false, count: count)
        var edges: [AddedEdges.Edge] = []
        for person in 0..<count where degree(person) > 0 && !isReached[person] {
            let mentions = mentions(of: NodeID(first + person)).map { $0.index - first }
            let root = mentions.max { (degree($0), $1) < (degree($1), $0) } ?? person
            var queue = [root]
            isReached[root] = true
            var place = 0
            while place < queue.count {
                let mention = queue[place]
                place += 1
                for index in linkOf[offsets[mention]..<offsets[mention + 1]] {
                    let link = merges[index]
                    let other = link.a.index - first == mention ? link.b.index - first : link.a.index - first
                    guard !isReached[other] else { continue }
                    isReached[other] = true
                    queue.append(other)
                    edges.append(AddedEdges.Edge(link.a, link.b, kind: .sameAs, probability: link.probability))
                }
            }
        }
        return edges
    }
}
