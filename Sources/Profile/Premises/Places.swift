public import Addresses
public import GraphStore

/// A place that registrations claim: its number in ``Places``.
public struct PlaceID: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Dense, from 0.
    public let rawValue: UInt32
    /// - Parameter rawValue: below ``Places/count``.
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    /// As an index.
    public var index: Int { Int(rawValue) }
    /// In the order of the first address of each.
    public static func < (a: PlaceID, b: PlaceID) -> Bool { a.rawValue < b.rawValue }
}

/// Addresses as places: which spellings mean one place, and which place is part
/// of which. A hypothesis over one graph, as ``People`` is over mentions.
///
/// ```
/// desk ⊂ room ⊂ floor ⊂ building ⊂ door ⊂ road or area
/// ```
/// Every premises node is one address as it is written. It names at most one
/// place, the finest that it tells, and is in all places above that one; the few
/// that list several premises name the others too (``furtherPlaces(of:)``). A place
/// need not have an address of its own: a building of which only rooms are
/// claimed has none.
public struct Places: Sendable {
    /// The premises nodes.
    public let addresses: Range<Int>
    /// Place of each address, `UInt32.max` where it tells nothing below a district.
    let placeOf: [UInt32]
    let levels: [PlaceLevel]
    /// The place that each is part of, `UInt32.max` for none.
    let parents: [UInt32]
    /// Least address of each place or of a part of it.
    let firstAddress: [UInt32]
    /// See ``isImprecise(_:)``.
    let isVague: [Bool]
    let ownAddresses: Grouping
    let parts: Grouping
    let further: FurtherPlaces
    /// See ``companyCount(in:)``.
    let companyCounts: [UInt32]
    /// What the text of each address says beside the place.
    let traits: [AddressTraits]
    /// Pairs that were found to be one place although their keys differ, by the
    /// later address.
    public let merges: [PlaceMerge]
    /// Addresses that share a stem with so many that they were compared with none.
    public let uncomparedCount: Int
    let lookup: PlaceLookup

    /// Number of places.
    public var count: Int { levels.count }

    /// How exactly a place is told.
    public func level(of place: PlaceID) -> PlaceLevel { levels[place.index] }

    /// The place that an address names; nil for other nodes, and where it names none.
    public func place(of address: NodeID) -> PlaceID? {
        guard addresses.contains(address.index) else { return nil }
        return Self.place(placeOf[address.index - addresses.lowerBound])
    }

    /// The other places that an address names which lists several, in its order, as far
    /// as another address names them first.
    public func furtherPlaces(of address: NodeID) -> [PlaceID] {
        addresses.contains(address.index) ? further.places(of: address.index - addresses.lowerBound) : []
    }

    /// What a place is part of.
    public func parent(of place: PlaceID) -> PlaceID? { Self.place(parents[place.index]) }

    private static func place(_ number: UInt32) -> PlaceID? { number == .max ? nil : PlaceID(rawValue: number) }

    /// The places that a place is part of, the nearest first.
    public func ancestors(of place: PlaceID) -> [PlaceID] {
        Array(sequence(first: place) { parent(of: $0) }.dropFirst())
    }

    /// The place itself or what it is part of, at a level; nil where none is known.
    public func place(at level: PlaceLevel, of place: PlaceID) -> PlaceID? {
        sequence(first: place) { parent(of: $0) }.first { levels[$0.index] == level }
    }

    /// Places that are parts of a place, ascending.
    public func parts(of place: PlaceID) -> [PlaceID] { parts[place.index].map { PlaceID(rawValue: $0) } }

    /// Spellings of a place, ascending; empty where only parts of it have addresses.
    public func spellings(of place: PlaceID) -> [NodeID] {
        ownAddresses[place.index].map { NodeID(Int($0) + addresses.lowerBound) }
    }

    /// Every address of a place and of its parts, also those that name it behind
    /// another, each once.
    ///
    /// - Complexity: O(addresses and parts).
    public func allAddresses(of place: PlaceID) -> [NodeID] {
        var found: [NodeID] = []
        var listing: Set<NodeID> = []
        var open = [place]
        while let next = open.popLast() {
            found += spellings(of: next)
            listing.formUnion(further.addresses(of: next).map { NodeID($0 + addresses.lowerBound) })
            open += parts(of: next)
        }
        return (found + listing.subtracting(found)).sorted()
    }

    /// The least address of the place or of a part of it: its id tells the place
    /// for good, together with the level.
    public func representative(of place: PlaceID) -> NodeID {
        NodeID(Int(firstAddress[place.index]) + addresses.lowerBound)
    }

    /// Whether the same words are not the same place: no number on a road, no
    /// building by its name.
    public func isImprecise(_ place: PlaceID) -> Bool { level(of: place) < .door || isVague[place.index] }

    /// Companies that are or were registered in a place or a part of it, each once.
    public func companyCount(in place: PlaceID) -> Int { Int(companyCounts[place.index]) }

    /// What the text of an address says beside the place.
    public func traits(of address: NodeID) -> AddressTraits { traits[address.index - addresses.lowerBound] }
}

/// What the text of an address says beside where it is.
public struct AddressTraits: Sendable, BitwiseCopyable {
    /// Code of the county, or the finest division above it that is known.
    public var division: UInt32
    /// What its words say.
    public var hints: PlaceHints
    /// Told, or implied by the room's number; 0 where unknown, below 0 under ground.
    public var floor: Int16
    /// ``floor`` is told, not only implied.
    public var tellsFloor: Bool
    /// How exactly it tells the place; nil for nothing below a district.
    public var level: PlaceLevel?
}

/// Two addresses with different keys that are one place, and why.
public struct PlaceMerge: Sendable {
    /// The later address.
    public let address: NodeID
    /// The earlier one.
    public let other: NodeID
    /// 0…1.
    public let score: Double
    /// What decided, in English.
    public let reason: String
}

/// Places that addresses name behind the first: of about one address in 460.
struct FurtherPlaces: Sendable {
    private let byAddress: [Int: [PlaceID]]
    private let byPlace: [PlaceID: [Int]]

    /// - Parameter pairs: numbers of addresses, and of the places that they name, in the order
    ///   of the address; `UInt32.max` for none.
    init(_ pairs: some Sequence<(Int, UInt32)>) {
        var (byAddress, byPlace): ([Int: [PlaceID]], [PlaceID: [Int]]) = ([:], [:])
        for (address, place) in pairs where place != .max {
            guard byAddress[address]?.contains(PlaceID(rawValue: place)) != true else { continue }
            byAddress[address, default: []].append(PlaceID(rawValue: place))
            byPlace[PlaceID(rawValue: place), default: []].append(address)
        }
        (self.byAddress, self.byPlace) = (byAddress, byPlace)
    }

    func places(of address: Int) -> [PlaceID] { byAddress[address] ?? [] }
    func addresses(of place: PlaceID) -> [Int] { byPlace[place] ?? [] }
}

/// Lists by number, one behind the other.
struct Grouping: Sendable {
    private let offsets: [UInt32]
    private let values: [UInt32]

    /// - Parameters:
    ///   - groups: the group of each value 0, 1, …; `UInt32.max` for none.
    ///   - count: of groups.
    init(_ groups: [UInt32], count: Int) {
        var offsets = [UInt32](repeating: 0, count: count + 1)
        for group in groups where group != .max { offsets[Int(group) + 1] += 1 }
        for group in 0..<count { offsets[group + 1] += offsets[group] }
        var next = offsets
        var values = [UInt32](repeating: 0, count: Int(offsets[count]))
        for (value, group) in groups.enumerated() where group != .max {
            values[Int(next[Int(group)])] = UInt32(value)
            next[Int(group)] += 1
        }
        (self.offsets, self.values) = (offsets, values)
    }

    /// Ascending.
    subscript(_ group: Int) -> ArraySlice<UInt32> { values[Int(offsets[group])..<Int(offsets[group + 1])] }
}
