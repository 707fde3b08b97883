import GraphStore
import Profile
import Testing

/// The profile of every company of the sample.
struct PanoramaTests {
    static let today = Day(rawValue: 20_700)  // 2026-09-04

    @Test func `the three views of every company count the same facts`() throws {
        let (store, _, snapshot) = try TestStore.sample.get()
        let query = PanoramaQuery(snapshot: snapshot, catalogue: store.catalogue)
        var facts = 0
        for index in snapshot.nodes.range(of: .company) {
            let panorama = query.panorama(of: NodeID(index), asOf: Self.today)
            let count = panorama.facts.count
            facts += count
            for (view, positions) in [
                ("blocks", panorama.blocks.flatMap(\.facts)), ("departments", panorama.departments.flatMap(\.facts)),
                ("years", panorama.years.flatMap { Array($0.facts) }),
            ] {
                #expect(positions.sorted() == Array(0..<count), "\(snapshot.nodes.ids[index]): \(view)")
            }
            for group in panorama.blocks + panorama.departments {
                #expect(group.themes.reduce(0) { $0 + $1.count } == group.facts.count)
            }
        }
        #expect(facts > 4000)
    }

    @Test func `every live record is a fact of one entity, with its department, source and date`() throws {
        let (store, _, snapshot) = try TestStore.sample.get()
        let records = Dictionary(uniqueKeysWithValues: try store.liveRecords().map { ($0.id.rawValue, $0) })
        #expect(snapshot.facts.count == records.count)
        for row in 0..<snapshot.facts.count {
            let record = try #require(records[snapshot.facts.record[row]])
            #expect(snapshot.themes[Int(snapshot.facts.theme[row])] == record.theme)
            #expect(snapshot.sources[Int(snapshot.facts.source[row])] == record.source)
            #expect(snapshot.departments[Int(snapshot.facts.department[row])] == record.department)
            #expect(snapshot.facts.date[row] == record.date?.rawValue ?? Day.unknownRawValue)
        }
    }

    @Test func `facts dated after the day are left out, undated ones kept last`() throws {
        let (store, _, snapshot) = try TestStore.sample.get()
        let query = PanoramaQuery(snapshot: snapshot, catalogue: store.catalogue)
        let day = try #require(Day(year: 2020, month: 6, day: 30))
        for index in snapshot.nodes.range(of: .company) {
            let node = NodeID(index)
            let panorama = query.panorama(of: node, asOf: day)
            let expected = snapshot.facts.range(of: node).filter {
                snapshot.facts.date[$0] == Day.unknownRawValue || snapshot.facts.date[$0] <= day.rawValue
            }
            #expect(panorama.facts == expected)
            let dates = panorama.facts.map {
                snapshot.facts.date[$0] == Day.unknownRawValue ? Int32.max : snapshot.facts.date[$0]
            }
            #expect(dates == dates.sorted())
            for (position, year) in panorama.years.enumerated() {
                #expect(year.year != nil || position == panorama.years.count - 1)
            }
        }
    }

    private static let registration = """
        name,code,established,status,closed_on,address,legal_representative
        初创公司,\(SampleCompany.first),2026-03-01,存续,,青岛市甲路1号,王一
        注销公司,\(SampleCompany.second),2010-01-01,注销,2022-07-01,青岛市甲路2号,王二
        吊销公司,\(SampleCompany.third),2010-01-01,吊销,,青岛市甲路3号,王三
        停业公司,91370212MA1000TR4E,2010-01-01,停业,,青岛市甲路4号,王四
        成长公司,91370212MA1000QF72,2023-01-01,存续,,青岛市甲路5号,王五
        成熟公司,91370212MA1000J34A,2001-01-01,存续,,青岛市甲路6号,王六
        不详公司,91370212MA1000NPX3,,,,青岛市甲路7号,王七
        某日吊销公司,91370212MA1000CY31,2010-01-01,吊销,2022-07-01,青岛市甲路8号,王八
        迁出公司,91370212MA1000E16P,2010-01-01,迁出,2022-07-01,青岛市甲路9号,王九

        """

    @Test func `life-cycle stages follow the day that is asked about`() throws {
        let store = try TestStore()
        let report = try store.deliver("registration.csv", Self.registration)
        #expect(report.total.inserted == 9)
        let snapshot = try store.rebuild()
        let query = PanoramaQuery(snapshot: snapshot, catalogue: store.catalogue)
        func stage(_ code: String, _ date: String) throws -> LifeCycleStage {
            let node = try #require(snapshot.node("company:\(code)"))
            return query.panorama(of: node, asOf: try #require(Day(iso: date))).stage
        }
        #expect(try stage(SampleCompany.first, "2026-02-28") == .notYetEstablished)
        #expect(try stage(SampleCompany.first, "2026-03-01") == .founded)
        #expect(try stage(SampleCompany.second, "2022-06-30") == .mature)
        #expect(try stage(SampleCompany.second, "2022-07-01") == .closed)
        #expect(try stage(SampleCompany.third, "2026-01-01") == .revoked)
        // The day of the withdrawal is no day of deregistration.
        #expect(try stage("91370212MA1000CY31", "2022-06-30") == .mature)
        #expect(try stage("91370212MA1000CY31", "2022-07-01") == .revoked)
        #expect(try stage("91370212MA1000E16P", "2022-07-01") == .relocated)
        #expect(try stage("91370212MA1000TR4E", "2026-01-01") == .suspended)
        #expect(try stage("91370212MA1000QF72", "2026-01-01") == .growing)
        #expect(try stage("91370212MA1000J34A", "2026-01-01") == .mature)
        #expect(try stage("91370212MA1000NPX3", "2026-01-01") == .unknown)
    }

    @Test func `age bands come from the personal identifier or the birth year, and unknown stays unknown`() throws {
        let store = try TestStore()
        try store.deliver(
            "officer.csv",
            """
            company_code,company_name,person_name,person_id,role,birth_year,since
            \(SampleCompany.first),甲公司,王有证,370212198001010014,董事,,2020-01-01
            \(SampleCompany.first),甲公司,王有年,,监事,2000,2020-01-01
            \(SampleCompany.first),甲公司,王不详,,经理,,2020-01-01
            \(SampleCompany.first),甲公司,王矛盾,,董事,1970,2020-01-01
            \(SampleCompany.first),甲公司,王矛盾,,监事,1990,2020-01-01

            """)
        let snapshot = try store.rebuild()
        var bands: [String: AgeBand] = [:]
        for index in snapshot.nodes.range(of: .person) {
            bands[snapshot.nodes.names[index]] = AgeBand(
                birthYear: Int(snapshot.nodes.birthYear[index]), asOf: Self.today)
        }
        #expect(bands["王有年"] == .from18to29)
        #expect(bands["王不详"] == .unknown)
        #expect(bands["王矛盾"] == .unknown)
        #expect(bands["王有证"] == .from40to49)
        #expect(AgeBand(birthYear: nil, asOf: Self.today) == .unknown)
        #expect(AgeBand(birthYear: 2020, asOf: Self.today) == .under18)
        #expect(AgeBand(birthYear: 1951, asOf: Self.today) == .from60to75)
        #expect(AgeBand(birthYear: 1950, asOf: Self.today) == .over75)
    }

    @Test func `a representative that two themes name is one relation with both records, a former term another`() throws
    {
        let store = try TestStore()
        try store.deliver(
            "registration.csv",
            "name,code,established,legal_representative\n甲公司,\(SampleCompany.first),2015-01-01,王代表\n")
        try store.deliver(
            "legal_representative.csv",
            """
            company_code,person_name,position,since,until
            \(SampleCompany.first),王代表,经理,2015-01-01,2018-01-01
            \(SampleCompany.first),王代表,董事长,2018-01-01,

            """)
        let snapshot = try store.rebuild()
        let table = snapshot.graph.table
        let edges = table.range(of: .legalRepresentative).map { EdgeID($0) }
        #expect(edges.map { table.records(of: $0).map(\.rawValue) } == [[2], [1, 3]])
        #expect(
            edges.map { table[$0].attributes.since } == [2015, 2018].map { Day(year: $0, month: 1, day: 1)?.rawValue })
        let node = try #require(snapshot.node("company:\(SampleCompany.first)"))
        let panorama = PanoramaQuery(snapshot: snapshot, catalogue: store.catalogue).panorama(
            of: node, asOf: Self.today)
        #expect(panorama.relations.people.count == 1 && panorama.relations.notInForceCount == 1)
        #expect(panorama.facts.count == 3)
    }

    @Test func `no person of the sample leads a company twice at a time`() throws {
        let (_, _, snapshot) = try TestStore.sample.get()
        let table = snapshot.graph.table
        let edges = table.range(of: .legalRepresentative)
        for (pair, edges) in Dictionary(grouping: edges, by: { [table.from[$0], table.to[$0]] }) where edges.count > 1 {
            // Terms one after the other.
            let terms = edges.map { (since: table.since[$0], until: table.until[$0]) }.sorted { $0.since < $1.since }
            for (one, next) in zip(terms, terms.dropFirst()) {
                #expect(one.until != Day.unknownRawValue && one.until <= next.since, "\(pair)")
            }
        }
        #expect(edges.filter { table.records(of: EdgeID($0)).count > 1 }.count > 250)
    }

    @Test func `an unknown share is not nought, and a placeholder holder is no party`() throws {
        let store = try TestStore()
        try store.deliver(
            "shareholding.csv",
            """
            company_code,company_name,holder_name,holder_kind,share_percent,since
            \(SampleCompany.first),甲公司,王有份,person,0,2020-01-01
            \(SampleCompany.first),甲公司,王不详,person,,2020-01-01
            \(SampleCompany.first),甲公司,公众股东,other,40,2020-01-01

            """)
        let snapshot = try store.rebuild()
        let node = try #require(snapshot.node("company:\(SampleCompany.first)"))
        let panorama = PanoramaQuery(snapshot: snapshot, catalogue: store.catalogue).panorama(
            of: node, asOf: Self.today)
        let shares = panorama.relations.shareholders.map { entry in
            (snapshot.nodes.names[entry.target.index], snapshot.graph.table[entry.edge].attributes.shareMin)
        }.sorted { $0.0 < $1.0 }
        #expect(shares.map(\.0) == ["王不详", "王有份"])
        #expect(shares.map(\.1) == [EdgeAttributes.unknownShare, 0])
        #expect(panorama.facts.count == 3)
    }

    @Test func `an edge with one end unknown becomes none, and the record stays a fact`() throws {
        let store = try TestStore()
        // The pledgor is a person with an identifier, hence a birth year; nobody says who the pledgee is.
        let report = try store.deliver(
            "equity_pledge.csv",
            "company_code,registration_no,pledgor_name,pledgor_id,pledgee_name,registered_on\n"
                + "\(SampleCompany.first),37020000000018,王有证,370212198001010014,,2021-08-07\n")
        #expect(report.total.inserted == 1)
        let snapshot = try store.rebuild()
        let node = try #require(snapshot.node("company:\(SampleCompany.first)"))
        #expect(try snapshot.titles(of: node)["equity_pledge"]?.count == 1)
        #expect(snapshot.graph.edgeCount == 0)
        #expect(snapshot.nodes.range(of: .person).isEmpty)
    }
}
