/// What a record becomes: a fact of its subject, nodes and edges.
extension RecordProjector {
    mutating func addFact(_ subject: Int, _ record: borrowing RecordView) {
        entities.markUsed(subject)
        let plan = record.plan
        let texts = plan.summaryTexts
        let start = facts.titles.count
        var next = 0
        while next < plan.summary.count {
            let part = plan.summary[next]
            next += 1
            switch part {
            case .text(let start, let end): facts.titles.append(texts.span.extracting(start..<end))
            case .cell(let position):
                let cell = record.cell(position)
                if !cell.isNull { facts.titles.append(record.bytes.extracting(cell.json)) }
            case .boolean(let position):
                let cell = record.cell(position)
                guard !cell.isNull else { continue }
                let isTrue = record.bytes[cell.json.lowerBound] == UInt8(ascii: "t")
                facts.titles.append(contentsOf: (isTrue ? "是" : "否").utf8)
            case .money(let position):
                let cell = record.cell(position)
                guard !cell.isNull else { continue }
                facts.titles.append(record.bytes.extracting(cell.json))
                // Another currency stands behind the number in the cell itself.
                if cell.kind == .number { facts.titles.append(contentsOf: "元".utf8) }
            case .unlessEmpty(let position, let partCount):
                if record.cell(position).isNull { next += partCount }
            }
        }
        facts.rows.append(
            FactList.Row(
                amount: record.fen(plan.amount), subject: UInt32(subject), date: record.row.date,
                record: record.row.id, titleStart: UInt32(truncatingIfNeeded: start),
                theme: UInt16(plan.themeIndex), source: record.row.source,
                department: record.row.department, flags: record.row.hasFindings ? FactList.hasFindings : 0))
    }

    mutating func addNode(_ node: ThemePlan.NodePlan, _ record: borrowing RecordView, subject: Int?) {
        guard let entity = resolve(node.mention, record, subject: subject) else { return }
        entities.markUsed(entity)
        let kind = entities.kind(of: entity)
        let name = record.cell(node.mention.name)
        if !name.isNull, kind != .premises {
            // The newest statement of a node's own theme names it.
            entities.claimName(entity, record.text(name), claim: record.row.id &+ ProvisionalEntities.statementClaim)
        }
        if kind == .company { addCompanyLinks(entity, node, name, record) }
        if kind == .permit { addSearch(entity, .permitNumber, record.cell(node.mention.code), record) }
        nodeDates.append(
            (
                UInt32(entity), record.row.id, record.day(node.since), record.end(node.until),
                label(node.status, record)
            ))
        addBody(entity, record)
    }

    private mutating func addCompanyLinks(
        _ entity: Int, _ node: ThemePlan.NodePlan, _ name: PayloadCells.Cell, _ record: borrowing RecordView
    ) {
        if let alias = companyName(name, record) { entities.linkName(alias, to: entity) }
        addSearch(entity, .code, record.cell(node.mention.code), record)
        for position in node.identifiers {
            let number = record.cell(record.plan.identifierCells[position])
            guard !number.isNull else { continue }
            addSearch(entity, .registrationNumber, number, record)
            let namespace: ProvisionalEntities.Namespace
            switch record.codeForm(number) {
            case .registrationNumber, .cooperativeNumber: namespace = .registrationNumber
            case .foreignRegister: namespace = .foreignRegister
            case .unified, .organisation, .other: continue
            }
            entities.linkRegistrationNumber(entities.entity(namespace, record.text(number)), to: entity)
        }
        let former = record.cell(node.formerNames)
        guard !former.isNull else { return }
        for range in record.parts(of: former) {
            let name = PayloadCells.Cell(json: range, text: range, kind: .string)
            guard let alias = companyName(name, record) else { continue }
            entities.linkFormerName(alias, to: entity)
            addSearch(entity, .formerName, name, record)
        }
    }

    private mutating func addSearch(
        _ entity: Int, _ field: SearchField, _ cell: PayloadCells.Cell, _ record: borrowing RecordView
    ) {
        guard !cell.isNull else { return }
        search.append(
            SearchText(
                entity: UInt32(entity), field: field, start: UInt32(searchTexts.count),
                length: UInt32(cell.text.count)))
        searchTexts.append(record.text(cell))
    }

    private mutating func addBody(_ entity: Int, _ record: borrowing RecordView) {
        let start = bodies.texts.count
        if record.plan.isCurrent {
            bodies.texts.append(record.bytes.extracting(record.row.payload))
        } else {
            bodies.texts.append(UInt8(ascii: "["))
            for (column, position) in record.plan.positions.enumerated() {
                if column > 0 { bodies.texts.append(UInt8(ascii: ",")) }
                let cell = record.cell(position)
                let quote: [UInt8] = cell.kind == .string ? [UInt8(ascii: "\"")] : []
                bodies.texts += quote
                if cell.isNull {
                    bodies.texts += "null".utf8
                } else {
                    bodies.texts.append(record.bytes.extracting(cell.json))
                }
                bodies.texts += quote
            }
            bodies.texts.append(UInt8(ascii: "]"))
        }
        bodies.rows.append(
            BodyList.Row(
                entity: UInt32(entity), record: record.row.id, start: UInt32(truncatingIfNeeded: start),
                theme: UInt16(record.plan.themeIndex), source: record.row.source,
                department: record.row.department, codeCheck: record.row.codeCheck))
    }

    mutating func addEdge(_ edge: ThemePlan.EdgePlan, _ record: borrowing RecordView, subject: Int?) {
        if let from = resolve(edge.from, record, subject: subject) {
            guard let to = resolve(edge.to, record, subject: subject) else { return }
            addEdge(edge.kind, from: from, to: to, label: edge.label, edge, record)
        } else if edge.kind == .shareholder, let generic = genericKind(edge.from, record), generic != .total {
            // A share of no party stays with the company, under the name that it was given.
            guard let company = resolve(edge.to, record, subject: subject) else { return }
            let kind: EdgeKind =
                switch generic {
                case .public: .publicHolding
                case .treasury: .shareholder
                default: .unnamedHolding
                }
            addEdge(kind, from: company, to: company, label: edge.from.name, edge, record)
        }
    }

    private mutating func addEdge(
        _ kind: EdgeKind, from: Int, to: Int, label position: Int, _ edge: ThemePlan.EdgePlan,
        _ record: borrowing RecordView
    ) {
        entities.markUsed(from)
        entities.markUsed(to)
        var attributes = EdgeAttributes()
        attributes.since = record.day(edge.since)
        attributes.until = record.end(edge.until)
        // A term that was cut short says no more when it ended.
        if record.says(edge.cutShort) || attributes.until == Day.unknownRawValue && record.says(edge.ended) {
            attributes.until = Day.endedRawValue
        }
        let exact = record.share(edge.share)
        attributes.shareMin = exact == EdgeAttributes.unknownShare ? record.share(edge.shareMin) : exact
        attributes.shareMax = exact == EdgeAttributes.unknownShare ? record.share(edge.shareMax) : exact
        attributes.votes = record.share(edge.votes)
        attributes.income = record.share(edge.income)
        attributes.amount = record.fen(edge.amount)
        attributes.label = label(position, record)
        edges.append(
            from: NodeID(from), to: NodeID(to), kind: kind, attributes: attributes,
            record: RecordID(rawValue: record.row.id))
    }

    private mutating func label(_ position: Int, _ record: borrowing RecordView) -> UInt32 {
        let cell = record.cell(position)
        guard !cell.isNull else { return EdgeAttributes.noLabel }
        return labels.intern(record.text(cell))
    }
}
