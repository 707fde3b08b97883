/// Rows of one file, checked and in the form in which they are stored: what the
/// reading thread hands to the writing thread.
struct EncodedBatch: Sendable {
    /// Payloads, subjects, findings and received-at texts of ``rows``.
    var bytes: [UInt8] = []
    var rows: [EncodedRow] = []
    var refused: [RefusedRow] = []
    /// The originals of those of ``rows`` that answer a quarantine entry.
    var returned: [[UInt8]] = []
    /// Source systems and departments that the rows name, by index.
    var sources: [String] = []
    var departments: [String] = []
    /// Bytes of the delivery read so far, for progress.
    var bytesRead = 0
}

/// An accepted row. Ranges lie in ``EncodedBatch/bytes``; an empty range is "none".
struct EncodedRow: Sendable {
    var payload: Range<Int>
    var subject: Range<Int>
    var findings: Range<Int>
    var received: Range<Int>
    /// Hash of theme, source and key columns.
    var key: UInt64
    /// Hash of payload and department.
    var content: UInt64
    /// Day number, or ``Day/unknownRawValue``.
    var date: Int32
    var row: UInt32
    var source: UInt16
    var department: UInt16
    /// Bits 1 format_ok, 2 usc_ok, 4 org_ok; ``noCode`` when the row has no code.
    var codeCheck: UInt8
    /// `op` said `delete`: the key's live versions are closed.
    var deletes: Bool
    /// The quarantine entry that a mended row answers, or 0.
    var mends: Int64

    static let noCode: UInt8 = 0xff
}

/// A row that goes to quarantine, with all that its source needs to mend it.
struct RefusedRow: Sendable {
    var row: UInt32
    var line: Int
    var column: String?
    var reason: String
    var message: String
    var original: [UInt8]
    var source: UInt16
    var department: UInt16
    /// The quarantine entry that this row was to mend, or 0.
    var mends: Int64
}
