import GraphStore
import Testing

/// The profile as bytes, read back and compared with the columns it is from.
struct ProfileRowsTests {
    /// Reads what ``GraphSnapshot/readProfile(of:into:)`` writes.
    private struct Reader {
        var bytes: ArraySlice<UInt8>

        mutating func number<T: FixedWidthInteger>(_ type: T.Type = T.self) -> T {
            var value: T = 0
            for (index, byte) in bytes.prefix(T.bitWidth / 8).enumerated() {
                value |= T(truncatingIfNeeded: byte) << T(8 * index)
            }
            bytes = bytes.dropFirst(T.bitWidth / 8)
            return value
        }

        mutating func text(_ count: UInt32) -> [UInt8] {
            defer { bytes = bytes.dropFirst(Int(count)) }
            return Array(bytes.prefix(Int(count)))
        }
    }

    private static func expectNode(_ node: NodeID, _ reader: inout Reader, _ snapshot: GraphSnapshot) {
        let nodes = snapshot.nodes
        let kind = NodeKind(rawValue: reader.number())
        #expect(kind == nodes.kind(of: node))
        switch kind {
        case .company, .permit:
            #expect(reader.number() == nodes.since[node.index])
            #expect(reader.number() == nodes.until[node.index])
            #expect(reader.number() == nodes.status[node.index])
        case .person: #expect(reader.number() == nodes.birthYear[node.index])
        case .premises, .contact, nil: break
        }
        let (idLength, nameLength) = (reader.number(UInt32.self), reader.number(UInt32.self))
        #expect(reader.text(idLength) == nodes.ids.copy(node.index))
        #expect(reader.text(nameLength) == nodes.names.copy(node.index))
    }

    private static func expectBodies(_ node: NodeID, _ reader: inout Reader, _ bodies: BodyTable) {
        let range = bodies.range(of: node)
        #expect(Int(reader.number(UInt32.self)) == range.count)
        for row in range {
            #expect(reader.number() == bodies.record[row])
            #expect(reader.number() == bodies.theme[row])
            #expect(reader.number() == bodies.source[row])
            #expect(reader.number() == bodies.department[row])
            #expect(reader.number() == bodies.codeCheck[row])
            #expect(reader.text(reader.number()) == bodies.texts.copy(row))
        }
    }

    private static func expectFacts(_ node: NodeID, _ reader: inout Reader, _ facts: FactTable) {
        for row in facts.range(of: node) {
            #expect(reader.number() == facts.date[row])
            #expect(reader.number() == facts.record[row])
            #expect(reader.number() == facts.amount[row])
            #expect(reader.number() == facts.theme[row])
            #expect(reader.number() == facts.source[row])
            #expect(reader.number() == facts.department[row])
            #expect(reader.number() == facts.flags[row])
        }
    }

    @Test func `a profile holds the node, its entries and its facts, and nothing else`() throws {
        let (_, _, snapshot) = try TestStore.sample.get()
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        for index in 0..<snapshot.nodes.count {
            let node = NodeID(index)
            var span = buffer.mutableSpan
            let rows = snapshot.readProfile(of: node, into: &span)
            let entries = snapshot.graph.entries(of: node)
            #expect(rows.rowCount == 1 + entries.count + snapshot.facts.range(of: node).count)
            try #require(rows.byteCount <= buffer.count)
            var reader = Reader(bytes: buffer[..<rows.byteCount])
            Self.expectNode(node, &reader, snapshot)
            Self.expectBodies(node, &reader, snapshot.bodies)
            for entry in entries {
                #expect(reader.number() == entry.mark.rawValue)
                if entry.mark.kind == .shareholder {
                    #expect(reader.number() == snapshot.graph.table.shareMin[entry.edge.index])
                    #expect(reader.number() == snapshot.graph.table.shareMax[entry.edge.index])
                }
                Self.expectNode(entry.target, &reader, snapshot)
                if snapshot.nodes.kind(of: entry.target) == .company {
                    Self.expectBodies(entry.target, &reader, snapshot.bodies)
                }
            }
            Self.expectFacts(node, &reader, snapshot.facts)
            #expect(reader.bytes.isEmpty)
        }
    }

    @Test func `a buffer that is too small holds a beginning, and the size that is needed is told`() throws {
        let (_, _, snapshot) = try TestStore.sample.get()
        let node = NodeID(snapshot.nodes.range(of: .company).lowerBound)
        var whole = [UInt8](repeating: 0, count: 1 << 20)
        var span = whole.mutableSpan
        let rows = snapshot.readProfile(of: node, into: &span)
        for size in [0, 1, 4, 30, 100, rows.byteCount - 1] {
            var small = [UInt8](repeating: 0xAA, count: size)
            var smallSpan = small.mutableSpan
            #expect(snapshot.readProfile(of: node, into: &smallSpan) == rows)
            let written = small.prefix { $0 != 0xAA }.count
            #expect(written <= size)
            #expect(small[..<written] == whole[..<written])
        }
    }
}
