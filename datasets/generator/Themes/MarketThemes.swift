extension EventThemes {
    /// 市场监督管理局 and the hotlines.
    static let market: [any ThemeEmitter] = [
        change, penalty, inspection, abnormalListing, seriousViolation, complaint, hotline, foodSampling, pledge,
    ]

    private static let change = EventTheme(
        "change", .scattered(since: 2000), rate: { $0.ring > 0 ? 0.3 : size($0) },
        [
            "document_no": Field.document("登记内变字", squareShare: 0),
            "item": Field.choice([
                ("住所", 20), ("法定代表人", 16), ("注册资本", 14), ("经营范围", 20), ("投资人变更", 12), ("名称", 6), ("高级管理人员", 10),
                ("章程备案", 8), ("经营期限", 4),
            ]),
            "before": { world, context, row in changed(world, &context, &row, after: false) },
            "after": { world, context, row in changed(world, &context, &row, after: true) },
            "date": Field.day,
            "applicant": { world, context, row in
                guard context.company.agent != Company.none, context.random.chance(0.6) else { return row.skip() }
                world.addName(context.company.agent, slot: "applicant", to: &row)
            },
            "sequence": { _, context, row in row.add(min(500, context.number + 1)) },
        ])

    /// What a change changed: the present state afterwards, where it is known.
    private static func changed(
        _ world: borrowing World, _ context: inout EventContext, _ row: inout RowBuffer, after: Bool
    ) {
        switch context.choice {
        case 0 where after:
            let style = AddressStyle(&context.random)
            world.places.spell(unit: Int(context.company.unit), year: context.day.year, style: style, into: &row)
        case 0:
            let other = world.companies[context.random.below(world.companies.count)].unit
            let style = AddressStyle(&context.random)
            world.places.spell(unit: Int(other), year: context.day.year, style: style, into: &row)
        case 1 where after: world.people.appendName(context.company.rep, to: &row)
        case 1, 4, 6:
            let seed = UInt32(context.random.below(world.people.count))
            world.people.appendName(seed, to: &row)
            if context.choice == 4 { row.part(";") }
            if context.choice == 4 { world.people.appendName(context.company.rep, to: &row) }
        case 2:
            let wan = max(1, Int(context.company.capitalYuan) / 10_000)
            row.part(after ? wan : max(1, wan / context.random.in(2...10)))
            row.part("万元人民币")
        case 3:
            world.appendScope(after ? context.index : context.random.below(world.companies.count), to: &row)
        case 5 where after: world.appendName(context.index, to: &row)
        case 5:
            row.part(String(world.places.geography.city.dropLast()))
            row.part(world.tables.tradeNames.draw(&context.random))
            row.part(context.random.pick(Trade.all[Int(context.company.trade)].tails))
            row.part("有限公司")
        case 7: row.part(after ? "章程修正案\(context.number + 1)号" : "原章程")
        default: row.part("\(context.day.year + (after ? 20 : 10))-12-31")
        }
        row.end()
    }

    private static let offences = [
        "通过登记的住所无法联系且未办理变更登记", "销售不符合保障人体健康和人身、财产安全标准的产品", "发布虚假广告", "未明码标价", "生产经营标签不符合规定的食品",
        "未取得食品经营许可从事食品经营活动", "侵犯注册商标专用权", "提交虚假材料取得市场主体登记", "使用未经定期检验的特种设备", "使用未经检定的计量器具", "对商品作虚假的商业宣传", "无照经营",
    ]
    private static let statutes = [
        "《中华人民共和国市场主体登记管理条例》第四十六条", "《中华人民共和国产品质量法》第四十九条", "《中华人民共和国广告法》第五十五条第一款", "《中华人民共和国价格法》第四十二条",
        "《中华人民共和国食品安全法》第一百二十五条第一款第（二）项", "《中华人民共和国食品安全法》第一百二十二条第一款", "《中华人民共和国商标法》第六十条第二款",
        "《中华人民共和国市场主体登记管理条例》第四十四条", "《中华人民共和国特种设备安全法》第八十四条第（一）项", "《中华人民共和国计量法实施细则》第四十三条",
        "《中华人民共和国反不正当竞争法》第二十条第一款", "《无证无照经营查处办法》第十三条",
    ]

    private static let penalty = EventTheme(
        "penalty", .scattered(since: 2005), limit: 400, rate: trouble,
        [
            "document_no": Field.document("市监罚"),
            "date": Field.day,
            "title": Field.choice(zip(offences, [9.0, 8, 6, 7, 12, 6, 5, 2, 6, 4, 6, 3]).map { ($0, $1) }),
            "statute": Field.following(statutes),
            "kind": { _, context, row in
                let titled = context.choice
                row.add(context.random.pick(titled == 3 ? ["警告", "罚款"] : ["罚款", "罚款", "罚款", "没收违法所得", "责令停产停业"]))
            },
            "amount": Field.money(500, alpha: 0.9, rounded: 100, 0.93),
            "confiscated": Field.part(1...60, 0.25),
            "result": { _, context, row in
                row.part("责令改正，罚款")
                row.part(context.value)
                row.part(context.random.pick(["元", "元；没收违法所得", "元，上缴国库"]))
                row.end()
            },
            "performed_on": Field.later(3...60, 0.7),
            "published_until": Field.expiry(years: 1...3, 0.8),
        ])

    private static let inspection = EventTheme(
        "inspection", .scattered(since: 2015), limit: 300, rate: { trouble($0) + 1 },
        [
            "document_no": { _, context, row in
                row.part("SJ\(context.day.year)-")
                row.part(context.serial, width: 8)
                row.end()
            },
            "date": Field.day,
            "title": Field.sentence([
                ["公示信息", "登记事项", "食品经营", "特种设备使用", "广告行为", "价格行为", "计量器具", "产品质量", "消防安全与登记事项联合", "网络交易"],
                ["检查", "抽查", "监督检查", "专项检查"],
            ]),
            "kind": Field.choice([("不定向抽查", 40), ("定向抽查", 25), ("部门联合抽查", 22), ("专项检查", 8), ("日常检查", 5)]),
            "amount": Field.money(1_000, alpha: 1, 0.02),
            "result": { _, context, row in
                if context.company.shell, context.random.chance(0.7) { return row.add("通过登记的住所无法联系") }
                let roll = context.random.below(100)
                row.add(
                    roll < 80
                        ? "未发现问题"
                        : roll < 86
                            ? "发现问题已责令改正"
                            : roll < 90
                                ? "未按规定公示年报"
                                : roll < 93 ? "未发现开展本次抽查涉及的经营活动" : roll < 96 ? "通过登记的住所无法联系" : "发现问题待后续处理")
            },
            "risk_class": { _, context, row in row.add(["A", "B", "C", "D"][Int(context.company.risk)]) },
            "inspectors": Field.integer(2...4),
            "published_on": Field.later(1...20, 0.96),
        ])

    private static let abnormalListing = EventTheme(
        "abnormal_listing", .scattered(since: 2014), limit: 6, rate: { $0.shell ? 60 : [0.5, 1, 4, 10][Int($0.risk)] },
        [
            "document_no": Field.document("市监异列", squareShare: 0),
            "date": Field.day,
            "title": { _, context, row in
                let roll = context.random.below(100)
                let unreachable = context.company.shell ? 80 : 22
                row.add(
                    roll < unreachable
                        ? "通过登记的住所或者经营场所无法联系"
                        : roll < 97
                            ? "未依照规定期限公示年度报告"
                            : roll < 99 ? "公示企业信息隐瞒真实情况弄虚作假" : "未在责令期限内公示有关企业信息")
                context.value = roll < unreachable ? 1 : 0
            },
            "amount": Field.empty,
            "result": { _, context, row in
                let removed = !context.company.shell && context.random.chance(0.6) && context.day + 400 < .end
                context.choice = removed ? 1 : 0
                row.add(removed ? "移出" : context.random.chance(0.03) ? "转严重违法" : "列入")
            },
            "authority": Field.office("市场监督管理局"),
            "removed_on": { _, context, row in
                row.add(context.choice == 1 ? context.day + context.random.in(15...390) : nil)
            },
            "removal_reason": { _, context, row in
                guard context.choice == 1 else { return row.skip() }
                row.add(context.value == 1 ? context.random.pick(["办理住所变更登记", "重新取得联系"]) : "补报年度报告")
            },
        ])

    private static let seriousViolation = EventTheme(
        "serious_violation", .scattered(since: 2015), limit: 2,
        rate: { $0.shell ? 20 : [0.05, 0.3, 3, 12][Int($0.risk)] },
        [
            "document_no": Field.document("市监严列", squareShare: 0),
            "date": Field.day,
            "reason": Field.choice([
                ("列入经营异常名录届满三年仍未履行义务", 60), ("提交虚假材料骗取登记", 12), ("食品安全领域严重违法", 9), ("药品医疗器械化妆品领域严重违法", 3),
                ("特种设备安全领域严重违法", 3), ("发布虚假违法广告", 5), ("拒不执行行政处罚决定", 6), ("其他", 2),
            ]),
            "linked_penalty_no": { world, context, row in
                guard context.choice > 1, context.random.chance(0.7) else { return row.skip() }
                row.add("\(world.documentPlace)市监罚〔\(context.day.year)〕\(context.serial)号")
            },
            "years": Field.integer(3...3),
            "measure": Field.words(["列为重点监管对象", "限制授予荣誉", "不适用告知承诺制", "限制任职", "依法从重处罚"]),
            "removed_on": Field.later(370...1_100, 0.3),
            "repaired": Field.yes(0.15),
        ])

    private static let complaint = EventTheme(
        "complaint", .scattered(since: 2012), limit: 900,
        rate: { trouble($0) * marked($0, [.food, .service, .trade, .education, .health], 5, 0.6) },
        [
            "document_no": Field.serial("137021200", width: 10, suffix: ""),
            "date": Field.day,
            "title": Field.sentence([
                ["消费者反映", "反映", "投诉", "举报"], ["购买的商品", "办理的会员卡", "预订的服务", "网购的产品", "就餐时的菜品", "维修服务"],
                ["存在质量问题", "退款被拒", "与宣传不符", "价格欺诈", "商家拒绝开具发票", "出现异物", "商家失联", "拒不履行三包义务"],
                ["", "，要求退款", "，要求赔偿", "，要求查处", "，请求调解"],
            ]),
            "kind": Field.choice([("投诉", 70), ("举报", 25), ("咨询", 5)]),
            "problem": Field.words(["质量", "售后服务", "合同", "虚假宣传", "价格", "食品安全", "预付卡", "计量", "侵权假冒", "其他"]),
            "product": Field.words([
                "食品", "服装", "家用电器", "健身卡", "美容服务", "汽车维修", "手机", "教育培训", "餐饮服务", "家具", "酒店住宿", "装修",
            ]),
            "amount": Field.money(20, alpha: 0.8, 0.8),
            "result": Field.choice([
                ("调解成功", 50), ("调解不成", 20), ("不予受理", 8), ("撤回投诉", 8), ("立案查处", 5), ("不予立案", 6), ("办理中", 3),
            ]),
            "recovered": Field.part(0...100, 0.4),
            "closed_on": Field.later(1...60, 0.9),
        ])

    private static let hotline = EventTheme(
        "hotline_call", .scattered(since: 2018), limit: 900,
        rate: {
            trouble($0) * marked($0, [.property, .construction, .food, .education, .service], 4, 0.7)
                + ($0.shell ? 3 : 0)
        },
        [
            "work_order_no": Field.serial("GD", width: 10, year: true),
            "called_on": Field.day,
            "matter": Field.sentence([
                ["市民来电反映", "来电反映", "网民反映", "业主反映"],
                [
                    "夜间施工噪声扰民", "油烟直排", "拖欠工人工资", "占用消防通道", "培训机构关门不退费", "物业收费不合理", "占道经营", "私搭乱建",
                    "该公司冒用本人住址注册", "预付卡无法使用", "垃圾清运不及时",
                ], ["", "，多次沟通未果", "，希望尽快处理", "，要求回复"],
            ]),
            "category": Field.words([
                "消费维权", "噪声扰民", "油烟污染", "拖欠工资", "违法建设", "占道经营", "消防隐患", "物业管理", "培训退费", "虚假注册地址", "其他",
            ]),
            "caller_phone": { world, context, row in
                if context.random.chance(0.45) {
                    world.people.appendPhone(number: UInt64(context.serial) &* 77_777, to: &row, noise: &context.random)
                }
                row.end()
            },
            "assigned_to": Field.words([
                "市场监督管理局", "综合行政执法局", "住房和城乡建设局", "人力资源和社会保障局", "街道办事处", "生态环境分局", "教育和体育局", "消防救援大队",
            ]),
            "urgency": Field.choice([("一般", 88), ("紧急", 10), ("特急", 2)]),
            "satisfaction": Field.choice([("满意", 40), ("非常满意", 15), ("基本满意", 15), ("不满意", 12), ("未评价", 18)]),
            "answered_on": Field.later(1...15, 0.95),
        ])

    private static let foodSampling = EventTheme(
        "food_sampling", .scattered(since: 2013), limit: 300, rate: { marked($0, .food, size($0), 0.02) },
        [
            "sample_no": Field.serial("XBJ", width: 12, year: true),
            "sampled_on": Field.day,
            "food": Field.words([
                "大米", "花生油", "酱油", "卤牛肉", "纯牛奶", "矿泉水", "白酒", "面包", "榨菜", "虾仁", "麻辣烫", "韭菜", "苹果", "自制馒头", "餐具（自行消毒）",
            ]),
            "food_class": Field.words([
                "粮食加工品", "食用油", "调味品", "肉制品", "乳制品", "饮料", "酒类", "糕点", "蔬菜制品", "水产制品", "餐饮食品", "食用农产品", "其他",
            ]),
            "producer": { world, context, row in
                guard context.random.chance(0.5) else { return row.skip() }
                row.part(context.random.pick(["烟台", "临沂", "广州", "漯河", "成都"]))
                row.part(world.tables.tradeNames.draw(&context.random))
                row.add("食品有限公司")
            },
            "batch_date": { _, context, row in row.add(context.day + -context.random.in(1...200)) },
            "failed_item": { _, context, row in
                context.choice = context.random.chance(0.035) ? 1 : 0
                row.add(
                    context.choice == 1
                        ? context.random.pick(["菌落总数", "大肠菌群", "苯甲酸及其钠盐", "甜蜜素", "毒死蜱", "恩诺沙星", "过氧化值"]) : "")
            },
            "conclusion": Field.following(["合格", "不合格"]),
            "report_no": Field.serial("SP", width: 7, year: true),
        ])

    private static let pledge = EventTheme(
        "equity_pledge", .scattered(since: 2009), limit: 12,
        rate: { $0.kind == .limited && $0.ring == 0 ? size($0) * Double($0.capitalYuan).squareRoot() / 1_000 : 0 },
        [
            "registration_no": Field.serial("3702", width: 10),
            "pledgor_name": Field.representative("pledgor"),
            "pledgor_code": Field.empty,
            "pledgor_id": { world, context, row in
                if context.random.chance(0.25) { world.people.appendIdentity(context.company.rep, to: &row) }
                row.end()
            },
            "pledgee_name": Field.words(["城西农村商业银行股份有限公司", "海湾小额贷款有限公司", "中联融资担保有限公司", "东部银行股份有限公司", "恒信典当有限公司"]),
            "pledgee_code": Field.empty,
            "pledgee_id": Field.empty,
            "pledged_percent": Field.integer(5...100),
            "pledged_amount": Field.money(100_000, alpha: 0.8, rounded: 10_000),
            "secured_debt": Field.part(50...200),
            "state": Field.choice([("有效", 55), ("注销", 43), ("撤销", 1), ("无效", 1)]),
            "registered_on": Field.day,
            "cancelled_on": { _, context, row in
                let day = context.day + context.random.in(200...900)
                row.add(context.choice == 1 && day < .end ? day : nil)
            },
        ])
}
