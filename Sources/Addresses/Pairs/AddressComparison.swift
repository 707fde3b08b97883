/// The keys of two addresses of one city side by side.
struct AddressComparison {
    typealias Verdict = AddressPairJudge.Verdict

    private let a: AddressKey
    private let b: AddressKey
    /// Both say that they are in counties that are two.
    private let countyDiffers: Bool
    private let townDiffers: Bool
    private let road: Bool
    private let village: Bool
    private let estate: Bool

    init(_ a: AddressKey, _ b: AddressKey, _ gazetteer: Gazetteer) {
        (self.a, self.b) = (a, b)
        let isSameTown = PlaceMatch.isSameTown(a.town, b.town)
        townDiffers = !a.town.isEmpty && !b.town.isEmpty && !isSameTown
        // A county of the past has become part of another: nobody knows of which.
        let (x, y) = (a.place.county, b.place.county)
        let tellBothCounties = !a.countyBase.isEmpty && !b.countyBase.isEmpty
        let isSameName = tellBothCounties && a.countyBase == b.countyBase
        countyDiffers =
            x != 0 && y != 0 && x != y && !isSameName && !(isSameTown && !tellBothCounties)
            && gazetteer.isCurrent(county: x) && gazetteer.isCurrent(county: y)
        road =
            PlaceMatch.any(a.roads, b.roads, PlaceMatch.isSameRoad)
            || a.roads.isEmpty != b.roads.isEmpty
                && PlaceMatch.any(a.roads + a.bareNames, b.roads + b.bareNames) { x, y in
                    x.count >= 2 && PlaceNames.bareRoad(x) == PlaceNames.bareRoad(y)
                }
        let lacksTown = a.town.isEmpty || b.town.isEmpty
        village =
            PlaceMatch.any(a.villages, b.villages) { PlaceMatch.isSameVillage($0, $1, lacksTown: lacksTown) }
            || PlaceMatch.any(a.villages, b.bareNames, ==) || PlaceMatch.any(a.bareNames, b.villages, ==)
        estate = PlaceMatch.hasSameEstate(a, b)
    }

    /// How near the two are.
    var verdict: Verdict {
        if countyDiffers { return Verdict(.different, "different counties", isContradiction: true) }
        if townDiffers, !road, !village, !isEstateDistinctive { return inDifferentTowns }
        if townDiffers, a.isRural, b.isRural, !(village && road) { return inDifferentTowns }
        let (hasA, hasB) = (!a.number.isEmpty, !b.number.isEmpty)
        if hasA && hasB { return atDoors }
        let isOne = hasA != hasB
        if estate, !(isOne && a.tail.isEmpty && b.tail.isEmpty) { return inEstate(hasOneNumber: isOne) }
        if village, !a.tail.isEmpty, !b.tail.isEmpty, a.estates.isEmpty, b.estates.isEmpty, !isOne {
            return inEstate(hasOneNumber: false)
        }
        if isOne {
            return road || village || estate
                ? Verdict(.street, "a number on one side only") : Verdict(.different, "nothing in common")
        }
        return withoutNumbers
    }

    private var inDifferentTowns: Verdict { Verdict(.different, "different towns", isContradiction: true) }

    /// An estate that both name has a name of its own: not 工业小区.
    private var isEstateDistinctive: Bool {
        PlaceMatch.hasSameEstate(a, b) { min($0.count, $1.count) >= 4 }
    }

    /// Both have a number.
    private var atDoors: Verdict {
        let isAnchored = road || (a.roads.isEmpty || b.roads.isEmpty) && (village || estate || isSamePlace)
        let isSameNumber = PlaceMatch.isSameNumber(a.number[0], b.number[0])
        guard isAnchored else {
            if isSameNumber, PlaceMatch.any(a.roads, b.roads, PlaceMatch.endAlike) {
                let isSame = a.number + a.tailTokens == b.number + b.tailTokens
                return Verdict(isSame ? .unit : .building, "roads that end alike, the same number", score: 0.7)
            }
            let isOwnEstate = PlaceMatch.hasSameEstate(a, b) { x, y in
                !PlaceNames.isGeneric(estate: x) && !PlaceNames.isGeneric(estate: y)
            }
            return village || isOwnEstate
                ? Verdict(.street, "one village or estate, different roads") : Verdict(.different, "different roads")
        }
        let lanesDiffer = !a.lanes.isEmpty && !b.lanes.isEmpty && a.lanes != b.lanes
        guard isSameNumber, !lanesDiffer, !sectionsDiffer else {
            return Verdict(.street, "one road, different numbers", isContradiction: true)
        }
        if phasesDiffer { return Verdict(.building, "one door, different phases", isContradiction: true) }
        // 建材市场B区5号: a stall of an open market.
        let blocks = [a, b].map { $0.tokens(.block) }
        if a.roads.isEmpty || b.roads.isEmpty, blocks[0] != blocks[1], !blocks[0].isEmpty, !blocks[1].isEmpty {
            return Verdict(.street, "different blocks of one estate", isContradiction: true)
        }
        let (first, second) = (a.number + a.tailTokens, b.number + b.tailTokens)
        if first == second { return Verdict(.unit, "the same door and unit") }
        if isSameButFloor {
            return Verdict(.unit, "the same door and room, the floor on one side only", score: Self.floorlessScore)
        }
        return Set(first) == Set(second)
            ? Verdict(.unit, "the same door, units in another order", score: 0.8)
            : Verdict(.building, "one door, units differ or are told on one side")
    }

    /// Not enough to unite two places.
    private static let floorlessScore = 0.75

    /// One of them tells a floor, and both the same room of three digits and more.
    private var isSameButFloor: Bool {
        guard a.number == b.number, a.tokens(.floor).isEmpty != b.tokens(.floor).isEmpty,
            let room = a.tokens(.room).first, room.count >= 3
        else { return false }
        func rest(_ key: AddressKey) -> [Word] { key.tail.flatMap { $0.kind == .floor ? [] : $0.tokens } }
        return rest(a) == rest(b)
    }

    private var sectionsDiffer: Bool {
        !a.sections.isEmpty && !b.sections.isEmpty && Set(a.sections).isDisjoint(with: b.sections)
    }

    /// 一期 and 二期 of an estate count their buildings from 1 each.
    private var phasesDiffer: Bool {
        func differ(_ x: [Word], _ y: [Word]) -> Bool {
            // What one tells beside the other's is no difference.
            !x.isEmpty && !y.isEmpty && !Set(x).isSubset(of: y) && !Set(y).isSubset(of: x)
        }
        func isPlot(_ phase: Word) -> Bool { phase.hasPrefix("块") }
        // 一期 and 3号地块 may be one.
        return differ(a.phases.filter(isPlot), b.phases.filter(isPlot))
            || differ(a.phases.filter { !isPlot($0) }, b.phases.filter { !isPlot($0) })
    }

    /// In one estate, village or named building.
    private func inEstate(hasOneNumber: Bool) -> Verdict {
        if phasesDiffer { return Verdict(.street, "different phases of one estate", isContradiction: true) }
        let (first, second) = (a.tailTokens, b.tailTokens)
        let isOneBuilding = a.isNamedBuilding && b.isNamedBuilding
        if first == second {
            if !first.isEmpty {
                let isFine = [a, b].allSatisfy { $0.tail.contains { $0.kind != .block } }
                return hasOneNumber && !isFine
                    ? Verdict(.street, "a number on one side only")
                    : Verdict(.unit, "one unit of an estate", score: 0.9)
            }
            let roadsDiffer = a.roads.isEmpty != b.roads.isEmpty || (!a.roads.isEmpty && !road)
            let isOneWithoutRoad = isOneBuilding && (a.roads.isEmpty || b.roads.isEmpty)
            return a.groups == b.groups && Set(a.directions) == Set(b.directions) && (!roadsDiffer || isOneWithoutRoad)
                ? Verdict(.unit, "one estate, and no more is told", score: 0.8)
                : Verdict(.street, "one estate, another point of it")
        }
        if first.isEmpty || second.isEmpty {
            let isBlockOnly = (a.tail + b.tail).allSatisfy { $0.kind == .block }
            return isOneBuilding && !isBlockOnly
                ? Verdict(.building, "one building, the unit on one side only")
                : Verdict(.street, "one estate, the building on one side only")
        }
        let (x, y) = (buildings(a), buildings(b))
        if x != y, !x.isEmpty, !y.isEmpty {
            return isOneBuilding
                ? Verdict(.building, "towers of one building", isContradiction: true)
                : Verdict(.street, "buildings of one estate", isContradiction: true)
        }
        if x.isEmpty != y.isEmpty, !isOneBuilding { return Verdict(.street, "the building on one side only") }
        return Verdict(.building, "one building, units differ")
    }

    /// What tells one building of an estate from another.
    private func buildings(_ key: AddressKey) -> [Word] {
        let named = key.tokens(.block) + key.tokens(.building)
        return named.isEmpty ? key.tokens(.unit) : named
    }

    /// Neither has a number.
    private var withoutNumbers: Verdict {
        let isVillageOnOneSide = village && (a.villages.isEmpty || b.villages.isEmpty)
        if !a.estates.isEmpty, !b.estates.isEmpty, !isVillageOnOneSide {
            return road || village ? Verdict(.street, "different estates") : Verdict(.different, "different estates")
        }
        let isRestSame = Set(a.directions) == Set(b.directions) && a.tailTokens == b.tailTokens
        if road {
            let isSame =
                a.estates.isEmpty && b.estates.isEmpty && isRestSame && a.roads.last == b.roads.last
                && a.sections == b.sections
            if isSame { return Verdict(.unit, "one road, and no more is told", score: 0.8) }
            let (x, y) = (a.tokens(.building), b.tokens(.building))
            return x == y && !x.isEmpty && a.estates.isEmpty && b.estates.isEmpty
                ? Verdict(.building, "one building, units differ") : Verdict(.street, "one road, another point of it")
        }
        if village {
            let hasNothingFiner =
                isVillageOnOneSide || (a.estates.isEmpty && b.estates.isEmpty && hasSameVillages)
            return a.groups == b.groups && hasNothingFiner && isRestSame && a.roads.isEmpty && b.roads.isEmpty
                ? Verdict(.unit, "one village, and no more is told", score: 0.8)
                : Verdict(.street, "one village, another point of it")
        }
        return isSamePlace
            ? Verdict(.unit, "one town or zone, and no more is told", score: 0.6)
            : Verdict(.different, "nothing in common")
    }

    /// 防军村防一 is not 防军村防三.
    private var hasSameVillages: Bool {
        let lacksTown = a.town.isEmpty || b.town.isEmpty
        return a.villages.count == b.villages.count
            && zip(a.villages, b.villages).allSatisfy { PlaceMatch.isSameVillage($0, $1, lacksTown: lacksTown) }
    }

    /// Both say no more than a town or zone, and the same.
    private var isSamePlace: Bool {
        guard [a, b].allSatisfy({ $0.roads.isEmpty && $0.villages.isEmpty && $0.estates.isEmpty }) else { return false }
        if !a.town.isEmpty || !b.town.isEmpty { return a.town == b.town }
        return a.zones == b.zones && !a.zones.isEmpty
    }
}

/// Whether two names mean one place.
enum PlaceMatch {
    static func any(_ a: [Word], _ b: [Word], _ isSame: (Word, Word) -> Bool) -> Bool {
        a.contains { x in b.contains { isSame(x, $0) } }
    }

    /// 甲12号 hangs on 12号; 乙12号 is another door than 甲12号.
    static func isSameNumber(_ a: Word, _ b: Word) -> Bool {
        if a == b { return true }
        let (x, y) = (withoutStem(a), withoutStem(b))
        return x == y && (x == a || y == b)
    }

    /// 12 of 甲12.
    private static func withoutStem(_ number: Word) -> Word {
        guard number.count > 1, let first = number.units.first,
            CharacterTable.shared.classes[Int(first)].contains(.stem)
        else { return number }
        return number.dropFirst(1)
    }

    /// 大丰 is 大丰堆.
    static func isSameTown(_ a: Word, _ b: Word) -> Bool {
        if a == b { return !a.isEmpty }
        let (short, long) = ordered(a, b)
        return short.count >= 2 && (long.hasPrefix(short) || long.hasSuffix(short))
    }

    /// One of the two has a place before its name that nothing told apart.
    static func isSameRoad(_ a: Word, _ b: Word) -> Bool {
        if a == b { return true }
        let (short, long) = ordered(a, b)
        return short.count >= 3 && long.hasSuffix(short)
    }

    /// The last four characters are the same, behind a place on both sides.
    static func endAlike(_ a: Word, _ b: Word) -> Bool { a.count > 4 && b.count > 4 && a.suffix(4) == b.suffix(4) }

    /// The same name; without a town a longer one that ends with it; or four
    /// characters and more of which one is written otherwise.
    static func isSameVillage(_ a: Word, _ b: Word, lacksTown: Bool) -> Bool {
        if a == b { return true }
        let (short, long) = ordered(a, b)
        if lacksTown, short.count >= 2, long.count >= short.count + 2, long.hasSuffix(short) { return true }
        guard short.count == long.count, short.count >= 4 else { return false }
        let differing = zip(short.units, long.units).filter { $0 != $1 }
        // 东村 is not 西村.
        let telling = "东西南北中前后大小上下新老一二三四五六七八九十0123456789".utf16
        return differing.count == 1 && !telling.contains(differing[0].0) && !telling.contains(differing[0].1)
    }

    /// Both name an estate whose name is one, of sorts that may be one.
    static func hasSameEstate(
        _ a: AddressKey, _ b: AddressKey, where isMeant: (Word, Word) -> Bool = { _, _ in true }
    ) -> Bool {
        zip(a.estates, a.estateSorts).contains { x, sort in
            zip(b.estates, b.estateSorts).contains { y, other in
                isSameEstate(x, y) && (sort == other || sort == .unknown || other == .unknown) && isMeant(x, y)
            }
        }
    }

    /// One name is part of the other; 12小区 is not 112小区, nor 胜利一小区 胜利二小区.
    private static func isSameEstate(_ a: Word, _ b: Word) -> Bool {
        if a == b { return true }
        let (short, long) = ordered(a, b)
        let (x, y) = (digits(short), digits(long))
        return short.count >= 2 && long.contains(short) && (x == y || x.isEmpty)
    }

    private static func digits(_ name: Word) -> [UInt16] { name.units.filter { (48...57).contains($0) } }

    private static func ordered(_ a: Word, _ b: Word) -> (short: Word, long: Word) {
        a.count < b.count ? (a, b) : (b, a)
    }
}
