internal import GraphStore

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
    ///
    /// - Parameters:
    ///   - goal: the place.
    ///   - allowance: steps that may be spent, a step being a stake looked at or a
    ///     multiplication; what is left of them.
    /// - Returns: by place, raised for rounding where there are loops.
    /// - Throws: ``LoopTooDense`` when the allowance is spent.
    mutating func gains(to goal: Int, allowance: inout Int) throws(LoopTooDense) -> [Double] {
        allowance -= closure.stakes.count
        guard allowance >= 0 else { throw LoopTooDense() }
        var gain = [Double](repeating: 0, count: closure.count)
        chosen = closure.stakes.map(\.leastValue)
        for number in 0..<components.count {
            let component = components.component(number)
            let places = components.order[component].map { Int($0) }
            if places == [goal] {
                gain[goal] = 1
                continue
            }
            try improve(component, places, &gain, &allowance)
        }
        // Only loops are improved in rounds; what stands alone is one sum.
        let slack = components.count < closure.count ? Self.slack : 0
        return gain.map { min(1, $0 * (1 + slack)) }
    }

    private mutating func improve(
        _ component: Range<Int>, _ places: [Int], _ gain: inout [Double], _ allowance: inout Int
    ) throws(LoopTooDense) {
        if places.count == 1, !closure.holdsItself(places[0]) {
            _ = choose(in: places[0], gain)
            gain[places[0]] = value(of: places[0], gain)
            return
        }
        for _ in 0..<Self.roundsMax {
            allowance -= places.reduce(0) { $0 + closure.stakes(in: $1).count }
            guard allowance >= 0 else { throw LoopTooDense() }
            try evaluate(component, &gain, &allowance)
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
    private func evaluate(
        _ component: Range<Int>, _ gain: inout [Double], _ allowance: inout Int
    ) throws(LoopTooDense) {
        let loop = OwnershipSolver<Double>.Loop(component, closure, components, chosen: chosen)
        let gains = loop.places.map { place in
            loop.outside(of: place, closure).reduce(0) { $0 + chosen[$1] * gain[Int(closure.stakes[$1].holder)] }
        }
        // Rounding must not make an exit of none, nor take one away.
        let exits = zip(loop.exits, gains).map { exit, gain in abs(exit) < 1e-15 ? gain : max(exit, gain) }
        let answers = try LoopSolver.solve(
            rows: loop.rows, exits: exits, inflow: Array(repeating: 0, count: gains.count), gains: gains,
            allowance: &allowance)
        for (place, answer) in zip(loop.places, answers) { gain[place] = answer.gain }
    }
}

/// The bounds of all places at once: the best that an allowance pays for.
extension OwnershipUpperBound {
    /// The most that each place can have of the start of an upward closure.
    ///
    /// - Parameters:
    ///   - closure: a company and everybody above it.
    ///   - components: of that closure, without a top.
    ///   - allowance: as for ``gains(to:allowance:)``, for all places together.
    /// - Returns: bounds by place, and whether they are coarse because the
    ///   allowance does not do.
    static func ofOwners(
        _ closure: OwnershipClosure, _ components: ComponentSearch, allowance: Int
    ) -> (bounds: [Double], isCoarse: Bool) {
        guard closure.count * closure.stakes.count <= allowance,
            // An allowance that is spent is no error: coarse bounds cost one pass.
            let bounds = try? bestOfOwners(closure, components, allowance: allowance)
        else {
            return (coarseOfOwners(closure, components), true)
        }
        return (bounds, false)
    }

    /// The most that the start of a downward closure can have of each place.
    ///
    /// - Parameters:
    ///   - closure: a holder and everything below.
    ///   - components: of that closure, with the start on top.
    ///   - allowance: as for ``gains(to:allowance:)``.
    /// - Returns: as ``ofOwners(_:_:allowance:)``.
    static func ofCompanies(
        _ closure: OwnershipClosure, _ components: ComponentSearch, allowance: Int
    ) -> (bounds: [Double], isCoarse: Bool) {
        var (bound, left) = (OwnershipUpperBound(closure, components), allowance)
        // As above.
        guard let bounds = try? bound.gains(to: 0, allowance: &left) else {
            return (coarseOfCompanies(closure, components), true)
        }
        return (bounds, false)
    }

    private static func bestOfOwners(
        _ closure: OwnershipClosure, _ components: ComponentSearch, allowance: Int
    ) throws(LoopTooDense) -> [Double] {
        var left = allowance
        var bounds = [Double](repeating: 1, count: closure.count)
        var bound = OwnershipUpperBound(closure, components)
        for number in 0..<components.count {
            let component = components.component(number)
            for position in component where components.order[position] != 0 {
                let place = Int(components.order[position])
                if component.count > 1 {
                    // A goal is alone in its component: what it is held by is left out.
                    var apart = components
                    apart.search(closure, top: UInt32(place))
                    var special = OwnershipUpperBound(closure, apart)
                    bounds[place] = try special.gains(to: place, allowance: &left)[0]
                } else {
                    bounds[place] = try bound.gains(to: place, allowance: &left)[0]
                }
            }
        }
        return bounds
    }

    /// Bounds that cost one pass: upper ends of ranges. Whoever stands in a loop,
    /// or holds a part of one, may have all that comes there.
    static func coarseOfOwners(_ closure: OwnershipClosure, _ components: ComponentSearch) -> [Double] {
        var bounds = [Double](repeating: 0, count: closure.count)
        bounds[0] = 1
        for number in (0..<components.count).reversed() {
            let places = components.order[components.component(number)].map { Int($0) }
            let isLoop = isLoop(places, closure)
            let inflow = min(1, places.reduce(0) { $0 + bounds[$1] })
            for place in places {
                bounds[place] = inflow
                for number in closure.stakes(in: place) {
                    let stake = closure.stakes[number]
                    bounds[Int(stake.holder)] += isLoop ? inflow : inflow * stake.mostValue
                }
            }
            // What members of the loop have of each other has been added to them.
            for place in places { bounds[place] = inflow }
        }
        return bounds
    }

    /// Bounds that cost one pass: upper ends of ranges; of a loop the start may
    /// have as much as it may have of any of the loop's holders.
    static func coarseOfCompanies(_ closure: OwnershipClosure, _ components: ComponentSearch) -> [Double] {
        var bounds = [Double](repeating: 0, count: closure.count)
        for number in 0..<components.count {
            let places = components.order[components.component(number)].map { Int($0) }
            guard places != [0] else {
                bounds[0] = 1
                continue
            }
            let isLoop = isLoop(places, closure)
            let stakes = places.flatMap { closure.stakes(in: $0) }.map { closure.stakes[$0] }
            let bound =
                isLoop
                ? stakes.map { bounds[Int($0.holder)] }.max() ?? 0
                : stakes.reduce(0) { $0 + bounds[Int($1.holder)] * $1.mostValue }
            for place in places { bounds[place] = min(1, bound) }
        }
        return bounds
    }

    private static func isLoop(_ places: [Int], _ closure: OwnershipClosure) -> Bool {
        places.count > 1 || places.contains { closure.holdsItself($0) }
    }
}
