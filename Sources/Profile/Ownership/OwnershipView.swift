public import GraphStore

/// The shareholdings and voting arrangements of one snapshot, ready for
/// questions of ownership, with working memory to lend.
public final class OwnershipView: Sendable {
    /// Where everything was read.
    public let snapshot: GraphSnapshot
    /// Who holds what.
    public let table: HoldingTable
    /// Agreements, and who votes as one.
    public let arrangements: VotingArrangements
    /// Holders that records call the state: authorities for state assets,
    /// ministries of finance, governments.
    public let stateParties: Set<NodeID>
    /// Which mentions are one person: their holdings count together.
    public let people: People
    private let scratch = ScratchPool(idleMax: 4) { OwnershipScratch() }

    /// Reads a snapshot.
    ///
    /// - Parameters:
    ///   - snapshot: where shareholdings are edges.
    ///   - people: of the same snapshot.
    /// - Complexity: O(nodes + shareholdings).
    public init(_ snapshot: GraphSnapshot, people: People) {
        self.snapshot = snapshot
        self.people = people
        let party: (NodeID) -> NodeID = { people.entity(of: $0) }
        table = HoldingTable(snapshot.graph, wholly: snapshot.whollyOwning, holder: party) {
            snapshot.registeredCapital(of: $0)
        }
        arrangements = VotingArrangements(snapshot.graph, party: party)
        stateParties = Set(snapshot.statePartyNodes.map(party))
    }

    /// Whom a node stands for.
    public func party(_ node: NodeID) -> NodeID { people.entity(of: node) }

    /// Mentions that stand for a party.
    func mentions(of party: NodeID) -> [NodeID] { people.mentions(of: party) }

    /// Whether a node is a natural person.
    func isPerson(_ node: NodeID) -> Bool { snapshot.nodes.kind(of: node) == .person }

    /// Questions of integrated ownership.
    public var ownership: OwnershipQuery { OwnershipQuery(table) }
    /// Questions of control.
    public var control: ControlQuery { ControlQuery(table, arrangements) }

    /// Lends working memory that nobody else uses meanwhile.
    public func withScratch<Result, Failure: Error>(
        _ body: (inout OwnershipScratch) throws(Failure) -> Result
    ) throws(Failure) -> Result { try scratch.withScratch(body) }
}

extension GraphSnapshot {
    /// Who represents a company on a day, as edges.
    func representation(of company: NodeID, on day: Day) -> [EdgeID] {
        graph.row(of: company, mark: EdgeMark(.legalRepresentative, .in)).map { graph.entry(at: $0).edge }
            .filter { graph.table.isInForce($0, on: day) }
    }

    /// The capital that a company's newest registration states, in fen.
    func registeredCapital(of company: NodeID) -> Int64? {
        registeredCapitalFact(of: company).map { facts.amount[$0] }
    }

    /// The newest registration that states a company's capital: a row of its facts.
    public func registeredCapitalFact(of company: NodeID) -> Int? {
        guard let theme = themes.firstIndex(of: "registration") else { return nil }
        return facts.range(of: company).last {
            Int(facts.theme[$0]) == theme && facts.amount[$0] != EdgeAttributes.unknownAmount
        }
    }

    /// Edges that make a company somebody's alone without a shareholding: a branch
    /// is its parent's, and the business of a sole trader (个体工商户, whose codes
    /// begin with 92, GB 32100) is the trader's, who represents it.
    fileprivate var whollyOwning: [EdgeID] {
        let table = graph.table
        func hasHolders(_ company: UInt32) -> Bool {
            !graph.row(of: NodeID(rawValue: company), mark: EdgeMark(.shareholder, .in)).isEmpty
        }
        var edges = table.range(of: .branchOf).filter { !hasHolders(table.from[$0]) }.map { EdgeID($0) }
        let prefix = Array("company:92".utf8)
        for e in table.range(of: .legalRepresentative) {
            let id = nodes.ids.range(Int(table.to[e]))
            guard id.count > prefix.count,
                prefix.indices.allSatisfy({ nodes.ids.bytes[id.lowerBound + $0] == prefix[$0] }),
                !hasHolders(table.to[e])
            else { continue }
            edges.append(EdgeID(e))
        }
        return edges
    }

    /// Holders whose holdings records mark as the state's, and investors that
    /// the register of state-funded enterprises names.
    fileprivate var statePartyNodes: [NodeID] {
        let table = graph.table
        var found: [NodeID] = []
        if let state = labels.strings.firstIndex(of: "国家") {
            for e in table.range(of: .shareholder) where table.label[e] == UInt32(state) {
                found.append(NodeID(rawValue: table.from[e]))
            }
        }
        if let kind = stateInvestorKind {
            for e in table.range(of: kind) { found.append(NodeID(rawValue: table.from[e])) }
        }
        return found
    }

    /// The relation of an investor that the register of state-funded enterprises
    /// names to the enterprise.
    fileprivate var stateInvestorKind: EdgeKind? {
        for declared in declaredKinds {
            let parts = declared.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[1] == "state_investor", let number = UInt8(parts[0]) {
                return EdgeKind(rawValue: number)
            }
        }
        return nil
    }
}

extension OwnershipView {
    /// Whether a company is somebody's branch by a record in force on a day.
    ///
    /// - Complexity: O(its relations of that kind).
    public func isBranch(_ company: NodeID, on day: Day) -> Bool {
        let graph = snapshot.graph
        return graph.row(of: company, mark: EdgeMark(.branchOf, .out)).contains {
            graph.table.isInForce(graph.entry(at: $0).edge, on: day)
        }
    }

    /// What the register of state-funded enterprises says of an investor: about
    /// these companies, or else about one other.
    func stateStatements(about investor: NodeID, _ companies: Set<NodeID>) -> [EdgeID] {
        guard let kind = snapshot.stateInvestorKind, stateParties.contains(investor) else { return [] }
        let edges = mentions(of: investor).flatMap { mention in
            snapshot.graph.row(of: mention, mark: EdgeMark(kind, .out)).map { snapshot.graph.entry(at: $0).edge }
        }
        let table = snapshot.graph.table
        let near = edges.filter { companies.contains(NodeID(rawValue: table.to[$0.index])) }
        return near.isEmpty ? Array(edges.prefix(1)) : near
    }

    /// What beneficial ownership asks of the snapshot besides holdings.
    public var companyFacts: CompanyFacts {
        let snapshot = snapshot
        let people = people
        return CompanyFacts(
            isPerson: { snapshot.nodes.kind(of: $0) == .person },
            representatives: { company, day in
                var seen: Set<NodeID> = []
                return snapshot.representation(of: company, on: day).map {
                    people.entity(of: NodeID(rawValue: snapshot.graph.table.from[$0.index]))
                }.filter { seen.insert($0).inserted }
            },
            capital: { snapshot.registeredCapital(of: $0) }, state: stateParties)
    }

    /// Finds beneficial owners in the snapshot.
    public var beneficialOwners: BeneficialOwnerQuery {
        BeneficialOwnerQuery(ownership: ownership, control: control, facts: companyFacts)
    }
}
