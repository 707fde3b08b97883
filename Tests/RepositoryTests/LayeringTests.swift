import Testing

@Suite struct LayeringTests {
    private static let sources = Repository.swiftFiles.filter {
        $0.path.hasPrefix("Sources/") || $0.path.hasPrefix("datasets/")
    }

    @Test func `every file imports only what its layer may`() {
        #expect(Self.sources.count > 100, "the sources were not found under \(Repository.root.path)")
        for file in Self.sources {
            guard let layer = Layering.layer(of: file.path) else {
                Issue.record("\(file.path) is in no layer; give its folder a room in Layering.swift")
                continue
            }
            for (offset, line) in file.lines.enumerated() {
                guard let module = Layering.module(importedBy: line), !layer.modules.contains(module) else { continue }
                Issue.record("\(file.place(offset)): \(layer.path) may import \(layer.modules.sorted())")
            }
        }
    }

    @Test func `every layer and every exception is still needed`() {
        for layer in Layering.layers {
            let inside = Self.sources.filter { Layering.layer(of: $0.path)?.path == layer.path }
            #expect(!inside.isEmpty, "no file lies in \(layer.path); take it out of Layering.swift")
            guard layer.path.hasSuffix(".swift") else { continue }
            let imported = Set(inside.flatMap { $0.lines.compactMap { Layering.module(importedBy: $0) } })
            #expect(imported == layer.modules, "\(layer.path) no longer imports all that it is excused for")
        }
    }

    @Test func `drawing knows the snapshot in two files alone`() {
        let folder = "Sources/GraphDrawing/"
        let known = ["Drawing+Snapshot.swift", "Drawing+OwnershipChart.swift"].map { folder + $0 }
        for file in Self.sources where file.path.hasPrefix(folder) && !known.contains(file.path) {
            let uses = file.code.enumerated().filter { $0.element.contains(word: "GraphSnapshot") }
            #expect(uses.isEmpty, "\(uses.map { file.place($0.offset) })")
        }
    }

    @Test(arguments: [
        ("import Foundation", "Foundation"), ("public import GraphStore", "GraphStore"),
        ("@testable import GraphStore", "GraphStore"), ("    import Glibc", "Glibc"),
        ("internal import struct Foundation.Date", "Foundation"), ("@preconcurrency import NIOCore", "NIOCore"),
    ])
    func `an import line names its module`(line: String, module: String) {
        #expect(Layering.module(importedBy: Array(line.utf8)) == module)
    }

    @Test(arguments: ["// import Foundation", "let important = 1", "importer.run()", "/// `import` lines"])
    func `other lines import nothing`(line: String) {
        #expect(Layering.module(importedBy: Array(line.utf8)) == nil)
    }
}
