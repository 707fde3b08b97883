import GraphDrawing
import GraphStore
import Profile
import Testing

/// A relation whose record says that it is over, but not since when.
struct EndedRelationTests {
    private static let pledges = """
        company_code,registration_no,pledgor_name,pledgee_name,state,registered_on,cancelled_on
        \(SampleCompany.first),出质登记0001,钟离一,甲信贷有限公司,有效,2020-01-01,
        \(SampleCompany.first),出质登记0002,钟离二,甲信贷有限公司,注销,2020-01-01,
        \(SampleCompany.first),出质登记0003,钟离三,甲信贷有限公司,已注销,2020-01-01,2021-06-01
        \(SampleCompany.first),出质登记0004,钟离四,甲信贷有限公司,撤销,2020-01-01,
        \(SampleCompany.first),出质登记0005,钟离五,甲信贷有限公司,无效,2020-01-01,
        \(SampleCompany.first),出质登记0006,钟离六,甲信贷有限公司,,2020-01-01,

        """

    /// The states of the pledgors' relations with the lender, by name.
    private func states(_ snapshot: GraphSnapshot, on iso: String) throws -> [String: RelationState] {
        let day = try #require(Day(iso: iso))
        var states: [String: RelationState] = [:]
        for edge in 0..<snapshot.graph.table.count {
            let edge = EdgeID(rawValue: UInt32(edge))
            let name = snapshot.nodes.names[snapshot.graph.table[edge].from.index]
            states[name] = snapshot.graph.table.state(of: edge, on: day)
            let isCurrent = snapshot.graph.table.isInForce(edge, on: day)
            #expect(isCurrent == (states[name] == .current), "\(name)")
        }
        return states
    }

    @Test func `a pledge whose state says that it is over is not in force, with or without a date`() throws {
        let store = try TestStore()
        #expect(try store.deliver("equity_pledge.csv", Self.pledges).total.inserted == 6)
        let snapshot = try store.rebuild()
        #expect(
            try states(snapshot, on: "2026-01-01") == [
                "钟离一": .current, "钟离二": .former, "钟离三": .former, "钟离四": .former, "钟离五": .former,
                "钟离六": .current,
            ])
        // A known end is kept; of the others nobody can say that they held.
        #expect(
            try states(snapshot, on: "2021-01-01") == [
                "钟离一": .current, "钟离二": .former, "钟离三": .current, "钟离四": .former, "钟离五": .former,
                "钟离六": .current,
            ])
        #expect(try Set(states(snapshot, on: "2019-01-01").values) == [.upcoming])
    }

    @Test func `searches, panoramas and pictures take it for ended`() throws {
        let store = try TestStore()
        try store.deliver("equity_pledge.csv", Self.pledges)
        let snapshot = try store.rebuild()
        let today = try #require(Day(iso: "2026-01-01"))
        let lender = try #require(try snapshot.search.search("甲信贷").hits.first?.node)
        var scratch = TraversalScratch()
        let near = snapshot.graph.neighbourhood(
            of: [lender], hops: 1, filter: EdgeFilter(asOf: today), scratch: &scratch)
        #expect(near.edges.count == 2)
        #expect(near.omitted.map(\.reason) == [.notInForce] && near.omitted.map(\.count) == [4])
        let relations = PanoramaQuery(snapshot: snapshot, catalogue: store.catalogue)
            .panorama(of: lender, asOf: today).relations
        #expect(relations.others.count == 2 && relations.notInForceCount == 4)
        let all = snapshot.graph.neighbourhood(of: [lender], hops: 1, filter: EdgeFilter(), scratch: &scratch)
        let drawing = Drawing(
            snapshot: snapshot, kinds: store.catalogue.edgeKinds, title: "", asOf: today, nodes: all.nodes,
            edges: all.edges)
        #expect(drawing.edges.count { $0.endedUndated } == 3)
        #expect(drawing.edges.filter { $0.endedUndated }.allSatisfy { $0.until == nil })
        let dot = String(decoding: DOTWriter.bytes(of: drawing), as: UTF8.self)
        #expect(dot.components(separatedBy: "style=dotted").count - 1 == 4)
        #expect(dot.contains("已终止，日期不明") && dot.contains("至 2021-06-01"))
    }

    @Test func `a permit withdrawn before its term ended on a day unknown, one past its term on its last day`() throws {
        let store = try TestStore()
        try store.deliver(
            "permit.csv",
            """
            company_code,company_name,permit_no,permit_type,issued,expires,status,address
            \(SampleCompany.first),甲,证0001,排污许可证,2022-01-01,2031-01-01,有效,
            \(SampleCompany.first),甲,证0002,排污许可证,2022-01-01,2031-01-01,注销,
            \(SampleCompany.first),甲,证0003,排污许可证,2022-01-01,2024-01-01,过期,
            \(SampleCompany.first),甲,证0004,排污许可证,2022-01-01,2024-01-01,吊销,
            \(SampleCompany.first),甲,证0005,排污许可证,2022-01-01,,过期,

            """)
        let snapshot = try store.rebuild()
        func expect(_ day: String, _ states: [RelationState], _ permits: [PermitState]) throws {
            let day = try #require(Day(iso: day))
            for (number, (state, permit)) in zip(states, permits).enumerated() {
                let node = try #require(try snapshot.search.search("证000\(number + 1)", kinds: [.permit]).hits.first)
                    .node
                let entry = snapshot.graph.entry(
                    at: try #require(snapshot.graph.row(of: node, mark: EdgeMark(.holdsPermit, .in)).first))
                #expect(snapshot.graph.table.state(of: entry.edge, on: day) == state, "\(day.iso) \(number + 1)")
                #expect(snapshot.card(of: node).permitState(asOf: day) == permit, "\(day.iso) \(number + 1)")
            }
        }
        try expect(
            "2021-12-31", [.upcoming, .upcoming, .upcoming, .upcoming, .upcoming],
            [.notYetValid, .notYetValid, .notYetValid, .notYetValid, .notYetValid])
        // What is 过期 today was valid until its last day; a withdrawn one nobody can say of.
        try expect(
            "2023-01-01", [.current, .former, .current, .former, .former],
            [.valid, .withdrawn, .valid, .withdrawn, .expired])
        try expect(
            "2024-01-02", [.current, .former, .former, .former, .former],
            [.valid, .withdrawn, .expired, .withdrawn, .expired])
    }
}
