internal import GraphStore

/// A company with everybody above it, or a holder with everything below, as a
/// small graph of its own.
///
/// ```
/// place p      nodes[p]; the start is place 0, the rest by distance
/// its holders  stakes[starts[p] ..< starts[p + 1]], holders as places
/// ```
///
/// Stakes always lead upward, from a company to its holders, whichever way the
/// closure was searched.
struct OwnershipClosure: Sendable {
    /// A holding between two places.
    struct Stake: Sendable, BitwiseCopyable {
        var holder: UInt32
        /// The followed statement.
        var edge: UInt32
        var least: Int64
        var most: Int64
        var whole: Int64

        /// The lower bound as any number.
        @inline(__always) func least<Number: OwnershipNumber>(as _: Number.Type) -> Number {
            Number(least, over: whole)
        }

        /// The lower bound, 0…1.
        @inline(__always) var leastValue: Double { Double(least) / Double(whole) }
        /// The upper bound, 0…1.
        @inline(__always) var mostValue: Double { Double(most) / Double(whole) }
    }

    /// What is known of a place's holders as a whole.
    struct Sum: Sendable {
        /// Of all holders, those who are no party too.
        var least: Double
        /// What many small holders have at least, of ``least``.
        var ofPublic = 0.0
        var remarks: Holders.Remarks
    }

    /// A share at a place whose holders are no party.
    struct Remainder: Sendable {
        var place: UInt32
        var share: PlaceholderHolding
    }

    var nodes: [UInt32] = []
    var starts: [UInt32] = []
    var stakes: [Stake] = []
    var sums: [Sum] = []
    /// Shares of those who are no party, by place.
    var remainders: [Remainder] = []
    /// Whether every share in it is known exactly.
    var isExact = true
    /// Places whose holders were not looked up because a budget ended.
    var cut: [UInt32] = []

    var count: Int { nodes.count }

    @inline(__always) func stakes(in place: Int) -> Range<Int> { Int(starts[place])..<Int(starts[place + 1]) }

    /// Forgets everything; the memory is kept.
    mutating func clear() {
        nodes.removeAll(keepingCapacity: true)
        // What no question of control fills is empty already.
        if !starts.isEmpty { starts.removeAll(keepingCapacity: true) }
        if !stakes.isEmpty { stakes.removeAll(keepingCapacity: true) }
        if !sums.isEmpty { sums.removeAll(keepingCapacity: true) }
        if !remainders.isEmpty { remainders.removeAll(keepingCapacity: true) }
        if !cut.isEmpty { cut.removeAll(keepingCapacity: true) }
        isExact = true
    }

    /// Whether a place is among its own holders.
    func holdsItself(_ place: Int) -> Bool {
        stakes(in: place).contains { Int(stakes[$0].holder) == place }
    }

    /// Whether all of a place is held by parties on record.
    func isAllNamed(_ place: Int) -> Bool {
        sums[place].least >= 1 && !sums[place].remarks.contains(.placeholders)
    }
}

/// Working memory of ownership queries, kept between them.
///
/// Memory: 16 bytes a node, and what the last question was about.
public struct OwnershipScratch: Sendable {
    /// Place of a node in the closure at hand, below the stamp of the query
    /// that put it there.
    private var places: [UInt64] = []
    /// Shares in a node of those who have a place, below the stamp likewise.
    private var shares: [UInt64] = []
    private var stamp: UInt64 = 0
    var holders = Holders()
    var closure = OwnershipClosure()
    var components = ComponentSearch()
    var upward = OwnershipSolver<Double>.Upward()
    /// Of companies whose votes were counted and did not do, by node.
    var tallies: [UInt32: VoteTally] = [:]
    /// Paths of the closure, where they have been asked for.
    var paths: ClosurePaths?
    /// Exact certain shares of the closure, where they have been asked for, a
    /// place.
    var exactShares: [ExactFraction]?

    /// Holds nothing yet; grows to the table at hand.
    public init() {}

    /// Begins a query: no node has a place.
    mutating func begin(nodeCount: Int) {
        if places.count < nodeCount {
            places = [UInt64](repeating: 0, count: nodeCount)
            shares = places
        }
        // 2³² queries later old stamps would come back.
        if stamp == UInt64(UInt32.max) {
            places = [UInt64](repeating: 0, count: places.count)
            shares = places
            stamp = 0
        }
        stamp += 1
        closure.clear()
        if !tallies.isEmpty { tallies = [:] }
        if paths != nil { paths = nil }
        if exactShares != nil { exactShares = nil }
    }

    /// Whether a node has a place. Where few have one, they are compared sooner
    /// than a place is fetched.
    @inline(__always) func contains(_ node: UInt32) -> Bool {
        guard closure.nodes.count <= 4 else { return place(of: node) != nil }
        for known in closure.nodes where known == node { return true }
        return false
    }

    /// The place of a node; nil when it has none.
    @inline(__always) func place(of node: UInt32) -> UInt32? {
        let entry = places[Int(node)]
        return entry >> 32 == stamp ? UInt32(truncatingIfNeeded: entry) : nil
    }

    /// Adds to the shares in a company.
    ///
    /// - Returns: what has been added in this query.
    @inline(__always) mutating func addShare(_ share: Int64, in company: UInt32) -> Int64 {
        let entry = shares[Int(company)]
        let known = entry >> 32 == stamp ? Int64(entry & 0xffff_ffff) : 0
        // Far beyond any threshold it need not go on.
        let sum = min(known + share, Int64(Int32.max))
        shares[Int(company)] = stamp << 32 | UInt64(sum)
        return sum
    }

    /// The place of a node, the next one when it has none yet.
    @inline(__always) mutating func assignPlace(to node: UInt32) -> UInt32 {
        if let known = place(of: node) { return known }
        let place = UInt32(closure.nodes.count)
        places[Int(node)] = stamp << 32 | UInt64(place)
        closure.nodes.append(node)
        return place
    }
}

extension OwnershipScratch {
    /// Collects a company and everybody above it, with the parties to agreements
    /// about these companies where they are asked for.
    ///
    /// - Complexity: O(statements about the companies above).
    mutating func closeUpward(
        from company: NodeID, in table: HoldingTable, on day: Int32, by measure: OwnershipMeasure, maxNodes: Int,
        joining arrangements: VotingArrangements = .none
    ) {
        begin(nodeCount: table.nodeCount)
        _ = assignPlace(to: company.rawValue)
        var place = 0
        while place < closure.nodes.count {
            closure.starts.append(UInt32(closure.stakes.count))
            readHolders(of: place, in: table, on: day, by: measure, maxNodes: maxNodes)
            for party in arrangements.parties(in: NodeID(rawValue: closure.nodes[place])) {
                _ = assignPlace(to: party.rawValue)
            }
            place += 1
        }
        closure.starts.append(UInt32(closure.stakes.count))
    }

    /// Collects every company that has holders, with these.
    ///
    /// - Complexity: O(companies + statements).
    mutating func closeAll(
        of table: HoldingTable, on day: Int32, by measure: OwnershipMeasure,
        joining arrangements: VotingArrangements = .none
    ) {
        begin(nodeCount: table.nodeCount)
        for company in table.companies { _ = assignPlace(to: company) }
        for party in arrangements.parties { _ = assignPlace(to: party.rawValue) }
        var place = 0
        while place < closure.nodes.count {
            closure.starts.append(UInt32(closure.stakes.count))
            readHolders(of: place, in: table, on: day, by: measure, maxNodes: .max)
            place += 1
        }
        closure.starts.append(UInt32(closure.stakes.count))
    }

    private mutating func readHolders(
        of place: Int, in table: HoldingTable, on day: Int32, by measure: OwnershipMeasure, maxNodes: Int
    ) {
        let company = closure.nodes[place]
        let row = table.row(of: company)
        guard !row.isEmpty else {
            closure.sums.append(OwnershipClosure.Sum(least: 0, remarks: []))
            return
        }
        if closure.nodes.count + row.count > maxNodes {
            closure.cut.append(UInt32(place))
            closure.sums.append(OwnershipClosure.Sum(least: 0, remarks: []))
            return
        }
        holders.read(company, of: table, on: day, by: measure)
        noteSum(at: place)
        for i in holders.holdings.indices {
            let holding = holders.holdings[i]
            guard holding.most > 0 else { continue }
            let holder = assignPlace(to: holding.holder.rawValue)
            closure.stakes.append(
                OwnershipClosure.Stake(
                    holder: holder, edge: holding.edge.rawValue, least: holding.least, most: holding.most,
                    whole: holding.whole))
        }
    }

    private mutating func noteSum(at place: Int) {
        var sum = OwnershipClosure.Sum(least: holders.leastSum, remarks: holders.remarks)
        if !holders.areExact { closure.isExact = false }
        if holders.remarks.contains(.placeholders) {
            for share in holders.placeholders {
                if share.kind == .public { sum.ofPublic += share.holding.bounds.lowerBound }
                closure.remainders.append(OwnershipClosure.Remainder(place: UInt32(place), share: share))
            }
        }
        closure.sums.append(sum)
    }

    /// Collects a holder and every company below, with their holders as far as
    /// these are in it too. What the holder is owned by is left out: a path
    /// that comes back to the holder ends there.
    ///
    /// - Complexity: O(statements about the companies below).
    mutating func closeDownward(
        from holder: NodeID, in table: HoldingTable, on day: Int32, by measure: OwnershipMeasure, maxNodes: Int
    ) {
        begin(nodeCount: table.nodeCount)
        _ = assignPlace(to: holder.rawValue)
        var place = 0
        while place < closure.nodes.count {
            let companies = table.companies(heldBy: NodeID(rawValue: closure.nodes[place]))
            if closure.nodes.count + companies.count > maxNodes {
                closure.cut.append(UInt32(place))
            } else {
                for held in companies { _ = assignPlace(to: held.company) }
            }
            place += 1
        }
        for place in 0..<closure.nodes.count {
            closure.starts.append(UInt32(closure.stakes.count))
            holders.read(closure.nodes[place], of: table, on: day, by: measure)
            noteSum(at: place)
            for i in holders.holdings.indices {
                let holding = holders.holdings[i]
                guard holding.most > 0, let above = self.place(of: holding.holder.rawValue) else { continue }
                closure.stakes.append(
                    OwnershipClosure.Stake(
                        holder: above, edge: holding.edge.rawValue, least: holding.least, most: holding.most,
                        whole: holding.whole))
            }
        }
        closure.starts.append(UInt32(closure.stakes.count))
    }
}
