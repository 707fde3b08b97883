extension GraphSnapshot {
    /// Writes all columns to a new file, to be renamed when it is whole.
    func write(to path: String) throws(SnapshotError) {
        var writer = try SectionWriter(creating: path)
        writeGraph(to: &writer)
        writer.write("node.kindStarts", Column(nodes.kindStarts.map(UInt32.init)))
        nodes.ids.write("node.ids", to: &writer)
        nodes.names.write("node.names", to: &writer)
        writer.write("node.since", nodes.since)
        writer.write("node.until", nodes.until)
        writer.write("node.status", nodes.status)
        writer.write("node.birthYear", nodes.birthYear)
        writer.write("node.isIdentified", nodes.isIdentified)
        writer.write("node.sameIdentifier", nodes.sameIdentifier)
        writer.write("fact.offsets", facts.offsets)
        writer.write("fact.date", facts.date)
        writer.write("fact.record", facts.record)
        writer.write("fact.amount", facts.amount)
        writer.write("fact.theme", facts.theme)
        writer.write("fact.source", facts.source)
        writer.write("fact.department", facts.department)
        writer.write("fact.flags", facts.flags)
        facts.titles.write("fact.titles", to: &writer)
        writer.write("body.offsets", bodies.offsets)
        writer.write("body.record", bodies.record)
        writer.write("body.theme", bodies.theme)
        writer.write("body.source", bodies.source)
        writer.write("body.department", bodies.department)
        writer.write("body.codeCheck", bodies.codeCheck)
        bodies.texts.write("body.texts", to: &writer)
        labels.write("label", to: &writer)
        StringTable(themes).write("word.themes", to: &writer)
        StringTable(sources).write("word.sources", to: &writer)
        StringTable(departments).write("word.departments", to: &writer)
        StringTable(declaredKinds).write("word.kinds", to: &writer)
        paths.write(to: &writer)
        search.write(to: &writer)
        try writer.finish(
            identity: SnapshotIdentity(
                storeID: [UInt8](hexadecimal: storeID), epoch: epoch,
                catalogueVersion: [UInt8](hexadecimal: catalogueVersion)))
    }

    private func writeGraph(to writer: inout SectionWriter) {
        writer.write("graph.offsets", graph.offsets)
        writer.write("graph.targets", graph.targets)
        writer.write("graph.marks", graph.marks)
        writer.write("graph.edges", graph.edges)
        let table = graph.table
        writer.write("edge.from", table.from)
        writer.write("edge.to", table.to)
        writer.write("edge.kind", table.kind)
        writer.write("edge.since", table.since)
        writer.write("edge.until", table.until)
        writer.write("edge.shareMin", table.shareMin)
        writer.write("edge.shareMax", table.shareMax)
        writer.write("edge.votes", table.votes)
        writer.write("edge.income", table.income)
        writer.write("edge.amount", table.amount)
        writer.write("edge.label", table.label)
        writer.write("edge.recordOffsets", table.recordOffsets)
        writer.write("edge.records", table.records)
    }

    /// Maps a snapshot file after verifying its checksums and bounds.
    ///
    /// - Throws: ``SnapshotError``: build it again from the record store then.
    static func open(_ path: String) throws(SnapshotError) -> GraphSnapshot {
        let reader = try SectionReader(path: path)
        let graph = try readGraph(reader)
        // Kernels read without bounds checks on the strength of this.
        try checked(path) { try graph.validateBounds() }
        let search = try checked(path) { try SearchIndex(from: reader) }
        let kindStarts = try reader.column("node.kindStarts", of: UInt32.self)
        let ids = try StringTable("node.ids", from: reader)
        let nodes = NodeTable(
            kindStarts: (0..<kindStarts.count).map { Int(kindStarts[$0]) }, ids: ids,
            names: try StringTable("node.names", from: reader),
            since: try reader.column("node.since", of: Int32.self),
            until: try reader.column("node.until", of: Int32.self),
            status: try reader.column("node.status", of: UInt32.self),
            birthYear: try reader.column("node.birthYear", of: UInt16.self),
            isIdentified: try reader.column("node.isIdentified", of: UInt8.self),
            sameIdentifier: try reader.column("node.sameIdentifier", of: UInt32.self))
        let facts = FactTable(
            offsets: try reader.column("fact.offsets", of: UInt32.self),
            date: try reader.column("fact.date", of: Int32.self),
            record: try reader.column("fact.record", of: UInt32.self),
            amount: try reader.column("fact.amount", of: Int64.self),
            theme: try reader.column("fact.theme", of: UInt16.self),
            source: try reader.column("fact.source", of: UInt16.self),
            department: try reader.column("fact.department", of: UInt16.self),
            flags: try reader.column("fact.flags", of: UInt8.self), titles: try FileTexts("fact.titles", from: reader)
        )
        let bodies = BodyTable(
            offsets: try reader.column("body.offsets", of: UInt32.self),
            record: try reader.column("body.record", of: UInt32.self),
            theme: try reader.column("body.theme", of: UInt16.self),
            source: try reader.column("body.source", of: UInt16.self),
            department: try reader.column("body.department", of: UInt16.self),
            codeCheck: try reader.column("body.codeCheck", of: UInt8.self),
            texts: try StringTable("body.texts", from: reader))
        guard kindStarts.count == Int(NodeKind.contact.rawValue) + 2, nodes.count == graph.nodeCount,
            facts.offsets.count == nodes.count + 1, bodies.offsets.count == nodes.count + 1
        else { throw SnapshotError(.damaged, "\(path): node columns differ in length") }
        let persons = nodes.range(of: .person)
        guard nodes.sameIdentifier.count % 2 == 0,
            nodes.sameIdentifierRows.allSatisfy({ persons.contains($0.person.index) })
        else { throw SnapshotError(.damaged, "\(path): identifiers of nodes that are no persons") }
        reader.forgetResidentPages()
        return GraphSnapshot(
            epoch: reader.identity.epoch, storeID: reader.identity.storeID.hexadecimal,
            catalogueVersion: reader.identity.catalogueVersion.hexadecimal, graph: graph, nodes: nodes, facts: facts,
            bodies: bodies, labels: try StringTable("label", from: reader),
            themes: try StringTable("word.themes", from: reader).strings,
            sources: try StringTable("word.sources", from: reader).strings,
            departments: try StringTable("word.departments", from: reader).strings,
            declaredKinds: try StringTable("word.kinds", from: reader).strings,
            search: search, paths: try PathIndex(from: reader, ids: ids))
    }

    /// - Throws: ``SnapshotError`` `damaged` where columns do not fit together.
    private static func checked<T>(_ path: String, _ read: () throws -> T) throws(SnapshotError) -> T {
        do { return try read() } catch let error as SnapshotError { throw error } catch {
            throw SnapshotError(.damaged, "\(path) is damaged: \(error)")
        }
    }

    private static func readGraph(_ reader: SectionReader) throws(SnapshotError) -> CSRGraph {
        let table = EdgeTable(
            from: try reader.column("edge.from", of: UInt32.self), to: try reader.column("edge.to", of: UInt32.self),
            kind: try reader.column("edge.kind", of: UInt8.self),
            since: try reader.column("edge.since", of: Int32.self),
            until: try reader.column("edge.until", of: Int32.self),
            shareMin: try reader.column("edge.shareMin", of: Int32.self),
            shareMax: try reader.column("edge.shareMax", of: Int32.self),
            votes: try reader.column("edge.votes", of: Int32.self),
            income: try reader.column("edge.income", of: Int32.self),
            amount: try reader.column("edge.amount", of: Int64.self),
            label: try reader.column("edge.label", of: UInt32.self),
            recordOffsets: try reader.column("edge.recordOffsets", of: UInt32.self),
            records: try reader.column("edge.records", of: UInt32.self))
        return CSRGraph(
            offsets: try reader.column("graph.offsets", of: UInt32.self),
            targets: try reader.column("graph.targets", of: UInt32.self),
            marks: try reader.column("graph.marks", of: UInt8.self),
            edges: try reader.column("graph.edges", of: UInt32.self), table: table)
    }
}

extension [UInt8] {
    /// Bytes of a text of pairs of hexadecimal digits; our own text, so a
    /// malformed one is a mistake of ours.
    init(hexadecimal text: String) {
        let digits = text.utf8.map { byte -> UInt8 in
            guard let value = Character(Unicode.Scalar(byte)).hexDigitValue else {
                preconditionFailure("no hexadecimal digit: \(byte)")
            }
            return UInt8(value)
        }
        self = Swift.stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// Two lower-case digits a byte.
    package var hexadecimal: String {
        map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
