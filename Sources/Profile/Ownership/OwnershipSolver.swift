internal import GraphStore

/// Works out integrated shares in a closure whose components are known.
///
/// Companies that stand alone are a multiplication and an addition a stake;
/// loops go to ``LoopSolver``.
struct OwnershipSolver<Number: OwnershipNumber> {
    /// Multiplications that the loops of one question may cost.
    static var loopAllowance: Int { 50_000_000 }

    /// Mass at every place, for a walk upward from place 0.
    struct Upward: Sendable {
        /// Probability of ever coming to the place: corrected integrated
        /// ownership of the start.
        var reach: [Number] = []
        /// Expected visits: plain integrated ownership; nil in a loop that
        /// nothing leaves.
        var visits: [Number?] = []

        /// Nothing anywhere but at the start.
        mutating func begin(count: Int) {
            reach.removeAll(keepingCapacity: true)
            visits.removeAll(keepingCapacity: true)
            for _ in 0..<count {
                reach.append(.zero)
                visits.append(nil)
            }
            reach[0] = .one
        }
    }

    /// Probability, from every place, of ever coming to place 0: corrected
    /// integrated ownership by place 0.
    ///
    /// - Precondition: components were searched with place 0 on top.
    static func downward(
        _ closure: OwnershipClosure, _ components: ComponentSearch
    ) throws(LoopTooDense) -> [Number] {
        var gain = [Number](repeating: .zero, count: closure.count)
        var allowance = loopAllowance
        for number in 0..<components.count {
            let component = components.component(number)
            let first = Int(components.order[component.lowerBound])
            if component.count == 1 {
                if first == 0 {
                    gain[first] = .one
                } else {
                    let (sum, own) = sum(of: first, closure, gain)
                    gain[first] = own == .zero ? sum : own < Number.one ? sum / (.one - own) : .zero
                }
                continue
            }
            let loop = Loop(component, closure, components)
            let answers = try LoopSolver.solve(
                rows: loop.rows, exits: loop.exits, inflow: Array(repeating: .zero, count: loop.rows.count),
                gains: loop.places.map { place in
                    loop.outside(of: place, closure).reduce(Number.zero) {
                        $0 + gain[Int(closure.stakes[$1].holder)] * closure.stakes[$1].least(as: Number.self)
                    }
                }, allowance: &allowance)
            for (place, answer) in zip(loop.places, answers) { gain[place] = answer.gain }
        }
        return gain
    }

    /// What the holders of a place alone gain, and its share in itself.
    private static func sum(
        of place: Int, _ closure: OwnershipClosure, _ gain: [Number]
    ) -> (others: Number, own: Number) {
        var (others, own) = (Number.zero, Number.zero)
        for number in closure.stakes(in: place) {
            let stake = closure.stakes[number]
            let weight = stake.least(as: Number.self)
            if Int(stake.holder) == place { own += weight } else { others += gain[Int(stake.holder)] * weight }
        }
        return (others, own)
    }

    /// Walks upward from place 0.
    static func upward(
        _ closure: OwnershipClosure, _ components: ComponentSearch
    ) throws(LoopTooDense) -> Upward {
        var upward = Upward()
        try walk(closure, components, into: &upward)
        return upward
    }

    /// Walks upward from place 0, into memory that is used again.
    static func walk(
        _ closure: borrowing OwnershipClosure, _ components: borrowing ComponentSearch, into upward: inout Upward
    ) throws(LoopTooDense) {
        upward.begin(count: closure.count)
        var allowance = loopAllowance
        for number in (0..<components.count).reversed() {
            let component = components.component(number)
            if component.count == 1 {
                let place = Int(components.order[component.lowerBound])
                let row = closure.stakes(in: place)
                guard !row.isEmpty else {
                    upward.visits[place] = upward.reach[place]
                    continue
                }
                var own = Number.zero
                for number in row where Int(closure.stakes[number].holder) == place {
                    own += closure.stakes[number].least(as: Number.self)
                }
                guard own < Number.one else { continue }
                let visits = own == .zero ? upward.reach[place] : upward.reach[place] / (.one - own)
                upward.visits[place] = visits
                for number in row where Int(closure.stakes[number].holder) != place {
                    let stake = closure.stakes[number]
                    upward.reach[Int(stake.holder)] += visits * stake.least(as: Number.self)
                }
                continue
            }
            let loop = Loop(component, copy closure, copy components)
            let answers = try LoopSolver.solve(
                rows: loop.rows, exits: loop.exits, inflow: loop.places.map { upward.reach[$0] },
                gains: Array(repeating: .zero, count: loop.rows.count), allowance: &allowance)
            for (place, answer) in zip(loop.places, answers) {
                upward.reach[place] = answer.reach
                upward.visits[place] = answer.visits
                // A loop that nothing leaves has no holders outside.
                guard let visits = answer.visits else { continue }
                for number in loop.outside(of: place, copy closure) {
                    let stake = closure.stakes[number]
                    upward.reach[Int(stake.holder)] += visits * stake.least(as: Number.self)
                }
            }
        }
    }
}

extension OwnershipSolver {
    /// A component of two or more places, with its stakes as a loop's rows.
    struct Loop {
        /// Ascending.
        let places: [Int]
        private(set) var rows: [[LoopSolver<Number>.Term]] = []
        private(set) var exits: [Number] = []
        private let isInside: Set<Int>

        /// Whether a place is one of the loop's.
        func contains(_ place: Int) -> Bool { isInside.contains(place) }

        /// - Parameters:
        ///   - component: positions in the order of `components`.
        ///   - closure: the places and stakes.
        ///   - components: of that closure.
        ///   - chosen: a share for each stake, by number; what holders have at
        ///     least unless given.
        init(
            _ component: Range<Int>, _ closure: OwnershipClosure, _ components: ComponentSearch,
            chosen: [Number]? = nil
        ) {
            places = components.order[component].map { Int($0) }
            isInside = Set(places)
            var columns: [Int: Int32] = [:]
            for (column, place) in places.enumerated() { columns[place] = Int32(column) }
            for place in places {
                var row: [LoopSolver<Number>.Term] = []
                var exit = Number.one
                for number in closure.stakes(in: place) {
                    let stake = closure.stakes[number]
                    guard let column = columns[Int(stake.holder)] else { continue }
                    let weight = chosen?[number] ?? stake.least(as: Number.self)
                    guard weight > Number.zero else { continue }
                    row.append(LoopSolver<Number>.Term(column: column, weight: weight))
                    exit = exit - weight
                }
                row.sort { $0.column < $1.column }
                rows.append(row)
                exits.append(exit)
            }
        }

        /// Stakes of holders outside the loop.
        func outside(of place: Int, _ closure: OwnershipClosure) -> [Int] {
            closure.stakes(in: place).filter { !isInside.contains(Int(closure.stakes[$0].holder)) }
        }
    }
}
