extension AddressParser {
    /// The key of the address that was read.
    func key() -> AddressKey {
        var key = AddressKey()
        key.place = place
        key.firstRoom = firstRoom
        for element in elements {
            switch element.kind {
            case .province, .city, .remark: break
            case .phase:
                // 3号地块 is another thing than 三期.
                let isPlot = at(element.range.upperBound - 1, "块")
                key.phases += tokens(element.range).map { isPlot ? "块" + $0 : $0 }
            case .group:
                let numbers = tokens(element.range)
                key.groups += numbers
            case .lane: key.lanes += tokens(element.range)
            case .number:
                // Of several doors the first.
                if key.number.isEmpty { key.number = tokens(element.range.prefix { unit($0) != Char.comma }) }
            case .block, .building, .unit, .floor, .room, .desk:
                key.tail.append((element.kind, tokens(element.range)))
            case .district, .zone, .town, .village, .road, .estate, .direction:
                addName(Word(text.units[element.range]), element.kind, to: &key)
            }
        }
        return key
    }

    /// The numbers of the first room of a list, as far as the list's first comma.
    private var firstRoom: [Word] {
        var tokens: [Word] = []
        for element in elements where element.kind == .room {
            if !tokens.isEmpty, isListed(element.range.lowerBound - 1) { break }
            let first = element.range.prefix { !isListed($0) }
            guard !first.isEmpty else { break }
            tokens += self.tokens(first)
            if first.count < element.range.count { break }
        }
        return tokens
    }

    private func isListed(_ i: Int) -> Bool { unit(i) == Char.comma || at(i, "及") || at(i, "和") }

    private func addName(_ name: Word, _ kind: AddressElement.Kind, to key: inout AddressKey) {
        switch kind {
        case .district: key.countyBase = PlaceNames.base(name, PlaceNames.countyEndings)
        case .zone: key.zones.append(PlaceNames.zone(name))
        case .town:
            key.town = PlaceNames.base(name, PlaceNames.townEndings)
            key.isRural = name.hasSuffix("镇") || name.hasSuffix("乡")
        case .village: key.villages.append(ChineseNumeral.foldedName(PlaceNames.village(name)))
        case .road:
            let (road, section) = PlaceNames.road(name)
            key.roads.append(road)
            if !section.isEmpty { key.sections.append(ChineseNumeral.folded(section)) }
        case .estate:
            let estate = PlaceNames.estate(name)
            key.estates.append(ChineseNumeral.foldedName(estate))
            key.estateSorts.append(PlaceNames.sort(ofEstate: name))
            if PlaceNames.isGeneric(estate: name) || PlaceNames.isGeneric(estate: estate) {
                key.hasGenericEstate = true
            }
            if estate == name { key.bareNames.append(estate) }
            if PlaceNames.isOneBuilding(name) { key.isNamedBuilding = true }
        default: key.directions.append(PlaceNames.direction(name))
        }
    }

    /// Numbers, letters and sides of a range: digits without leading zeros, Chinese
    /// numerals as digits. A range without any is its own token.
    func tokens(_ range: Range<Int>) -> [Word] {
        var tokens: [Word] = []
        var i = range.lowerBound
        var mark: Word = ""
        while i < range.upperBound {
            let what = kind(i)
            let isNumeral = what.contains(.numeral)
            if what.contains(.code) || isNumeral {
                var j = i
                while j < range.upperBound, isNumeral ? kind(j).contains(.numeral) : isSameCode(i, j) { j += 1 }
                var token =
                    isNumeral
                    ? ChineseNumeral.digits(of: text.units[i..<j]) : Word(text.units[i..<j])
                while token.count > 1, token.hasPrefix("0") { token = token.dropFirst(1) }
                // 10F is floor 10.
                if token != "F" || tokens.isEmpty || j < range.upperBound { tokens.append(mark + token) }
                mark = ""
                i = j
            } else if what.contains(.stem), kind(i + 1).contains(.digit), i + 1 < range.upperBound {
                // 甲12号 is one number, 12号甲 is a part of 12号.
                mark = Word([unit(i)])
                i += 1
            } else if what.contains(.stem) {
                tokens.append(Word([unit(i)]))
                i += 1
            } else if unit(i) == Char.dash, i == range.lowerBound {
                mark = "-"
                i += 1
            } else if at(i, "负") || at(i, "地", "下") {
                mark = "-"
                i += at(i, "负") ? 1 : 2
            } else if at(i, "特") {
                mark = "特"
                i += 1
            } else if at(i, "首", "层") || at(i, "底", "层") || at(i, "底", "楼") || at(i, "首", "楼") {
                tokens.append(mark + "1")
                i += 2
            } else {
                i += 1
            }
        }
        guard tokens.isEmpty else { return tokens }
        let name = Word(text.units[range])
        return [name == "地下室" ? "-1" : name]
    }

    /// Digits with digits, letters with letters.
    private func isSameCode(_ i: Int, _ j: Int) -> Bool {
        kind(j).contains(.code) && kind(j).contains(.digit) == kind(i).contains(.digit)
    }
}

/// Chinese numerals up to some thousands.
enum ChineseNumeral {
    /// 二十三 as 23; digits in a row (一〇五) as they stand.
    static func digits(of units: ArraySlice<UInt16>) -> Word {
        var (total, current) = (0, -1)
        var row: [UInt16] = []
        var isPositional = true
        for unit in units {
            guard let value = values[unit] else { continue }
            if value >= 10 {
                isPositional = false
                total += value == 20 ? 20 : max(current, current == 0 ? 0 : 1) * value
                current = -1
            } else {
                row.append(UInt16(48 + value))
                current = value
            }
        }
        return isPositional ? Word(row) : Word(String(total + max(current, 0)).utf16)
    }

    /// A word with its numerals as digits: 三段 as 3段.
    static func folded(_ word: Word) -> Word { folded(word) { values[$0] != nil } }

    /// A name with the plain numerals that it begins with as digits: 一间房 as 1间房;
    /// 陆家 is a surname, 千佛 and 百花 are no numbers.
    static func foldedName(_ name: Word) -> Word { folded(name) { plain.contains($0) } }

    private static func folded(_ word: Word, _ isNumeral: (UInt16) -> Bool) -> Word {
        let numerals = word.units.prefix(while: isNumeral)
        return numerals.isEmpty ? word : digits(of: numerals) + word.dropFirst(numerals.count)
    }

    private static let plain = Set("〇零一二三四五六七八九十".utf16)

    private static let values: [UInt16: Int] = {
        var values: [UInt16: Int] = [:]
        for (i, word) in ["〇零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"].enumerated() {
            for unit in word.utf16 { values[unit] = i }
        }
        for unit in "十拾".utf16 { values[unit] = 10 }
        for unit in "廿".utf16 { values[unit] = 20 }
        for unit in "百佰".utf16 { values[unit] = 100 }
        for unit in "千".utf16 { values[unit] = 1000 }
        return values
    }()
}
