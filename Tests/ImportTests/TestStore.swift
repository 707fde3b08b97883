import Foundation
import GraphStore

/// A record store in a folder of its own: real files, real SQLite.
final class TestStore: Sendable {
    let root: String
    let directory: DataDirectory
    let catalogue: Catalogue

    /// The same key everywhere, so that digests of stores can be compared.
    static let hasher = PersonIDHasher(key: [UInt8](0..<32))

    init(catalogue: Catalogue? = nil) throws {
        self.catalogue = try catalogue ?? Repository.catalogue.get()
        root = FileManager.default.temporaryDirectory.path + "/panorama-import-\(UUID().uuidString)"
        directory = DataDirectory(path: root + "/data")
        try FileManager.default.createDirectory(atPath: root + "/in", withIntermediateDirectories: true)
    }

    deinit {
        // Left-overs of a test only cost space.
        try? FileManager.default.removeItem(atPath: root)
    }

    /// Writes a delivery.
    ///
    /// - Returns: its path.
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = root + "/in/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

    /// Imports files as `graph-server import` would, without the graph.
    @discardableResult
    func deliver(_ paths: [String], options: ImportOptions = ImportOptions()) throws -> ImportReport {
        let store = try RecordStore(writing: directory, purpose: "test")
        return try Importer(store: store, catalogue: catalogue, hasher: Self.hasher)
            .run(InputListing(paths: paths), options: options)
    }

    @discardableResult
    func deliver(_ name: String, _ text: String, options: ImportOptions = ImportOptions()) throws -> ImportReport {
        try deliver([write(name, text)], options: options)
    }

    /// Builds the graph, writes its file and opens that.
    func rebuild(catalogue other: Catalogue? = nil) throws -> GraphSnapshot {
        let store = try RecordStore(writing: directory, purpose: "test")
        return try SnapshotStore(directory: directory).rebuild(store: store, catalogue: other ?? catalogue)
    }

    func reading<T>(_ body: (RecordStore) throws -> T) throws -> T {
        try body(RecordStore(reading: directory))
    }

    func digest() throws -> StoreDigest { try reading { try $0.digest() } }
    func epoch() throws -> UInt32 { try reading { try $0.epoch().rawValue } }

    /// All refused rows that wait.
    func quarantine() throws -> [QuarantineEntry] {
        try reading { try RecordReader(store: $0).quarantine(limit: 1_000_000) }
    }

    /// All record versions, closed ones too, by id.
    func records() throws -> [StoredRecord] {
        try reading { store in
            let reader = RecordReader(store: store)
            var records: [StoredRecord] = []
            var missing = 0
            var id: UInt32 = 1
            // Ids are given in order; a statement that was taken back leaves a gap.
            while missing < 100 {
                if let record = try reader.record(RecordID(rawValue: id)) {
                    records.append(record)
                    missing = 0
                } else {
                    missing += 1
                }
                id += 1
            }
            return records
        }
    }

    func liveRecords() throws -> [StoredRecord] { try records().filter { $0.to == nil } }

    /// The sample, imported and built once for all tests that only read it.
    static let sample = Result {
        let store = try TestStore()
        let report = try store.deliver([Repository.sample])
        return (store: store, report: report, snapshot: try store.rebuild())
    }
}

extension StoredRecord {
    /// The canonical value of a column as text; nil where it is unknown.
    func value(_ column: String) throws -> String? {
        let cells = try JSONSerialization.jsonObject(with: Data(payload)) as? [Any]
        guard let position = columns.firstIndex(of: column), let cells, position < cells.count else { return nil }
        switch cells[position] {
        case let text as String: return text
        case is NSNull: return nil
        case let other: return "\(other)"
        }
    }
}

extension GraphSnapshot {
    /// The titles of the facts of an entity, by theme.
    func titles(of node: NodeID) throws -> [String: [String]] {
        var titles: [String: [String]] = [:]
        for row in facts.range(of: node) {
            titles[themes[Int(facts.theme[row])], default: []].append(try facts.titles.text(row))
        }
        return titles
    }

    /// The public id of each node.
    var allIDs: [String] { (0..<nodes.count).map { nodes.ids[$0] } }
}

extension RowCounts {
    /// Rows in = inserted + updated + unchanged + quarantined.
    var isBalanced: Bool { read == inserted + updated + unchanged + quarantined }
}

/// Companies of the sample; fictional.
enum SampleCompany {
    static let first = "91370212260008885D"
    static let second = "91370212260033300C"
    static let third = "91370212MA1000CJ0B"
}
