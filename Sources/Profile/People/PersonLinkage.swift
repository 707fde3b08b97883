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
///
/// - SeeAlso: I. P. Fellegi, A. B. Sunter, "A theory for record linkage", 1969,
///   doi:10.1080/01621459.1969.10501049; T. Enamorado, B. Fifield, K. Imai,
///   "Using a probabilistic model to assist merging of large-scale administrative
///   records", 2019, doi:10.1017/S0003055418000783.
public enum PersonLinkage {
    /// Links the person mentions of a snapshot.
    ///
    /// - Complexity: O(nodes + edges + pairs · keys of a mention); pairs are at
    ///   most 64 for each key of each mention. Memory: about 60 bytes a mention
    ///   and 50 a company, and what the pairs take.
    public static func link(
        snapshot: GraphSnapshot, settings: LinkageSettings = LinkageSettings(),
        decisions: PersonDecisions = PersonDecisions()
    ) -> People {
        link(graph: snapshot.graph, nodes: snapshot.nodes, settings: settings, decisions: decisions)
    }

    /// Links the person mentions of a graph; see
    /// ``link(snapshot:settings:decisions:)``.
    public static func link(
        graph: CSRGraph, nodes: NodeTable, settings: LinkageSettings = LinkageSettings(),
        decisions: PersonDecisions = PersonDecisions()
    ) -> People {
        let source = MentionSource(graph: graph, nodes: nodes)
        let weights = settings.weights ?? WeightEstimation(source: source, start: LinkageWeights()).weights()
        let scorer = PairScorer(
            space: source.space, counts: keyCounts(source), mentionCount: source.persons.count, weights: weights)
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
        var decider = LinkDecider(source: source, settings: settings)
        decider.decide(scored, decisions)
        return People(
            source: source, scorer: scorer, settings: settings, decider: decider, blockIndices: blockIndices,
            uncomparedPairCount: search.omittedCount)
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
