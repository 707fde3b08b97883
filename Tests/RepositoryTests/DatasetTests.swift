import Foundation
import Testing

@Suite struct DatasetTests {
    @Test func `the sample has a file for each of the 46 themes`() throws {
        let folder = Repository.root.appending(path: "datasets/sample")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let files = names.filter { $0.hasSuffix(".csv") || $0.hasSuffix(".ndjson") }
        let themes = Set(files.map { $0.prefix { $0 != "." } })
        let declared = try FileManager.default.contentsOfDirectory(
            atPath: Repository.root.appending(path: "datasets/catalogue/themes").path
        ).filter { $0.hasSuffix(".yaml") }.map { $0.dropLast(5) }
        #expect(themes.count == 46)
        #expect(Set(declared) == themes)
    }

    @Test func `every data folder says what it is`() {
        for folder in ["datasets", "datasets/sample"] {
            let readme = Repository.root.appending(path: folder + "/README.md").path
            #expect(FileManager.default.fileExists(atPath: readme), "\(folder)/README.md is missing")
        }
    }
}
