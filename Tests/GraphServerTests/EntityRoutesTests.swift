import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import GraphServer

@Suite struct EntityRoutesTests {
    @Test func `a search by two characters says why each hit matched`() async throws {
        try await RouteClient.with { client in
            let answer = try await client.object("/v1/search?q=\(encoded("青禾"))&kind=company")
            #expect(answer.number("epoch") == 1)
            #expect(answer.text("asOf") == "2024-06-30")
            let hit = try #require(answer.objects("items").first)
            #expect(hit.text("id") == "company:\(Fiction.food)")
            #expect(hit.text("kind") == "company")
            #expect(hit.text("name") == "云桥青禾食品有限公司")
            #expect(hit.object("match").text("how") == "inside")
            #expect(hit.object("match").text("field") == "name")
            #expect(answer.number("total") == answer.number("returned"))
            #expect(answer["next"] is NSNull)
            let former = try await client.object("/v1/search?q=\(encoded("旧桥科技"))")
            #expect(former.objects("items").first?.object("match").text("how") == "formerName")
        }
    }

    @Test func `hits of one name are told apart by company, age band and a count`() async throws {
        let store = try FictionalStore()
        try store.deliver([
            "officer.csv": """
            company_code,company_name,person_name,person_id,role,birth_year,since
            \(Fiction.tech),岭南云桥科技有限公司,王同名,,董事,1960,2015-03-02
            \(Fiction.trade),岭南云桥贸易有限公司,王同名,,监事,,2018-07-01
            \(Fiction.trade),岭南云桥贸易有限公司,王独名,,董事,,2018-07-01

            """,
            // Of the name alone, beside the coded one.
            "shareholding.csv": """
            company_code,company_name,holder_name,holder_kind,share_percent,since
            \(Fiction.food),云桥青禾食品有限公司,岭南云桥科技有限公司,company,10,2020-01-15
            \(Fiction.food),云桥青禾食品有限公司,岭南云桥科技,company,10,2020-01-15

            """,
        ])
        try await RouteClient.with(try await store.server()) { client in
            let people = try await client.object("/v1/search?q=\(encoded("王同名"))").objects("items")
            #expect(people.map { $0.number("sameName") } == [1, 1])
            let at = people.map { "\($0.object("company").text("name")) \($0.text("ageBand"))" }
            #expect(Set(at) == ["岭南云桥科技有限公司 from60to75", "岭南云桥贸易有限公司 unknown"])
            let one = try #require(try await client.object("/v1/search?q=\(encoded("王独名"))").objects("items").first)
            #expect(one["sameName"] == nil && one.object("company").text("id") == "company:\(Fiction.trade)")
            let hits = try await client.object("/v1/search?q=\(encoded("云桥科技"))&kind=company").objects("items")
            let counts = Dictionary(grouping: hits, by: { $0.text("name") }).mapValues {
                $0.map { $0.number("sameName") }
            }
            #expect(counts["岭南云桥科技有限公司"] == [1, 1] && counts["岭南云桥科技"] == [-1])
            #expect(hits.allSatisfy { $0["company"] == nil && $0["ageBand"] == nil })
        }
    }

    @Test func `a permit and a contact are told by a company beside them`() async throws {
        try await RouteClient.with { client in
            for query in [encoded("食品经营"), "13900139000"] {
                let hit = try #require(
                    try await client.object("/v1/search?q=\(query)").objects("items").first {
                        $0.text("kind") != "company"
                    })
                #expect(["permit", "contact"].contains(hit.text("kind")))
                #expect(hit.object("company").text("id") == "company:\(Fiction.food)")
            }
        }
    }

    @Test func `the pages of a search put together are the whole`() async throws {
        try await RouteClient.with { client in
            let whole = try await client.object("/v1/search?q=\(encoded("集群"))&limit=100")
            let ids = whole.objects("items").map { $0.text("id") }
            #expect(ids.count > 30)
            var (collected, cursor): ([String], String?) = ([], nil)
            repeat {
                let uri = "/v1/search?q=\(encoded("集群"))&limit=7" + (cursor.map { "&cursor=\($0)" } ?? "")
                let page = try await client.object(uri)
                collected += page.objects("items").map { $0.text("id") }
                #expect(page.number("total") == ids.count)
                cursor = page["next"] as? String
            } while cursor != nil && collected.count < 200
            #expect(collected == ids)
        }
    }

    @Test func `any identifier of a company works in a path`() async throws {
        try await RouteClient.with { client in
            for id in ["company:\(Fiction.tech)", Fiction.tech, "440101000000017", encoded("company:") + Fiction.tech] {
                let answer = try await client.object("/v1/companies/\(id)")
                #expect(answer.text("id") == "company:\(Fiction.tech)")
                #expect(answer.text("status") == "存续")
                #expect(answer.text("since") == "2015-03-02")
            }
            #expect(try await client.problem("/v1/companies/91440101MA5UNKNOWN", .notFound) == "entity.unknown")
            #expect(try await client.problem("/v1/persons/company:\(Fiction.tech)", .notFound) == "entity.wrongKind")
        }
    }

    @Test func `a registration is told with its columns and without the personal identifier`() async throws {
        try await RouteClient.with { client in
            let response = try await client.get("/v1/companies/\(Fiction.tech)")
            let text = String(buffer: response.body)
            #expect(!text.contains("002X") && !text.contains(Fiction.personID))
            let statement = try #require(try response.object().objects("statements").first)
            #expect(statement.text("theme") == "registration")
            #expect(statement.text("title") == "企业登记")
            #expect(statement.object("fields").text("name") == "岭南云桥科技有限公司")
            #expect(statement.object("fields").object("legal_representative_id").number("birthYear") == 1949)
            #expect(statement.object("codeCheck")["uscOk"] as? Bool == true)
        }
    }

    @Test func `a panorama comes in one answer with epoch and day`() async throws {
        try await RouteClient.with { client in
            let answer = try await client.object("/v1/companies/\(Fiction.food)/panorama")
            #expect(answer.number("epoch") == 1)
            #expect(answer.text("asOf") == "2024-06-30")
            let past = try await client.object("/v1/companies/\(Fiction.food)/panorama?as-of=2021-01-01")
            #expect(past.text("asOf") == "2021-01-01")
        }
    }

    @Test func `a timeline lists the latest facts first, by pages and by filters`() async throws {
        try await RouteClient.with { client in
            let whole = try await client.object("/v1/companies/\(Fiction.food)/timeline?limit=100")
            let dates = whole.objects("items").map { $0.text("date") }
            #expect(dates.count >= 5)
            #expect(dates == dates.sorted(by: >))
            var (collected, cursor): ([String], String?) = ([], nil)
            repeat {
                let page = try await client.object(
                    "/v1/companies/\(Fiction.food)/timeline?limit=2" + (cursor.map { "&cursor=\($0)" } ?? ""))
                collected += page.objects("items").map { $0.text("record") }
                cursor = page["next"] as? String
            } while cursor != nil && collected.count < 50
            #expect(collected == whole.objects("items").map { $0.text("record") })
            let penalties = try await client.object("/v1/companies/\(Fiction.food)/timeline?theme=penalty")
            #expect(penalties.objects("items").map { $0.text("date") } == ["2023-09-10", "2022-05-06"])
            #expect(penalties.objects("items")[1]["amount"] as? Int == 5000)
            let past = try await client.object("/v1/companies/\(Fiction.food)/timeline?theme=penalty&as-of=2023-01-01")
            #expect(past.number("total") == 1)
            #expect(
                try await client.problem("/v1/companies/\(Fiction.food)/timeline?theme=nosuch", .notFound)
                    == "theme.unknown")
        }
    }

    @Test func `persons, premises, permits and contacts have pages of what they touch`() async throws {
        try await RouteClient.with { client in
            for (query, kind, folder) in [
                ("陈小满", "person", "persons"), ("珠江路88号", "premises", "premises"),
                ("JY14401050000001", "permit", "permits"), ("13800138000", "contact", "contacts"),
            ] {
                let found = try await client.object("/v1/search?q=\(encoded(query))&kind=\(kind)")
                let id = try #require(found.objects("items").first?.text("id"), "nothing for \(query)")
                let page = try await client.object("/v1/\(folder)/\(encoded(id))")
                #expect(page.text("id") == id)
                let list = try await client.object(page.object("links").text("relations") + "?limit=100")
                #expect(list.object("subject").text("id") == id)
                #expect(list.number("total") == list.objects("items").count)
                let item = try #require(list.objects("items").first)
                #expect(item.object("edge").objects("sources").first?.text("theme").isEmpty == false)
                #expect(!item.object("entity").text("id").isEmpty)
            }
        }
    }

    @Test func `a crowded address is paged to its end`() async throws {
        try await RouteClient.with { client in
            let found = try await client.object("/v1/search?q=\(encoded("珠江路88号"))&kind=premises")
            let id = try #require(found.objects("items").first?.text("id"))
            var (names, cursor): (Set<String>, String?) = ([], nil)
            var pages = 0
            repeat {
                let page = try await client.object(
                    "/v1/premises/\(id)/relations?limit=8" + (cursor.map { "&cursor=\($0)" } ?? ""))
                #expect(page.number("total") == 30)
                names.formUnion(page.objects("items").map { $0.object("entity").text("name") })
                cursor = page["next"] as? String
                pages += 1
            } while cursor != nil && pages < 10
            #expect(names.count == 30)
        }
    }

    @Test func `a record is the row behind a fact`() async throws {
        try await RouteClient.with { client in
            let timeline = try await client.object("/v1/companies/\(Fiction.food)/timeline?theme=penalty")
            let id = try #require(timeline.objects("items").first?.text("record"))
            let record = try await client.object("/v1/records/\(id)")
            #expect(record.text("theme") == "penalty")
            #expect(record.text("file").hasSuffix("penalty.csv"))
            #expect(record.object("fields").text("title") == "虚假宣传,\"最佳\"")
            #expect(record.object("columns").text("title") == "违法行为类型")
            #expect(record["toEpoch"] is NSNull)
            #expect(try await client.problem("/v1/records/4000000", .notFound) == "record.unknown")
            #expect(try await client.problem("/v1/records/x", .badRequest) == "path.malformed")
        }
    }
}
