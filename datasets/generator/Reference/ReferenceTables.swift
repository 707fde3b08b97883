internal import Foundation

/// The frequency tables of `datasets/reference`, read once.
struct ReferenceTables: Sendable {
    var surnames: WeightedWords
    /// Given names of one character.
    var singleGiven: WeightedWords
    /// The characters of given names of two.
    var doubleGiven: WeightedWords
    /// First two characters of trade names.
    var tradeNames: WeightedWords
    var scopePhrases: WeightedWords
    /// (code, name) of the middle and small classes of GB/T 4754.
    var industries: [(code: String, name: String)]
    /// code → name of provinces, cities and counties.
    var divisions: [Int: String]
    /// (nine-digit code, name) of towns.
    var towns: [(code: Int, name: String)]

    /// - Parameter directory: the folder `datasets/reference`.
    /// - Throws: ``GeneratorError`` that names the missing file.
    init(directory: String) throws {
        func table(_ name: String) throws -> [[String]] {
            let path = directory + "/" + name
            guard let data = FileManager.default.contents(atPath: path) else {
                throw GeneratorError("cannot read \(path): give the folder datasets/reference with --reference")
            }
            return Self.rows(String(decoding: data, as: UTF8.self))
        }
        func han(_ text: String) -> Bool {
            !text.isEmpty && text.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
        }
        surnames = WeightedWords(try table("surname_freq.csv").map { ($0[0], Double($0[1]) ?? 0) })
        let given = try table("given_char_freq.csv").filter { han($0[1]) }
        singleGiven = WeightedWords(given.filter { $0[0] == "single" }.map { ($0[1], Double($0[2]) ?? 0) })
        doubleGiven = WeightedWords(given.filter { $0[0] == "in_double" }.map { ($0[1], Double($0[2]) ?? 0) })
        // Words that only the state or a trade may use are no trade names.
        let reserved: Set<String> = [
            "供销", "建筑", "汽车", "开发", "房地", "建设", "物业", "农业", "高新", "城市", "中国", "机械", "交通", "洋浦", "伊犁",
            "国际", "延边", "食品", "医药", "经济", "塑料", "电力", "保税", "物资", "互助", "乐东", "化隆", "粮食", "粮油",
            "工程", "金属", "装饰", "石油", "中石", "中国", "任县", "工业", "第二", "水利", "农垦", "烟草", "化工", "中铁",
            "投资", "腾讯", "华为", "恒大", "万科", "中信", "华润", "中建", "万达", "中石化", "顺丰", "人民", "国有", "保安",
        ]
        tradeNames = WeightedWords(
            try table("name_zihao_prefix2.csv").filter { han($0[0]) && !reserved.contains($0[0]) }
                .map { ($0[0], (Double($0[1]) ?? 1).squareRoot()) })
        scopePhrases = WeightedWords(
            try table("scope_phrases_top3000.csv").filter { han($0[0]) && (2...14).contains($0[0].count) }
                .map { ($0[0], Double($0[1]) ?? 0) })
        industries = try table("gbt4754_2017.csv").filter { $0[3] == "3" || $0[3] == "2" }.map { ($0[0], $0[1]) }
        divisions = [:]
        for row in try table("gbt2260_2023_pca.csv") { divisions[Int(row[0]) ?? 0] = row[1] }
        towns = try table("gbt10114_2023_towns.csv").map { (Int($0[0]) ?? 0, $0[1]) }
    }

    /// Rows of a small RFC 4180 text without its header.
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field = ""
        var quoted = false
        for character in text.replacingOccurrences(of: "\r\n", with: "\n") {
            switch character {
            case "\"": quoted.toggle()
            case "," where !quoted:
                row.append(field)
                field = ""
            case "\n" where !quoted:
                row.append(field)
                if row.count > 1 || !field.isEmpty { rows.append(row) }
                row = []
                field = ""
            default: field.append(character)
            }
        }
        if !field.isEmpty || !row.isEmpty { rows.append(row + [field]) }
        return Array(rows.dropFirst())
    }
}
