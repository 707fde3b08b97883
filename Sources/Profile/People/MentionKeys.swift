internal import GraphStore

/// What mentions can have in common, as numbers: a **key** is a company,
/// premises or contact (its node), a companion's name, a head company's name, a
/// post, or a month, each in a range of its own.
///
///     0 ..< nodeCount     nodes
///     names…              names of companions
///     heads…              names of head companies
///     roles…              posts: 127 edge kinds, then officers' labels
///     months…             from January 1600
struct KeySpace: Sendable {
    let companies: Range<UInt32>
    let premises: Range<UInt32>
    let contacts: Range<UInt32>
    let names: UInt32
    let heads: UInt32
    let roles: UInt32
    let months: UInt32
    let count: Int

    private static let firstYear = 1600
    private static let yearCount = 601
    private static let kindCount: UInt32 = 127

    init(nodes: NodeTable, nameCount: Int, headCount: Int, labelCount: Int) {
        func range(_ kind: NodeKind) -> Range<UInt32> {
            let range = nodes.range(of: kind)
            return UInt32(range.lowerBound)..<UInt32(range.upperBound)
        }
        (companies, premises, contacts) = (range(.company), range(.premises), range(.contact))
        names = UInt32(nodes.count)
        heads = names + UInt32(nameCount)
        roles = heads + UInt32(headCount)
        // One more for labels that the graph does not have.
        months = roles + Self.kindCount + UInt32(labelCount) + 1
        count = Int(months) + Self.yearCount * 12
    }

    /// - Precondition: the key is none of a person or permit.
    func kind(of key: UInt32) -> LinkageEvidenceKind {
        if key < names {
            return companies.contains(key) ? .company : premises.contains(key) ? .premises : .contact
        }
        return key < heads ? .companion : key < roles ? .company : key < months ? .role : .start
    }

    func role(_ kind: EdgeKind, label: UInt32) -> UInt32 {
        guard kind == .officer, label != EdgeAttributes.noLabel else { return roles + UInt32(kind.rawValue) }
        return roles + Self.kindCount + min(label, months - roles - Self.kindCount - 1)
    }

    /// nil for days that are unknown or outside the calendar of records.
    func month(of day: Int32) -> UInt32? {
        guard day != Day.unknownRawValue else { return nil }
        let (year, month, _) = Day(rawValue: day).components
        guard (Self.firstYear..<Self.firstYear + Self.yearCount).contains(year) else { return nil }
        return months + UInt32((year - Self.firstYear) * 12 + month - 1)
    }

    /// What a key stands for, for people to read.
    func shared(_ key: UInt32, names: PersonNames, headNames: IdentifierTable) -> LinkageEvidence.Shared {
        if key < self.names { return .node(NodeID(rawValue: key)) }
        if key < heads { return .name(names.text(Int(key - self.names))) }
        if key < roles {
            return .name(String(decoding: headNames.arena[headNames.range(Int(key - heads))], as: UTF8.self))
        }
        if key >= months {
            let month = Int(key - months)
            return .month(year: Self.firstYear + month / 12, month: month % 12 + 1)
        }
        let role = key - roles
        return role < Self.kindCount
            ? .role(EdgeKind(rawValue: UInt8(role)), label: EdgeAttributes.noLabel)
            : .role(.officer, label: role - Self.kindCount)
    }
}

/// The keys of companies, which all mentions in a company share.
///
///     of company c    keys[offsets[c] ..< offsets[c + 1]], ascending: itself, its owners and what it
///                     owns, its head, its premises and contacts, the names of its persons
struct CompanyKeys: Sendable {
    /// Neighbours of one sort that are taken at most: what links more companies
    /// than this says little of any, and hubs must not cost more than they say.
    static let perSortMax = 64

    let space: KeySpace
    /// Folded names of head companies by number.
    let headNames: IdentifierTable
    /// Neighbours left out because of ``perSortMax``.
    let omittedCount: Int
    private let offsets: [UInt32]
    private let keys: [UInt32]

    /// - Complexity: O(nodes + edges).
    init(graph: CSRGraph, nodes: NodeTable, names: PersonNames, persons: Range<Int>) {
        let companies = nodes.range(of: .company)
        var headNames = IdentifierTable()
        let headOf = companies.map { Self.head(of: $0, nodes, &headNames) }
        space = KeySpace(
            nodes: nodes, nameCount: names.count, headCount: headNames.count, labelCount: Self.labelCount(graph))
        var offsets: [UInt32] = [0]
        offsets.reserveCapacity(companies.count + 1)
        var keys: [UInt32] = []
        var collector = Collector(space: space, personsStart: UInt32(persons.lowerBound), names: names)
        for company in companies {
            collector.collect(NodeID(company), graph)
            if let head = headOf[company - companies.lowerBound] { collector.keys.append(space.heads + head) }
            collector.keys.sort()
            var last: UInt32?
            for key in collector.keys where key != last {
                keys.append(key)
                last = key
            }
            offsets.append(UInt32(keys.count))
        }
        (self.headNames, self.offsets, self.keys) = (headNames, offsets, keys)
        omittedCount = collector.omittedCount
    }

    /// Where the keys of a company lie in ``key(_:)``.
    func range(_ company: UInt32) -> Range<Int> {
        let index = Int(company - space.companies.lowerBound)
        return Int(offsets[index])..<Int(offsets[index + 1])
    }

    func key(_ place: Int) -> UInt32 { keys[place] }

    /// One more than the greatest officer's label.
    private static func labelCount(_ graph: CSRGraph) -> Int {
        let labels = graph.table.label.span
        var count = 0
        for edge in graph.table.range(of: .officer) where labels[edge] != EdgeAttributes.noLabel {
            count = max(count, Int(labels[edge]) + 1)
        }
        return count
    }

    private static let companyWord = Array("公司".utf8)

    /// The number of the name up to its first 公司: a branch is named after its
    /// head with words behind it (企业名称登记管理规定, 2020, article 13).
    private static func head(of company: Int, _ nodes: NodeTable, _ table: inout IdentifierTable) -> UInt32? {
        var folded: [UInt8] = []
        TextFolder.fold(nodes.names.bytes.span.extracting(nodes.names.range(company)), into: &folded)
        guard folded.count > companyWord.count else { return nil }
        for start in 1...folded.count - companyWord.count
        where folded[start..<start + companyWord.count].elementsEqual(companyWord) {
            let head = Array(folded[..<(start + companyWord.count)])
            return UInt32(table.intern(head.span).number)
        }
        return nil
    }

    /// Gathers the keys of one company after another.
    private struct Collector {
        let space: KeySpace
        let personsStart: UInt32
        let names: PersonNames
        var keys: [UInt32] = []
        var omittedCount = 0
        private var persons: [UInt32] = []
        private var counts = SIMD8<Int>(repeating: 0)

        init(space: KeySpace, personsStart: UInt32, names: PersonNames) {
            (self.space, self.personsStart, self.names) = (space, personsStart, names)
        }

        mutating func collect(_ company: NodeID, _ graph: CSRGraph) {
            keys.removeAll(keepingCapacity: true)
            persons.removeAll(keepingCapacity: true)
            counts = SIMD8(repeating: 0)
            keys.append(company.rawValue)
            let (targets, marks) = (graph.targets.span, graph.marks.span)
            for place in graph.row(of: company) {
                let (target, kind) = (targets[place], EdgeMark(rawValue: marks[place]).kind)
                if space.companies.contains(target) {
                    if Self.ownership.contains(kind) { add(target, .company) }
                } else if space.premises.contains(target) {
                    if kind == .registeredAt || kind == .operatesAt { add(target, .premises) }
                } else if space.contacts.contains(target) {
                    add(target, .contact)
                } else if target >= personsStart, target < space.premises.lowerBound {
                    persons.append(target)
                }
            }
            addCompanions()
        }

        /// The first persons by id, so that a mention that is added later
        /// changes nothing where there are enough.
        private mutating func addCompanions() {
            persons.sort()
            var last: UInt32?
            for person in persons where person != last {
                last = person
                let name = names.numberOf[Int(person - personsStart)]
                if !names.isEmpty(Int(name)) { add(space.names + name, .companion) }
            }
        }

        private static let ownership: [EdgeKind] = [.shareholder, .controlAgreement, .branchOf, .concertedAction]

        private mutating func add(_ key: UInt32, _ kind: LinkageEvidenceKind) {
            guard counts[kind.rawValue] < CompanyKeys.perSortMax else {
                omittedCount += 1
                return
            }
            counts[kind.rawValue] += 1
            keys.append(key)
        }
    }
}
