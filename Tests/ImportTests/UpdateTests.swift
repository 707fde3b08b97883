import GraphStore
import Testing

/// What a later delivery does to what an earlier one said.
struct UpdateTests {
    private static let header = "company_code,company_name,award_name,level,awarded_on\n"

    private func row(_ name: String, _ level: String, code: String = SampleCompany.first) -> String {
        "\(code),青岛市崂山区金宇明餐饮管理有限公司,\(name),\(level),2024-05-06\n"
    }

    @Test func `a changed row closes the old version, which stays readable`() throws {
        let store = try TestStore()
        try store.deliver("award-1.csv", Self.header + row("质量奖", "市级") + row("老字号", "省级"))
        let report = try store.deliver("award-2.csv", Self.header + row("质量奖", "国家级"))
        #expect(report.total.updated == 1 && report.total.read == 1)
        #expect(report.epoch == 2)
        let records = try store.records()
        #expect(records.count == 3)
        let old = try #require(records.first { $0.from.rawValue == 1 && $0.to != nil })
        #expect(try old.value("level") == "市级")
        #expect(old.to?.rawValue == 2)
        #expect(old.file.hasSuffix("award-1.csv"))
        let new = try #require(records.first { $0.from.rawValue == 2 })
        #expect(try new.value("level") == "国家级")
        #expect(new.to == nil)
        let snapshot = try store.rebuild()
        let node = try #require(snapshot.node("company:\(SampleCompany.first)"))
        let titles = try snapshot.titles(of: node)["award"] ?? []
        #expect(titles.count == 2)
        #expect(titles.contains { $0.contains("国家级") } && !titles.contains { $0.contains("市级") })
    }

    @Test func `op=delete closes a record, and deleting it again changes nothing`() throws {
        let store = try TestStore()
        try store.deliver("award-1.csv", Self.header + row("质量奖", "市级") + row("老字号", "省级"))
        let text = "op," + Self.header + "delete," + row("质量奖", "市级")
        let report = try store.deliver("award-2.csv", text)
        #expect(report.total.updated == 1 && report.epoch == 2)
        #expect(try store.liveRecords().count == 1)
        let again = try store.deliver("award-2.csv", text)
        #expect(again.total.unchanged == 1 && again.epoch == 2)
        #expect(try store.records().count == 2)
    }

    @Test func `operations in one file apply in its order, and the file can be repeated`() throws {
        // Said and taken back; taken back and said; taken back and said otherwise.
        let text =
            "op," + Self.header + "upsert," + row("甲奖", "市级") + "delete," + row("甲奖", "市级")
            + "delete," + row("乙奖", "市级") + "upsert," + row("乙奖", "市级")
            + "delete," + row("丙奖", "市级") + "upsert," + row("丙奖", "省级")
        for before in ["", row("甲奖", "市级") + row("乙奖", "市级") + row("丙奖", "市级")] {
            let store = try TestStore()
            if !before.isEmpty { try store.deliver("award-1.csv", Self.header + before) }
            let report = try store.deliver("award-2.csv", text)
            #expect(report.total.isBalanced)
            let live = try store.liveRecords().map { try ($0.value("award_name") ?? "") + ($0.value("level") ?? "") }
            #expect(live.sorted() == ["丙奖省级", "乙奖市级"].sorted(), "\(before.isEmpty)")
            let again = try store.deliver("award-2.csv", text)
            #expect(again.total.unchanged == 6, "\(again.total)")
            #expect(again.epoch == report.epoch)
            #expect(try store.liveRecords().count == 2)
        }
    }

    @Test func `a complete delivery withdraws what it no longer contains`() throws {
        let store = try TestStore()
        try store.deliver("award-1.csv", Self.header + row("质量奖", "市级") + row("老字号", "省级"))
        var options = ImportOptions()
        options.isComplete = true
        let report = try store.deliver("award-2.csv", Self.header + row("质量奖", "市级"), options: options)
        #expect(report.total.withdrawn == 1 && report.total.unchanged == 1 && report.epoch == 2)
        #expect(try store.liveRecords().map { try $0.value("award_name") } == ["质量奖"])
        let again = try store.deliver("award-2.csv", Self.header + row("质量奖", "市级"), options: options)
        #expect(again.total.withdrawn == 0 && again.epoch == 2)
    }

    @Test func `a complete delivery with refused rows withdraws nothing`() throws {
        let store = try TestStore()
        try store.deliver("award-1.csv", Self.header + row("质量奖", "市级") + row("老字号", "省级"))
        var options = ImportOptions()
        options.isComplete = true
        let bad = row("老字号", "省级").replacing("2024-05-06", with: "昨天")
        let report = try store.deliver("award-2.csv", Self.header + row("质量奖", "市级") + bad, options: options)
        #expect(report.total.quarantined == 1 && report.total.withdrawn == 0)
        #expect(try store.liveRecords().count == 2)
    }

    @Test func `a complete delivery of one source leaves the other sources alone`() throws {
        let store = try TestStore()
        var options = ImportOptions()
        options.source = "registration_system"
        try store.deliver("award-1.csv", Self.header + row("质量奖", "市级"), options: options)
        options.source = nil
        try store.deliver("award-2.csv", Self.header + row("老字号", "市级"), options: options)
        options.isComplete = true
        let report = try store.deliver("award-3.csv", Self.header + row("其他", "市级"), options: options)
        #expect(report.total.withdrawn == 1)
        #expect(try Set(store.liveRecords().map { try $0.value("award_name") }) == ["质量奖", "其他"])
    }

    @Test func `competing statements under one key are both kept and do not flip`() throws {
        let store = try TestStore()
        let (a, b) = (row("质量奖", "市级"), row("质量奖", "省级"))
        let report = try store.deliver("award-1.csv", Self.header + a + b)
        #expect(report.total.inserted == 2 && report.total.competing == 1)
        #expect(try store.liveRecords().count == 2)
        for text in [a + b, b + a, a + a + b] {
            let again = try store.deliver("award-1.csv", Self.header + text)
            #expect(again.total.unchanged == again.total.read, "\(again.total)")
            #expect(again.epoch == 1)
        }
        #expect(try store.records().count == 2)
    }

    @Test func `competing statements are findings of both records while both are live`() throws {
        let store = try TestStore()
        func competing() throws -> [[UInt32]] {
            try store.reading { store in
                let reader = RecordReader(store: store)
                let listed = try reader.findings(reason: "key.competing", limit: 100)
                let counted = try reader.findingCounts().filter { $0.finding == .competing }
                #expect(counted.reduce(0) { $0 + $1.count } == listed.count)
                for entry in listed { #expect(entry.findings.contains(.competing)) }
                return listed.map { [$0.record.rawValue] + $0.rivals.map(\.rawValue) }
            }
        }
        let (a, b, c) = (row("质量奖", "市级"), row("质量奖", "省级"), row("老字号", "市级"))
        try store.deliver("award-1.csv", Self.header + c + a + b)
        #expect(try competing() == [[2, 3], [3, 2]])
        #expect(try store.records().map { $0.findings.contains("row:key.competing") } == [false, true, true])
        let snapshot = try store.rebuild()
        let flags = (0..<snapshot.facts.count).map { (snapshot.facts.record[$0], snapshot.facts.flags[$0] & 1 != 0) }
        #expect(Dictionary(uniqueKeysWithValues: flags) == [1: false, 2: true, 3: true])
        try store.deliver("award-1.csv", Self.header + c + a + b)
        #expect(try competing() == [[2, 3], [3, 2]])
        // One statement is left: nothing competes with it.
        try store.deliver("award-2.csv", Self.header + a)
        #expect(try competing() == [])
        // And again two, found by the index of keys.
        try store.deliver("award-3.csv", Self.header + row("质量奖", "国家级") + a)
        #expect(try competing() == [[2, 4], [4, 2]])
    }

    @Test func `when one of two competing statements is left out, the epoch says that something changed`() throws {
        let store = try TestStore()
        let (a, b) = (row("质量奖", "市级"), row("质量奖", "省级"))
        try store.deliver("award-1.csv", Self.header + a + b)
        let digest = try store.digest()
        let report = try store.deliver("award-2.csv", Self.header + a)
        #expect(try store.liveRecords().map { try $0.value("level") } == ["市级"])
        #expect(try store.digest().records != digest.records)
        #expect(report.total.isBalanced)
        #expect(report.epoch == 2)
        #expect(try store.epoch() == 2)
    }

    @Test func `two sources that disagree do not replace each other`() throws {
        let store = try TestStore()
        var other = ImportOptions()
        other.source = "registration_system"
        try store.deliver("award-1.csv", Self.header + row("质量奖", "市级"))
        let report = try store.deliver("award-2.csv", Self.header + row("质量奖", "省级"), options: other)
        #expect(report.total.inserted == 1 && report.total.updated == 0)
        #expect(try store.liveRecords().count == 2)
        #expect(try store.deliver("award-1.csv", Self.header + row("质量奖", "市级")).epoch == 2)
        #expect(try store.liveRecords().count == 2)
    }

    @Test func `a second writer is told who writes`() throws {
        let store = try TestStore()
        let holder = try RecordStore(writing: store.directory, purpose: "the first")
        #expect { try RecordStore(writing: store.directory, purpose: "the second") } throws: { error in
            (error as? RecordError)?.code == .locked && "\(error)".contains("the first")
        }
        withExtendedLifetime(holder) {}
    }
}
