import Foundation

@testable import generate_dataset

/// Reads generated files back without the generator's own code.
enum DatasetReading {
    /// Writes a data set into a folder of its own and hands over its path.
    static func generated<T>(_ scale: String, seed: UInt64, _ body: (String) throws -> T) throws -> T {
        let directory = FileManager.default.temporaryDirectory.appending(path: "panorama-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }  // a leftover harms nobody
        try Generation(scale: scale, seed: seed).write(to: directory, force: false) { _ in }
        return try body(directory)
    }

    /// All files below a folder, by relative path.
    static func files(in directory: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: directory) {
            if let data = FileManager.default.contents(atPath: directory + "/" + path) { files[path] = data }
        }
        return files
    }

    /// Records of an RFC 4180 file in UTF-8, header included.
    static func csv(_ path: String) throws -> [[String]] {
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        var rows: [[String]] = []
        var row: [String] = []
        var field: [UInt8] = []
        var quoted = false
        func close() {
            row.append(String(decoding: field, as: UTF8.self))
            field = []
        }
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""):
                // A doubled quote inside a quoted field toggles twice and leaves one.
                if !quoted, field.isEmpty == false { field.append(byte) }
                quoted.toggle()
            case UInt8(ascii: ",") where !quoted: close()
            case 0x0A where !quoted:
                close()
                rows.append(row)
                row = []
            case 0x0D where !quoted: break
            default: field.append(byte)
            }
        }
        return rows
    }

    /// The rows-per-theme table: theme → counts by scale.
    static func rowsPerTheme() throws -> (header: [String], rows: [[String]]) {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "datasets/generator/rows-per-theme.csv").path
        let rows = try csv(path)
        return (rows[0], Array(rows.dropFirst()))
    }

    /// The folder of the repository's file.
    static func repository(_ path: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: path).path
    }
}
