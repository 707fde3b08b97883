extension EventThemes {
    /// Fire, environment, agriculture, equipment.
    static let safety: [any ThemeEmitter] = [fire, environment, agriculture, equipment]

    private static let fire = EventTheme(
        "fire_inspection", .scattered(since: 2010), limit: 200,
        rate: { size($0) * marked($0, [.food, .factory, .education, .service, .property], 3, 0.4) },
        [
            "document_no": { world, context, row in
                row.part("\(world.documentPlace)消监字〔\(context.day.year)〕第")
                row.part(context.serial)
                row.part("号")
                row.end()
            },
            "date": Field.day,
            "form": Field.choice([("日常监督抽查", 60), ("专项检查", 20), ("举报投诉核查", 6), ("开业前检查", 6), ("大型活动前检查", 2), ("复查", 6)]
            ),
            "hazard": Field.choice([
                ("无隐患", 55), ("安全出口堵塞", 7), ("疏散通道占用", 9), ("消防设施损坏", 12), ("未设置自动消防设施", 3), ("违规用火用电", 6),
                ("三合一场所", 3), ("电动自行车违规充电", 5),
            ]),
            "hazard_count": { _, context, row in
                context.value = context.choice == 0 ? 0 : context.random.in(1...8)
                row.add(context.value)
            },
            "measure": { _, context, row in
                row.add(context.value == 0 ? "无" : context.random.pick(["当场改正", "责令限期改正", "责令限期改正", "临时查封", "立案处罚"]))
            },
            "due": { _, context, row in row.add(context.value > 0 ? context.day + context.random.in(3...30) : nil) },
            "key_unit": Field.yes(0.08),
            "inspector": { world, context, row in
                // Forty officers do all inspections.
                world.people.appendName(UInt32((context.serial * 7919) % min(40, world.people.count)), to: &row)
                row.end()
            },
        ])

    private static let environment = EventTheme(
        "environment_penalty", .scattered(since: 2008), limit: 30,
        rate: { trouble($0) * marked($0, [.chemical, .factory, .food, .construction], 6, 0.1) },
        [
            "document_no": Field.document("环罚", squareShare: 0),
            "date": Field.day,
            "pollution": Field.choice([
                ("废水", 22), ("废气", 26), ("噪声", 10), ("固体废物", 8), ("危险废物", 12), ("未批先建", 9), ("未验先投", 7), ("无证排污", 6),
            ]),
            "outlet_no": { _, context, row in
                guard context.choice < 2 else { return row.skip() }
                row.part(context.choice == 0 ? "DW" : "DA")
                row.part(context.random.in(1...12), width: 3)
                row.end()
            },
            "pollutant": Field.among([
                ["化学需氧量", "氨氮", "总磷"], ["二氧化硫", "氮氧化物", "颗粒物", "挥发性有机物"], ["厂界噪声"], ["其他"], ["其他"], ["其他"], ["其他"],
                ["其他"],
            ]),
            "excess_times": Field.decimal(1...90, decimals: 1, 0.5),
            "amount": Field.money(10_000, alpha: 1.1, rounded: 1_000),
            "daily_penalty": Field.yes(0.02),
            "rectified_on": Field.later(10...120, 0.7),
        ])

    private static let agriculture = EventTheme(
        "agriculture_penalty", .scattered(since: 2005), limit: 20,
        rate: { trouble($0) * marked($0, [.farm, .food], 5, 0.02) },
        [
            "document_no": Field.document("农（农药）罚"),
            "date": Field.day,
            "field": Field.words(["农药", "兽药", "种子", "肥料", "饲料", "动物检疫", "屠宰", "渔业", "农产品质量安全", "农机"]),
            "product": Field.among([
                ["吡虫啉可湿性粉剂", "草甘膦水剂"], ["恩诺沙星注射液"], ["玉米种子", "辣椒种子"], ["复合肥料"], ["配合饲料"], ["生猪"], ["猪肉"], ["渔获物"],
                ["韭菜", "草莓"], ["拖拉机"],
            ]),
            "batch_no": { _, context, row in
                var plain = RowBuffer()
                plain.dateStyle = .compact
                plain.part(context.day + -context.random.in(30...400))
                row.part(bytes: plain.bytes)
                row.end()
            },
            "goods_value": Field.money(100, alpha: 1, rounded: 10),
            "amount": Field.money(1_000, alpha: 1.3, rounded: 100),
            "disposal": Field.words(["没收", "销毁", "召回", "无害化处理", "责令改正"]),
        ])

    private static let equipment = EventTheme(
        "special_equipment", .scattered(since: 1998), limit: 150,
        rate: { size($0) * marked($0, [.factory, .chemical, .property, .transport, .health], 4, 0.3) },
        [
            "certificate_no": Field.serial("梯鲁B", width: 6, suffix: "号"),
            "device_code": Field.serial("31103702", width: 12),
            "kind": Field.choice([
                ("电梯", 58), ("压力容器", 14), ("场内专用机动车辆", 10), ("起重机械", 8), ("锅炉", 5), ("压力管道", 4), ("大型游乐设施", 1),
            ]),
            "state": Field.choice([("在用", 90), ("停用", 6), ("报废", 4)]),
            "registered_on": Field.day,
            "inspected_on": { _, context, row in
                context.day = max(context.day, .end + -context.random.in(5...500))
                row.add(context.day)
            },
            "conclusion": Field.choice([("合格", 90), ("复检合格", 6), ("不合格", 2), ("符合要求", 2)]),
            "next_inspection": { _, context, row in row.add(context.day + 365) },
            "address": Field.address("used"),
        ])
}
