/// Sorts what the projector collected into the columns of a snapshot.
struct SnapshotAssembly {
    var projector: RecordProjector
    let numbering: NodeNumbering
    let assigner: IdentityAssigner
    let catalogue: Catalogue
    let words: RecordWords
    let epoch: Epoch
    let storeID: String
    /// The search index, on its way.
    let indexing: BackgroundWork<SearchIndex>

    /// Uses up what was collected, so that its memory goes as the columns grow.
    consuming func assemble(stage: (StaticString) -> Void) throws -> GraphSnapshot {
        var assembly = self
        let nodes = try assembly.nodeTable()
        stage("nodes")
        let graph = try assembly.buildGraph()
        stage("graph")
        let facts = try assembly.factTable()
        stage("facts")
        let bodies = try assembly.bodyTable()
        stage("bodies")
        let paths = assembly.pathIndex(ids: nodes.ids)
        stage("paths")
        let search = try assembly.indexing.wait()
        stage("search")
        let labelTable = assembly.projector.labels.table
        return GraphSnapshot(
            epoch: assembly.epoch, storeID: assembly.storeID, catalogueVersion: assembly.catalogue.version,
            graph: graph, nodes: nodes,
            facts: facts,
            bodies: bodies, labels: Self.strings(labelTable), themes: assembly.catalogue.themes.map(\.id),
            sources: Self.list(assembly.words.sources), departments: Self.list(assembly.words.departments),
            declaredKinds: assembly.catalogue.edgeKinds.entries.filter { $0.kind.rawValue >= EdgeKind.firstDeclared }
                .map { "\($0.kind.rawValue)=\($0.name)" }, search: search,
            paths: paths)
    }

    private static func list(_ words: [UInt16: String]) -> [String] {
        guard let greatest = words.keys.max() else { return [] }
        return (0...greatest).map { words[$0] ?? "" }
    }

    private static func strings(_ table: IdentifierTable) -> StringTable {
        StringTable((0..<table.count).map { String(decoding: table.arena[table.range($0)], as: UTF8.self) })
    }

    /// - Throws: ``SnapshotError`` `tooLarge` above 4 GiB.
    private static func checkArena(_ byteCount: Int, _ what: String) throws(SnapshotError) {
        guard byteCount < Int(UInt32.max) else {
            throw SnapshotError(.tooLarge, "\(what) take \(byteCount) bytes; a snapshot holds at most 4 GiB of them")
        }
    }

    // MARK: Nodes

    private func appendPublicID(_ node: Int, kind: NodeKind, to ids: inout [UInt8]) {
        ids.append(kind.name.utf8Span.span)
        ids.append(UInt8(ascii: ":"))
        let code = assigner.codeOfNode[node]
        if code != UInt32.max {
            ids.append(projector.entities.bytes(Int(code)))
        } else {
            ids.append(String(assigner.entities[node]).utf8Span.span)
        }
    }

    private func nodeTable() throws(SnapshotError) -> NodeTable {
        let count = numbering.nodeCount
        var ids: [UInt8] = []
        var idOffsets: [UInt32] = [0]
        var names: [UInt8] = []
        var nameOffsets: [UInt32] = [0]
        idOffsets.reserveCapacity(count + 1)
        nameOffsets.reserveCapacity(count + 1)
        for kind in NodeKind.allCases {
            for node in numbering.nodes(of: kind) {
                appendPublicID(node, kind: kind, to: &ids)
                idOffsets.append(UInt32(truncatingIfNeeded: ids.count))
                names += projector.entities.names[projector.entities.nameRange(Int(numbering.rootOf[node]))]
                nameOffsets.append(UInt32(truncatingIfNeeded: names.count))
            }
        }
        try Self.checkArena(ids.count, "ids")
        try Self.checkArena(names.count, "names")
        var since = [Int32](repeating: Day.unknownRawValue, count: count)
        var until = since
        var status = [UInt32](repeating: EdgeAttributes.noLabel, count: count)
        // In record order: the newest statement stands.
        for row in projector.nodeDates {
            let node = Int(numbering.nodeOf[Int(row.entity)])
            since[node] = row.since
            until[node] = row.until
            status[node] = row.status
        }
        var birthYear = [UInt16](repeating: 0, count: count)
        for row in projector.births where numbering.nodeOf[Int(row.entity)] != UInt32.max {
            let node = Int(numbering.nodeOf[Int(row.entity)])
            // Two statements that differ: nobody knows.
            birthYear[node] = birthYear[node] == 0 || birthYear[node] == row.year ? row.year : UInt16.max
        }
        for node in birthYear.indices where birthYear[node] == UInt16.max { birthYear[node] = 0 }
        var isIdentified = [UInt8](repeating: 0, count: count)
        for node in numbering.nodes(of: .person)
        where projector.entities.namespace(of: Int(numbering.rootOf[node])) == .personalIdentifier {
            isIdentified[node] = 1
        }
        return NodeTable(
            kindStarts: numbering.kindStarts, ids: StringTable(offsets: Column(idOffsets), bytes: Column(ids)),
            names: StringTable(offsets: Column(nameOffsets), bytes: Column(names)), since: Column(since),
            until: Column(until), status: Column(status), birthYear: Column(birthYear),
            isIdentified: Column(isIdentified), sameIdentifier: Column(sameIdentifier()))
    }

    /// Persons whose identifiers are the same and whose names are not, as
    /// ``NodeTable/sameIdentifier``.
    private func sameIdentifier() -> [UInt32] {
        var rows: [(node: UInt32, group: UInt32)] = []
        for (number, group) in projector.entities.sameIdentifiers().enumerated() {
            let nodes = Set(group.map { numbering.nodeOf[$0] }).subtracting([UInt32.max])
            if nodes.count > 1 { rows += nodes.map { ($0, UInt32(number)) } }
        }
        return rows.sorted { $0.node < $1.node }.flatMap { [$0.node, $0.group] }
    }

    private mutating func buildGraph() throws -> CSRGraph {
        projector.edges.renumber(numbering.nodeOf)
        var edges = EdgeList()
        swap(&edges, &projector.edges)
        return try CSRBuilder.build(edges, nodeCount: numbering.nodeCount)
    }

    // MARK: Facts and bodies

    private mutating func factTable() throws(SnapshotError) -> FactTable {
        try Self.checkArena(projector.facts.titles.count, "summaries of records")
        var facts = FactList()
        swap(&facts, &projector.facts)
        let (order, offsets) = facts.order(nodeCount: numbering.nodeCount, node: numbering.nodeOf)
        // Rows first, because each is a cache miss; columns then run through them.
        let rows = order.map { facts.rows[Int($0)] }
        func column<T>(_ value: (FactList.Row) -> T) -> Column<T> { Column(rows.map(value)) }
        let starts = facts.rows.map(\.titleStart)
        return FactTable(
            offsets: Column(offsets), date: column(\.date), record: column(\.record), amount: column(\.amount),
            theme: column(\.theme), source: column(\.source), department: column(\.department), flags: column(\.flags),
            titles: FileTexts(StringTable(facts.titles, starts: starts, order: order)))
    }

    private mutating func bodyTable() throws(SnapshotError) -> BodyTable {
        try Self.checkArena(projector.bodies.texts.count, "bodies of records")
        var bodies = BodyList()
        swap(&bodies, &projector.bodies)
        let rows = bodies.rows
        var offsets = [UInt32](repeating: 0, count: numbering.nodeCount + 1)
        for row in rows { offsets[Int(numbering.nodeOf[Int(row.entity)]) + 1] += 1 }
        for node in 0..<numbering.nodeCount { offsets[node + 1] += offsets[node] }
        var next = offsets
        var order = [UInt32](repeating: 0, count: rows.count)
        for (index, row) in rows.enumerated() {
            let node = Int(numbering.nodeOf[Int(row.entity)])
            order[Int(next[node])] = UInt32(index)
            next[node] += 1
        }
        func gather<T>(_ value: (BodyList.Row) -> T) -> Column<T> { Column(order.map { value(rows[Int($0)]) }) }
        return BodyTable(
            offsets: Column(offsets), record: gather(\.record), theme: gather(\.theme), source: gather(\.source),
            department: gather(\.department), codeCheck: gather(\.codeCheck),
            texts: StringTable(bodies.texts, starts: rows.map(\.start), order: order))
    }

    // MARK: Paths

    private func pathIndex(ids: StringTable) -> PathIndex {
        var aliases = AliasList()
        var organisations = OrganisationCodes()
        organisations.reserveCapacity(numbering.nodes(of: .company).count)
        for entity in 0..<projector.entities.count {
            let node = numbering.nodeOf[entity]
            guard node != UInt32.max else { continue }
            switch projector.entities.namespace(of: entity) {
            case .unifiedCode:
                organisations.note(projector.entities.bytes(entity), of: node)
                guard assigner.codeOfNode[Int(node)] != UInt32(entity) else { continue }
            case .registrationNumber, .organisationCode, .foreignRegister: break
            default: continue
            }
            aliases.add(.company, projector.entities.bytes(entity), node)
        }
        for (code, node) in organisations.unambiguous { aliases.add(.company, code.span, node) }
        // Every company answers to its number too, and to numbers merged into it.
        for node in numbering.nodes(of: .company) where assigner.codeOfNode[node] != UInt32.max {
            aliases.add(.company, String(assigner.entities[node]).utf8Span.span, UInt32(node))
        }
        addRedirects(to: &aliases)
        return PathIndex(ids: ids, aliases: aliases.table, aliasNodes: aliases.nodes)
    }

    private func addRedirects(to aliases: inout AliasList) {
        let redirects = assigner.redirects
        guard !redirects.isEmpty else { return }
        var nodeOfEntity: [UInt32: UInt32] = [:]
        for (node, entity) in assigner.entities.enumerated() { nodeOfEntity[entity] = UInt32(node) }
        for (from, to) in redirects.sorted(by: { $0.key < $1.key }) {
            var target = to
            for _ in 0..<64 { if let further = redirects[target] { target = further } else { break } }
            guard let node = nodeOfEntity[target], nodeOfEntity[from] == nil else { continue }
            for kind in NodeKind.allCases where numbering.nodes(of: kind).contains(Int(node)) {
                aliases.add(kind, String(from).utf8Span.span, node)
            }
        }
    }
}

/// Further ids by which nodes are found: `company:91440101…`.
private struct AliasList {
    private var bytes: [UInt8] = []
    private var offsets: [UInt32] = [0]
    private(set) var nodes: [UInt32] = []

    mutating func add(_ kind: NodeKind, _ text: Span<UInt8>, _ node: UInt32) {
        bytes.append(kind.name.utf8Span.span)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(text)
        offsets.append(UInt32(bytes.count))
        nodes.append(node)
    }

    var table: StringTable { StringTable(offsets: Column(offsets), bytes: Column(bytes)) }
}

/// Organisation codes that stand inside unified codes: ways to name a company,
/// where only one has the code.
private struct OrganisationCodes {
    /// By the code's nine characters, seven bits each.
    private var nodes: [UInt64: UInt32] = [:]

    mutating func reserveCapacity(_ count: Int) { nodes.reserveCapacity(count) }

    mutating func note(_ unifiedCode: Span<UInt8>, of node: UInt32) {
        guard unifiedCode.count == 18 else { return }
        var code: UInt64 = 0
        for index in 8..<17 { code = code << 7 | UInt64(unifiedCode[index]) }
        if let known = nodes[code], known != node { nodes[code] = UInt32.max } else { nodes[code] = node }
    }

    var unambiguous: [(code: [UInt8], node: UInt32)] {
        nodes.filter { $0.value != UInt32.max }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { code, node in
            (stride(from: UInt64(56), through: 0, by: -7).map { UInt8(code >> $0 & 127) }, node)
        }
    }
}

extension Span where Element == UInt8 {
    func contains(_ byte: UInt8) -> Bool {
        for index in indices where self[index] == byte { return true }
        return false
    }
}
