extension World {
    /// Plants the fake rings: several kinds, each leaving the traces that the
    /// reference lists for it.
    mutating func plantRings(_ random: inout SplitMix64) {
        let kinds = ["a", "h", "i", "desk", "phantom", "scattered"]
        for n in 0..<scale.ringCount {
            let kind = kinds[n % kinds.count]
            let town = places.geography.townIndex.draw(&random)
            var ring = PlantedGroup(scenario: kind, explanation: "", seed: UInt32(truncatingIfNeeded: random.next()))
            let number = UInt16(rings.count + 1)
            switch kind {
            case "a": nomineeRoom(&ring, big: n < 12, town: town, &random)
            case "h": burst(&ring, town: town, &random)
            case "i": successor(&ring, town: town, &random)
            case "desk": desks(&ring, town: town, &random)
            case "phantom": phantomFloor(&ring, town: town, &random)
            default: scattered(&ring, town: town, &random)
            }
            for company in ring.companies {
                companies[Int(company)].ring = number
                companies[Int(company)].risk = UInt8(random.in(2...3))
                // Every tenth is not known to be hollow yet.
                companies[Int(company)].shell = random.chance(0.9)
                if companies[Int(company)].status == .active { companies[Int(company)].headCount = 0 }
            }
            rings.append(ring)
        }
    }

    private var isSample: Bool { scale.name == "sample" }

    /// A day in the two years before the end.
    private func ringStart(_ random: inout SplitMix64) -> CalendarDay { CalendarDay.end + -random.in(150...900) }

    /// (a) Dozens of firms at one flat in four months, one or two nominees.
    private mutating func nomineeRoom(_ ring: inout PlantedGroup, big: Bool, town: Int, _ random: inout SplitMix64) {
        let start = ringStart(&random)
        ring.unit = places.claim(.residential, level: .room, town: town, &random)
        ring.explanation = "one flat, one or two nominee representatives, four months, two spellings"
        let reps = (0..<random.in(1...2)).map { _ in people.add(&random, around: start.year - 25) }
        let agent = random.pick(agents)
        let size = isSample ? 12 : big ? random.in(40...160) : random.in(10...40)
        for _ in 0..<size {
            join(
                &ring, on: start + random.below(118), at: ring.unit, rep: random.pick(reps),
                trade: random.pick([1, 10]),
                agent: agent, &random)
        }
    }

    /// (h) Thirty firms at one room within three days, with sister names.
    private mutating func burst(_ ring: inout PlantedGroup, town: Int, _ random: inout SplitMix64) {
        let start = ringStart(&random)
        ring.unit = places.claim(.office, level: .room, town: town, &random)
        ring.explanation = "one room, three days, sister names, consecutive codes"
        ring.similarNames = true
        let agent = random.pick(agents)
        let reps = (0..<(isSample ? 2 : random.in(3...7))).map { _ in people.add(&random, around: start.year - 10) }
        for _ in 0..<(isSample ? 8 : random.in(14...32)) {
            join(
                &ring, on: start + random.below(3), at: ring.unit, rep: random.pick(reps), trade: 1, agent: agent,
                &random)
        }
    }

    /// (i) A new firm of the same person, room and trade after a revocation.
    private mutating func successor(_ ring: inout PlantedGroup, town: Int, _ random: inout SplitMix64) {
        let start = ringStart(&random)
        let trade = Trade.index.draw(&random)
        ring.unit = places.claim(.office, level: .room, town: town, &random)
        ring.explanation = "successor of a revoked firm: same person, room and trade"
        let rep = people.add(&random, around: start.year - 12)
        join(&ring, on: start + -random.in(1_400...2_500), at: ring.unit, rep: rep, trade: trade, agent: nil, &random)
        let old = Int(ring.companies[0])
        companies[old].status = .revoked
        companies[old].ended = (start + -random.in(20...150)).number
        join(&ring, on: start, at: ring.unit, rep: rep, trade: trade, agent: nil, &random)
        if random.chance(0.4) {
            join(&ring, on: start + random.in(20...90), at: ring.unit, rep: rep, trade: trade, agent: nil, &random)
        }
    }

    /// Several firms at the same desk of a shared office that hosts nobody.
    private mutating func desks(_ ring: inout PlantedGroup, town: Int, _ random: inout SplitMix64) {
        let start = ringStart(&random)
        let room = places.claim(.office, level: .room, town: town, &random)
        var unit = places.units[Int(room)]
        (unit.level, unit.desk) = (.desk, UInt16(random.in(1...60)))
        ring.unit = places.append(unit)
        ring.explanation = "one desk, few people, same agent's phone"
        ring.similarNames = random.chance(0.5)
        let agent = random.pick(agents)
        let reps = (0..<random.in(2...3)).map { _ in people.add(&random, around: start.year - 5) }
        for _ in 0..<random.in(5...18) {
            join(
                &ring, on: start + random.below(40), at: ring.unit, rep: random.pick(reps), trade: 10, agent: agent,
                &random)
        }
    }

    /// Rooms on floors that the building does not have.
    private mutating func phantomFloor(_ ring: inout PlantedGroup, town: Int, _ random: inout SplitMix64) {
        let start = ringStart(&random)
        let first = places.claim(random.chance(0.5) ? .residential : .office, level: .room, town: town, &random)
        ring.explanation = "rooms on floors that the building does not have"
        let agent = random.pick(agents)
        let reps = (0..<random.in(2...4)).map { _ in people.add(&random, around: start.year - 15) }
        for n in 0..<random.in(6...15) {
            var unit = places.units[Int(first)]
            unit.floor = Int16(places.estates[Int(unit.estate)].floors) + Int16(1 + n / 3)
            unit.room = UInt16(1 + n % 3)
            join(
                &ring, on: start + random.below(60), at: places.append(unit), rep: random.pick(reps), trade: 1,
                agent: agent,
                &random)
        }
    }

    /// Different flats of one estate, tied by one agent, sister names and the
    /// same few people.
    private mutating func scattered(_ ring: inout PlantedGroup, town: Int, _ random: inout SplitMix64) {
        let start = ringStart(&random)
        ring.explanation = "different flats of one estate, one agent, sister names, few people"
        ring.similarNames = true
        let agent = random.pick(agents)
        let estate = places.addEstate(.residential, town: town, &random)
        let reps = (0..<random.in(2...5)).map { _ in people.add(&random, around: start.year - 20) }
        for slot in 0..<random.in(9...25) {
            let unit = places.claim(in: estate, slot: slot, level: .room)
            join(&ring, on: start + random.below(60), at: unit, rep: random.pick(reps), trade: 1, agent: agent, &random)
        }
    }

    private mutating func join(
        _ ring: inout PlantedGroup, on day: CalendarDay, at unit: UInt32, rep: UInt32, trade: Int, agent: UInt32?,
        _ random: inout SplitMix64
    ) {
        let day = min(day, CalendarDay.end + -10)
        let index = found(.limited, on: day, at: unit, rep: rep, trade: trade, &random)
        companies[index].status = .active
        companies[index].ended = 0
        companies[index].capitalYuan = Int64(random.pick([500, 1000, 1000, 2000, 5000])) * 10_000
        if let agent { companies[index].agent = agent }
        ring.companies.append(UInt32(index))
    }
}
