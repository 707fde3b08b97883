internal import GraphStore

/// The keys of one mention, ascending, and what of it is no key.
struct MentionKeys: Sendable {
    var keys: [UInt32] = []
    /// Companies of the mention, ascending.
    var companies: [UInt32] = []
    /// 0 where unknown.
    var birthYear: UInt16 = 0
    /// Year in which the first dated post began; 0 where none is dated.
    var firstYear: UInt16 = 0
    var isIdentified = false

    /// Keys by kind that another mention could share. The companies themselves
    /// do not count: without owners, holdings or branches there is nothing that
    /// two companies could agree or disagree in.
    func sizes(_ space: KeySpace) -> SIMD8<Int> {
        var sizes = SIMD8<Int>(repeating: 0)
        for key in keys { sizes[space.kind(of: key).rawValue] += 1 }
        sizes[LinkageEvidenceKind.company.rawValue] -= min(companies.count, MentionSource.companiesMax)
        return sizes
    }
}

/// Everything that linkage reads of a graph, with the keys of companies.
struct MentionSource: Sendable {
    /// Companies of one mention that are taken at most: beyond them a mention
    /// is identified, and more would only make it agree with anything.
    static let companiesMax = 256

    let graph: CSRGraph
    let nodes: NodeTable
    let persons: Range<Int>
    let names: PersonNames
    let companyKeys: CompanyKeys
    /// Companies of each person with an identifier, at most ``companiesMax``; 0
    /// for others.
    let postCounts: [UInt16]
    /// By name, the sum of ``postCounts``.
    let namedPostCounts: [UInt32]

    init(graph: CSRGraph, nodes: NodeTable) {
        (self.graph, self.nodes) = (graph, nodes)
        persons = nodes.range(of: .person)
        names = PersonNames(nodes: nodes, persons: persons)
        companyKeys = CompanyKeys(graph: graph, nodes: nodes, names: names, persons: persons)
        (postCounts, namedPostCounts) = Self.countPosts(graph, nodes, names, companyKeys.space, persons)
    }

    private static func countPosts(
        _ graph: CSRGraph, _ nodes: NodeTable, _ names: PersonNames, _ space: KeySpace, _ persons: Range<Int>
    ) -> (ofPersons: [UInt16], ofNames: [UInt32]) {
        var ofPersons = [UInt16](repeating: 0, count: persons.count)
        var ofNames = [UInt32](repeating: 0, count: names.count)
        var companies: [UInt32] = []
        let (targets, marks) = (graph.targets.span, graph.marks.span)
        for node in persons where nodes.isIdentified[node] != 0 {
            companies.removeAll(keepingCapacity: true)
            for place in graph.row(of: NodeID(node))
            where space.companies.contains(targets[place]) && EdgeMark(rawValue: marks[place]).direction == .out {
                companies.append(targets[place])
            }
            sortUnique(&companies)
            let person = node - persons.lowerBound
            ofPersons[person] = UInt16(min(companies.count, companiesMax))
            ofNames[Int(names.numberOf[person])] += UInt32(ofPersons[person])
        }
        return (ofPersons, ofNames)
    }

    var space: KeySpace { companyKeys.space }

    /// What of a person is gathered.
    enum Part: Equatable {
        case everything
        /// The posts in one company.
        case company(UInt32)
        case relatives
    }

    /// Gathers the keys of a person.
    ///
    /// - Complexity: O(degree + keys of the companies, sorted).
    func gather(_ person: Int, only part: Part = .everything, into mention: inout MentionKeys) {
        let node = NodeID(persons.lowerBound + person)
        start(&mention)
        mention.birthYear = nodes.birthYear[node.index]
        mention.isIdentified = nodes.isIdentified[node.index] != 0
        let (targets, marks, edges) = (graph.targets.span, graph.marks.span, graph.edges.span)
        for place in graph.row(of: node) {
            let (target, mark) = (targets[place], EdgeMark(rawValue: marks[place]))
            if space.companies.contains(target) {
                guard part == .everything || part == .company(target), mark.direction == .out else { continue }
                let edge = Int(edges[place])
                addPost(
                    target, mark.kind, label: graph.table.label[edge], since: graph.table.since[edge], to: &mention)
            } else if space.contacts.contains(target) || space.premises.contains(target) {
                if part == .everything { mention.keys.append(target) }
            } else if mark.kind == .kinship, part == .everything || part == .relatives {
                addCompanion(names.numberOf[Int(target) - persons.lowerBound], to: &mention)
            }
        }
        finish(&mention, ownName: names.numberOf[person])
    }

    func start(_ mention: inout MentionKeys) {
        mention.keys.removeAll(keepingCapacity: true)
        mention.companies.removeAll(keepingCapacity: true)
        (mention.birthYear, mention.firstYear, mention.isIdentified) = (0, 0, false)
    }

    func addPost(_ company: UInt32, _ kind: EdgeKind, label: UInt32, since: Int32, to mention: inout MentionKeys) {
        mention.companies.append(company)
        mention.keys.append(space.role(kind, label: label))
        guard let month = space.month(of: since) else { return }
        mention.keys.append(month)
        let year = UInt16(Day(rawValue: since).components.year)
        if mention.firstYear == 0 || year < mention.firstYear { mention.firstYear = year }
    }

    func addCompanion(_ name: UInt32, to mention: inout MentionKeys) {
        if !names.isEmpty(Int(name)) { mention.keys.append(space.names + name) }
    }

    /// Adds the keys of the companies and puts everything in order.
    func finish(_ mention: inout MentionKeys, ownName: UInt32?) {
        Self.sortUnique(&mention.companies)
        for company in mention.companies.prefix(Self.companiesMax) {
            for place in companyKeys.range(company) { mention.keys.append(companyKeys.key(place)) }
        }
        // The mention itself is among the persons of its companies.
        if let ownName {
            let own = space.names + ownName
            mention.keys.removeAll { $0 == own }
        }
        Self.sortUnique(&mention.keys)
    }

    private static func sortUnique(_ values: inout [UInt32]) {
        values.sort()
        var count = 0
        for index in values.indices where count == 0 || values[index] != values[count - 1] {
            values[count] = values[index]
            count += 1
        }
        values.removeLast(values.count - count)
    }
}
