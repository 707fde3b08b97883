/// What stands on a plot.
enum EstateKind: UInt8, Sendable, CaseIterable {
    case office, residential, street, industrial, market, village, incubator, hostedRoom, serviceHall

    /// The `use` of the standard address library.
    var use: String {
        switch self {
        case .office, .incubator, .hostedRoom, .serviceHall, .market: "commercial"
        case .residential, .village: "residential"
        case .street: "mixed"
        case .industrial: "industrial"
        }
    }
}

/// A plot: a door number with its buildings, or a village.
struct Estate: Sendable {
    var kind: EstateKind
    var town: UInt16
    var road: UInt32
    var door: UInt16
    /// 0 none, else the N of `附N号` or `之N`.
    var annex: UInt8
    var community: UInt8
    var blockCount: UInt16
    /// Floors above ground of every block.
    var floors: UInt8
    /// Rooms on a floor over all entrances (单元).
    var rooms: UInt8
    /// Entrances of a residential block, otherwise 1.
    var entrances: UInt8
    /// 0 letters (A座), 1 号楼, 2 栋, 3 幢.
    var blockStyle: UInt8
    var name: UInt32
}

/// The place that a company claims: a whole plot, a block, a floor, a room, a
/// desk, or only a village.
struct Unit: Sendable {
    var estate: UInt32
    var block: UInt16
    var floor: Int16
    /// Counted from 1 on its floor; 0 is none.
    var room: UInt16
    var desk: UInt16
    var level: PlaceLevel
}

/// All plots and all claimed units. Plots are begun when the ones under way are
/// used up, so that a unit is handed out once.
struct Places: Sendable {
    var geography: Geography
    private(set) var estates: [Estate] = []
    private(set) var estateNames: [String] = [""]
    private(set) var units: [Unit] = []
    /// The plot under way for each (town, kind), and what is used of it.
    private var open: [Int: (estate: Int, used: Int, limit: Int)] = [:]
    /// The plot of each village, houses numbered and village as a whole.
    private var villages: [Int: (estate: Int, used: Int)] = [:]
    private var villageUnits: [Int: UInt32] = [:]

    init(geography: Geography) { self.geography = geography }

    // MARK: plots

    /// Begins a plot.
    mutating func addEstate(_ kind: EstateKind, town: Int, _ random: inout SplitMix64) -> Int {
        let roadIndex = random.in(geography.towns[town].roads.lowerBound...geography.towns[town].roads.upperBound - 1)
        let annex = kind == .street && random.chance(0.08) ? random.in(1...6) : 0
        if annex == 0 { geography.roads[roadIndex].nextDoor += random.in(1...3) }
        var estate = Estate(
            kind: kind, town: UInt16(town), road: UInt32(roadIndex),
            door: UInt16(truncatingIfNeeded: geography.roads[roadIndex].nextDoor), annex: UInt8(annex),
            community: UInt8(random.below(12)), blockCount: 1, floors: 1, rooms: 1, entrances: 1,
            blockStyle: UInt8(random.below(4)), name: 0)
        if annex > 0 { geography.roads[roadIndex].nextDoor += 2 }
        switch kind {
        case .office:
            shape(
                &estate, blocks: random.pick([1, 1, 1, 2, 2, 3]), floors: random.in(8...35), rooms: random.in(6...24))
        case .residential:
            let entrances = random.in(1...3)
            shape(
                &estate, blocks: random.in(4...20), floors: random.pick([6, 6, 7, 11, 18, 26, 32]),
                rooms: entrances * random.in(2...4))
            estate.entrances = UInt8(entrances)
        case .street: shape(&estate, blocks: 1, floors: random.in(1...6), rooms: random.in(1...5))
        case .industrial: shape(&estate, blocks: random.in(3...20), floors: random.in(1...6), rooms: random.in(1...4))
        case .market: shape(&estate, blocks: random.pick([1, 1, 2, 3]), floors: random.in(1...3), rooms: 220)
        case .incubator: shape(&estate, blocks: 1, floors: random.in(4...12), rooms: random.in(10...30))
        case .hostedRoom, .serviceHall: shape(&estate, blocks: 1, floors: random.in(3...20), rooms: random.in(4...16))
        case .village: shape(&estate, blocks: 4_000, floors: 3, rooms: 1)
        }
        estate.name = newName(kind, town: town, &random)
        estates.append(estate)
        return estates.count - 1
    }

    private func shape(_ estate: inout Estate, blocks: Int, floors: Int, rooms: Int) {
        estate.blockCount = UInt16(blocks)
        estate.floors = UInt8(floors)
        estate.rooms = UInt8(rooms)
    }

    private static let nameFirst = Array("金银天海龙凤盛世锦绣阳光华润国泰中创新汇丰远望紫荆星河云景湖滨鑫恒瑞嘉和御景翠碧万佳")
    private static let nameSecond = Array("茂座域湾庭府源鼎成通达昌隆泰和景澜悦辰辉宸园岸江山林川城都汇港苑")

    private mutating func newName(_ kind: EstateKind, town: Int, _ random: inout SplitMix64) -> UInt32 {
        let suffixes: [String]
        switch kind {
        case .office: suffixes = ["大厦", "大厦", "广场", "中心", "国际中心", "商务中心", "写字楼"]
        case .residential: suffixes = ["花园", "小区", "苑", "家园", "新村", "公馆", "花苑"]
        case .industrial: suffixes = ["工业园", "产业园", "工业区", "科技园"]
        case .market: suffixes = ["批发市场", "建材市场", "钢材市场", "小商品城", "水产市场", "汽配城"]
        case .incubator: suffixes = ["众创空间", "孵化器", "创业中心", "孵化基地"]
        case .hostedRoom: suffixes = ["商务大厦", "自贸大厦", "创新大厦"]
        case .serviceHall: suffixes = ["政务服务中心", "便民服务中心", "园区管委会"]
        case .street: if random.chance(0.85) { return 0 } else { suffixes = ["商业街", "楼", "商厦"] }
        case .village: return 0
        }
        var name = ""
        repeat {
            name = String(random.pick(Self.nameFirst)) + String(random.pick(Self.nameSecond))
            if random.chance(0.3) { name += String(random.pick(Self.nameSecond)) }
            name += random.pick(suffixes)
        } while !geography.districts[geography.towns[town].district].usedEstateNames.insert(name).inserted
        estateNames.append(name)
        return UInt32(estateNames.count - 1)
    }

    // MARK: units

    /// Hands out a unit that no one has, in a plot of the kind.
    mutating func claim(
        _ kind: EstateKind, level: PlaceLevel, town: Int, _ random: inout SplitMix64
    ) -> UInt32 {
        if level == .doorplate { return claim(in: addEstate(kind, town: town, &random), slot: 0, level: level) }
        let key = town * 16 + Int(kind.rawValue)
        if open[key].map({ $0.used >= $0.limit }) ?? true {
            let estate = addEstate(kind, town: town, &random)
            open[key] = (estate, 0, capacity(of: estates[estate], &random))
        }
        guard let (estate, used, limit) = open[key] else { preconditionFailure("no open plot for \(key)") }
        open[key] = (estate, used + 1, limit)
        return claim(in: estate, slot: used, level: level)
    }

    /// The next house of a village of the town, or the village itself, which
    /// is one place however many claim it.
    mutating func claimVillage(text: Bool, town: Int, _ random: inout SplitMix64) -> UInt32 {
        let community = random.below(geography.towns[town].villages.count)
        let key = town * 64 + community
        if text, let unit = villageUnits[key] { return unit }
        var (estate, used) = villages[key] ?? (-1, 0)
        if estate < 0 {
            estate = addEstate(.village, town: town, &random)
            estates[estate].community = UInt8(community)
        }
        if text {
            villages[key] = (estate, used)
            let unit = append(Unit(estate: UInt32(estate), block: 0, floor: 0, room: 0, desk: 0, level: .place))
            villageUnits[key] = unit
            return unit
        }
        used += 1
        villages[key] = (estate, used)
        return append(
            Unit(
                estate: UInt32(estate), block: UInt16(truncatingIfNeeded: used), floor: 0, room: 0, desk: 0,
                level: .building))
    }

    /// How many companies' addresses a plot gives before the next is begun.
    private func capacity(of estate: Estate, _ random: inout SplitMix64) -> Int {
        let rooms = Int(estate.blockCount) * Int(estate.floors) * Int(estate.rooms)
        let wanted: Int
        switch estate.kind {
        case .office: wanted = random.in(8...60)
        case .residential: wanted = Int(estate.blockCount) * random.in(1...3)
        case .street: wanted = random.in(1...3)
        case .industrial: wanted = Int(estate.blockCount) * random.in(1...3)
        case .market: wanted = random.in(20...150)
        case .village: wanted = random.in(5...60)
        case .incubator: wanted = random.in(10...40)
        case .hostedRoom, .serviceHall: wanted = 1
        }
        return min(wanted, rooms)
    }

    /// Unit number `slot` of a plot. Slots are spread over blocks and floors by
    /// a stride that visits each room once.
    mutating func claim(in estateIndex: Int, slot: Int, level: PlaceLevel) -> UInt32 {
        let estate = estates[estateIndex]
        let (blocks, floors, rooms) = (Int(estate.blockCount), Int(estate.floors), Int(estate.rooms))
        let total = blocks * floors * rooms
        var stride = total * 5 / 13 | 1
        while total > 1, greatestCommonDivisor(stride, total) != 1 { stride += 2 }
        let position = (slot * stride + estateIndex % max(1, total)) % total
        let block = position % blocks + 1
        let floor = position / blocks % floors + 1
        let room = position / blocks / floors + 1
        var unit = Unit(
            estate: UInt32(estateIndex), block: UInt16(block), floor: Int16(floor), room: UInt16(room), desk: 0,
            level: level)
        switch level {
        case .place, .doorplate: (unit.block, unit.floor, unit.room) = (0, 0, 0)
        case .building: (unit.floor, unit.room) = (0, 0)
        case .floor: unit.room = 0
        case .room: break
        case .desk: unit.desk = UInt16(slot + 1)
        }
        return append(unit)
    }

    mutating func append(_ unit: Unit) -> UInt32 {
        units.append(unit)
        return UInt32(units.count - 1)
    }

    private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }

    // MARK: truth

    /// Appends `level,premises,building,unit,`: ids are built from the place
    /// itself, so that equal places have equal ids.
    static func appendTruth(_ unit: Unit, to out: inout [UInt8]) {
        let level = unit.level
        out.append(contentsOf: level.word.utf8)
        out.append(contentsOf: ",P".utf8)
        appendDecimal(Int(unit.estate), to: &out)
        out.append(0x2C)
        if level.rawValue >= PlaceLevel.building.rawValue { appendBuilding(unit, to: &out) }
        out.append(0x2C)
        if level.rawValue >= PlaceLevel.floor.rawValue {
            appendBuilding(unit, to: &out)
            out.append(contentsOf: "-f".utf8)
            if unit.floor < 0 { out.append(UInt8(ascii: "b")) }
            appendDecimal(abs(Int(unit.floor)), to: &out)
            if level.rawValue >= PlaceLevel.room.rawValue, unit.room > 0 {
                out.append(contentsOf: "-r".utf8)
                appendDecimal(Int(unit.room), to: &out)
            }
            if level == .desk {
                out.append(contentsOf: "-d".utf8)
                appendDecimal(Int(unit.desk), to: &out)
            }
        }
        out.append(0x2C)
    }

    private static func appendBuilding(_ unit: Unit, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "P"))
        appendDecimal(Int(unit.estate), to: &out)
        out.append(contentsOf: "-b".utf8)
        appendDecimal(Int(unit.block), to: &out)
    }
}

/// Appends a non-negative number in decimal.
func appendDecimal(_ number: Int, to out: inout [UInt8]) {
    if number >= 10 { appendDecimal(number / 10, to: &out) }
    out.append(UInt8(ascii: "0") + UInt8(number % 10))
}
