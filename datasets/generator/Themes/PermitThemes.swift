extension EventThemes {
    /// Permits and licences of nine departments.
    static let permits: [any ThemeEmitter] = [
        permit, construction, culture, chemicals, health, school, transport, advertising,
    ]

    private static let kinds: [(name: String, office: String, prefix: String, content: [String])] = [
        ("食品经营许可证", "市场监督管理局", "JY13702", ["热食类食品制售", "预包装食品销售", "冷食类食品制售", "散装食品销售", "自制饮品制售"]),
        ("药品经营许可证", "市场监督管理局", "鲁CA532", ["处方药与非处方药", "中成药、化学药制剂"]),
        ("医疗器械经营许可证", "市场监督管理局", "鲁青食药监械经营许", ["第三类医疗器械批发", "第三类医疗器械零售"]),
        ("烟草专卖零售许可证", "烟草专卖局", "3702", ["卷烟零售", "雪茄烟零售"]),
        ("劳务派遣经营许可证", "人力资源和社会保障局", "鲁370212", ["劳务派遣"]),
        ("排污许可证", "生态环境局", "9137021", ["废气、废水排放"]),
        ("公共聚集场所投入使用、营业前消防安全检查合格证", "消防救援大队", "青消安检字", ["商场", "餐饮场所", "公共娱乐场所"]),
        ("安全生产许可证", "应急管理局", "（鲁）FM安许证字", ["非煤矿山开采"]),
        ("印刷经营许可证", "文化和旅游局", "鲁新出印证字", ["其他印刷品印刷", "包装装潢印刷品印刷"]),
        ("城镇污水排入排水管网许可证", "城市管理局", "青排字", ["餐饮废水排放", "施工降水排放"]),
    ]

    private static let permit = EventTheme(
        "permit", .scattered(since: 2006), limit: 40,
        rate: { $0.shell ? 0.05 : size($0) * marked($0, [.food, .health, .chemical, .factory], 3, 0.5) },
        [
            "permit_no": { _, context, row in
                let marks = Trade.all[Int(context.company.trade)].marks
                let likely = marks.contains(.food) ? 0 : marks.contains(.health) ? 1 : marks.contains(.factory) ? 5 : 3
                context.choice = context.random.chance(0.7) ? likely : context.random.below(kinds.count)
                row.part(kinds[context.choice].prefix)
                row.part(context.serial, width: 9)
                row.end()
            },
            "permit_type": { _, context, row in row.add(kinds[context.choice].name) },
            "department": { world, context, row in
                row.part(world.places.geography.districts[0].name)
                row.part(kinds[context.choice].office)
                row.end()
            },
            "issued": Field.day,
            "expires": Field.expiry(years: 3...5, 0.96),
            "address": Field.address("address", 0.9),
            "content": { _, context, row in row.add(context.random.pick(kinds[context.choice].content)) },
            "status": { _, context, row in
                let gone = context.company.ended > 0 || context.day + 5 * 365 < .end
                row.add(gone ? context.random.pick(["注销", "过期", "过期"]) : context.random.chance(0.97) ? "有效" : "注销")
            },
        ])

    private static let construction = EventTheme(
        "construction_qualification", .scattered(since: 2001), limit: 12,
        rate: { marked($0, .construction, size($0), 0.01) },
        [
            "permit_no": Field.serial("D", width: 9),
            "category": Field.choice([
                ("建筑工程施工总承包", 20), ("市政公用工程施工总承包", 14), ("机电工程施工总承包", 10), ("地基基础工程专业承包", 8), ("建筑装修装饰工程专业承包", 18),
                ("消防设施工程专业承包", 8), ("防水防腐保温工程专业承包", 8), ("施工劳务", 10), ("工程监理", 3), ("房地产开发", 4),
            ]),
            "grade": Field.choice([("丙级", 60), ("乙级", 26), ("甲级", 8), ("特级", 1), ("不分等级", 8)]),
            "safety_permit_no": { _, context, row in
                guard context.random.chance(0.7) else { return row.skip() }
                row.part("(鲁)JZ安许证字[\(context.day.year)]")
                row.part(context.serial % 1_000_000, width: 6)
                row.end()
            },
            "builders": Field.integer(1...60, 0.8),
            "technical_lead": { world, context, row in
                guard context.random.chance(0.7) else { return row.skip() }
                world.addName(context.company.rep, slot: "technical_lead", to: &row)
            },
            "issued": Field.day,
            "expires": Field.expiry(years: 5...5, 0.95),
        ])

    private static let culture = EventTheme(
        "culture_permit", .scattered(since: 1998), limit: 6,
        rate: { marked($0, [.culture, .service], size($0), 0.03) },
        [
            "permit_no": Field.serial("3702", width: 8),
            "category": Field.choice([
                ("旅行社", 14), ("互联网上网服务", 22), ("歌舞娱乐", 18), ("游艺娱乐", 6), ("营业性演出", 12), ("艺术品经营", 6), ("出版物零售", 18),
                ("网络文化经营", 8),
            ]),
            "terminals": Field.integer(10...300, 0.6),
            "deposit": { _, context, row in context.choice == 0 ? row.add(200_000) : row.skip() },
            "school_distance": { _, context, row in
                (1...3).contains(context.choice) ? row.add(context.random.in(201...3_000)) : row.skip()
            },
            "issued": Field.day,
            "expires": Field.expiry(years: 2...6, 0.9),
            "address": Field.address("address", 0.9),
        ])

    private static let chemicals = EventTheme(
        "hazardous_chemical_permit", .scattered(since: 2003), limit: 8, rate: { marked($0, .chemical, size($0), 0.01) },
        [
            "permit_no": { _, context, row in
                row.part("鲁青危化经字[\(context.day.year)]")
                row.part(context.serial, width: 6)
                row.end()
            },
            "operation": Field.choice([("不带储存设施经营", 60), ("带储存设施经营", 14), ("无仓储批发", 10), ("加油站零售", 12), ("仓储经营", 4)]),
            "category": Field.words(["易燃液体", "易燃气体", "压缩气体", "腐蚀品", "氧化剂", "毒害品", "其他"]),
            "storage_tonnes": { _, context, row in
                [1, 3, 4].contains(context.choice)
                    ? row.add(scaled: context.random.in(10...9_000), decimals: 1) : row.add(0)
            },
            "major_hazard": Field.choice([("不构成", 80), ("四级", 12), ("三级", 5), ("二级", 2), ("一级", 1)]),
            "safety_officer": Field.representative("safety_officer", 0.8),
            "issued": Field.day,
            "expires": Field.expiry(years: 3...3),
            "address": Field.address("address", 0.7),
        ])

    private static let health = EventTheme(
        "health_permit", .scattered(since: 1995), limit: 8,
        rate: { $0.shell ? 0 : marked($0, [.service, .health, .food], size($0), 0.03) },
        [
            "permit_no": { _, context, row in
                row.part("青卫公证字[\(context.day.year)]第")
                row.part(context.serial, width: 6)
                row.part("号")
                row.end()
            },
            "venue": Field.choice([
                ("宾馆旅店", 16), ("公共浴室", 8), ("理发美容店", 34), ("游泳场馆", 4), ("影剧院", 2), ("歌舞厅", 5), ("商场书店", 8), ("诊所", 12),
                ("门诊部", 6), ("供水单位", 3),
                ("其他", 2),
            ]),
            "credit_level": Field.choice([("A", 18), ("B", 55), ("C", 12), ("未评级", 15)]),
            "staff_certified": { _, context, row in
                row.add(max(1, Int(context.company.headCount) - context.random.below(3)))
            },
            "area": Field.decimal(200...30_000, decimals: 1, 0.9),
            "issued": Field.day,
            "expires": Field.expiry(years: 4...4),
            "address": Field.address("address", 0.9),
        ])

    private static let school = EventTheme(
        "school_permit", .scattered(since: 2002), limit: 4, rate: { marked($0, .education, size($0), 0.004) },
        [
            "permit_no": Field.serial("教民1370212", width: 8, suffix: "号"),
            "school_name": { world, context, row in
                row.part(world.places.geography.districts[0].name)
                row.part(world.tables.tradeNames.draw(&context.random))
                row.part(context.random.pick(["培训学校", "艺术培训中心", "幼儿园", "教育培训中心"]))
                row.end()
            },
            "level": Field.choice([
                ("非学科类校外培训", 56), ("学科类校外培训", 14), ("幼儿园", 22), ("成人教育", 6), ("中等职业学校", 1), ("小学", 1),
            ]),
            "nature": Field.choice([("营利性", 75), ("非营利性", 25)]),
            "pupils": Field.integer(20...900),
            "principal": Field.representative("principal", 0.8),
            "issued": Field.day,
            "expires": Field.expiry(years: 3...5),
            "address": Field.address("address", 0.95),
        ])

    private static let transport = EventTheme(
        "transport_permit", .scattered(since: 2000), limit: 8, rate: { marked($0, .transport, size($0), 0.01) },
        [
            "permit_no": Field.serial("370212", width: 6),
            "scope": Field.choice([
                ("道路普通货物运输", 62), ("道路危险货物运输", 5), ("货物专用运输", 8), ("道路旅客运输", 3), ("出租客运", 3), ("网络预约出租汽车", 4),
                ("机动车驾驶员培训", 3), ("机动车维修", 12),
            ]),
            "vehicles": { _, context, row in
                context.value = min(3_000, Int(2 * context.random.pareto(1.1)))
                row.add(context.value)
            },
            "tonnage": { _, context, row in context.choice < 3 ? row.add(context.value * 15) : row.skip() },
            "integrity": Field.choice([("AAA", 8), ("AA", 30), ("A", 40), ("B", 6), ("未考核", 16)]),
            "issued": Field.day,
            "expires": Field.expiry(years: 4...4),
        ])

    private static let advertising = EventTheme(
        "advertising", .scattered(since: 2005), limit: 60,
        rate: { $0.shell ? 0 : size($0) * marked($0, [.culture, .food, .property, .service], 3, 0.4) },
        [
            "approval_no": Field.document("城管广审", squareShare: 0),
            "kind": Field.choice([
                ("门头招牌", 60), ("电子显示屏", 10), ("楼顶招牌", 5), ("墙体广告", 10), ("立柱广告", 3), ("公交站亭", 4), ("灯箱", 8),
            ]),
            "content_class": Field.choice([
                ("商业广告", 60), ("公益广告", 10), ("房地产", 8), ("食品", 8), ("教育培训", 6), ("招商加盟", 4), ("医疗", 4),
            ]),
            "area": Field.decimal(10...2_000, decimals: 1),
            "publisher": { world, context, row in
                guard context.random.chance(0.4) else { return row.skip() }
                row.part(world.tables.tradeNames.draw(&context.random))
                row.add("广告传媒有限公司")
            },
            "location": Field.address("location", 0.9),
            "approved_on": Field.day,
            "expires": Field.expiry(years: 1...3),
        ])
}
