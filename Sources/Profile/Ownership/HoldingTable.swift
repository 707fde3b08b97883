public import GraphStore

/// Who holds what, as records state it: every shareholding of a graph, those in
/// one company side by side.
///
/// ```
/// company c    statements[offsets[c] ..< offsets[c + 1]], by holder, then by edge
/// holder h     held[heldOffsets[h] ..< heldOffsets[h + 1]], by company
/// ```
///
/// A share of holders who are no party (公众股东, 其他股东) has a holder too: a
/// number from ``nodeCount`` on, which stands for them in one company alone, so
/// that they are the last of its row and never meet those of another.
///
/// Companies come first among a graph's nodes: `offsets` ends with the last of
/// them that has holders.
///
/// Statements of all times stand here; a question of a day passes over those
/// that are not in force on it, so that the past costs what the present costs.
/// The order depends on nothing but the graph.
///
/// Memory: 40 bytes a statement, 16 a holder's company, 4 a node and 4 a company.
public final class HoldingTable: Sendable {
    /// One statement: an edge of the graph, with its holder as the person or
    /// company that the name is taken to mean.
    public struct Statement: Sendable, BitwiseCopyable, Equatable {
        /// Fen, or ``EdgeAttributes/unknownAmount``.
        public var amount: Int64
        /// ``NodeID/rawValue`` of whom the name is taken to mean.
        public var holder: UInt32
        /// ``EdgeID/rawValue`` of the statement.
        public var edge: UInt32
        /// ``EdgeAttributes/since``, and so on for those below.
        public var since: Int32
        /// ``EdgeAttributes/until``.
        public var until: Int32
        /// Units of ``EdgeAttributes``, like the next three.
        public var shareMin: Int32
        /// ``EdgeAttributes/shareMax``.
        public var shareMax: Int32
        /// ``EdgeAttributes/votes``.
        public var votes: Int32
        /// ``EdgeAttributes/income``.
        public var income: Int32

        /// Everything that is not given is unknown.
        public init(
            holder: NodeID, edge: EdgeID, since: Int32 = Day.unknownRawValue, until: Int32 = Day.unknownRawValue,
            shareMin: Int32 = EdgeAttributes.unknownShare, shareMax: Int32 = EdgeAttributes.unknownShare,
            votes: Int32 = EdgeAttributes.unknownShare, income: Int32 = EdgeAttributes.unknownShare,
            amount: Int64 = EdgeAttributes.unknownAmount
        ) {
            (self.holder, self.edge) = (holder.rawValue, edge.rawValue)
            (self.since, self.until, self.amount) = (since, until, amount)
            (self.shareMin, self.shareMax, self.votes, self.income) = (shareMin, shareMax, votes, income)
        }
    }

    let offsets: [UInt32]
    let statements: [Statement]
    let heldOffsets: [UInt32]
    let held: [Held]
    /// Registered capital in fen of companies where a holder's amount is all
    /// that is known of a share.
    let capital: [UInt32: Int64]
    /// Those who are no party: the holder ``nodeCount`` is the first of them.
    let placeholders: [Placeholder]

    /// A company that a holder has or had a share in, with the share where it is
    /// plain, so that most questions from above need none of the company's
    /// statements.
    public struct Held: Sendable, BitwiseCopyable {
        /// ``NodeID/rawValue``.
        public let company: UInt32
        /// What the only statement of the two says at least; nil where others
        /// decide too: there are several, it states no share, or somebody's votes
        /// are stated apart, or the company has shares in itself.
        var plainShare: Int64? { share >= 0 ? Int64(share) : nil }
        /// In units of ``EdgeAttributes``.
        private let share: Int32
        /// Of the statement.
        private let since: Int32
        private let until: Int32

        fileprivate init(company: Int, only statement: Statement?) {
            self.company = UInt32(company)
            share = statement?.shareMin ?? EdgeAttributes.unknownShare
            since = statement?.since ?? Day.unknownRawValue
            until = statement?.until ?? Day.unknownRawValue
        }

        /// Whether a plain share is in force.
        @inline(__always) func isInForce(on day: Int32) -> Bool {
            EdgeTable.isInForce(since: since, until: until, on: day)
        }
    }

    /// Holders in a company who are no party.
    public struct Placeholder: Sendable, Hashable {
        /// In which company.
        public let company: NodeID
        /// ``EdgeAttributes/label``: what records call them.
        public let label: UInt32
        /// One of them may be anybody; else they are many small holders.
        public let isUnnamed: Bool

        /// Holders of one name in one company.
        public init(company: NodeID, label: UInt32, isUnnamed: Bool) {
            (self.company, self.label, self.isUnnamed) = (company, label, isUnnamed)
        }
    }

    /// Number of nodes: companies and holders are numbered alike.
    public var nodeCount: Int { heldOffsets.count - 1 }

    /// Sorts statements by company and by holder.
    ///
    /// - Parameters:
    ///   - nodeCount: of the graph; companies and holders are below it, but for
    ///     those who are no party.
    ///   - companies: the company of each statement.
    ///   - given: in the order of edges.
    ///   - placeholders: those who are no party: the holder `nodeCount` is the
    ///     first of them.
    ///   - capital: registered, in fen, by company; asked for only where a
    ///     holder's amount is all that is known of a share.
    /// - Complexity: O(nodes + statements), but for companies whose holders do
    ///   not come in order: those are sorted.
    public init(
        nodeCount: Int, companies: [UInt32], statements given: [Statement], placeholders: [Placeholder] = [],
        capital: (NodeID) -> Int64? = { _ in nil }
    ) {
        precondition(companies.count == given.count, "each statement is about one company")
        let companyCount = companies.max().map { Int($0) + 1 } ?? 0
        var offsets = Self.starts(of: companies, count: companyCount)
        var statements: [Statement] = []
        if let first = given.first {
            statements = [Statement](repeating: first, count: given.count)
            for i in given.indices {
                let company = Int(companies[i])
                statements[Int(offsets[company])] = given[i]
                offsets[company] += 1
            }
            Self.shiftBack(&offsets)
            for company in 0..<companyCount {
                Self.sortByHolder(&statements, Int(offsets[company])..<Int(offsets[company + 1]))
            }
        }
        (heldOffsets, held) = Self.held(statements, offsets, nodeCount: nodeCount)
        (self.offsets, self.statements) = (offsets, statements)
        var capitals: [UInt32: Int64] = [:]
        for i in given.indices where given[i].amount > 0 && given[i].shareMin < 0 && given[i].shareMax < 0 {
            let company = companies[i]
            if capitals[company] == nil { capitals[company] = capital(NodeID(rawValue: company)) }
        }
        self.capital = capitals
        self.placeholders = placeholders
    }

    /// Where the rows of each key start: one entry more than there are keys.
    private static func starts(of keys: [UInt32], count: Int) -> [UInt32] {
        var offsets = [UInt32](repeating: 0, count: count + 1)
        for key in keys { offsets[Int(key) + 1] += 1 }
        for key in 0..<count { offsets[key + 1] += offsets[key] }
        return offsets
    }

    /// After filling from the front each offset stands at its row's end.
    private static func shiftBack(_ offsets: inout [UInt32]) {
        for node in (0..<offsets.count - 1).reversed() { offsets[node + 1] = offsets[node] }
        offsets[0] = 0
    }

    private static func sortByHolder(_ statements: inout [Statement], _ row: Range<Int>) {
        let isSorted = row.dropFirst().allSatisfy { i in
            let (a, b) = (statements[i - 1], statements[i])
            return a.holder != b.holder ? a.holder < b.holder : a.edge < b.edge
        }
        guard !isSorted else { return }
        statements[row].sort { $0.holder != $1.holder ? $0.holder < $1.holder : $0.edge < $1.edge }
    }

    private static func held(
        _ statements: [Statement], _ offsets: [UInt32], nodeCount: Int
    ) -> (offsets: [UInt32], held: [Held]) {
        /// Each holder's statements about each company.
        func eachPair(_ body: (_ holder: Int, _ company: Int, _ statements: Range<Int>) -> Void) {
            for company in 0..<offsets.count - 1 {
                var start = Int(offsets[company])
                let end = Int(offsets[company + 1])
                while start < end, statements[start].holder < nodeCount {
                    let holder = statements[start].holder
                    var next = start + 1
                    while next < end, statements[next].holder == holder { next += 1 }
                    body(Int(holder), company, start..<next)
                    start = next
                }
            }
        }
        let isPlain = (0..<offsets.count - 1).map { company in
            statements[Int(offsets[company])..<Int(offsets[company + 1])].allSatisfy {
                $0.votes < 0 && $0.holder != UInt32(company)
            }
        }
        var starts = [UInt32](repeating: 0, count: nodeCount + 1)
        eachPair { holder, _, _ in starts[holder + 1] += 1 }
        for node in 0..<nodeCount { starts[node + 1] += starts[node] }
        var held = [Held](repeating: Held(company: 0, only: nil), count: Int(starts[nodeCount]))
        eachPair { holder, company, row in
            let isOnly = row.count == 1 && isPlain[company]
            held[Int(starts[holder])] = Held(company: company, only: isOnly ? statements[row.lowerBound] : nil)
            starts[holder] += 1
        }
        shiftBack(&starts)
        return (starts, held)
    }
}

extension HoldingTable {
    /// The statements about a company.
    @inline(__always) func row(of company: UInt32) -> Range<Int> {
        guard company < offsets.count - 1 else { return 0..<0 }
        return Int(offsets[Int(company)])..<Int(offsets[Int(company) + 1])
    }

    /// Companies that somebody has or had a share in, ascending.
    var companies: some Sequence<UInt32> {
        (0..<UInt32(offsets.count - 1)).lazy.filter { !self.row(of: $0).isEmpty }
    }

    /// Companies that a holder has or had a share in, ascending.
    public func companies(heldBy holder: NodeID) -> ArraySlice<Held> {
        held[row(heldBy: holder)]
    }

    /// Places in ``held`` of the companies of a holder.
    @inline(__always) func row(heldBy holder: NodeID) -> Range<Int> {
        Int(heldOffsets[holder.index])..<Int(heldOffsets[holder.index + 1])
    }

    /// Statements about a company, by holder.
    public func statements(about company: NodeID) -> ArraySlice<Statement> { statements[row(of: company.rawValue)] }

    /// Statements of one holder about a company, by edge.
    ///
    /// - Complexity: O(log of the company's statements + the holder's).
    func statements(about company: NodeID, by holder: UInt32) -> ArraySlice<Statement> {
        let row = row(of: company.rawValue)
        let first = BinarySearch.firstIndex(in: row) { statements[$0].holder >= holder }
        return statements[first..<row.upperBound].prefix { $0.holder == holder }
    }

    /// Reads the shareholdings of a graph.
    ///
    /// - Parameters:
    ///   - graph: where they are edges of kind ``EdgeKind/shareholder``, and of
    ///     ``EdgeKind/publicHolding`` and ``EdgeKind/unnamedHolding``.
    ///   - wholly: edges of other kinds that make one end the other's alone: a
    ///     branch its parent's, a sole trader's business the trader's.
    ///   - holder: whom a node stands for; itself unless people are linked.
    ///   - capital: registered, in fen.
    /// - Complexity: O(nodes + shareholdings).
    public convenience init(
        _ graph: CSRGraph, wholly: [EdgeID] = [], holder: (NodeID) -> NodeID = { $0 },
        capital: (NodeID) -> Int64? = { _ in nil }
    ) {
        let table = graph.table
        let edges = table.range(of: .shareholder)
        var companies: [UInt32] = []
        var statements: [Statement] = []
        companies.reserveCapacity(edges.count)
        statements.reserveCapacity(edges.count)
        let (from, to, label) = (table.from.span, table.to.span, table.label.span)
        let (since, until, amount) = (table.since.span, table.until.span, table.amount.span)
        let (shareMin, shareMax) = (table.shareMin.span, table.shareMax.span)
        let (votes, income) = (table.votes.span, table.income.span)
        for e in edges {
            companies.append(to[e])
            statements.append(
                Statement(
                    holder: holder(NodeID(rawValue: from[e])), edge: EdgeID(rawValue: UInt32(e)),
                    since: since[e], until: until[e], shareMin: shareMin[e], shareMax: shareMax[e],
                    votes: votes[e], income: income[e], amount: amount[e]))
        }
        var placeholders: [Placeholder] = []
        var numbers: [Placeholder: Int] = [:]
        for kind in [EdgeKind.publicHolding, .unnamedHolding] {
            for e in table.range(of: kind) {
                let placeholder = Placeholder(
                    company: NodeID(rawValue: to[e]), label: label[e], isUnnamed: kind == .unnamedHolding)
                let number = numbers[placeholder] ?? placeholders.count
                if number == placeholders.count {
                    numbers[placeholder] = number
                    placeholders.append(placeholder)
                }
                companies.append(to[e])
                statements.append(
                    Statement(
                        holder: NodeID(graph.nodeCount + number), edge: EdgeID(e), since: since[e], until: until[e],
                        shareMin: shareMin[e], shareMax: shareMax[e], votes: votes[e], income: income[e],
                        amount: amount[e]))
            }
        }
        for owned in wholly {
            let (owner, company) = table.holderAndCompany(of: owned)
            companies.append(company.rawValue)
            statements.append(
                Statement(
                    holder: holder(owner), edge: owned, since: since[owned.index],
                    until: until[owned.index], shareMin: EdgeAttributes.wholeShare, shareMax: EdgeAttributes.wholeShare)
            )
        }
        self.init(
            nodeCount: graph.nodeCount, companies: companies, statements: statements, placeholders: placeholders,
            capital: capital)
    }
}

extension EdgeTable {
    /// Who has what an edge says, in which company. A branch's edge leads from it
    /// to its parent, who has it; others lead to the company.
    func holderAndCompany(of edge: EdgeID) -> (holder: NodeID, company: NodeID) {
        let (from, to) = (NodeID(rawValue: from[edge.index]), NodeID(rawValue: to[edge.index]))
        return kind[edge.index] == EdgeKind.branchOf.rawValue ? (to, from) : (from, to)
    }
}
