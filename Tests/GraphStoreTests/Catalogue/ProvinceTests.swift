import Foundation
import Testing

@testable import GraphStore

/// The column `province` of the default catalogue against the table of
/// divisions (GB/T 2260): every real province passes, what is none does not.
@Suite struct ProvinceTests {
    /// Readers of the column in each theme that has it.
    private static func readers() throws -> [CellReader] {
        try CatalogueFolder.shipped.get().themes.compactMap { theme in
            theme.columnIndex("province").map { CellReader(column: theme.columns[$0], keyring: nil) }
        }
    }

    /// Code and name of every division of the first level.
    private static func table() throws -> [(code: String, name: String)] {
        let path = CatalogueFolder.shippedPath + "/../reference/gbt2260_2023_pca.csv"
        return try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
            .filter { $0.count == 4 && $0[2] == "1" }.map { ($0[0], $0[1]) }
    }

    /// 内蒙古自治区 → 内蒙古.
    private static func short(_ name: String) -> String {
        for suffix in ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "特别行政区", "省", "市"] where name.hasSuffix(suffix) {
            return String(name.dropLast(suffix.count))
        }
        return name
    }

    @Test func `every province is accepted by its long and short name and kept as delivered`() throws {
        let table = try Self.table()
        #expect(table.count == 31)
        for name in table.map(\.name) + ["台湾省", "香港特别行政区", "澳门特别行政区"] {
            for text in [name, Self.short(name)] {
                for reader in try Self.readers() {
                    let probe = CellProbe(bytes: Array(text.utf8), reader)
                    #expect(probe.result == .value(CellNotes()), "\(text)")
                    #expect(probe.json == "\"\(text)\"")
                }
            }
        }
    }

    @Test func `codes, traditional and Latin names lead to the short name`() throws {
        var names = try Self.table().map { ($0.code, Self.short($0.name)) }
        names += [("廣東省", "广东省"), ("廣東", "广东"), ("Guangdong", "广东"), ("SHAANXI", "陕西"), ("臺灣", "台湾"), ("内 蒙 古", "内蒙古")]
        for reader in try Self.readers() {
            for (text, name) in names {
                #expect(CellProbe(bytes: Array(text.utf8), reader).json == "\"\(name)\"", "\(text)")
            }
        }
    }

    @Test(arguments: ["电烤箱", "普通合伙", "Nicolas", "湖北电烤箱", "100(万元人民币)", "2019-01-10", "惠州"])
    func `what is no province fails, and its row is refused`(text: String) throws {
        for reader in try Self.readers() {
            let probe = CellProbe(bytes: Array(text.utf8), reader)
            #expect(probe.failure == .choiceUnknown && probe.json.isEmpty)
            #expect(reader.column.onFailure == .refuse)
        }
    }

    @Test(arguments: ["", " ", "N/A", "-", "无"])
    func `an unknown province is unknown and no reason to refuse`(text: String) throws {
        for reader in try Self.readers() {
            #expect(CellProbe(bytes: Array(text.utf8), reader).isMissing)
        }
    }
}
