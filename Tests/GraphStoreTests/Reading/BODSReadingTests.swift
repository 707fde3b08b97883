import Testing

@testable import GraphStore

/// Bounds on what a package of ownership statements (BODS) takes, and which
/// rights to appoint a board are control.
@Suite struct `BODS reading` {
    private static func statement(_ type: String, _ record: String, _ details: String) -> String {
        #"{"statementId":"s-\#(record)","recordId":"\#(record)","recordType":"\#(type)","recordDetails":{\#(details)}}"#
    }

    private static let entities = [
        statement("entity", "a", #""name":"Alder Fictional Ltd""#),
        statement("entity", "b", #""name":"Birch Fictional Ltd""#),
    ]

    private static func relation(_ record: String = "r", interests: some Sequence<String>) -> String {
        statement(
            "relationship", record,
            #""subject":"a","interestedParty":"b","interests":[\#(interests.joined(separator: ","))]"#)
    }

    private static func item(_ statements: [String]) -> InputItem {
        .memory(Array(statements.joined(separator: "\n").utf8), name: "package.ndjson", pieceByteCount: .max)
    }

    @Test func `a package with too many entities and interests is refused whole`() throws {
        let shares = Array(repeating: #"{"type":"shareholding"}"#, count: 4)
        let item = Self.item(
            Self.entities + [Self.relation("r", interests: shares), Self.relation("q", interests: shares)])
        #expect(try BODSPackage(item: item, claimCountMax: 10).entries.count == 4)
        let error = try #require(throws: IngestError.self) { try BODSPackage(item: item, claimCountMax: 9) }
        #expect(error.code == .packageTooLarge && error.line == 4)
    }

    @Test func `a statement's text is in a batch once, however many rows it has`() throws {
        let (count, padding) = (2_000, String(repeating: " ", count: 1 << 20))
        let interests = (0..<count).map { #"{"type":"shareholding","startDate":"\#(2_000 + $0)-01-01"}"# }
        let long = Self.relation("r", interests: interests + [padding + #"{"type":"shareholding"}"#])
        let short = Self.relation("q", interests: [#"{"type":"votingRights"}"#])
        let delivery = BODSDelivery(Self.item(Self.entities + [long, short]))
        let part = try #require(try delivery.part(ofTheme: "shareholding"))
        var (rowCount, byteCount, pieceCount) = (0, 0, 0)
        for piece in part.pieces(ImportOptions()) {
            rowCount += piece.rows.rows.count
            let ofStatement = Dictionary(grouping: piece.rows.rows, by: \.number)
            for (number, rows) in ofStatement {
                let first = try #require(rows.first)
                #expect(piece.rows.original(first) == Array((number == 3 ? long : short).utf8))
                #expect(rows.allSatisfy { $0.raw == first.raw })
            }
            byteCount += piece.rows.bytes.count
            pieceCount += 1
        }
        #expect(rowCount == count + 2)
        // The rows' own texts fill pieces of a quarter of a MiB, and each has the megabyte once.
        let ownByteCount = byteCount - pieceCount * padding.utf8.count
        #expect(ownByteCount < pieceCount * (1 << 19), "\(byteCount) bytes in \(pieceCount) pieces")
        #expect(pieceCount < 8)
    }

    @Test(arguments: [
        ("", true), (#","share":{}"#, true), (#","share":{"exact":50}"#, false), (#","share":{"exact":50.1}"#, true),
        (#","share":{"minimum":25,"maximum":75}"#, false), (#","share":{"maximum":75}"#, false),
        (#","share":{"minimum":50,"maximum":75}"#, false), (#","share":{"exclusiveMinimum":50,"maximum":75}"#, true),
        (#","share":{"minimum":60}"#, true),
    ])
    func `a right to appoint a board is control when no share is stated or all of it is above half`(
        share: String, isControl: Bool
    ) throws {
        let package = try BODSPackage(
            item: Self.item(Self.entities + [Self.relation(interests: [#"{"type":"appointmentOfBoard"\#(share)}"#])]))
        let rows = try BODSRows(package)
        #expect(rows.rows.filter { $0.target == .controlAgreement }.count == (isControl ? 1 : 0))
        #expect(rows.refusals.map(\.reason) == (isControl ? [] : ["bods.interest_unmapped"]))
        if share.contains("75"), !isControl { #expect(rows.refusals.first?.message.contains("75 %") == true) }
    }
}
