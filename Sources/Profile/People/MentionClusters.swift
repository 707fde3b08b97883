internal import GraphStore

/// Mentions as they become people: union-find in which what must not come
/// together never does.
///
/// Of every cluster is kept: its size, its identified mention, the years of
/// birth in it, and which persons it is split from.
struct MentionClusters {
    private var parent: [UInt32]
    private var size: [UInt32]
    private var identified: [UInt32]
    private var years: [ClosedRange<UInt16>?]
    /// By person: the number of an identifier that stands beside other names too.
    private var sharedIdentifiers: [UInt32: UInt32] = [:]
    /// By root: roots (once) that it must stay apart from.
    private var apart: [UInt32: Set<UInt32>] = [:]

    private static let none = UInt32.max

    init(source: MentionSource) {
        let count = source.persons.count
        parent = (0..<UInt32(count)).map { $0 }
        size = [UInt32](repeating: 1, count: count)
        identified = [UInt32](repeating: Self.none, count: count)
        years = [ClosedRange<UInt16>?](repeating: nil, count: count)
        for person in 0..<count {
            let node = source.persons.lowerBound + person
            if source.nodes.isIdentified[node] != 0 { identified[person] = UInt32(person) }
            let year = source.nodes.birthYear[node]
            if year != 0 { years[person] = year...year }
        }
        for (person, identifier) in source.nodes.sameIdentifierRows {
            sharedIdentifiers[UInt32(person.index - source.persons.lowerBound)] = identifier
        }
    }

    mutating func root(_ person: Int) -> Int {
        var root = person
        while Int(parent[root]) != root { root = Int(parent[root]) }
        var next = person
        while Int(parent[next]) != root { (next, parent[next]) = (Int(parent[next]), UInt32(root)) }
        return root
    }

    /// Mentions in the cluster of a root.
    func size(ofRoot root: Int) -> Int { Int(size[root]) }

    /// The identified mention in the cluster of a root.
    func identified(inRoot root: Int) -> UInt32? { identified[root] == Self.none ? nil : identified[root] }

    /// Keeps two clusters apart from now on.
    ///
    /// - Returns: false when they are one already.
    mutating func split(_ a: Int, _ b: Int) -> Bool {
        let (a, b) = (root(a), root(b))
        guard a != b else { return false }
        apart[UInt32(a), default: []].insert(UInt32(b))
        apart[UInt32(b), default: []].insert(UInt32(a))
        return true
    }

    /// Whether the clusters of two different roots may become one.
    ///
    /// An investigator may know better than a statement of a year of birth:
    /// `ignoringYears` passes over these.
    func mayJoin(_ a: Int, _ b: Int, ignoringYears: Bool = false) -> Bool {
        if identified[a] != Self.none, identified[b] != Self.none {
            guard let shared = sharedIdentifiers[identified[a]], shared == sharedIdentifiers[identified[b]] else {
                return false
            }
        }
        if let apart = apart[UInt32(a)], apart.contains(UInt32(b)) { return false }
        guard !ignoringYears, let one = years[a], let other = years[b] else { return true }
        return Int(max(one.upperBound, other.upperBound)) - Int(min(one.lowerBound, other.lowerBound)) <= 1
    }

    /// Makes one cluster of two.
    ///
    /// - Precondition: `a` and `b` are different roots that may be joined.
    mutating func join(_ a: Int, _ b: Int) {
        let (keep, drop) = size[a] >= size[b] ? (a, b) : (b, a)
        parent[drop] = UInt32(keep)
        size[keep] += size[drop]
        if identified[keep] == Self.none { identified[keep] = identified[drop] }
        if let year = years[drop] {
            let known = years[keep] ?? year
            years[keep] = min(known.lowerBound, year.lowerBound)...max(known.upperBound, year.upperBound)
        }
        guard let others = apart.removeValue(forKey: UInt32(drop)) else { return }
        for other in others {
            apart[other]?.remove(UInt32(drop))
            apart[other]?.insert(UInt32(keep))
        }
        apart[UInt32(keep), default: []].formUnion(others)
    }
}
