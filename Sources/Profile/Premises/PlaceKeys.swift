internal import Addresses

/// Keys of the places that an address names, level by level: equal for equal
/// places, 0 where it does not tell the level.
///
/// ```
/// area      division, zone or town, village
/// road      division, town where it is a 镇, road, section
/// door      road, lane, number; or the estate
/// building  door, block, building; only building of the door where none is told
/// floor     building, entrance, floor
/// room      building, entrance, own floor, room
/// desk      room or floor, desk
/// ```
struct PlaceKeys: Sendable {
    private(set) var area: UInt64 = 0
    private(set) var road: UInt64 = 0
    private(set) var door: UInt64 = 0
    private(set) var building: UInt64 = 0
    private(set) var floor: UInt64 = 0
    private(set) var room: UInt64 = 0
    private(set) var desk: UInt64 = 0

    /// - Parameters:
    ///   - parts: of an address.
    ///   - knownDoor: key of the door that its estate stands at, where learnt.
    init(_ parts: PlaceParts, knownDoor: UInt64? = nil) {
        guard let level = PlaceLevel(parts.precision) else { return }
        // An estate with a name of its own is found without the street office.
        let needsTown = parts.isRural || parts.road == 0 && (parts.estate == 0 || parts.hasGenericEstate)
        let hasOwnTown = parts.town != 0 && needsTown
        let town = hasOwnTown ? parts.town : 0
        let division = parts.district
        if parts.road == 0, parts.town != 0 || parts.village != 0 || parts.zone != 0 {
            area = Self.key(.area, [division, parts.town, parts.village])
        }
        if parts.road != 0 { road = Self.key(.road, [division, town, parts.road, parts.section]) }
        guard level >= .door else {
            setCoarse(level, parts, town: town, division)
            return
        }
        if let knownDoor {
            door = knownDoor
        } else if parts.hasDoor {
            door = Self.key(.door, [road, parts.lane, parts.number])
        } else {
            door = Self.key(
                .door,
                [
                    road == 0 ? Self.mix(division, [town]) : road, parts.village, parts.group, parts.lane,
                    parts.number, parts.estate,
                ])
        }
        guard level > .door else { return }
        let isWithin = parts.unit != 0 || parts.floor != 0 || parts.room != 0 || parts.desk != 0
        if parts.block != 0 || parts.building != 0 || isWithin {
            building = Self.key(.building, [door, parts.block, parts.building])
        }
        guard level > .building else { return }
        if parts.floor != 0 { floor = Self.key(.floor, [building, parts.unit, parts.floor]) }
        if parts.room != 0 { room = Self.key(.room, [building, parts.unit, parts.ownFloor, parts.room]) }
        if parts.desk != 0 {
            let within = room != 0 ? room : floor != 0 ? floor : Self.mix(building, [parts.unit])
            desk = Self.key(.desk, [within, parts.desk])
        }
    }

    /// Of an address that tells no door: the same words are the same place.
    private mutating func setCoarse(_ level: PlaceLevel, _ parts: PlaceParts, town: UInt64, _ division: UInt64) {
        switch level {
        case .road:
            let more = [parts.lane, parts.direction, parts.village]
            let whole = [division, town, parts.road, parts.section]
            road = Self.key(.road, more.allSatisfy { $0 == 0 } ? whole : whole + more)
        default:
            let more = [parts.group, parts.town == 0 && parts.village == 0 ? parts.zone : 0, parts.direction]
            let whole = [division, parts.town, parts.village]
            area = Self.key(.area, more.allSatisfy { $0 == 0 } ? whole : whole + more)
        }
    }

    /// Key and level of every place that is named, the finest first.
    var chain: [(level: PlaceLevel, key: UInt64)] {
        [
            (.desk, desk), (.room, room), (.floor, floor), (.building, building), (.door, door), (.road, road),
            (.area, area),
        ].filter { $0.1 != 0 }
    }

    private static func key(_ level: PlaceLevel, _ values: [UInt64]) -> UInt64 {
        let key = mix(UInt64(level.rawValue), values)
        return key == 0 ? 1 : key
    }

    /// A number for a list of numbers, by the finalizer of splitmix64.
    static func mix(_ seed: UInt64, _ values: [UInt64]) -> UInt64 {
        var state = seed &+ 0x9E37_79B9_7F4A_7C15
        for value in values {
            state = (state ^ value) &+ 0x9E37_79B9_7F4A_7C15
            state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
            state ^= state >> 31
        }
        return state
    }
}
