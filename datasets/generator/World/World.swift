/// Who holds a share.
enum HolderKind: UInt8, Sendable { case person, company, state, outside, staff }

/// One share in one company. `holder` is a person, a company, or the index of
/// a state body or of a company outside the city.
struct Holding: Sendable {
    /// How the share is told in the records.
    enum Statement: UInt8, Sendable { case exact, amountOnly, range, wrongSum }
    var holder: UInt32
    var company: UInt32
    /// In ten-thousandths of a per cent: 1,000,000 is everything.
    var share: Int32
    var since: Int32
    /// 0 while it lasts.
    var until: Int32 = 0
    var kind: HolderKind
    var statement = Statement.exact
}

/// One person's post in one company.
struct Post: Sendable {
    var person: UInt32
    var company: UInt32
    /// Index into ``Post/roles``.
    var role: UInt8
    var since: Int32
    var until: Int32 = 0

    static let roles = ["执行董事", "总经理", "监事", "财务负责人", "董事长", "董事", "副总经理", "监事会主席", "董事会秘书", "独立董事", "副董事长"]
}

/// Two relatives.
struct Kin: Sendable {
    enum Kind: UInt8, Sendable { case spouse, parent, child, sibling }
    var person: UInt32
    var relative: UInt32
    var kind: Kind
    var since: Int32
}

/// Holders who vote together in a company.
struct ConcertedGroup: Sendable {
    var company: UInt32
    var members: [UInt32]
    var signed: Int32
    /// Votes together, in ten-thousandths of a per cent.
    var votes: Int32
}

/// Control without shares.
struct ControlAgreement: Sendable {
    var controller: UInt32
    var controllerIsCompany: Bool
    var company: UInt32
    var votes: Int32
    var signed: Int32
    var kind: UInt8
}

/// A licensed host of other companies' addresses.
struct Host: Sendable {
    var unit: UInt32
    var host: UInt32
    /// cluster registration, incubator, market, service hall
    var kind: UInt8
    var since: Int32
}

/// Everything that is true in a data set, small enough to keep: the records
/// are written from it. Attributes that only text needs (names, numbers,
/// scopes) come from each entity's seed when they are written.
struct World: Sendable {
    let scale: Scale
    let seed: UInt64
    let tables: ReferenceTables
    var places: Places
    var people: People
    var companies: [Company] = []
    var holdings: [Holding] = []
    /// Former representatives, with the ends of their terms.
    var posts: [Post] = []
    var formerReps: [Post] = []
    var kin: [Kin] = []
    var concerted: [ConcertedGroup] = []
    var agreements: [ControlAgreement] = []
    var hosts: [Host] = []
    var rings: [PlantedGroup] = []
    var crowds: [PlantedGroup] = []
    /// Agents who file for many companies and lend them their phone.
    var agents: [UInt32] = []
    /// Companies of the planted namesakes.
    var homonyms: [UInt32] = []
    var stateBodies: [String] = []
    /// Companies with a state body among the holders.
    var stateCompanies: [(company: UInt32, body: Int, share: Int32)] = []
    /// Ultimate controller of each company, and by which rule.
    var controllers: [Controller] = []
    /// Stories of the sample that its README tells.
    var stories: [(title: String, companies: [UInt32], persons: [UInt32], text: String)] = []
    /// company → its holdings in `holdings`, sorted by company.
    var holdingRanges: [Range<Int32>] = []

    let fileStride: Int

    /// Companies in the order in which files list them: a fixed stride, so that
    /// what was planted together does not stand together.
    func company(atPosition position: Int) -> Int {
        Int((UInt64(position) &* UInt64(fileStride) &+ 17) % UInt64(companies.count))
    }

    /// A number near five eighths of the companies that has no divisor in
    /// common with them.
    static func coprimeStride(over count: Int) -> Int {
        func divisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : divisor(b, a % b) }
        var stride = count * 5 / 8 | 1
        while divisor(stride, count) != 1 { stride += 2 }
        return stride
    }

    /// A stream of its own for the thing `item` of purpose `stream`.
    @inline(__always)
    func random(_ stream: UInt64, _ item: Int) -> SplitMix64 {
        SplitMix64(seed: seed, stream: stream, item: item)
    }
}

/// Who ultimately decides in a company.
struct Controller: Sendable {
    enum Kind: UInt8, Sendable { case none, person, company, state, outside, concerted }
    var kind = Kind.none
    var id: UInt32 = 0
    /// By a control agreement rather than by votes.
    var byAgreement = false
}
