public import GraphStore

/// What one party has in one company on a day, as it is told to other systems.
public struct OwnershipStatement: Sendable, Equatable {
    /// What statements of one party about one company are told apart by.
    public enum Kind: String, Sendable, CaseIterable {
        /// Shares, votes and income.
        case holding
        /// Control by agreement.
        case agreement
        /// Members of a group that votes as one.
        case concert
        /// Offices and representation.
        case office
    }

    /// One right, with the days from which and until which it holds.
    public struct Interest: Sendable, Equatable {
        /// What kind of right.
        public enum Right: Sendable, Equatable {
            /// A part of the capital; what it rests on where that is no share:
            /// a branch, or the business of a sole trader.
            case capital(basis: EdgeKind)
            /// A part of the votes that differs from that of the capital.
            case votes
            /// A part of the income that differs from that of the capital.
            case income
            /// Control by an agreement of this kind.
            case agreement(String)
            /// Acting in concert in the group of this name.
            case concert(String)
            /// An office by its word; 法定代表人 for who represents.
            case office(String)
        }

        /// Which right.
        public var right: Right
        /// Bounds in units of ``EdgeAttributes``; nil where nobody says them.
        public var share: ClosedRange<Int32>?
        /// As ``EdgeAttributes/since``.
        public var since: Int32
        /// As ``EdgeAttributes/until``.
        public var until: Int32
    }

    /// Who has something in a company.
    public enum Holder: Sendable, Equatable {
        /// A company, or the mention that stands for a person.
        case party(NodeID)
        /// Holders who are no party, by what records call them.
        case placeholder(PlaceholderHolding.Kind, name: String)
        /// Nobody on record: what is left of the company's shares.
        case unrecorded
    }

    /// What it is about.
    public var company: NodeID
    /// Who has it.
    public var holder: Holder
    /// Tells it apart from others of the same pair.
    public var kind: Kind
    /// At least one.
    public var interests: [Interest]
    /// The records behind it, ascending.
    public var records: [RecordID]
    /// Departments that these are of, by number in
    /// ``GraphSnapshot/departments``, ascending, as far as the company's facts
    /// know them.
    public internal(set) var departments: [Int] = []
    /// What the party subscribed, in fen, or ``EdgeAttributes/unknownAmount``.
    public var amount = EdgeAttributes.unknownAmount

    /// The holder, where it is a party.
    public var party: NodeID? {
        if case .party(let node) = holder { node } else { nil }
    }
}

/// Everything that is told of companies' owners, controllers and officers on a
/// day: what the questions of ownership are answered from, one company after
/// the other.
///
/// Shares are those that all statements in force together come to (amounts
/// made shares, rounding removed, disputes as ranges), in millionths of a
/// percent.
public struct OwnershipStatements: Sendable {
    /// Where shareholdings and arrangements are.
    public let view: OwnershipView
    /// The day whose relations count.
    public let day: Day

    /// Statements of a view on a day.
    public init(_ view: OwnershipView, day: Day) { (self.view, self.day) = (view, day) }

    /// What is stated about one company: holdings by holder, the rest that
    /// leads to nobody, agreements, concerts, offices.
    ///
    /// - Complexity: O(statements about the company + its facts).
    public func about(_ company: NodeID) -> [OwnershipStatement] {
        var all = holdings(in: company) + agreements(about: company) + concerts(in: company) + offices(in: company)
        guard !all.isEmpty else { return [] }
        let facts = view.snapshot.facts
        var departments: [RecordID: Set<Int>] = [:]
        for row in facts.range(of: company) {
            departments[RecordID(rawValue: facts.record[row]), default: []].insert(Int(facts.department[row]))
        }
        for i in all.indices {
            all[i].departments = Set(all[i].records.flatMap { departments[$0] ?? [] }).sorted()
        }
        return all
    }

    /// Companies above a company through holdings, itself first, by distance.
    ///
    /// - Parameters:
    ///   - company: where to begin.
    ///   - maxCount: companies that are looked at.
    /// - Returns: nil when there are more.
    /// - Complexity: O(statements about them).
    public func companies(above company: NodeID, maxCount: Int) -> [NodeID]? {
        var found = [company]
        var seen: Set<NodeID> = [company]
        var next = 0
        while next < found.count {
            for holding in view.table.holders(of: found[next], on: day).holdings
            where view.snapshot.nodes.kind(of: holding.holder) == .company && seen.insert(holding.holder).inserted {
                found.append(holding.holder)
            }
            guard found.count <= maxCount else { return nil }
            next += 1
        }
        return found
    }
}

extension OwnershipStatements {
    private func holdings(in company: NodeID) -> [OwnershipStatement] {
        let (table, graph) = (view.table, view.snapshot.graph)
        let holders = table.holders(of: company, on: day)
        let held: [(OwnershipStatement.Holder, Holding)] =
            holders.holdings.map { (.party($0.holder), $0) }
            + holders.placeholders.map { (.placeholder($0.kind, name: $0.name(in: view.snapshot)), $0.holding) }
        var statements = held.map { holder, holding in
            let followed = table.statements[holding.statement]
            let basis = EdgeKind(rawValue: graph.table.kind[holding.edge.index])
            var interests = [
                OwnershipStatement.Interest(
                    right: .capital(basis: basis), share: share(of: holding), since: followed.since,
                    until: followed.until)
            ]
            for (right, units) in [
                (OwnershipStatement.Interest.Right.votes, followed.votes), (.income, followed.income),
            ] where units >= 0 {
                interests.append(
                    .init(right: right, share: units...units, since: followed.since, until: followed.until))
            }
            let edges = table.statements(about: company, by: holding.holder.rawValue)
                .map { EdgeID(rawValue: $0.edge) }.filter { graph.table.isInForce($0, on: day) }
            return OwnershipStatement(
                company: company, holder: holder, kind: .holding, interests: interests,
                records: records(of: edges), amount: followed.amount)
        }
        if let rest = rest(of: held.map(\.1), holders.remarks) {
            let interest = OwnershipStatement.Interest(
                right: .capital(basis: .shareholder), share: rest, since: Day.unknownRawValue,
                until: Day.unknownRawValue)
            statements.append(
                OwnershipStatement(
                    company: company, holder: .unrecorded, kind: .holding, interests: [interest], records: []))
        }
        return statements
    }

    /// The bounds of a holding in millionths of a percent; nil where nothing
    /// but the other holders bounds it.
    private func share(of holding: Holding) -> ClosedRange<Int32>? {
        guard holding.basis != .unknown else { return nil }
        let whole = Int128(holding.whole)
        func units(_ value: Int64) -> Int32 {
            let units = (Int128(value) * Int128(EdgeAttributes.wholeShare) + whole / 2) / whole
            return Int32(min(max(0, units), Int128(EdgeAttributes.wholeShare)))
        }
        let least = units(holding.least)
        return least...max(least, units(holding.most))
    }

    /// The part of a company with holders that none of them can be shown to
    /// have, beyond what rounding explains.
    private func rest(of holdings: [Holding], _ remarks: Holders.Remarks) -> ClosedRange<Int32>? {
        guard !holdings.isEmpty, !remarks.contains(.excess) else { return nil }
        // A holder whose share nobody states may have all of the rest.
        guard holdings.allSatisfy({ $0.basis != .unknown }) else { return nil }
        let whole = Double(EdgeAttributes.wholeShare)
        let (least, most) = holdings.reduce((0.0, 0.0)) { sum, holding in
            (sum.0 + holding.bounds.lowerBound, sum.1 + holding.bounds.upperBound)
        }
        let upper = Int32((max(0, 1 - least) * whole).rounded())
        let lower = min(upper, Int32((max(0, 1 - most) * whole).rounded()))
        return Int64(upper) > Holders.tolerance ? lower...upper : nil
    }

    private func agreements(about company: NodeID) -> [OwnershipStatement] {
        let table = view.snapshot.graph.table
        return grouped(view.arrangements.agreements(about: company, on: day), by: \.controller) { controller, found in
            let interests = found.map { agreement in
                OwnershipStatement.Interest(
                    right: .agreement(label(of: agreement.edge)), share: agreement.votes.map { $0...$0 },
                    since: table.since[agreement.edge.index], until: table.until[agreement.edge.index])
            }
            return OwnershipStatement(
                company: company, holder: .party(controller), kind: .agreement, interests: interests,
                records: records(of: found.map(\.edge)))
        }
    }

    private func concerts(in company: NodeID) -> [OwnershipStatement] {
        let table = view.snapshot.graph.table
        let members = view.arrangements.groups(in: company, on: day).flatMap { $0 }
        return grouped(members, by: \.member) { member, found in
            let interests = found.map { membership in
                OwnershipStatement.Interest(
                    right: .concert(label(of: membership.edge)), share: nil,
                    since: table.since[membership.edge.index], until: table.until[membership.edge.index])
            }
            return OwnershipStatement(
                company: company, holder: .party(member), kind: .concert, interests: interests,
                records: records(of: found.map(\.edge)))
        }
    }

    private func offices(in company: NodeID) -> [OwnershipStatement] {
        let graph = view.snapshot.graph
        var found: [(person: NodeID, edge: EdgeID)] = []
        for kind in [EdgeKind.legalRepresentative, .officer] {
            for position in graph.row(of: company, mark: EdgeMark(kind, .in)) {
                let entry = graph.entry(at: position)
                guard graph.table.isInForce(entry.edge, on: day) else { continue }
                found.append((view.party(entry.target), entry.edge))
            }
        }
        return grouped(found, by: \.person) { person, found in
            let interests = found.map { office in
                let edge = office.edge.index
                let isRepresentative = graph.table.kind[edge] == EdgeKind.legalRepresentative.rawValue
                return OwnershipStatement.Interest(
                    right: .office(isRepresentative ? "法定代表人" : label(of: office.edge)), share: nil,
                    since: graph.table.since[edge], until: graph.table.until[edge])
            }
            return OwnershipStatement(
                company: company, holder: .party(person), kind: .office, interests: interests,
                records: records(of: found.map(\.edge)))
        }
    }

    private func grouped<Item>(
        _ items: [Item], by party: (Item) -> NodeID, _ statement: (NodeID, [Item]) -> OwnershipStatement
    ) -> [OwnershipStatement] {
        Dictionary(grouping: items, by: party).sorted { $0.key < $1.key }.map { statement($0.key, $0.value) }
    }

    private func label(of edge: EdgeID) -> String {
        let label = view.snapshot.graph.table.label[edge.index]
        return label == EdgeAttributes.noLabel ? "" : view.snapshot.labels[Int(label)]
    }

    private func records(of edges: [EdgeID]) -> [RecordID] {
        Set(edges.flatMap { view.snapshot.graph.table.records(of: $0) }).sorted()
    }
}
