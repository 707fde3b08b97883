internal import GraphStore

/// Finds the strongly connected components of a closure: its loops of
/// companies that hold each other, and everybody else alone.
///
/// Tarjan's search (R. Tarjan, "Depth-first search and linear graph
/// algorithms", 1972) with a stack of its own, so that a chain of any length is
/// no deeper than one call.
struct ComponentSearch: Sendable {
    /// Places by component; a component stands after all that hold it.
    private(set) var order: [UInt32] = []
    /// Ends of components in ``order``.
    private(set) var ends: [UInt32] = []
    private var index: [UInt32] = []
    private var low: [UInt32] = []
    private var open: [UInt32] = []
    private var visiting: [(place: UInt32, next: UInt32)] = []

    /// Number of components.
    var count: Int { ends.count }

    /// Positions in ``order`` of a component.
    @inline(__always) func component(_ number: Int) -> Range<Int> {
        (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
    }

    /// The place whose holders are not followed.
    private var top: UInt32?

    /// Searches a closure; what was found before is forgotten.
    ///
    /// - Parameters:
    ///   - closure: places and stakes.
    ///   - top: a place whose own holders are not followed: where paths end.
    /// - Complexity: O(places + stakes).
    mutating func search(_ closure: borrowing OwnershipClosure, top: UInt32? = nil) {
        self.top = top
        order.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        index.removeAll(keepingCapacity: true)
        low.removeAll(keepingCapacity: true)
        for _ in 0..<closure.count {
            index.append(0)
            low.append(0)
        }
        var counter: UInt32 = 0
        for root in 0..<closure.count where index[root] == 0 {
            counter = visit(UInt32(root), closure, counter)
        }
    }

    private static let closed = UInt32.max

    private mutating func visit(_ root: UInt32, _ closure: borrowing OwnershipClosure, _ start: UInt32) -> UInt32 {
        var counter = start
        func begin(_ place: UInt32, _ search: inout ComponentSearch) {
            counter += 1
            let first = closure.starts[Int(place)]
            if place == search.top || first == closure.starts[Int(place) + 1] {
                // Nobody holds it: it is done.
                search.index[Int(place)] = Self.closed
                search.order.append(place)
                search.ends.append(UInt32(search.order.count))
                return
            }
            search.index[Int(place)] = counter
            search.low[Int(place)] = counter
            search.open.append(place)
            search.visiting.append((place, first))
        }
        begin(root, &self)
        while let (place, next) = visiting.last {
            if next < closure.starts[Int(place) + 1] {
                visiting[visiting.count - 1].next += 1
                let holder = closure.stakes[Int(next)].holder
                let seen = index[Int(holder)]
                if seen == 0 {
                    begin(holder, &self)
                } else if seen != Self.closed {
                    low[Int(place)] = min(low[Int(place)], seen)
                }
                continue
            }
            visiting.removeLast()
            let least = low[Int(place)]
            if let below = visiting.last { low[Int(below.place)] = min(low[Int(below.place)], least) }
            guard least == index[Int(place)] else { continue }
            close(place)
        }
        return counter
    }

    /// Takes a component off the stack, its places ascending.
    private mutating func close(_ root: UInt32) {
        let first = order.count
        while let place = open.popLast() {
            index[Int(place)] = Self.closed
            order.append(place)
            if place == root { break }
        }
        if order.count - first > 1 { order[first...].sort() }
        ends.append(UInt32(order.count))
    }
}
