public import Addresses
public import GraphStore

/// Finds the places of a graph's addresses.
///
/// Keys first: addresses whose parts agree are one place (``PlaceKeys``), after
/// what other addresses tell of them (``PlaceLearning``). Then addresses with
/// the same numbers and a stem of a name in common are compared by the rules that
/// judge pairs (``AddressPairJudge``), and those that are one place are united,
/// unless what they are part of contradicts.
struct PlaceLinkage {
    /// Addresses with one stem and the same numbers that are compared with each
    /// other at most.
    static let comparedMax = 48
    /// Least score of a pair that is one place.
    static let mergeScore = 0.8

    private let snapshot: GraphSnapshot
    private let gazetteer: Gazetteer
    /// After what other addresses tell of each.
    private let readings: AddressReadings
    private let learning: PlaceLearning
    private var levels: [PlaceLevel] = []
    private var parents: [UInt32] = []
    private var firstAddress: [UInt32] = []
    private var known: [UInt64: UInt32] = [:]
    private var placeOf: [UInt32] = []
    /// Of ``AddressReadings/further``.
    private var furtherPlaces: [UInt32] = []
    /// County of the first address that tells one, by the root of united places.
    private var counties: [UInt32] = []
    private var merges: [PlaceMerge] = []
    private var uncomparedCount = 0

    init(_ snapshot: GraphSnapshot, catalogue: Catalogue, gazetteer: Gazetteer) {
        (self.snapshot, self.gazetteer) = (snapshot, gazetteer)
        var readings = AddressReadings(snapshot, catalogue: catalogue, gazetteer: gazetteer)
        learning = PlaceLearning(readings)
        readings.complete(by: learning)
        self.readings = readings
        known.reserveCapacity(readings.parts.count * 2)
        placeOf.reserveCapacity(readings.parts.count)
        for address in readings.parts.indices { placeOf.append(claim(address)) }
        furtherPlaces = readings.further.map { knownPlace(of: $0.parts) }
    }

    /// The place that some address names first; none is made, for the id of a place is
    /// that of such an address.
    private func knownPlace(of parts: PlaceParts) -> UInt32 {
        let finest = PlaceKeys(parts, knownDoor: learning.door(of: parts)).chain.first
        return finest.flatMap { $0.level >= .door ? known[$0.key] : nil } ?? .max
    }

    /// The place of an address and those above it, new or known.
    private mutating func claim(_ address: Int) -> UInt32 {
        let parts = readings.parts[address]
        let keys = PlaceKeys(parts, knownDoor: learning.door(of: parts))
        let chain = keys.chain
        // What a known place is part of stands: a door of two roads is on the first.
        let start = chain.firstIndex { known[$0.key] != nil } ?? chain.count
        var place = start < chain.count ? known[chain[start].key] ?? .max : .max
        for (level, key) in chain[..<start].reversed() {
            let made = UInt32(levels.count)
            known[key] = made
            levels.append(level)
            counties.append(parts.county)
            parents.append(place)
            firstAddress.append(UInt32(address))
            place = made
        }
        return place
    }

    /// Compares what keys leave apart.
    mutating func compareNeighbours() {
        var blocks: [(key: UInt64, address: UInt32)] = []
        for (address, parts) in readings.parts.enumerated() {
            guard placeOf[address] != .max, levels[Int(placeOf[address])] >= .door else { continue }
            let base = PlaceKeys.mix(UInt64(parts.city != 0 ? parts.city : parts.province), [parts.number, parts.tail])
            for (kind, stem) in [parts.stems.road, parts.stems.estate, parts.stems.village].enumerated() where stem != 0
            {
                blocks.append((PlaceKeys.mix(base, [UInt64(kind), stem]), UInt32(address)))
            }
        }
        blocks.sort { $0 < $1 }
        var union = DisjointSets(count: levels.count)
        var judge = AddressPairJudge(gazetteer)
        var start = 0
        while start < blocks.count {
            var end = start + 1
            while end < blocks.count, blocks[end].key == blocks[start].key { end += 1 }
            if end - start > 1 { compare(blocks[start..<end].map { Int($0.address) }, &union, &judge) }
            start = end
        }
        apply(&union)
    }

    /// Compares one address of each place in a block with one of each other.
    private mutating func compare(_ candidates: [Int], _ union: inout DisjointSets, _ judge: inout AddressPairJudge) {
        var seen: Set<UInt32> = []
        let addresses = candidates.filter { seen.insert(union.root(placeOf[$0])).inserted }
        guard addresses.count > 1 else { return }
        guard addresses.count <= Self.comparedMax else {
            uncomparedCount += addresses.count
            return
        }
        let names = snapshot.nodes.names
        let keys = addresses.map { address in
            let node = readings.nodes.lowerBound + address
            return judge.key(names.bytes.span.extracting(names.range(node)), prior: readings.priors[address])
        }
        let block = ComparedBlock(count: addresses.count, leastScore: Self.mergeScore) { a, b in
            judge.judge(keys[a], keys[b])
        } contradicts: { a, b in
            !mayBeOneCounty(readings.parts[addresses[a]].county, readings.parts[addresses[b]].county)
        }
        for pair in block.same {
            let (a, b) = (addresses[pair.a], addresses[pair.b])
            let (x, y) = (union.root(placeOf[a]), union.root(placeOf[b]))
            guard x != y, levels[Int(x)] == levels[Int(y)], mayBeOne(a, b, &union) else { continue }
            let roots = addresses.map { union.root(placeOf[$0]) }
            let (some, others) = (roots.indices.filter { roots[$0] == x }, roots.indices.filter { roots[$0] == y })
            guard !block.isContradiction(some, others), mayBeOneCounty(counties[Int(x)], counties[Int(y)])
            else { continue }
            union.unite(x, y)
            counties[Int(min(x, y))] = counties[Int(x)] != 0 ? counties[Int(x)] : counties[Int(y)]
            uniteParents(x, y, &union)
            merges.append(
                PlaceMerge(
                    address: NodeID(readings.nodes.lowerBound + b), other: NodeID(readings.nodes.lowerBound + a),
                    score: pair.verdict.score, reason: pair.verdict.reason))
        }
    }

    /// Whether addresses of two counties, 0 for unknown ones, may be of one: of a
    /// county of the past nobody knows what it became part of.
    private func mayBeOneCounty(_ a: UInt32, _ b: UInt32) -> Bool {
        a == b || a == 0 || b == 0 || !gazetteer.isCurrent(county: a) || !gazetteer.isCurrent(county: b)
    }

    /// A door that was learnt for an estate contradicts another door: nobody wrote it.
    private func mayBeOne(_ a: Int, _ b: Int, _ union: inout DisjointSets) -> Bool {
        let isLearnt = [a, b].contains { address in
            let parts = readings.parts[address]
            return !parts.hasDoor && learning.door(of: parts) != nil
        }
        guard isLearnt else { return true }
        let doors = [a, b].map { address -> UInt32? in
            var place = placeOf[address]
            while place != .max, levels[Int(place)] != .door { place = parents[Int(place)] }
            return place == .max ? nil : union.root(place)
        }
        return doors[0] == doors[1]
    }

    /// What two places of one are part of is one too, as far up as the levels agree
    /// and no further than the door.
    private func uniteParents(_ a: UInt32, _ b: UInt32, _ union: inout DisjointSets) {
        var (a, b) = (parents[Int(a)], parents[Int(b)])
        while a != .max, b != .max {
            let (x, y) = (union.root(a), union.root(b))
            guard x != y, levels[Int(x)] == levels[Int(y)], levels[Int(x)] >= .door else { return }
            union.unite(x, y)
            (a, b) = (parents[Int(x)], parents[Int(y)])
        }
    }

    /// Renumbers places after uniting.
    private mutating func apply(_ union: inout DisjointSets) {
        var number = [UInt32](repeating: .max, count: levels.count)
        var (newLevels, newParents, newFirst): ([PlaceLevel], [UInt32], [UInt32]) = ([], [], [])
        for place in levels.indices where union.root(UInt32(place)) == UInt32(place) {
            number[place] = UInt32(newLevels.count)
            newLevels.append(levels[place])
            newParents.append(parents[place])
            newFirst.append(firstAddress[place])
        }
        func renumbered(_ place: UInt32) -> UInt32 { place == .max ? .max : number[Int(union.root(place))] }
        for place in newParents.indices { newParents[place] = renumbered(newParents[place]) }
        for address in placeOf.indices { placeOf[address] = renumbered(placeOf[address]) }
        for i in furtherPlaces.indices { furtherPlaces[i] = renumbered(furtherPlaces[i]) }
        known = known.mapValues { renumbered($0) }
        (levels, parents, firstAddress) = (newLevels, newParents, newFirst)
    }

    /// Places that no spelling of theirs tells by a number on a road or in a village,
    /// or by the name of a building; where only parts have addresses, those of which
    /// no part is told so.
    private func vaguePlaces(_ own: Grouping, _ parts: Grouping) -> [Bool] {
        var isVague = [Bool](repeating: true, count: levels.count)
        for level in PlaceLevel.allCases.reversed() {
            for place in levels.indices where levels[place] == level {
                isVague[place] =
                    own[place].isEmpty
                    ? parts[place].allSatisfy { isVague[Int($0)] } : own[place].allSatisfy { isVagueAddress(Int($0)) }
            }
        }
        return isVague
    }

    private func isVagueAddress(_ address: Int) -> Bool {
        let parts = readings.parts[address]
        if parts.number != 0 { return false }
        guard parts.estate != 0, !parts.hasGenericEstate else { return true }
        return !parts.hints.contains(.tower) && parts.room == 0 && !parts.isBuildingNumbered
    }

    /// Companies by place and by all that each is part of.
    ///
    /// - Complexity: O(companies + their registrations · levels).
    private func companyCounts(_ further: FurtherPlaces) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: levels.count)
        var seen: Set<UInt32> = []
        for company in snapshot.nodes.range(of: .company) {
            seen.removeAll(keepingCapacity: true)
            for position in snapshot.graph.row(of: NodeID(company), mark: EdgeMark(.registeredAt, .out)) {
                let address = snapshot.graph.entry(at: position).target.index - readings.nodes.lowerBound
                for named in [placeOf[address]] + further.places(of: address).map(\.rawValue) {
                    var place = named
                    // What was counted for another place of the company has its ancestors counted.
                    while place != .max, seen.insert(place).inserted {
                        counts[Int(place)] += 1
                        place = parents[Int(place)]
                    }
                }
            }
        }
        return counts
    }

    /// The places that were found.
    consuming func places() -> Places {
        let own = Grouping(placeOf, count: levels.count)
        let parts = Grouping(parents, count: levels.count)
        let isVague = vaguePlaces(own, parts)
        let further = FurtherPlaces(
            zip(readings.further.map(\.address), furtherPlaces).filter { address, place in
                // A door that is listed behind a room in it says nothing new.
                !sequence(first: placeOf[address], next: { parents[Int($0)] }).prefix { $0 != .max }.contains(place)
            })
        return Places(
            addresses: readings.nodes, placeOf: placeOf, levels: levels, parents: parents, firstAddress: firstAddress,
            isVague: isVague, ownAddresses: own, parts: parts, further: further,
            companyCounts: companyCounts(further),
            traits: readings.parts.map { parts in
                AddressTraits(
                    division: parts.division,
                    hints: parts.hints, floor: parts.floorNumber, tellsFloor: parts.tellsFloor,
                    level: PlaceLevel(parts.precision))
            }, merges: merges, uncomparedCount: uncomparedCount,
            lookup: PlaceLookup(known: known, learning: learning, gazetteer: gazetteer, parts: readings.parts))
    }
}

extension Places {
    /// Finds the places of a snapshot's addresses.
    ///
    /// - Parameters:
    ///   - snapshot: where addresses are premises nodes.
    ///   - catalogue: that the snapshot was built under.
    ///   - gazetteer: names of divisions.
    /// - Complexity: O(addresses · their length + pairs in blocks); blocks of more
    ///   than 48 places are not compared within.
    public init(_ snapshot: GraphSnapshot, catalogue: Catalogue, gazetteer: Gazetteer) {
        var linkage = PlaceLinkage(snapshot, catalogue: catalogue, gazetteer: gazetteer)
        linkage.compareNeighbours()
        self = linkage.places()
    }
}

/// Union-find; the least number of a set is its root.
struct DisjointSets {
    private var parent: [UInt32]

    init(count: Int) { parent = (0..<UInt32(count)).map { $0 } }

    mutating func root(_ one: UInt32) -> UInt32 {
        var root = one
        while parent[Int(root)] != root { root = parent[Int(root)] }
        var next = one
        while parent[Int(next)] != root { (next, parent[Int(next)]) = (parent[Int(next)], root) }
        return root
    }

    mutating func unite(_ a: UInt32, _ b: UInt32) {
        let (a, b) = (root(a), root(b))
        parent[Int(max(a, b))] = min(a, b)
    }
}
