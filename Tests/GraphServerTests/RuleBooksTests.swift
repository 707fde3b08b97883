import Foundation
import Testing

@testable import GraphServer

/// Rule books as they are read from files that somebody edits.
@Suite struct RuleBooksTests {
    @Test(arguments: [
        ("    unit: 2 ", "    untit: 2 ", "untit"),
        ("explains: [A1, A3, A5,", "explains: [A1, A33, A5,", "A33"),
        ("minByLevel: {desk: 2,", "minByLevel: {seat: 2,", "seat"),
        ("- id: A3\n", "- id: A1\n", "A1"),
        ("weight: 25", "weight: much", "weight"),
        ("inForceFrom: 2022-03-01", "inForceFrom: 2022-02-30", "2022-02-30"),
    ])
    func `what a rule names and nothing has is told`(old: String, new: String, told: String) throws {
        let rules = RuleBooks.folder(besideCatalogue: FictionalStore.catalogueFolder)
        let folder = FileManager.default.temporaryDirectory.path + "/panorama-rules-\(UUID().uuidString)"
        try FileManager.default.copyItem(atPath: rules, toPath: folder)
        // Left-overs of a test only cost space.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        _ = try RuleBooks.load(from: folder)
        let path = folder + "/fake-registration/cn-2026.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let range = try #require(text.range(of: old))
        try text.replacingCharacters(in: range, with: new).write(toFile: path, atomically: true, encoding: .utf8)
        let error = try #require(throws: RuleBookError.self) { try RuleBooks.load(from: folder) }
        #expect(error.description.contains(told) && error.description.contains("cn-2026"), "\(error)")
    }
}
