/// How one hand writes one address: drawn once for each spelling, so that a
/// spelling is consistent in itself. Rates are those measured on real
/// registrations (docs: datasets/README.md).
struct AddressStyle: Sendable {
    enum Prefix: Sendable {
        case all, cityDistrict, cityOnly, districtTown, districtOnly, provinceDistrict, shortCity, none
    }

    var prefix: Prefix
    /// The town is written even where the prefix does not demand it.
    var town: Bool
    var community: Bool
    var fullWidthDigits: Bool
    var fullWidthBrackets: Bool
    var chineseFloors: Bool
    /// Keeps road and door number, and the estate's name, when there are both.
    var road: Bool
    var estate: Bool
    /// 0 室, 1 房, 2 nothing, 3 号, 4 户.
    var roomWord: Int
    /// 0 层, 1 楼, 2 F.
    var floorWord: Int
    /// Writes the floor although the room number implies it.
    var floor: Bool
    /// `3-2-501` instead of block, entrance and room.
    var hyphens: Bool
    /// Added to the estate's own style of block word.
    var blockShift: Int
    /// 0 附N号, 1 之N, 2 -N.
    var annexWord: Int
    var townWord: Int
    /// Ends with a remark in brackets: index into the remarks, or none.
    var remark: Int?
    var unclosed: Bool
    var secondRoom: Bool
    var typo: Bool
    var space: Bool
    var formerRoad: Bool

    static let remarks = WeightedWords([
        ("住所申报", 9), ("自主申报", 30), ("仅限办公用途", 14), ("仅限办公", 8), ("一照多址", 2), ("住宅", 6), ("办公场所", 4), ("自贸试验区内", 5),
        ("原农机站院内", 1), ("原供销社院内", 1), ("可作厂房使用", 1), ("经营场所自主申报", 3),
    ])

    /// The style of one spelling.
    init(_ random: inout SplitMix64) {
        let roll = random.below(1000)
        prefix =
            switch roll {
            case ..<300: .all
            case ..<480: .cityDistrict
            case ..<560: .cityOnly
            case ..<680: .districtTown
            case ..<790: .districtOnly
            case ..<860: .provinceDistrict
            case ..<905: .shortCity
            case ..<930: .none
            default: .all
            }
        town = random.chance(0.28)
        community = random.chance(0.06)
        fullWidthDigits = random.chance(0.016)
        fullWidthBrackets = random.chance(0.45)
        chineseFloors = random.chance(0.12)
        road = !random.chance(0.12)
        estate = !random.chance(0.22)
        roomWord = random.pick([0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 4])
        floorWord = random.pick([0, 0, 0, 1, 1, 2])
        floor = random.chance(0.25)
        hyphens = random.chance(0.06)
        blockShift = random.chance(0.3) ? random.in(1...3) : 0
        annexWord = random.pick([0, 0, 0, 1, 2])
        townWord = random.pick([0, 0, 0, 0, 0, 0, 1, 2])
        remark = random.chance(0.055) ? Self.remarks.drawIndex(&random) : nil
        unclosed = random.chance(0.01)
        secondRoom = random.chance(0.015)
        typo = random.chance(0.004)
        space = random.chance(0.0015)
        formerRoad = random.chance(0.5)
    }

    /// The spelling of the standard address library: everything, no noise.
    static var standard: AddressStyle {
        var random = SplitMix64(0)
        var style = AddressStyle(&random)
        style.prefix = .all
        (style.town, style.community, style.fullWidthDigits, style.fullWidthBrackets) = (true, false, false, true)
        (style.chineseFloors, style.road, style.estate, style.roomWord, style.floorWord) = (false, true, true, 0, 0)
        (style.floor, style.hyphens, style.blockShift, style.annexWord, style.townWord) = (false, false, 0, 0, 0)
        (style.remark, style.unclosed, style.secondRoom, style.typo, style.space) = (nil, false, false, false, false)
        style.formerRoad = false
        return style
    }
}
