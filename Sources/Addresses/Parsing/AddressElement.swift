/// A part of an address.
public struct AddressElement: Sendable, Equatable {
    /// What it is.
    public var kind: Kind
    /// Where it stands among the folded units.
    var range: Range<Int>

    /// Kinds of parts, from the greatest to the smallest, then what tells no level.
    public enum Kind: UInt8, Sendable, Comparable {
        case province, city, district, town, village
        /// 组, 社, 队 of a village.
        case group
        /// 开发区, 高新区: what stands for a district, or beside one.
        case zone
        case road
        /// 弄, 支弄.
        case lane
        /// Of a door: 号 with 附, 之, 甲.
        case number
        /// An estate, a compound or a named building.
        case estate
        /// A区, 二区 of an estate.
        case block
        /// 二期.
        case phase
        case building, unit, floor, room, desk
        /// 东侧, 交汇处, 对面.
        case direction
        /// What tells no place.
        case remark

        /// As answers call it.
        public var name: String { "\(self)" }

        /// The greater part first.
        public static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
    }
}
