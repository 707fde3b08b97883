internal import GraphStore
internal import Profile

/// Statements of BODS 0.4.
extension ExchangeObjects {
    /// The statement of a company or person.
    func bodsParty(_ node: NodeID) -> [UInt8] {
        let isPerson = snapshot.nodes.kind(of: node) == .person
        return statement(id(node), of: isPerson ? "person" : "entity", about: subject ?? node) { json in
            json.key("isComponent")
            json.bool(false)
            if isPerson { person(node, &json) } else { entity(node, &json) }
        }
    }

    private func person(_ node: NodeID, _ json: inout JSONWriter) {
        json.key("personType")
        json.string("knownPerson")
        json.key("names")
        json.beginArray()
        json.beginObject()
        json.key("fullName")
        json.string(name(node))
        json.endObject()
        json.endArray()
        let year = snapshot.nodes.birthYear[node.index]
        guard year > 0 else { return }
        json.key("birthDate")
        json.string(String(year))
    }

    private func entity(_ node: NodeID, _ json: inout JSONWriter) {
        json.key("entityType")
        json.beginObject()
        json.key("type")
        json.string(statements.view.stateParties.contains(node) ? "stateBody" : "registeredEntity")
        json.endObject()
        json.key("name")
        json.string(name(node))
        let codes = allCodes(of: node)
        if !codes.isEmpty {
            json.key("identifiers")
            json.beginArray()
            for code in codes { identifier(code, &json) }
            json.endArray()
        }
        for (key, day) in [
            ("foundingDate", snapshot.nodes.since[node.index]), ("dissolutionDate", snapshot.nodes.until[node.index]),
        ] where day != Day.unknownRawValue && day != Day.endedRawValue {
            json.key(key)
            json.day(day)
        }
    }

    /// A code under its scheme of org-id.guide.
    private func identifier(_ code: String, _ json: inout JSONWriter) {
        let isForeign = CompanyCode.form(of: Array(code.utf8).span) == .foreignRegister
        let parts = code.split(separator: "-", maxSplits: 2).map(String.init)
        json.beginObject()
        json.key("id")
        json.string(isForeign && parts.count == 3 ? parts[2] : code)
        json.key("scheme")
        json.string(isForeign && parts.count == 3 ? parts[0] + "-" + parts[1] : "CN-SAIC")
        if !isForeign {
            json.key("schemeName")
            json.string("国家市场监督管理总局 State Administration for Market Regulation")
        }
        json.endObject()
    }

    /// The statement of a relation, if the standard has a word for any of its
    /// rights, and how many it has none for.
    func bodsRelation(_ relation: OwnershipStatement) -> (objects: [[UInt8]], leftOut: Int) {
        var interests: [BODSInterest] = []
        var leftOut = 0
        for interest in relation.interests {
            guard let told = BODSInterest(interest) else {
                leftOut += 1
                continue
            }
            // Two offices of one type are one interest.
            let same = interests.firstIndex { $0.isSame(as: told) }
            if let same { interests[same].details += "、" + told.details } else { interests.append(told) }
        }
        guard !interests.isEmpty else { return ([], leftOut) }
        let told = interests
        let object = statement(relationID(relation), of: "relationship", about: subject ?? relation.company) { json in
            json.key("isComponent")
            json.bool(false)
            json.key("subject")
            json.string(id(relation.company))
            json.key("interestedParty")
            switch relation.holder {
            case .party(let party): json.string(id(party))
            case .placeholder(let kind, let name): Self.unspecified("\(name) \(Self.meaning(of: kind))", &json)
            case .unrecorded:
                Self.unspecified("登记的股东合计不足全部 The holders on record do not come to the whole.", &json)
            }
            json.key("interests")
            json.beginArray()
            for interest in told { interest.write(to: &json) }
            json.endArray()
        } source: { json in
            guard !relation.records.isEmpty else { return }
            json.key("source")
            json.beginObject()
            let titles = departmentTitles(of: relation)
            if !titles.isEmpty {
                json.key("assertedBy")
                json.beginArray()
                for title in titles {
                    json.beginObject()
                    json.key("name")
                    json.string(title)
                    json.endObject()
                }
                json.endArray()
            }
            json.key("description")
            json.string("records " + relation.records.map { String($0.rawValue) }.joined(separator: ", "))
            json.endObject()
        }
        return ([object], leftOut)
    }

    /// Nobody whom a statement could be about, and why.
    private static func unspecified(_ description: String, _ json: inout JSONWriter) {
        json.beginObject()
        json.key("reason")
        json.string("informationUnknownToPublisher")
        json.key("description")
        json.string(description)
        json.endObject()
    }

    private static func meaning(of kind: PlaceholderHolding.Kind) -> String {
        switch kind {
        case .public: "Many small holders, nobody's block."
        case .unnamed: "Holders whom the record does not name."
        case .treasury: "The company's own shares."
        }
    }

    private func statement(
        _ record: String, of type: String, about subject: NodeID, details: (inout JSONWriter) -> Void,
        source: (inout JSONWriter) -> Void = { _ in }
    ) -> [UInt8] {
        let day = statements.day.rawValue
        var json = JSONWriter(capacity: 1024)
        json.beginObject()
        json.key("statementId")
        let edition = "\(snapshot.epoch.rawValue) \(decisionNumber) \(statements.day.iso)"
        let hash = hash(["statement", edition, id(subject), record])
        json.string(Self.uuid(hash))
        json.key("declarationSubject")
        json.string(id(subject))
        json.key("statementDate")
        json.day(day)
        json.key("publicationDetails")
        json.beginObject()
        json.key("publicationDate")
        json.day(day)
        json.key("bodsVersion")
        json.string("0.4")
        json.key("publisher")
        json.beginObject()
        json.key("name")
        json.string("Panorama 企业全景图谱")
        json.endObject()
        json.endObject()
        source(&json)
        json.key("recordId")
        json.string(record)
        json.key("recordType")
        json.string(type)
        json.key("recordStatus")
        json.string("new")
        json.key("recordDetails")
        json.beginObject()
        details(&json)
        json.endObject()
        json.endObject()
        return json.bytes
    }

    /// 32 digits in groups of 8, 4, 4, 4, 12.
    private static func uuid(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append("-") }
            text.append(digit)
        }
        return text
    }
}

/// A right in the words of the standard's codelist.
private struct BODSInterest {
    let type: String
    var details: String
    let share: ClosedRange<Int32>?
    let since: Int32
    let until: Int32

    /// - Returns: nil where the codelist has no word for the right.
    init?(_ interest: OwnershipStatement.Interest) {
        (share, since, until) = (interest.share, interest.since, interest.until)
        switch interest.right {
        case .capital(let basis):
            type = "shareholding"
            switch basis {
            case .branchOf: details = "分支机构 a branch, wholly its parent's"
            case .legalRepresentative: details = "个体工商户 the business of a sole trader, wholly the trader's"
            default: details = ""
            }
        case .votes: (type, details) = ("votingRights", "")
        case .income: (type, details) = ("rightsToProfitOrIncome", "")
        case .agreement(let kind):
            type = kind.isEmpty || kind == "其他" ? "otherInfluenceOrControl" : "rightsGrantedByContract"
            details = kind
        case .concert(let group):
            (type, details) = ("conditionalRightsGrantedByContract", "一致行动 acts in concert: \(group)")
        case .office(let role):
            switch role {
            case "董事长": type = "boardChair"
            case "副董事长", "执行董事", "董事", "独立董事": type = "boardMember"
            case "法定代表人", "总经理", "副总经理", "财务负责人", "董事会秘书", "高级管理人员": type = "seniorManagingOfficial"
            default: return nil
            }
            details = role
        }
    }

    func isSame(as other: BODSInterest) -> Bool {
        type == other.type && since == other.since && until == other.until && share == nil && other.share == nil
    }

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.key("type")
        json.string(type)
        json.key("directOrIndirect")
        json.string("direct")
        if !details.isEmpty {
            json.key("details")
            json.string(details)
        }
        if let share {
            json.key("share")
            json.beginObject()
            let bounds =
                share.lowerBound == share.upperBound
                ? [("exact", share.lowerBound)] : [("minimum", share.lowerBound), ("maximum", share.upperBound)]
            for (key, units) in bounds {
                json.key(key)
                json.raw(Array(ExchangeObjects.percent(units).utf8))
            }
            json.endObject()
        }
        for (key, day) in [("startDate", since), ("endDate", until)] where day != Day.unknownRawValue {
            json.key(key)
            json.day(day)
        }
        json.endObject()
    }
}
