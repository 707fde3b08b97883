/// The legal form of a registration.
enum CompanyKind: UInt8, Sendable {
    case limited, joint, partnership, soleProprietor, cooperative, branch
}

/// Registration states in the words of the registration theme.
enum CompanyStatus: UInt8, Sendable {
    case active, revoked, closed, cancelled, movedOut
    var word: String {
        switch self {
        case .active: "存续"
        case .revoked: "吊销"
        case .closed: "注销"
        case .cancelled: "撤销"
        case .movedOut: "迁出"
        }
    }
}

/// One registration of the data set's world, with the facts that its records
/// in all themes follow from.
struct Company: Sendable {
    static let none = UInt32.max

    var kind = CompanyKind.limited
    var status = CompanyStatus.active
    var trade: UInt8 = 0
    /// 0 A low risk … 3 D high.
    var risk: UInt8 = 0
    var established: Int32 = 0
    /// 0 while it lives.
    var ended: Int32 = 0
    var unit: UInt32 = 0
    /// Where it works, when elsewhere.
    var businessUnit = Company.none
    var rep: UInt32 = 0
    /// The company that a branch belongs to.
    var parent = Company.none
    var capitalYuan: Int64 = 0
    var headCount: Int32 = 0
    /// Seeds the name; raised until the name is its own.
    var nameSeed: UInt32 = 0
    /// Where the 18-digit code's body comes from.
    var serial: UInt32 = 0
    /// Person whose phone is given as its own; `none` for the representative's.
    var agent = Company.none
    /// Index of its fake ring or benign crowd plus one.
    var ring: UInt16 = 0
    var crowd: UInt16 = 0
    /// Nobody works there, whatever the records say.
    var shell = false
    /// Its holders are planted, not drawn.
    var holdersPlanted = false
    /// 0 right, else how its code is wrong.
    var codeFault: UInt8 = 0

    var establishedDay: CalendarDay { CalendarDay(number: established) }
    /// The last day on which records about it can be.
    var lastDay: CalendarDay { ended == 0 ? .end : CalendarDay(number: ended) }
}

/// Companies planted together to look fake, or to look crowded and be benign.
struct PlantedGroup: Sendable {
    /// `a` … `j` of the reference's list, or a kind of our own.
    var scenario: String
    var explanation: String
    var companies: [UInt32] = []
    var seed: UInt32
    /// Their names and scopes are nearly the same.
    var similarNames = false
    var unit = Company.none
}
