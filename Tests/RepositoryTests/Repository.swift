import Foundation

/// The files that people write in this repository.
enum Repository {
    static let root = (0..<3).reduce(URL(filePath: #filePath).resolvingSymlinksInPath()) { url, _ in
        url.deletingLastPathComponent()
    }

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

/// One text file, as bytes: regular expressions over megabytes take minutes in
/// a debug build.
struct RepositoryFile: Sendable {
    /// Relative to the repository's root.
    let path: String
    /// Without the newlines.
    let lines: [[UInt8]]

    init(path: String, text: String) {
        self.path = path
        lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    }

    /// Lines as an editor counts them: a closing newline begins no new one.
    var lineCount: Int { lines.last?.isEmpty == true ? lines.count - 1 : lines.count }

    /// `path:line: text` of every line for which `isBad` holds, counted from 1.
    func places(where isBad: ([UInt8]) -> Bool) -> [String] {
        lines.enumerated().filter { isBad($0.element) }.map { place($0.offset) }
    }

    /// `path:line: text` of the line at an offset.
    func place(_ offset: Int) -> String {
        "\(path):\(offset + 1): \(lines[offset].text.drop { $0 == " " }.prefix(100))"
    }

    /// The lines with comments and string literals taken out, so that only
    /// code is left. Interpolations go with their literal.
    var code: [[UInt8]] {
        var isInLiteral = false
        return lines.map { line in
            if line.contains(word: "\"\"\"") {
                // A literal that opens and closes in one line is rare enough.
                isInLiteral.toggle()
                return []
            }
            return isInLiteral ? [] : line.withoutCommentAndLiterals
        }
    }
}

extension [UInt8] {
    /// The line as text.
    var text: String { String(decoding: self, as: UTF8.self) }

    /// Offsets at which `needle` begins.
    func offsets(of needle: String) -> [Int] {
        let needle = Array(needle.utf8)
        guard let first = needle.first, count >= needle.count else { return [] }
        var found: [Int] = []
        for offset in 0...(count - needle.count)
        where self[offset] == first && self[offset..<offset + needle.count].elementsEqual(needle) {
            found.append(offset)
        }
        return found
    }

    /// Whether the bytes of `needle` are there, within a word or not.
    func contains(word needle: String) -> Bool { !offsets(of: needle).isEmpty }

    /// Whether `needle` is there with no letter, digit or `_` beside it.
    func contains(wholeWord needle: String) -> Bool {
        offsets(of: needle).contains { offset in
            let end = offset + needle.utf8.count
            return (offset == 0 || !self[offset - 1].isOfWord) && (end == count || !self[end].isOfWord)
        }
    }

    fileprivate var withoutCommentAndLiterals: [UInt8] {
        var code: [UInt8] = []
        var isInLiteral = false
        var index = 0
        while index < count {
            let byte = self[index]
            if isInLiteral {
                if byte == UInt8(ascii: "\\") { index += 1 }
                if byte == UInt8(ascii: "\"") { isInLiteral = false }
            } else if byte == UInt8(ascii: "\"") {
                isInLiteral = true
            } else if byte == UInt8(ascii: "/"), index + 1 < count, self[index + 1] == byte {
                break
            } else {
                code.append(byte)
            }
            index += 1
        }
        return code
    }
}

extension UInt8 {
    /// Letter, digit, `_`, or a byte of a character beyond ASCII.
    var isOfWord: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
