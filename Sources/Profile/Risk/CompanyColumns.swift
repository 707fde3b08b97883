internal import GraphStore

/// What indicators ask of every company, on one day.
struct CompanyColumns: Sendable {
    let day: Day
    let companies: Range<Int>
    /// By company: bits of ``Flags``.
    private(set) var flags: [UInt8]
    /// By company: the address that it is registered at, `UInt32.max` for none,
    /// and the edge that says so.
    private(set) var address: [UInt32]
    private(set) var addressEdge: [UInt32]
    /// By company: the person or company that represents it, `UInt32.max` for none,
    /// and the edge that says so.
    private(set) var representative: [UInt32]
    private(set) var representativeEdge: [UInt32]
    /// By company: the number within its unified code, 0 for none.
    private(set) var serial: [UInt64]
    /// By contact: live companies that state it.
    private var contactUsers: [UInt32]
    private let contacts: Range<Int>

    /// What a company is on the day.
    struct Flags: OptionSet {
        var rawValue: UInt8
        static let isAlive = Flags(rawValue: 1)
        static let isBranch = Flags(rawValue: 2)
        /// Revoked or cancelled, on the day or before.
        static let isRevoked = Flags(rawValue: 4)
        /// Closed by its own will.
        static let isClosed = Flags(rawValue: 8)
    }

    /// - Complexity: O(companies + their edges).
    init(_ snapshot: GraphSnapshot, people: People, on day: Day) {
        self.day = day
        let companies = snapshot.nodes.range(of: .company)
        self.companies = companies
        let none = [UInt32](repeating: .max, count: companies.count)
        (address, addressEdge, representative, representativeEdge) = (none, none, none, none)
        flags = [UInt8](repeating: 0, count: companies.count)
        serial = [UInt64](repeating: 0, count: companies.count)
        contacts = snapshot.nodes.range(of: .contact)
        contactUsers = [UInt32](repeating: 0, count: contacts.count)
        let statuses = StatusWords(snapshot)
        for company in companies.indices { fill(company - companies.lowerBound, snapshot, people, statuses) }
    }

    /// Which of several edges of a kind tells best: one in force, of these the one
    /// that begins last, an undated one behind dated ones; then the one that ends last.
    private struct Rank: Comparable {
        let isInForce: Bool
        private let since: Int32
        private let until: Int32
        private let edge: UInt32

        init(_ edge: EdgeID, _ table: EdgeTable, on day: Day) {
            isInForce = table.isInForce(edge, on: day)
            // An unknown day is the least number: behind all others.
            (since, until, self.edge) = (table.since[edge.index], table.until[edge.index], edge.rawValue)
        }

        static func < (a: Rank, b: Rank) -> Bool {
            if a.isInForce != b.isInForce { return b.isInForce }
            return (a.since, a.until, a.edge) < (b.since, b.until, b.edge)
        }
    }

    /// Numbers of the labels that say how a company ended.
    private struct StatusWords {
        var revoked: Set<UInt32> = []
        var closed: Set<UInt32> = []

        init(_ snapshot: GraphSnapshot) {
            for (number, label) in snapshot.labels.strings.enumerated() {
                switch label {
                case "吊销", "撤销", "吊销后注销": revoked.insert(UInt32(number))
                case "注销", "迁出": closed.insert(UInt32(number))
                default: break
                }
            }
        }
    }

    private mutating func fill(_ company: Int, _ snapshot: GraphSnapshot, _ people: People, _ statuses: StatusWords) {
        let node = NodeID(companies.lowerBound + company)
        let (graph, nodes) = (snapshot.graph, snapshot.nodes)
        let status = nodes.status(of: node, on: day)
        var flags: Flags = []
        if statuses.revoked.contains(status) { flags.insert(.isRevoked) }
        if statuses.closed.contains(status) { flags.insert(.isClosed) }
        let (since, until) = (nodes.since[node.index], nodes.until[node.index])
        let hasEnded = until != Day.unknownRawValue && until <= day.rawValue
        let hasBegun = since == Day.unknownRawValue || since <= day.rawValue
        if hasBegun, !hasEnded, flags.isDisjoint(with: [.isRevoked, .isClosed]),
            snapshot.bodies.range(of: node).count > 0
        {
            flags.insert(.isAlive)
        }
        var (bestAddress, bestPerson): (Rank?, Rank?) = (nil, nil)
        // Two statements of one contact stand side by side.
        var lastContact: NodeID?
        for position in graph.row(of: node) {
            let entry = graph.entry(at: position)
            switch (entry.mark.kind, entry.mark.direction) {
            case (.branchOf, .out): flags.insert(.isBranch)
            case (.contact, .out):
                guard flags.contains(.isAlive), entry.target != lastContact, contacts.contains(entry.target.index),
                    graph.table.isInForce(entry.edge, on: day)
                else { continue }
                lastContact = entry.target
                contactUsers[entry.target.index - contacts.lowerBound] += 1
            case (.registeredAt, .out):
                let rank = Rank(entry.edge, graph.table, on: day)
                // A live company whose address has ended is nowhere that is known.
                guard rank.isInForce || !flags.contains(.isAlive), bestAddress.map({ $0 < rank }) ?? true else {
                    continue
                }
                bestAddress = rank
                (address[company], addressEdge[company]) = (entry.target.rawValue, entry.edge.rawValue)
            case (.legalRepresentative, .in):
                let rank = Rank(entry.edge, graph.table, on: day)
                guard bestPerson.map({ $0 < rank }) ?? true else { continue }
                bestPerson = rank
                representative[company] = people.entity(of: entry.target).rawValue
                representativeEdge[company] = entry.edge.rawValue
            default: break
            }
        }
        let id = nodes.ids.copy(node.index).dropFirst("company:".utf8.count)
        serial[company] = Self.serial(of: id)
        if Self.isBranchName(nodes.names.copy(node.index)) { flags.insert(.isBranch) }
        self.flags[company] = flags.rawValue
    }

    /// Characters 9 to 16 of a unified code as a number, in the alphabet of GB
    /// 32100 (without I, O, S, V and Z); 0 for other ids.
    private static func serial(of id: ArraySlice<UInt8>) -> UInt64 {
        guard id.count == 18 else { return 0 }
        var number: UInt64 = 0
        for byte in id.dropFirst(8).prefix(8) {
            guard let digit = digits[byte] else { return 0 }
            number = number * 31 + digit
        }
        return number
    }

    private static let digits: [UInt8: UInt64] = Dictionary(
        uniqueKeysWithValues: "0123456789ABCDEFGHJKLMNPQRTUWXY".utf8.enumerated().map { ($1, UInt64($0)) })

    /// 某公司第三分公司, 某公司东街店: of a chain, not a company of its own.
    private static func isBranchName(_ name: [UInt8]) -> Bool {
        if branchEndings.contains(where: { name.ends(with: $0) }) { return true }
        // What follows 公司 names a part of it, but for the form in brackets.
        guard name.count > company.count + 3, !name.ends(with: company) else { return false }
        for start in 0...(name.count - company.count) where name[start] == company[0] {
            guard name[start..<start + company.count].elementsEqual(company) else { continue }
            let rest = name[(start + company.count)...]
            return rest.count >= 6 && rest.first != UInt8(ascii: "(") && !rest.starts(with: bracket)
        }
        return false
    }

    private static let company = Array("公司".utf8)
    private static let bracket = Array("（".utf8)
    private static let branchEndings = [
        "分公司", "分店", "门市部", "营业部", "分行", "支行", "分理处", "加油站", "分社", "分厂", "代表处", "办事处", "营销服务部", "业务部", "项目部", "委员会",
        "供电所", "营业所", "工会", "储蓄所", "邮政所", "服务站",
    ].map { Array($0.utf8) }

    func flags(of company: NodeID) -> Flags { Flags(rawValue: flags[company.index - companies.lowerBound]) }
    /// Live companies that state a contact on the day.
    func userCount(of contact: NodeID) -> Int { Int(contactUsers[contact.index - contacts.lowerBound]) }

    func isAlive(_ company: NodeID) -> Bool { flags(of: company).contains(.isAlive) }
}

extension [UInt8] {
    fileprivate func ends(with ending: [UInt8]) -> Bool {
        count > ending.count && suffix(ending.count).elementsEqual(ending)
    }
}
