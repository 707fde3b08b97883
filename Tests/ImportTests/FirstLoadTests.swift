import Foundation
import Testing

@testable import GraphStore

/// An empty store is loaded and projected at once; what comes of it must be
/// what reading the store back gives.
struct FirstLoadTests {
    /// Imports files and builds in one go, as `graph-server import` does.
    ///
    /// - Returns: the report, and how many records were read back for the graph.
    private func load(_ store: TestStore, _ paths: [String]) throws -> (report: ImportReport, readBack: Int) {
        let records = try RecordStore(writing: store.directory, purpose: "test")
        let load = FirstLoad(catalogue: store.catalogue)
        let report = try Importer(store: records, catalogue: store.catalogue, hasher: TestStore.hasher)
            .run(InputListing(paths: paths), options: ImportOptions(), load: load)
        var readBack = 0
        _ = try SnapshotStore(directory: store.directory)
            .rebuild(store: records, catalogue: store.catalogue, load: load) { readBack = $0 }
        #expect(try records.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
        return (report, readBack)
    }

    private func graphFile(_ store: TestStore, epoch: Int) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: store.directory.path + "/graph-\(epoch).snapshot"))
    }

    @Test func `loading and projecting at once gives the same file as reading back`() throws {
        let store = try TestStore()
        let (report, readBack) = try load(store, [Repository.sample])
        #expect(report.total.inserted > 4_000)
        #expect(readBack == 0)
        let atOnce = try graphFile(store, epoch: 1)
        _ = try store.rebuild()
        #expect(try graphFile(store, epoch: 1) == atOnce)
    }

    @Test func `a second import in one go builds from the store`() throws {
        let store = try TestStore()
        _ = try load(store, [Repository.sample + "/registration.csv"])
        let (second, readBack) = try load(
            store, [Repository.sample + "/shareholding.csv", Repository.sample + "/penalty.csv"])
        #expect(second.epoch == 2)
        #expect(readBack > second.total.inserted)
        let atOnce = try graphFile(store, epoch: 2)
        _ = try store.rebuild()
        #expect(try graphFile(store, epoch: 2) == atOnce)
    }

    @Test func `a first delivery that takes back its own rows is read back`() throws {
        let store = try TestStore()
        let lines = try String(contentsOfFile: Repository.sample + "/award.csv", encoding: .utf8)
            .split(whereSeparator: \.isNewline).map(String.init)
        var delivery = ["op," + lines[0]]
        for line in lines[1...3] { delivery.append("," + line) }
        delivery.append("delete," + lines[1])
        let text = delivery.joined(separator: "\n") + "\n"
        let (report, readBack) = try load(store, [store.write("award.csv", text)])
        #expect(readBack == 2)
        #expect(report.total.inserted == 2, "\(report.total)")
        let atOnce = try graphFile(store, epoch: 1)
        let snapshot = try store.rebuild()
        #expect(try graphFile(store, epoch: 1) == atOnce)
        #expect(snapshot.facts.count == 2)
    }

    @Test func `a first import that fails leaves an empty store that can be loaded`() throws {
        let store = try TestStore()
        let records = try RecordStore(writing: store.directory, purpose: "test")
        let load = FirstLoad(catalogue: store.catalogue)
        #expect(throws: RecordError.self) {
            try Importer(store: records, catalogue: store.catalogue, hasher: TestStore.hasher).run(
                InputListing(paths: [Repository.sample]), options: ImportOptions(), isCancelled: { true }, load: load)
        }
        #expect(try records.epoch().rawValue == 0)
        let again = try Importer(store: records, catalogue: store.catalogue, hasher: TestStore.hasher).run(
            InputListing(paths: [Repository.sample + "/award.csv"]), options: ImportOptions())
        #expect(again.total.inserted > 0)
    }

    @Test func `after a delivery that only deletes, a store is loaded as an empty one`() throws {
        let store = try TestStore()
        let lines = try String(contentsOfFile: Repository.sample + "/award.csv", encoding: .utf8)
            .split(whereSeparator: \.isNewline).map(String.init)
        let deletion = "op," + lines[0] + "\ndelete," + lines[1] + "\n"
        #expect(try store.deliver("award-1.csv", deletion).total.unchanged == 1)
        let (report, readBack) = try load(store, [Repository.sample + "/award.csv"])
        #expect(report.total.inserted > 3 && readBack == 0)
    }
}
