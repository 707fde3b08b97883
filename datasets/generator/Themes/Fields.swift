/// The building blocks of event fields.
enum Field {
    /// Unknown.
    static let empty: EventField = { _, _, row in row.skip() }

    static func text(_ text: String) -> EventField { { _, _, row in row.add(text) } }

    /// The event's main day.
    static let day: EventField = { _, context, row in row.add(context.day) }

    /// A day after the main one, in a share of the rows; never past the end.
    static func later(_ days: ClosedRange<Int>, _ share: Double = 1) -> EventField {
        { _, context, row in
            let day = context.day + context.random.in(days)
            row.add(context.random.chance(share) && day < .end ? day : nil)
        }
    }

    /// A day on which something runs out: may lie in the future.
    static func expiry(years: ClosedRange<Int>, _ share: Double = 1) -> EventField {
        { _, context, row in
            let days = 365 * context.random.in(years) - 1
            row.add(context.random.chance(share) ? context.day + days : nil)
        }
    }

    /// One of the words by weight; remembered in `context.choice`.
    static func choice(_ words: [(String, Double)], _ share: Double = 1) -> EventField {
        let table = WeightedWords(words)
        return { _, context, row in
            context.choice = table.drawIndex(&context.random)
            row.add(context.random.chance(share) ? table.words[context.choice] : "")
        }
    }

    /// One of the words, each as likely.
    static func words(_ words: [String], _ share: Double = 1) -> EventField { choice(words.map { ($0, 1) }, share) }

    /// The word that belongs to the last choice.
    static func following(_ words: [String]) -> EventField {
        { _, context, row in row.add(words[context.choice % words.count]) }
    }

    /// One of the words that belong to the last choice; leaves the choice.
    static func among(_ words: [[String]]) -> EventField {
        { _, context, row in row.add(context.random.pick(words[context.choice % words.count])) }
    }

    /// A sentence: one of each list behind each other.
    static func sentence(_ parts: [[String]]) -> EventField {
        { _, context, row in
            for part in parts { row.part(context.random.pick(part)) }
            row.end()
        }
    }

    /// A sum in yuan from `least`, Pareto with `alpha`; whole tens when it is a
    /// decision of people.
    static func money(_ least: Int, alpha: Double, rounded: Int = 1, _ share: Double = 1) -> EventField {
        { _, context, row in
            let yuan = min(5_000_000_000, Double(least) * context.random.pareto(alpha))
            let sum = max(rounded, Int(yuan) / rounded * rounded)
            context.value = sum
            guard context.random.chance(share) else { return row.skip() }
            rounded > 1 ? row.add(sum) : row.add(yuanCents: sum * 100 + context.random.below(100))
        }
    }

    /// A part of the last sum.
    static func part(_ percent: ClosedRange<Int>, _ share: Double = 1) -> EventField {
        { _, context, row in
            let sum = context.value * context.random.in(percent) / 100
            context.random.chance(share) ? row.add(sum) : row.skip()
        }
    }

    static func integer(_ range: ClosedRange<Int>, _ share: Double = 1) -> EventField {
        { _, context, row in
            let value = context.random.in(range)
            context.random.chance(share) ? row.add(value) : row.skip()
        }
    }

    /// A number with `decimals` decimals out of a range of scaled integers.
    static func decimal(_ range: ClosedRange<Int>, decimals: Int, _ share: Double = 1) -> EventField {
        { _, context, row in
            let value = context.random.in(range)
            context.random.chance(share) ? row.add(scaled: value, decimals: decimals) : row.skip()
        }
    }

    /// Yes in a share of the rows.
    static func yes(_ share: Double) -> EventField {
        { _, context, row in row.add(context.random.chance(share) ? "是" : "否") }
    }

    /// A document number such as 青崂市监罚〔2023〕41号; half-width brackets in one
    /// row of fifteen where they are usual.
    static func document(_ words: String, squareShare: Double = 0.06) -> EventField {
        { world, context, row in
            let square = context.random.chance(squareShare)
            row.part(world.documentPlace)
            row.part(words)
            row.part(square ? "[" : "〔")
            row.part(context.day.year)
            row.part(square ? "]" : "〕")
            row.part(context.serial)
            row.part("号")
            row.end()
        }
    }

    /// A prefix and the theme's running number with a fixed width.
    static func serial(_ prefix: String, width: Int, suffix: String = "", year: Bool = false) -> EventField {
        { _, context, row in
            row.part(prefix)
            if year { row.part(context.day.year) }
            row.part(context.serial, width: width)
            row.part(suffix)
            row.end()
        }
    }

    /// A number that stays the same for a company: an account with a department.
    static func account(_ prefix: String, width: Int) -> EventField {
        { _, context, row in
            row.part(prefix)
            row.part(context.index + 1, width: width)
            row.end()
        }
    }

    /// A judicial number: (2023)鲁0212执123号.
    static func judicial(_ words: String, _ share: Double = 1) -> EventField {
        { world, context, row in
            guard context.random.chance(share) else { return row.skip() }
            row.part("(\(context.day.year))")
            row.part(world.scale.name == "city" ? "粤0604" : "鲁0212")
            row.part(words)
            row.part(context.serial)
            row.part("号")
            row.end()
        }
    }

    /// The registered address in one of the company's spellings.
    static func address(_ slot: String, _ share: Double = 1) -> EventField {
        { world, context, row in
            guard context.random.chance(share) else { return row.skip() }
            let unit =
                context.company.businessUnit != Company.none ? context.company.businessUnit : context.company.unit
            world.addAddress(unit, of: context.index, slot: slot, year: context.day.year, &context.random, to: &row)
        }
    }

    /// The representative's name, or another person's of the company.
    static func representative(_ slot: String, _ share: Double = 1) -> EventField {
        { world, context, row in
            guard context.random.chance(share) else { return row.skip() }
            world.addName(context.company.rep, slot: slot, to: &row)
        }
    }

    /// The company's own name.
    static let companyName: EventField = { world, context, row in
        world.appendName(context.index, to: &row)
        row.end()
    }

    /// 青岛市崂山区 or the like with an office's name behind it.
    static func office(_ name: String) -> EventField {
        { world, context, row in
            let geography = world.places.geography
            let estate = world.places.estates[Int(world.places.units[Int(context.company.unit)].estate)]
            row.part(geography.city)
            row.part(geography.districts[geography.towns[Int(estate.town)].district].name)
            row.part(name)
            row.end()
        }
    }
}
