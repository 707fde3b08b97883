/// Turns edges in any order into the two immutable tables of a graph.
///
/// 1. Order by (kind, from, to): least-significant-digit radix sort of one
///    packed key an edge, carrying the edge's number. Stable, linear, and it
///    never compares.
/// 2. Within equal keys, order by attributes; equal attributes merge into one
///    edge with all their records, ascending, each once. A statement of no
///    more than an end merges into the latest fuller one with that end.
/// 3. Rows of the adjacency need no sort: filling them kind by kind, first all
///    out-entries and then all in-entries in edge order, leaves every row
///    ascending by (mark, target, edge).
///
/// Memory at the peak, besides the list itself (40 bytes an edge after step 1):
/// 24 bytes an edge while sorting, then 12 beside the finished tables.
public enum CSRBuilder {
    /// Edges that fit: entries (two an edge) are numbered in 32 bits.
    public static let edgeCountMax = Int(Int32.max)
    /// Nodes that fit: kind and both ends share a 64-bit sort key.
    public static let nodeCountMax = 1 << 28

    /// Sorts, merges and builds. The outcome does not depend on the order of
    /// the list.
    ///
    /// - Throws: a ``GraphInvariantError`` that names the edge (its place in
    ///   the list) when an end is not below `nodeCount`, a kind is not in
    ///   1…126, or a size does not fit.
    /// - Complexity: O(edges + nodeCount) time, plus a comparison sort within
    ///   each run of parallel edges.
    public static func build(
        _ list: consuming EdgeList, nodeCount: Int
    ) throws(GraphInvariantError) -> CSRGraph {
        guard list.count <= edgeCountMax, nodeCount >= 0, nodeCount <= nodeCountMax else {
            throw GraphInvariantError(
                .tooLarge,
                "\(list.count) edges over \(nodeCount) nodes; at most \(edgeCountMax) and \(nodeCountMax) fit")
        }
        let format = EdgeSortKey(nodeCount: nodeCount)
        var sorted = KeyedEdges(keys: try keys(of: list, nodeCount: nodeCount, format: format))
        var rows = list.takeRows()
        sorted.sort(bitCount: format.bitCount)
        let table = mergedTable(&sorted, rows: &rows, format: format)
        return adjacency(of: table, nodeCount: nodeCount)
    }

    private static func keys(
        of list: borrowing EdgeList, nodeCount: Int, format: EdgeSortKey
    ) throws(GraphInvariantError) -> [UInt64] {
        let (from, to, kind) = (list.from.span, list.to.span, list.kind.span)
        var keys = [UInt64](repeating: 0, count: from.count)
        var out = keys.mutableSpan
        for i in from.indices {
            guard Int(from[i]) < nodeCount, Int(to[i]) < nodeCount else {
                throw GraphInvariantError(
                    .targetOutOfRange, "edge \(i) joins nodes \(from[i]) and \(to[i]), expected less than \(nodeCount)")
            }
            guard kind[i] >= 1, kind[i] <= EdgeKind.last else {
                throw GraphInvariantError(
                    .kindOutOfRange, "edge \(i) has kind \(kind[i]), expected 1…\(EdgeKind.last)")
            }
            out[i] = format.key(kind: kind[i], from: from[i], to: to[i])
        }
        return keys
    }

    /// Adjacency of a finished table.
    ///
    /// - Precondition: the table's order and ends are valid.
    static func adjacency(of table: EdgeTable, nodeCount: Int) -> CSRGraph {
        let (from, to) = (table.from.span, table.to.span)
        var offsets = ColumnBuffer<UInt32>(count: nodeCount + 1)
        // next[v] is first v's degree, then where v's next entry goes.
        var nextArray = [UInt32](repeating: 0, count: nodeCount)
        var next = nextArray.mutableSpan
        for e in from.indices {
            next[Int(from[e])] += 1
            next[Int(to[e])] += 1
        }
        var offset = offsets.mutableSpan
        var total: UInt32 = 0
        for node in next.indices {
            let degree = next[node]
            next[node] = total
            total += degree
            offset[node + 1] = total
        }
        var packed = [UInt64](repeating: 0, count: Int(total))
        scatter(table, next: &next, into: &packed)
        return CSRGraph(
            offsets: offsets.finish(), packed: packed.span, table: table)
    }

    /// Writes every entry to its place, as `edge << 33 | direction << 32 |
    /// target`: one word, so that the random write touches one cache line and
    /// not three.
    private static func scatter(
        _ table: EdgeTable, next: inout MutableSpan<UInt32>, into packed: inout [UInt64]
    ) {
        let (from, to, kind) = (table.from.span, table.to.span, table.kind.span)
        var entries = packed.mutableSpan
        var start = 0
        while start < table.count {
            let range = start..<table.range(of: EdgeKind(rawValue: kind[start])).upperBound
            for e in range {
                let node = Int(from[e])
                entries[Int(next[node])] = UInt64(e) &<< 33 | UInt64(to[e])
                next[node] += 1
            }
            for e in range {
                let node = Int(to[e])
                entries[Int(next[node])] = UInt64(e) &<< 33 | 1 &<< 32 | UInt64(from[e])
                next[node] += 1
            }
            start = range.upperBound
        }
    }
}

extension CSRGraph {
    /// Unpacks entries that ``CSRBuilder`` has put in their places.
    fileprivate init(offsets: Column<UInt32>, packed: Span<UInt64>, table: EdgeTable) {
        var targetBuffer = ColumnBuffer<UInt32>(count: packed.count)
        var markBuffer = ColumnBuffer<UInt8>(count: packed.count)
        var edgeBuffer = ColumnBuffer<UInt32>(count: packed.count)
        let kind = table.kind.span
        do {
            var targets = targetBuffer.mutableSpan
            var marks = markBuffer.mutableSpan
            var edges = edgeBuffer.mutableSpan
            for i in packed.indices {
                let entry = packed[i]
                let edge = UInt32(truncatingIfNeeded: entry &>> 33)
                targets[i] = UInt32(truncatingIfNeeded: entry)
                marks[i] = kind[Int(edge)] &<< 1 | UInt8(truncatingIfNeeded: entry &>> 32) & 1
                edges[i] = edge
            }
        }
        self.init(
            offsets: offsets, targets: targetBuffer.finish(), marks: markBuffer.finish(),
            edges: edgeBuffer.finish(), table: table)
    }
}
