extension FactTable {
    /// The entities that records are about: the subjects of their facts.
    /// Records without a subject, and those that the snapshot does not have,
    /// are left out.
    ///
    /// - Complexity: O(facts) time, a few milliseconds for ten million; O(records)
    ///   memory. Facts are ordered by entity, so that a list of records is
    ///   looked for in one pass.
    public func nodes(of records: [RecordID]) -> [RecordID: NodeID] {
        let wanted = Set(records.map(\.rawValue))
        guard let first = wanted.min(), let last = wanted.max() else { return [:] }
        var found: [RecordID: NodeID] = [:]
        let column = record.span
        for row in column.indices {
            let number = column[row]
            guard number >= first, number <= last, wanted.contains(number) else { continue }
            found[RecordID(rawValue: number)] = node(ofRow: row)
        }
        return found
    }

    /// The entity whose rows include this one.
    ///
    /// - Complexity: O(log nodes).
    public func node(ofRow row: Int) -> NodeID {
        let starts = offsets.span
        var (low, high) = (0, starts.count - 1)
        // starts[low] <= row < starts[high]
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if Int(starts[middle]) <= row { low = middle } else { high = middle }
        }
        return NodeID(low)
    }
}
