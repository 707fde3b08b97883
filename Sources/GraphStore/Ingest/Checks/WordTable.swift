/// A fixed set of short words, looked up by their bytes without allocating.
///
/// Words lie in one arena, ordered by length, so that a lookup compares only
/// words of the text's own length.
struct WordTable: Sendable {
    private let arena: [UInt8]
    /// Words in order of length: where each begins and what it stands for.
    private let starts: [Int]
    private let values: [Int]
    /// Index of the first word of each length; `count == longest + 2`.
    private let firstOfLength: [Int]
    /// Number of bytes of the longest word.
    let longest: Int

    /// - Parameter words: each word with the number it stands for. Of equal
    ///   words the first wins.
    init(_ words: [(text: String, value: Int)]) {
        var seen: Set<String> = []
        let unique = words.filter { !$0.text.isEmpty && seen.insert($0.text).inserted }
        let sorted = unique.sorted { $0.text.utf8.count < $1.text.utf8.count }
        longest = sorted.last?.text.utf8.count ?? 0
        var arena: [UInt8] = []
        var starts: [Int] = []
        var first = [Int](repeating: sorted.count, count: longest + 2)
        for (index, word) in sorted.enumerated() {
            starts.append(arena.count)
            arena.append(contentsOf: word.text.utf8)
            let length = word.text.utf8.count
            first[length] = min(first[length], index)
        }
        for length in stride(from: longest, through: 0, by: -1) {
            first[length] = min(first[length], first[length + 1])
        }
        (self.arena, self.starts, values, firstOfLength) = (arena, starts, sorted.map(\.value), first)
    }

    /// A set of words; each stands for its index.
    init(_ words: [String]) {
        self.init(words.enumerated().map { ($0.element, $0.offset) })
    }

    /// - Returns: what the word stands for; nil when it is not in the table.
    func value(of text: Span<UInt8>) -> Int? { value(of: text, from: 0, length: text.count) }

    /// As ``value(of:)``, for `length` bytes of `text` from `start` on.
    func value(of text: Span<UInt8>, from start: Int, length: Int) -> Int? {
        guard length > 0, length <= longest else { return nil }
        let (starts, arena) = (starts.span, arena.span)
        for word in firstOfLength[length]..<firstOfLength[length + 1] {
            let base = starts[word]
            var index = 0
            while index < length && arena[base + index] == text[start + index] { index += 1 }
            if index == length { return values[word] }
        }
        return nil
    }

    /// The longest word that begins at `start`.
    func longestPrefix(of text: Span<UInt8>, from start: Int) -> (value: Int, length: Int)? {
        var length = min(longest, text.count - start)
        while length > 0 {
            if let value = value(of: text, from: start, length: length) { return (value, length) }
            length -= 1
        }
        return nil
    }
}
