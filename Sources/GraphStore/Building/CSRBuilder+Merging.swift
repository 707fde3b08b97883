extension CSRBuilder {
    /// Set in an edge's number when it states the same edge as the one before
    /// it. Numbers stay below 2³¹ (``edgeCountMax``).
    private static let continues: UInt32 = 1 << 31

    /// Builds the edge table from sorted keys; equal statements become one edge.
    /// Bare rows take the attributes of the edge that they are a further record
    /// of.
    static func mergedTable(
        _ sorted: inout KeyedEdges, rows: inout [EdgeList.Row], format: EdgeSortKey
    ) -> EdgeTable {
        let keys = sorted.keys  // a span of a property would hold all of `sorted`
        let counts = markRuns(keys: keys.span, numbers: &sorted.numbers, rows: &rows, format: format)
        return fillTable(sorted, rows: rows, format: format, edgeCount: counts.edges, recordCount: counts.records)
    }

    /// Orders each run of equal keys by attributes and record, and marks the
    /// statements that continue an edge. Only runs of two or more read rows.
    private static func markRuns(
        keys: Span<UInt64>, numbers: inout [UInt32], rows: inout [EdgeList.Row], format: EdgeSortKey
    ) -> (edges: Int, records: Int) {
        var (edgeCount, recordCount) = (0, 0)
        var start = 0
        while start < keys.count {
            var end = start + 1
            while end < keys.count, keys[end] == keys[start] { end += 1 }
            if end - start == 1 {
                edgeCount += 1
                recordCount += 1
                start = end
                continue
            }
            sortRun(&numbers, start..<end, rows: rows.span)
            if format.kind(of: keys[start]) == EdgeKind.legalRepresentative.rawValue,
                fillBareStatements(numbers.span.extracting(start..<end), rows: &rows)
            {
                sortRun(&numbers, start..<end, rows: rows.span)
            }
            var previous: EdgeList.Row?
            for i in start..<end {
                let row = rows[Int(numbers[i])]
                if let before = previous, before.attributes == row.attributes {
                    numbers[i] |= continues
                    if before.record != row.record { recordCount += 1 }
                } else {
                    edgeCount += 1
                    recordCount += 1
                }
                previous = row
            }
            start = end
        }
        return (edgeCount, recordCount)
    }

    /// A registration names its legal representative and says no more of the
    /// relation than when it ended; the theme that gives post and term states
    /// the same one. A statement without more than an end therefore counts for
    /// the fuller one with that end (or with none, where it has none) that
    /// began last. Where there is no such one, or two began that day, it stays
    /// an edge.
    ///
    /// - Parameters:
    ///   - run: numbers of rows with equal keys, by attributes.
    ///   - rows: all statements.
    /// - Returns: whether any row was changed.
    private static func fillBareStatements(_ run: Span<UInt32>, rows: inout [EdgeList.Row]) -> Bool {
        var bare: [Int] = []
        var latest: [Int32: EdgeAttributes] = [:]
        var disputed: Set<Int32> = []
        for i in run.indices {
            let attributes = rows[Int(run[i])].attributes
            guard !attributes.isBare else {
                bare.append(Int(run[i]))
                continue
            }
            // Ascending by the first day: a later one settles what was disputed.
            let before = latest.updateValue(attributes, forKey: attributes.until)
            if let before, before != attributes, before.since == attributes.since {
                disputed.insert(attributes.until)
            } else if before?.since != attributes.since {
                disputed.remove(attributes.until)
            }
        }
        var changed = false
        for row in bare {
            let until = rows[row].attributes.until
            guard let fuller = latest[until], !disputed.contains(until) else { continue }
            rows[row].attributes = fuller
            changed = true
        }
        return changed
    }

    private static func sortRun(_ numbers: inout [UInt32], _ range: Range<Int>, rows: Span<EdgeList.Row>) {
        // A copy of the run: sorting a slice in place would not let the
        // comparison read a span.
        let run = range.map { i in
            let number = numbers[i]
            return (row: rows[Int(number)], number: number)
        }
        let ordered = run.sorted { a, b in
            if a.row.attributes != b.row.attributes { return a.row.attributes < b.row.attributes }
            return a.row.record < b.row.record
        }
        for (i, statement) in zip(range, ordered) { numbers[i] = statement.number }
    }

    /// Rows lie in random order: fetching a block in a loop of its own keeps
    /// many cache misses in flight, which the long loop that uses them cannot.
    private static let rowsPerBlock = 64

    private static func fetch(
        _ numbers: Span<UInt32>, from start: Int, rows: Span<EdgeList.Row>, into block: inout [EdgeList.Row]
    ) {
        var block = block.mutableSpan
        for i in 0..<min(rowsPerBlock, numbers.count - start) {
            block[i] = rows[Int(numbers[start + i] & ~continues)]
        }
    }

    private static func fillTable(
        _ sorted: KeyedEdges, rows: [EdgeList.Row], format: EdgeSortKey, edgeCount: Int, recordCount: Int
    ) -> EdgeTable {
        var from = ColumnBuffer<UInt32>(count: edgeCount)
        var to = ColumnBuffer<UInt32>(count: edgeCount)
        var kind = ColumnBuffer<UInt8>(count: edgeCount)
        var recordOffsets = ColumnBuffer<UInt32>(count: edgeCount + 1)
        var records = ColumnBuffer<UInt32>(count: recordCount)
        var since = ColumnBuffer<Int32>(count: edgeCount)
        var until = ColumnBuffer<Int32>(count: edgeCount)
        var shareMin = ColumnBuffer<Int32>(count: edgeCount)
        var shareMax = ColumnBuffer<Int32>(count: edgeCount)
        var votes = ColumnBuffer<Int32>(count: edgeCount)
        var income = ColumnBuffer<Int32>(count: edgeCount)
        var amount = ColumnBuffer<Int64>(count: edgeCount)
        var label = ColumnBuffer<UInt32>(count: edgeCount)
        if edgeCount > 0 {
            let (keys, numbers, rows) = (sorted.keys.span, sorted.numbers.span, rows.span)
            var fromSpan = from.mutableSpan
            var toSpan = to.mutableSpan
            var kindSpan = kind.mutableSpan
            var offsetSpan = recordOffsets.mutableSpan
            var recordSpan = records.mutableSpan
            var sinceSpan = since.mutableSpan
            var untilSpan = until.mutableSpan
            var shareMinSpan = shareMin.mutableSpan
            var shareMaxSpan = shareMax.mutableSpan
            var votesSpan = votes.mutableSpan
            var incomeSpan = income.mutableSpan
            var amountSpan = amount.mutableSpan
            var labelSpan = label.mutableSpan
            var (edge, record) = (0, 0)
            var block = [EdgeList.Row](repeating: rows[0], count: rowsPerBlock)
            for i in keys.indices {
                if i % rowsPerBlock == 0 { fetch(numbers, from: i, rows: rows, into: &block) }
                let row = block[i % rowsPerBlock]
                if numbers[i] & continues == 0 {
                    fromSpan[edge] = format.from(of: keys[i])
                    toSpan[edge] = format.to(of: keys[i])
                    kindSpan[edge] = format.kind(of: keys[i])
                    sinceSpan[edge] = row.attributes.since
                    untilSpan[edge] = row.attributes.until
                    shareMinSpan[edge] = row.attributes.shareMin
                    shareMaxSpan[edge] = row.attributes.shareMax
                    votesSpan[edge] = row.attributes.votes
                    incomeSpan[edge] = row.attributes.income
                    amountSpan[edge] = row.attributes.amount
                    labelSpan[edge] = row.attributes.label
                    offsetSpan[edge] = UInt32(truncatingIfNeeded: record)
                    edge += 1
                } else if recordSpan[record - 1] == row.record {
                    continue
                }
                recordSpan[record] = row.record
                record += 1
            }
            offsetSpan[edge] = UInt32(truncatingIfNeeded: record)
        }
        return EdgeTable(
            from: from.finish(), to: to.finish(), kind: kind.finish(),
            since: since.finish(), until: until.finish(),
            shareMin: shareMin.finish(), shareMax: shareMax.finish(),
            votes: votes.finish(), income: income.finish(),
            amount: amount.finish(), label: label.finish(),
            recordOffsets: recordOffsets.finish(), records: records.finish())
    }
}
