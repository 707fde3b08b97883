/// What a query may cost. Every kernel stops at the first bound it meets and
/// says which.
public struct Budget: Sendable {
    /// Nodes that a query may reach. Starting nodes count.
    public var maxNodes: Int
    /// Edges that an answer may hold.
    public var maxEdges: Int
    /// Adjacency entries that a query may examine: its work, whatever comes
    /// of it.
    public var maxEntries: Int
    /// The reading of ``clock`` from which a query stops; nil for no limit.
    public var deadlineNanoseconds: UInt64?
    /// A monotonic clock in nanoseconds. Read every
    /// ``entriesPerClockReading`` entries.
    public var clock: @Sendable () -> UInt64

    /// Reading a clock costs about as much as examining ten entries.
    public static let entriesPerClockReading = 4096

    /// No bound unless given.
    public init(
        maxNodes: Int = .max, maxEdges: Int = .max, maxEntries: Int = .max,
        deadlineNanoseconds: UInt64? = nil, clock: @escaping @Sendable () -> UInt64 = { 0 }
    ) {
        self.maxNodes = maxNodes
        self.maxEdges = maxEdges
        self.maxEntries = maxEntries
        self.deadlineNanoseconds = deadlineNanoseconds
        self.clock = clock
    }

    /// No bound at all.
    public static let unlimited = Budget()
}

/// How far a query went.
public struct Exploration: Hashable, Sendable {
    /// Nodes reached.
    public var nodes: Int
    /// Adjacency entries examined.
    public var entries: Int

    public init(nodes: Int = 0, entries: Int = 0) { (self.nodes, self.entries) = (nodes, entries) }
}

/// Why something is missing from an answer. Numbered by hand; the order is the
/// order of reports.
public enum OmissionReason: UInt8, CaseIterable, Comparable, Sendable {
    /// Not in force on the day asked for.
    case notInForce = 0
    /// The share is known to be below the minimum asked for.
    case shareBelowMinimum = 1
    /// The share may or may not reach the minimum asked for.
    case shareUnknown = 2
    /// The other end was excluded by the question.
    case excludedNode = 3
    /// A node has too many entries to be passed through.
    case hub = 4
    /// Beyond the page of a node; a cursor goes on from there.
    case page = 5
    /// The answer would have had too many nodes.
    case nodeBudget = 6
    /// The answer would have had too many edges.
    case edgeBudget = 7
    /// The query would have examined too many entries.
    case entryBudget = 8
    /// Time ran out.
    case deadline = 9

    public static func < (a: OmissionReason, b: OmissionReason) -> Bool { a.rawValue < b.rawValue }
}

/// Adjacency entries of one kind that an answer leaves out for one reason. Each
/// kernel says exactly which entries it counts.
public struct Omission: Hashable, Sendable {
    public let kind: EdgeKind
    public let reason: OmissionReason
    public let count: Int

    public init(kind: EdgeKind, reason: OmissionReason, count: Int) {
        (self.kind, self.reason, self.count) = (kind, reason, count)
    }
}

/// A kernel over the whole graph that had to stop: a part of its answer would
/// be a wrong answer, so there is none.
public struct BudgetExceeded: Error, Hashable, Sendable {
    public let reason: OmissionReason
    public let explored: Exploration
}

/// Counts omissions by kind and reason; allocates with the first.
struct OmissionCounter {
    private static let reasonCount = OmissionReason.allCases.count
    private var counts: [Int] = []

    mutating func add(mark: UInt8, _ reason: OmissionReason, _ count: Int = 1) {
        if counts.isEmpty { counts = [Int](repeating: 0, count: 128 * OmissionCounter.reasonCount) }
        counts[Int(mark >> 1) * OmissionCounter.reasonCount + Int(reason.rawValue)] += count
    }

    /// Ascending by kind, then reason; zeros left out.
    var omissions: [Omission] {
        counts.indices.filter { counts[$0] != 0 }.map { i in
            Omission(
                kind: EdgeKind(rawValue: UInt8(i / OmissionCounter.reasonCount)),
                reason: OmissionReason.allCases[i % OmissionCounter.reasonCount], count: counts[i])
        }
    }
}

/// Counts entries against a budget and reads the clock now and then.
struct BudgetMeter {
    private(set) var budget: Budget
    private(set) var entries = 0
    private var nextCheck: Int

    init(_ budget: Budget) {
        self.budget = budget
        // A deadline that has passed already stops the first entry.
        nextCheck = budget.deadlineNanoseconds == nil ? budget.maxEntries : 0
    }

    /// Allows no more entries than these in all.
    mutating func lower(maxEntries: Int) {
        budget.maxEntries = min(budget.maxEntries, maxEntries)
        nextCheck = min(nextCheck, budget.maxEntries)
    }

    /// Takes one entry; or says why it must not be examined.
    @inline(__always) mutating func refusal() -> OmissionReason? {
        if entries >= nextCheck, let reason = check() { return reason }
        entries &+= 1
        return nil
    }

    /// Takes a run of entries that a tight loop has examined.
    mutating func add(_ count: Int) -> OmissionReason? {
        entries += count
        return entries >= nextCheck ? check() : nil
    }

    private mutating func check() -> OmissionReason? {
        if entries >= budget.maxEntries { return .entryBudget }
        guard let deadline = budget.deadlineNanoseconds else { return nil }
        if budget.clock() >= deadline { return .deadline }
        nextCheck = min(budget.maxEntries, entries + Budget.entriesPerClockReading)
        return nil
    }
}
