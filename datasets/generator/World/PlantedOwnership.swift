extension World {
    static let whole: Int32 = 1_000_000

    /// Adds a share in per cent.
    mutating func hold(
        _ holder: UInt32, _ kind: HolderKind, _ company: Int, percent: Double, since: Int32? = nil
    ) {
        holdings.append(
            Holding(
                holder: holder, company: UInt32(company), share: Int32((percent * 10_000).rounded()),
                since: since ?? companies[company].established, kind: kind))
        companies[company].holdersPlanted = true
    }

    /// A group under one owner: a head, firms below it in up to four levels,
    /// one of them held jointly; optionally the last holds a share of the first
    /// below the head, which closes a cycle.
    mutating func plantGroup(_ members: [Int], owner: UInt32, cycle: Bool, _ random: inout SplitMix64) {
        guard let head = members.first else { return }
        let headOwn = Double(random.in(51...90))
        hold(owner, .person, head, percent: headOwn)
        hold(people.add(&random, around: companies[head].establishedDay.year), .person, head, percent: 100 - headOwn)
        for (n, member) in members.enumerated().dropFirst() {
            let parent = members[(n - 1) / 2]
            var left = 100.0
            if cycle, n == 1, members.count > 3 {
                let back = Double(random.in(8...20))
                hold(UInt32(members[members.count - 1]), .company, member, percent: back)
                left -= back
            }
            if n >= 3, n % 3 == 0 {
                // Neither alone has a majority, the group has.
                hold(UInt32(parent), .company, member, percent: 30)
                hold(UInt32(members[n - 2]), .company, member, percent: 25)
                left -= 55
            } else {
                let part = min(left, Double(random.pick([51, 55, 60, 67, 70, 80, 100])))
                hold(UInt32(parent), .company, member, percent: part)
                left -= part
            }
            if left > 0 {
                hold(people.add(&random, around: companies[member].establishedDay.year), .person, member, percent: left)
            }
        }
    }

    /// Ordinary companies for a planted structure, oldest first.
    private mutating func take(_ count: Int, _ pool: inout [Int]) -> [Int] {
        var taken: [Int] = []
        while taken.count < count, let index = pool.popLast() { taken.append(index) }
        return taken.sorted { companies[$0].established < companies[$1].established }
    }

    /// Plants pyramids, deep chains, cycles, cross-holdings, concerted groups,
    /// control agreements and state-owned groups among ordinary companies.
    mutating func plantStructures(_ random: inout SplitMix64) {
        let namesakes = Set(homonyms)
        var pool = companies.indices.filter {
            companies[$0].kind == .limited && companies[$0].status == .active && companies[$0].ring == 0
                && companies[$0].crowd == 0 && !companies[$0].holdersPlanted && !namesakes.contains(UInt32($0))
                && companies[$0].establishedDay.year > 1999 && companies[$0].establishedDay.year < 2021
        }
        for i in stride(from: pool.count - 1, to: 0, by: -1) { pool.swapAt(i, random.below(i + 1)) }
        let isSample = scale.name == "sample"
        func times(_ perDistrict: Int) -> Int { isSample ? 1 : max(1, scale.companyCount * perDistrict / 75_000) }

        if isSample { plantStories(&pool, &random) }
        for _ in 0..<times(60) {
            let members = take(isSample ? 6 : random.in(4...15), &pool)
            guard let head = members.first else { continue }
            plantGroup(members, owner: companies[head].rep, cycle: random.chance(0.1), &random)
        }
        for _ in 0..<times(20) { deepChain(take(isSample ? 12 : random.in(12...18), &pool), &random) }
        for _ in 0..<times(12) { cycle(take(random.in(3...5), &pool), &random) }
        for _ in 0..<times(15) { crossHolding(take(2, &pool), &random) }
        // As many as their themes have rows: three members to a group.
        while concerted.count < scale.distinctRows("concerted_action") / 3, pool.count > 9 {
            concert(take(1, &pool), &random)
        }
        while agreements.count < scale.distinctRows("control_agreement"), pool.count > 9 {
            agreement(take(2, &pool), &random)
        }
        let bodies = ["国有资产监督管理局", "财政局", "国有资产投资运营中心"]
        stateBodies =
            bodies.map { places.geography.districts[0].name + $0 } + [places.geography.city + "人民政府国有资产监督管理委员会"]
        while stateCompanies.count < scale.distinctRows("state_holder"), pool.count > 9 {
            stateGroup(take(isSample ? 3 : random.in(2...8), &pool), &random)
        }
    }

    /// A chain of single holdings, each above a half.
    private mutating func deepChain(_ chain: [Int], _ random: inout SplitMix64) {
        guard let head = chain.first else { return }
        hold(companies[head].rep, .person, head, percent: 100)
        for (upper, lower) in zip(chain, chain.dropFirst()) {
            let share = Double(random.in(51...95))
            hold(UInt32(upper), .company, lower, percent: share)
            hold(people.add(&random, around: 2005), .person, lower, percent: 100 - share)
        }
    }

    /// A ring of companies, each with a part of the next, and persons outside.
    private mutating func cycle(_ ring: [Int], _ random: inout SplitMix64) {
        guard ring.count > 2 else { return }
        for (n, member) in ring.enumerated() {
            let before = ring[(n + ring.count - 1) % ring.count]
            let share = Double(random.in(15...45))
            hold(
                UInt32(before), .company, member, percent: share,
                since: max(companies[before].established, companies[member].established))
            hold(companies[ring[0]].rep, .person, member, percent: 100 - share)
        }
    }

    private mutating func crossHolding(_ pair: [Int], _ random: inout SplitMix64) {
        guard pair.count == 2 else { return }
        let since = max(companies[pair[0]].established, companies[pair[1]].established)
        for (a, b) in [(pair[0], pair[1]), (pair[1], pair[0])] {
            let share = Double(random.in(20...40))
            hold(UInt32(a), .company, b, percent: share, since: since)
            hold(companies[b].rep, .person, b, percent: 100 - share)
        }
    }

    /// Three holders below a half agree to vote together.
    private mutating func concert(_ one: [Int], _ random: inout SplitMix64) {
        guard let company = one.first else { return }
        let year = companies[company].establishedDay.year
        let shares = random.pick([[22.0, 18.0, 15.0, 45.0], [16.6667, 16.6667, 16.6667, 49.9999], [20, 20, 20, 40]])
        var members: [UInt32] = []
        for (n, share) in shares.enumerated() {
            let holder = n == 0 ? companies[company].rep : people.add(&random, around: year)
            hold(holder, .person, company, percent: share)
            if n < 3 { members.append(holder) }
        }
        let votes = Int32((shares[0...2].reduce(0, +) * 10_000).rounded())
        concerted.append(
            ConcertedGroup(
                company: UInt32(company), members: members, signed: companies[company].established + 40, votes: votes))
    }

    /// A party without a majority that holds it by contract.
    private mutating func agreement(_ pair: [Int], _ random: inout SplitMix64) {
        guard pair.count == 2 else { return }
        let (controller, company) = (pair[0], pair[1])
        hold(companies[company].rep, .person, company, percent: 60)
        hold(people.add(&random, around: 2008), .person, company, percent: 40)
        let byCompany = random.chance(0.6)
        agreements.append(
            ControlAgreement(
                controller: byCompany ? UInt32(controller) : companies[controller].rep, controllerIsCompany: byCompany,
                company: UInt32(company), votes: Int32(random.pick([51, 60, 100])) * 10_000,
                signed: companies[company].established + Int32(random.in(30...700)), kind: UInt8(random.below(2))))
    }

    /// A state body over a company over others.
    private mutating func stateGroup(_ members: [Int], _ random: inout SplitMix64) {
        guard let head = members.first else { return }
        let body = random.below(stateBodies.count)
        hold(UInt32(body), .state, head, percent: 100)
        stateCompanies.append((UInt32(head), body, Self.whole))
        for member in members.dropFirst() {
            let share = Double(random.pick([51, 60, 70, 100, 100]))
            hold(UInt32(head), .company, member, percent: share)
            if share < 100 { hold(companies[member].rep, .person, member, percent: 100 - share) }
            if random.chance(0.8) { stateCompanies.append((UInt32(member), body, Int32(share * 10_000))) }
        }
    }
}
