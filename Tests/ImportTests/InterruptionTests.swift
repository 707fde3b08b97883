import Foundation
import GraphStore
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Imports that end at any moment leave the store whole; repeating them
/// completes them. With the real program, killed for real.
@Suite(.serialized, .enabled(if: Repository.server != nil, "graph-server is not built beside the tests"))
struct InterruptionTests {
    /// Starts `graph-server import` of the sample; ends before `body` returns.
    private func startImport(_ store: TestStore, _ paths: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Repository.server))
        process.arguments =
            ["import", "--data", store.directory.path, "--catalogue", Repository.catalogueFolder] + paths
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func program(_ store: TestStore, _ arguments: [String]) throws -> String {
        let output = Shell.output(
            try #require(Repository.server),
            arguments + ["--data", store.directory.path, "--catalogue", Repository.catalogueFolder])
        return String(decoding: output, as: UTF8.self)
    }

    /// A store with the key that all of these tests share.
    private func keyedStore() throws -> TestStore {
        let store = try TestStore()
        try FileManager.default.createDirectory(atPath: store.directory.path, withIntermediateDirectories: true)
        try Data(0..<32).write(to: URL(fileURLWithPath: store.directory.personKey))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: store.directory.personKey)
        return store
    }

    private func milliseconds(_ duration: Duration) -> Int {
        Int(duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000)
    }

    @Test func `killed ten times at random moments and repeated, the store is that of one clean import`() throws {
        let clean = try keyedStore()
        let started = ContinuousClock.now
        try startImport(clean, [Repository.sample]).waitUntilExit()
        let whole = milliseconds(ContinuousClock.now - started)
        let expected = try program(clean, ["check", "--digest"])
        #expect(expected.contains("digest"))

        let seed = UInt64.random(in: 0...UInt64.max)
        print("kill seed \(seed), a whole import takes \(whole) ms")
        var random = SplitMix64(seed: seed)
        // One store is killed again and again, and every kill also has a store
        // of its own: both first loads and later ones are interrupted.
        let battered = try keyedStore()
        var interrupted = 0
        for _ in 0..<10 {
            let delay = Int.random(in: 1...max(whole, 2), using: &random)
            let fresh = try keyedStore()
            for store in [battered, fresh] {
                let process = try startImport(store, [Repository.sample])
                usleep(UInt32(delay) * 1000)
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                if process.terminationReason == .uncaughtSignal { interrupted += 1 }
                guard FileManager.default.fileExists(atPath: store.directory.database) else { continue }
                // Readable straight away, before any writer has mended it.
                let state = try program(store, ["check", "--digest"])
                let isEmpty = state.contains("records     0  ")
                let hasRecords = state.split(separator: "\n").first == expected.split(separator: "\n").first
                #expect(isEmpty || hasRecords || state.isEmpty, "after \(delay) ms, seed \(seed): \(state)")
            }
            try startImport(fresh, [Repository.sample]).waitUntilExit()
            #expect(try program(fresh, ["check", "--digest"]) == expected, "killed after \(delay) ms, seed \(seed)")
            #expect(try program(fresh, ["check"]).contains("the store is whole"))
        }
        try startImport(battered, [Repository.sample]).waitUntilExit()
        #expect(try program(battered, ["check", "--digest"]) == expected, "seed \(seed)")
        #expect(try program(battered, ["check"]).contains("the store is whole"))
        #expect(try program(battered, ["check"]).contains("nodes"))
        #expect(interrupted > 0, "no import was interrupted; seed \(seed)")
    }

    @Test func `Ctrl-C leaves the store as it was`() throws {
        let store = try keyedStore()
        try startImport(store, [Repository.sample]).waitUntilExit()
        let before = try program(store, ["check", "--digest"])
        var text = "company_code,company_name,award_name,level,awarded_on\n"
        for index in 0..<200_000 { text += "\(SampleCompany.first),甲公司,第\(index)号荣誉称号,市级,2024-05-06\n" }
        let process = try startImport(store, [try store.write("award-many.csv", text)])
        // Once the writer's lock names the import, it has begun.
        for _ in 0..<400 {
            usleep(10_000)
            let holder = (try? String(contentsOfFile: store.directory.lock, encoding: .utf8)) ?? ""
            if holder.contains("\(process.processIdentifier)") { break }
        }
        usleep(150_000)
        process.interrupt()
        process.waitUntilExit()
        #expect(process.terminationStatus != 0)
        #expect(try program(store, ["check", "--digest"]) == before)
        #expect(try store.epoch() == 1)
    }
}

/// What a writer that died in the middle of a transaction leaves behind.
struct DeadWriterTests {
    /// Changes every record in a transaction that is spilled to the file, and dies.
    private static let dyingWriter = """
        import os, sqlite3, sys
        db = sqlite3.connect(sys.argv[1], isolation_level=None)
        db.execute("PRAGMA journal_mode=DELETE")
        db.execute("PRAGMA cache_size=2")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE record SET payload = payload || ' '")
        db.execute("INSERT INTO meta VALUES ('half', 'done')")
        print("spilled", flush=True)
        os.kill(os.getpid(), 9)

        """

    @Test func `a store with a dead writer's journal reads as before its transaction`() throws {
        let store = try TestStore()
        try store.deliver([Repository.sample + "/shareholding.csv"])
        let before = try store.digest()
        let script = try store.write("dying.py", Self.dyingWriter)
        let output = Shell.output("/usr/bin/python3", [script, store.directory.database])
        #expect(String(decoding: output, as: UTF8.self).contains("spilled"))
        let journal = store.directory.database + "-journal"
        try #require(FileManager.default.fileExists(atPath: journal), "the writer left no journal to roll back")
        // Reading comes first: no writer has mended the store.
        #expect(try store.digest() == before)
        let again = try store.deliver([Repository.sample + "/shareholding.csv"])
        #expect(again.total.inserted == 0 && again.epoch == 1)
        #expect(try store.digest() == before)
    }

    @Test func `a database without tables has no data, and an import fills it`() throws {
        let store = try TestStore()
        try FileManager.default.createDirectory(atPath: store.directory.path, withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: store.directory.database))
        #expect { try RecordStore(reading: store.directory) } throws: { "\($0)".contains("load some first") }
        #expect(try store.deliver([Repository.sample + "/award.csv"]).total.inserted > 0)
    }
}
