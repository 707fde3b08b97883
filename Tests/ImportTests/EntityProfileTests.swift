import GraphStore
import Profile
import Testing

/// The relations of every person, premises, permit and contact of the sample.
struct EntityProfileTests {
    private static let kinds: [NodeKind] = [.person, .premises, .permit, .contact]

    /// Edges at each node, read from the edge table and not from its row.
    private static func edges(of snapshot: GraphSnapshot) -> [[EdgeID]] {
        var edges = [[EdgeID]](repeating: [], count: snapshot.nodes.count)
        let table = snapshot.graph.table
        for edge in 0..<table.count {
            let ends = Set([Int(table.from[edge]), Int(table.to[edge])])
            for end in ends { edges[end].append(EdgeID(rawValue: UInt32(edge))) }
        }
        return edges
    }

    @Test(arguments: [(2012, 6, 30), (2022, 1, 1), (2026, 9, 4)])
    func `every relation is in one group under its state, and every other end is counted once`(
        day: (Int, Int, Int)
    ) throws {
        let snapshot = try TestStore.sample.get().2
        let asOf = try #require(Day(year: day.0, month: day.1, day: day.2))
        let table = snapshot.graph.table
        let edges = Self.edges(of: snapshot)
        var states: Set<RelationState> = []
        for index in Self.kinds.flatMap({ Array(snapshot.nodes.range(of: $0)) }) {
            let node = NodeID(index)
            let groups = snapshot.relationGroups(of: node, asOf: asOf)
            let relations = groups.flatMap(\.relations)
            #expect(relations.map(\.entry.edge).sorted() == edges[index], "\(snapshot.nodes.ids[index])")
            for relation in relations {
                let (since, until) = (table.since[relation.entry.edge.index], table.until[relation.entry.edge.index])
                let hasEnded =
                    until == Day.endedRawValue
                    ? since <= asOf.rawValue : until != Day.unknownRawValue && until <= asOf.rawValue
                let expected: RelationState =
                    hasEnded
                    ? .former : since > asOf.rawValue ? .upcoming : .current
                #expect(relation.state == expected)
                states.insert(relation.state)
            }
            for group in groups {
                #expect(group.entities.total == Set(group.relations.map(\.entry.target)).count)
                let current = group.relations.filter { $0.state == .current }.map(\.entry.target)
                #expect(group.entities.current == Set(current).count)
                #expect(group.relations.map(\.state) == group.relations.map(\.state).sorted())
            }
        }
        #expect(states.count > 1)
    }

    @Test func `standard addresses, permits and contacts of the sample say what their records say`() throws {
        let (store, _, snapshot) = try TestStore.sample.get()
        let today = PanoramaTests.today
        var (addresses, states, kinds): (Int, Set<PermitState>, Set<ContactProfile.Kind>) = (0, [], [])
        for index in snapshot.nodes.range(of: .premises) {
            let profile = PremisesProfile(of: NodeID(index), in: snapshot, catalogue: store.catalogue, asOf: today)
            guard let statement = profile.standardAddress else { continue }
            #expect(statement.theme.id == "standard_address" && statement["address"] != nil)
            addresses += 1
        }
        for index in snapshot.nodes.range(of: .permit) {
            let profile = PermitProfile(of: NodeID(index), in: snapshot, catalogue: store.catalogue, asOf: today)
            #expect(profile.number != nil && profile.type != nil && profile.issuedBy != nil)
            #expect(profile.groups.first { $0.sort == .holders }?.entities.total ?? 0 > 0)
            states.insert(profile.state)
        }
        for index in snapshot.nodes.range(of: .contact) {
            kinds.insert(ContactProfile(of: NodeID(index), in: snapshot, asOf: today).kind)
        }
        #expect(addresses > 50)
        #expect(states.isSuperset(of: [.valid, .expiring, .expired]), "\(states)")
        #expect(kinds.isSuperset(of: [.phone, .email]), "\(kinds)")
    }
}
