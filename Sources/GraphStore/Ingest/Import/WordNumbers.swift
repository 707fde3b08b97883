/// Small numbers for the sources or departments that a file's rows name.
struct WordNumbers {
    private let usual: String
    private var known: [[UInt8]: UInt16] = [:]
    private var usualKnown: UInt16?
    private var hashes: [UInt64] = []
    var list: [String] = []

    init(usual: String) { self.usual = usual }

    /// The number of the word that rows mean which name none.
    mutating func usualNumber() -> UInt16 {
        if let usualKnown { return usualKnown }
        let number = number(of: Array(usual.utf8).span)
        usualKnown = number
        return number
    }

    mutating func number(of word: Span<UInt8>) -> UInt16 {
        var text: [UInt8] = []
        text.append(word)
        if let number = known[text] { return number }
        let number = UInt16(truncatingIfNeeded: list.count)
        known[text] = number
        list.append(String(decoding: text, as: UTF8.self))
        return number
    }

    /// Hash of a word; the seed must always be the same.
    mutating func hash(of number: UInt16, seed: UInt64) -> UInt64 {
        while hashes.count < list.count {
            hashes.append(ByteHash.hash(Array(list[hashes.count].utf8).span, seed: seed))
        }
        return hashes[Int(number)]
    }
}
