import GraphStore
import Profile
import Testing

@Suite struct `Beneficial owners` {
    private static let china = "beneficial-owners/cn-2024"
    private static let moreThan25 = "beneficial-owners/more-than-25"

    /// Persons have names in small letters.
    private static func owners(
        of company: String, _ holdings: inout NamedHoldings, under rules: String = china,
        concerted: [String] = [], state: String? = nil, capital: Int64? = nil
    ) throws -> BeneficialOwners {
        let rules: BeneficialOwnerRules = try RuleFiles.read(rules)
        let table = holdings.table()
        let names = holdings.names
        let arrangements = VotingArrangements(
            agreements: [],
            memberships: concerted.enumerated().map { [holdings] number, name in
                VotingArrangements.Membership(
                    member: holdings.node(name), company: holdings.node(company), group: 1,
                    edge: EdgeID(900 + number))
            })
        let facts = CompanyFacts(
            isPerson: { names[$0.index].first?.isLowercase == true },
            representatives: { [holdings] _, _ in names.contains("boss") ? [holdings.node("boss")] : [] },
            capital: { _ in capital }, state: state.map { [holdings.node($0)] } ?? [])
        let query = BeneficialOwnerQuery(
            ownership: OwnershipQuery(table), control: ControlQuery(table, arrangements), facts: facts)
        var scratch = OwnershipScratch()
        return try query.owners(of: holdings.node(company), under: rules, on: today, scratch: &scratch)
    }

    private static func net(_ edges: [(String, String, Int32)]) -> NamedHoldings {
        var holdings = NamedHoldings()
        for (owner, owned, share) in edges { holdings.hold(owner, owned, share * NamedHoldings.percent) }
        return holdings
    }

    @Test func `direct and indirect shares are added`() throws {
        var holdings = Self.net([("p", "H1", 60), ("H1", "T", 40), ("p", "T", 5)])
        let found = try Self.owners(of: "T", &holdings)
        #expect(found.outcome == .found)
        #expect(found.owners.map { holdings.name($0.person) } == ["p"])
        #expect(found.owners[0].test == "ownership")
        #expect(abs((found.owners[0].share?.lowerBound ?? 0) - 0.29) < 1e-15)
    }

    @Test func `exactly a quarter is enough under one rule set and not under the other`() throws {
        var holdings = Self.net([("q", "H2", 50), ("H2", "T", 50)])
        #expect(try Self.owners(of: "T", &holdings).owners.map(\.test) == ["ownership"])
        #expect(try Self.owners(of: "T", &holdings, under: Self.moreThan25).owners.isEmpty)
    }

    @Test func `a quarter that binary fractions miss is decided exactly`() throws {
        // Three sevenths, seven twelfths of which: 3/7 · 7/12 is one quarter.
        var holdings = NamedHoldings()
        for (owner, owned, amount) in [("q", "H", 3), ("r", "H", 4), ("H", "T", 7), ("s", "T", 5)] {
            holdings.hold(owner, owned, amount: Int64(amount) * 100)
        }
        let inclusive = try Self.owners(of: "T", &holdings).owners.map { holdings.name($0.person) }
        #expect(inclusive.sorted() == ["q", "r", "s"])
        let exclusive = try Self.owners(of: "T", &holdings, under: Self.moreThan25).owners
        #expect(exclusive.map { holdings.name($0.person) }.sorted() == ["r", "s"])
    }

    @Test func `a chain of majorities controls although the product is below a quarter`() throws {
        var holdings = Self.net([("p", "H1", 51), ("H1", "H2", 51), ("H2", "T", 90)])
        let found = try Self.owners(of: "T", &holdings)
        #expect(found.owners.map(\.test) == ["control"])
        #expect(found.owners.map { holdings.name($0.person) } == ["p"])
    }

    @Test func `five equal holders leave the management, unless three of them act in concert`() throws {
        var holdings = Self.net((1...5).map { ("p\($0)", "T", 20) } + [("boss", "Elsewhere", 100)])
        let dispersed = try Self.owners(of: "T", &holdings)
        #expect(dispersed.outcome == .fallback)
        #expect(dispersed.owners.map { holdings.name($0.person) } == ["boss"])
        let concerted = try Self.owners(of: "T", &holdings, concerted: ["p1", "p2", "p3"])
        #expect(concerted.outcome == .found)
        #expect(concerted.owners.map(\.test) == ["control", "control", "control"])
        #expect(concerted.owners.map { holdings.name($0.person) }.sorted() == ["p1", "p2", "p3"])
    }

    @Test func `votes stated apart count where capital does not reach`() throws {
        var holdings = NamedHoldings()
        let percent = NamedHoldings.percent
        holdings.hold("p", "T", 10 * percent, votes: 30 * percent)
        holdings.hold("Q", "T", 90 * percent, votes: 70 * percent)
        let found = try Self.owners(of: "T", &holdings)
        #expect(found.owners.map(\.test) == ["votes-or-income"])
        #expect(found.owners.first?.measure == .votes)
    }

    @Test func `an unknown share makes a possible owner, not a certain one`() throws {
        var holdings = NamedHoldings()
        holdings.hold("p", "T")
        holdings.hold("q", "T", 60 * NamedHoldings.percent)
        let found = try Self.owners(of: "T", &holdings)
        #expect(found.owners.map { holdings.name($0.person) } == ["q", "p"])
        #expect(found.owners.map(\.isCertain) == [true, false])
        #expect(found.owners[1].share?.lowerBound == 0)
        #expect(abs((found.owners[1].share?.upperBound ?? 0) - 0.4) < 1e-11)
    }

    @Test func `a company that the state controls has its representative`() throws {
        var holdings = Self.net([("SASAC", "H", 100), ("H", "T", 60), ("p", "T", 40), ("boss", "Elsewhere", 100)])
        let found = try Self.owners(of: "T", &holdings, state: "SASAC")
        #expect(found.outcome == .stateOwned)
        #expect(found.owners.map { holdings.name($0.person) } == ["boss"])
    }

    @Test func `the exemption asks for capital, natural holders and nobody else in control`() throws {
        var persons = Self.net([("p", "T", 60), ("q", "T", 40)])
        #expect(try Self.owners(of: "T", &persons, capital: 1_000_000_000).exemption == .eligible)
        #expect(try Self.owners(of: "T", &persons, capital: 1_000_000_001).exemption == .capitalTooGreat)
        #expect(try Self.owners(of: "T", &persons).exemption == .unknown)
        #expect(try Self.owners(of: "T", &persons, concerted: ["p", "q"], capital: 1).exemption == .otherControl)
        var mixed = Self.net([("p", "T", 60), ("Q", "T", 40)])
        #expect(try Self.owners(of: "T", &mixed, capital: 1).exemption == .holderIsNoPerson)
        // Certain whatever the capital is.
        #expect(try Self.owners(of: "T", &mixed).exemption == .holderIsNoPerson)
        #expect(try Self.owners(of: "T", &persons, concerted: ["p", "q"]).exemption == .otherControl)
    }

    @Test func `where holders are missing the management stands in without certainty`() throws {
        var holdings = Self.net([("p", "T", 20), ("Q", "T", 20), ("boss", "Elsewhere", 100)])
        let found = try Self.owners(of: "T", &holdings)
        #expect(found.outcome == .undetermined)
        #expect(found.owners.map { holdings.name($0.person) } == ["boss"])
        #expect(found.owners.map(\.isCertain) == [false])
    }
}
