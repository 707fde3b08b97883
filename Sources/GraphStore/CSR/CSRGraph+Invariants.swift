/// A graph that breaks a promise of its layout: which promise, at which node or
/// edge, and the bound that was expected.
public struct GraphInvariantError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The promise that is broken; safe as a metric label.
    public enum Code: String, Sendable, CaseIterable {
        case columnLength, offsetOrder, targetOutOfRange, edgeOutOfRange, kindOutOfRange
        case entryMismatch, entryOrder, edgeOrder, shareOutOfRange, recordOrder, tooLarge
    }

    public let code: Code
    /// What was found, where, and what was expected.
    public let description: String

    init(_ code: Code, _ description: String) { (self.code, self.description) = (code, description) }
}

extension CSRGraph {
    /// Checks what unchecked reads rely on: column lengths, ascending offsets,
    /// and every target and edge index within its bound.
    ///
    /// - Throws: the first broken promise found.
    /// - Complexity: O(nodeCount + edgeCount), sequential reads only.
    public func validateBounds() throws(GraphInvariantError) {
        let entryCount = 2 * edgeCount
        try checkLength("targets", targets.count, entryCount)
        try checkLength("marks", marks.count, entryCount)
        try checkLength("edges", edges.count, entryCount)
        try table.validateLengths()
        let offsets = offsets.span
        guard offsets[0] == 0 else {
            throw GraphInvariantError(.offsetOrder, "row of node 0 starts at \(offsets[0]), expected 0")
        }
        for node in 0..<nodeCount where offsets[node] > offsets[node + 1] {
            throw GraphInvariantError(
                .offsetOrder, "row of node \(node) ends at \(offsets[node + 1]), before its start \(offsets[node])")
        }
        guard Int(offsets[nodeCount]) == entryCount else {
            throw GraphInvariantError(
                .offsetOrder, "the last row ends at \(offsets[nodeCount]), expected \(entryCount)")
        }
        if let (position, value) = CSRGraph.firstValue(notBelow: nodeCount, in: targets.span) {
            throw GraphInvariantError(
                .targetOutOfRange, "entry \(position) points to node \(value), expected less than \(nodeCount)")
        }
        if let (position, value) = CSRGraph.firstValue(notBelow: edgeCount, in: edges.span) {
            throw GraphInvariantError(
                .edgeOutOfRange, "entry \(position) names edge \(value), expected less than \(edgeCount)")
        }
        for (name, column) in [("from", table.from), ("to", table.to)] {
            if let (edge, value) = CSRGraph.firstValue(notBelow: nodeCount, in: column.span) {
                throw GraphInvariantError(
                    .targetOutOfRange, "`\(name)` of edge \(edge) is node \(value), expected less than \(nodeCount)")
            }
        }
    }

    /// Checks every promise of the layout: ``validateBounds()``, the order of
    /// edges and of entries, that each entry agrees with its edge, and that
    /// every edge has its two entries.
    ///
    /// Strictly ascending rows have no entry twice, and an entry that agrees
    /// with its edge can stand in one row only; `2 · edgeCount` such entries
    /// are therefore all of them.
    ///
    /// - Throws: the first broken promise found.
    /// - Complexity: O(nodeCount + edgeCount), with a random read an entry.
    public func validate() throws(GraphInvariantError) {
        try validateBounds()
        try table.validateOrder()
        for node in 0..<nodeCount { try validateRow(of: node) }
    }

    private func validateRow(of node: Int) throws(GraphInvariantError) {
        let (targets, marks, edges) = (targets.span, marks.span, edges.span)
        let (from, to, kinds) = (table.from.span, table.to.span, table.kind.span)
        let start = Int(offsets[node])
        for i in start..<Int(offsets[node + 1]) {
            let edge = Int(edges[i])
            let isOut = marks[i] & 1 == 0
            let (here, there) = isOut ? (from[edge], to[edge]) : (to[edge], from[edge])
            guard marks[i] >> 1 == kinds[edge], Int(here) == node, there == targets[i] else {
                throw GraphInvariantError(
                    .entryMismatch,
                    "entry \(i) of node \(node) (mark \(marks[i]), target \(targets[i])) contradicts edge \(edge): "
                        + "kind \(kinds[edge]), \(from[edge]) → \(to[edge])")
            }
            guard i > start else { continue }
            let before = (marks[i - 1], targets[i - 1], edges[i - 1])
            guard before < (marks[i], targets[i], edges[i]) else {
                throw GraphInvariantError(
                    .entryOrder, "entries \(i - 1) and \(i) of node \(node) are not ascending by mark, target, edge")
            }
        }
    }

    /// A plain maximum first: it vectorises, and the search runs only on error.
    private static func firstValue(notBelow bound: Int, in column: Span<UInt32>) -> (position: Int, value: UInt32)? {
        var largest: UInt32 = 0
        for i in column.indices { largest = max(largest, column[i]) }
        guard !column.isEmpty, Int(largest) >= bound else { return nil }
        for i in column.indices where Int(column[i]) >= bound { return (i, column[i]) }
        return nil
    }
}

private func checkLength(_ name: String, _ count: Int, _ expected: Int) throws(GraphInvariantError) {
    guard count == expected else {
        throw GraphInvariantError(.columnLength, "column `\(name)` has \(count) values, expected \(expected)")
    }
}

extension EdgeTable {
    /// Checks column lengths and that record offsets ascend within bounds.
    func validateLengths() throws(GraphInvariantError) {
        guard count <= CSRBuilder.edgeCountMax else {
            throw GraphInvariantError(.tooLarge, "\(count) edges, at most \(CSRBuilder.edgeCountMax) fit")
        }
        let lengths: [(String, Int)] = [
            ("to", to.count), ("kind", kind.count), ("since", since.count), ("until", until.count),
            ("shareMin", shareMin.count), ("shareMax", shareMax.count), ("votes", votes.count),
            ("income", income.count), ("amount", amount.count), ("label", label.count),
        ]
        for (name, length) in lengths { try checkLength(name, length, count) }
        try checkLength("recordOffsets", recordOffsets.count, count + 1)
        let offsets = recordOffsets.span
        guard offsets[0] == 0, Int(offsets[count]) == records.count else {
            throw GraphInvariantError(
                .recordOrder, "record offsets run \(offsets[0])…\(offsets[count]), expected 0…\(records.count)")
        }
        for edge in 0..<count where offsets[edge] > offsets[edge + 1] {
            throw GraphInvariantError(.recordOrder, "records of edge \(edge) end before they start")
        }
    }

    /// Checks kinds, shares, the order of edges and of each edge's records.
    func validateOrder() throws(GraphInvariantError) {
        let (kinds, from, to, records) = (kind.span, from.span, to.span, records.span)
        for edge in 0..<count {
            guard (1...EdgeKind.last).contains(kinds[edge]) else {
                throw GraphInvariantError(
                    .kindOutOfRange, "edge \(edge) has kind \(kinds[edge]), expected 1…\(EdgeKind.last)")
            }
            try validateShares(of: edge)
            if edge > 0 {
                let (a, b) = (self[EdgeID(edge - 1)].attributes, self[EdgeID(edge)].attributes)
                let before = (kinds[edge - 1], from[edge - 1], to[edge - 1])
                let here = (kinds[edge], from[edge], to[edge])
                guard before < here || (before == here && a < b) else {
                    throw GraphInvariantError(
                        .edgeOrder, "edges \(edge - 1) and \(edge) are not ascending by kind, from, to, attributes")
                }
            }
            let range = Int(recordOffsets[edge])..<Int(recordOffsets[edge + 1])
            guard !range.isEmpty else {
                throw GraphInvariantError(.recordOrder, "edge \(edge) has no record, expected at least one")
            }
            for i in range.dropFirst() where records[i - 1] >= records[i] {
                throw GraphInvariantError(.recordOrder, "records of edge \(edge) are not ascending")
            }
        }
    }

    private func validateShares(of edge: Int) throws(GraphInvariantError) {
        let allowed = EdgeAttributes.unknownShare...EdgeAttributes.wholeShare
        let (low, high) = (shareMin[edge], shareMax[edge])
        for value in [low, high, votes[edge], income[edge]] where !allowed.contains(value) {
            throw GraphInvariantError(
                .shareOutOfRange, "edge \(edge) has share \(value), expected -1 or 0…\(EdgeAttributes.wholeShare)")
        }
        guard low <= high || high == EdgeAttributes.unknownShare else {
            throw GraphInvariantError(.shareOutOfRange, "edge \(edge) has shareMin \(low) above shareMax \(high)")
        }
    }
}
