import Foundation
import TestSupport
import Testing

@testable import GraphServer

/// A change to one shareholding record is visible in the answers of its
/// dependants after the import: they are those of a store that was never told
/// anything else.
@Suite struct ChangedHoldingTests {
    private static let header =
        "company_code,holder_name,holder_code,holder_id,holder_kind,share_percent,"
        + "share_percent_min,share_percent_max,amount,since"

    /// A random registry: companies and who holds them.
    private struct Registry {
        var random: SplitMix64
        let codes: [String]
        /// Key columns of a row, and what it says of the share.
        var rows: [String: String] = [:]

        init(seed: UInt64) {
            random = SplitMix64(seed: seed)
            codes = (0..<Int.random(in: 3...7, using: &random)).map { Fiction.code(800 + $0) }
            for code in codes {
                for _ in 0..<Int.random(in: 0...4, using: &random) { insert(in: code) }
            }
        }

        /// A holder as the row names it: a company, a person with or without a
        /// number, a collective, or nobody in particular.
        private mutating func holder() -> String {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5:
                let number = Int.random(in: 0..<codes.count, using: &random)
                return "梧桐\(number)号实业有限公司,\(codes[number]),,company"
            case 5..<7:
                let name = ["潘一", "任三", "秦二", "严四"].randomElement(using: &random) ?? "潘一"
                return "\(name),,\(OwnershipFiction.id(name)),person"
            case 7: return "无证\(Int.random(in: 0..<3, using: &random))号,,,person"
            case 8: return "职工持股会,,,other"
            default: return ["公众股东,,,other", "其他股东,,,other", "库存股,,,other"].randomElement(using: &random) ?? ""
            }
        }

        private mutating func share() -> String {
            let percent = Int.random(in: 1...60, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: return ",\(percent),\(percent + 20),"
            case 1: return ",,,\(percent * 10_000)"
            case 2: return ",,,"
            default: return "\(percent),,,"
            }
        }

        mutating func insert(in code: String) { rows["\(code),\(holder())"] = share() }

        /// Changes, deletes or adds one row.
        ///
        /// - Returns: the delivery that says so.
        mutating func change() -> String {
            let key = rows.keys.sorted().randomElement(using: &random)
            switch (Int.random(in: 0..<3, using: &random), key) {
            case (0, let key?):
                let gone = rows.removeValue(forKey: key) ?? ""
                return "op,\(ChangedHoldingTests.header)\ndelete,\(key),\(gone),2015-01-01\n"
            case (1, let key?):
                let said = share()
                rows[key] = said
                return "\(ChangedHoldingTests.header)\n\(key),\(said),2015-01-01\n"
            default:
                var added = ""
                repeat {
                    added = "\(codes.randomElement(using: &random) ?? codes[0]),\(holder())"
                } while rows[added] != nil
                let said = share()
                rows[added] = said
                return "\(ChangedHoldingTests.header)\n\(added),\(said),2015-01-01\n"
            }
        }

        var registrations: String {
            (["name,code,established,type,status,legal_representative,capital"]
                + codes.enumerated().map { "梧桐\($0)号实业有限公司,\($1),2014-06-01,有限责任公司,存续,经办\($0),80万元人民币" })
                .joined(separator: "\n") + "\n"
        }

        var shareholdings: String {
            ([ChangedHoldingTests.header] + rows.sorted { $0.key < $1.key }.map { "\($0),\($1),2015-01-01" })
                .joined(separator: "\n") + "\n"
        }
    }

    /// What is told of every company, by names: ids, edges and records may differ.
    private func answers(_ store: FictionalStore, _ codes: [String]) async throws -> [String] {
        try await RouteClient.with(try await store.server()) { client in
            var told: [String] = []
            for (number, code) in codes.enumerated() {
                for question in ["owners", "controller", "beneficial-owners", "group", "related-parties"] {
                    let response = try await client.get("/v1/companies/\(code)/\(question)?limit=500")
                    let answer = try response.object()
                    told.append("梧桐\(number) \(question) \(response.status.code): " + Self.words(answer))
                }
            }
            return told
        }
    }

    /// An answer in words that do not depend on numbers of nodes, edges and
    /// records, lists in the order of their words.
    private static func words(_ value: Any) -> String {
        switch value {
        case let object as JSONObject:
            if object["kind"] is String, let name = object["name"] as? String, object["id"] is String { return name }
            let hidden: Set = [
                "edges", "epoch", "edge", "chain", "agreements", "asOf", "requestId", "explored", "nodes",
            ]
            return "{"
                + object.filter { !hidden.contains($0.key) }.sorted { $0.key < $1.key }
                .map { "\($0): \(words($1))" }.joined(separator: ", ") + "}"
        case let list as [Any]: return "[" + list.map { words($0) }.sorted().joined(separator: ", ") + "]"
        case let text as String where text.hasPrefix("person:") || text.hasPrefix("company:"):
            // Companies have codes, others numbers.
            return text.count > 20 ? text : "somebody"
        case let number as Double: return String((number * 1e9).rounded() / 1e9)
        default: return "\(value)"
        }
    }

    @Test(arguments: 0..<10) func `after one changed row every answer is that of a store loaded anew`(seed: Int)
        async throws
    {
        print("seed \(seed)")
        var registry = Registry(seed: UInt64(seed) &+ 900_000)
        let changed = try FictionalStore()
        try changed.deliver(["registration.csv": registry.registrations, "shareholding-0.csv": registry.shareholdings])
        var before = try await answers(changed, registry.codes)
        var visible = 0
        for step in 1...3 {
            let delivery = registry.change()
            let report = try changed.deliver(["shareholding-\(step).csv": delivery])
            #expect(report.total.quarantined == 0, "seed \(seed): \(delivery)")
            let fresh = try FictionalStore()
            try fresh.deliver(["registration.csv": registry.registrations, "shareholding.csv": registry.shareholdings])
            let (found, expected) = (
                try await answers(changed, registry.codes), try await answers(fresh, registry.codes)
            )
            for (one, other) in zip(found, expected) where one != other {
                let same = zip(one, other).prefix { $0 == $1 }.count
                let (left, right) = (
                    one.dropFirst(max(0, same - 80)).prefix(200), other.dropFirst(max(0, same - 80)).prefix(200)
                )
                Issue.record("seed \(seed), \(delivery): \(one.prefix(40)) … \(left) … anew: \(right)")
            }
            #expect(found.count == expected.count)
            if found != before { visible += 1 }
            before = found
        }
        #expect(visible > 0, "seed \(seed): no change was visible")
    }
}
