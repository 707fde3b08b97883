extension Places {
    /// Appends one spelling of a unit to the open field of `row`.
    ///
    /// What is left out never changes which place is meant, except that a room
    /// or floor may stay unwritten: the level that is really written is
    /// returned.
    /// - Parameter year: of writing; a road is called what it was called then.
    @discardableResult
    func spell(unit index: Int, year: Int, style: AddressStyle, into row: inout RowBuffer) -> PlaceLevel {
        let unit = units[index]
        let estate = estates[Int(unit.estate)]
        let town = geography.towns[Int(estate.town)]
        let hasRoad = estate.kind != .village
        prefix(style, town: town, into: &row)
        if !hasRoad {
            village(estate, unit: unit, town: town, style: style, into: &row)
        } else {
            let name = estateNames[Int(estate.name)]
            let showRoad = style.road || name.isEmpty || unit.level == .doorplate
            if style.community && estate.kind == .residential { row.part(town.communities[Int(estate.community)]) }
            if showRoad {
                roadAndDoor(estate, year: year, style: style, into: &row)
            }
            if !name.isEmpty && (style.estate || !showRoad) {
                if style.space { row.part(" ") }
                row.part(name)
            }
            inside(estate, unit: unit, style: style, into: &row)
        }
        if estate.kind == .hostedRoom, style.roomWord != 1 { bracket("集群注册", style, &row) }
        if let remark = style.remark { bracket(AddressStyle.remarks.words[remark], style, &row) }
        return unit.level
    }

    private func bracket(_ text: String, _ style: AddressStyle, _ row: inout RowBuffer) {
        row.part(style.fullWidthBrackets ? "（" : "(")
        row.part(text)
        if !style.unclosed { row.part(style.fullWidthBrackets ? "）" : ")") }
    }

    private func prefix(_ style: AddressStyle, town: Geography.Town, into row: inout RowBuffer) {
        let district = geography.districts[town.district].name
        var withTown = style.town
        switch style.prefix {
        case .all:
            row.part(geography.province)
            row.part(geography.city)
            row.part(district)
        case .cityDistrict:
            row.part(geography.city)
            row.part(district)
        case .cityOnly:
            // Without the district the town must tell where it is.
            row.part(geography.city)
            withTown = true
        case .districtTown:
            row.part(district)
            withTown = true
        case .districtOnly: row.part(district)
        case .provinceDistrict:
            row.part(geography.province)
            row.part(district)
        case .shortCity:
            row.part(String(geography.city.dropLast()))
            row.part(district)
        case .none: withTown = true
        }
        guard withTown else { return }
        if style.townWord > 0, town.name.hasSuffix("街道") {
            row.part(String(town.name.dropLast(2)))
            row.part(style.townWord == 1 ? "街道办事处" : "街办")
        } else {
            row.part(town.name)
        }
    }

    private func village(
        _ estate: Estate, unit: Unit, town: Geography.Town, style: AddressStyle, into row: inout RowBuffer
    ) {
        // Without its town a village is not to be found.
        if !(style.town || style.prefix == .cityOnly || style.prefix == .districtTown || style.prefix == .none) {
            row.part(town.name)
        }
        row.part(town.villages[Int(estate.community)])
        guard unit.level != .place else { return }
        if unit.block % 3 == 0 {
            number(Int(unit.block) % 7 + 1, style, &row)
            row.part("组")
        }
        number(Int(unit.block), style, &row)
        row.part("号")
    }

    private func roadAndDoor(_ estate: Estate, year: Int, style: AddressStyle, into row: inout RowBuffer) {
        let road = geography.roads[Int(estate.road)]
        row.part(style.formerRoad && year < road.renamedYear ? road.formerName : road.name)
        number(Int(estate.door), style, &row)
        switch (estate.annex, style.annexWord) {
        case (0, _): row.part("号")
        case (let annex, 0):
            row.part("号附")
            number(Int(annex), style, &row)
            row.part("号")
        case (let annex, 1):
            row.part("号之")
            row.part(Self.chinese(Int(annex)))
        case (let annex, _):
            row.part("-")
            number(Int(annex), style, &row)
            row.part("号")
        }
    }

    /// Block, entrance, floor, room, desk.
    private func inside(_ estate: Estate, unit: Unit, style: AddressStyle, into row: inout RowBuffer) {
        guard unit.level != .doorplate, unit.block > 0 else { return }
        let many = estate.blockCount > 1 || estate.kind == .residential
        let perEntrance = max(1, Int(estate.rooms) / Int(estate.entrances))
        let entrance = unit.room > 0 ? (Int(unit.room) - 1) / perEntrance + 1 : 0
        let room = unit.room > 0 ? (Int(unit.room) - 1) % perEntrance + 1 : 0
        let roomNumber = abs(Int(unit.floor)) * 100 + room
        if style.hyphens, estate.kind == .residential, unit.level == .room {
            number(Int(unit.block), style, &row)
            row.part("-")
            number(entrance, style, &row)
            row.part("-")
            number(roomNumber, style, &row)
            return
        }
        if many { appendBlock(estate, Int(unit.block), style, &row) }
        if estate.kind == .residential, estate.entrances > 1, entrance > 0 {
            style.chineseFloors ? row.part(Self.chinese(entrance)) : number(entrance, style, &row)
            row.part("单元")
        }
        if unit.level == .floor
            || (unit.level.rawValue >= PlaceLevel.room.rawValue && (style.floor || estate.kind == .market))
        {
            floor(Int(unit.floor), style, &row)
        }
        guard unit.level == .room || unit.level == .desk else { return }
        if estate.kind == .market {
            number(Int(unit.room), style, &row)
            row.part(style.roomWord < 6 ? "号摊位" : "号铺")
            return
        }
        number(roomNumber, style, &row)
        if style.secondRoom, unit.level == .room {
            row.part("、")
            number(roomNumber + 1, style, &row)
        }
        row.part(["室", "房", unit.level == .desk ? "室" : "", "号", "户"][style.roomWord])
        if unit.level == .desk {
            number(Int(unit.desk), style, &row)
            row.part("号工位")
        }
    }

    /// Appends the block in the estate's own words, shifted by the style.
    func appendBlock(_ estate: Estate, _ block: Int, _ style: AddressStyle, _ row: inout RowBuffer) {
        if estate.kind == .office && estate.blockStyle < 3 {
            row.part(byte: UInt8(ascii: "A") + UInt8((block - 1) % 26))
            row.part(["座", "座", "栋", "幢"][style.blockShift])
            return
        }
        if estate.kind == .industrial && estate.blockStyle == 0 {
            number(block, style, &row)
            row.part("号厂房")
            return
        }
        style.chineseFloors ? row.part(Self.chinese(block)) : number(block, style, &row)
        row.part(["号楼", "栋", "幢", "#楼"][(Int(estate.blockStyle) + style.blockShift) % 4])
    }

    private func floor(_ floor: Int, _ style: AddressStyle, _ row: inout RowBuffer) {
        if floor < 0 {
            row.part(["负", "地下", "-"][style.floorWord])
            row.part(style.floorWord == 2 ? "\(-floor)" : Self.chinese(-floor))
            row.part(style.floorWord == 2 ? "层" : "层")
            return
        }
        if floor == 1, style.chineseFloors, style.floorWord == 0 {
            row.part("首层")
            return
        }
        if style.chineseFloors {
            row.part(Self.chinese(floor))
        } else {
            number(floor, style, &row)
        }
        row.part(["层", "楼", style.chineseFloors ? "层" : "F"][style.floorWord])
    }

    private func number(_ value: Int, _ style: AddressStyle, _ row: inout RowBuffer) {
        guard style.fullWidthDigits else {
            row.part(value)
            return
        }
        if value >= 10 { number(value / 10, style, &row) }
        row.part(["０", "１", "２", "３", "４", "５", "６", "７", "８", "９"][value % 10])
    }

    /// 1…199 in Chinese numerals; beyond, digits.
    static func chinese(_ value: Int) -> String {
        let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        switch value {
        case ..<10: return digits[max(0, value)]
        case 10: return "十"
        case ..<20: return "十" + digits[value % 10]
        case ..<100: return digits[value / 10] + "十" + (value % 10 == 0 ? "" : digits[value % 10])
        default: return "\(value)"
        }
    }
}
