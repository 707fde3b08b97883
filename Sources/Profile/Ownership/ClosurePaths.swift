internal import GraphStore

/// What the paths of one closure are found with, kept for all questions about it:
/// its stakes by holder, and the best path between the start and every place.
struct ClosurePaths: Sendable {
    /// Searches of the whole closure so far: an index, two trees at most, and what
    /// leads to each goal asked about.
    private(set) var searchCount = 1
    /// What place p holds: `held[starts[p] ..< starts[p + 1]]`.
    private let starts: [Int]
    private let held: [Held]
    /// Places that lead to ``goal`` have ``goalCount`` as mark.
    private var marks: [UInt32]
    private var goalCount: UInt32 = 0
    private var goal: UInt32?
    private var upward: Tree?
    private var downward: Tree?

    /// A stake as its holder sees it.
    private struct Held {
        var company: UInt32
        var stake: UInt32
    }

    /// The best path from the start to every place.
    private struct Tree {
        /// The place before, and the number of the stake between the two; nil where
        /// no path leads.
        var steps: [(before: UInt32, stake: Int)?]
    }

    /// - Complexity: O(places + stakes).
    init(_ closure: borrowing OwnershipClosure) {
        var starts = [Int](repeating: 0, count: closure.count + 2)
        // Two places further on, so that filling moves each start to where it is.
        for stake in closure.stakes { starts[Int(stake.holder) + 2] += 1 }
        for place in starts.indices.dropFirst() { starts[place] += starts[place - 1] }
        var held = [Held](repeating: Held(company: 0, stake: 0), count: closure.stakes.count)
        for place in 0..<closure.count {
            for number in closure.stakes(in: place) {
                let holder = Int(closure.stakes[number].holder)
                held[starts[holder + 1]] = Held(company: UInt32(place), stake: UInt32(number))
                starts[holder + 1] += 1
            }
        }
        (self.starts, self.held) = (starts, held)
        marks = [UInt32](repeating: 0, count: closure.count)
    }

    /// Marks the places from which a place can be reached, itself included; those
    /// of the last goal are known.
    ///
    /// - Complexity: O(those places and what is held by them).
    mutating func mark(leadingTo goal: UInt32) {
        guard self.goal != goal else { return }
        self.goal = goal
        searchCount += 1
        goalCount += 1
        marks[Int(goal)] = goalCount
        var queue = [goal]
        while let place = queue.popLast() {
            for i in starts[Int(place)]..<starts[Int(place) + 1] where marks[Int(held[i].company)] != goalCount {
                marks[Int(held[i].company)] = goalCount
                queue.append(held[i].company)
            }
        }
    }

    /// Whether the goal marked last can be reached from a place.
    @inline(__always) func leads(_ place: UInt32) -> Bool { marks[Int(place)] == goalCount }

    /// The stakes of the best path between the start and a place.
    ///
    /// - Parameters:
    ///   - place: not the start.
    ///   - closure: the same as before.
    ///   - isUpward: whether the place owns the start; else the start owns it.
    /// - Returns: numbers of stakes from the company up; nil when no path leads.
    /// - Complexity: O(the path), the first time O(stakes · log).
    mutating func bestStakes(to place: UInt32, in closure: borrowing OwnershipClosure, isUpward: Bool) -> [Int]? {
        let known = isUpward ? upward : downward
        let tree = known ?? grow(closure, isUpward: isUpward)
        if isUpward { upward = tree } else { downward = tree }
        var stakes: [Int] = []
        var place = place
        while place != 0 {
            guard let step = tree.steps[Int(place)] else { return nil }
            stakes.append(step.stake)
            place = step.before
        }
        return isUpward ? stakes.reversed() : stakes
    }

    /// Finds the best paths: shares are at most the whole, so that no path becomes
    /// better by going on (E. W. Dijkstra 1959).
    private mutating func grow(_ closure: borrowing OwnershipClosure, isUpward: Bool) -> Tree {
        searchCount += 1
        var tree = Tree(steps: Array(repeating: nil, count: closure.count))
        var best = [Double](repeating: 0, count: closure.count)
        var isDone = [Bool](repeating: false, count: closure.count)
        best[0] = 1
        var heap = BinaryHeap<PathRank>()
        heap.insert(PathRank(contribution: 1, number: 0))
        while let next = heap.removeFirst() {
            let place = next.number
            guard !isDone[place] else { continue }
            isDone[place] = true
            let row = isUpward ? closure.stakes(in: place) : starts[place]..<starts[place + 1]
            for i in row {
                let number = isUpward ? i : Int(held[i].stake)
                let other = Int(isUpward ? closure.stakes[i].holder : held[i].company)
                let contribution = best[place] * closure.stakes[number].pathValue
                // A product of very many shares may be too small for a number.
                guard !isDone[other], tree.steps[other] == nil || contribution > best[other] else { continue }
                best[other] = contribution
                tree.steps[other] = (UInt32(place), number)
                heap.insert(PathRank(contribution: contribution, number: other))
            }
        }
        return tree
    }
}

/// The greatest contribution first, then the path found first.
struct PathRank: Comparable {
    var contribution: Double
    var number: Int

    static func < (a: PathRank, b: PathRank) -> Bool {
        a.contribution != b.contribution ? a.contribution > b.contribution : a.number < b.number
    }
}

extension OwnershipClosure.Stake {
    /// What it lets through on a path: at least, or at most where that is not
    /// certain.
    @inline(__always) var pathValue: Double { least > 0 ? leastValue : mostValue }
}
