internal import Addresses
public import GraphStore

/// Companies that hang together by premises, people, contacts and time, as one
/// who registers shells leaves them.
public struct Ring: Sendable {
    /// Ascending.
    public let companies: [NodeID]
    /// The place that all share; nil where they sit at several.
    public let place: PlaceID?
    /// See ``RiskVerdict/score``.
    public let score: Int
    /// See ``RiskVerdict/isAlert``.
    public let isAlert: Bool
    /// Live companies among them.
    public let liveCount: Int
}

/// What ties two companies of a ring.
struct RingTie: Sendable, Equatable {
    /// What they have in common.
    enum Kind: Int, Sendable, CaseIterable {
        case unit, building, representative, contact, week, quarter, name, code
        /// Floors that one building does not have.
        case impossibleFloor

        /// The word of the rules.
        var name: String { "\(self)" }
    }

    let kinds: [Kind]
    /// Sum of what the rules give each.
    let strength: Double
}

/// Finds rings among the companies of a registry.
///
/// Companies that share a unit, a representative or a contact are compared with
/// each other; what they share adds up (``RingTie``), and those that share enough
/// hang together. No single thing is enough: a room in common or a person in
/// common ties nobody.
public struct RingSearch: Sendable {
    /// Companies of one unit, person or contact that are compared with each other
    /// at most; of more, those with neighbouring days of founding.
    static let comparedMax = 64

    private let counter: RiskCounter
    private let codeGapMax: UInt64
    /// By the number of a tie's kind.
    private let strengths: [Double]
    private let companies: [NodeID]
    private let units: [PlaceID?]
    /// Who uses which contact; ``contacts`` groups them by company.
    private let contactPairs: [(company: UInt32, contact: UInt32)]
    private let contacts: Grouping
    private let contactCount: Int
    /// Of companies that are compared with others.
    private var patterns: [String?] = []
    /// The building that does not have the floor of a company.
    private let phantoms: [NodeID: PlaceID]

    /// - Complexity: O(companies + their edges).
    public init(_ counter: RiskCounter) {
        self.counter = counter
        let (columns, places, snapshot) = (counter.columns, counter.places, counter.snapshot)
        let codes = counter.rules.indicators.first { $0.kind == .consecutiveCodes }
        codeGapMax = UInt64(clamping: codes?.codeGapMax ?? 0)
        strengths = RingTie.Kind.allCases.map { counter.rules.ring.ties[$0.name] ?? 0 }
        // Branches are tied to their parents by what they are.
        companies = columns.companies.map { NodeID($0) }.filter { company in
            let flags = columns.flags(of: company)
            return !flags.contains(.isBranch) && !flags.isDisjoint(with: [.isAlive, .isRevoked])
        }
        units = companies.map { company in
            let address = columns.address[company.index - columns.companies.lowerBound]
            return address == .max ? nil : places.place(of: NodeID(rawValue: address))
        }
        let contactNodes = snapshot.nodes.range(of: .contact)
        var pairs: [(company: UInt32, contact: UInt32)] = []
        for (index, company) in companies.enumerated() {
            for position in snapshot.graph.row(of: company, mark: EdgeMark(.contact, .out)) {
                let entry = snapshot.graph.entry(at: position)
                let target = entry.target
                guard contactNodes.contains(target.index), snapshot.graph.table.isInForce(entry.edge, on: columns.day)
                else { continue }
                pairs.append((UInt32(index), UInt32(target.index - contactNodes.lowerBound)))
            }
        }
        contactPairs = pairs
        phantoms = counter.phantoms().reduce(into: [:]) { found, entry in
            for company in entry.value { found[company] = entry.key }
        }
        contactCount = contactNodes.count
        contacts = Grouping(pairs.map(\.company), count: companies.count)
    }

    private func contacts(of index: Int) -> [UInt32] { contacts[index].map { contactPairs[Int($0)].contact } }

    private func representative(_ index: Int) -> UInt32 {
        counter.columns.representative[companies[index].index - counter.columns.companies.lowerBound]
    }

    /// What ties two companies.
    func tie(_ a: Int, _ b: Int) -> RingTie {
        var kinds: [RingTie.Kind] = []
        let places = counter.places
        if let x = units[a], let y = units[b] {
            if x == y, places.level(of: x) >= .floor, !places.isImprecise(x) {
                kinds.append(.unit)
            } else if let door = places.place(at: .door, of: x), door == places.place(at: .door, of: y),
                !places.isImprecise(door)
            {
                kinds.append(.building)
            }
        }
        // One room on such a floor is one thing in common, not two.
        if let building = phantoms[companies[a]], building == phantoms[companies[b]], !kinds.contains(.unit) {
            kinds.append(.impossibleFloor)
        }
        if representative(a) != .max, isSamePerson(a, b, isSameUnit: kinds.contains(.unit)) {
            kinds.append(.representative)
        }
        if !Set(contacts(of: a)).isDisjoint(with: contacts(of: b)) { kinds.append(.contact) }
        let (from, to) = (counter.founded(companies[a]), counter.founded(companies[b]))
        if from != .max, to != .max {
            let days = abs(Int(from) - Int(to))
            if days < 7 { kinds.append(.week) } else if days < 90 { kinds.append(.quarter) }
        }
        if let pattern = patterns[a], pattern == patterns[b] { kinds.append(.name) }
        let first = counter.columns.companies.lowerBound
        let (x, y) = (
            counter.columns.serial[companies[a].index - first], counter.columns.serial[companies[b].index - first]
        )
        if x != 0, y != 0, max(x, y) - min(x, y) <= codeGapMax { kinds.append(.code) }
        return RingTie(kinds: kinds, strength: kinds.reduce(0) { $0 + strengths[$1.rawValue] })
    }

    /// One person; at one unit a name is enough.
    private func isSamePerson(_ a: Int, _ b: Int, isSameUnit: Bool) -> Bool {
        let (x, y) = (representative(a), representative(b))
        guard x != y else { return true }
        guard isSameUnit, x != .max, y != .max else { return false }
        let names = counter.snapshot.nodes.names
        return names[Int(x)] == names[Int(y)]
    }

    /// All rings, alerts first, then by score; of equals the greater first.
    ///
    /// - Complexity: O(companies · ``comparedMax`` · their contacts).
    public consuming func rings() -> [Ring] {
        var search = self
        return search.found()
    }

    private mutating func found() -> [Ring] {
        var union = DisjointSets(count: companies.count)
        let blocks = blocks().filter { $0.count > 1 }
        patterns = [String?](repeating: nil, count: companies.count)
        for index in Set(blocks.joined()) {
            patterns[index] =
                NamePattern(counter.snapshot.nodes.names[companies[index].index], counter.places.lookup.gazetteer)?.key
        }
        for group in blocks { join(group, &union) }
        var members: [UInt32: [Int]] = [:]
        for index in companies.indices {
            let root = union.root(UInt32(index))
            if root != index { members[root, default: [Int(root)]].append(index) }
        }
        return members.values.map(ring).sorted { a, b in
            if a.isAlert != b.isAlert { return a.isAlert }
            return (b.score, b.liveCount, a.companies[0]) < (a.score, a.liveCount, b.companies[0])
        }
    }

    /// Sets of companies that share a unit, a representative or a contact.
    private func blocks() -> [[Int]] {
        var byUnit: [PlaceID: [Int]] = [:]
        var byPerson: [UInt32: [Int]] = [:]
        var byPhantom: [PlaceID: [Int]] = [:]
        for index in companies.indices {
            if let unit = units[index], counter.places.level(of: unit) >= .floor {
                byUnit[unit, default: []].append(index)
            }
            if let building = phantoms[companies[index]] { byPhantom[building, default: []].append(index) }
            if representative(index) != .max { byPerson[representative(index), default: []].append(index) }
        }
        let users = Grouping(contactPairs.map(\.contact), count: contactCount)
        let byContact = (0..<contactCount).map { contact in users[contact].map { Int(contactPairs[Int($0)].company) } }
        return byUnit.sorted { $0.key < $1.key }.map(\.value) + byPerson.sorted { $0.key < $1.key }.map(\.value)
            + byPhantom.sorted { $0.key < $1.key }.map(\.value) + byContact
    }

    private func join(_ group: [Int], _ union: inout DisjointSets) {
        let ordered = group.sorted { (counter.founded(companies[$0]), $0) < (counter.founded(companies[$1]), $1) }
        for place in ordered.indices {
            for other in ordered[..<place].suffix(Self.comparedMax) {
                let (a, b) = (ordered[place], other)
                guard a != b, union.root(UInt32(a)) != union.root(UInt32(b)) else { continue }
                if tie(a, b).strength >= counter.rules.ring.strengthMin { union.unite(UInt32(a), UInt32(b)) }
            }
        }
    }

    private func ring(_ members: [Int]) -> Ring {
        let places = Set(members.map { units[$0] })
        let place = places.count == 1 ? places.first ?? nil : nil
        let nodes = members.map { companies[$0] }.sorted()
        let group = counter.group(nodes, at: place)
        let verdict = counter.verdict(onRing: group)
        return Ring(
            companies: nodes, place: place, score: verdict.score, isAlert: verdict.isAlert, liveCount: group.live.count)
    }
}
