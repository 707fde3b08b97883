/// What reading a cell came to.
public enum CellResult: Sendable, Equatable {
    /// Empty or a placeholder: `null` was appended.
    case missing
    /// The canonical value was appended (`null` when ``CellNotes/isNull``).
    case value(CellNotes)
    /// Nothing was appended.
    case failed(CellFailure)
}

/// What is worth knowing about a value beside itself.
public struct CellNotes: Sendable, Equatable {
    /// The canonical text differs from the trimmed delivered one, which is then
    /// to be kept too.
    public var altered = false
    /// Something was delivered that cannot be a value: `null` was appended and
    /// ``findings`` says why.
    public var isNull = false
    /// The form of a company code; `other` for every other column type.
    public var codeForm = CompanyCode.Form.other
    /// Which checks a company code passes.
    public var codeChecks: CompanyCode.Checks = []
    /// The day of a date, as ``Day/rawValue``; else ``Day/unknownRawValue``.
    public var day = Day.unknownRawValue
    public var findings: CellFindings = []

    public init() {}
}

/// Doubts about a value that is kept.
public struct CellFindings: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The 18th character of a 统一社会信用代码 is not what mod 31 gives.
    public static let uscCheckDigitWrong = CellFindings(rawValue: 1 << 0)
    /// The check character of the organisation code (inside or alone) is wrong.
    public static let organisationCheckDigitWrong = CellFindings(rawValue: 1 << 1)
    /// The 15th digit of an old registration number is wrong.
    public static let registrationNumberCheckDigitWrong = CellFindings(rawValue: 1 << 2)
    /// Not a code of any known form: kept as text, not an identifier.
    public static let codeFormatUnknown = CellFindings(rawValue: 1 << 3)
    /// A code or number of one repeated character, such as 000000000000000.
    public static let placeholderCode = CellFindings(rawValue: 1 << 4)
    /// Parts are starred out: not an identifier.
    public static let maskedIdentifier = CellFindings(rawValue: 1 << 5)
    /// A resident id whose check digit, birth date or length is wrong.
    public static let invalidPersonIDCheckDigit = CellFindings(rawValue: 1 << 6)
    /// Control characters other than tab and line breaks: kept, escaped.
    public static let controlCharacters = CellFindings(rawValue: 1 << 7)
    /// U+FFFD: the text was damaged before it was delivered.
    public static let replacementCharacter = CellFindings(rawValue: 1 << 8)
    /// A company code with the shape of a valid resident id.
    public static let residentIDShaped = CellFindings(rawValue: 1 << 9)
    /// ``CompanyCode/suggestedCorrection(_:)`` has a code that passes.
    public static let correctionAvailable = CellFindings(rawValue: 1 << 10)
    /// 长期, 9999-12-31: there is no end. The value is null.
    public static let openEndedDate = CellFindings(rawValue: 1 << 11)

    /// Stable names in bit order: `code.usc_check_digit` and so on.
    public static let names: [String] = [
        "code.usc_check_digit", "code.organisation_check_digit", "code.registration_check_digit",
        "code.format_unknown", "code.placeholder", "identifier.masked", "person_id.check_digit",
        "text.control_characters", "text.replacement_character", "code.resident_id_shaped",
        "code.correction_available", "date.open_ended",
    ]

    /// The names of the findings in this set, in bit order.
    public var reasonCodes: [String] {
        Self.names.indices.filter { rawValue & (1 << UInt32($0)) != 0 }.map { Self.names[$0] }
    }
}

/// Why a cell is refused.
public struct CellFailure: Error, Sendable, Equatable {
    /// Reasons, safe as metric labels.
    public enum Code: String, Sendable, CaseIterable {
        case requiredMissing = "required.missing"
        case encodingInvalid = "encoding.invalid"
        case typeCode = "type.code"
        case typePersonID = "type.person_id"
        case typeDate = "type.date"
        case typeInteger = "type.integer"
        case typeDecimal = "type.decimal"
        case typePercent = "type.percent"
        case typeMoney = "type.money"
        case typePhone = "type.phone"
        case typeEmail = "type.email"
        case typeBoolean = "type.boolean"
        case numberDigits = "number.digits"
        case dateNonexistent = "date.nonexistent"
        case dateEarliest = "date.earliest"
        case dateLatest = "date.latest"
        /// For rules between columns; never from one cell.
        case dateOrder = "date.order"
        case rangeMinimum = "range.min"
        case rangeMaximum = "range.max"
        case lengthMinimum = "length.min"
        case lengthMaximum = "length.max"
        case mask = "mask"
        case choiceUnknown = "choice.unknown"
        case keyMissing = "key.missing"
    }

    public var code: Code
    /// What was expected, in Chinese. Never holds the value itself.
    public var zh: String
    /// What was expected, in English. Never holds the value itself.
    public var en: String

    public init(_ code: Code, zh: String, en: String) { (self.code, self.zh, self.en) = (code, zh, en) }
}
