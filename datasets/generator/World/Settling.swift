extension World {
    /// Companies at one address, as measured: 92.8 % alone, then a tail of
    /// about n^-3.
    private static let crowding: WeightedIndex = {
        var weights = [0, 0.928, 0.0468, 0.0123]
        for n in 4...40 { weights.append(0.0123 * 27 / Double(n * n * n)) }
        return WeightedIndex(weights)
    }()

    private static let kinds: [CompanyKind] = [.limited, .joint, .partnership, .soleProprietor, .cooperative, .branch]
    private static let kindIndex = WeightedIndex([0.755, 0.008, 0.02, 0.14, 0.037, 0.04])

    /// Fills the registry up with ordinary companies, address by address.
    mutating func settle(_ random: inout SplitMix64) {
        let count = scale.companyCount
        while companies.count < count {
            let town = places.geography.townIndex.draw(&random)
            let wanted = min(Self.crowding.draw(&random), count - companies.count)
            // Many at one room would look like a ring, and are none in reality.
            let crowded = wanted > 3
            let (unit, isVillage) = ordinaryUnit(crowded: crowded, town: town, &random)
            var head: UInt32?
            for n in 0..<max(1, wanted) {
                let kind = isVillage && random.chance(0.25) ? .cooperative : Self.kinds[Self.kindIndex.draw(&random)]
                let day = Self.foundingDay(&random)
                let rep = ordinaryRep(day: day, neighbour: n > 0 && !crowded ? head : nil, &random)
                let index = found(
                    kind, on: day, at: unit, rep: rep, trade: isVillage || kind == .cooperative ? 15 : nil, &random)
                if kind == .branch { attach(index, &random) }
                head = companies[index].rep
                if random.chance(0.13) {
                    companies[index].businessUnit = places.claim(.street, level: .doorplate, town: town, &random)
                }
            }
        }
    }

    /// Makes a new branch belong to an older company; without one it becomes a
    /// company itself.
    private mutating func attach(_ index: Int, _ random: inout SplitMix64) {
        for _ in 0..<8 {
            let parent = random.below(max(1, index))
            if companies[parent].kind == .limited, companies[parent].ring == 0,
                companies[parent].established <= companies[index].established
            {
                companies[index].parent = UInt32(parent)
                return
            }
        }
        companies[index].kind = .limited
    }

    /// Where an ordinary company sits, in the measured mix of precisions.
    private mutating func ordinaryUnit(
        crowded: Bool, town: Int, _ random: inout SplitMix64
    ) -> (unit: UInt32, isVillage: Bool) {
        let roll = random.below(100)
        if crowded {
            return roll < 55
                ? (places.claimVillage(text: true, town: town, &random), true)
                : (places.claim(.street, level: .doorplate, town: town, &random), false)
        }
        switch roll {
        case ..<15: return (places.claim(.office, level: .room, town: town, &random), false)
        case ..<17: return (places.claim(.office, level: .floor, town: town, &random), false)
        case ..<28: return (places.claim(.residential, level: .room, town: town, &random), false)
        case ..<66: return (places.claim(.street, level: .doorplate, town: town, &random), false)
        case ..<68: return (places.claim(.street, level: .room, town: town, &random), false)
        case ..<76: return (places.claim(.industrial, level: .building, town: town, &random), false)
        case ..<78: return (places.claim(.industrial, level: .floor, town: town, &random), false)
        case ..<83: return (places.claim(.market, level: .room, town: town, &random), false)
        case ..<98: return (places.claimVillage(text: false, town: town, &random), true)
        default: return (places.claimVillage(text: true, town: town, &random), true)
        }
    }

    /// Most companies have a representative of their own; one in twelve is
    /// headed by somebody who heads another, or by a relative or the same
    /// person as the neighbour in the room.
    private mutating func ordinaryRep(
        day: CalendarDay, neighbour: UInt32?, _ random: inout SplitMix64
    ) -> UInt32? {
        if let neighbour {
            let roll = random.below(100)
            if roll < 40 { return neighbour }
            if roll < 60 { return people.add(&random, around: day.year, relative: neighbour) }
            return nil
        }
        guard random.chance(0.055), companies.count > 20 else { return nil }
        let other = companies[random.below(companies.count)]
        guard other.ring == 0, other.crowd == 0, people.birth(other.rep).year + 18 <= day.year else { return nil }
        return other.rep
    }

    /// Gives names and code bodies that are each company's own.
    mutating func register() {
        var names: Set<UInt64> = []
        names.reserveCapacity(companies.count)
        var row = RowBuffer()
        for index in companies.indices {
            repeat {
                row.clear()
                appendName(index, to: &row)
                if names.insert(row.bytes.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 })
                    .inserted
                {
                    break
                }
                companies[index].nameSeed &+= 1
            } while true
        }
        // Bodies are given out in order of registration, so companies that are
        // filed together have neighbouring codes.
        let order = companies.indices.sorted {
            (companies[$0].established, companies[$0].ring, $0) < (companies[$1].established, companies[$1].ring, $1)
        }
        for (rank, index) in order.enumerated() {
            let letters = companies[index].established >= Self.newCodes.number
            let step = letters ? 3 : 37
            companies[index].serial = UInt32((letters ? 31 * 31 * 31 * 31 * 31 : 26_000_000) + rank * step)
        }
    }
}
