/// Which way an adjacency entry runs, seen from the node whose row it is in.
public enum EdgeDirection: UInt8, CaseIterable, Sendable {
    /// The node is the edge's `from`.
    case out = 0
    /// The node is the edge's `to`.
    case `in` = 1
}

/// The byte that stands beside every adjacency entry: `kind << 1 | direction`.
///
/// Ordering marks orders entries by kind and, within a kind, outward before
/// inward; rows are stored in that order.
public struct EdgeMark: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: UInt8
    @inline(__always) public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// - Precondition: the kind's number is at most ``EdgeKind/last``.
    @inline(__always) public init(_ kind: EdgeKind, _ direction: EdgeDirection) {
        precondition(kind.rawValue <= EdgeKind.last, "edge kind \(kind.rawValue) does not fit a mark")
        rawValue = kind.rawValue << 1 | direction.rawValue
    }

    /// The kind of the edge.
    @inline(__always) public var kind: EdgeKind { EdgeKind(rawValue: rawValue >> 1) }
    /// The direction of the entry.
    @inline(__always) public var direction: EdgeDirection { rawValue & 1 == 0 ? .out : .in }
    /// The mark of the same edge in the row of its other end.
    @inline(__always) public var reversed: EdgeMark { EdgeMark(rawValue: rawValue ^ 1) }

    public static func < (a: EdgeMark, b: EdgeMark) -> Bool { a.rawValue < b.rawValue }
}
