import Foundation
import Testing

/// Rules of CONTRIBUTING.md that a machine can keep.
@Suite struct TidinessTests {
    // MARK: Sizes

    private static let linesPerFileMax = 400

    /// Files above the limit for now, with the size that they may not exceed.
    /// Entries are lowered and taken out, never raised.
    private static let longFiles: [String: (lineCountMax: Int, reason: String)] = [
        "Sources/GraphStore/Building/RecordProjector.swift": (
            405, "edges and events are still projected in one type; their bodies move to files of their own"
        )
    ]

    @Test func `no source file has more than 400 lines`() {
        for file in Repository.swiftFiles {
            let limit = Self.longFiles[file.path]?.lineCountMax ?? Self.linesPerFileMax
            #expect(file.lineCount <= limit, "\(file.path) has \(file.lineCount) lines")
        }
    }

    @Test func `files that may be long still are`() {
        for (path, entry) in Self.longFiles {
            let lineCount = Repository.swiftFiles.first { $0.path == path }?.lineCount ?? 0
            #expect(lineCount > Self.linesPerFileMax, "\(path) (\(entry.reason)) has \(lineCount) lines: lift the exception")
        }
    }

    // MARK: Words

    @Test func `no open work is left in comments`() {
        for file in Repository.files where file.path != "Tests/RepositoryTests/TidinessTests.swift" {
            let marked = file.places { $0.contains(/\b(?:TODO|FIXME|XXX)\b/) && !$0.contains("`TODO`") }
            #expect(marked.isEmpty, "\(marked.joined(separator: "\n"))")
        }
    }

    @Test func `no path of one machine is in the repository`() {
        let machinePaths = /(?:^|[\s"'`(=])\/(?:work|home|root|Users|opt|mnt|private)\//
        for file in Repository.files where file.path != "Tests/RepositoryTests/TidinessTests.swift" {
            let named = file.places { $0.contains(machinePaths) }
            #expect(named.isEmpty, "\(named.joined(separator: "\n"))")
        }
    }

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
                line.matches(of: /https?:\/\/([A-Za-z0-9.\-]+)/).contains { !Self.hosts.contains(String($0.output.1)) }
            }
            #expect(foreign.isEmpty, "\(foreign.joined(separator: "\n"))")
        }
    }

    @Test func `every Markdown file has one first heading, at its start`() {
        for file in Repository.files where file.path.hasSuffix(".md") {
            var isInFence = false
            var headings: [Int] = []
            for (offset, line) in file.lines.enumerated() {
                if line.hasPrefix("```") { isInFence.toggle() }
                if !isInFence, line.hasPrefix("# ") { headings.append(offset) }
            }
            #expect(headings == [0], "\(file.path) has first headings in lines \(headings.map { $0 + 1 })")
        }
    }

    @Test func `links between Markdown files lead somewhere`() {
        for file in Repository.files where file.path.hasSuffix(".md") {
            let folder = Repository.root.appending(path: file.path).deletingLastPathComponent()
            for (offset, line) in file.lines.enumerated() {
                for match in line.matches(of: /\]\(([^)#: ]+)(?:#[^)]*)?\)/) {
                    let isThere = FileManager.default.fileExists(
                        atPath: folder.appending(path: String(match.output.1)).path)
                    #expect(isThere, "\(file.place(offset)): \(match.output.1) is not there")
                }
            }
        }
    }

    // MARK: Unsafe code

    private static let products = Repository.swiftFiles.filter { !$0.path.hasPrefix("Tests/") }

    @Test func `unsafe code lies in folders of that name`() {
        for file in Self.products where !file.path.contains("/Unsafe/") && file.path != "Package.swift" {
            let marked = file.code.enumerated().filter { $0.element.contains(/\bunsafe\b/) }
            #expect(marked.isEmpty, "\(marked.map { file.place($0.offset) })")
        }
    }

    @Test func `unchecked sendability names its guard beside it`() {
        for file in Self.products {
            for (offset, line) in file.code.enumerated() where line.contains("@unchecked Sendable") {
                let near = file.lines[max(0, offset - 4)...min(file.lines.count - 1, offset + 3)]
                #expect(near.contains { $0.contains("// @unchecked Sendable:") }, "\(file.place(offset))")
            }
        }
    }

    @Test func `a swallowed error has its reason beside it`() {
        for file in Self.products {
            for (offset, line) in file.code.enumerated() where line.contains(/\btry\?/) {
                let near = file.lines[max(0, offset - 3)...min(file.lines.count - 1, offset + 1)]
                #expect(near.contains { $0.contains("//") }, "\(file.place(offset))")
            }
        }
    }
}
