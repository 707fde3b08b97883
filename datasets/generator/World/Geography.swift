/// The city of a data set: real divisions and towns (GB/T 2260, GB/T 10114),
/// fictional communities, villages and roads. Road names repeat between
/// districts, as 文化路 does everywhere.
struct Geography: Sendable {
    struct District: Sendable {
        var code: Int
        var name: String
        var towns: Range<Int>
        /// An estate's name is its own within a district, for it can stand
        /// without a road.
        var usedEstateNames: Set<String> = []
    }

    struct Road: Sendable {
        var name: String
        /// The name before `renamedYear`; empty when it never changed.
        var formerName: String
        var renamedYear: Int
        var nextDoor: Int
    }

    struct Town: Sendable {
        var name: String
        var district: Int
        var communities: [String]
        var villages: [String]
        var roads: Range<Int>
    }

    var province: String
    var city: String
    var cityCode: Int
    var districts: [District] = []
    var towns: [Town] = []
    var roads: [Road] = []
    /// Draws a town; the first district has most companies.
    var townIndex: WeightedIndex

    /// - Parameters:
    ///   - divisions: the county codes to cover with their weights.
    /// - Throws: ``GeneratorError`` when the tables lack one of them.
    init(
        tables: ReferenceTables, cityCode: Int, divisions: [(code: Int, weight: Double)], roadsPerTown: Int,
        random: inout SplitMix64
    ) throws {
        func name(_ code: Int) throws -> String {
            guard let name = tables.divisions[code] else {
                throw GeneratorError("division \(code) is not in gbt2260_2023_pca.csv")
            }
            return name
        }
        province = try name(cityCode / 10_000 * 10_000)
        city = try name(cityCode)
        self.cityCode = cityCode
        var weights: [Double] = []
        for (code, weight) in divisions {
            let first = towns.count
            var usedRoads: Set<String> = []
            for town in tables.towns where town.code / 1_000 == code {
                let start = roads.count
                while roads.count < start + roadsPerTown {
                    let road = Self.road(&random)
                    guard usedRoads.insert(road.name).inserted,
                        usedRoads.insert(road.formerName).inserted || road.formerName.isEmpty
                    else { continue }
                    roads.append(road)
                }
                towns.append(
                    Town(
                        name: town.name, district: districts.count,
                        communities: Self.names(14, suffixes: ["社区", "社区", "居委会"], &random),
                        villages: Self.names(24, suffixes: ["村", "村", "村", "涧村", "庄村"], &random),
                        roads: start..<roads.count))
            }
            let count = towns.count - first
            guard count > 0 else { throw GeneratorError("no towns of \(code) in gbt10114_2023_towns.csv") }
            weights += (0..<count).map { _ in weight / Double(count) * (0.4 + 1.2 * random.unit()) }
            districts.append(District(code: code, name: try name(code), towns: first..<towns.count))
        }
        townIndex = WeightedIndex(weights)
    }

    private static let roadFirst = Array("文青长新东西南北中海金银松云龙凤华春秋泰昌兴福康宁安平和瑞祥锦星朝红绿江河湖山岭崂石桥港学科创同丰景悦滨")
    private static let roadSecond = Array("化岛江华城园山海湖河溪泉岭川源阳光明达通宁安康宏盛荣丰业苑滨港桥湾澜景霞风林松柏梅兰竹菊桂枫柳")

    private static func road(_ random: inout SplitMix64) -> Road {
        func stem() -> String { String(random.pick(roadFirst)) + String(random.pick(roadSecond)) }
        let kind = random.below(100)
        let type = kind < 58 ? "路" : kind < 74 ? "街" : kind < 84 ? "大道" : kind < 90 ? "大街" : kind < 95 ? "巷" : "支路"
        let ordinal = random.chance(0.12) ? random.pick(["一", "二", "三", "五", "六", "东", "西", "南", "北"]) : ""
        let name = stem() + ordinal + type
        let renamed = random.chance(0.05)
        return Road(
            name: name, formerName: renamed ? stem() + type : "", renamedYear: renamed ? random.in(2004...2021) : 0,
            nextDoor: random.in(1...9))
    }

    private static func names(_ count: Int, suffixes: [String], _ random: inout SplitMix64) -> [String] {
        var seen: Set<String> = []
        while seen.count < count {
            seen.insert(
                String(random.pick(roadFirst)) + String(random.pick(roadSecond)) + random.pick(suffixes))
        }
        return seen.sorted()
    }
}
