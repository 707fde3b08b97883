internal import Foundation

extension Gazetteer {
    /// Reads the tables of a folder: `gbt2260_2023_pca.csv`,
    /// `gbt10114_2023_towns.csv`, `gbt2260_history.csv` and `division_aliases.csv`,
    /// each with a header and the code and the name as its first columns.
    ///
    /// - Parameter folder: as `datasets/reference`.
    /// - Returns: the divisions of all four.
    /// - Throws: ``GazetteerError`` naming file and line.
    /// - Complexity: O(rows), of which there are 51,000.
    public static func reading(_ folder: String) throws(GazetteerError) -> Gazetteer {
        Gazetteer(
            current: try rows(folder, "gbt2260_2023_pca.csv"), towns: try rows(folder, "gbt10114_2023_towns.csv"),
            past: try rows(folder, "gbt2260_history.csv"), aliases: try rows(folder, "division_aliases.csv"))
    }

    private static func rows(_ folder: String, _ file: String) throws(GazetteerError) -> [Row] {
        let path = folder + "/" + file
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {  // whatever is wrong: no such text
            throw GazetteerError(
                file: path, line: nil,
                message:
                    "there is no such file, or none of UTF-8; expected a table of divisions, as datasets/reference has")
        }
        var rows: [Row] = []
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard number > 0, !line.isEmpty else { continue }
            let fields = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count >= 2, [6, 9].contains(fields[0].utf8.count), UInt32(fields[0]) != nil, !fields[1].isEmpty
            else {
                throw GazetteerError(
                    file: path, line: number + 1, message: "expected a code of six or nine digits and a name")
            }
            // Of the history: code, name, first and last month.
            let months = fields.count > 2 ? fields[2].split(separator: ",").compactMap { Int($0) } : []
            rows.append(
                Row(code: String(fields[0]), name: String(fields[1]), lastSeen: months.count == 2 ? months[1] : 0))
        }
        return rows
    }
}

/// A table of divisions that cannot be read.
public struct GazetteerError: Error, CustomStringConvertible {
    /// Path of the table.
    public let file: String
    /// From 1; nil for the whole file.
    public let line: Int?
    /// What is wrong and what was expected.
    public let message: String

    /// File, line and message.
    public var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(message)" }
}
