/// What a person typed, folded.
struct SearchQuery: Sendable {
    /// One word: its key and the characters of it.
    struct Word: Sendable {
        let key: [UInt8]
        let scalars: [UInt32]

        init(key: [UInt8]) {
            self.key = key
            scalars = UTF8Reading.scalars(of: key.span)
        }
    }

    /// The whole query without the spaces.
    let joined: Word
    /// Its words, more than one only if one of them has two characters or
    /// more: single characters alone are looked for as they stand together.
    let words: [Word]

    /// - Throws: ``SearchError`` `query.tooShort` when fewer than two
    ///   characters are left by folding, `query.tooLong` above 200 characters.
    init(_ text: String) throws(SearchError) {
        let length = text.unicodeScalars.count
        guard length <= SearchLimits.queryLengthMax else {
            throw SearchError(
                code: .tooLong,
                message: "the query has \(length) characters, at most \(SearchLimits.queryLengthMax) are searched; "
                    + "shorten it to the distinctive part")
        }
        let keys = text.split(whereSeparator: \.isWhitespace).map { TextFolder.key($0) }.filter { !$0.isEmpty }
        joined = Word(key: Array(keys.joined()))
        guard joined.scalars.count >= SearchLimits.queryLengthMin else {
            throw SearchError(
                code: .tooShort,
                message: "the query has \(joined.scalars.count) letters, characters or digits, at least "
                    + "\(SearchLimits.queryLengthMin) are needed; type more of the name or number")
        }
        let words = keys.map { Word(key: $0) }
        self.words = words.contains { $0.scalars.count > 1 } ? words : [joined]
    }

    /// Whether it consists of Latin letters and digits alone, as numbers,
    /// pinyin and initials do.
    var isASCII: Bool { joined.key.count == joined.scalars.count }

    /// Whether it could be pinyin or initials.
    var hasLatinLetter: Bool { isASCII && joined.key.contains { (0x61...0x7A).contains($0) } }
}
