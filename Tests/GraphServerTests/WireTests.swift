import Foundation
import Testing

@testable import GraphServer
@testable import GraphStore

@Suite struct WireTests {
    @Test func `percent-encoding goes there and back`() {
        for text in ["公司 & 人", "a+b%c/d?", "𠀀", "", "company:91"] {
            #expect(PercentText.decode(PercentText.encodeSegment(text), plusIsSpace: true) == text)
        }
        #expect(PercentText.decode("a+b", plusIsSpace: true) == "a b")
        #expect(PercentText.decode("a+b", plusIsSpace: false) == "a+b")
        #expect(PercentText.decode("%ff", plusIsSpace: false) == nil)
        #expect(PercentText.decode("%4", plusIsSpace: false) == nil)
    }

    @Test func `base64url goes there and back and refuses the rest`() {
        for count in 0..<40 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 11) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
        #expect(Base64URL.encode([0xfb, 0xff]) == "-_8")
        for bad in ["A", "AAAAA", "A=", "+/", "AB"] { #expect(Base64URL.decode(bad) == nil, "\(bad)") }
    }

    @Test func `shares are read exactly`() {
        #expect(ShareText.units("0.33333333") == 33_333_333)
        #expect(ShareText.units("1") == EdgeAttributes.wholeShare)
        #expect(ShareText.units("0") == 0)
        #expect(ShareText.units("0.5") == 50_000_000)
        for bad in ["", ".", "1.1", "-0", "0.123456789", "2", "0x1", "1e0", "0.", " 1"] {
            #expect(ShareText.units(bad) == nil, "\(bad)")
        }
    }

    @Test func `the elements of a payload are found whatever is in its strings`() {
        let json = Array(#"["a,]\"",null,{"x":[1,2]},-1.5,""]"#.utf8)
        let parts = (RecordBody.elements(json) ?? []).map { String(decoding: json[$0], as: UTF8.self) }
        #expect(parts == [#""a,]\"""#, "null", #"{"x":[1,2]}"#, "-1.5", #""""#])
        #expect(RecordBody.elements(Array("[]".utf8))?.isEmpty == true)
        #expect(RecordBody.elements(Array("{}".utf8)) == nil)
    }

    @Test func `only loopback addresses may be listened at`() {
        for host in ["127.0.0.1", "127.1.2.3", "::1", "localhost"] { #expect(Loopback.contains(host), "\(host)") }
        for host in ["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example.com", "example.com", "", "127.0.0.256", "127.0.0"]
        {
            #expect(!Loopback.contains(host), "\(host)")
        }
        #expect(throws: (any Error).self) { try ServeCommand.parse(["--host", "0.0.0.0"]) }
        #expect(throws: (any Error).self) { try ServeCommand.parse(["--port", "70000"]) }
        #expect(throws: Never.self) { try ServeCommand.parse(["--port", "0", "--host", "127.0.0.1"]) }
    }

    @Test func `file names of uploads are plain`() {
        #expect(Upload.fileName("penalty.csv") == "penalty.csv")
        #expect(Upload.fileName("a/b/行政处罚.csv") == "行政处罚.csv")
        for bad in ["", "..", "/", ".hidden", "a\u{0}b", "a\\b", String(repeating: "x", count: 201)] {
            #expect(Upload.fileName(bad) == nil)
        }
    }

    @Test func `a return file holds rows of one theme, source and header`() throws {
        let entry = QuarantineEntry(
            id: 7, theme: "penalty", source: "s", department: "d", file: "a.csv", header: ["x", "y"], row: 1, line: 2,
            column: "y", reason: "date.missing", message: "too, bad", original: Array("1,\"2\n3\"\r\n".utf8),
            epoch: Epoch(rawValue: 1))
        var file = ReturnFile(header: entry.header)
        file.add(entry)
        #expect(
            String(decoding: file.bytes, as: UTF8.self)
                .hasSuffix("x,y,退回行编号,退回行问题列,退回行原因代码,退回行问题说明\r\n1,\"2\n3\",7,y,date.missing,\"too, bad\"\r\n"))
        var (columns, source, theme) = (entry, entry, entry)
        columns.header = ["z"]
        source.source = "t"
        theme.theme = "tax"
        let all = [entry, columns, source, theme]
        #expect(Set(all.map { ReturnFile.name(of: $0) }).count == 4)
        let several = #expect(throws: Problem.self) { try ReturnFileRoutes.rows(of: all, name: nil) }
        #expect(several?.code == .severalReturnFiles)
        for row in all {
            #expect(try ReturnFileRoutes.rows(of: all, name: ReturnFile.name(of: row)).map(\.header) == [row.header])
        }
        let unknown = #expect(throws: Problem.self) { try ReturnFileRoutes.rows(of: all, name: "nosuch") }
        #expect(unknown?.code == .unknownReturnFile)
        #expect(try ReturnFileRoutes.rows(of: [], name: nil).isEmpty)
    }

    @Test func `a turnstile lets few in and refuses what is too much`() async throws {
        let turnstile = Turnstile(insideMax: 1, waitingMax: 1)
        let (opened, open) = AsyncStream<Void>.makeStream()
        let (entered, enter) = AsyncStream<Void>.makeStream()
        let first = Task {
            try await turnstile.pass {
                enter.yield()
                for await _ in opened { break }
            }
        }
        for await _ in entered { break }
        let second = Task { try await turnstile.pass { 2 } }
        while turnstile.waitingCount == 0 { await Task.yield() }
        await #expect(throws: Problem.self) { try await turnstile.pass { 3 } }
        open.yield()
        try await first.value
        #expect(try await second.value == 2)
        #expect(try await turnstile.pass { 4 } == 4)
    }

    @Test func `every character of a string comes back from its JSON`() throws {
        // Long enough to grow the writer's memory several times.
        let texts =
            (0..<0x80).map { String(Unicode.Scalar(UInt8($0))) } + ["公司", "\u{feff}", "𠀀\"\\", "", "a\nb"]
            + [String(repeating: "有限公司", count: 500), String(repeating: "\"", count: 500)]
        var json = JSONWriter(capacity: 0)
        json.beginArray()
        for text in texts { json.string(text) }
        json.endArray()
        let read = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String]
        // Foundation's reader drops U+FEFF.
        #expect(read == texts.map { $0 == "\u{feff}" ? "" : $0 })
    }

    @Test func `numbers, dates and amounts are written exactly`() {
        var json = JSONWriter(capacity: 0)
        json.beginArray()
        for number in [0, 7, -7, 10, 1_234_567_890, Int.max, Int.min] { json.number(number) }
        json.quoted(42)
        json.day(0)
        json.day(Day.unknownRawValue)
        json.yuan(-105)
        json.yuan(1_230)
        json.share(33_333_333)
        json.endArray()
        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == "[0,7,-7,10,1234567890,9223372036854775807,-9223372036854775808,\"42\",\"1970-01-01\",null,"
                + "-1.05,12.3,0.33333333]")
    }
}
