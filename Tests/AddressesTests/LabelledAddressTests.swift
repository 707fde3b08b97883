import Foundation
import Testing

@testable import Addresses

/// Addresses that careful readers labelled: two sets of made-up ones of other
/// provinces, which are here, each labelled by somebody who did not know the
/// parser, and real ones of six provinces, where the shared folder is present.
@Suite struct LabelledAddressTests {
    /// A folder of labels and the targets that are asked for there.
    struct Labels: CustomTestStringConvertible, Sendable {
        var name: String
        var pairs: String
        var parses: String
        var testDescription: String { name }
        var isPresent: Bool { FileManager.default.fileExists(atPath: pairs) }

        /// The rows of a small table as cells by column.
        static func rows(_ path: String) throws -> [[String: String]] {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            var rows: [[String]] = [[""]]
            var isQuoted = false
            for scalar in text.unicodeScalars where scalar != "\u{FEFF}" && scalar != "\r" {
                switch scalar {
                case "\"": isQuoted.toggle()
                case "," where !isQuoted: rows[rows.count - 1].append("")
                case "\n" where !isQuoted: rows.append([""])
                default: rows[rows.count - 1][rows[rows.count - 1].count - 1].unicodeScalars.append(scalar)
                }
            }
            let header = rows[0]
            return rows.dropFirst().filter { $0.count == header.count }.map {
                Dictionary(uniqueKeysWithValues: zip(header, $0))
            }
        }
    }

    private static let here = URL(filePath: #filePath).deletingLastPathComponent()
    private static let madeUp = here.path + "/Labelled/"
    private static let real =
        here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
        + "/shared/tests/addresses/dev_"
    private static let all = [
        Labels(
            name: "made up, 25 provinces", pairs: madeUp + "pairs_first.csv", parses: madeUp + "parses_first.csv"),
        Labels(
            name: "made up, 22 provinces", pairs: madeUp + "pairs_second.csv", parses: madeUp + "parses_second.csv"),
        Labels(name: "real, 6 provinces", pairs: real + "pairs.csv", parses: real + "parses.csv"),
    ].filter { $0.name.hasPrefix("made up") || $0.isPresent }

    @Test(arguments: all) func `pairs are judged as the targets ask`(labels: Labels) throws {
        var judge = AddressPairJudge(try Divisions.all.get())
        let rows = try Labels.rows(labels.pairs).filter { $0["label"] != "ambiguous" }
        #expect(rows.count >= 300)
        let judged = rows.map { row in
            (row["label"] ?? "", judge.judge(row["a"] ?? "", row["b"] ?? "", city: row["city"] ?? "").label.rawValue)
        }
        for (near, precision, f1) in [
            (Set(["same_unit"]), 0.95, 0.92), (Set(["same_unit", "same_building"]), 0.97, 0.95),
        ] {
            let right = Double(judged.count(where: { near.contains($0.0) && near.contains($0.1) }))
            let p = right / Double(judged.count(where: { near.contains($0.1) }))
            let r = right / Double(judged.count(where: { near.contains($0.0) }))
            print("\(labels.name): pairs \(near.sorted()): P \(p) R \(r) F1 \(2 * p * r / (p + r))")
            #expect(p >= precision && 2 * p * r / (p + r) >= f1)
        }
    }

    @Test(arguments: all) func `addresses are taken apart as the target asks`(labels: Labels) throws {
        var parser = AddressParser(try Divisions.all.get())
        func plain(_ text: String?) -> String {
            (text ?? "").precomposedStringWithCompatibilityMapping.filter { !" ()（）".contains($0) }
        }
        var (right, found, told) = (0.0, 0.0, 0.0)
        for gold in try Labels.rows(labels.parses) {
            let row = parser.parse(gold["address"] ?? "").row
            for column in ParsedAddress.columns {
                let (a, b) = (plain(gold[column]), plain(row[column]))
                if !a.isEmpty { told += 1 }
                if !b.isEmpty { found += 1 }
                if !a.isEmpty, a == b { right += 1 }
            }
        }
        #expect(told > 800)
        #expect(parser.parse("青岛市崂山区云桥路12号3号楼501室").confidence > parser.parse("某处乙乙乙").confidence)
        let (p, r) = (right / found, right / told)
        print("\(labels.name): parses: P \(p) R \(r) F1 \(2 * p * r / (p + r))")
        #expect(2 * p * r / (p + r) >= 0.93)
    }
}
