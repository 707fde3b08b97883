import Foundation
import Testing

/// Rules of CONTRIBUTING.md that a machine can keep.
@Suite struct TidinessTests {
    // MARK: Sizes

    private static let linesPerFileMax = 400

    /// Files above the limit for now, with the size that they may not exceed.
    /// Entries are lowered and taken out, never raised.
    private static let longFiles: [String: (lineCountMax: Int, reason: String)] = [:]

    @Test func `no source file has more than 400 lines`() {
        for file in Repository.swiftFiles {
            let limit = Self.longFiles[file.path]?.lineCountMax ?? Self.linesPerFileMax
            #expect(file.lineCount <= limit, "\(file.path) has \(file.lineCount) lines")
        }
    }

    @Test func `files that may be long still are`() {
        for (path, entry) in Self.longFiles {
            let lineCount = Repository.swiftFiles.first { $0.path == path }?.lineCount ?? 0
            #expect(
                lineCount > Self.linesPerFileMax, "\(path) (\(entry.reason)) has \(lineCount) lines: lift the exception"
            )
        }
    }

    // MARK: Words

    @Test func `no open work is left in comments`() {
        for file in Repository.files where file.path != Self.ownPath && file.path != "CONTRIBUTING.md" {
            let marked = file.places { line in
                ["TODO", "FIXME", "XXX"].contains { line.contains(wholeWord: $0) }
            }
            #expect(marked.isEmpty, "\(marked.joined(separator: "\n"))")
        }
    }

    @Test func `no path of one machine is in the repository`() {
        let folders = ["/work/", "/home/", "/root/", "/Users/", "/opt/", "/mnt/", "/private/"]
        for file in Repository.files where file.path != Self.ownPath {
            let named = file.places { line in
                folders.contains { folder in
                    // `datasets/work/` is a path of the repository.
                    line.offsets(of: folder).contains { $0 == 0 || !line[$0 - 1].isOfWord && line[$0 - 1] != 0x2E }
                }
            }
            #expect(named.isEmpty, "\(named.joined(separator: "\n"))")
        }
    }

    private static let ownPath = "Tests/RepositoryTests/TidinessTests.swift"

    /// Hosts that texts may name; packages come from github.com and from
    /// nowhere else.
    private static let hosts: Set = [
        "github.com", "doi.org", "graphviz.org", "swift.org", "www.swift.org", "sqlite.org", "www.sqlite.org",
        "keepachangelog.com", "www.rfc-editor.org", "arxiv.org",
        // Namespaces of the formats that are written.
        "www.w3.org", "graphml.graphdrawing.org", "gexf.net", "js.cytoscape.org",
        // This machine, and names that are reserved for examples.
        "127.0.0.1", "localhost", "x", "example.test", "example.com", "example.org",
    ]

    @Test func `texts name only hosts that everybody can reach`() {
        for file in Repository.files where !file.path.hasPrefix("Tests/RepositoryTests/") {
            let foreign = file.places { line in
                line.offsets(of: "://").contains { offset in
                    let host = line[(offset + 3)...].prefix { $0.isOfWord && $0 < 0x80 || $0 == 0x2D || $0 == 0x2E }
                    return !host.isEmpty && !Self.hosts.contains(String(decoding: host, as: UTF8.self))
                }
            }
            #expect(foreign.isEmpty, "\(foreign.joined(separator: "\n"))")
        }
    }

    @Test func `every Markdown file has one first heading, at its start`() {
        for file in Repository.files where file.path.hasSuffix(".md") {
            var isInFence = false
            var headings: [Int] = []
            for (offset, line) in file.lines.enumerated() {
                if line.starts(with: Array("```".utf8)) { isInFence.toggle() }
                if !isInFence, line.starts(with: Array("# ".utf8)) { headings.append(offset) }
            }
            #expect(headings == [0], "\(file.path) has first headings in lines \(headings.map { $0 + 1 })")
        }
    }

    @Test func `links between Markdown files lead somewhere`() {
        for file in Repository.files where file.path.hasSuffix(".md") {
            let folder = Repository.root.appending(path: file.path).deletingLastPathComponent()
            for (offset, line) in file.lines.enumerated() where line.contains(word: "](") {
                for match in line.text.matches(of: /\]\(([^)#: ]+)(?:#[^)]*)?\)/) {
                    let isThere = FileManager.default.fileExists(
                        atPath: folder.appending(path: String(match.output.1)).path)
                    #expect(isThere, "\(file.place(offset)): \(match.output.1) is not there")
                }
            }
        }
    }

    // MARK: Unsafe code

    private static let products = Repository.swiftFiles.filter { !$0.path.hasPrefix("Tests/") }

    /// Lines of code around which none of the lines named by `reach` satisfies
    /// `isExcuse`.
    private static func unexcused(
        _ code: String, reach: ClosedRange<Int>, in file: RepositoryFile, isExcuse: ([UInt8]) -> Bool
    ) -> [String] {
        guard file.lines.contains(where: { $0.contains(word: code) }) else { return [] }
        return file.code.enumerated().filter { offset, line in
            guard line.contains(wholeWord: code) else { return false }
            let near = max(0, offset + reach.lowerBound)...min(file.lines.count - 1, offset + reach.upperBound)
            return !file.lines[near].contains(where: isExcuse)
        }.map { file.place($0.offset) }
    }

    @Test func `unsafe code lies in folders of that name`() {
        for file in Self.products where !file.path.contains("/Unsafe/") && file.path != "Package.swift" {
            let marked = file.code.enumerated().filter { $0.element.contains(wholeWord: "unsafe") }
            #expect(marked.isEmpty, "\(marked.map { file.place($0.offset) })")
        }
    }

    @Test func `unchecked sendability names its guard beside it`() {
        for file in Self.products {
            let found = Self.unexcused("@unchecked Sendable", reach: -4...3, in: file) {
                $0.contains(word: "// @unchecked Sendable:")
            }
            #expect(found.isEmpty, "\(found)")
        }
    }

    @Test func `a swallowed error has its reason beside it`() {
        for file in Self.products {
            let found = Self.unexcused("try?", reach: -3...1, in: file) { $0.contains(word: "//") }
            #expect(found.isEmpty, "\(found)")
        }
    }
}
