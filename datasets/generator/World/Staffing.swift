extension World {
    /// Fills posts, former representatives and kinship up to the rows of their
    /// themes.
    mutating func staff(_ random: inout SplitMix64) throws {
        let wanted = scale.distinctRows("officer")
        let firms = companies.indices.filter { companies[$0].kind != .soleProprietor && companies[$0].kind != .branch }
        for index in firms { appoint(index, &random) }
        guard posts.count <= wanted else {
            throw GeneratorError("rows-per-theme.csv: officer needs at least \(posts.count + wanted / 900) rows")
        }
        while posts.count < wanted {
            let index = random.pick(firms)
            let company = companies[index]
            let since = company.established
            let days = max(60, company.lastDay - company.establishedDay)
            posts.append(
                Post(
                    person: people.add(&random, around: company.establishedDay.year), company: UInt32(index),
                    role: UInt8(random.pick([1, 2, 2, 3, 5, 6])), since: since,
                    until: since + Int32(random.in(40...days))))
        }
        posts.sort { ($0.company, $0.role, $0.since) < ($1.company, $1.role, $1.since) }
        formerRepresentatives(&random)
        kinship(&random)
    }

    /// The usual organs: a director who is the representative, a manager, a
    /// supervisor, sometimes a board.
    private mutating func appoint(_ index: Int, _ random: inout SplitMix64) {
        let company = companies[index]
        let holders = holdingRanges[index].map { holdings[Int($0)] }.filter { $0.kind == .person && $0.until == 0 }.map(
            \.holder)
        let year = company.establishedDay.year
        func add(_ person: UInt32, _ role: UInt8) {
            posts.append(Post(person: person, company: UInt32(index), role: role, since: company.established))
        }
        let board = company.kind == .joint || (company.headCount > 150 && random.chance(0.5))
        add(company.rep, board ? 4 : 0)
        if random.chance(0.55) { add(random.chance(0.6) ? company.rep : holders.last ?? company.rep, 1) }
        if random.chance(0.45) {
            let second = holders.first { $0 != company.rep }
            add(second != nil && random.chance(0.6) ? second ?? 0 : people.add(&random, around: year), 2)
        }
        if company.agent != Company.none, random.chance(0.5) { add(company.agent, 3) }
        guard board else { return }
        for role: UInt8 in [5, 5, 6, 7, 8] { add(people.add(&random, around: year), role) }
        if company.kind == .joint { add(people.add(&random, around: year - 15), 9) }
    }

    private mutating func formerRepresentatives(_ random: inout SplitMix64) {
        // The theme has each company's present representative, then former ones.
        let wanted = max(0, scale.distinctRows("legal_representative") - companies.count)
        while formerReps.count < wanted {
            let index = random.below(companies.count)
            let company = companies[index]
            let days = company.lastDay - company.establishedDay
            guard days > 120 else { continue }
            let person = people.add(&random, around: company.establishedDay.year)
            let end = company.established + Int32(random.in(60...days - 30))
            formerReps.append(
                Post(person: person, company: UInt32(index), role: 0, since: company.established, until: end))
        }
    }

    private mutating func kinship(_ random: inout SplitMix64) {
        let wanted = scale.distinctRows("relationship")
        if kin.count > wanted { kin.removeLast(kin.count - wanted) }
        while kin.count < wanted {
            let company = companies[random.below(companies.count)]
            guard company.ring == 0 else { continue }
            let kind = random.pick([Kin.Kind.spouse, .spouse, .child, .sibling, .parent])
            let base = people.birth(company.rep).year
            let shift = kind == .child ? 66 : kind == .parent ? 14 : 40
            let relative = people.add(&random, around: base + shift, relative: kind == .spouse ? nil : company.rep)
            kin.append(
                Kin(
                    person: company.rep, relative: relative, kind: kind,
                    since: kinSince(kind, company.rep, relative, &random)))
        }
    }
}
