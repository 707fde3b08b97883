/// Turns records one by one into provisional entities, edges, facts and bodies.
///
/// Reads nothing but the payloads; decides nothing about which entities are
/// the same (``ProvisionalEntities/resolve()`` does).
struct RecordProjector {
    var entities = ProvisionalEntities()
    var edges = EdgeList()
    var facts = FactList()
    var bodies = BodyList()
    var labels = StringInterner()
    var search: [(entity: UInt32, field: SearchField, start: UInt32, length: UInt32)] = []
    /// Texts of ``search`` that are no display names.
    var searchTexts: [UInt8] = []
    var nodeDates: [(entity: UInt32, record: UInt32, since: Int32, until: Int32, status: UInt32)] = []
    var births: [(entity: UInt32, year: UInt16)] = []
    /// Mentions of placeholders (公众股东 …) that became no party.
    var placeholderPartyCount = 0

    private var payload = PayloadCells()
    private var buffer: [UInt8] = []
    private var folded: [UInt8] = []

    /// The row that is being projected.
    private struct Context {
        var row: ScannedBatch.Row
        let plan: ThemePlan
        var subject: Int?
    }

    /// - Returns: false when a payload is damaged.
    mutating func project(_ batch: ScannedBatch, plans: [Int32: ThemePlan]) -> Bool {
        buffer = batch.bytes
        for row in batch.rows {
            guard let plan = plans[row.layout] else { continue }
            guard payload.split(&buffer, row.payload, count: plan.cellCount) else { return false }
            var context = Context(row: row, plan: plan, subject: nil)
            if let subject = plan.subject { context.subject = resolve(subject, context) }
            if let subject = context.subject { addFact(subject, context) }
            for node in plan.nodes { addNode(node, context) }
            for edge in plan.edges { addEdge(edge, context) }
        }
        return true
    }

    // MARK: Cells

    private func cell(_ position: Int) -> PayloadCells.Cell {
        position == ThemePlan.absent ? .null : payload.cells[position]
    }

    private func bytes(_ cell: PayloadCells.Cell) -> [UInt8] { Array(buffer[cell.text]) }

    private func day(_ position: Int) -> Int32 {
        let cell = cell(position)
        guard cell.kind == .string, cell.text.count == 10 else { return Day.unknownRawValue }
        func digits(_ from: Int, _ count: Int) -> Int {
            var value = 0
            for index in 0..<count { value = value * 10 + Int(buffer[cell.text.lowerBound + from + index] &- 48) }
            return value
        }
        return Day(year: digits(0, 4), month: digits(5, 2), day: digits(8, 2))?.rawValue ?? Day.unknownRawValue
    }

    private func share(_ position: Int) -> Int32 {
        let cell = cell(position)
        guard !cell.isNull else { return EdgeAttributes.unknownShare }
        return DecimalText.percentMillionths(buffer.span.extracting(cell.text)) ?? EdgeAttributes.unknownShare
    }

    private func fen(_ position: Int) -> Int64 {
        let cell = cell(position)
        guard cell.kind == .number else { return EdgeAttributes.unknownAmount }
        return DecimalText.fen(buffer.span.extracting(cell.text)) ?? EdgeAttributes.unknownAmount
    }

    private mutating func label(_ position: Int) -> UInt32 {
        let cell = cell(position)
        guard !cell.isNull else { return EdgeAttributes.noLabel }
        return labels.intern(buffer, cell.text)
    }

    // MARK: Mentions

    /// The provisional entity that a mention names; nil when the row names none.
    private mutating func resolve(_ mention: ThemePlan.MentionPlan, _ context: Context) -> Int? {
        switch mention.kind {
        case .company:
            return company(code: cell(mention.code), name: cell(mention.name), context)
        case .person: return person(mention, context)
        case .premises: return premises(cell(mention.code), context)
        case .permit: return permit(mention, context)
        case .contact: return contact(cell(mention.code))
        case .party: return party(mention, context)
        }
    }

    private mutating func company(code: PayloadCells.Cell, name: PayloadCells.Cell, _ context: Context) -> Int? {
        let claim: UInt32 = 1
        if !code.isNull {
            let namespace: ProvisionalEntities.Namespace? =
                switch CompanyCode.classify(buffer.span.extracting(code.text)).form {
                case .unified: .unifiedCode
                case .registrationNumber, .cooperativeNumber: .registrationNumber
                case .organisation: .organisationCode
                case .other: nil
                }
            if let namespace {
                let entity: Int
                if namespace == .organisationCode, code.text.count == 10 {
                    let plain = bytes(code).filter { $0 != UInt8(ascii: "-") }
                    entity = entities.entity(namespace, plain)
                } else {
                    entity = entities.entity(namespace, buffer, code.text)
                }
                if !name.isNull { entities.claimName(entity, buffer, name.text, claim: claim) }
                return entity
            }
        }
        guard !name.isNull else { return nil }
        folded.removeAll(keepingCapacity: true)
        fold(name.text)
        guard !folded.isEmpty else { return nil }
        let entity = entities.entity(.name, folded)
        entities.claimName(entity, buffer, name.text, claim: claim)
        return entity
    }

    private mutating func person(_ mention: ThemePlan.MentionPlan, _ context: Context) -> Int? {
        let name = cell(mention.name)
        let identifier = cell(mention.personID)
        var byIdentifier: Int?
        if !identifier.isNull, identifier.text.count > 32 {
            let hash = identifier.text.lowerBound..<identifier.text.lowerBound + 32
            let entity = entities.entity(.personalIdentifier, buffer, hash)
            if !name.isNull { entities.claimName(entity, buffer, name.text, claim: 2) }
            noteBirth(entity, Array(buffer[hash.upperBound + 1..<min(hash.upperBound + 5, identifier.text.upperBound)]))
            byIdentifier = entity
        }
        guard !name.isNull else { return byIdentifier }
        // Without a company to stand in, the mention stands in its record alone.
        let recordScope = ProvisionalEntities.recordScope(context.row.key)
        let scope = context.subject.map { UInt64($0) } ?? recordScope
        let isPersonSubject = context.plan.subject?.kind == .person
        let entity = entities.mention(
            buffer, name: name.text,
            scope: isPersonSubject ? recordScope : scope)
        entities.claimName(entity, buffer, name.text, claim: 1)
        let birthYear = cell(context.plan.birthYear)
        if !birthYear.isNull { noteBirth(byIdentifier ?? entity, bytes(birthYear)) }
        if let byIdentifier {
            entities.linkPerson(mention: entity, to: byIdentifier)
            return byIdentifier
        }
        return entity
    }

    /// Notes a birth year of four digits; anything else says nothing.
    private mutating func noteBirth(_ entity: Int, _ digits: [UInt8]) {
        guard digits.count == 4, let year = UInt16(String(decoding: digits, as: UTF8.self)) else { return }
        births.append((UInt32(entity), year))
    }

    private mutating func premises(_ address: PayloadCells.Cell, _ context: Context) -> Int? {
        guard !address.isNull else { return nil }
        folded.removeAll(keepingCapacity: true)
        let city = cell(context.plan.city)
        if !city.isNull {
            fold(city.text)
            // 青岛市 and 青岛 are one city; an address that names it needs no prefix.
            if folded.count > 6, folded.suffix(3).elementsEqual(Self.cityWord) { folded.removeLast(3) }
            let cityEnd = folded.count
            folded.append(UInt8(ascii: "|"))
            fold(address.text)
            let key = folded
            if Self.contains(key.span.extracting(cityEnd + 1..<key.count), key.span.extracting(0..<cityEnd)) {
                folded.removeSubrange(0...cityEnd)
            }
        } else {
            fold(address.text)
        }
        guard !folded.isEmpty else { return nil }
        let entity = entities.entity(.premises, folded)
        entities.claimName(entity, buffer, address.text, claim: 1)
        return entity
    }

    /// Appends the search key of a text to ``folded``.
    private mutating func fold(_ range: Range<Int>) {
        let source = buffer
        TextFolder.fold(source.span.extracting(range), into: &folded)
    }

    private static let cityWord = Array("市".utf8)

    private static func contains(_ text: Span<UInt8>, _ part: Span<UInt8>) -> Bool {
        ByteSearch.firstOffset(of: part, in: text, range: text.indices) != nil
    }

    private mutating func permit(_ mention: ThemePlan.MentionPlan, _ context: Context) -> Int? {
        let number = cell(mention.code)
        guard !number.isNull else { return nil }
        folded.removeAll(keepingCapacity: true)
        folded += context.plan.permitPrefix
        fold(number.text)
        let entity = entities.entity(.permit, folded)
        let name = cell(mention.name)
        let shown = name.isNull ? number : name
        entities.claimName(entity, buffer, shown.text, claim: name.isNull ? 1 : 2)
        return entity
    }

    private mutating func contact(_ value: PayloadCells.Cell) -> Int? {
        guard !value.isNull else { return nil }
        // 136-4809-8278 and 13648098278 are one number.
        folded.removeAll(keepingCapacity: true)
        let isEmail = buffer[value.text].contains(UInt8(ascii: "@"))
        for byte in buffer[value.text] where isEmail || (48...57).contains(byte) { folded.append(byte) }
        if folded.count < 5 { folded = bytes(value) }
        let entity = entities.entity(.contact, folded)
        entities.claimName(entity, buffer, value.text, claim: 1)
        return entity
    }

    private mutating func party(_ mention: ThemePlan.MentionPlan, _ context: Context) -> Int? {
        let name = cell(mention.name)
        let code = cell(mention.code)
        if !name.isNull, code.isNull, cell(mention.personID).isNull,
            PlaceholderNames.isPlaceholderHolder(buffer.span.extracting(name.text))
        {
            placeholderPartyCount += 1
            return nil
        }
        let isPerson: Bool
        let said = cell(mention.partyKind)
        if !code.isNull, CompanyCode.classify(buffer.span.extracting(code.text)).form.isIdentifier {
            isPerson = false
        } else if !cell(mention.personID).isNull {
            isPerson = true
        } else if !said.isNull {
            isPerson = PartyNames.isPersonWord(buffer.span.extracting(said.text))
        } else {
            isPerson = !name.isNull && PartyNames.looksLikePerson(buffer.span.extracting(name.text))
        }
        return isPerson ? person(mention, context) : company(code: code, name: name, context)
    }

    // MARK: Facts, nodes, edges

    private mutating func addFact(_ subject: Int, _ context: Context) {
        entities.markUsed(subject)
        let start = facts.titles.count
        for part in context.plan.summary {
            switch part {
            case .text(let start, let end): facts.titles += context.plan.summaryTexts[start..<end]
            case .cell(let position):
                let cell = cell(position)
                if !cell.isNull { facts.titles += buffer[cell.json] }
            }
        }
        facts.rows.append(
            FactList.Row(
                amount: fen(context.plan.amount), subject: UInt32(subject), date: context.row.date,
                record: context.row.id, titleStart: UInt32(truncatingIfNeeded: start),
                theme: UInt16(context.plan.themeIndex), source: context.row.source,
                department: context.row.department, flags: context.row.hasFindings ? FactList.hasFindings : 0))
    }

    private mutating func addNode(_ node: ThemePlan.NodePlan, _ context: Context) {
        guard let entity = resolve(node.mention, context) else { return }
        entities.markUsed(entity)
        let kind = entities.kind(of: entity)
        let name = cell(node.mention.name)
        if !name.isNull, kind != .premises {
            // The newest statement of a node's own theme names it.
            entities.claimName(entity, buffer, name.text, claim: context.row.id &+ 16)
        }
        if kind == .company { addCompanyLinks(entity, node, name, context) }
        if kind == .permit { addSearch(entity, .permitNumber, cell(node.mention.code)) }
        nodeDates.append(
            (
                UInt32(entity), context.row.id, day(node.since), day(node.until),
                label(node.status)
            ))
        addBody(entity, context)
    }

    private mutating func addCompanyLinks(
        _ entity: Int, _ node: ThemePlan.NodePlan, _ name: PayloadCells.Cell, _ context: Context
    ) {
        if !name.isNull {
            folded.removeAll(keepingCapacity: true)
            fold(name.text)
            entities.linkName(entities.entity(.name, folded), to: entity)
        }
        addSearch(entity, .code, cell(node.mention.code))
        for column in node.identifiers {
            let number = cell(column)
            guard !number.isNull else { continue }
            addSearch(entity, .registrationNumber, number)
            let form = CompanyCode.classify(buffer.span.extracting(number.text)).form
            guard form == .registrationNumber || form == .cooperativeNumber else { continue }
            entities.linkRegistrationNumber(
                entities.entity(.registrationNumber, buffer, number.text), to: entity)
        }
        let former = cell(node.formerNames)
        guard !former.isNull else { return }
        for name in buffer[former.text].split(whereSeparator: { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "|") }) {
            let range = name.startIndex..<name.endIndex
            folded.removeAll(keepingCapacity: true)
            fold(range)
            guard !folded.isEmpty else { continue }
            entities.linkFormerName(entities.entity(.name, folded), to: entity)
            addSearch(entity, .formerName, PayloadCells.Cell(json: range, text: range, kind: .string))
        }
    }

    private mutating func addSearch(_ entity: Int, _ field: SearchField, _ cell: PayloadCells.Cell) {
        guard !cell.isNull else { return }
        search.append((UInt32(entity), field, UInt32(searchTexts.count), UInt32(cell.text.count)))
        searchTexts += buffer[cell.text]
    }

    private mutating func addBody(_ entity: Int, _ context: Context) {
        let start = bodies.texts.count
        if context.plan.isCurrent {
            let array = context.row.payload
            bodies.texts += buffer[array]
        } else {
            bodies.texts.append(UInt8(ascii: "["))
            for (column, position) in context.plan.positions.enumerated() {
                if column > 0 { bodies.texts.append(UInt8(ascii: ",")) }
                let cell = cell(position)
                switch cell.kind {
                case .null: bodies.texts += Array("null".utf8)
                case .number: bodies.texts += buffer[cell.json]
                case .string:
                    bodies.texts.append(UInt8(ascii: "\""))
                    bodies.texts += buffer[cell.json]
                    bodies.texts.append(UInt8(ascii: "\""))
                }
            }
            bodies.texts.append(UInt8(ascii: "]"))
        }
        bodies.rows.append(
            BodyList.Row(
                entity: UInt32(entity), record: context.row.id, start: UInt32(truncatingIfNeeded: start),
                theme: UInt16(context.plan.themeIndex), source: context.row.source,
                department: context.row.department, codeCheck: context.row.codeCheck))
    }

    private mutating func addEdge(_ projection: ThemePlan.EdgePlan, _ context: Context) {
        guard let from = resolve(projection.from, context), let to = resolve(projection.to, context) else { return }
        entities.markUsed(from)
        entities.markUsed(to)
        var attributes = EdgeAttributes()
        attributes.since = day(projection.since)
        attributes.until = day(projection.until)
        let exact = share(projection.share)
        attributes.shareMin = exact == EdgeAttributes.unknownShare ? share(projection.shareMin) : exact
        attributes.shareMax = exact == EdgeAttributes.unknownShare ? share(projection.shareMax) : exact
        attributes.votes = share(projection.votes)
        attributes.income = share(projection.income)
        attributes.amount = fen(projection.amount)
        attributes.label = label(projection.label)
        edges.append(
            from: NodeID(from), to: NodeID(to), kind: projection.kind, attributes: attributes,
            record: RecordID(rawValue: context.row.id))
    }
}

/// Strings with dense numbers, in the order of first sight.
struct StringInterner {
    private(set) var table = IdentifierTable()

    mutating func intern(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
        UInt32(table.intern(bytes.span.extracting(range)).number)
    }
}
