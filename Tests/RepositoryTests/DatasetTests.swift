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

    /// The lines of every `discussion` of a file's commands, each with the line
    /// of its closing quotes.
    private static func discussions(of text: String) -> [[Substring]] {
        var rest = text[...]
        var found: [[Substring]] = []
        while let start = rest.range(of: "discussion: \"\"\"\n"),
            let end = rest[start.upperBound...].range(of: "\"\"\"")
        {
            found.append(rest[start.upperBound..<end.lowerBound].split(separator: "\n"))
            rest = rest[end.upperBound...]
        }
        return found
    }

    @Test func `examples of --help fit a line of 80 and name companies of the sample`() throws {
        let registrations = try String(
            contentsOf: Repository.root.appending(path: "datasets/sample/registration.csv"), encoding: .utf8)
        var examples = 0
        for file in Repository.swiftFiles where file.path.hasPrefix("Sources/") || file.path.contains("generator/") {
            let text = try String(contentsOf: Repository.root.appending(path: file.path), encoding: .utf8)
            for discussion in Self.discussions(of: text) {
                // The closing quotes' own line says how far the text is indented.
                let indentation = discussion.last?.count ?? 0
                for line in discussion.dropLast().map({ $0.dropFirst(indentation) }) where line.hasPrefix("  ") {
                    examples += 1
                    #expect(line.count <= 80, "\(file.path): \(line)")
                    for code in line.matches(of: /91[0-9A-Z]{16}/) {
                        #expect(registrations.contains(",\(code.output),"), "\(file.path): \(line)")
                    }
                }
            }
        }
        #expect(examples > 30)
    }

    @Test func `firms of the sample's shell cluster that state a phone state one`() throws {
        func rows(_ name: String) throws -> [[Substring]] {
            let url = Repository.root.appending(path: "datasets/sample/\(name)")
            return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
        }
        let firms = Set(try rows("truth/stories.csv").filter { $0[0] == "A shell cluster in one room" }.map { $0[1] })
        #expect(firms.count == 12)
        let registered = try rows("registration.csv").filter { firms.contains($0[1]) }.map { $0[$0.count - 3] }
        let collected = try rows("contact.csv").filter { firms.contains($0[0]) }.map { $0[3] }
        let phones = (registered + collected).filter { !$0.isEmpty }
        #expect(registered.count == 12 && phones.count > 8 && Set(phones).count == 1)
    }

    @Test func `every data folder says what it is`() {
        for folder in ["datasets", "datasets/sample"] {
            let readme = Repository.root.appending(path: folder + "/README.md").path
            #expect(FileManager.default.fileExists(atPath: readme), "\(folder)/README.md is missing")
        }
    }
}
