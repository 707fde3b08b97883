/// The entities that records mention, while a graph is being built: every
/// distinct identifier is one provisional entity, and what turns out to be the
/// same entity is united.
///
/// An identifier is a byte string with a first letter for its namespace
/// (``Namespace``). Uniting is decided after all records are read, so that the
/// order of records changes nothing.
struct ProvisionalEntities {
    /// First byte of an identifier, in the order of strength: the strongest
    /// identifier of an entity keeps its public id.
    enum Namespace: UInt8 {
        /// 统一社会信用代码.
        case unifiedCode = 0x75  // u
        /// 15-character registration number.
        case registrationNumber = 0x72  // r
        /// 9-character organisation code.
        case organisationCode = 0x6f  // o
        /// Number of a register of another country: GB-COH-07444723.
        case foreignRegister = 0x66  // f
        /// Keyed hash of a personal identifier, of
        /// ``ProvisionalEntities/personalIdentifierLength`` letters, and the folded
        /// name that stands beside it.
        case personalIdentifier = 0x69  // i
        /// Permit: theme and number.
        case permit = 0x6c  // l
        /// Canonical address text.
        case premises = 0x70  // p
        /// Phone number or e-mail address.
        case contact = 0x63  // c
        /// Registered company without a code: name and address.
        case nameAndAddress = 0x61  // a
        /// Company known by its name only.
        case name = 0x6e  // n
        /// One name in one company (or one record): provisional number of the
        /// company, name.
        case mention = 0x6d  // m
        /// A collective that every company may have one of (职工持股会), in one
        /// company: as a mention.
        case companyMention = 0x67  // g

        var kind: NodeKind {
            switch self {
            case .unifiedCode, .registrationNumber, .organisationCode, .foreignRegister, .nameAndAddress, .name,
                .companyMention:
                .company
            case .personalIdentifier, .mention: .person
            case .permit: .permit
            case .premises: .premises
            case .contact: .contact
            }
        }

        /// The greatest ``rank``.
        static let weakest = Namespace.companyMention

        /// Whether a company's number stands before the name.
        var isScoped: Bool { self == .mention || self == .companyMention }

        /// Smaller is stronger.
        var rank: Int {
            switch self {
            case .unifiedCode: 0
            case .registrationNumber: 1
            case .organisationCode: 2
            case .foreignRegister: 3
            case .personalIdentifier: 4
            case .permit: 5
            case .premises: 6
            case .contact: 7
            case .nameAndAddress: 8
            case .name: 9
            case .mention: 10
            case .companyMention: 11
            }
        }
    }

    static let personalIdentifierLength = 32

    private(set) var identifiers = IdentifierTable(capacity: 1 << 16)
    private var parent: [UInt32] = []
    /// Whether a fact, an edge or a body refers to the entity.
    private var isUsed: [Bool] = []
    /// Display name: start and length in ``names``; the strongest claim wins.
    private var nameStart: [UInt32] = []
    private var nameLength: [UInt16] = []
    private var nameClaim: [UInt32] = []
    private(set) var names: [UInt8] = []
    /// Names that statements gave and newer ones took away, in ``names``: what
    /// other live records call the entity.
    private(set) var displacedNames: [(entity: UInt32, start: UInt32, length: UInt16)] = []
    /// The least claim of a statement, which has its record's number above it.
    static let statementClaim: UInt32 = 16

    /// (identifier that may lead to several, entity): former numbers, names.
    private var registrationLinks: [(alias: UInt32, entity: UInt32)] = []
    private var nameLinks: [(alias: UInt32, entity: UInt32)] = []
    private var formerNameLinks: [(alias: UInt32, entity: UInt32)] = []
    private var personLinks: [(alias: UInt32, entity: UInt32)] = []

    private var key: [UInt8] = []

    var count: Int { parent.count }

    // MARK: Finding and adding

    /// The provisional entity of an identifier, new or known.
    mutating func entity(_ namespace: Namespace, _ text: Span<UInt8>) -> Int {
        key.removeAll(keepingCapacity: true)
        key.append(namespace.rawValue)
        key.append(text)
        return internKey()
    }

    /// The provisional entity of one name within a company, or, with
    /// ``recordScope(_:)``, within one record.
    mutating func mention(_ name: Span<UInt8>, scope: UInt64, as namespace: Namespace = .mention) -> Int {
        key.removeAll(keepingCapacity: true)
        key.append(namespace.rawValue)
        for shift in stride(from: UInt64(0), to: 64, by: 8) { key.append(UInt8(truncatingIfNeeded: scope >> shift)) }
        key.append(name)
        return internKey()
    }

    /// The scope of a record without a company: its key's hash, which stays when
    /// the record gets a new version, above all numbers of entities.
    static func recordScope(_ key: UInt64) -> UInt64 { key | 1 << 63 }

    private mutating func internKey() -> Int {
        let key = key
        let (number, isNew) = identifiers.intern(key.span)
        if isNew {
            parent.append(UInt32(number))
            isUsed.append(false)
            nameStart.append(0)
            nameLength.append(0)
            nameClaim.append(0)
        }
        return number
    }

    func namespace(of entity: Int) -> Namespace {
        // The first byte is one that `entity(_:_:)` wrote.
        Namespace(rawValue: identifiers.arena[identifiers.range(entity).lowerBound]) ?? .mention
    }

    func kind(of entity: Int) -> NodeKind { namespace(of: entity).kind }

    mutating func markUsed(_ entity: Int) { isUsed[entity] = true }

    /// Offers a display name; the greatest `claim` wins, the first of equals.
    mutating func claimName(_ entity: Int, _ name: Span<UInt8>, claim: UInt32) {
        guard claim > nameClaim[entity], !name.isEmpty, name.count <= Int(UInt16.max) else { return }
        displaceName(of: entity)
        nameClaim[entity] = claim
        nameStart[entity] = UInt32(names.count)
        nameLength[entity] = UInt16(name.count)
        names.append(name)
    }

    /// Keeps the name of an entity that another one is to stand before.
    private mutating func displaceName(of entity: Int) {
        guard nameClaim[entity] >= Self.statementClaim else { return }
        displacedNames.append((UInt32(entity), nameStart[entity], nameLength[entity]))
    }

    mutating func linkRegistrationNumber(_ alias: Int, to entity: Int) {
        registrationLinks.append((UInt32(alias), UInt32(entity)))
    }
    mutating func linkName(_ alias: Int, to entity: Int) { nameLinks.append((UInt32(alias), UInt32(entity))) }
    mutating func linkFormerName(_ alias: Int, to entity: Int) {
        formerNameLinks.append((UInt32(alias), UInt32(entity)))
    }
    mutating func linkPerson(mention: Int, to entity: Int) { personLinks.append((UInt32(mention), UInt32(entity))) }

    // MARK: Uniting

    func root(of entity: Int) -> Int {
        var entity = entity
        while Int(parent[entity]) != entity { entity = Int(parent[entity]) }
        return entity
    }

    private mutating func unite(_ a: Int, _ b: Int) {
        let (a, b) = (root(of: a), root(of: b))
        guard a != b else { return }
        // The stronger identifier becomes the root; among equals the first seen.
        let (ra, rb) = (namespace(of: a).rank, namespace(of: b).rank)
        if (ra, a) < (rb, b) { parent[b] = UInt32(a) } else { parent[a] = UInt32(b) }
    }

    /// Decides which identifiers are one entity. Call once, after all records.
    mutating func resolve() {
        uniteUnambiguous(registrationLinks)
        uniteOrganisationCodes()
        let unnamed = uniteUnambiguous(nameLinks)
        uniteUnambiguous(formerNameLinks.filter { !unnamed.contains($0.alias) })
        for entity in parent.indices { parent[entity] = UInt32(root(of: entity)) }
        uniteMentionsOfUnitedCompanies()
        uniteNamelessIdentifiers()
        uniteUnambiguous(personLinks.map { (UInt32(root(of: Int($0.alias))), $0.entity) })
        for entity in parent.indices {
            let root = root(of: entity)
            parent[entity] = UInt32(root)
            guard root != entity else { continue }
            if isUsed[entity] { isUsed[root] = true }
            if nameClaim[entity] > nameClaim[root] {
                displaceName(of: root)
                nameClaim[root] = nameClaim[entity]
                nameStart[root] = nameStart[entity]
                nameLength[root] = nameLength[entity]
            } else {
                displaceName(of: entity)
            }
        }
        registrationLinks = []
        nameLinks = []
        formerNameLinks = []
        personLinks = []
    }

    /// Unites each alias with its entity where all its links lead to one.
    ///
    /// - Returns: all aliases of the links, united or ambiguous.
    @discardableResult
    private mutating func uniteUnambiguous(_ links: [(alias: UInt32, entity: UInt32)]) -> Set<UInt32> {
        var target = [UInt32: UInt32](minimumCapacity: links.count)
        for link in links {
            let entity = UInt32(root(of: Int(link.entity)))
            if let known = target[link.alias], known != entity {
                target[link.alias] = UInt32.max
            } else if target[link.alias] == nil {
                target[link.alias] = entity
            }
        }
        for (alias, entity) in target where entity != UInt32.max { unite(Int(alias), Int(entity)) }
        return Set(target.keys)
    }

    /// An organisation code leads to the company whose unified code contains it,
    /// where there is exactly one.
    private mutating func uniteOrganisationCodes() {
        guard parent.indices.contains(where: { namespace(of: $0) == .organisationCode }) else { return }
        var links: [(alias: UInt32, entity: UInt32)] = []
        for entity in parent.indices where namespace(of: entity) == .unifiedCode {
            let text = identifiers.range(entity)
            guard text.count == 19 else { continue }
            var organisation = [Namespace.organisationCode.rawValue]
            organisation += identifiers.arena[text.lowerBound + 9..<text.lowerBound + 18]
            if let alias = identifiers.find(organisation.span) { links.append((UInt32(alias), UInt32(entity))) }
        }
        uniteUnambiguous(links)
    }

    /// Entities of personal identifiers by the identifier alone, those of several
    /// names only.
    func sameIdentifiers() -> [[Int]] {
        // Nearly all have one name: those need no list.
        var firsts: [ArraySlice<UInt8>: Int] = [:]
        var groups: [Int: [Int]] = [:]
        for entity in parent.indices where namespace(of: entity) == .personalIdentifier {
            let identifier = personalIdentifier(entity)
            if let first = firsts[identifier] {
                groups[first, default: [first]].append(entity)
            } else {
                firsts[identifier] = entity
            }
        }
        return groups.sorted { $0.key < $1.key }.map(\.value)
    }

    private func personalIdentifier(_ entity: Int) -> ArraySlice<UInt8> {
        let start = identifiers.range(entity).lowerBound + 1
        return identifiers.arena[start..<start + Self.personalIdentifierLength]
    }

    /// An identifier without a name leads to the one name that stands beside it
    /// elsewhere.
    private mutating func uniteNamelessIdentifiers() {
        let nameless = 1 + Self.personalIdentifierLength
        func isNameless(_ entity: Int) -> Bool {
            identifiers.range(entity).count == nameless && namespace(of: entity) == .personalIdentifier
        }
        guard parent.indices.contains(where: isNameless) else { return }
        var links: [(alias: UInt32, entity: UInt32)] = []
        for group in sameIdentifiers() {
            guard let alias = group.first(where: isNameless) else { continue }
            links += group.filter { $0 != alias }.map { (UInt32(alias), UInt32($0)) }
        }
        uniteUnambiguous(links)
    }

    /// A name that was mentioned in a company under two of its identifiers is
    /// one mention.
    private mutating func uniteMentionsOfUnitedCompanies() {
        for entity in 0..<parent.count where namespace(of: entity).isScoped {
            let range = identifiers.range(entity)
            let scope = mentionScope(entity)
            guard scope < UInt64(parent.count) else { continue }
            let company = UInt64(root(of: Int(scope)))
            guard company != scope else { continue }
            let name = Array(identifiers.arena[range.lowerBound + 9..<range.upperBound])
            unite(mention(name.span, scope: company, as: namespace(of: entity)), entity)
        }
    }

    // MARK: After resolving

    /// Provisional entities that become nodes, one for each united group.
    func isNode(_ entity: Int) -> Bool { Int(parent[entity]) == entity && isUsed[entity] }

    func nameRange(_ entity: Int) -> Range<Int> {
        Int(nameStart[entity])..<Int(nameStart[entity]) + Int(nameLength[entity])
    }

    /// The identifier's text without its namespace.
    @_lifetime(borrow self)
    func bytes(_ entity: Int) -> Span<UInt8> {
        let range = identifiers.range(entity)
        return identifiers.arena.span.extracting(range.lowerBound + 1..<range.upperBound)
    }

    /// Provisional number of a mention's company, or a number above all of them.
    func mentionScope(_ entity: Int) -> UInt64 {
        let start = identifiers.range(entity).lowerBound + 1
        var scope: UInt64 = 0
        for index in 0..<8 { scope |= UInt64(identifiers.arena[start + index]) << UInt64(8 * index) }
        return scope
    }
}
