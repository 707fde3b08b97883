internal import GraphStore

/// The head of every company in a closure: who controls it in the end.
///
/// Idea: whoever has more than half of the votes in a company is its head, and
/// what has one head votes as one. Components are taken holders first, so that
/// the heads of a company's holders are known when it is reached; in a loop
/// heads are looked for until no company finds another. A majority has only one
/// owner, so heads are those of the fixpoint (``ControlQuery``), each followed up
/// to the last. Where shares come to more than the whole, two may have more than
/// half: whoever has most is the head, of equals the one nearest to the start.
struct ControlHeads {
    /// How a company came to its head.
    enum Status: UInt8, Sendable {
        /// Nobody has a majority.
        case none
        /// A majority of the votes, by shares or with an agreement's.
        case majority
        /// An agreement that names no votes.
        case agreement
        /// No one holder has a majority, but those who vote as one have.
        case block
        /// The majority is held by companies that it controls itself.
        case loop
    }

    /// Head of each place, to be followed by ``head(of:)``.
    private var heads: [UInt32]
    private(set) var status: [Status]
    private let closure: OwnershipClosure
    private let arrangements: VotingArrangements
    private let day: Day
    /// Places of the parties to arrangements.
    private let places: [UInt32: UInt32]

    /// Finds the heads in a closure of votes.
    ///
    /// - Parameters:
    ///   - closure: with votes as measure.
    ///   - components: of that closure, without a top.
    ///   - arrangements: agreements and groups of the same graph.
    ///   - day: the day of the closure.
    /// - Complexity: O(stakes), in loops times the length of a chain of control.
    init(
        _ closure: OwnershipClosure, _ components: ComponentSearch, _ arrangements: VotingArrangements, on day: Day
    ) {
        self.closure = closure
        self.arrangements = arrangements
        self.day = day
        heads = Array(0..<UInt32(closure.count))
        status = Array(repeating: .none, count: closure.count)
        var places: [UInt32: UInt32] = [:]
        if !arrangements.isEmpty {
            for (place, node) in closure.nodes.enumerated() where arrangements.concern(NodeID(rawValue: node)) {
                places[node] = UInt32(place)
            }
        }
        self.places = places
        // Agreements lead to parties that no component knows of: all is looked
        // at again then.
        while findHeads(components), !places.isEmpty {}
    }

    /// - Returns: whether any company found a head.
    private mutating func findHeads(_ components: ComponentSearch) -> Bool {
        var isAnyFound = false
        for number in 0..<components.count {
            let component = components.component(number)
            var isChanged = true
            while isChanged {
                isChanged = false
                for position in component where findHead(of: Int(components.order[position])) {
                    isChanged = component.count > 1
                    isAnyFound = true
                }
            }
        }
        return isAnyFound
    }

    /// Who controls a place in the end: itself when nobody does.
    func head(of place: Int) -> Int {
        var place = place
        while Int(heads[place]) != place { place = Int(heads[place]) }
        return place
    }

    /// Looks for a head that a place does not have yet.
    ///
    /// - Returns: whether one was found.
    private mutating func findHead(of place: Int) -> Bool {
        guard status[place] == .none || status[place] == .block else { return false }
        let row = closure.stakes(in: place)
        let agreements = arrangements.agreements(about: NodeID(rawValue: closure.nodes[place]), on: day)
        guard !row.isEmpty || !agreements.isEmpty else { return false }
        if agreements.isEmpty, !closure.sums[place].remarks.contains(.excess) {
            // Most companies have one holder with a majority.
            for number in row where closure.stakes[number].least > closure.stakes[number].whole / 2 {
                let stake = closure.stakes[number]
                guard stake.least > stake.whole - stake.least else { break }
                return setHead(of: place, head(of: Int(stake.holder)), .majority)
            }
            if row.count == 1 { return false }
        }
        var count = sumByHead(row)
        var deciding: Set<UInt32> = []
        for agreement in agreements {
            guard let controller = places[agreement.controller.rawValue] else { continue }
            let head = UInt32(head(of: Int(controller)))
            guard let votes = agreement.votes else {
                deciding.insert(head)
                continue
            }
            let whole = Int64(EdgeAttributes.wholeShare)
            for other in count.keys where other != head { count[other]?.subtract(Int64(votes), of: whole) }
            count[head, default: VoteCount()].add(Int64(votes), of: whole)
        }
        if let head = deciding.first, deciding.count == 1 { return setHead(of: place, Int(head), .agreement) }
        guard deciding.isEmpty else { return false }
        let majorities = count.lazy.filter { $0.value.sideOfHalf > 0 }
        if let most = majorities.min(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            return setHead(of: place, Int(most.key), .majority)
        }
        if status[place] == .none, block(in: place, count) != nil {
            status[place] = .block
            return true
        }
        return false
    }

    private mutating func setHead(of place: Int, _ head: Int, _ found: Status) -> Bool {
        if head == place {
            status[place] = .loop
            return false
        }
        heads[place] = UInt32(head)
        status[place] = found
        return true
    }

    private func sumByHead(_ row: Range<Int>) -> [UInt32: VoteCount] {
        var sums: [UInt32: VoteCount] = [:]
        for number in row {
            let stake = closure.stakes[number]
            guard stake.least > 0 else { continue }
            sums[UInt32(head(of: Int(stake.holder))), default: VoteCount()].add(stake.least, of: stake.whole)
        }
        return sums
    }

    /// Places of those whom agreements in force give a say in a place.
    func agreed(on place: Int) -> [UInt32] {
        arrangements.agreements(about: NodeID(rawValue: closure.nodes[place]), on: day)
            .compactMap { places[$0.controller.rawValue] }
    }

    /// The members, as places, of a group that has a majority as one.
    func block(in place: Int) -> [Int]? { block(in: place, sumByHead(closure.stakes(in: place))) }

    /// Who has the majority of the votes in a company that are not held by what
    /// it controls itself: shares in one's parent carry no votes.
    func majorityOutsideLoop(of place: Int) -> Int? {
        var sums = sumByHead(closure.stakes(in: place))
        sums[UInt32(head(of: place))] = nil
        // Twice a sum above all of them is more than half of them.
        var all = VoteCount()
        for sum in sums.values { all.add(sum) }
        return sums.first { $0.value.isMoreThanHalf(of: all) }.map { Int($0.key) }
    }

    private func block(in place: Int, _ count: [UInt32: VoteCount]) -> [Int]? {
        for group in arrangements.groups(in: NodeID(rawValue: closure.nodes[place]), on: day) {
            let members = group.compactMap { places[$0.member.rawValue].map { head(of: Int($0)) } }
            var sum = VoteCount()
            for number in closure.stakes(in: place) {
                let stake = closure.stakes[number]
                if members.contains(head(of: Int(stake.holder))) { sum.add(stake.least, of: stake.whole) }
            }
            if sum.sideOfHalf > 0 {
                return group.compactMap { places[$0.member.rawValue].map { Int($0) } }
            }
        }
        return nil
    }
}
