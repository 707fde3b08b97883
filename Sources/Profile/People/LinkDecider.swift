internal import GraphStore

/// Decides which scored pairs become one person.
struct LinkDecider {
    /// A mention that two identified people claim with less than this between
    /// them is left to neither.
    static let ambiguityBits = 3.0
    /// Two groups of at least this many mentions need two links to become one,
    /// or one of ``bridgeBits``.
    static let bridgeSize = 3
    /// Bits that no chance agreement reaches: one in a million.
    static let bridgeBits = 20.0

    let source: MentionSource
    let settings: LinkageSettings
    private(set) var clusters: MentionClusters
    private(set) var merges: [PersonLink] = []
    private(set) var possible: [PersonLink] = []
    private(set) var refused: [PersonDecisions.Pair] = []
    private var bridges: [ScoredPair] = []

    init(source: MentionSource, settings: LinkageSettings) {
        (self.source, self.settings) = (source, settings)
        clusters = MentionClusters(source: source)
    }

    /// Takes the decisions of investigators first, then the pairs.
    ///
    /// - Precondition: pairs are in the order of ``ScoredPair/precedes(_:_:)``.
    mutating func decide(_ pairs: [ScoredPair], _ decisions: PersonDecisions) {
        take(decisions)
        let ambiguous = ambiguousPairs(pairs)
        var waiting: [(pair: ScoredPair, standing: PersonLink.Standing)] = []
        for (place, pair) in pairs.enumerated() {
            let standing = ambiguous.contains(place) ? .ambiguous : join(pair)
            if standing == .merged { merges.append(link(pair, .merged)) } else { waiting.append((pair, standing)) }
        }
        joinBridges()
        for (pair, standing) in waiting {
            let (a, b) = (clusters.root(Int(pair.a)), clusters.root(Int(pair.b)))
            // Through others they are one by now, or can never be.
            guard a != b, standing == .vetoed || clusters.mayJoin(a, b) else { continue }
            possible.append(link(pair, standing))
        }
        merges.sort { ($0.a, $0.b) < ($1.a, $1.b) }
        possible.sort { ($0.a, $0.b) < ($1.a, $1.b) }
    }

    /// Splits first, then confirmations in their order; what contradicts them or
    /// an identifier is refused.
    private mutating func take(_ decisions: PersonDecisions) {
        for pair in decisions.split {
            guard let (a, b) = persons(pair), clusters.split(a, b) else {
                refused.append(pair)
                continue
            }
        }
        for pair in decisions.confirmed {
            guard let (a, b) = persons(pair) else {
                refused.append(pair)
                continue
            }
            let (x, y) = (clusters.root(a), clusters.root(b))
            guard x != y else { continue }
            guard clusters.mayJoin(x, y, ignoringYears: true) else {
                refused.append(pair)
                continue
            }
            clusters.join(x, y)
            merges.append(
                PersonLink(a: min(pair.a, pair.b), b: max(pair.a, pair.b), bits: .infinity, standing: .confirmed))
        }
    }

    private func persons(_ pair: PersonDecisions.Pair) -> (Int, Int)? {
        guard source.persons.contains(pair.a.index), source.persons.contains(pair.b.index), pair.a != pair.b else {
            return nil
        }
        return (pair.a.index - source.persons.lowerBound, pair.b.index - source.persons.lowerBound)
    }

    private func link(_ pair: ScoredPair, _ standing: PersonLink.Standing) -> PersonLink {
        let first = UInt32(source.persons.lowerBound)
        return PersonLink(
            a: NodeID(rawValue: first + min(pair.a, pair.b)), b: NodeID(rawValue: first + max(pair.a, pair.b)),
            bits: pair.bits, standing: standing)
    }

    /// Joins the clusters of a pair if that is due.
    private mutating func join(_ pair: ScoredPair) -> PersonLink.Standing {
        guard pair.bits >= settings.mergeBits else { return .uncertain }
        guard pair.isCorroborated else { return .uncorroborated }
        let (a, b) = (clusters.root(Int(pair.a)), clusters.root(Int(pair.b)))
        // One more reason for what is one already; nothing to decide.
        guard a != b else { return .merged }
        guard clusters.mayJoin(a, b) else { return .vetoed }
        if min(clusters.size(ofRoot: a), clusters.size(ofRoot: b)) >= Self.bridgeSize, pair.bits < Self.bridgeBits {
            bridges.append(pair)
            return .bridge
        }
        clusters.join(a, b)
        return .merged
    }

    /// Joins groups that two links between different mentions hold together.
    private mutating func joinBridges() {
        var groups: [UInt64: [ScoredPair]] = [:]
        var order: [UInt64] = []
        for pair in bridges {
            let (a, b) = (clusters.root(Int(pair.a)), clusters.root(Int(pair.b)))
            guard a != b else { continue }
            let key = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(pair)
        }
        for key in order {
            guard let pairs = groups[key], let first = pairs.first else { continue }
            guard pairs.contains(where: { Set([$0.a, $0.b]).isDisjoint(with: [first.a, first.b]) }) else { continue }
            let (a, b) = (clusters.root(Int(first.a)), clusters.root(Int(first.b)))
            guard a != b, clusters.mayJoin(a, b) else { continue }
            clusters.join(a, b)
            merges += pairs.map { link($0, .merged) }
        }
    }

    /// Places of pairs by which an unidentified mention would join one of two
    /// identified people who claim it about as strongly.
    private func ambiguousPairs(_ pairs: [ScoredPair]) -> Set<Int> {
        var claims: [UInt32: [Int]] = [:]
        for (place, pair) in pairs.enumerated() where pair.bits >= settings.mergeBits && pair.isCorroborated {
            guard isIdentified(pair.a) != isIdentified(pair.b) else { continue }
            claims[isIdentified(pair.a) ? pair.b : pair.a, default: []].append(place)
        }
        var ambiguous: Set<Int> = []
        for places in claims.values where places.count > 1 {
            guard pairs[places[0]].bits - pairs[places[1]].bits < Self.ambiguityBits else { continue }
            ambiguous.formUnion(places)
        }
        return ambiguous
    }

    private func isIdentified(_ person: UInt32) -> Bool {
        source.nodes.isIdentified[source.persons.lowerBound + Int(person)] != 0
    }
}
