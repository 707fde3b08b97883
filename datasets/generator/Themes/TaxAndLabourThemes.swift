extension EventThemes {
    /// Yearly reports, taxes, social insurance.
    static let taxAndLabour: [any ThemeEmitter] = [
        annualReport, tax, arrears, rating, socialInsurance, medicalInsurance, contact,
    ]

    /// Yearly turnover in yuan, from the head count; drifts over the years.
    private static func turnover(_ company: Company, _ year: Int) -> Int {
        var random = SplitMix64(UInt64(company.nameSeed) &+ UInt64(year / 3))
        let per = 60_000 + random.below(500_000)
        return company.shell
            ? 0 : max(1, Int(company.headCount)) * per * (80 + (year * 7 + Int(company.nameSeed & 15)) % 40) / 100
    }

    private static let annualReport = EventTheme(
        "annual_report", .yearly(since: 2014, month: 5), rate: { $0.shell ? 0.15 : $0.kind == .branch ? 0.5 : 4 },
        [
            "year": { _, context, row in row.add(context.day.year - 1) },
            "published": Field.day,
            "operating": { _, context, row in
                row.add(context.company.shell ? "歇业" : context.random.chance(0.97) ? "开业" : "停业")
            },
            "head_count": { _, context, row in
                context.value =
                    context.company.shell ? 0 : max(1, Int(context.company.headCount) + context.random.in(-1...1))
                context.random.chance(0.6) ? row.add(context.value) : row.skip()
            },
            "women": { _, context, row in
                context.random.chance(0.4) ? row.add(context.value * context.random.in(20...60) / 100) : row.skip()
            },
            "assets": { _, context, row in
                context.value = turnover(context.company, context.day.year) * context.random.in(50...300) / 100
                context.random.chance(0.5) ? row.add(yuanCents: context.value * 100) : row.skip()
            },
            "liabilities": Field.part(5...120, 0.5),
            "revenue": { _, context, row in
                context.value = turnover(context.company, context.day.year)
                context.random.chance(0.55) ? row.add(yuanCents: context.value * 100) : row.skip()
            },
            "net_profit": { _, context, row in
                context.random.chance(0.5) ? row.add(context.value * context.random.in(-12...18) / 100) : row.skip()
            },
            "tax_paid": Field.part(0...8, 0.5),
            "has_guarantee": Field.yes(0.01),
            "website": Field.empty,
        ])

    private static let tax = EventTheme(
        "tax", .monthly(since: 2008, kinds: 4), limit: 900, rate: { $0.shell || $0.kind == .branch ? 0 : 1 + size($0) },
        [
            "document_no": Field.serial("33702", width: 13),
            "date": { _, context, row in
                context.value = context.number
                row.add(context.day + 31 + context.random.in(1...14))
            },
            "title": { _, context, row in
                let every = ["增值税", "城市维护建设税", "个人所得税"]
                let rare = ["企业所得税", "印花税", "教育费附加", "房产税"]
                let kind = context.number % 4
                row.add(kind < 3 ? every[kind] : rare[(context.number / 4) % 4])
                context.choice = kind
            },
            "period_from": Field.day,
            "period_to": { _, context, row in row.add(context.day + 27) },
            "taxable_base": { _, context, row in
                context.value = turnover(context.company, context.day.year) / 12 * context.random.in(60...140) / 100
                row.add(yuanCents: context.value * 100 + context.random.below(100))
            },
            "amount": { _, context, row in
                let rate = [3, 1, 1, 2][context.choice]
                row.add(yuanCents: context.value * rate + context.random.below(100))
            },
            "result": Field.choice([("已入库", 86), ("零申报", 9), ("补缴", 2), ("缓缴", 2), ("退税", 1)]),
            "taxpayer_kind": { _, context, row in
                row.add(
                    context.company.kind == .soleProprietor
                        ? "个体定期定额户" : context.company.headCount > 9 ? "一般纳税人" : "小规模纳税人")
            },
        ])

    private static let arrears = EventTheme(
        "tax_arrears", .yearly(since: 2008, month: 3),
        rate: { [0.05, 0.3, 3, 8][Int($0.risk)] * ($0.shell ? 0.5 : 1) },
        [
            "notice_no": Field.document("税欠告", squareShare: 0),
            "announced_on": Field.day,
            "tax_kind": Field.words(["增值税", "企业所得税", "个人所得税", "城市维护建设税", "房产税", "城镇土地使用税", "土地增值税"]),
            "balance": Field.money(2_000, alpha: 0.75),
            "new_this_period": Field.part(0...100, 0.8),
            "late_days": Field.integer(30...2_500),
            "measure": Field.choice([("责令限期缴纳", 60), ("无", 15), ("冻结存款", 12), ("扣押查封", 6), ("强制执行", 5), ("阻止出境", 2)]),
            "settled_on": Field.later(20...300, 0.3),
        ])

    private static let rating = EventTheme(
        "tax_rating", .yearly(since: 2015, month: 4),
        rate: { $0.kind == .branch || $0.kind == .soleProprietor ? 0 : 3 },
        [
            "year": { _, context, row in row.add(context.day.year - 1) },
            "rating": { _, context, row in
                let roll = context.random.below(100) + Int(context.company.risk) * 12 + (context.company.shell ? 40 : 0)
                context.choice = roll < 18 ? 0 : roll < 70 ? 1 : roll < 88 ? 2 : roll < 108 ? 3 : 4
                row.add(["A", "B", "M", "C", "D"][context.choice])
            },
            "score": { _, context, row in
                row.add(scaled: [900, 700, 650, 400, 100][context.choice] + context.random.below(99), decimals: 1)
            },
            "rated_on": Field.day,
            "deduction_code": { _, context, row in
                guard context.choice > 1 else { return row.skip() }
                row.part(context.random.in(10_101...60_309), width: 6)
                row.end()
            },
            "direct_d": { _, context, row in
                row.add(
                    context.choice < 4 ? "无" : context.random.pick(["非正常户", "由D级纳税人法定代表人注册", "虚开增值税专用发票", "逃避缴纳税款"]))
            },
            "reassessed": Field.yes(0.03),
        ])

    private static let socialInsurance = EventTheme(
        "social_insurance", .monthly(since: 2014, kinds: 1), rate: { $0.kind == .soleProprietor ? 0.2 : staffed($0) },
        [
            "unit_no": Field.account("37", width: 8),
            "period": Field.day,
            "head_count": { _, context, row in
                context.value = max(1, Int(context.company.headCount) + (context.number / 6 % 5) - 2)
                row.add(context.value)
            },
            "age_under_30": { _, context, row in band(&context, percent: 22, &row) },
            "age_30_39": { _, context, row in band(&context, percent: 34, &row) },
            "age_40_49": { _, context, row in band(&context, percent: 27, &row) },
            "age_50_59": { _, context, row in band(&context, percent: 15, &row) },
            "age_60_plus": { _, context, row in row.add(context.value - context.choice) },
            "base": { _, context, row in
                context.value *= 4_000 + context.random.below(6_000)
                row.add(yuanCents: context.value * 100)
            },
            "paid": Field.part(24...27, 0.97),
            "state": Field.choice([("正常缴费", 96), ("欠费", 2), ("缓缴", 1), ("暂停参保", 1)]),
        ])

    /// One age band; `choice` counts what the bands before took.
    private static func band(_ context: inout EventContext, percent: Int, _ row: inout RowBuffer) {
        if percent == 22 { context.choice = 0 }
        let wish = (context.value * (percent + context.random.in(-6...6)) + 50) / 100
        let count = min(wish, context.value - context.choice)
        context.choice += count
        row.add(count)
    }

    private static let medicalInsurance = EventTheme(
        "medical_insurance", .monthly(since: 2014, kinds: 1), rate: { $0.kind == .soleProprietor ? 0.1 : staffed($0) },
        [
            "unit_no": Field.account("3702", width: 8),
            "period": Field.day,
            "insured": { _, context, row in
                context.value = max(1, Int(context.company.headCount) - context.random.below(2))
                row.add(context.value)
            },
            "retired": { _, context, row in row.add(context.value / 12) },
            "rate": Field.decimal(65...95, decimals: 1),
            "due": { _, context, row in
                context.value *= 420 + context.random.below(200)
                row.add(yuanCents: context.value * 100)
            },
            "owed": Field.part(0...100, 0.03),
            "maternity": Field.yes(0.92),
        ])

    private static let contact = EventTheme(
        "contact", .scattered(since: 1995), limit: 60, rate: { size($0) },
        [
            "kind": Field.choice([("phone", 30), ("手机", 40), ("联系电话", 12), ("email", 12), ("邮箱", 6)]),
            "value": { world, context, row in
                let company = context.company
                if context.choice >= 3 {
                    row.part("\(company.nameSeed % 900_000_000 + UInt32(context.number))@example.com")
                } else if company.agent != Company.none, context.number % 2 == 0 {
                    world.people.appendPhone(company.agent, to: &row, noise: &context.random)
                    context.value = 1
                } else if context.number == 0 {
                    world.people.appendPhone(company.rep, to: &row, noise: &context.random)
                } else {
                    world.people.appendPhone(
                        number: UInt64(company.nameSeed) &* 31 &+ UInt64(context.number), to: &row,
                        noise: &context.random)
                    context.value = 2
                }
                row.end()
            },
            "role": { _, context, row in
                row.add(
                    context.value == 1
                        ? "代办人员" : context.value == 2 ? context.random.pick(["联络员", "财务负责人", "办税人员", "前台"]) : "法定代表人")
            },
            "person_name": { world, context, row in
                guard context.choice < 3, context.value < 2, context.random.chance(0.6) else { return row.skip() }
                world.addName(
                    context.value == 1 ? context.company.agent : context.company.rep, slot: "person_name", to: &row)
            },
            "verified": Field.yes(0.5),
            "channel": Field.choice([("登记", 45), ("年报", 25), ("办税", 20), ("网格走访", 6), ("热线", 2), ("其他", 2)]),
            "since": Field.day,
            "until": Field.later(100...2_000, 0.2),
        ])
}
