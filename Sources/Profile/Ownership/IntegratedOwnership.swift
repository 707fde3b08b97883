public import GraphStore

/// Which integrated ownership is meant.
public enum OwnershipVariant: String, Sendable, CaseIterable {
    /// Paths that do not come back to the owner (Baldone; Vitali, Glattfelder,
    /// Battiston): never above the whole. The default.
    case corrected
    /// All paths, around loops again and again (Brioschi, Buzzacchi, Colombo):
    /// what an owner inside a loop holds comes out above what it is.
    case plain
}

/// What is asked of integrated ownership.
public struct OwnershipQuestion: Sendable {
    /// The day whose holdings count.
    public var day: Day
    /// What the shares are of.
    public var measure: OwnershipMeasure
    /// Which paths count.
    public var variant: OwnershipVariant
    /// Companies and holders that are looked at; what lies beyond is reported
    /// as cut.
    public var maxNodes: Int

    /// Companies and holders that a question of ownership or control looks at
    /// unless told otherwise: about 0.2 s.
    public static let nodesMax = 200_000

    /// Capital, corrected, unless told otherwise.
    public init(
        day: Day, measure: OwnershipMeasure = .capital, variant: OwnershipVariant = .corrected,
        maxNodes: Int = Self.nodesMax
    ) {
        (self.day, self.measure, self.variant, self.maxNodes) = (day, measure, variant, maxNodes)
    }
}

/// Who owns a company, or what a holder owns: direct and indirect shares over
/// all paths of any length.
public struct IntegratedOwnership: Sendable {
    /// The company whose owners, or the holder whose companies, stand in
    /// ``shares``.
    public let subject: NodeID
    /// What was asked.
    public let question: OwnershipQuestion
    /// The greatest first, equal ones by node. The subject is not among them.
    public internal(set) var shares: [Share]
    /// What the subject owns of itself through others; of a holder's companies
    /// nothing.
    public internal(set) var ofItself: ClosedRange<Double>
    /// The part of the company that leads to nobody on record, 0…1: gaps in the
    /// lists of holders of the company itself and of those above it. Of a
    /// holder's companies nothing.
    public internal(set) var unattributed: Double
    /// Shares of those who are no party: those in the company first, then in
    /// those above it, the greatest contribution first. Of a holder's companies
    /// none.
    public internal(set) var remainders: [Remainder] = []
    /// Companies whose lists of holders are odd, by node.
    public internal(set) var remarks: [CompanyRemark]
    /// Companies that hold each other in a loop, each loop by node.
    public internal(set) var loops: [Loop]
    /// Companies whose holders, or holders whose companies, were not looked at
    /// because the budget ended.
    public internal(set) var cut: [NodeID]
    /// Companies and holders looked at.
    public internal(set) var nodeCount: Int
    /// Upper bounds are coarse: too many shares are unknown to find the best.
    public internal(set) var hasCoarseBounds = false

    /// Leaves out owners whom somebody else is known to hold.
    public mutating func keepUltimate() { shares.removeAll { !$0.isUltimate } }

    /// An integrated share.
    public struct Share: Sendable, Equatable {
        /// The owner, or the company owned.
        public let node: NodeID
        /// 0…1; a point when every share on the way is known exactly. Plain
        /// ownership in a loop that nothing leaves has no bound: infinity.
        public let bounds: ClosedRange<Double>
        /// Nobody is known to hold the owner: a person, or the last company on
        /// record. Companies owned are never last.
        public let isUltimate: Bool
    }

    /// A share of a company on the way whose holders are no party: nobody owns
    /// what leads there.
    public struct Remainder: Sendable, Equatable {
        /// The subject, or a company above it.
        public let company: NodeID
        /// What it is a share of is ``company``.
        public let share: PlaceholderHolding
        /// The part of the subject that leads there at least, 0…1. Of treasury
        /// shares none: what leads there comes back and goes to the others.
        public let contribution: Double
    }

    /// The part of the subject, at least, that leads to holders who are no party
    /// for one reason.
    public func remainder(_ kind: PlaceholderHolding.Kind) -> Double {
        remainders.reduce(0) { $0 + ($1.share.kind == kind ? $1.contribution : 0) }
    }

    /// A company whose list of holders is odd.
    public struct CompanyRemark: Sendable, Equatable {
        /// Looked at on the way.
        public let company: NodeID
        /// What is odd.
        public let remarks: Holders.Remarks
    }

    /// Companies that hold each other.
    public struct Loop: Sendable, Equatable {
        /// Ascending.
        public let companies: [NodeID]
        /// Their holdings in each other, which shares go around by.
        public let edges: [EdgeID]
        /// Nobody outside has a share in any of them: whose they are in the end
        /// is not defined.
        public let isClosed: Bool
    }
}

extension IntegratedOwnership {
    /// Takes what every place but the start has, or may have.
    fileprivate mutating func rank(
        _ closure: OwnershipClosure, least: [Double], most: [Double], isUltimate: (Int) -> Bool
    ) {
        for place in 1..<max(closure.count, 1) where most[place] > 0 {
            shares.append(
                Share(
                    node: NodeID(rawValue: closure.nodes[place]), bounds: least[place]...most[place],
                    isUltimate: isUltimate(place)))
        }
        shares.sort { a, b in
            let (left, right) = (a.bounds.lowerBound, b.bounds.lowerBound)
            return left != right ? left > right : a.node < b.node
        }
    }
}

/// Answers questions of integrated ownership.
public struct OwnershipQuery: Sendable {
    /// Who holds what.
    public let table: HoldingTable

    /// Steps that finding the upper bounds of one question may cost, all goals and
    /// loops together: stakes looked at and multiplications. What costs more gets
    /// coarse bounds.
    var boundSteps = 20_000_000

    /// Asks about holdings of one graph.
    public init(_ table: HoldingTable) { self.table = table }

    /// Everybody who owns a part of a company, directly or through others.
    ///
    /// - Throws: ``LoopTooDense`` for a loop that would cost too much.
    /// - Complexity: O(statements about the companies above), loops apart; with
    ///   unknown shares that times the owners.
    public func owners(
        of company: NodeID, _ question: OwnershipQuestion, scratch: inout OwnershipScratch
    ) throws(LoopTooDense) -> IntegratedOwnership {
        scratch.closeUpward(
            from: company, in: table, on: question.day.rawValue, by: question.measure, maxNodes: question.maxNodes)
        scratch.components.search(scratch.closure)
        let (closure, components) = (scratch.closure, scratch.components)
        let upward = try OwnershipSolver<Double>.upward(closure, components)
        let isPlain = question.variant == .plain
        let least = (0..<closure.count).map { place in
            isPlain ? upward.visits[place] ?? .infinity : upward.reach[place]
        }
        var answer = answer(about: company, question, closure, components)
        var most = least
        if !closure.isExact {
            let upper = OwnershipUpperBound.ofOwners(closure, components, allowance: boundSteps)
            answer.hasCoarseBounds = upper.isCoarse
            most = zip(least, upper.bounds).map { max($0, $1) }
        }
        answer.rank(closure, least: least, most: most) { closure.stakes(in: $0).isEmpty }
        // What walks from the company come back with.
        if let visits = upward.visits[0], visits > 1 {
            answer.ofItself = isPlain ? visits - 1...visits - 1 : 1 - 1 / visits...1 - 1 / visits
        }
        // Owners are those above without holders of their own; the company is none,
        // also when nobody is on record who holds it.
        for place in 0..<closure.count
        where !closure.stakes(in: place).isEmpty || place == 0 && closure.cut.isEmpty {
            answer.unattributed += (upward.visits[place] ?? 0) * max(0, 1 - closure.sums[place].least)
        }
        answer.remainders = remainders(closure, upward.visits, on: question.day, by: question.measure)
        return answer
    }

    /// Shares of those who are no party, with what of the start leads there.
    private func remainders(
        _ closure: OwnershipClosure, _ visits: [Double?], on day: Day, by measure: OwnershipMeasure
    ) -> [IntegratedOwnership.Remainder] {
        func company(_ place: Int) -> NodeID { NodeID(rawValue: closure.nodes[place]) }
        var all = closure.remainders.map { remainder in
            let place = Int(remainder.place)
            return IntegratedOwnership.Remainder(
                company: company(place), share: remainder.share,
                contribution: (visits[place] ?? 0) * remainder.share.holding.bounds.lowerBound)
        }
        for place in closure.sums.indices where closure.sums[place].remarks.contains(.selfHolding) {
            let holders = table.holders(of: company(place), on: day)
            for holding in holders.holdings where holding.holder == company(place) {
                let share = PlaceholderHolding(kind: .treasury, label: EdgeAttributes.noLabel, holding: holding)
                all.append(IntegratedOwnership.Remainder(company: company(place), share: share, contribution: 0))
            }
        }
        // Companies are looked at from the subject on, which is at place 0.
        return all.enumerated().sorted { a, b in
            let own = (a.element.company == company(0), b.element.company == company(0))
            guard own.0 == own.1 else { return own.0 }
            let (left, right) = (a.element.contribution, b.element.contribution)
            return left != right ? left > right : a.offset < b.offset
        }.map(\.element)
    }

    /// The certain shares of those whom nobody is known to hold, into memory that
    /// is used again: no bounds, no remarks, no order.
    ///
    /// - Parameters:
    ///   - company: whose owners.
    ///   - day: the day whose holdings count.
    ///   - scratch: working memory.
    ///   - owners: overwritten.
    /// - Returns: how many there are.
    /// - Throws: ``LoopTooDense`` for a loop that would cost too much.
    /// - Complexity: O(statements about the companies above), loops apart.
    public func readUltimateOwners(
        of company: NodeID, on day: Day, scratch: inout OwnershipScratch,
        into owners: inout [IntegratedOwnership.Share]
    ) throws(LoopTooDense) -> Int {
        scratch.closeUpward(from: company, in: table, on: day.rawValue, by: .capital, maxNodes: .max)
        scratch.components.search(scratch.closure)
        try OwnershipSolver<Double>.walk(scratch.closure, scratch.components, into: &scratch.upward)
        owners.removeAll(keepingCapacity: true)
        for place in 1..<max(1, scratch.closure.count) where scratch.closure.stakes(in: place).isEmpty {
            let share = scratch.upward.reach[place]
            owners.append(
                IntegratedOwnership.Share(
                    node: NodeID(rawValue: scratch.closure.nodes[place]), bounds: share...share, isUltimate: true))
        }
        return owners.count
    }

    /// Every company that a holder owns a part of, directly or through others.
    ///
    /// - Throws: ``LoopTooDense`` for a loop that would cost too much.
    /// - Complexity: O(statements about the companies below), loops apart.
    public func holdings(
        of holder: NodeID, _ question: OwnershipQuestion, scratch: inout OwnershipScratch
    ) throws(LoopTooDense) -> IntegratedOwnership {
        scratch.closeDownward(
            from: holder, in: table, on: question.day.rawValue, by: question.measure, maxNodes: question.maxNodes)
        scratch.components.search(scratch.closure, top: 0)
        let (closure, components) = (scratch.closure, scratch.components)
        var least = try OwnershipSolver<Double>.downward(closure, components)
        var (most, areCoarse) = (least, false)
        if !closure.isExact {
            let upper = OwnershipUpperBound.ofCompanies(closure, components, allowance: boundSteps)
            areCoarse = upper.isCoarse
            most = zip(least, upper.bounds).map { max($0, $1) }
        }
        if question.variant == .plain {
            // Visits are reaches times the expected returns.
            let returns = closure.stakes(in: 0).reduce(0) { sum, number in
                let stake = closure.stakes[number]
                let gain = stake.holder == 0 ? 1 : least[Int(stake.holder)]
                return sum + gain * stake.leastValue
            }
            let factor = returns < 1 ? 1 / (1 - returns) : .infinity
            for place in least.indices where least[place] > 0 {
                least[place] *= factor
                most[place] = max(most[place] * factor, least[place])
            }
        }
        var answer = answer(about: holder, question, closure, components)
        answer.hasCoarseBounds = areCoarse
        answer.rank(closure, least: least, most: most) { _ in false }
        return answer
    }

    private func answer(
        about subject: NodeID, _ question: OwnershipQuestion, _ closure: OwnershipClosure,
        _ components: ComponentSearch
    ) -> IntegratedOwnership {
        var answer = IntegratedOwnership(
            subject: subject, question: question, shares: [], ofItself: 0...0, unattributed: 0, remarks: [],
            loops: [], cut: closure.cut.map { NodeID(rawValue: closure.nodes[Int($0)]) }, nodeCount: closure.count)
        for (place, sum) in closure.sums.enumerated() where sum.remarks != [] {
            answer.remarks.append(
                IntegratedOwnership.CompanyRemark(
                    company: NodeID(rawValue: closure.nodes[place]), remarks: sum.remarks))
        }
        answer.remarks.sort { $0.company < $1.company }
        for number in 0..<components.count where components.component(number).count > 1 {
            let loop = OwnershipSolver<Double>.Loop(components.component(number), closure, components)
            let hasOutside = loop.places.contains { place in
                !closure.isAllNamed(place) || closure.cut.contains(UInt32(place))
                    || !loop.outside(of: place, closure).isEmpty
            }
            let stakes = loop.places.flatMap { closure.stakes[closure.stakes(in: $0)] }
            answer.loops.append(
                IntegratedOwnership.Loop(
                    companies: loop.places.map { NodeID(rawValue: closure.nodes[$0]) }.sorted(),
                    edges: stakes.filter { loop.contains(Int($0.holder)) }.map { EdgeID(rawValue: $0.edge) },
                    isClosed: !hasOutside))
        }
        return answer
    }
}
