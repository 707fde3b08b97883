/// How a delivered file writes its characters.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case gb18030 = "GB18030"
    /// Only with a byte order mark, as spreadsheet programs write it.
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
}

/// What the bytes of a file say about its encoding.
struct EncodingJudgement: Equatable {
    var encoding: TextEncoding
    /// Some bytes are not of the encoding: rows have to be looked at one by
    /// one, and those with such bytes are marked.
    var isDamaged: Bool

    /// What reading a file gave.
    struct Reading {
        var judgement: EncodingJudgement
        /// The expanded bytes, where expanding them again would cost more
        /// than reading a copy.
        var copy: Spool?
        var notes: [String]
    }

    /// Expanded files up to this size are copied while they are judged:
    /// larger ones would fill a temporary folder, and are expanded twice.
    static let copyByteCountMax = 1 << 30

    /// Reads a file and decides.
    ///
    /// A byte order mark of UTF-16 decides at once. Bytes that are valid UTF-8
    /// to the last are UTF-8; only otherwise does a second reading weigh
    /// UTF-8 against GB18030 (see ``EncodingEvidence/judgement``).
    ///
    /// - Parameters:
    ///   - item: the file.
    ///   - byteCountMax: how much of its beginning is judged by; all of it for
    ///     a text that is to be kept.
    /// - Returns: the judgement, and what reading brought about.
    /// - Throws: `encoding.unknown` with the first offset that is not UTF-8;
    ///   whatever opening and reading throw.
    /// - Complexity: One reading of the file, O(1) memory; two readings when
    ///   it is not valid UTF-8, the first of them only up to there.
    static func judge(_ item: InputItem, by byteCountMax: Int = .max) throws(IngestError) -> Reading {
        let source = try item.open()
        let isCostly = source is GzipSource || item.isArchiveEntry
        // Without a temporary folder there is no copy, only a second expansion.
        var copy = isCostly && byteCountMax == .max ? try? Spool() : nil
        // Refused rows are read again one by one: no more than they need.
        let size = isCostly ? nil : item.storedByteCount
        var buffer = [UInt8](repeating: 0, count: min(1 << 17, max(64, size ?? .max)))
        var validator = UTF8Validator()
        var offset = 0
        while true {
            let count = try source.fill(&buffer, from: 0)
            if offset == 0, let early = try atStart(buffer[..<count]) {
                return Reading(judgement: early, copy: nil, notes: [])
            }
            let before = validator
            validator.add(buffer.span.extracting(0..<count))
            if validator.isInvalid {
                let place = before.firstInvalid(buffer.span.extracting(0..<count))
                let judgement = try weigh(item, by: byteCountMax, firstInvalid: offset + place)
                return Reading(judgement: judgement, copy: nil, notes: [])
            }
            offset += count
            if offset > copyByteCountMax { copy = nil }
            // A full temporary folder costs the copy, not the import.
            if let begun = copy, (try? begun.append(buffer, 0..<count)) == nil { copy = nil }
            if count == buffer.count, offset < byteCountMax { continue }
            // A beginning may end within a character.
            if !validator.isComplete, offset < byteCountMax {
                let judgement = try weigh(item, by: byteCountMax, firstInvalid: offset)
                return Reading(judgement: judgement, copy: nil, notes: [])
            }
            let judgement = EncodingJudgement(encoding: .utf8, isDamaged: false)
            return Reading(judgement: judgement, copy: copy, notes: source.notes)
        }
    }

    /// What the first bytes alone decide.
    private static func atStart(_ bytes: ArraySlice<UInt8>) throws(IngestError) -> EncodingJudgement? {
        if bytes.starts(with: [0xFF, 0xFE]) {
            return EncodingJudgement(encoding: .utf16LittleEndian, isDamaged: false)
        }
        if bytes.starts(with: [0xFE, 0xFF]) {
            return EncodingJudgement(encoding: .utf16BigEndian, isDamaged: false)
        }
        let foreign: [(magic: [UInt8], what: String)] = [
            ([0x50, 0x4B, 0x03, 0x04], "a zip archive or an Excel workbook (.xlsx)"),
            ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook (.xls)"),
            (Array("SQLite format 3".utf8), "an SQLite database"),
        ]
        for (magic, what) in foreign where bytes.starts(with: magic) {
            throw IngestError(
                .formatUnknown, "the content is \(what), not CSV or NDJSON; export it as CSV in UTF-8", offset: 0)
        }
        return nil
    }

    private static func weigh(
        _ item: InputItem, by byteCountMax: Int, firstInvalid: Int
    ) throws(IngestError) -> EncodingJudgement {
        let source = try item.open()
        var buffer = [UInt8](repeating: 0, count: 1 << 17)
        var evidence = EncodingEvidence()
        var offset = 0
        while offset < byteCountMax {
            let count = try source.read(into: &buffer, from: 0)
            if count == 0 { break }
            offset += count
            evidence.add(buffer.span.extracting(0..<count))
        }
        evidence.finish()
        if let judgement = evidence.judgement { return judgement }
        throw IngestError(
            .encodingUnknown,
            "the text is neither UTF-8 nor GB18030 (\(evidence.utf8.brokenLineCount) of \(evidence.lineCount) lines "
                + "are not UTF-8, \(evidence.gb18030.brokenLineCount) are not GB18030, the first at byte "
                + "\(firstInvalid)); convert it to UTF-8",
            offset: firstInvalid)
    }
}

/// Counts, over a whole file, what its bytes are as UTF-8 and as GB18030.
struct EncodingEvidence {
    var utf8 = UTF8Scan()
    var gb18030 = GB18030Scan()
    private(set) var lineCount = 1

    /// Takes the next bytes of the file, cut anywhere.
    mutating func add(_ bytes: Span<UInt8>) {
        utf8.add(bytes)
        gb18030.add(bytes)
        for index in bytes.indices where bytes[index] == 0x0A { lineCount += 1 }
    }

    /// The file ends here.
    mutating func finish() {
        utf8.finish()
        gb18030.finish()
    }

    /// Ten three- or four-byte sequences of UTF-8 for each error: GB18030
    /// text read as UTF-8 has hardly any of them and errors everywhere.
    static let wideSequencesPerError = 10
    /// Twenty characters for each error: fields cut within a character are
    /// common, but random bytes read as GB18030 have an error in three.
    static let charactersPerError = 20
    /// Below one broken line in a thousand the rest of the file is worth
    /// having, whatever the rest is.
    static let linesPerBrokenLine = 1000
    /// So many broken lines are tolerated in short files too, where they are
    /// not the half of it.
    static let brokenLinesFree = 10

    /// The encoding that explains the bytes, nil when none does.
    ///
    /// In order: flawless UTF-8; evidently UTF-8 with a few broken bytes;
    /// flawless GB18030; GB18030 with a few; mostly ASCII with a few bytes of
    /// something else (counted as damaged UTF-8). Broken bytes damage their
    /// rows, not the file.
    var judgement: EncodingJudgement? {
        if utf8.invalidCount == 0 { return EncodingJudgement(encoding: .utf8, isDamaged: false) }
        if utf8.wideCount >= Self.wideSequencesPerError * utf8.invalidCount {
            return EncodingJudgement(encoding: .utf8, isDamaged: true)
        }
        if gb18030.invalidCount == 0 { return EncodingJudgement(encoding: .gb18030, isDamaged: false) }
        if gb18030.wideCount >= Self.charactersPerError * gb18030.invalidCount, utf8.invalidCount > utf8.wideCount {
            return EncodingJudgement(encoding: .gb18030, isDamaged: true)
        }
        let broken = utf8.brokenLineCount
        if broken * Self.linesPerBrokenLine < lineCount || (broken <= Self.brokenLinesFree && broken * 2 < lineCount) {
            return EncodingJudgement(encoding: .utf8, isDamaged: true)
        }
        return nil
    }
}
