/// Names of places without what people leave out or write otherwise.
enum PlaceNames {
    /// A name without the first of these endings that it has.
    static func base(_ name: Word, _ endings: [Word]) -> Word {
        for ending in endings where name.count > ending.count && name.hasSuffix(ending) {
            return name.dropLast(ending.count)
        }
        return name
    }

    static let countyEndings = Word.list("自治县 县 区 市 旗")
    static let townEndings = TownEndings.all.map { Word($0.utf16) }

    /// Without 村, 社区, 居委会 and the like.
    static func village(_ name: Word) -> Word {
        name.hasSuffix("庄子村") ? name.dropLast(2) : base(name, villageEndings)
    }

    private static let villageEndings = Word.list(
        "村村民委员会 村民委员会 村村委会 村村委 社区居民委员会 居民委员会 村委会 村委 社区居委会 居委会 居委 村社区 社区 行政村 村")

    /// The name of a road and the part of it: 光华大道 and 三段, 人民大道 and 中.
    static func road(_ name: Word) -> (name: Word, section: Word) {
        let units = name.units
        if name.hasSuffix("段") {
            var length = 1
            while name.count - length > 2, sectionUnits.contains(units[units.endIndex - length - 1]) { length += 1 }
            return length == 1 ? (name, "") : (name.dropLast(length), name.suffix(length))
        }
        if name.count > 2, sides.contains(units[units.endIndex - 1]), roadUnits.contains(units[units.endIndex - 2]) {
            return (name.dropLast(1), name.suffix(1))
        }
        return (name, "")
    }

    private static let sides = Set("东西南北中".utf16)
    private static let sectionUnits = Set("东西南北中一二三四五六七八九十0123456789".utf16)
    private static let roadUnits = Set("路街道".utf16)

    /// Without 路, 街 or 道: 华园东 is 华园东路.
    static func bareRoad(_ name: Word) -> Word { base(name, roadEndings) }

    private static let roadEndings = Word.list("大道 大街 路 街 道")

    /// 高新技术产业开发区 as 高新区, and so on.
    static func zone(_ name: Word) -> Word {
        var name = name
        for (long, short) in zoneWords { name = name.replacing(long, with: short) }
        return name
    }

    private static let zoneWords: [(Word, Word)] = [
        ("高新技术产业开发", "高新"), ("高新技术开发", "高新"), ("经济技术开发", "开发"), ("经济开发", "开发"), ("自由贸易试验", "自贸"), ("自贸试验", "自贸"),
    ]

    /// Without 小区, 工业园, 大厦 and the like.
    static func estate(_ name: Word) -> Word {
        var name = name
        if name.hasSuffix("院内") { name = name.dropLast(2) }
        if name.hasSuffix("内") { name = name.dropLast(1) }
        if name.hasSuffix("区") { name = zone(name.replacing("园区", with: "区")) }
        return base(name, estateEndings)
    }

    private static let estateEndings = Word.list("小区 工业园 工业区 大厦 写字楼 商务楼 楼 园 村")

    /// What sort of estate a name tells: 云松大厦 is not 云松花园.
    enum EstateSort: UInt8, Sendable, BitwiseCopyable {
        case unknown, tower, homes, industry, market
    }

    static func sort(ofEstate name: Word) -> EstateSort {
        for (sort, endings) in sortEndings where endings.contains(where: name.hasSuffix) { return sort }
        return .unknown
    }

    private static let sortEndings: [(EstateSort, [Word])] = [
        (.tower, Word.list("大厦 写字楼 商务楼 商厦")), (.homes, Word.list("小区 花园 花苑 家园 家苑 新村 公寓 别墅")),
        (.industry, Word.list("工业园 工业园区 工业区 产业园 科技园 厂区")), (.market, Word.list("市场")),
    ]

    /// Names that many estates have: 工业园 of every town.
    static func isGeneric(estate name: Word) -> Bool { name.count < 2 || genericEstates.contains(name) }

    private static let genericEstates = Set(
        Word.list(
            "工业园 工业园区 工业区 工业小区 科技园 产业园 开发区 商业街 步行街 市场 农贸市场 综合市场 批发市场 集贸市场 商贸城 生活区 家属院 住宅区 住宅 新村 小区 大院 "
                + "车站 汽车站 火车站 码头 学校 中学 小学 医院 政府 镇政府 园区 集中区 示范区 创业园 物流园 商城 广场 中心 酒店 加油站"))

    /// Whether an estate is one building, of which 座 are parts.
    static func isOneBuilding(_ name: Word) -> Bool { buildingEndings.contains(where: name.hasSuffix) }

    private static let buildingEndings = Word.list("大厦 广场 中心 楼 商厦 商城 国际 酒店")

    /// 东侧, 东面 and 路东 as 东; 交叉口, 交汇处 and 交口 as 交.
    static func direction(_ name: Word) -> Word { Word(name.units.filter { !directionNoise.contains($0) }) }

    private static let directionNoise = Set("侧面首端头边路与和、村外向叉汇界口处(),.".utf16)
}
