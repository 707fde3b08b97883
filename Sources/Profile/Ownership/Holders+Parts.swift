internal import GraphStore

extension Holders {
    /// Takes disputed statements for contributions to one share, where the
    /// company then sums to the whole: 30 % in kind and 25 % in cash beside
    /// another's 45 %.
    mutating func addParts(_ company: UInt32, of table: HoldingTable, on day: Int32) -> Bool {
        let whole = Int64(EdgeAttributes.wholeShare)
        guard holdings.allSatisfy({ $0.basis == .stated && ($0.isDisputed || $0.isExact) }) else { return false }
        let end = table.row(of: company).upperBound
        let sums = holdings.map { holding in
            holding.isDisputed
                ? Self.sumOfParts(table.statements[holding.statement..<end], on: day) : holding.least
        }
        guard abs(sums.reduce(0, +) - whole) <= Self.tolerance else { return false }
        for i in holdings.indices where holdings[i].isDisputed { settle(i, at: sums[i]) }
        remarks.remove(.disputed)
        return true
    }

    /// Takes disputed statements for contributions to one share where they were
    /// that when they began: what others got later does not change it.
    ///
    /// - Returns: whether no dispute is left.
    mutating func addPartsOfBefore(_ company: UInt32, of table: HoldingTable, on day: Int32) -> Bool {
        let end = table.row(of: company).upperBound
        var beganAsParts: [Int32: Bool] = [:]
        for i in holdings.indices where holdings[i].isDisputed {
            let since = table.statements[holdings[i].statement].since
            guard since > Day.unknownRawValue, since < day else { continue }
            if beganAsParts[since] == nil {
                var before = Holders()
                before.read(company, of: table, on: since, by: .capital)
                statementsRead += before.statementsRead
                beganAsParts[since] = before.remarks.contains(.parts)
            }
            guard beganAsParts[since] == true else { continue }
            settle(i, at: Self.sumOfParts(table.statements[holdings[i].statement..<end], on: day))
        }
        guard !holdings.contains(where: \.isDisputed) else { return false }
        remarks.remove(.disputed)
        return true
    }

    /// Takes a holding for the sum of its parts.
    private mutating func settle(_ i: Int, at sum: Int64) {
        (holdings[i].least, holdings[i].most) = (sum, sum)
        holdings[i].isDisputed = false
        remarks.insert(.parts)
    }

    /// What the statements of the first one's holder from its day on come to;
    /// the same share stated twice is one part.
    private static func sumOfParts(_ statements: ArraySlice<HoldingTable.Statement>, on day: Int32) -> Int64 {
        guard let first = statements.first else { return 0 }
        var parts: Set<ClosedRange<Int64>> = []
        for (i, statement) in zip(statements.indices, statements).prefix(while: { $1.holder == first.holder }) {
            guard statement.since == first.since,
                EdgeTable.isInForce(since: statement.since, until: statement.until, on: day)
            else { continue }
            let part = holding(statement, at: i)
            if part.basis == .stated { parts.insert(part.least...part.most) }
        }
        return parts.reduce(0) { $0 + $1.lowerBound }
    }
}
