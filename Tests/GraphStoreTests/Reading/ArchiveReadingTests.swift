import Foundation
import Testing

@testable import GraphStore

struct ArchiveReadingTests {
    static let csv = Array("名称,b\n甲,1\n乙,2\n".utf8)

    /// A folder of its own, removed after `body`.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("reading-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    private func write(_ bytes: [UInt8], _ path: String) throws {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    @Test(arguments: [1, 2, 3, 17, 4096])
    func `a gzip file of several members is their concatenation`(piece: Int) throws {
        let parts = [Self.csv[..<9], Self.csv[9..<9], Self.csv[9...]]
        let bytes = parts.flatMap { HandmadeArchive.gzip(Array($0)) }
        let table = try ReadTable(.memory(bytes, name: "a.csv.gz", pieceByteCount: piece))
        #expect(table.rows == [["甲", "1"], ["乙", "2"]])
        #expect(table.notes == [])
        // Recognised by its content too.
        #expect(try ReadTable(.memory(bytes, name: "a.csv")).rows == table.rows)
    }

    @Test func `a truncated gzip file is refused with the byte at which it ends`() throws {
        let bytes = HandmadeArchive.gzip(Self.csv)
        for count in 1..<bytes.count {
            let item = InputItem.memory(Array(bytes[..<count]), name: "a.csv.gz")
            let error = #expect(throws: IngestError.self) { try ReadTable(item) }
            // One byte is not enough to be gzip at all.
            #expect(error?.code == (count == 1 ? .gzipDamaged : .gzipTruncated), "\(count)")
            if count > 1 { #expect(error?.offset == count) }
            #expect(error?.file == "a.csv.gz")
        }
    }

    @Test func `a damaged gzip file is refused, bytes after its end are reported`() throws {
        var bytes = HandmadeArchive.gzip(Self.csv)
        bytes[20] ^= 1
        let error = #expect(throws: IngestError.self) { try ReadTable(.memory(bytes, name: "a.csv.gz")) }
        #expect(error?.code == .gzipDamaged)
        let whole = HandmadeArchive.gzip(Self.csv)
        let table = try ReadTable(.memory(whole + [1, 2, 3], name: "a.csv.gz"))
        #expect(table.rows.count == 2)
        #expect(table.notes.count == 1)
        #expect(table.notes.first?.contains("3 bytes") == true)
        // Zeros are tape padding.
        #expect(try ReadTable(.memory(whole + [0, 0, 0], name: "a.csv.gz")).notes == [])
        let plain = #expect(throws: IngestError.self) { try ReadTable(.memory(Self.csv, name: "a.csv.gz")) }
        #expect(plain?.code == .gzipDamaged)
    }

    @Test func `what expands a thousand times is refused before it fills anything`() throws {
        // gzip itself makes the file: 1,029 zeros become a byte.
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/bin/sh")
        gzip.arguments = ["-c", "head -c 100000000 /dev/zero | gzip -9"]
        let output = Pipe()
        gzip.standardOutput = output
        try gzip.run()
        let bomb = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        gzip.waitUntilExit()
        #expect(bomb.count < 200_000)
        let error = #expect(throws: IngestError.self) { try ReadTable(.memory(bomb, name: "a.csv.gz")) }
        #expect(error?.code == .archiveBomb)
        #expect(throws: Never.self) { try ExpansionGuard.check(stored: 1, expanded: ExpansionGuard.ratioFreeBytes) }
    }

    @Test func `zip entries are named in GB18030 or UTF-8, whatever their flag says`() throws {
        func gb(_ text: String) -> [UInt8] { TextDecoder.encode(Array(text.utf8)[...], to: .gb18030) }
        let bytes = HandmadeArchive.zip([
            (gb("数据/行政处罚.csv"), false, Self.csv),
            (Array("年报-2020.csv".utf8), true, Self.csv),
            (Array("登记.ndjson".utf8), false, Array("{\"a\":1}\n".utf8)),
            (Array("../../etc/permit.csv.gz".utf8), true, HandmadeArchive.gzip(Self.csv)),
            (Array("/abs/officer.csv".utf8), false, TextDecoder.encode(Self.csv[...], to: .gb18030)),
            (Array("数据/".utf8), true, []), (Array("__MACOSX/._a.csv".utf8), false, [1]),
            (Array("truth/people.csv".utf8), false, Self.csv), (Array("readme.txt".utf8), false, [65]),
            (Array("inner.zip".utf8), false, [65]),
        ])
        try withFolder { folder in
            try write(bytes, folder + "/all.zip")
            let listing = InputListing(paths: [folder + "/all.zip"])
            #expect(listing.errors.isEmpty)
            #expect(
                Set(listing.items.map(\.baseName)) == ["行政处罚", "年报-2020", "登记", "permit", "officer"])
            #expect(listing.items.contains { $0.displayName == folder + "/all.zip!/数据/行政处罚.csv" })
            #expect(listing.items.contains { $0.deliveredName == "all.zip!/数据/行政处罚.csv" })
            #expect(
                listing.skipped.map { $0.file?.split(separator: "!/").last.map(String.init) }
                    == ["truth/people.csv", "readme.txt", "inner.zip"])
            for item in listing.items {
                let table = try ReadTable(item)
                #expect(table.rows == (item.format == .ndjson ? [["1"]] : [["甲", "1"], ["乙", "2"]]))
            }
        }
    }

    @Test func `damaged zip archives and entries are errors of their own`() throws {
        try withFolder { folder in
            let good = HandmadeArchive.zip([(Array("a.csv".utf8), true, Self.csv)])
            try write(Array(good[..<40]), folder + "/cut.zip")
            #expect(InputListing(paths: [folder + "/cut.zip"]).errors.map(\.code) == [.zipDamaged])
            var bad = good
            bad[36] ^= 1
            try write(bad, folder + "/bad.zip")
            let listing = InputListing(paths: [folder + "/bad.zip"])
            let item = try #require(listing.items.first)
            let error = #expect(throws: IngestError.self) { try ReadTable(item) }
            #expect(error?.code == .zipDamaged)
        }
    }

    @Test func `folders are listed in order, without hidden files and ground truth`() throws {
        try withFolder { folder in
            let names = ["b.csv", "a/z.csv.gz", "a/c.NDJSON", ".hidden.csv", "truth/t.csv", "notes.docx", "a/.x/y.csv"]
            for name in names {
                try write(Self.csv, folder + "/" + name)
            }
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/a/loop", withDestinationPath: folder)
            let listing = InputListing(paths: [folder, folder + "/missing.csv", "-"])
            #expect(listing.items.map(\.baseName) == ["c", "z", "b", ""])
            #expect(listing.items.map(\.format) == [.ndjson, .csv, .csv, nil])
            #expect(listing.items.map(\.deliveredName) == ["a/c.NDJSON", "a/z.csv.gz", "b.csv", "-"])
            let given = InputListing(paths: [folder + "/a/z.csv.gz", folder + "/"])
            #expect(given.items.map(\.deliveredName) == ["z.csv.gz", "a/c.NDJSON", "a/z.csv.gz", "b.csv"])
            #expect(
                listing.skipped.map { $0.file?.replacingOccurrences(of: folder + "/", with: "") }
                    == ["a/loop", "notes.docx", "truth"])
            #expect(listing.errors.map(\.code) == [.fileMissing])
            #expect(listing.errors[0].file == folder + "/missing.csv")
        }
    }

    @Test func `a stream is copied once and read from its start each time`() throws {
        try withFolder { folder in
            let path = folder + "/records"
            #expect(mkfifo(path, 0o600) == 0)
            let bytes = TextDecoder.encode(Self.csv[...], to: .gb18030)
            let writer = Thread { try? Data(bytes).write(to: URL(fileURLWithPath: path)) }
            let item = try #require(InputListing(paths: [path]).items.first)
            writer.start()
            let table = try ReadTable(item)
            #expect(table.encoding == .gb18030)
            #expect(table.rows == [["甲", "1"], ["乙", "2"]])
            #expect(try ReadTable(item).rows == table.rows)
        }
    }
}
