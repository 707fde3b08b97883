/// The statements that one delivery has made so far: a multiset of (key hash,
/// content hash) with open addressing, 16 bytes an entry.
///
/// Two different keys of one delivery that share a 64-bit hash would be taken
/// for one (for 14 million keys the chance is 5·10⁻⁶); what is stored for a key
/// is compared by bytes, not by hash.
struct DeliveryTable {
    private var keys: [UInt64]
    private var contents: [UInt64]
    private(set) var count = 0
    private var mask: Int

    enum Outcome {
        /// The first statement with this key.
        case first
        /// Said before, word for word.
        case repeated
        /// The key was stated before with another content.
        case competing
    }

    init(capacity: Int = 1 << 10) {
        var size = 1 << 10
        while size < capacity * 2 { size *= 2 }
        keys = [UInt64](repeating: 0, count: size)
        contents = [UInt64](repeating: 0, count: size)
        mask = size - 1
    }

    /// Content of a statement that was taken back; its key stays mentioned.
    private static let takenBack: UInt64 = 0

    /// Notes a statement. Amortised O(1).
    mutating func note(key: UInt64, content: UInt64) -> Outcome {
        if (count + 1) * 3 > keys.count * 2 { grow() }
        let key = key == 0 ? 1 : key
        let content = content == Self.takenBack ? 1 : content
        var slot = Int(truncatingIfNeeded: key) & mask
        var outcome = Outcome.first
        while keys[slot] != 0 {
            if keys[slot] == key {
                if contents[slot] == content { return .repeated }
                if contents[slot] != Self.takenBack { outcome = .competing }
            }
            slot = (slot + 1) & mask
        }
        keys[slot] = key
        contents[slot] = content
        count += 1
        return outcome
    }

    /// Takes back all statements made so far under a key, and mentions the key.
    ///
    /// - Returns: how many there were.
    mutating func takeBack(key: UInt64) -> Int {
        if (count + 1) * 3 > keys.count * 2 { grow() }
        let key = key == 0 ? 1 : key
        var slot = Int(truncatingIfNeeded: key) & mask
        var statements = 0
        var isMentioned = false
        while keys[slot] != 0 {
            if keys[slot] == key {
                isMentioned = true
                if contents[slot] != Self.takenBack { statements += 1 }
                contents[slot] = Self.takenBack
            }
            slot = (slot + 1) & mask
        }
        if !isMentioned {
            keys[slot] = key
            count += 1
        }
        return statements
    }

    func contains(key: UInt64) -> Bool {
        let key = key == 0 ? 1 : key
        var slot = Int(truncatingIfNeeded: key) & mask
        while keys[slot] != 0 {
            if keys[slot] == key { return true }
            slot = (slot + 1) & mask
        }
        return false
    }

    private mutating func grow() {
        let (oldKeys, oldContents) = (keys, contents)
        keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
        contents = [UInt64](repeating: 0, count: oldKeys.count * 2)
        mask = keys.count - 1
        for index in oldKeys.indices where oldKeys[index] != 0 {
            var slot = Int(truncatingIfNeeded: oldKeys[index]) & mask
            while keys[slot] != 0 { slot = (slot + 1) & mask }
            keys[slot] = oldKeys[index]
            contents[slot] = oldContents[index]
        }
    }
}
