@testable import GraphStore
import Profile
import TestSupport

/// A graph of companies and mentions of persons, as a test writes it.
///
///     companies | persons | premises | contacts
struct MentionWorld {
    struct Person {
        var name: String
        var isIdentified = false
        var birthYear: UInt16 = 0
    }

    /// A post or a shareholding of a person in a company.
    struct Post {
        var person: Int
        var company: Int
        var kind = EdgeKind.officer
        var label = EdgeAttributes.noLabel
        var since: Day?
    }

    var companyCount = 0
    var companyNames: [Int: String] = [:]
    var persons: [Person] = []
    var premisesCount = 0
    var contactCount = 0
    var posts: [Post] = []
    var premises: [(company: Int, place: Int)] = []
    var contacts: [(company: Int, contact: Int)] = []
    var holdings: [(holder: Int, company: Int)] = []
    var kinships: [(Int, Int)] = []

    func company(_ index: Int) -> NodeID { NodeID(index) }
    func person(_ index: Int) -> NodeID { NodeID(companyCount + index) }
    func place(_ index: Int) -> NodeID { NodeID(companyCount + persons.count + index) }
    func contact(_ index: Int) -> NodeID { NodeID(companyCount + persons.count + premisesCount + index) }
    var nodeCount: Int { companyCount + persons.count + premisesCount + contactCount }

    /// Adds a person with a post in a company of its own.
    ///
    /// - Returns: the person and the company.
    mutating func add(
        _ name: String, identified: Bool = false, contact: Int? = nil, place: Int? = nil, birthYear: UInt16 = 0
    ) -> (person: Int, company: Int) {
        persons.append(Person(name: name, isIdentified: identified, birthYear: birthYear))
        posts.append(Post(person: persons.count - 1, company: companyCount, kind: .legalRepresentative))
        if let contact { contacts.append((companyCount, contact)) }
        if let place { premises.append((companyCount, place)) }
        companyCount += 1
        return (persons.count - 1, companyCount - 1)
    }

    func graph() throws -> CSRGraph {
        var statements: [PlainGraph.Statement] = []
        func add(_ from: NodeID, _ to: NodeID, _ kind: EdgeKind, _ attributes: EdgeAttributes = EdgeAttributes()) {
            statements.append(PlainGraph.Statement(from.index, to.index, kind, attributes))
        }
        for post in posts {
            add(
                person(post.person), company(post.company), post.kind,
                EdgeAttributes(since: post.since, label: post.label))
        }
        for (from, to) in premises { add(company(from), place(to), .registeredAt) }
        for (from, to) in contacts { add(company(from), contact(to), .contact) }
        for (from, to) in holdings { add(company(from), company(to), .shareholder) }
        for (from, to) in kinships { add(person(from), person(to), .kinship) }
        return try PlainGraph(nodeCount: nodeCount, statements).build()
    }

    var nodes: NodeTable {
        let count = nodeCount
        let starts = [0, 0, companyCount, companyCount + persons.count, companyCount + persons.count + premisesCount]
        var names = [String](repeating: "", count: count)
        var (years, identified) = ([UInt16](repeating: 0, count: count), [UInt8](repeating: 0, count: count))
        for index in 0..<companyCount { names[index] = companyNames[index] ?? "第\(index)号店" }
        for (index, entry) in persons.enumerated() {
            names[companyCount + index] = entry.name
            years[companyCount + index] = entry.birthYear
            identified[companyCount + index] = entry.isIdentified ? 1 : 0
        }
        let unknown = Column([Int32](repeating: Day.unknownRawValue, count: count))
        return NodeTable(
            kindStarts: starts + [starts[4], count], ids: StringTable((0..<count).map { "node:\($0)" }),
            names: StringTable(names), since: unknown, until: unknown,
            status: Column([UInt32](repeating: EdgeAttributes.noLabel, count: count)), birthYear: Column(years),
            isIdentified: Column(identified), sameIdentifier: Column([]))
    }

    func link(
        _ settings: LinkageSettings = LinkageSettings(), _ decisions: PersonDecisions = PersonDecisions()
    ) throws -> People {
        PersonLinkage(graph: try graph(), nodes: nodes, settings: settings).people(decisions: decisions)
    }
}

extension LinkageSettings {
    /// Weights that do not depend on the data.
    static var fixed: LinkageSettings {
        var settings = LinkageSettings()
        settings.weights = LinkageWeights()
        return settings
    }
}

extension MentionWorld {
    /// A dense little world: few names, few things to share, so that everything
    /// that the rules speak of happens.
    static func random(seed: UInt64) -> MentionWorld {
        var random = SplitMix64(seed: seed)
        func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
        var world = MentionWorld()
        world.companyCount = 2 + below(12)
        world.premisesCount = 1 + below(5)
        world.contactCount = 1 + below(6)
        // Strangers make shared things rare enough to matter.
        let strangerCount = below(3) * 150
        let nameCount = 1 + below(4)
        for _ in 0..<2 + below(14) {
            world.persons.append(
                Person(
                    name: ["A", "B", "C", "D"][below(nameCount)], isIdentified: below(3) == 0,
                    birthYear: below(3) == 0 ? UInt16(1970 + below(3)) : 0))
        }
        for person in world.persons.indices {
            for _ in 0..<below(4) {
                world.posts.append(
                    Post(
                        person: person, company: below(world.companyCount),
                        kind: [.officer, .legalRepresentative, .shareholder][below(3)],
                        label: below(2) == 0 ? UInt32(below(3)) : EdgeAttributes.noLabel,
                        since: below(2) == 0 ? Day(year: 1980 + below(20), month: 1 + below(12), day: 1) : nil))
            }
        }
        for company in 0..<world.companyCount {
            if below(2) == 0 { world.premises.append((company, below(world.premisesCount))) }
            if below(2) == 0 { world.contacts.append((company, below(world.contactCount))) }
            if below(3) == 0 { world.holdings.append((company, below(world.companyCount))) }
            if below(3) == 0 { world.companyNames[company] = "丙公司" + (below(2) == 0 ? "第\(below(3))分店" : "") }
        }
        for _ in 0..<below(4) { world.kinships.append((below(world.persons.count), below(world.persons.count))) }
        for stranger in 0..<strangerCount { world.persons.append(Person(name: "stranger \(stranger)")) }
        return world
    }
}
