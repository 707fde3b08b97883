import Testing

@testable import GraphStore

struct ReasonTextTests {
    @Test func `every finding and every failure of a check has a sentence in both languages`() throws {
        for code in CellFindings.names + CellFailure.Code.allCases.map(\.rawValue) {
            let sentence = try #require(ReasonText.sentence(of: code), "\(code)")
            #expect(sentence.zh.unicodeScalars.contains { $0.value >= 0x4e00 }, "\(code)")
            #expect(sentence.en.hasSuffix(".") && sentence.en.unicodeScalars.allSatisfy(\.isASCII), "\(code)")
        }
        #expect(ReasonText.sentence(of: "nosuch") == nil)
    }

    @Test func `columns of return files are no columns of a theme`() throws {
        for theme in try CatalogueFolder.shipped.get().themes {
            #expect(theme.mapping(header: Array(ReturnColumns.all)).columns.allSatisfy { $0 == nil }, "\(theme.id)")
        }
    }
}
