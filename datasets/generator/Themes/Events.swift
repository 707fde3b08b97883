/// What a field of an event is made from: the event's facts so far, and a
/// random stream of its own.
struct EventContext {
    let company: Company
    let index: Int
    /// 0 ..< total, the event's number among the company's.
    let number: Int
    let total: Int
    /// Counts the theme's events from 1: makes document numbers unique.
    let serial: Int
    /// The event's main day.
    var day: CalendarDay
    var random: SplitMix64
    /// Numbers that fields pass on to later fields of the row: a head count, a
    /// sum, the choice made.
    var value = 0
    var choice = 0
}

/// Writes one field.
typealias EventField = @Sendable (borrowing World, inout EventContext, inout RowBuffer) -> Void

/// A theme of events about companies: how often, when, and what each field says.
struct EventTheme: ThemeEmitter {
    /// When a company's events fall.
    enum Timing: Sendable {
        /// Any day of the company's life from the given year on.
        case scattered(since: Int)
        /// One for each of `kinds` in each month, going back from the end.
        case monthly(since: Int, kinds: Int)
        /// One in each year, in the given month, going back from the end.
        case yearly(since: Int, month: Int)
    }

    let theme: String
    let timing: Timing
    /// Relative number of events of a company; 0 for none.
    let rate: @Sendable (Company) -> Double
    /// In the order of the theme's columns after `company_code`, `company_name`.
    let fields: [EventField]
    /// The most events that a company can have, whatever its size.
    let limit: Int

    /// - Parameter fields: column id → field. - Precondition: every column of
    ///   the theme has one.
    init(
        _ theme: String, _ timing: Timing, limit: Int = 2_000, rate: @escaping @Sendable (Company) -> Double,
        _ fields: [String: EventField]
    ) {
        (self.theme, self.timing, self.rate, self.limit) = (theme, timing, rate, limit)
        self.fields = (ThemeColumns.all[theme] ?? []).dropFirst(2).map { column in
            guard let field = fields[column.id] else { preconditionFailure("\(theme) has no field \(column.id)") }
            return field
        }
    }

    func emit(_ world: borrowing World, into sink: inout ThemeSink, truth: inout TruthBook) throws {
        let counts = try allocate(sink.distinctCount, world)
        let salt = theme.utf8.reduce(UInt64(5)) { $0 &* 131 &+ UInt64($1) }
        var row = RowBuffer()
        row.dateStyle = sink.style.dates
        var serial = 0
        for position in world.companies.indices {
            let index = world.company(atPosition: position)
            let total = Int(counts[index])
            guard total > 0 else { continue }
            let company = world.companies[index]
            for number in 0..<total {
                serial += 1
                var random = SplitMix64(seed: world.seed ^ salt, stream: Stream.event, item: serial)
                let day = day(company, number, &random)
                var context = EventContext(
                    company: company, index: index, number: number, total: total, serial: serial, day: day,
                    random: random)
                row.clear()
                world.addSubject(index, &context.random, to: &row)
                for field in fields { field(world, &context, &row) }
                try sink.write(&row, truth: &truth)
            }
        }
    }

    // MARK: how many

    /// Gives each company its share of `count` events, no more than fit into
    /// its life.
    /// - Throws: ``GeneratorError`` when all lives together are too short.
    private func allocate(_ count: Int, _ world: borrowing World) throws -> [Int32] {
        var random = world.random(Stream.allocation, theme.utf8.reduce(3) { $0 &* 33 &+ Int($1) & 0xFFFF })
        var counts = [Int32](repeating: 0, count: world.companies.count)
        var room = [Int32](repeating: 0, count: world.companies.count)
        var weights = [Double](repeating: 0, count: world.companies.count)
        for (index, company) in world.companies.enumerated() {
            room[index] = Int32(min(limit, capacity(company)))
            // A few companies have very many events, most few or none.
            weights[index] = room[index] > 0 ? rate(company) * random.pareto(1.25) : 0
        }
        var left = count
        for _ in 0..<60 where left > 0 {
            var total = 0.0
            for index in weights.indices where room[index] > counts[index] { total += weights[index] }
            guard total > 0 else { break }
            let want = Double(left) / total
            var carried = random.unit()
            for position in world.companies.indices {
                let index = world.company(atPosition: position)
                guard room[index] > counts[index], weights[index] > 0, left > 0 else { continue }
                carried += weights[index] * want
                let given = min(min(Int(carried), Int(room[index] - counts[index])), left)
                carried -= carried.rounded(.down)
                counts[index] += Int32(given)
                left -= given
            }
        }
        guard left == 0 else {
            throw GeneratorError("\(theme): rows-per-theme.csv asks for \(left) rows more than its companies can have")
        }
        return counts
    }

    private func capacity(_ company: Company) -> Int {
        switch timing {
        case .scattered(let since):
            return company.lastDay - max(company.establishedDay, CalendarDay(since, 1, 1)) > 40 ? limit : 0
        case .monthly(let since, let kinds):
            return max(0, months(company, since)) * kinds
        case .yearly(let since, let month):
            return max(0, lastYear(company, month) - max(company.establishedDay.year + 1, since) + 1)
        }
    }

    private func months(_ company: Company, _ since: Int) -> Int {
        let start = max(company.establishedDay, CalendarDay(since, 1, 1)).parts
        let end = company.lastDay.parts
        return (end.year - start.year) * 12 + end.month - start.month
    }

    private func lastYear(_ company: Company, _ month: Int) -> Int {
        let end = company.lastDay.parts
        return end.month > month ? end.year : end.year - 1
    }

    // MARK: when

    private func day(_ company: Company, _ number: Int, _ random: inout SplitMix64) -> CalendarDay {
        switch timing {
        case .scattered(let since):
            let first = max(company.establishedDay + 20, CalendarDay(since, 1, 1))
            let days = max(1, company.lastDay - first)
            // More in recent years: departments' systems are young.
            let day = company.lastDay + -Int(random.unit() * random.unit() * Double(days))
            return day.weekday == 6 ? max(first, day + -1) : day
        case .monthly(_, let kinds):
            let end = company.lastDay.parts
            let month = end.year * 12 + end.month - 1 - number / kinds - 1
            return CalendarDay(month / 12, month % 12 + 1, 1)
        case .yearly(_, let month):
            return CalendarDay(lastYear(company, month) - number, month, random.in(1...28))
        }
    }
}
