import Foundation

/// Builds the graph of the store's live records: the one way from SQLite to
/// memory.
///
/// Reading (one thread) and projecting (the caller's) overlap; then entities
/// are resolved, numbered and sorted, and search is indexed.
///
/// Memory: about 250 bytes a record at the peak.
public struct GraphBuilder {
    private let store: RecordStore
    private let catalogue: Catalogue

    public init(store: RecordStore, catalogue: Catalogue) {
        self.store = store
        self.catalogue = catalogue
    }

    /// Builds the graph of the last committed epoch and notes new identities.
    ///
    /// - Precondition: the store is open for writing.
    /// - Parameters:
    ///   - progress: told the number of records read, now and then.
    ///   - stage: told the name of each stage when it ends, for benchmarks.
    /// - Throws: ``RecordError`` or ``SnapshotError``.
    public func build(
        progress: (Int) -> Void = { _ in }, stage: (StaticString) -> Void = { _ in }
    ) throws -> GraphSnapshot {
        let epoch = try store.epoch()
        let words = try store.words()
        let kinds = catalogue.edgeKinds
        var plans: [Int32: ThemePlan] = [:]
        for (number, layout) in words.layouts {
            // Records of a theme that left the catalogue stay in the store.
            guard let index = catalogue.themeIndex(layout.theme) else { continue }
            plans[number] = ThemePlan(
                theme: catalogue.themes[index], themeIndex: index, layoutColumns: layout.columns, kinds: kinds)
        }
        var projector = try project(plans: plans, progress: progress)
        stage("project")
        projector.entities.resolve()
        stage("resolve")
        let numbering = NodeNumbering(projector.entities)
        stage("number")
        var assigner = IdentityAssigner(stored: try store.storedIdentities(), nodeCount: numbering.nodeCount)
        assigner.assign(projector.entities, nodeOf: numbering.nodeOf)

        stage("identity")
        let store = self.store
        let new = assigner.new
        let saving = BackgroundWork { try store.add(new, epoch: epoch) }
        let snapshot = try SnapshotAssembly(
            projector: projector, numbering: numbering, assigner: assigner, catalogue: catalogue, words: words,
            epoch: epoch, storeID: store.storeID, redirects: try store.storedRedirects(adding: new)
        ).assemble(stage: stage)
        stage("assemble")
        try saving.wait()
        stage("save identities")
        return snapshot
    }

    private func project(plans: [Int32: ThemePlan], progress: (Int) -> Void) throws -> RecordProjector {
        let queue = BoundedQueue<ScannedBatch>(capacity: 4)
        let store = self.store
        let reading = BackgroundWork { store.scanLive(into: queue) }
        var projector = RecordProjector()
        var read = 0
        while let batch = try queue.pop() {
            guard projector.project(batch, plans: plans) else {
                queue.abandon()
                throw RecordError(.damaged, "a record's payload cannot be read; run `graph-server check`")
            }
            read += batch.rows.count
            progress(read)
        }
        try reading.wait()
        return projector
    }
}

/// Work on a thread of its own, waited for by the thread that started it.
final class BackgroundWork: @unchecked Sendable {
    // @unchecked Sendable: `failure` is written before `done` is signalled and
    // read after it.
    private let done = DispatchSemaphore(value: 0)
    private var failure: (any Error)?

    init(_ work: @escaping @Sendable () throws -> Void) {
        let thread = Thread { [self] in
            do { try work() } catch { failure = error }
            done.signal()
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    /// - Throws: what the work threw.
    func wait() throws {
        done.wait()
        if let failure { throw failure }
    }
}

/// The final numbers of nodes: by kind, then in the order of first mention.
struct NodeNumbering {
    /// The node of each provisional entity, `UInt32.max` for none.
    private(set) var nodeOf: [UInt32]
    /// The provisional entity that stands for each node.
    private(set) var rootOf: [UInt32] = []
    /// See ``NodeTable/kindStarts``.
    private(set) var kindStarts: [Int] = []

    var nodeCount: Int { rootOf.count }

    init(_ entities: ProvisionalEntities) {
        nodeOf = [UInt32](repeating: .max, count: entities.count)
        var byKind = [[UInt32]](repeating: [], count: Int(NodeKind.contact.rawValue) + 1)
        for entity in 0..<entities.count where entities.isNode(entity) {
            byKind[Int(entities.kind(of: entity).rawValue)].append(UInt32(entity))
        }
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
