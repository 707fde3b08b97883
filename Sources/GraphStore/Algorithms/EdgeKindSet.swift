/// A set of edge kinds: one bit for each of the 128 kinds that a mark can name.
public struct EdgeKindSet: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// Bit k is set when the kind with raw value k is a member.
    public var rawValue: UInt128

    /// The set with these bits.
    public init(rawValue: UInt128) { self.rawValue = rawValue }

    /// - Precondition: no kind's number is above 127.
    public init(_ kinds: some Sequence<EdgeKind>) {
        rawValue = 0
        for kind in kinds { insert(kind) }
    }

    public init(arrayLiteral kinds: EdgeKind...) { self.init(kinds) }

    /// Every kind, declared or not.
    public static let all = EdgeKindSet(rawValue: .max)
    /// No kind.
    public static let none = EdgeKindSet(rawValue: 0)

    /// Whether the kind is a member.
    public func contains(_ kind: EdgeKind) -> Bool {
        kind.rawValue < 128 && rawValue >> UInt128(kind.rawValue) & 1 == 1
    }

    /// - Precondition: the kind's number is not above 127.
    public mutating func insert(_ kind: EdgeKind) {
        precondition(kind.rawValue < 128, "edge kind \(kind.rawValue) does not fit a set of 128")
        rawValue |= 1 << UInt128(kind.rawValue)
    }

    /// The members, ascending.
    public var kinds: [EdgeKind] { (0..<128).map { EdgeKind(rawValue: $0) }.filter(contains) }

    /// Kinds of either set.
    public func union(_ other: EdgeKindSet) -> EdgeKindSet { EdgeKindSet(rawValue: rawValue | other.rawValue) }
    /// Kinds of both sets.
    public func intersection(_ other: EdgeKindSet) -> EdgeKindSet {
        EdgeKindSet(rawValue: rawValue & other.rawValue)
    }
    /// Kinds of this set that the other lacks.
    public func subtracting(_ other: EdgeKindSet) -> EdgeKindSet {
        EdgeKindSet(rawValue: rawValue & ~other.rawValue)
    }
}

/// A set of marks (kind and direction): what a kernel tests first, with one
/// shift an entry.
struct MarkSet {
    private var words: InlineArray<4, UInt64>
    /// The greatest member; rows are ascending by mark, so reading stops there.
    private(set) var last: UInt8 = 0

    /// - Parameters:
    ///   - outward: kinds whose out-entries are members.
    ///   - inward: kinds whose in-entries are members.
    init(outward: EdgeKindSet, inward: EdgeKindSet) {
        words = InlineArray(repeating: 0)
        for kind: UInt8 in 0..<128 {
            if outward.contains(EdgeKind(rawValue: kind)) { insert(kind << 1) }
            if inward.contains(EdgeKind(rawValue: kind)) { insert(kind << 1 | 1) }
        }
    }

    private mutating func insert(_ mark: UInt8) {
        words[Int(mark >> 6)] |= 1 << UInt64(mark & 63)
        last = max(last, mark)
    }

    @inline(__always) func contains(_ mark: UInt8) -> Bool {
        words[Int(mark &>> 6)] &>> UInt64(mark & 63) & 1 != 0
    }
}
