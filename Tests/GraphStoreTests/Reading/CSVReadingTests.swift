import Testing

@testable import GraphStore

struct CSVReadingTests {
    @Test(arguments: ["\r\n", "\n", "\r"])
    func `all three line ends separate rows, and the last one may be absent`(lineEnd: String) throws {
        for tail in ["", lineEnd] {
            let table = try ReadTable.csv("a,b\(lineEnd)1,2\(lineEnd)3,4\(tail)")
            #expect(table.header == ["a", "b"])
            #expect(table.rows == [["1", "2"], ["3", "4"]])
            #expect(table.lines == [2, 3])
            #expect(table.flags == [[], []])
        }
    }

    @Test func `the examples of RFC 4180 read as it says`() throws {
        let table = try ReadTable.csv("h1,h2,h3\r\n\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,\"y\"\"y\",\"x,x\"\r\n")
        #expect(table.rows == [["aaa", "b\r\nbb", "ccc"], ["zzz", "y\"y", "x,x"]])
        #expect(table.lines == [2, 4])
        #expect(table.originals[1] == Array("zzz,\"y\"\"y\",\"x,x\"".utf8))
        #expect(table.flags == [[], []])
    }

    @Test func `empty fields stay, empty lines go but count`() throws {
        let table = try ReadTable.csv("a,b\n\n,\n\n\n\"\",x\n \n")
        #expect(table.rows == [["", ""], ["", "x"], [" "]])
        #expect(table.lines == [3, 6, 7])
        #expect(table.numbers == [1, 2, 3])
    }

    @Test func `a byte order mark is not part of the first name`() throws {
        #expect(try ReadTable.csv("\u{FEFF}a,b\n1,2\n").header == ["a", "b"])
        #expect(try ReadTable.csv("\u{FEFF}\"a\",b\n1,2\n").header == ["a", "b"])
    }

    @Test(arguments: [",", ";", "\t", "|"])
    func `the delimiter is taken from the header`(delimiter: String) throws {
        let others = [",", ";", "\t", "|"].filter { $0 != delimiter }.joined()
        let header = ["a", "\"b\(others)\(others)\"", "c"].joined(separator: delimiter)
        let table = try ReadTable.csv(header + "\n" + ["1", "2", "3"].joined(separator: delimiter) + "\n")
        #expect(table.rows == [["1", "2", "3"]])
    }

    @Test func `quotes inside an unquoted field are text`() throws {
        let table = try ReadTable.csv("a,b\n5\" disc,\"x\"\nx\"\",y\"\n")
        #expect(table.rows == [["5\" disc", "x"], ["x\"\"", "y\""]])
        #expect(table.flags == [[], []])
    }

    @Test func `a stray quote at a field's start damages its own row only`() throws {
        let table = try ReadTable.csv("a,b,c\n1,\"2,3\n4,5,6\n7,\"8,8\",9\n\"甲\"乙,b,c\n")
        #expect(table.rows == [["1", "\"2", "3"], ["4", "5", "6"], ["7", "8,8", "9"], ["\"甲\"乙", "b", "c"]])
        #expect(table.flags == [.unbalancedQuote, [], [], .unbalancedQuote])
        #expect(table.lines == [2, 3, 4, 5])
    }

    @Test func `two stray quotes do not swallow the rows between them`() throws {
        // Read strictly, lines 2 to 4 are one record of two fields.
        let table = try ReadTable.csv("a,b,c\n1,\"2,3\n4,5,6\n7,8,9\"\nx,y,z\n")
        #expect(table.rows == [["1", "\"2", "3"], ["4", "5", "6"], ["7", "8", "9\""], ["x", "y", "z"]])
        #expect(table.flags == [.unbalancedQuote, [], [], []])
    }

    @Test func `a record that fits the header but may hide rows is marked`() throws {
        let table = try ReadTable.csv("a,b,c\n1,2,\"3\n4,5,6\n7,8,9\"\nx,y,\"two\nlines, really\"\n")
        #expect(table.rows.count == 2)
        #expect(table.flags == [.mayHideRows, []])
        #expect(table.rows[1][2] == "two\nlines, really")
    }

    @Test func `a quote that never closes costs one row, at the end of the file too`() throws {
        let table = try ReadTable.csv("a,b\n1,\"2\n3,4\n5,6")
        #expect(table.rows == [["1", "\"2"], ["3", "4"], ["5", "6"]])
        #expect(table.flags[0] == .unbalancedQuote)
        #expect(try ReadTable.csv("a,b\n1,\"").rows == [["1", "\""]])
    }

    @Test func `a quoted field beyond the bounds is no field`() throws {
        let many = String(repeating: "x\n", count: CSVGrammar.quotedLineCountMax + 1)
        let lines = try ReadTable.csv("a,b\n1,\"\(many)\"\n2,3\n")
        #expect(lines.rows.count == CSVGrammar.quotedLineCountMax + 3)
        #expect(lines.rows.last == ["2", "3"])
        let long = String(repeating: "x", count: CSVGrammar.quotedByteCountMax + 1)
        let bytes = try ReadTable.csv("a,b\n1,\"\(long)\"\n2,3\n")
        #expect(bytes.rows.count == 2)
        #expect(bytes.flags == [.unbalancedQuote, []])
        let allowed = String(repeating: "x", count: CSVGrammar.quotedByteCountMax - 10)
        #expect(try ReadTable.csv("a,b\n1,\"\(allowed)\"\n2,3\n").rows[0][1].utf8.count == allowed.utf8.count)
    }

    @Test(arguments: [true, false])
    func `a row beyond memory is one marked row, and the next row is whole`(ends: Bool) throws {
        let count = 200_000
        let text = "a,b\n1,2\n" + String(repeating: "x", count: count) + (ends ? "\n5,6\n7,8" : "")
        let table = try ReadTable(.memory(Array(text.utf8), name: "a.csv"), window: 4096, rowMax: 100_000)
        #expect(table.rows == [["1", "2"], []] + (ends ? [["5", "6"], ["7", "8"]] : []))
        #expect(table.flags[1] == .tooLong)
        #expect(table.originals[1].count + table.omitted[1] == count)
        #expect(table.lines == (ends ? [2, 3, 4, 5] : [2, 3]))
        #expect(table.numbers == (ends ? [1, 2, 3, 4] : [1, 2]))
    }

    @Test func `control characters are kept and marked`() throws {
        let table = try ReadTable.csv("a,b\n1\u{0},2\n\"3\u{1}\",\"4\"\n5\r6,7\n8\t,9\n")
        #expect(table.rows == [["1\u{0}", "2"], ["3\u{1}", "4"], ["5\r6", "7"], ["8\t", "9"]])
        #expect(table.flags == [.controlCharacter, .controlCharacter, .controlCharacter, []])
    }

    @Test func `files without a header line are refused, with what to do`() throws {
        for (text, code) in [
            ("", IngestError.Code.fileEmpty), ("\n\r\n\n", .fileEmpty), (" , \n1,2\n", .headerInvalid),
            ("a\0b\0\n", .headerInvalid),
        ] {
            let error = #expect(throws: IngestError.self) { try ReadTable.csv(text) }
            #expect(error?.code == code)
            #expect(error?.file == "test.csv")
        }
    }

    @Test func `a file without a header line can be given its columns`() throws {
        let table = try ReadTable.csv("1,2\n3,4\n", header: .given(["a", "b"]))
        #expect(table.header == ["a", "b"])
        #expect(table.rows == [["1", "2"], ["3", "4"]])
    }

    @Test(arguments: 1...12)
    func `pieces of any size give the same rows`(piece: Int) throws {
        let text = "列一,列二\r\n\"一,\r\n\"\"二\"\"\",三\r\n\r\n四,\"五\"\r\n\"六,七\r\n"
        #expect(try ReadTable.csv(text, piece: piece).rows == ReadTable.csv(text).rows)
        let expected = [["一,\r\n\"二\"", "三"], ["四", "五"], ["\"六", "七"]]
        #expect(try ReadTable.csv(text, piece: piece).rows == expected)
    }
}
