import Foundation

/// A small CSV file for tests, read without the product's reader: quotes with
/// doubled quotes inside, commas, LF or CR LF.
struct SampleTable {
    var header: [String]
    var rows: [[String]]

    /// Reads UTF-8 (with or without a byte order mark) or, where the bytes are
    /// no UTF-8, GB18030.
    init(path: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let text = String(data: data, encoding: .utf8) ?? Self.gb18030(data)
        self.init(text: text.hasPrefix("\u{feff}") ? String(text.dropFirst()) : text)
    }

    init(text: String) {
        var rows: [[String]] = []
        var row: [String] = []
        var field = ""
        var isQuoted = false
        var characters = text.unicodeScalars.makeIterator()
        var pending = characters.next()
        while let character = pending {
            pending = characters.next()
            switch character {
            case "\"" where isQuoted && pending == "\"":
                field += "\""
                pending = characters.next()
            case "\"" where isQuoted || field.isEmpty: isQuoted.toggle()
            case "," where !isQuoted:
                row.append(field)
                field = ""
            case "\n" where !isQuoted:
                if field.hasSuffix("\r") { field.unicodeScalars.removeLast() }
                rows.append(row + [field])
                (row, field) = ([], "")
            default: field.unicodeScalars.append(character)
            }
        }
        if !field.isEmpty || !row.isEmpty { rows.append(row + [field]) }
        header = rows.first ?? []
        self.rows = Array(rows.dropFirst())
    }

    /// GB18030 through `iconv`, the program, as an oracle beside our decoder.
    private static func gb18030(_ data: Data) -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        // Failing to write or run shows as an empty table, which every test notices.
        try? data.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return String(
            decoding: Shell.output("/usr/bin/iconv", ["-f", "GB18030", "-t", "UTF-8", file.path]), as: UTF8.self)
    }

    var text: String {
        ([header] + rows).map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
    }

    private static func quoted(_ field: String) -> String {
        field.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) })
            ? "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : field
    }
}

/// Programs of the system that the tests use as oracles and tools.
enum Shell {
    /// What a program prints on standard output; empty when it cannot be run.
    static func output(_ program: String, _ arguments: [String]) -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return [] }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Array(data)
    }
}
