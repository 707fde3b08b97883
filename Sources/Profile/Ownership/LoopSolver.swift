import GraphStore

/// A loop of companies that hold each other, as a walk: from a company the walk
/// goes on to a holder with the probability of its share, and leaves the loop
/// with what is left.
///
/// The **corrected** integrated ownership of `i` in `j` is the probability that
/// the walk from `j` ever comes to `i`; the **plain** one (Brioschi, Buzzacchi,
/// Colombo 1989) is the number of times that it is expected there. The first is
/// the second over the expected returns to `i` (Baldone; Vitali, Glattfelder,
/// Battiston, arXiv 1107.5728).
///
/// Idea: places are eliminated one after the other, their mass going where it
/// would have gone, until one is left. What a place needs is that it be the
/// last: halves are eliminated by turns, so that all places take O(log n) times
/// what one takes. What leaves the loop is carried along and not found by
/// subtraction (W. K. Grassmann, M. I. Taksar, D. P. Heyman 1985): nothing
/// cancels, and a loop that nobody outside owns is met as an exact zero.
struct LoopSolver<Number: OwnershipNumber> {
    /// A holder in the loop and its share.
    struct Term {
        var column: Int32
        var weight: Number
    }

    /// What the walk does at one place of the loop.
    struct Answer {
        /// Probability of ever coming here, from where `inflow` enters.
        var reach: Number
        /// Expected visits here; nil when the walk never leaves.
        var visits: Number?
        /// Expected gain from here on: that of `gains`, weighted.
        var gain: Number
    }

    /// The loop as it stands after some eliminations.
    private struct State {
        /// Position in the whole loop.
        var members: [Int]
        /// Holders of each place, by column.
        var rows: [[Term]]
        /// Places that may hold a share of each column.
        var incoming: [[Int32]]
        /// What leaves the loop from each place.
        var exits: [Number]
        var inflow: [Number]
        var gains: [Number]
    }

    /// Shares in one company come to more than the whole: exits are then no
    /// probabilities and pivots must be found by subtraction.
    private let hasExcess: Bool
    private var answers: [Answer?]
    /// Multiplications left.
    private var allowance: Int

    /// Solves a loop.
    ///
    /// - Parameters:
    ///   - rows: holders of each place within the loop, by column, without
    ///     repeated columns.
    ///   - exits: what holders outside and nobody known have of each place: 1
    ///     less the sum of its row.
    ///   - inflow: mass that enters at each place.
    ///   - gains: what one is worth on leaving from each place.
    ///   - allowance: multiplications that may be spent; what is left of them.
    /// - Returns: an answer a place.
    /// - Throws: ``LoopTooDense`` when the allowance is spent.
    /// - Complexity: O(n · log n) for a ring, O(n³) for n companies that all
    ///   hold each other.
    static func solve(
        rows: [[Term]], exits: [Number], inflow: [Number], gains: [Number], allowance: inout Int
    ) throws(LoopTooDense) -> [Answer] {
        let count = rows.count
        var incoming = [[Int32]](repeating: [], count: count)
        for (place, row) in rows.enumerated() {
            for term in row { incoming[Int(term.column)].append(Int32(place)) }
        }
        var solver = LoopSolver(
            hasExcess: exits.contains { $0 < Number.zero }, answers: Array(repeating: nil, count: count),
            allowance: allowance)
        defer { allowance = solver.allowance }
        try solver.divide(
            State(
                members: Array(0..<count), rows: rows, incoming: incoming, exits: exits, inflow: inflow, gains: gains))
        return solver.answers.compactMap(\.self)
    }

    private mutating func divide(_ state: State) throws(LoopTooDense) {
        let count = state.members.count
        guard count > 1 else {
            let returns = state.rows[0].first?.weight ?? .zero
            let remaining = hasExcess ? .one - returns : state.exits[0]
            let isOpen = remaining > Number.zero
            answers[state.members[0]] = Answer(
                reach: state.inflow[0], visits: isOpen ? state.inflow[0] / remaining : nil,
                gain: isOpen ? state.gains[0] / remaining : .zero)
            return
        }
        let half = count / 2
        try divide(eliminating(half..<count, from: state))
        try divide(eliminating(0..<half, from: state))
    }

    /// The loop without some of its places.
    private mutating func eliminating(_ places: Range<Int>, from whole: State) throws(LoopTooDense) -> State {
        var state = whole
        for place in places { try eliminate(place, from: &state, gone: places) }
        // The places that stay, numbered anew.
        let kept = places.lowerBound == 0 ? places.upperBound..<state.members.count : 0..<places.lowerBound
        let shift = Int32(kept.lowerBound)
        return State(
            members: Array(state.members[kept]),
            rows: state.rows[kept].map { row in
                row.map { Term(column: $0.column - shift, weight: $0.weight) }
            },
            incoming: state.incoming[kept].map { places in
                places.filter { kept.contains(Int($0)) }.map { $0 - shift }
            },
            exits: Array(state.exits[kept]), inflow: Array(state.inflow[kept]), gains: Array(state.gains[kept]))
    }

    /// Lets the mass at a place go on to its holders.
    private mutating func eliminate(_ place: Int, from state: inout State, gone: Range<Int>) throws(LoopTooDense) {
        let column = Int32(place)
        var row = state.rows[place]
        var returns = Number.zero
        if let own = row.firstIndex(where: { $0.column == column }) { returns = row.remove(at: own).weight }
        let remaining =
            hasExcess ? .one - returns : row.reduce(state.exits[place]) { $0 + $1.weight }
        // Nothing leaves: what came here stays here.
        let scale = remaining > Number.zero ? .one / remaining : .zero
        for i in row.indices { row[i].weight = row[i].weight * scale }
        for term in row { state.inflow[Int(term.column)] += state.inflow[place] * term.weight }
        let (exit, gain) = (state.exits[place] * scale, state.gains[place] * scale)
        for holder in state.incoming[place] where Int(holder) != place {
            let below = Int(holder)
            // Those eliminated before are not asked any more.
            if gone.contains(below), below < place { continue }
            guard let i = Self.position(of: column, in: state.rows[below]) else { continue }
            let weight = state.rows[below].remove(at: i).weight
            state.exits[below] += weight * exit
            state.gains[below] += weight * gain
            try merge(row, weight, into: below, of: &state)
        }
    }

    /// Adds `weight` times a row to the row of a place.
    private mutating func merge(
        _ row: [Term], _ weight: Number, into place: Int, of state: inout State
    ) throws(LoopTooDense) {
        allowance -= row.count + state.rows[place].count
        guard allowance >= 0 else { throw LoopTooDense() }
        var merged: [Term] = []
        merged.reserveCapacity(row.count + state.rows[place].count)
        var i = 0
        for term in state.rows[place] {
            while i < row.count, row[i].column < term.column {
                add(row[i])
                i += 1
            }
            if i < row.count, row[i].column == term.column {
                merged.append(Term(column: term.column, weight: term.weight + row[i].weight * weight))
                i += 1
            } else {
                merged.append(term)
            }
        }
        while i < row.count {
            add(row[i])
            i += 1
        }
        state.rows[place] = merged

        func add(_ term: Term) {
            merged.append(Term(column: term.column, weight: term.weight * weight))
            state.incoming[Int(term.column)].append(Int32(place))
        }
    }

    private static func position(of column: Int32, in row: [Term]) -> Int? {
        let place = BinarySearch.firstIndex(in: row.indices) { row[$0].column >= column }
        return place < row.count && row[place].column == column ? place : nil
    }
}

/// A loop whose companies hold each other so densely that solving it would cost
/// more than a query may.
public struct LoopTooDense: Error {}
