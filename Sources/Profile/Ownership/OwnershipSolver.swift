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
                }, allowance: loopAllowance)
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
                gains: Array(repeating: .zero, count: loop.rows.count), allowance: loopAllowance)
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

/// The upper bound of integrated ownership where shares are ranges or unknown.
///
/// Nature may choose every share within its range, the shares of a company
/// summing to no more than the whole. The most that a holder can have of what
/// lies below is then the greatest probability of ever coming to it: a Markov
/// decision process, solved by improving the choices company by company until
/// none gets better (R. A. Howard 1960). At each company the best choice is to
/// give everybody the least and then, the best first, as much as the range and
/// the rest allow.
///
/// Putting the upper ends of ranges in the place of shares would not do: around
/// a loop they can multiply to 1 or more.
struct OwnershipUpperBound {
    private let closure: OwnershipClosure
    private let components: ComponentSearch
    /// Shares as chosen so far, a stake.
    private var chosen: [Double]

    /// Rounds of improving one loop: each lets at least one company choose
    /// better, and few are ever needed.
    private static let roundsMax = 1000
    /// What a result is raised by for the rounding of its arithmetic.
    private static let slack = 1e-12

    /// - Precondition: the goals to be asked about are alone in their components.
    init(_ closure: OwnershipClosure, _ components: ComponentSearch) {
        (self.closure, self.components) = (closure, components)
        chosen = []
    }

    /// The most that a place can have of every other.
    mutating func gains(to goal: Int) throws(LoopTooDense) -> [Double] {
        var gain = [Double](repeating: 0, count: closure.count)
        chosen = closure.stakes.map(\.leastValue)
        for number in 0..<components.count {
            let component = components.component(number)
            let places = components.order[component].map { Int($0) }
            if places == [goal] {
                gain[goal] = 1
                continue
            }
            try improve(component, places, &gain)
        }
        // Only loops are improved in rounds; what stands alone is one sum.
        let slack = components.count < closure.count ? Self.slack : 0
        return gain.map { min(1, $0 * (1 + slack)) }
    }

    private mutating func improve(
        _ component: Range<Int>, _ places: [Int], _ gain: inout [Double]
    ) throws(LoopTooDense) {
        if places.count == 1, !holdsItself(places[0]) {
            _ = choose(in: places[0], gain)
            gain[places[0]] = value(of: places[0], gain)
            return
        }
        for _ in 0..<Self.roundsMax {
            try evaluate(component, &gain)
            var isBetter = false
            for place in places where choose(in: place, gain) { isBetter = true }
            if !isBetter { return }
        }
        // Never proved to be the best: the whole is.
        for place in places { gain[place] = 1 }
    }

    /// What the choices made at a place are worth.
    private func value(of place: Int, _ gain: [Double]) -> Double {
        closure.stakes(in: place).reduce(0) { $0 + chosen[$1] * gain[Int(closure.stakes[$1].holder)] }
    }

    private func holdsItself(_ place: Int) -> Bool {
        closure.stakes(in: place).contains { Int(closure.stakes[$0].holder) == place }
    }

    /// Gives everybody the least and then the best as much as there is, unless
    /// that is worth no more than what is chosen: a change for its own sake
    /// could close a loop.
    ///
    /// - Returns: whether the choice is a better one.
    private mutating func choose(in place: Int, _ gain: [Double]) -> Bool {
        let row = closure.stakes(in: place)
        let before = (chosen: chosen[row], value: value(of: place, gain))
        var rest = max(0, 1 - closure.sums[place].least)
        for number in row { chosen[number] = closure.stakes[number].leastValue }
        let byGain = row.sorted { a, b in
            let (left, right) = (gain[Int(closure.stakes[a].holder)], gain[Int(closure.stakes[b].holder)])
            return left != right ? left > right : a < b
        }
        for number in byGain {
            let stake = closure.stakes[number]
            guard rest > 0, gain[Int(stake.holder)] > 0 else { break }
            let more = min(rest, Double(stake.most - stake.least) / Double(stake.whole))
            chosen[number] += more
            rest -= more
        }
        let isBetter = value(of: place, gain) > before.value * (1 + 1e-14)
        if !isBetter { chosen.replaceSubrange(row, with: before.chosen) }
        return isBetter
    }

    /// What the choices made are worth at each place of a loop.
    private func evaluate(_ component: Range<Int>, _ gain: inout [Double]) throws(LoopTooDense) {
        let loop = OwnershipSolver<Double>.Loop(component, closure, components, chosen: chosen)
        let gains = loop.places.map { place in
            loop.outside(of: place, closure).reduce(0) { $0 + chosen[$1] * gain[Int(closure.stakes[$1].holder)] }
        }
        // Rounding must not make an exit of none, nor take one away.
        let exits = zip(loop.exits, gains).map { exit, gain in abs(exit) < 1e-15 ? gain : max(exit, gain) }
        let answers = try LoopSolver.solve(
            rows: loop.rows, exits: exits, inflow: Array(repeating: 0, count: gains.count), gains: gains,
            allowance: OwnershipSolver<Double>.loopAllowance)
        for (place, answer) in zip(loop.places, answers) { gain[place] = answer.gain }
    }
}
