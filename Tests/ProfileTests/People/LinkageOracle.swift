import Foundation
import GraphStore
import Profile

/// Linkage by definition: every pair of one name is scored from sets, and
/// clusters are lists that are searched.
struct LinkageOracle {
    let world: MentionWorld
    let settings: LinkageSettings
    var weights: LinkageWeights { settings.weights ?? LinkageWeights() }

    /// Something that two mentions may share.
    enum Key: Hashable {
        case company(Int), head(String), place(Int), contact(Int), companion(String)
        case role(UInt8, UInt32), month(Int, Int)

        /// Place in the order of kinds.
        var kind: Int {
            switch self {
            case .company, .head: 1
            case .place: 2
            case .contact: 3
            case .companion: 4
            case .role: 5
            case .month: 6
            }
        }
    }

    struct Pair: Hashable {
        var a: Int
        var b: Int
        var bits: Double
        var isCorroborated: Bool
    }

    func keys(_ person: Int) -> Set<Key> {
        var keys: Set<Key> = []
        for post in world.posts where post.person == person {
            let isLabelled = post.kind == .officer && post.label != EdgeAttributes.noLabel
            keys.insert(.role(post.kind.rawValue, isLabelled ? post.label : .max))
            if let (year, month, _) = post.since?.components { keys.insert(.month(year, month)) }
            keys.formUnion(companyKeys(post.company))
        }
        for (one, other) in world.kinships where one == person || other == person {
            keys.insert(.companion(world.persons[one == person ? other : one].name))
        }
        keys.remove(.companion(world.persons[person].name))
        return keys
    }

    private func companyKeys(_ company: Int) -> Set<Key> {
        var keys: Set<Key> = [.company(company)]
        let name = world.companyNames[company] ?? ""
        if let range = name.range(of: "公司") { keys.insert(.head(String(name[..<range.upperBound]))) }
        for (holder, held) in world.holdings where holder == company || held == company {
            keys.formUnion([.company(holder), .company(held)])
        }
        for (at, place) in world.premises where at == company { keys.insert(.place(place)) }
        for (at, contact) in world.contacts where at == company { keys.insert(.contact(contact)) }
        for post in world.posts where post.company == company {
            keys.insert(.companion(world.persons[post.person].name))
        }
        return keys
    }

    /// Every pair that is at least possible, with its bits.
    func pairs() -> [Pair] {
        let all = world.persons.indices.map(keys)
        var counts: [Key: Int] = [:]
        for key in all.joined() { counts[key, default: 0] += 1 }
        var pairs: [Pair] = []
        for a in all.indices {
            for b in all.indices where b > a && world.persons[a].name == world.persons[b].name {
                if world.persons[a].isIdentified && world.persons[b].isIdentified { continue }
                let bits = self.bits(a, b, all, counts)
                let isReason = all[a].intersection(all[b]).contains { key in
                    switch key {
                    case .month: false
                    case .role: Double(counts[key] ?? 0) <= Double(all.count) / 16
                    default: true
                    }
                }
                let bearers = world.persons.filter { $0.name == world.persons[a].name }
                let least = max(0.05, Double(bearers.count - 1))
                guard isReason || weights.recurrence >= least, bits.reduce(0, +) >= 0 else { continue }
                let speaking = bits[1...6]
                pairs.append(
                    Pair(
                        a: a, b: b, bits: bits.reduce(0, +),
                        isCorroborated: speaking.filter { $0 > 0 }.reduce(0, +) >= 4))
            }
        }
        return pairs
    }

    private func bits(_ a: Int, _ b: Int, _ all: [Set<Key>], _ counts: [Key: Int]) -> [Double] {
        var bits = [Double](repeating: 0, count: 8)
        let bearers = world.persons.indices.filter { world.persons[$0].name == world.persons[a].name }
        let identified = bearers.filter { world.persons[$0].isIdentified }.count
        let namesakes = max(0.05, Double(identified - 1), Double(bearers.count - 1))
        func posts(_ person: Int) -> Int {
            world.persons[person].isIdentified ? companies(person).count : 0
        }
        let known = posts(a) + posts(b)
        let others = bearers.map(posts).reduce(0, +) - known
        bits[0] =
            known == 0
            ? log2(weights.recurrence / namesakes)
            : log2((weights.recurrence + Double(known - 1)) / max(namesakes, Double(others)))
        let m = [
            0, weights.company, weights.premises, weights.contact, weights.companion, weights.role, weights.start,
        ]
        for kind in 1...6 {
            let (one, other) = (all[a].filter { $0.kind == kind }, all[b].filter { $0.kind == kind })
            let own = kind == 1 ? [companies(a).count, companies(b).count] : [0, 0]
            let (first, second) = (one.count - own[0], other.count - own[1])
            if let rarest = one.intersection(other).map({ counts[$0] ?? 0 }).min() {
                let chance = Double(rarest * max(1, first) * max(1, second)) / Double(all.count)
                bits[kind] = max(0, log2(m[kind] / min(1, chance)))
            } else if first > 0, second > 0 {
                bits[kind] = log2(1 - m[kind])
            }
        }
        let circle = (1...4).filter { bits[$0] > 0 }.sorted { (-bits[$0], $0) < (-bits[$1], $1) }
        for (rank, kind) in circle.enumerated() where rank > 0 { bits[kind] = rank == 1 ? bits[kind] / 2 : 0 }
        bits[7] = ageBits(a, b)
        return bits
    }

    private func companies(_ person: Int) -> Set<Int> {
        Set(world.posts.filter { $0.person == person }.map(\.company))
    }

    private func ageBits(_ a: Int, _ b: Int) -> Double {
        let (one, other) = (Int(world.persons[a].birthYear), Int(world.persons[b].birthYear))
        func first(_ person: Int) -> Int {
            world.posts.filter { $0.person == person }.compactMap { $0.since?.components.year }.min() ?? .max
        }
        if one != 0, first(b) < one + 16 { return -6 }
        if other != 0, first(a) < other + 16 { return -6 }
        guard one != 0, other != 0 else { return 0 }
        return one == other ? 5 : abs(one - other) == 1 ? 1 : -6
    }

    /// The people: each mention's least fellow.
    func entities() -> [Int] {
        var clusters = world.persons.indices.map { [$0] }
        func cluster(_ person: Int) -> Int { clusters.firstIndex { $0.contains(person) } ?? -1 }
        func mayJoin(_ members: [Int]) -> Bool {
            let years = members.map { Int(world.persons[$0].birthYear) }.filter { $0 != 0 }
            return members.count { world.persons[$0].isIdentified } <= 1
                && (years.max() ?? 0) - (years.min() ?? 0) <= 1
        }
        func join(_ a: Int, _ b: Int) {
            let (x, y) = (cluster(a), cluster(b))
            guard x != y, mayJoin(clusters[x] + clusters[y]) else { return }
            clusters[x] += clusters[y]
            clusters[y] = []
        }
        let strong = pairs().filter { $0.bits >= log2(99) && $0.isCorroborated }
            .sorted { (-$0.bits, $0.a, $0.b) < (-$1.bits, $1.a, $1.b) }
        let ambiguous = Set(
            world.persons.indices.flatMap { person -> [Pair] in
                let claims = strong.filter { pair in
                    let other = pair.a == person ? pair.b : pair.a
                    return (pair.a == person || pair.b == person) && !world.persons[person].isIdentified
                        && world.persons[other].isIdentified
                }
                return claims.count > 1 && claims[0].bits - claims[1].bits < 3 ? claims : []
            })
        var bridges: [Pair] = []
        for pair in strong where !ambiguous.contains(pair) {
            let (x, y) = (clusters[cluster(pair.a)], clusters[cluster(pair.b)])
            let isBridge = x != y && min(x.count, y.count) >= 3 && pair.bits < 20 && mayJoin(x + y)
            if isBridge { bridges.append(pair) } else { join(pair.a, pair.b) }
        }
        let groups = Dictionary(grouping: bridges) { Set([cluster($0.a), cluster($0.b)]) }
        for pair in bridges {
            // Groups by the clusters before any bridge is crossed.
            guard let group = groups.values.first(where: { $0.contains(pair) }), let first = group.first else {
                continue
            }
            if group.contains(where: { Set([$0.a, $0.b]).isDisjoint(with: [first.a, first.b]) }) {
                join(first.a, first.b)
            }
        }
        return world.persons.indices.map { clusters[cluster($0)].min() ?? $0 }
    }
}
