/// Small numbers for the sources or departments that a file's rows name.
struct WordNumbers {
    private let usual: String
    private var known: [[UInt8]: UInt16] = [:]
    private var usualKnown: UInt16?
    private var last: [UInt8] = []
    private var lastNumber: UInt16 = 0
    private let seed: UInt64
    private var hashes: [UInt64] = []
    /// The words by number.
    private(set) var list: [String] = []

    /// - Parameters:
    ///   - usual: the word of rows that name none.
    ///   - seed: of the words' hashes.
    init(usual: String, seed: UInt64) { (self.usual, self.seed) = (usual, seed) }

    /// The number of the word that rows mean which name none.
    mutating func usualNumber() -> UInt16 {
        if let usualKnown { return usualKnown }
        let number = number(of: Array(usual.utf8).span)
        usualKnown = number
        return number
    }

    mutating func number(of word: Span<UInt8>) -> UInt16 {
        // Rows of one source stand together.
        if !list.isEmpty, last.span.isEqual(to: word) { return lastNumber }
        lastNumber = lookedUp(word)
        return lastNumber
    }

    private mutating func lookedUp(_ word: Span<UInt8>) -> UInt16 {
        var text: [UInt8] = []
        text.append(word)
        last = text
        if let number = known[text] { return number }
        let number = UInt16(truncatingIfNeeded: list.count)
        known[text] = number
        hashes.append(ByteHash.hash(text.span, seed: seed))
        list.append(String(decoding: text, as: UTF8.self))
        return number
    }

    /// Hash of the word's bytes.
    func hash(of number: UInt16) -> UInt64 { hashes[Int(number)] }
}
