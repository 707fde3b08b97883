import GraphStore

/// What the register knows of the names of an intended registration.
extension RiskCounter {
    /// That a company of this name is on the register: in business, or with its
    /// licence withdrawn and not deregistered.
    ///
    /// - Complexity: a search.
    func sameName(_ name: String) -> [RegistrationCheck.Remark] {
        let (found, isCut) = nodes(named: name, .company)
        let taken = found.filter { company in
            let card = snapshot.card(of: company)
            let stage = LifeCycleStage.stage(status: card.status, since: card.since, until: card.until, asOf: day)
            return columns.isAlive(company) || stage == .revoked
        }
        guard !taken.isEmpty else { return [] }
        let atLeast = isCut ? Title(zh: "至少", en: "At least ") : Title(zh: "", en: "")
        return [
            RegistrationCheck.Remark(
                .nameTaken, zh: "已有同名企业登记：“\(name)”（\(atLeast.zh)\(taken.count)户），请核对名称是否已被使用。",
                en: "\(atLeast.en)\(taken.count) of the companies registered are called “\(name)”; is the name free?",
                companies: taken)
        ]
    }

    /// A name tells no person: how many companies people of the name represent,
    /// and those whose licence was withdrawn while they did.
    ///
    /// - Complexity: a search, and O(relations of the people found).
    func namesakes(_ name: String) -> [RegistrationCheck.Remark] {
        var (live, revoked): (Set<NodeID>, Set<NodeID>) = ([], [])
        let (persons, isCut) = nodes(named: name, .person)
        for person in persons {
            for position in snapshot.graph.row(of: person, mark: EdgeMark(.legalRepresentative, .out)) {
                let entry = snapshot.graph.entry(at: position)
                let company = entry.target
                guard columns.companies.contains(company.index) else { continue }
                if columns.isAlive(company), snapshot.graph.table.isInForce(entry.edge, on: day) {
                    live.insert(company)
                } else if wasRevokedLately(company), representative(of: company) == people.entity(of: person) {
                    revoked.insert(company)
                }
            }
        }
        let atLeast = isCut ? Title(zh: "至少", en: "at least ") : Title(zh: "", en: "")
        var remarks: [RegistrationCheck.Remark] = []
        if !revoked.isEmpty {
            remarks.append(
                RegistrationCheck.Remark(
                    .revokedNamesake,
                    zh: "名为“\(name)”的人是\(atLeast.zh)\(revoked.count)户三年内被吊销企业的法定代表人；"
                        + "如系同一人并负有个人责任，不得担任法定代表人（市场主体登记管理条例第十二条），请核对证件号码。",
                    en:
                        "“\(name)” represented \(atLeast.en)\(revoked.count) of the companies whose licence was withdrawn within "
                        + "three years; the same person may be barred (Regulations, article 12): check the identity "
                        + "document.",
                    companies: revoked.sorted()))
        }
        if !live.isEmpty {
            remarks.append(
                RegistrationCheck.Remark(
                    .namesakes, zh: "名为“\(name)”的人现代表\(atLeast.zh)\(live.count)户企业，是否同一人请核对证件号码。",
                    en:
                        "People called “\(name)” represent \(atLeast.en)\(live.count) companies; check the identity document.",
                    companies: live.sorted()))
        }
        return remarks
    }

    /// Whether a company's licence was withdrawn so lately that who represented it
    /// may not represent another (市场主体登记管理条例 article 12): three years, counted from
    /// a day that is known.
    private func wasRevokedLately(_ company: NodeID) -> Bool {
        let until = snapshot.nodes.until[company.index]
        return columns.flags(of: company).contains(.isRevoked) && until != Day.unknownRawValue
            && until > day.monthsBefore(36).rawValue && until <= day.rawValue
    }

    /// Those of exactly this name, and whether there may be more than were looked at.
    private func nodes(named name: String, _ kind: NodeKind) -> (found: [NodeID], isCut: Bool) {
        guard !name.isEmpty,
            // What no search can ask for is nobody's name.
            let hits = try? snapshot.search.search(name, kinds: [kind], limit: Self.namesakesMax).hits
        else { return ([], false) }
        let found = hits.map(\.node).filter { snapshot.nodes.names[$0.index] == name }
        // Hits of the very name come first.
        return (found, found.count == Self.namesakesMax)
    }

    /// Entities of one name that are looked at.
    private static let namesakesMax = 200
}
