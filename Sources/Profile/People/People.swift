public import GraphStore

/// Mentions as people: a hypothesis over one graph, with its reasons.
///
/// Every mention (person node) belongs to one **entity**, named by its mention
/// with the smallest id. Nodes of other kinds are their own entities.
public struct People: Sendable {
    /// What the pairs were scored by.
    public let linkage: PersonLinkage
    /// How often mentions of one person agree: counted, or as given.
    public var weights: LinkageWeights { scorer.weights }
    /// Pairs that were found to be one person, by (a, b).
    public let merges: [PersonLink]
    /// Pairs that may be one person and are not merged, by (a, b).
    public let possiblySame: [PersonLink]
    /// Decisions that contradict an identifier, each other, or name no two
    /// persons of the graph.
    public let refusedDecisions: [PersonDecisions.Pair]
    /// Neighbours of companies that were not looked at, because of too many.
    public var omittedNeighbourCount: Int { source.companyKeys.omittedCount }

    var source: MentionSource { linkage.source }
    var scorer: PairScorer { linkage.scorer }
    /// Entity of each person: the person with the smallest id.
    private let entities: [UInt32]
    /// Persons by entity, ascending.
    private let members: [UInt32]
    private let memberOffsets: [UInt32]

    init(linkage: PersonLinkage, decider: LinkDecider) {
        self.linkage = linkage
        (merges, possiblySame, refusedDecisions) = (decider.merges, decider.possible, decider.refused)
        var clusters = decider.clusters
        let count = linkage.source.persons.count
        var least = [UInt32](repeating: .max, count: count)
        var entities = [UInt32](repeating: 0, count: count)
        // Ascending: the first mention of a cluster is its smallest.
        for person in 0..<count {
            let root = clusters.root(person)
            if least[root] == .max { least[root] = UInt32(person) }
            entities[person] = least[root]
        }
        var offsets = [UInt32](repeating: 0, count: count + 1)
        for entity in entities { offsets[Int(entity) + 1] += 1 }
        for person in 0..<count { offsets[person + 1] += offsets[person] }
        var next = offsets
        var members = [UInt32](repeating: 0, count: count)
        for person in 0..<count {
            let entity = Int(entities[person])
            members[Int(next[entity])] = UInt32(person)
            next[entity] += 1
        }
        (self.entities, self.members, memberOffsets) = (entities, members, offsets)
    }

    /// The entity that a node belongs to: of persons the mention with the
    /// smallest id that is the same person, of others the node itself.
    ///
    /// - Complexity: O(1).
    public func entity(of node: NodeID) -> NodeID {
        guard source.persons.contains(node.index) else { return node }
        return NodeID(source.persons.lowerBound + Int(entities[node.index - source.persons.lowerBound]))
    }

    /// All mentions of the node's entity, ascending; the node itself where it is
    /// no person.
    ///
    /// - Complexity: O(mentions).
    public func mentions(of node: NodeID) -> [NodeID] {
        guard source.persons.contains(node.index) else { return [node] }
        let entity = Int(entities[node.index - source.persons.lowerBound])
        let range = Int(memberOffsets[entity])..<Int(memberOffsets[entity + 1])
        return range.map { NodeID(source.persons.lowerBound + Int(members[$0])) }
    }

    /// Number of distinct people.
    ///
    /// - Complexity: O(mentions).
    public var entityCount: Int { entities.indices.count { Int(entities[$0]) == $0 } }

    /// What speaks for and against two mentions of one name being one person, by
    /// kind; empty when they have different names or are one node.
    ///
    /// - Complexity: O(keys of both).
    public func evidence(_ a: NodeID, _ b: NodeID) -> [LinkageEvidence] {
        guard a != b, source.persons.contains(a.index), source.persons.contains(b.index) else { return [] }
        let (x, y) = (a.index - source.persons.lowerBound, b.index - source.persons.lowerBound)
        let name = source.names.numberOf[x]
        guard name == source.names.numberOf[y], !source.names.isEmpty(Int(name)) else { return [] }
        var (one, other) = (MentionKeys(), MentionKeys())
        source.gather(x, into: &one)
        source.gather(y, into: &other)
        let nameBits = scorer.nameBits(
            namesakes: source.names.expectedNamesakes(Int(name)),
            posts: Int(source.postCounts[x]) + Int(source.postCounts[y]),
            namedPosts: Int(source.namedPostCounts[Int(name)]))
        return evidence(scorer.score(one, other, nameBits: nameBits), birthYear: one.birthYear)
    }

    /// The items of a score that say something.
    func evidence(_ score: PairScore, birthYear: UInt16) -> [LinkageEvidence] {
        LinkageEvidenceKind.allCases.compactMap { kind in
            let (bits, key) = (score.bits[kind.rawValue], score.keys[kind.rawValue])
            guard bits != 0 || key != .max || kind == .name else { return nil }
            var shared: LinkageEvidence.Shared?
            if key != .max {
                shared = source.space.shared(key, names: source.names, headNames: source.companyKeys.headNames)
            } else if kind == .age, bits == LinkageWeights.sameBirthYearBits {
                shared = .birthYear(Int(birthYear))
            }
            return LinkageEvidence(kind: kind, bits: bits, shared: shared)
        }
    }
}
