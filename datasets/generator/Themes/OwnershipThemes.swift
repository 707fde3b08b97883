/// 股东出资: every present and former holding.
struct ShareholdingTheme: ThemeEmitter {
    let theme = "shareholding"
    private static let forms = ["货币", "货币", "货币", "货币", "货币", "实物", "知识产权", "土地使用权"]

    func emit(_ world: borrowing World, into sink: inout ThemeSink, truth: inout TruthBook) throws {
        var row = RowBuffer()
        row.dateStyle = sink.style.dates
        for position in world.companies.indices {
            let index = world.company(atPosition: position)
            for number in world.holdingRanges[index] {
                var random = world.random(Stream.holding, Int(number))
                row.clear()
                fill(world.holdings[Int(number)], world, &random, &row)
                try sink.write(&row, truth: &truth)
            }
        }
    }

    private func fill(_ holding: Holding, _ world: borrowing World, _ random: inout SplitMix64, _ row: inout RowBuffer)
    {
        let company = world.companies[Int(holding.company)]
        world.addSubject(Int(holding.company), &random, to: &row)
        holder(holding, world, &random, &row)
        let share = Int(holding.share)
        switch holding.statement {
        case .exact:
            row.add(scaled: share, decimals: 4)
            row.skip(2)
        case .amountOnly: row.skip(3)
        case .range:
            row.skip()
            row.add(scaled: share / 50_000 * 50_000, decimals: 4)
            row.add(scaled: min(1_000_000, share / 50_000 * 50_000 + 50_000), decimals: 4)
        case .wrongSum:
            row.plant("wrong_share")
            row.add(scaled: min(1_000_000, share + 50_000), decimals: 4)
            row.skip(2)
        }
        // Votes and income follow capital, except in a few articles.
        let special = random.chance(0.004) && holding.statement == .exact
        if special { row.add(scaled: share / 2, decimals: 4) } else { row.skip() }
        if special, random.chance(0.5) { row.add(scaled: share, decimals: 4) } else { row.skip() }
        amounts(holding, company, &random, &row)
        row.add(random.pick(Self.forms))
        row.add(CalendarDay(number: holding.since))
        row.add(holding.until > 0 ? CalendarDay(number: holding.until) : nil)
    }

    private func amounts(
        _ holding: Holding, _ company: Company, _ random: inout SplitMix64, _ row: inout RowBuffer
    ) {
        // Exact: capital is whole yuan, shares are millionths.
        let cents = Int(company.capitalYuan) * Int(holding.share) / 10_000
        let shown = holding.statement == .amountOnly || random.chance(0.6)
        if shown { row.add(yuanCents: cents) } else { row.skip() }
        let paid = company.ring > 0 ? 0 : random.chance(0.4) ? cents : random.chance(0.5) ? cents / 5 : 0
        if shown && random.chance(0.7) { row.add(yuanCents: paid) } else { row.skip() }
    }

    private func holder(
        _ holding: Holding, _ world: borrowing World, _ random: inout SplitMix64, _ row: inout RowBuffer
    ) {
        switch holding.kind {
        case .person:
            row.mention(person: holding.holder, slot: "holder")
            world.people.appendName(holding.holder, to: &row)
            row.end()
            row.skip()
            if random.chance(0.26) { world.people.appendIdentity(holding.holder, to: &row) }
            row.end()
            row.add("person")
        case .company:
            world.appendName(Int(holding.holder), to: &row)
            row.end()
            if random.chance(0.8) { row.part(bytes: world.code(Int(holding.holder))) }
            row.end()
            row.skip()
            row.add("company")
        case .state:
            row.add(world.stateBodies[Int(holding.holder)])
            row.skip(2)
            row.add("state")
        case .outside:
            outside(Int(holding.holder), world, &row)
            row.skip(2)
            row.add("company")
        case .staff:
            row.add(random.pick(["职工持股会", "公众股东", "工会委员会", "-"]))
            row.skip(2)
            row.add("other")
        }
    }

    /// A company of another city, known by its name.
    private func outside(_ number: Int, _ world: borrowing World, _ row: inout RowBuffer) {
        var random = world.random(Stream.holding, -number - 1)
        row.part(random.pick(["深圳", "上海", "北京", "杭州", "宁波", "天津", "香港", "苏州", "厦门", "成都"]))
        row.part(world.tables.tradeNames.draw(&random))
        row.part(world.tables.doubleGiven.draw(&random))
        row.part(random.pick(["投资有限公司", "股权投资基金合伙企业（有限合伙）", "集团有限公司", "科技有限公司", "控股有限公司"]))
        row.end()
    }
}

/// 一致行动人: each member of each group.
struct ConcertedActionTheme: ThemeEmitter {
    let theme = "concerted_action"

    func emit(_ world: borrowing World, into sink: inout ThemeSink, truth: inout TruthBook) throws {
        var row = RowBuffer()
        row.dateStyle = sink.style.dates
        var left = sink.distinctCount
        // The second round has agreements that ran out and were renewed.
        for round in 0..<2 {
            for (number, group) in world.concerted.enumerated() {
                for member in group.members where left > 0 {
                    left -= 1
                    row.clear()
                    fill(group, member, number, expired: round == 1, world, &row)
                    try sink.write(&row, truth: &truth)
                }
            }
        }
    }

    private func fill(
        _ group: ConcertedGroup, _ member: UInt32, _ number: Int, expired: Bool, _ world: borrowing World,
        _ row: inout RowBuffer
    ) {
        var random = world.random(Stream.holding, Int(member) &+ 1 << 40)
        let signed = CalendarDay(number: group.signed)
        row.part(expired ? "YZXD-A" : "YZXD-")
        row.part(number + 1, width: 6)
        row.end()
        row.mention(person: member, slot: "member")
        world.people.appendName(member, to: &row)
        row.end()
        row.skip()
        if random.chance(0.3) { world.people.appendIdentity(member, to: &row) }
        row.end()
        row.part(bytes: world.code(Int(group.company)))
        row.end()
        world.appendName(Int(group.company), to: &row)
        row.end()
        row.add(signed)
        row.add("全部股东会表决事项")
        world.people.appendName(group.members[0], to: &row)
        row.end()
        row.add(scaled: Int(group.votes), decimals: 4)
        row.add(signed)
        row.add(expired ? signed + 365 : nil)
    }
}

/// 控制协议: control by contract.
struct ControlAgreementTheme: ThemeEmitter {
    let theme = "control_agreement"

    func emit(_ world: borrowing World, into sink: inout ThemeSink, truth: inout TruthBook) throws {
        guard world.agreements.count >= sink.distinctCount else {
            throw GeneratorError(
                "control_agreement: \(world.agreements.count) agreements, \(sink.distinctCount) rows asked for")
        }
        var row = RowBuffer()
        row.dateStyle = sink.style.dates
        for (number, agreement) in world.agreements.prefix(sink.distinctCount).enumerated() {
            var random = world.random(Stream.holding, number &+ 1 << 41)
            let signed = CalendarDay(number: agreement.signed)
            row.clear()
            if agreement.controllerIsCompany {
                world.appendName(Int(agreement.controller), to: &row)
                row.end()
                row.part(bytes: world.code(Int(agreement.controller)))
                row.end()
                row.skip()
            } else {
                row.mention(person: agreement.controller, slot: "controller")
                world.people.appendName(agreement.controller, to: &row)
                row.end()
                row.skip()
                if random.chance(0.3) { world.people.appendIdentity(agreement.controller, to: &row) }
                row.end()
            }
            row.part(bytes: world.code(Int(agreement.company)))
            row.end()
            world.appendName(Int(agreement.company), to: &row)
            row.end()
            row.part("KZXY-\(signed.year)-")
            row.part(number + 1, width: 5)
            row.end()
            row.add(agreement.kind == 0 ? "表决权委托" : "协议控制")
            row.add(scaled: Int(agreement.votes), decimals: 4)
            row.add(signed)
            row.add(signed)
            row.skip()
            try sink.write(&row, truth: &truth)
        }
    }
}

/// 国家出资企业.
struct StateHolderTheme: ThemeEmitter {
    let theme = "state_holder"

    func emit(_ world: borrowing World, into sink: inout ThemeSink, truth: inout TruthBook) throws {
        guard world.stateCompanies.count >= sink.distinctCount else {
            throw GeneratorError(
                "state_holder: \(world.stateCompanies.count) companies, \(sink.distinctCount) rows asked for")
        }
        var row = RowBuffer()
        row.dateStyle = sink.style.dates
        for (number, entry) in world.stateCompanies.prefix(sink.distinctCount).enumerated() {
            let company = world.companies[Int(entry.company)]
            row.clear()
            row.part(bytes: world.code(Int(entry.company)))
            row.end()
            world.appendName(Int(entry.company), to: &row)
            row.end()
            row.part("国资产权登〔\(company.establishedDay.year)〕\(number + 1)号")
            row.end()
            row.add(entry.body == 3 ? "市级" : "区县级")
            row.add(entry.share == World.whole ? "国有独资公司" : "国有资本控股公司")
            row.add(world.stateBodies[entry.body])
            row.skip()
            row.add("state")
            row.add(scaled: Int(entry.share), decimals: 4)
            row.add(yuanCents: Int(company.capitalYuan) * Int(entry.share) / 10_000)
            row.add(company.establishedDay + 30)
            row.skip()
            try sink.write(&row, truth: &truth)
        }
    }
}
