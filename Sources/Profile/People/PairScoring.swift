internal import GraphStore

/// The bits of a pair by kind of evidence.
struct PairScore: Sendable {
    /// As counted; zero where a kind says nothing.
    var bits = SIMD8<Double>(repeating: 0)
    /// The shared key that the bits are for, `UInt32.max` where there is none.
    var keys = SIMD8<UInt32>(repeating: .max)

    var total: Double { bits.sum() }

    /// Whether what speaks for the pair besides its name would do without it.
    func isCorroborated(_ settings: LinkageSettings) -> Bool {
        LinkageEvidenceKind.corroborating.reduce(0) { $0 + max(0, bits[$1.rawValue]) }
            >= settings.corroborationBits
    }
}

/// Scores pairs of mentions of one name.
///
/// A shared key counts `log2(m / u)`: `m`, the share of pairs of one person that
/// agree in the kind (``LinkageWeights``), against `u`, the chance that two
/// people do: the share of all mentions that bear the key, times the number of
/// pairs of keys of that kind that could have agreed. So a telephone of three
/// companies counts for much and an agent's for little. Of several shared keys
/// of a kind the rarest counts. Kinds that both say something of and disagree
/// in count `log2(1 - m)`.
struct PairScorer: Sendable {
    let space: KeySpace
    /// Mentions that bear each key.
    let counts: [UInt32]
    /// All mentions.
    let mentionCount: Int
    /// Mentions that are not in `counts` and bear whatever is shared.
    let added: Int
    private let agreement: SIMD8<Double>
    private let disagreementBits: SIMD8<Double>
    let weights: LinkageWeights

    init(space: KeySpace, counts: [UInt32], mentionCount: Int, weights: LinkageWeights, added: Int = 0) {
        (self.space, self.counts, self.mentionCount, self.added) = (space, counts, mentionCount, added)
        self.weights = weights
        agreement = weights.agreement
        var disagreement = SIMD8<Double>(repeating: 0)
        for kind in LinkageEvidenceKind.corroborating {
            disagreement[kind.rawValue] = Bits.log(1 - min(weights.agreement[kind.rawValue], 0.99))
        }
        disagreementBits = disagreement
    }

    /// The same scorer for a graph with one more mention.
    func addingOne() -> PairScorer {
        PairScorer(
            space: space, counts: counts, mentionCount: mentionCount + 1, weights: weights, added: 1)
    }

    /// Prior log odds of a pair: the mentions that a person of theirs has to
    /// reckon with elsewhere, by those of other people with the name.
    ///
    /// Who is known to hold many posts is likelier to hold one more (J. Pitman,
    /// "Combinatorial stochastic processes", 2006, §3.1: the next of a sequence
    /// is one seen before in proportion to how often it was).
    ///
    /// - Parameters:
    ///   - namesakes: ``PersonNames/expectedNamesakes(_:added:addedIdentified:)``.
    ///   - posts: of the one of the two that has an identifier; 0 when none has.
    ///   - namedPosts: of all persons with the name and an identifier.
    /// - Returns: log2 of the odds.
    func nameBits(namesakes: Double, posts: Int = 0, namedPosts: Int = 0) -> Double {
        let recurrence = weights.recurrence + Double(max(0, posts - 1))
        return Bits.log(recurrence) - Bits.log(posts == 0 ? namesakes : max(namesakes, Double(namedPosts - posts)))
    }

    private func chance(_ key: UInt32) -> Double {
        Double(Int(counts[Int(key)]) + added) / Double(mentionCount)
    }

    /// Scores a pair; `nameBits` as ``nameBits(namesakes:posts:namedPosts:)``
    /// gives them.
    ///
    /// - Complexity: O(keys of both).
    func score(_ a: MentionKeys, _ b: MentionKeys, nameBits: Double) -> PairScore {
        var score = PairScore()
        score.bits[LinkageEvidenceKind.name.rawValue] = nameBits
        let (sizesA, sizesB) = (a.sizes(space), b.sizes(space))
        var rarest = SIMD8<UInt32>(repeating: .max)
        var (i, j) = (0, 0)
        while i < a.keys.count, j < b.keys.count {
            let (left, right) = (a.keys[i], b.keys[j])
            if left == right {
                let kind = space.kind(of: left).rawValue
                if counts[Int(left)] < rarest[kind] { (rarest[kind], score.keys[kind]) = (counts[Int(left)], left) }
            }
            if left <= right { i += 1 }
            if right <= left { j += 1 }
        }
        for kind in LinkageEvidenceKind.corroborating {
            let k = kind.rawValue
            if score.keys[k] == .max {
                if sizesA[k] > 0, sizesB[k] > 0 { score.bits[k] = disagreementBits[k] }
            } else {
                let pairs = Double(max(1, sizesA[k])) * Double(max(1, sizesB[k]))
                score.bits[k] = max(0, Bits.log(agreement[k] / min(1, chance(score.keys[k]) * pairs)))
            }
        }
        discountCircle(&score)
        score.bits[LinkageEvidenceKind.age.rawValue] = ageBits(a, b)
        return score
    }

    /// Companies of one circle share owners, rooms, telephones and people: given
    /// one of these, the others are no news. The strongest counts, the second
    /// counts half.
    private func discountCircle(_ score: inout PairScore) {
        var order = LinkageEvidenceKind.circle.map(\.rawValue).filter { score.bits[$0] > 0 }
        order.sort { (-score.bits[$0], $0) < (-score.bits[$1], $1) }
        for (rank, kind) in order.enumerated() where rank > 0 {
            score.bits[kind] = rank == 1 ? score.bits[kind] / 2 : 0
        }
    }

    private func ageBits(_ a: MentionKeys, _ b: MentionKeys) -> Double {
        if Self.isTooYoung(a, b) || Self.isTooYoung(b, a) { return LinkageWeights.ageConflictBits }
        guard a.birthYear != 0, b.birthYear != 0 else { return 0 }
        switch abs(Int(a.birthYear) - Int(b.birthYear)) {
        case 0: return LinkageWeights.sameBirthYearBits
        case 1: return LinkageWeights.nearBirthYearBits
        default: return LinkageWeights.ageConflictBits
        }
    }

    /// Whether the one would have held a post of the other as a child.
    private static func isTooYoung(_ one: MentionKeys, _ other: MentionKeys) -> Bool {
        one.birthYear != 0 && other.firstYear != 0
            && Int(other.firstYear) < Int(one.birthYear) + LinkageWeights.workingAge
    }
}
