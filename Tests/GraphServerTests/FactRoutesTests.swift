import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import GraphServer

@Suite struct FactRoutesTests {
    /// All items of a list, asked for by pages of this length.
    private func all(_ path: String, by length: Int, _ client: RouteClient) async throws -> [JSONObject] {
        var (items, cursor): ([JSONObject], String?) = ([], nil)
        repeat {
            let page = try await client.object(
                "\(path)limit=\(length)" + (cursor.map { "&cursor=\($0)" } ?? ""))
            items += page.objects("items")
            cursor = page["next"] as? String
        } while cursor != nil && items.count < 2_000
        return items
    }

    @Test func `all facts are listed once, the latest first, with whom they are about`() async throws {
        try await RouteClient.with { client in
            let whole = try await client.object("/v1/facts?limit=500")
            let facts = whole.objects("items")
            #expect(whole.number("total") == facts.count)
            #expect(try await client.object("/v1/stats?limit=0").number("facts") == facts.count)
            let records = facts.map { $0.text("record") }
            #expect(Set(records).count == records.count)
            for (one, next) in zip(facts, facts.dropFirst()) {
                // An undated one comes after all days.
                let (day, nextDay) = (one["date"] as? String ?? "", next["date"] as? String ?? "")
                let (record, nextRecord) = (
                    try #require(Int(one.text("record"))), try #require(Int(next.text("record")))
                )
                #expect(day > nextDay || day == nextDay && record > nextRecord)
            }
            for length in [1, 7, 64] {
                #expect(try await all("/v1/facts?", by: length, client).map { $0.text("record") } == records)
            }
            for (subject, facts) in Dictionary(grouping: facts, by: { $0.object("subject").text("id") }) {
                let kind = try #require(facts.first).object("subject").text("kind")
                guard ["company", "person", "premises"].contains(kind) else { continue }
                let folder = kind == "company" ? "companies" : kind == "person" ? "persons" : "premises"
                let own = try await all("/v1/\(folder)/\(encoded(subject))/timeline?", by: 500, client)
                #expect(own.map { $0.text("record") } == facts.map { $0.text("record") })
                #expect(own.map { $0.text("summary") } == facts.map { $0.text("summary") })
            }
        }
    }

    @Test func `themes, departments and days narrow the list, and later facts are counted`() async throws {
        try await RouteClient.with { client in
            let facts = try await client.object("/v1/facts?limit=500").objects("items")
            func numbers(_ query: String) async throws -> [String] {
                try await client.object("/v1/facts?limit=500&\(query)").objects("items").map { $0.text("record") }
            }
            func expected(_ takes: (JSONObject) -> Bool) -> [String] {
                facts.filter(takes).map { $0.text("record") }
            }
            let penalties = try await numbers("theme=penalty")
            #expect(!penalties.isEmpty && penalties == expected { $0.text("theme") == "penalty" })
            let two = try await numbers("theme=penalty,registration")
            #expect(two == expected { ["penalty", "registration"].contains($0.text("theme")) })
            #expect(two.count > penalties.count)
            let department = try #require(facts.first).text("department")
            #expect(try await numbers("department=\(department)") == expected { $0.text("department") == department })
            let dated: (JSONObject) -> String = { $0["date"] as? String ?? "" }
            #expect(
                try await numbers("from=2020-01-01&to=2022-12-31")
                    == expected { dated($0) >= "2020-01-01" && dated($0) <= "2022-12-31" })
            let past = try await client.object("/v1/facts?limit=500&as-of=2021-01-01&theme=penalty,registration")
            let known = expected {
                ["penalty", "registration"].contains($0.text("theme")) && dated($0) <= "2021-01-01"
            }
            #expect(past.objects("items").map { $0.text("record") } == known)
            #expect(past.number("laterFactCount") == two.count - known.count)
            let before = try await client.object("/v1/facts?as-of=2021-01-01&to=2020-12-31&limit=1")
            #expect(before.number("laterFactCount") == 0)
            #expect(try await client.problem("/v1/facts?theme=nosuch", .notFound) == "theme.unknown")
            let next = try await client.object("/v1/facts?limit=1").text("next")
            #expect(
                try await client.problem("/v1/facts?theme=penalty&cursor=\(next)", .badRequest) == "query.badCursor")
        }
    }

    @Test func `where records stand is told of many at once`() async throws {
        try await RouteClient.with { client in
            let numbers = try await client.object("/v1/facts?limit=20").objects("items").map { $0.text("record") }
            let list = try await client.object("/v1/records?id=\(numbers.joined(separator: ",")),4000000")
            #expect(list["missing"] as? [String] == ["4000000"])
            let items = list.objects("items")
            #expect(items.map { $0.text("id") } == numbers)
            for item in items {
                let whole = try await client.object("/v1/records/\(item.text("id"))")
                for (name, value) in item { #expect("\(value)" == "\(whole[name] ?? "none")", "\(name)") }
            }
            #expect(try await client.problem("/v1/records?id=x", .badRequest) == "query.malformedParameter")
            #expect(try await client.problem("/v1/records", .badRequest) == "query.missingParameter")
            let many = (1...Limits.recordsMax + 1).map(String.init).joined(separator: ",")
            #expect(try await client.problem("/v1/records?id=\(many)", .badRequest) == "query.malformedParameter")
        }
    }
}
