import GraphStore

/// Search queries of several sorts, taken from the companies that are there.
struct SearchQueries {
    /// Characters of companies' names; at most ``nameCountMax`` of them.
    private let names: [[Unicode.Scalar]]
    private let codes: [[UInt8]]
    /// Names that each pair of neighbouring characters stands in.
    private let pairCounts: [Pair: Int]

    private struct Pair: Hashable, Comparable {
        var first: Unicode.Scalar
        var second: Unicode.Scalar
        var text: String { String(String.UnicodeScalarView([first, second])) }
        static func < (a: Pair, b: Pair) -> Bool { (a.first, a.second) < (b.first, b.second) }
    }

    private static let countOfEachSort = 200
    /// Enough to know what is frequent, and quick to count.
    private static let nameCountMax = 200_000

    init(snapshot: GraphSnapshot) {
        let companies = snapshot.nodes.range(of: .company)
        let step = max(companies.count / Self.nameCountMax, 1)
        let chosen = Array(stride(from: companies.lowerBound, to: companies.upperBound, by: step))
        names = chosen.map { Array(snapshot.nodes.names[$0].unicodeScalars) }
        codes = chosen.map { index in
            let id = snapshot.nodes.ids[index]
            return PeerIdentifiers.bare(id).utf8.filter { (48...57).contains($0) }
        }
        var counts: [Pair: Int] = [:]
        for name in names {
            for pair in Set(zip(name, name.dropFirst()).map { Pair(first: $0, second: $1) })
            where Self.isHan(pair.first) && Self.isHan(pair.second) {
                counts[pair, default: 0] += 1
            }
        }
        pairCounts = counts
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x3400...0x9FFF).contains(scalar.value) }

    /// The pairs in most names, most frequent first: 有限, 公司, 科技, …
    var frequentPairs: [String] {
        let sorted = pairCounts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
        return sorted.prefix(Self.countOfEachSort).map(\.key.text)
    }

    /// Pairs in at most three names.
    var rarePairs: [String] {
        var random = Random(seed: 2)
        let rare = pairCounts.filter { $0.value <= 3 }.keys.sorted()
        return rare.shuffled(using: &random).prefix(Self.countOfEachSort).map(\.text)
    }

    /// Parts of random names.
    func parts(ofLength length: Int) -> [String] {
        var random = Random(seed: UInt64(length))
        var parts: Set<String> = []
        for _ in 0..<Self.countOfEachSort * 2 where parts.count < Self.countOfEachSort {
            guard let name = names.randomElement(using: &random), name.count >= length else { continue }
            let start = Int.random(in: 0...name.count - length, using: &random)
            let part = name[start..<start + length]
            if part.allSatisfy(Self.isHan) { parts.insert(String(String.UnicodeScalarView(part))) }
        }
        return parts.sorted()
    }

    /// Words of names in pinyin, and initials: every pair of letters is the
    /// initials of some name, and so the hardest question.
    var latin: [String] {
        var random = Random(seed: 5)
        let words = [
            "youxian", "gongsi", "keji", "maoyi", "jianzhu", "canyin", "shiye", "jituan", "zixun", "wuliu", "qingdao",
            "shangmao", "wenhua", "youxiangongsi", "kejiyouxian", "zhang", "wang", "yxgs", "kjyx",
        ]
        let letters = (0..<Self.countOfEachSort - words.count).map { _ in
            String(
                decoding: (0..<Int.random(in: 2...4, using: &random)).map { _ in
                    UInt8.random(in: UInt8(ascii: "a")...UInt8(ascii: "z"), using: &random)
                }, as: UTF8.self)
        }
        return words + letters
    }

    /// Parts of the digits of random codes.
    var digits: [String] {
        var random = Random(seed: 6)
        return (0..<Self.countOfEachSort).compactMap { index in
            let length = 2 + index % 7
            guard let code = codes.randomElement(using: &random), code.count >= length else { return nil }
            let start = Int.random(in: 0...code.count - length, using: &random)
            return String(decoding: code[start..<start + length], as: UTF8.self)
        }
    }
}
