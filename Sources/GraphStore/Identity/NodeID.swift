/// The dense index of a node in one graph snapshot.
///
/// `0 ..< nodeCount`, nodes of one kind contiguous. Valid only within the
/// snapshot that it came from: stable names are ``EntityID`` strings.
public struct NodeID: Hashable, Comparable, Sendable, RawRepresentable {
    public let rawValue: UInt32
    @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }
    @inline(__always) public init(_ index: Int) { rawValue = UInt32(index) }
    /// The index as an `Int`, for subscripts.
    @inline(__always) public var index: Int { Int(rawValue) }
    public static func < (a: NodeID, b: NodeID) -> Bool { a.rawValue < b.rawValue }
}

/// The dense index of an edge in one graph snapshot, `0 ..< edgeCount`.
public struct EdgeID: Hashable, Comparable, Sendable, RawRepresentable {
    public let rawValue: UInt32
    @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }
    @inline(__always) public init(_ index: Int) { rawValue = UInt32(index) }
    /// The index as an `Int`, for subscripts.
    @inline(__always) public var index: Int { Int(rawValue) }
    public static func < (a: EdgeID, b: EdgeID) -> Bool { a.rawValue < b.rawValue }
}

/// The number of a record version in the record store (its SQLite rowid).
public struct RecordID: Hashable, Comparable, Sendable, RawRepresentable {
    public let rawValue: UInt32
    @inline(__always) public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static func < (a: RecordID, b: RecordID) -> Bool { a.rawValue < b.rawValue }
}

/// A version of the data. Every committed import raises it by one; 0 is the
/// empty store.
public struct Epoch: Hashable, Comparable, Sendable, RawRepresentable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
    public static func < (a: Epoch, b: Epoch) -> Bool { a.rawValue < b.rawValue }
}
