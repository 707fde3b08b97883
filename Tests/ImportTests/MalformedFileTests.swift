import Foundation
import GraphStore
import TestSupport
import Testing

/// Whatever a file contains, importing it ends, and every row of it is stored,
/// repeated, or in quarantine, or the file is reported as unreadable.
struct MalformedFileTests {
    private typealias Damage = DeliveryDamage<SplitMix64>

    private func check(_ delivery: Damage.Delivery, kind: Damage.Kind, store: TestStore, seed: UInt64) throws {
        let path = try store.write(delivery.name, delivery.bytes)
        let report = try store.deliver([path])
        let place = "\(delivery.name) \(kind), seed \(seed)"
        #expect(report.total.isBalanced, "\(place): \(report.total)")
        #expect(report.files.reduce(0) { $0 + $1.rows } == report.total.read, "\(place)")
        for counts in report.themes.values { #expect(counts.isBalanced, "\(place)") }
        let isReported = !report.failedFiles.isEmpty || !report.skipped.isEmpty || report.total.read > 0
        // A header with no rows below it has nothing to report.
        #expect(isReported || [.onlyHeader, .truncatedFile].contains(kind), "\(place): nothing is said of it")
        if let rows = delivery.rows, report.failedFiles.isEmpty {
            #expect(report.total.read == rows, "\(place): \(report.total), \(report.files)")
        }
        for file in report.failedFiles { #expect(file.error?.isEmpty == false, "\(place)") }
        // Once more: nothing new.
        let again = try store.deliver([path])
        #expect(again.total.inserted == 0 && again.total.updated == 0, "\(place) again: \(again.total)")
        #expect(again.total.read == report.total.read, "\(place) again")
        #expect(again.epoch == report.epoch, "\(place) again")
        try FileManager.default.removeItem(atPath: path)
    }

    @Test func `200 malformed files are imported without a crash, every row accounted for`() throws {
        let seed: UInt64 = 20_261_121
        print("malformed files from seed \(seed)")
        var damage = Damage(random: SplitMix64(seed: seed))
        let files = try Repository.sampleFiles()
        let store = try TestStore()
        for number in 0..<200 {
            let kind = Damage.Kind.allCases[number % Damage.Kind.allCases.count]
            let file = files[Int.random(in: 0..<files.count, using: &damage.random)]
            let name = (file as NSString).lastPathComponent
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
            let delivery = damage.damage(
                bytes, theme: name.split(separator: ".").first.map(String.init) ?? "", kind: kind, number: number,
                isJSON: name.hasSuffix(".ndjson"))
            try check(delivery, kind: kind, store: store, seed: seed)
        }
        let problems = try store.reading { try $0.integrityProblems() }
        #expect(problems.isEmpty)
        let quarantine = try store.quarantine()
        #expect(quarantine.allSatisfy { !$0.reason.isEmpty && !$0.message.isEmpty && $0.line > 0 && $0.row > 0 })
        print("malformed files: \(try store.liveRecords().count) records live, \(quarantine.count) rows refused")
        let snapshot = try store.rebuild()
        try snapshot.graph.validate()
        #expect(snapshot.facts.count <= (try store.liveRecords().count))
    }

    @Test func `return files of malformed deliveries can be written and delivered again`() throws {
        var damage = Damage(random: SplitMix64(seed: 7))
        let store = try TestStore()
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: Repository.sample + "/penalty.csv")))
        for (number, kind) in Damage.Kind.allCases.enumerated() {
            let delivery = damage.damage(bytes, theme: "penalty", kind: kind, number: number, isJSON: false)
            let report = try store.deliver([store.write(delivery.name, delivery.bytes)])
            let waiting = try store.quarantine().count
            let paths = try store.reading {
                try ReturnFiles(reader: RecordReader(store: $0), directory: store.directory).write(
                    importNumber: report.number)
            }
            guard !paths.isEmpty else { continue }
            let returned = try store.deliver(paths)
            #expect(returned.total.isBalanced, "\(kind)")
            #expect(try store.quarantine().count <= waiting, "\(kind): \(returned.total)")
        }
    }
}
