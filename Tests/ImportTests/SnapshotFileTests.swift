import Foundation
import GraphStore
import TestSupport
import Testing

/// A graph file is trusted only when it is whole and of this very data.
struct SnapshotFileTests {
    private func path(_ store: TestStore) throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: store.directory.path)
        return store.directory.path + "/" + (try #require(names.first { $0.hasSuffix(".snapshot") }))
    }

    private func current(_ store: TestStore) throws -> GraphSnapshot? {
        try store.reading {
            try SnapshotStore(directory: store.directory).current(store: $0, catalogue: store.catalogue)
        }
    }

    private func built() throws -> TestStore {
        let store = try TestStore()
        try store.deliver(["registration", "shareholding", "permit"].map { Repository.sample + "/\($0).csv" })
        _ = try store.rebuild()
        return store
    }

    @Test func `a changed byte anywhere is noticed, and rebuilding gives the same file`() throws {
        let store = try built()
        let path = try path(store)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(try current(store) != nil)
        let seed = UInt64.random(in: 0...UInt64.max)
        print("damage seed \(seed), \(whole.count) bytes")
        var random = SplitMix64(seed: seed)
        let places =
            [0, 8, 20, 50, 70, 100, 127, whole.count - 1]
            + (0..<150).map { _ in Int.random(in: 0..<whole.count, using: &random) }
        for place in places {
            var damaged = whole
            damaged[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
            try damaged.write(to: URL(fileURLWithPath: path), options: .atomic)
            #expect(try current(store) == nil, "byte \(place) of \(whole.count), seed \(seed)")
        }
        _ = try store.rebuild()
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == whole)
        #expect(try current(store) != nil)
    }

    @Test func `a file cut short anywhere is noticed`() throws {
        let store = try built()
        let path = try path(store)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix64(seed: seed)
        for length in [0, 1, 8, 127, 128, whole.count / 2, whole.count - 1]
            + (0..<30).map({ _ in Int.random(in: 0..<whole.count, using: &random) })
        {
            try whole.prefix(length).write(to: URL(fileURLWithPath: path), options: .atomic)
            #expect(try current(store) == nil, "\(length) of \(whole.count) bytes, seed \(seed)")
        }
    }

    @Test func `a file of another store, an older epoch or another content is not taken`() throws {
        let (one, other) = (try built(), try built())
        let foreign = try Data(contentsOf: URL(fileURLWithPath: path(other)))
        let name = try path(one)
        try foreign.write(to: URL(fileURLWithPath: name), options: .atomic)
        #expect(try current(one) == nil)
        try Data("PANORAMA is no graph".utf8).write(to: URL(fileURLWithPath: name), options: .atomic)
        #expect(try current(one) == nil)
        _ = try one.rebuild()
        #expect(try current(one) != nil)
        try one.deliver([Repository.sample + "/award.csv"])
        #expect(try current(one) == nil)
        _ = try one.rebuild()
        #expect(try current(one)?.epoch.rawValue == 2)
        let files = try FileManager.default.contentsOfDirectory(atPath: one.directory.path).filter {
            $0.contains(".snapshot")
        }
        #expect(files == ["graph-2.snapshot"])
    }
}
