import Foundation

/// The files that people write in this repository.
enum Repository {
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// All text files of the folders below, sorted by path. What is generated
    /// (`.build`, `var`) and the rows of data sets are not among them.
    static let files: [RepositoryFile] = {
        var files: [RepositoryFile] = []
        for top in [
            "Sources", "Tests", "Benchmarks", "datasets", "docs", ".ci", "Makefile", "Package.swift", "README.md",
            "CONTRIBUTING.md", "CHANGELOG.md", ".gitignore", ".swift-format",
        ] {
            let url = root.appending(path: top)
            let inside = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? []
            for path in [top] + inside.map({ "\(top)/\($0)" }) where !isSkipped(path) {
                // Folders, pictures and other binary files are no text.
                guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else { continue }
                files.append(RepositoryFile(path: path, text: text))
            }
        }
        return files.sorted { $0.path < $1.path }
    }()

    /// The Swift sources among ``files``.
    static let swiftFiles = files.filter { $0.path.hasSuffix(".swift") }

    private static func isSkipped(_ path: String) -> Bool {
        let folders = path.split(separator: "/").dropLast()
        return folders.contains(".build") || path.hasPrefix("datasets/sample/") && !path.hasSuffix(".md")
    }
}

/// One text file.
struct RepositoryFile: Sendable {
    /// Relative to the repository's root.
    let path: String
    let lines: [Substring]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// Lines as an editor counts them: a closing newline begins no new one.
    var lineCount: Int { lines.last?.isEmpty == true ? lines.count - 1 : lines.count }

    /// `path:line: text` of every line for which `isBad` holds, counted from 1.
    func places(where isBad: (Substring) -> Bool) -> [String] {
        lines.enumerated().filter { isBad($0.element) }.map { place($0.offset) }
    }

    /// `path:line: text` of the line at an offset.
    func place(_ offset: Int) -> String {
        "\(path):\(offset + 1): \(lines[offset].drop { $0 == " " }.prefix(100))"
    }

    /// The lines with comments and the contents of string literals taken out,
    /// so that only code is left. A multi-line literal is taken out whole.
    var code: [Substring] {
        var isInLiteral = false
        return lines.map { line in
            if line.contains("\"\"\"") {
                let isOneLine = line.components(separatedBy: "\"\"\"").count > 2
                if !isOneLine { isInLiteral.toggle() }
                return ""
            }
            if isInLiteral { return "" }
            var code = line.replacing(/"(?:[^"\\]|\\.)*"/, with: "\"\"")
            if let comment = code.firstRange(of: "//") { code = code[..<comment.lowerBound] }
            return code
        }
    }
}
