public import Addresses
public import GraphStore

/// What finds the place of an address that is not in the graph.
struct PlaceLookup: Sendable {
    /// Places by the keys of their addresses.
    let known: [UInt64: UInt32]
    let learning: PlaceLearning
    let gazetteer: Gazetteer
    /// Codes of the counties, and of the finest divisions above them, that addresses
    /// lie in.
    let divisions: Set<UInt32>
    /// Code of the prefecture that nearly all addresses lie in; 0 for several.
    let homeCity: UInt32

    init(known: [UInt64: UInt32], learning: PlaceLearning, gazetteer: Gazetteer, parts: [PlaceParts]) {
        (self.known, self.learning, self.gazetteer) = (known, learning, gazetteer)
        var cities: [UInt32: Int] = [:]
        var divisions: Set<UInt32> = []
        for part in parts {
            if part.division != 0 { divisions.insert(part.division) }
            if part.city != 0 { cities[part.city, default: 0] += 1 }
        }
        self.divisions = divisions
        let most = cities.max { ($0.value, $1.key) < ($1.value, $0.key) }
        homeCity = most.map { $0.value * 10 >= parts.count * 9 ? $0.key : 0 } ?? 0
    }
}

extension PlaceParts {
    /// Code of the county, or the finest division above it that is known.
    var division: UInt32 { [county, city, province].first { $0 != 0 } ?? 0 }
}

/// Where an address lies that need not be in the graph.
public struct LocatedAddress: Sendable {
    /// How exactly it tells the place; nil for nothing below a district.
    public let level: PlaceLevel?
    /// The place it names; nil where no address of the graph names it.
    public let place: PlaceID?
    /// The finest place of the graph that it is part of; ``place`` where there is one.
    public let within: PlaceID?
    /// What its words say.
    public let traits: AddressTraits
    /// Its key, its parts as they are written, and how sure these are; of several
    /// premises those of the first, and the others behind it.
    public let parsed: ParsedAddress
    /// Whether the same words are not the same place.
    public let isImprecise: Bool
    /// It tells a division that is not in the city that was named beside it.
    public let contradictsCity: Bool
    /// No division is called as the city that was named, or several are.
    public let isUnknownCity: Bool
}

extension Places {
    /// The place that a text names, if it is an address that tells a door or more:
    /// that place, or the finest one of the graph from a door on that it is part of.
    /// Where nearly all addresses lie in one city, a text without one means that.
    ///
    /// - Complexity: O(characters).
    public func place(named text: String) -> PlaceID? {
        let located = locate(text, prior: lookup.homeCity)
        guard let level = located.level, level >= .door else { return nil }
        return located.within.flatMap { self.level(of: $0) >= .door ? $0 : nil }
    }

    /// Whether some address lies in a division, by its code.
    public func knows(division: UInt32) -> Bool { lookup.divisions.contains(division) }

    /// Finds an address.
    ///
    /// - Parameters:
    ///   - address: as people write it.
    ///   - city: what people call the city or county that it lies in, where it does
    ///     not say it; empty where nobody knows.
    /// - Returns: its place, or the finest place of the graph that it is part of.
    /// - Complexity: O(characters).
    public func locate(_ address: String, city: String) -> LocatedAddress {
        let prior = city.isEmpty ? 0 : lookup.gazetteer.code(ofCity: city)
        return locate(address, prior: prior, isUnknownCity: prior == 0 && !city.isEmpty)
    }

    private func locate(_ address: String, prior: UInt32, isUnknownCity: Bool = false) -> LocatedAddress {
        var parser = AddressParser(lookup.gazetteer)
        let bytes = Array(address.utf8)
        let parts = lookup.learning.completed(parser.parts(bytes.span, prior: prior))
        let level = PlaceLevel(parts.precision)
        let chain = PlaceKeys(parts, knownDoor: lookup.learning.door(of: parts)).chain
        let found = chain.lazy.compactMap { link in
            lookup.known[link.key].map { (level: link.level, place: PlaceID(rawValue: $0)) }
        }.first
        let isExact = found != nil && found?.level == chain.first?.level
        let hasNumber = parts.number != 0 || parts.estate != 0 && !parts.hasGenericEstate && parts.precision != .door
        return LocatedAddress(
            level: level, place: isExact ? found?.place : nil, within: found?.place,
            traits: AddressTraits(
                division: parts.division, hints: parts.hints,
                floor: parts.floorNumber, tellsFloor: parts.tellsFloor, level: level),
            parsed: parser.parse(address, prior: prior),
            isImprecise: isExact
                ? found.map { isImprecise($0.place) } ?? true
                : (level ?? .area) < .door || !hasNumber && !parts.hints.contains(.tower),
            contradictsCity: !Self.isWithin(parts.division, prior), isUnknownCity: isUnknownCity)
    }

    /// Whether a division is part of another or has it within, by their codes; 0 is
    /// unknown.
    private static func isWithin(_ division: UInt32, _ other: UInt32) -> Bool {
        func prefix(_ code: UInt32) -> UInt32 {
            code % 10_000 == 0 ? code / 10_000 : code % 100 == 0 ? code / 100 : code
        }
        guard division != 0, other != 0 else { return true }
        let (a, b) = (String(prefix(division)), String(prefix(other)))
        return a.hasPrefix(b) || b.hasPrefix(a)
    }

    /// What a place is called: the address that stands for it, as far as its level.
    ///
    /// - Parameters:
    ///   - place: of the snapshot.
    ///   - snapshot: whose addresses they are.
    /// - Returns: 某路12号3号楼 of 某路12号3号楼501室, for the building.
    /// - Complexity: O(characters).
    public func name(of place: PlaceID, in snapshot: GraphSnapshot) -> String {
        let text = snapshot.nodes.names[namingAddress(of: place).index]
        guard ownAddresses[place.index].isEmpty else { return text }
        var parser = AddressParser(lookup.gazetteer)
        return parser.beginning(of: text, downTo: level(of: place).precision)
    }

    /// The address that tells a place: one that names it, else the least of those in it.
    ///
    /// - Complexity: O(1), without an address of its own O(places in it).
    public func namingAddress(of place: PlaceID) -> NodeID {
        ownAddresses[place.index].first.map { NodeID(Int($0) + addresses.lowerBound) } ?? representative(of: place)
    }

    /// A division by its code, with what that is part of: 山东省青岛市崂山区; nil for a code
    /// that no table has.
    ///
    /// - Complexity: O(1).
    public func divisionName(ofCode code: UInt32) -> String? { lookup.gazetteer.fullName(of: code) }

    /// Code of the county that a place lies in, or of the finest division above it that
    /// is known; 0 for none.
    ///
    /// - Complexity: that of ``namingAddress(of:)``.
    public func division(of place: PlaceID) -> UInt32 { traits(of: namingAddress(of: place)).division }
}
