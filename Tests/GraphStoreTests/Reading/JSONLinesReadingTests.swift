import Testing

@testable import GraphStore

struct JSONLinesReadingTests {
    @Test func `keys become columns in the order of their first appearance`() throws {
        let table = try ReadTable.ndjson(
            """
            {"name":"甲","amount":12.50,"ok":true}
            {"ok":false,"name":"乙"}

            {"extra":null,"amount":-1e3, "name" : "丙", "new":"x"}
            """)
        #expect(table.header == ["name", "amount", "ok", "extra", "new"])
        #expect(table.rows == [["甲", "12.50", "true"], ["乙", "", "false"], ["丙", "-1e3", "", "", "x"]])
        #expect(table.lines == [1, 2, 4])
    }

    @Test func `escapes are resolved, nested values kept as written`() throws {
        let table = try ReadTable.ndjson(
            #"{"a":"\"\\\/\b\f\n\r\t\u7532\ud840\udc00","\u0062":[1, {"x":"]"}],"c":{},"d":""}"#)
        #expect(table.header == ["a", "b", "c", "d"])
        #expect(table.rows == [["\"\\/\u{8}\u{C}\n\r\t甲𠀀", #"[1, {"x":"]"}]"#, "{}", ""]])
    }

    @Test(arguments: [
        ("[1]", JSONProblem.notAnObject), ("{\"a\":1", .unexpectedEnd), ("{\"a\" 1}", .unexpectedByte),
        ("{\"a\":01}", .invalidNumber), ("{\"a\":1.}", .invalidNumber), ("{\"a\":-}", .invalidNumber),
        ("{\"a\":tru}", .invalidLiteral), ("{\"a\":nul", .invalidLiteral), ("{\"a\":\"\\x\"}", .invalidEscape),
        ("{\"a\":\"\\u12\"}", .invalidEscape), ("{\"a\":\"\\ud800\"}", .loneSurrogate),
        ("{\"a\":\"\\udc00\\ud800\"}", .loneSurrogate), ("{\"a\":\"\u{1}\"}", .controlCharacterInString),
        ("{\"a\":1,\"a\":2}", .duplicateKey), ("{\"a\":1} x", .textAfterObject), ("{\"a\":1,}", .unexpectedByte),
        ("{a:1}", .unexpectedByte), ("{\"a\":NaN}", .unexpectedByte), ("{\"a\":[1,]}", .unexpectedByte),
        ("{\"a\":\"x", .unexpectedEnd), ("{\"a\":\"\\", .unexpectedEnd),
    ])
    func `a bad line is a marked row with its reason`(line: String, problem: JSONProblem) throws {
        let table = try ReadTable.ndjson("{\"a\":0}\n\(line)\r\n{\"a\":1}\n")
        #expect(table.problems == [nil, problem, nil])
        #expect(table.flags == [[], .invalidJSON, []])
        #expect(table.rows == [["0"], [], ["1"]])
        #expect(table.originals[1] == Array(line.utf8))
        #expect(table.header == ["a"])
    }

    @Test func `nesting and the number of keys are bounded`() throws {
        func nested(_ depth: Int) -> String {
            "{\"a\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}\n"
        }
        let table = try ReadTable.ndjson(nested(JSONScanner.depthMax) + nested(100_000))
        #expect(table.problems == [nil, .tooDeep])
        let keys = (0...JSONLinesGrammar.columnCountMax).map { "\"k\($0)\":1" }.joined(separator: ",")
        let many = try ReadTable.ndjson("{\"a\":1}\n{\(keys)}\n")
        #expect(many.problems == [nil, .tooManyKeys])
        #expect(many.header == ["a"])
    }

    @Test func `without an ending, the first character tells NDJSON from CSV`() throws {
        let object = try ReadTable(.memory(Array(" {\"a\":1}\n".utf8), name: "upload"))
        #expect(object.header == ["a"])
        let table = try ReadTable(.memory(Array("a\n1\n".utf8), name: "upload"))
        #expect(table.header == ["a"])
    }

    @Test(arguments: 1...9)
    func `pieces of any size give the same rows`(piece: Int) throws {
        let text = "{\"名\":\"甲\\n乙\"}\r\n{\"名\":1,\"b\":[\"x\"]}\n\n{\"名\":\"丙\"}"
        let item = InputItem.memory(Array(text.utf8), name: "a.jsonl", pieceByteCount: piece)
        let table = try ReadTable(item, window: 64)
        #expect(table.rows.map { $0.filter { !$0.isEmpty } } == [["甲\n乙"], ["1", "[\"x\"]"], ["丙"]])
        #expect(table.lines == [1, 2, 4])
    }
}
