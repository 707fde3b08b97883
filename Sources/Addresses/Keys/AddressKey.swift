/// What of an address counts when it is compared: names without what may be left
/// out, numbers without the words behind them.
///
/// 「武汉市江岸区解放大道2020号」 and 「江岸区解放大道２０２０號」 have the same key.
public struct AddressKey: Sendable {
    /// Divisions that the address names, or that follow from what it names.
    var place = AddressParser.Place()
    /// Name of the county without 县, 区 or 市: it outlives a change of these.
    var countyBase: Word = ""
    /// Zones that stand for a district: 高新区.
    var zones: [Word] = []
    /// Without 镇, 街道 and the like.
    var town: Word = ""
    /// 镇 or 乡, not 街道.
    var isRural = false
    var villages: [Word] = []
    var groups: [Word] = []
    /// Without the part that is named; that of each stands in ``sections``.
    var roads: [Word] = []
    /// 东段, 三段; 中 of 人民大道中.
    var sections: [Word] = []
    var lanes: [Word] = []
    /// Of the door: 36 and 11 for 36号-11.
    var number: [Word] = []
    var estates: [Word] = []
    /// What sort each of ``estates`` is.
    var estateSorts: [PlaceNames.EstateSort] = []
    /// An estate has a name that many have.
    var hasGenericEstate = false
    /// 二期 of an estate, which people leave out.
    var phases: [Word] = []
    /// Estates without a word that says so: 月亮湖, which may stand for 月亮湖路.
    var bareNames: [Word] = []
    /// The estate is one building: 大厦, 广场, 中心.
    var isNamedBuilding = false
    /// From the block down to the desk, in the order of the text.
    var tail: [(kind: AddressElement.Kind, tokens: [Word])] = []
    var directions: [Word] = []
    /// Of a list of rooms the first: 303 of 303、304室.
    var firstRoom: [Word] = []

    /// Numbers and letters of a kind, in the order of the text.
    func tokens(_ kind: AddressElement.Kind) -> [Word] { tail.filter { $0.kind == kind }.flatMap(\.tokens) }

    /// Everything below the door; a floor that the room's number repeats is left
    /// out, as 15 before 1503.
    var tailTokens: [Word] {
        tail.flatMap { isRepeated($0) ? [] : $0.tokens }
    }

    /// A floor that the room's number begins with: all of it but two digits. Of
    /// 10804 entrance 1 and floor 8.
    func isRepeated(_ part: (kind: AddressElement.Kind, tokens: [Word])) -> Bool {
        guard part.kind == .floor || part.kind == .unit, part.tokens.count == 1, let room = tokens(.room).first,
            room.count >= 3
        else { return false }
        let isFiveDigits = room.count == 5 && room.units.allSatisfy { (48...57).contains($0) }
        if part.kind == .unit { return isFiveDigits && room.prefix(1) == part.tokens[0] }
        let floor = room.dropLast(2)
        if floor == part.tokens[0] { return true }
        let flat = floor.dropFirst(1)
        return isFiveDigits && (flat.hasPrefix("0") ? flat.dropFirst(1) : flat) == part.tokens[0]
    }
}

extension AddressKey {
    /// How exactly an address tells the place.
    public enum Precision: String, Sendable, BitwiseCopyable, CaseIterable {
        /// Nothing below a district.
        case none
        /// A town, village or zone.
        case place
        case road
        /// A number, an estate or a named building.
        case door
        case building, floor, room, desk
    }

    /// The finest level that the address tells.
    public var precision: Precision {
        func has(_ kind: AddressElement.Kind) -> Bool { tail.contains { $0.kind == kind } }
        if has(.desk) { return .desk }
        if has(.room) { return .room }
        if has(.floor) { return .floor }
        if has(.building) || has(.unit) || has(.block) { return .building }
        if !number.isEmpty || !estates.isEmpty { return .door }
        if !roads.isEmpty || !lanes.isEmpty { return .road }
        return villages.isEmpty && groups.isEmpty && town.isEmpty && zones.isEmpty ? .none : .place
    }

    /// The key as text: equal for equal places, whatever they are called besides.
    ///
    /// Division, T town where it is a 镇 or 乡 or no road follows, Z zone where no
    /// county is known, then what leads to the door (R road, S section, L lane, N
    /// number; without a road and number V village, G group, E estate), then P
    /// phase, K block, B building, U unit, F floor, H room and W desk. Street offices,
    /// villages and estates beside a road and number are left out: people do.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// ``text`` in UTF-8.
    var bytes: [UInt8] {
        let division = place.county != 0 ? place.county : place.city != 0 ? place.city : place.province
        var bytes: [UInt8] = []
        if division == 0 { zones.first?.append(to: &bytes) } else { bytes += String(division).utf8 }
        func add(_ letter: Unicode.Scalar, _ values: some Collection<Word>) {
            guard !values.isEmpty else { return }
            bytes.append(UInt8(ascii: "/"))
            bytes.append(UInt8(ascii: letter))
            for (place, value) in values.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: "-")) }
                value.append(to: &bytes)
            }
        }
        let hasDoor = !roads.isEmpty && !number.isEmpty
        // Two villages of a county, or two towns with a 人民路, may have one name.
        if !town.isEmpty, isRural || roads.isEmpty { add("T", [town]) }
        if place.county == 0, division != 0 { add("Z", zones.suffix(1)) }
        if !hasDoor {
            add("V", villages)
            add("G", groups)
        }
        add("R", roads.suffix(1))
        add("S", sections.suffix(1))
        add("L", lanes)
        add("N", number)
        if !hasDoor { add("E", estates) }
        add("P", phases)
        let letters: [(AddressElement.Kind, Unicode.Scalar)] = [
            (.block, "K"), (.building, "B"), (.unit, "U"), (.floor, "F"), (.room, "H"), (.desk, "W"),
        ]
        for (kind, letter) in letters {
            add(letter, tail.filter { $0.kind == kind && !isRepeated($0) }.flatMap(\.tokens))
        }
        if number.isEmpty, tail.isEmpty { add("X", directions) }
        return bytes
    }
}
