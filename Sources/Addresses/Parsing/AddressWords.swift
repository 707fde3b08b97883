/// Words that end the names of places, and words behind numbers.
enum AddressWords {
    /// What a word says of the name before it.
    enum Ending: UInt32 {
        case town, village, group, road, estate
        /// An ending only where a number, a bracket or nothing follows.
        case estateAtEnd
        case building
        case direction
    }

    /// What a word behind a number makes of it.
    enum Unit: UInt32 {
        case number, building, unit, floor, room, desk, group, lane, block, row, phase, village, road, distance, estate
    }

    static let endings: WordTrie = {
        var trie = WordTrie(capacity: 2048)
        func add(_ ending: Ending, _ words: String) {
            for word in words.split(separator: " ") { trie.insert(Array(word.utf16), ending.rawValue) }
        }
        add(.town, "街道办事处 街道办 街道 街办 办事处 镇 乡 苏木 民族乡 地区办事处")
        add(
            .village,
            "村民委员会 村村委会 村村委 村委 村委会 居民委员会 社区居委会 居委会 居委 社区 村 嘎查 管理区 行政村 自然村 村社区 社区居民委员会 村居委会 村村民委员会")
        add(.group, "村民小组 居民小组 组 社 队 屯")
        add(
            .road,
            "路 街 大道 大路 大街 道 巷 胡同 公路 国道 省道 县道 马路 支路 高速 环路 环线 干道 直街 横街 正街 外环线 道街 一环 二环 三环 四环 五环 六环 "
                + "一环路 二环路 三环路 四环路 五环路 六环路")
        add(
            .estate,
            """
            小区 花园 花苑 大厦 广场 中心 市场 商城 商厦 工业园区 工业园 工业区 工业城 街坊 科技园 产业园 科技城 创业园 产业基地 软件园 物流园 \
            园区 园 基地 公寓 别墅 新城 家园 家苑 嘉园 大院 学校 中学 小学 大学 学院 医院 酒店 宾馆 饭店 商场 超市 商贸城 建材城 汽车城 \
            物流城 家居城 钢材城 服装城 食品城 写字楼 商务楼 商住楼 大楼 公馆 名邸 名苑 国际 渔场 农场 林场 茶场 牧场 养殖场 厂区 \
            车站 码头 机场 科技楼 产业中心 住宅区 生活区 商业区 商业城 商业街 步行街 美食街 综合体 孵化器 众创空间 创业中心 \
            开发区 试验区 示范区 集中区 功能区 集聚区 加工区 保税区 保税港区 风景区 度假区 高新区 产业区 新区 片区
            """)
        add(
            .estateAtEnd,
            "里 苑 居 湾 庭 府 阁 轩 庄 厂 楼 院 场 城 寓 墅 郡 都 坊 舍 邸 店 宅 公司 厦 港 岛 堡 台 塔 庙 区 所 站 局 馆 库 井 坪 坝")
        add(.building, "综合楼 办公楼 教学楼 实验楼 宿舍楼 科研楼 东楼 西楼 南楼 北楼 主楼 副楼 附楼 辅楼 裙楼 后座 前座 宿舍 办公大楼 综合大楼 家属楼 住宅楼 公寓楼")
        add(.direction, "以东 以西 以南 以北 交汇处 交叉口 交叉处 交汇 交口 交界处 路口 对面 附近 旁边 沿线 旁 侧 首 端 东南角 西南角 东北角 西北角 拐角 转角")
        return trie
    }()

    /// The longest word counts.
    static let units: WordTrie = {
        var trie = WordTrie(capacity: 1024)
        func add(_ unit: Unit, _ words: String) {
            for word in words.split(separator: " ") { trie.insert(Array(word.utf16), unit.rawValue) }
        }
        add(.number, "号 号院 号大院")
        add(.building, "幢 栋 座 号楼 #楼 # 号厂房 号馆 号库 号仓库 号别墅 号公寓 号办公楼 号宿舍楼 栋楼 幢楼 座楼 厂房 号大楼 号综合楼 号楼房 幢厂房 栋厂房")
        add(.unit, "单元 门 梯 号门 单元楼")
        add(.floor, "楼 层 F 层楼 楼层")
        add(
            .room,
            "室 房 户 铺 卡 档 号房 号室 号铺 号商铺 号铺面 号门面 号门市 号网点 号店 号店面 号店铺 商铺 门面 门市 网点 车库 号车库 号车房 号户 号房间 号房屋 房间 间 号间 店面 铺位 号铺位 号档 号摊位 摊位 号床 床位 号床位 轴 号底商 区间 号柜台 型 个门面 个店面 个铺面 个商铺 号门面房 号厅 厅 号商场 套房 号写字间 写字间 门市房 号门市房 门脸 门头房 号车间 车间 商服 号商服 公建 号公建 库房 营业房 号营业房 网点房 号商业 商业用房 号底铺 沿街房 号办公室 办公室 部位"
        )
        add(.desk, "工位 号工位 卡位 号卡位 号席位 席位 号桌 号座席")
        add(.group, "组 社 队 村民小组 居民小组 号组 连 生产队 村民组")
        add(.lane, "弄 支弄 号弄")
        add(.block, "区 丘 片区")
        add(.row, "排")
        add(.phase, "期 期工程 号地块 地块")
        add(.estate, "街坊 号街坊 小区 号小区")
        add(.village, "委 村 团 团场 社区 里")
        add(.road, "路 街 大街 道 马路 巷 国道 省道 县道 号路 号街 号大街 条 线 胡同 环路 支路 环 环线 大道")
        add(.distance, "米 公里 公里处 米处 KM")
        return trie
    }()

    /// Floors that have a name.
    static let fixedFloors: WordTrie = words(
        "首层 底层 底楼 顶层 顶楼 夹层 地下室 首楼 地下首层 全层")

    /// Before the digits of a room: 门面103, 底商109. Three characters at most, see
    /// ``AddressParser/roomPrefix(_:_:)``.
    static let roomPrefixes: WordTrie = words("门面 门面房 商企 商铺 铺面 铺位 店面 店铺 门市 门市房 网点 底商 底店 商服 营业房 车库 摊位 房间")

    /// The same in one character: 2幢商102号, 广场办1606室.
    static let shortRoomPrefixes: WordTrie = words("商 办 住 铺 房")

    /// What is no place of its own behind another.
    static let noise: WordTrie = words("内 院内 院内的 土名 楼内 内的 院里 大院内 里面 境内")

    /// What tells no place wherever it stands.
    static let loneRemarks: WordTrie = words("驻地 底商 自然层 临时 临街 沿街 无门牌 无门牌号")

    /// What in brackets tells no place.
    static let remarks: WordTrie = words(
        "自主申报 住所申报 仅限 仅作 只限 限作 限写字楼 本住所限 集群 托管 集中 商务秘书 承诺 原 临时 一照多址 经营场所 可作 另设 办公用途 办公场所 不得 有效期 住所")

    /// What tells no place when it is all that stands in brackets.
    static let wholeRemarks: WordTrie = words(
        "住宅 非住宅 商住 商业 商用 商服 办公 办公室 办公用房 一楼店面 一层店面 底层店面 临街门面 沿街店面 一址多照 一照多址 住改商 住改非 全部 部分 整栋 商业用房 厂房 门面 门面房 商铺 工业 自贸试验区内 自贸区内 自由贸易试验区内 试验区内"
    )

    /// Words that end the names of zones that stand for a district.
    static let zones: WordTrie = words(
        "经济技术开发区 高新技术产业开发区 高新技术开发区 技术产业开发区 技术开发区 经济开发区 经济试验区 开发区 高新区 高新科技区 天府新区 新区 综合保税区 保税区 保税港区 "
            + "产业区 经开区 合作区 实验区 自由贸易试验区 自由贸易区 自贸区 自贸试验区 风景区 风景名胜区 旅游度假区 度假区 经区 高区 化学工业区 化工区 片区 规划区 空港经济区 台商投资区 投资区 综改示范区 边境经济合作区 边境贸易区 经济区 示范区 管理区 试验区 新城区"
    )

    /// What may stand behind the short name of a town.
    static let townEndings: WordTrie = words(TownEndings.written.joined(separator: " "))

    /// What may stand behind 街道.
    static let officeEndings: WordTrie = words("办事处 办 街道")

    private static func words(_ words: String) -> WordTrie {
        var trie = WordTrie(capacity: 256)
        for word in words.split(separator: " ") { trie.insert(Array(word.utf16), 0) }
        return trie
    }
}
