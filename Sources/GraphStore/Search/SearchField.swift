/// Where a searchable text comes from. Numbered by hand and never renumbered:
/// the numbers are stored in snapshot files.
public enum SearchField: UInt8, CaseIterable, Sendable {
    case name = 1
    case formerName = 2
    case code = 3
    case registrationNumber = 4
    case phone = 5
    case email = 6
    case address = 7
    case permitNumber = 8
    /// A field that a theme of the catalogue declares searchable.
    case other = 9
    /// A name that a live record states, but not the newest one, such as that
    /// of a second company registered under the same code.
    case statedName = 10

    /// The word used in the API.
    public var name: String {
        switch self {
        case .name: "name"
        case .formerName: "formerName"
        case .code: "code"
        case .registrationNumber: "registrationNumber"
        case .phone: "phone"
        case .email: "email"
        case .address: "address"
        case .permitNumber: "permitNumber"
        case .other: "other"
        case .statedName: "statedName"
        }
    }

    /// Whether texts of this field are numbers when they fold to ASCII alone:
    /// looked up whole, by their beginning, and inside from four characters
    /// on, because two digits occur in nearly every number.
    var holdsNumbers: Bool {
        switch self {
        case .code, .registrationNumber, .phone, .email, .permitNumber: true
        case .name, .formerName, .address, .other, .statedName: false
        }
    }
}

/// Terms that are ranked together: a contiguous range of term numbers.
///
/// The order of groups is the order of hits that match in the same way:
/// present before former, companies before others, texts before numbers.
struct TermGroup: Hashable, Comparable, Sendable {
    /// `isFormer << 4 | kind << 1 | isNumber`.
    let rawValue: Int

    static let count = 32

    init(rawValue: Int) { self.rawValue = rawValue }

    init(kind: NodeKind, isFormer: Bool = false, isNumber: Bool = false) {
        rawValue = (isFormer ? 16 : 0) | Int(kind.rawValue) << 1 | (isNumber ? 1 : 0)
    }

    var isFormer: Bool { rawValue & 16 != 0 }
    var isNumber: Bool { rawValue & 1 != 0 }
    /// nil for the unused numbers.
    var kind: NodeKind? { NodeKind(rawValue: UInt8(rawValue >> 1 & 7)) }

    static func < (a: TermGroup, b: TermGroup) -> Bool { a.rawValue < b.rawValue }
}
