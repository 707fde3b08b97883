import Foundation
import Testing

@testable import GraphStore

struct RegistrySampleReadingTests {
    /// The real registrations beside the repository, where they are present.
    static let sample = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("shared/data/registry-sample.csv.gz").path

    @Test(.enabled(if: FileManager.default.fileExists(atPath: sample)))
    func `the real registry file has 323,330 whole rows`() throws {
        let item = try #require(InputListing(paths: [Self.sample]).items.first)
        #expect(item.baseName == "registry-sample")
        let reader = try DeliveryReader(item: item)
        #expect(reader.encoding == .utf8)
        #expect(reader.header.count == 10)
        #expect(reader.header.first == "企业名称")
        var rowCount = 0
        var batch = RowBatch()
        while try reader.read(into: &batch) {
            for row in batch.rows where row.fieldCount != 10 || !row.flags.isEmpty {
                Issue.record("line \(row.line) has \(row.fieldCount) fields, flags \(row.flags.rawValue)")
            }
            rowCount += batch.rows.count
        }
        #expect(rowCount == 323_330)
        #expect(reader.bytesRead == reader.totalBytes)
    }
}
