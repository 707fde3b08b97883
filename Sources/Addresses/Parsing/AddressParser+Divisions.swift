extension AddressParser {
    /// Reads the divisions that an address begins with.
    ///
    /// - Returns: where the rest begins.
    mutating func divisions(from start: Int, to end: Int, prior: UInt32) -> Int {
        if prior != 0 {
            place.province = prior / 10_000 * 10_000
            if prior % 10_000 != 0 { place.city = prior / 100 * 100 }
            if prior % 100 != 0 { place.county = prior }
        }
        var i = freeTradeZone(start, end)
        // 市华园东路, 市区某路: the city that everybody knows.
        if i == 0, prior != 0, at(i, "市"), division(at: i, end, after: nil) == nil { i = at(1, "区") ? 2 : 1 }
        var last: Gazetteer.Level?
        while i < end {
            if kind(i).contains(.punctuation), unit(i) != Char.open {
                i += 1
            } else if let (division, next) = division(at: i, end, after: last) {
                take(division, i..<next)
                i = next
                last = division.level
            } else if last != .county, !has(.zone), let next = zone(at: i, end) {
                // 杭州经济技术开发区 is one name.
                if let city = elements.last, city.kind == .city, city.range.upperBound == i, !isCityWord(i - 1) {
                    elements.removeLast()
                    add(.zone, city.range.lowerBound..<next)
                } else {
                    add(.zone, i..<next)
                }
                i = next
            } else if unit(i) == Char.open, has(.zone), let close = closing(i, end), zone(at: i + 1, close) == close {
                add(.zone, i + 1..<close)
                i = close + 1
            } else {
                break
            }
        }
        if last == .city || last == .county, at(i, "区"), !kind(i + 1).contains(.punctuation) { i += 1 }
        // 县城新华路; 县城关镇 is another thing.
        if last == .county, at(i, "城"), at(i - 1, "县"), !kind(i + 1).contains(.direction), !at(i + 1, "关"),
            !at(i + 1, "厢"), !at(i + 1, "郊"), !at(i + 1, "区")
        {
            i += 1
        }
        if let next = town(at: i, end) { i = next }
        return i
    }

    private func isCityWord(_ i: Int) -> Bool { at(i, "市") || at(i, "省") }

    private mutating func take(_ division: Gazetteer.Division, _ range: Range<Int>) {
        switch division.level {
        case .province:
            add(.province, range)
            if place.province != division.code { place = Place() }
            place.province = division.code
            if division.isMunicipal {
                elements[elements.count - 1].kind = .city
                place.statesCity = true
            }
        case .city:
            add(.city, range)
            if place.city != division.code { place.county = 0 }
            (place.province, place.city) = (division.ancestor(.province), division.code)
            place.statesCity = true
        case .county, .town:
            add(.district, range)
            (place.province, place.city, place.county) = (
                division.ancestor(.province), division.ancestor(.city), division.code
            )
        }
    }

    /// The division below those named already that a place's text begins with.
    func division(
        at i: Int, _ end: Int, after last: Gazetteer.Level?, mayRepeat: Bool = true
    ) -> (Gazetteer.Division, Int)? {
        var best: (division: Gazetteer.Division, end: Int, rank: Int)?
        gazetteer.names.each(in: text.units, at: i, end: end) { name, next in
            for bearer in gazetteer.bearers(of: name) {
                let division = gazetteer.divisions[Int(bearer.division)]
                guard division.level < .town else { continue }
                // 北京市北京市 says it twice.
                let isRepeated =
                    mayRepeat && division.code == (division.level == .county ? place.county : place.province)
                if let last, division.level < last || (division.level == last && last != .city && !isRepeated) {
                    continue
                }
                guard let fit = fit(division, last) else { continue }
                if !bearer.isFull, last != .city && isNameOfCity(name, of: division) || !mayBeShort(division, next, end)
                {
                    continue
                }
                // 乐山市中区 is 乐山 and 市中区.
                let isFollowed = hasChild(of: division, at: next, end) { $1 && $0.level < .town }
                let rank =
                    (isFollowed ? 40 : 0) + (division.level == .city ? 2 : 0) + (next - i) * 8 + (bearer.isFull ? 4 : 0)
                    + fit * 16 + (division.isCurrent ? 1 : 0)
                if best.map({ rank > $0.rank }) ?? true { best = (division, next, rank) }
            }
        }
        return best.map { ($0.division, $0.end) }
    }

    /// 乌鲁木齐 is the city, not the county that is called so too.
    private func isNameOfCity(_ name: UInt32, of county: Gazetteer.Division) -> Bool {
        county.level == .county
            && gazetteer.bearers(of: name).contains {
                let city = gazetteer.divisions[Int($0.division)]
                return city.level == .city && city.code == county.ancestor(.city)
            }
    }

    /// A name stands here that a division below may have.
    private func hasChild(
        of division: Gazetteer.Division, at i: Int, _ end: Int,
        where isMeant: (Gazetteer.Division, _ isFull: Bool) -> Bool
    ) -> Bool {
        var isFound = false
        gazetteer.names.each(in: text.units, at: i, end: end) { name, _ in
            for bearer in gazetteer.bearers(of: name) {
                let below = gazetteer.divisions[Int(bearer.division)]
                if below.level > division.level, isMeant(below, bearer.isFull),
                    below.ancestor(division.level) == division.ancestor(division.level)
                {
                    isFound = true
                }
            }
        }
        return isFound
    }

    /// How well a division goes with those known: nil where it contradicts the
    /// text, less where it contradicts what is only assumed.
    private func fit(_ division: Gazetteer.Division, _ last: Gazetteer.Level?) -> Int? {
        if place.city != 0, division.level >= .city {
            let isOfMunicipality = division.isMunicipal && division.ancestor(.province) == place.province
            if division.ancestor(.city) == place.city || isOfMunicipality { return 4 }
            if last == .city || last == .county { return nil }
            return division.ancestor(.province) == place.province ? 1 : 0
        }
        if place.province != 0 {
            if division.ancestor(.province) == place.province { return 3 }
            return last == nil ? 0 : nil
        }
        return 0
    }

    /// Whether a name without 市, 区 or 县 is one of a division here.
    private func mayBeShort(_ division: Gazetteer.Division, _ next: Int, _ end: Int) -> Bool {
        if next >= end { return division.level < .county }
        let mayBeTown = division.level == .county
        if hasChild(of: division, at: next, end, where: { $1 || $0.level == .town && mayBeTown }) { return true }
        if division.level < .county, place.city != division.code || place.statesCity {
            return zone(at: next, end) != nil
                || (division.level == .province
                    && self.division(at: next, end, after: .province, mayRepeat: false) != nil)
        }
        guard place.statesCity || place.city == division.ancestor(.city) else { return false }
        // 河东路 is a road, 东山镇 a town.
        for k in next..<min(next + 4, end) {
            if let ending = endingWord(k, end)?.ending { return ending == .road && k - next >= 2 }
            if isNumberStart(k, end) { return false }
        }
        return true
    }

    private func closing(_ i: Int, _ end: Int) -> Int? { (i..<end).first { unit($0) == Char.close } }

    /// 中国(某省)自由贸易试验区某片区.
    private mutating func freeTradeZone(_ i: Int, _ end: Int) -> Int {
        guard at(i, "中"), at(i + 1, "国"), unit(i + 2) == Char.open, let close = closing(i, end) else { return i }
        guard var next = zone(at: close + 1, end) else { return i }
        // 自贸区宜昌片区
        if let further = zone(at: next, end), further - next <= 10, at(further - 2, "片") { next = further }
        if let (division, _) = division(at: i + 3, end, after: nil) {
            if place.province != division.ancestor(.province) { place = Place() }
            place.province = division.ancestor(.province)
        }
        add(.zone, i..<next)
        return next
    }

    /// A name that ends with a word for a zone.
    func zone(at start: Int, _ end: Int) -> Int? {
        var i = start
        var best: Int?
        while i < min(end, start + 16) {
            let what = kind(i)
            if what.contains(.punctuation) || what.contains(.digit) { break }
            if let (_, next) = AddressWords.zones.longest(in: text.units, at: i, end: end) {
                best = next
                // 综合保税区…片区, 开发区高新区.
                i = next
                if next < end, AddressWords.zones.longest(in: text.units, at: next, end: end) != nil { continue }
                break
            }
            let ending = endingWord(i, end)?.ending
            if ending == .town || ending == .village || ending == .road { break }
            i += 1
        }
        return best
    }

    /// A town of the county, in full, short with another ending, or short alone.
    private mutating func town(at i: Int, _ end: Int) -> Int? {
        var best: (code: UInt32, end: Int, isFull: Bool)?
        gazetteer.names.each(in: text.units, at: i, end: end) { name, next in
            for bearer in gazetteer.bearers(of: name) {
                let division = gazetteer.divisions[Int(bearer.division)]
                guard division.level == .town else { continue }
                let county = division.code / 1000
                // A county of the past has no towns in the table: those of its city.
                let isHere =
                    place.county != 0 && gazetteer.isCurrent(county: place.county)
                    ? county == place.county
                    : place.city != 0 && (county / 100 * 100 == place.city)
                guard isHere, best.map({ next > $0.end || (next == $0.end && !$0.isFull) }) ?? true else { continue }
                best = (division.code, next, bearer.isFull)
            }
        }
        guard let best else { return nil }
        var next = best.end
        if !best.isFull {
            if let (_, after) = AddressWords.townEndings.longest(in: text.units, at: next, end: end) {
                let isStreet = after - next == 1 && at(next, "街")
                if isStreet, after >= end || isNumberStart(after, end) || kind(after).contains(.punctuation) {
                    return nil
                }
                next = after
            } else {
                guard place.county != 0 || place.city / 100 == best.code / 100_000, next < end else { return nil }
                // 航海东路 is a road but for 航海东路街道, 安贞里 an estate, 福城工业园 another.
                if isRoadWord(next - 1, end) { return nil }
                switch endingWord(next, end)?.ending {
                case .estate, .estateAtEnd, .building: return nil
                default: break
                }
                // 中山路 is no town, nor is 解放中路.
                for k in next..<min(next + 3, end) {
                    if k < next + 2, isRoadWord(k, end) || isVillageWord(k, end) { return nil }
                    if k == next, isNumberStart(k, end) || kind(k).contains(.side) && at(k + 1, "段") { return nil }
                }
            }
        } else if next < end, isRoadWord(next, end) {
            return nil
        } else if at(next - 1, "园"), at(next, "区") {
            // 产业园, as the table has it, or 产业园区.
            next += 1
        } else if let (_, after) = AddressWords.officeEndings.longest(in: text.units, at: next, end: end) {
            next = after
        }
        if place.county == 0, best.code / 1000 % 100 != 0 { place.county = best.code / 1000 }
        add(.town, i..<next)
        return next
    }
}
