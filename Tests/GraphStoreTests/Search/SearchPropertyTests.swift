import Foundation
import Testing

@testable import GraphStore

/// The definition of a search, looked up text by text.
struct SearchOracle {
    let entries: [SearchEntry]
    private let keys: [[UInt32]]
    private let readings: [UInt32: [String]]

    init(_ entries: [SearchEntry]) {
        self.entries = entries
        keys = entries.map { UTF8Reading.scalars(of: TextFolder.key($0.text).span) }
        let distinct = Set(keys.joined()).sorted().filter { FoldTable.isHan($0) }
        readings = Dictionary(uniqueKeysWithValues: zip(distinct, PinyinReadings.readings(of: distinct)))
    }

    /// `node match` for each hit, in order.
    func listing(_ query: String, kinds: Set<NodeKind>) throws -> [String] {
        let query = try SearchQuery(query)
        var best: [Int: [Int]] = [:]
        for (entry, key) in zip(entries, keys) where kinds.contains(entry.kind) && !key.isEmpty {
            guard let match = match(query, entry, key) else { continue }
            let group = TermGroup(
                kind: entry.kind, isFormer: entry.field == .formerName, isNumber: isNumber(entry, key))
            let rank = [Int(match.rawValue), group.rawValue, key.count, entry.node]
            if let known = best[entry.node], !rank.lexicographicallyPrecedes(known) { continue }
            best[entry.node] = rank
        }
        return best.values.sorted { $0.lexicographicallyPrecedes($1) }
            .map { "\($0[3]) \(SearchMatch.allCases[$0[0]].name)" }
    }

    private func isNumber(_ entry: SearchEntry, _ key: [UInt32]) -> Bool {
        entry.field.holdsNumbers && key.allSatisfy { $0 < 0x80 }
    }

    private func match(_ query: SearchQuery, _ entry: SearchEntry, _ key: [UInt32]) -> SearchMatch? {
        let sought = query.joined.scalars
        let isFormer = entry.field == .formerName
        let isInside =
            isNumber(entry, key)
            ? sought.count >= 4 && key.contains(sought)
            : query.words.allSatisfy { key.contains($0.scalars) }
        if !isFormer, key == sought { return .exact }
        if !isFormer, key.starts(with: sought) { return .prefix }
        if isInside { return isFormer ? .formerName : .inside }
        guard query.hasLatinLetter, entry.field == .name, [.company, .person].contains(entry.kind) else { return nil }
        let letters = String(decoding: query.joined.key, as: UTF8.self)
        for start in key.indices where isRead(key[...], from: start, letters[...], isFirst: true) { return .pinyin }
        guard key.contains(where: { $0 >= 0x80 }), key.count >= sought.count else { return nil }
        for start in 0...(key.count - sought.count) {
            let isHit = sought.indices.allSatisfy { index in
                let scalar = key[start + index]
                return scalar == sought[index]
                    || readings[scalar, default: []].contains { $0.unicodeScalars.first?.value == sought[index] }
            }
            if isHit { return .initials }
        }
        return nil
    }

    private func isRead(_ key: ArraySlice<UInt32>, from start: Int, _ letters: Substring, isFirst: Bool) -> Bool {
        guard start < key.endIndex else { return false }
        return readings[key[start], default: []].contains { reading in
            if reading.hasPrefix(letters) { return !isFirst || start == 0 }
            guard letters.hasPrefix(reading) else { return false }
            return isRead(key, from: start + 1, letters.dropFirst(reading.count), isFirst: false)
        }
    }
}

struct SearchPropertyTests {
    private static let alphabets: [[Character]] = [
        "腾讯有限公司科技长行", "张伟王重乐", "0019A", "騰讯（ＡａB1司",
    ].map { (letters: String) -> [Character] in Array(letters) }

    private static func pick<T>(_ choices: [T], _ random: inout SearchRandom) -> T {
        choices[Int.random(in: choices.indices, using: &random)]
    }

    private static func text(_ random: inout SearchRandom, _ lengths: ClosedRange<Int>) -> String {
        let alphabet = pick(alphabets, &random)
        var text = ""
        for _ in 0..<Int.random(in: lengths, using: &random) { text.append(pick(alphabet, &random)) }
        return text
    }

    private static func entries(_ random: inout SearchRandom) -> [SearchEntry] {
        let nodeCount = Int.random(in: 1...60, using: &random)
        let kinds = (0..<nodeCount).map { _ in pick(NodeKind.allCases, &random) }
        return (0..<Int.random(in: 0...150, using: &random)).map { _ in
            let node = Int.random(in: 0..<nodeCount, using: &random)
            let isLong = Int.random(in: 0..<8, using: &random) == 0
            return SearchEntry(
                node, kinds[node], pick(SearchField.allCases, &random),
                text(&random, isLong ? 25...70 : 0...9))
        }
    }

    private static func join(_ parts: [String], _ counts: ClosedRange<Int>, _ random: inout SearchRandom) -> String {
        var text = ""
        for _ in 0..<Int.random(in: counts, using: &random) { text += pick(parts, &random) }
        return text
    }

    /// A piece of a text, several words, pinyin or initials.
    private static func query(_ random: inout SearchRandom, _ entries: [SearchEntry]) -> String {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return text(&random, 2...5)
        case 1: return text(&random, 1...3) + " " + text(&random, 1...3)
        case 2:
            return join(["c", "z", "x", "h", "l", "y", "g", "s", "k", "j", "a", "1"], 2...4, &random)
        case 3:
            let syllables = [
                "teng", "xun", "you", "xian", "chang", "zhang", "hang", "xing", "wei", "le", "yue", "g", "ch",
            ]
            return join(syllables, 1...4, &random)
        default:
            let text = Array(entries.randomElement(using: &random)?.text ?? "")
            guard text.count >= 2 else { return "有限" }
            let start = Int.random(in: 0..<(text.count - 1), using: &random)
            return String(text[start..<Int.random(in: (start + 2)...text.count, using: &random)])
        }
    }

    @Test(arguments: UInt64(1)...60)
    func `finds what looking at every text finds, in the same order, on pages of any size`(seed: UInt64) throws {
        var random = SearchRandom(seed: seed)
        let entries = SearchPropertyTests.entries(&random)
        let index = try SearchEntry.index(entries)
        let oracle = SearchOracle(entries)
        for _ in 0..<40 {
            let query = SearchPropertyTests.query(&random, entries)
            var kinds = Set(NodeKind.allCases)
            if Bool.random(using: &random) { kinds = [SearchPropertyTests.pick(NodeKind.allCases, &random), .company] }
            let limit = SearchPropertyTests.pick([1, 3, 1_000], &random)
            let workMax = SearchPropertyTests.pick([1, 50, SearchLimits.workMax], &random)
            guard let expected = try? oracle.listing(query, kinds: kinds) else {
                // The oracle fails on the queries that are too short.
                #expect(throws: SearchError.self) { try index.search(query) }
                continue
            }
            var listing: [String] = []
            var cursor: SearchCursor?
            repeat {
                let page = try index.search(query, kinds: kinds, limit: limit, after: cursor, workMax: workMax)
                listing += page.listing
                switch page.total {
                case .exact(let count): #expect(count == expected.count, "seed \(seed) query \(query)")
                case .atLeast(let count): #expect(count <= expected.count, "seed \(seed) query \(query)")
                }
                cursor = page.cursor
            } while cursor != nil && listing.count <= expected.count
            #expect(
                listing == expected,
                "seed \(seed) query \(query) kinds \(kinds) limit \(limit) work \(workMax) entries \(entries.count)")
        }
    }

    @Test func `an index read back from its sections answers alike`() throws {
        var random = SearchRandom(seed: 7)
        let entries = SearchPropertyTests.entries(&random)
        let index = try SearchEntry.index(entries)
        let path = FileManager.default.temporaryDirectory.appending(path: "search-\(UUID().uuidString)").path
        defer { unlink(path) }
        var writer = try SectionWriter(creating: path)
        index.write(to: &writer)
        try writer.finish(
            identity: SnapshotIdentity(
                storeID: [UInt8](repeating: 1, count: 16), epoch: Epoch(rawValue: 1),
                catalogueVersion: [UInt8](repeating: 2, count: 32)))
        let copy = try SearchIndex(from: SectionReader(path: path))
        for _ in 0..<50 {
            let query = "腾讯有限" + SearchPropertyTests.text(&random, 0...2)
            #expect(try copy.search(query) == index.search(query))
        }
    }
}
