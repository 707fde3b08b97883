import Foundation
import Testing

/// The built command, as the server and a shell run it.
@Suite struct RenderCommandTests {
    private static let command = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "graphviz-export")

    private struct Result {
        var status: Int32
        var reason: Process.TerminationReason
        var output: Data
        var error: String
    }

    private func run(_ arguments: [String], input: String) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "graphviz-export-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func file(_ name: String) throws -> URL {
            let url = folder.appending(path: name)
            try Data(name == "in" ? Data(input.utf8) : Data()).write(to: url)
            return url
        }
        let process = Process()
        process.executableURL = Self.command
        process.arguments = arguments
        let (output, error) = (try file("out"), try file("err"))
        process.standardInput = try FileHandle(forReadingFrom: try file("in"))
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: error)
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, reason: process.terminationReason, output: try Data(contentsOf: output),
            error: String(decoding: try Data(contentsOf: error), as: UTF8.self))
    }

    private static func complete(_ nodeCount: Int, _ attributes: String) -> String {
        var dot = "graph { \(attributes)\n"
        for a in 0..<nodeCount { for b in 0..<a { dot += "n\(a) -- n\(b);\n" } }
        return dot + "}"
    }

    @Test func `a picture goes to standard output`() throws {
        let result = try run(["render", "-T", "svg"], input: "digraph { 甲 -> 乙 }")
        #expect(result.status == 0)
        #expect(String(decoding: result.output, as: UTF8.self).contains("甲"))
        #expect(result.error == "")
    }

    @Test func `a picture goes to the file of -o, whole`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).png")
        defer { try? FileManager.default.removeItem(at: file) }
        let result = try run(["render", "-Tpng", "-o", file.path], input: "digraph { a -> b }")
        #expect(result.status == 0 && result.output.isEmpty)
        #expect(try Data(contentsOf: file).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }

    @Test func `a file that cannot be written is named`() throws {
        let result = try run(["render", "-o", "/nowhere/at/all.svg"], input: "digraph { a }")
        #expect(result.status == 2)
        #expect(result.error.contains("/nowhere/at/all.svg"))
    }

    @Test(arguments: [
        ["render", "-T", "exe"], ["render", "--engine", "osage"], ["render", "--timeout", "0"],
        ["render", "--memory-limit", "1"], ["paint"], ["render", "extra"],
    ])
    func `a wrong command line ends with status 2 and says what was expected`(arguments: [String]) throws {
        let result = try run(arguments, input: "digraph { a }")
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.error.hasPrefix("Error: "))
    }

    @Test(arguments: [[], ["render"]]) func `help has examples`(command: [String]) throws {
        let result = try run(command + ["--help"], input: "")
        #expect(result.status == 0)
        #expect(String(decoding: result.output, as: UTF8.self).contains("graphviz-export render -T svg <"))
    }

    @Test func `bad DOT ends with status 2`() throws {
        let result = try run(["render"], input: "digraph {\n a -> \n")
        #expect(result.status == 2)
        #expect(result.error.contains("not DOT") && result.error.contains("line"))
    }

    @Test(arguments: [
        ("dot", 200, ""), ("neato", 60, "splines=ortho; overlap=prism;"), ("dot", 60, "splines=ortho;"),
    ])
    func `a layout beyond the time limit ends with a sentence`(
        engine: String, nodeCount: Int, attributes: String
    ) throws {
        let result = try run(
            ["render", "--timeout", "0.5", "--engine", engine], input: Self.complete(nodeCount, attributes))
        #expect(result.status == 2)
        #expect(result.reason == .exit)
        #expect(result.output.isEmpty)
        #expect(result.error.contains("--timeout"))
    }

    @Test func `a layout beyond the memory limit ends with a sentence`() throws {
        let result = try run(
            ["render", "-T", "png", "--memory-limit", "200", "--timeout", "60"],
            input: "digraph { size=\"900,900!\"; a -> b }")
        #expect(result.status == 2)
        #expect(result.reason == .exit)
        #expect(result.error.contains("--memory-limit"))
    }

    @Test func `a graph nested a hundred thousand deep does not end in a crash`() throws {
        let depth = 100_000
        let dot = "digraph {" + String(repeating: "{", count: depth) + "a" + String(repeating: "}", count: depth) + "}"
        let result = try run(["render", "--timeout", "20"], input: dot)
        #expect(result.reason == .exit)
        #expect(result.status == 2 && !result.error.isEmpty)
    }
}
