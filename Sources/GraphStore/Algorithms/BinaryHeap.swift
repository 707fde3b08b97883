/// A binary heap whose first element is never greater than another (J. W. J.
/// Williams, "Algorithm 232: Heapsort", 1964).
package struct BinaryHeap<Element: Comparable> {
    package private(set) var elements: [Element] = []

    /// Holds nothing yet.
    package init() {}

    package var count: Int { elements.count }
    package var first: Element? { elements.first }

    /// - Complexity: O(log count).
    package mutating func insert(_ element: Element) {
        var child = elements.count
        elements.append(element)
        while child > 0 {
            let parent = (child - 1) / 2
            guard element < elements[parent] else { break }
            elements[child] = elements[parent]
            child = parent
        }
        elements[child] = element
    }

    /// - Complexity: O(log count).
    package mutating func removeFirst() -> Element? {
        guard let first = elements.first, let last = elements.popLast() else { return nil }
        if !elements.isEmpty { sink(last) }
        return first
    }

    /// Puts an element in the place of the first. Does nothing when empty.
    package mutating func replaceFirst(with element: Element) {
        if !elements.isEmpty { sink(element) }
    }

    private mutating func sink(_ element: Element) {
        var hole = 0
        while true {
            var child = 2 * hole + 1
            guard child < elements.count else { break }
            if child + 1 < elements.count, elements[child + 1] < elements[child] { child += 1 }
            guard elements[child] < element else { break }
            elements[hole] = elements[child]
            hole = child
        }
        elements[hole] = element
    }
}
