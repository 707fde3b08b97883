/// Turns records one by one into provisional entities, edges, facts and bodies.
///
/// Reads nothing but the payloads; decides nothing about which entities are
/// the same (``ProvisionalEntities/resolve()`` does).
struct RecordProjector {
    /// Names that stand for no party, or for one of their company alone.
    let holderNames: HolderNames
    var entities = ProvisionalEntities()
    var edges = EdgeList()
    var facts = FactList()
    var bodies = BodyList()
    var labels = StringInterner()
    /// A text to search by: where it lies in ``searchTexts``.
    struct SearchText: Sendable {
        var entity: UInt32
        var field: SearchField
        var start: UInt32
        var length: UInt32
    }
    var search: [SearchText] = []
    /// Texts of ``search`` that are no display names.
    var searchTexts: [UInt8] = []
    var nodeDates: [(entity: UInt32, record: UInt32, since: Int32, until: Int32, status: UInt32)] = []
    var births: [(entity: UInt32, year: UInt16)] = []

    /// The search key at hand.
    private var folded: [UInt8] = []

    /// - Parameter holderNames: of the catalogue.
    init(holderNames: HolderNames) { self.holderNames = holderNames }

    /// Takes the records of a batch.
    ///
    /// - Parameters:
    ///   - batch: in the order of record ids.
    ///   - plans: by layout; records of other layouts are passed over.
    /// - Returns: false when a payload is damaged.
    mutating func project(_ batch: ScannedBatch, plans: [Int32: ThemePlan]) -> Bool {
        // Decoded escapes are appended behind the batch's own bytes.
        var bytes = batch.bytes
        var payload = PayloadCells()
        var layout: Int32?
        var plan: ThemePlan?
        for row in batch.rows {
            if row.layout != layout { (layout, plan) = (row.layout, plans[row.layout]) }
            guard let plan else { continue }
            guard payload.split(&bytes, row.payload, count: plan.cellCount) else { return false }
            project(RecordView(bytes: bytes.span, cells: payload.cells.span, row: row, plan: plan))
        }
        return true
    }

    private mutating func project(_ record: borrowing RecordView) {
        let plan = record.plan
        let subject = plan.subject.flatMap { resolve($0, record, subject: nil) }
        if let subject { addFact(subject, record) }
        for node in plan.nodes { addNode(node, record, subject: subject) }
        for edge in plan.edges { addEdge(edge, record, subject: subject) }
    }

    // MARK: Mentions

    /// The provisional entity that a mention names.
    ///
    /// - Parameters:
    ///   - mention: what names it.
    ///   - record: the row.
    ///   - subject: of the record, once it is known.
    /// - Returns: nil when the row names none.
    mutating func resolve(
        _ mention: ThemePlan.MentionPlan, _ record: borrowing RecordView, subject: Int?
    ) -> Int? {
        // Most edges begin or end at the subject.
        if let subject, mention == record.plan.subject { return subject }
        switch mention.kind {
        case .company: return company(code: record.cell(mention.code), name: record.cell(mention.name), record)
        case .person: return person(mention, record, subject: subject)
        case .premises: return premises(record.cell(mention.code), record)
        case .permit: return permit(mention, record)
        case .contact: return contact(record.cell(mention.code), record)
        case .party: return party(mention, record, subject: subject)
        }
    }

    private mutating func company(
        code: PayloadCells.Cell, name: PayloadCells.Cell, _ record: borrowing RecordView
    ) -> Int? {
        let entity: Int
        switch record.codeForm(code) {
        case .unified: entity = entities.entity(.unifiedCode, record.text(code))
        case .registrationNumber, .cooperativeNumber: entity = entities.entity(.registrationNumber, record.text(code))
        case .organisation: entity = organisation(record.text(code))
        case .foreignRegister: entity = entities.entity(.foreignRegister, record.text(code))
        case .other:
            guard let named = companyName(name, record) else { return nil }
            entity = named
        }
        if !name.isNull { entities.claimName(entity, record.text(name), claim: 1) }
        return entity
    }

    /// `12345678-9` and `123456789` are one code.
    private mutating func organisation(_ code: Span<UInt8>) -> Int {
        var plain: [UInt8] = []
        for index in code.indices where code[index] != UInt8(ascii: "-") { plain.append(code[index]) }
        return entities.entity(.organisationCode, plain.span)
    }

    /// The company of a name; nil where the name says nothing.
    mutating func companyName(_ name: PayloadCells.Cell, _ record: borrowing RecordView) -> Int? {
        guard !name.isNull else { return nil }
        folded.removeAll(keepingCapacity: true)
        TextFolder.fold(record.text(name), into: &folded)
        return foldedEntity(.name)
    }

    /// The entity of the key in ``folded``; nil for an empty one.
    private mutating func foldedEntity(_ namespace: ProvisionalEntities.Namespace) -> Int? {
        guard !folded.isEmpty else { return nil }
        let key = folded  // a span of `folded` itself would keep `entities` from changing
        return entities.entity(namespace, key.span)
    }

    private mutating func person(
        _ mention: ThemePlan.MentionPlan, _ record: borrowing RecordView, subject: Int?
    ) -> Int? {
        let name = record.cell(mention.name)
        let identifier = record.cell(mention.personID)
        var byIdentifier: Int?
        let hashLength = ProvisionalEntities.personalIdentifierLength
        if !identifier.isNull, identifier.text.count > hashLength {
            let text = record.text(identifier)
            // One number under two names is two mentions: somebody mistyped it, or
            // borrowed it.
            folded.removeAll(keepingCapacity: true)
            folded.append(text.extracting(0..<hashLength))
            if !name.isNull { TextFolder.fold(record.text(name), into: &folded) }
            let key = folded
            let entity = entities.entity(.personalIdentifier, key.span)
            if !name.isNull { entities.claimName(entity, record.text(name), claim: 2) }
            let year = hashLength + 1
            noteBirth(entity, text.extracting(year..<max(year, min(year + 4, text.count))))
            byIdentifier = entity
        }
        guard !name.isNull else { return byIdentifier }
        // Without a company to stand in, the mention stands in its record alone.
        let isPersonSubject = record.plan.subject?.kind == .person
        let company = isPersonSubject ? nil : subject
        let scope = company.map { UInt64($0) } ?? ProvisionalEntities.recordScope(record.row.key)
        let entity = entities.mention(record.text(name), scope: scope)
        entities.claimName(entity, record.text(name), claim: 1)
        let birthYear = record.cell(record.plan.birthYear)
        if !birthYear.isNull { noteBirth(byIdentifier ?? entity, record.text(birthYear)) }
        if let byIdentifier {
            entities.linkPerson(mention: entity, to: byIdentifier)
            return byIdentifier
        }
        return entity
    }

    /// Notes a birth year of four digits; anything else says nothing.
    private mutating func noteBirth(_ entity: Int, _ digits: Span<UInt8>) {
        guard digits.count == 4 else { return }
        var year: UInt16 = 0
        for index in digits.indices {
            guard CellBytes.isDigit(digits[index]) else { return }
            year = year * 10 + UInt16(digits[index] - 48)
        }
        births.append((UInt32(entity), year))
    }

    private mutating func premises(_ address: PayloadCells.Cell, _ record: borrowing RecordView) -> Int? {
        guard !address.isNull else { return nil }
        folded.removeAll(keepingCapacity: true)
        let city = record.cell(record.plan.city)
        if !city.isNull {
            TextFolder.fold(record.text(city), into: &folded)
            // 青岛市 and 青岛 are one city; an address that names it needs no prefix.
            if folded.count > 6, folded.suffix(3).elementsEqual(Self.cityWord) { folded.removeLast(3) }
            let cityEnd = folded.count
            folded.append(UInt8(ascii: "|"))
            TextFolder.fold(record.text(address), into: &folded)
            if Self.contains(folded.span, cityEnd + 1..<folded.count, part: 0..<cityEnd) {
                folded.removeSubrange(0...cityEnd)
            }
        } else {
            TextFolder.fold(record.text(address), into: &folded)
        }
        guard let entity = foldedEntity(.premises) else { return nil }
        entities.claimName(entity, record.text(address), claim: 1)
        return entity
    }

    private static let cityWord = Array("市".utf8)

    private static func contains(_ text: Span<UInt8>, _ range: Range<Int>, part: Range<Int>) -> Bool {
        ByteSearch.firstOffset(of: text.extracting(part), in: text, range: range) != nil
    }

    private mutating func permit(_ mention: ThemePlan.MentionPlan, _ record: borrowing RecordView) -> Int? {
        let number = record.cell(mention.code)
        guard !number.isNull else { return nil }
        folded.removeAll(keepingCapacity: true)
        folded += record.plan.permitPrefix
        TextFolder.fold(record.text(number), into: &folded)
        guard let entity = foldedEntity(.permit) else { return nil }
        let name = record.cell(mention.name)
        let shown = name.isNull ? number : name
        entities.claimName(entity, record.text(shown), claim: name.isNull ? 1 : 2)
        return entity
    }

    private mutating func contact(_ value: PayloadCells.Cell, _ record: borrowing RecordView) -> Int? {
        guard !value.isNull else { return nil }
        let text = record.text(value)
        // 136-4809-8278 and 13648098278 are one number.
        folded.removeAll(keepingCapacity: true)
        let isEmail = text.contains(UInt8(ascii: "@"))
        for index in text.indices where isEmail || CellBytes.isDigit(text[index]) { folded.append(text[index]) }
        if folded.count < 5 {
            folded.removeAll(keepingCapacity: true)
            folded.append(text)
        }
        guard let entity = foldedEntity(.contact) else { return nil }
        entities.claimName(entity, text, claim: 1)
        return entity
    }

    private mutating func party(
        _ mention: ThemePlan.MentionPlan, _ record: borrowing RecordView, subject: Int?
    ) -> Int? {
        let name = record.cell(mention.name)
        let code = record.cell(mention.code)
        let hasPersonID = !record.cell(mention.personID).isNull
        if let generic = genericKind(mention, record) {
            return generic == .collective ? collective(record.text(name), record, subject: subject) : nil
        }
        let said = record.cell(mention.partyKind)
        let isPerson: Bool
        if record.codeForm(code).isIdentifier {
            isPerson = false
        } else if hasPersonID {
            isPerson = true
        } else if !said.isNull {
            isPerson = PartyNames.isPersonWord(record.text(said))
        } else {
            isPerson = !name.isNull && PartyNames.looksLikePerson(record.text(name))
        }
        return isPerson ? person(mention, record, subject: subject) : company(code: code, name: name, record)
    }

    /// What the name of a party stands for where it names nobody in particular;
    /// nil for any other, and where an identifier says who is meant.
    func genericKind(_ mention: ThemePlan.MentionPlan, _ record: borrowing RecordView) -> HolderNames.Kind? {
        let name = record.cell(mention.name)
        guard !name.isNull, record.cell(mention.code).isNull, record.cell(mention.personID).isNull else { return nil }
        return holderNames.kind(of: record.text(name))
    }

    /// A collective that every company may have one of: that of the subject.
    private mutating func collective(_ name: Span<UInt8>, _ record: borrowing RecordView, subject: Int?) -> Int {
        let scope = subject.map { UInt64($0) } ?? ProvisionalEntities.recordScope(record.row.key)
        let entity = entities.mention(name, scope: scope, as: .companyMention)
        entities.claimName(entity, name, claim: 1)
        return entity
    }
}

/// Strings with dense numbers, in the order of first sight.
struct StringInterner {
    private(set) var table = IdentifierTable()

    mutating func intern(_ text: Span<UInt8>) -> UInt32 { UInt32(table.intern(text).number) }
}
