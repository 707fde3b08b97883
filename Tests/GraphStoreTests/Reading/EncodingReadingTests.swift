import Testing

@testable import GraphStore

struct EncodingReadingTests {
    static let text = "名称,备注\n甲公司,𠀀𪚥與鎔\n乙公司,€·ɑ…\n"
    /// The same in GB18030, from the standard's tables: 𠀀 is 95 32 82 36.
    static let extensionB: [UInt8] = [0x95, 0x32, 0x82, 0x36]

    @Test func `CJK Extension B is written in four bytes`() {
        #expect(TextDecoder.encode(Array("𠀀".utf8)[...], to: .gb18030) == Self.extensionB)
        #expect(TextDecoder.decode(Self.extensionB, from: .gb18030) == Array("𠀀".utf8))
    }

    @Test func `a GB18030 file cut anywhere reads as it was written`() throws {
        let bytes = TextDecoder.encode(Array(Self.text.utf8)[...], to: .gb18030)
        for piece in 1...bytes.count {
            let table = try ReadTable(.memory(bytes, name: "a.csv", pieceByteCount: piece), window: 64)
            #expect(table.encoding == .gb18030)
            #expect(table.header == ["名称", "备注"])
            #expect(table.rows == [["甲公司", "𠀀𪚥與鎔"], ["乙公司", "€·ɑ…"]])
            #expect(table.originals[0] == TextDecoder.encode(Array("甲公司,𠀀𪚥與鎔".utf8)[...], to: .gb18030))
        }
    }

    @Test func `every character of GB18030 survives decoding and encoding`() throws {
        var bytes: [UInt8] = []
        for scalar in (0x80...0x10FFFF).lazy.compactMap(Unicode.Scalar.init) {
            // Of the private use area, glibc gives some places to later characters.
            if (0xE000...0xF8FF).contains(scalar.value) { continue }
            bytes += Array(String(Character(scalar)).utf8)
        }
        let stored = TextDecoder.encode(bytes[...], to: .gb18030)
        #expect(TextDecoder.decode(stored, from: .gb18030) == bytes)
        var scan = GB18030Scan()
        scan.add(stored.span)
        scan.finish()
        #expect(scan.invalidCount == 0)
    }

    @Test func `every two-byte sequence of GB18030 gives its original bytes again`() {
        let trails = (UInt8(0x40)...0xFE).filter { $0 != 0x7F }
        let pairs = (UInt8(0x81)...0xFE).flatMap { lead in trails.flatMap { [lead, $0] } }
        let text = TextDecoder.decode(pairs, from: .gb18030)
        #expect(String(decoding: text, as: UTF8.self).unicodeScalars.count == pairs.count / 2)
        #expect(TextDecoder.encode(text[...], to: .gb18030) == pairs)
    }

    @Test func `every four-byte sequence gives its original bytes again, but for six`() throws {
        var sequences: [[UInt8]] = []
        // The first two leads of CJK Extension B; the test above has the rest.
        for first: UInt8 in [0x95, 0x96] {
            for second in UInt8(0x30)...0x39 {
                for third in UInt8(0x81)...0xFE {
                    for fourth in UInt8(0x30)...0x39 { sequences.append([first, second, third, fourth]) }
                }
            }
        }
        let bytes: [UInt8] = sequences.flatMap { (sequence: [UInt8]) -> [UInt8] in [0x61] + sequence + [0x0A] }
        let table = try ReadTable(.memory(bytes, name: "a.csv"), header: .given(["a"]))
        #expect(table.encoding == .gb18030)
        #expect(table.originals.count == sequences.count)
        var changed = 0
        for (sequence, original) in zip(sequences, table.originals) where [0x61] + sequence != original {
            changed += 1
        }
        // The only characters that glibc reads in two forms (such as 𠂇, also
        // FE 51): they come back in the shorter one.
        #expect(changed == 6)
    }

    @Test(arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian])
    func `UTF-16 with a byte order mark is read`(encoding: TextEncoding) throws {
        let bytes = TextDecoder.encode(Array("\u{FEFF}\(Self.text)".utf8)[...], to: encoding)
        let table = try ReadTable(.memory(bytes, name: "a.csv", pieceByteCount: 3))
        #expect(table.encoding == encoding)
        #expect(table.header == ["名称", "备注"])
        #expect(table.rows[0] == ["甲公司", "𠀀𪚥與鎔"])
        #expect(table.originals[0] == TextDecoder.encode(Array("甲公司,𠀀𪚥與鎔".utf8)[...], to: encoding))
    }

    @Test func `the encoding is judged by the whole file, not its start`() throws {
        // A megabyte of ASCII, and then GB18030.
        let line = String(repeating: "abc ", count: 150) + ",def\n"
        let ascii = Array(("name,note\n" + String(repeating: line, count: 2000)).utf8)
        let tail = TextDecoder.encode(Array("甲公司,备注\n".utf8)[...], to: .gb18030)
        let table = try ReadTable(.memory(ascii + tail, name: "a.csv"))
        #expect(table.encoding == .gb18030)
        #expect(table.rows.last == ["甲公司", "备注"])
        // GB18030 text whose first characters are valid UTF-8 by chance.
        let chance = TextDecoder.encode(Array("一,b\n依法须经批准,2\n".utf8)[...], to: .gb18030)
        #expect(try ReadTable(.memory(chance, name: "a.csv")).header == ["一", "b"])
    }

    @Test func `a few broken bytes in UTF-8 mark their rows and keep the others`() throws {
        var bytes = Array("名称,备注\n".utf8)
        for _ in 0..<500 { bytes += Array("甲公司,备注\n".utf8) }
        let broken: [UInt8] = Array("乙公".utf8) + [0xE5, 0x8F] + Array(",备\n".utf8)
        let table = try ReadTable(.memory(bytes + broken + bytes, name: "a.csv"))
        #expect(table.encoding == .utf8)
        #expect(table.flags.filter { $0 == .invalidEncoding }.count == 1)
        #expect(table.flags[500] == .invalidEncoding)
        #expect(table.originals[500] == broken.dropLast())
        #expect(table.rows.count == 1002)
    }

    @Test func `a GB18030 character cut in half marks its row, whose original bytes stay`() throws {
        func gb(_ text: String) -> [UInt8] { TextDecoder.encode(Array(text.utf8)[...], to: .gb18030) }
        var bytes = gb("名称,备注\n")
        for _ in 0..<100 { bytes += gb("甲公司,备注\n") }
        let broken = gb("乙公") + [0xCB] + gb(",备")
        for (piece, window) in [(1, 128), (7, 64), (4096, 90)] + (64..<84).map({ (4096, $0) }) {
            let item = InputItem.memory(
                bytes + broken + [0x0A] + gb("丙,丁\n"), name: "a.csv", pieceByteCount: piece)
            let table = try ReadTable(item, window: window)
            #expect(table.encoding == .gb18030)
            #expect(table.flags[100] == .invalidEncoding)
            #expect(table.originals[100] == broken)
            #expect(table.rows[100] == ["乙公\u{FFFD}", "备"])
            #expect(table.rows[101] == ["丙", "丁"])
            #expect(table.flags[101] == [])
        }
    }

    @Test func `bytes of no known encoding are refused with the first offset`() throws {
        // Latin-1: every accent breaks UTF-8, and GB18030 before a space.
        let latin: [UInt8] = Array("a,b\n".utf8) + (0..<100).flatMap { _ in [0x63, 0x61, 0x66, 0xE9, 0x20, 0x0A] }
        let error = #expect(throws: IngestError.self) { try ReadTable(.memory(latin, name: "latin.csv")) }
        #expect(error?.code == .encodingUnknown)
        #expect(error?.file == "latin.csv")
        #expect(error?.offset == 8)
    }

    @Test(arguments: [[0x50, 0x4B, 0x03, 0x04, 0x00], [0xD0, 0xCF, 0x11, 0xE0, 0xA1]] as [[UInt8]])
    func `a workbook under the name of a CSV file is named as what it is`(magic: [UInt8]) throws {
        let error = #expect(throws: IngestError.self) { try ReadTable(.memory(magic, name: "a.csv")) }
        #expect(error?.code == .formatUnknown)
        #expect(error?.message.contains("Excel") == true)
    }

    @Test func `the validator agrees with the standard library on all short byte strings`() {
        // All two-byte strings, and three- and four-byte ones around the limits.
        let edges: [UInt8] = [
            0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
            0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        var wrong: [[UInt8]] = []
        func check(_ bytes: [UInt8]) {
            let expected = String(validating: bytes, as: UTF8.self) != nil
            var scan = UTF8Scan()
            scan.add(bytes.span)
            scan.finish()
            let agrees = UTF8Validator.isValid(bytes.span) == expected && (scan.invalidCount == 0) == expected
            if !agrees { wrong.append(bytes) }
        }
        for first in UInt8.min...UInt8.max { for second in UInt8.min...UInt8.max { check([first, second]) } }
        for first in edges where first >= 0xED {
            for second in edges { for third in edges { check([first, second, third, 0x80]) } }
            check([first, 0x90, 0x80, 0x7F])
        }
        for first in edges { for second in edges { for third in edges { check([first, second, third]) } } }
        #expect(wrong.isEmpty)
    }
}
