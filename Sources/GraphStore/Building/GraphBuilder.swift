/// Builds the graph of the store's live records: the one way from SQLite to
/// memory.
///
/// Reading (one thread) and projecting (the caller's) overlap; then entities
/// are resolved and numbered, and search is indexed beside the other tables.
///
/// Memory: about 250 bytes a record at the peak.
public struct GraphBuilder {
    private let store: RecordStore
    private let catalogue: Catalogue

    public init(store: RecordStore, catalogue: Catalogue) {
        self.store = store
        self.catalogue = catalogue
    }

    /// Builds the graph of the last committed epoch and notes new identities,
    /// which are saved while the caller goes on: ``BuiltGraph/waitUntilSaved()``.
    ///
    /// - Precondition: the store is open for writing.
    /// - Parameters:
    ///   - load: the import that has just filled the store, if it was empty.
    ///   - progress: told the number of records read, now and then.
    ///   - stage: told the name of each stage when it ends, for benchmarks.
    /// - Throws: ``RecordError`` or ``SnapshotError``.
    public func build(
        load: FirstLoad? = nil, progress: (Int) -> Void = { _ in }, stage: (StaticString) -> Void = { _ in }
    ) throws -> BuiltGraph {
        var loaded = try load?.take() ?? read(progress: progress)
        loaded.projector.facts.markFindings(of: try store.competingRecords())
        stage("project")
        loaded.projector.entities.resolve()
        stage("resolve")
        let numbering = NodeNumbering(loaded.projector.entities)
        stage("number")
        // Search asks for nothing of what follows.
        let texts = SearchTexts(projector: loaded.projector, numbering: numbering)
        let indexing = BackgroundWork { try texts.index() }
        var assigner = IdentityAssigner(stored: loaded.identities, nodeCount: numbering.nodeCount)
        assigner.assign(loaded.projector.entities, nodeOf: numbering.nodeOf)
        stage("identity")
        let (store, new, epoch, words) = (self.store, assigner.new, loaded.epoch, loaded.words)
        let saving = BackgroundWork { try store.add(new, epoch: epoch) }
        let snapshot = try SnapshotAssembly(
            projector: (consume loaded).projector, numbering: numbering, assigner: assigner, catalogue: catalogue,
            words: words, epoch: epoch, storeID: store.storeID, indexing: indexing
        ).assemble(stage: stage)
        return BuiltGraph(snapshot: snapshot, saving: saving)
    }

    /// Reads (on a thread of its own) and projects all live records.
    private func read(progress: (Int) -> Void) throws -> FirstLoad.Loaded {
        let (epoch, words, identities) = (try store.epoch(), try store.words(), try store.storedIdentities())
        var plans: [Int32: ThemePlan] = [:]
        for (number, layout) in words.layouts {
            // Records of a theme that left the catalogue stay in the store.
            guard let index = catalogue.themeIndex(layout.theme) else { continue }
            plans[number] = ThemePlan(
                theme: catalogue.themes[index], themeIndex: index, layoutColumns: layout.columns,
                kinds: catalogue.edgeKinds)
        }
        let queue = BoundedQueue<ScannedBatch>(capacity: 4)
        let store = self.store
        let reading = BackgroundWork { store.scanLive(into: queue) }
        var projector = RecordProjector(holderNames: catalogue.holderNames)
        var count = 0
        while let batch = try queue.pop() {
            guard projector.project(batch, plans: plans) else {
                queue.abandon()
                throw RecordError(.damaged, "a record's payload cannot be read; run `graph-server check`")
            }
            count += batch.rows.count
            progress(count)
        }
        try reading.wait()
        return FirstLoad.Loaded(projector: projector, epoch: epoch, words: words, identities: identities)
    }
}

/// A graph whose new identities are on their way into the store.
public struct BuiltGraph {
    /// The graph, in memory only.
    public let snapshot: GraphSnapshot
    let saving: BackgroundWork<Void>

    /// Publish the graph afterwards only: identities that it shows must last.
    ///
    /// - Throws: ``RecordError`` when they cannot be saved.
    public func waitUntilSaved() throws { try saving.wait() }
}

/// The final numbers of nodes: by kind, then in the order of first mention;
/// companies that are known within another alone stand after all others.
struct NodeNumbering {
    /// The node of each provisional entity, `UInt32.max` for none.
    private(set) var nodeOf: [UInt32]
    /// The provisional entity that stands for each node.
    private(set) var rootOf: [UInt32] = []
    /// See ``NodeTable/kindStarts``.
    private(set) var kindStarts: [Int] = []

    var nodeCount: Int { rootOf.count }

    func nodes(of kind: NodeKind) -> Range<Int> {
        kindStarts[Int(kind.rawValue)]..<kindStarts[Int(kind.rawValue) + 1]
    }

    init(_ entities: ProvisionalEntities) {
        nodeOf = [UInt32](repeating: .max, count: entities.count)
        var byKind = [[UInt32]](repeating: [], count: Int(NodeKind.contact.rawValue) + 1)
        // Their identity names the number of the company that they are known in.
        var inner: [UInt32] = []
        for entity in 0..<entities.count where entities.isNode(entity) {
            if entities.namespace(of: entity) == .companyMention {
                inner.append(UInt32(entity))
            } else {
                byKind[Int(entities.kind(of: entity).rawValue)].append(UInt32(entity))
            }
        }
        byKind[Int(NodeKind.company.rawValue)] += inner
        for list in byKind {
            kindStarts.append(rootOf.count)
            rootOf += list
        }
        kindStarts.append(rootOf.count)
        for (node, root) in rootOf.enumerated() { nodeOf[Int(root)] = UInt32(node) }
        for entity in nodeOf.indices where nodeOf[entity] == .max {
            nodeOf[entity] = nodeOf[entities.root(of: entity)]
        }
    }
}
