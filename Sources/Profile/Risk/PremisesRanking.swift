public import GraphStore

/// Places by how much looks like fake registration there.
public struct PremisesRanking: Sendable {
    /// A place where two or more live companies are registered, or where a hard
    /// fact is known of one.
    public struct Entry: Sendable {
        /// The finest place that they share.
        public let place: PlaceID
        /// Live companies that are no branches.
        public let liveCount: Int
        /// See ``RiskVerdict/score``.
        public let score: Int
        /// See ``RiskVerdict/isAlert``.
        public let isAlert: Bool
    }

    /// Alerts by score, then the others by score; of equals the one with more
    /// companies first. A count alone is no score.
    public let entries: [Entry]
    /// Entries that are alerts: the first ones.
    public let alertCount: Int
    private let companies: Grouping
    /// Companies on floors that a building does not have, and those whose address
    /// names a place behind another.
    private let others: [PlaceID: [NodeID]]
    private let firstCompany: Int

    /// - Complexity: O(companies + Σ companies of a place · their edges), on two threads.
    public init(_ counter: RiskCounter) {
        let columns = counter.columns
        let places = counter.places
        firstCompany = columns.companies.lowerBound
        companies = Grouping(
            columns.address.map { address in
                address == .max ? .max : places.placeOf[Int(address) - places.addresses.lowerBound]
            }, count: places.count)
        let phantoms = counter.phantoms()
        let others = phantoms.merging(counter.companiesOfFurtherPlaces()) { $0 + $1 }
        self.others = others
        let (companies, firstCompany) = (companies, firstCompany)
        @Sendable func entries(_ range: Range<Int>) -> [Entry] {
            range.compactMap { index in
                let place = PlaceID(rawValue: UInt32(index))
                let own = companies[index].count + (others[place]?.count ?? 0)
                guard places.level(of: place) >= .door,
                    own > 1 || phantoms[place] != nil || own == 1 && counter.isDemolished(place)
                else { return nil }
                let group = counter.group(Self.companies(at: place, companies, others, firstCompany), at: place)
                guard
                    group.live.count > 1 || phantoms[place] != nil
                        || !group.live.isEmpty && (counter.hasRevoked(group) || counter.isDemolished(place))
                else { return nil }
                let verdict = counter.verdict(on: group)
                return Entry(place: place, liveCount: group.live.count, score: verdict.score, isAlert: verdict.isAlert)
            }
        }
        let middle = places.count / 2
        let second = BackgroundWork { entries(middle..<places.count) }
        var found = entries(0..<middle)
        // The work throws nothing, so that waiting for it cannot fail.
        found += (try? second.wait()) ?? []
        found.sort { a, b in
            if a.isAlert != b.isAlert { return a.isAlert }
            return (b.score, b.liveCount, a.place) < (a.score, a.liveCount, b.place)
        }
        self.entries = found
        alertCount = found.prefix { $0.isAlert }.count
    }

    /// Companies that are or were registered at a place itself, not at parts of it;
    /// of a building with those on floors that it does not have.
    public func companies(at place: PlaceID) -> [NodeID] {
        Self.companies(at: place, companies, others, firstCompany)
    }

    private static func companies(
        at place: PlaceID, _ companies: Grouping, _ others: [PlaceID: [NodeID]], _ first: Int
    ) -> [NodeID] {
        let own = companies[place.index].map { NodeID(Int($0) + first) }
        guard let others = others[place] else { return own }
        return Set(own + others).sorted()
    }
}

extension RiskCounter {
    /// Whether a company of the group was revoked: another may succeed it.
    fileprivate func hasRevoked(_ group: Group) -> Bool {
        group.companies.contains { columns.flags(of: $0).contains(.isRevoked) }
    }

    /// Whether the register of standard addresses says that the place is gone.
    fileprivate func isDemolished(_ place: PlaceID) -> Bool {
        buildings.entry(of: place, in: places)?.demolished != nil
    }

    /// Companies by the places that their addresses name behind the first.
    fileprivate func companiesOfFurtherPlaces() -> [PlaceID: [NodeID]] {
        var found: [PlaceID: [NodeID]] = [:]
        for (index, address) in columns.address.enumerated() where address != .max {
            for place in places.furtherPlaces(of: NodeID(rawValue: address)) {
                found[place, default: []].append(NodeID(columns.companies.lowerBound + index))
            }
        }
        return found
    }

    /// Live companies on floors that their buildings do not have, by building.
    func phantoms() -> [PlaceID: [NodeID]] {
        var found: [PlaceID: [NodeID]] = [:]
        for (index, address) in columns.address.enumerated() where address != .max {
            let company = NodeID(columns.companies.lowerBound + index)
            guard columns.flags(of: company).intersection([.isAlive, .isBranch]) == .isAlive,
                excessFloor(of: NodeID(rawValue: address)) != nil,
                let place = places.place(of: NodeID(rawValue: address)),
                let building = places.place(at: .building, of: place)
            else { continue }
            found[building, default: []].append(company)
        }
        return found
    }
}
