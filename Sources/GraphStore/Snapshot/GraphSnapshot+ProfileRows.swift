/// What ``GraphSnapshot/readProfile(of:into:)`` has written.
public struct ProfileRows: Hashable, Sendable {
    /// The node itself, its adjacency entries and its facts.
    public var rowCount: Int
    /// Bytes of all rows. More than the buffer holds when they did not fit; the
    /// buffer then holds their beginning.
    public var byteCount: Int
}

extension GraphSnapshot {
    /// Copies all that the snapshot says of a node into the caller's buffer: its
    /// own row, a row for each adjacency entry, a row for each fact by date.
    ///
    /// ```
    /// subject   node, bodies
    /// entry     mark:1, of shareholdings shareMin:4 shareMax:4, node, of companies bodies
    /// fact      date:4 record:4 amount:8 theme:2 source:2 department:2 flags:1
    ///
    /// node      kind:1, of companies and permits since:4 until:4 status:4, of persons birthYear:2,
    ///           idLength:4 nameLength:4 id name
    /// bodies    count:4, each record:4 theme:2 source:2 department:2 codeCheck:1 length:4 text
    /// ```
    ///
    /// Numbers are least significant byte first and mean what the columns of the
    /// same name mean. Allocates nothing.
    ///
    /// - Parameters:
    ///   - node: of any kind.
    ///   - buffer: overwritten from its start.
    /// - Returns: how many rows and bytes there are, whether or not they fit.
    /// - Complexity: O(bytes written).
    /// - Precondition: the node is one of this snapshot.
    public func readProfile(
        of node: NodeID, into buffer: inout MutableSpan<UInt8>
    ) -> ProfileRows {
        var writer = RowWriter(&buffer)
        let subject = nodes.kind(of: node)
        writer.write(node, kind: subject, nodes)
        writer.write(bodiesOf: node, bodies)
        let row = graph.row(of: node)
        for position in row {
            let entry = graph.entry(at: position)
            writer.write(entry.mark.rawValue)
            if entry.mark.kind == .shareholder {
                writer.write(graph.table.shareMin[entry.edge.index])
                writer.write(graph.table.shareMax[entry.edge.index])
            }
            let kind = nodes.kind(of: entry.target)
            writer.write(entry.target, kind: kind, nodes)
            if kind == .company { writer.write(bodiesOf: entry.target, bodies) }
        }
        let factRange = facts.range(of: node)
        writer.write(factRange, of: facts)
        return ProfileRows(rowCount: 1 + row.count + factRange.count, byteCount: writer.byteCount)
    }
}

extension RowWriter {
    @_lifetime(self: copy self)
    fileprivate mutating func write(_ node: NodeID, kind: NodeKind, _ nodes: NodeTable) {
        write(kind.rawValue)
        switch kind {
        case .company, .permit:
            write(nodes.since[node.index])
            write(nodes.until[node.index])
            write(nodes.status[node.index])
        case .person: write(nodes.birthYear[node.index])
        case .premises, .contact: break
        }
        let (id, name) = (nodes.ids.range(node.index), nodes.names.range(node.index))
        write(UInt32(truncatingIfNeeded: id.count))
        write(UInt32(truncatingIfNeeded: name.count))
        write(nodes.ids.bytes.span.extracting(id))
        write(nodes.names.bytes.span.extracting(name))
    }

    @_lifetime(self: copy self)
    fileprivate mutating func write(bodiesOf node: NodeID, _ bodies: BodyTable) {
        let range = bodies.range(of: node)
        write(UInt32(truncatingIfNeeded: range.count))
        for row in range {
            write(bodies.record[row])
            write(bodies.theme[row])
            write(bodies.source[row])
            write(bodies.department[row])
            write(bodies.codeCheck[row])
            write(row, of: bodies.texts)
        }
    }

    @_lifetime(self: copy self)
    fileprivate mutating func write(_ range: Range<Int>, of facts: FactTable) {
        let (dates, records, amounts) = (facts.date.span, facts.record.span, facts.amount.span)
        let (themes, sources) = (facts.theme.span, facts.source.span)
        let (departments, flags) = (facts.department.span, facts.flags.span)
        for row in range {
            write(dates[row])
            write(records[row])
            write(amounts[row])
            write(themes[row])
            write(sources[row])
            write(departments[row])
            write(flags[row])
        }
    }

    /// A text with its length before it.
    @_lifetime(self: copy self)
    private mutating func write(_ row: Int, of texts: StringTable) {
        let range = texts.range(row)
        write(UInt32(truncatingIfNeeded: range.count))
        write(texts.bytes.span.extracting(range))
    }
}
