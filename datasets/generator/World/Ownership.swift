extension World {
    private static let holderCounts: WeightedIndex = {
        var weights = [0, 0.40, 0.37, 0.115, 0.05, 0.025, 0.012, 0.008, 0.006, 0.004, 0.003]
        for n in 11...49 { weights.append(0.25 / Double(n * n * n) * 10) }
        return WeightedIndex(weights)
    }()
    private static let pairs: [Double] = [51, 50, 60, 90, 99, 70, 80, 95, 67, 49, 40, 30, 66.67, 33.33, 10]

    /// Gives every company that has none its holders, then former holders until
    /// the theme's rows are reached.
    mutating func share(_ random: inout SplitMix64) throws {
        for index in companies.indices where !companies[index].holdersPlanted {
            switch companies[index].kind {
            case .soleProprietor, .branch: continue
            case .cooperative: members(of: index, count: 5, &random)
            case .partnership: members(of: index, count: random.in(2...8), &random)
            case .limited, .joint: members(of: index, count: Self.holderCounts.draw(&random), &random)
            }
        }
        spoilStatements(&random)
        try addFormerHolders(&random)
        holdings.sort { ($0.company, $0.until == 0 ? 0 : 1) < ($1.company, $1.until == 0 ? 0 : 1) }
        var ranges = [Range<Int32>](repeating: 0..<0, count: companies.count)
        var start = 0
        while start < holdings.count {
            var end = start
            while end < holdings.count, holdings[end].company == holdings[start].company { end += 1 }
            ranges[Int(holdings[start].company)] = Int32(start)..<Int32(end)
            start = end
        }
        holdingRanges = ranges
    }

    private mutating func members(of index: Int, count: Int, _ random: inout SplitMix64) {
        let company = companies[index]
        let parts = split(count, &random)
        let year = company.establishedDay.year
        var holders: [UInt32] = []
        for (n, part) in parts.enumerated() {
            let since = n < 2 || random.chance(0.7) ? company.established : laterDay(than: company, &random)
            var holding = Holding(holder: 0, company: UInt32(index), share: part, since: since, kind: .person)
            if n == 0, company.ring == 0, random.chance(0.13), let parent = corporateHolder(before: index, &random) {
                (holding.holder, holding.kind) = (parent, .company)
            } else if random.chance(0.012) {
                (holding.holder, holding.kind) = (UInt32(random.below(4_000)), .outside)
            } else if count > 8, n == count - 1, random.chance(0.2) {
                (holding.holder, holding.kind) = (0, .staff)
            } else {
                holding.holder = personHolder(n, company, holders, year, &random)
                if holders.contains(holding.holder) { holding.holder = people.add(&random, around: year) }
                holders.append(holding.holder)
            }
            holdings.append(holding)
        }
    }

    private func laterDay(than company: Company, _ random: inout SplitMix64) -> Int32 {
        let days = company.lastDay - company.establishedDay
        return company.established + Int32(days > 1 ? random.below(days) : 0)
    }

    /// The first holder is mostly the representative, the second often a
    /// relative; one in fifteen holds elsewhere too.
    private mutating func personHolder(
        _ n: Int, _ company: Company, _ holders: [UInt32], _ year: Int, _ random: inout SplitMix64
    ) -> UInt32 {
        if n == 0, random.chance(0.85) { return company.rep }
        if n > 0, company.ring > 0 { return people.add(&random, around: year) }
        if random.chance(0.065) {
            let other = companies[random.below(companies.count)]
            if other.ring == 0, other.kind != .branch, people.birth(other.rep).year + 18 <= year { return other.rep }
        }
        if n == 1, let first = holders.first, random.chance(0.4) {
            let kind = random.pick([Kin.Kind.spouse, .spouse, .sibling, .child])
            let base = people.birth(first).year
            let around: Int = kind == .child ? base + 62 : base + 40
            let relative = people.add(&random, around: min(around, 2044), relative: kind == .spouse ? nil : first)
            kin.append(
                Kin(person: first, relative: relative, kind: kind, since: kinSince(kind, first, relative, &random)))
            return relative
        }
        return people.add(&random, around: year)
    }

    func kinSince(_ kind: Kin.Kind, _ a: UInt32, _ b: UInt32, _ random: inout SplitMix64) -> Int32 {
        let later = max(people.birth(a), people.birth(b))
        let days = kind == .spouse ? Int32(random.in(22...30) * 365) : 0
        return min(CalendarDay.end.number, later.number + days)
    }

    /// A company that existed, so that ordinary shares never close a cycle.
    /// Half of the time one that has a holding already: some hold very many.
    private func corporateHolder(before index: Int, _ random: inout SplitMix64) -> UInt32? {
        guard index > 0 else { return nil }
        for _ in 0..<4 {
            var candidate = random.below(index)
            if random.chance(0.45), !holdings.isEmpty {
                let other = holdings[random.below(holdings.count)]
                if other.kind == .company { candidate = Int(other.holder) }
            }
            let holder = companies[candidate]
            if candidate < index, holder.kind == .limited || holder.kind == .joint, holder.ring == 0,
                holder.established <= companies[index].established
            {
                return UInt32(candidate)
            }
        }
        return nil
    }

    /// Parts of the whole in ten-thousandths of a per cent, largest first.
    private func split(_ count: Int, _ random: inout SplitMix64) -> [Int32] {
        switch count {
        case ...1: return [Self.whole]
        case 2:
            let first = random.chance(0.9) ? random.pick(Self.pairs) : Double(random.in(100...9_900)) / 100
            let part = Int32((first * 10_000).rounded())
            return [max(part, Self.whole - part), min(part, Self.whole - part)]
        default:
            if random.chance(0.15) {
                // Equal parts as people write them: six times 16.6667.
                let part =
                    Int32((1_000_000.0 / Double(count) / (count == 3 ? 100 : 1)).rounded()) * (count == 3 ? 100 : 1)
                return [Int32](repeating: part, count: count)
            }
            var weights: [Double] = []
            for _ in 0..<count { weights.append(random.pareto(1.3)) }
            let total = weights.reduce(0, +)
            let grain = count < 6 && random.chance(0.5) ? 10_000.0 : 100.0
            var parts = weights.map { Int32(max(1, ($0 / total * 1_000_000 / grain).rounded()) * grain) }.sorted(by: >)
            parts[0] += Self.whole - parts.reduce(0, +)
            return parts.sorted(by: >)
        }
    }

    /// Some shares are told as amounts only, as ranges, or wrongly.
    private mutating func spoilStatements(_ random: inout SplitMix64) {
        for index in holdings.indices where !companies[Int(holdings[index].company)].holdersPlanted {
            let roll = random.below(1000)
            if roll < 35 {
                holdings[index].statement = .amountOnly
            } else if roll < 42 {
                holdings[index].statement = .range
            } else if roll < 45 {
                holdings[index].statement = .wrongSum
            }
        }
    }

    /// - Throws: ``GeneratorError`` when the theme has fewer rows than there
    ///   are holders.
    private mutating func addFormerHolders(_ random: inout SplitMix64) throws {
        let wanted = scale.distinctRows("shareholding")
        guard wanted >= holdings.count else {
            throw GeneratorError(
                "rows-per-theme.csv: shareholding needs at least \(holdings.count + wanted / 900) rows")
        }
        let eligible = companies.indices.filter {
            companies[$0].kind == .limited && companies[$0].ring == 0
                && companies[$0].lastDay - companies[$0].establishedDay > 200
        }
        while holdings.count < wanted {
            let index = random.pick(eligible)
            let company = companies[index]
            let days = company.lastDay - company.establishedDay
            let since = company.established + Int32(random.below(days / 2))
            let until = since + Int32(random.in(30...max(31, days / 2)))
            let holder = people.add(&random, around: company.establishedDay.year)
            holdings.append(
                Holding(
                    holder: holder, company: UInt32(index), share: split(2, &random)[1], since: since, until: until,
                    kind: .person))
        }
    }
}
