/// A run of rows as ranges of bytes: the unit that passes from reading to
/// checking.
///
/// Layout: `bytes` is a piece of the file's text as UTF-8, followed by the
/// text of those fields that had to be unescaped; `fields` are ranges of it;
/// each row names a run of `fields`. No text is copied for a field that is
/// written plainly.
public struct RowBatch: Sendable {
    /// A field's text: `bytes[start..<end]`. Missing NDJSON keys and nulls
    /// are empty.
    public struct Field: Sendable, Equatable {
        public var start: UInt32
        public var end: UInt32
        public var range: Range<Int> { Int(start)..<Int(end) }
        public var isEmpty: Bool { start == end }
    }

    /// What was noticed about a row. The number of fields is not: compare
    /// ``Row/fieldCount`` with the header.
    public struct Flags: OptionSet, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Holds bytes that are no characters of the file's encoding. Its
        /// fields may not be valid UTF-8; only the original is to be trusted.
        public static let invalidEncoding = Flags(rawValue: 1)
        /// A field begins with a quote that is not closed before a delimiter
        /// or line end; the field is read literally, its quotes included.
        public static let unbalancedQuote = Flags(rawValue: 2)
        /// NUL or another control character other than tab and line ends; a
        /// lone CR in a file whose lines end in LF counts.
        public static let controlCharacter = Flags(rawValue: 4)
        /// Longer than ``DeliveryReader/rowByteCountMax``; it has no fields.
        public static let tooLong = Flags(rawValue: 8)
        /// The line is no JSON object; it has no fields.
        public static let invalidJSON = Flags(rawValue: 16)
        /// A quoted field spans lines, one of which alone has as many fields
        /// as the header: two stray quotes may hide rows in it.
        public static let mayHideRows = Flags(rawValue: 32)
        /// An interest of which an ownership statement (BODS) does not say
        /// whether it is direct.
        public static let unknownDirectness = Flags(rawValue: 64)
        /// An ownership statement (BODS) gives votes or income as a range, for
        /// which no column has room.
        public static let rangeLeftOut = Flags(rawValue: 128)

        /// The row cannot be taken as it is, whatever its fields say.
        public static let broken: Flags = [.invalidEncoding, .tooLong, .invalidJSON]
    }

    /// One record of the file.
    public struct Row: Sendable, Equatable {
        /// Index of the first field in ``RowBatch/fields``.
        public var firstField: UInt32
        public var fieldCount: UInt32
        /// The row's text in ``RowBatch/bytes``, without its line end.
        public var rawStart: UInt32
        public var rawEnd: UInt32
        /// Line of the file on which the row begins, from 1.
        public var line: Int
        /// Number among the file's rows, from 1, the header not counted.
        public var number: Int
        public var flags: Flags = []
        /// Why the line is no JSON object.
        public var problem: JSONProblem?
        /// Where the problem is, in bytes from the row's start.
        public var problemOffset: UInt32 = 0
        /// Bytes of an overlong row that were not kept.
        public var omittedByteCount = 0

        public var fields: Range<Int> { Int(firstField)..<Int(firstField) + Int(fieldCount) }
        public var raw: Range<Int> { Int(rawStart)..<Int(rawEnd) }
    }

    public internal(set) var bytes: [UInt8] = []
    public internal(set) var fields: [Field] = []
    public internal(set) var rows: [Row] = []
    /// How the file wrote what is UTF-8 here.
    public internal(set) var encoding = TextEncoding.utf8
    /// Sorted by offset, which counts from the start of `bytes`.
    var patches: [TextDecoder.Patch] = []

    public init() {}

    /// The row's bytes as the file has them, for the quarantine.
    ///
    /// - Note: GB18030 can write six rare characters in two ways (𠂇 as
    ///   `95 32 90 31` and `FE 51`); both come back in the shorter one.
    /// - Complexity: O(length of the row).
    public func original(_ row: Row) -> [UInt8] {
        let range = row.raw
        if encoding == .utf8 { return Array(bytes[range]) }
        var original: [UInt8] = []
        var start = range.lowerBound
        for patch in patches where range.contains(patch.offset) {
            original += TextDecoder.encode(bytes[start..<patch.offset], to: encoding)
            original += patch.original
            start = patch.offset + 3
        }
        return original + TextDecoder.encode(bytes[start..<range.upperBound], to: encoding)
    }

    /// The row's text for people; what is no character becomes U+FFFD.
    public func text(_ row: Row) -> String { String(decoding: bytes[row.raw], as: UTF8.self) }

    /// The text of field `index` of a row, for messages and tests: hot code
    /// reads ``bytes`` through ``fields``.
    public func text(_ row: Row, field index: Int) -> String {
        String(decoding: bytes[fields[Int(row.firstField) + index].range], as: UTF8.self)
    }
}

/// Rows under construction, apart from the bytes that they point into.
struct RowTable {
    var fields: [RowBatch.Field] = []
    var rows: [RowBatch.Row] = []
    /// Unescaped text, to be appended to the batch's bytes.
    var unescaped: [UInt8] = []
    /// Index that the first byte of `unescaped` will have.
    var unescapedBase = 0

    /// Forgets everything but keeps the memory.
    mutating func clear() {
        fields.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
        unescaped.removeAll(keepingCapacity: true)
    }

    mutating func append(_ start: Int, _ end: Int) {
        fields.append(RowBatch.Field(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end)))
    }

    /// Ends a field whose text is `unescaped` from `start` on.
    mutating func appendUnescaped(from start: Int) {
        append(unescapedBase + start, unescapedBase + unescaped.count)
    }
}
