internal import Foundation

/// Turns the statements of one relationship into rows.
///
/// Of a relationship's states over time the last is what holds; what an
/// earlier one had and the next one lacks has ended. An indirect interest is
/// never a row: its components are.
struct BODSRelations {
    let parties: BODSParties
    /// Component records that an indirect holding of shares, votes or income
    /// leads through: of what kind they are need not be said again.
    let isOwnedThrough: Set<String>
    /// Whether the package has a record.
    let isKnown: (String) -> Bool

    /// Rows and refusals of a relationship.
    struct Found {
        var rows: [BODSRows.Row] = []
        var refusals: [BODSRows.Refusal] = []
    }

    /// A row before its dates are final.
    private struct Claim {
        var row: BODSRows.Row
        var since: String?
        var until: String?

        /// What a theme tells rows of one relationship apart by.
        var key: [String?] { [row.target.rawValue, row.cells["role"], row.cells["kind"], since] }
    }

    /// The dates of an interest, as they are stated.
    private struct Period: Hashable {
        let start: String?
        let end: String?

        init(_ interest: BODSStatement.Interest) { (start, end) = (interest.startDate, interest.endDate) }
    }

    /// What one statement says.
    private struct State {
        var claims: [Claim] = []
        /// Days on which claims of a theme begin, ascending; filled when all
        /// claims are there.
        private var starts: [BODSRows.Target: [String]] = [:]
        /// The first reason for what is not taken, and all of them.
        var refusal: (target: BODSRows.Target, reason: String)?
        var messages: [String] = []

        mutating func refuse(_ target: BODSRows.Target, _ reason: String, _ message: String) {
            if refusal == nil { refusal = (target, reason) }
            if messages.count < 20, !messages.contains(message) { messages.append(message) }
        }

        mutating func sortStarts() {
            starts = Dictionary(grouping: claims, by: \.row.target).mapValues { $0.compactMap(\.since).sorted() }
        }

        /// The first day after another on which a claim of a theme begins.
        func firstStart(of target: BODSRows.Target, after day: String) -> String? {
            guard let starts = starts[target] else { return nil }
            let place = BinarySearch.firstIndex(in: starts.indices) { starts[$0] > day }
            return place < starts.endIndex ? starts[place] : nil
        }
    }

    /// What becomes of a relationship.
    ///
    /// - Parameter history: the statements of the record, the latest last.
    /// - Returns: rows in the order of the states, and at most one refusal.
    func read(_ history: [BODSPackage.Entry]) -> Found {
        var found = Found()
        var states: [(entry: BODSPackage.Entry, state: State)] = []
        for entry in history {
            guard case .relationship(let relation) = entry.statement.record else { continue }
            states.append((entry, state(of: relation, entry)))
        }
        guard let latest = states.last else { return found }
        var later: Set<[String?]> = []
        for index in states.indices.reversed() {
            let (entry, state) = states[index]
            let end = index + 1 < states.count ? states[index + 1] : nil
            for claim in state.claims where !later.contains(claim.key) {
                found.rows.append(finished(claim, entry.statement, endedBy: end))
            }
            later.formUnion(state.claims.map(\.key))
        }
        // Rows as they came about, the state that holds last.
        found.rows.reverse()
        if let refusal = latest.state.refusal {
            found.refusals.append(
                BODSRows.Refusal(
                    target: refusal.target, place: latest.entry.place, publisher: latest.entry.statement.publisher,
                    reason: refusal.reason, message: latest.state.messages.joined(separator: "; ")))
        }
        return found
    }

    /// The row of a claim with the day on which it ended: the one stated, that
    /// on which what replaced it began, or that of the statement that closed it.
    private func finished(
        _ claim: Claim, _ statement: BODSStatement, endedBy next: (entry: BODSPackage.Entry, state: State)?
    ) -> BODSRows.Row {
        var row = claim.row
        row.cells["since"] = claim.since
        row.cells["until"] = claim.until
        guard claim.until == nil, next != nil || statement.recordStatus == "closed" else { return row }
        let began = next?.state.firstStart(of: row.target, after: claim.since ?? "")
        let told = (next?.entry.statement ?? statement).statementDate.map(BODSRows.day)
        guard let end = began ?? told else {
            // Nobody says when: the row is withdrawn.
            row.cells["op"] = "delete"
            return row
        }
        // Told before it began: it never held.
        row.cells["until"] = max(end, claim.since ?? end)
        return row
    }

    // MARK: One statement

    private func state(of relation: BODSStatement.Relationship, _ entry: BODSPackage.Entry) -> State {
        var state = State()
        var cells = BODSRows.cells(of: entry.statement)
        guard case .entity(let subject) = parties.resolve(relation.subject) else {
            state.refuse(
                .shareholding, "bods.reference", "关系的主体不是文件内的组织 the subject is no entity of the file")
            return state
        }
        cells["company_code"] = subject.code
        cells["company_name"] = subject.name
        let party = parties.resolve(relation.interestedParty)
        if case .missing = party {
            state.refuse(
                .shareholding, "bods.reference", "利害关系方不在文件内 the interested party is no party of the file")
            return state
        }
        guard let interests = relation.interests, !interests.isEmpty else {
            if case .unspecified(let why) = party {
                state.refuse(.shareholding, "bods.unspecified_party", why)
            } else {
                state.refuse(.shareholding, "bods.no_interests", "未列出权益 the relationship names no interest")
            }
            return state
        }
        let components = (relation.componentRecords ?? []).filter(isKnown)
        var taken: [(kind: BODSInterestKind, interest: BODSStatement.Interest)] = []
        for interest in interests {
            let kind = kind(of: interest, entry.statement)
            let directness = interest.directOrIndirect ?? "unknown"
            if directness == "indirect" || directness != "direct" && !components.isEmpty {
                refuseIndirect(interest, components: components, kind, &state)
            } else {
                taken.append((kind, interest))
            }
        }
        addHoldings(taken, party, cells, entry.place, &state)
        addControl(taken, party, cells, entry.place, &state)
        for (kind, interest) in taken { addOffice(kind, interest, party, cells, entry.place, &state) }
        state.sortStarts()
        return state
    }

    private func kind(of interest: BODSStatement.Interest, _ statement: BODSStatement) -> BODSInterestKind {
        if let type = interest.type { return BODSInterestKind(type, share: interest.share) }
        return isOwnedThrough.contains(statement.recordID) ? .shares : .unmapped
    }

    private func refuseIndirect(
        _ interest: BODSStatement.Interest, components: [String], _ kind: BODSInterestKind, _ state: inout State
    ) {
        let what = interest.type ?? "an interest without a type"
        if components.isEmpty {
            state.refuse(
                kind.target, "bods.indirect_alone",
                "\(what)：间接，未说明经由何方 indirect, and nothing says through whom")
        } else {
            state.refuse(
                kind.target, "bods.indirect", "\(what)：间接，由组成记录计算 indirect, follows from its components")
        }
    }

    /// Shares, votes and income of the same days are one row.
    private func addHoldings(
        _ taken: [(kind: BODSInterestKind, interest: BODSStatement.Interest)], _ party: BODSParties.Resolution,
        _ cells: [String: String], _ place: BODSPackage.Place, _ state: inout State
    ) {
        var votes = waiting(of: .votes, in: taken)
        var income = waiting(of: .income, in: taken)
        for (kind, share) in taken where kind == .shares {
            let period = Period(share)
            let (right, part) = (votes[period]?.popLast(), income[period]?.popLast())
            state.claims.append(
                holding(share, right.map { taken[$0].interest }, part.map { taken[$0].interest }, party, cells, place))
        }
        // Rights without a share, each row where the first of it stands.
        for index in taken.indices where taken[index].kind == .votes || taken[index].kind == .income {
            let period = Period(taken[index].interest)
            guard votes[period]?.last == index || income[period]?.last == index else { continue }
            let (right, part) = (votes[period]?.popLast(), income[period]?.popLast())
            state.claims.append(
                holding(nil, right.map { taken[$0].interest }, part.map { taken[$0].interest }, party, cells, place))
        }
    }

    /// Interests of a kind by their dates, the first of each last.
    private func waiting(
        of kind: BODSInterestKind, in taken: [(kind: BODSInterestKind, interest: BODSStatement.Interest)]
    ) -> [Period: [Int]] {
        Dictionary(grouping: taken.indices.reversed().lazy.filter { taken[$0].kind == kind }) {
            Period(taken[$0].interest)
        }
    }

    private func holding(
        _ share: BODSStatement.Interest?, _ votes: BODSStatement.Interest?, _ income: BODSStatement.Interest?,
        _ party: BODSParties.Resolution, _ common: [String: String], _ place: BODSPackage.Place
    ) -> Claim {
        let all = [share, votes, income].compactMap(\.self)
        var (cells, flags) = described(all, common)
        switch party {
        case .entity(let holder), .person(let holder):
            cells["holder_name"] = holder.name
            cells["holder_code"] = holder.code
            cells["holder_id"] = holder.personID
            cells["holder_kind"] = holder.kind
        case .unspecified(let reason):
            // A name that stands for no party: the share is nobody's.
            cells["holder_name"] = "未明确持有人"
            cells["bods_unspecified"] = reason
        case .missing: break
        }
        if let stated = share?.share {
            if let exact = stated.exact {
                cells["share_percent"] = "\(exact)"
            } else {
                cells["share_percent_min"] = stated.least.map { "\($0)" }
                cells["share_percent_max"] = stated.most.map { "\($0)" }
                cells["bods_share"] = stated.text
            }
        }
        for (right, column, kept) in [
            (votes, "voting_percent", "bods_votes"), (income, "income_percent", "bods_income"),
        ] {
            guard let stated = right?.share, stated.isStated else { continue }
            if let exact = stated.exact {
                cells[column] = "\(exact)"
            } else {
                cells[kept] = stated.text
                // Votes that follow the capital need no column.
                if stated != share?.share { flags.insert(.rangeLeftOut) }
            }
        }
        return Claim(
            row: BODSRows.Row(target: .shareholding, place: place, cells: cells, flags: flags),
            since: all.first?.startDate.map(BODSRows.day), until: all.first?.endDate.map(BODSRows.day))
    }

    /// Control of one kind from the same days is one row.
    private func addControl(
        _ taken: [(kind: BODSInterestKind, interest: BODSStatement.Interest)], _ party: BODSParties.Resolution,
        _ common: [String: String], _ place: BODSPackage.Place, _ state: inout State
    ) {
        var groups: [(word: String, interests: [BODSStatement.Interest])] = []
        var places: [String: [Period: Int]] = [:]
        for (kind, interest) in taken {
            guard case .control(let word) = kind else { continue }
            if let index = places[word]?[Period(interest)] {
                groups[index].interests.append(interest)
            } else {
                places[word, default: [:]][Period(interest)] = groups.count
                groups.append((word, [interest]))
            }
        }
        for (word, interests) in groups {
            let controller: BODSParties.Party
            switch party {
            case .entity(let party), .person(let party): controller = party
            case .unspecified(let reason):
                state.refuse(.controlAgreement, "bods.unspecified_party", reason)
                continue
            case .missing: continue
            }
            var (cells, flags) = described(interests, common)
            cells["controller_name"] = controller.name
            cells["controller_code"] = controller.code
            cells["controller_id"] = controller.personID
            cells["kind"] = word
            cells["bods_share"] = interests.compactMap { $0.share?.text }.first
            // A contract over votes says how many.
            if word == "协议控制" {
                cells["voting_percent"] = interests.compactMap { $0.share?.exact.map { "\($0)" } }.first
            }
            state.claims.append(
                Claim(
                    row: BODSRows.Row(target: .controlAgreement, place: place, cells: cells, flags: flags),
                    since: interests[0].startDate.map(BODSRows.day), until: interests[0].endDate.map(BODSRows.day)))
        }
    }

    private func addOffice(
        _ kind: BODSInterestKind, _ interest: BODSStatement.Interest, _ party: BODSParties.Resolution,
        _ common: [String: String], _ place: BODSPackage.Place, _ state: inout State
    ) {
        switch (kind, party) {
        case (.unmapped, _):
            let share = interest.share.flatMap { $0.isStated ? " \($0.text) %" : nil } ?? ""
            state.refuse(
                .shareholding, "bods.interest_unmapped",
                (interest.type ?? "权益未注明类型 an interest without a type") + share)
        case (.office(let role), .person(let person)):
            var (cells, _) = described([interest], common)
            cells["person_name"] = person.name
            cells["person_id"] = person.personID
            cells["birth_year"] = person.birthYear
            cells["role"] = role
            state.claims.append(
                Claim(
                    row: BODSRows.Row(target: .officer, place: place, cells: cells),
                    since: interest.startDate.map(BODSRows.day), until: interest.endDate.map(BODSRows.day)))
        case (.office, .unspecified(let reason)): state.refuse(.officer, "bods.unspecified_party", reason)
        case (.office, _):
            state.refuse(
                .officer, "bods.interest_unmapped",
                "\(interest.type ?? "")：任职者不是自然人 the holder of the office is no person")
        default: break
        }
    }

    /// What is kept of interests beside the columns of the theme.
    private func described(
        _ interests: [BODSStatement.Interest], _ common: [String: String]
    ) -> (cells: [String: String], flags: RowBatch.Flags) {
        var cells = common
        func joined(_ texts: [String?]) -> String? {
            var seen: Set<String> = []
            let list = texts.compactMap(\.self).filter { seen.insert($0).inserted }
            return list.isEmpty ? nil : list.joined(separator: ", ")
        }
        cells["bods_interest"] = joined(interests.map(\.type))
        cells["bods_direct_or_indirect"] = joined(interests.map(\.directOrIndirect))
        cells["bods_beneficial_ownership_or_control"] = joined(
            interests.map { $0.beneficialOwnershipOrControl.map { $0 ? "true" : "false" } })
        cells["bods_details"] = joined(interests.map(\.details))
        let isDirect = interests.allSatisfy { $0.directOrIndirect == "direct" }
        return (cells, isDirect ? [] : .unknownDirectness)
    }
}

extension BODSRelations {
    /// Component records of holdings of shares, votes or income that are not
    /// direct, as the latest statements name them.
    static func ownedThrough(
        _ entries: [BODSPackage.Entry], _ statements: [String: [Int]]
    ) -> Set<String> {
        var records: Set<String> = []
        for list in statements.values {
            guard let latest = list.last, case .relationship(let relation) = entries[latest].statement.record,
                let components = relation.componentRecords
            else { continue }
            let leadsToShares = (relation.interests ?? []).contains { interest in
                guard interest.directOrIndirect != "direct", let type = interest.type else { return false }
                return BODSInterestKind(type, share: interest.share).target == .shareholding
            }
            if leadsToShares { records.formUnion(components) }
        }
        return records
    }
}
