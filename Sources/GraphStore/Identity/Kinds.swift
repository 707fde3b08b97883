/// What a node stands for. Numbered by hand and never renumbered: the numbers
/// are stored in snapshot files. Zero is reserved to catch blank memory.
public enum NodeKind: UInt8, CaseIterable, Sendable {
    case company = 1
    case person = 2
    case premises = 3
    case permit = 4
    case contact = 5

    /// The word used in ids (`company:…`), in the API and in the catalogue.
    public var name: String {
        switch self {
        case .company: "company"
        case .person: "person"
        case .premises: "premises"
        case .permit: "permit"
        case .contact: "contact"
        }
    }

    /// - Parameter name: a word as ``name`` gives it.
    public init?(name: some StringProtocol) {
        guard let kind = NodeKind.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }
}

/// What an edge says. The kinds below are known to the rules; a catalogue may
/// declare more, which get numbers from ``firstDeclared`` on in the order of
/// their names.
///
/// At most 127, because an adjacency mark is `kind << 1 | direction` in a byte.
public struct EdgeKind: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
    public let rawValue: UInt8
    @inline(__always) public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static func < (a: EdgeKind, b: EdgeKind) -> Bool { a.rawValue < b.rawValue }

    /// person → company
    public static let legalRepresentative = EdgeKind(rawValue: 1)
    /// holder (person or company) → company
    public static let shareholder = EdgeKind(rawValue: 2)
    /// person → company; the label is the role
    public static let officer = EdgeKind(rawValue: 3)
    /// person → person; the label is the kinship
    public static let kinship = EdgeKind(rawValue: 4)
    /// party → company, one for each member of a group; the label is the group
    public static let concertedAction = EdgeKind(rawValue: 5)
    /// controller → company
    public static let controlAgreement = EdgeKind(rawValue: 6)
    /// company → premises
    public static let registeredAt = EdgeKind(rawValue: 7)
    /// company → premises
    public static let operatesAt = EdgeKind(rawValue: 8)
    /// company → permit
    public static let holdsPermit = EdgeKind(rawValue: 9)
    /// branch → parent
    public static let branchOf = EdgeKind(rawValue: 10)
    /// company or person → contact
    public static let contact = EdgeKind(rawValue: 11)
    /// unit → building
    public static let partOf = EdgeKind(rawValue: 12)
    /// person ↔ person, with a score
    public static let possiblySameAs = EdgeKind(rawValue: 13)
    /// host company → premises that it is licensed to host
    public static let hosts = EdgeKind(rawValue: 14)
    /// person ↔ person, found to be one
    public static let sameAs = EdgeKind(rawValue: 15)
    /// company → itself: what many small holders have of it, who are no party;
    /// the label is the name that a list of shareholders gives them
    public static let publicHolding = EdgeKind(rawValue: 16)
    /// company → itself: what holders have of it whom a list of shareholders
    /// does not name; the label is what it calls them
    public static let unnamedHolding = EdgeKind(rawValue: 17)

    /// premises ↔ premises: two ways of writing one place
    public static let samePremises = EdgeKind(rawValue: 18)
    /// premises ↔ premises: in one building
    public static let sameBuilding = EdgeKind(rawValue: 19)

    public static let firstDeclared: UInt8 = 32
    public static let last: UInt8 = 126
}
