import Foundation
import Testing

@testable import Addresses

/// How near two addresses are.
@Suite struct AddressPairTests {
    typealias Label = AddressPairJudge.Label

    @Test(arguments: [
        ("青岛", "青岛市崂山区云桥路12号", "崂山区云桥路１２號", Label.unit),
        ("青岛", "崂山区云桥路12号3号楼2单元501室", "崂山区云桥路12号3幢2单元501", .unit),
        ("青岛", "崂山区云桥路12号云桥大厦1503室", "崂山区云桥路12号15层1503室", .unit),
        ("青岛", "崂山区云桥路12号501室", "崂山区云桥路12号502室", .building),
        ("青岛", "崂山区云桥路12号501室", "崂山区云桥路12号", .building),
        ("青岛", "崂山区云桥路12号之一", "崂山区云桥路12号之二", .building),
        ("青岛", "崂山区云桥路12号", "崂山区云桥路14号", .street),
        ("青岛", "崂山区云松花园3号楼501", "崂山区云松花园4号楼501", .street),
        ("青岛", "崂山区云桥大厦A座501室", "崂山区云桥大厦B座501室", .building),
        ("青岛", "崂山区云桥村三组", "崂山区云桥村四组", .street),
        ("青岛", "崂山区云桥村", "崂山区云桥村村委会", .unit),
        ("青岛", "崂山区云桥路12号", "市南区云桥路12号", .different),
        ("青岛", "四方区云桥路12号", "市北区云桥路12号", .unit),
        ("青岛", "崂山区云桥路12号", "崂山区松涛路12号", .different),
        ("青岛", "崂山区云桥路一段12号", "崂山区云桥路三段12号", .street),
        ("青岛", "崂山区云桥路12号云松花园A区", "崂山区云松花园A座", .street),
        ("青岛", "崂山区人民路1段5号", "崂山区人民路一段5号", .unit),
        ("北京", "海淀区云桥南大街甲18号", "海淀区云桥南大街甲20号", .street),
        ("北京", "海淀区云桥南大街甲18号院1号楼13层1305", "北京市海淀区云桥南大街甲18号院1号楼1305室", .unit),
        ("长春", "长春市净月开发区云桥路12#", "长春市云桥路12号", .unit),
        ("哈尔滨", "哈尔滨市道里区云桥第五大道2118号3号商服", "道里区云桥第五大道2118号3号", .unit),
        ("上海", "上海市崇明县长兴镇云桥公路1800号3号楼1234室(上海云松经济发展区)", "崇明区长兴镇云桥公路1800号3幢1234室", .unit),
        ("重庆", "重庆市渝北区云桥大道883号附5号", "渝北区云桥大道883号附6号", .building),
        ("厦门", "厦门市思明区云桥路195号之二", "思明区云桥路195号之2", .unit),
        ("大连", "大连市金州区云松苑12-2-3-1号", "金州区云松苑12栋2单元3层1号", .unit),
        ("", "", "", .different),
    ])
    func `pairs made up for each rule`(city: String, a: String, b: String, label: Label) throws {
        var judge = AddressPairJudge(try Divisions.all.get())
        let verdict = judge.judge(a, b, city: city)
        #expect(verdict.label == label, "\(verdict.reason)")
        // Nobody is first.
        #expect(judge.judge(b, a, city: city).label == label)
        #expect(!verdict.reason.isEmpty && (0...1).contains(verdict.score))
    }

    // MARK: Labelled data, where they are present

    private static let folder =
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path + "/shared/tests/addresses"
    private static let isPresent = FileManager.default.fileExists(atPath: folder + "/dev_pairs.csv")

    /// The rows of a small table as cells by column.
    private static func rows(_ file: String) throws -> [[String: String]] {
        let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
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

    @Test(.enabled(if: isPresent, "the labelled pairs are not here"))
    func `labelled pairs are judged as the targets ask`() throws {
        var judge = AddressPairJudge(try Divisions.all.get())
        let rows = try Self.rows("dev_pairs.csv").filter { $0["label"] != "ambiguous" }
        #expect(rows.count > 600)
        let judged = rows.map { row in
            (row["label"] ?? "", judge.judge(row["a"] ?? "", row["b"] ?? "", city: row["city"] ?? "").label.rawValue)
        }
        for (near, precision, f1) in [
            (Set(["same_unit"]), 0.95, 0.92), (Set(["same_unit", "same_building"]), 0.97, 0.95),
        ] {
            let right = Double(judged.count(where: { near.contains($0.0) && near.contains($0.1) }))
            let p = right / Double(judged.count(where: { near.contains($0.1) }))
            let r = right / Double(judged.count(where: { near.contains($0.0) }))
            print("pairs \(near.sorted()): P \(p) R \(r) F1 \(2 * p * r / (p + r))")
            #expect(p >= precision && 2 * p * r / (p + r) >= f1)
        }
    }

    @Test(.enabled(if: isPresent, "the labelled parses are not here"))
    func `labelled addresses are taken apart as the target asks`() throws {
        var parser = AddressParser(try Divisions.all.get())
        func plain(_ text: String?) -> String {
            (text ?? "").precomposedStringWithCompatibilityMapping.filter { !" ()（）".contains($0) }
        }
        var (right, found, told) = (0.0, 0.0, 0.0)
        for gold in try Self.rows("dev_parses.csv") {
            let row = parser.parse(gold["address"] ?? "").row
            for column in ParsedAddress.columns {
                let (a, b) = (plain(gold[column]), plain(row[column]))
                if !a.isEmpty { told += 1 }
                if !b.isEmpty { found += 1 }
                if !a.isEmpty, a == b { right += 1 }
            }
        }
        let (p, r) = (right / found, right / told)
        print("parses: P \(p) R \(r) F1 \(2 * p * r / (p + r))")
        #expect(2 * p * r / (p + r) >= 0.93)
    }
}
