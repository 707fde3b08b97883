/// Sorts what the projector collected into the columns of a snapshot.
struct SnapshotAssembly {
    var projector: RecordProjector
    let numbering: NodeNumbering
    let assigner: IdentityAssigner
    let catalogue: Catalogue
    let words: RecordWords
    let epoch: Epoch
    let storeID: String

    /// Uses up what was collected, so that its memory goes as the columns grow.
    consuming func assemble(stage: (StaticString) -> Void) throws -> GraphSnapshot {
        var assembly = self
        let texts = SearchTexts(projector: assembly.projector, numbering: assembly.numbering)
        let indexing = BackgroundWork { try texts.index() }
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
        let search = try indexing.wait()
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

    private func publicID(_ node: Int, kind: NodeKind) -> [UInt8] {
        var id = Array(kind.name.utf8) + [UInt8(ascii: ":")]
        if let code = assigner.codeOfNode[UInt32(node)] {
            id += projector.entities.text(Int(code))
        } else {
            id += Array(String(assigner.entities[node]).utf8)
        }
        return id
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
                ids += publicID(node, kind: kind)
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
        return NodeTable(
            kindStarts: numbering.kindStarts, ids: StringTable(offsets: Column(idOffsets), bytes: Column(ids)),
            names: StringTable(offsets: Column(nameOffsets), bytes: Column(names)), since: Column(since),
            until: Column(until), status: Column(status), birthYear: Column(birthYear))
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
            titles: StringTable(facts.titles, starts: starts, order: order))
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
        var aliases: [String] = []
        var nodes: [UInt32] = []
        var nodeOfEntity: [UInt32: UInt32] = [:]
        func add(_ text: String, _ node: UInt32) {
            aliases.append(text)
            nodes.append(node)
        }
        var organisations = OrganisationCodes()
        for entity in 0..<projector.entities.count {
            let node = numbering.nodeOf[entity]
            guard node != UInt32.max else { continue }
            if projector.entities.namespace(of: entity) == .unifiedCode {
                organisations.note(projector.entities.text(entity), of: node)
            }
            switch projector.entities.namespace(of: entity) {
            case .unifiedCode where assigner.codeOfNode[node] != UInt32(entity), .registrationNumber, .organisationCode:
                add("company:" + String(decoding: projector.entities.text(entity), as: UTF8.self), node)
            default: break
            }
        }
        for (code, node) in organisations.unambiguous { add("company:" + code, node) }
        // Every company answers to its number too, and to numbers merged into it.
        for node in numbering.kindStarts[1]..<numbering.kindStarts[2] where assigner.codeOfNode[UInt32(node)] != nil {
            add("company:\(assigner.entities[node])", UInt32(node))
        }
        let redirects = assigner.redirects
        if !redirects.isEmpty {
            for (node, entity) in assigner.entities.enumerated() { nodeOfEntity[entity] = UInt32(node) }
            for (from, to) in redirects.sorted(by: { $0.key < $1.key }) {
                var target = to
                for _ in 0..<64 { if let further = redirects[target] { target = further } else { break } }
                guard let node = nodeOfEntity[target], nodeOfEntity[from] == nil else { continue }
                for kind in NodeKind.allCases where numbering.kindStarts[Int(kind.rawValue) + 1] > Int(node) {
                    add("\(kind.name):\(from)", node)
                    break
                }
            }
        }
        return PathIndex(ids: ids, aliases: StringTable(aliases), aliasNodes: nodes)
    }
}

/// Organisation codes that stand inside unified codes: ways to name a company,
/// where only one has the code.
private struct OrganisationCodes {
    private var nodes: [String: UInt32] = [:]

    mutating func note(_ unifiedCode: [UInt8], of node: UInt32) {
        guard unifiedCode.count == 18 else { return }
        let code = String(decoding: unifiedCode[8..<17], as: UTF8.self)
        if let known = nodes[code], known != node { nodes[code] = UInt32.max } else { nodes[code] = node }
    }

    var unambiguous: [(code: String, node: UInt32)] {
        nodes.filter { $0.value != UInt32.max }.sorted { $0.value < $1.value }.map { ($0.key, $0.value) }
    }
}

extension Span where Element == UInt8 {
    func contains(_ byte: UInt8) -> Bool {
        for index in indices where self[index] == byte { return true }
        return false
    }
}
