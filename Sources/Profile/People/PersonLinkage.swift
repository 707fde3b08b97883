public import GraphStore

/// Same-name people: which mentions are one person.
///
/// Record linkage after Fellegi and Sunter with term frequencies. Mentions are
/// compared only within one folded name, and only where they share a company's
/// surroundings, a contact, a companion or a rare post, or where the name is so
/// rare that it makes one person likely. Bits of evidence add up to the log odds
/// of a pair (``LinkageEvidence``). Pairs from
/// ``LinkageSettings/mergeProbability`` on are merged, strongest first, if more
/// than the name speaks for them; two identifiers never come together, not even
/// through others.
///
/// A pure function of the graph, the settings and the decisions: the same input
/// gives the same people, and a decision that is taken back leaves no trace.
/// Comparing mentions is what takes time; what the pairs become under other
/// decisions is told in an instant by ``people(decisions:)``.
///
/// - SeeAlso: I. P. Fellegi, A. B. Sunter, "A theory for record linkage", 1969,
///   doi:10.1080/01621459.1969.10501049; T. Enamorado, B. Fifield, K. Imai,
///   "Using a probabilistic model to assist merging of large-scale administrative
///   records", 2019, doi:10.1017/S0003055418000783.
public struct PersonLinkage: Sendable {
    /// What the linkage was asked.
    public let settings: LinkageSettings
    /// Pairs that share a key with each other and with so many more that they
    /// were not compared for it; some were for another.
    public let uncomparedPairCount: Int
    let source: MentionSource
    let scorer: PairScorer
    /// By name, for those with many mentions.
    let blockIndices: [Int: BlockIndex]
    /// Pairs that are at least possible, strongest first.
    private let scored: [ScoredPair]

    /// Compares the person mentions of a snapshot.
    ///
    /// - Parameters:
    ///   - snapshot: where persons are nodes.
    ///   - settings: thresholds and weights.
    /// - Complexity: O(nodes + edges + pairs · keys of a mention); pairs are at
    ///   most 64 for each key of each mention. Memory: about 60 bytes a mention
    ///   and 50 a company, and 24 a pair that is possible.
    public init(snapshot: GraphSnapshot, settings: LinkageSettings = LinkageSettings()) {
        self.init(graph: snapshot.graph, nodes: snapshot.nodes, settings: settings)
    }

    /// Compares the person mentions of a graph; see ``init(snapshot:settings:)``.
    public init(graph: CSRGraph, nodes: NodeTable, settings: LinkageSettings = LinkageSettings()) {
        let source = MentionSource(graph: graph, nodes: nodes)
        let weights = settings.weights ?? WeightEstimation(source: source, start: LinkageWeights()).weights()
        let scorer = PairScorer(
            space: source.space, counts: Self.keyCounts(source), mentionCount: source.persons.count, weights: weights)
        var search = BlockSearch()
        var scored: [ScoredPair] = []
        var blockIndices: [Int: BlockIndex] = [:]
        for name in 0..<source.names.count where !source.names.isEmpty(name) && source.names.block(name).count > 1 {
            search.load(name, from: source)
            if search.persons.count > BlockIndex.blockSizeMax {
                blockIndices[name] = BlockIndex(search.mentions[..<search.persons.count], source.space)
            }
            let namesakes = source.names.expectedNamesakes(name)
            let namedPosts = Int(source.namedPostCounts[name])
            search.findPairs(scorer, isNameEnough: scorer.nameBits(namesakes: namesakes) >= settings.possibleBits)
            for pair in search.pairs {
                let (a, b) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
                if search.mentions[a].isIdentified && search.mentions[b].isIdentified { continue }
                let posts = Int(source.postCounts[search.persons[a]]) + Int(source.postCounts[search.persons[b]])
                let nameBits = scorer.nameBits(namesakes: namesakes, posts: posts, namedPosts: namedPosts)
                let score = scorer.score(search.mentions[a], search.mentions[b], nameBits: nameBits)
                guard score.total >= settings.possibleBits else { continue }
                scored.append(ScoredPair(search.persons[a], search.persons[b], score, settings))
            }
        }
        scored.sort(by: ScoredPair.precedes)
        (self.source, self.scorer, self.settings) = (source, scorer, settings)
        (self.scored, self.blockIndices, uncomparedPairCount) = (scored, blockIndices, search.omittedCount)
    }

    /// What the mentions are under the decisions of investigators.
    ///
    /// - Parameter decisions: taken before any score.
    /// - Returns: the hypothesis, with its reasons.
    /// - Complexity: O(mentions + possible pairs).
    public func people(decisions: PersonDecisions = PersonDecisions()) -> People {
        var decider = LinkDecider(source: source, settings: settings)
        decider.decide(scored, decisions)
        return People(linkage: self, decider: decider)
    }

    /// Mentions that bear each key.
    private static func keyCounts(_ source: MentionSource) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: source.space.count)
        var mention = MentionKeys()
        for person in 0..<source.persons.count {
            source.gather(person, into: &mention)
            for key in mention.keys { counts[Int(key)] += 1 }
        }
        return counts
    }
}

extension LinkageSettings {
    var mergeBits: Double { Bits.log(mergeProbability / (1 - mergeProbability)) }
    var possibleBits: Double { Bits.log(possibleProbability / (1 - possibleProbability)) }
}

/// A pair that is at least possible.
struct ScoredPair {
    let a: UInt32
    let b: UInt32
    let bits: Double
    let isCorroborated: Bool

    init(_ a: Int, _ b: Int, _ score: PairScore, _ settings: LinkageSettings) {
        (self.a, self.b, bits) = (UInt32(a), UInt32(b), score.total)
        isCorroborated = score.isCorroborated(settings)
    }

    /// The order in which pairs are decided: strongest first.
    static func precedes(_ one: ScoredPair, _ other: ScoredPair) -> Bool {
        (-one.bits, one.a, one.b) < (-other.bits, other.a, other.b)
    }
}
