internal import Addresses
internal import GraphStore

/// What finds the place of an address that is not in the graph.
struct PlaceLookup: Sendable {
    /// Places by the keys of their addresses.
    let known: [UInt64: UInt32]
    let learning: PlaceLearning
    let gazetteer: Gazetteer
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
    /// The normalised address.
    public let key: String
    /// Whether the same words are not the same place.
    public let isImprecise: Bool
}

extension Places {
    /// The place that a text names, if it is an address that tells a door or more
    /// and some address of the graph names that place.
    ///
    /// - Complexity: O(characters).
    public func place(named text: String) -> PlaceID? {
        locate(text, city: "").place.flatMap { level(of: $0) >= .door ? $0 : nil }
    }

    /// Finds an address.
    ///
    /// - Parameters:
    ///   - address: as people write it.
    ///   - city: what people call the city or county that it lies in, where it does
    ///     not say it; empty where nobody knows.
    /// - Returns: its place, or the finest place of the graph that it is part of.
    /// - Complexity: O(characters).
    public func locate(_ address: String, city: String) -> LocatedAddress {
        var parser = AddressParser(lookup.gazetteer)
        let prior = city.isEmpty ? 0 : lookup.gazetteer.code(ofCity: city)
        let bytes = Array(address.utf8)
        let parts = lookup.learning.completed(parser.parts(bytes.span, prior: prior))
        let key = parser.normalise(bytes[...], prior: prior).key
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
                division: [parts.county, parts.city, parts.province].first { $0 != 0 } ?? 0, hints: parts.hints,
                floor: parts.floorNumber, tellsFloor: parts.tellsFloor, level: level),
            key: String(decoding: key, as: UTF8.self),
            isImprecise: isExact
                ? found.map { isImprecise($0.place) } ?? true
                : (level ?? .area) < .door || !hasNumber && !parts.hints.contains(.tower))
    }
}
