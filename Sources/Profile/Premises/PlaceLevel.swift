internal import Addresses

/// Levels of places, the coarsest first: each is part of one above it.
public enum PlaceLevel: UInt8, Sendable, BitwiseCopyable, CaseIterable, Comparable {
    /// A town, a village or a zone: nobody can be found there.
    case area
    /// A road, or a part of one, without a number.
    case road
    /// A plot: a number on a road, or an estate or building by its name.
    case door
    case building, floor, room, desk

    /// The coarser level first.
    public static func < (a: PlaceLevel, b: PlaceLevel) -> Bool { a.rawValue < b.rawValue }

    /// The word that the API uses.
    public var name: String {
        switch self {
        case .area: "area"
        case .road: "road"
        case .door: "door"
        case .building: "building"
        case .floor: "floor"
        case .room: "room"
        case .desk: "desk"
        }
    }

    /// - Parameter name: a word as ``name`` gives it.
    public init?(name: some StringProtocol) {
        guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = level
    }

    /// What the parser calls it.
    var precision: AddressKey.Precision {
        AddressKey.Precision.allCases.first { PlaceLevel($0) == self } ?? .none
    }

    /// The level of an address; nil where it tells nothing below a district.
    init?(_ precision: AddressKey.Precision) {
        switch precision {
        case .none: return nil
        case .place: self = .area
        case .road: self = .road
        case .door: self = .door
        case .building: self = .building
        case .floor: self = .floor
        case .room: self = .room
        case .desk: self = .desk
        }
    }
}
