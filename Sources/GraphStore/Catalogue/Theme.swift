/// One kind of record, as `datasets/catalogue/themes/<id>.yaml` describes it:
/// where it comes from, its columns with their checks, and what its rows
/// become in the graph. `docs/catalogue.md` is the reference of the file.
public struct Theme: Sendable, Equatable {
    /// Lower-case ASCII with underscores; the file's name and the start of the
    /// names of its data files.
    public var id: String
    public var title: Title
    /// Id of a department of the catalogue; a row's own `department` column wins.
    public var department: String
    /// Id of a source system of the catalogue.
    public var source: String
    /// The block of the panorama's overview that shows it.
    public var block: String
    /// In the order of the file: a record's payload has the same order.
    public var columns: [Column]
    /// Indices of the columns that identify a record within theme and source.
    /// Empty: the whole row is its own key.
    public var key: [Int]
    /// Replaces ``key`` for rows whose first key column has no usable value,
    /// such as registrations without a code. Empty: there is no such rule.
    public var keyFallback: [Int] = []
    /// Whom the record is about; nil for records about no entity.
    public var subject: Mention?
    /// Index of the column that dates the record on the timeline.
    public var date: Int?
    /// Index of the column whose amount (yuan) the timeline shows.
    public var amount: Int?
    /// The one line that the panorama shows of a record.
    public var summary: Summary
    public var becomes: [Projection]
    /// The theme's file, for messages.
    public var file: String

    /// A text with column values in it: `{title}[：{result}]`.
    public struct Summary: Sendable, Equatable {
        public enum Part: Sendable, Equatable {
            case text(String)
            case column(Int)
            /// Stands there only when none of these columns, which are those
            /// of the next `partCount` parts, is empty.
            case optional(columns: [Int], partCount: Int)
        }
        public var parts: [Part]
        public init(parts: [Part]) { self.parts = parts }
    }

    public func columnIndex(_ id: String) -> Int? { columns.firstIndex { $0.id == id } }
}

extension Theme {
    /// A column of a theme: its type, its checks and its names in real files.
    public struct Column: Sendable, Equatable {
        public var id: String
        public var title: Title
        /// Headers that real files use for it, compared after folding width and
        /// case. The id and the Chinese title count without being listed.
        public var aliases: [String]
        public var type: ColumnType
        public var required: Bool
        public var check: Check
        public var personal: PersonalData
        /// What happens to a row whose value fails type or check.
        public var onFailure: FailurePolicy
        /// Spellings of "no value" (``Placeholders``) are texts like any other: a
        /// holder called `-` is one who is not named.
        public var keepsPlaceholders = false
    }

    /// How a cell is read and what its canonical form in the payload is.
    public enum ColumnType: Sendable, Equatable {
        /// Any text; trimmed.
        case text
        /// An identifier or number of a document: trimmed, width folded.
        case code
        /// 统一社会信用代码, 15-digit registration number or 9-character
        /// organisation code: upper-cased, width folded. Check digits are
        /// findings, never refusals.
        case companyCode
        /// 公民身份号码 or another personal document: stored as a keyed hash.
        case personID
        /// Canonical `YYYY-MM-DD`.
        case date
        /// Canonical JSON integer.
        case integer
        /// Canonical JSON number.
        case decimal
        /// Canonical JSON number in yuan, or the string `<number> <currency>`.
        case money
        /// 0…100, canonical JSON number as written (no binary rounding).
        case percent
        case phone
        case email
        case address
        case boolean
        /// One of the values; aliases lead to the canonical value.
        case choice([Choice])
    }

    public struct Choice: Sendable, Equatable {
        public var value: String
        public var aliases: [String]
        public init(value: String, aliases: [String]) { (self.value, self.aliases) = (value, aliases) }
    }

    /// Bounds beyond the type. Absent means not checked.
    public struct Check: Sendable, Equatable {
        /// Bounds on an integer, decimal, money (yuan) or percent, inclusive.
        public var minimum: Double?
        public var maximum: Double?
        /// Bounds on the number of characters, inclusive.
        public var minimumLength: Int?
        public var maximumLength: Int?
        /// Bounds on a date, inclusive. `latest` never means the clock.
        public var earliest: Day?
        public var latest: Day?
        /// Any of the masks must fit: `#` a digit, `@` a Latin letter, `?` any
        /// character, `*` any run, everything else itself.
        public var masks: [String]
        /// Index of a date column that this date may not precede.
        public var notBefore: Int?
        public init() { masks = [] }
    }

    public enum PersonalData: String, Sendable, CaseIterable {
        case none, name, identifier, contact, sensitive
    }

    public enum FailurePolicy: String, Sendable, CaseIterable {
        /// The row goes to quarantine.
        case refuse
        /// The row is kept, the value is unknown, its text is kept with a finding.
        case finding
    }

    /// A place in a row that names an entity. Column indices; nil when the
    /// theme has no such column.
    public struct Mention: Sendable, Equatable {
        public enum Kind: Sendable, Equatable {
            case node(NodeKind)
            /// A company or a person, decided per row by `partyKind`, else by
            /// which identifier is present, else by the form of the name.
            case party
        }
        public var kind: Kind
        /// Company code, permit number, contact value or address text.
        public var code: Int?
        public var name: Int?
        /// A personal identifier.
        public var personID: Int?
        /// Column that says `company`, `person`, `state`, `other`.
        public var partyKind: Int?
        /// The mention's stable slot in its row, such as `holder`.
        public var slot: String
        public init(kind: Kind, slot: String) { (self.kind, self.slot) = (kind, slot) }
    }

    /// What a row becomes in the graph, beside the fact on its subject's timeline.
    public enum Projection: Sendable, Equatable {
        /// The subject (or the mention) becomes a node with the row as its body.
        case node(Node)
        case edge(Edge)
    }

    public struct Node: Sendable, Equatable {
        public var mention: Mention
        /// Columns that lead to the node too: former names, old numbers.
        public var identifiers: [Int]
        public var formerNames: Int?
        public var status: Int?
        public var since: Int?
        /// The first day that it no longer holds.
        public var until: Until?
        public init(mention: Mention) {
            self.mention = mention
            identifiers = []
        }
    }

    public struct Edge: Sendable, Equatable {
        /// `shareholder`, `officer`, … or the name of a kind of its own.
        public var kind: String
        public var title: Title
        public var from: Mention
        public var to: Mention
        /// Column with the role, kinship or other label.
        public var label: Int?
        public var since: Int?
        /// The first day that it no longer holds.
        public var until: Until?
        /// Says that the edge of a record without an end date has ended.
        public var endedWhen: EndedWhen?
        /// Says that it has ended before its term, on a day unknown.
        public var cutShortWhen: EndedWhen?
        public var sharePercent: Int?
        public var sharePercentMin: Int?
        public var sharePercentMax: Int?
        public var votingPercent: Int?
        public var incomePercent: Int?
        public var amount: Int?
        public init(kind: String, title: Title, from: Mention, to: Mention) {
            (self.kind, self.title, self.from, self.to) = (kind, title, from, to)
        }
    }

    /// A date column that says when something ends.
    public struct Until: Sendable, Equatable {
        /// A date column.
        public var column: Int
        /// It names the last day that counts (有效期至), not the first that no
        /// longer does: `until_last` of the file.
        public var isLastDay: Bool
    }

    /// A column that says that what a record states is over.
    public struct EndedWhen: Sendable, Equatable {
        /// A choice column.
        public var column: Int
        /// Those of its values that say so; at least one.
        public var values: [String]
    }
}
