internal import Addresses

/// What the addresses of a registry tell of each other: which county a road lies
/// in, which door an estate stands at, which road was called otherwise.
///
/// Learnt from addresses that say both, for those that say one. Every address
/// counts once, however many companies are there.
struct PlaceLearning: Sendable {
    /// County of a road, an estate or a village of a city that lies in one alone.
    private var counties: [UInt64: UInt32] = [:]
    /// Town of a road, an estate or a village of a county that lies in one alone.
    private var towns: [UInt64: UInt64] = [:]
    /// Those of ``towns`` that are a 镇 or 乡.
    private var ruralTowns: Set<UInt64> = []
    /// Key of the door of an estate within a county.
    private var doors: [UInt64: UInt64] = [:]
    /// The door that a number on a road of another name stands for.
    private var sameDoors: [UInt64: UInt64] = [:]
    /// The road that another name of it stands for, within a county.
    private var roads: [UInt64: UInt64] = [:]

    /// A road or estate is in one county where this share of addresses says so.
    static let countyShare = 0.98
    /// An estate stands at one door where this share of addresses says so.
    static let doorShare = 0.9
    /// Estates at one number that two roads must have in common to be one.
    static let renamedMin = 2

    /// - Complexity: O(addresses).
    init(_ readings: AddressReadings) {
        counties = Self.learnCounties(readings)
        learnTowns(readings)
        roads = learnRoads(readings)
        doors = learnDoors(readings)
        doors = doors.mapValues { sameDoors[$0] ?? $0 }
    }

    /// The parts of an address with what is known besides.
    func completed(_ parts: PlaceParts) -> PlaceParts {
        var parts = parts
        if parts.county == 0, parts.city != 0 {
            for key in Self.placeKeys(UInt64(parts.city), parts) {
                guard let county = counties[key] else { continue }
                if county != 0 { parts.county = county }
                break
            }
        }
        if parts.town == 0, parts.county != 0 {
            for key in Self.placeKeys(UInt64(parts.county), parts) {
                guard let town = towns[key] else { continue }
                if town != 0 { (parts.town, parts.isRural) = (town, ruralTowns.contains(town)) }
                break
            }
        }
        if parts.road != 0, let road = roads[Self.key(.road, parts.district, parts.road)] { parts.road = road }
        return parts
    }

    /// The door that the estate of an address without a door stands at.
    ///
    /// - Parameter parts: after ``completed(_:)``.
    /// - Returns: its key; nil where nothing tells it.
    func door(of parts: PlaceParts) -> UInt64? {
        if parts.hasDoor { return sameDoors.isEmpty ? nil : sameDoors[PlaceKeys(parts).door] }
        // Of another road the estate is another, or another gate of it.
        guard parts.road == 0, parts.number == 0, parts.estate != 0, !parts.hasGenericEstate else { return nil }
        return doors[Self.key(.estate, parts.district, parts.estates.last)]
            ?? doors[Self.key(.estate, parts.district, parts.estates.first)]
    }

    // MARK: Keys

    private enum Kind: UInt64 { case road = 1, estate, village, door, number }

    private static func key(_ kind: Kind, _ values: UInt64...) -> UInt64 {
        PlaceKeys.mix(0x50 + kind.rawValue, values)
    }

    /// What may tell in which part of a division an address lies, the surest first.
    private static func placeKeys(_ division: UInt64, _ parts: PlaceParts) -> [UInt64] {
        var keys: [UInt64] = []
        if parts.hasDoor { keys.append(key(.door, division, parts.road, parts.section, parts.number)) }
        if parts.road != 0 { keys.append(key(.road, division, parts.road)) }
        if parts.estates.last != 0 { keys.append(key(.estate, division, parts.estates.last)) }
        if parts.village != 0 { keys.append(key(.village, division, parts.village)) }
        return keys
    }

    // MARK: Learning

    private static func learnCounties(_ readings: AddressReadings) -> [UInt64: UInt32] {
        var votes = Votes()
        for parts in readings.parts where parts.county != 0 && parts.city != 0 {
            for key in placeKeys(UInt64(parts.city), parts) { votes.add(key, UInt64(parts.county)) }
        }
        // 0 where addresses disagree: a coarser key must not tell what a finer one
        // leaves open.
        return votes.winners.mapValues { winner in
            winner.share >= countyShare ? UInt32(truncatingIfNeeded: winner.value) : 0
        }
    }

    /// The town that a road, estate or village of a county lies in: two towns of a
    /// county may each have a 人民路, so that one that is left out has to be found.
    private mutating func learnTowns(_ readings: AddressReadings) {
        var votes = Votes()
        for parts in readings.parts where parts.town != 0 {
            let parts = completed(parts)
            guard parts.county != 0 else { continue }
            if parts.isRural { ruralTowns.insert(parts.town) }
            for key in Self.placeKeys(UInt64(parts.county), parts) { votes.add(key, parts.town) }
        }
        towns = votes.winners.mapValues { $0.share >= Self.countyShare ? $0.value : 0 }
    }

    /// A door on a road with an estate of a name of its own: many have a 工业园.
    private static func tellsDoorOfEstate(_ parts: PlaceParts) -> Bool {
        parts.hasDoor && parts.estates.last != 0 && !parts.hasGenericEstate
    }

    /// Roads that share numbers with estates: 解放路12号云松花园 and 新民路12号云松花园,
    /// and another estate in the same way.
    private mutating func learnRoads(_ readings: AddressReadings) -> [UInt64: UInt64] {
        // An estate of many numbers, such as 住宅, tells nothing of a road.
        var numbers = Votes()
        for parts in readings.parts where Self.tellsDoorOfEstate(parts) {
            numbers.add(Self.key(.estate, completed(parts).district, parts.estates.last), parts.number)
        }
        let numberOf = numbers.winners
        var roadsOf: [UInt64: [UInt64: Int]] = [:]
        var addressesOnRoad: [UInt64: Int] = [:]
        var districtOf: [UInt64: UInt64] = [:]
        var doorsOf: [UInt64: [UInt64: UInt64]] = [:]
        for parts in readings.parts where Self.tellsDoorOfEstate(parts) {
            let parts = completed(parts)
            let number = numberOf[Self.key(.estate, parts.district, parts.estates.last)]
            guard let number, number.share >= Self.doorShare, number.value == parts.number else { continue }
            let key = Self.key(.number, parts.district, parts.number, parts.estates.last)
            roadsOf[key, default: [:]][parts.road, default: 0] += 1
            doorsOf[key, default: [:]][parts.road] = PlaceKeys(parts).door
            let road = Self.key(.road, parts.district, parts.road)
            addressesOnRoad[road, default: 0] += 1
            districtOf[key] = parts.district
        }
        var common: [Pair: Int] = [:]
        var doors = SameDoors()
        // In the order of keys: that of a dictionary is another in every process.
        for (key, roads) in roadsOf.sorted(by: { $0.key < $1.key }) where roads.count == 2 {
            // Even one estate tells that its two doors are one, though not yet that
            // the roads are.
            let names = roads.keys.sorted()
            if let both = doorsOf[key], let kept = both[names[0]], let other = both[names[1]] {
                doors.unite(kept, other)
            }
            common[Pair(district: districtOf[key] ?? 0, a: names[0], b: names[1]), default: 0] += 1
        }
        sameDoors = doors.leasts
        var known: [UInt64: UInt64] = [:]
        for (pair, count) in common.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) })
        where count >= Self.renamedMin {
            let keys = [pair.a, pair.b].map { Self.key(.road, pair.district, $0) }
            guard known[keys[0]] == nil, known[keys[1]] == nil else { continue }
            // The name that more addresses use stays.
            let counts = keys.map { addressesOnRoad[$0] ?? 0 }
            if counts[0] >= counts[1] { known[keys[1]] = pair.a } else { known[keys[0]] = pair.b }
        }
        return known
    }

    private struct Pair: Hashable, Comparable {
        var district: UInt64
        var a: UInt64
        var b: UInt64
        static func < (x: Pair, y: Pair) -> Bool { (x.district, x.a, x.b) < (y.district, y.a, y.b) }
    }

    private func learnDoors(_ readings: AddressReadings) -> [UInt64: UInt64] {
        var votes = Votes()
        for parts in readings.parts where Self.tellsDoorOfEstate(parts) {
            let parts = completed(parts)
            let door = PlaceKeys(parts).door
            for estate in Set([parts.estates.first, parts.estates.last]) {
                votes.add(Self.key(.estate, parts.district, estate), door)
            }
        }
        return votes.winners.filter { $0.value.share >= Self.doorShare }.mapValues(\.value)
    }
}

/// Counts what is said for a key: the value said most often, if it is said by
/// more than half.
private struct Votes {
    private struct Count {
        var value: UInt64
        /// For the value, less for others: above 0 for a majority.
        var lead = 0
        var total = 0
    }
    private var counts: [UInt64: Count] = [:]
    private var said: [(key: UInt64, value: UInt64)] = []

    mutating func add(_ key: UInt64, _ value: UInt64) {
        said.append((key, value))
        var count = counts[key] ?? Count(value: value)
        if count.value == value {
            count.lead += 1
        } else if count.lead == 0 {
            (count.value, count.lead) = (value, 1)
        } else {
            count.lead -= 1
        }
        count.total += 1
        counts[key] = count
    }

    /// The value with most votes of each key, and its share of them; keys without
    /// a majority are left out.
    ///
    /// - SeeAlso: R. S. Boyer, J. S. Moore, "MJRTY", 1991,
    ///   doi:10.1007/978-94-011-3488-0_5.
    var winners: [UInt64: (value: UInt64, share: Double)] {
        var right: [UInt64: Int] = [:]
        for (key, value) in said where counts[key]?.value == value { right[key, default: 0] += 1 }
        return counts.reduce(into: [:]) { winners, entry in
            winners[entry.key] = (entry.value.value, Double(right[entry.key] ?? 0) / Double(entry.value.total))
        }
    }
}

/// Doors that are one, by their keys.
private struct SameDoors {
    private var parent: [UInt64: UInt64] = [:]

    private func root(_ door: UInt64) -> UInt64 {
        var root = door
        while let next = parent[root], next != root { root = next }
        return root
    }

    mutating func unite(_ a: UInt64, _ b: UInt64) {
        let (a, b) = (root(a), root(b))
        if a != b { parent[max(a, b)] = min(a, b) }
    }

    /// The least door of those that each is one with.
    var leasts: [UInt64: UInt64] { parent.keys.reduce(into: [:]) { $0[$1] = root($1) } }
}

extension PlaceParts {
    /// The county, else the city with the zone, as one number.
    var district: UInt64 {
        county != 0 ? UInt64(county) : PlaceKeys.mix(UInt64(city != 0 ? city : province), [zone])
    }
}
