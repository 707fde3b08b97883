/// Bounds of a package of the Beneficial Ownership Data Standard that is read.
enum BODSLimits {
    /// A package's statements name each other, so that the whole of its text is
    /// held in memory, beside what is read of it.
    static let packageByteCountMax = 512 << 20
    /// Entities and interests of one package. Each may become a row, which takes
    /// about a kilobyte in memory however short its text is: so many take two
    /// gigabytes.
    static let claimCountMax = 2_000_000
    /// Statements of one package.
    static let statementCountMax = 4_000_000
    /// One statement: as much as one row.
    static let statementByteCountMax = DeliveryReader.rowByteCountMax
    /// Interests, identifiers, names or components that one statement lists.
    static let listCountMax = 10_000
    /// Publishers become source systems, which are numbered with 16 bits over
    /// the whole store.
    static let publisherCountMax = 1_000
    /// Characters of an id of a statement or record.
    static let idLengthMax = 500
    /// Characters of a publisher's name that are kept.
    static let publisherLengthMax = 200
    /// How far into a file a first statement is looked for.
    static let recognisedByteCount = 64 << 10
}

/// Tells packages of the Beneficial Ownership Data Standard from other files.
enum BODSRecognition {
    /// Whether the file begins like statements of BODS: a JSON array or object
    /// with the keys `statementId` and `recordDetails`. (Older versions have
    /// `statementID` and `statementType`; they are recognised, and refused with
    /// that reason.)
    ///
    /// - Throws: ``IngestError`` when the file cannot be opened.
    static func isPackage(_ item: InputItem) throws(IngestError) -> Bool {
        guard item.format != .csv else { return false }
        var bytes = [UInt8](repeating: 0, count: BODSLimits.recognisedByteCount)
        let count = try item.open().fill(&bytes, from: 0)
        let text = bytes.span.extracting(0..<count)
        var start = 0
        if count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF { start = 3 }
        while start < count, text[start] <= 0x20 { start += 1 }
        guard start < count, text[start] == UInt8(ascii: "[") || text[start] == UInt8(ascii: "{") else { return false }
        func has(_ key: String) -> Bool {
            ByteSearch.firstOffset(of: Array("\"\(key)\"".utf8).span, in: text, range: start..<count) != nil
        }
        return has("statementId") && (has("recordDetails") || has("recordType"))
            || has("statementID") && has("statementType")
    }
}
