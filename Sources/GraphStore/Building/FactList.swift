/// What records say of their subjects, one line each, while a graph is built;
/// sorted by (node, date) at the end.
struct FactList {
    /// One record's fact without its title, which lies in ``titles``.
    struct Row: BitwiseCopyable {
        var amount: Int64
        var subject: UInt32
        var date: Int32
        var record: UInt32
        var titleStart: UInt32
        var theme: UInt16
        var source: UInt16
        var department: UInt16
        var flags: UInt8
    }

    var rows: [Row] = []
    /// JSON-escaped titles, end to end in the order of rows.
    var titles: [UInt8] = []

    /// The record's cells carried doubts, such as a wrong check digit.
    static let hasFindings: UInt8 = 1

    /// Marks the facts of records that have findings beside those of their rows.
    ///
    /// - Complexity: O(records · log rows); rows are in the order of records.
    mutating func markFindings(of records: [UInt32]) {
        for record in records {
            let row = BinarySearch.firstIndex(in: rows.indices) { rows[$0].record >= record }
            if row < rows.count, rows[row].record == record { rows[row].flags |= Self.hasFindings }
        }
    }

    /// Orders the rows by (node, date, record), undated last.
    ///
    /// - Parameter node: the node of each subject; `nil` drops the fact.
    /// - Returns: the order as row numbers, and `nodeCount + 1` offsets.
    func order(nodeCount: Int, node: [UInt32]) -> (order: [UInt32], offsets: [UInt32]) {
        var offsets = [UInt32](repeating: 0, count: nodeCount + 1)
        let rowSpan = rows.span
        let nodeSpan = node.span
        for index in rowSpan.indices { offsets[Int(nodeSpan[Int(rowSpan[index].subject)]) + 1] += 1 }
        for index in 0..<nodeCount { offsets[index + 1] += offsets[index] }
        var next = offsets
        var order = [UInt32](repeating: 0, count: rows.count)
        for index in rowSpan.indices {
            let node = Int(nodeSpan[Int(rowSpan[index].subject)])
            order[Int(next[node])] = UInt32(index)
            next[node] += 1
        }
        for node in 0..<nodeCount {
            let range = Int(offsets[node])..<Int(offsets[node + 1])
            guard range.count > 1 else { continue }
            // Rows of one node are in record order already; a stable sort by date remains.
            Self.sortByDate(&order, range, rowSpan)
        }
        return (order, offsets)
    }

    private static func sortByDate(_ order: inout [UInt32], _ range: Range<Int>, _ rows: Span<Row>) {
        if range.count > 64 {
            let sorted = order[range].sorted { a, b in
                let (da, db) = (sortKey(rows[Int(a)].date), sortKey(rows[Int(b)].date))
                return da == db ? a < b : da < db
            }
            for (offset, row) in sorted.enumerated() { order[range.lowerBound + offset] = row }
            return
        }
        for index in range.dropFirst() {
            let row = order[index]
            let date = sortKey(rows[Int(row)].date)
            var at = index
            while at > range.lowerBound, sortKey(rows[Int(order[at - 1])].date) > date {
                order[at] = order[at - 1]
                at -= 1
            }
            order[at] = row
        }
    }

    /// Unknown dates after all others.
    private static func sortKey(_ date: Int32) -> Int32 { date == Day.unknownRawValue ? Int32.max : date }
}

/// Whole payloads of the records that make nodes, kept in memory.
struct BodyList {
    struct Row: BitwiseCopyable {
        var entity: UInt32
        var record: UInt32
        var start: UInt32
        var theme: UInt16
        var source: UInt16
        var department: UInt16
        var codeCheck: UInt8
    }
    var rows: [Row] = []
    /// JSON arrays in the order of the theme's columns, end to end.
    var texts: [UInt8] = []
}
