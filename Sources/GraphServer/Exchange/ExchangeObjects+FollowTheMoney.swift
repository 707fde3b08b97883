internal import GraphStore
internal import Profile

/// Entities of the FollowTheMoney model.
extension ExchangeObjects {
    /// A Company, PublicBody or Person.
    func ftmParty(_ node: NodeID) -> [UInt8] {
        var properties: [(String, [String])] = [("name", name(node).isEmpty ? [] : [name(node)])]
        guard snapshot.nodes.kind(of: node) == .company else {
            let year = snapshot.nodes.birthYear[node.index]
            if year > 0 { properties.append(("birthDate", [String(year)])) }
            return object(ftmID(node), "Person", properties)
        }
        // A body that somebody owns is an asset, which a PublicBody cannot be.
        let isStates =
            statements.view.stateParties.contains(node) && statements.about(node).isEmpty
        let codes = allCodes(of: node)
        // A code with a wrong check digit is a number, but none that the model takes for a code.
        let unified = codes.filter { code in
            let (form, checks) = CompanyCode.classify(Array(code.utf8).span)
            return form == .unified && checks.contains(.uscOK)
        }
        properties.append(("uscCode", unified))
        properties.append(("registrationNumber", codes))
        let isForeign = codes.contains { CompanyCode.form(of: Array($0.utf8).span) == .foreignRegister }
        if !codes.isEmpty, !isForeign { properties.append(("jurisdiction", ["cn"])) }
        for (key, day) in [
            ("incorporationDate", snapshot.nodes.since[node.index]),
            ("dissolutionDate", snapshot.nodes.until[node.index]),
        ] { properties.append((key, Self.day(day))) }
        return object(ftmID(node), isStates ? "PublicBody" : "Company", properties)
    }

    /// One Ownership for a holding, one Directorship or Representation for an
    /// office, one UnknownLink for other arrangements. What leads to nobody has
    /// no owner and is left out.
    func ftmRelations(_ relation: OwnershipStatement) -> (objects: [[UInt8]], leftOut: Int) {
        guard let party = relation.party else { return ([], relation.interests.count) }
        let (owner, company) = (ftmID(party), ftmID(relation.company))
        var common: [(String, [String])] = [("publisher", departmentTitles(of: relation))]
        common.append(("recordId", relation.records.map { String($0.rawValue) }))
        func dates(_ interest: OwnershipStatement.Interest) -> [(String, [String])] {
            [("startDate", Self.day(interest.since)), ("endDate", Self.day(interest.until))]
        }
        if relation.kind == .holding {
            guard let capital = relation.interests.first else { return ([], 0) }
            var properties = [("owner", [owner]), ("asset", [company])] + dates(capital) + common
            if let share = capital.share { properties.append(("percentage", [Self.percentText(share)])) }
            if relation.amount >= 0, let yuan = EdgeAttributes.yuan(relation.amount) {
                properties.append(("sharesValue", [yuan]))
                properties.append(("sharesCurrency", ["CNY"]))
            }
            let apart = relation.interests.dropFirst().map { interest in
                (interest.right == .votes ? "votes " : "income ")
                    + (interest.share.map(Self.percentText) ?? "unknown") + " %"
            }
            properties.append(("summary", apart.isEmpty ? [] : [apart.joined(separator: ", ")]))
            return ([object("panorama-" + relationID(relation), "Ownership", properties)], 0)
        }
        var twins: [String: Int] = [:]
        let objects = relation.interests.map { interest in
            let ends: (schema: String, from: String, to: String, role: String) =
                switch interest.right {
                case .office("法定代表人"): ("Representation", "agent", "client", "法定代表人")
                case .office(let role): ("Directorship", "director", "organization", role)
                case .agreement(let kind): ("UnknownLink", "subject", "object", kind.isEmpty ? "控制协议" : kind)
                case .concert(let group): ("UnknownLink", "subject", "object", "一致行动 \(group)")
                case .capital, .votes, .income: ("UnknownLink", "subject", "object", "")
                }
            var properties = [(ends.from, [owner]), (ends.to, [company])] + dates(interest) + common
            properties.append(("role", ends.role.isEmpty ? [] : [ends.role]))
            if let share = interest.share { properties.append(("summary", ["votes \(Self.percentText(share)) %"])) }
            // What ends leaves the ids of the others as they are.
            let part = "\(ends.schema) \(ends.role) \(interest.since)"
            twins[part, default: 0] += 1
            let id = relationID(relation, "\(part) \(twins[part] ?? 1)")
            return object("panorama-" + id, ends.schema, properties)
        }
        return (objects, 0)
    }

    /// `panorama-company-9137…`.
    private func ftmID(_ node: NodeID) -> String {
        "panorama-" + id(node).replacing(":", with: "-")
    }

    private func object(_ id: String, _ schema: String, _ properties: [(String, [String])]) -> [UInt8] {
        var json = JSONWriter(capacity: 512)
        json.beginObject()
        json.key("id")
        json.string(id)
        json.key("schema")
        json.string(schema)
        json.key("properties")
        json.beginObject()
        for (key, values) in properties where !values.isEmpty {
            json.key(key)
            json.words(values)
        }
        json.endObject()
        json.endObject()
        return json.bytes
    }

    private static func day(_ raw: Int32) -> [String] {
        raw == Day.unknownRawValue || raw == Day.endedRawValue ? [] : [Day(rawValue: raw).iso]
    }

    /// `60`, or `20-25` for a range.
    private static func percentText(_ share: ClosedRange<Int32>) -> String {
        share.lowerBound == share.upperBound
            ? percent(share.lowerBound) : "\(percent(share.lowerBound))-\(percent(share.upperBound))"
    }
}
