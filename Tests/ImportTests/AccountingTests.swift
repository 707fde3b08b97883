import Foundation
import GraphStore
import Testing

/// Rows in = inserted + updated + unchanged + quarantined, for every theme.
struct AccountingTests {
    private struct Meta: Decodable {
        struct Theme: Decodable { var rows: Int }
        var themes: [String: Theme]
    }

    @Test func `every row of the sample is accounted for in all 46 themes`() throws {
        let (_, report, _) = try TestStore.sample.get()
        let meta = try JSONDecoder().decode(
            Meta.self, from: Data(contentsOf: URL(fileURLWithPath: Repository.sample + "/meta.json")))
        #expect(report.themes.count == 46)
        #expect(report.failedFiles.isEmpty)
        for (theme, counts) in report.themes {
            #expect(counts.read == meta.themes[theme]?.rows, "\(theme)")
            #expect(counts.isBalanced, "\(theme): \(counts)")
            #expect(counts.updated == 0 && counts.withdrawn == 0, "\(theme): \(counts)")
        }
        #expect(report.total.read == 5000)
        #expect(report.total.isBalanced)
    }

    /// One line of `truth/dirt.csv`.
    private struct Dirt: Hashable {
        var theme: String
        var row: Int
        var column: String
        var reason: String
    }

    private func dirt() throws -> [Dirt] {
        try SampleTable(path: Repository.sample + "/truth/dirt.csv").rows.map {
            Dirt(theme: $0[0], row: Int($0[2]) ?? 0, column: $0[3], reason: $0[4])
        }
    }

    @Test func `the sample's refused rows are planted dirt and nothing else`() throws {
        let (store, report, _) = try TestStore.sample.get()
        let planted = Dictionary(
            try dirt().filter { $0.reason != "repeated_row" }.map { ("\($0.theme):\($0.row)", $0) },
            uniquingKeysWith: { first, _ in first })
        for entry in try store.quarantine() {
            let place = "\(entry.theme):\(entry.row)"
            print("refused \(place) \(entry.column ?? "") \(entry.reason): \(planted[place]?.reason ?? "not planted")")
            let dirt = try #require(planted[place], "\(place) \(entry.column ?? "") \(entry.reason) \(entry.message)")
            guard dirt.reason != "shifted_columns" else { continue }
            #expect(entry.column == dirt.column, "\(place) \(entry.reason)")
        }
        #expect(try store.quarantine().count == report.total.quarantined)
    }

    @Test func `all planted dirt is refused, noted or taken for unknown`() throws {
        let (store, report, _) = try TestStore.sample.get()
        let refused = Set(try store.quarantine().map { "\($0.theme):\($0.row)" })
        let records = Dictionary(grouping: try store.records()) { "\($0.theme):\($0.row)" }
        for dirt in try dirt() {
            let place = "\(dirt.theme):\(dirt.row)"
            // A wrong share is a share all the same: one row alone does not show it.
            if dirt.reason == "repeated_row" || dirt.reason == "wrong_share" { continue }
            if refused.contains(place) { continue }
            let record = try #require(records[place]?.first, "\(place) \(dirt.reason) was neither kept nor refused")
            let isNoted = record.findings.contains { $0.hasPrefix(dirt.column + ":") }
            let isUnknown = try record.value(dirt.column) == nil
            #expect(isNoted || isUnknown, "\(place) \(dirt.column) \(dirt.reason): \(record.findings)")
        }
        for (theme, repeated) in Dictionary(grouping: try dirt().filter { $0.reason == "repeated_row" }, by: \.theme) {
            #expect(report.themes[theme]?.unchanged == repeated.count, "\(theme)")
        }
        let themesWithRepeats = Set(try dirt().filter { $0.reason == "repeated_row" }.map(\.theme))
        for (theme, counts) in report.themes where !themesWithRepeats.contains(theme) {
            #expect(counts.unchanged == 0, "\(theme) has repeated rows that nobody planted")
        }
    }

    @Test func `refused rows are new ones by reason and ones that wait still, and nothing else`() throws {
        let store = try TestStore()
        let header = "company_code,document_no,date,title\n"
        let bad = (1...3).map { "\(SampleCompany.first),罚〔2020〕\($0)号,2020-02-30,标签\n" }
        let first = try store.deliver("penalty-1.csv", header + bad[0] + bad[1] + bad[0])
        // The third row is the first one again.
        #expect(first.total.quarantined == 3 && first.total.stillWaiting == 1)
        #expect(first.reasons == ["date.nonexistent": 2])
        let second = try store.deliver("penalty-2.csv", header + bad[1] + bad[2])
        #expect(second.total.quarantined == 2 && second.total.stillWaiting == 1)
        #expect(second.reasons == ["date.nonexistent": 1])
        #expect(second.themes["penalty"]?.stillWaiting == 1)
        #expect(try second.json().contains(#""stillWaiting":1"#))
        let (_, sample, _) = try TestStore.sample.get()
        #expect(sample.total.quarantined == sample.reasons.values.reduce(sample.total.stillWaiting, +))
    }

    @Test func `importing the sample again changes nothing`() throws {
        let store = try TestStore()
        let first = try store.deliver([Repository.sample])
        let digest = try store.digest()
        let waiting = try store.quarantine().map(\.id)
        let second = try store.deliver([Repository.sample])
        for (theme, counts) in second.themes {
            #expect(counts.inserted == 0 && counts.updated == 0 && counts.withdrawn == 0, "\(theme): \(counts)")
            #expect(counts.isBalanced)
            #expect(counts.quarantined == first.themes[theme]?.quarantined, "\(theme)")
            #expect(counts.stillWaiting == counts.quarantined, "\(theme)")
        }
        #expect(second.total.read == first.total.read)
        #expect(second.reasons.isEmpty)
        #expect(second.epoch == first.epoch)
        #expect(try store.epoch() == first.epoch)
        #expect(try store.digest() == digest)
        #expect(try store.quarantine().map(\.id) == waiting)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: Repository.registry)))
    func `all 323,330 rows of the real registry are accounted for`() throws {
        let store = try TestStore()
        let report = try store.deliver([Repository.registry])
        #expect(report.themes.keys.sorted() == ["registration"])
        #expect(report.total.read == 323_330)
        #expect(report.total.isBalanced)
        print("registry: \(report.total), refused by reason: \(report.reasons)")
        // Four rows whose columns have shifted, so that an appliance, a form of
        // company, a scope and a person's name stand for the province.
        #expect(report.total.quarantined == 4)
        #expect(report.reasons == ["choice.unknown": 4])
        let refused = try store.quarantine()
        #expect(refused.map(\.row).sorted() == [18_810, 21_023, 43_152, 168_852])
        #expect(refused.allSatisfy { $0.column == "province" })
        let again = try store.deliver([Repository.registry])
        #expect(again.total.inserted == 0 && again.total.updated == 0)
        #expect(again.total.isBalanced && again.total.read == 323_330)
        #expect(again.epoch == report.epoch)
        let snapshot = try store.rebuild()
        #expect(snapshot.facts.count == report.total.inserted)
    }
}
