import GraphDrawing
import GraphStore

/// Drawings of companies and people that do not exist.
enum FictionalDrawings {
    static let asOf = Day(rawValue: 19_858)  // 2024-05-15

    static func day(_ iso: String) -> Day? { Day(iso: iso) }

    /// One company with one of everything, and a relation that has ended.
    static let small = Drawing(
        title: "青岛蓝屿贸易有限公司的关系网络", epoch: Epoch(rawValue: 7), asOf: asOf,
        nodes: [
            .init(
                id: "company:913702000000000017", kind: .company, name: "青岛蓝屿贸易有限公司", status: "存续",
                isCentre: true, attributes: [.init("注册资本", "500万元"), .init("行业", "批发业")],
                link: "/v1/companies/company:913702000000000017"),
            .init(
                id: "company:2", kind: .company, name: "Blue Islet Holdings (Hong Kong) Limited",
                attributes: [.init("注册资本", "10000 HKD")], link: "https://example.test/c?id=2&lang=zh"),
            .init(id: "person:1", kind: .person, name: "𠮷田·买买提江"),
            .init(id: "person:2", kind: .person, name: "欧阳若溪"),
            .init(id: "premises:1", kind: .premises, name: "青岛市崂山区云岭路999号蓝屿大厦2号楼15层1503室"),
            .init(id: "permit:1", kind: .permit, name: "食品经营许可证 JY13702120000000", status: "2025-06-30 到期"),
            .init(id: "contact:1", kind: .contact, name: "0532-00000000"),
        ],
        edges: [
            .init(
                id: "e1", from: "person:1", to: "company:913702000000000017", kind: "shareholder", kindTitle: "股东",
                since: day("2019-03-01"), share: Share(exactly: "0.6"), records: ["11", "12"], amount: "3000000.50",
                departments: ["市场监督管理局", "税务局"]),
            .init(
                id: "e2", from: "company:2", to: "company:913702000000000017", kind: "shareholder",
                kindTitle: "股东", since: day("2019-03-01"), share: Share(min: "0.3334", max: "0.4"), records: ["13"]),
            .init(
                id: "e3", from: "person:1", to: "company:913702000000000017", kind: "legalRepresentative",
                kindTitle: "法定代表人", records: ["11"]),
            .init(
                id: "e4", from: "person:2", to: "company:913702000000000017", kind: "officer", kindTitle: "高管",
                label: "监事", since: day("2019-03-01"), until: day("2022-12-31"), records: ["14"]),
            .init(
                id: "e5", from: "company:913702000000000017", to: "premises:1", kind: "registeredAt",
                kindTitle: "注册地址", records: ["11"]),
            .init(
                id: "e6", from: "company:913702000000000017", to: "permit:1", kind: "holdsPermit",
                kindTitle: "持有许可"),
            .init(
                id: "e7", from: "company:913702000000000017", to: "contact:1", kind: "contact", kindTitle: "联系方式"),
            .init(
                id: "e8", from: "person:1", to: "person:2", kind: "kinship", kindTitle: "亲属", label: "配偶",
                directed: false),
            .init(
                id: "e9", from: "company:2", to: "company:913702000000000017", kind: "guarantee", kindTitle: "担保",
                label: "连带责任"),
            .init(
                id: "e10", from: "company:2", to: "person:2", kind: "pledges_equity", kindTitle: "股权出质",
                label: "注销", since: day("2020-01-01"), endedUndated: true),
        ],
        omitted: [
            .init(kind: "company", count: 120, reason: "超出节点上限"),
            .init(kind: "contact", count: 3, reason: "未选择的类别"),
        ])

    /// Texts that try to be something else in one format or another.
    static let hostileTexts = [
        "\"];}evil[label=\"", "back\\slash\\", "\\N \\G \\E \\l", "&lt;b&gt; &amp;amp; R&D",
        "<script>alert(1)</script>",
        "]]>", "<![CDATA[x]]>", "line\none\r\ntwo\ttab", "nul\u{0}bell\u{7}esc\u{1B}[31m",
        "=HYPERLINK(\"http://x\")",
        "rtl\u{202E}fdp.exe", "non\u{FFFF}character", "𠀀𪚥 ﷽ 👨‍👩‍👧", "", "   ", "-- // /* # ;",
        String(repeating: "超长名称", count: 200), "e" + String(repeating: "\u{301}", count: 300),
        "${jndi:ldap://x}", "'; DROP TABLE record; --", "a,b;c|d", "%s%n%d", "\u{FEFF}bom\u{2028}separator",
    ]

    /// Every hostile text in every place that takes one.
    static let hostile: Drawing = {
        var nodes: [Drawing.Node] = []
        var edges: [Drawing.Edge] = []
        let kinds = NodeKind.allCases
        for (index, text) in hostileTexts.enumerated() {
            nodes.append(
                .init(
                    id: "x:\(index):\(text)", kind: kinds[index % kinds.count], name: text, status: text,
                    isCentre: index == 0, attributes: [.init(text, text), .init("name", text)],
                    link: index % 2 == 0 ? "javascript:\(text)" : "/v1/\(text)"))
            edges.append(
                .init(
                    id: "e:\(index):\(text)", from: nodes[0].id, to: nodes[index].id, kind: text, kindTitle: text,
                    label: text, records: [text, text]))
        }
        return Drawing(
            title: hostileTexts.joined(separator: " "), epoch: Epoch(rawValue: .max), asOf: asOf, nodes: nodes,
            edges: edges, omitted: hostileTexts.map { .init(kind: $0, count: 1, reason: $0) })
    }()

    /// Thirty nodes: a pyramid over four layers with a cross-holding, its
    /// people, two addresses and a shared telephone.
    static let ownership: Drawing = {
        let places = ["海州", "云岭", "蓝屿", "松涛", "银杏", "青禾", "北辰", "远帆"]
        let trades = ["控股集团", "投资", "实业", "贸易", "物流", "食品科技", "置业", "新能源"]
        var nodes: [Drawing.Node] = []
        var edges: [Drawing.Edge] = []
        for index in 0..<16 {
            let name = "青岛\(places[index % 8])\(trades[(index * 3 + index / 8) % 8])有限公司"
            nodes.append(
                .init(
                    id: "company:\(100 + index)", kind: .company, name: name, status: index == 11 ? "吊销" : nil,
                    isCentre: index == 3, link: "/v1/companies/company:\(100 + index)"))
        }
        let people = ["赵临川", "钱书遥", "孙见山", "李望舒", "周砚秋", "吴归鸿", "郑清和", "王若谷", "冯知微"]
        for (index, name) in people.enumerated() {
            nodes.append(.init(id: "person:\(index)", kind: .person, name: name))
        }
        nodes += [
            .init(id: "premises:1", kind: .premises, name: "崂山区云岭路999号2号楼1503室"),
            .init(id: "premises:2", kind: .premises, name: "市北区松涛巷1号集群注册托管地址"),
            .init(id: "permit:1", kind: .permit, name: "危险化学品经营许可证", status: "已过期"),
            .init(id: "contact:1", kind: .contact, name: "0532-00000000"),
            .init(id: "contact:2", kind: .contact, name: "office@example.test"),
        ]
        func add(
            _ from: String, _ to: String, _ kind: String, _ title: String, _ label: String? = nil,
            _ share: String? = nil
        ) {
            edges.append(
                .init(
                    id: "e\(edges.count)", from: from, to: to, kind: kind, kindTitle: title, label: label,
                    share: share.flatMap { Share(exactly: $0) }, directed: kind != "kinship"))
        }
        let holdings: [(Int, Int, String)] = [
            (0, 1, "0.51"), (0, 2, "0.8"), (1, 3, "0.35"), (2, 3, "0.65"), (3, 4, "1"), (3, 5, "0.667"), (4, 6, "0.3"),
            (5, 6, "0.7"), (3, 7, "0.9"), (7, 8, "0.6"), (8, 7, "0.1"), (5, 9, "0.45"), (4, 10, "0.2"), (7, 11, "1"),
            (2, 12, "0.335"), (12, 13, "0.5"), (9, 14, "1"), (6, 15, "0.05125"),
        ]
        for (from, to, share) in holdings {
            add("company:\(100 + from)", "company:\(100 + to)", "shareholder", "股东", nil, share)
        }
        for (index, share) in ["0.6", "0.4", "0.49"].enumerated() {
            add("person:\(index)", "company:\(index < 2 ? 100 : 101)", "shareholder", "股东", nil, share)
        }
        for index in 0..<8 { add("person:\(index)", "company:\(100 + index)", "legalRepresentative", "法定代表人") }
        add("person:4", "company:103", "officer", "高管", "董事长兼总经理")
        add("person:5", "company:103", "officer", "高管", "监事")
        add("person:8", "company:107", "officer", "高管", "财务负责人")
        add("person:0", "person:1", "kinship", "亲属", "配偶")
        add("person:0", "company:100", "concertedAction", "一致行动", "2021年一致行动协议")
        add("person:1", "company:100", "concertedAction", "一致行动", "2021年一致行动协议")
        add("company:100", "company:111", "controlAgreement", "协议控制")
        for index in [3, 4, 5] { add("company:\(100 + index)", "premises:1", "registeredAt", "注册地址") }
        for index in [11, 13, 14, 15] { add("company:\(100 + index)", "premises:2", "registeredAt", "注册地址") }
        add("company:105", "permit:1", "holdsPermit", "持有许可")
        for index in [3, 7, 11] { add("company:\(100 + index)", "contact:1", "contact", "联系方式") }
        add("company:103", "contact:2", "contact", "联系方式")
        return Drawing(
            title: "\(nodes[3].name)的股权与关联关系（两层）", epoch: Epoch(rawValue: 42), asOf: asOf, nodes: nodes,
            edges: edges, omitted: [.init(kind: "shareholder", count: 17, reason: "持股低于 1%")])
    }()

    /// An ownership chart: a holder above its company, a company that holds its
    /// own holder, and holders that are not drawn one by one.
    static let chart = Drawing(
        title: "青岛蓝屿贸易有限公司 的股东穿透图", epoch: Epoch(rawValue: 7), asOf: asOf,
        nodes: [
            .init(
                id: "company:1", kind: .company, name: "青岛蓝屿贸易有限公司", status: "存续", isCentre: true,
                link: "/v1/companies/company:1", layer: 0),
            .init(
                id: "company:2", kind: .company, name: "云岭控股集团有限公司", attributes: [.init("穿透持股", "64%")],
                notes: ["穿透 64%"], layer: -1),
            .init(
                id: "person:1", kind: .person, name: "赵临川",
                attributes: [.init("穿透持股", "≈50%"), .init("控制", "控制人")], notes: ["穿透 ≈50%", "〔控制人〕"], layer: -2),
            .init(
                id: "fold:company:1", kind: .person, name: "另有 17 名股东",
                attributes: [.init("合并数", "17"), .init("持股", "合计 6–36%")], notes: ["合计 6–36%"], foldedCount: 17,
                layer: -1),
        ],
        edges: [
            .init(
                id: "e1", from: "company:2", to: "company:1", kind: "shareholder", kindTitle: "股东",
                share: Share(exactly: "0.64"), records: ["1"], carriesControl: true),
            .init(
                id: "e2", from: "person:1", to: "company:2", kind: "shareholder", kindTitle: "股东", label: "?",
                carriesControl: true),
            .init(
                id: "e3", from: "company:1", to: "company:2", kind: "shareholder", kindTitle: "股东",
                share: Share(min: "0.1", max: "0.2")),
            .init(
                id: "edge:fold:company:1", from: "fold:company:1", to: "company:1", kind: "shareholder",
                kindTitle: "股东"),
        ],
        omitted: [.init(kind: "shareholder", count: 2, reason: "超出检索量上限")], remarks: ["线上为直接持股；? 为比例不明"])

    /// No node at all.
    static let empty = Drawing(title: "空", epoch: Epoch(rawValue: 0), asOf: asOf, nodes: [], edges: [])

    static let all: [(name: String, drawing: Drawing)] = [
        ("small", small), ("hostile", hostile), ("ownership", ownership), ("chart", chart), ("empty", empty),
    ]
}
