public import GraphStore

/// The holders of one company on one day.
public struct Holders: Sendable {
    /// By holder, ascending.
    public internal(set) var holdings: [Holding] = []
    /// What is odd about them.
    public internal(set) var remarks: Remarks = []
    /// Shares of those who are no party, in the order of their names: many small
    /// holders, and holders who are not named.
    public private(set) var placeholders: [PlaceholderHolding] = []
    /// What holders' lower bounds come to, with those who are no party; 1 is all
    /// of the company.
    public private(set) var leastSum = 0.0
    /// What stated shares and shares by amount were divided by: their sum where
    /// they were normalised, without what the company has of itself.
    private(set) var divisor = 1.0
    /// Statements looked at so far, those of all companies read: what questions
    /// cost.
    var statementsRead = 0
    /// Whether all shares have the same ``Holding/whole``.
    private var hasCommonWhole = true

    /// Oddities of a company's shareholdings.
    public struct Remarks: OptionSet, Sendable {
        /// One bit a remark.
        public let rawValue: UInt8
        /// The remarks of these bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Shares summed to 100 % but for rounding and were divided by their sum.
        public static let normalised = Remarks(rawValue: 1)
        /// Shares sum to more than 100 % and beyond rounding: they stand as
        /// stated.
        public static let excess = Remarks(rawValue: 2)
        /// Shares sum to less than 100 %: somebody is not recorded.
        public static let incomplete = Remarks(rawValue: 4)
        /// At least one share is a range or unknown.
        public static let inexact = Remarks(rawValue: 8)
        /// Statements of the same day contradict each other.
        public static let disputed = Remarks(rawValue: 16)
        /// The company holds shares in itself.
        public static let selfHolding = Remarks(rawValue: 32)
        /// A holder's statements of one day are contributions that add up to the
        /// share: with all of them the company sums to the whole.
        public static let parts = Remarks(rawValue: 64)
        /// A part is held by the public, or by holders who are not named.
        public static let placeholders = Remarks(rawValue: 128)
    }

    /// How far a sum of shares may be from 100 % and still be rounding: two
    /// per cent.
    public static let tolerance = Int64(EdgeAttributes.wholeShare) / 50
    /// The last digit of a share is taken for one per cent at most.
    static let writtenUnitMax = Int64(EdgeAttributes.wholeShare) / 100

    /// Holds nothing yet.
    public init() {}

    /// Whether every share is known exactly.
    public var areExact: Bool { !remarks.contains(.inexact) }
    /// The part of the company that no holder is known to have, 0…1.
    public var unattributed: Double { max(0, 1 - leastSum) }
}

extension HoldingTable {
    /// The holders of a company on a day.
    ///
    /// - Complexity: O(statements about the company).
    public func holders(of company: NodeID, on day: Day, by measure: OwnershipMeasure = .capital) -> Holders {
        var holders = Holders()
        holders.read(company.rawValue, of: self, on: day.rawValue, by: measure)
        return holders
    }
}

extension Holders {
    /// Replaces the contents by the holders of a company; the memory is kept.
    ///
    /// In three steps: of each holder's statements in force the one that begins
    /// last is followed; amounts become shares; sums are looked at.
    mutating func read(_ company: UInt32, of table: HoldingTable, on day: Int32, by measure: OwnershipMeasure) {
        holdings.removeAll(keepingCapacity: true)
        placeholders.removeAll(keepingCapacity: true)
        remarks = []
        divisor = 1
        statementsRead += table.row(of: company).count
        var amounts = chooseStatements(company, of: table, on: day)
        guard !holdings.isEmpty else {
            leastSum = 0
            return
        }
        if remarks.contains(.disputed),
            addParts(company, of: table, on: day) || addPartsOfBefore(company, of: table, on: day)
        {
            amounts.count = 0
        }
        if amounts.count > 0 { readAmounts(amounts, of: company, in: table) }
        normalise()
        if measure != .capital, remarks.contains(.selfHolding) { leaveOutOwnShares(of: company) }
        if measure != .capital, amounts.hasApart { readApart(measure, of: table) }
        lookAtSum()
        splitPlaceholders(table)
    }

    /// A company's shares in itself do not vote and earn nothing: what others
    /// have is a share of the rest.
    private mutating func leaveOutOwnShares(of company: UInt32) {
        guard let place = holdings.firstIndex(where: { $0.holder.rawValue == company }) else { return }
        let own = holdings.remove(at: place)
        guard own.most > 0, own.least < own.whole else { return }
        hasCommonWhole = hasCommonWhole && !holdings.isEmpty
        divisor *= 1 - Double(own.least) / Double(own.whole)
        for i in holdings.indices {
            let whole = holdings[i].whole
            // In the units of this holding: others' amounts may have another whole.
            let least = Int64(Int128(own.least) * Int128(whole) / Int128(own.whole))
            let most = Int64((Int128(own.most) * Int128(whole) + Int128(own.whole) - 1) / Int128(own.whole))
            let rest = whole - least
            holdings[i].whole = rest
            if most > least {
                // The more the company has of itself, the more a share of the rest is.
                let greatest =
                    most < whole
                    ? (Int128(holdings[i].most) * Int128(rest) + Int128(whole - most) - 1) / Int128(whole - most)
                    : Int128(rest)
                holdings[i].most = Int64(min(greatest, Int128(rest)))
            }
            holdings[i].most = max(holdings[i].least, min(holdings[i].most, rest))
        }
    }

    /// Takes those who are no party out of the list: they are the last of it.
    private mutating func splitPlaceholders(_ table: HoldingTable) {
        let first = UInt32(table.nodeCount)
        guard let last = holdings.last, last.holder.rawValue >= first else { return }
        remarks.insert(.placeholders)
        let start = holdings.firstIndex { $0.holder.rawValue >= first } ?? holdings.count
        for holding in holdings[start...] {
            let placeholder = table.placeholders[holding.holder.index - table.nodeCount]
            placeholders.append(
                PlaceholderHolding(
                    kind: placeholder.isUnnamed ? .unnamed : .public, label: placeholder.label, holding: holding))
        }
        holdings.removeSubrange(start...)
    }

    /// What holders' amounts look like.
    private struct Amounts {
        /// Holders whose statement names an amount.
        var count = 0
        var sum: Int64 = 0
        /// Holders whose statement names nothing else.
        var withoutShare = 0
        /// Holders with a share.
        var withShare = 0
        /// A holder's votes or income are stated apart.
        var hasApart = false
    }

    /// Takes one holding a holder. Until ``readAmounts`` an amount waits in the
    /// statement; shares are in units of ``EdgeAttributes/wholeShare``.
    private mutating func chooseStatements(_ company: UInt32, of table: HoldingTable, on day: Int32) -> Amounts {
        var amounts = Amounts()
        var chosen = -1
        let statements = table.statements
        for i in table.row(of: company) {
            let statement = statements[i]
            guard EdgeTable.isInForce(since: statement.since, until: statement.until, on: day) else { continue }
            if chosen >= 0, statements[chosen].holder == statement.holder {
                let earlier = statements[chosen]
                if statement.since > earlier.since {
                    chosen = i
                    holdings[holdings.count - 1] = Self.holding(statement, at: i)
                } else if statement.since == earlier.since {
                    dispute(statement, at: i)
                }
                continue
            }
            chosen = i
            if statement.holder == company { remarks.insert(.selfHolding) }
            holdings.append(Self.holding(statement, at: i))
        }
        for holding in holdings {
            let statement = statements[holding.statement]
            if holding.basis == .stated { amounts.withShare += 1 }
            if statement.votes >= 0 || statement.income >= 0 { amounts.hasApart = true }
            guard statement.amount > 0 else { continue }
            amounts.count += 1
            let (sum, overflow) = amounts.sum.addingReportingOverflow(statement.amount)
            amounts.sum = overflow ? .max : sum
            if holding.basis == .unknown { amounts.withoutShare += 1 }
        }
        return amounts
    }

    static func holding(_ statement: HoldingTable.Statement, at i: Int) -> Holding {
        let whole = Int64(EdgeAttributes.wholeShare)
        let isStated = statement.shareMin >= 0 || statement.shareMax >= 0
        return Holding(
            holder: NodeID(rawValue: statement.holder), edge: EdgeID(rawValue: statement.edge), statement: i,
            least: max(0, Int64(statement.shareMin)),
            most: statement.shareMax >= 0 ? max(Int64(statement.shareMax), Int64(statement.shareMin)) : whole,
            whole: whole, basis: isStated ? .stated : .unknown)
    }

    /// Two statements from one day on: what both allow at most.
    private mutating func dispute(_ statement: HoldingTable.Statement, at i: Int) {
        let other = Self.holding(statement, at: i)
        let last = holdings.count - 1
        guard other.basis == .stated else { return }
        guard holdings[last].basis == .stated else {
            holdings[last] = other
            return
        }
        guard other.least != holdings[last].least || other.most != holdings[last].most else { return }
        holdings[last].least = min(holdings[last].least, other.least)
        holdings[last].most = max(holdings[last].most, other.most)
        holdings[last].isDisputed = true
        remarks.insert(.disputed)
    }

    /// Makes shares of amounts where those say more: when every holder's amount
    /// is known and agrees with every share as far as that is written, or when
    /// a share is not stated at all.
    private mutating func readAmounts(_ amounts: Amounts, of company: UInt32, in table: HoldingTable) {
        let areComplete = amounts.count == holdings.count && amounts.sum < .max
        let capital = amounts.withoutShare > 0 ? table.capital[company] : nil
        if areComplete, agree(amounts.sum, table) {
            // A greater capital than the amounts: somebody is not recorded.
            let whole = amounts.withShare > 0 ? amounts.sum : max(amounts.sum, capital ?? 0)
            let basis: Holding.Basis = whole == capital ? .amountOverCapital : .amountOverSum
            for i in holdings.indices { setAmount(i, table.statements[holdings[i].statement].amount, whole, basis) }
            return
        }
        guard amounts.withoutShare > 0, let capital, capital > 0 else { return }
        for i in holdings.indices where holdings[i].basis == .unknown {
            let amount = table.statements[holdings[i].statement].amount
            if amount > 0, amount <= capital { setAmount(i, amount, capital, .amountOverCapital) }
        }
        unifyWholes(capital)
    }

    /// Counts shares stated and shares by amount in one unit, so that their sum is
    /// exact, where that has few enough digits.
    private mutating func unifyWholes(_ capital: Int64) {
        let stated = Int64(EdgeAttributes.wholeShare)
        var (a, b) = (capital, stated)
        while b > 0 { (a, b) = (b, a % b) }
        let (common, isTooGreat) = stated.multipliedReportingOverflow(by: capital / a)
        guard !isTooGreat, common < 1 << 53 else { return }
        for i in holdings.indices {
            let factor = common / holdings[i].whole
            holdings[i].least *= factor
            holdings[i].most *= factor
            holdings[i].whole = common
        }
    }

    private mutating func setAmount(_ i: Int, _ amount: Int64, _ whole: Int64, _ basis: Holding.Basis) {
        holdings[i].least = amount
        holdings[i].most = amount
        holdings[i].whole = whole
        holdings[i].basis = basis
    }

    /// Whether every stated share is the amount's share of the sum, but for the
    /// last digit that is written.
    private func agree(_ sum: Int64, _ table: HoldingTable) -> Bool {
        for holding in holdings where holding.basis == .stated {
            guard holding.isExact, !holding.isDisputed else { return false }
            let share = Int128(table.statements[holding.statement].amount) * Int128(EdgeAttributes.wholeShare)
            let difference = abs(Int128(holding.least) * Int128(sum) - share)
            // Nearly all are exact; what the last digit is takes divisions.
            guard
                difference <= Int128(sum)
                    || difference <= Int128(Self.writtenUnit(of: holding.least)) * Int128(sum)
            else { return false }
        }
        return true
    }

    /// The unit of the last digit other than zero, at most one per cent:
    /// 16.67 % is written to a hundredth.
    private static func writtenUnit(of share: Int64) -> Int64 {
        var unit = writtenUnitMax
        while unit > 1, share % unit != 0 { unit /= 10 }
        return unit
    }

    /// Divides by the sum what sums to 100 % but for rounding.
    private mutating func normalise() {
        let whole = holdings[0].whole
        hasCommonWhole = holdings.allSatisfy { $0.whole == whole }
        // Amounts alone are exact: what they leave is somebody's.
        guard hasCommonWhole, holdings.allSatisfy(\.isExact), holdings.contains(where: { $0.basis == .stated })
        else { return }
        let sum = holdings.reduce(Int64(0)) { $0.addingReportingOverflow($1.least).partialValue }
        guard sum != whole, sum > 0, abs(sum - whole) <= whole / 50 else { return }
        divisor = Double(sum) / Double(whole)
        for i in holdings.indices { holdings[i].whole = sum }
        remarks.insert(.normalised)
    }

    /// Puts votes or income in the place of capital where they are stated apart.
    ///
    /// Whoever states none has what the capital gives; where that does not fit
    /// beside what is stated, no more than what is left.
    private mutating func readApart(_ measure: OwnershipMeasure, of table: HoldingTable) {
        func apart(_ i: Int) -> Int64 {
            let statement = table.statements[holdings[i].statement]
            return Int64(measure == .votes ? statement.votes : statement.income)
        }
        let whole = Int64(EdgeAttributes.wholeShare)
        var (stated, rest) = (Int64(0), 0.0)
        for i in holdings.indices {
            let share = apart(i)
            guard share >= 0 else {
                rest += holdings[i].bounds.lowerBound
                continue
            }
            stated += share
            (holdings[i].least, holdings[i].most, holdings[i].whole) = (share, share, whole)
            holdings[i].basis = .stated
        }
        guard stated > 0 else { return }
        hasCommonWhole = holdings.allSatisfy { $0.whole == holdings[0].whole }
        let fits = Double(stated) / Double(whole) + rest <= 1 + Double(Self.tolerance) / Double(whole)
        guard !fits else { return }
        for i in holdings.indices where apart(i) < 0 {
            (holdings[i].least, holdings[i].most, holdings[i].whole) = (0, max(0, whole - stated), whole)
        }
        hasCommonWhole = holdings.allSatisfy { $0.whole == holdings[0].whole }
    }

    private mutating func lookAtSum() {
        guard hasCommonWhole, !holdings.isEmpty else {
            leastSum = holdings.reduce(0) { $0 + $1.bounds.lowerBound }
            noteSum(isExcess: leastSum > 1 + 1e-12, isIncomplete: leastSum < 1 - 1e-12)
            return
        }
        let whole = Int128(holdings[0].whole)
        // Amounts of many holders may come to more than 64 bits hold.
        var sum: Int128 = 0
        var isInexact = false
        for holding in holdings {
            sum += Int128(holding.least)
            if !holding.isExact { isInexact = true }
        }
        leastSum = sum == whole ? 1 : Double(sum) / Double(whole)
        if isInexact, sum <= whole {
            for i in holdings.indices {
                holdings[i].most = min(holdings[i].most, Int64(whole - sum) + holdings[i].least)
            }
        }
        noteSum(isExcess: sum > whole, isIncomplete: sum < whole)
    }

    private mutating func noteSum(isExcess: Bool, isIncomplete: Bool) {
        if holdings.contains(where: { !$0.isExact }) { remarks.insert(.inexact) }
        if isExcess { remarks.insert(.excess) }
        if isIncomplete { remarks.insert(.incomplete) }
    }
}
