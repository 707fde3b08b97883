import ArgumentParser
import Foundation
import GraphStore

/// The graph of a data directory, opened for reading.
struct GraphSource {
    let snapshot: GraphSnapshot
    let kinds: EdgeKindTable
    /// What investigators have decided.
    let decisions: DecisionLog
    /// The day that drawings describe.
    let asOf: Day

    /// - Throws: errors of store, catalogue or snapshot, each saying what to do.
    init(_ options: SourceOptions) throws {
        let directory = DataDirectory(path: options.data)
        let catalogue = try Catalogue.load(from: try CatalogueFolder.find(options.catalogue))
        let store = try RecordStore(reading: directory)
        guard let current = try SnapshotStore(directory: directory).current(store: store, catalogue: catalogue) else {
            throw ValidationError(
                "\(options.data) has no current graph under this catalogue; `graph-server serve --data "
                    + "\(options.data)` builds it.")
        }
        let now = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
        let today = Day(year: now.year ?? 2000, month: now.month ?? 1, day: now.day ?? 1)
        (snapshot, kinds, decisions) = (current, catalogue.edgeKinds, try store.decisionLog())
        asOf = options.asOf.flatMap { Day(iso: $0) } ?? today ?? Day(rawValue: 0)
    }
}

extension GraphSnapshot {
    /// The entity of an id; a bare number is a company's.
    ///
    /// - Throws: ``UnknownEntity`` for an id that nobody has.
    func entity(_ id: String) throws(UnknownEntity) -> NodeID {
        guard let node = node(id.contains(":") ? id : "company:\(id)") else { throw UnknownEntity(id: id) }
        return node
    }
}

/// An id that nobody has.
struct UnknownEntity: Error, CustomStringConvertible {
    let id: String

    var description: String { "There is no entity \(id); ids look like company:9137… or person:12." }
}
