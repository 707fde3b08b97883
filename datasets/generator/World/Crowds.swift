extension World {
    private static let crowdKinds = ["b", "d", "e", "c", "incubator", "f", "tower", "hall", "cooperatives", "family"]

    /// Plants the benign crowds: five for each ring, because real crowded
    /// places are nearly all harmless.
    mutating func plantCrowds(_ random: inout SplitMix64) {
        for n in 0..<rings.count * Scale.crowdsPerRing {
            let kind = Self.crowdKinds[n % Self.crowdKinds.count]
            let town = places.geography.townIndex.draw(&random)
            var crowd = PlantedGroup(scenario: kind, explanation: "", seed: UInt32(truncatingIfNeeded: random.next()))
            // The first of a kind has the size of the reference's example.
            let big = n < Self.crowdKinds.count && scale.name != "sample"
            func size(_ example: Int, _ range: ClosedRange<Int>, _ small: ClosedRange<Int>) -> Int {
                big ? example : scale.name == "sample" ? random.in(small) : random.in(range)
            }
            switch kind {
            case "b": hosted(&crowd, size(300, 15...60, 5...9), town, &random)
            case "d": market(&crowd, size(172, 12...50, 5...9), town, &random)
            case "e": villageText(&crowd, size(80, 8...30, 4...6), town, &random)
            case "c": chain(&crowd, size(350, 10...40, 5...8), town, &random)
            case "incubator": incubator(&crowd, size(60, 10...40, 5...8), town, &random)
            case "f": headquarters(&crowd, size(16, 5...12, 4...5), town, &random)
            case "tower": tower(&crowd, size(50, 10...30, 4...6), town, &random)
            case "hall": hall(&crowd, size(40, 8...20, 4...5), town, &random)
            case "cooperatives": cooperatives(&crowd, size(14, 5...10, 3...4), town, &random)
            default: family(&crowd, size(7, 4...6, 3...4), town, &random)
            }
            for company in crowd.companies { companies[Int(company)].crowd = UInt16(crowds.count + 1) }
            crowds.append(crowd)
        }
        // Further licences, whose hosts have nobody to host yet.
        while hosts.count < scale.distinctRows("host_address") {
            let unit = places.claim(.hostedRoom, level: .room, town: places.geography.townIndex.draw(&random), &random)
            let since = CalendarDay(random.in(2014...2025), random.in(1...12), random.in(1...28))
            host(at: unit, kind: UInt8(random.below(2)), trade: 10, since: since, &random)
        }
    }

    /// (b) A licensed address that hosts companies: nearly as many people.
    private mutating func hosted(_ crowd: inout PlantedGroup, _ size: Int, _ town: Int, _ random: inout SplitMix64) {
        crowd.explanation = "licensed cluster registration, nearly one representative each"
        crowd.unit = places.claim(.hostedRoom, level: .room, town: town, &random)
        let founded = CalendarDay(random.in(2014...2019), random.in(1...12), random.in(1...28))
        let host = host(at: crowd.unit, kind: 0, trade: 10, since: founded, &random)
        for _ in 0..<size {
            let rep =
                crowd.companies.count > 3 && random.chance(0.02)
                ? companies[Int(random.pick(crowd.companies))].rep : nil
            enter(&crowd, .limited, founded + random.in(30...2_500), crowd.unit, rep: rep, trade: nil, &random)
            if random.chance(0.4) {
                companies[Int(crowd.companies[crowd.companies.count - 1])].agent = companies[host].rep
            }
        }
    }

    /// (d) A market hall: stalls at one door number over 25 years.
    private mutating func market(_ crowd: inout PlantedGroup, _ size: Int, _ town: Int, _ random: inout SplitMix64) {
        crowd.explanation = "market hall, many stall holders over 25 years"
        let estate = places.addEstate(.market, town: town, &random)
        let whole = places.claim(in: estate, slot: 0, level: .doorplate)
        crowd.unit = whole
        if random.chance(0.7) { host(at: whole, kind: 2, trade: 12, since: CalendarDay(2001, 3, 1), &random) }
        let trade = Trade.index.draw(&random)
        for slot in 0..<size {
            let unit = random.chance(0.5) ? whole : places.claim(in: estate, slot: slot, level: .room)
            enter(
                &crowd, random.chance(0.6) ? .soleProprietor : .limited, World.foundingDay(&random, from: 2001), unit,
                rep: nil,
                trade: trade, &random)
        }
    }

    /// (e) An address that only names a village.
    private mutating func villageText(_ crowd: inout PlantedGroup, _ size: Int, _ town: Int, _ random: inout SplitMix64)
    {
        crowd.explanation = "imprecise address: only the village is named"
        crowd.unit = places.claimVillage(text: true, town: town, &random)
        for _ in 0..<size {
            enter(&crowd, .limited, World.foundingDay(&random), crowd.unit, rep: nil, trade: nil, &random)
        }
    }

    /// (c) A chain: one person in charge of branches all over the city.
    private mutating func chain(_ crowd: inout PlantedGroup, _ size: Int, _ town: Int, _ random: inout SplitMix64) {
        crowd.explanation = "chain: one person in charge of many branches, each at an address of its own"
        let unit = places.claim(.office, level: .room, town: town, &random)
        let founded = CalendarDay(random.in(1998...2012), random.in(1...12), random.in(1...28))
        let parent = found(.limited, on: founded, at: unit, rep: nil, trade: random.pick([4, 13, 3]), &random)
        revive(parent)
        companies[parent].capitalYuan = 50_000_000
        companies[parent].headCount = Int32(size * 6)
        let manager = people.add(&random, around: founded.year)
        for _ in 0..<size {
            let branch = places.claim(
                .street, level: .doorplate, town: places.geography.townIndex.draw(&random), &random)
            enter(
                &crowd, .branch, founded + random.in(100...5_000), branch, rep: manager,
                trade: Int(companies[parent].trade), &random)
            companies[Int(crowd.companies[crowd.companies.count - 1])].parent = UInt32(parent)
        }
    }

    private mutating func incubator(_ crowd: inout PlantedGroup, _ size: Int, _ town: Int, _ random: inout SplitMix64) {
        crowd.explanation = "incubator: desks of young companies"
        let estate = places.addEstate(.incubator, town: town, &random)
        let room = places.claim(in: estate, slot: 0, level: .room)
        crowd.unit = room
        let founded = CalendarDay(random.in(2014...2020), random.in(1...12), random.in(1...28))
        if random.chance(0.8) { host(at: room, kind: 1, trade: 10, since: founded, &random) }
        for n in 0..<size {
            var unit = places.units[Int(room)]
            (unit.level, unit.desk) = (.desk, UInt16(n + 1))
            enter(
                &crowd, .limited, founded + random.in(30...2_000), random.chance(0.8) ? places.append(unit) : room,
                rep: nil,
                trade: random.pick([0, 0, 17, 18, 11]), &random)
        }
    }

    /// (f) A group's seat: its companies share a floor and an owner.
    private mutating func headquarters(
        _ crowd: inout PlantedGroup, _ size: Int, _ town: Int, _ random: inout SplitMix64
    ) {
        crowd.explanation = "seat of a group: one owner, ownership paths exist"
        crowd.unit = places.claim(.office, level: .floor, town: town, &random)
        var founded = CalendarDay(random.in(1996...2012), random.in(1...12), random.in(1...28))
        let owner = people.add(&random, around: founded.year)
        for n in 0..<size {
            enter(
                &crowd, .limited, founded, crowd.unit, rep: random.chance(0.6) ? owner : nil, trade: n == 0 ? 16 : nil,
                &random)
            founded = min(CalendarDay.end + -40, founded + random.in(60...900))
        }
        plantGroup(crowd.companies.map(Int.init), owner: owner, cycle: random.chance(0.4), &random)
    }

    private mutating func tower(_ crowd: inout PlantedGroup, _ size: Int, _ town: Int, _ random: inout SplitMix64) {
        crowd.explanation = "office tower written without rooms"
        let estate = places.addEstate(.office, town: town, &random)
        crowd.unit = places.claim(in: estate, slot: 0, level: .doorplate)
        for _ in 0..<size {
            enter(&crowd, .limited, World.foundingDay(&random, from: 2003), crowd.unit, rep: nil, trade: nil, &random)
        }
    }

    private mutating func hall(_ crowd: inout PlantedGroup, _ size: Int, _ town: Int, _ random: inout SplitMix64) {
        crowd.explanation = "service hall of a park, used as address by its companies"
        crowd.unit = places.claim(.serviceHall, level: .room, town: town, &random)
        if random.chance(0.7) { host(at: crowd.unit, kind: 3, trade: 10, since: CalendarDay(2012, 5, 8), &random) }
        for _ in 0..<size {
            enter(&crowd, .limited, World.foundingDay(&random, from: 2012), crowd.unit, rep: nil, trade: nil, &random)
        }
    }

    private mutating func cooperatives(
        _ crowd: inout PlantedGroup, _ size: Int, _ town: Int, _ random: inout SplitMix64
    ) {
        crowd.explanation = "cooperatives of one village committee's house"
        crowd.unit = places.claimVillage(text: false, town: town, &random)
        for _ in 0..<size {
            enter(
                &crowd, .cooperative, World.foundingDay(&random, from: 2008), crowd.unit, rep: nil, trade: 15, &random)
        }
    }

    private mutating func family(_ crowd: inout PlantedGroup, _ size: Int, _ town: Int, _ random: inout SplitMix64) {
        crowd.explanation = "one family's businesses, begun over many years, with staff and taxes"
        crowd.unit = places.claim(random.chance(0.5) ? .street : .residential, level: .room, town: town, &random)
        let elder = people.add(&random, around: 2004)
        for n in 0..<size {
            let day = CalendarDay(2003 + n * 3, random.in(1...12), random.in(1...28))
            let rep = n % 2 == 0 ? elder : people.add(&random, around: day.year, relative: elder)
            enter(&crowd, .limited, day, crowd.unit, rep: rep, trade: nil, &random)
            companies[Int(crowd.companies[crowd.companies.count - 1])].headCount = Int32(random.in(3...30))
        }
    }

    // MARK: parts

    /// Founds the firm that is licensed to host at the unit.
    @discardableResult
    private mutating func host(
        at unit: UInt32, kind: UInt8, trade: Int, since: CalendarDay, _ random: inout SplitMix64
    ) -> Int {
        let index = found(.limited, on: since + -60, at: unit, rep: nil, trade: trade, &random)
        revive(index)
        companies[index].headCount = Int32(random.in(4...30))
        hosts.append(Host(unit: unit, host: UInt32(index), kind: kind, since: since.number))
        return index
    }

    private mutating func enter(
        _ crowd: inout PlantedGroup, _ kind: CompanyKind, _ day: CalendarDay, _ unit: UInt32, rep: UInt32?, trade: Int?,
        _ random: inout SplitMix64
    ) {
        let day = min(day, CalendarDay.end + -random.in(20...300))
        crowd.companies.append(UInt32(found(kind, on: day, at: unit, rep: rep, trade: trade, &random)))
    }

    mutating func revive(_ index: Int) {
        companies[index].status = .active
        companies[index].ended = 0
    }
}
