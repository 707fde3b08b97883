/// What of an address is compared, as numbers: for finding the same place among
/// many. Equal names have equal numbers, and 0 is what the address does not tell.
public struct PlaceParts: Sendable, BitwiseCopyable {
    /// GB/T 2260 codes that the address names or implies, or the prior gives.
    public var province: UInt32 = 0
    /// Prefecture.
    public var city: UInt32 = 0
    /// County or district.
    public var county: UInt32 = 0
    /// The zone that stands for a district: 高新区.
    public var zone: UInt64 = 0
    /// Without 镇 or 街道.
    public var town: UInt64 = 0
    /// The town is a 镇 or 乡: its roads are its own.
    public var isRural = false
    /// All villages in the order of the text, and so on.
    public var village: UInt64 = 0
    /// 组, 社, 队.
    public var group: UInt64 = 0
    /// The last road.
    public var road: UInt64 = 0
    /// 三段, 东段.
    public var section: UInt64 = 0
    /// 弄.
    public var lane: UInt64 = 0
    /// Of the door.
    public var number: UInt64 = 0
    /// All estates together.
    public var estate: UInt64 = 0
    /// The first and the last estate by themselves: 万达广场 of 中央公园万达广场.
    public var estates: (first: UInt64, last: UInt64) = (0, 0)
    /// An estate has a name that many have: 工业园 of every town.
    public var hasGenericEstate = false
    /// A区 or 二期 of an estate.
    public var block: UInt64 = 0
    /// 3号楼.
    public var building: UInt64 = 0
    /// ``building`` is told by a number or letter: not 宿舍.
    public var isBuildingNumbered = false
    /// 2单元.
    public var unit: UInt64 = 0
    /// Told, or the digits that the room begins with.
    public var floor: UInt64 = 0
    /// 501室.
    public var room: UInt64 = 0
    /// 8号工位.
    public var desk: UInt64 = 0
    /// Directions, where no door is told: 与某路交汇处.
    public var direction: UInt64 = 0
    /// Everything below the door, in the order of the text.
    public var tail: UInt64 = 0
    /// What two spellings of one road, estate or village mostly share: the last two
    /// characters of the road's name, the first two of the others'.
    public var stems: (road: UInt64, estate: UInt64, village: UInt64) = (0, 0, 0)
    /// ``floor`` is told: the room alone may mean another thing (1203 of entrance 12).
    public var tellsFloor = false
    /// The number of ``floor``, below 0 under ground; 0 where unknown.
    public var floorNumber: Int16 = 0
    /// The floor where the room does not begin with it: 5层 of 5层3号.
    public var ownFloor: UInt64 = 0
    /// The finest level that the address tells.
    public var precision = AddressKey.Precision.none
    /// What its words say of the place.
    public var hints: PlaceHints = []

    /// Whether a road and the number of a door on it are told.
    public var hasDoor: Bool { road != 0 && number != 0 }
}

/// What the words of an address say of the place beside where it is.
public struct PlaceHints: OptionSet, Sendable, BitwiseCopyable {
    /// A bit for each.
    public let rawValue: UInt16
    /// - Parameter rawValue: bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// 自主申报, 住所申报, 承诺: nobody has checked it.
    public static let declared = PlaceHints(rawValue: 1)
    /// 集群注册, 托管, 商务秘书, 集中办公区: companies are hosted here.
    public static let hosting = PlaceHints(rawValue: 2)
    /// 孵化器, 众创空间, 创业园.
    public static let incubator = PlaceHints(rawValue: 4)
    /// 市场, 商城, 档口, 摊位.
    public static let market = PlaceHints(rawValue: 8)
    /// 小区, 花园, 公寓.
    public static let residential = PlaceHints(rawValue: 16)
    /// 大厦, 写字楼, 广场.
    public static let tower = PlaceHints(rawValue: 32)
    /// 工业园, 产业园, 厂房.
    public static let industrial = PlaceHints(rawValue: 64)
    /// 政务服务中心, 管委会.
    public static let hall = PlaceHints(rawValue: 128)

    /// Words by what they say. Of names of roads, villages and divisions they say
    /// nothing: 市场街.
    fileprivate static let words: WordTrie = {
        var trie = WordTrie(capacity: 512)
        func add(_ hint: PlaceHints, _ words: String) {
            for word in words.split(separator: " ") { trie.insert(word.utf16, UInt32(hint.rawValue)) }
        }
        add(.declared, "自主申报 住所申报 承诺申报 申报承诺 住所承诺")
        add(.hosting, "集群 托管 商务秘书 秘书公司 集中办公 集中登记 集中注册 一址多照")
        add(.incubator, "孵化 众创 创客 创业园 创业中心 创业基地 创业谷 创业街 双创 创新创业")
        add(.market, "市场 商城 商贸城 批发城 建材城 汽配城 五金城 小商品城 服装城 家居城 钢材城 茶城 花卉城 电脑城 电子城 数码城 汽车城 灯饰城 皮具城 布匹城 摊位 档口 商场 购物中心 水产城")
        add(.residential, "小区 花园 花苑 家园 家苑 嘉园 公寓 新村 住宅 公馆 名邸 名苑 雅苑 雅居 别墅 豪庭 华庭 名都 佳苑 宿舍 丽苑 景苑 新苑")
        add(.tower, "大厦 写字楼 商务楼 广场 商务中心 国际中心 金融中心 办公楼")
        add(.industrial, "工业园 工业区 产业园 科技园 厂房 厂区 软件园 物流园 开发区 工业城 产业基地 示范园 园区")
        add(.hall, "政务服务 行政服务 便民服务 管委会 管理委员会 办事大厅 服务大厅 工商所 市场监管所")
        return trie
    }()
}

extension AddressParser {
    /// The parts of an address, as numbers.
    ///
    /// - Parameters:
    ///   - address: UTF-8 bytes.
    ///   - prior: as of ``parse(_:prior:)``.
    /// - Returns: 0 for what it does not tell.
    /// - Complexity: O(characters).
    public mutating func parts(_ address: Span<UInt8>, prior: UInt32 = 0) -> PlaceParts {
        read(address, prior: prior)
        return parts(of: key())
    }

    /// The parts of the next premises of the address that was read last, where it
    /// lists several; nil behind the last.
    ///
    /// - Complexity: O(characters).
    public mutating func nextParts() -> PlaceParts? { readNext() ? parts(of: key()) : nil }

    private func parts(of key: AddressKey) -> PlaceParts {
        var parts = key.parts
        parts.hints = hints()
        return parts
    }

    private func hints() -> PlaceHints {
        var hints: PlaceHints = []
        for element in elements {
            switch element.kind {
            case .province, .city, .district, .town, .village, .group, .road, .lane, .number, .direction: continue
            case .zone, .estate, .block, .phase, .building, .unit, .floor, .room, .desk, .remark: break
            }
            for i in element.range {
                // 创业园 in 创业园区, 市场 behind 批发.
                PlaceHints.words.each(in: text.units, at: i, end: element.range.upperBound) { hint, _ in
                    hints.insert(PlaceHints(rawValue: UInt16(truncatingIfNeeded: hint)))
                }
            }
        }
        return hints
    }
}

extension AddressKey {
    /// What is compared, as numbers.
    var parts: PlaceParts {
        var parts = PlaceParts()
        (parts.province, parts.city, parts.county) = (place.province, place.city, place.county)
        parts.zone = zones.last?.hash ?? 0
        parts.town = town.isEmpty ? 0 : town.hash
        parts.isRural = isRural
        parts.village = Word.hash(villages)
        parts.group = Word.hash(groups)
        parts.road = roads.last?.hash ?? 0
        parts.section = sections.last?.hash ?? 0
        parts.lane = Word.hash(lanes)
        parts.number = Word.hash(number)
        let named = zip(estates, estateSorts).map { $0.hash &+ UInt64($1.rawValue) }
        parts.estate = named.isEmpty ? 0 : named.reduce(1) { $0 &* 0x100_0000_01B3 ^ $1 }
        parts.estates = (named.first ?? 0, named.last ?? 0)
        parts.hasGenericEstate = hasGenericEstate
        // What a phase tells is in another place than the same in a block.
        parts.block = Word.hash(phases.map { "期" + $0 } + tokens(.block))
        parts.building = Word.hash(tokens(.building))
        parts.isBuildingNumbered = tokens(.building).first?.units.first.map { $0 < 128 } ?? false
        parts.unit = Word.hash(tail.filter { $0.kind == .unit && !isRepeated($0) }.flatMap(\.tokens))
        let floors = tokens(.floor)
        let rooms = tokens(.room)
        parts.tellsFloor = !floors.isEmpty
        parts.ownFloor = Word.hash(tail.filter { $0.kind == .floor && !isRepeated($0) }.flatMap(\.tokens))
        if let floor = floors.isEmpty ? rooms.first?.floor : floors[0] {
            parts.floor = floors.count > 1 ? Word.hash(floors) : floor.hash
            parts.floorNumber = floors.count > 1 ? 0 : floor.number
        }
        parts.room = Word.hash(firstRoom)
        parts.desk = Word.hash(tokens(.desk))
        parts.tail = Word.hash(tailTokens)
        parts.direction = number.isEmpty && tail.isEmpty ? Word.hash(directions) : 0
        parts.stems = (
            roads.last.map { PlaceNames.bareRoad($0).suffix(2).hash } ?? 0, estates.last?.prefix(2).hash ?? 0,
            villages.last?.prefix(2).hash ?? 0
        )
        parts.precision = precision
        return parts
    }
}

extension Word {
    /// FNV-1a over characters, never 0.
    fileprivate var hash: UInt64 { Self.hash([self]) }

    /// Of a list; 0 for an empty one.
    fileprivate static func hash(_ words: some Collection<Word>) -> UInt64 {
        guard !words.isEmpty else { return 0 }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for word in words {
            for unit in word.units { hash = (hash ^ UInt64(unit)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0xFFFF) &* 0x100_0000_01B3
        }
        return hash == 0 ? 1 : hash
    }

    /// The floor that a room of three or four digits lies on: 15 of 1503.
    fileprivate var floor: Word? {
        guard (3...4).contains(count), units.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return dropLast(2)
    }

    /// Digits with a sign; 0 for anything else.
    fileprivate var number: Int16 {
        Int16(String(decoding: units, as: UTF16.self)) ?? 0
    }
}
