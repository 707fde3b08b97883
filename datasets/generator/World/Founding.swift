extension World {
    /// A day on which a company may be registered: more in later years, on
    /// working days, and in March; few in the weeks of the Spring Festival.
    static func foundingDay(_ random: inout SplitMix64, from first: Int = 1986, to last: Int = 2026) -> CalendarDay {
        while true {
            let year = last - Int(random.unit() * random.unit() * Double(last - first + 1))
            var day = CalendarDay(year, 1, 1) + random.below(365)
            guard day < CalendarDay.end else { continue }
            if day.parts.month == 2, random.chance(0.35) { continue }
            if day.weekday >= 5, random.chance(0.75) { day = day + (7 - day.weekday) }
            guard day < CalendarDay.end else { continue }
            return day
        }
    }

    private static let capitals = WeightedIndex([
        0.247, 0.125, 0.108, 0.09, 0.07, 0.07, 0.046, 0.03, 0.026, 0.014, 0.174,
    ])
    private static let capitalWan = [100, 50, 500, 200, 10, 1000, 300, 20, 30, 5000]

    /// Registered capital in yuan: the point masses of real filings, and a
    /// lognormal rest (μ 5.26, σ 1.87 on ln of 10,000 yuan).
    static func capital(_ kind: CompanyKind, _ random: inout SplitMix64) -> Int64 {
        switch kind {
        case .soleProprietor: return Int64(random.pick([1, 2, 3, 5, 10, 10, 20])) * 10_000
        case .branch: return 0
        case .joint: return Int64(random.pick([500, 1000, 3000, 5000, 6800, 12000])) * 10_000
        default: break
        }
        let choice = capitals.draw(&random)
        if choice < capitalWan.count { return Int64(capitalWan[choice]) * 10_000 }
        let wan = min(900_000, max(1, exponential(5.26 + 1.87 * random.normal())))
        return wan > 1_000 ? Int64(wan / 100) * 1_000_000 : Int64(wan) * 10_000
    }

    /// Adds a company with what follows from its kind, day and place.
    /// - Parameter rep: an existing person, or nil for a new one.
    @discardableResult
    mutating func found(
        _ kind: CompanyKind, on day: CalendarDay, at unit: UInt32, rep: UInt32?, trade: Int? = nil,
        _ random: inout SplitMix64
    ) -> Int {
        var company = Company()
        company.kind = kind
        company.trade = UInt8(trade ?? Trade.index.draw(&random))
        company.established = day.number
        company.unit = unit
        company.rep = rep ?? people.add(&random, around: day.year)
        company.capitalYuan = Self.capital(kind, &random)
        company.nameSeed = UInt32(truncatingIfNeeded: random.next())
        company.headCount = Int32(min(20_000, 2 * random.pareto(kind == .joint ? 0.6 : 1.05)))
        let risk = random.below(1000)
        company.risk = risk < 654 ? 0 : risk < 907 ? 1 : risk < 985 ? 2 : 3
        if kind != .branch, random.chance(0.08), !agents.isEmpty { company.agent = random.pick(agents) }
        end(&company, &random)
        companies.append(company)
        return companies.count - 1
    }

    /// Every fifth old company is closed, some are revoked.
    private func end(_ company: inout Company, _ random: inout SplitMix64) {
        let age = CalendarDay.end - company.establishedDay
        guard age > 400, random.chance(min(0.3, Double(age) / 36_500)) else { return }
        company.ended = company.established + Int32(random.in(300...age - 30))
        let roll = random.below(100)
        company.status = roll < 70 ? .closed : roll < 96 ? .revoked : roll < 98 ? .movedOut : .cancelled
    }
}
