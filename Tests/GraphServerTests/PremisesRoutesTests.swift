import Foundation
import GraphStore
import Testing

@testable import GraphServer

/// Places over HTTP: a ring of shells at one flat written in three ways, a
/// licensed host, a village, a market that grew, and a tower of too few floors.
@Suite struct PremisesRoutesTests {
    private static let header =
        "name,code,established,status,legal_representative,scope,province,city,district,address,phone,closed_on\n"

    private static func row(
        _ number: Int, _ name: String, _ day: String, _ person: String, _ address: String, status: String = "存续",
        phone: String = "", closed: String = ""
    ) -> String {
        "\(name),\(Fiction.code(number)),\(day),\(status),\(person),商务信息咨询,山东省,青岛市,崂山区,\(address),\(phone),\(closed)\n"
    }

    private static let flat = [
        "青岛市崂山区云桥路12号云松花园3号楼2单元501室", "崂山区云桥路12号3幢2单元501", "山东省青岛市崂山区云松花园3号楼二单元501房",
    ]

    private static let files: [String: String] = {
        var rows = header
        for n in 0..<6 {
            rows += row(
                1_000 + n, "青岛鑫\(["达", "恒", "盛", "茂", "源", "泰"][n])商务咨询有限公司", "2024-03-0\(n % 3 + 1)", "祁见山",
                flat[n % 3], phone: "13900001234")
        }
        for n in 0..<8 {
            rows += row(
                1_020 + n, "青岛托管甲\(["木", "林", "森", "水", "火", "土", "金", "日"][n])科技有限公司", "20\(14 + n)-05-0\(n + 1)",
                "居住人\(["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"][n])", "青岛市崂山区松涛路8号商务大厦909室")
        }
        for n in 0..<6 {
            rows += row(
                1_040 + n, "青岛村头\(["柳", "杨", "榆", "槐", "柏", "桐"][n])种植有限公司", "2024-04-0\(n + 1)", "同名人",
                "青岛市崂山区北宅街道云桥村")
        }
        rows += row(
            1_060, "青岛旧店商贸有限公司", "2020-01-01", "申再来", "青岛市崂山区海口路5号301室", status: "吊销", closed: "2023-02-01")
        rows += row(
            1_062, "青岛注销店商贸有限公司", "2010-01-01", "终了人", "青岛市崂山区海口路9号", status: "吊销后注销", closed: "2016-02-01")
        rows += row(1_061, "青岛新店商贸有限公司", "2023-06-01", "申再来", "青岛市崂山区海口路5号301")
        rows += row(1_070, "青岛高处贸易有限公司", "2022-06-01", "登高人", "青岛市崂山区仙霞岭路7号高塔大厦A座18层1801室")
        return [
            "registration.csv": rows,
            "host_address.csv": """
            address,host_name,host_code,kind,since,until
            青岛市崂山区松涛路8号商务大厦909室,青岛托管甲木科技有限公司,\(Fiction.code(1_020)),集群登记,2014-05-01,
            """,
            "standard_address.csv": """
            address,province,city,district,floors,use,status,since
            山东省青岛市崂山区云桥路12号云松花园3号楼,山东省,青岛市,崂山区,6,住宅,在用,2001-01-01
            山东省青岛市崂山区仙霞岭路7号高塔大厦A座,山东省,青岛市,崂山区,12,商业,在用,2001-01-01
            """,
        ]
    }()

    private static let store = Result { () throws -> FictionalStore in
        let store = try FictionalStore()
        try store.deliver(files)
        return store
    }

    private static func with(_ body: @Sendable (RouteClient) async throws -> Void) async throws {
        try await RouteClient.with(try await store.get().server(), body)
    }

    private static func indicators(_ verdict: JSONObject, counted: Bool = true) -> [String] {
        verdict.objects("findings").filter { (($0["points"] as? Int ?? 0) > 0) == counted }.map { $0.text("indicator") }
    }

    @Test func `the flat of the shells is the first alert, with sentences and records`() async throws {
        try await Self.with { client in
            let list = try await client.object("/v1/premises")
            let first = try #require(list.objects("items").first)
            #expect(first.object("place").text("level") == "room")
            #expect(first["liveCount"] as? Int == 6)
            #expect(first["isAlert"] as? Bool == true)
            let met = Self.indicators(first)
            #expect(met.contains("A1") && met.contains("P2") && met.contains("T1") && met.contains("T3"), "\(met)")
            for finding in first.objects("findings") {
                #expect(!finding.object("sentence").text("zh").contains("{"), "\(finding)")
                #expect(!finding.object("sentence").text("en").contains("{"), "\(finding)")
            }
            let crowded = try #require(first.objects("findings").first { $0.text("indicator") == "A1" })
            #expect(crowded.object("sentence").text("zh") == "该室登记存续企业6户，达到5户的警戒线。")
            let records = try #require(crowded["records"] as? [String])
            #expect(records.count == 6)
            for record in records {
                let source = try await client.object("/v1/records/\(record)")
                #expect(source.text("theme") == "registration")
            }
        }
    }

    @Test func `hosts, villages and old companies are no alerts, and say why`() async throws {
        try await Self.with { client in
            let alerts = try await client.object("/v1/premises?limit=500")
            let alertPlaces = alerts.objects("items").map { $0.object("place").text("name") }
            #expect(!alertPlaces.contains { $0.contains("松涛路") || $0.contains("云桥村") }, "\(alertPlaces)")
            let all = try await client.object("/v1/premises?show=all&limit=500")
            let host = try #require(
                all.objects("items").first { $0.object("place").text("name").contains("松涛路") })
            #expect(host["isAlert"] as? Bool == false)
            #expect(host.objects("explanations").map { $0.text("id") }.contains("licensedHost"))
            #expect(Self.indicators(host, counted: false).contains("A1"))
            // An area is no premises at all: its crowd is not even listed.
            #expect(!all.objects("items").contains { $0.object("place").text("name").contains("云桥村") })
            #expect(all.objects("items").allSatisfy { $0.object("place")["isImprecise"] as? Bool == false })
        }
    }

    @Test func `a successor of a revoked company and a floor that is not there are hard facts`() async throws {
        try await Self.with { client in
            let list = try await client.object("/v1/premises?limit=500")
            let successor = try #require(
                list.objects("items").first { $0.object("place").text("name").contains("海口路") })
            #expect(Self.indicators(successor) == ["P5"])
            let tower = try #require(
                list.objects("items").first { $0.object("place").text("name").contains("仙霞岭路") })
            #expect(Self.indicators(tower).contains("A2"))
            #expect(tower.object("place").text("level") == "building")
            let sentence = try #require(tower.objects("findings").first).object("sentence").text("zh")
            #expect(sentence == "1户企业登记的楼层不存在，最高登记到18层，而标准地址库记载该楼只有12层。")
        }
    }

    @Test func `a place is found by any of its spellings, and so is what it is part of`() async throws {
        try await Self.with { client in
            let hits = try await client.object("/v1/search?q=%E4%BA%91%E6%A1%A5%E8%B7%AF12&kind=premises")
            let ids = hits.objects("items").map { $0.text("id") }
            var places: Set<String> = []
            for id in ids {
                let page = try await client.object("/v1/places/\(id)")
                if page.text("level") == "room" { places.insert(page.text("id")) }
            }
            #expect(places.count == 1)
            let room = try await client.object("/v1/places/\(try #require(places.first))")
            #expect(room.objects("spellings").count == 3)
            #expect(room["total"] as? Int == 6)
            let levels = room.objects("partOf").map { $0.text("level") }
            #expect(levels.contains("building") && levels.contains("door") && levels.contains("road"))
            let building = try await client.object("/v1/places/\(try #require(places.first))@building")
            #expect(building.text("level") == "building")
            #expect(building["total"] as? Int == 6)
            #expect(
                try await client.problem("/v1/places/\(try #require(places.first))@cellar", .badRequest)
                    == "path.malformed")
            #expect(try await client.problem("/v1/places/premises:999999", .notFound) == "entity.unknown")
        }
    }

    @Test func `the ring of the shells is found, drawn, and told of each of its companies`() async throws {
        try await Self.with { client in
            let rings = try await client.object("/v1/rings")
            let ring = try #require(rings.objects("items").first)
            #expect(ring["companyCount"] as? Int == 6)
            let graph = try await client.object(ring.text("graph"))
            let kinds = Dictionary(grouping: graph.objects("nodes")) { $0.text("kind") }.mapValues(\.count)
            #expect(kinds["company"] == 6)
            #expect(kinds["contact"] == 1)
            let risk = try await client.object("/v1/companies/company:\(Fiction.code(1_002))/registration-risk")
            #expect(risk.object("ring")["companyCount"] as? Int == 6)
            #expect(risk.object("premises")["isAlert"] as? Bool == true)
            let alone = try await client.object("/v1/companies/company:\(Fiction.code(1_041))/registration-risk")
            #expect(alone.object("ring").isEmpty)
            #expect(
                try await client.problem("/v1/companies/company:\(Fiction.code(1_041))/ring", .notFound)
                    == "ring.none")
        }
    }

    @Test func `a walk crosses spellings of one place and of one building where it is asked to`() async throws {
        try await Self.with { client in
            func names(_ query: String) async throws -> [String] {
                let path =
                    "/v1/graph/neighbourhood?of=company:\(Fiction.code(1_000))&kinds=registered_at&depth=4\(query)"
                let graph = try await client.object(path)
                return graph.objects("nodes").filter { $0.text("kind") == "company" }.map { $0.text("id") }
            }
            #expect(try await names("").count == 2)
            #expect(try await names("&same-premises=unit").count == 6)
            let graph = try await client.object(
                "/v1/graph/neighbourhood?of=company:\(Fiction.code(1_000))&kinds=registered_at&depth=4&same-premises=unit"
            )
            let joined = graph.objects("edges").filter { $0.text("kind") == "same_premises" }
            #expect(joined.count == 2)
            #expect(joined.allSatisfy { $0["probability"] as? Double == 1 || $0["probability"] as? Int == 1 })
        }
    }

    private static func check(_ body: String, _ client: RouteClient) async throws -> JSONObject {
        let response = try await client.post("/v1/premises/check", body: body)
        #expect(response.status == .ok, "\(String(buffer: response.body))")
        return try response.object()
    }

    @Test func `the next shell is referred, a village needs proof, an honest room passes`() async throws {
        try await Self.with { client in
            let next = try await Self.check(
                #"{"address":"崂山区云桥路12号３号楼2单元501室","name":"青岛鑫隆商务咨询有限公司","representative":"祁见山","contact":"13900001234"}"#,
                client)
            #expect(next.text("outcome") == "refer")
            #expect(next["companyCount"] as? Int == 6)
            let met = Self.indicators(next)
            #expect(met.contains("A1") && met.contains("P2") && met.contains("P4") && met.contains("T3"), "\(met)")
            let crowded = try #require(next.objects("findings").first { $0.text("indicator") == "A1" })
            #expect(crowded.object("sentence").text("zh") == "连同拟设企业，该室将有存续企业7户，达到5户的警戒线。")
            let parts = next.object("address").objects("parts")
            #expect(parts.map { $0.text("kind") } == ["district", "road", "number", "building", "unit", "room"])
            #expect(parts.map { $0.text("text") } == ["崂山区", "云桥路", "12号", "３号楼", "2单元", "501室"])
            #expect(parts.first?["start"] as? Int == 0 && parts.first?["end"] as? Int == 9)
            #expect(next.object("address")["confidence"] as? Double == 0.88)
            // A desk more, and the room that hides the alert is told.
            let desk = try await Self.check(#"{"address":"崂山区云桥路12号3号楼2单元501室8号工位"}"#, client)
            #expect(desk.text("outcome") == "needsProof")
            #expect(desk.objects("remarks").map { $0.text("id") } == ["roomHasAlert"])
            let beside = try await Self.check(#"{"address":"崂山区云桥路12号3号楼2单元502室"}"#, client)
            #expect(beside.objects("remarks").map { $0.text("id") } == ["floorHasAlert"], "\(beside)")
            #expect(beside.text("outcome") == "pass")
            let village = try await Self.check(#"{"address":"北宅街道云桥村","city":"青岛"}"#, client)
            #expect(village.text("outcome") == "needsProof")
            #expect(village.object("address")["isImprecise"] as? Bool == true)
            let room = try await Self.check(#"{"address":"青岛市崂山区松涛路10号商务大厦201室"}"#, client)
            #expect(room.text("outcome") == "pass")
            #expect(room.object("place").isEmpty)
            let phantom = try await Self.check(#"{"address":"青岛市崂山区仙霞岭路7号高塔大厦A座15层"}"#, client)
            #expect(phantom.text("outcome") == "refer")
            #expect(Self.indicators(phantom) == ["A2"])
            // A room may be numbered by its entrance: that alone refers nobody.
            let implied = try await Self.check(#"{"address":"青岛市崂山区仙霞岭路7号高塔大厦A座1502室"}"#, client)
            #expect(implied.text("outcome") == "needsProof")
            #expect(Self.indicators(implied) == ["A2r"])
        }
    }

    @Test func `a door that a complete register of the road does not have is told`() async throws {
        let store = try FictionalStore()
        let doors = (1...12).map { "山东省青岛市崂山区长亭路\($0 * 2)号,山东省,青岛市,崂山区,6,商业,在用,2001-01-01\n" }
        let other = (1...12).map { "山东省青岛市崂山区短亭路\($0)号,山东省,青岛市,崂山区,6,商业,在用,2001-01-01\n" }
        // Doors of the other road that the register lacks.
        let companies = (0..<6).map {
            Self.row(1_100 + $0, "青岛短亭\($0)号商贸有限公司", "2020-01-01", "亭长\($0)", "青岛市崂山区短亭路\(30 + $0)号101室")
        }
        try store.deliver([
            "registration.csv": Self.header + companies.joined(),
            "standard_address.csv": "address,province,city,district,floors,use,status,since\n" + doors.joined()
                + other.joined(),
        ])
        try await RouteClient.with(try await store.server()) { client in
            func remarks(_ address: String) async throws -> [String] {
                let answer = try await Self.check(#"{"address":"青岛市崂山区\#(address)"}"#, client)
                return answer.objects("remarks").map { $0.text("id") }
            }
            #expect(try await remarks("长亭路999号801室") == ["unregisteredDoor"])
            #expect(try await remarks("长亭路8号801室") == [])
            #expect(try await remarks("短亭路999号801室") == [])
            #expect(try await remarks("无此路999号88号楼801室") == ["unknownRoad"])
            let phantom = try await Self.check(#"{"address":"青岛市崂山区长亭路999号801室"}"#, client)
            #expect(phantom.text("outcome") == "needsProof")
        }
    }

    @Test func `names that the register knows are told: a company's, and who represented a revoked one`() async throws {
        try await Self.with { client in
            func check(_ members: String) async throws -> JSONObject {
                try await Self.check(#"{"address":"青岛市崂山区松涛路10号商务大厦201室",\#(members)}"#, client)
            }
            func companies(_ answer: JSONObject, _ remark: String) -> [String] {
                answer.objects("remarks").first { $0.text("id") == remark }?.objects("companies").map { $0.text("id") }
                    ?? []
            }
            let taken = try await check(#""name":"青岛新店商贸有限公司""#)
            #expect(taken.text("outcome") == "needsProof")
            #expect(companies(taken, "nameTaken") == ["company:\(Fiction.code(1_061))"])
            // A revoked company keeps its name until it is deregistered.
            #expect(companies(try await check(#""name":"青岛旧店商贸有限公司""#), "nameTaken").count == 1)
            #expect(try await check(#""name":"青岛新店商贸""#).text("outcome") == "pass")
            let barred = try await check(#""representative":"申再来""#)
            #expect(barred.text("outcome") == "needsProof")
            #expect(companies(barred, "revokedNamesake") == ["company:\(Fiction.code(1_060))"])
            #expect(companies(barred, "namesakes") == ["company:\(Fiction.code(1_061))"])
            let other = try await check(#""representative":"登高人""#)
            #expect(other.text("outcome") == "pass" && companies(other, "namesakes").count == 1)
            // Three years after 2023-02-01 nobody is barred any more.
            let body = #"{"address":"青岛市崂山区松涛路10号商务大厦201室","representative":"申再来"}"#
            for (day, outcome) in [("2026-01-31", "needsProof"), ("2026-02-01", "pass")] {
                let answer = try await client.post("/v1/premises/check?as-of=\(day)", body: body).object()
                #expect(answer.text("outcome") == outcome, "\(day) \(answer)")
            }
            // What was deregistered after the withdrawal, or cancelled, holds its name no more.
            #expect(companies(try await check(#""name":"青岛注销店商贸有限公司""#), "nameTaken") == [])
        }
    }

    @Test func `search and the panorama tell the place of an address, and its building`() async throws {
        try await Self.with { client in
            // The first question about places waits until they are worked out.
            _ = try await client.object("/v1/premises")
            let found = try await client.object("/v1/search?q=\(encoded("崂山区云桥路12號3号楼2单元501"))")
            #expect(found["knowsPlaces"] as? Bool == true)
            #expect(found.object("place").text("level") == "room")
            #expect(found.object("place")["companiesWithin"] as? Int == 6)
            let hits = try await client.object("/v1/search?kind=premises&q=\(encoded("云桥路12号"))").objects("items")
            #expect(hits.count == 3)
            for hit in hits where hit.object("place").text("level") != "building" {
                #expect(hit.object("place").text("id") == found.object("place").text("id"))
                #expect(hit.object("place").object("building").text("level") == "building")
                #expect(hit.object("place").object("building")["companiesWithin"] as? Int == 6)
            }
            let none = try await client.object("/v1/search?q=\(encoded("商务咨询"))")
            #expect(none["place"] is NSNull)
            for company in [1_000, 1_001, 1_002] {
                let panorama = try await client.object("/v1/companies/\(Fiction.code(company))/panorama")
                #expect(panorama["knowsPlaces"] as? Bool == true)
                let premises = try #require(panorama.object("relations").object("premises").objects("items").first)
                #expect(premises.object("place").text("id") == found.object("place").text("id"))
                #expect(premises.object("place").object("building")["companiesWithin"] as? Int == 6)
            }
        }
    }

    @Test func `an answer from before places are known has another tag, and nobody waits`() async throws {
        let view = try await Self.store.get().server().views.current
        let company = try #require(view.snapshot.node("company:\(Fiction.code(1_000))"))
        let bytes = try view.panoramaJSON(of: company, asOf: Day(rawValue: 20_000), places: nil)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? JSONObject)
        #expect(object["knowsPlaces"] as? Bool == false)
        let premises = try #require(object.object("relations").object("premises").objects("items").first)
        #expect(premises["place"] is NSNull)
        #expect(Exchange.form(knowing: nil) != Exchange.form(knowing: try view.places()))
        #expect(view.readyPlaces != nil)
    }

    @Test func `what is no question is told`() async throws {
        try await Self.with { client in
            for body in ["", "[]", "{}", #"{"address":" "}"#, #"{"address":"a","adress":"b"}"#, #"{"address":1}"#] {
                let response = try await client.post("/v1/premises/check", body: body)
                #expect(response.status == .badRequest, "\(body)")
            }
            #expect(try await client.problem("/v1/premises?level=cellar", .badRequest) == "query.malformedParameter")
            #expect(try await client.problem("/v1/premises?rules=none", .notFound) == "rules.unknown")
        }
    }

    @Test func `lists are filtered by division, level, score and time, and paged`() async throws {
        try await Self.with { client in
            let all = try await client.object("/v1/premises?show=all&limit=500")
            let total = try #require(all["total"] as? Int)
            #expect(total > 3)
            var seen: [String] = []
            var path: String? = "/v1/premises?show=all&limit=2"
            while let next = path {
                let page = try await client.object(next)
                seen += page.objects("items").map { $0.object("place").text("id") }
                path = page.text("next").isEmpty ? nil : "/v1/premises?show=all&limit=2&cursor=\(page.text("next"))"
            }
            #expect(seen == all.objects("items").map { $0.object("place").text("id") })
            func count(_ query: String) async throws -> Int {
                try await client.object("/v1/premises?show=all&\(query)")["total"] as? Int ?? -1
            }
            #expect(try await count("division=3702") == total)
            #expect(try await count("division=4401") == 0)
            #expect(try await count("level=building") == 1)
            #expect(try await count("min-score=100") == 1)
            #expect(try await count("from=2024-03-01&to=2024-03-31") == 1)
            let divisions = try await client.object("/v1/premises/divisions?show=all")
            let county = try #require(divisions.objects("items").first)
            #expect(county.text("division") == "370212" && county.text("divisionName") == "山东省青岛市崂山区")
            #expect(divisions.objects("items").map { $0.number("places") }.reduce(0, +) == total)
            let live = all.objects("items").filter { $0.object("place").text("division") == "370212" }
            #expect(county.number("liveCompanies") == live.map { $0.number("liveCount") }.reduce(0, +))
            #expect(all.objects("items").first?.object("place").text("divisionName") == "山东省青岛市崂山区")
            func rings(_ query: String) async throws -> Int {
                try await client.object("/v1/rings?show=all&\(query)")["total"] as? Int ?? -1
            }
            #expect(try await rings("from=2024-03-01&to=2024-03-31") == 1)
            #expect(try await rings("level=room&division=370212") >= 1)
            #expect(try await rings("from=1990-01-01&to=1990-12-31") == 0)
            #expect(
                try await client.problem("/v1/rings?from=2024-03-02&to=2024-03-01", .badRequest)
                    == "query.malformedParameter")
            #expect(try await client.problem("/v1/premises?division=abc", .badRequest) == "query.malformedParameter")
        }
    }
}
