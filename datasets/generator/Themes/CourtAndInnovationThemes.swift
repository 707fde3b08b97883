extension EventThemes {
    /// 人民法院.
    static let court: [any ThemeEmitter] = [enforcement, freeze]

    private static let enforcement = EventTheme(
        "court_enforcement", .scattered(since: 2008), limit: 250,
        rate: { [0.1, 0.6, 5, 18][Int($0.risk)] * size($0) * ($0.kind == .limited || $0.kind == .joint ? 1 : 0.1) },
        [
            "case_no": Field.judicial("执"),
            "filed_on": Field.day,
            "court_name": Field.office("人民法院"),
            "basis_no": Field.judicial("民初", 0.85),
            "cause": Field.choice([
                ("买卖合同纠纷", 30), ("民间借贷纠纷", 14), ("金融借款合同纠纷", 12), ("劳动争议", 16), ("建设工程合同纠纷", 12), ("房屋租赁合同纠纷", 8),
                ("股权转让纠纷", 2),
                ("侵害商标权纠纷", 2), ("行政非诉执行", 3), ("其他", 1),
            ]),
            "target": Field.money(3_000, alpha: 0.7),
            "unperformed": Field.part(0...100, 0.8),
            "dishonest": { _, context, row in
                context.choice = context.random.chance([0.05, 0.12, 0.3, 0.5][Int(context.company.risk)]) ? 1 : 0
                row.add(context.choice == 1 ? "是" : "否")
            },
            "conduct": { _, context, row in
                guard context.choice == 1 else { return row.skip() }
                row.add(context.random.pick(["有履行能力而拒不履行", "违反财产报告制度", "违反限制消费令", "规避执行", "无正当理由拒不履行和解协议"]))
            },
            "closed_on": { _, context, row in
                let day = context.day + context.random.in(20...400)
                context.value = context.random.chance(0.8) && day < .end ? 1 : 0
                row.add(context.value == 1 ? day : nil)
            },
            "outcome": { _, context, row in
                row.add(
                    context.value == 1 ? context.random.pick(["执行完毕", "终结本次执行程序", "终结本次执行程序", "和解", "终结执行"]) : "未结案")
            },
        ])

    private static let freeze = EventTheme(
        "equity_freeze", .scattered(since: 2012), limit: 30,
        rate: { $0.kind == .limited || $0.kind == .joint ? [0.1, 0.5, 4, 12][Int($0.risk)] * size($0) : 0 },
        [
            "document_no": Field.judicial("执"),
            "notice_no": { world, context, row in
                guard context.random.chance(0.9) else { return row.skip() }
                row.part("(\(context.day.year))\(world.scale.name == "city" ? "粤0604" : "鲁0212")执")
                row.part(context.serial)
                row.part("号之一")
                row.end()
            },
            "debtor_name": Field.representative("debtor"),
            "debtor_id": { world, context, row in
                if context.random.chance(0.25) { world.people.appendIdentity(context.company.rep, to: &row) }
                row.end()
            },
            "frozen_percent": Field.integer(5...100, 0.7),
            "frozen_amount": Field.money(20_000, alpha: 0.8, rounded: 1_000),
            "court_name": Field.office("人民法院"),
            "measure": Field.choice([("公示冻结股权、其他投资权益", 62), ("续行冻结", 14), ("轮候冻结", 12), ("解除冻结", 10), ("强制变更股东", 2)]),
            "since": Field.day,
            "until": { _, context, row in row.add(context.day + 1_095) },
        ])

    /// Patents, trademarks, certificates, honours, foreign trade.
    static let innovation: [any ThemeEmitter] = [patent, trademark, highTech, award, customs]

    private static func inventive(_ company: Company) -> Double {
        company.ring > 0 ? 0 : size(company) * marked(company, [.technology, .factory, .chemical], 4, 0.1)
    }

    private static let patent = EventTheme(
        "patent", .scattered(since: 2000), limit: 900, rate: inventive,
        [
            "application_no": { _, context, row in
                context.choice = context.random.pick([0, 0, 0, 1, 1, 1, 1, 2])
                row.part("CN\(context.day.year)\(context.choice + 1)")
                row.part(context.serial, width: 7)
                row.part(".")
                row.part(context.serial % 10)
                row.end()
                context.value = context.random.chance(0.7) ? 1 : 0
            },
            "publication_no": { _, context, row in
                guard context.value == 1 else { return row.skip() }
                row.part("CN")
                row.part(100_000_000 + context.serial)
                row.part(["B", "U", "S"][context.choice])
                row.end()
            },
            "kind": { _, context, row in row.add(["发明", "实用新型", "外观设计"][context.choice]) },
            "title": Field.sentence([
                ["一种", "一种新型", "一种高效", "一种便携式", "一种智能"],
                ["污水处理", "数控机床", "电缆", "图像识别", "注塑模具", "海洋监测", "食品包装", "换热", "焊接", "农业灌溉", "电池", "仓储物流"],
                ["装置", "系统", "方法", "设备", "结构", "控制方法及系统"],
            ]),
            "ipc": { _, context, row in
                guard context.choice < 2 else {
                    row.part(context.random.in(1...31), width: 2)
                    row.part("-")
                    row.part(context.random.in(1...99), width: 2)
                    return row.end()
                }
                row.part(context.random.pick(["A", "B", "C", "F", "G", "H"]))
                row.part(context.random.in(1...65), width: 2)
                row.part(context.random.pick(["B", "C", "D", "F", "G", "K"]))
                row.part(context.random.in(1...60))
                row.part("/")
                row.part(context.random.in(0...99), width: 2)
                row.end()
            },
            "inventor": { world, context, row in
                guard context.random.chance(0.8) else { return row.skip() }
                world.people.appendName(
                    UInt32((context.index * 31 + context.number % 4) % world.people.count), to: &row)
                row.end()
            },
            "applied_on": Field.day,
            "granted_on": { _, context, row in
                let day = context.day + context.random.in(200...900)
                row.add(context.value == 1 && day < .end ? day : nil)
            },
            "state": { _, context, row in
                row.add(
                    context.value == 1
                        ? context.random.pick(["有权", "有权", "有权", "失效", "质押", "许可"]) : context.random.pick(["审中", "驳回"]))
            },
        ])

    private static let trademark = EventTheme(
        "trademark", .scattered(since: 1995), limit: 600,
        rate: { $0.ring > 0 ? 0 : size($0) * marked($0, [.food, .trade, .factory, .culture], 3, 0.6) },
        [
            "mark_no": { _, context, row in row.add(3_000_000 + context.serial) },
            "mark_name": { world, context, row in
                row.part(world.tables.tradeNames.draw(&context.random))
                if context.random.chance(0.3) { row.part(world.tables.doubleGiven.draw(&context.random)) }
                row.end()
            },
            "nice_class": Field.integer(1...45),
            "form": Field.choice([("文字", 55), ("文字及图形", 25), ("图形", 18), ("颜色组合", 1), ("立体", 1)]),
            "applied_on": Field.day,
            "registered_on": { _, context, row in
                let day = context.day + context.random.in(250...500)
                context.choice = context.random.chance(0.75) && day < .end ? 0 : 1
                context.value = Int(day.number)
                row.add(context.choice == 0 ? day : nil)
            },
            "expires": { _, context, row in
                row.add(context.choice == 0 ? CalendarDay(number: Int32(context.value + 3_652)) : nil)
            },
            "state": { _, context, row in
                row.add(
                    context.choice == 0
                        ? context.random.pick(["已注册", "已注册", "已注册", "无效", "期满未续展"])
                        : context.random.pick(["申请中", "驳回"]))
            },
            "well_known": Field.yes(0.002),
        ])

    private static let highTech = EventTheme(
        "high_tech", .scattered(since: 2008), limit: 8, rate: inventive,
        [
            "certificate_no": Field.serial("GR", width: 8, year: true),
            "kind": Field.choice([("高新技术企业", 45), ("科技型中小企业", 36), ("专精特新中小企业", 14), ("专精特新小巨人企业", 3), ("瞪羚企业", 2)]),
            "field": Field.words(["电子信息", "生物与新医药", "新材料", "高技术服务", "新能源与节能", "资源与环境", "先进制造与自动化"]),
            "rd_percent": Field.decimal(30...250, decimals: 1),
            "rd_staff": { _, context, row in
                row.add(max(1, Int(context.company.headCount) * context.random.in(10...40) / 100))
            },
            "certified_on": Field.day,
            "expires": Field.expiry(years: 3...3),
        ])

    private static let honours: [(name: String, kind: String)] = [
        ("守合同重信用企业", "守合同重信用"), ("质量奖", "质量奖"), ("纳税百强企业", "纳税大户"), ("文明单位", "文明单位"), ("放心消费示范单位", "放心消费示范单位"),
        ("劳动关系和谐企业", "劳动关系和谐企业"), ("诚信守法红名单企业", "守信红名单"), ("老字号", "老字号"),
    ]

    private static let award = EventTheme(
        "award", .scattered(since: 2003), limit: 20, rate: { $0.ring > 0 || $0.risk > 1 ? 0.01 : size($0) },
        [
            "document_no": Field.document("政发", squareShare: 0),
            "award_name": { world, context, row in
                context.choice = context.random.below(honours.count)
                row.part("\(context.day.year)年度")
                row.part(world.places.geography.city)
                row.part(honours[context.choice].name)
                row.end()
            },
            "level": Field.choice([("区县级", 60), ("市级", 30), ("省级", 9), ("国家级", 1)]),
            "kind": { _, context, row in row.add(context.random.pick(["守合同重信用", "质量奖", "纳税大户", "文明单位", "守信红名单", "其他"]))
            },
            "awarded_by": Field.office("人民政府"),
            "bonus": Field.money(10_000, alpha: 1.5, rounded: 10_000, 0.25),
            "awarded_on": Field.day,
            "revoked_on": Field.later(200...900, 0.01),
        ])

    private static let customs = EventTheme(
        "customs", .yearly(since: 2005, month: 1),
        rate: { $0.shell || $0.kind == .soleProprietor ? 0 : size($0) * marked($0, [.trade, .factory], 3, 0.15) },
        [
            "customs_code": Field.account("3702", width: 6),
            "trade_kind": Field.choice([("进出口货物收发货人", 86), ("加工生产企业", 7), ("报关企业", 2), ("跨境电商企业", 5)]),
            "credit_level": Field.choice([("一般信用企业", 88), ("一般认证企业", 6), ("高级认证企业", 5), ("失信企业", 1)]),
            "year": { _, context, row in row.add(context.day.year - 1) },
            "imports": Field.money(20_000, alpha: 0.7, 0.6),
            "exports": Field.money(50_000, alpha: 0.7, 0.8),
            "main_hs": { _, context, row in row.add(context.random.in(1_001...9_706)) },
            "registered_on": { _, context, row in row.add(context.company.establishedDay + 60) },
        ])
}
