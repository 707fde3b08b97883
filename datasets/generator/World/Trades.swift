/// A line of business: what its companies are called, do, and need permits for.
struct Trade: Sendable {
    var weight: Double
    /// GB/T 4754 codes, one of which a company has.
    var industries: [String]
    /// Ends of the name before the organisation form.
    var tails: [String]
    var phrases: [String]
    /// How it adds to the rates of events that concern some trades only.
    var marks: Marks

    struct Marks: OptionSet, Sendable {
        let rawValue: UInt16
        static let food = Marks(rawValue: 1)
        static let construction = Marks(rawValue: 2)
        static let chemical = Marks(rawValue: 4)
        static let factory = Marks(rawValue: 8)
        static let technology = Marks(rawValue: 16)
        static let trade = Marks(rawValue: 32)
        static let transport = Marks(rawValue: 64)
        static let health = Marks(rawValue: 128)
        static let service = Marks(rawValue: 256)
        static let farm = Marks(rawValue: 512)
        static let culture = Marks(rawValue: 1024)
        static let property = Marks(rawValue: 2048)
        static let finance = Marks(rawValue: 4096)
        static let education = Marks(rawValue: 8192)
    }

    static let all: [Trade] = [
        Trade(
            weight: 9, industries: ["6510", "7590", "7320"], tails: ["科技", "信息技术", "网络科技", "软件", "数据科技"],
            phrases: ["软件开发", "计算机系统集成", "技术服务", "技术咨询", "技术转让", "计算机软硬件", "电子产品", "网络工程", "信息技术咨询服务"],
            marks: [.technology]),
        Trade(
            weight: 13, industries: ["5190", "5139", "5165"], tails: ["商贸", "贸易", "经贸", "工贸", "国际贸易"],
            phrases: ["日用百货", "五金交电", "建筑材料", "办公用品", "针纺织品", "货物进出口", "技术进出口", "化工产品（除危险化学品）", "劳保用品"], marks: [.trade]
        ),
        Trade(
            weight: 9, industries: ["4710", "4720", "5010"], tails: ["建筑工程", "装饰工程", "建设工程", "建筑劳务", "市政工程"],
            phrases: ["建筑工程", "市政工程", "园林绿化工程", "钢结构工程", "水电安装", "土石方工程", "建筑劳务分包", "装饰材料"], marks: [.construction]),
        Trade(
            weight: 8, industries: ["6210", "6220", "6291"], tails: ["餐饮管理", "餐饮", "酒店管理", "餐饮服务"],
            phrases: ["餐饮服务", "预包装食品零售", "会议服务", "酒店管理", "散装食品"], marks: [.food, .service]),
        Trade(
            weight: 6, industries: ["5211", "5219", "5229"], tails: ["食品", "商业", "超市", "便利店"],
            phrases: ["预包装食品", "散装食品", "乳制品", "卷烟零售", "日用百货", "蔬菜", "水果", "粮油"], marks: [.food, .trade]),
        Trade(
            weight: 6, industries: ["3311", "3484", "3525"], tails: ["机械", "机械设备", "金属制品", "模具", "五金制品"],
            phrases: ["机械设备", "机械加工", "五金制品", "模具", "金属材料", "机电产品", "不锈钢制品"], marks: [.factory]),
        Trade(
            weight: 3, industries: ["2614", "2669", "2651"], tails: ["化工", "新材料", "化工科技"],
            phrases: ["化工产品（除危险化学品、监控化学品、易制毒化学品）", "化工原料", "危险化学品经营", "橡胶制品", "塑料制品", "润滑油"],
            marks: [.chemical, .factory]),
        Trade(
            weight: 4, industries: ["2438", "1819", "2110"], tails: ["服饰", "服装", "家具", "纺织"],
            phrases: ["服装", "鞋帽", "针纺织品", "家具", "工艺品", "床上用品", "皮革制品"], marks: [.factory, .trade]),
        Trade(
            weight: 5, industries: ["5430", "5960", "5821"], tails: ["物流", "运输", "货运代理", "供应链管理"],
            phrases: ["普通货运", "道路货物运输", "仓储服务", "货运代理", "装卸服务", "汽车租赁"], marks: [.transport]),
        Trade(
            weight: 3, industries: ["8111", "5263", "5261"], tails: ["汽车服务", "汽车销售服务", "汽车维修"],
            phrases: ["汽车销售", "汽车配件", "二类汽车维修", "汽车租赁", "洗车服务"], marks: [.transport, .service]),
        Trade(
            weight: 5, industries: ["7249", "7212", "7299"], tails: ["企业管理", "企业管理咨询", "商务咨询", "商务秘书"],
            phrases: ["企业管理咨询", "商务信息咨询", "会议服务", "企业形象策划", "市场营销策划", "代理记账"], marks: [.service]),
        Trade(
            weight: 4, industries: ["7251", "8710", "9051"], tails: ["文化传媒", "广告", "文化传播", "传媒"],
            phrases: ["广告设计", "发布国内各类广告", "组织文化艺术交流活动", "展览展示服务", "礼仪服务"], marks: [.culture]),
        Trade(
            weight: 4, industries: ["7020", "7030", "7010"], tails: ["物业管理", "房地产经纪", "置业", "房地产开发"],
            phrases: ["物业管理", "房屋租赁", "房地产开发", "房地产信息咨询", "保洁服务", "家政服务"], marks: [.property, .service]),
        Trade(
            weight: 3, industries: ["8421", "8425", "2770"], tails: ["医疗器械", "医药", "健康管理", "口腔门诊部"],
            phrases: ["医疗器械（第二类、第三类）销售", "药品零售", "保健食品", "健康咨询", "诊疗服务"], marks: [.health, .trade]),
        Trade(
            weight: 2, industries: ["8391", "8393", "8399"], tails: ["教育咨询", "教育科技", "文化培训"],
            phrases: ["教育信息咨询", "文化艺术培训", "技术培训", "图书", "文具用品"], marks: [.education]),
        Trade(
            weight: 4, industries: ["0141", "0213", "0412"], tails: ["农业科技", "生态农业", "种植", "养殖"],
            phrases: ["蔬菜种植", "水果", "苗木", "农副产品", "水产品", "农业技术推广"], marks: [.farm]),
        Trade(
            weight: 2, industries: ["7212", "6740", "7640"], tails: ["投资", "资产管理", "投资管理", "控股"],
            phrases: ["以自有资金投资", "投资咨询", "资产管理", "股权投资", "企业管理"], marks: [.finance]),
        Trade(
            weight: 3, industries: ["7721", "7729", "4620"], tails: ["环保科技", "环保工程", "节能科技"],
            phrases: ["环保工程", "环保设备", "污水处理", "技术开发", "再生资源回收"], marks: [.factory, .technology]),
        Trade(
            weight: 3, industries: ["3979", "3829", "3990"], tails: ["电子", "电子科技", "电气", "自动化设备"],
            phrases: ["电子元器件", "电线电缆", "电气设备", "仪器仪表", "电子产品", "照明器材"], marks: [.factory, .technology]),
        Trade(
            weight: 4, industries: ["8040", "8051", "8060"], tails: ["美容美发", "养生", "健身", "洗浴"],
            phrases: ["美容服务", "理发服务", "健身服务", "足疗服务", "化妆品"], marks: [.service]),
    ]
    static let index = WeightedIndex(all.map(\.weight))
}
