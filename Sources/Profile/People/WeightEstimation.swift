internal import GraphStore

/// Counts the weights of linkage from mentions whose identifiers say who is
/// who: no truth but the data's own.
///
/// A person with an identifier in several companies is several mentions of one
/// person: how often two of them agree is `m`. Mentions of one name with and
/// without equal identifiers tell how often a name means one person.
struct WeightEstimation {
    /// Companies of one person that are compared with each other at most.
    private static let companiesMax = 8
    /// Mentions, or names, that the starting weights stand for.
    private static let priorWeight = 20.0

    let source: MentionSource
    let start: LinkageWeights

    /// - Complexity: O(identified persons · keys).
    func weights() -> LinkageWeights {
        LinkageWeights(recurrence: recurrence(), agreement: agreement())
    }

    // MARK: Agreement

    /// Each mention counts alike, of at most ``companiesMax`` a person: a few
    /// agents with hundreds would otherwise speak for all.
    private func agreement() -> SIMD8<Double> {
        var agreed = start.agreement * Self.priorWeight
        var known = SIMD8<Double>(repeating: Self.priorWeight)
        var posts = [MentionKeys](repeating: MentionKeys(), count: Self.companiesMax + 1)
        var whole = MentionKeys()
        for person in source.persons.indices {
            let person = person - source.persons.lowerBound
            guard source.nodes.isIdentified[source.persons.lowerBound + person] != 0 else { continue }
            source.gather(person, into: &whole)
            let companies = whole.companies.prefix(Self.companiesMax)
            var count = 0
            for company in companies {
                source.gather(person, only: .company(company), into: &posts[count])
                count += 1
            }
            // Relatives are told in records of their own: one more mention.
            source.gather(person, only: .relatives, into: &posts[count])
            if !posts[count].keys.isEmpty { count += 1 }
            guard count > 1 else { continue }
            let (shares, weights) = Self.agreement(of: posts[..<count], source.space)
            agreed += shares * weights * Double(count)
            known += weights * Double(count)
        }
        return agreed / known
    }

    /// By kind, the share of pairs that agree among those that both say
    /// something, and 1 where there are such pairs.
    private static func agreement(
        of posts: ArraySlice<MentionKeys>, _ space: KeySpace
    ) -> (shares: SIMD8<Double>, known: SIMD8<Double>) {
        var (agreed, known) = (SIMD8<Double>(repeating: 0), SIMD8<Double>(repeating: 0))
        for first in posts.indices {
            for second in posts.indices where second > first {
                let (one, other) = (posts[first].sizes(space), posts[second].sizes(space))
                var shared = SIMD8<Int>(repeating: 0)
                for key in common(posts[first].keys, posts[second].keys) { shared[space.kind(of: key).rawValue] += 1 }
                for kind in LinkageEvidenceKind.corroborating {
                    let k = kind.rawValue
                    guard shared[k] > 0 || one[k] > 0 && other[k] > 0 else { continue }
                    known[k] += 1
                    if shared[k] > 0 { agreed[k] += 1 }
                }
            }
        }
        var shares = SIMD8<Double>(repeating: 0)
        for kind in 0..<8 where known[kind] > 0 { (shares[kind], known[kind]) = (agreed[kind] / known[kind], 1) }
        return (shares, known)
    }

    private static func common(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var (i, j) = (0, 0)
        var common: [UInt32] = []
        while i < a.count, j < b.count {
            if a[i] == b[j] { common.append(a[i]) }
            let (left, right) = (a[i], b[j])
            if left <= right { i += 1 }
            if right <= left { j += 1 }
        }
        return common
    }

    // MARK: Recurrence

    /// The recurrence under which as many pairs of identified mentions of one
    /// name are expected to be one person as are.
    ///
    /// Names with `E` expected namesakes are one person with odds `r / E`; every
    /// name counts once. Without identifiers the starting value stands.
    private func recurrence() -> Double {
        // The starting value stands for some names, too.
        var names = [(share: 0.5, namesakes: start.recurrence, weight: Self.priorWeight)]
        for name in 0..<source.names.count where !source.names.isEmpty(name) {
            var (same, all) = (0, 0)
            for place in source.names.block(name) {
                let posts = min(Self.companiesMax, Int(source.postCounts[source.names.member(place)]))
                same += posts * (posts - 1) / 2
                all += posts
            }
            let pairs = all * (all - 1) / 2
            guard pairs > 0 else { continue }
            names.append((Double(same) / Double(pairs), source.names.expectedNamesakes(name), 1))
        }
        let wanted = names.reduce(0) { $0 + $1.share * $1.weight }
        var (low, high) = (-20.0, 20.0)
        for _ in 0..<50 {
            let middle = (low + high) / 2
            let recurrence = Bits.power(middle)
            let expected = names.reduce(0) { $0 + $1.weight * recurrence / (recurrence + $1.namesakes) }
            if expected < wanted { low = middle } else { high = middle }
        }
        return Bits.power((low + high) / 2)
    }
}
