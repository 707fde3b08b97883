/// Words over UTF-16 units, each with a number; answers which of them begin at a
/// place of a text.
///
/// Memory: 12 bytes a slot, three slots for two nodes at most; a node for each
/// distinct beginning of a word.
struct WordTrie: Sendable {
    /// Word number of a node without a word.
    static let none = UInt32.max

    /// Open addressing: parent node and unit, or `empty`.
    private var keys: [UInt64]
    private var children: [UInt32]
    private var words: [UInt32] = [WordTrie.none]
    /// Bit per unit: whether any word begins with it.
    private var firstUnits = [UInt64](repeating: 0, count: 1024)
    private static let empty = UInt64.max

    init(capacity: Int = 1024) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        keys = [UInt64](repeating: Self.empty, count: size)
        children = [UInt32](repeating: 0, count: size)
    }

    /// Adds a word or finds it again.
    ///
    /// - Returns: the number that the word has had before, or the given one.
    @discardableResult mutating func insert(_ word: some Collection<UInt16>, _ number: UInt32) -> UInt32 {
        var node: UInt32 = 0
        if let first = word.first { firstUnits[Int(first >> 6)] |= 1 << UInt64(first & 63) }
        for unit in word { node = makeChild(of: node, unit) }
        if words[Int(node)] == Self.none { words[Int(node)] = number }
        return words[Int(node)]
    }

    /// Whether any word begins with a unit.
    @inline(__always) func begins(with unit: UInt16) -> Bool {
        firstUnits[Int(unit >> 6)] >> UInt64(unit & 63) & 1 != 0
    }

    /// The longest word that begins at a place.
    ///
    /// - Complexity: O(length of the longest beginning of a word there).
    @inline(__always) func longest(
        in text: borrowing [UInt16], at start: Int, end: Int
    ) -> (number: UInt32, end: Int)? {
        guard start < end, begins(with: text[start]) else { return nil }
        var found: (number: UInt32, end: Int)?
        each(in: text, at: start, end: end) { found = ($0, $1) }
        return found
    }

    /// Every word that begins at a place, the shortest first.
    @inline(__always) func each(
        in text: borrowing [UInt16], at start: Int, end: Int, _ body: (_ number: UInt32, _ end: Int) -> Void
    ) {
        var node: UInt32 = 0
        var i = start
        while i < end, let next = child(of: node, text[i]) {
            node = next
            i += 1
            let word = words[Int(node)]
            if word != Self.none { body(word, i) }
        }
    }

    @inline(__always) private static func slot(_ key: UInt64, _ mask: Int) -> Int {
        let mixed = key &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 32) & mask
    }

    @inline(__always) private func child(of node: UInt32, _ unit: UInt16) -> UInt32? {
        let key = UInt64(node) << 16 | UInt64(unit)
        let mask = keys.count - 1
        var slot = Self.slot(key, mask)
        while true {
            let found = keys[slot]
            if found == key { return children[slot] }
            if found == Self.empty { return nil }
            slot = (slot + 1) & mask
        }
    }

    private mutating func makeChild(of node: UInt32, _ unit: UInt16) -> UInt32 {
        if let known = child(of: node, unit) { return known }
        if words.count * 3 > keys.count * 2 { grow() }
        words.append(Self.none)
        let made = UInt32(words.count - 1)
        place(UInt64(node) << 16 | UInt64(unit), made)
        return made
    }

    private mutating func place(_ key: UInt64, _ child: UInt32) {
        let mask = keys.count - 1
        var slot = Self.slot(key, mask)
        while keys[slot] != Self.empty { slot = (slot + 1) & mask }
        (keys[slot], children[slot]) = (key, child)
    }

    private mutating func grow() {
        let (oldKeys, oldChildren) = (keys, children)
        keys = [UInt64](repeating: Self.empty, count: oldKeys.count * 2)
        children = [UInt32](repeating: 0, count: oldKeys.count * 2)
        for (key, child) in zip(oldKeys, oldChildren) where key != Self.empty { place(key, child) }
    }
}
