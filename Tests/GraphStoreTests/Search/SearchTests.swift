import Testing

@testable import GraphStore

/// A text of a node, as the tests write it.
struct SearchEntry: Sendable {
    let node: Int
    let kind: NodeKind
    let field: SearchField
    let text: String

    init(_ node: Int, _ kind: NodeKind, _ field: SearchField, _ text: String) {
        (self.node, self.kind, self.field, self.text) = (node, kind, field, text)
    }

    static func index(_ entries: [SearchEntry]) throws -> SearchIndex {
        var builder = SearchIndexBuilder()
        for entry in entries {
            let text = Array(entry.text.utf8)
            builder.add(node: NodeID(entry.node), kind: entry.kind, field: entry.field, text: text[...])
        }
        return try builder.finish()
    }
}

extension SearchResult {
    /// `node match` for each hit.
    var listing: [String] { hits.map { "\($0.node.rawValue) \($0.match.name)" } }
}

struct SearchTests {
    private static let built = Result {
        try SearchEntry.index([
            SearchEntry(0, .company, .name, "腾讯"),
            SearchEntry(1, .company, .name, "腾讯科技（深圳）有限公司"),
            SearchEntry(1, .company, .formerName, "腾讯计算机有限公司"),
            SearchEntry(1, .company, .code, "91440300MA5DA12345"),
            SearchEntry(2, .company, .name, "深圳市騰訊计算机系统有限公司"),
            SearchEntry(3, .company, .name, "重庆长安汽车股份有限公司"),
            SearchEntry(3, .company, .formerName, "小腾讯贸易行"),
            SearchEntry(3, .company, .registrationNumber, "440301103334567"),
            SearchEntry(4, .company, .name, "ＩＢＭ 中国 公司"),
            SearchEntry(5, .person, .name, "张伟"),
            SearchEntry(6, .person, .name, "腾讯丽"),
            SearchEntry(7, .premises, .address, "深圳市南山区腾讯大厦35层"),
            SearchEntry(8, .contact, .phone, "0755-8601 3388"),
            SearchEntry(9, .permit, .permitNumber, "粤食药许字〔2019〕第003号"),
            SearchEntry(10, .contact, .email, "Info@Example.com"),
            SearchEntry(11, .person, .name, "𠮷田"),
            SearchEntry(12, .company, .name, "——"),
        ])
    }

    private let index: SearchIndex

    init() throws { index = try SearchTests.built.get() }

    @Test func `exact comes before prefix, inside and former name, companies before others, short before long`()
        throws
    {
        let result = try index.search("腾讯")
        #expect(
            result.listing == [
                "0 exact", "1 prefix", "6 prefix", "2 inside", "7 inside", "3 formerName",
            ])
        #expect(result.total == .exact(6))
        #expect(result.cursor == nil)
        #expect(result.hits[1].text == "腾讯科技（深圳）有限公司")
        #expect(result.hits[3].text == "深圳市騰訊计算机系统有限公司")
        #expect(result.hits[5].field == .formerName)
    }

    @Test(arguments: [
        ("騰訊科技", ["1 prefix"]), ("ibm", ["4 prefix"]), ("ＩＢＭ中国公司", ["4 exact"]),
        ("中国 ibm", ["4 inside"]), ("科技 深圳", ["1 inside"]), ("有限 计算机", ["2 inside", "1 formerName"]),
        ("张 伟", ["5 exact"]), ("𠮷田", ["11 exact"]), ("大厦35", ["7 inside"]),
        ("91440300ma5da12345", ["1 exact"]), ("9144", ["1 prefix"]), ("91", ["1 prefix"]),
        ("DA123", ["1 inside"]), ("a5", []), ("440301", ["3 prefix"]), ("103334567", ["3 inside"]),
        ("075586013388", ["8 exact"]), ("0755 8601", ["8 prefix"]), ("8601-3388", ["8 inside"]),
        ("食药许", ["9 inside"]), ("粤食", ["9 prefix"]), ("info@example.com", ["10 exact"]),
        ("example", ["10 inside"]), ("没有这个", []),
    ])
    func `finds texts and numbers however they are typed`(query: String, listing: [String]) throws {
        let result = try index.search(query)
        #expect(result.listing == listing)
        #expect(result.total == .exact(listing.count))
    }

    @Test(arguments: [
        ("tengxun", ["0 pinyin", "1 pinyin", "2 pinyin", "6 pinyin"]),
        ("tengx", ["0 pinyin", "1 pinyin", "2 pinyin", "6 pinyin"]),
        ("Teng Xun Ke", ["1 pinyin"]), ("xunke", ["1 pinyin"]), ("zhangwei", ["5 pinyin"]),
        ("tx", ["0 initials", "1 initials", "2 initials", "6 initials"]), ("txkj", ["1 initials"]),
        // 重 and 长 are read in two ways; each is found.
        ("chongqingchangan", ["3 pinyin"]), ("zhongqing", ["3 pinyin"]),
        ("cqca", ["3 initials"]), ("zqza", ["3 initials"]), ("cqza", ["3 initials"]),
        // A single syllable must come first.
        ("zhang", ["5 pinyin"]), ("xun", []),
        ("ibmzg", ["4 initials"]),
    ])
    func `finds names by pinyin and initials`(query: String, listing: [String]) throws {
        #expect(try index.search(query).listing == listing)
    }

    @Test func `filters by kind, and counts what is left`() throws {
        let people = try index.search("腾讯", kinds: [.person, .premises])
        #expect(people.listing == ["6 prefix", "7 inside"])
        #expect(people.total == .exact(2))
        #expect(try index.search("腾讯", kinds: []).total == .exact(0))
    }

    @Test(arguments: [("", "query.tooShort"), ("腾", "query.tooShort"), ("（）· 司", "query.tooShort")])
    func `a query of fewer than two characters is an error`(query: String, code: String) {
        let error = #expect(throws: SearchError.self) { try index.search(query) }
        #expect(error?.code.rawValue == code)
    }

    @Test func `overlong queries and impossible limits are errors`() throws {
        #expect(throws: SearchError.self) { try index.search(String(repeating: "司", count: 201)) }
        #expect(try index.search(String(repeating: "司", count: 200)).total == .exact(0))
        #expect(try index.search(String(repeating: "xian", count: 50)).hits.isEmpty)
        #expect(throws: SearchError.self) { try index.search("腾讯", limit: 0) }
        #expect(throws: SearchError.self) { try index.search("腾讯", limit: 1_001) }
    }

    @Test func `pages join to the whole, and cursors survive being written`() throws {
        let whole = try index.search("腾讯")
        var hits: [SearchHit] = []
        var cursor: SearchCursor?
        repeat {
            let page = try index.search("腾讯", limit: 2, after: cursor)
            #expect(page.total == whole.total)
            hits += page.hits
            cursor = try page.cursor.map { try SearchCursor(encoded: $0.encoded) }
        } while cursor != nil
        #expect(hits == whole.hits)
    }

    @Test(arguments: ["", "1.2.3", "9.2.3.4.0", "0.2.3.4.2", "0.99.3.4.0", "0.2.5000.4.0", "0.2.3.-4.0", "a.b.c.d.e"])
    func `a cursor that no page gave is an error`(text: String) {
        let error = #expect(throws: SearchError.self) { try SearchCursor(encoded: text) }
        #expect(error?.code == .badCursor)
    }

    @Test func `an empty index finds nothing`() throws {
        let empty = try SearchEntry.index([])
        for query in ["腾讯", "tx", "12345", "tengxun"] {
            #expect(try empty.search(query) == SearchResult(hits: [], total: .exact(0), cursor: nil))
        }
    }

    @Test func `texts without a letter are counted and left out`() {
        var builder = SearchIndexBuilder()
        builder.add(node: NodeID(0), kind: .company, field: .name, text: Array("—（）".utf8)[...])
        #expect(builder.emptyCount == 1)
    }
}
